from dataclasses import replace

import numpy as np
import pytest

from pose import Landmark, Pose
from pose.profile import (
    NOT_SIDE_ON,
    OBLIQUE,
    TOO_FAR,
    Gates,
    better_side,
    profile_of,
    shoulder_ratio,
    usual_gates,
)
from tests.figures import LEG, SIDE_ON, SIZES, TRUNK, View, hip_lift, plank, without

NEEDS = ("SHOULDER", "HIP", "KNEE", "ANKLE")
FPS = 20
BETWEEN = sum(NOT_SIDE_ON) / 2


def usual(needs=NEEDS) -> Gates:
    return Gates(*usual_gates(needs))


def reasons(gates: Gates, poses: list[Pose]) -> list[str | None]:
    return [gates.look(pose)[1] for pose in poses]


def still(view: View, seconds: float, start: float = 0.0) -> list[Pose]:
    return [plank(0, start + i / FPS, view) for i in range(round(seconds * FPS))]


@pytest.mark.parametrize("view", [SIDE_ON, View(mirrored=True), *(View(size=s) for s in SIZES)])
def test_a_body_seen_well_passes(view):
    profile, reason = usual().look(plank(0, 0.0, view))
    assert reason is None
    assert profile.size == view.size


@pytest.mark.parametrize(
    ("pose", "reason"),
    [
        (Pose.empty(0.0, (640, 480)), "no_person"),
        (plank(0, 0.0, View(people=2)), "two_people"),
        (plank(0, 0.0, View(width=NOT_SIDE_ON[0] + 0.02)), "not_side_on"),
        (plank(0, 0.0, View(shift=(500, 0))), "out_of_frame"),
        (plank(0, 0.0, View(shift=(0, -400))), "out_of_frame"),
        (without(plank(0), "LEFT_ANKLE"), "out_of_frame"),
        (plank(0, 0.0, View(scale=0.1)), "too_far"),
        (plank(0, 0.0, View(near=0.2, far=0.1)), "hidden"),
    ],
)
def test_each_gate_names_its_reason(pose, reason):
    profile, said = usual().look(pose)
    assert said == reason
    assert profile is None


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("factor", "reason"), [(0.97, "too_far"), (1.03, None)])
def test_too_far_is_a_share_of_the_long_side(size, factor, reason):
    scale = TOO_FAR * max(size) / min(size) / (TRUNK + LEG)
    assert usual().look(plank(0, 0.0, View(size=size, scale=scale * factor)))[1] == reason


def test_joints_the_exercise_does_not_need_may_be_missing():
    pose = without(plank(0), "LEFT_TOE", "LEFT_EAR", "LEFT_WRIST")
    assert usual().look(pose)[1] is None


def test_one_badly_visible_needed_joint_hides_the_body():
    pose = plank(0)
    pose.visibility[Landmark.LEFT_KNEE] = 0.05
    assert usual().look(pose)[1] == "hidden"


@pytest.mark.parametrize(("needs", "reason"), [((*NEEDS, "ELBOW"), "hidden"), (NEEDS, None)])
def test_a_needed_arm_that_is_not_on_the_person_is_hidden(needs, reason):
    pose = hip_lift(0)
    pose.landmarks[Landmark.LEFT_WRIST] = pose[Landmark.LEFT_ELBOW] + (0, 60)
    assert usual(needs).look(pose)[1] == reason
    assert usual(needs).look(hip_lift(0))[1] is None
    assert usual(needs).look(replace(pose, mask=None))[1] is None


def test_nobody_comes_before_two_people():
    assert usual().look(Pose.empty(0.0, (640, 480), people=2))[1] == "no_person"


def test_not_side_on_needs_more_than_the_exit_to_enter():
    assert set(reasons(usual(), still(View(width=BETWEEN), 2))) == {None}


def test_not_side_on_lasts_until_the_exit():
    gates = usual()
    reasons(gates, still(View(width=NOT_SIDE_ON[0] + 0.05), 2))
    assert set(reasons(gates, still(View(width=BETWEEN), 2, start=2))) == {"not_side_on"}
    assert reasons(gates, still(View(width=NOT_SIDE_ON[1] - 0.02), 2, start=4))[-1] is None


def test_one_wide_frame_does_not_turn_the_body():
    poses = still(SIDE_ON, 2)
    poses[20] = plank(0, poses[20].t, View(width=0.8))
    assert "not_side_on" not in reasons(usual(), poses)


@pytest.mark.parametrize(
    ("width", "oblique"), [(OBLIQUE[0] - 0.02, False), (OBLIQUE[0] + 0.02, True)]
)
def test_an_oblique_body_is_judged_and_marked(width, oblique):
    profile, reason = usual().look(plank(0, 0.0, View(width=width)))
    assert reason is None
    assert profile.oblique is oblique


def test_oblique_has_hysteresis_too():
    gates, between = usual(), View(width=sum(OBLIQUE) / 2)
    reasons(gates, still(View(width=OBLIQUE[0] + 0.05), 2))
    assert [gates.look(p)[0].oblique for p in still(between, 2, 2)][-1] is True
    assert usual().look(plank(0, 0.0, between))[0].oblique is False


def test_a_jump_is_unsteady_for_a_frame():
    gates = usual()
    reasons(gates, still(SIDE_ON, 1))
    jumped = View(shift=(0, 0.8 * SIDE_ON.scale * min(SIDE_ON.size)))
    said = reasons(gates, still(jumped, 0.5, start=1))
    assert said[0] == "unsteady"
    assert set(said[1:]) == {None}


def test_a_move_across_a_gap_is_no_jump():
    gates = usual()
    reasons(gates, still(SIDE_ON, 1))
    jumped = View(shift=(0, 0.8 * SIDE_ON.scale * min(SIDE_ON.size)))
    assert reasons(gates, still(jumped, 0.5, start=2))[0] is None


def test_a_bone_that_changes_its_length_is_unsteady():
    gates = usual()
    reasons(gates, still(SIDE_ON, 2))
    pose = plank(0, 2.0)
    hip, knee = pose[Landmark.LEFT_HIP], pose[Landmark.LEFT_KNEE]
    pose.landmarks[Landmark.LEFT_KNEE] = hip + 0.5 * (knee - hip)
    assert gates.look(pose)[1] == "unsteady"


@pytest.mark.parametrize("size", [(427, 240), (720, 1280)])
def test_a_picture_of_another_size_is_no_jump(size):
    gates = usual()
    reasons(gates, still(SIDE_ON, 2))
    assert set(reasons(gates, still(View(size=size), 0.5, start=2))) == {None}


def test_a_hip_lift_itself_is_steady():
    poses = [hip_lift(-50 + 55 * i / 30, i / 30) for i in range(31)]
    assert set(reasons(usual(), poses)) == {None}


@pytest.mark.parametrize(("mirrored", "side"), [(False, "LEFT"), (True, "RIGHT")])
def test_the_better_visible_side_is_near(mirrored, side):
    pose = plank(0, 0.0, View(mirrored=mirrored))
    assert better_side(pose) == (side, pytest.approx(SIDE_ON.near - SIDE_ON.far))
    assert usual().look(pose)[0].hip == pytest.approx(pose[Landmark[f"{side}_HIP"]])


def hips(gates: Gates, poses: list[Pose]) -> list[str]:
    """Which side's hip is judged in each frame."""
    sides = []
    for pose in poses:
        hip = gates.look(pose)[0].hip
        sides.append("LEFT" if np.allclose(hip, pose[Landmark.LEFT_HIP]) else "RIGHT")
    return sides


def test_the_near_side_changes_only_after_a_while():
    gates, swapped = usual(), replace(SIDE_ON, near=SIDE_ON.far, far=SIDE_ON.near)
    assert hips(gates, still(SIDE_ON, 1))[-1] == "LEFT"
    sides = hips(gates, still(swapped, 3, start=1))
    assert sides[0] == "LEFT"
    assert sides[-1] == "RIGHT"
    assert sides == sorted(sides)  # one change, no flicker


def test_a_short_swap_of_the_better_side_changes_nothing():
    gates, swapped = usual(), replace(SIDE_ON, near=SIDE_ON.far, far=SIDE_ON.near)
    poses = still(SIDE_ON, 1) + still(swapped, 0.5, 1) + still(SIDE_ON, 1, 1.5)
    poses += still(swapped, 0.7, 2.5) + still(SIDE_ON, 1, 3.2)
    assert set(hips(gates, poses)) == {"LEFT"}


def test_a_slightly_better_far_side_never_takes_over():
    poses = still(SIDE_ON, 1) + still(View(near=0.6, far=0.65), 5, start=1)
    assert set(hips(usual(), poses)) == {"LEFT"}


@pytest.mark.parametrize("width", [0.0, 0.2, 0.75])
def test_shoulder_ratio_is_width_over_trunk(width):
    assert shoulder_ratio(plank(0, 0.0, View(width=width))) == pytest.approx(width)


def test_profile_measures_trunk_and_leg_in_px():
    view = View(size=(640, 480), scale=0.3)
    profile = profile_of(plank(0, 0.0, view), "LEFT")
    assert profile.torso == pytest.approx(TRUNK * 0.3 * 480)
    assert profile.leg == pytest.approx(LEG * 0.3 * 480)


def test_profile_keeps_mid_points():
    pose = plank(0, 0.0, View(width=0.2))
    profile = profile_of(pose, "LEFT", oblique=True)
    assert profile.mid_hip == pytest.approx(pose.mid("HIP"))
    assert profile.mid_shoulder == pytest.approx(pose.mid("SHOULDER"))
    assert profile.oblique
