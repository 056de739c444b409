"""On one leg: timed for each side, its sway and its lean looked at, and nothing else."""

import math
from functools import partial

import pytest

from coach.plan import Plan
from coach.summary import notes
from coach.words import words
from tests.bodies.single_leg_stance import FRONT, on_one_leg
from tests.figures import View, film, hinge, joined, run

FPS = 15


def stood(seconds=12.0, lift=0.3, lean=lambda t: 0.0, **body):
    """On both legs for two seconds, on one for so long, and on both again; leaning by `lean`
    degrees at time t from when the foot is up."""
    knots = [(0, 0), (2, 0), (2.5, 1), (2 + seconds, 1), (2.5 + seconds, 0), (4 + seconds, 0)]

    def make(share, t):
        leaned = lean(t - 2.5) if 2.5 < t < 2 + seconds else 0.0
        return on_one_leg(share * lift, t, lean=leaned, **body)

    return film(make, knots, FPS)


def swaying(degrees, begins=0.0, every=1.4):
    """A trunk that goes to and fro by so many degrees, from `begins` seconds on."""
    return lambda t: degrees / 2 * math.sin(2 * math.pi * t / every) if t > begins else 0.0


def said(poses):
    report, _ = run("single_leg_stance", poses)
    return report.verdict, [(found.fault, found.severity) for found in report.findings]


def test_a_quiet_stance_is_timed_and_good():
    report, events = run("single_leg_stance", stood(24))
    (hold,) = report.holds
    assert (report.verdict, report.findings, hold.cannot_judge) == ("ok", [], [])
    assert hold.good_s == pytest.approx(24, abs=0.7)
    assert [event.kind for event in events] == ["hold_start", "hold_end"]
    assert [step.other_side for step in Plan("single_leg_stance", 20).steps] == [False, True]


# Shoulders swing by the length of the trunk: 1 degree is 0.57 % of this body's height.
@pytest.mark.parametrize(
    ("degrees", "found"), [(3, []), (11, [("wobbles", "mild")]), (24, [("wobbles", "severe")])]
)
@pytest.mark.parametrize("view", [FRONT, View(width=0.0, far=0.95, mirrored=True, roll=6)])
def test_sway_is_named_by_how_far_the_shoulders_go(degrees, found, view):
    verdict, findings = said(stood(14, lean=swaying(degrees, 5.0), view=view))
    assert findings == found
    assert verdict == (found[0][1] if found else "ok")


@pytest.mark.parametrize("to", [-1, 1])
def test_a_trunk_that_leans_is_named_whichever_way(to):
    for degrees, found in ((3, []), (11, [("leans", "mild")]), (20, [("leans", "severe")])):
        assert said(stood(14, lean=lambda t, by=degrees: to * by))[1] == found


def test_between_the_bands_nothing_is_praised():
    for lean, fault in ((swaying(7.0), "wobbles"), (lambda t: 6.5, "leans")):
        report, _ = run("single_leg_stance", stood(14, lean=lean))
        assert report.findings == []
        assert fault in report.holds[0].cannot_judge
        assert report.verdict == "cannot_judge"


def test_a_lean_is_held_against_the_own_stand_on_both_feet():
    """A camera that is not level leans for everybody; who was not seen on both feet has no zero."""
    tilted = View(width=0.0, far=0.95, scale=0.22, roll=9)
    assert said(stood(14, view=tilted)) == ("ok", [])
    report, _ = run("single_leg_stance", stood(14)[int(3 * FPS) :])
    assert (report.findings, report.holds[0].cannot_judge) == ([], ["leans"])


def test_a_foot_put_down_ends_it_and_the_next_is_another():
    report, _ = run("single_leg_stance", joined(stood(8), stood(10)))
    assert [round(hold.good_s) for hold in report.holds] == [8, 10]
    assert report.findings == []


def test_a_hop_is_the_end_of_a_stance():
    def hopping(share, t):
        hopped = View(width=0.0, far=0.95, scale=0.22, shift=(90, 0)) if t > 8 else FRONT
        return on_one_leg(0.3 * share, t, view=hopped)

    poses = film(hopping, [(0, 0), (2, 0), (2.5, 1), (16, 1)], FPS)
    report, _ = run("single_leg_stance", poses)
    assert len(report.holds) == 2


@pytest.mark.parametrize("view", [FRONT, View(width=0.0, far=0.95, mirrored=True, roll=8)])
@pytest.mark.parametrize("leg", ["left", "right"])
def test_the_side_is_that_of_the_leg_one_stands_on(view, leg):
    side = leg if not view.mirrored else {"left": "right", "right": "left"}[leg]
    report, _ = run("single_leg_stance", stood(leg=leg, view=view))
    assert [hold.side for hold in report.holds] == [side]


def test_what_is_not_looked_at_is_said():
    report, _ = run("single_leg_stance", joined(stood(), stood(leg="right")))
    assert words("en").say("limits-single_leg_stance") in notes(report, words("en"))


def stepping(share, t):
    """A step a second on the spot."""
    return on_one_leg(0.15, t, leg="left" if t % 2 < 1 else "right")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (partial(on_one_leg, 0.01), "other_exercise"),
        (stepping, "no_movement"),
        (partial(on_one_leg, 0.3, lean=35.0), "other_exercise"),
        (partial(on_one_leg, 0.3, turned=0.2), "not_front_on"),
        (lambda t: hinge(0, t=t), "not_front_on"),
    ],
    ids=["both feet", "stepping", "bent over", "from the side", "standing, from the side"],
)
def test_anything_else_is_refused(make, reason):
    maker = make if make is stepping else lambda _, t: make(t=t)
    report, _ = run("single_leg_stance", film(maker, [(0, 0), (12, 0)], FPS))
    assert (report.verdict, report.reasons) == ("cannot_judge", [reason])
