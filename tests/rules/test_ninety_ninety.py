"""90/90 breathing: paced while the legs rest on the wall, counted, never judged."""

from functools import partial

import pytest

from tests.bodies.dead_bug import good as bug
from tests.bodies.diaphragm import lying
from tests.bodies.ninety_ninety import good, on_the_wall
from tests.figures import FPS, film, hinge, reps, run


def kept(seconds: float, make=good):
    return film(lambda _, t: make(t=t), [(0, 0), (seconds, 0)], FPS)


def test_four_seconds_in_and_six_out():
    report, events = run("ninety_ninety", kept(22, on_the_wall), target=2)
    told = [(round(e.t, 1), e.part, e.number) for e in events if e.kind == "pace"]
    assert told == [(1, "pace_in", 1), (5, "pace_out", 1), (11, "pace_in", 2), (15, "pace_out", 2)]
    assert (report.verdict, report.rounds, report.counted) == ("guided", 2, "breaths")
    assert report.findings == []


def test_the_own_breath_is_seen_over_raised_thighs():
    report, _ = run("ninety_ninety", kept(45, partial(good, 0.0)))
    assert report.rhythm is not None
    assert report.rhythm.in_s + report.rhythm.out_s == pytest.approx(10, abs=0.3)


@pytest.mark.parametrize(
    ("how", "well"),
    [
        ({}, True),
        ({"thigh": 20.0, "shank": 100.0}, True),
        ({"thigh": -15.0, "shank": 75.0}, True),
        ({"thigh": 40.0}, False),
        ({"shank": 30.0}, False),
        ({"arms_up": True}, False),
    ],
    ids=["square", "hips open", "hips closed", "far from the wall", "legs up", "a dead bug's arms"],
)
def test_about_square_is_enough(how, well):
    report, _ = run("ninety_ninety", kept(9, partial(on_the_wall, **how)))
    if well:
        assert (report.verdict, round(report.paced_s)) == ("guided", 9)
    else:
        assert (report.verdict, report.reasons) == ("cannot_judge", ["other_exercise"])


def test_other_exercises_are_refused():
    for poses in (
        kept(9, lying),
        kept(9, partial(hinge, 0)),
        film(bug, reps(0, 1, 2, 1, 2, 2)),
    ):
        report, events = run("ninety_ninety", poses)
        assert (report.verdict, round(report.paced_s)) == ("cannot_judge", 0)
        assert not any(event.kind == "pace" for event in events)
