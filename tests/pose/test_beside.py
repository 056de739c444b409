"""What moves beside a stick figure with flesh, and pictures without it."""

from dataclasses import replace

import numpy as np

from pose.beside import Beside, without
from pose.pose import Landmark
from tests.figures import View, film, hip_lift, lift_path, lift_rest, reps

SIZE = (320, 240)
VIEW = View(size=SIZE)
LIFT = film(lift_path(0.0, VIEW), reps(lift_rest(), 0.0, 1, 0.2, 1, lead=0.2), fps=5)
REST = hip_lift(lift_rest(), view=VIEW)
ROOM, BODY = 150, 90


def picture(poses, still=()) -> np.ndarray:
    """Bodies in one grey before a room of another; those of `still` keep their pose."""
    width, height = SIZE
    x, y = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    grid = np.stack([x, y], axis=-1)
    on = np.max([pose.mask.at(grid) for pose in (*poses, *still)], axis=0)[..., None]
    return np.repeat(ROOM + on * (BODY - ROOM), 3, axis=-1).astype(np.uint8)


def moving(others=lambda i: (), poses=LIFT):
    """Where something moves beside the followed body at the end."""
    beside = Beside()
    for i, pose in enumerate(poses):
        beside.see(pose.t, picture([pose, *others(i)]), pose.landmarks)
    return beside.moving()


def raised(i: int, up: float = -80.0, scale: float = 0.25):
    """The same exercise done by somebody else, so many px above the followed body."""
    view = replace(VIEW, shift=(0.0, up), scale=scale)
    return lift_path(0.0, view)(-20.0 - 6.0 * min(i, 6), LIFT[i].t)


def test_the_followed_body_alone_moves_nothing_beside_it():
    assert moving() is None


def test_a_body_that_keeps_still_is_nothing_that_moves():
    assert moving(lambda i: [raised(0)]) is None


def test_another_body_that_moves_is_found_where_it_is():
    left, top, right, bottom = moving(lambda i: [raised(i)])
    other = raised(3)
    assert other.box[0] <= (left + right) / 2 <= other.box[2]
    assert other.box[1] - 20 <= (top + bottom) / 2 <= other.box[3]


def test_a_small_one_in_a_corner_is_found():
    *_, bottom = moving(lambda i: [raised(i, up=-90.0, scale=0.12)])
    assert bottom < 0.4 * SIZE[1]


def test_what_moved_before_begin_is_forgotten():
    beside = Beside()
    for i, pose in enumerate(LIFT):
        beside.see(pose.t, picture([pose, raised(i)]), pose.landmarks)
    beside.begin()
    assert beside.moving() is None


def test_the_picture_without_a_body_shows_the_room_there():
    image = picture([REST])
    trunk = (REST.mid("SHOULDER") + REST.mid("HIP")) / 2
    x, y = trunk.astype(int)
    assert image[y, x, 0] < (ROOM + BODY) / 2
    assert without(image, REST.landmarks)[y, x, 0] > (3 * ROOM + BODY) / 4
    corner = without(image, REST.landmarks)[:40, :40]
    assert (corner == image[:40, :40]).all()


def test_so_it_does_where_the_mask_alone_has_the_body():
    image, legs = picture([REST]), ("LEFT_KNEE", "RIGHT_KNEE", "LEFT_ANKLE", "RIGHT_ANKLE")
    unseen = REST.landmarks.copy()
    unseen[[Landmark[name] for name in legs]] = np.nan
    x, y = ((REST.mid("HIP") + REST.mid("KNEE")) / 2).astype(int)
    assert without(image, unseen)[y, x, 0] < (ROOM + BODY) / 2
    assert without(image, unseen, REST.mask)[y, x, 0] > (3 * ROOM + BODY) / 4
