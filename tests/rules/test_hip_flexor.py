"""The hip flexor stretch: paced on one knee, each side for itself, never judged."""

from functools import partial

import pytest

from coach.plan import Plan
from coach.summary import notes
from coach.words import words
from tests.bodies.hip_flexor import good, half_kneeling
from tests.bodies.squat import good as squat
from tests.figures import FPS, View, all_fours, film, hinge, joined, plank, reps, run


def stretched(seconds: float, make=good, **body):
    knots = [(0, 0), (1, 0), (5, 1), (seconds - 4, 1), (seconds, 0)]
    return film(partial(make, **body), knots, FPS)


def test_forward_twenty_seconds_and_back():
    _, events = run("hip_flexor", stretched(31), target=1)
    told = [(round(e.t, 1), e.part, e.number) for e in events if e.kind == "pace"]
    assert told == [(1, "pace_forward", 1), (5, "pace_keep", 1), (25, "pace_back", 1)]


@pytest.mark.parametrize(
    ("knee", "mirrored", "side"),
    [("near", False, "left"), ("far", False, "right"), ("near", True, "right")],
)
def test_the_side_is_that_of_the_knee_on_the_floor(knee, mirrored, side):
    view = View(mirrored=mirrored)
    report, _ = run("hip_flexor", stretched(12, half_kneeling, knee=knee, view=view))
    assert (report.verdict, report.findings) == ("guided", [])
    assert report.per_side == {side: pytest.approx(12, abs=0.2)}


def test_both_sides_are_told_when_both_were_done():
    report, _ = run(
        "hip_flexor",
        joined(
            stretched(12),
            film(lambda _, t: hinge(0, t=t), [(0, 0), (3, 0)], FPS),
            stretched(12, half_kneeling, knee="far"),
        ),
    )
    assert notes(report, words("en"))[0] == "Left 12 s, right 12 s."


def test_a_set_is_one_of_each_side():
    assert [step.other_side for step in Plan("hip_flexor", 2).steps] == [False, True]


@pytest.mark.parametrize(
    "make",
    [
        partial(half_kneeling, trunk=60.0),
        partial(half_kneeling, reach=0.7),
        lambda share, t: hinge(0, t=t),
        lambda share, t: plank(0, t),
        lambda share, t: all_fours(t),
    ],
    ids=["bent over", "leg stretched out in front", "standing", "plank", "all fours"],
)
def test_another_position_is_refused(make):
    report, events = run("hip_flexor", stretched(10, make))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["other_exercise"])
    assert not any(event.kind == "pace" for event in events)


def test_a_squat_is_none():
    report, _ = run("hip_flexor", film(squat, reps(0, 1, 2, 2, 2, 2), FPS))
    assert (report.verdict, report.paced_s) == ("cannot_judge", 0)
