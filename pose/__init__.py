"""Pixels to joints: frames in, `Pose` out. Knows cameras and MediaPipe, knows no exercise.

A pose, its mask, and what is measured on them (`pose.pose`, `profile`, `geometry`, `silhouette`,
`smoothing`) need numpy alone, so a pose may as well come over a socket. OpenCV, PyAV and MediaPipe
come with the modules that work on pictures (`pose.picture`, `video`, `landmarker`).
"""

from pose.pose import BONES, Landmark, Pose

__all__ = ["BONES", "Landmark", "Pose"]
