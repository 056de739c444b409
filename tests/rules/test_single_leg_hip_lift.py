from functools import partial

import numpy as np
import pytest

from pose.pose import Landmark, Pose
from rules.report import SetReport
from rules.single_leg_hip_lift import (
    COUNTED_RISE,
    LEG_SWINGS,
    NOT_HIGH_ENOUGH,
    RAISED_LEG_BENT,
    TOO_HIGH,
    TOO_HIGH_BEHIND,
)
from tests.bodies.single_leg_hip_lift import REST, single_leg
from tests.figures import (
    COPIES,
    SIDE_ON,
    View,
    all_fours,
    film,
    hip_lift,
    joined,
    named,
    plank,
    reps,
    run,
    without,
)

TEMPO = {"up": 2.4, "hold": 1.6, "down": 2.6}


def rep(
    support: str = "near", top: float = 0.0, view: View = SIDE_ON, swing: float = 0.0, **form
) -> list[Pose]:
    """One rep in good form, or in another; the raised thigh swings by so many degrees with it."""
    times = TEMPO | {way: form.pop(way) for way in TEMPO if way in form}

    def make(above: float, t: float) -> Pose:
        share = (above - REST) / (top - REST)
        return single_leg(above, t, view, support, thigh=swing * share, **form)

    return film(make, reps(REST, top, **times))


def check(*parts: list[Pose], **options) -> SetReport:
    return run("single_leg_hip_lift", joined(*parts), **options)[0]


@pytest.mark.parametrize(("rises_from", "praised"), [(REST, True), (-43.0, False)])
def test_who_hardly_rises_is_not_told_that_it_was_high_enough(rises_from, praised):
    make = partial(single_leg, view=SIDE_ON, support="near")
    report = check(film(make, reps(rises_from, -8.0, **TEMPO)))
    (found,) = report.reps
    assert report.findings == []
    assert ("not_high_enough" not in found.cannot_judge) is praised


def test_few_frames_a_second_count_as_many():
    """A leg that stands in each frame has stood without a gap."""
    make = partial(single_leg, view=SIDE_ON, support="near")
    for fps in (7, 8, 10, 30):
        report = check(film(make, reps(REST, 0, count=2, **TEMPO), fps))
        assert (report.rep_count, report.findings) == (2, []), fps


def test_reps_belong_to_the_foot_on_the_floor():
    report = check(rep("near"), rep("near"), rep("far"))
    assert (report.verdict, report.reasons, report.findings) == ("ok", [], [])
    # On the back with the head at the picture's left the right side is near.
    assert [r.side for r in report.reps] == ["right", "right", "left"]
    assert report.per_side == {"left": 1, "right": 2}
    for found in report.reps:
        assert found.metrics["top_deg"] == pytest.approx(0, abs=1)
        assert found.metrics["raised_knee_deg"] == pytest.approx(176, abs=1)
        assert found.metrics["leg_swing_deg"] == pytest.approx(0, abs=1)
        assert found.metrics["up_s"] == pytest.approx(TEMPO["up"], rel=0.25)


@pytest.mark.parametrize("view", COPIES)
def test_the_verdict_does_not_depend_on_how_the_body_is_filmed(view):
    low = -NOT_HIGH_ENOUGH.mild.enter - 4
    report = check(rep("near", view=view), rep("far", low, view=view))
    near = "left" if view.mirrored else "right"
    assert report.reps[0].side == near != report.reps[1].side
    assert named(report) == [("not_high_enough", "mild", 2)]


FAULTS = [
    ("too_high", {"top": TOO_HIGH_BEHIND.severe.enter + 4}, "severe"),
    ("not_high_enough", {"top": -NOT_HIGH_ENOUGH.mild.enter - 4}, "mild"),
    ("raised_leg_bent", {"knee": -RAISED_LEG_BENT.mild.enter - 5}, "mild"),
    ("leg_swings", {"swing": LEG_SWINGS.mild.enter + 4}, "mild"),
    ("leg_swings", {"swing": -LEG_SWINGS.mild.enter - 4}, "mild"),
    ("too_fast", {"up": 1.1}, "mild"),
    ("too_fast", {"up": 0.8}, "severe"),
    ("too_fast", {"down": 0.8}, "severe"),
]


@pytest.mark.parametrize(("fault", "form", "severity"), FAULTS)
def test_each_fault_is_named_on_either_side_and_in_its_rep_alone(fault, form, severity):
    report = check(rep("near"), rep("near", **form), rep("far", **form))
    assert named(report) == [(fault, severity, 2), (fault, severity, 3)]
    assert [r.verdict for r in report.reps] == ["ok", severity, severity]


def test_hips_behind_the_raised_leg_are_told_to_be_too_high_only_where_that_is_clear():
    """One person's good lift read 29 degrees there."""
    for top, severity in ((TOO_HIGH.mild.enter + 4, "mild"), (TOO_HIGH.severe.enter + 1, "severe")):
        report = check(rep("near", top=top), rep("far", top=top))
        assert named(report) == [("too_high", severity, 1)]
        assert report.reps[1].cannot_judge == ["too_high"]


ALMOST = [
    {"top": TOO_HIGH.mild.enter - 2},
    {"top": -NOT_HIGH_ENOUGH.mild.enter + 1},
    {"knee": -RAISED_LEG_BENT.mild.enter + 2},
    {"swing": LEG_SWINGS.mild.enter - 2},
]


@pytest.mark.parametrize("form", ALMOST)
def test_what_is_close_to_a_fault_is_neither_named_nor_good(form):
    (only,) = check(rep(**form)).reps
    assert (only.faults, len(only.cannot_judge)) == ([], 1)


def test_hips_that_come_too_high_for_a_moment_are_not_praised():
    """As an arched back in baggy clothes was read: over the line for half a second, in waves."""
    top, at = TOO_HIGH.mild.enter - 1, 1 + TEMPO["up"]
    knots = [(0, REST), (1, REST), (at, 0.0), (at + 1, 0.0)]
    for wave in range(3):
        t = at + 1 + wave / 2
        knots += [(t + 0.1, top), (t + 0.35, top), (t + 0.5, top - 4)]
    knots += [(t + 0.6 + TEMPO["down"], REST), (t + 1.6 + TEMPO["down"], REST)]
    (only,) = check(film(single_leg, knots)).reps
    assert (only.verdict, only.faults, only.cannot_judge) == ("cannot_judge", [], ["too_high"])


def test_a_leg_held_low_in_line_with_the_trunk_is_one_form_of_it():
    """As in a real demonstration: 45 degrees from upright."""
    low = [film(partial(single_leg, thigh=-45), reps(REST, 0, **TEMPO))]
    assert check(*low).verdict == "ok"


def test_a_leg_that_is_lifted_first_is_not_part_of_the_rep():
    """The foot comes up within a second, the hips follow at once."""
    up = film(lambda bend, t: single_leg(REST, t, thigh=-bend, knee=176 - bend), [(0, 80), (1, 0)])
    lift = film(single_leg, reps(REST, 0, **TEMPO, lead=0.8))
    (only,) = check(up, lift).reps
    assert (only.verdict, only.start_s is not None) == ("ok", True)


def test_legs_taken_for_each_other_now_and_then_leave_one_rep():
    """MediaPipe did that where the raised leg was the near one."""
    poses = rep("far")
    for pose in poses[20::7]:
        marks = {s: [m for m in Landmark if m.name.startswith(s)] for s in ("LEFT", "RIGHT")}
        pose.landmarks[marks["LEFT"] + marks["RIGHT"]] = pose.landmarks[
            marks["RIGHT"] + marks["LEFT"]
        ]
    report, _ = run("single_leg_hip_lift", poses, smooth=False)
    assert [(r.side, r.verdict) for r in report.reps] == [("left", "ok")]


def test_what_is_read_while_the_leg_on_the_floor_comes_and_goes_is_no_way_of_its_own():
    """Half of the way up became an attempt, and the other half a rep that was too fast."""
    poses = film(single_leg, reps(REST, 0.0, 2.4, 1.6, 2.6), 30)
    knee, ankle = Landmark.LEFT_KNEE, Landmark.LEFT_ANKLE
    for i, share in zip((62, 63, 64, 66, 67, 68), (0.5, 1.0, 0.5) * 2, strict=True):
        marks = poses[i].landmarks  # the foot comes up to the knee, as a raised one
        marks[ankle] += share * (marks[knee] + (-45, 8) - marks[ankle])
    for i in (65, 69):
        poses[i].landmarks[:] = single_leg(REST + 4).landmarks
    report, _ = run("single_leg_hip_lift", poses, smooth=False)
    assert [rep.counted for rep in report.reps] == [True]
    assert "too_fast" not in report.reps[0].faults


@pytest.mark.parametrize("top", [TOO_HIGH.mild.enter + 4, -NOT_HIGH_ENOUGH.mild.enter - 4])
def test_a_bent_raised_leg_hides_how_high_the_hips_are(top):
    report = check(rep(knee=125, top=top), rep(knee=125, top=TOO_HIGH.severe.enter + 6))
    assert sorted(named(report)) == [
        ("raised_leg_bent", "mild", 1),
        ("raised_leg_bent", "mild", 2),
        ("too_high", "severe", 2),
    ]
    assert {"too_high", "not_high_enough"} <= set(report.reps[0].cannot_judge)


def test_hips_that_hardly_leave_the_floor_are_an_attempt():
    report = check(rep(), rep(top=REST + COUNTED_RISE - 3))
    assert [r.counted for r in report.reps] == [True, False]


def test_a_leg_that_swings_while_the_hips_lie_is_no_rep():
    report = check(film(lambda a, t: single_leg(REST, t, thigh=a), reps(0, -45, 1, 1, 1, count=2)))
    assert (report.reps, report.reasons) == ([], ["no_movement"])


def both_feet(pose: Pose) -> Pose:
    """A hip lift whose far foot looks higher, as it does from above."""
    marks = [mark for mark in Landmark if mark.name.startswith("RIGHT")]
    pose.landmarks[marks] -= np.array([0, 0.25 * SIDE_ON.unit])
    return pose


@pytest.mark.parametrize(
    "poses",
    [
        film(lambda a, t: both_feet(hip_lift(a, t)), reps(REST, 0, **TEMPO)),
        film(lambda _, t: plank(0, t), [(0, 0), (5, 1)]),
        film(lambda _, t: all_fours(t, legs=(60, 0)), [(0, 0), (5, 1)]),
    ],
    ids=["hip_lift", "plank", "bird_dog"],
)
def test_another_exercise_is_refused(poses):
    report = check(poses)
    assert (report.verdict, report.reasons) == ("cannot_judge", ["other_exercise"])


@pytest.mark.parametrize("joint", ["RIGHT_ANKLE", "RIGHT_KNEE", "LEFT_ANKLE"])
def test_without_a_leg_nothing_is_judged(joint):
    report = check([without(pose, joint) for pose in rep()])
    assert (report.verdict, report.reasons) == ("cannot_judge", ["out_of_frame"])


def test_toes_that_leave_the_picture_are_not_guessed_at():
    report = check(rep(view=View(size=(640, 480), scale=0.3)))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["out_of_frame"])


def test_a_persons_own_limit_is_named_and_no_more_is_asked():
    report = check(rep(top=-20), rep(top=0), most=160)
    assert named(report) == [("own_limit", "severe", 2)]
    assert report.reps[0].verdict == "ok"
