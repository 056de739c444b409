"""The kept sets, on a real SQLite file and real files."""

import shutil

import numpy as np
import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from clips.intake import examine
from clips.library import Library, NoSuchSetError, engine
from clips.models import Base, KeptSet
from clips.result import prepare
from coach.words import words
from tests.films import sample

JA = words("ja")


@pytest.fixture
def library(tmp_path):
    opened = Library(f"sqlite:///{tmp_path / 'koshi.sqlite'}", str(tmp_path / "files"))
    yield opened
    opened.close()


@pytest.fixture
def shown(checked, tmp_path):
    """The result of a set with a finding."""
    return prepare(checked("hip_lift_arched"), "私の.mp4", JA, tmp_path / "annotated.mp4")


def add(library, person=None, **changes) -> str:
    path = sample("hip_lift_arched")
    clip = library.add_clip(path, ".mp4", examine(path))
    row = {
        "person_id": person or library.person(),
        "clip_sha256": clip.sha256,
        "exercise": "hip_lift",
        "name": "私の.mp4",
        "source": "upload",
        "language": "ja",
    }
    return library.add(KeptSet(**(row | changes)))


def test_the_migrations_make_the_tables_of_the_models(library):
    with engine(library.url).connect() as connection:
        difference = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert difference == []


def test_sqlite_writes_ahead(library):
    with library.session() as session:
        assert session.scalar(sa.text("PRAGMA journal_mode")) == "wal"


def test_a_result_comes_back_as_it_was(library, shown, tmp_path):
    set_id = add(library)
    assert library.finish(set_id, shown)
    kept = library.get(set_id, library.person())
    assert (kept.state, kept.progress, kept.report.verdict) == ("done", 1.0, "severe")
    assert [found.fault for found in library.findings(library.person())] == ["over_arch"]
    again = library.result(set_id, library.person(), tmp_path / "copies")
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
        library.result(set_id, library.person(), tmp_path)


def test_who_comes_second_undoes_nothing(library, shown):
    set_id = add(library)
    assert library.update_unfinished(set_id, state="checking")
    assert library.finish(set_id, shown)
    assert not library.update_unfinished(set_id, state="failed", error="disk-full")
    assert library.get(set_id, library.person()).state == "done"


def test_a_result_left_by_another_try_is_no_obstacle(library, shown):
    set_id = add(library)
    library.finish(set_id, shown)
    library.update(set_id, state="failed", error="unknown")
    assert library.finish(set_id, shown)
    assert len(library.findings(library.person())) == 1


def test_a_set_deleted_while_it_was_checked_leaves_nothing(library, shown, tmp_path):
    set_id = add(library)
    library.delete(set_id, library.person())
    assert not library.finish(set_id, shown)
    assert [path for path in (tmp_path / "files").rglob("*") if path.is_file()] == []


def test_a_clip_is_kept_once_and_goes_with_its_last_set(library, shown, tmp_path):
    first, second = add(library), add(library)
    library.finish(first, shown)
    files = tmp_path / "files"
    assert len(list((files / "clips").rglob("*.mp4"))) == 1
    library.delete(first, library.person())
    assert len(list((files / "clips").rglob("*.mp4"))) == 1
    library.delete(second, library.person())
    assert [path for path in files.rglob("*") if path.is_file()] == []
    with library.session() as session:
        counts = [
            session.scalar(sa.select(sa.func.count()).select_from(table))
            for name, table in Base.metadata.tables.items()
            if name != "people"
        ]
    assert counts == [0] * len(counts)


def test_nobody_gets_another_persons_set(library, shown, tmp_path):
    set_id = add(library)
    other = library.person("somebody else")
    for attempt in (
        lambda: library.get(set_id, other),
        lambda: library.delete(set_id, other),
        lambda: library.result(set_id, other, tmp_path),
        lambda: library.get("no such set", other),
    ):
        with pytest.raises(NoSuchSetError):
            attempt()
    assert library.sets(other) == []


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
    assert library.get(set_id, library.person()).report is None
    assert [p for p in (tmp_path / "files").rglob("*.part") if p.is_file()] == []
