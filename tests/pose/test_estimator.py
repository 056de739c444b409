"""The real model on the samples, made small, dark, or with a picture on the wall."""

from collections.abc import Iterable
from functools import cache
from itertools import islice

import cv2
import numpy as np
import pytest

from pose.estimator import PoseEstimator
from pose.model import ensure_model
from pose.others import PEOPLE_EVERY_S
from pose.pose import Landmark, Pose
from tests import films

FOUND = 0.95  # of the frames
NEAR = 0.35  # a joint so many trunk lengths from where it is has been found
CANVAS = (178, 176, 170)
EVERY, COUNT = 3, 25

Shots = list[tuple[float, np.ndarray]]


def estimate(shots: Iterable[films.Shot], masks: bool = False) -> list[Pose]:
    with PoseEstimator(ensure_model(), masks) as estimator:
        return [estimator.estimate(image, t) for t, image in shots]


@cache
def sample(name: str, every: int = EVERY, count: int = COUNT) -> Shots:
    """`count` frames of a sample, one of `every`."""
    return list(islice(films.shots(name), 0, every * count, every))


@cache
def joints(name: str) -> tuple[list[Landmark], np.ndarray]:
    """The true joints of every frame of a sample: landmarks, and (frames, joints, 2) px."""
    frames = films.truth(name)["frames"]
    marks = [Landmark[key.upper()] for key in frames[0]["joints"]]
    return marks, np.array([list(frame["joints"].values()) for frame in frames])


def near(pose: Pose, name: str, i: int, scale: float = 1.0, shift=(0.0, 0.0)) -> bool:
    """Whether a pose is that of frame `i` of a sample, shrunk and moved."""
    marks, truth = joints(name)
    there = truth[i] * scale + shift
    named = dict(zip(marks, there, strict=True))
    trunk = np.linalg.norm(named[Landmark.LEFT_SHOULDER] - named[Landmark.LEFT_HIP])
    steps = np.linalg.norm(pose.landmarks[marks] - there, axis=1)
    return bool(np.median(steps) < NEAR * trunk)  # NaN compares false


def shrunk(image: np.ndarray, share: float) -> tuple[np.ndarray, np.ndarray]:
    """A frame shrunk into the middle of a plain one of its size, and where its corner is (px)."""
    height, width = image.shape[:2]
    small = cv2.resize(image, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    left, top = (width - small.shape[1]) // 2, (height - small.shape[0]) // 2
    canvas = np.full_like(image, CANVAS)
    canvas[top : top + small.shape[0], left : left + small.shape[1]] = small
    return canvas, np.array([left, top])


@pytest.mark.parametrize("name", ["hip_lift_ok", "plank_sagging"])
@pytest.mark.parametrize("share", [1 / 2, 1 / 3])
def test_a_small_person_is_found(name, share):
    small = [(t, *shrunk(image, share)) for t, image in sample(name)]
    poses = estimate((t, image) for t, image, _ in small)
    hits = [
        near(pose, name, EVERY * i, share, corner)
        for i, (pose, (_, _, corner)) in enumerate(zip(poses, small, strict=True))
    ]
    assert np.mean(hits) >= FOUND


@pytest.mark.parametrize("light", [0.22, 0.07])  # without the lamp the second finds nobody
def test_a_person_in_the_dark_is_found(light):
    name, rng = "hip_lift_ok", np.random.default_rng(0)
    dark = [
        (t, np.clip(image * light + rng.normal(0, 4, image.shape), 0, 255).astype(np.uint8))
        for t, image in sample(name)
    ]
    poses = estimate(dark)
    assert np.mean([near(pose, name, EVERY * i) for i, pose in enumerate(poses)]) >= FOUND


@pytest.mark.parametrize(
    ("share", "counting"),
    [
        pytest.param(1 / 3, False, id="a third"),
        pytest.param(0.45, False, id="large enough to be found", marks=pytest.mark.long),
        pytest.param(0.45, True, id="found when people are counted"),
    ],
)
def test_a_picture_on_the_wall_is_not_taken_for_the_person(share, counting):
    name, fps = "hip_lift_ok", films.FPS
    frames = sample(name, 1, 3 * fps + fps // 2)
    gone, again = round(1.6 * fps), round(2.3 * fps)
    person = frames[-1][1][:, 120:560]
    picture = cv2.resize(person, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
    height, width = picture.shape[:2]
    shots = []
    for i, (t, image) in enumerate(frames):
        seen = np.full_like(image, CANVAS) if gone <= i < again else image.copy()
        seen[:height, -width:] = picture
        shots.append((t, seen))
    if counting:  # begin so early that people are counted just after the person has gone
        early = shots[gone][0] - PEOPLE_EVERY_S + 0.01
        poses = estimate([(early, shots[0][1]), *shots])[1:]
    else:
        poses = estimate(shots)
    assert np.mean([near(poses[i], name, i) for i in range(gone)]) >= FOUND
    # Nobody is there, so whatever is found is the picture.
    assert not any(pose.found for pose in poses[gone:again])
    back = next(i for i in range(again, len(poses)) if near(poses[i], name, i))
    assert back - again <= 0.5 * fps
    assert all(near(poses[i], name, i) for i in range(back, len(poses)))


def beside(name: str, share: float, still: bool = False) -> list[Pose]:
    """The poses of a sample with another one, or a photo of it, in the upper left corner."""
    shots = []
    pictures = sample("hip_lift_arched", 3, 26)
    for i, (t, image) in enumerate(sample(name, 3, 26)):
        picture = pictures[20 if still else i][1][150:400, 120:560]
        small = cv2.resize(picture, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        seen = image.copy()
        seen[: small.shape[0], : small.shape[1]] = small
        shots.append((t, seen))
    return estimate(shots)


def test_a_small_person_in_a_corner_who_moves_is_a_second_one():
    poses = beside("hip_lift_ok", 0.4)
    assert poses[-1].people == 2
    assert near(poses[-1], "hip_lift_ok", EVERY * 25)  # nobody is followed in the place of another


def test_who_comes_in_later_is_followed_instead_of_a_photo():
    frames = sample("hip_lift_ok", 3, 34)
    photo = cv2.resize(frames[12][1][150:400, 120:560], None, fx=0.47, fy=0.47)
    shots = []
    for i, (t, image) in enumerate(frames):
        seen = np.full_like(image, CANVAS) if i < 8 else image.copy()
        seen[: photo.shape[0], : photo.shape[1]] = photo
        shots.append((t, seen))
    poses = estimate(shots)
    assert not near(poses[7], "hip_lift_ok", 21)
    assert poses[7].found
    assert near(poses[-1], "hip_lift_ok", EVERY * 33)
    assert poses[-1].people == 1


def test_a_photo_in_the_corner_is_nobody():
    assert {pose.people for pose in beside("hip_lift_ok", 0.55, still=True)} == {1}


@pytest.mark.parametrize(
    "sizes",
    [
        [(960, 720), (640, 480), (320, 240)],
        [(640, 480), (637, 481), (480, 640)],
        [(320, 240), (960, 720)],
    ],
    ids=["smaller", "odd and upright", "larger"],
)
def test_the_frames_size_may_change_midway(sizes):
    name, each = "hip_lift_ok", 6
    shots, scales = [], []
    for (t, image), i in zip(sample(name), range(each * len(sizes)), strict=False):
        width, height = sizes[i // each]
        scale = min(width / 640, height / 480)
        canvas = np.full((height, width, 3), CANVAS, np.uint8)
        part = cv2.resize(image, None, fx=scale, fy=scale)
        canvas[: part.shape[0], : part.shape[1]] = part
        shots.append((t, canvas))
        scales.append(scale)
    poses = estimate(shots)
    assert [pose.size for pose in poses] == [size for size in sizes for _ in range(each)]
    hits = [near(pose, name, EVERY * i, scales[i]) for i, pose in enumerate(poses)]
    lost = [i for i, hit in enumerate(hits) if not hit]
    assert set(lost) <= {each * n for n in range(1, len(sizes))}  # at a change a frame may be


@pytest.mark.parametrize("width", [640, 639, 638, 637])
def test_a_mask_of_any_width_lies_on_the_person(width):
    # MediaPipe aborts the whole process when it is asked for a mask of an unpadded odd width.
    name = "hip_lift_ok"
    poses = estimate([(t, image[:, :width]) for t, image in sample(name)[:2]], masks=True)
    for i, pose in enumerate(poses):
        body = np.array([pose.mid("HIP"), (pose.mid("HIP") + pose.mid("SHOULDER")) / 2])
        assert near(pose, name, EVERY * i)
        assert pose.mask.values.dtype == np.uint8
        assert (pose.mask.at(body) > 0.5).all()
        assert (pose.mask.at(np.array([[20.0, 20.0], [620.0, 20.0]])) < 0.5).all()


def test_the_mask_of_a_small_person_lies_on_it():
    name, share = "hip_lift_ok", 1 / 3
    poses = estimate([(t, shrunk(image, share)[0]) for t, image in sample(name)[:6]], masks=True)
    _, corner = shrunk(sample(name)[5][1], share)
    marks, truth = joints(name)
    there = truth[EVERY * 5] * share + corner
    assert poses[-1].mask.matrix[0, 0] > 1.2  # a view of its own
    trunk = [marks.index(Landmark[f"LEFT_{joint}"]) for joint in ("SHOULDER", "HIP")]
    assert (poses[-1].mask.at(np.array([there[trunk].mean(axis=0), there[trunk[1]]])) > 0.5).all()
    assert (poses[-1].mask.at(there[trunk] - (0, 60)) < 0.5).all()


def test_without_masks_there_is_none():
    for pose in estimate(sample("hip_lift_ok")[:2]):
        assert pose.found
        assert pose.mask is None


def test_nobody_in_a_grey_room():
    rng = np.random.default_rng(0)
    grey = [
        (i / 15, np.clip(rng.normal(128, 3, (480, 640, 3)), 0, 255).astype(np.uint8))
        for i in range(6)
    ]
    for (t, _), pose in zip(grey, estimate(grey, masks=True), strict=True):
        empty = Pose.empty(t, (640, 480))
        assert not pose.found
        assert (pose.t, pose.size, pose.people, pose.mask) == (t, (640, 480), 0, None)
        assert np.array_equal(pose.visibility, empty.visibility)


def test_times_that_do_not_rise_are_borne():
    shots = sample("hip_lift_ok")[:3]
    poses = estimate([(1.0, image) for _, image in shots])
    assert [pose.t for pose in poses] == [1.0] * 3
    assert all(pose.found for pose in poses)
