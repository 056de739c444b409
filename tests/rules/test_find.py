"""Finding out which exercise a clip shows."""

from dataclasses import replace

import pytest

from rules import EXERCISES
from rules.checker import MAYBE_ANOTHER
from rules.exercise import Done
from rules.find import CLEAR_S, Finder, looks_like, parted, proposals
from rules.guided import MovingExercise
from tests.figures import body, film, joined, reps, run

FPS = 12


def one_set(exercise):
    """One rep, and of paced movements two."""
    count = 1 + issubclass(EXERCISES[exercise], MovingExercise)
    return film(body(exercise), reps(0, 1, 3, 3.6, 4, count), FPS)


def found_in(poses):
    finder = Finder()
    for pose in poses:
        finder.update(pose)
    return finder.finish()


def reps_at(*starts, seconds=4.0, counted=True):
    return [Done(start, start + seconds, counted) for start in starts]


# Every film goes through all exercises, so each exercise more makes all of them longer.
FEW = ("hip_lift", "plank", "bird_dog", "cat_cow", "squat", "diaphragm", "walking")


@pytest.mark.parametrize(
    "exercise",
    [pytest.param(e, marks=[] if e in FEW else pytest.mark.long) for e in EXERCISES],
)
def test_every_exercise_is_found_among_all(exercise):
    (found,) = found_in(one_set(exercise))
    best = max(guess.share for guess in found.guesses)
    assert exercise in {guess.exercise for guess in found.guesses if guess.share == best}
    # Of a position alone nobody can say more than that it may be this one.
    kind = EXERCISES[exercise]
    position = not kind.judged or (kind.observed and kind.engine == "hold")
    assert found.sure == ("open" if position else "likely" if kind.observed else "clear")


def test_a_movement_that_is_seen_says_more_than_the_position_it_is_made_in():
    (found,) = found_in(one_set("pelvic_tilt"))
    assert (found.exercise, found.sure) == ("pelvic_tilt", "open")
    assert {guess.exercise for guess in found.guesses} >= {"draw_in", "diaphragm"}


def test_one_small_movement_may_be_a_breath():
    once = film(body("pelvic_tilt"), reps(0, 1, 3, 3.6, 4), FPS)
    assert run("pelvic_tilt", once)[0].moves == 1
    (found,) = found_in(once)
    assert {guess.exercise for guess in found.guesses} == {"draw_in", "diaphragm"}


def test_a_squat_that_is_checked_as_a_hinge_looks_like_a_squat():
    poses = one_set("squat")
    report, _ = run("hip_hinge", poses)
    assert {found.fault for found in report.findings} >= {"knees_bent"}
    assert looks_like(report, found_in(poses)) == "squat"


def test_two_exercises_in_one_clip_are_told_apart_by_time():
    poses = joined(one_set("squat"), one_set("hip_lift"))
    first, second = found_in(poses)
    assert (first.exercise, second.exercise) == ("squat", "hip_lift")
    middle = one_set("squat")[-1].t
    assert first.end_s < middle + 0.5
    assert second.start_s > middle - 0.5


def test_two_sets_with_a_rest_are_two_and_a_short_pause_parts_nothing():
    (one,) = proposals({"squat": reps_at(0, 5, 20, 25)})
    assert (one.start_s, one.end_s) == (0, 29)
    assert parted([]) == []
    first, second = proposals({"squat": reps_at(0, 5, 40, 45)})
    assert (first.end_s, second.start_s) == (9, 40)
    assert parted([first, second]) == [(None, 24.5), (24.5, None)]
    assert parted([one]) == [(None, None)]


def test_an_attempt_without_length_is_nothing_and_keeps_nobody_waiting():
    moment = reps_at(30, seconds=0.0, counted=False)
    (found,) = proposals({"hip_lift": moment, "squat": reps_at(0, 5)})
    assert (found.exercise, found.end_s) == ("squat", 9)


def test_a_moment_in_a_long_clip_is_chance_and_in_a_short_one_what_there_is():
    moment = {"hip_hinge": reps_at(3, seconds=0.9)}
    assert proposals(moment, least_s=1.2) == []
    assert [each.exercise for each in proposals(moment, least_s=0.3)] == ["hip_hinge"]


def test_a_single_rep_of_another_exercise_at_the_end_is_no_set():
    done = {"squat": reps_at(0, 5, 10), "sit_to_stand": reps_at(16)}
    assert [each.exercise for each in proposals(done)] == ["squat"]
    done["sit_to_stand"] += reps_at(22)
    assert [each.exercise for each in proposals(done)] == ["squat", "sit_to_stand"]


def test_lying_between_two_sets_of_lifts_is_a_rest():
    done = {"hip_lift": reps_at(0, 5, 40, 45), "diaphragm": [Done(10, 39)]}
    assert [each.exercise for each in proposals(done)] == ["hip_lift", "hip_lift"]
    (alone,) = proposals({"hip_lift": [], "diaphragm": [Done(10, 39)]})
    assert (alone.exercise, alone.sure) == ("diaphragm", "open")


@pytest.mark.parametrize(
    ("done", "sure"),
    [
        ({"squat": reps_at(0, 5)}, "clear"),
        ({"squat": reps_at(0, seconds=CLEAR_S - 1)}, "likely"),
        ({"squat": reps_at(0, seconds=1.0)}, "open"),
        ({"squat": reps_at(0, 5, counted=False)}, "open"),
        ({"squat": reps_at(0, 5), "hip_hinge": reps_at(0)}, "likely"),
        ({"squat": reps_at(0, 5), "plank": [Done(0, 8)]}, "clear"),
        ({"squat": reps_at(0, 5), "hip_hinge": reps_at(0, 5, seconds=3)}, "open"),
        ({"squat": reps_at(0, 5), "hip_hinge": reps_at(0, seconds=2, counted=False)}, "clear"),
    ],
)
def test_how_sure_it_is(done, sure):
    (found,) = proposals(done)
    assert (found.exercise, found.sure) == ("squat", sure)
    assert sum(guess.share for guess in found.guesses) == pytest.approx(1)


def test_nothing_is_proposed_where_nothing_was_found():
    assert proposals({name: [] for name in EXERCISES}) == []
    assert found_in([]) == []


def test_the_wrong_exercise_is_told_by_the_right_ones_name():
    poses = one_set("squat")
    found = found_in(poses)
    wrong, _ = run("plank", poses)
    assert wrong.reasons == ["other_exercise"]
    assert looks_like(wrong, found) == "squat"
    right, _ = run("squat", poses)
    assert looks_like(right, found) is None
    unsure = [found[0].model_copy(update={"sure": "likely"})]
    assert looks_like(wrong, unsure) is None
    assert looks_like(wrong, []) is None


def test_the_right_name_is_told_to_who_was_looked_for_from_another_side():
    poses = one_set("side_plank")
    wrong, _ = run("plank", poses)
    assert wrong.reasons == ["not_side_on"]
    assert MAYBE_ANOTHER & {*wrong.reasons}
    assert looks_like(wrong, found_in(poses)) == "side_plank"


def test_the_right_name_is_told_to_who_was_seen_in_part():
    poses = one_set("bird_dog")
    wrong, _ = run("plank", [replace(pose, visibility=pose.visibility * 0.1) for pose in poses])
    assert wrong.reasons == ["hidden"]
    assert MAYBE_ANOTHER & {*wrong.reasons}
    assert looks_like(wrong, found_in(poses)) == "bird_dog"
