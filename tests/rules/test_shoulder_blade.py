"""Shoulder blade circles: paced, the elbow's own circles counted, never judged."""

from functools import partial

import pytest

from tests.bodies.shoulder_blade import circling, good
from tests.bodies.sit_to_stand import good as rising
from tests.figures import COPIES, FPS, film, hinge, reps, run, without


def circled(count: int, make=good, **body):
    return film(partial(make, **body), reps(0, 1, 2.4, 0.2, 2.4, count, lead=1.0), FPS)


def test_three_seconds_up_and_three_down():
    _, events = run("shoulder_blade", circled(3), target=2)
    told = [(round(e.t, 1), e.part, e.number) for e in events if e.kind == "pace"]
    assert told == [(1, "pace_up", 1), (4, "pace_down", 1), (7, "pace_up", 2), (10, "pace_down", 2)]


@pytest.mark.parametrize("view", COPIES)
def test_the_circles_are_counted_as_far_as_they_are_seen(view):
    report, _ = run("shoulder_blade", circled(2, circling, view=view))
    assert (report.verdict, report.moves, report.findings) == ("guided", 2, [])


def test_the_legs_may_be_under_a_desk():
    joints = ("KNEE", "ANKLE", "HEEL", "TOE")
    legs = [f"{side}_{name}" for side in ("LEFT", "RIGHT") for name in joints]
    report, _ = run("shoulder_blade", [without(pose, *legs) for pose in circled(2)])
    assert (report.verdict, report.moves) == ("guided", 2)


def test_small_circles_are_paced_and_not_counted():
    small = circled(2, circling, up=40.0)
    report, _ = run("shoulder_blade", small, target=5)
    assert (report.verdict, report.moves) == ("guided", 0)
    assert run("shoulder_blade", small)[0].reasons == ["no_movement"]  # a clip


@pytest.mark.parametrize(
    "poses",
    [
        circled(2, circling, hands=0.9),
        film(lambda _, t: hinge(0, t=t), [(0, 0), (9, 0)], FPS),
        film(rising, reps(0, 1, 1.6, 1, 2, 3), FPS),
    ],
    ids=["hands off the shoulders", "standing", "rising"],
)
def test_others_are_refused(poses):
    report, _ = run("shoulder_blade", poses)
    assert report.verdict == "cannot_judge"
