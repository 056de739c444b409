import math
from dataclasses import replace

import numpy as np
import pytest

from pose.geometry import length
from pose.pose import Landmark
from pose.profile import profile_of
from rules.hold import LEFT_S
from rules.side_plank import (
    ELBOW_OFF,
    GOOD_START,
    HIKE,
    ROLLS,
    SAG,
    SAG_CHANGE,
    SidePlank,
    elbow_off,
    height,
    hip_drop,
    propped,
    variant_of,
)
from tests.bodies.side_plank import COPIES, FRONT, HALF, LYING, SHOULDERS, side_plank
from tests.figures import FPS, film, hip_lift, joined, lift_rest, plank, run

GOOD_S = 3.0  # long enough for a baseline
MILD, SEVERE = SAG_CHANGE.mild.enter, SAG_CHANGE.severe.enter
NARROW = math.degrees(math.acos(1 - ROLLS.mild.enter / (2 * HALF["SHOULDER"])))


def held(*levels, way=0.3, **body):
    """Poses of a side plank through (drop in degrees, seconds) levels, `way` s between them."""
    t, knots = 0.0, [(0.0, levels[0][0])]
    for drop, seconds in levels:
        knots += [(t + way, drop), (t + seconds, drop)]
        t += seconds
    return film(lambda drop, t: side_plank(drop, t, **body), knots)


def faults(report):
    return [(finding.fault, finding.severity) for finding in report.findings]


def check(*levels, **body):
    return run("side_plank", held(*levels, **body))[0]


def side(pose, view=FRONT):
    return profile_of(pose, "LEFT" if view.mirrored else "RIGHT", facing="camera")


def in_a_hanging_shirt(poses, by=0.16):
    """The lower hip is read in the cloth: further down by a share of the trunk."""
    for pose in poses:
        seen, landmarks = side(pose), pose.landmarks.copy()
        landmarks[Landmark.RIGHT_HIP][1] += by * length(seen.mid_shoulder, seen.mid_hip)
        yield replace(pose, landmarks=landmarks)


def test_a_shirt_that_hangs_is_no_sag_and_hides_none_that_is_severe():
    report, _ = run("side_plank", [*in_a_hanging_shirt(held((0.0, 6.0)))])
    assert faults(report) == []
    bare, hung = (held((0.0, 3.0), (SEVERE + 2, 4.0)) for _ in range(2))
    for poses in (bare, [*in_a_hanging_shirt(hung)]):
        assert faults(run("side_plank", poses)[0]) == [("sag", "severe")]


@pytest.mark.parametrize("knees", [False, True])
@pytest.mark.parametrize("view", [FRONT, *COPIES], ids=str)
def test_a_correct_hold_is_in_form_from_start_to_end(knees, view):
    report = check((0.0, 6.0), knees=knees, view=view)
    (hold,) = report.holds
    assert report.verdict == "ok"
    assert (hold.start_s, hold.good_s) == pytest.approx((0, 6), abs=0.1)
    assert hold.variant == ("knees" if knees else "toes")
    assert hold.side == ("left" if view.mirrored else "right")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (MILD - 1, []),
        (MILD + 1, [("sag", "mild")]),
        (SEVERE - 1, [("sag", "mild")]),
        (SEVERE + 1, [("sag", "severe")]),
        (-HIKE.mild.enter + HIKE.unsure + 1, []),
        (-HIKE.mild.enter - 1, [("hike", "mild")]),
        (-HIKE.severe.enter - 2, [("hike", "severe")]),
    ],
)
@pytest.mark.parametrize("knees", [False, True])
def test_hips_off_the_own_line_are_found(change, expected, knees):
    report = check((0.0, GOOD_S), (change, 3.0), knees=knees)
    assert faults(report) == expected
    assert report.verdict == (expected[0][1] if expected else "ok")


@pytest.mark.parametrize("view", COPIES, ids=str)
@pytest.mark.parametrize("back", [False, True])
def test_whoever_films_and_whatever_shows_sags_and_hikes_are_the_same(view, back):
    for drop, name in ((SEVERE + 3, "sag"), (-HIKE.severe.enter - 3, "hike")):
        report = check((0.0, GOOD_S), (drop, 2.5), view=view, back=back)
        (finding,) = report.findings
        assert (finding.fault, finding.severity) == (name, "severe")
        assert finding.peak == pytest.approx(drop, abs=0.5)


@pytest.mark.parametrize(
    ("drop", "expected"),
    [
        (SAG.mild.enter - 1, []),
        (SAG.mild.enter + 1, [("sag", "mild")]),
        (SAG.severe.enter + 1, [("sag", "severe")]),
        (GOOD_START[0] - 1, [("hike", "mild")]),
    ],
)
def test_a_hold_that_is_faulty_from_the_start_is_judged_without_baseline(drop, expected):
    report = check((drop, 5.0))
    assert faults(report) == expected
    assert all(finding.witness == "front" for finding in report.findings)


def test_who_comes_up_high_and_settles_into_the_line_has_not_sagged():
    assert check((-9.0, GOOD_S), (2.5, 4.0), way=2.0).findings == []


def test_a_turn_away_from_the_camera_is_found():
    for turn, expected in ((NARROW - 5, []), (NARROW + 5, [("rolls", "mild")])):
        poses = [
            side_plank(0.0, pose.t, turn=turn if pose.t > GOOD_S else 0.0)
            for pose in held((0.0, 7.0))
        ]
        assert faults(run("side_plank", poses)[0]) == expected


def test_a_turn_that_nothing_can_be_judged_of_is_told_as_such():
    report = check((0.0, 4.0), turn=75.0)
    assert (report.verdict, report.reasons) == ("cannot_judge", ["not_front_on"])
    assert report.findings == []


@pytest.mark.parametrize("elbow", [-1, 1])
def test_an_elbow_beside_the_shoulder_is_found(elbow):
    for off, expected in (
        (ELBOW_OFF.mild.exit, []),
        (ELBOW_OFF.mild.enter + 0.03, [("elbow_off", "mild")]),
        (ELBOW_OFF.severe.enter + 0.03, [("elbow_off", "severe")]),
    ):
        report = check((0.0, 5.0), elbow=elbow * off)
        assert faults(report) == expected
        assert report.holds[0].good_s == pytest.approx(5.0, abs=0.1)  # the clock goes on


@pytest.mark.parametrize("way", [0.8, 1.6, 3.0])
@pytest.mark.parametrize("stays", [0.5, 3.0])
def test_getting_down_is_no_fault(way, stays):
    poses = held((LYING, 1.5), (0.0, 6.0), (LYING, way + stays), way=way)
    report, _ = run("side_plank", poses)
    assert (faults(report), report.verdict) == ([], "ok")
    assert len(report.holds) == 1


def test_hips_that_come_down_but_not_as_low_as_they_lay_may_have_sagged():
    report = check((LYING, 1.5), (0.0, 6.0), (LYING - 4, 4.0), way=1.0)
    (hold,) = report.holds
    assert (report.verdict, report.findings) == ("cannot_judge", [])
    assert hold.cannot_judge == ["sag"]


def test_a_sag_that_ends_in_getting_down_is_found_all_the_same():
    report = check((LYING, 1.5), (0.0, 6.0), (MILD + 3, 4.0), (LYING, 4.0), way=1.0)
    assert faults(report)[0][0] == "sag"


def test_a_deep_sag_is_told_from_lying_by_the_own_lowest_place():
    """On low shoulders 16 degrees are as deep as others lie."""
    low = {"knees": True, "shoulders": 0.6}
    assert (
        height(side(side_plank(17.0, **low)), side(side_plank(17.0, **low)).mid_hip, "knees") < 0.2
    )
    lying = held((LYING, 1.5), (0.0, 5.0), (17.0, 4.0), **low)
    report, _ = run("side_plank", lying)
    assert faults(report) == [("sag", "severe")]
    assert report.holds[0].end_s == pytest.approx(10.5, abs=0.2)


def test_whose_hips_lie_high_has_not_sagged_before_they_come_up():
    report = check((20.0, 4.0), (0.0, 5.0), shoulders=SHOULDERS + 0.15)
    assert (report.verdict, report.findings) == ("ok", [])
    assert report.holds[0].start_s > 4.0


def test_each_side_is_a_hold_of_its_own():
    other = replace(FRONT, mirrored=True)
    report, events = run(
        "side_plank", joined(held((0.0, 4.0)), held((0.0, 4.0), view=other), held((0.0, 4.0)))
    )
    assert [hold.side for hold in report.holds] == ["right", "left", "right"]
    assert [event.kind for event in events if event.kind.startswith("hold")] == [
        "hold_start", "hold_end", "hold_start", "hold_end", "hold_start",
    ]  # fmt: skip
    assert report.verdict == "ok"


def test_of_the_back_the_other_side_is_down():
    assert check((0.0, 3.0), back=True).holds[0].side == "left"


def test_the_line_is_not_read_while_a_leg_is_lifted():
    poses = [
        side_plank(0.0, pose.t, lifted=0.6 if 4 < pose.t < 9 else 0.0) for pose in held((0.0, 12.0))
    ]
    report, _ = run("side_plank", poses)
    (hold,) = report.holds
    assert report.findings == []
    assert hold.unseen_s == pytest.approx(3.0, abs=0.3)
    assert check((0.0, 5.0), lifted=0.6).holds == []


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda t: side_plank(LYING, t), "other_exercise"),
        (lambda t: side_plank(0.0, t, shoulders=0.3), "other_exercise"),  # lies flat
        (lambda t: side_plank(0.0, t, shoulders=0.48), "other_exercise"),  # on the upper arm
        (lambda t: plank(0, t), "not_front_on"),
        (lambda t: hip_lift(lift_rest(), t), "not_front_on"),
    ],
)
def test_what_is_no_side_plank_is_refused(make, reason):
    report, _ = run("side_plank", film(lambda _, t: make(t), [(0, 0), (5, 1)]))
    assert (report.verdict, report.reasons) == ("cannot_judge", [reason])
    assert report.holds == []


def test_a_side_plank_is_refused_as_another_exercise():
    for exercise in ("plank", "hip_lift", "hip_hinge"):
        report, _ = run(exercise, held((0.0, 5.0)))
        assert (report.verdict, report.reasons) == ("cannot_judge", ["not_side_on"])


@pytest.mark.parametrize("view", [FRONT, *COPIES], ids=str)
@pytest.mark.parametrize("knees", [False, True])
@pytest.mark.parametrize("drop", [LYING, 0.0])
def test_a_set_begins_on_the_side_propped_on_the_elbow(drop, knees, view):
    pose = side_plank(drop, view=view, knees=knees)
    profile, reason = SidePlank.gates().look(pose)
    assert reason is None
    assert SidePlank().ready(profile)
    flat, _ = SidePlank.gates().look(side_plank(LYING, view=view, shoulders=0.3))
    assert not SidePlank().ready(flat)


@pytest.mark.parametrize("drop", [-30, -8, 0, 8, 18])
@pytest.mark.parametrize("view", [FRONT, *COPIES], ids=str)
@pytest.mark.parametrize("knees", [False, True])
def test_the_signal_is_the_bend_of_the_middle_line(drop, view, knees):
    profile = side(side_plank(drop, view=view, knees=knees), view)
    assert variant_of(profile) == ("knees" if knees else "toes")
    assert hip_drop(profile, variant_of(profile)) == pytest.approx(drop, abs=1e-3)
    assert propped(profile, variant_of(profile))


@pytest.mark.parametrize("off", [-0.4, 0.0, 0.2])
def test_the_elbow_is_measured_along_the_floor(off):
    assert elbow_off(side(side_plank(0.0, elbow=off)), "toes") == pytest.approx(abs(off), abs=0.03)


def test_out_of_the_frame_are_the_feet_too():
    pose = side_plank(0.0)
    cut = replace(pose, landmarks=pose.landmarks + np.array([0.75 * pose.size[0] - 350, 0]))
    report, _ = run("side_plank", [replace(cut, t=i / FPS) for i in range(30)])
    assert report.reasons == ["out_of_frame"]


def test_a_hold_that_is_left_has_ended():
    poses = held((LYING, 1.5), (0.0, 4.0), (LYING, 2 * LEFT_S), (0.0, 4.0))
    report, _ = run("side_plank", poses)
    assert [hold.variant for hold in report.holds] == ["toes", "toes"]


def test_the_line_that_is_shown_is_the_middle_one_in_every_frame():
    poses = held((0.0, GOOD_S), (SEVERE + 3, 3.0))
    line = run("side_plank", poses, smooth=False)[0].findings[0].line
    (pose,) = [pose for pose in poses if pose.t == line.t]
    middles = [pose.mid("SHOULDER"), pose.mid("HIP"), pose.mid("ANKLE")]
    assert np.array(line.points) == pytest.approx(np.array(middles))
    assert line.among(poses[0].landmarks) == pytest.approx(
        np.array([poses[0].mid(joint) for joint in ("SHOULDER", "HIP", "ANKLE")])
    )
