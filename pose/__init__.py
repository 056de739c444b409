"""Pixels to joints: frames in, `Pose` out. Knows cameras and MediaPipe, knows no exercise.

Importing this package loads numpy only; MediaPipe, PyAV and OpenCV come with the modules that
need them (`pose.estimator`, `pose.video`, `pose.overlay`).
"""

from pose.pose import BONES, Landmark, Pose

__all__ = ["BONES", "Landmark", "Pose"]
