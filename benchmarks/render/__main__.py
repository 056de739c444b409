"""Render exercise clips with known joint angles.

    python -m benchmarks.render --list                   what a spec may name
    python -m benchmarks.render SPEC.json [MORE] OUT     one NAME.mp4 + NAME.json per spec
    python -m benchmarks.render --missing SPEC.json OUT  only what is not there yet
    python -m benchmarks.render --truth-only SPEC.json OUT  the NAME.json only (quick)

A spec file holds one spec (object) or several (list). Every field but `exercise` and `sequence` has
a default; see README.md.
"""

import argparse
import json
import sys
import time
from collections.abc import Collection
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.render import motion, scene, truth, truth_more
from benchmarks.render.cloth import FITS
from benchmarks.render.extras import Occluder
from benchmarks.render.people import PEOPLE
from benchmarks.render.poses_more import MorePoser
from benchmarks.render.renderer import Renderer, SensorNoise
from pose.video import ClipWriter

SIZE = (640, 480)
DEFAULTS: dict[str, Any] = {
    "name": None, "exercise": None, "body": "m_avg", "arms": "floor", "seed": 1, "fps": 15,
    "start_still_s": 1.5, "end_still_s": 0.0, "variation": True, "noise": 3.0, "crf": 26,
    "sequence": [], "cannot_judge": None, "occluder": None,
    "variant": None, "facing": "belly", "leg": "left",
    "camera": {"yaw_deg": 0, "height_m": None, "distance_m": None, "roll_deg": 0, "side": "left",
               "fov_deg": 46, "target_offset_m": [0, 0, 0]},
    "look": {"room_seed": 3, "clothes_seed": None, "gain": 1.0, "white": [1, 1, 1],
             "fit": "tight", "surface": "mat", "pillow": False, "light": 1.0, "clutter": 0},
}  # fmt: skip
ARMS = ["floor", "ceiling", "crossed"]


def complete(spec: dict) -> dict:
    """Fill in the defaults. Raises ValueError for an unknown field or value."""
    full = DEFAULTS | spec
    name = spec.get("name")
    for part in ("camera", "look"):
        full[part] = DEFAULTS[part] | spec.get(part, {})
        if unknown := full[part].keys() - DEFAULTS[part].keys():
            raise ValueError(f"{name}: unknown {part} field {sorted(unknown)}")
    if unknown := full.keys() - DEFAULTS.keys():
        raise ValueError(f"{name}: unknown field {sorted(unknown)}")
    allowed: dict[str, tuple[dict, Collection[str | None]]] = {
        "exercise": (full, motion.KINDS),
        "body": (full, PEOPLE),
        "arms": (full, ARMS),
        "fit": (full["look"], FITS),
        "surface": (full["look"], ("mat", "bed", "floor")),
        "variant": (full, (None, "toes", "knees")),
        "facing": (full, ("belly", "back")),
        "side": (full["camera"], ("left", "right")),
    }
    for key, (fields, values) in allowed.items():
        if fields[key] not in values:
            raise ValueError(f"{name}: {key} must be one of {list(values)}, not {fields[key]!r}")
    if full["occluder"]:
        full["occluder"] = {"kind": "person", "s": 1.0} | full["occluder"]
    known = [k.replace("NN", "") for k in motion.KINDS[full["exercise"]]]
    for step in full["sequence"]:
        if step["kind"].rstrip("0123456789") not in known:
            raise ValueError(
                f"{spec.get('name')}: unknown kind {step['kind']!r} of {full['exercise']}"
            )
    return full


def make_poser(spec, actor) -> MorePoser:
    return MorePoser(
        actor.body,
        spec["arms"],
        spec["look"]["pillow"],
        spec["variant"],
        spec["facing"],
        spec["leg"],
    )


def mirror(frame: dict) -> None:
    """Turn a frame's truth into that of the mirrored picture, in place."""
    flip = lambda p: [round(SIZE[0] - p[0], 1), p[1]]
    swap = {"left": "right", "right": "left"}
    names = {k: k.split("_")[1] for k in frame["joints"]}
    frame["joints"] = {
        k: flip(frame["joints"][f"{swap[k.split('_')[0]]}_{name}"]) for k, name in names.items()
    }
    frame["spine"] = [flip(p) for p in frame["spine"]]
    truth_more.mirror(frame)


def hides(renderer, V, frame) -> bool:
    """Whether the box around someone passing covers a joint of the body (before mirroring)."""
    box = renderer.project(V)
    p = np.array(list(frame["joints"].values()))
    inside = (p > box.min(0)) & (p < box.max(0))
    return bool(inside.all(1).any())


def render(spec: dict, renderer: Renderer, out: Path, truth_only: bool = False) -> dict:
    """Render one clip into `out` and return its truth."""
    actor = scene.dress(spec)
    scene.furnish(spec, actor, renderer)
    poser, sway = make_poser(spec, actor), motion.Sway(spec["seed"])
    look, flipped = spec["look"], spec["camera"]["side"] == "right"
    noise = SensorNoise(spec["seed"], spec["noise"], look["gain"], look["white"], SIZE)
    states, reps, holds = motion.timeline(spec)
    occluder = None
    if spec["occluder"]:
        o = spec["occluder"]
        occluder = Occluder(
            o["kind"], o["at_s"], o["s"], spec["seed"], spec["body"], renderer.eye[0]
        )
        renderer.set_occluder(occluder.actor)
    frames = []
    with ExitStack() as stack:
        clip = out / f"{spec['name']}.mp4"
        video = None if truth_only else stack.enter_context(ClipWriter(clip, crf=spec["crf"]))
        for state in states:
            pose = motion.pose_of(poser, spec["exercise"], state, sway)
            pose.free, pose.on_knees = poser.free, spec["variant"] == "knees"
            frame = truth.frame_truth(pose, spec["exercise"], state, renderer.project)
            passing = occluder and occluder.mesh(state.t, renderer.floor_y)
            if passing:
                frame["occluded"] = hides(renderer, passing[0], frame)
            if flipped:
                mirror(frame)
            frames.append(frame)
            if video:
                if spec["exercise"] == "walk":
                    renderer.shadows_round(pose.root_t * [1, 0, 1] + [0, 0.6, 0])
                image = renderer.draw(*actor.mesh(pose))
                if passing:
                    renderer.draw_over(image, *passing)
                image = np.ascontiguousarray(image[:, ::-1]) if flipped else image
                video.write(noise(image), state.t)
    if spec["exercise"] in truth_more.ALTERNATING:
        for rep in reps:
            rep["leg"] = next((f["moving_leg"] for f in frames if f["rep"] == rep["index"]), None)
    rounded = lambda d: {k: round(v, 3) if isinstance(v, float) else v for k, v in d.items()}
    for hold in holds:
        hold["segments"] = [rounded(s) for s in hold["segments"]]
    lengths = {"thigh": poser.thigh, "leg": poser.leg_len}
    faults = truth.find_faults(spec["exercise"], frames, reps, spec | {"_lengths": lengths}, holds)
    return {
        "spec": spec,
        "fps": spec["fps"],
        "size": list(SIZE),
        "frames": frames,
        "reps": [rounded(r) for r in reps],
        "holds": [rounded(h) for h in holds],
        "faults": faults,
    }


def listing() -> str:
    """What a spec may name, as JSON."""
    known = {"body": list(PEOPLE), "arms": ARMS, "kinds": motion.KINDS, "tempo": motion.TEMPO}
    return json.dumps(known | {"defaults": DEFAULTS}, indent=1)


def read_specs(path: Path) -> list[dict]:
    """The specs of a file, complete; one that stands alone may take its name from the file."""
    loaded = json.loads(path.read_text())
    specs = loaded if isinstance(loaded, list) else [{"name": path.stem} | loaded]
    return [complete(spec) for spec in specs]


def main() -> int:
    """The command line; the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", nargs="*", type=Path, help="spec files, then the output folder")
    parser.add_argument("--truth-only", action="store_true", help="write the JSON files, no video")
    parser.add_argument("--missing", action="store_true", help="skip what is there already")
    parser.add_argument("--list", action="store_true", help="print what a spec may name")
    args = parser.parse_args()
    if args.list:
        print(listing())
        return 0
    if len(args.paths) < 2:
        parser.error("give at least one spec file and the output folder")
    specs = [spec for path in args.paths[:-1] for spec in read_specs(path)]
    out: Path = args.paths[-1]
    out.mkdir(parents=True, exist_ok=True)
    renderer = Renderer(*SIZE)
    for spec in specs:
        if args.missing and (out / f"{spec['name']}.json").exists():
            continue
        start = time.monotonic()
        result = render(spec, renderer, out, args.truth_only)
        (out / f"{spec['name']}.json").write_text(json.dumps(result, separators=(",", ":")))
        speed = len(result["frames"]) / (time.monotonic() - start)
        print(f"{spec['name']}: {len(result['frames'])} frames, {speed:.1f} frames/s", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
