"""Weeks of practice, from sets and diary entries: pure functions of what was done on which day.

A missed day takes nothing away, so nothing here counts days in a row.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Literal

from practice.routines import Part
from rules.terms import JUDGED, Side, Verdict

WEEK = timedelta(days=7)
# Days of a week on which something is to be done (source text 002: three a week).
TARGET_DAYS = 3
# "Was it easy?" (evidence-more §7.3), or that it was ended for pain.
Answer = Literal["easy", "right", "hard", "pain"]
CIRCLES = 4  # weeks, the first goal being one month (source text 004)

Change = Literal["lower", "higher"]


@dataclass(frozen=True)
class DoneSet:
    """A set that was checked. ``day`` is the person's own; ``reps`` are those counted; ``hold_s``
    seconds held in form or kept to a pace; ``faults`` the names of what was found; ``pain_before``
    and ``pain_after`` 0..10, where they were told.

    Of a set at the camera besides: ``session``, the same of all that were done one after the other;
    ``asked``, what was to be done of its exercise in that session; ``answer``, how that was;
    ``judged_parts``, how many of its reps (or holds) could be judged, and ``severe_parts``, in how
    many of these something was found severe; ``fewer``, the side on which clearly fewer were."""

    id: str
    day: date
    exercise: str
    verdict: Verdict
    reps: int = 0
    hold_s: float = 0.0
    faults: frozenset[str] = frozenset()
    pain_before: int | None = None
    pain_after: int | None = None
    session: str = ""
    asked: Part | None = None
    answer: Answer | None = None
    judged_parts: int = 0
    severe_parts: int = 0
    fewer: Side | None = None

    @property
    def judged(self) -> bool:
        """Whether its form could be judged, and was."""
        return self.verdict in JUDGED


@dataclass(frozen=True)
class Moved:
    """What of a set is beside its counts: the counted reps, or the seconds, of each side, where it
    has sides; ``range``, how far its reps went (the median of `Exercise.own_range`), if it tells.
    """

    sides: Mapping[Side, float]
    range: float | None = None


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday. ``days`` with a set; ``done`` sets, of which ``judged`` could be
    judged and ``clean`` had no finding."""

    monday: date
    days: int
    done: int
    judged: int
    clean: int

    @property
    def share(self) -> float:
        """Of the days aimed at, 0..1; more days than these fill no more than the circle."""
        return min(1.0, self.days / TARGET_DAYS)


@dataclass(frozen=True)
class Practised:
    """What was done of an exercise; ``faults``: in how many of the judged sets each was found."""

    exercise: str
    done: int
    judged: int
    clean: int
    reps: int
    hold_s: float
    faults: dict[str, int]


@dataclass(frozen=True)
class Alike:
    """Sets of an exercise with the same verdict, in a time that begins on `start`."""

    start: date
    exercise: str
    verdict: Verdict
    sets: tuple[DoneSet, ...]


def alike(sets: Iterable[DoneSet], start_of: Callable[[date], date]) -> list[Alike]:
    """Sets put together where a time is too long to show each: those of one exercise and verdict
    whose days `start_of` gives the same beginning (of a week, of a month)."""
    found: dict[tuple[date, str, Verdict], list[DoneSet]] = {}
    for each in sets:
        found.setdefault((start_of(each.day), each.exercise, each.verdict), []).append(each)
    return [Alike(*what, tuple(done)) for what, done in found.items()]


def first_of_month(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks(sets: Iterable[DoneSet], today: date, count: int = CIRCLES) -> list[Week]:
    """The last `count` weeks, the present one last; also those in which nothing was done."""
    by_week = _by_week(sets)
    starts = [monday(today) - n * WEEK for n in reversed(range(count))]
    return [_week(start, by_week.get(start, [])) for start in starts]


def together(told: Sequence[Week], count: int) -> list[Week]:
    """So many weeks as one each time, counted back from the last of them; what is left over is the
    first, of fewer."""
    first = len(told) % count
    starts = ([0] if first else []) + list(range(first, len(told), count))
    parts = [told[a:b] for a, b in zip(starts, [*starts[1:], len(told)], strict=True)]
    return [
        Week(
            part[0].monday,
            sum(each.days for each in part),
            sum(each.done for each in part),
            sum(each.judged for each in part),
            sum(each.clean for each in part),
        )
        for part in parts
    ]


def _by_week(sets: Iterable[DoneSet]) -> dict[date, list[DoneSet]]:
    found: dict[date, list[DoneSet]] = {}
    for each in sets:
        found.setdefault(monday(each.day), []).append(each)
    return found


def _week(start: date, sets: list[DoneSet]) -> Week:
    days = len({each.day for each in sets})
    return Week(start, days, len(sets), *_form(sets))


def _form(sets: list[DoneSet]) -> tuple[int, int]:
    """Of some sets, how many could be judged and how many of these had no finding."""
    judged = [each for each in sets if each.judged]
    return len(judged), sum(each.verdict == "ok" for each in judged)


def practised(sets: Iterable[DoneSet]) -> list[Practised]:
    """What was done of each exercise, the most practised first."""
    by_exercise: dict[str, list[DoneSet]] = {}
    for each in sets:
        by_exercise.setdefault(each.exercise, []).append(each)
    found = [_practised(exercise, done) for exercise, done in by_exercise.items()]
    return sorted(found, key=lambda each: (-each.done, each.exercise))


def _practised(exercise: str, sets: list[DoneSet]) -> Practised:
    faults = Counter(fault for each in sets if each.judged for fault in each.faults)
    return Practised(
        exercise,
        len(sets),
        *_form(sets),
        sum(each.reps for each in sets),
        sum(each.hold_s for each in sets),
        dict(faults.most_common()),
    )


def fault_shares(
    sets: Iterable[DoneSet], exercise: str, silent: Mapping[str, Collection[str]]
) -> list[tuple[date, str, float, int]]:
    """Of each week (its Monday) and fault of an exercise, the share of the judged sets in which it
    was found, 0..1, and of how many. Sets that are `silent` of a fault (by their ids), and weeks
    with no other, are left out."""
    judged_sets = [each for each in sets if each.exercise == exercise and each.judged]
    faults = sorted({fault for each in judged_sets for fault in each.faults})
    return [
        (start, fault, sum(fault in each.faults for each in told) / len(told), len(told))
        for start, judged in sorted(_by_week(judged_sets).items())
        for fault in faults
        if (told := [s for s in judged if fault in s.faults or fault not in silent.get(s.id, ())])
    ]


def side_totals(sets: Iterable[DoneSet], moved: Mapping[str, Moved]) -> dict[Side, float]:
    """Reps, or seconds, of each side in some sets; `moved` by their ids."""
    totals: Counter[Side] = Counter()
    for each in sets:
        totals.update(moved[each.id].sides if each.id in moved else {})
    return dict(totals)


def own_range(
    sets: Iterable[DoneSet], exercise: str, moved: Mapping[str, Moved]
) -> list[tuple[date, float]]:
    """How far somebody went in an exercise in each week (its Monday) of which that is known, as a
    share of the first of them: the median of the week's sets. Compared with nobody else."""
    known = [
        (start, median(far))
        for start, done in sorted(_by_week(s for s in sets if s.exercise == exercise).items())
        if (far := [f for s in done if s.id in moved and (f := moved[s.id].range) is not None])
    ]
    return [(start, far / known[0][1]) for start, far in known] if known and known[0][1] else []


def pains(
    diary: Iterable[tuple[date, int | None]], sets: Iterable[DoneSet]
) -> list[tuple[date, int]]:
    """The pain of each day, 0..10, in their order: what was written in the diary, else what was
    told before the day's first set."""
    told = {each.day: each.pain_before for each in reversed([*sets])}
    told |= {day: pain for day, pain in diary if pain is not None}
    return sorted((day, pain) for day, pain in told.items() if pain is not None)


def smoothed(values: Iterable[tuple[date, int]]) -> list[tuple[date, float]]:
    """For each day with a value the median of the seven days that end with it."""
    known = sorted(values)
    return [
        (day, median(value for other, value in known if day - WEEK < other <= day))
        for day, _ in known
    ]


# When a change of pain is called one (evidence-more §7.4): between the medians of two fortnights of
# at least six entries each, by two points (V: smallest change that matters 2, smallest that can be
# told from chance 1.8 to 2) and by 30 % of the first (V).
_SPAN, _ENTRIES, _POINTS, _SHARE = timedelta(days=14), 6, 2.0, 0.30


def pain_change(known: Iterable[tuple[date, int]], today: date) -> Change | None:
    """Whether the `pains` of the last two weeks differ from those of the two weeks before. It tells
    what was written down, and nothing of why."""
    days = list(known)
    start = today - _SPAN
    now = [pain for day, pain in days if start < day <= today]
    then = [pain for day, pain in days if start - _SPAN < day <= start]
    if min(len(now), len(then)) < _ENTRIES:
        return None
    before, after = median(then), median(now)
    difference = after - before
    if abs(difference) < max(_POINTS, _SHARE * before):
        return None
    return "lower" if difference < 0 else "higher"
