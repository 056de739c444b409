"""Six months of five kinds of people through the real engine of `practice.progress`.

    python -m benchmarks.months [--person eager] [--days 182] [--seed 1] [--quiet]

Prints what was offered on every day and why, what was done of it, and at the end how often each was
offered and how often each rule of evidence-more.md section 7.2 was broken. The rules are written
down here a second time, from the text and not from the engine; `tests/practice` lets nothing
through.
"""

import argparse
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from statistics import median

from practice.progress import GENTLE, Choice, Felt, Offer, Past, Used, offer
from practice.routines import Part
from practice.weeks import Answer, DoneSet
from rules import EXERCISES

FIRST = date(2026, 1, 7)  # a Wednesday
DAYS = 182
Engine = Callable[[date, Past], Offer]


@dataclass(frozen=True)
class Kind:
    """A kind of person. Shares of 1: how often they do what is offered (``goes``), do what is there
    instead of it on a day of rest (``overrides``), tell how they feel (``tells``), find it easy,
    decline a step, try a harder form; how much of what is asked they do (``counted``), in how much
    of it something severe is found (``severe``), how often a session is ended by pain (``hurts``),
    a leg is numb; how often a pause of three weeks begins (``leaves``). ``pain`` is usual, 0..10;
    now and then it is more for some days (``flares``)."""

    used: Used = "some"
    goes: float = 0.9
    overrides: float = 0.0
    tells: float = 0.6
    easy: float = 0.7
    declines: float = 0.2
    tries: float = 0.5
    counted: float = 0.97
    severe: float = 0.05
    hurts: float = 0.01
    numb: float = 0.0
    leaves: float = 0.0
    pain: int = 1
    flares: float = 0.02
    most: Mapping[str, float] = field(default_factory=dict)


PEOPLE = {
    "eager": Kind(goes=1.0, overrides=0.6, tells=1.0, easy=0.9, declines=0.05, tries=0.9),
    "irregular": Kind(goes=0.35, tells=0.2, leaves=0.02, easy=0.6),
    "painful": Kind("new", 0.8, tells=0.9, pain=3, flares=0.08, hurts=0.12, numb=0.01, easy=0.4),
    "beginner": Kind("new", 0.7, counted=0.9, severe=0.15, easy=0.5, declines=0.4),
    "trained": Kind("regular", easy=0.95, tries=1.0, declines=0.0, most={"plank": 25}),
}


@dataclass(frozen=True)
class Day:
    """A day: what was known, what was offered, what was done."""

    today: date
    past: Past
    offer: Offer
    did: tuple[Part, ...] = ()


class Life:
    """Day after day of a person of some kind, by an engine."""

    def __init__(self, kind: Kind, seed: int = 1, engine: Engine = offer):
        self._kind, self._engine, self._chance = kind, engine, random.Random(seed)
        self.past = Past(used=kind.used, most=kind.most)
        self._flare = self._away = 0

    def day(self, today: date) -> Day:
        """One more day."""
        kind = self._kind
        self._flare = max(0, self._flare - 1) or (5 if self._happens(kind.flares) else 0)
        self._away = max(0, self._away - 1) or (21 if self._happens(kind.leaves) else 0)
        pain = min(
            10, max(0, kind.pain + self._chance.choice((-1, 0, 0, 1)) + 3 * bool(self._flare))
        )
        if self._happens(kind.tells) and not self._away:
            numb = self._happens(kind.numb) if pain else None
            told = Felt(today, pain, pain >= 6 and self._happens(0.5), numb)
            self.past = replace(self.past, felt=(*self.past.felt, told))
        known, offered = self.past, self._engine(today, self.past)
        did = () if self._away else self._does(today, offered, pain)
        return Day(today, known, offered, did)

    def _happens(self, share: float) -> bool:
        return self._chance.random() < share

    def _does(self, today: date, offered: Offer, pain: int) -> tuple[Part, ...]:
        if offered.instead and self._happens(self._kind.overrides):
            parts = offered.instead
        elif offered.parts and self._happens(self._kind.goes):
            parts = self._with_a_step(today, offered)
        else:
            return ()
        hurt = self._happens(self._kind.hurts * (1 + bool(self._flare) * 4))
        answer: Answer = "pain" if hurt else "easy" if self._happens(self._kind.easy) else "right"
        told = pain, min(10, pain + (2 if hurt else self._chance.choice((0, 0, 0, 1, -1))))
        done = [self._set(today, part, answer, *told) for part in parts for _ in range(part.sets)]
        self.past = replace(self.past, done=(*self.past.done, *(done[:2] if hurt else done)))
        return parts

    def _with_a_step(self, today: date, offered: Offer) -> tuple[Part, ...]:
        """The parts, with the step if they take it."""
        step, kind = offered.step, self._kind
        if step is None:
            return offered.parts
        takes = (
            not self._happens(kind.declines)
            if offered.steps_by_itself
            else (self._happens(kind.tries))
        )
        choice = Choice(today, step.exercise, step.kind, "taken" if takes else "declined")
        self.past = replace(self.past, choices=(*self.past.choices, choice))
        return offered.with_step if takes else offered.parts

    def _set(self, today: date, part: Part, answer: Answer, before: int, after: int) -> DoneSet:
        kind = EXERCISES[part.exercise]
        whole = part.amount * (2 if kind.dose.per_side else 1)
        share = min(1.0, self._kind.counted + self._chance.uniform(-0.05, 0.05))
        done = round(whole * share)
        judged = 0 if not kind.judged else done if kind.dose.counted == "reps" else 1
        severe = sum(self._happens(self._kind.severe) for _ in range(judged))
        timed = kind.dose.counted == "seconds" or not kind.judged
        return DoneSet(
            "x", today, part.exercise,
            "guided" if not kind.judged else "severe" if severe else "ok",
            0 if timed else done, float(done) if timed else 0.0,
            pain_before=before, pain_after=after, session=today.isoformat(),
            asked=part, answer=answer, judged_parts=judged, severe_parts=severe,
            fewer="left" if kind.sides and self._happens(0.25) else None,
        )  # fmt: skip


def live(kind: Kind, days: int = DAYS, seed: int = 1, engine: Engine = offer) -> list[Day]:
    """So many days of a person."""
    life = Life(kind, seed, engine)
    return [life.day(FIRST + timedelta(days=n)) for n in range(days)]


# The rules, each for the n-th of some days: True where it is kept


def _strength(done: DoneSet) -> bool:
    return EXERCISES[done.exercise].engine in ("reps", "alternating", "hold")


def _work(parts: Sequence[Part]) -> bool:
    return any(EXERCISES[p.exercise].engine in ("reps", "alternating", "hold") for p in parts)


def _hurt(done: DoneSet) -> bool:
    rise = (done.pain_after or 0) - (done.pain_before or 0) if done.pain_after is not None else 0
    return done.answer == "pain" or rise >= 2


def _sessions(day: Day) -> list[list[DoneSet]]:
    by: dict[str, list[DoneSet]] = {}
    for each in day.past.done:
        by.setdefault(each.session, []).append(each)
    return list(by.values())


def _pain(day: Day) -> int | None:
    return next((f.pain for f in reversed(day.past.felt) if f.day == day.today), None)


def _stopped(day: Day) -> bool:
    return any(f.stopped for f in day.past.felt if f.day == day.today)


def rest_days(days: Sequence[Day], n: int) -> bool:
    """Strength only after a day between, on four days of a week at most."""
    day = days[n]
    if not _work(day.offer.parts):
        return True
    done = {each.day for each in day.past.done if _strength(each)}
    week = [each for each in done if each.isocalendar()[:2] == day.today.isocalendar()[:2]]
    return not done & {day.today, day.today - timedelta(days=1)} and len(week) < 4


def one_set_first(days: Sequence[Day], n: int) -> bool:
    """One set of everything in the first two weeks."""
    day = days[n]
    done = [each.day for each in day.past.done if _strength(each)]
    early = not done or (day.today - min(done)).days < 14
    return not early or all(p.sets == 1 for p in (*day.offer.parts, *day.offer.with_step))


def _well(done: Sequence[DoneSet]) -> bool:
    last = done[-1]
    if last.asked is None or last.pain_before is None or last.pain_after is None:
        return False
    dose = EXERCISES[last.exercise].dose
    asked = last.asked.amount * last.asked.sets * (2 if dose.per_side else 1)
    counted = sum(each.hold_s if dose.counted == "seconds" else each.reps for each in done)
    judged, severe = sum(e.judged_parts for e in done), sum(e.severe_parts for e in done)
    good = judged > 0 and (judged - severe) / judged >= 0.8
    return (
        counted / asked >= 0.9
        and good
        and last.pain_after <= last.pain_before + 1
        and last.answer == "easy"
    )


def more_only_when_easy(days: Sequence[Day], n: int) -> bool:
    """More only when the last three sessions were whole, in form, easy and without more pain; one
    leg only after two of 2 x 10 x 5 s; further exercises only after a month."""
    day, step = days[n], days[n].offer.step
    if step is None:
        return True
    exercise = step.exercise
    shown = [p.exercise for p in day.offer.parts]
    if step.kind == "wider" and exercise not in shown:
        exercise = "single_leg_hip_lift"
    every = [[d for d in s if d.exercise == exercise] for s in _sessions(day)]
    last = [done for done in every if done][-(2 if step.kind == "form" else 3) :]
    if len(last) < (2 if step.kind == "form" else 3) or not all(map(_well, last)):
        return False
    if step.kind == "form":
        asked = [done[-1].asked for done in last]
        return all(a and (a.amount, a.sets, a.stay_s) >= (10, 2, 5) and a.sets >= 2 for a in asked)
    if step.kind == "wider":
        return (day.today - min(d.day for d in day.past.done if _strength(d))).days >= 28
    return True


def one_step_a_week(days: Sequence[Day], n: int) -> bool:
    """One step within seven days, of one exercise, by one rung; nothing else changes with it."""
    day, step = days[n], days[n].offer.step
    if step is None:
        return True
    taken = [c.day for c in day.past.choices if c.chosen == "taken"]
    if taken and (day.today - max(taken)).days < 7:
        return False
    if step.kind in ("wider", "form"):
        return not day.offer.steps_by_itself
    pairs = zip(day.offer.parts, day.offer.with_step, strict=False)
    changed = [(old, new) for old, new in pairs if old != new]
    if len(changed) != 1 or len(day.offer.parts) != len(day.offer.with_step):
        return False
    ((old, new),) = changed
    more = (new.sets - old.sets, new.amount - old.amount, (new.stay_s or 0) - (old.stay_s or 0))
    return sum(each > 0 for each in more) == 1 and min(more) >= 0 and more[0] <= 1


def bounds_win(days: Sequence[Day], n: int) -> bool:
    """No more than the own limits allow, whatever is offered."""
    day = days[n]
    most = day.past.most or {}
    every = (*day.offer.parts, *day.offer.with_step, *day.offer.instead)
    return all(part.amount <= most.get(part.exercise, part.amount) for part in every)


def back_on_pain(days: Sequence[Day], n: int) -> bool:
    """After a session that pain ended: basic forms, one set, two seconds."""
    day = days[n]
    last = [s for s in _sessions(day) if any(map(_hurt, s)) or any(map(_strength, s))]
    if not last or not any(map(_hurt, last[-1])):
        return True
    basic = {Part("draw_in", 5), Part("hip_lift", 10, 1, 2)}
    work = [p for p in (day.offer.parts, day.offer.instead) if _work(p)]
    return day.offer.step is None and all(set(parts) == basic for parts in work)


def nothing_lost(days: Sequence[Day], n: int) -> bool:
    """A day left out takes nothing: the dose is what it was, unless pain or a wish came between;
    weeks away give one set, once."""
    day = days[n]
    earlier = [d for d in days[:n] if d.offer.what == "strength" and d.offer.why != "back"]
    if day.offer.what != "strength" or not earlier:
        return True
    before = earlier[-1]
    between = day.past.done[len(before.past.done) :]
    if any(map(_hurt, between)) or any(
        c.chosen == "undone" for c in day.past.choices if c.day >= before.today
    ):
        return True
    had = {part.exercise: part for part in before.offer.parts}
    done = [d.day for d in day.past.done if _strength(d)]
    away = bool(done) and (day.today - max(done)).days >= 14
    return all(
        (new.amount, new.stay_s or 0) >= (old.amount, old.stay_s or 0)
        and (new.sets >= old.sets or away)
        for new in day.offer.parts
        if (old := had.get(new.exercise))
    )


def painful_days(days: Sequence[Day], n: int) -> bool:
    """From a pain of 4 on, or when it stops usual movements: no squat, nothing more than basics."""
    day = days[n]
    pain = _pain(day)
    if (pain is None or pain < 4) and not _stopped(day):
        return True
    every = (*day.offer.parts, *day.offer.instead)
    light = all(p.sets == 1 and (p.stay_s or 2) == 2 and p.exercise != "squat" for p in every)
    return light and day.offer.step is None


def stops(days: Sequence[Day], n: int) -> bool:
    """No exercise: pain of 7, numbness, movements stopped, two sessions in a row ended by pain, two
    points more in three entries. And no other reason but these, or that today's is done."""
    day = days[n]
    pain, sessions = _pain(day), _sessions(day)
    told = {f.day: f.pain for f in day.past.felt if f.pain is not None}
    told = {
        d.day: d.pain_before for d in reversed(day.past.done) if d.pain_before is not None
    } | told
    known = sorted(told.items())
    last = known[-3:]
    before = [
        p for d, p in known[:-3] if last and timedelta(0) < last[0][0] - d <= timedelta(days=14)
    ]
    rising = (
        len(last) == 3
        and (day.today - last[0][0]).days <= 7
        and before
        and all(p >= median(before) + 2 for _, p in last)
    )
    numb = [f for f in day.past.felt if f.numb is not None and (day.today - f.day).days <= 3]
    twice = len(sessions) > 1 and all(any(map(_hurt, s)) for s in sessions[-2:])
    fresh = bool(sessions) and (day.today - sessions[-1][-1].day).days <= 2
    today = bool(sessions) and sessions[-1][-1].day == day.today
    must = (
        (pain is not None and pain >= 7)
        or (numb and numb[-1].numb)
        or _stopped(day)
        or (twice and fresh)
        or rising
        or (today and any(map(_hurt, sessions[-1])))
    )
    rests = day.offer.what == "rest" and not day.offer.parts and not day.offer.instead
    return rests if must else day.offer.what != "rest" or day.offer.why == "done"


def no_dead_end(days: Sequence[Day], n: int) -> bool:
    """There is something to do, or a reason for rest; and who tells of little pain for a week has
    not rested all of it."""
    day = days[n]
    if day.offer.what != "rest":
        return bool(day.offer.parts)
    week = days[max(0, n - 7) : n + 1]
    fine = all((_pain(d) is not None and (_pain(d) or 0) < 4) for d in week)
    return not (fine and len(week) == 8 and all(d.offer.what == "rest" for d in week))


def may_be_overridden(days: Sequence[Day], n: int) -> bool:
    """On a day of rest the exercises are there for who wants them; gentle ones on every other."""
    told = days[n].offer
    if told.why in ("rest_day", "week_full"):
        return _work(told.instead) and not _work(told.parts)
    return told.what not in ("strength", "basic") or {p.exercise for p in told.instead} == {
        p.exercise for p in GENTLE
    }


def declined_stays_declined(days: Sequence[Day], n: int) -> bool:
    """What was declined is not offered again for two weeks."""
    day, step = days[n], days[n].offer.step
    return step is None or not any(
        (c.exercise, c.kind) == (step.exercise, step.kind)
        and c.chosen != "taken"
        and (day.today - c.day).days < 14
        for c in day.past.choices
    )


def smaller_side_first(days: Sequence[Day], n: int) -> bool:
    """An exercise begins with the side on which less was counted the last time."""
    day = days[n]
    if day.offer.what not in ("strength", "basic"):
        return True
    last = {d.exercise: d.fewer for d in day.past.done}
    begin = {p.exercise: last[p.exercise] for p in day.offer.parts if last.get(p.exercise)}
    return dict(day.offer.begin) == begin


RULES = (
    rest_days, one_set_first, more_only_when_easy, one_step_a_week, bounds_win, back_on_pain,
    nothing_lost, painful_days, stops, no_dead_end, may_be_overridden, declined_stays_declined,
    smaller_side_first,
)  # fmt: skip


def broken(days: Sequence[Day]) -> dict[str, list[date]]:
    """The days on which each rule was broken, of those that were."""
    found = {
        rule.__name__: [days[n].today for n in range(len(days)) if not rule(days, n)]
        for rule in RULES
    }
    return {name: when for name, when in found.items() if when}


def _line(part: Part) -> str:
    stay = f" x {part.stay_s} s" if part.stay_s else ""
    return f"{part.exercise} {part.sets} x {part.amount}{stay}"


def _told(day: Day) -> str:
    told, step = day.offer, day.offer.step
    more = f" | step: {step.kind} of {step.exercise}" if step else ""
    done = (
        "done"
        if day.did == told.parts
        else "done with it"
        if day.did == told.with_step
        else ("something else" if day.did else "")
    )
    parts = ", ".join(map(_line, told.parts)) or "nothing"
    pain = _pain(day)
    felt = "" if pain is None else f" pain {pain}"
    return f"{day.today:%a %d %b}{felt:8} {told.what:8} {told.why:11} {parts}{more} -> {done}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--person", action="append", choices=PEOPLE)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quiet", action="store_true", help="only the counts")
    options = parser.parse_args()
    bad = 0
    for name in options.person or PEOPLE:
        days = live(PEOPLE[name], options.days, options.seed)
        print(f"\n{name}")
        for day in () if options.quiet else days:
            print(" ", _told(day))
        offered = Counter(day.offer.what for day in days)
        print("  offered:", ", ".join(f"{what} {count}" for what, count in offered.most_common()))
        why = Counter(day.offer.why for day in days)
        print("  because:", ", ".join(f"{each} {count}" for each, count in why.most_common()))
        steps = Counter(f"{c.kind} {c.chosen}" for c in days[-1].past.choices)
        print("  steps:", ", ".join(f"{each} {count}" for each, count in steps.items()) or "none")
        print("  days done:", sum(bool(day.did) for day in days))
        print(
            "  at the end:", ", ".join(map(_line, days[-1].offer.parts or days[-1].offer.instead))
        )
        wrong = broken(days)
        bad += sum(map(len, wrong.values()))
        print("  rules broken:", wrong or "none")
    return bool(bad)


if __name__ == "__main__":
    raise SystemExit(main())
