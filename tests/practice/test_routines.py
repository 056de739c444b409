"""Routines: what they are made of, and what the own limits leave of them."""

from itertools import pairwise

import pytest

from coach.words import LANGUAGES, words
from practice.routines import ROUTINES, easier
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


@pytest.mark.parametrize("name", [name for name, kind in EXERCISES.items() if kind.easier])
def test_what_is_easier_is_there_and_ends_there(name):
    steps = easier(name, {})
    assert steps
    assert all(not step.easier for step in steps)
    if steps[0].exercise == name:
        assert steps[0].target < EXERCISES[name].dose.amount
    assert easier(name, {steps[0].exercise: 1.0})[0].most == 1.0


def test_a_routine_brings_what_is_easier_within_the_own_limits():
    first = ROUTINES["morning"].plan({"pelvic_tilt": 3}).then[0].steps[0]
    assert [(each.exercise, each.target) for each in first.possible] == [
        ("hip_lift", 5),
        ("pelvic_tilt", 3),
    ]


def test_the_overhead_squat_is_looked_at_from_the_side_and_then_from_the_front():
    looks = [("overhead_squat", 5), ("overhead_squat_front", 5)]
    for routine in (ROUTINES["overhead"], ROUTINES["overhead"].by_place()):
        assert [(part.exercise, part.amount) for part in routine.parts] == looks
