from importlib import import_module

import pytest

from rules import EXERCISES
from rules.exercise import Dose
from rules.fault import Fault
from rules.repeated import RepExercise

EACH = pytest.mark.parametrize("exercise", EXERCISES.values(), ids=EXERCISES)


def faults_of(exercise) -> set[str]:
    """Names of the faults that an exercise's module can find."""
    things = [
        fault
        for thing in vars(import_module(exercise.__module__)).values()
        for fault in (thing.values() if isinstance(thing, dict) else [thing])
    ]
    return {thing.name for thing in things if isinstance(thing, Fault)}


@EACH
def test_the_strengths_are_faults_that_the_exercise_can_find(exercise):
    assert exercise.strengths
    assert set(exercise.strengths) <= faults_of(exercise)
    assert len(set(exercise.strengths)) == len(exercise.strengths)


@EACH
def test_the_essential_fault_is_the_first_strength(exercise):
    assert exercise.essential in (None, exercise.strengths[0])


@EACH
def test_a_set_is_so_many_reps_or_so_many_seconds(exercise):
    dose = exercise.dose
    assert (dose.seconds is not None) is exercise.held
    assert (dose.reps is None) is exercise.held
    assert (dose.reps or dose.seconds) > 0


@EACH
def test_what_is_repeated_has_a_tempo_and_what_is_held_has_none(exercise):
    assert issubclass(exercise, RepExercise) is (exercise.dose.tempo is not None)
    assert all(seconds >= 1 for seconds in exercise.dose.tempo or ())


@EACH
def test_the_tempo_of_the_dose_is_not_too_fast(exercise):
    """Who moves as the beeps ask is never told to be slower."""
    if exercise.dose.tempo is None:
        return
    for part, seconds in zip(("out", "stay", "back"), exercise.dose.tempo, strict=True):
        fault = exercise.tempo.get(part)
        assert fault is None or fault.severity(seconds) is None


@pytest.mark.parametrize(
    ("name", "dose"),
    [
        ("hip_lift", Dose(reps=10, tempo=(3, 2, 4), ways=("lift", "stay", "lower"))),
        ("hip_hinge", Dose(reps=10, tempo=(2, 1, 2), ways=("bend", "stay", "return"))),
        ("plank", Dose(seconds=20)),
    ],
)
def test_the_doses_are_those_of_the_source_texts(name, dose):
    assert EXERCISES[name].dose == dose
