import numpy as np

from pose.scenery import Scenery
from tests.desks import front, nobody

HERE = np.random.default_rng(0).integers(0, 255, (6, 8, 3), np.uint8).repeat(40, 0).repeat(40, 1)


def shown(*views):
    """Whether each (picture, body) is another view than the one before."""
    scenery = Scenery()
    return [scenery.moved(image, look(0.0).landmarks) for image, look in views]


def test_a_camera_that_is_moved_sees_something_else():
    turned = np.roll(HERE, 60, axis=1)
    assert shown((HERE, front()), (HERE, front()), (turned, front()), (turned, front())) == [
        False, False, True, False,
    ]  # fmt: skip


def test_a_body_that_moves_is_no_other_view():
    bodies = []
    for up in (0.0, 0.5, 1.0):
        image = HERE.copy()
        image[round(100 - 80 * up) : 240, 90:230] = 40
        bodies.append((image, front(up=up)))
    assert shown(*bodies) == [False, False, False]
    assert shown((HERE, nobody), bodies[0]) == [False, False]
