"""Poses of clips, kept in files: other rules are tried on the same poses in seconds."""

from contextlib import closing
from pathlib import Path

from clips.kept_poses import PoseWriter
from clips.segments import poses
from pose.video import probe


def keep(clip: Path, at: Path) -> Path:
    """Look at a clip and write its poses to `at`; where something lies there already, nothing."""
    if not at.exists():
        part = at.with_suffix(".part")
        looked = poses(clip, probe(clip), masks=True, workers=1)
        with closing(looked), PoseWriter(part) as out:
            for each in looked:
                out.add(each)
        part.replace(at)
    return at
