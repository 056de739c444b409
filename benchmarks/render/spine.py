"""Short runs of hip lifts, hinges, lifts from the floor, squats, chair rises and bird dogs with
known spines, seen by Koshi's own eye: to learn from.

    python -m benchmarks.render.spine OUT --seed 1 --hours 2 [--people 200]
    python -m benchmarks.render.spine OUT --seed 1 --exercises lift_box

Draws people who come only here (mixed shapes, clothes, rooms, cameras), each at rest, half-way and
in the end position of several reps; poses are `pose.estimator`'s, so its errors are in them. One
file per person, which comes again from its seed and number; what is there already is not drawn
anew. `read` opens a file.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.render import scene
from benchmarks.render.actor import Actor
from benchmarks.render.cloth import Fit
from benchmarks.render.crowd import somebody, something_to_wear
from benchmarks.render.motion_more import BOX, lift_pose
from benchmarks.render.poses import Pose as Posture
from benchmarks.render.poses_more import MorePoser
from benchmarks.render.renderer import Renderer, SensorNoise
from pose.estimator import PoseEstimator
from pose.model import ensure_model
from pose.pose import Mask, Pose

# The model looks at 256 px of a body: this is enough for it, and drawn in two thirds of the time.
SIZE = (480, 360)
FPS = 15
# How often each picture of a run is seen (with new noise): the body hardly moves within
# half a second, and the tracker settles.
LOOKS = {"rest": 4, "half": 3, "end": 4}
BETWEEN_S = 0.4  # from run to run, so that the eye's own smoothing forgets
REPS = 4  # of each exercise and person, in one room
# How far away the camera is.
USUAL_M = {"hip_lift": 2.55, "hinge": 2.9, "lift_box": 2.9, "squat": 2.9, "sit_to_stand": 2.9}
USUAL_M |= {"bird_dog": 2.85}
LOW = ("hip_lift", "bird_dog")  # the camera stands lower
EXERCISES = ("hip_lift", "hinge")  # the others where they are asked for
# Degrees of the arms in front of hanging, standing and at the end of a squat or on the chair.
ARMS = {"down": (5, 15), "forward": (6, 84), "held out": (80, 86), "overhead": (172, 165)}
SHANK_ON_SEAT = 9.0  # degrees: as the chair stands in `scene`


class Wanted(NamedTuple):
    """How a rep is done. Degrees, flexion +: ``lumbar``, ``thoracic`` at its end; ``early``: share
    of them that is there half-way beyond what the movement's own progress brings."""

    lumbar: float
    thoracic: float
    early: float
    arms: str
    size: float  # share of the exercise's usual range
    extra: dict[str, float]


def want(exercise: str, rng: np.random.Generator) -> Wanted:
    """A rep drawn at random: a third have a quiet spine, the others anything between the ends."""
    quiet = rng.random() < 0.35
    if exercise == "hip_lift":
        lumbar = rng.normal(0, 3) if quiet else -rng.uniform(-12, 32)
        size = rng.uniform(0.65, 0.95) if rng.random() < 0.2 else rng.normal(1, 0.04)
        arms = str(rng.choice(["floor", "ceiling", "crossed"], p=[0.5, 0.2, 0.3]))
        # How much of an arch lifts the hips over the line (0 none, 1 as the kinds archNN do).
        extra = {"above": rng.uniform(-0.2, 1.1)}
        return Wanted(lumbar, rng.normal(0, 2), rng.uniform(-0.3, 0.6), arms, size, extra)
    if exercise == "bird_dog":
        lumbar = rng.normal(0, 3) if rng.random() < 0.45 else -rng.uniform(-8, 32)
        extra = {
            "thigh": float(np.clip(86 - 0.35 * lumbar + rng.normal(0, 6), 60, 106)),
            "knee": rng.uniform(2, 18),
            "arm": rng.uniform(70, 108) if rng.random() < 0.85 else 0.0,
            "neck": rng.normal(4, 6),
            "left": float(rng.random() < 0.5),
        }
        return Wanted(lumbar, rng.normal(0, 2), rng.uniform(-0.3, 0.5), "", 1.0, extra)
    lumbar = rng.normal(0, 4) if quiet else rng.uniform(-25, 60)
    thoracic = float(np.clip(0.4 * lumbar + rng.normal(0, 8), -8, 40))
    if exercise == "lift_box":
        # From straight legs to thighs beyond the horizontal, a half of them as deep as is right.
        knees = rng.uniform(0.75, 1.1) if rng.random() < 0.5 else rng.uniform(0, 1)
        extra = {
            "thigh": float(np.clip(80 * knees + rng.normal(0, 5), 0, 95)),
            "shank": float(np.clip(27 * knees + rng.normal(0, 4), -4, 34)),
            "neck": rng.uniform(-20, 6),
            "ahead": rng.uniform(0.25, 0.6),  # of the box, m
            "held": float(rng.random() < 0.5),
        }
        return Wanted(lumbar, thoracic, rng.uniform(-0.5, 0.5), "box", rng.normal(1, 0.03), extra)
    if exercise == "squat":
        tilt = rng.uniform(22, 72)
        extra = {
            "pelvis": max(4.0, tilt - 0.55 * lumbar - 0.25 * thoracic),
            "thigh": rng.uniform(38, 98),
            "shank": rng.uniform(8, 40),
            "neck": -0.3 * tilt + rng.normal(0, 8),
            "heel": rng.uniform(8, 22) if rng.random() < 0.12 else 0.0,
        }
        arms = str(rng.choice(["forward", "held out", "down", "crossed", "overhead"],
                              p=[0.4, 0.15, 0.15, 0.2, 0.1]))  # fmt: skip
        return Wanted(lumbar, thoracic, rng.uniform(-0.5, 0.5), arms, rng.normal(1, 0.03), extra)
    if exercise == "sit_to_stand":
        tilt = rng.uniform(28, 66)
        extra = {
            "pelvis": max(2.0, tilt - 0.55 * lumbar - 0.25 * thoracic),
            # How far the thighs still are from standing: on the seat, or just off it.
            "seat": 1.0 if rng.random() < 0.5 else rng.uniform(0.55, 1),
            "neck": -0.3 * tilt + rng.normal(0, 8),
        }
        arms = str(rng.choice(["crossed", "down", "forward"], p=[0.5, 0.3, 0.2]))
        return Wanted(lumbar, thoracic, rng.uniform(-0.5, 0.5), arms, rng.normal(1, 0.03), extra)
    tilt = rng.uniform(42, 88)
    pelvis = max(6.0, tilt - 0.55 * lumbar - 0.25 * thoracic)
    deep = rng.random() < 0.3  # as when something is taken from the floor
    extra = {
        "pelvis": pelvis,
        "thigh": float(np.clip(pelvis * rng.uniform(0.15, 0.6), 2, 38)) + 22 * deep,
        "shank": rng.uniform(0, 7) + 14 * deep,
        "neck": rng.uniform(-0.4, 0.3) * pelvis,
    }
    arms = "crossed" if rng.random() < 0.3 else "floor"
    return Wanted(lumbar, thoracic, rng.uniform(-0.5, 0.5), arms, rng.normal(1, 0.03), extra)


def reaching(poser: MorePoser, wanted: Wanted) -> float:
    """Degrees of the pelvis with which the hands just come to the box."""
    legs, low, high = (wanted.extra["thigh"], wanted.extra["shank"]), 5.0, 100.0
    grip = np.array([BOX["grip"] + 0.06, wanted.extra["ahead"] - 0.05])
    for _ in range(10):
        middle = (low + high) / 2
        body = poser.stand(middle, wanted.lumbar, wanted.thoracic, *legs, width=0.17, toes=12)
        shoulder = (body.at("upperarm01.L") + body.at("upperarm01.R")) / 2
        near = float(np.hypot(*(shoulder[1:] - grip))) < 0.97 * poser.arm_len
        low, high = (low, middle) if near else (middle, high)
    return high


def posture(poser: MorePoser, exercise: str, wanted: Wanted, e: float, sway: np.ndarray) -> Posture:
    """The body at a share `e` (0..1) of the way; `sway`: three numbers about -1..1."""
    poser.arms = wanted.arms
    bent = e * np.clip(1 + wanted.early * 2 * (1 - e), 0, None)
    lumbar = wanted.lumbar * bent + 0.3 * sway[0]
    if exercise == "hip_lift":
        top, foot = poser.hip_lift_setup()
        flat, arch = poser.hip_lift_rest(), -lumbar
        lifted = wanted.extra["above"] * 0.72 * arch
        if arch > 1:
            lifted += (1 - wanted.extra["above"]) * poser.line_lift(round(-wanted.lumbar)) * bent
        thorax = flat + (top - flat) * e * wanted.size + lifted + 0.25 * sway[1] * e
        return poser.hip_lift(thorax, arch, foot, 1.5 * sway[2])
    if exercise == "bird_dog":
        return reached(poser, wanted, e, lumbar, sway)
    pelvis, thigh, shank, neck = (
        wanted.extra.get(name, 0) * e * wanted.size for name in ("pelvis", "thigh", "shank", "neck")
    )
    thoracic = wanted.thoracic * bent
    if exercise in ("squat", "sit_to_stand"):
        heel = wanted.extra.get("heel", 0) * max(0.0, (e - 0.35) / 0.65)
        if "seat" in wanted.extra:
            seat = e * wanted.extra["seat"]
            thigh = poser.sitting_legs(SHANK_ON_SEAT) * seat
            shank = SHANK_ON_SEAT * seat + 12 * np.sin(np.pi * (1 - seat))
        stands, bottom = ARMS.get(wanted.arms, (0, 0))
        arm, crossed = stands + (bottom - stands) * e, wanted.arms == "crossed"
        bends = (pelvis + 0.4 * sway[1], lumbar, thoracic, thigh, shank, neck + 1.5 * sway[2], heel)
        return poser.stand(*bends, width=0.15, toes=14, arm=arm, crossed=crossed)
    if exercise == "lift_box":
        down = (pelvis + 0.4 * sway[1], lumbar, thoracic, thigh, shank, neck + 1.5 * sway[2])
        return lift_pose(poser, down, e, bool(wanted.extra["held"]), wanted.extra["ahead"] - 0.05)
    return poser.hinge(
        pelvis + 0.4 * sway[1], lumbar, thoracic, thigh, shank, neck + 1.5 * sway[2], 0.4 * sway[0]
    )


def reached(poser: MorePoser, wanted: Wanted, e: float, lumbar: float, sway: np.ndarray) -> Posture:
    """A bird dog with a leg, and most often the other arm, a share `e` of the way out."""
    legs = "LR" if wanted.extra["left"] else "RL"
    angle, bend = wanted.extra["thigh"] * e, wanted.extra["knee"]
    knee = 88 - (88 - bend) * e if bend + wanted.extra["thigh"] >= 88 else max(bend, 90 - angle)
    raised = wanted.extra["arm"] * e
    return poser.fours(
        lumbar,
        wanted.thoracic * e,
        wanted.extra["neck"] + 1.5 * sway[2],
        arm=(legs[1], raised + 0.01) if raised else None,
        leg=(legs[0], angle, knee) if e else None,
    )


def view(exercise: str, rng: np.random.Generator) -> dict[str, Any]:
    """Room, light and camera, as the fields of a spec."""
    turned = rng.random() < 0.5
    low, high = (0.35, 1.3) if exercise in LOW else (0.5, 1.6)
    light = rng.uniform(0.25, 0.6) if rng.random() < 0.25 else rng.uniform(0.7, 1.1)
    camera = {
        "yaw_deg": rng.uniform(-30, 30) if turned else rng.normal(0, 4),
        "height_m": rng.uniform(low, high),
        "distance_m": USUAL_M[exercise] * rng.uniform(0.85, 1.2),
        "roll_deg": rng.normal(0, 2),
        "side": str(rng.choice(["left", "right"])),
        "fov_deg": 46,
        "target_offset_m": list(rng.normal(0, 0.06, 3)),
    }
    look = {
        "room_seed": int(rng.integers(10000)),
        "gain": rng.uniform(0.85, 1.1),
        "white": list(rng.uniform(0.93, 1.07, 3)),
        "surface": str(rng.choice(["mat", "floor"])),
        "pillow": exercise == "hip_lift" and rng.random() < 0.2,
        "light": light,
        "clutter": int(rng.integers(0, 9)),
    }
    if exercise == "hip_lift" and rng.random() < 0.15:
        look["surface"] = "bed"
    noise = rng.uniform(2, 4.5) + 2 * (light < 0.6)
    return {"exercise": exercise, "camera": camera, "look": look, "noise": noise, "sequence": []}


def film(
    actor: Actor, poser: MorePoser, spec: dict[str, Any], wanted: Wanted, renderer: Renderer,
    rng: np.random.Generator,
) -> Iterator[tuple[str, float, np.ndarray, Posture]]:  # fmt: skip
    """Run, time (s), RGB picture and body of every frame of a rep."""
    look, t = spec["look"], 0.0
    noise = SensorNoise(
        int(rng.integers(1 << 30)), spec["noise"], look["gain"], look["white"], SIZE
    )
    first = rng.uniform(0.45, 0.62)
    way = {"rest": [0.0], "half": [first, first + 0.09], "end": [1.0, 1.0]}
    sway = rng.normal(0, 0.5, 3)
    for run, shares in way.items():
        for share in shares:
            sway = 0.7 * sway + rng.normal(0, 0.3, 3)
            body = posture(poser, spec["exercise"], wanted, share, sway)
            image = renderer.draw(*actor.mesh(body))
            if spec["camera"]["side"] == "right":
                image = np.ascontiguousarray(image[:, ::-1])
            for _ in range(LOOKS[run]):
                yield run, t, noise(image), body
                t += 1 / FPS
        t += BETWEEN_S


def joints(body: Posture, renderer: Renderer, mirrored: bool) -> np.ndarray:
    """True joints (12, 2) px, in the order of `Posture.joints`, as the picture shows them."""
    points = renderer.project(np.array(list(body.joints().values())))
    if mirrored:
        points = np.concatenate([points[6:], points[:6]]) * [-1, 1] + [SIZE[0], 0]
    return points


def draw_person(
    seed: int, number: int, exercises: Sequence[str], renderer: Renderer, model: Path
) -> dict[str, Any]:
    """All that is kept of one person: arrays by name."""
    rng = np.random.default_rng([seed, number])
    person, fit = somebody(rng), something_to_wear(rng)
    actor = Actor(person, fit, int(rng.integers(1 << 30)))
    rows: dict[str, list[Any]] = {
        name: []
        for name in (
            "t",
            "run",
            "rep",
            "lumbar",
            "thoracic",
            "joints",
            "landmarks",
            "visibility",
            "people",
            "mask",
            "shape",
            "matrix",
        )
    }
    reps: list[dict[str, Any]] = []
    for exercise in exercises:
        spec = view(exercise, rng)
        scene.furnish(spec, actor, renderer)
        poser = MorePoser(actor.body, pillow=spec["look"]["pillow"])
        if exercise == "hip_lift":
            poser.hip_lift_setup(knee=rng.uniform(72, 98))
        for _ in range(REPS):
            wanted = want(exercise, rng)
            if exercise == "lift_box":
                wanted.extra["pelvis"] = reaching(poser, wanted)
            with PoseEstimator(model, masks=True) as eye:
                for run, t, image, body in film(actor, poser, spec, wanted, renderer, rng):
                    pose = eye.estimate(image, t)
                    rows["run"].append(list(LOOKS).index(run))
                    rows["rep"].append(len(reps))
                    rows["lumbar"].append(body.lumbar)
                    rows["thoracic"].append(body.thoracic)
                    rows["joints"].append(joints(body, renderer, spec["camera"]["side"] == "right"))
                    _keep(rows, pose)
            reps.append({"exercise": exercise, "spec": spec, "wanted": wanted._asdict()})
    masks = rows.pop("mask")
    kept = {name: np.array(values) for name, values in rows.items()}
    kept = {k: v.astype("f4") if v.dtype == "f8" and k != "matrix" else v for k, v in kept.items()}
    about = {
        "person": person.targets,
        "posture": person.posture,
        "look": person.look,
        "fit": fit._asdict(),
        "reps": reps,
    }
    return kept | {"mask": np.concatenate(masks), "about": np.array(json.dumps(about))}


def _keep(rows: dict[str, list[Any]], pose: Pose) -> None:
    rows["t"].append(pose.t)
    rows["landmarks"].append(pose.landmarks)
    rows["visibility"].append(pose.visibility)
    rows["people"].append(pose.people)
    mask = pose.mask or Mask(np.zeros((0, 0), np.uint8), np.zeros((2, 3)))
    rows["mask"].append(mask.values.ravel())
    rows["shape"].append(mask.values.shape)
    rows["matrix"].append(mask.matrix)


@dataclass(frozen=True, eq=False)
class Seen:
    """One rep as it was seen: poses with masks, the run each is of, what is true (degrees, flexion
    +; joints (n, 12, 2) px), and what was asked for."""

    exercise: str
    poses: list[Pose]
    runs: np.ndarray
    lumbar: np.ndarray
    thoracic: np.ndarray
    joints: np.ndarray
    asked: dict[str, Any]
    fit: Fit


def read(path: Path) -> list[Seen]:
    """The reps of one person's file."""
    with np.load(path) as file:
        data = dict(file)
    about = json.loads(str(data["about"]))
    starts = np.concatenate([[0], np.cumsum(data["shape"].prod(axis=1))])
    seen = []
    for number, asked in enumerate(about["reps"]):
        rows = np.flatnonzero(data["rep"] == number)
        poses = []
        for i in rows:
            values = data["mask"][starts[i] : starts[i + 1]].reshape(data["shape"][i])
            mask = Mask(values, data["matrix"][i]) if values.size else None
            marks, visible = data["landmarks"][i].astype(float), data["visibility"][i].astype(float)
            poses.append(
                Pose(float(data["t"][i]), SIZE, marks, visible, int(data["people"][i]), mask)
            )
        run, lumbar, thoracic, joints = (
            data[name][rows] for name in ("run", "lumbar", "thoracic", "joints")
        )
        fit = Fit(**about["fit"])
        seen.append(Seen(asked["exercise"], poses, run, lumbar, thoracic, joints, asked, fit))
    return seen


def main() -> int:
    """The command line; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--hours", type=float, default=1.0)
    parser.add_argument("--people", type=int, default=100000, help="stop after so many")
    parser.add_argument("--exercises", nargs="+", default=EXERCISES, choices=USUAL_M)
    parser.add_argument("--wait", type=Path, help="pause while this file exists")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    renderer, model = Renderer(*SIZE), ensure_model()
    renderer.aa = "ss1"  # the eye does not see the difference
    end = time.monotonic() + 3600 * args.hours
    for number in range(args.people):
        path = args.out / f"{args.seed}-{number:05d}.npz"
        if path.exists():
            continue
        while args.wait and args.wait.exists():
            time.sleep(5)
        if time.monotonic() > end:
            break
        begun = time.monotonic()
        kept = draw_person(args.seed, number, args.exercises, renderer, model)
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            np.savez_compressed(file, **kept)
        part.replace(path)
        print(
            f"{path.name}: {len(kept['t'])} frames in {time.monotonic() - begun:.0f} s", flush=True
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
