"""How many labelled plank frames does Koshi's rule call right?

    python -m benchmarks.landmarks ../shared/real/plank/landmarks

Reads CSV tables of 17 MediaPipe landmarks per row (normalised; label C correct, H high = pike,
L low = sag; 16:9, `correct_stills.csv` 4:3) and prints the share judged right by
`rules.plank.judge_still`: one frame at a time, no history and no personal baseline.
"""

import csv
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from pose import Landmark, Pose
from rules.plank import judge_still

_NAMES = {"foot_index": "TOE"}
_LABELS = {"C": "ok", "H": "pike", "L": "sag"}
_HEIGHT = 720


def read_poses(path: Path) -> list[tuple[str, Pose]]:
    """(label, pose) of every row; the frames have no clock, so they are a second apart."""
    aspect = 4 / 3 if "stills" in path.name else 16 / 9
    size = (round(_HEIGHT * aspect), _HEIGHT)
    poses = []
    with path.open(newline="") as file:
        for i, row in enumerate(csv.DictReader(file)):
            landmarks, visibility = np.full((33, 2), np.nan), np.zeros(33)
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
            poses.append((_LABELS[row["label"]], Pose(float(i), size, landmarks, visibility)))
    return poses


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 1
    total, right, unjudged = 0, 0, 0
    for path in sorted(Path(sys.argv[1]).glob("*.csv")):
        table = Counter((label, judge_still(pose)) for label, pose in read_poses(path))
        n = sum(table.values())
        skipped = sum(count for (_, said), count in table.items() if said is None)
        good = sum(count for (label, said), count in table.items() if label == said)
        wrong = {f"{label}->{said}": count for (label, said), count in table.items()
                 if said is not None and said != label}  # fmt: skip
        print(
            f"{path.name:22s} {n:5d} frames  right {good:5d}  unjudged {skipped:3d}  wrong {wrong}"
        )
        total, right, unjudged = total + n, right + good, unjudged + skipped
    judged = total - unjudged
    print(f"all: {right}/{judged} judged frames right = {100 * right / max(judged, 1):.2f} %,"
          f" {unjudged} of {total} not judged")  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
