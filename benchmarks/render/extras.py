"""Things that a spec may add to the room: bed, pillow, clutter, chair, box, someone passing in
front."""

from typing import Any

import numpy as np

from benchmarks.render.actor import Actor, _sphere
from benchmarks.render.body import Rx, Ry
from benchmarks.render.people import PEOPLE
from benchmarks.render.poses import MAT, Poser

BED_H = 0.45  # top of the bed above the floor, m


def blob(centre, half, rgb, roughness=0.9, material=2, power=1.0):
    """Ellipsoid (power 1) or cushion (power < 1: flatter sides), as a room part."""
    P, T = _sphere(36, 24)
    N = P / np.array(half)
    N /= np.linalg.norm(N, axis=1, keepdims=True)
    shape = np.sign(P) * np.abs(P) ** power if power != 1 else P
    n = len(P)
    return {
        "pos": np.array(centre, float) + shape * half, "nrm": N, "tri": T,
        "rgb": np.tile(rgb, (n, 1)), "mat": np.tile([roughness, material, 1], (n, 1)),
    }  # fmt: skip


def shifted(parts, offset):
    for part in parts:
        part["pos"] = part["pos"] + np.array(offset, float)
    return parts


def bed(box, rng, z):
    """Mattress whose top is the exercise floor; the room's floor lies BED_H lower."""
    sheet = [(0.85, 0.86, 0.88), (0.62, 0.70, 0.80), (0.80, 0.72, 0.66), (0.55, 0.58, 0.55)][
        rng.integers(4)
    ]
    wood = rng.random(3) * 0.1 + [0.42, 0.30, 0.20]
    top = MAT + 0.016  # the body sinks in a little
    parts = [
        box((0, top - 0.11, z), (1.4, 0.22, 2.1), sheet, 0.95, 2),
        box((0, top - 0.28, z), (1.46, 0.12, 2.16), wood, 0.6, 8),
        box((0, top + 0.02, z - 1.10), (1.46, 0.85, 0.06), wood, 0.6, 8),
    ]
    for x in (-0.66, 0.66):
        for dz in (-1, 1):
            parts.append(box((x, -0.39, z + dz), (0.07, 0.14, 0.07), wood, 0.6, 8))
    return parts


def pillow(head, rng):
    rgb = [(0.90, 0.89, 0.86), (0.70, 0.76, 0.84), (0.86, 0.78, 0.72)][rng.integers(3)]
    return [blob((0, MAT + 0.028, head[2] - 0.05), (0.30, 0.055, 0.19), rgb, power=0.75)]


def clutter(box, amount, rng, floor):
    """`amount` random things behind and beside the person."""
    parts = []
    for k in range(amount):
        rgb = rng.random(3) * 0.7 + 0.12
        front = k % 4 == 3
        z = rng.choice([-1, 1]) * rng.uniform(1.15, 1.5) if front else rng.uniform(-2.2, 2.2)
        x = rng.uniform(0.2, 0.7) if front else rng.uniform(-1.9, -1.0)
        kind = rng.integers(4)
        if kind == 0:  # carton, stool, laundry basket
            h = rng.uniform(0.15, 0.3 if front else 0.6)
            parts.append(
                box(
                    (x, floor + h / 2, z),
                    (rng.uniform(0.2, 0.5), h, rng.uniform(0.2, 0.5)),
                    rgb,
                    0.7,
                    8,
                )
            )
        elif kind == 1:  # exercise ball
            r = rng.uniform(0.10, 0.16 if front else 0.32)
            parts.append(blob((x, floor + r, z), (r, r, r), rgb, 0.5, 0))
        elif kind == 2 and not front:  # plant
            parts.append(box((x, floor + 0.15, z), (0.26, 0.3, 0.26), (0.5, 0.3, 0.22), 0.7, 0))
            for _ in range(7):
                c = (
                    x + rng.uniform(-0.2, 0.2),
                    floor + rng.uniform(0.45, 1.1),
                    z + rng.uniform(-0.25, 0.25),
                )
                leaf = np.array([0.16, 0.32, 0.14]) * rng.uniform(0.7, 1.3)
                parts.append(blob(c, rng.uniform(0.06, 0.2, 3), leaf, 0.7, 0))
        else:  # clothes on the floor, or a coat on the wall
            c = (x, floor + 0.05, z) if front else (-1.98, floor + rng.uniform(1.0, 1.6), z)
            half = (0.2, 0.06, 0.25) if front else (0.06, 0.45, 0.22)
            parts.append(blob(c, half, rgb, 0.9, 2, 0.8))
    return parts


def chair(box, seat, back_z, rgb=(0.45, 0.33, 0.24)):
    """A plain chair facing +Z: seat height, Z of the front of the backrest; seat 0.44 m deep."""
    front, w = back_z + 0.44, 0.44
    parts = [
        box((0, seat - 0.02, (back_z + front) / 2), (w, 0.04, 0.44), rgb, 0.6, 8),
        box((0, seat + 0.36, back_z - 0.03), (w, 0.22, 0.03), rgb, 0.6, 8),
    ]
    for x in (-w / 2 + 0.02, w / 2 - 0.02):
        parts.append(box((x, seat / 2 - 0.02, front - 0.03), (0.035, seat, 0.035), rgb, 0.6, 8))
        parts.append(
            box((x, (seat + 0.46) / 2, back_z - 0.03), (0.035, seat + 0.46, 0.035), rgb, 0.6, 8)
        )
    return parts


class Occluder:
    """A person or a dog that walks through the picture between camera and exerciser."""

    def __init__(self, kind, at_s, seconds, seed, body, camera_x):
        self.kind, self.at, self.s = kind, at_s, seconds
        rng = np.random.default_rng([seed, 13])
        self.sign, self.x = rng.choice([-1, 1]), min(1.05, camera_x - 1.35)
        self.actor: Any
        if kind == "person":
            other = [b for b in ("f_avg", "m_avg", "f_old", "m_heavy") if b != body]
            self.actor = Actor(PEOPLE[other[rng.integers(len(other))]])
            self.poser = Poser(self.actor.body)
        else:
            self.actor = _Dog(rng)

    def mesh(self, t, floor):
        """(V, N) while it is near the picture, else None."""
        q = (t - self.at) / self.s + 0.5
        if not -0.3 <= q <= 1.3:
            return None
        z = self.sign * (q - 0.5) * 2.6
        step = np.sin(2 * np.pi * t * 1.6)
        if self.kind != "person":
            return self.actor.walk(self.x, floor, z, self.sign, step)
        B, L = self.actor.body, {}
        turn = Ry(0 if self.sign > 0 else 180)
        for s, sg in (("L", 1), ("R", -1)):
            L["upperleg01." + s] = Rx(-4 - 24 * step * sg)
            L["lowerleg01." + s] = Rx(12 + 28 * max(0, -step * sg))
            upper, fore = (
                turn @ [sg * 0.12, -1, -0.35 * step * sg],
                turn @ [sg * 0.05, -1, 0.25 - 0.4 * step * sg],
            )
            self.poser._aim_arm(L, turn, np.zeros(3), s, upper, fore, turn @ [-sg, 0, 0], 0.08)
        root_t = turn @ B.head[0] * [1, 1, 1] + [self.x, floor - 0.02, z]
        from benchmarks.render.poses import Pose

        return self.actor.mesh(Pose(B, L, turn, root_t, 0, 0))


class _Dog:
    """A dog of ellipsoids, good enough to hide things behind."""

    def __init__(self, rng):
        rgb = [(0.30, 0.20, 0.12), (0.75, 0.68, 0.55), (0.10, 0.09, 0.09)][rng.integers(3)]
        parts = [
            blob((0, 0.40, 0), (0.11, 0.13, 0.32), rgb, 0.9, 3),
            blob((0, 0.47, 0.30), (0.08, 0.11, 0.14), rgb, 0.9, 3),
            blob((0, 0.58, 0.42), (0.075, 0.085, 0.12), rgb, 0.9, 3),
            blob((0, 0.54, 0.53), (0.04, 0.04, 0.07), rgb, 0.9, 3),
            blob((0, 0.52, -0.42), (0.025, 0.12, 0.06), rgb, 0.9, 3),
        ]
        for sg in (-1, 1):
            parts.append(
                blob((sg * 0.07, 0.60, 0.38), (0.02, 0.09, 0.04), np.array(rgb) * 0.7, 0.9, 3)
            )
        self.legs = len(parts)
        for dz in (0.22, -0.22):
            for sg in (-1, 1):
                parts.append(blob((sg * 0.07, 0.19, dz), (0.035, 0.20, 0.045), rgb, 0.9, 3))
        offset = np.cumsum([0] + [len(p["pos"]) for p in parts])
        self.rest, self.nrm, self.col, self.mat = (
            np.concatenate([p[k] for p in parts]) for k in ("pos", "nrm", "rgb", "mat")
        )
        self.tri = np.concatenate([p["tri"] + o for p, o in zip(parts, offset, strict=False)])
        self.spans = [
            slice(a, b) for a, b in zip(offset[self.legs :], offset[self.legs + 1 :], strict=False)
        ]

    def walk(self, x, floor, z, sign, step):
        V = self.rest.copy()
        for k, span in enumerate(self.spans):
            lean = 0.5 * step * (1 if k in (0, 3) else -1)
            V[span, 2] += (0.36 - V[span, 1]) * lean
        V[:, 2] *= sign
        return V + [x, floor, z], self.nrm * [1, 1, sign]
