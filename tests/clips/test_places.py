"""Where things are kept: folders of any name, and what is said of one that cannot be used."""

import sqlite3
import subprocess
import sys

import pytest
import sqlalchemy as sa
from dbos import DBOS

from clips.access import Access
from clips.library import Library, migrate, sqlite_url, trouble
from clips.models import KeptSet
from clips.work import queue_url
from coach.words import LANGUAGES, words
from pose.video import ClipInfo
from tests.films import sample

INFO = ClipInfo(duration=5.0, frames=75, fps=15.0, size=(640, 480), last=4.93)
NAMES = ("a%20b", "why?", "no #1", "100%", "%(here)s", "腰 の データ", "a::b", "[x] {y} & 'z'")


@pytest.mark.parametrize("name", NAMES)
def test_a_data_folder_may_have_any_name(name, tmp_path, monkeypatch):
    data = tmp_path / name
    monkeypatch.setenv("KOSHI_DATA", str(data))
    library = Library()
    path = sample("hip_lift_ok")
    row = KeptSet(person_id=library.person(), exercise="hip_lift", name="x", source="upload")
    row.language = "ja"
    kept = library.get(Access(library.keep(row, path, ".mp4", INFO).id, row.person_id))
    assert library.files.fetch(kept.clip.key, tmp_path).read_bytes() == path.read_bytes()
    DBOS.migrate(queue_url())
    library.delete(Access(kept.id, kept.person_id))
    library.close()
    assert [each.name for each in tmp_path.iterdir()] == [name]
    assert {"koshi.sqlite", "queue.sqlite", "files"} <= {each.name for each in data.iterdir()}


def damaged(data):
    (data / "koshi.sqlite").write_bytes(b"no database, whatever its name says. " * 200)


def newer(data):
    migrate(sqlite_url(data / "koshi.sqlite"))
    with sqlite3.connect(data / "koshi.sqlite") as tables:
        tables.execute("UPDATE alembic_version SET version_num = '9999'")


def no_folder(data):
    data.rmdir()
    data.write_text("a file where the folder should be")


def no_file(data):
    (data / "koshi.sqlite").mkdir()


WRONG = {
    damaged: "library-damaged",
    newer: "library-newer",
    no_folder: "library-closed",
    no_file: "library-closed",
}


@pytest.mark.parametrize(("spoil", "key"), WRONG.items())
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_worker_says_why_it_cannot_begin(spoil, key, language, tmp_path, koshi):
    data = tmp_path / "data"
    data.mkdir()
    spoil(data)
    done = koshi("work", "--lang", language, env={"KOSHI_DATA": str(data)})
    assert done.returncode == 1
    assert words(language).say(f"error-{key}", name=str(data)) in done.stderr
    assert "Traceback" not in done.stderr


def test_a_library_that_somebody_holds_is_busy(tmp_path, monkeypatch):
    monkeypatch.setattr("clips.library._PRAGMAS", ("busy_timeout=100",))
    url = sqlite_url(tmp_path / "koshi.sqlite")
    migrate(url)
    holder = sqlite3.connect(tmp_path / "koshi.sqlite", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(sa.exc.OperationalError) as raised:
        Library(url, str(tmp_path / "files"))
    assert trouble(raised.value) == "library-busy"
    holder.close()


def test_what_may_not_be_written_is_closed(tmp_path):
    path = tmp_path / "koshi.sqlite"
    migrate(sqlite_url(path))
    looks_only = sa.create_engine(f"sqlite:///file:{path}?mode=ro&uri=true")
    with pytest.raises(sa.exc.OperationalError) as raised, looks_only.begin() as connection:
        connection.execute(sa.text("DELETE FROM sets"))
    assert trouble(raised.value) == "library-closed"
    looks_only.dispose()


def test_a_database_elsewhere_that_does_not_answer_is_away():
    nobody = sa.create_engine("postgresql+psycopg://nobody@127.0.0.1:9/none")
    with pytest.raises(sa.exc.OperationalError) as raised:
        nobody.connect()
    assert trouble(raised.value) == "library-away"


def test_other_errors_are_no_trouble_of_the_library():
    for error in (ValueError("x"), LookupError("x"), TypeError("x")):
        assert trouble(error) is None


def test_the_migrations_are_found_in_a_checkout_of_any_name(tmp_path):
    """Alembic fills in "%(here)s" and the like."""
    script = (
        "from pathlib import Path; import clips.library as l, shutil, sys;"
        "to = Path(sys.argv[1]); shutil.copytree(l._MIGRATIONS, to); l._MIGRATIONS = to;"
        "l.migrate(l.sqlite_url(to.parent / 'x.sqlite'))"
    )
    to = tmp_path / "100% mine" / "migrations"
    subprocess.run([sys.executable, "-c", script, str(to)], check=True)
    assert (to.parent / "x.sqlite").stat().st_size > 0
