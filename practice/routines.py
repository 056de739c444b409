"""Routines: exercises that are done one after the other, as the source texts put them together.

A routine stands here as soon as Koshi has all of its exercises.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from coach.plan import Plan, Step
from coach.terms import Amount, Tempo
from rules import EXERCISES

SETTLE_S = 15  # between two sets of an exercise (J; the texts tell sets and no rests)


@dataclass(frozen=True)
class Part:
    """So much of one exercise (reps, of each side where its dose is; seconds; paced rounds), in so
    many sets; ``stay_s``: seconds at the end of each rep, if others than its dose's."""

    exercise: str
    amount: int
    sets: int = 1
    stay_s: int | None = None


@dataclass(frozen=True)
class Routine:
    """Exercises one after the other."""

    name: str
    parts: tuple[Part, ...]

    def by_place(self) -> "Routine":
        """The same without moving the camera more often than need be: what is done before a camera
        at one height and facing it in the same way comes together, in the order of the routine."""
        places = [_place(part) for part in self.parts]
        ordered = sorted(self.parts, key=lambda part: places.index(_place(part)))
        return replace(self, parts=tuple(ordered))

    def plan(
        self, most: Mapping[str, float], talk: Amount = "normal", tempo: Tempo = "off"
    ) -> Plan:
        """The plan of it, within the person's own limits (`most`, by exercise)."""

        def one(part: Part) -> Plan:
            limit = most.get(part.exercise)
            own = within(part, limit)
            return replace(
                Plan(own.exercise, own.amount, own.sets, SETTLE_S, talk, tempo, limit),
                stay_s=own.stay_s,
                easier=easier(own.exercise, most),
            )

        first, *rest = map(one, self.parts)
        return replace(first, then=tuple(rest), routine=self.name)


def _place(part: Part) -> tuple[bool, bool]:
    """What decides where the camera stands for it: on the floor or upright, from which side."""
    kind = EXERCISES[part.exercise]
    return kind.upright, kind.view == "front"


def within(part: Part, limit: float | None) -> Part:
    """The part, with no more of it than a person's own limit on its amount."""
    own = EXERCISES[part.exercise].own_limit
    if limit is None or own is None or not (own.of_amount or own.unit == "s"):
        return part
    return replace(part, amount=min(part.amount, int(limit)))


def easier(exercise: str, most: Mapping[str, float]) -> tuple[Step, ...]:
    """The steps of what is done in its place by whom an exercise is too hard today, within the
    person's own limits (`most`, by exercise); none where there is nothing easier."""
    other = EXERCISES[exercise].easier
    if other is None:
        return ()
    limit = most.get(other[0])
    part = within(Part(*other), limit)
    return Plan(part.exercise, part.amount, most=limit).steps


# Text 003: breath, hips, chest, trunk. Over two days (J): all at once is not how the texts begin.
_FIRST_DAY = (
    Part("diaphragm", 10),
    Part("hip_hinge", 10),
    Part("hip_lift", 10),
    Part("cat_cow", 12),
    Part("dead_bug", 10),
)
_SECOND_DAY = (
    Part("ninety_ninety", 6),
    Part("worlds_greatest", 6),
    Part("thread_needle", 10),
    Part("towel", 10),
    Part("bird_dog", 10),
    Part("side_plank", 20),
)
_ORDER = (0, 5, 1, 6, 2, 7, 8, 3, 4, 9, 10)  # of the text, where all are done

# evidence-more.md section 7.1, with the doses of the source texts named there: the plank of the
# morning 20 s ("at first"), that of the four 15 s (text 002 for whoever is not used to it). Sitting
# tall for 10 s, which ends the break at the desk there, is how its stretch begins.
ROUTINES = {
    routine.name: routine
    for routine in (
        Routine("morning", (Part("draw_in", 5), Part("hip_lift", 5), Part("plank", 20))),
        Routine(
            "desk",
            (Part("sit_to_stand", 5), Part("hip_hinge", 10), Part("hamstring_stretch", 20)),
        ),
        Routine("bedtime", (Part("hip_lift", 10), Part("cat_cow", 10), Part("ninety_ninety", 6))),
        Routine(
            "four",
            (
                Part("draw_in", 10),
                Part("plank", 15),
                Part("hip_lift", 10, 2),
                Part("clamshell", 10, 2),
            ),
        ),
        Routine("eleven", tuple((*_FIRST_DAY, *_SECOND_DAY)[i] for i in _ORDER)),
        Routine("eleven_first", _FIRST_DAY),
        Routine("eleven_second", _SECOND_DAY),
        # Text 002 looks at it to see the whole body move; both looks, evidence-more.md §4.5.
        Routine("overhead", (Part("overhead_squat", 5), Part("overhead_squat_front", 5))),
    )
}
