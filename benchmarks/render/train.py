"""Learn the lumbar spine from drawn people: the tables of `rules.spine`.

    python -m benchmarks.render.train OUT [--but 14] [--write]

OUT is the folder that `benchmarks.render.spine` fills. The estimate is a mean and a spread, both
by gradient boosting, and the interval is widened until it holds as many as it says (conformal).
What is printed is of people, and so of clothes, that were not in the training: they are parted
into six, each judged by what was learned from the other five. People drawn from the seed ``--but``
are left out altogether: `benchmarks.render.unseen` tries the rules on them. An exercise that is not
drawn in OUT keeps its table.
"""

import argparse
import pickle
import sys
from pathlib import Path

import numpy as np
from sklearn.covariance import LedoitWolf
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from benchmarks.render.readings import END, RULES, Row, rows
from benchmarks.render.spine import read
from rules import spine

FOLDS = 6
TREES, SPREAD_TREES = 220, 60
LEVEL = 0.8  # share that the interval is to hold
RARE = 0.05  # a value seen in less than such a share of the rows is not learned from (J)
ALIKE = 97.0  # percentile of the learned from beyond which a reading is unlike them (J)


def read_all(folder: Path, but: str | None) -> list[Row]:
    """The rows of every person's file; kept beside it until the reader has other values."""
    found: list[Row] = []
    for path in sorted(folder.glob("*.npz")):
        if but is not None and path.stem.startswith(f"{but}-"):
            continue
        kept = path.with_suffix(".values")
        names, known = pickle.loads(kept.read_bytes()) if kept.exists() else ((), [])
        if names != spine.VALUES:
            known = [row for seen in read(path) for row in rows(seen, path.stem)]
            kept.write_bytes(pickle.dumps((spine.VALUES, known)))
        found += known
    return found


def booster(trees: int) -> HistGradientBoostingRegressor:
    """A small model; it takes missing values as they are."""
    return HistGradientBoostingRegressor(
        max_iter=trees, learning_rate=0.06, max_leaf_nodes=8, min_samples_leaf=10,
        l2_regularization=1.0, max_features=0.4, random_state=0,
    )  # fmt: skip


class Learned:
    """Mean and spread of the lumbar angle, degrees, from rows of one exercise."""

    def __init__(self, known: list[Row]):
        x, y, people, ends = arrays(known)
        rare = np.isfinite(x).mean(axis=0) < RARE
        x = np.where(rare, 0.0, x)
        error = np.abs(y - elsewhere(x, y, people, TREES))
        spread = elsewhere(x, np.log(error + 1), people, SPREAD_TREES)
        self.mean = booster(TREES).fit(x, y)
        self.spread = booster(SPREAD_TREES).fit(x, np.log(error + 1))
        # As many spreads as hold the wanted share of people not learned from.
        self.wide = float(np.quantile((error / np.exp(spread))[ends], LEVEL))
        self.usual = np.nanmean(x, axis=0)
        self.scale = np.where(rare, np.inf, np.nanstd(x, axis=0) + 1e-6)
        given = np.nan_to_num((x - self.usual) / self.scale)
        shape = LedoitWolf(assume_centered=True).fit(given)
        # Rows whose squares add up to how unlike a reading is.
        self.unlike = np.linalg.cholesky(shape.precision_).T
        far = np.linalg.norm(given @ self.unlike.T, axis=1)
        self.furthest = float(np.percentile(far, ALIKE))

    def __call__(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Estimate and half the interval, degrees, (n,) each."""
        return self.mean.predict(x), self.wide * np.exp(self.spread.predict(x))

    def write(self, path: Path) -> None:
        """As `rules.spine.Forest` reads it."""
        parts: dict[str, list[np.ndarray]] = {}
        roots, size, depth = [], 0, 0
        for model in (self.mean, self.spread):
            for (tree,) in model._predictors:
                nodes, leaf = tree.nodes, tree.nodes["is_leaf"].astype(bool)
                own = np.arange(size, size + len(nodes))
                roots.append(size)
                for name, values in {
                    "feature": np.where(leaf, 0, nodes["feature_idx"]),
                    "threshold": nodes["num_threshold"].astype("f4"),
                    "missing_left": nodes["missing_go_to_left"].astype(bool),
                    "left": np.where(leaf, own, size + nodes["left"].astype(int)),
                    "right": np.where(leaf, own, size + nodes["right"].astype(int)),
                    "value": np.where(leaf, nodes["value"], 0).astype("f4"),
                }.items():
                    parts.setdefault(name, []).append(values)
                size += len(nodes)
                depth = max(depth, int(nodes["depth"].max()))
        table = {name: np.concatenate(values) for name, values in parts.items()}
        for name in ("feature", "left", "right"):
            table[name] = table[name].astype("i2")
        base = [float(m._baseline_prediction.ravel()[0]) for m in (self.mean, self.spread)]
        np.savez_compressed(
            path, names=np.array(spine.VALUES), roots=np.array(roots, "i2"), base=np.array(base),
            means=TREES, depth=depth, wide=self.wide, usual=self.usual.astype("f4"),
            scale=self.scale.astype("f4"), unlike=self.unlike.astype("f4"),
            furthest=self.furthest, **table,  # type: ignore[arg-type]
        )  # fmt: skip


def arrays(known: list[Row]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Values (n, k), degrees (n,), people (n,), and which rows are of an end."""
    return (
        np.array([row.values for row in known]),
        np.array([row.lumbar for row in known]),
        np.array([row.person for row in known]),
        np.array([row.run == END for row in known]),
    )


def elsewhere(x: np.ndarray, y: np.ndarray, people: np.ndarray, trees: int) -> np.ndarray:
    """A prediction for each row by what was learned from other people."""
    out = np.empty(len(y))
    for known, rest in GroupKFold(5).split(x, y, people):
        out[rest] = booster(trees).fit(x[known], y[known]).predict(x[rest])
    return out


def report(exercise: str, known: list[Row]) -> None:
    """Print error, interval and calibration on the ends of reps of people not learned from."""
    x, y, people, ends = arrays(known)
    mean, half = np.empty(len(y)), np.empty(len(y))
    for others, rest in GroupKFold(FOLDS).split(x, y, people):
        mean[rest], half[rest] = Learned([known[i] for i in others])(x[rest])
    error = mean - y
    print(f"\n{exercise}: {ends.sum()} reps of {len(set(people))} people")
    cells = {"all": ends}
    cells |= {f: ends & np.array([r.fit == f for r in known]) for f in ("tight", "loose", "baggy")}
    cells |= {
        f"turned by {low}-{high}": ends & np.array([low <= r.yaw < high for r in known])
        for low, high in ((0, 10), (10, 20), (20, 31))
    }
    for name, which in cells.items():
        e = error[which]
        within = np.abs(e) <= half[which]
        print(
            f"  {name} (n {len(e)}): mean absolute {np.abs(e).mean():.1f}, root mean square "
            f"{np.sqrt((e**2).mean()):.1f}, bias {e.mean():+.1f} degrees; within the interval "
            f"{within.mean():.2f}, half of it {np.median(half[which]):.0f} (median)"
        )
    held = ", ".join(
        f"{share:.0%} interval holds {np.mean(np.abs(error) <= half * stretch, where=ends):.2f}"
        for share, stretch in ((0.5, 0.53), (0.8, 1.0), (0.95, 1.53))
    )
    print(f"  calibration (as of a normal error): {held}")


def main() -> int:
    """The command line; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("--but", help="a seed whose people are left out")
    parser.add_argument("--write", action="store_true", help="make the tables of rules.spine anew")
    args = parser.parse_args()
    with threadpool_limits(1):  # tables as small as these wait for threads more than they work
        everything = read_all(args.out, args.but)
        for exercise, kind in RULES.items():
            known = [row for row in everything if row.exercise == exercise]
            if not known:
                continue
            report(exercise, known)
            if args.write:
                spine.TABLES.mkdir(exist_ok=True)
                Learned(known).write(spine.TABLES / f"{kind}.npz")
    return 0


if __name__ == "__main__":
    sys.exit(main())
