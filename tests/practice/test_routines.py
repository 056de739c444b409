"""Routines: what they are made of, and what the own limits leave of them."""

from itertools import pairwise

import pytest

from coach.words import LANGUAGES, words
from practice.routines import ROUTINES
from rules import EXERCISES


@pytest.mark.parametrize("name", ROUTINES)
def test_a_routine_is_made_of_what_there_is(name):
    routine = ROUTINES[name]
    exercises = [part.exercise for part in routine.parts]
    assert set(exercises) <= set(EXERCISES)
    assert all(one != two for one, two in pairwise(exercises))
    first = [step for step in routine.plan({}).steps if step.number == 1 and not step.other_side]
    assert [step.exercise for step in first] == exercises
    for language in LANGUAGES:
        assert words(language).say(f"routine-{name}")
        assert words(language).say(f"routine-{name}.why")


def test_the_eleven_are_those_of_its_two_days():
    whole, *days = (ROUTINES[name].parts for name in ("eleven", "eleven_first", "eleven_second"))
    assert len(whole) == 11
    assert set(whole) == set(days[0]) | set(days[1])


def test_own_limits_hold_in_a_routine_too():
    plan = ROUTINES["morning"].plan({"plank": 12, "hip_lift": 160, "draw_in": 3})
    assert [(step.exercise, step.target, step.most) for step in plan.steps] == [
        ("draw_in", 3, 3),
        ("hip_lift", 5, 160),
        ("plank", 12, 12),
    ]
