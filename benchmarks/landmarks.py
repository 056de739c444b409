"""How many labelled plank frames does Koshi call right, as it would a clip of a user?

    python -m benchmarks.landmarks ../shared/real/plank/landmarks

Reads CSV tables of 17 MediaPipe landmarks per row (normalised; label C correct, H high = pike,
L low = sag; 16:9, `correct_stills.csv` 4:3). Each row becomes a clip of somebody who keeps still
like that from beginning to end, which goes through `FormChecker`. Prints the share judged right of
those that were judged, and the share judged of all.
"""

import csv
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np

from pose import Landmark, Pose
from rules import FormChecker

_NAMES = {"foot_index": "TOE"}
_LABELS = {"C": "ok", "H": "pike", "L": "sag"}
_HEIGHT = 720
_SECONDS, _FPS = 3.6, 10.0  # the hold begins after half a second, is judged from 2 s later on


def read_poses(path: Path) -> list[tuple[str, Pose]]:
    """(label, pose at 0 s) of every row."""
    aspect = 4 / 3 if "stills" in path.name else 16 / 9
    size = (round(_HEIGHT * aspect), _HEIGHT)
    poses = []
    with path.open(newline="") as file:
        for row in csv.DictReader(file):
            landmarks, visibility = np.full((len(Landmark), 2), np.nan), np.zeros(len(Landmark))
            for column in row:
                if not column.endswith("_x"):
                    continue
                name = column[:-2]
                side, _, joint = name.partition("_")
                joint = _NAMES.get(joint, joint.upper())
                key = f"{side.upper()}_{joint}" if joint else name.upper()
                mark = Landmark[key]
                landmarks[mark] = (
                    float(row[f"{name}_x"]) * size[0],
                    float(row[f"{name}_y"]) * size[1],
                )
                visibility[mark] = float(row[f"{name}_v"])
            poses.append((_LABELS[row["label"]], Pose(0.0, size, landmarks, visibility)))
    return poses


def judged(still: Pose) -> tuple[str | None, list[str]]:
    """ "ok", or the one fault that is found; None, and why, when there is no verdict."""
    checker = FormChecker("plank", smooth=False)
    for i in range(round(_SECONDS * _FPS)):
        checker.update(replace(still, t=i / _FPS))
    report = checker.finish()
    if report.verdict == "cannot_judge":
        return None, report.reasons
    return "+".join(sorted({finding.fault for finding in report.findings})) or "ok", []


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 1
    said: Counter[tuple[str, str | None]] = Counter()
    for path in sorted(Path(sys.argv[1]).glob("*.csv")):
        table: Counter[tuple[str, str | None]] = Counter()
        unjudged: Counter[str] = Counter()
        for label, pose in read_poses(path):
            word, reasons = judged(pose)
            table[label, word] += 1
            unjudged.update(reasons[:1])
        right, done, n = _counts(table)
        wrong = {f"{label}->{word}": count for (label, word), count in table.items()
                 if word not in (None, label)}  # fmt: skip
        print(f"{path.name:22s} {n:5d} frames  right {right:5d} of {done:5d} judged  wrong {wrong}"
              f"  not judged {dict(unjudged)}", flush=True)  # fmt: skip
        said += table
    right, done, n = _counts(said)
    print(f"all: {right} of {done} judged are right = {100 * right / max(done, 1):.2f} %,"
          f" {done} of {n} are judged = {100 * done / max(n, 1):.2f} %")  # fmt: skip
    return 0


def _counts(table: Counter[tuple[str, str | None]]) -> tuple[int, int, int]:
    """How many are right, are judged, are there."""
    right = sum(count for (label, word), count in table.items() if word == label)
    judged = sum(count for (_, word), count in table.items() if word is not None)
    return right, judged, sum(table.values())


if __name__ == "__main__":
    raise SystemExit(main())
