"""What is said of an exercise that was not done: every clip through every exercise.

    python -m benchmarks.confusion ../shared/truth/clips ../shared/truth/more ../shared/real [MORE]
                                   [--poses FOLDER] [--only EXERCISE ...] [--jobs 2]

Walks folders for mp4 files and checks each as every exercise that is judged, observed or counted,
as `clips check` does it. What a clip shows, and what it may be checked as too, is said in
`benchmarks.truth`; every other exercise is a wrong one. ``--poses`` is where the poses are kept:
what lies there is not looked at again.

A wrong exercise is refused when it counts no rep, hold or movement and gives no verdict, or when
it is told that the set looks like another one. Prints a line for each pair that is not, for
each severe word of a wrong exercise and for each wrong name that is told; then by the exercise
shown: its clips, the pairs with a wrong exercise, how many of them are refused, which exercises
count (of how many clips), severe words (pairs in which one would be said live or afterwards), how
often the right name is told (of the pairs in which nothing was counted, of a clip whose exercise
Koshi has), how often a wrong one, and how often a wrong one where the right exercise was chosen.
"""

import argparse
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from benchmarks.accuracy import markdown
from benchmarks.kept import keep
from benchmarks.truth import may_be, shown_in
from clips.check import Track, doubted, find_again
from clips.kept_poses import read_poses
from pose.smoothing import LandmarkFilter
from pose.video import probe
from rules import EXERCISES, FormChecker, SetReport
from rules.find import looks_like
from rules.guided import MovingExercise

CHOSEN = [
    name for name, kind in EXERCISES.items() if kind.judged or issubclass(kind, MovingExercise)
]


@dataclass
class Pair:
    """One clip checked as one exercise, a right or a wrong one: what is told, and the severe words
    that would be said live or afterwards."""

    clip: str
    shows: set[str]
    chosen: str
    right: bool
    report: SetReport
    words: list[str] = field(default_factory=list)

    @property
    def counted(self) -> bool:
        """Whether anything of the chosen exercise was counted or got a verdict."""
        report = self.report
        return bool(report.rep_count or report.holds or report.verdict != "cannot_judge")

    @property
    def refused(self) -> bool:
        """As the head of this file has it."""
        return not self.counted or self.report.looks_like is not None

    @property
    def right_name(self) -> bool:
        """Whether it is told what the clip shows."""
        return self.report.looks_like in self.shows

    @property
    def wrong_name(self) -> bool:
        """Whether it is told to be what it does not show."""
        return self.report.looks_like is not None and not self.right_name

    def line(self) -> str:
        """What is told, for the list of what is wrong."""
        report = self.report
        parts = [f"{self.clip:45s} as {self.chosen:21s}"]
        if report.rep_count:
            parts.append(f"reps {report.rep_count}")
        if report.holds:
            held = ", ".join(f"{hold.start_s:.1f}-{hold.end_s:.1f}" for hold in report.holds)
            parts.append(f"held {held} s")
        if report.moves:
            parts.append(f"moves {report.moves}")
        parts.append(" ".join([report.verdict, *report.reasons]))
        if self.words:
            parts.append(f"SEVERE {', '.join(sorted({*self.words}))}")
        if report.looks_like:
            parts.append(f"looks like {report.looks_like}{' (WRONG)' * self.wrong_name}")
        return "  ".join(parts)


def check_all(path: Path, folder: Path, chosen: Iterable[str] = CHOSEN) -> list[Pair]:
    """One clip checked as each exercise; its poses are read from `folder`, or kept there.

    The joints are smoothed once, and what the clip looks like is found out once."""
    info = probe(path)
    tempo = info.slowed == 1.0
    kept = keep(path, folder / f"{path.parent.name}__{path.stem}.poses")
    (shows, _), right = shown_in(path), may_be(path)
    checkers = {name: FormChecker(name, smooth=False, tempo=tempo) for name in chosen}
    said: defaultdict[str, list[str]] = defaultdict(list)
    smooth, track, anyone = LandmarkFilter(), Track(), FormChecker(CHOSEN[0])
    for t, pose in read_poses(kept):
        if pose is None:
            track.skip(t)
            continue
        track.add(pose, anyone)
        with_mask = smooth(pose)
        without = replace(with_mask, mask=None)
        for name, checker in checkers.items():
            events = checker.update(with_mask if EXERCISES[name].needs_mask else without)
            said[name] += [
                event.finding.fault
                for event in events
                if event.finding and event.finding.severity == "severe"
            ]
    name = f"{path.parent.name}/{path.stem}"
    pairs = [
        Pair(name, shows, each, each in right, checker.finish(), said[each])
        for each, checker in checkers.items()
    ]
    for pair in pairs:
        if pair.report.verdict != "cannot_judge":
            pair.words += [f.fault for f in pair.report.findings if f.severity == "severe"]
    if any(doubted(pair.report) for pair in pairs):
        found = find_again(track, tempo)
        for pair in pairs:
            if doubted(pair.report):
                pair.report.looks_like = looks_like(pair.report, found)
    return pairs


def table(pairs: list[Pair]) -> str:
    """One line for each exercise that is shown, and all of them."""
    by: defaultdict[str, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by["/".join(sorted(pair.shows & {*EXERCISES} or pair.shows))].append(pair)
    rows = [_row(name, some) for name, some in sorted(by.items())]
    head = "shows clips pairs refused share counted_as severe_words right_name_told wrong_name"
    return markdown(f"{head} wrong_name_where_right", [*rows, _row("**all**", pairs)])


def _row(name: str, every: list[Pair]) -> list:
    pairs = [pair for pair in every if not pair.right]
    refused = sum(pair.refused for pair in pairs)
    counted = Counter(pair.chosen for pair in pairs if not pair.refused)
    asked = Counter(pair.chosen for pair in pairs)
    row: list = [name, len({pair.clip for pair in every}), len(pairs), refused]
    row.append(f"{100 * refused / len(pairs):.1f} %")
    row.append(", ".join(f"{as_} {n}/{asked[as_]}" for as_, n in counted.most_common()))
    row.append(sum(bool(pair.words) for pair in pairs) or "")
    nothing = [pair for pair in pairs if not pair.counted and pair.shows & {*EXERCISES}]
    row.append(f"{sum(pair.right_name for pair in nothing)}/{len(nothing)}" if nothing else "")
    row.append(sum(pair.wrong_name for pair in pairs) or "")
    row.append(sum(pair.wrong_name for pair in every if pair.right) or "")
    return row


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--poses", type=Path, help="where poses are kept")
    parser.add_argument("--only", nargs="+", choices=CHOSEN, default=CHOSEN, metavar="EXERCISE")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    clips = [path for folder in options.folders for path in sorted(folder.rglob("*.mp4"))]
    if not clips:
        print("no mp4 files there", file=sys.stderr)
        return 1
    pairs: list[Pair] = []
    with tempfile.TemporaryDirectory() as scratch, ProcessPoolExecutor(options.jobs) as pool:
        folder = options.poses or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        for some in pool.map(partial(check_all, folder=folder, chosen=options.only), clips):
            for pair in some:
                wrong = not pair.right and (pair.words or not pair.refused)
                if wrong or pair.wrong_name:
                    print(pair.line(), flush=True)
            pairs += some
    print(f"\n{table(pairs)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
