"""One's own data: all that the library has of a person, to be taken away or erased as a whole.

What belongs to a person is told by the tables' own references (`belongs`), so that no table can be
forgotten here; clips are found by the sets that show them.
"""

import json
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from clips.access import Access, NoSuchSetError
from clips.library import Library
from clips.models import Act, Base, Clip, KeptSet, Person, Try, Worker
from clips.scratch import scratch

# Tables of nobody: a clip is of all whose sets show it, workers are no people.
OF_NOBODY = frozenset({Clip.__tablename__, Worker.__tablename__})
# What strangers did at one's links: erased with them, not handed out.
_OF_STRANGERS = frozenset({Try.__tablename__})
# What opens something, or is of the sign-in, is not handed out.
_SECRET = frozenset({"token_sha256", "passphrase", "subject", "word_sha256"})


def belongs(table: sa.Table, person: str) -> sa.ColumnElement[bool] | None:
    """Which rows of a table are a person's, by its references: to the person, or to a row that is
    theirs; None of a table that refers to nobody."""
    if table is Person.__table__:
        return table.c.id == person
    if "person_id" in table.c:
        return table.c.person_id == person
    for column in table.c:
        for key in column.foreign_keys:
            theirs = belongs(key.column.table, person)
            # A row that need not refer to it is not there because of it.
            if theirs is not None and not column.nullable:
                return column.in_(sa.select(key.column).where(theirs))
    return None


def export(library: Library, person: str, to: Path) -> None:
    """Write all of a person's data into a zip: every table as JSON, and the files of each set with
    its clip, in a folder of its own.

    Raises
    ------
    OSError
        Disk full, or a file of a set is missing.
    """
    with zipfile.ZipFile(to, "w", zipfile.ZIP_STORED) as archive, scratch("own") as folder:
        for name, rows in _rows(library, person).items():
            archive.writestr(f"{name}.json", json.dumps(rows, ensure_ascii=False, indent=1))
        clips: set[str] = set()
        for kept in library.sets(person):
            if kept.clip and kept.clip.key not in clips:
                clips.add(kept.clip.key)
                archive.write(library.files.fetch(kept.clip.key, Path(folder)), kept.clip.key)
            copies = Path(folder) / kept.id
            copies.mkdir()
            for key in library.files.names(kept.folder):
                archive.write(library.files.fetch(key, copies), key)
    with library.session() as session:
        session.add(Act(person_id=person, did="took_away"))


def _rows(library: Library, person: str) -> dict[str, list[dict[str, Any]]]:
    found = {}
    with library.session() as session:
        for table in Base.metadata.sorted_tables:
            theirs = belongs(table, person)
            if theirs is not None and table.name not in _OF_STRANGERS:
                rows = session.execute(sa.select(table).where(theirs)).mappings()
                found[table.name] = [_plain(row) for row in rows]
    return found


def _plain(row: sa.RowMapping) -> dict[str, Any]:
    shown = {name: value for name, value in row.items() if name not in _SECRET}
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in shown.items()
    }


def erase(library: Library, person: str) -> int:
    """Remove all of a person's data: sets with their files and links, diary, choices, limits, and
    that there was such a person. Returns how many sets that were.

    Raises
    ------
    OSError
        A file could not be removed; what is left can be erased by calling this again.
    """
    failed: OSError | None = None
    sets = library.sets(person)
    for kept in sets:
        try:
            library.delete(Access.of_owner(kept))
        except NoSuchSetError:  # in another window
            continue
        except OSError as error:  # that set is gone all the same
            failed = error
    if failed:
        raise failed
    with library.session() as session:
        session.execute(sa.delete(KeptSet).where(KeptSet.person_id == person))
        for table in reversed(Base.metadata.sorted_tables):
            theirs = belongs(table, person)
            if theirs is not None:
                session.execute(sa.delete(table).where(theirs))
    library.forget()
    return len(sets)
