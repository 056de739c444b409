"""A shared clip may hide the face."""

import numpy as np

from clips.annotate import pictures
from clips.blur import FaceBlur, blur
from pose.pose import Landmark, Pose
from pose.video import read_frames

LOW = 20


def detail(image):
    """How much neighbouring pixels differ, grey levels."""
    return float(np.abs(np.diff(image.astype(float), axis=1)).mean())


def test_the_face_is_coarse_in_every_frame_and_the_rest_is_as_it_was(checked, tmp_path):
    clip = checked("hip_lift_arched")
    out = tmp_path / "blurred.mp4"
    blur(clip, out)
    pairs = list(zip(pictures(clip), read_frames(out), strict=True))
    assert len(pairs) == len(clip.track.t)
    for i, (before, after) in enumerate(pairs[::20]):
        pose = clip.track.pose(20 * i, (640, 480))
        x, y = np.nanmean(pose.landmarks[: Landmark.MOUTH_RIGHT + 1], axis=0).round().astype(int)
        face = np.s_[y - 12 : y + 12, x - 12 : x + 12]
        assert detail(after.image[face]) < 0.6 * detail(before.image[face])
        legs = np.s_[100:400, :250]
        assert np.abs(after.image[legs].astype(int) - before.image[legs]).mean() < LOW / 4


def test_without_a_head_the_whole_picture_is_coarse():
    image = np.random.default_rng(0).integers(0, 255, (480, 640, 3), np.uint8)
    before = detail(image)
    FaceBlur().draw(image, Pose.empty(0.0, (640, 480)))
    assert detail(image) < before / 10


def test_a_head_lost_for_a_moment_stays_hidden_where_it_was():
    face = FaceBlur()
    landmarks = np.full((33, 2), np.nan)
    landmarks[:11] = (320, 240)
    landmarks[0] = (330, 240)
    picture = np.random.default_rng(0).integers(0, 255, (480, 640, 3), np.uint8)
    face.draw(picture.copy(), Pose(0.0, (640, 480), landmarks))
    later = picture.copy()
    face.draw(later, Pose.empty(0.3, (640, 480)))
    assert detail(later[230:250, 310:330]) < 0.5 * detail(picture[230:250, 310:330])
    assert (later[:100] == picture[:100]).all()


def test_a_head_at_the_edge_is_no_error():
    landmarks = np.full((33, 2), np.nan)
    landmarks[:11] = (-30, 500)
    FaceBlur().draw(np.zeros((480, 640, 3), np.uint8), Pose(0.0, (640, 480), landmarks))
