import math

import numpy as np
import pytest

from pose.geometry import deviation, joint_angle, length, side_of, tilt

NOWHERE = np.array([math.nan, math.nan])


def point(x, y):
    return np.array([x, y], float)


def turned(xy, degrees):
    a = math.radians(degrees)
    return np.array([[math.cos(a), -math.sin(a)], [math.sin(a), math.cos(a)]]) @ xy


@pytest.mark.parametrize(
    ("b", "expected"), [((3, 4), 5), ((-3, 4), 5), ((0, 0), 0), ((0, -7.5), 7.5)]
)
def test_length(b, expected):
    assert length(point(0, 0), point(*b)) == pytest.approx(expected)


@pytest.mark.parametrize("angle", [0, 1, 45, 90, 162, 170, 179.9, 180])
@pytest.mark.parametrize("turn", [0, 37, 180, -90])
def test_joint_angle_is_the_angle_drawn_however_it_is_turned(angle, turn):
    a, b = turned(point(2, 0), turn), turned(turned(point(5, 0), angle), turn)
    assert joint_angle(a, point(0, 0), b) == pytest.approx(angle, abs=1e-6)


def test_joint_angle_cannot_tell_the_two_sides():
    a, b = point(-1, 0), point(1, 0)
    assert joint_angle(a, point(0, 0.3), b) == pytest.approx(joint_angle(a, point(0, -0.3), b))


def test_side_of_is_the_distance_with_opposite_signs_on_the_two_sides():
    a, b = point(0, 0), point(10, 0)
    over, under = side_of(a, b, point(4, -3)), side_of(a, b, point(4, 3))
    assert abs(over) == pytest.approx(3)
    assert over == pytest.approx(-under)


def test_side_of_a_line_without_length_is_unknown():
    assert math.isnan(side_of(point(1, 1), point(1, 1), point(2, 3)))


@pytest.mark.parametrize("bend", [-40, -5, 5, 40])
@pytest.mark.parametrize("turn", [0, 10, -10, 90, 180])
@pytest.mark.parametrize("mirror", [1, -1])
def test_deviation_keeps_size_and_sign_when_rolled_and_mirrored(bend, turn, mirror):
    half = math.radians(bend) / 2  # floor below: picture y down
    chain = [
        point(-math.cos(half), 0),
        point(0, math.sin(half)),
        point(math.cos(half), 0),
        point(0, 5),
    ]
    a, joint, b, floor = (turned(p * (mirror, 1), turn) for p in chain)
    assert deviation(a, joint, b, towards=floor) == pytest.approx(bend)


def test_deviation_of_a_straight_chain_is_zero():
    line = [point(0, 0), point(5, 0), point(9, 0)]
    assert deviation(*line, towards=point(3, 8)) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize(
    ("upper", "expected"),
    [((0, -1), 0), ((1, -1), 45), ((-1, -1), 45), ((1, 0), 90), ((1, 1), 135), ((0, 1), 180)],
)
def test_tilt_against_the_vertical(upper, expected):
    assert tilt(point(0, 0), point(*upper)) == pytest.approx(expected)


@pytest.mark.parametrize("missing", range(3))
def test_missing_points_give_nan(missing):
    points = [point(0, 0), point(1, 2), point(3, 1)]
    points[missing] = NOWHERE
    assert math.isnan(joint_angle(*points))
    assert math.isnan(side_of(*points))
    assert math.isnan(deviation(*points, towards=point(0, 9)))


def test_tilt_and_length_of_a_missing_point_are_nan():
    assert math.isnan(tilt(NOWHERE, point(0, 0)))
    assert math.isnan(length(point(0, 0), NOWHERE))
