"""The kept sets, on a real SQLite file and real files."""

import json
import os
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from clips.access import Access
from clips.annotate import Still
from clips.library import Library, NoSuchSetError, engine, migrate
from clips.models import FIND_OUT, Act, Base, Clip, KeptSet
from clips.result import Shown, load, save
from clips.sharing import judge, opinions
from coach.words import words
from pose.video import probe
from rules import Finding
from rules.find import Guess, Proposal
from tests.clips.test_files import s3  # noqa: F401
from tests.clips.test_work import postgres  # noqa: F401
from tests.films import sample

JA = words("ja")


@pytest.fixture
def shown(prepared):
    """The result of a set with a finding."""
    return replace(prepared("hip_lift_arched"), name="私の.mp4", view=None)


def add(library, person=None, name="hip_lift_arched", **changes) -> str:
    row = {
        "person_id": person or library.person(),
        "exercise": "hip_lift",
        "name": "私の.mp4",
        "source": "upload",
        "language": "ja",
    }
    path = sample(name)
    return library.keep(KeptSet(**(row | changes)), path, ".mp4", probe(path)).id


def test_the_migrations_make_the_tables_of_the_models(library):
    with engine(library.url).connect() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert difference == []


@pytest.fixture(params=["sqlite", "postgresql"])
def older(request, tmp_path):
    """Address of a database of the first version, with an opinion in it."""
    url = f"sqlite:///{tmp_path / 'older.sqlite'}"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres").replace("://", "+psycopg://")
        with engine(url).begin() as connection:
            connection.execute(sa.text("DROP SCHEMA public CASCADE"))
            connection.execute(sa.text("CREATE SCHEMA public"))
    migrate(url, "0001")
    rows = (
        "INSERT INTO people VALUES ('p', 'local', '2026-11-22')",
        "INSERT INTO clips VALUES ('c', '.mp4', 5, 1.0)",
        "INSERT INTO sets (id, person_id, clip_sha256, exercise, name, source, language, state,"
        " progress, attempt, created)"
        " VALUES ('s', 'p', 'c', 'plank', 'x', 'upload', 'ja', 'failed', 0, 1, '2026-11-22')",
        "INSERT INTO opinions (id, set_id, number, who, agrees, advice, created)"
        " VALUES ('o', 's', 0, 'A', true, 'slowly', '2026-11-22')",
    )
    with engine(url).begin() as connection:
        for row in rows:
            connection.execute(sa.text(row))
    return url


def test_a_library_of_the_first_version_is_brought_up_to_date(older, tmp_path):
    library = Library(older, str(tmp_path / "files"))
    with engine(library.url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    assert [kept.id for kept in library.sets("p")] == ["s"]
    (opinion,) = opinions(library, Access("s", "p"))
    assert (opinion.advice, opinion.share_id) == ("slowly", None)
    judge(library, Access("s", "p"), 0, "B", agrees=False)
    assert [each.who for each in opinions(library, Access("s", "p"))] == ["B"]
    library.delete(Access("s", "p"))
    library.close()


def test_sqlite_writes_ahead(library):
    with library.session() as session:
        assert session.scalar(sa.text("PRAGMA journal_mode")) == "wal"


def test_a_result_comes_back_as_it_was(library, shown, tmp_path):
    set_id = add(library)
    assert library.finish(set_id, shown)
    kept = library.get(Access(set_id, library.person()))
    assert (kept.state, kept.progress, kept.report.verdict) == ("done", 1.0, "severe")
    assert [found.fault for found in library.findings(library.person())] == ["over_arch"]
    again = library.result(Access(set_id, library.person()), tmp_path / "copies")
    assert again.checked.report == shown.checked.report
    assert again.annotated.read_bytes() == shown.annotated.read_bytes()
    assert again.checked.path.read_bytes() == sample("hip_lift_arched").read_bytes()
    before, after = shown.checked.track, again.checked.track
    np.testing.assert_array_equal(before.landmarks, after.landmarks)
    np.testing.assert_array_equal(before.value, after.value)
    assert [p is None for p in before.outline] == [p is None for p in after.outline]
    for a, b in zip(before.outline, after.outline, strict=True):
        if a is not None:
            np.testing.assert_array_equal(a, b)
    assert [still.moment.shape for still in again.pictures] == [(480, 640, 3)]


def test_stills_are_found_by_their_finding_whichever_comes_first(checked, tmp_path):
    """Also those of the first version, which put them in an order of its own."""
    long, far = (1.0, 3.0), (5.0, 6.0)
    found = [
        Finding(fault=fault, witness=seen, severity="mild", start_s=a, end_s=b, peak=peak,
                unit="deg", concern=concern)
        for fault, seen, (a, b), peak, concern in (
            ("over_arch", "above_line", long, 16.0, "range"),
            ("feet_too_far", "knee_angle", far, 140.0, "setup"),
        )
    ]  # fmt: skip
    result = checked("hip_lift_arched")
    report = result.report.model_copy(update={"findings": found, "verdict": "mild", "reps": []})
    one, two = (Still(np.full((4, 4, 3), shade, np.uint8)) for shade in (40, 200))
    feet, arch = found[1], found[0]
    shown = Shown(replace(result, report=report), "x", "ja", None, [feet, arch], [one, two])
    save(shown, tmp_path)
    again = load(tmp_path, None, "x")
    assert [f.fault for f in again.worst] == ["feet_too_far", "over_arch"]
    assert [round(still.moment.mean()) for still in again.pictures] == [40, 200]
    about = json.loads((tmp_path / "about.json").read_text(encoding="utf-8"))
    del about["stills"]
    (tmp_path / "about.json").write_text(json.dumps(about), encoding="utf-8")
    first = load(tmp_path, None, "x")  # there 140 degrees came before 16
    assert first.worst == again.worst
    assert [round(s.moment.mean()) for s in first.pictures] == [40, 200]
    swapped = [f.model_copy(update={"peak": 150.0}) if f.fault == "over_arch" else f for f in found]
    report = report.model_copy(update={"findings": swapped})
    (tmp_path / "report.json").write_text(report.model_dump_json(), encoding="utf-8")
    first = load(tmp_path, None, "x")  # there 150 degrees came before 140
    assert [f.fault for f in first.worst] == ["feet_too_far", "over_arch"]
    assert [round(still.moment.mean()) for still in first.pictures] == [200, 40]


def test_a_result_is_kept_once(library, shown):
    set_id = add(library)
    assert library.finish(set_id, shown)
    assert not library.finish(set_id, shown)
    assert len(library.findings(library.person())) == 1


def test_a_result_whose_files_are_gone_is_told(library, shown, tmp_path):
    set_id = add(library)
    library.finish(set_id, shown)
    library.files.remove(f"sets/{set_id}")
    with pytest.raises(FileNotFoundError):
        library.result(Access(set_id, library.person()), tmp_path)


def test_who_comes_second_undoes_nothing(library, shown):
    set_id = add(library)
    assert library.update_unfinished(set_id, state="checking")
    assert library.finish(set_id, shown)
    assert not library.update_unfinished(set_id, state="failed", error="disk-full")
    assert library.get(Access(set_id, library.person())).state == "done"


def test_a_result_left_by_another_try_is_no_obstacle(library, shown):
    set_id = add(library)
    library.finish(set_id, shown)
    library.update(Access(set_id, library.person()), state="failed", error="unknown")
    assert library.finish(set_id, shown)
    assert len(library.findings(library.person())) == 1


def test_a_set_deleted_while_it_was_checked_leaves_nothing(library, shown, tmp_path):
    set_id = add(library)
    library.delete(Access(set_id, library.person()))
    assert not library.finish(set_id, shown)
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_a_clip_is_kept_once_and_goes_with_its_last_set(library, shown, tmp_path):
    first, second = add(library), add(library)
    library.finish(first, shown)
    files = tmp_path / "files"
    assert len(list((files / "clips").rglob("*.mp4"))) == 1
    assert library.delete(Access(first, library.person())).clip_stays
    assert len(list((files / "clips").rglob("*.mp4"))) == 1
    assert library.delete(Access(second, library.person())).files == 1
    assert [path for path in files.rglob("*") if path.is_file()] == []
    with library.session() as session:
        counts = [
            session.scalar(sa.select(sa.func.count()).select_from(table))
            for name, table in Base.metadata.tables.items()
            if name not in ("people", "acts")
        ]
        left = [(act.did, act.set_id, act.share_id) for act in session.scalars(sa.select(Act))]
    assert counts == [0] * len(counts)
    assert left == [("deleted", None, None)] * 2


def test_who_deletes_is_not_told_whether_somebody_else_keeps_the_same_clip(library):
    other = library.person("somebody else")
    alone = library.delete(Access(add(library), library.person()))
    hers = add(library, other)
    shared = library.delete(Access(add(library), library.person()))
    assert shared == alone
    assert library.files.exists(library.get(Access(hers, other)).clip.key)


def test_nobody_is_told_of_another_persons_sets(library):
    add(library)
    assert library.sets(library.person("somebody else")) == []


def test_somebody_who_comes_in_four_windows_at_once_is_one_person(library):
    for n in range(5):
        together = threading.Barrier(4)

        def come(_, n=n, together=together):
            together.wait()
            return library.person(f"oidc:{n}")

        with ThreadPoolExecutor(4) as threads:
            assert len(set(threads.map(come, range(4)))) == 1


def test_the_same_number_of_another_issuer_is_somebody_else_and_who_was_known_stays(library):
    before = library.person("oidc:7")
    assert library.person("oidc:https://a.example 7", "oidc:7") == before
    assert library.person("oidc:https://a.example 7", "oidc:7") == before
    assert library.person("oidc:https://b.example 7", "oidc:7") != before


def test_the_newest_comes_first(library):
    ids = [add(library) for _ in range(3)]
    assert [kept.id for kept in library.sets(library.person())] == ids[::-1]


def test_a_full_disk_keeps_nothing_half(library, shown, tmp_path, monkeypatch):
    set_id = add(library)

    def full(*_args, **_more):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(OSError, match="No space"):
        library.finish(set_id, shown)
    assert library.get(Access(set_id, library.person())).report is None
    assert [p for p in (tmp_path / "files").rglob("*.part") if p.is_file()] == []


def test_a_set_is_kept_once_however_often_it_is_kept(library, shown):
    first = add(library, id="chosen before")
    library.finish(first, shown)
    assert add(library, id="chosen before", name="hip_lift_ok") == first
    (kept,) = library.sets(library.person())
    assert (kept.state, kept.clip_sha256) == (
        "done",
        library.get(Access(first, kept.person_id)).clip.sha256,
    )


def paths(folder) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def age(folder, hours=2.0) -> None:
    """Make all files under it that old."""
    then = time.time() - hours * 3600
    for path in folder.rglob("*"):
        if path.is_file():
            os.utime(path, (then, then))


def test_what_could_not_be_removed_is_swept_when_it_is_old(library, shown, tmp_path, monkeypatch):
    stays = add(library, name="hip_lift_ok")
    library.finish(stays, shown)
    files = tmp_path / "files"
    whole = paths(files)
    goes = add(library)
    library.finish(goes, shown)
    remove, failures = library.files._fs.rm, []

    def fail(path, **how):
        failures.append(path)
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(library.files._fs, "rm", fail)
    with pytest.raises(PermissionError):
        library.delete(Access(goes, library.person()))
    monkeypatch.setattr(library.files._fs, "rm", remove)
    assert len(failures) == 2  # its folder and its clip
    assert [kept.id for kept in library.sets(library.person())] == [stays]
    left = paths(files) - whole
    assert any(f"sets/{goes}" in path for path in left)
    assert any(path.startswith("clips") for path in left)
    assert library.sweep() == []  # they might be on their way
    age(files)
    assert len(library.sweep()) == 2
    assert paths(files) == whole
    assert not (files / "sets" / goes).exists()


def test_a_sweep_leaves_what_is_being_written(library, shown, tmp_path):
    stays = add(library)
    library.finish(stays, shown)
    files = tmp_path / "files"
    (files / "sets" / stays / "track.npz.0a1b2c3d.part").write_bytes(b"of a killed worker")
    (files / "clips" / "ab").mkdir()
    (files / "clips" / "ab" / "abcd.mp4.0a1b2c3d.part").write_bytes(b"of a killed page")
    age(files)
    (files / "sets" / "of a check").mkdir()
    for new in ("sets/of a check/report.json", "clips/ab/abcf.mp4", "clips/ab/abce.mp4.00.part"):
        (files / new).write_bytes(b"just now")
    before = paths(files)
    gone = library.sweep()
    assert sorted(before - paths(files)) == sorted(gone)
    assert {key.rpartition(".")[2] for key in gone} == {"part"}
    assert len(gone) == 2


def test_a_sweep_with_the_wrong_database_removes_nothing(library, shown, tmp_path):
    for name in ("hip_lift_ok", "hip_lift_arched"):
        library.finish(add(library, name=name), shown)
    age(tmp_path / "files")
    before = paths(tmp_path / "files")
    wrong = Library(f"sqlite:///{tmp_path / 'wrong.sqlite'}", str(tmp_path / "files"))
    assert wrong.sweep() == []
    assert paths(tmp_path / "files") == before
    wrong.close()


def test_a_store_elsewhere_is_swept_too(s3, shown, tmp_path):  # noqa: F811
    library = Library(f"sqlite:///{tmp_path / 'koshi.sqlite'}", f"{s3}-swept")
    stays = add(library)
    library.finish(stays, shown)
    before = library.files.names("sets") + library.files.names("clips")
    left = tmp_path / "left"
    left.write_bytes(b"left")
    library.files.put(left, "sets/gone/report.json")
    library.files.put(left, "clips/ab/abcd.mp4")
    assert all(0 <= age < 600 for age in library.files.ages("sets").values())
    assert library.sweep() == []
    assert library.sweep(older_s=-60) == ["sets/gone", "clips/ab/abcd.mp4"]
    assert library.files.names("sets") + library.files.names("clips") == before
    library.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def two(request, tmp_path):
    """The same library as two processes have it."""
    database = f"sqlite:///{tmp_path / 'koshi.sqlite'}"
    if request.param == "postgresql":
        database = request.getfixturevalue("postgres").replace("://", "+psycopg://")
    opened = [Library(database, str(tmp_path / "files")) for _ in range(2)]
    yield opened
    for each in opened:
        each.close()


class Halt:
    """Lets a call begin, and go on when told."""

    def __init__(self, monkeypatch, owner, name, only=lambda *_: True):
        self.begun, self.go = threading.Event(), threading.Event()
        call = getattr(owner, name)

        def halted(*arguments):
            if only(*arguments):
                self.begun.set()
                assert self.go.wait(30)
            return call(*arguments)

        monkeypatch.setattr(owner, name, halted)


def begins(monkeypatch, owner, name) -> threading.Event:
    """Set when that is called."""
    halt = Halt(monkeypatch, owner, name)
    halt.go.set()
    return halt.begun


def file(library, key) -> Path:
    """Where a file of a library on this machine lies."""
    return library.files.fetch(key, Path())


def whole(library) -> bool:
    """Whether every set has its clip, and every clip its file."""
    source = sample("hip_lift_arched").read_bytes()
    kept = library.sets(library.person())
    return all(file(library, each.clip.key).read_bytes() == source for each in kept)


def test_a_clip_added_while_its_last_set_is_deleted_stays(two, monkeypatch):
    first, second = two
    me, old = first.person(), add(first)
    removing = Halt(monkeypatch, first.files, "remove", lambda key: key.startswith("clips"))
    entering = begins(monkeypatch, second, "_enter")
    with ThreadPoolExecutor() as pool:
        deleted = pool.submit(first.delete, Access(old, me))
        assert removing.begun.wait(30)
        added = pool.submit(add, second)
        assert entering.wait(30)
        time.sleep(0.3)
        assert not added.done()  # it waits for the row
        removing.go.set()
        deleted.result(30)
        new = added.result(30)
    assert [kept.id for kept in first.sets(me)] == [new]
    assert whole(first)


def test_a_clip_that_is_being_added_is_not_deleted(two, monkeypatch):
    first, second = two
    me, old = first.person(), add(first)
    inside = []
    entering = begins(monkeypatch, second, "_enter")
    adding = Halt(monkeypatch, second.files, "exists", lambda key: entering.is_set())
    with ThreadPoolExecutor() as pool:
        added = pool.submit(add, second)
        assert adding.begun.wait(30)  # its row is locked, nothing is written yet
        deleted = pool.submit(first.delete, Access(old, me))
        time.sleep(0.3)
        assert not deleted.done()
        adding.go.set()
        inside.append(added.result(30))
        deleted.result(30)
    assert [kept.id for kept in first.sets(me)] == inside
    assert whole(first)


def test_a_clip_added_while_it_is_swept_stays(two, monkeypatch, tmp_path):
    first, second = two
    me = first.person()
    add(first, name="hip_lift_ok")
    path = sample("hip_lift_arched")
    stray = Clip(sha256=first.add_clip(path, ".mp4", probe(path)).sha256, suffix=".mp4")
    with first.session() as session:
        session.execute(sa.delete(Clip).where(Clip.sha256 == stray.sha256))
    age(tmp_path / "files")
    removing = Halt(monkeypatch, first.files, "remove")
    entering = begins(monkeypatch, second, "_enter")
    with ThreadPoolExecutor() as pool:
        swept = pool.submit(first.sweep)
        assert removing.begun.wait(30)
        added = pool.submit(add, second)
        assert entering.wait(30)
        time.sleep(0.3)
        assert not added.done()
        removing.go.set()
        assert swept.result(30) == [stray.key]
        new = added.result(30)
    assert file(first, first.get(Access(new, me)).clip.key).read_bytes() == path.read_bytes()


def test_the_last_two_sets_deleted_at_once_take_their_clip_along(two):
    first, second = two
    me = first.person()
    for _ in range(5):
        ids, ready = [add(first), add(first)], threading.Barrier(2)

        def delete(library, set_id, ready=ready):
            ready.wait()
            library.delete(Access(set_id, me))

        with ThreadPoolExecutor() as pool:
            list(pool.map(delete, two, ids))
        assert first.files.names("clips") == []
        with second.session() as session:
            assert session.scalar(sa.select(sa.func.count()).select_from(Clip)) == 0


def test_a_set_is_checked_again_as_another_exercise(library):
    me = library.person()
    first = add(library, exercise="plank")
    clip = library.get(Access(first, me)).clip
    other = library.again_as(Access(first, me), "hip_lift")
    sets = library.sets(me)
    assert [kept.exercise for kept in sets] == ["hip_lift", "plank"]  # beside each other
    assert {kept.clip_sha256 for kept in sets} == {clip.sha256}
    assert (other.state, other.attempt) == ("waiting", 1)
    library.delete(Access(first, me))
    assert library.files.exists(clip.key)
    with pytest.raises(NoSuchSetError):
        library.again_as(Access(first, me), "hip_lift")
    with pytest.raises(NoSuchSetError):
        library.again_as(Access(other.id, library.person("somebody else")), "plank")
    with pytest.raises(ValueError, match="exercise"):
        library.again_as(Access(other.id, me), "juggling")


def proposal(exercise, start_s, end_s):
    guesses = [Guess(exercise=exercise, share=1.0)]
    return Proposal(start_s=start_s, end_s=end_s, sure="clear", guesses=guesses)


@pytest.fixture
def found(library, tmp_path):
    """A set that was found out: its clip shows two."""
    poses = tmp_path / "poses.zip"
    poses.write_bytes(b"poses")
    set_id = add(library, exercise=FIND_OUT, state="checking")
    assert library.propose(
        set_id, [proposal("squat", 1.0, 9.0), proposal("hip_lift", 31.0, 50.0)], poses
    )
    return Access(set_id, library.person())


def test_what_was_found_becomes_a_set_for_each_part_of_the_clip(library, found, tmp_path):
    assert library.get(found).state == "found"
    assert [each.exercise for each in library.get(found).sets_found] == ["squat", "hip_lift"]
    sets = library.settle(found)
    assert sets[0].id == found.set_id
    told = [(kept.exercise, kept.start_s, kept.end_s, kept.state) for kept in sets]
    assert told == [("squat", None, 20.0, "waiting"), ("hip_lift", 20.0, None, "waiting")]
    assert sets[0].attempt == 2
    assert {kept.clip_sha256 for kept in library.sets(found.person)} == {sets[0].clip_sha256}
    for kept in sets:
        assert library.poses(kept, tmp_path).read_bytes() == b"poses"
    assert library.settle(found) == []  # pressed twice


def test_what_was_found_can_be_something_else(library, found, shown, tmp_path):
    with pytest.raises(ValueError, match="exercise"):
        library.settle(found, "juggling")
    with pytest.raises(NoSuchSetError):
        library.settle(Access(found.set_id, library.person("somebody else")))
    (kept,) = library.settle(found, "hip_lift")
    assert (kept.exercise, kept.start_s, kept.end_s) == ("hip_lift", None, None)
    library.finish(kept.id, shown)
    assert library.poses(kept, tmp_path) is None


def test_what_is_found_too_late_changes_nothing(library, found, tmp_path):
    """Two workers may look at the same clip."""
    poses = tmp_path / "poses.zip"
    library.settle(found, "hip_lift")
    assert not library.propose(found.set_id, [], poses)
    assert library.get(found).exercise == "hip_lift"
    library.delete(found)
    assert not library.propose(found.set_id, [], poses)
    assert library.files.names(f"sets/{found.set_id}") == []
