import errno
import json
import stat
import sys
from datetime import datetime
from pathlib import Path

import platformdirs
import pytest

from clips import keep as keeping
from clips.check import CheckedClip, Track
from clips.keep import keep, kept_folder
from rules import SetReport

NOW = datetime(2026, 3, 4, 5, 6, 7)
NAME = "2026-03-04_05-06-07"


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """An empty data folder of Koshi's."""
    folder = tmp_path / "data"
    monkeypatch.setenv("KOSHI_DATA", str(folder))
    return folder


def a_set(path: Path | None, exercise="hip_lift") -> CheckedClip:
    report = SetReport(
        exercise=exercise, duration_s=10, frames=150, judged_share=1.0, verdict="ok", reasons=[]
    )
    return CheckedClip(path, report, Track(), "overshoot")


@pytest.fixture
def sets(tmp_path) -> list[CheckedClip]:
    """Two sets with clips, and one that could not be recorded."""
    found: list[CheckedClip] = []
    for number in (1, 2):
        path = tmp_path / f"clip-{number}.mp4"
        path.write_bytes(bytes([number]) * 1000)
        found.append(a_set(path))
    return [*found, a_set(None, "plank")]


def test_a_session_has_a_folder_of_its_own_named_after_its_time(home, sets):
    folder = keep(sets, (3, 2), NOW)
    assert folder == home / "sets" / NAME
    assert [path.name for path in (home / "sets").iterdir()] == [NAME]


def test_clips_results_and_how_it_felt_are_kept(home, sets):
    folder = keep(sets, (3, 2), NOW)
    assert sorted(path.name for path in folder.iterdir()) == [
        "session.json", "set-1.json", "set-1.mp4", "set-2.json", "set-2.mp4", "set-3.json",
    ]  # fmt: skip
    assert (folder / "set-2.mp4").read_bytes() == sets[1].path.read_bytes()
    kept = SetReport.model_validate_json((folder / "set-3.json").read_text(encoding="utf-8"))
    assert kept == sets[2].report


@pytest.mark.parametrize("pain", [(0, 10), (None, None), (4, None)])
def test_what_was_not_answered_is_not_made_up(home, sets, pain):
    felt = json.loads((keep(sets, pain, NOW) / "session.json").read_text(encoding="utf-8"))
    assert felt == {"pain_before": pain[0], "pain_after": pain[1]}


def test_the_clips_that_were_copied_stay_where_they_are(home, sets):
    keep(sets, (None, None), NOW)
    assert all(checked.path.exists() for checked in sets[:2])


def test_two_sessions_lie_side_by_side(home, sets):
    keep(sets, (None, None), NOW)
    keep(sets, (None, None), NOW.replace(second=8))
    assert len(list((home / "sets").iterdir())) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_nobody_else_may_look(home, sets):
    folder = keep(sets, (3, 2), NOW)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("fails_at", [1, 2])
def test_a_full_disk_leaves_nothing(home, sets, fails_at, monkeypatch):
    copies = []

    def copyfile(source, target):
        copies.append(target)
        if len(copies) == fails_at:
            Path(target).write_bytes(b"half")
            raise OSError(errno.ENOSPC, "No space left on device")
        return Path(target).write_bytes(Path(source).read_bytes())

    monkeypatch.setattr(keeping.shutil, "copyfile", copyfile)
    with pytest.raises(OSError, match="No space") as error:
        keep(sets, (None, None), NOW)
    assert error.value.errno == errno.ENOSPC
    assert list((home / "sets").iterdir()) == []
    monkeypatch.undo()
    monkeypatch.setenv("KOSHI_DATA", str(home))
    assert keep(sets, (None, None), NOW).name == NAME  # once there is room


def test_a_clip_that_has_gone_leaves_nothing(home, sets):
    sets[1].path.unlink()
    with pytest.raises(FileNotFoundError):
        keep(sets, (None, None), NOW)
    assert list((home / "sets").iterdir()) == []


def test_a_place_where_nothing_may_be_written_is_told(tmp_path, sets, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KOSHI_DATA", str(tmp_path / "file"))
    with pytest.raises(OSError, match="file"):
        keep(sets, (None, None), NOW)


def test_what_was_kept_in_the_same_second_is_not_lost(home, sets):
    first = keep(sets, (1, 1), NOW)
    before = {path.name: path.read_bytes() for path in first.iterdir()}
    with pytest.raises(OSError, match=NAME):
        keep(sets[:1], (9, 9), NOW)
    assert {path.name: path.read_bytes() for path in first.iterdir()} == before
    assert [path.name for path in (home / "sets").iterdir()] == [NAME]


def test_what_a_crash_left_half_done_is_in_nobody_s_way(home, sets):
    """A half-written folder has a name of its own, which is not that of a session."""
    (home / "sets" / f".{NAME}").mkdir(parents=True)
    folder = keep(sets, (None, None), NOW.replace(second=8))
    assert len(list(folder.iterdir())) == 6


def test_koshi_data_says_where(home, monkeypatch):
    assert kept_folder() == home / "sets"
    monkeypatch.setenv("KOSHI_DATA", "")
    assert kept_folder().name == "sets"


def test_without_it_the_user_s_own_data_folder(monkeypatch):
    monkeypatch.delenv("KOSHI_DATA", raising=False)
    assert kept_folder() == platformdirs.user_data_path("koshi", appauthor=False) / "sets"
