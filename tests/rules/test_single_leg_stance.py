"""On one leg: timed for each side, never judged."""

from functools import partial

import pytest

from coach.plan import Plan
from coach.summary import notes
from coach.words import words
from tests.bodies.single_leg_stance import FRONT, on_one_leg
from tests.figures import View, film, hinge, joined, run

FPS = 15


def stood(seconds=12.0, lift=0.3, **body):
    """On both legs for a second, on one for so long, and on both again."""
    knots = [(0, 0), (1, 0), (1.5, 1), (1 + seconds, 1), (1.5 + seconds, 0), (3 + seconds, 0)]
    return film(lambda s, t: on_one_leg(s * lift, t, **body), knots, FPS)


def test_a_round_is_twenty_seconds_on_one_leg():
    report, events = run("single_leg_stance", stood(24), target=1)
    (begun,) = [event for event in events if event.kind == "pace"]
    assert (begun.part, report.rounds, report.verdict) == ("pace_stand", 1, "guided")
    assert begun.t == pytest.approx(2.2, abs=0.3)
    assert [step.other_side for step in Plan("single_leg_stance", 1).steps] == [False, True]


def test_a_foot_put_down_is_waited_for_and_begins_anew():
    report, events = run("single_leg_stance", joined(stood(8), stood(24)), target=1)
    assert [event.number for event in events if event.kind == "pace"] == [1, 1]
    assert (report.rounds, report.findings) == (1, [])


@pytest.mark.parametrize("view", [FRONT, View(width=0.0, far=0.95, mirrored=True, roll=8)])
@pytest.mark.parametrize("leg", ["left", "right"])
def test_the_side_is_that_of_the_leg_one_stands_on(view, leg):
    side = leg if not view.mirrored else {"left": "right", "right": "left"}[leg]
    report, _ = run("single_leg_stance", stood(leg=leg, view=view))
    assert report.per_side == {side: pytest.approx(12, abs=0.6)}


def test_both_legs_are_told_when_both_were_stood_on():
    report, _ = run("single_leg_stance", joined(stood(), stood(leg="right")))
    assert notes(report, words("en")) == [
        "Left 12 s, right 12 s.", words("en").say("limits-single_leg_stance"),
    ]  # fmt: skip


def stepping(share, t):
    """A step a second on the spot."""
    return on_one_leg(0.15, t, leg="left" if t % 2 < 1 else "right")


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (partial(on_one_leg, 0.03), "other_exercise"),
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
