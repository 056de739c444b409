"""People and clothes drawn at random, between and beyond those of `people` and `cloth`."""

from typing import Any

import numpy as np

from benchmarks.render.cloth import TIGHT, Fit
from benchmarks.render.people import Person
from benchmarks.render.scene import BOTTOMS, CLOTHES

SKINS = [
    (0.80, 0.60, 0.48),
    (0.86, 0.68, 0.55),
    (0.36, 0.23, 0.17),
    (0.78, 0.57, 0.45),
    (0.55, 0.38, 0.28),
    (0.84, 0.67, 0.54),
]
HAIRS = [
    (0.10, 0.07, 0.05),
    (0.05, 0.04, 0.04),
    (0.30, 0.19, 0.10),
    (0.62, 0.60, 0.58),
    (0.42, 0.30, 0.16),
]
SHOES = [None, (0.85, 0.85, 0.86), (0.20, 0.20, 0.22), (0.90, 0.50, 0.45)]
# Single shapes that change the trunk's outline, each with the most of it.
DETAILS = {
    "stomach/stomach-tone-decr": 1.0, "stomach/stomach-tone-incr": 1.0,
    "buttocks/buttocks-volume-incr": 1.0, "buttocks/buttocks-volume-decr": 1.0,
    "hip/hip-scale-depth-incr": 0.7, "hip/hip-scale-depth-decr": 0.6,
    "torso/torso-scale-depth-incr": 0.7, "torso/torso-scale-depth-decr": 0.6,
    "torso/torso-scale-vert-incr": 0.5, "torso/torso-scale-vert-decr": 0.5,
    "torso/torso-vshape-incr": 0.6, "torso/torso-vshape-decr": 0.6,
    "torso/torso-muscle-dorsi-incr": 1.0, "torso/measure-waist-circ-decr": 0.5,
    "pelvis/pelvis-tone-decr": 1.0, "pelvis/pelvis-tone-incr": 1.0,
}  # fmt: skip


def somebody(rng: np.random.Generator) -> Person:
    """A grown person: sex, age, muscle, weight, height, origin, details, resting posture, look."""
    sex = str(rng.choice(["male", "female"]))
    targets: dict[str, float] = {}

    def add(name: str, weight: float) -> None:
        if weight > 0.01:
            targets[name] = targets.get(name, 0.0) + float(weight)

    old, muscle, weight = rng.random(), rng.normal(0, 0.45), rng.normal(0.1, 0.5)
    origin = dict(zip(("african", "asian", "caucasian"), rng.dirichlet([0.5] * 3), strict=True))
    tall = rng.normal(0, 0.2)
    for age, share in (("young", 1 - old), ("old", old)):
        for m, a in _between("muscle", muscle).items():
            for w, b in _between("weight", weight).items():
                add(f"macrodetails/universal-{sex}-{age}-{m}-{w}", share * a * b)
        for name, part in origin.items():
            add(f"macrodetails/{name}-{sex}-{age}", share * part)
        end = "max" if tall > 0 else "min"
        stem = f"macrodetails/height/{sex}-{age}-averagemuscle-averageweight"
        add(f"{stem}-{end}height", share * min(abs(tall), 0.4))
    if rng.random() < 0.25:
        add("stomach/stomach-pregnant-incr", rng.uniform(0.2, 1.0))
    for name in rng.choice(list(DETAILS), 4, replace=False):
        add(str(name), rng.uniform(0, DETAILS[str(name)]))
    posture = {}
    if rng.random() < 0.4:  # a rounded upper back
        round_back = rng.uniform(3, 16)
        posture = {
            "spine02": round_back / 2,
            "spine01": round_back / 2,
            "neck01": -round_back * 0.7,
        }
    return Person(targets, _look(rng), posture)


def _between(name: str, value: float) -> dict[str, float]:
    """Shares of the least, average and most of muscle or weight; `value` -1..1."""
    value = float(np.clip(value, -1, 1))
    return {f"average{name}": 1 - abs(value), f"{'max' if value > 0 else 'min'}{name}": abs(value)}


def _look(rng: np.random.Generator) -> dict[str, Any]:
    return {
        "skin": SKINS[rng.integers(len(SKINS))],
        "hair": HAIRS[rng.integers(len(HAIRS))],
        "style": str(rng.choice(["short", "bun"])),
        "top": CLOTHES[rng.integers(len(CLOTHES))],
        "bottom": (str(rng.choice(["leggings", "shorts"])), BOTTOMS[rng.integers(len(BOTTOMS))]),
        "shoes": SHOES[rng.integers(len(SHOES))],
    }


def something_to_wear(rng: np.random.Generator) -> Fit:
    """Tight, loose or baggy clothes of a cut and stuff of their own."""
    kind = rng.choice(["tight", "loose", "baggy"], p=[0.35, 0.4, 0.25])
    if kind == "tight":
        return TIGHT
    baggy = kind == "baggy"
    return Fit(
        air=rng.uniform(0.3, 0.65) if baggy else rng.uniform(0.1, 0.4),
        sag=rng.uniform(0.05, 0.11) if baggy else rng.uniform(0.02, 0.085),
        wrinkle=rng.uniform(0.006, 0.014) if baggy else rng.uniform(0.002, 0.009),
        extra=rng.uniform(0.018, 0.045) if baggy else rng.uniform(0.005, 0.022),
        sleeve=1.70 if baggy else rng.uniform(0.55, 0.95),
        hem=rng.uniform(-0.10, -0.03) if baggy else rng.uniform(-0.08, 0.02),
        long=baggy,
    )


def kind_of(fit: Fit) -> str:
    """Which of the three it is."""
    return "tight" if fit is TIGHT else "baggy" if fit.long else "loose"
