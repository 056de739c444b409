"""Whether "find out" finds out which exercise a clip shows.

    python -m benchmarks.find ../shared/truth/clips ../shared/truth/more ../shared/real [MORE]
                              [--poses FOLDER]

Walks folders for mp4 files, lets every exercise look at each, and prints a line per clip: what it
shows, what is proposed and how sure that is, and how long all exercises took beside the pose
estimation. Then the sums. ``--poses`` is where the poses are kept: what lies there is not looked
at again.

A clip is right when each set that is proposed is of its exercise; when nothing is proposed of one
whose exercise Koshi does not have; and, of one that no check may judge (`benchmarks.truth`, or not
seen from the side), also when nothing is. Wrong and "clear" is what must not be.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.kept import keep
from benchmarks.truth import shown_in
from clips.kept_poses import read_poses
from pose.video import probe
from rules import EXERCISES
from rules.find import Finder, Proposal


@dataclass
class Found:
    """What a clip shows, what was proposed, and seconds for the exercises and for the poses (0 of
    kept ones)."""

    name: str
    shows: set[str]
    refused: bool
    proposals: list[Proposal]
    find_s: float
    pose_s: float
    length_s: float

    @property
    def wrong(self) -> list[Proposal]:
        """What was proposed and is not there."""
        return [each for each in self.proposals if each.exercise not in self.shows]

    @property
    def right(self) -> bool:
        """As the head of this file has it."""
        nothing_to_find = self.refused or not self.shows & {*EXERCISES}
        return not self.wrong and (bool(self.proposals) or nothing_to_find)


def find_one(path: Path, folder: Path) -> Found:
    """Find out about one clip; its poses are read from `folder`, or kept there."""
    info = probe(path)
    begin = time.perf_counter()
    kept = keep(path, folder / f"{path.parent.name}__{path.stem}.poses")
    pose_s = time.perf_counter() - begin
    frames = [pose for _, pose in read_poses(kept) if pose is not None]
    begin = time.perf_counter()
    finder = Finder(tempo=info.slowed == 1.0)
    for pose in frames:
        finder.update(pose)
    proposals = finder.finish()
    find_s = time.perf_counter() - begin
    name = f"{path.parent.name}/{path.stem}"
    return Found(name, *shown_in(path), proposals, find_s, pose_s, info.last)


def _line(found: Found) -> str:
    told = [
        f"{each.sure} {each.start_s:.1f}-{each.end_s:.1f} "
        + " ".join(f"{guess.exercise} {guess.share:.2f}" for guess in each.guesses)
        for each in found.proposals
    ]
    ratio = f"{found.find_s:.1f}/{found.pose_s:.1f} s" if found.pose_s > 1 else ""
    mark = "" if found.right else "   <-- wrong" if found.wrong else "   <-- missed"
    shows = "/".join(sorted(found.shows))
    return f"{found.name:45s} {shows:20s} {'; '.join(told) or 'nothing'} {ratio}{mark}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--poses", type=Path, help="where poses are kept")
    options = parser.parse_args()
    clips = [path for folder in options.folders for path in sorted(folder.rglob("*.mp4"))]
    if not clips:
        print("no mp4 files there", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.poses or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        every = []
        for path in clips:
            every.append(find_one(path, folder))
            print(_line(every[-1]), flush=True)
    right = sum(found.right for found in every)
    print(f"\nright {right} of {len(every)} clips ({100 * right / len(every):.1f} %)")
    known = [found for found in every if found.shows & {*EXERCISES} and not found.refused]
    print(f"of those of an exercise that is there {sum(f.right for f in known)} of {len(known)}")
    said = Counter((each.sure, each in f.wrong) for f in every for each in f.proposals)
    for sure in ("clear", "likely", "open"):
        print(f"{sure}: right {said[sure, False]}, wrong {said[sure, True]}")
    find_s, length_s = (sum(getattr(f, part) for f in every) for part in ("find_s", "length_s"))
    print(f"all exercises: {find_s / length_s:.3f} s a second of clip")
    seen = [found for found in every if found.pose_s > 1]
    if seen:
        ratio = sum(f.find_s for f in seen) / sum(f.pose_s for f in seen)
        print(f"beside the pose estimation: {100 * ratio:.0f} % of its time, {len(seen)} clips")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
