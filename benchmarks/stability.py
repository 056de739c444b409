"""Whether verdicts stand still when the same set is filmed or read a little differently.

    python -m benchmarks.stability ../shared/truth/clips ../shared/real [MORE]
                                   [--models lite heavy] [--poses FOLDER] [--processes N]

Checks every clip whose truth is known, and copies of it: with fewer frames per second (where it has
more), half as large, compressed once more, mirrored, without its first frame, 10 % brighter; and as
it is with MediaPipe's other pose models (`benchmarks.models`). Prints for each change and exercise
the share of clips whose verdict, and whose reps or holds, stay the same, the same for each fault,
and every flip between "ok" and "severe". ``--poses`` is where the poses are kept: what lies there
is not looked at again, so that other rules can be tried on the same poses in minutes.
"""

import argparse
import os
import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from benchmarks.kept import keep
from benchmarks.models import OTHERS, ensure_other
from benchmarks.truth import read_truth
from clips.check import check
from pose.model import MODEL_VARIABLE
from pose.video import ClipWriter, Frame, frame_rate, probe, read_frames
from rules import EXERCISES, SetReport

_WHAT = ("verdict_stands", "reps_stand")
RATES = (25, 15, 10, 7)
CHANGES = (*(f"{rate}/s" for rate in RATES), "half", "encoded", "mirrored", "shifted", "brighter")


@dataclass(frozen=True)
class Pair:
    """The report of a clip, and that of the same clip after a change."""

    clip: str
    exercise: str
    change: str
    before: SetReport
    after: SetReport

    @property
    def verdict_stands(self) -> bool:
        """Whether both say the same of the whole set."""
        return self.before.verdict == self.after.verdict

    @property
    def reps_stand(self) -> bool:
        """Whether both count as many reps, or see as many holds."""
        one, other = ((report.rep_count, len(report.holds)) for report in (self.before, self.after))
        return one == other

    def of(self, fault: str) -> tuple[str, str]:
        """What was said of a fault before and after the change."""
        return _said(self.before, fault), _said(self.after, fault)


def _said(report: SetReport, fault: str) -> str:
    named = {finding.severity for finding in report.findings if finding.fault == fault}
    if named:
        return "severe" if "severe" in named else "mild"
    counted = (rep for rep in report.reps if rep.counted)
    judged = any(fault not in rep.cannot_judge for rep in counted) or report.holds
    return "ok" if judged else "unjudged"


def changed(frames: Iterable[Frame], change: str) -> Iterator[tuple[np.ndarray, float]]:
    """The pictures (RGB uint8) and times (s) of a clip after one of the `CHANGES`."""
    due = -np.inf
    for index, frame in enumerate(frames):
        image = frame.image
        if change.endswith("/s"):
            if frame.t < due - 1e-3:
                continue
            step = 1 / float(change.removesuffix("/s"))
            due = frame.t + step if due < frame.t - step else due + step
        elif change == "half":
            image = cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
        elif change == "mirrored":
            image = np.ascontiguousarray(image[:, ::-1])
        elif change == "brighter":
            image = np.clip(image * 1.1, 0, 255).astype(np.uint8)
        elif change == "shifted" and index == 0:
            continue
        yield image, frame.t


def compare(path: Path, models: tuple[str, ...], folder: Path) -> list[Pair]:
    """Check one clip as it is and after each change; poses are read from `folder`, or kept there.
    Nothing of a clip whose truth is not known."""
    truth = read_truth(path)
    if truth is None:
        return []
    fps = frame_rate(probe(path))
    slow = [f"{rate}/s" for rate in RATES if rate > 0.9 * fps]
    before, *after = (
        check(path, truth.exercise, kept=_kept(path, change, folder)).report
        for change in ("as it is", *(c for c in CHANGES if c not in slow), *models)
    )
    changes = [c for c in (*CHANGES, *models) if c not in slow]
    name = f"{path.parent.name}/{path.stem}"
    return [
        Pair(name, truth.exercise, change, before, report)
        for change, report in zip(changes, after, strict=True)
    ]


def _kept(path: Path, change: str, folder: Path) -> Path:
    """Where the poses of a clip after a change lie."""
    kept = folder / f"{path.parent.name}__{path.stem}__{change.replace('/', '')}.poses"
    if kept.exists():
        return kept
    with tempfile.TemporaryDirectory() as scratch:
        seen = path
        if change in CHANGES:
            seen = Path(scratch) / path.name
            with ClipWriter(seen) as writer:
                for image, t in changed(read_frames(path), change):
                    writer.write(image, t)
        usual = os.environ.get(MODEL_VARIABLE)
        if change in OTHERS:
            os.environ[MODEL_VARIABLE] = str(ensure_other(change))
        try:
            keep(seen, kept)
        finally:
            os.environ.pop(MODEL_VARIABLE, None)
            if usual:
                os.environ[MODEL_VARIABLE] = usual
    return kept


def tables(pairs: list[Pair]) -> Iterator[str]:
    """The tables as Markdown, and a line for every flip."""
    yield "| change | exercise | clips | verdict stands | reps stand |"
    yield "| --- | --- | --- | --- | --- |"
    names = list(dict.fromkeys(pair.change for pair in pairs))
    groups = [(change, exercise) for change in names for exercise in EXERCISES]
    for change, exercise in [*groups, ("all", "all")]:
        some = [p for p in pairs if change == "all" or (p.change, p.exercise) == (change, exercise)]
        if some:
            shares = [np.mean([getattr(p, what) for p in some]) for what in _WHAT]
            yield f"| {change} | {exercise} | {len(some)} | {shares[0]:.1%} | {shares[1]:.1%} |"
    yield ""
    yield "| fault | exercise | pairs | the same | flips between ok and severe |"
    yield "| --- | --- | --- | --- | --- |"
    for exercise in EXERCISES:
        some = [pair for pair in pairs if pair.exercise == exercise]
        for fault in _names(exercise) if some else ():
            said = [pair.of(fault) for pair in some]
            same = np.mean([one == other for one, other in said])
            flips = sum({one, other} == {"ok", "severe"} for one, other in said)
            yield f"| {fault} | {exercise} | {len(said)} | {same:.1%} | {flips} |"
    yield ""
    for pair in pairs:
        for fault in _names(pair.exercise):
            one, other = pair.of(fault)
            if {one, other} == {"ok", "severe"}:
                yield f"flip: {pair.clip}, {pair.change}: {fault} {one} -> {other}"
        if not (pair.verdict_stands and pair.reps_stand):
            told = (f"{r.verdict} {r.reasons} {r.rep_count}" for r in (pair.before, pair.after))
            yield f"moved: {pair.clip}, {pair.change}: {' -> '.join(told)}"


def _names(exercise: str) -> list[str]:
    """The exercise's faults; several witnesses may tell of one."""
    return list(dict.fromkeys(fault.name for fault in EXERCISES[exercise].faults))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--models", nargs="*", choices=OTHERS, default=[])
    parser.add_argument("--poses", type=Path, help="where poses are kept")
    parser.add_argument("--processes", type=int)
    options = parser.parse_args()
    clips = sorted(clip for folder in options.folders for clip in folder.rglob("*.mp4"))
    pairs: list[Pair] = []
    with tempfile.TemporaryDirectory() as scratch, ProcessPoolExecutor(options.processes) as pool:
        folder = options.poses or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        job = partial(compare, models=tuple(options.models), folder=folder)
        for found in pool.map(job, clips):
            pairs += found
            if found:
                print(f"{found[0].clip}: {len(found)} changes", flush=True)
    print("\n".join(tables(pairs)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
