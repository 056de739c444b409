"""Thread the needle: counted for each arm by the shoulder that comes down, hips looked at."""

import math
from functools import partial

import pytest

from coach.plan import Plan
from coach.summary import notes
from coach.words import words
from tests.bodies.bird_dog import bird_dog
from tests.bodies.cat_cow import CAT, COW, cat_cow
from tests.bodies.thread_needle import threaded
from tests.figures import COPIES, THIGH, film, hinge, joined, plank, reps, run

FPS = 15


def back(degrees: float) -> float:
    """How far the hips are behind the knees, trunk lengths, when the thighs lean by so much."""
    return THIGH * math.sin(math.radians(degrees))


def threads(arm="near", count=2, there=2.0, home=2.0, **body):
    """So many times under the body with one arm."""
    return film(partial(threaded, arm=arm, **body), reps(0, 1, there, 1, home, count), FPS)


def both_arms(count=1, **body):
    return joined(threads("near", count, **body), threads("far", count, **body))


def said(report):
    return [(found.fault, found.severity) for found in report.findings]


@pytest.mark.parametrize("view", COPIES)
def test_each_arm_is_counted_for_its_side_however_it_is_filmed(view):
    report, _ = run("thread_needle", both_arms(2, view=view))
    assert (report.verdict, report.reasons, report.rep_count) == ("ok", [], 4)
    assert [rep.side for rep in report.reps[:2]] != [rep.side for rep in report.reps[2:]]
    assert report.per_side == {"left": 2, "right": 2}
    assert all(rep.cannot_judge == [] for rep in report.reps)


def test_a_set_is_so_many_with_each_arm_and_ends_at_the_own_limit():
    assert len(Plan("thread_needle", 10).steps) == 1
    report, _ = run("thread_needle", both_arms(4), most=3)
    assert (report.verdict, said(report)) == ("ok", [])  # more than was set is no fault of form


@pytest.mark.parametrize("arm", ["near", "far"])
def test_hips_that_leave_their_place_are_named_by_how_far(arm):
    for degrees, found in ((6, []), (21, [("hips_move", "mild")]), (34, [("hips_move", "severe")])):
        report, _ = run("thread_needle", threads(arm, 1, back=back(degrees)))
        assert said(report) == found, degrees
        assert report.reps[0].metrics["thighs_deg"] == pytest.approx(degrees, abs=1.5)


def test_between_the_bands_the_hips_are_neither_named_nor_praised():
    report, _ = run("thread_needle", threads(back=back(13.5)))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["unseen_hips_move"])
    assert said(report) == []


@pytest.mark.parametrize(
    ("way", "seconds", "severity"),
    [("there", 1.9, None), ("there", 1.0, "mild"), ("there", 0.5, "severe"),
     ("home", 1.0, "mild"), ("home", 0.5, "severe")],
)  # fmt: skip
def test_only_a_rush_is_named(way, seconds, severity):
    report, _ = run("thread_needle", threads(**{way: seconds}))
    witness = {"there": "thread", "home": "unthread"}[way]
    found = {(f.fault, f.witness, f.severity) for f in report.findings}
    assert found == ({("too_fast", witness, severity)} if severity else set())


def test_how_far_is_told_and_asked_of_nobody_who_came_below_the_hips():
    for drop in (5, 32, 50):
        report, _ = run("thread_needle", threads(drop=drop))
        assert (report.verdict, report.rep_count) == ("ok", 2), drop
    told = notes(report, words("en"))
    assert words("en").say("limits-thread_needle") in told


def test_who_begins_half_way_is_not_judged_by_a_place_that_nobody_saw():
    report, _ = run("thread_needle", threads(count=1, back=back(34))[int(2.0 * FPS) :])
    assert said(report) == []


@pytest.mark.parametrize(
    "poses",
    [
        film(bird_dog, reps(0, 1, 2, 1, 2, 2), FPS),
        film(partial(bird_dog, leg="far"), reps(0, 1, 2, 1, 2, 2), FPS),
        film(cat_cow, [(0, 0), (2, CAT), (4, COW), (6, CAT), (8, 0)], FPS),
        film(lambda _, t: plank(0, t), [(0, 0), (9, 0)], FPS),
        film(lambda _, t: hinge(0, t=t), [(0, 0), (9, 0)], FPS),
    ],
    ids=["bird dog", "bird dog, far leg", "cat-cow", "plank", "standing"],
)
def test_another_exercise_is_none(poses):
    report, _ = run("thread_needle", poses)
    assert (report.verdict, report.rep_count) == ("cannot_judge", 0)
    assert report.reasons[0] in ("no_movement", "other_exercise")
