"""How well the tempo of reps is read from few frames a second.

    python -m benchmarks.tempo ../shared/truth ../shared/real --poses FOLDER [--processes N]

The poses of every clip whose truth is known (kept in FOLDER as `benchmarks.accuracy` keeps them)
are checked as they are and thinned to fewer frames a second. Every way out and back of a counted
rep is held against the same way read from all frames; what is printed for each rate is by how many
frames it was off, and what was said of the reps whose tempo, from all frames, is severe or fine.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.kept import keep, of_all
from benchmarks.truth import read_truth
from clips.kept_poses import read_poses
from pose.pose import Pose
from rules import EXERCISES, FormChecker, Rep, SetReport
from rules.repeated import TEMPO_FPS, RepExercise

RATES = (10, 7.5, 6, 5)  # most clips have 15
_SAME_S = 1.0  # the middles of the tops of one rep lie no further apart
_SAID = ("severe", "mild", "open", "praised", "lost")


@dataclass
class Thinned:
    """What a clip says at a rate: ``off``, the ways' errors in frames (and in s); how often reps
    were said to be what, of those severe from all frames and of those fine; whether a set with a
    severe tempo was called good."""

    rate: float
    off: list[tuple[float, float]] = field(default_factory=list)
    severe: list[str] = field(default_factory=list)
    fine: list[str] = field(default_factory=list)
    sets: list[bool] = field(default_factory=list)


def thinned(poses: Iterable[Pose], rate: float) -> Iterator[Pose]:
    """Poses of so many frames a second, as a camera that has no more gives them."""
    due = -np.inf
    for pose in poses:
        if pose.t >= due - 1e-3:
            due = pose.t + 1 / rate if due < pose.t - 1 / rate else due + 1 / rate
            yield pose


def compare(path: Path, folder: Path) -> list[Thinned]:
    """One clip at all `RATES`; nothing of an exercise without a tempo, or a clip too slow."""
    truth = read_truth(path)
    kind = EXERCISES[truth.exercise] if truth else None
    if truth is None or kind is None or not issubclass(kind, RepExercise) or not kind.tempo:
        return []
    kept = keep(path, folder / f"{path.parent.name}__{path.stem}.poses")
    poses = [pose for _, pose in read_poses(kept) if pose is not None]
    whole, fps = _check(truth.exercise, poses)
    if fps < TEMPO_FPS:
        return []
    return [_held(kind, whole, truth.exercise, poses, rate) for rate in RATES]


def _check(exercise: str, poses: Iterable[Pose]) -> tuple[SetReport, float]:
    """The report of some poses, and their frames per second at the end."""
    checker = FormChecker(exercise)
    for pose in poses:
        checker.update(pose)
    return checker.finish(), checker.fps


def _held(
    kind: type[RepExercise], whole: SetReport, exercise: str, poses: list[Pose], rate: float
) -> Thinned:
    report, fps = _check(exercise, thinned(poses, rate))
    found = Thinned(rate)
    for rep in whole.reps:
        if not rep.counted:
            continue
        same = next((other for other in report.reps if _same(rep, other)), None)
        tempo = _tempo(kind, whole, rep)
        if tempo in ("severe", "praised"):
            said = _tempo(kind, report, same) if same else "lost"
            (found.severe if tempo == "severe" else found.fine).append(said)
        for way in (kind.seconds[0], kind.seconds[2]):
            true, read = rep.metrics.get(way), same.metrics.get(way) if same else None
            if true is not None and read is not None:
                found.off.append(((read - true) * fps, read - true))
    if "severe" in (_tempo(kind, whole, rep) for rep in whole.reps if rep.counted):
        found.sets.append(report.verdict == "ok")
    return found


def _same(rep: Rep, other: Rep) -> bool:
    middle, others = ((each.top_start_s + each.top_end_s) / 2 for each in (rep, other))
    return other.counted and abs(middle - others) <= _SAME_S


def _tempo(kind: type[RepExercise], report: SetReport, rep: Rep) -> str:
    """What is said of a rep's tempo."""
    names = {fault.name for fault in kind.faults if fault.concern == "tempo"}
    said = [f.severity for f in report.findings if f.rep == rep.index and f.concern == "tempo"]
    if said:
        return "severe" if "severe" in said else "mild"
    return "open" if names & set(rep.cannot_judge) else "praised"


def tables(found: list[Thinned]) -> Iterator[str]:
    """The figures as Markdown."""
    yield "| frames/s | ways | off by, frames: 5 % | median | 95 % | worst | s: 5 % | 95 % |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for rate, some in _rates(found):
        off = np.array([error for each in some for error in each.off]).reshape(-1, 2)
        if len(off):
            low, middle, high = np.percentile(off[:, 0], [5, 50, 95])
            worst = off[np.abs(off[:, 0]).argmax(), 0]
            short, long = np.percentile(off[:, 1], [5, 95])
            yield (
                f"| {rate} | {len(off)} | {low:.1f} | {middle:.1f} | {high:.1f} | {worst:.1f} | "
                f"{short:.2f} | {long:.2f} |"
            )
    for name, what in (("severe", "severe tempo"), ("fine", "fine tempo")):
        yield ""
        yield f"| frames/s | reps of {what} | {' | '.join(_SAID)} |"
        yield f"|{' --- |' * (2 + len(_SAID))}"
        for rate, some in _rates(found):
            said = [word for each in some for word in getattr(each, name)]
            counts = " | ".join(str(said.count(word)) for word in _SAID)
            yield f"| {rate} | {len(said)} | {counts} |"
    yield ""
    yield "| frames/s | sets with a severe tempo | called good |"
    yield "| --- | --- | --- |"
    for rate, some in _rates(found):
        good = [called for each in some for called in each.sets]
        yield f"| {rate} | {len(good)} | {sum(good)} |"


def _rates(found: list[Thinned]) -> Iterator[tuple[str, list[Thinned]]]:
    for rate in RATES:
        yield str(rate), [each for each in found if each.rate == rate]
    yield "all", found


def main() -> int:
    found: list[Thinned] = []
    used = 0
    for each in of_all(compare, __doc__):
        found += each
        used += any(one.off for one in each)
    print(f"{used} clips\n")
    print("\n".join(tables(found)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
