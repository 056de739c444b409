"""Whole sets of people who come in no spec, to see what the rules say of bodies and clothes that
they were not set on.

    python -m benchmarks.render.sets OUT --seed 31 [--people 4] [--exercises squat plank ...]
    python -m benchmarks.render.sets OUT --seed 61 --persons 1 0 3 2 --fps 10
    python -m benchmarks.render.sets OUT --seed 73 --persons 1 --fps 30 --kinds good
    python -m benchmarks.accuracy OUT

Each person (`crowd`: mixed shapes, resting postures, clothes of a cut and stuff of their own) does
every exercise twice: well, and with its faults. What is there already is not drawn anew; person N
of a seed is always the same. The truth lies beside each clip, as for every drawn clip.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.render.__main__ import SIZE, complete, render
from benchmarks.render.cloth import FITS
from benchmarks.render.crowd import kind_of, somebody, something_to_wear
from benchmarks.render.people import PEOPLE
from benchmarks.render.renderer import Renderer

# Of each exercise the steps of a good set, and those of a faulty one.
_INTO = {"kind": "get_in", "s": 1.8}


def _held(*kinds: str) -> list[dict[str, Any]]:
    return [_INTO, *({"kind": kind, "s": 3.0, "grow_s": 1.2} for kind in kinds)]


def _reps(*kinds: str) -> list[dict[str, Any]]:
    return [{"kind": kind} for kind in kinds]


SETS: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]]]] = {
    "hip_lift": (_reps("ok", "ok"), _reps("arch25", "low")),
    "hinge": (_reps("ok", "ok"), _reps("round", "mild")),
    "plank": (_held("ok", "ok"), _held("sag20", "pike32")),
    "side_plank": (_held("ok", "ok"), _held("ok", "sag22")),
    "single_leg_lift": (_reps("ok", "ok"), _reps("low", "arch25", "leg_bent")),
    "bird_dog": (_reps("ok", "ok"), _reps("low_leg", "arch25", "low_arm")),
    "dead_bug": (_reps("ok", "ok"), _reps("low", "arch25", "same_side")),
    "squat": (_reps("ok", "ok"), _reps("falls65", "lean70", "shallow44", "round35", "heels_up")),
    "sit_to_stand": (_reps("ok", "ok"), _reps("round35", "drop")),
    "hamstring_stretch": ([{"kind": "ok", "s": 6.0}], [{"kind": "round35", "s": 6.0}]),
    "single_leg_stance": (
        [{"kind": "still", "s": 9.0}],
        [{"kind": "still", "s": 4.0}, {"kind": "wobble", "s": 6.0}],
    ),
    "thread_needle": (
        [{"kind": "ok", "side": side} for side in ("left", "right", "right", "left")],
        [
            {"kind": kind, "side": side}
            for kind, side in (("back30", "left"), ("back30", "right"), ("small", "left"))
        ],
    ),
    "worlds_greatest": (
        _reps("ok", "ok"),
        _reps("ok", "no_elbow", "no_open", "rear_bent50"),
    ),
    "pelvic_tilt": (_reps("hollow16", "ok", "ok"), _reps("hollow9", "ok", "lift", "fast")),
    "lift_box": (_reps("ok", "ok"), _reps("stoop42", "round35", "far56", "ok")),
    "clamshell": (_reps("ok", "ok"), _reps("small", "roll_back")),
    "cat_cow": (_reps("ok", "ok"), _reps("small", "hips_rock")),
}
KINDS = ("good", "faulty")
_LYING = ("hip_lift", "single_leg_lift", "dead_bug")
_ARMS = {"pelvic_tilt": ("ceiling", "crossed")}  # else as they are drawn by default
_BOTH_LEGS = ("worlds_greatest",)


def draw(name: str, exercise: str, steps: list[dict[str, Any]], rng: np.random.Generator) -> dict:
    """The spec of one set: body and clothes are called as the person is, the rest is drawn."""
    light = rng.uniform(0.3, 0.6) if rng.random() < 0.25 else rng.uniform(0.75, 1.1)
    look = {
        "room_seed": int(rng.integers(10_000)),
        "fit": name,
        "gain": rng.uniform(0.85, 1.1),
        "light": light,
        "clutter": int(rng.integers(0, 7)),
        "surface": str(rng.choice(["mat", "floor"])),
        "pillow": exercise in _LYING and rng.random() < 0.2,
    }
    front = 90.0 if exercise == "single_leg_stance" else 0.0
    yaw = front + float(rng.uniform(-15, 15))
    camera = {"yaw_deg": yaw, "side": str(rng.choice(["left", "right"]))}
    seed, noise = int(rng.integers(1 << 30)), rng.uniform(2, 4) + 2 * (light < 0.6)
    spec: dict[str, Any] = {"exercise": exercise, "body": name, "sequence": steps}
    spec |= {"seed": seed, "noise": noise}
    if exercise in _ARMS:
        spec["arms"] = str(rng.choice(_ARMS[exercise]))
    if exercise in _BOTH_LEGS:
        spec["leg"] = str(rng.choice(["left", "right"]))
    return complete(spec | {"camera": camera, "look": look})


def main() -> int:
    """The command line; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=31)
    parser.add_argument("--people", type=int, default=4)
    parser.add_argument("--persons", type=int, nargs="+", help="their numbers, instead of --people")
    parser.add_argument("--fps", type=int, default=15)
    parser.add_argument("--exercises", nargs="+", choices=SETS, default=list(SETS))
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    renderer = Renderer(*SIZE)
    renderer.aa = "ss1"  # half the time: the eye does not see the difference
    for number in options.persons or range(options.people):
        name = f"person{options.seed}_{number}"
        rng = np.random.default_rng([options.seed, number])
        PEOPLE[name], FITS[name] = somebody(rng), something_to_wear(rng)
        for exercise, both in SETS.items():
            for kind, steps in zip(KINDS, both, strict=True):
                spec = draw(name, exercise, steps, rng)
                spec |= {"name": f"{name}_{exercise}_{kind}", "fps": options.fps}
                beside = options.out / f"{spec['name']}.json"
                asked = exercise in options.exercises and kind in options.kinds
                if asked and not beside.exists():
                    truth = render(spec, renderer, options.out)
                    truth["clothes"] = kind_of(FITS[name])
                    beside.write_text(json.dumps(truth, separators=(",", ":")))
                    print(f"{spec['name']}: {len(truth['frames'])} frames", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
