import numpy as np
import pytest

from pose import BONES, Landmark, Pose
from pose.picture import cv2, mask_of
from pose.pose import CORE, FACE, LABELS, Mask
from tests.figures import plank, without

SIZE = (640, 480)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"landmarks": np.zeros((17, 2))}, "landmarks"),
        ({"landmarks": np.zeros((33, 3))}, "landmarks"),
        ({"size": (0, 480)}, "size"),
        ({"size": (640, -1)}, "size"),
        ({"visibility": np.ones(32)}, "visibility"),
    ],
)
def test_wrong_shapes_are_refused_by_name(options, message):
    good = {"t": 0.0, "size": SIZE, "landmarks": np.zeros((33, 2))}
    with pytest.raises(ValueError, match=message):
        Pose(**good | options)


def test_an_empty_pose_has_nobody_in_it():
    pose = Pose.empty(1.5, SIZE)
    assert not pose.found
    assert pose.people == 0
    assert (pose.t, pose.size) == (1.5, SIZE)
    assert np.isnan(pose.box).all()
    assert (pose.visibility == 0).all()


def test_visibility_defaults_to_what_exists():
    landmarks = np.zeros((33, 2))
    landmarks[Landmark.LEFT_HIP] = np.nan
    pose = Pose(0.0, SIZE, landmarks)
    assert pose.visibility[Landmark.LEFT_HIP] == 0
    assert pose.visibility.sum() == 32


def test_a_missing_landmark_is_never_visible():
    landmarks = np.zeros((33, 2))
    landmarks[Landmark.NOSE, 1] = np.nan  # half missing is missing
    assert Pose(0.0, SIZE, landmarks, np.full(33, 0.8)).visibility[Landmark.NOSE] == 0


def test_one_landmark_is_enough_to_be_found():
    landmarks = np.full((33, 2), np.nan)
    landmarks[Landmark.NOSE] = (3, 4)
    pose = Pose(0.0, SIZE, landmarks)
    assert pose.found
    assert pose.box == (3, 4, 3, 4)


def test_box_holds_all_found_landmarks():
    pose = plank(0)
    left, top, right, bottom = pose.box
    assert left == np.nanmin(pose.landmarks[:, 0])
    assert right == np.nanmax(pose.landmarks[:, 0])
    assert (top, bottom) == (np.nanmin(pose.landmarks[:, 1]), np.nanmax(pose.landmarks[:, 1]))


def test_mid_is_between_left_and_right():
    landmarks = np.zeros((33, 2))
    landmarks[Landmark.LEFT_HIP], landmarks[Landmark.RIGHT_HIP] = (10, 20), (30, 0)
    assert Pose(0.0, SIZE, landmarks).mid("HIP") == pytest.approx([20, 10])


def test_mid_of_a_half_missing_pair_is_missing():
    assert np.isnan(without(plank(0), "RIGHT_HIP").mid("HIP")).all()


def test_landmarks_are_read_by_name():
    pose = plank(0)
    assert pose[Landmark.LEFT_KNEE] == pytest.approx(pose.landmarks[25])


def test_landmarks_keep_mediapipes_order():
    known = {"NOSE": 0, "LEFT_SHOULDER": 11, "RIGHT_HIP": 24, "LEFT_HEEL": 29, "RIGHT_TOE": 32}
    assert {name: Landmark[name].value for name in known} == known
    assert len(Landmark) == 33


def test_bones_are_the_same_on_both_sides():
    names = {frozenset(mark.name for mark in bone) for bone in BONES}
    swap = {"LEFT": "RIGHT", "RIGHT": "LEFT"}
    swapped = {
        frozenset(f"{swap[side]}_{joint}" for side, joint in (n.split("_", 1) for n in bone))
        for bone in names
    }
    assert len(names) == len(BONES)
    assert names == swapped


def test_core_and_face_are_of_both_sides():
    for part in (CORE, FACE):
        for mark in part:
            if mark.name.startswith(LABELS):
                left, right = LABELS
                swap = {left: right, right: left}
                side, joint = mark.name.split("_", 1)
                assert Landmark[f"{swap[side]}_{joint}"] in part
    assert not set(CORE) & set(FACE)


def blob(rng, size=(60, 40)) -> np.ndarray:
    """Soft shares (h, w) 0..1, none at the edges of the picture."""
    width, height = size
    share = np.zeros((height, width), np.float32)
    share[10:-10, 15:-15] = rng.random((height - 20, width - 30))
    return cv2.GaussianBlur(share, (5, 5), 0)


def test_a_mask_is_read_as_opencv_reads_it():
    rng = np.random.default_rng(1)
    share = blob(rng)
    matrix = np.array([[0.4, 0.1, -3.0], [-0.1, 0.4, 6.0]])
    mask = mask_of(share).through(matrix)
    points = rng.uniform(-30, 200, (7, 300, 2))
    values = np.rint(share * 255).astype(np.uint8).astype(np.float32) / 255
    spots = (points @ matrix[:, :2].T + matrix[:, 2] - 0.5).astype(np.float32)
    x, y = np.ascontiguousarray(np.moveaxis(spots, -1, 0))
    expected = cv2.remap(values, x, y, cv2.INTER_LINEAR)
    assert mask.at(points) == pytest.approx(expected, abs=1e-5)
    assert 0.05 < np.mean(expected > 0) < 0.9


def test_a_mask_ends_where_nobody_is():
    share = blob(np.random.default_rng(2))
    assert mask_of(share).values.size < 0.5 * share.size


@pytest.mark.parametrize("values", [np.zeros((0, 0), np.uint8), np.full((4, 4), 255, np.uint8)])
def test_nobody_is_at_points_that_are_missing_or_far_away(values):
    mask = Mask(values, np.eye(2, 3))
    points = np.array([[np.nan, 2.0], [np.nan, np.nan], [1e12, 2.0], [-9.0, -9.0]])
    assert mask.at(points).tolist() == [0.0] * 4


def test_a_mask_of_a_view_lies_at_the_same_place_of_the_frame():
    view = np.array([[0.0, 2.0, -10.0], [-2.0, 0.0, 50.0]])  # turned and enlarged
    mask = Mask(np.array([[255]], np.uint8), np.array([[1.0, 0, -4], [0, 1, -8]]))
    inside = np.linalg.solve(view[:, :2], np.array([4.5, 8.5]) - view[:, 2])
    assert mask.at(np.array([4.5, 8.5])) == 1.0
    assert mask.through(view).at(inside) == 1.0
