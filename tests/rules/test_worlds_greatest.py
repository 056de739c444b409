"""The long lunge with an arm that opens: paced for each side, counted, never judged."""

from functools import partial

import pytest

from coach.plan import Plan
from coach.summary import notes
from coach.words import words
from tests.bodies.bird_dog import bird_dog
from tests.bodies.hip_flexor import half_kneeling
from tests.bodies.worlds_greatest import lunging
from tests.figures import COPIES, FPS, View, all_fours, film, hinge, joined, plank, reps, run


def opened(count=2, make=lunging, **body):
    return film(partial(make, **body), reps(0, 1, 2, 1, 2, count), FPS)


def test_the_elbow_down_and_the_arm_open():
    _, events = run("worlds_greatest", opened(4), target=2)
    told = [(round(e.t, 1), e.part, e.number) for e in events if e.kind == "pace"]
    assert told == [
        (1, "pace_elbow", 1), (5, "pace_open", 1), (9, "pace_elbow", 2), (13, "pace_open", 2)
    ]  # fmt: skip
    assert [step.other_side for step in Plan("worlds_greatest", 6).steps] == [False, True]


@pytest.mark.parametrize("view", COPIES)
def test_arms_that_open_are_counted_however_it_is_filmed(view):
    report, _ = run("worlds_greatest", opened(view=view))
    assert (report.verdict, report.moves, report.findings) == ("guided", 2, [])


@pytest.mark.parametrize(
    ("front", "mirrored", "side"),
    [("near", False, "left"), ("far", False, "right"), ("near", True, "right")],
)
def test_the_side_is_that_of_the_leg_in_front(front, mirrored, side):
    for down in (False, True):
        body = {"front": front, "knee_down": down, "view": View(mirrored=mirrored)}
        report, _ = run("worlds_greatest", opened(**body))
        assert list(report.per_side) == [side]


def test_both_sides_are_told_when_both_were_done():
    stands = film(lambda _, t: hinge(0, t=t), [(0, 0), (3, 0)], FPS)
    report, _ = run("worlds_greatest", joined(opened(), stands, opened(front="far")))
    assert notes(report, words("en")) == [
        "Left 13 s, right 13 s.", "As far as could be read, you moved 4 times.",
        words("en").say("limits-worlds_greatest"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "poses",
    [
        opened(trunk=10.0),
        film(lunging, [(0, 0), (9, 0)], FPS),
        film(half_kneeling, reps(0, 1, 4, 4, 4), FPS),
        film(lambda _, t: half_kneeling(0.0, t, trunk=78.0, reach=0.7), [(0, 0), (9, 0)], FPS),
        film(partial(bird_dog, leg="far"), reps(0, 1, 2, 1, 2, 2), FPS),
        film(lambda _, t: all_fours(t), [(0, 0), (9, 0)], FPS),
        film(lambda _, t: plank(0, t), [(0, 0), (9, 0)], FPS),
        film(lambda _, t: hinge(60, 0.25, t=t), [(0, 0), (9, 0)], FPS),
    ],
    ids=[
        "the trunk up",
        "no arm",
        "hip flexor",
        "over a stretched leg",
        "bird dog",
        "fours",
        "plank",
        "hinge",
    ],
)
def test_another_exercise_is_none(poses):
    report, _ = run("worlds_greatest", poses)
    assert report.verdict == "cannot_judge"
    assert report.reasons[0] in ("no_movement", "other_exercise")
    assert report.moves == 0
