"""Loose clothes: a T-shirt, sweater or wide trousers that hang from the body instead of following
it.

A second rest shell (`Drape.rest`) hangs straight down from the widest parts of the trunk: shoulder
blades, chest, belly. Per frame every cloth vertex lies between the tight shell and this one: where
the
surface looks up the cloth rests on the body (with some air in it), on the sides it stands off, and
under the body it hangs off and sags. Wrinkles are smooth noise that moves when the body turns.
"""

from typing import NamedTuple

import numpy as np


class Fit(NamedTuple):
    """How clothes fit. Metres, but for ``air``: the share of the hanging shell where gravity
    presses
    the cloth on, and ``sleeve``: where sleeves end along the arm (0 shoulder, 1 elbow, 2 wrist).

    ``hem``: the shirt's, over the hip joints; ``extra``: how far the sides stand off; ``long``:
    trousers reach the ankles.
    """

    air: float = 0.0
    sag: float = 0.0
    wrinkle: float = 0.0
    extra: float = 0.0
    sleeve: float = 0.60
    hem: float = 0.0
    long: bool = False

    @property
    def loose(self) -> bool:
        """Whether it hangs at all."""
        return self.extra > 0


TIGHT = Fit()
FITS = {
    "tight": TIGHT,
    "loose": Fit(0.22, 0.070, 0.006, 0.014, 0.80, -0.055),  # a T-shirt hanging free, wide shorts
    "baggy": Fit(0.50, 0.090, 0.010, 0.030, 1.70, -0.075, True),  # a sweater, wide trousers
}


def smoothstep(a, b, x):
    t = np.clip((x - a) / (b - a), 0, 1)
    return t * t * (3 - 2 * t)


def hanging_shell(P, core, hip, extra):
    """Outward horizontal displacement [n,3] that turns trunk points P into a tent hanging from
    above.

    core: which points are the trunk wall (not shoulders' top or arms); hip: height of the hip
    joints.
    """
    z0 = np.median(P[core, 2])
    angle = np.arctan2(P[:, 0], P[:, 2] - z0)
    radius = np.hypot(P[:, 0], P[:, 2] - z0)
    n_a, n_y = 48, 40
    lo, hi = P[core, 1].min(), P[core, 1].max()
    step = (hi - lo) / n_y
    a_bin = ((angle / (2 * np.pi) + 0.5) * n_a).astype(int) % n_a
    y_bin = np.clip(((P[:, 1] - lo) / step).astype(int), 0, n_y - 1)
    grid = np.full((n_y, n_a), np.nan)
    for a, y, r in zip(a_bin[core], y_bin[core], radius[core], strict=False):
        if not grid[y, a] >= r:
            grid[y, a] = r
    for a in range(n_a):  # fill holes along the height, then around
        known = ~np.isnan(grid[:, a])
        if known.any():
            grid[:, a] = np.interp(np.arange(n_y), np.where(known)[0], grid[known, a])
    for y in range(n_y):
        known = ~np.isnan(grid[y])
        grid[y] = np.interp(np.arange(n_a), np.where(known)[0], grid[y, known], period=n_a)
    out = grid.copy()
    for y in range(n_y - 2, -1, -1):  # hangs from above, drawn in by 8 cm per metre
        out[y] = np.maximum(out[y], out[y + 1] - 0.08 * step)
    for _ in range(6):  # cloth bridges what is hollow
        smooth = (np.roll(out, 1, 1) + 2 * out + np.roll(out, -1, 1)) / 4
        up = np.vstack([out[1:], out[-1:]])
        down = np.vstack([out[:1], out[:-1]])
        out = np.maximum(grid, 0.6 * smooth + 0.2 * (up + down))
    y = np.clip((P[:, 1] - lo) / step - 0.5, 0, n_y - 1.001)
    a = ((angle / (2 * np.pi) + 0.5) * n_a - 0.5) % n_a
    y0, a0 = y.astype(int), a.astype(int) % n_a
    fy, fa, a1 = y - y0, a - np.floor(a), (a0 + 1) % n_a
    shell = (out[y0, a0] * (1 - fa) + out[y0, a1] * fa) * (1 - fy) + (
        out[y0 + 1, a0] * (1 - fa) + out[y0 + 1, a1] * fa
    ) * fy
    low = smoothstep(hi - 0.05, hip + 0.05, P[:, 1])  # 0 at the shoulders, 1 at the hips
    stand_off = np.clip(shell - radius, 0, 0.10) + extra * (0.3 + 0.7 * low)
    direction = np.stack([np.sin(angle), np.zeros(len(P)), np.cos(angle)], 1)
    return direction * stand_off[:, None], low


class Drape:
    """Displacement of the loose cloth vertices of one actor."""

    def __init__(self, fit, index, rest, offset, sag, weights, seed):
        """index: the cloth's vertices in the actor; offset: rest displacement; sag: metres per
        vertex."""
        self.fit, self.index, self.sag = fit, index, sag
        self.hanging, self.weights, self.points = rest + offset, weights, rest
        rng = np.random.default_rng([seed, 11])
        self.waves = []
        for _k in range(14):
            d = rng.standard_normal(3) * [1, 0.55, 1]
            d /= np.linalg.norm(d)
            self.waves.append(
                (d * rng.uniform(28, 95), rng.uniform(0, 6.28), rng.standard_normal(3) * 2.2)
            )
        self.last = None

    def __call__(self, body, pose, V, N, floor):
        """Move the cloth vertices of V (posed, tight) in place."""
        i, fit = self.index, self.fit
        tight, normal = V[i], N[i]
        loose = body.skin(pose.R, pose.P, self.hanging, self.weights)
        down = -normal[:, 1]
        hangs = fit.air + (1 - fit.air) * smoothstep(-0.75, 0.25, down)
        # which way gravity points in the pelvis' own axes: wrinkles wander when the body turns
        g = pose.R[body.index["spine04"]].T @ np.array([0, -1.0, 0])
        ripple = np.zeros(len(i))
        for k, phase, drift in self.waves:
            ripple += np.sin(self.points @ k + phase + drift @ g)
        ripple = np.clip(ripple / 3.0, -1, 1.2)
        room = np.linalg.norm(loose - tight, axis=1)
        move = (loose - tight) * hangs[:, None]
        move += normal * (fit.wrinkle * ripple * np.clip(room / 0.02, 0.2, 1))[:, None]
        move[:, 1] -= self.sag * smoothstep(0.0, 0.9, down) * (1 + 0.25 * ripple)
        if self.last is not None:  # cloth follows with a little delay
            move = 0.65 * move + 0.35 * self.last
        self.last = move
        # never inside the body
        inward = np.minimum(np.einsum("ij,ij->i", move, normal), 0)
        moved = tight + move - normal * inward[:, None]
        moved[:, 1] = np.maximum(moved[:, 1], np.minimum(floor + 0.001, tight[:, 1]))
        V[i] = moved
