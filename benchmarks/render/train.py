"""Learn the lumbar spine from drawn people, and compare with the rules of today on unseen ones.

    python -m benchmarks.render.train OUT [--level 0.8] [--anew]

OUT is the folder that `benchmarks.render.spine` fills. The estimate is a mean and a spread, both
by gradient boosting, and the interval is widened until it holds as many as it says (conformal).
Everything printed is of people, and so of clothes, that were not in the training: they are parted
into six, each judged by what was learned from the other five. A rep is named when even the cautious
end of its interval is a fault, praised when even the other end is none, else unjudged.
"""

import argparse
import math
import pickle
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.model_selection import GroupKFold
from threadpoolctl import threadpool_limits

from benchmarks.render.readings import Fit, Row, Verdict, row
from benchmarks.render.spine import read

FOLDS = 6
LEAST_SEEN = 0.2  # a value that fewer reps have is left out
# What no spine does is no reading: extension and flexion in degrees (M, evidence.md).
ANATOMY = (-35.0, 70.0)


class Bands(NamedTuple):
    """A fault of the lumbar spine: sign of the worse direction, mild and severe in true degrees
    (README.md)."""

    sign: int
    mild: float
    severe: float


FAULTS = {
    "hip_lift": {"over_arch": Bands(-1, 10, 18)},
    "hinge": {"rounded_back": Bands(1, 15, 30), "arched_back": Bands(-1, 18, 32)},
}


def rows(folder: Path, anew: bool = False) -> list[Row]:
    """The readings of every person's file and what the rules say; kept beside it, because they take
    a second each: read `anew` when readings or rules have changed."""
    found: list[Row] = []
    for path in sorted(folder.glob("*.npz")):
        kept = path.with_suffix(".rows")
        if anew or not kept.exists():
            kept.write_bytes(pickle.dumps([row(seen, path.stem) for seen in read(path)]))
        found += pickle.loads(kept.read_bytes())
    return found


def booster(trees: int) -> HistGradientBoostingRegressor:
    """A small model; it takes missing values as they are."""
    return HistGradientBoostingRegressor(
        max_iter=trees, learning_rate=0.06, max_leaf_nodes=8, min_samples_leaf=10,
        l2_regularization=1.0, max_features=0.4, random_state=0,
    )  # fmt: skip


class Estimate:
    """Mean and spread of the lumbar angle, degrees, learned from rows.

    x (n, k) values, y (n,) degrees, group (n,) the person of each row.
    """

    def __init__(self, x: np.ndarray, y: np.ndarray, group: np.ndarray, level: float):
        off = unseen(x, y, group, 150)
        error = np.abs(y - off)
        spread = unseen(x, np.log(error + 1), group, 60)
        self._mean = booster(150).fit(x, y)
        self._spread = booster(60).fit(x, np.log(error + 1))
        # As many spreads as hold the wanted share of people not learned from.
        ratio = np.sort(error / np.exp(spread))
        place = min(len(ratio) - 1, math.ceil(level * (len(ratio) + 1)) - 1)
        self._wide = float(ratio[place])

    def __call__(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Estimate and half the interval, degrees, (n,) each."""
        mean = np.clip(self._mean.predict(x), *ANATOMY)
        return mean, self._wide * np.exp(self._spread.predict(x))


def unseen(x: np.ndarray, y: np.ndarray, group: np.ndarray, trees: int) -> np.ndarray:
    """A prediction for each row by what was learned from other people."""
    out = np.empty(len(y))
    for known, rest in GroupKFold(5).split(x, y, group):
        out[rest] = booster(trees).fit(x[known], y[known]).predict(x[rest])
    return out


class Judged(NamedTuple):
    """A rep, what today's rules say of it, and the estimate: degrees, half its interval (NaN where
    nothing was read)."""

    row: Row
    mean: float
    half: float

    def verdict(self, exercise: str, strict: bool) -> Verdict:
        """What the interval makes certain; `strict`: praise needs that not even a mild fault is
        within it, else that no severe one is."""
        if not math.isfinite(self.mean):
            return Verdict({}, False)
        named, judged = {}, True
        for fault, bands in FAULTS[exercise].items():
            low, high = (bands.sign * self.mean + end * self.half for end in (-1, 1))
            if low >= bands.mild:
                named[fault] = "severe" if bands.sign * self.mean >= bands.severe else "mild"
            elif high >= (bands.mild if strict else bands.severe):
                judged = False
        return Verdict(named, judged or bool(named), self.mean)

    def second_opinion(self, exercise: str) -> Verdict:
        """What today's rules say, where the estimate does not contradict: not named when the whole
        interval is good, not praised when the estimate itself is a fault."""
        said = self.row.today
        if not math.isfinite(self.mean):
            return said
        named, judged = {}, said.judged
        for fault, bands in FAULTS[exercise].items():
            middle = bands.sign * self.mean
            severity = said.named.get(fault)
            if severity and middle + self.half >= bands.mild:
                named[fault] = severity if middle + self.half >= bands.severe else "mild"
            elif severity or middle >= bands.mild:
                judged = False
        return Verdict(named, judged or bool(named), said.degrees)


def judge(exercise: str, reps: list[Row], level: float) -> list[Judged]:
    """Every rep, judged by what was learned from other people."""
    seen = [i for i, rep in enumerate(reps) if rep.values]
    x = np.array([list((reps[i].values or {}).values()) for i in seen])
    x = x[:, np.isfinite(x).mean(axis=0) > LEAST_SEEN]
    y = np.array([reps[i].lumbar for i in seen])
    group = np.array([reps[i].person for i in seen])
    out = [Judged(rep, math.nan, math.nan) for rep in reps]
    for known, rest in GroupKFold(FOLDS).split(x, y, group):
        estimate = Estimate(x[known], y[known], group[known], level)
        for i, mean, half in zip(rest, *estimate(x[rest]), strict=True):
            out[seen[i]] = Judged(reps[seen[i]], float(mean), float(half))
    return out


def table(exercise: str, fault: str, reps: Iterable[tuple[Row, Verdict]]) -> str:
    """Shares of true and of said, for one fault."""
    bands = FAULTS[exercise][fault]
    kinds: dict[str, list[Verdict]] = {"good": [], "mild": [], "severe": []}
    for rep, said in reps:
        value = bands.sign * rep.lumbar
        kind = "severe" if value >= bands.severe else "mild" if value >= bands.mild else "good"
        kinds[kind].append(said)
    cells = []
    for kind, all_said in kinds.items():
        words = [v.named.get(fault) or ("praised" if v.judged else "unjudged") for v in all_said]
        shares = ", ".join(
            f"{what} {words.count(what)}" for what in ("severe", "mild", "praised", "unjudged")
        )
        cells.append(f"    truly {kind} (n {len(words)}): said {shares}")
    return "\n".join(cells)


def errors(pairs: list[tuple[float, float]]) -> str:
    """Mean absolute and root mean square error of (estimate, truth) pairs."""
    e = np.array([a - b for a, b in pairs if math.isfinite(a)])
    if not len(e):
        return "none"
    return (
        f"{np.abs(e).mean():.1f} / {np.sqrt((e**2).mean()):.1f} (n {len(e)}, bias {e.mean():+.1f})"
    )


def report(everything: list[Row], level: float) -> None:
    """Print errors, intervals and what is said, learned and by today's rules."""
    fits: tuple[Fit, ...] = ("tight", "loose", "baggy")
    for exercise in FAULTS:
        reps = [r for r in everything if r.exercise == exercise]
        judged = judge(exercise, reps, level)
        people = len({r.person for r in reps})
        print(f"\n{exercise}: {len(reps)} reps of {people} people, {level:.0%} interval")
        for fit in (None, *fits):
            part = [j for j in judged if fit in (None, j.row.fit)]
            known = [j for j in part if math.isfinite(j.mean)]
            within = [abs(j.mean - j.row.lumbar) <= j.half for j in known]
            widths = [j.half for j in known] or [math.nan]
            print(
                f"  {fit or 'all'}: error in degrees, mean absolute / root mean square: learned "
                f"{errors([(j.mean, j.row.lumbar) for j in part])}, today "
                f"{errors([(j.row.today.degrees, j.row.lumbar) for j in part])}; within the "
                f"interval {np.mean(within):.2f}, half of it {np.median(widths):.0f} (median)"
            )
        for fault in FAULTS[exercise]:
            for name, said in (
                ("today", [(j.row, j.row.today) for j in judged]),
                (
                    "today, learned as a second opinion",
                    [(j.row, j.second_opinion(exercise)) for j in judged],
                ),
                ("learned, strict praise", [(j.row, j.verdict(exercise, True)) for j in judged]),
                ("learned, praise when not severe",
                 [(j.row, j.verdict(exercise, False)) for j in judged]),
            ):  # fmt: skip
                print(f"  {fault}, {name}:\n{table(exercise, fault, said)}")


def main() -> int:
    """The command line; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("--level", type=float, default=0.8, help="share the interval is to hold")
    parser.add_argument("--anew", action="store_true", help="readings or rules have changed")
    args = parser.parse_args()
    with threadpool_limits(1):  # tables as small as these wait for threads more than they work
        report(rows(args.out, args.anew), args.level)
    return 0


if __name__ == "__main__":
    sys.exit(main())
