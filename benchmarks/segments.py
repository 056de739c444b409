"""Whether a clip checked in segments, and with fewer poses, gives what an unbroken check gives.

    python -m benchmarks.segments ../shared/truth/clips ../shared/real [MORE] [--every SECONDS]

Checks each clip five ways: every frame, unbroken; every frame from the third on, for what chance
does; the frames that `pose.pace` wants, unbroken; those in segments as `clips.segments.cuts` makes
them, or halves of a shorter clip (``--every``: cut that often); and those in thirds. The segments
are held against the unbroken clip as paced. Prints what differs: verdicts, reps and findings, and
by how much times and values do, and the share of frames that were looked at.
"""

import argparse
import math
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks.truth import read_truth
from rules import SetReport

WAYS = ("every frame", "from the third on", "as paced", "in segments", "in thirds")


def reports(path: Path, every: float | None) -> tuple[Path, float, list[SetReport]] | None:
    """Of a clip whose truth is known the share of frames looked at, and its reports, as `WAYS`."""
    from clips import segments
    from pose import pace
    from pose.video import probe
    from rules import EXERCISES, FormChecker

    truth = read_truth(path)
    if truth is None:
        return None
    info = probe(path)
    cuts = segments.cuts(max(info.duration, 30.0))
    if every:
        cuts = [*(every * i for i in range(max(1, int(info.duration / every)))), math.inf]
    elif info.duration < 30:
        cuts[1] = info.duration / 2
    found, looked = [], 1.0
    usual = pace.STILL_PER_S, segments.WARM_UP_S
    for way in WAYS:
        pace.STILL_PER_S, segments.WARM_UP_S = usual if way in WAYS[2:] else (1000.0, 0.0)
        begin = 2 / info.fps if way == "from the third on" else 0.0
        thirds = [0.0, info.duration / 3, 2 * info.duration / 3, math.inf]
        where = {"in segments": cuts, "in thirds": thirds}.get(way, [begin, math.inf])
        checker = FormChecker(truth.exercise)
        masks = EXERCISES[truth.exercise].needs_mask
        seen = posed = 0
        for _, pose in segments.poses(path, info, masks, workers=1, where=where):
            seen, posed = seen + 1, posed + bool(pose)
            if pose:
                checker.update(pose)
        found.append(checker.finish())
        if way == "as paced":
            looked = posed / seen
    return path, looked, found


def differences(one: SetReport, other: SetReport) -> Iterator[str]:
    """What is said otherwise in two reports of the same set."""
    if (one.verdict, one.reasons) != (other.verdict, other.reasons):
        yield f"verdict {one.verdict} {one.reasons} / {other.verdict} {other.reasons}"
    if len(one.reps) != len(other.reps):
        yield f"reps {len(one.reps)} / {len(other.reps)}"
    for a, b in zip(one.reps, other.reps, strict=False):
        if (a.counted, a.verdict, a.cannot_judge) != (b.counted, b.verdict, b.cannot_judge):
            yield f"rep {a.index} {a.verdict} {a.cannot_judge} / {b.verdict} {b.cannot_judge}"
    if len(one.holds) != len(other.holds):
        yield f"holds {len(one.holds)} / {len(other.holds)}"
    named = [{(f.fault, f.severity, f.rep) for f in r.findings} for r in (one, other)]
    for finding in named[0] ^ named[1]:
        yield f"finding {' '.join(map(str, finding))}"


def apart(one: SetReport, other: SetReport) -> dict[str, float]:
    """The largest differences of times (s) and of the angles of reps (degrees)."""
    times, values = [0.0], [0.0]
    for a, b in zip(one.reps, other.reps, strict=False):
        times += [abs(a.top_start_s - b.top_start_s), abs(a.end_s - b.end_s)]
        both = set(a.metrics) & set(b.metrics)
        pairs = [(a.metrics[name], b.metrics[name]) for name in both if name.endswith("_deg")]
        values += [abs(x - y) for x, y in pairs if x is not None and y is not None]
    for h, g in zip(one.holds, other.holds, strict=False):
        times += [abs(h.start_s - g.start_s), abs(h.end_s - g.end_s), abs(h.good_s - g.good_s)]
    return {"s": max(times), "deg": max(values)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--every", type=float, help="cut so often (s)")
    options = parser.parse_args()
    clips = sorted(clip for folder in options.folders for clip in folder.rglob("*.mp4"))
    same: Counter[str] = Counter()
    count = 0
    with ProcessPoolExecutor() as pool:
        for result in pool.map(partial(reports, every=options.every), clips):
            if result is None:
                continue
            path, looked, found = result
            count += 1
            print(f"{path.stem}: {looked:.0%} of the frames looked at")
            against = (found[0], found[0], found[2], found[2])
            for way, one, other in zip(WAYS[1:], against, found[1:], strict=True):
                told = list(differences(one, other))
                same[way] += not told
                most = apart(one, other)
                numbers = f"times within {most['s']:.2f} s, angles within {most['deg']:.1f} deg"
                print(f"  {way:18s} {'; '.join(told) or 'the same'}; {numbers}", flush=True)
    for how, n in same.items():
        print(f"{how}: {n} of {count} clips give the same verdicts, reps and findings")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
