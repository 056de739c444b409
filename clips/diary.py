"""What a person's weeks are made of, out of the library: the sets of each day, and the diary."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from statistics import median
from typing import Any

import sqlalchemy as sa

from clips.library import Library
from clips.models import DiaryDay, FoundFault, KeptSet, Report
from clips.sharing import left_of
from coach.summary import undecided
from coach.words import LANGUAGES, words
from practice.routines import Part
from practice.weeks import DoneSet, Moved
from rules import EXERCISES, Rep, SetReport
from rules.terms import JUDGED, Side

LONGEST = 500  # characters of what is written in words
# Where it may hurt (evidence-more §7.3); in a leg it is asked whether that is numb or weak too.
LEGS = ("thigh_left", "thigh_right", "shin_left", "shin_right")
PLACES = ("back_left", "back_middle", "back_right", "buttock_left", "buttock_right", *LEGS)


def write(library: Library, entry: DiaryDay) -> None:
    """Keep what a person says of a day; what they had said of that day before is replaced, but not
    where it hurt while they exercised (`hurts`).

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
        there = session.get(DiaryDay, (entry.person_id, entry.day))
        if there:
            entry.hurt = [*there.hurt]
            session.delete(there)
            session.flush()
        session.add(entry)


def hurts(library: Library, person: str, day: date, exercise: str) -> None:
    """Keep that an exercise hurt while it was done on a day."""
    with library.session() as session:
        entry = session.get(DiaryDay, (person, day))
        if entry is None:
            entry = DiaryDay(person_id=person, day=day, places=[], hurt=[])
            session.add(entry)
        if exercise not in entry.hurt:
            entry.hurt = [*entry.hurt, exercise]


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


# What a `DoneSet` has of a set and its report.
_COLUMNS = (
    *(KeptSet.id, KeptSet.created, KeptSet.exercise),
    *(Report.verdict, Report.reps, Report.hold_s),
    *(Report.judged_parts, Report.severe_parts, Report.fewer),
    *(KeptSet.pain_before, KeptSet.pain_after, KeptSet.session, KeptSet.answer),
    *(KeptSet.asked_amount, KeptSet.asked_sets, KeptSet.asked_stay_s),
)


def done_sets(library: Library, person: str, day_of: Callable[[datetime], date]) -> list[DoneSet]:
    """The checked sets of a person, the oldest first, each on the day that `day_of` gives its time
    in their own zone. What was found counts as in the result: not what a trainer has struck out,
    and nothing of a set that could not be judged. A set that looks like another exercise than it
    was checked as is left out until that is settled."""
    asked = (
        sa.select(*_COLUMNS)
        .join(Report)
        .where(KeptSet.person_id == person, KeptSet.state == "done", Report.looks_like.is_(None))
        .order_by(KeptSet.created)
    )
    found = sa.select(FoundFault.set_id, FoundFault.fault).distinct()
    faults: dict[str, set[str]] = {}
    left = left_of(library, person)
    with library.session() as session:
        rows = session.execute(asked).all()
        mine = found.join(KeptSet, KeptSet.id == FoundFault.set_id)
        for set_id, fault in session.execute(mine.where(KeptSet.person_id == person)):
            faults.setdefault(set_id, set()).add(fault)
    return [_done(row, day_of, left.get(row.id), faults.get(row.id, set())) for row in rows]


def moved(library: Library, person: str, ids: Iterable[str]) -> dict[str, Moved]:
    """How much was done on each side, and how far was moved, in these sets of a person: in those
    whose exercise has sides or an own range. Nothing else is read of their reports."""
    telling = [name for name, kind in EXERCISES.items() if kind.sides or kind.own_range]
    asked = (
        sa.select(
            KeptSet.id,
            KeptSet.exercise,
            *(Report.content[part] for part in ("reps", "holds", "paced_sides")),
        )
        .join(Report)
        .where(KeptSet.person_id == person, KeptSet.exercise.in_(telling), KeptSet.id.in_([*ids]))
    )
    with library.session() as session:
        return {each: _moved(exercise, *told) for each, exercise, *told in session.execute(asked)}


def as_told(library: Library, person: str, sets: Iterable[DoneSet]) -> list[DoneSet]:
    """These sets of a person, each fault called as the set's own page calls it: by what saw it too,
    where that has a name of its own (`fault-<name>` is its message; `base` is the fault)."""
    sets = list(sets)
    ids = [each.id for each in sets if each.faults]
    asked = sa.select(KeptSet.id, Report.content["findings"].label("seen")).join(Report)
    mine = asked.where(KeptSet.person_id == person, KeptSet.id.in_(ids))
    with library.session() as session:
        rows = session.execute(mine).all()
    seen = {row.id: [(f["fault"], f["witness"]) for f in row.seen] for row in rows}
    for each, report in left_of(library, person).items():
        seen[each] = [(f.fault, f.witness) for f in report.findings]

    def names(each: DoneSet) -> frozenset[str]:
        told_by = seen.get(each.id, ())
        known = [(fault, witness) for fault, witness in told_by if fault in each.faults]
        told = {_name(fault, witness) for fault, witness in known}
        # Of a report that tells less than its table, what the table tells.
        return frozenset(told | (each.faults - {fault for fault, _ in known}))

    return [replace(each, faults=names(each)) if each.faults else each for each in sets]


def _name(fault: str, witness: str) -> str:
    said = words(LANGUAGES[0])
    own = said.own(f"fault-{fault}", witness)
    other = said.name(own) != said.name(f"fault-{fault}")  # two that are called alike are one
    return own.removeprefix("fault-") if other else fault


def base(name: str) -> str:
    """The fault of a name that `as_told` has given it."""
    return name.partition("-")[0]


def open_faults(library: Library, person: str, ids: Iterable[str]) -> dict[str, set[str]]:
    """Of these sets of a person the faults that most of the set says nothing about."""
    asked = sa.select(KeptSet.id, Report.content).join(Report)
    mine = asked.where(KeptSet.person_id == person, KeptSet.id.in_([*ids]))
    with library.session() as session:
        return {
            each: undecided(SetReport.model_validate(content))
            for each, content in session.execute(mine)
        }


def _moved(exercise: str, reps: Any, holds: Any, paced: Any) -> Moved:
    """Sides as `SetReport.per_side` has them; `reps`, `holds`, `paced`: as a report was written."""
    counted = [rep for rep in map(Rep.model_validate, reps or ()) if rep.counted]
    sides: Counter[Side] = Counter(paced or {})
    for rep in counted:
        if rep.side:
            sides[rep.side] += 1
    for hold in holds or ():
        if hold.get("side"):
            sides[hold["side"]] += hold["good_s"]
    name = EXERCISES[exercise].own_range
    known = [value for rep in counted if name and (value := rep.metrics.get(name)) is not None]
    return Moved(dict(sides), median(known) if known else None)


def _done(
    row: Any, day_of: Callable[[datetime], date], left: SetReport | None, faults: set[str]
) -> DoneSet:
    """A set; `left` is its report where some was struck out of it."""
    asked = None
    if row.asked_amount and row.asked_sets:
        asked = Part(row.exercise, row.asked_amount, row.asked_sets, row.asked_stay_s)
    verdict, judged, severe = row.verdict, row.judged_parts or 0, row.severe_parts or 0
    if left:
        verdict, severe = left.verdict, left.parts.count("severe")
        judged = sum(each in JUDGED for each in left.parts)
        faults = {finding.fault for finding in left.findings}
    return DoneSet(
        row.id,
        day_of(row.created),
        row.exercise,
        verdict,
        row.reps,
        row.hold_s,
        frozenset(faults if verdict != "cannot_judge" else ()),
        row.pain_before,
        row.pain_after,
        row.session or "",
        asked,
        row.answer,
        judged,
        severe,
        row.fewer,
    )
