"""The seated hamstring stretch: a long back, no bouncing; the knee and the depth are not judged."""

import math
from functools import partial

import pytest

from coach.plan import Plan
from coach.summary import notes
from coach.words import words
from rules.hamstring_stretch import swings
from tests.bodies.hamstring_stretch import FOLD, folded
from tests.bodies.hip_flexor import half_kneeling
from tests.bodies.sit_to_stand import rising
from tests.figures import COPIES, View, film, hinge_path, joined, maskless, reps, run

FPS = 15


def stretch(fold=FOLD, seconds=6.0, rounded=0.0, **body):
    """Tall for a second, then folded in two, for some seconds, and up again."""
    knots = [(0, 0), (1, 0), (3, 1), (3 + seconds, 1), (5 + seconds, 0), (6 + seconds, 0)]
    return film(lambda s, t: folded(s * fold, t, rounded=s * rounded, **body), knots, FPS)


def bounced(size, every):
    """Folded, and down and up again by `size` degrees all the while."""

    def make(share, t):
        return folded(share * (FOLD + size / 2 * math.sin(2 * math.pi * t / every)), t)

    return film(make, [(0, 0), (1, 0), (3, 1), (11, 1)], FPS)


def named(poses):
    report, _ = run("hamstring_stretch", poses)
    return [(found.fault, found.severity) for found in report.findings]


@pytest.mark.parametrize("view", COPIES)
def test_a_good_stretch_is_timed_however_it_is_filmed(view):
    report, _ = run("hamstring_stretch", stretch(view=view))
    assert (report.verdict, report.findings) == ("ok", [])
    (hold,) = report.holds
    assert hold.good_s == pytest.approx(8.3, abs=0.6)
    assert (hold.cannot_judge, hold.side) == ([], "left" if view.mirrored else "right")


@pytest.mark.parametrize(
    ("leg", "mirrored", "side"), [("near", True, "left"), ("far", False, "left")]
)
def test_the_side_is_that_of_the_leg_in_front(leg, mirrored, side):
    report, _ = run("hamstring_stretch", stretch(leg=leg, view=View(mirrored=mirrored)))
    assert [hold.side for hold in report.holds] == [side]
    assert [step.other_side for step in Plan("hamstring_stretch", 20).steps] == [False, True]


@pytest.mark.parametrize(("loins", "read"), [(0.31, True), (0.35, False)])
def test_a_back_is_read_in_clothes_that_sit_close_alone(monkeypatch, loins, read):
    """So far behind the chord lie the loins of the seven in tight clothes, at most."""
    monkeypatch.setattr("rules.back.level", lambda contour, where: loins)
    for rounded, found in ((10, []), (60, [("rounded_back", "mild")])):
        report, _ = run("hamstring_stretch", stretch(rounded=rounded))
        assert [(each.fault, each.severity) for each in report.findings] == (found if read else [])
        assert (report.verdict == "cannot_judge") is not read


def test_a_rounded_back_is_named_and_never_severe():
    for rounded, found in ((10, []), (60, [("rounded_back", "mild")])):
        assert named(stretch(rounded=rounded)) == found
    report, _ = run("hamstring_stretch", stretch(rounded=60))
    assert report.findings[0].line.contour


def test_how_far_somebody_folds_is_no_fault():
    for fold in (18, 65):
        report, _ = run("hamstring_stretch", stretch(fold))
        assert (report.verdict, len(report.holds)) == ("ok", 1)


@pytest.mark.parametrize(
    ("size", "every", "found"),
    [(6, 1.2, [("bounces", "mild")]), (16, 1.0, [("bounces", "mild")]), (6, 6.0, []), (1, 1.2, [])],
    ids=["bouncing", "far", "with the breath", "trembling"],
)
def test_bouncing_is_quick_and_more_than_a_tremble(size, every, found):
    assert named(bounced(size, every)) == found


def test_swings_are_the_ways_between_turns():
    assert swings([0, 2, 5, 4.5, 5, 1, 3]) == [5, 4, 2]
    assert swings([0, 0.5, 0]) == swings([]) == []


def test_a_back_that_is_not_seen_is_not_judged():
    for poses in (maskless(stretch(rounded=60)), stretch(rounded=60)[45:]):
        report, _ = run("hamstring_stretch", poses)  # the second: nobody sat tall before
        assert (report.verdict, report.reasons) == ("cannot_judge", ["undecided"])
        assert report.holds[0].cannot_judge == ["rounded_back"]
        assert report.findings == []
    assert words("en").say("limits-hamstring_stretch") in notes(
        run("hamstring_stretch", stretch())[0], words("en")
    )


def test_the_own_limit_ends_it():
    report, _ = run("hamstring_stretch", stretch(seconds=14), most=8)
    assert [(found.fault, found.severity) for found in report.findings] == [("own_limit", "mild")]


@pytest.mark.parametrize(
    "poses",
    [
        film(rising, reps(0, 1, 1.6, 0.8, 2.0, 2), FPS),
        film(partial(rising, shank=-16), reps(0, 1, 1.6, 0.8, 2.0, 2), FPS),
        film(hinge_path(60, 0.25), reps(0, 60, 2, 1, 2, 2), FPS),
        stretch(kneeling=True),
        stretch(out=80.0),
        film(lambda _, t: half_kneeling(1.0, t, trunk=40.0, reach=0.6), [(0, 0), (4, 0)], FPS),
    ],
    ids=["chair rise", "feet in front", "hinge", "one knee", "leg on a chair", "lunge"],
)
def test_other_exercises_are_none(poses):
    report, events = run("hamstring_stretch", poses)
    assert (report.verdict, report.holds, report.findings) == ("cannot_judge", [], [])
    assert not any(event.kind == "hold_start" for event in events)


def test_sitting_tall_with_the_leg_out_is_no_hold():
    report, _ = run("hamstring_stretch", joined(stretch(0), stretch(6)))
    assert (report.holds, report.reasons) == ([], ["other_exercise"])


@pytest.mark.parametrize("exercise", ["hip_hinge", "sit_to_stand", "squat"])
def test_it_is_no_other_exercise(exercise):
    report, _ = run(exercise, joined(stretch(45), stretch(45)))
    assert (report.verdict, report.reps, report.findings) == ("cannot_judge", [], [])
