from dataclasses import replace
from functools import partial

import pytest

from pose.pose import Landmark
from rules.back import StandingBack
from rules.lifting import BACK, FROM_BACK, TOO_FAR
from rules.spine import Spine
from tests.bodies.lifting import lifting
from tests.bodies.sit_to_stand import rising
from tests.bodies.squat import squatting
from tests.figures import COPIES, LEG, SIDE_ON, film, hinge_path, joined, maskless, reps, run

FPS = 15
FAR_WRIST = Landmark.RIGHT_WRIST
STOOP = {"thigh": 4.0, "lean": 105.0, "shank": 2.0}


def lifts(count=2, down=1.8, view=SIDE_ON, **body):
    return film(partial(lifting, view=view, **body), reps(0, 1, down, 0.6, 1.8, count), FPS)


def check(poses):
    return run("lifting", poses)[0]


def named(report):
    return {(found.fault, found.severity) for found in report.findings}


def test_a_good_set_is_measured_as_it_is():
    report = check(lifts())
    assert (report.verdict, report.rep_count, report.findings) == ("ok", 2, [])
    for rep in report.reps:
        assert rep.cannot_judge == []
        assert rep.metrics["far_legs"] == pytest.approx(0.3, abs=0.03)
        assert rep.metrics["bend_pct"] < 60
        assert rep.metrics["down_s"] == pytest.approx(1.8, abs=0.4)


@pytest.mark.parametrize(
    ("fault", "severity", "poses"),
    [
        ("bends_from_back", "severe", lifts(**STOOP)),
        ("bends_from_back", "mild", lifts(thigh=28.0, lean=82.0, shank=4.0)),
        ("too_far", "mild", lifts(far=0.75)),
        ("rounded_back", "mild", lifts(rounded=75.0)),
        ("too_fast", "severe", lifts(down=0.45)),
    ],
)
def test_each_fault_is_named_alone(fault, severity, poses):
    report = check(poses)
    assert report.rep_count == 2
    assert named(report) == {(fault, severity)}


def test_who_stoops_to_a_box_by_its_edge_has_lifted():
    report = check(lifts(hands=0.57, **STOOP))
    assert (report.rep_count, named(report)) == (2, {("bends_from_back", "severe")})
    assert check(lifts(hands=0.57)).rep_count == 0  # as in a squat


def test_who_crouches_to_a_box_by_its_edge_and_bends_from_the_back_has_lifted():
    assert check(lifts(thigh=50.0, lean=85.0, hands=0.6)).rep_count == 2
    assert check(lifts(thigh=58.0, lean=72.0, hands=0.6)).rep_count == 0  # as a squat that leans


def test_who_reaches_far_out_with_bent_knees_has_lifted():
    for hands in (0.55, 0.68):
        report = check(lifts(far=0.7, hands=hands))
        assert (report.rep_count, named(report)) == (2, {("too_far", "mild")})
    assert check(lifts(far=0.7, hands=0.78)).rep_count == 0  # as in a squat
    assert check(lifts(far=1.0, hands=0.55)).rep_count == 0  # as in a squat with the arms out


def test_between_good_and_faulty_nothing_is_said():
    report = check(lifts(far=TOO_FAR.mild.enter - 0.04))
    assert (report.rep_count, report.findings) == (2, [])
    assert {fault for rep in report.reps for fault in rep.cannot_judge} == {"too_far"}
    assert FROM_BACK.severe.enter > FROM_BACK.mild.enter


def test_what_stands_at_the_height_of_the_shins_is_at_the_floor():
    assert check(lifts(hands=0.45)).rep_count == 2
    assert check(lifts(hands=0.51)).rep_count == 0  # the lowest of a hinge


def test_hands_that_are_misread_say_nothing_of_the_distance():
    report = check(lifts(far=0.8, hands=-0.3))
    assert (report.rep_count, report.findings) == (2, [])
    assert all("too_far" in rep.cannot_judge for rep in report.reps)


@pytest.mark.parametrize(("apart", "unjudged"), [(0.1, []), (0.3, ["too_far"])])
def test_hands_that_are_read_far_apart_are_not_called_near(apart, unjudged):
    poses = []
    for pose in lifts():
        marks = pose.landmarks.copy()
        marks[FAR_WRIST, 0] += apart * LEG * SIDE_ON.unit
        poses.append(replace(pose, landmarks=marks))
    report = check(poses)
    assert report.findings == []
    assert [rep.cannot_judge for rep in report.reps] == [unjudged, unjudged]


def test_a_back_that_is_not_seen_is_not_called_good():
    report = check(maskless(lifts()))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["unseen_rounded_back"])


@pytest.mark.parametrize(
    ("estimate", "verdict"),
    [
        (Spine(5.0, 12.0), "ok"),
        (Spine(10.0, 12.0), "cannot_judge"),  # what the outline passes is not praised either
        (Spine(30.0, 12.0), "cannot_judge"),
        (Spine(40.0, 12.0), "mild"),
        (None, "ok"),  # a body like no known one: by its outline
    ],
)
def test_what_is_estimated_of_the_back_decides(monkeypatch, estimate, verdict):
    monkeypatch.setattr(StandingBack, "spine", lambda back: estimate)
    report = check(lifts())
    assert report.verdict == verdict
    assert named(report) == ({("rounded_back", "mild")} if verdict == "mild" else set())
    shown = {rep.metrics["flexion_deg"] for rep in report.reps}
    assert estimate is None or shown == {estimate.degrees}
    for finding in report.findings:  # the number of the estimate beside the band of the estimate
        assert (finding.peak, finding.band.mild) == (40.0, BACK.mild)
        assert finding.reference is not None


def test_a_rounded_outline_is_not_named_against_the_estimate(monkeypatch):
    monkeypatch.setattr(StandingBack, "spine", lambda back: Spine(0.0, 12.0))
    assert check(lifts(rounded=75.0)).findings == []


def test_who_lifts_one_leg_behind_does_not_lift():
    def one_leg(share, t):
        pose = lifting(share, t)
        pose.landmarks[28, 1] -= 320 * share  # the right ankle
        return pose

    assert check(film(one_leg, reps(0, 1, 1.8, 0.6, 1.8, 2), FPS)).rep_count == 0


@pytest.mark.parametrize("view", COPIES)
def test_however_it_is_filmed(view):
    assert named(check(lifts(view=view, count=1, **STOOP))) == {("bends_from_back", "severe")}
    assert check(lifts(view=view, count=1)).verdict == "ok"


def test_a_hinge_a_squat_and_a_chair_rise_are_no_lifts_and_the_other_way_round():
    others = [
        film(hinge_path(65, 0.25), reps(0, 65, 2, 1, 2, 2), FPS),
        film(squatting, reps(0, 1, 2, 0.6, 1.6, 2), FPS),
        film(rising, reps(0, 1, 2, 1, 2, 2), FPS),
        film(partial(lifting, hands=0.6), reps(0, 1, 2, 0.6, 1.8, 2), FPS),
    ]
    for poses in others:
        report = check(poses)
        assert (report.rep_count, report.findings) == (0, [])
    assert run("squat", lifts())[0].rep_count == 0
    assert run("sit_to_stand", lifts())[0].rep_count == 0


def test_who_lifts_and_then_stays_down_is_counted_as_far_as_they_came_up():
    report = check(joined(lifts(1), lifts(1)[: 3 * FPS]))
    assert report.rep_count == 1
    assert report.findings == []
