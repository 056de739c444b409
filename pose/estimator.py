"""The eye Koshi looks with: MediaPipe, and the follower of one person."""

from pathlib import Path

from pose.follower import Follower
from pose.landmarker import Landmarker


class PoseEstimator(Follower):
    """Finds the person in each frame of one stream.

    Parameters
    ----------
    model : Path
        The bundle of `pose.model.ensure_model`.
    masks : bool
        Whether poses carry the person mask (about a tenth more time). Only with it joints behind
        something are told: their visibility is 0.
    """

    def __init__(self, model: Path, masks: bool = False):
        super().__init__(Landmarker(model, masks))
