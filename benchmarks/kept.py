"""Poses of clips, kept in files: other rules are tried on the same poses in seconds."""

import argparse
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from itertools import repeat
from pathlib import Path
from typing import TypeVar

from clips.kept_poses import PoseWriter
from clips.segments import poses
from pose.video import probe

_T = TypeVar("_T")


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


def of_all(look: Callable[[Path, Path], list[_T]], doc: str | None) -> Iterator[list[_T]]:
    """What `look` (clip, folder of the kept poses) finds in every clip of the folders that the
    command line names, in the order of the clips, by several processes."""
    parser = argparse.ArgumentParser(description=(doc or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--poses", type=Path, required=True, help="where poses are kept")
    parser.add_argument("--processes", type=int)
    options = parser.parse_args()
    options.poses.mkdir(parents=True, exist_ok=True)
    clips = sorted(clip for folder in options.folders for clip in folder.rglob("*.mp4"))
    with ProcessPoolExecutor(options.processes) as pool:
        yield from pool.map(look, clips, repeat(options.poses))
