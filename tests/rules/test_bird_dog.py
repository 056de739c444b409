from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from pose.pose import Landmark, Mask, Pose
from rules.bird_dog import (
    COUNTED_RISE,
    HIPS_SHIFT,
    KNEE_BENT,
    LEG_LOW,
    LEG_TOO_HIGH,
    LIFTED,
    TRUNK_TILTS,
)
from rules.report import SetReport
from rules.spine import Spine, SpineGauge
from tests.bodies.bird_dog import bird_dog
from tests.figures import (
    COPIES,
    SIDE_ON,
    View,
    all_fours,
    film,
    hip_lift,
    joined,
    lift_rest,
    named,
    plank,
    reps,
    run,
    without,
)

SHIFTED = HIPS_SHIFT.mild.enter / 100  # trunk lengths
TEMPO = {"up": 1.4, "hold": 1, "down": 1.4}


def rep(leg: str = "near", fps: float = 15, view: View = SIDE_ON, top: float = 1.0, **form):
    """One rep of a leg in good form, or in another."""
    times = TEMPO | {way: form.pop(way) for way in TEMPO if way in form}
    return film(partial(bird_dog, leg=leg, view=view, **form), reps(0, top, **times), fps)


def check(*parts: list[Pose], **options) -> SetReport:
    return run("bird_dog", joined(*parts), **options)[0]


def rocked(forward: float, t: float) -> Pose:
    """On all fours, hips and shoulders moved forward by so many trunk lengths."""
    pose = all_fours(t)
    landmarks = pose.landmarks.copy()
    marks = [mark for mark in Landmark if mark.name.endswith(("EAR", "SHOULDER", "HIP"))]
    landmarks[marks, 0] -= forward * SIDE_ON.unit
    return replace(pose, landmarks=landmarks)


def test_reps_of_both_sides_are_counted_apart():
    report = check(rep("near"), rep("far"), rep("far"))
    assert (report.verdict, report.reasons, report.findings) == ("ok", [], [])
    assert [r.side for r in report.reps] == ["left", "right", "right"]
    assert report.per_side == {"left": 1, "right": 2}
    for found in report.reps:
        assert found.metrics["leg_height_deg"] == pytest.approx(0, abs=1.5)
        assert found.metrics["knee_deg"] == pytest.approx(172, abs=2)
        assert found.metrics["out_s"] == pytest.approx(1.4, abs=0.3)


def misread(poses: list[Pose], spans, move) -> list[Pose]:
    """The far knee and ankle of a set in wrong places within spans of time (s)."""
    knee, ankle, hip = (Landmark[f"RIGHT_{joint}"] for joint in ("KNEE", "ANKLE", "HIP"))
    made = []
    for pose in poses:
        marks = pose.landmarks.copy()
        if any(start < pose.t < end for start, end in spans):
            marks[knee] = move(marks[hip], marks[knee], marks[ankle])
        made.append(replace(pose, landmarks=marks))
    return made


def test_a_far_leg_that_was_seen_under_the_chest_rushes_nowhere():
    """It catches up with its true place in no time, and its rest was none."""

    def under_the_chest(hip, knee, ankle):
        return hip + 0.8 * abs(knee[1] - hip[1]) * np.array([-1, 1])

    poses = joined(rep("far"), rep("far"))
    start = check(poses).reps[1].start_s
    report = run("bird_dog", misread(poses, [(start - 0.4, start + 0.5)], under_the_chest))[0]
    assert (report.rep_count, named(report)) == (2, [])
    assert report.reps[1].metrics["out_s"] is None


def test_a_knee_that_is_seen_too_near_to_the_hip_is_not_called_bent():
    def hanging(hip, knee, ankle):
        return hip + 0.3 * (ankle - hip) + np.array([0, 0.12 * abs(ankle[0] - hip[0])])

    poses = joined(rep("far"))
    (seen,) = check(poses).reps
    at_top = (seen.top_start_s - 0.1, seen.top_end_s + 0.1)
    report = run("bird_dog", misread(poses, [at_top], hanging))[0]
    assert (report.rep_count, named(report)) == (1, [])
    assert KNEE_BENT.name in report.reps[0].cannot_judge


@pytest.mark.parametrize("view", COPIES)
def test_the_verdict_does_not_depend_on_how_the_body_is_filmed(view):
    report = check(rep("near", view=view), rep("far", view=view, height=-24))
    near = "right" if view.mirrored else "left"
    assert [r.side for r in report.reps] == [near, "left" if view.mirrored else "right"]
    assert named(report) == [("leg_low", "mild", 2)]


FAULTS = [
    ("leg_too_high", {"height": LEG_TOO_HIGH.mild.enter + 4}, "mild"),
    ("leg_too_high", {"height": LEG_TOO_HIGH.severe.enter + 4}, "severe"),
    ("leg_low", {"height": -LEG_LOW.mild.enter - 4}, "mild"),
    ("knee_bent", {"knee": -KNEE_BENT.mild.enter - 5}, "mild"),
    ("trunk_tilts", {"tip": TRUNK_TILTS.mild.enter + 2}, "mild"),
    ("trunk_tilts", {"tip": TRUNK_TILTS.severe.enter + 3}, "severe"),
    ("trunk_tilts", {"tip": -TRUNK_TILTS.mild.enter - 2}, "mild"),
    ("hips_shift", {"shift": SHIFTED + 0.04}, "mild"),
    ("hips_shift", {"shift": HIPS_SHIFT.severe.enter / 100 + 0.05}, "severe"),
    ("hips_shift", {"shift": -SHIFTED - 0.04}, "mild"),
    ("too_fast", {"up": 0.8}, "mild"),
    ("too_fast", {"up": 0.6}, "severe"),
    ("too_fast", {"down": 0.6}, "severe"),
]


@pytest.mark.parametrize(("fault", "form", "severity"), FAULTS)
def test_each_fault_is_named_on_either_side_and_in_its_rep_alone(fault, form, severity):
    report = check(rep("near"), rep("near", **form), rep("far", **form))
    assert named(report) == [(fault, severity, 2), (fault, severity, 3)]
    assert [r.verdict for r in report.reps] == ["ok", severity, severity]


def test_a_leg_as_high_as_an_arched_back_lifts_it_is_not_called_good():
    report = check(rep("near", height=7), rep("near", height=11), rep("far", height=18.5))
    assert named(report) == []
    assert ["leg_too_high" in r.cannot_judge for r in report.reps] == [False, True, True]
    assert [r.verdict for r in report.reps] == ["ok", "cannot_judge", "cannot_judge"]
    assert (report.verdict, report.reasons) == ("cannot_judge", ["undecided"])
    waved = check(rep("near", height=12, up=1.2, hold=0, down=1.2))  # down again at once
    assert waved.reps[0].cannot_judge == ["leg_too_high"]


ALMOST = [
    {"height": LEG_TOO_HIGH.mild.enter - 2},
    {"height": -LEG_LOW.mild.enter + 2},
    {"knee": -KNEE_BENT.mild.enter + 4},
    {"tip": TRUNK_TILTS.mild.exit - 0.5},
    {"shift": SHIFTED - 0.04},
    {"up": 1.3, "down": 1.3},
]


@pytest.mark.parametrize(
    ("estimate", "verdict"),
    [(Spine(-20.0, 8.0), "cannot_judge"), (Spine(-8.0, 8.0), "ok"), (None, "ok")],
)
def test_a_leg_over_an_arched_back_is_not_praised(monkeypatch, estimate, verdict):
    monkeypatch.setattr(SpineGauge, "rep", lambda gauge: estimate)
    report = check(rep("near"), rep("far"))
    assert (report.verdict, report.findings) == (verdict, [])
    opened = [found.cannot_judge for found in report.reps]
    assert opened == [["leg_too_high"] if verdict != "ok" else []] * 2


def test_the_back_is_seen_at_rest_and_while_a_leg_is_lifted(monkeypatch):
    kept = []
    monkeypatch.setattr(SpineGauge, "rest", lambda gauge, t, seen: kept.append("rest"))
    monkeypatch.setattr(SpineGauge, "moving", lambda gauge, lifted, seen: kept.append(lifted))
    nobody = Mask(np.zeros((4, 4), np.uint8), np.eye(2, 3))
    check([replace(pose, mask=nobody) for pose in (*rep("near"), *rep("far"))])
    lifted = [each for each in kept if each != "rest"]
    assert kept[0] == "rest"
    assert min(lifted) > LIFTED
    assert max(lifted) > 80


@pytest.mark.parametrize("form", ALMOST)
def test_what_lies_within_the_bands_is_good(form):
    assert named(check(rep("near", **form), rep("far", **form))) == []


def test_a_leg_that_hardly_leaves_the_floor_is_an_attempt():
    report = check(rep("near"), rep("far", top=(COUNTED_RISE - 8) / 90))
    assert [r.counted for r in report.reps] == [True, False]
    assert report.findings == []


def test_three_frames_of_rest_are_enough_to_judge_by():
    seen = [pose for pose in rep(fps=5) if pose.t > 0.7]
    report = check(seen)
    assert (report.verdict, report.rep_count) == ("ok", 1)
    assert "trunk_tilts" not in report.reps[0].cannot_judge


def test_legs_taken_for_each_other_within_a_rep_leave_one_rep():
    """MediaPipe did that for most of a second of a real rep."""
    poses = rep("near")
    swapped = [p if 3.2 < p.t < 3.5 or 3.7 < p.t < 4 else None for p in poses]
    other = rep("far")
    report = check([o if s else p for p, s, o in zip(poses, swapped, other, strict=True)])
    assert [(r.side, r.counted) for r in report.reps] == [("left", True)]
    assert report.findings == []


def test_a_set_that_begins_stretched_says_nothing_of_its_first_rep():
    first = [pose for pose in rep("near", tip=20) if pose.t > 3.5]
    report = check([*first], rep("far"), rep("near"))
    assert [r.verdict for r in report.reps] == ["cannot_judge", "ok", "ok"]
    assert "trunk_tilts" in report.reps[0].cannot_judge
    assert report.findings == []


@pytest.mark.parametrize("joint", ["RIGHT_ANKLE", "RIGHT_KNEE", "LEFT_ANKLE"])
def test_without_a_leg_nothing_is_judged(joint):
    report = check([without(pose, joint) for pose in rep("far")])
    assert (report.verdict, report.reasons) == ("cannot_judge", ["out_of_frame"])


def test_a_foot_that_leaves_the_picture_is_not_guessed_at():
    report = check(rep("far", view=View(size=(640, 480), scale=0.42)))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["out_of_frame"])


def test_the_far_arm_does_not_matter():
    """It is read wrong when it is lifted, so nothing is said of it."""
    arm = ("RIGHT_ELBOW", "RIGHT_WRIST")
    assert check([without(pose, *arm) for pose in rep("near")]).verdict == "ok"


def test_arm_and_leg_of_the_near_side_leave_only_the_hips_unjudged():
    """The easier or mistaken form: nothing of the near side is on the floor."""
    far_out = rep("far")  # its near arm reaches
    poses = [replace(p, landmarks=p.landmarks.copy()) for p in rep("near")]
    for pose, other in zip(poses, far_out, strict=True):
        for arm in ("ELBOW", "WRIST"):
            near, far = Landmark[f"LEFT_{arm}"], Landmark[f"RIGHT_{arm}"]
            pose.landmarks[near], pose.landmarks[far] = other.landmarks[near], other.landmarks[far]
    (only,) = check(poses).reps
    assert (only.side, only.verdict, only.cannot_judge) == ("left", "ok", ["hips_shift"])


@pytest.mark.parametrize(
    "poses",
    [
        film(lambda share, t: hip_lift(lift_rest() * (1 - share), t), reps(0, 1, 2, 1, 2)),
        film(lambda _, t: plank(0, t), [(0, 0), (5, 1)]),
    ],
    ids=["hip_lift", "plank"],
)
def test_another_exercise_is_refused(poses):
    report = check(poses)
    assert (report.verdict, report.reasons) == ("cannot_judge", ["other_exercise"])


def test_who_stays_on_all_fours_or_rocks_did_not_move():
    """Cat and cow, or rocking to and fro over both knees."""
    still = film(lambda _, t: all_fours(t), [(0, 0), (4, 1)])
    for poses in (still, film(rocked, reps(-0.3, 0.3, 1.5, 0.5, 1.5, count=2))):
        report, events = run("bird_dog", poses)
        assert (report.verdict, report.reasons) == ("cannot_judge", ["no_movement"])
        assert not [event for event in events if event.finding]  # nor is anything said of it


def test_a_persons_own_limit_is_named_and_no_more_is_asked():
    low = {"height": -30}
    report = check(rep("near", **low), rep("far"), most=60)
    assert named(report) == [("own_limit", "severe", 2)]
    assert report.reps[0].verdict == "ok"
