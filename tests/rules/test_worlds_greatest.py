"""The long lunge with an elbow that goes down and an arm that opens: counted for each side."""

from functools import partial

import pytest

from coach.plan import Plan
from coach.summary import notes
from coach.words import words
from tests.bodies.bird_dog import bird_dog
from tests.bodies.hip_flexor import half_kneeling
from tests.bodies.worlds_greatest import lunging
from tests.figures import COPIES, View, all_fours, film, hinge, joined, plank, reps, run


def opened(count=2, make=lunging, there=3.0, **body):
    return film(partial(make, **body), reps(0, 1, there, 1, 2, count))


def said(report):
    return [(found.fault, found.severity) for found in report.findings]


@pytest.mark.parametrize("view", COPIES)
def test_arms_that_open_are_counted_however_it_is_filmed(view):
    report, _ = run("worlds_greatest", opened(view=view))
    assert (report.verdict, report.reasons, said(report)) == ("ok", [], [])
    assert (report.rep_count, len(report.reps)) == (2, 2)
    assert all(rep.cannot_judge == [] for rep in report.reps)
    assert len(Plan("worlds_greatest", 6).steps) == 1


@pytest.mark.parametrize(
    ("front", "mirrored", "side"),
    [("near", False, "left"), ("far", False, "right"), ("near", True, "right")],
)
def test_the_side_is_that_of_the_leg_in_front(front, mirrored, side):
    for down in (False, True):
        body = {"front": front, "knee_down": down, "view": View(mirrored=mirrored)}
        report, _ = run("worlds_greatest", opened(**body))
        assert report.per_side == {side: 2}
        assert report.verdict == "ok"  # a knee on the floor is no fault


def test_both_sides_are_told_when_both_were_done():
    stands = film(lambda _, t: hinge(0, t=t), [(0, 0), (3, 0)])
    report, _ = run("worlds_greatest", joined(opened(), stands, opened(front="far")))
    assert report.per_side == {"left": 2, "right": 2}
    assert words("en").say("limits-worlds_greatest") in notes(report, words("en"))


def test_an_elbow_that_stays_up_is_named_and_one_that_comes_half_way_is_not_praised():
    for lowers, found in ((22, []), (0, [("skips_elbow", "mild")] * 2)):
        report, _ = run("worlds_greatest", opened(lowers=lowers))
        assert (report.rep_count, said(report)) == (2, found), lowers
    report, _ = run("worlds_greatest", opened(lowers=10))
    assert said(report) == []
    assert (report.verdict, report.reasons) == ("cannot_judge", ["unseen_skips_elbow"])


def test_an_arm_that_does_not_open_is_told_from_the_second_time_on():
    for opens in (0.0, 0.45):
        report, _ = run("worlds_greatest", opened(3, opens=opens))
        assert report.rep_count == 0, opens
        assert (report.verdict, report.reasons) == ("mild", []), opens
        first, *later = [rep.faults for rep in report.reps]
        assert (first, {*map(tuple, later)}) == ([], {("skips_open",)}), opens


def test_only_a_rush_from_the_elbow_to_the_arm_is_named():
    for there, found in ((3.0, []), (1.2, [("too_fast", "mild")] * 2)):
        report, _ = run("worlds_greatest", opened(there=there))
        assert said(report) == found, there


@pytest.mark.parametrize(
    "poses",
    [
        opened(trunk=10.0, lowers=0.0),
        film(lunging, [(0, 0), (9, 0)]),
        film(half_kneeling, reps(0, 1, 4, 4, 4)),
        film(lambda _, t: half_kneeling(0.0, t, trunk=78.0, reach=0.7), [(0, 0), (9, 0)]),
        film(partial(bird_dog, leg="far"), reps(0, 1, 2, 1, 2, 2)),
        film(lambda _, t: all_fours(t), [(0, 0), (9, 0)]),
        film(lambda _, t: plank(0, t), [(0, 0), (9, 0)]),
        film(lambda _, t: hinge(60, 0.25, t=t), [(0, 0), (9, 0)]),
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
    assert report.rep_count == 0
