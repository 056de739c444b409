"""Poses of a clip as a file."""

import numpy as np
import pytest

from clips.kept_poses import PoseWriter, read_poses
from pose.pose import Pose
from tests.figures import all_fours, hip_lift


def test_frames_come_back_as_they_were(tmp_path):
    seen = [
        (t / 10, None if t % 4 == 3 else hip_lift(0.0, t=t / 10) if t % 2 else all_fours(t=t / 10))
        for t in range(130)
    ]
    seen.insert(100, (9.95, Pose.empty(9.95, (640, 480), people=2)))
    with PoseWriter(tmp_path / "poses") as out:
        for each in seen:
            out.add(each)
    for (t, pose), (t_again, again) in zip(seen, read_poses(tmp_path / "poses"), strict=True):
        assert t == t_again
        assert (pose is None) == (again is None)
        if pose is None:
            continue
        assert (again.t, again.size, again.people) == (pose.t, pose.size, pose.people)
        np.testing.assert_array_equal(again.landmarks, pose.landmarks)
        np.testing.assert_array_equal(again.visibility, pose.visibility)
        assert (again.mask is None) == (pose.mask is None)
        if pose.mask is not None:
            np.testing.assert_array_equal(again.mask.values, pose.mask.values)
            np.testing.assert_array_equal(again.mask.matrix, pose.mask.matrix)
    assert any(pose and pose.mask for _, pose in seen)


def test_a_damaged_file_is_an_error(tmp_path):
    (tmp_path / "poses").write_bytes(b"no zip")
    with pytest.raises(Exception, match="zip"):
        list(read_poses(tmp_path / "poses"))
