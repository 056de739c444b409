"""A backup, and the way back from it into an empty place, on SQLite and on PostgreSQL."""

import stat
from pathlib import Path

import pytest
import sqlalchemy as sa

from clips import backup as backups
from clips.access import Access
from clips.backup import BackupError, Copied, backup, restore
from clips.library import Library, engine
from clips.models import KeptSet
from clips.sharing import comment, comments, open_share, share
from pose.video import probe
from tests.clips.test_work import postgres  # noqa: F401
from tests.films import sample

SETS = 3


@pytest.fixture(params=["sqlite", "postgresql"])
def full(request, tmp_path, prepared, monkeypatch):
    """A library with sets that are done, one that waits, a comment; its database is the settled
    one."""
    if request.param == "postgresql":
        monkeypatch.setenv("KOSHI_DATABASE_URL", request.getfixturevalue("postgres"))
    monkeypatch.setenv("KOSHI_DATA", str(tmp_path / "data"))
    library = Library()
    clip = library.add_clip(sample("hip_lift_arched"), ".mp4", probe(sample("hip_lift_arched")))
    for _ in range(SETS):
        row = KeptSet(person_id=library.person(), clip_sha256=clip.sha256, exercise="hip_lift",
                      name="膝.mp4", source="upload", language="ja")  # fmt: skip
        library.add(row)
    for kept in done(library):
        library.finish(kept.id, prepared("hip_lift_arched"))
        comment(library, Access.of_owner(kept), "x", {"t": 0.0, "text": "ゆっくり"})
    yield library
    library.close()


def done(library) -> list[KeptSet]:
    return library.sets(library.person())[1:]


def elsewhere(library, tmp_path, monkeypatch) -> None:
    """From now on everything is in another place, which is empty."""
    monkeypatch.setenv("KOSHI_DATA", str(tmp_path / "other"))
    if library.url.startswith("postgresql"):
        library.close()
        with engine(library.url).connect() as connection:
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(sa.text("CREATE DATABASE other"))
        url = sa.make_url(library.url).set(database="other", drivername="postgresql")
        monkeypatch.setenv("KOSHI_DATABASE_URL", url.render_as_string(hide_password=False))


def test_a_backup_opens_in_an_empty_place_and_nowhere_else(full, tmp_path, monkeypatch, prepared):
    first, *others = done(full)
    token = share(full, Access.of_owner(others[0]), "trainer")
    folder = tmp_path / "backup"
    size = sum(full.files.sizes("sets").values()) + sample("hip_lift_arched").stat().st_size
    assert backup(full, folder) == Copied(SETS, 1, size)
    assert {stat.S_IMODE(each.stat().st_mode) for each in folder.rglob("*") if each.is_file()} == {
        0o600
    }
    with pytest.raises(BackupError, match="not-empty"):
        restore(folder)

    full.delete(Access.of_owner(first))  # and what was deleted is in no later backup
    copied = backup(full, folder)
    assert (copied.sets, copied.lost) == (SETS - 1, ())
    assert first.id.encode() not in b"".join(
        str(each).encode() + each.read_bytes() for each in folder.rglob("*") if each.is_file()
    )
    elsewhere(full, tmp_path, monkeypatch)
    assert restore(folder) == copied
    again = Library()
    assert [(s.id, s.state) for s in again.sets(again.person())] == [
        (s.id, s.state) for s in full.sets(full.person())
    ]
    access = Access.of_owner(done(again)[0])
    shown = again.result(access, tmp_path / "copies")
    assert shown.checked.report == prepared("hip_lift_arched").checked.report
    assert shown.checked.path.read_bytes() == sample("hip_lift_arched").read_bytes()
    assert [said["text"] for said in comments(again, access)] == ["ゆっくり"]
    assert open_share(again, token).set_id == others[0].id
    again.close()


@pytest.fixture
def small(library, tmp_path, monkeypatch) -> Library:
    """One with a set that waits, and a clip."""
    monkeypatch.setenv("KOSHI_DATA", str(tmp_path / "other"))
    (tmp_path / "x.mp4").write_bytes(b"film")
    clip = library.add_clip(tmp_path / "x.mp4", ".mp4", probe(sample("hip_lift_ok")))
    library.add(KeptSet(person_id=library.person(), clip_sha256=clip.sha256, exercise="plank",
                        name="x", source="upload", language="ja"))  # fmt: skip
    return library


def test_what_is_deleted_while_it_is_copied_is_not_in_it(small, tmp_path, monkeypatch):
    (kept,) = small.sets(small.person())
    copy_files = backups._copy

    def copied(*told):
        if small.sets(small.person()):
            small.delete(Access.of_owner(kept))
        return copy_files(*told)

    monkeypatch.setattr(backups, "_copy", copied)
    assert backup(small, tmp_path / "backup") == Copied(0, 0, 0)


@pytest.mark.parametrize("damage", ["missing", "damaged"])
def test_what_is_lost_is_told_and_the_rest_restored(small, tmp_path, damage):
    (kept,) = small.sets(small.person())
    backup(small, tmp_path / "backup")
    copy = tmp_path / "backup" / "files" / kept.clip.key
    copy.write_bytes(b"else") if damage == "damaged" else copy.unlink()
    assert restore(tmp_path / "backup").lost == (kept.clip.key,)
    if damage == "missing":
        small.files.remove(kept.clip.key)
        assert backup(small, tmp_path / "backup").lost == (kept.clip.key,)


def test_a_folder_with_something_else_is_left_alone(small, tmp_path, koshi):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    with pytest.raises(BackupError, match="backup-folder"):
        backup(small, tmp_path / "mine")
    with pytest.raises(BackupError, match="backup-none"):
        restore(tmp_path / "mine")
    place = {"KOSHI_DATA": str(tmp_path), "KOSHI_DATABASE_URL": ""}
    said = koshi("backup", tmp_path / "copy", "--lang", "en", env=place)
    assert said.stdout.startswith("The backup has 1 sets and 1 clips (0.0 MB); it took"), said
    place["KOSHI_DATA"] = str(Path(tmp_path) / "third")
    said = koshi("restore", tmp_path / "copy", "--lang", "en", env=place)
    assert (said.returncode, said.stdout[:24]) == (0, "Restored 1 sets and 1 cl"), said
