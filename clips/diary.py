"""What a person's weeks are made of, out of the library: the sets of each day, and the diary."""

from collections.abc import Callable
from datetime import date, datetime
from typing import cast

import sqlalchemy as sa

from clips.library import Library
from clips.models import DiaryDay, FoundFault, KeptSet, Report
from clips.sharing import verdicts
from practice.weeks import DoneSet
from rules.terms import Verdict

_OF_REPORT = (Report.verdict, Report.reps, Report.hold_s)
_PAINS = (KeptSet.pain_before, KeptSet.pain_after)
LONGEST = 500  # characters of what is written in words
# Where it may hurt (evidence-more §7.3); in a leg it is asked whether that is numb or weak too.
LEGS = ("thigh_left", "thigh_right", "shin_left", "shin_right")
PLACES = ("back_left", "back_middle", "back_right", "buttock_left", "buttock_right", *LEGS)


def write(library: Library, entry: DiaryDay) -> None:
    """Keep what a person says of a day; what they had said of that day before is replaced.

    Raises
    ------
    ValueError
        A number is not 0..10, a place none of `PLACES`, a text longer than `LONGEST`.
    """
    for name in ("condition", "pain", "worst"):
        value = getattr(entry, name)
        if value is not None and not 0 <= value <= 10:
            raise ValueError(f"{name}: expected 0 to 10, got {value}")
    for name in ("good", "note"):
        if len(getattr(entry, name) or "") > LONGEST:
            raise ValueError(f"{name}: longer than {LONGEST} characters")
    if not set(entry.places or ()) <= set(PLACES):
        raise ValueError(f"places: {entry.places}")
    with library.session() as session:
        session.execute(sa.delete(DiaryDay).where(*_is(entry.person_id, entry.day)))
        session.add(entry)


def diary(library: Library, person: str) -> list[DiaryDay]:
    """All that a person has written, the oldest day first."""
    asked = sa.select(DiaryDay).where(DiaryDay.person_id == person).order_by(DiaryDay.day)
    with library.session() as session:
        return list(session.scalars(asked))


def forget_day(library: Library, person: str, day: date) -> None:
    """Remove what a person wrote of a day."""
    with library.session() as session:
        session.execute(sa.delete(DiaryDay).where(*_is(person, day)))
    library.forget()


def _is(person: str, day: date) -> tuple[sa.ColumnElement[bool], ...]:
    return DiaryDay.person_id == person, DiaryDay.day == day


def done_sets(library: Library, person: str, day_of: Callable[[datetime], date]) -> list[DoneSet]:
    """The checked sets of a person, the oldest first, each on the day that `day_of` gives its time
    in their own zone. Findings that a trainer has struck out count as in the result."""
    asked = (
        sa.select(KeptSet.id, KeptSet.created, KeptSet.exercise, *_OF_REPORT, *_PAINS)
        .join(Report)
        .where(KeptSet.person_id == person, KeptSet.state == "done")
        .order_by(KeptSet.created)
    )
    found = sa.select(FoundFault.set_id, FoundFault.fault).distinct()
    faults: dict[str, set[str]] = {}
    heard = verdicts(library, person)
    with library.session() as session:
        rows = session.execute(asked).all()
        mine = found.join(KeptSet, KeptSet.id == FoundFault.set_id)
        for set_id, fault in session.execute(mine.where(KeptSet.person_id == person)):
            faults.setdefault(set_id, set()).add(fault)
    done = []
    for set_id, created, exercise, verdict, reps, hold_s, *told in rows:
        left = cast(Verdict, heard.get(set_id, verdict))
        named = frozenset(faults.get(set_id, ()) if left != "ok" else ())
        done.append(DoneSet(set_id, day_of(created), exercise, left, reps, hold_s, named, *told))
    return done
