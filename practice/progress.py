"""What is offered on a day, and why: the source texts' rules of how often, how much and when more,
as pure functions of what was done, felt and answered.

The rules are evidence-more.md section 7.2; after each number stands its grade. Where they leave
something open the lesser is offered, and what nobody has told counts as not known, never as good.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from statistics import median
from typing import Literal, get_args

from practice.routines import Part, within
from practice.weeks import TARGET_DAYS, DoneSet, monday, pains
from rules import EXERCISES
from rules.terms import Side

# How used somebody is to such exercises: the first of the three questions.
Used = Literal["new", "some", "regular"]
# What becomes more: a set; the seconds of a hold; a harder form; further exercises.
Kind = Literal["sets", "hold", "form", "wider"]
# What a person did with a step: began with it, declined it, went back behind it.
Chosen = Literal["taken", "declined", "undone"]
# Strength, its basic form, what can be done daily, or nothing.
What = Literal["strength", "basic", "gentle", "rest"]
Stop = Literal["numb", "stopped", "pain_high", "two_pain", "pain_rising", "pain_today"]
Why = Literal[
    Stop, "done", "rest_day", "week_full", "ask_pain", "painful", "after_pain",
    "start", "back", "enough", "day",
]  # fmt: skip

MOST_DAYS = 4  # of strength in a week (C, texts 002 and 004: three, three to four)
FREE_DAYS = 1  # between two of them (C, text 004: every other day)
START = timedelta(days=14)  # so long one set (J)
STEP = timedelta(days=7)  # no more than one step within (J)
DECLINED = timedelta(days=14)  # what was declined is not offered again before (J)
SESSIONS = 3  # at the same dose that were easy, before more is offered (J)
COUNTED, SEVERE, MORE_PAIN = 0.9, 0.2, 1  # each of them: done of it, found in it, felt after (J)
FORM = Part("hip_lift", 10, 2, 5)  # done so twice, one leg may be tried (J)
FORM_SESSIONS = 2
# The first goal (C, text 004); then, from two sets on, more exercises may be tried (J).
MONTH, WIDER_SETS = timedelta(days=28), 2
AWAY = timedelta(days=14)  # whoever comes back after that begins with one set (J)
# Of 10 (J): basic forms, among which no squat is (text 002), with the arms up or not, nor lifting;
# no exercise.
PAINFUL, HIGH_PAIN = 4, 7
RISEN, RISEN_ENTRIES = 2, 3  # so much more pain in so many entries one after the other: none (J)
FRESH = timedelta(days=7)  # entries older than that tell nothing of today (J)
NUMB = timedelta(days=3)  # numbness that was told keeps from exercise until it is told again (J)
PAUSE = timedelta(days=2)  # without exercise after two sessions that pain ended (J)

# What is done on the days of strength, by how used somebody is to it; who is shown several comes to
# them in turn. Texts 002 (the four; draw-in five times), 003, 004 (one exercise, ten times).
BASES: dict[Used, tuple[tuple[str, ...], ...]] = {
    "new": (("draw_in", "hip_lift"),),
    "some": (("draw_in", "plank", "hip_lift", "clamshell"),),
    "regular": (
        ("draw_in", "plank", "hip_lift", "clamshell"),
        ("hip_hinge", "squat", "bird_dog", "side_plank"),
    ),
}
# What may be done every day: text 002's draw-in, text 000's evening, text 003's breathing.
GENTLE = (Part("draw_in", 5), Part("cat_cow", 10), Part("ninety_ninety", 6))
_Parts = tuple[Part, ...]
_WIDTHS: tuple[Used, ...] = get_args(Used)
_DAILY = {part.exercise: part for part in GENTLE}
_HARDER = {"hip_lift": "single_leg_hip_lift"}
WIDER = "hip_lift"  # what a step to further exercises is kept under
LIFTS = (*_HARDER, *_HARDER.values())
# From the first dose to the most, one step after the other: texts 004 (hip lift: sets to three,
# holds of 2, 5, 10 s; one leg five times), 002 and 000 (plank 10-15, 20, 30 s), 003 (side plank 20,
# 30 s). Whatever has none here goes from one to three sets of its dose.
_LADDERS: dict[str, tuple[Part, ...]] = {
    "hip_lift": tuple(
        Part("hip_lift", 10, *dose) for dose in ((1, 2), (2, 2), (2, 5), (3, 5), (3, 10))
    ),
    "plank": tuple(Part("plank", *dose) for dose in ((15, 1), (20, 1), (20, 2), (30, 2), (30, 3))),
    "side_plank": tuple(Part("side_plank", *dose) for dose in ((20, 1), (20, 2), (30, 2), (30, 3))),
}


@dataclass(frozen=True)
class Felt:
    """What was told of a day, where it was: pain 0..10, whether that kept from usual movements,
    whether a leg was numb or weak, and whether exercise was ended by pain."""

    day: date
    pain: int | None = None
    stopped: bool | None = None
    numb: bool | None = None
    hurt: bool = False


@dataclass(frozen=True)
class StepUp:
    """One step: more of an exercise (``part`` is what it comes to), a harder form of it, or, of the
    kind "wider", further exercises."""

    exercise: str
    kind: Kind
    part: Part | None = None


@dataclass(frozen=True)
class Choice:
    """What a person did with a step on a day."""

    day: date
    exercise: str
    kind: Kind
    chosen: Chosen


@dataclass(frozen=True)
class Past:
    """All that is known of a person: sets and diary in whatever order, choices in theirs; ``most``
    are their own limits by exercise (`rules.exercise.OwnLimit`), which always win."""

    done: Sequence[DoneSet] = ()
    felt: Sequence[Felt] = ()
    choices: Sequence[Choice] = ()
    used: Used = "new"
    most: Mapping[str, float] | None = None


@dataclass(frozen=True)
class Offer:
    """What is offered on a day: the ``parts`` of it, none when ``what`` is "rest"; ``step``, one
    step more, and the parts ``with_step``; what may be done ``instead``; the side with which to
    ``begin`` an exercise, where less was counted on it the last time; the steps that can be taken
    ``back``, each with what it leads back to."""

    what: What
    why: Why
    parts: _Parts = ()
    step: StepUp | None = None
    with_step: _Parts = ()
    instead: _Parts = ()
    begin: tuple[tuple[str, Side], ...] = ()
    back: tuple[StepUp, ...] = ()

    @property
    def steps_by_itself(self) -> bool:
        """Whether the step is part of it unless declined; a harder form or further exercises are
        there only for who asks for them."""
        return self.step is not None and self.step.kind in ("sets", "hold")


def offer(today: date, past: Past) -> Offer:
    """What is on today, and why."""
    known = _known(today, past)
    days, sessions, pain = known.days, known.sessions, dict(known.pains).get(today)
    gentle = known.limited(GENTLE)
    stop = _stop(known, pain)
    if stop:
        return Offer("rest", stop)
    if days and days[-1] == today:
        return Offer("rest", "done", instead=gentle)
    if _hurt_twice(sessions) and (pain is None or pain >= PAINFUL):
        return Offer("gentle", "ask_pain", gentle)
    basic = pain is not None and pain >= PAINFUL
    after_pain = known.after_pain
    parts = known.limited(_basic() if basic or after_pain else _usual(known, past.choices))
    if days and (today - days[-1]).days <= FREE_DAYS:
        return Offer("gentle", "rest_day", gentle, instead=parts)
    week = [day for day in days if day >= monday(today)]
    if len(week) >= MOST_DAYS:
        return Offer("gentle", "week_full", gentle, instead=parts)
    begin = _begin(parts, known)
    if basic or after_pain:
        why: Why = "painful" if basic else "after_pain"
        return Offer("basic", why, parts, instead=gentle, begin=begin)
    if not days:  # three minutes, however used to it (text 002)
        return Offer("strength", "start", known.limited(_basic()), instead=gentle)
    if today - days[-1] >= AWAY:
        return Offer("strength", "back", parts, instead=gentle, begin=begin)
    step = _step(known, parts)
    more: _Parts = ()
    if step:  # just what it is once it is taken
        taken = Choice(today, step.exercise, step.kind, "taken")
        more = known.limited(_usual(known, (*past.choices, taken)))
    why = "enough" if len(week) >= TARGET_DAYS else "day"
    return Offer("strength", why, parts, step, more, gentle, begin, tuple(_back(known, parts)))


def is_strength(exercise: str) -> bool:
    """Whether it needs days between; breathing, draw-in, slow movement and stretches may be done
    daily, and who looks how they move does not train."""
    kind = EXERCISES.get(exercise)
    if kind is None or kind.stretch or kind.observed:
        return False
    return kind.engine in ("reps", "alternating", "hold")


def ladder(exercise: str) -> _Parts:
    """The doses of an exercise, from the first one to the most."""
    if exercise in _DAILY:
        return (_DAILY[exercise],)
    amount = EXERCISES[exercise].dose.amount
    return _LADDERS.get(exercise) or tuple(Part(exercise, amount, sets) for sets in (1, 2, 3))


# What was done


@dataclass(frozen=True)
class _Session:
    """All that was done one after the other; ``told``: that pain ended it, beside its sets."""

    day: date
    sets: tuple[DoneSet, ...]
    told: bool = False

    @cached_property
    def hurt(self) -> bool:
        """Whether pain ended it, or was more after it than is let pass."""
        return self.told or any(
            each.answer == "pain" or (_more_pain(each) or 0) > MORE_PAIN for each in self.sets
        )

    def of(self, exercise: str) -> tuple[DoneSet, ...]:
        """The sets of an exercise in it."""
        return tuple(each for each in self.sets if each.exercise == exercise)


@dataclass(frozen=True)
class _Known:
    """What a person's past tells on a day: everything done, the oldest first; the sessions of it;
    the days of strength; the pain of each day, where it was told."""

    today: date
    past: Past
    done: Sequence[DoneSet]
    sessions: Sequence[_Session]
    days: Sequence[date]
    pains: Sequence[tuple[date, int]]

    def counting(self, choices: Iterable[Choice]) -> list[Choice]:
        """The steps of doses and forms that count: those since pain last led back to the first."""
        hurt = [each.day for each in self.sessions if each.hurt]
        return [each for each in choices if not hurt or each.day > hurt[-1]]

    @property
    def after_pain(self) -> bool:
        """Whether nothing but gentle exercise has gone well since pain ended a session."""
        told = [
            each.hurt
            for each in self.sessions
            if each.hurt or any(is_strength(done.exercise) for done in each.sets)
        ]
        return bool(told) and told[-1]

    def limited(self, parts: Iterable[Part]) -> _Parts:
        """Parts within the person's own limits."""
        most = self.past.most or {}
        return tuple(within(part, most.get(part.exercise)) for part in parts)


def _known(today: date, past: Past) -> _Known:
    done = sorted(past.done, key=lambda each: each.day)
    days = sorted({each.day for each in done if is_strength(each.exercise)})
    told = pains([(each.day, each.pain) for each in past.felt], done)
    hurt = {each.day for each in past.felt if each.hurt}
    return _Known(today, past, done, _sessions(done, hurt), days, told)


def _more_pain(done: DoneSet) -> int | None:
    """How much more pain was told after it than before; None where not both were told."""
    if done.pain_after is None or done.pain_before is None:
        return None
    return done.pain_after - done.pain_before


def _sessions(done: Iterable[DoneSet], hurt: Collection[date]) -> list[_Session]:
    """Sets of the same session; those of no session are one of their day. That a day's exercise
    was ended by pain is known also when its sets were not kept."""
    found: dict[tuple[date, str], list[DoneSet]] = {}
    for each in done:
        found.setdefault((each.day, each.session), []).append(each)
    sessions = [_Session(day, tuple(sets)) for (day, _), sets in found.items()]
    known = {each.day for each in sessions if each.hurt}
    sessions += [_Session(day, (), told=True) for day in hurt if day not in known]
    # Pain is a day's last word: a clip that is checked later that day takes nothing of it back.
    return sorted(sessions, key=lambda each: (each.day, each.hurt))


def _hurt_twice(sessions: Sequence[_Session]) -> bool:
    return len(sessions) >= 2 and all(each.hurt for each in sessions[-2:])


# Whether anything at all


def _stop(known: _Known, pain: int | None) -> Stop | None:
    """Why there is no exercise today; `pain` is today's."""
    today, sessions = known.today, known.sessions
    told = sorted(known.past.felt, key=lambda each: each.day)
    numb = [each for each in told if each.numb is not None and today - each.day <= NUMB]
    if numb and numb[-1].numb:
        return "numb"
    if any(each.stopped for each in told if each.day == today):
        return "stopped"
    if pain is not None and pain >= HIGH_PAIN:
        return "pain_high"
    if _hurt_twice(sessions) and today - sessions[-1].day <= PAUSE:
        return "two_pain"
    if sessions and sessions[-1].hurt and sessions[-1].day == today:
        return "pain_today"
    return "pain_rising" if _rising(today, known.pains) else None


def _rising(today: date, pains: Sequence[tuple[date, int]]) -> bool:
    """Whether the last entries all lie so much above what was usual in the two weeks before."""
    last = pains[-RISEN_ENTRIES:]
    if len(last) < RISEN_ENTRIES or today - last[0][0] > FRESH:
        return False
    begun = last[0][0]
    before = [pain for day, pain in pains if begun - 2 * FRESH <= day < begun]
    return bool(before) and min(pain for _, pain in last) >= median(before) + RISEN


# How much


def _basic() -> _Parts:
    """The basic forms: one set each, the shortest hold (text 004: 基本のフォームに戻って)."""
    return tuple(ladder(exercise)[0] for exercise in BASES["new"][0])


def _usual(known: _Known, choices: Sequence[Choice]) -> _Parts:
    """What somebody does who has got so far by these choices; one set of it after weeks away."""
    turns = BASES[_width(known.past.used, choices)]
    base = turns[len(known.days) % len(turns)]
    counting = known.counting(choices)
    parts = tuple(_level(exercise, counting) for exercise in base)
    if known.days and known.today - known.days[-1] >= AWAY:
        return tuple(replace(part, sets=1) for part in parts)
    return parts


def _width(used: Used, choices: Iterable[Choice]) -> Used:
    at = _WIDTHS.index(used) + _climbed(choices, ("wider",))
    return _WIDTHS[min(at, len(_WIDTHS) - 1)]


_WAY: dict[Chosen, int] = {"taken": 1, "declined": 0, "undone": -1}


def _level(exercise: str, choices: Iterable[Choice]) -> Part:
    """How much of an exercise, by the steps that were taken; in its harder form, if that was."""
    own = [each for each in choices if each.exercise == exercise]
    if _climbed(own, ("form",)) and exercise in _HARDER:
        return _level(_HARDER[exercise], choices)
    doses = ladder(exercise)
    return doses[min(_climbed(own, ("sets", "hold")), len(doses) - 1)]


def _climbed(choices: Iterable[Choice], kinds: tuple[Kind, ...]) -> int:
    """How many steps of those kinds somebody is up; never below the first."""
    at = 0
    for each in choices:
        if each.kind in kinds:
            at = max(0, at + _WAY[each.chosen])
    return at


# One step more


def _step(known: _Known, parts: _Parts) -> StepUp | None:
    """The one step that is offered, if one may be."""
    choices, today = known.past.choices, known.today
    if any(each.chosen == "taken" and today - each.day < STEP for each in choices):
        return None
    left = {
        (each.exercise, each.kind)
        for each in choices
        if each.chosen != "taken" and today - each.day < DECLINED
    }
    possible = (*_forms(known, parts), *_wider(known, parts), *_doses(known, parts))
    return next((each for each in possible if (each.exercise, each.kind) not in left), None)


def _forms(known: _Known, parts: _Parts) -> Iterator[StepUp]:
    for part in parts:
        if part.exercise in _HARDER and _easy(known, FORM, FORM_SESSIONS):
            (first,) = known.limited(ladder(_HARDER[part.exercise])[:1])
            yield StepUp(part.exercise, "form", first)


def _wider(known: _Known, parts: _Parts) -> Iterator[StepUp]:
    """Further exercises, a month after the last ones, when two sets of the lift are easy."""
    taken = [
        each.day for each in known.past.choices if each.kind == "wider" and each.chosen == "taken"
    ]
    since = max(known.days[0], *taken) if taken else known.days[0]
    lifts = [part for part in parts if part.exercise in LIFTS and part.sets >= WIDER_SETS]
    may = (
        _width(known.past.used, known.past.choices) != _WIDTHS[-1] and known.today - since >= MONTH
    )
    if may and any(_easy(known, part) for part in lifts):
        yield StepUp(WIDER, "wider")


def _doses(known: _Known, parts: _Parts) -> Iterator[StepUp]:
    """More of one exercise: of that with the fewest sets first."""
    counting = known.counting(known.past.choices)
    for part in sorted(parts, key=lambda each: each.sets):
        doses, level = ladder(part.exercise), _level(part.exercise, counting)
        following = known.limited(doses[doses.index(level) + 1 :][:1])
        for more in following:
            kind: Kind = "sets" if more.sets > part.sets else "hold"
            early = kind == "sets" and known.today - known.days[0] < START
            if more != part and not early and _easy(known, part):
                yield StepUp(part.exercise, kind, more)


def _back(known: _Known, parts: _Parts) -> Iterator[StepUp]:
    """The steps that can be taken back."""
    choices = known.past.choices
    counting = known.counting(choices)
    for easier, harder in _HARDER.items():
        if any(part.exercise == harder for part in parts):
            yield StepUp(easier, "form", ladder(easier)[0])
    for part in parts:
        doses, level = ladder(part.exercise), _level(part.exercise, counting)
        at = doses.index(level)
        if at:
            (less,) = known.limited(doses[at - 1 : at])
            yield StepUp(part.exercise, "sets" if less.sets < part.sets else "hold", less)
    if _climbed(choices, ("wider",)):
        yield StepUp(WIDER, "wider")


def _easy(known: _Known, at: Part, count: int = SESSIONS) -> bool:
    """Whether the last sessions with an exercise all had at least that dose, and it was easy, in
    form and without more pain."""
    every = [each.of(at.exercise) for each in known.sessions]
    last = [sets for sets in every if sets][-count:]
    return len(last) == count and all(_went_well(sets, at) for sets in last)


def _went_well(sets: Sequence[DoneSet], at: Part) -> bool:
    asked, dose = sets[-1].asked, EXERCISES[at.exercise].dose
    if asked is None or any(
        one < other for one, other in zip(_dose(asked), _dose(at), strict=True)
    ):
        return False
    whole = asked.amount * asked.sets * (2 if dose.per_side else 1)
    done = sum(each.hold_s if dose.counted == "seconds" else each.reps for each in sets)
    judged = sum(each.judged_parts for each in sets)
    severe = sum(each.severe_parts for each in sets)
    more_pain = _more_pain(sets[-1])
    return (
        done >= COUNTED * whole
        and judged > 0
        and severe <= SEVERE * judged
        and sets[-1].answer == "easy"
        and more_pain is not None
        and more_pain <= MORE_PAIN
    )


def _dose(part: Part) -> tuple[int, int, int]:
    tempo = EXERCISES[part.exercise].dose.tempo
    usual = tempo[1] if tempo else 0
    return part.amount, part.sets, usual if part.stay_s is None else part.stay_s


def _begin(parts: _Parts, known: _Known) -> tuple[tuple[str, Side], ...]:
    """With which side to begin each exercise of which clearly less was done there the last time."""
    last = {each.exercise: each.fewer for each in known.done}
    sides = ((part.exercise, last.get(part.exercise)) for part in parts)
    return tuple((exercise, side) for exercise, side in sides if side)
