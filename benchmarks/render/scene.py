"""Room, clothes, light and camera of a clip, chosen from the spec's `camera` and `look`."""

from dataclasses import replace

import numpy as np

from benchmarks.render import everyday, extras, motion_more, paced
from benchmarks.render.actor import Actor
from benchmarks.render.cloth import FITS
from benchmarks.render.people import PEOPLE
from benchmarks.render.poses import Poser
from benchmarks.render.poses_more import MorePoser
from benchmarks.render.renderer import Renderer

# look-at point (m) and distance (m, for a body 1.75 m tall) with the camera beside the body's left
VIEWS = {
    "hip_lift": ((0, 0.42, 0.02), 2.55, 0.75),
    "plank": ((0, 0.40, -0.28), 2.75, 0.75),
    "hinge": ((0, 0.85, -0.02), 2.9, 1.0),
    "side_plank": ((0, 0.45, -0.05), 2.75, 0.75),
    "single_leg_lift": ((0, 0.52, -0.02), 2.75, 0.75),
    "bird_dog": ((0, 0.48, 0.0), 2.85, 0.75),
    "dead_bug": ((0, 0.40, -0.02), 2.85, 0.75),
    "cat_cow": ((0, 0.42, 0.05), 2.5, 0.75),
    "squat": ((0, 0.85, 0.0), 2.9, 1.0),
    "sit_to_stand": ((0, 0.85, -0.1), 2.9, 1.0),
    "lift_box": ((0, 0.82, 0.10), 2.9, 1.0),
    "clamshell": ((0, 0.35, 0.0), 2.5, 0.75),
    "sitting": ((0, 0.70, -0.2), 2.6, 0.95),
    "hamstring_stretch": ((0, 0.70, -0.1), 2.7, 0.95),
    "single_leg_stance": ((0, 0.85, 0.0), 2.9, 1.0),
    "diaphragm": ((0, 0.30, 0.0), 1.9, 0.65),
    "draw_in": ((0, 0.30, 0.0), 1.75, 0.6),
    "ninety_ninety": ((0, 0.36, 0.02), 2.2, 0.7),
    "pelvic_tilt": ((0, 0.30, 0.0), 1.8, 0.4),
    "towel": ((0, 0.33, 0.05), 2.1, 0.65),
    "hip_flexor": ((0, 0.62, 0.05), 2.6, 0.9),
    "shoulder_blade": ((0, 0.85, 0.0), 2.9, 1.0),
    "thread_needle": ((0, 0.42, 0.05), 2.3, 0.75),
    "worlds_greatest": ((0, 0.55, -0.05), 2.7, 0.85),
    "walk": ((0, 0.88, 0.0), 3.5, 1.0),
    "desk": ((0, 0.68, 0.1), 2.6, 0.95),
}
SEATED = ("sit_to_stand", "sitting", "hamstring_stretch")
CLOTHES = [
    (0.72, 0.25, 0.32),
    (0.20, 0.33, 0.52),
    (0.25, 0.45, 0.40),
    (0.75, 0.75, 0.72),
    (0.80, 0.62, 0.25),
    (0.55, 0.45, 0.62),
    (0.16, 0.18, 0.26),
    (0.62, 0.36, 0.24),
    (0.35, 0.55, 0.68),
]
BOTTOMS = [
    (0.12, 0.13, 0.17),
    (0.30, 0.28, 0.38),
    (0.30, 0.34, 0.30),
    (0.13, 0.13, 0.15),
    (0.38, 0.36, 0.36),
    (0.15, 0.24, 0.30),
]


def _box(centre, size, rgb, roughness, material):
    c, half = np.array(centre, float), np.array(size, float) / 2
    P: list = []
    N: list = []
    T: list = []
    for axis in range(3):
        for sign in (-1, 1):
            n = np.eye(3)[axis] * sign
            u = np.roll(np.eye(3)[axis], 1)
            v = np.cross(n, u)
            k = len(P)
            T += [[k, k + 1, k + 2], [k, k + 2, k + 3]]
            for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
                P.append(c + half * (n + a * u + b * v))
                N.append(n)
    return {
        "pos": np.array(P), "nrm": np.array(N), "tri": np.array(T),
        "rgb": np.tile(rgb, (24, 1)), "mat": np.tile([roughness, material, 1], (24, 1)),
    }  # fmt: skip


def room(rng):
    """Boxes of a living room; the person is near the origin, the exercise axis is Z, the camera at
    +X."""
    wall = [
        (0.88, 0.86, 0.82),
        (0.75, 0.80, 0.82),
        (0.86, 0.80, 0.72),
        (0.70, 0.72, 0.70),
        (0.93, 0.93, 0.92),
    ][rng.integers(5)]
    floor = [(0.62, 0.45, 0.30), (0.50, 0.36, 0.25), (0.72, 0.60, 0.46), (0.45, 0.42, 0.40)][
        rng.integers(4)
    ]
    mat = [(0.25, 0.30, 0.45), (0.45, 0.25, 0.40), (0.20, 0.40, 0.35), (0.25, 0.25, 0.27)][
        rng.integers(4)
    ]
    white = (0.92, 0.92, 0.9)
    parts = [
        _box((0, -0.05, 0), (16, 0.1, 12), floor, 0.4, 4),
        _box((-2.1, 1.3, 0), (0.1, 2.8, 12), wall, 0.9, 5),
        _box((0, 1.3, -4.2), (16, 2.8, 0.1), wall, 0.9, 5),
        _box((0, 1.3, 4.2), (16, 2.8, 0.1), wall, 0.9, 5),
        _box((0, 2.72, 0), (16, 0.05, 12), (0.9, 0.9, 0.88), 0.9, 0),
        _box((-2.04, 0.05, 0), (0.03, 0.1, 12), white, 0.6, 0),
        _box((0, 0.05, -4.14), (16, 0.1, 0.03), white, 0.6, 0),
        _box((0, 0.05, 4.14), (16, 0.1, 0.03), white, 0.6, 0),
        _box((0, 0.004, 0), (0.66, 0.008, 1.9), mat, 0.9, 6),
    ]
    z = rng.uniform(-1.6, -0.9)  # picture
    parts.append(_box((-2.025, 1.55, z), (0.04, 0.6, 0.8), (0.75, 0.6, 0.4), 0.6, 7))
    parts.append(_box((-2.035, 1.55, z), (0.03, 0.66, 0.86), (0.2, 0.15, 0.12), 0.6, 0))
    z = rng.uniform(0.9, 1.9)  # shelf with books
    parts.append(_box((-1.85, 0.38, z), (0.42, 0.76, 1.0), (0.55, 0.40, 0.28), 0.6, 8))
    for dz in np.linspace(-0.4, 0, 9):
        parts.append(
            _box((-1.85, 0.86, z + dz), (0.15, 0.2, 0.04), rng.random(3) * 0.6 + 0.15, 0.7, 0)
        )
    parts.append(
        _box((-1.7, 0.3, -2.6), (0.8, 0.6, 1.6), rng.random(3) * 0.3 + 0.3, 0.9, 8)
    )  # sofa
    parts.append(_box((-1.95, 0.65, -2.6), (0.25, 0.6, 1.6), rng.random(3) * 0.3 + 0.3, 0.9, 8))
    parts.append(
        _box((-1.8, 0.2, rng.uniform(-0.5, 0.4)), (0.3, 0.4, 0.3), (0.8, 0.78, 0.75), 0.6, 0)
    )
    return parts


def dress(spec) -> Actor:
    """The person of a spec in the clothes of its look."""
    look, person = spec["look"], PEOPLE[spec["body"]]
    if look["clothes_seed"] is not None:
        rng = np.random.default_rng([look["clothes_seed"], 1])
        kind = ["leggings", "shorts"][rng.integers(2)]
        clothes = {
            "top": CLOTHES[rng.integers(len(CLOTHES))],
            "bottom": (kind, BOTTOMS[rng.integers(len(BOTTOMS))]),
        }
        person = replace(person, look=person.look | clothes)
    seed = look["clothes_seed"] if look["clothes_seed"] is not None else spec["seed"]
    return Actor(person, FITS[look["fit"]], seed)


def furnish(spec, actor: Actor, renderer: Renderer) -> None:
    """Set the room, light and camera of a spec round an actor."""
    look, camera = spec["look"], spec["camera"]
    renderer.set_actor(actor)
    rng = np.random.default_rng([look["room_seed"], 2])
    parts = room(rng)
    extra = np.random.default_rng([look["room_seed"], 5])
    target, distance, height = VIEWS[spec["exercise"]]
    floor = 0.0
    if look["surface"] == "bed":
        floor = -extras.BED_H
        parts = extras.shifted(
            parts[:8] + parts[9:], (-0.25, floor, 0)
        )  # no mat; more room to the wall
        parts += extras.bed(_box, extra, target[2])
    elif look["surface"] == "floor":
        parts = parts[:8] + parts[9:]
    if look["pillow"]:
        head = Poser(actor.body).hip_lift(0).at("head")
        parts += extras.pillow(head, extra)
    if spec["exercise"] in SEATED:
        shank = -17 if any(k["kind"] == "feet_far" for k in spec["sequence"]) else 9
        poser = MorePoser(actor.body)
        parts += extras.chair(
            _box,
            poser.SEAT,
            poser.chair_back(shank) - (0.24 if spec["exercise"] == "hamstring_stretch" else 0),
            extra.random(3) * 0.15 + [0.40, 0.28, 0.20],
        )
    if spec["exercise"] == "lift_box":
        actor.add_prop(
            "box",
            _box(
                (0, 0, 0),
                motion_more.BOX["size"],
                extra.random(3) * 0.25 + [0.5, 0.36, 0.2],
                0.8,
                0,
            ),
        )
        renderer.set_actor(actor)
    parts += paced.furniture(MorePoser(actor.body), spec["exercise"], _box, extras.blob)
    parts += everyday.furniture(spec, MorePoser(actor.body), _box)
    parts += extras.clutter(_box, look["clutter"], extra, floor)
    renderer.floor_y = floor
    renderer.set_room(parts)
    dim = look["light"]
    renderer.set_light(
        direction=(0.9 + 0.4 * rng.random(), 1.2, rng.uniform(-0.9, 0.9)),
        key=np.array([1.55, 1.45, 1.30]) * rng.uniform(0.8, 1.15) * dim,
        sky=np.array([0.62, 0.66, 0.74]) * rng.uniform(0.85, 1.1) * dim,
        ground=tuple(c * dim for c in (0.36, 0.31, 0.26)),
        seed=rng.integers(50),
    )
    target = np.array(target) + camera["target_offset_m"]
    distance = camera["distance_m"] or distance * actor.height / 1.75
    height = height if camera["height_m"] is None else camera["height_m"]
    yaw = np.radians(camera["yaw_deg"])
    eye = target + [np.cos(yaw) * distance, height - target[1], np.sin(yaw) * distance]
    renderer.set_camera(eye, target, camera["fov_deg"], camera["roll_deg"])
    renderer.bake()
