import math
from dataclasses import replace

import numpy as np
import pytest

from pose.pose import Landmark, Pose
from rules.report import SetReport
from tests.bodies.bird_dog import bird_dog
from tests.bodies.cat_cow import CAT, COW, cat_cow
from tests.figures import (
    COPIES,
    View,
    all_fours,
    film,
    joined,
    maskless,
    named,
    plank,
    reps,
    run,
    without,
)


def cycles(*bends: float, way: float = 2.0, still: float = 1.5, **form) -> list[Pose]:
    """From a flat back, kept `still` for so many seconds, through these bends (degrees)."""
    knots = [(0.0, 0.0), (still, 0.0)]
    knots += [(still + way * (i + 1), bend) for i, bend in enumerate(bends)]
    return film(lambda bend, t: cat_cow(bend, t, **form), knots)


TWO = (CAT, COW, CAT, COW, 0.0)


def check(poses: list[Pose], **options) -> SetReport:
    return run("cat_cow", poses, **options)[0]


@pytest.mark.parametrize("bends", [TWO, (COW, CAT, COW, CAT, 0.0)], ids=["cat first", "cow first"])
def test_a_rep_is_a_cat_and_a_cow_whichever_is_first(bends):
    report = check(cycles(*bends))
    assert (report.verdict, report.reasons, report.findings) == ("ok", [], [])
    assert report.rep_count == len(report.reps) == 2
    for rep in report.reps:
        # The last way back of who began with the cow ends half-way: its tempo is not known.
        assert set(rep.cannot_judge) <= {"too_fast"}
        assert rep.metrics["range_pct"] == pytest.approx(14.2, abs=0.5)
        assert rep.metrics["cat_pct"] == pytest.approx(8.2, abs=0.5)
        assert rep.metrics["cow_pct"] == pytest.approx(6.0, abs=0.5)


def test_a_stop_at_the_neutral_changes_nothing():
    once = (CAT, 0, 0, COW, 0, 0)
    report = check(cycles(*once, *once, *once))
    assert (report.verdict, report.rep_count, report.findings) == ("ok", 3, [])


@pytest.mark.parametrize("flat", [-20.0, 10.0])
def test_the_flat_back_is_the_own_one(flat):
    report = check(cycles(*TWO, flat=flat))
    assert [rep.metrics["cat_pct"] for rep in report.reps] == pytest.approx([8.2, 8.2], abs=1)
    assert report.verdict == "ok"


def test_a_flat_back_that_looks_rounded_is_the_own_one_too():
    quarter = (CAT / 3, COW / 3)
    report = check(cycles(*quarter, *quarter, 0, flat=20.0))
    assert named(report) == [("small_range", "mild", 1), ("small_range", "mild", 2)]
    assert all(rep.metrics["cat_pct"] is not None for rep in report.reps)


def test_one_reading_after_a_gap_is_no_flat_back():
    poses = cycles(*TWO, still=0.9)
    poses = [replace(pose, mask=None) if 0.9 < pose.t < 2.6 else pose for pose in poses]
    report = check(poses)
    assert report.rep_count == 2
    assert all(rep.metrics["cat_pct"] is None for rep in report.reps)


@pytest.mark.parametrize("view", COPIES)
def test_the_verdict_does_not_depend_on_how_the_body_is_filmed(view):
    report = check(cycles(*TWO, view=view))
    assert (report.verdict, report.rep_count) == ("ok", 2)


def rocking(rock: float) -> list[Pose]:
    """The hips go back as the back rounds, and to the front as it is let down."""
    bends = [(1.5, 0), (3.5, CAT), (5.5, COW), (7.5, CAT), (9.5, COW), (11.5, 0)]
    knots = [(0.0, 0.0), *((t, bend / CAT) for t, bend in bends)]
    return film(lambda share, t: cat_cow(share * CAT, t, rock=rock * share), knots)


FAULTS = [
    ("small_range", "mild", cycles(CAT / 3, COW / 3, CAT / 3, COW / 3, 0)),
    ("cow_missing", "mild", cycles(CAT, 0, CAT, 0, CAT, 0)),
    ("cat_missing", "mild", cycles(COW, 0, COW, 0, COW, 0)),
    ("hips_rock", "mild", rocking(0.15)),
    ("hips_rock", "severe", rocking(0.3)),
    ("arms_bend", "mild", cycles(*TWO, elbow=102)),
    ("too_fast", "mild", cycles(*TWO, way=1.0)),
    ("too_fast", "severe", cycles(*TWO, way=0.55)),
]


@pytest.mark.parametrize(("fault", "severity", "poses"), FAULTS, ids=[f[0] for f in FAULTS])
def test_each_fault_is_named_alone(fault, severity, poses):
    report = check(poses)
    assert report.rep_count == 2 + (fault == "cow_missing")
    assert {(f, s) for f, s, _ in named(report)} == {(fault, severity)}
    assert report.reps[1].faults == [fault]


@pytest.mark.parametrize(
    ("fault", "poses"),
    [
        ("small_range", cycles(CAT / 2, COW / 2, CAT / 2, COW / 2, 0)),
        ("cow_missing", cycles(CAT, COW / 4, CAT, COW / 4, CAT, COW / 4, 0)),
        ("hips_rock", rocking(0.115)),
        ("arms_bend", cycles(*TWO, elbow=122)),
    ],
)
def test_what_is_close_to_a_fault_is_neither_named_nor_good(fault, poses):
    report = check(poses)
    assert report.findings == []
    assert fault in report.reps[1].cannot_judge


def test_later_reps_are_measured_by_the_own_best():
    half = (0.55 * CAT, 0.55 * COW)
    report = check(cycles(*TWO[:4], *TWO[:4], *half, *half, 0))
    assert named(report) == [("small_range", "mild", 6)]
    assert report.findings[0].witness == "of_best"
    assert named(check(cycles(*half, *half))) == []  # of one who never did more


def test_without_a_still_second_the_ends_are_not_judged():
    report = check(cycles(*TWO, CAT, 0, still=0.1))
    assert report.rep_count == 3
    assert report.findings == []
    for rep in report.reps:
        assert {"cat_missing", "cow_missing"} <= set(rep.cannot_judge)
        assert rep.metrics["cat_pct"] is None


def test_a_limit_is_not_judged_without_the_own_flat_back():
    report = check(cycles(*TWO, still=0.1), most=2)
    assert report.findings == []
    assert all("own_limit" in rep.cannot_judge for rep in report.reps)


def test_who_begins_rounded_has_not_left_out_the_cat():
    knots = [(0, CAT), (1.5, CAT), (3.5, 2 * COW), (5.5, CAT), (7.5, 2 * COW), (9.5, CAT)]
    report = check(film(lambda bend, t: cat_cow(bend, t), [*knots, (11.5, 2 * COW)]))
    assert report.rep_count >= 2
    assert report.findings == []


def test_a_back_that_is_not_seen_is_told_so():
    report = check(maskless(cycles(*TWO)))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["unseen_small_range"])
    assert report.reps == []


def test_two_cycles_that_were_read_are_no_good_set_where_six_were_not():
    read, unread = cycles(*TWO), maskless(cycles(*TWO * 3))
    report = check(joined(read, unread))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["unseen_small_range"])


def test_who_keeps_still_has_not_moved():
    report = check(cycles(0, 0, 0))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["no_movement"])


def test_a_persons_own_limit_is_told_at_once_and_no_more_is_asked():
    report, events = run("cat_cow", cycles(*TWO), most=2)
    assert {(f, s) for f, s, _ in named(report)} == {("own_limit", "severe")}
    first = next(event for event in events if event.kind == "fault")
    assert 3.5 < first.t < 5.5  # while the back goes down for the first time
    rounds = check(cycles(CAT, 0, CAT, 0), most=2)
    assert (rounds.verdict, rounds.rep_count, rounds.findings) == ("ok", 2, [])


@pytest.mark.parametrize("joint", ["LEFT_WRIST", "LEFT_KNEE"])
def test_without_a_needed_joint_nothing_is_judged(joint):
    report = check([without(pose, joint) for pose in cycles(*TWO)])
    assert report.reasons == ["out_of_frame"]


def test_feet_out_of_the_picture_are_not_needed():
    poses = [without(pose, "LEFT_ANKLE", "RIGHT_ANKLE") for pose in cycles(*TWO)]
    assert check(poses).verdict == "ok"


def lifts_a_leg(share: float, t: float) -> Pose:
    """A bird dog whose back moves as well."""
    moved = cat_cow(share * CAT, t)
    return replace(bird_dog(share, t), mask=moved.mask)


@pytest.mark.parametrize(("lower", "count"), [(0.66, 2), (0.40, 0)])
def test_a_far_arm_may_look_shorter_than_the_near_one(lower, count):
    poses = []
    for pose in cycles(*TWO):
        marks = pose.landmarks.copy()
        shoulder = marks[Landmark.RIGHT_SHOULDER]
        trunk = math.hypot(*(shoulder - marks[Landmark.RIGHT_HIP]))
        marks[Landmark.RIGHT_WRIST] = shoulder + np.array([0.0, lower * trunk])
        poses.append(replace(pose, landmarks=marks))
    assert check(poses).rep_count == count


@pytest.mark.parametrize(("shank", "count"), [(0.4, 2), (1.0, 0)])
def test_a_hidden_far_leg_may_be_read_where_the_arm_is(shank, count):
    """Not one that is drawn forward, whose shank is as long as the near one."""
    poses = []
    for pose in cycles(*TWO):
        marks = pose.landmarks.copy()
        hip, knee = marks[Landmark.RIGHT_HIP], marks[Landmark.RIGHT_KNEE]
        thigh = math.hypot(*(knee - hip))
        length = math.hypot(*(knee - marks[Landmark.RIGHT_ANKLE]))
        head = math.copysign(1.0, marks[Landmark.RIGHT_SHOULDER][0] - hip[0])
        marks[Landmark.RIGHT_KNEE] = hip + thigh * np.array([0.82 * head, 0.57])
        marks[Landmark.RIGHT_ANKLE] = marks[Landmark.RIGHT_KNEE] + [0.0, shank * length]
        poses.append(replace(pose, landmarks=marks))
    assert check(poses).rep_count == count


def test_another_exercise_is_no_rep():
    standing = film(lambda _, t: plank(0, t), [(0, 0), (5, 1)])
    assert check(standing).reasons == ["other_exercise"]
    dog = check(film(lifts_a_leg, reps(0, 1, 1.6, 1, 1.6, count=2)))
    assert (dog.rep_count, dog.findings) == (0, [])
    sway = film(lambda x, t: all_fours(t, back=x), [(0, 0), (2, 0), (4, 0.1), (6, 0)])
    assert check(joined(sway, cycles(0, 0))).reps == []


def test_an_oblique_camera_is_refused():
    report = check(cycles(*TWO, view=View(width=0.6)))
    assert report.reasons == ["not_side_on"]
    assert not math.isnan(report.judged_share)


def test_what_rocks_is_what_is_shown():
    report, _ = run("cat_cow", rocking(0.3))
    lines = {each.fault: each.line for each in report.findings}
    names = [Landmark(mark).name.partition("_")[2] for mark in lines["hips_rock"].landmarks]
    assert names == ["HIP", "KNEE"]
    assert lines["hips_rock"].contour == []
