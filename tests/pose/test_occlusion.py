"""Stick figures with flesh as pictures: what stands before them hides joints, nothing else does."""

from dataclasses import replace

import numpy as np
import pytest

from pose.occlusion import Occlusion
from pose.pose import Landmark, Pose
from tests.figures import View, film, hinge_path, lift_path, lift_rest, reps

VIEW = View(size=(320, 240))
SKIN, ROOM = np.array([200, 150, 120]), np.array([150, 155, 160])
LIFT = film(lift_path(0.0, VIEW), reps(lift_rest(), 0.0, 2, 0.5, 2, lead=0.4), fps=5)
HINGE = film(hinge_path(60.0, 0.2, view=VIEW), reps(0.0, 60.0, 2, 0.5, 2, lead=0.4), fps=5)
NOISE = np.random.default_rng(0).normal(0, 3, (4, 240, 320, 3))  # the camera's


def picture(pose: Pose, light: float = 1.0) -> np.ndarray:
    """The body in one colour before a wall of another, with the camera's noise."""
    width, height = pose.size
    x, y = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    on = pose.mask.at(np.stack([x, y], axis=-1))[..., None]
    plain = light * (on * SKIN + (1 - on) * ROOM)
    return np.clip(plain + NOISE[round(5 * pose.t) % 4], 0, 255).astype(np.uint8)


def hidden(poses: list[Pose], box=None, colour=(90, 70, 50), **options) -> list[set[str]]:
    """Which joints are hidden in each frame with a box (joint, reach in px) before that joint."""
    occlusion, said = Occlusion(), []
    if box:
        marks = np.array([pose[Landmark[f"LEFT_{box[0]}"]] for pose in poses])
        (left, top), (right, bottom) = marks.min(axis=0) - box[1], marks.max(axis=0) + box[1]
    for pose in poses:
        image = picture(pose, **options)
        if box:
            image[int(max(0, top)) : int(bottom), int(max(0, left)) : int(right)] = colour
        found = occlusion.look(pose.t, image, pose.landmarks, pose.mask)
        said.append({Landmark(joint).name.split("_")[1] for joint in found})
    return said


@pytest.mark.parametrize("poses", [LIFT, HINGE], ids=["hip lift", "hip hinge"])
@pytest.mark.parametrize("light", [1.0, 0.25])
def test_what_is_seen_is_not_hidden(poses, light):
    assert set().union(*hidden(poses, light=light)) == set()


@pytest.mark.parametrize("colour", [(90, 70, 50), (235, 235, 230)])
@pytest.mark.parametrize(("poses", "joint"), [(LIFT, "HIP"), (HINGE, "HIP"), (HINGE, "SHOULDER")])
def test_a_joint_behind_a_box_is_hidden_once_it_moves(poses, joint, colour):
    said = hidden(poses, box=(joint, 23), colour=colour)
    assert said[0] == set()
    assert joint in said[len(said) // 2]


def test_only_what_is_behind_the_box_is_hidden():
    assert set().union(*hidden(LIFT, box=("HIP", 13))) == {"HIP"}


def test_a_body_that_keeps_still_hides_nothing():
    still = [replace(LIFT[0], t=i / 5) for i in range(20)]
    assert set().union(*hidden(still, box=("HIP", 23))) == set()


def test_legs_that_are_seen_elsewhere_for_two_frames_hide_nothing():
    """MediaPipe's own misreadings: for a frame, and once more, a hinge's knees beside its hips and
    no mask below them."""
    occlusion, said = Occlusion(), set()
    for pose in film(
        hinge_path(60.0, 0.2, view=VIEW), reps(0.0, 60.0, 2, 0.5, 2, lead=0.4), fps=10
    ):
        marks, mask = pose.landmarks.copy(), pose.mask
        if round(10 * pose.t) in (26, 28):
            hips = marks[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]]
            marks[[Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE]] = hips + np.array([60, 0])
            values = mask.values.copy()
            values[round(mask.matrix[1] @ (*hips[0], 1)) :] = 0
            mask = replace(mask, values=values)
        said |= occlusion.look(pose.t, picture(pose), marks, mask)
    assert said == set()


def test_a_joint_is_seen_again_when_the_box_is_gone():
    occlusion = Occlusion()
    later = [replace(pose, t=pose.t + LIFT[-1].t + 0.2) for pose in LIFT]
    for pose in LIFT:
        image = picture(pose)
        image[75:210, 100:240] = (90, 70, 50)
        occlusion.look(pose.t, image, pose.landmarks, pose.mask)
    assert occlusion.hidden
    for pose in later:
        occlusion.look(pose.t, picture(pose), pose.landmarks, pose.mask)
    assert not occlusion.hidden


def test_something_that_passes_for_a_moment_hides_nothing():
    occlusion, said = Occlusion(), set()
    for pose in LIFT:
        image = picture(pose)
        left = int((pose.t - 1.0) * 320)  # it crosses the picture in a second
        image[:, max(0, left) : max(0, left + 60)] = (20, 20, 25)
        said |= occlusion.look(pose.t, image, pose.landmarks, pose.mask)
    assert said == set()
