"""Routines that people put together for themselves."""

from dataclasses import asdict

import sqlalchemy as sa

from clips.library import Library
from clips.models import OwnRoutine, RoutineDraft
from practice.routines import Part, Routine
from rules import EXERCISES

LONGEST, MOST_PARTS = 40, 20  # characters of a name; parts


def keep(library: Library, person: str, routine: Routine, key: str | None = None) -> str:
    """Keep a routine, in the place of the one of theirs that has that `key` or beside the others.
    Returns its key.

    Raises
    ------
    ValueError
        It has no name or no parts, or too many.
    LookupError
        There is no routine of theirs with that key.
    """
    name = " ".join(routine.name.split())[:LONGEST]
    if not name or not 0 < len(routine.parts) <= MOST_PARTS:
        raise ValueError(f"routine: {name!r} of {len(routine.parts)} parts")
    parts = [asdict(part) for part in routine.parts]
    with library.session() as session:
        row = session.scalar(_of(person, key)) if key else OwnRoutine(person_id=person)
        if row is None:
            raise LookupError(key)
        row.name, row.parts = name, parts
        session.add(row)
        session.flush()
        return row.id


def routines(library: Library, person: str) -> dict[str, Routine]:
    """The routines of a person by their keys, the oldest first. A part of an exercise that there is
    no more is left out."""
    asked = sa.select(OwnRoutine).where(OwnRoutine.person_id == person)
    with library.session() as session:
        rows = list(session.scalars(asked.order_by(OwnRoutine.created)))
    found = {
        row.id: Routine(row.name, tuple(Part(**each) for each in row.parts if _there(each)))
        for row in rows
    }
    return {key: routine for key, routine in found.items() if routine.parts}


def forget(library: Library, person: str, key: str) -> None:
    """Remove a routine of a person."""
    with library.session() as session:
        row = session.scalar(_of(person, key))
        if row is not None:
            session.delete(row)
    library.forget()


def put_by(library: Library, person: str, routine: Routine, key: str | None) -> None:
    """Keep what a person is putting together as it is now, in the place of what they had put by; of
    their routine with that `key`, or of a new one."""
    parts = [asdict(part) for part in routine.parts]
    with library.session() as session:
        row = session.get(RoutineDraft, person) or RoutineDraft(person_id=person)
        # What it is of may have been removed in another window: then it is a new one.
        row.routine_id = key if key and session.scalar(_of(person, key)) else None
        row.name, row.parts = routine.name[:LONGEST], parts
        session.add(row)


def draft(library: Library, person: str) -> tuple[str | None, Routine] | None:
    """What a person is putting together, and the key of the routine that it is of, if it is not a
    new one; None where nothing is put by."""
    with library.session() as session:
        row = session.get(RoutineDraft, person)
    if row is None:
        return None
    parts = tuple(Part(**each) for each in row.parts if _there(each))
    return row.routine_id, Routine(row.name, parts)


def drop(library: Library, person: str) -> None:
    """Remove what a person was putting together; what they have kept stays."""
    with library.session() as session:
        row = session.get(RoutineDraft, person)
        if row is None:
            return
        session.delete(row)
    library.forget()


def _of(person: str, key: str) -> sa.Select[OwnRoutine]:
    return sa.select(OwnRoutine).where(OwnRoutine.person_id == person, OwnRoutine.id == key)


def _there(part: dict[str, object]) -> bool:
    return part["exercise"] in EXERCISES
