import numpy as np
import pytest

from pose import Landmark, Pose
from pose.smoothing import LandmarkFilter
from tests.figures import View, plank, without

HIP = Landmark.LEFT_HIP
FPS = 30


def moved(t: float, dx: float) -> Pose:
    return plank(0, t, View(shift=(dx, 0)))


def shaking(n: int, px: float = 3.0) -> list[Pose]:
    noise = np.random.default_rng(1).normal(0, px, (n, 33, 2))
    poses = [plank(0, i / FPS) for i in range(n)]
    return [
        Pose(p.t, p.size, p.landmarks + extra, p.visibility)
        for p, extra in zip(poses, noise, strict=True)
    ]


def hip_spread(poses: list[Pose]) -> float:
    return float(np.std([pose[HIP] for pose in poses], axis=0).max())


def test_the_first_frame_passes_unchanged():
    pose = plank(5)
    assert LandmarkFilter()(pose).landmarks == pytest.approx(pose.landmarks, nan_ok=True)


def test_a_still_body_stays_where_it_is():
    smooth = LandmarkFilter()
    for i in range(30):
        out = smooth(plank(0, i / FPS))
    assert out[HIP] == pytest.approx(plank(0)[HIP])


def test_noise_on_a_still_body_shrinks():
    smooth = LandmarkFilter()
    raw = shaking(120)
    assert hip_spread([smooth(pose) for pose in raw][20:]) < 0.7 * hip_spread(raw[20:])


def test_a_moving_body_is_followed_with_little_lag():
    smooth, speed = LandmarkFilter(), 180.0  # px/s: one trunk length
    for i in range(45):
        raw = moved(i / FPS, speed * i / FPS)
        out = smooth(raw)
    assert 0 < raw[HIP][0] - out[HIP][0] < 0.06 * speed


@pytest.mark.parametrize("scale", [0.12, 0.3])
def test_near_and_far_bodies_are_smoothed_alike(scale):
    def lag(scale):
        smooth = LandmarkFilter()
        unit = scale * 720
        for i in range(30):
            raw = plank(0, i / FPS, View(scale=scale, shift=(unit * i / FPS, 0)))
            out = smooth(raw)
        return (raw[HIP][0] - out[HIP][0]) / unit

    assert lag(scale) == pytest.approx(lag(0.2))


def test_after_a_long_gap_the_filter_starts_anew():
    smooth = LandmarkFilter()
    smooth(moved(0.0, 0))
    far = moved(2.0, 90)
    assert smooth(far)[HIP] == pytest.approx(far[HIP])


def test_within_a_short_gap_the_filter_goes_on():
    smooth = LandmarkFilter()
    smooth(moved(0.0, 0))
    smooth(Pose.empty(1 / FPS, (1280, 720)))
    out = smooth(moved(2 / FPS, 20))
    assert moved(0, 0)[HIP][0] < out[HIP][0] < moved(0, 20)[HIP][0]


def test_an_empty_frame_stays_empty():
    smooth = LandmarkFilter()
    smooth(plank(0))
    assert not smooth(Pose.empty(0.1, (1280, 720))).found


def test_a_missing_landmark_stays_missing_and_comes_back_raw():
    smooth = LandmarkFilter()
    smooth(plank(0, 0.0))
    out = smooth(without(plank(0, 1 / FPS), "LEFT_KNEE"))
    assert np.isnan(out[Landmark.LEFT_KNEE]).all()
    assert np.isfinite(out[HIP]).all()
    back = moved(2 / FPS, 10)
    out = smooth(back)
    assert out[Landmark.LEFT_KNEE] == pytest.approx(back[Landmark.LEFT_KNEE])
    assert np.isfinite(smooth(plank(0, 3 / FPS))[Landmark.LEFT_KNEE]).all()


def test_everything_but_the_landmarks_is_kept():
    smooth = LandmarkFilter()
    smooth(plank(0, 0.0))
    pose = plank(10, 0.1, View(people=2, size=(640, 480)))
    out = smooth(pose)
    assert (out.t, out.size, out.people) == (pose.t, pose.size, pose.people)
    assert out.visibility == pytest.approx(pose.visibility)


def test_the_given_pose_is_not_changed():
    smooth, pose = LandmarkFilter(), moved(0.1, 30)
    before = pose.landmarks.copy()
    smooth(moved(0.0, 0))
    smooth(pose)
    assert pose.landmarks == pytest.approx(before, nan_ok=True)


def test_a_picture_of_another_size_begins_anew():
    smooth = LandmarkFilter()
    for i in range(30):
        smooth(plank(0, i / FPS))
    pose = plank(0, 1.0, View(size=(427, 240)))
    assert smooth(pose).landmarks == pytest.approx(pose.landmarks, nan_ok=True)
