"""What the coach would say to a clip."""

from pathlib import Path

from clips.wall import read_frames
from coach.rehearsal import lines, rehearse
from coach.session import Plan
from pose.estimator import PoseEstimator
from pose.model import ensure_model
from pose.pose import Pose
from rules import EXERCISES


def poses(path: Path | str, exercise: str) -> list[Pose]:
    """Every frame's pose of a clip, none passed over."""
    with PoseEstimator(ensure_model(), EXERCISES[exercise].needs_mask) as estimator:
        return [estimator.estimate(f.image, f.t, f.crop) for f in read_frames(path)]


def script(path: Path | str, plan: Plan, language: str) -> list[str]:
    """One line for each sound, and how far the set came; the same clip gives the same lines.

    Raises
    ------
    pose.video.ClipError
        The clip cannot be read.
    pose.model.ModelError
        The pose model is missing and cannot be built.
    """
    session = rehearse(poses(path, plan.exercise), plan, language)
    end = f"{session.stage}, {session.screen.count} of {plan.target}"
    return [*lines(session, language), end]
