from dataclasses import replace

import numpy as np
import pytest

from pose import Landmark, Pose
from pose.geometry import lean
from pose.profile import (
    FAR_MARGIN,
    NOT_FRONT_ON,
    NOT_SIDE_ON,
    OBLIQUE,
    TOO_FAR,
    Gates,
    better_side,
    profile_of,
    shoulder_ratio,
    usual_gates,
)
from tests.figures import LEG, SIDE_ON, SIZES, TRUNK, View, hinge, hip_lift, plank, without

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


# What the far side, left and right and the front view are for: see the exercises that use them.


@pytest.mark.parametrize(
    ("make", "facing", "side"),
    [
        (hip_lift, "up", "right"),  # on the back, the head on the left of the picture
        (plank, "down", "left"),
        (lambda _, t, view: hinge(0.0, t=t, view=view), "toes", "right"),  # toes to the right
    ],
)
def test_left_and_right_are_told_by_geometry(make, facing, side):
    other = {"left": "right", "right": "left"}
    for mirrored, expected in ((False, side), (True, other[side])):
        pose = make(0.0, 0.0, View(mirrored=mirrored))
        for label in ("LEFT", "RIGHT"):  # whatever MediaPipe calls it
            profile = profile_of(pose, label, facing=facing)
            assert (profile.near_side, profile.far_side) == (expected, other[expected])


def test_of_a_body_along_the_camera_s_axis_no_side_is_told():
    pose = without(plank(0), "LEFT_TOE")
    assert profile_of(pose, "LEFT", facing="toes").near_side is None
    assert profile_of(pose, "LEFT", facing="toes").far_side is None


def test_the_far_side_has_its_own_joints_and_how_well_they_are_seen():
    pose = plank(0, 0.0, View(width=0.2))
    far = profile_of(pose, "LEFT").far
    assert far.label == "RIGHT"
    assert far.knee == pytest.approx(pose[Landmark.RIGHT_KNEE])
    assert far.visibility["KNEE"] == pytest.approx(SIDE_ON.far)


def test_a_far_limb_must_be_clear_of_the_edge():
    pose = plank(0)
    gates = Gates(*usual_gates(NEEDS, ("KNEE", "ANKLE")))
    assert gates.look(pose)[1] is None
    landmarks = pose.landmarks.copy()
    landmarks[Landmark.RIGHT_ANKLE] = (pose.size[0] * (1 - FAR_MARGIN / 2), 300)
    pose = replace(pose, landmarks=landmarks)
    profile, reason = gates.look(pose)
    assert (profile, reason) == (None, "out_of_frame")
    assert usual().look(pose)[0].far.inside("ANKLE")
    assert not usual().look(pose)[0].far.inside("ANKLE", margin=FAR_MARGIN)


def test_a_joint_has_a_mark_on_either_side_and_in_the_middle():
    pose = plank(0, 0.0, View(width=0.2))
    profile = profile_of(pose, "LEFT")
    assert profile.mark("HIP")[0] == Landmark.LEFT_HIP
    assert profile.mark("FAR_HIP")[0] == Landmark.RIGHT_HIP
    assert profile.mark("FAR_HIP")[1] == pytest.approx(pose[Landmark.RIGHT_HIP])
    assert profile.mark("MID_HIP")[0] == Landmark.LEFT_HIP
    assert profile.mark("MID_HIP")[1] == pytest.approx(pose.mid("HIP"))


@pytest.mark.parametrize(
    ("width", "reason"), [(0.65, None), (NOT_FRONT_ON[1] + 0.02, None), (0.45, "not_front_on")]
)
def test_the_front_is_asked_for_where_it_is_judged(width, reason):
    gates = Gates(*usual_gates(NEEDS), view="front", facing="camera")
    assert gates.look(plank(0, 0.0, View(width=width)))[1] == reason


def test_who_was_seen_from_the_front_may_turn_a_little():
    gates = Gates(*usual_gates(NEEDS), view="front", facing="camera")
    reasons(gates, still(View(width=0.65), 1))
    assert reasons(gates, still(View(width=0.45), 2, start=1))[-1] is None
    assert reasons(gates, still(View(width=NOT_FRONT_ON[0] - 0.02), 2, 3))[-1] == "not_front_on"


@pytest.mark.parametrize("roll", [60, 120])
def test_from_the_front_the_near_side_is_the_lower_one(roll):
    pose = hinge(0.0, view=View(width=0.65, roll=roll))
    gates = Gates(*usual_gates(NEEDS), view="front", facing="camera")
    profile, _ = gates.look(pose)
    assert profile.shoulder[1] > profile.far.shoulder[1]


def test_who_turns_within_the_rep_is_looked_at_for_the_view_at_rest_alone():
    turned = View(width=NOT_SIDE_ON[0] + 0.1)
    for view, reason in (("side", "not_side_on"), ("side_at_start", None)):
        gates = Gates(*usual_gates(NEEDS), view=view)
        reasons(gates, still(SIDE_ON, 1))
        said = [gates.look(pose, resting=False)[1] for pose in still(turned, 2, start=1)]
        assert said[-1] == reason
        assert [gates.look(pose)[1] for pose in still(turned, 2, start=3)][-1] == "not_side_on"


def test_who_sits_at_a_desk_needs_no_feet():
    pose = without(plank(0), *(f"{s}_{j}" for s in ("LEFT", "RIGHT") for j in ("KNEE", "ANKLE")))
    assert Gates(*usual_gates(NEEDS)).look(pose)[1] == "out_of_frame"
    assert Gates(*usual_gates(("SHOULDER", "HIP"))).look(pose)[1] is None
    far = plank(0, 0.0, View(scale=0.08))
    assert Gates(*usual_gates(("SHOULDER", "HIP"))).look(far)[1] == "too_far"


@pytest.mark.parametrize(("facing", "degrees"), [(1, 20.0), (-1, -20.0)])
def test_a_lean_has_a_sign(facing, degrees):
    hip = np.zeros(2)
    shoulder = np.array([np.sin(np.radians(20)), -np.cos(np.radians(20))])
    assert lean(hip, shoulder, facing) == pytest.approx(degrees)
