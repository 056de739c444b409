"""A person's own limit: named when it is passed, and nobody scolded for keeping to it."""

import pytest

from rules import EXERCISES, FormChecker
from tests.figures import (
    film,
    foot_for_knee,
    hinge_path,
    lift_path,
    lift_rest,
    maskless,
    plank,
    reps,
    run,
)

STAY = 160  # degrees, shoulder-hip-knee


def lifts(top: float):
    """Two slow hip lifts up to `top` degrees above (+) or below (-) the shoulder-knee line."""
    foot = foot_for_knee(70)
    knots = reps(lift_rest(foot), top, 3.0, 2.0, 4.0, 2)
    return film(lift_path(top, foot=foot), knots)


def hinges(tilt: float):
    return film(hinge_path(tilt, 0.25, 20), reps(0.0, tilt, 2.5, 1.0, 2.0, 2))


def faults(report) -> set[tuple[str, str]]:
    return {(finding.fault, finding.severity) for finding in report.findings}


@pytest.mark.parametrize(
    ("above", "severity"), [(3, None), (10, "mild"), (20, "severe")], ids=["within", "mild", "far"]
)
def test_a_lift_above_the_own_limit_is_named(above, severity):
    report, events = run("hip_lift", lifts(STAY - 180 + above), most=STAY)
    expected = {("own_limit", severity)} if severity else set()
    assert faults(report) == expected
    assert report.most == STAY
    assert report.rep_count == 2
    if severity:
        first = next(e for e in events if e.kind == "fault")
        assert first.t < report.reps[0].top_end_s  # at once, not after the rep
        assert first.finding.unit == "deg"


def test_without_a_limit_the_same_lift_is_a_low_one():
    assert faults(run("hip_lift", lifts(-25))[0]) == {("not_high_enough", "mild")}
    assert run("hip_lift", lifts(-25), most=STAY)[0].verdict == "ok"


def test_far_below_the_own_limit_is_still_too_low():
    assert faults(run("hip_lift", lifts(-35), most=170)[0]) == {("not_high_enough", "mild")}


def test_where_there_is_a_limit_it_alone_says_where_to_stop():
    high = maskless(lifts(24))
    assert faults(run("hip_lift", high, most=180)[0]) == {("own_limit", "severe")}
    assert faults(run("hip_lift", high)[0]) == {("over_arch", "mild")}


def test_a_hold_beyond_its_limit_is_seen_to_go_on_and_keeps_its_time_in_form():
    checker = FormChecker("plank", most=5)
    for pose in film(lambda sag, t: plank(sag, t), [(0.0, 0.0), (20.0, 0.0)]):
        checker.update(pose)
    assert [finding.fault for finding in checker.state.findings] == ["own_limit"]
    assert checker.state.hold_s > 18


@pytest.mark.parametrize(("tilt", "expected"), [(41, set()), (60, {("own_limit", "severe")})])
def test_a_bend_beyond_the_own_limit_is_named_and_a_small_one_is_not_too_shallow(tilt, expected):
    report, _ = run("hip_hinge", hinges(tilt), most=42)
    assert faults(report) == expected
    if not expected:
        assert faults(run("hip_hinge", hinges(tilt))[0]) == {("too_shallow", "mild")}


@pytest.mark.parametrize(
    ("seconds", "expected"), [(9, []), (15, ["mild"]), (24, ["severe"])], ids=str
)
def test_a_hold_longer_than_the_own_limit_is_named_once(seconds, expected):
    poses = film(lambda sag, t: plank(sag, t), [(0.0, 0.0), (float(seconds), 0.0)])
    report, events = run("plank", poses, most=10)
    assert [finding.severity for finding in report.findings] == expected
    told = [event.finding for event in events if event.kind == "fault"]
    assert {id(finding) for finding in told} == {id(finding) for finding in report.findings}


def test_numbers_within_the_bands_name_no_fault_and_those_outside_do():
    for top, named in ((0, False), (14, False), (20, True), (-15, False), (-25, True)):
        (rep, *_), low_high = run("hip_lift", lifts(top))[0].reps, EXERCISES["hip_lift"].good(None)
        low, high = low_high["top_deg"]
        assert (not low <= rep.metrics["top_deg"] <= high) == named
        assert bool({"over_arch", "not_high_enough"} & set(rep.faults)) == named
