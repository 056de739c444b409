"""Kinds, times and poses of what is observed of everyday life: a walk across the picture, and
somebody sitting at a desk.

Kinds
  walk  ok | leanNN (the trunk leans NN deg further forward) | downNN (the face is turned down by NN
        deg, a part of it from the upper back) | bobNN (the hips sink NN mm further in each step)
  desk  ok (types, and now and then looks at the notes) | soles_off (the heels come off)

A step of a walk is one way across: `s` seconds for all of it, `half_m` metres from the middle to
where it begins. The next one comes back. A step of a desk has `s` seconds, `knee` and `elbow`
(degrees, of the whole clip), `grow_s` for the heels.

Facing +Z, as all that stand or sit.
"""

from collections.abc import Callable

import numpy as np

from benchmarks.render.body import N_BODY, Rx, Ry, axis_rotation
from benchmarks.render.poses import LUMBAR, MAT, NECK, SIDES, THORACIC, Pose, ease
from benchmarks.render.poses_more import MorePoser, turn

KINDS = {"walk": ["ok", "leanNN", "downNN", "bobNN"], "desk": ["ok", "soles_off"]}

# Degrees over a stride that begins as the heel comes down: the mean, then cosine and sine of each
# harmonic. Fitted (rms 0.3, 0.5, 0.5) to the turning points of normal gait in Perry & Burnfield,
# Gait Analysis (2nd ed., 2010), from memory: thigh +21 at the heel, 0 at 30 %, -19 at 52 %, +24 at
# 85 %; knee 5, 18 at 12 %, 5 at 40 %, 60 at 72 %; ankle 0, -5 at 6 %, +10 at 47 %, -16 at 62 %.
_THIGH = (6.0, 19.9, -3.8, -4.3, -2.1, 0.1, 1.6, -0.3, -0.1)  # forward of the vertical
_KNEE = (21.5, -2.7, -18.9, -13.3, 8.3, -0.3, 4.7)  # bent
_ANKLE = (-0.1, -1.6, 5.8, 1.9, -6.4, -3.2, 0.4, 2.0, -0.3, -0.3, -0.9)  # toes towards the shin
_TOE_OFF = 0.62  # share of the stride (the same source)
_HEEL_M, _BALL_M = 0.05, 0.13  # behind and in front of the ankle, m
_APART_M = 0.055  # each foot from the middle: 11 cm between the ankles
_CLEAR_M = 0.012  # the sole over the floor in the swing, at least
_ARM_DEG, _ARM_SWING, _BENT_DEG, _BENT_SWING = -6.0, 17.0, 24.0, 9.0  # -23..+11; 15..33 bent
_PELVIS_TURN, _CHEST_TURN = 5.0, 9.0  # degrees about the vertical, against each other
_EMPTY_S = 0.3  # between two ways

KNEE_DEG, ELBOW_DEG = 92.0, 92.0
SEAT_DEPTH, TABLE, TABLE_THICK = 0.44, (1.15, 0.62), 0.03  # m
_UPPER_ARM_DEG = {60: -14.0, 90: 8.0, 120: 34.0}  # forward of hanging, by the elbow's angle


def timeline(spec, state: Callable) -> tuple[list, list[dict], list[dict]]:
    """Frames, reps and holds of a clip; `state` makes a frame's state (`motion.State`)."""
    t, parts = spec["start_still_s"], []
    for index, step in enumerate(spec["sequence"], 1):
        length = step["s"] + step.get("grow_s", 0.0)
        parts.append((t, t + length, index, step))
        t += length + (_EMPTY_S if spec["exercise"] == "walk" else 0.0)
    kinds, last, states = tuple(step["kind"] for step in spec["sequence"]), parts[-1], []
    for frame in range(round((last[1] + spec["end_still_s"]) * spec["fps"])):
        now = frame / spec["fps"]
        start, end, index, step = next((p for p in parts if now < p[1]), last)
        q = min(max((now - start) / (end - start), 0.0), 1.0)
        one = state(now, "hold" if 0 < q < 1 else "rest", index, step["kind"], q, 1.0, step, start)
        one.clip_kinds = kinds
        states.append(one)
    spans = [
        {"index": index, "kind": step["kind"], "start_s": start, "end_s": end}
        for start, end, index, step in parts
    ]
    if spec["exercise"] == "walk":
        return (
            states,
            [{**s, "top_start_s": s["start_s"], "top_end_s": s["end_s"]} for s in spans],
            [],
        )
    segments = [
        {key: span[key] for key in ("kind", "start_s", "end_s")}
        | {"full_s": span["start_s"] + step.get("grow_s", 0.0)}
        for span, (*_, step) in zip(spans, parts, strict=True)
    ]
    whole = {"index": 1, "start_s": parts[0][0], "end_s": last[1], "segments": segments}
    return states, [], [whole]


def pose_of(poser: MorePoser, exercise: str, state, sway) -> Pose:
    """The pose of one frame."""
    poser.body.core_only = True
    head, trunk = 0.7 * sway("head", state.t), 0.4 * sway("trunk", state.t)
    pose = (_walk if exercise == "walk" else _desk)(poser, state, head, trunk)
    poser.body.core_only = False
    return pose


def _number(kind: str) -> float:
    """The NN of a kind."""
    digits = "".join(sign for sign in kind if sign.isdigit())
    return float(digits) if digits else 0.0


# ------------------------------------------------------------------------------------ walking
def _curve(terms: tuple[float, ...], phase: np.ndarray) -> np.ndarray:
    """A Fourier series at phases 0..1."""
    value = np.full_like(phase, terms[0], float)
    for k, (c, s) in enumerate(zip(terms[1::2], terms[2::2], strict=True), 1):
        value += c * np.cos(2 * np.pi * k * phase) + s * np.sin(2 * np.pi * k * phase)
    return value


class _Gait:
    """How one body walks: the stride (m), and over it the hips' height and, of one leg, where the
    ankle is from the hips (forward and up, m) and how far the toes are up (degrees).

    The foot that stands is pinned: it rolls over heel, sole and ball by its own pitch, and the
    hips go past it, so nothing slides. What the curves say of the leg gives the stride and the
    height; the knee is what then fits between hip and ankle.
    """

    def __init__(self, thigh_m: float, shank_m: float, ankle_m: float):
        self.phase = np.arange(200) / 200
        thigh, knee, bend = (_curve(c, self.phase) for c in (_THIGH, _KNEE, _ANKLE))
        a, b = np.radians(thigh), np.radians(thigh - knee)
        ahead = thigh_m * np.sin(a) + shank_m * np.sin(b)  # of the ankle, by the curves alone
        below = thigh_m * np.cos(a) + shank_m * np.cos(b)
        self.pitch = thigh - knee + bend
        stands = self.phase <= _TOE_OFF
        flat = ease((self.phase - 0.03) / 0.06) * ease((0.42 - self.phase) / 0.10)
        self.pitch = np.where(stands, self.pitch * (1 - flat), self.pitch)
        rolled, raised = _rolled(self.pitch, ankle_m)
        half = self.phase < 0.5
        went = rolled - ahead  # the hips, by the curves; they go on evenly
        speed, middle = 2 * (went[len(went) // 2] - went[0]), went[0]
        self.stride = float(speed)
        heights = (raised + below)[half]
        twice = 4 * np.pi * self.phase[half]
        terms = np.column_stack([np.ones_like(twice), np.cos(twice), np.sin(twice)])
        fitted = np.linalg.lstsq(terms, heights, rcond=None)[0]
        twice = 4 * np.pi * self.phase
        self.height = fitted[0] + fitted[1] * np.cos(twice) + fitted[2] * np.sin(twice)
        self.ahead = rolled - speed * self.phase - middle
        self.up = raised + MAT
        self.height += MAT
        free = ~stands
        share = ease((self.phase[free] - _TOE_OFF) / (1 - _TOE_OFF))
        toe_off = np.flatnonzero(stands)[-1]
        for ours, curves in ((self.ahead, ahead), (self.up, self.height - below)):
            begins, ends = (ours[i] - curves[i] for i in (toe_off, 0))
            ours[free] = curves[free] + (1 - share) * begins + share * ends
        lowest = np.minimum(
            self.up - _HEEL_M * np.sin(np.radians(self.pitch)),
            self.up + _BALL_M * np.sin(np.radians(self.pitch)),
        ) - ankle_m * np.cos(np.radians(self.pitch)) - MAT  # fmt: skip
        self.up[free] += np.maximum(0, _CLEAR_M * np.sin(np.pi * share) - lowest[free])
        far = np.hypot(self.ahead, self.height - self.up)[stands].max()
        leg = 0.9985 * (thigh_m + shank_m)
        while far > leg:  # the hips come down until the legs reach
            self.height -= 0.001
            far = np.hypot(self.ahead, self.height - self.up)[stands].max()

    def at(self, values: np.ndarray, phase: float) -> float:
        """A value at a phase."""
        return float(np.interp(phase % 1.0, self.phase, values, period=1.0))


def _rolled(pitch: np.ndarray, ankle_m: float) -> tuple[np.ndarray, np.ndarray]:
    """(forward of where it is with a flat sole, height) of the ankle, m, of a foot whose toes are
    up by `pitch` degrees (it stands on its heel) or down (on its ball)."""
    p = np.radians(pitch)
    lever = np.where(p > 0, _HEEL_M, -_BALL_M)
    return lever * (np.cos(p) - 1) - ankle_m * np.sin(p), lever * np.sin(p) + ankle_m * np.cos(p)


def _walk(poser: MorePoser, state, head: float, trunk: float) -> Pose:
    if "gait" not in poser._cache:
        poser._cache["gait"] = _Gait(
            float(poser.thigh), float(poser.shank), float(poser.ankle_height)
        )
    gait, step, kind = poser._cache["gait"], state.step, state.kind
    half = step.get("half_m", 2.75)
    way = half * (2 * state.u - 1)
    phase = way / gait.stride  # of the left leg
    swing = np.cos(2 * np.pi * phase)
    lean = _number(kind) if kind.startswith("lean") else 0.0
    down = _number(kind) if kind.startswith("down") else 0.0
    sinks = _number(kind) / 1000 if kind.startswith("bob") else 0.0
    sinks *= 0.5 + 0.5 * np.cos(4 * np.pi * (phase - 0.05))
    pelvis, lumbar, thoracic = (
        1.0 + trunk + 0.74 * lean,
        0.2 * lean + 0.1 * down,
        0.2 * lean + 0.3 * down,
    )
    neck = 0.6 * down - 1.0 * lean + head
    back = state.rep is not None and state.rep % 2 == 0
    root_R = Rx(pelvis) @ Ry(-_PELVIS_TURN * swing)
    L = poser._spine(lumbar, thoracic, neck)
    for part, turned in (
        (LUMBAR, 3.0),
        (THORACIC, _CHEST_TURN - 3.0),
        (NECK, _PELVIS_TURN - _CHEST_TURN),
    ):
        for bone, share in part:
            L[bone] = Ry(turned * share * swing) @ L[bone]
    root_t = poser._hips_at(L, root_R, (0, gait.at(gait.height, phase) - sinks, 0))
    for s, sg in SIDES:
        own = phase if s == "L" else phase + 0.5
        ankle = (sg * _APART_M, gait.at(gait.up, own), gait.at(gait.ahead, own))
        pitch = gait.at(gait.pitch, own)
        poser._leg(L, root_R, root_t, s, ankle, (sg * 0.05, 0.02, 1), Ry(sg * 6) @ Rx(-pitch))
        bent = min(max(-pitch, 0.0), 40.0) * (own % 1.0 <= _TOE_OFF + 0.06)
        for k in range(1, 6):
            if f"toe{k}-1.{s}" in poser.body.index:
                L[f"toe{k}-1.{s}"] = Rx(-bent)
        forward = -np.cos(2 * np.pi * own)
        angle = _ARM_DEG + _ARM_SWING * forward + 0.4 * lean
        bend = _BENT_DEG + _BENT_SWING * forward
        poser._arm_at(L, root_R, root_t, s, angle, (-1, 0), (0, 1), bend=bend, out=0.12, girdle=0.1)
        along = turn(angle + bend - 6, (-1, 0), (0, 1))
        poser._flat_hand(L, root_R, root_t, s, along, (-sg, -0.15, -0.35))
        _curl(poser, L, s, 24.0)
    turned = Ry(180.0 if back else 0.0)
    root_t = turned @ (root_t + [0, 0, way])
    pose = poser._pose(L, turned @ root_R, root_t, lumbar, thoracic)
    face = pose.R[poser.body.index["head"]] @ [0.0, 0, 1.0]
    pose.extra |= {
        "face_down_deg": round(float(np.degrees(np.arcsin(-face[1]))), 2),
        "head_pct": round(
            100 * float(pose.at("head")[1]) / float(poser.body.V[:N_BODY, 1].max()), 3
        ),
        "stride_share": round(phase % 1.0, 3),
    }
    return pose


def _curl(poser: MorePoser, L: dict, s: str, degrees: float) -> None:
    """Bend each joint of the fingers of one hand, as a hand hangs that does nothing."""
    B, i = poser.body, poser.body.index
    thumb, little = B.tail[i["metacarpal1." + s]], B.tail[i["metacarpal4." + s]]
    hand = (thumb + little) / 2 - B.head[i["wrist." + s]]
    palm = np.cross(hand, thumb - little)
    palm *= -np.sign(palm[1])  # as the rig rests, palms face down
    for finger in range(2, 6):
        for joint in range(1, 4):
            bone = f"finger{finger}-{joint}.{s}"
            axis = np.cross(B.tail[i[bone]] - B.head[i[bone]], palm)
            L[bone] = axis_rotation(axis / np.linalg.norm(axis), degrees)


# ---------------------------------------------------------------------------------- at a desk
def _desk(poser: MorePoser, state, head: float, trunk: float) -> Pose:
    step = state.step
    heel = 0.0
    if state.kind == "soles_off":  # up, and down again at the end
        t = state.t - state.start
        grow = step.get("grow_s", 1.0)
        heel = step.get("heel", 38.0) * ease(t / grow) * ease((step["s"] + grow - t) / grow)
    looks = (
        ease(np.sin(np.pi * state.u) * 1.6)
        if state.kind == "ok" and step.get("looks", True)
        else 0.0
    )
    return at_desk(poser, step, heel, looks, head, trunk, state.t)


def at_desk(poser, step, heel=0.0, looks=0.0, head=0.0, trunk=0.0, t=0.0) -> Pose:
    """Typing. heel: degrees by which the soles slope; looks: 0 at the screen .. 1 down at the
    notes; t: s, where the fingers are."""
    knee, elbow = step.get("knee", KNEE_DEG), step.get("elbow", ELBOW_DEG)
    shank = _shank_for(poser, knee)
    pelvis, lumbar, thoracic = -3.0 + trunk, 2.0, 2.0
    neck = -0.3 * (pelvis + lumbar + thoracic) + 4.0 + 16.0 * looks + head
    pose = poser.stand(
        pelvis, lumbar, thoracic, poser.sitting_legs(shank), shank, neck, width=0.11, arm=6
    )
    L, root_R, root_t = pose.local, pose.root_R, pose.root_t
    ahead, up = _rolled(np.array(-float(heel)), poser.ankle_height)
    for s, sg in SIDES:
        ankle = (sg * 0.11, float(up) + MAT, float(ahead) - 0.05)
        poser._leg(L, root_R, root_t, s, ankle, (sg * 0.1, 0.02, 1), Ry(sg * 6) @ Rx(heel))
        for k in range(1, 6):
            if f"toe{k}-1.{s}" in poser.body.index:
                L[f"toe{k}-1.{s}"] = Rx(-heel)
    upper = float(np.interp(elbow, [*_UPPER_ARM_DEG], [*_UPPER_ARM_DEG.values()]))
    fore = upper + 180 - elbow
    beat = np.sin(2 * np.pi * 1.7 * t) * (1 - looks)
    for s, sg in SIDES:
        a, b = np.radians(upper), np.radians(fore + sg * 1.2 * beat)
        arm, forearm = (sg * 0.13, -np.cos(a), np.sin(a)), (-sg * 0.16, -np.cos(b), np.sin(b))
        poser._aim_arm(L, root_R, root_t, s, arm, forearm, (0, -1, 0), 0.1)
        poser._flat_hand(L, root_R, root_t, s, (-sg * 0.05, -0.10, 1), (0, -1, -0.1))
        _curl(poser, L, s, 14.0)
    done = poser._pose(L, root_R, root_t, lumbar, thoracic)
    done.extra |= {"sole_deg": round(float(heel), 2)}
    return done


def _shank_for(poser: MorePoser, knee: float) -> float:
    """Degrees of the shanks forward at which the knees have an angle, the hips on the seat."""
    key = f"shank{knee}"
    if key not in poser._cache:
        lo, hi = -40.0, 40.0
        for _ in range(24):
            mid = (lo + hi) / 2
            lo, hi = (mid, hi) if 180 - mid - poser.sitting_legs(mid) > knee else (lo, mid)
        poser._cache[key] = lo
    return poser._cache[key]


def furniture(spec: dict, poser: MorePoser, box: Callable) -> list[dict]:
    """An office chair, desk, keyboard and a laptop on a stand, as room parts."""
    if spec["exercise"] != "desk":
        return []
    step = spec["sequence"][0]
    pose = at_desk(poser, step)
    hand, eye = pose.at("wrist.L"), pose.at("eye.L")
    top, front = hand[1] - 0.05, hand[2] - 0.10
    back = poser.chair_back(_shank_for(poser, step.get("knee", KNEE_DEG)))
    wide, deep = TABLE
    wood, cloth = (0.70, 0.56, 0.42), (0.20, 0.24, 0.30)
    dark, metal, keys = (0.13, 0.14, 0.16), (0.45, 0.47, 0.50), (0.82, 0.82, 0.82)
    seat, middle = poser.SEAT, back + SEAT_DEPTH / 2
    below, far = top - TABLE_THICK, front + deep - 0.10
    stand = front + deep - 0.20
    base = max(eye[1] - 0.12 - 0.21 - top, 0.02)  # the screen's top 12 cm below the eyes
    parts: list[tuple] = [
        ((0, seat - 0.03, middle), (0.44, 0.06, SEAT_DEPTH), cloth),
        ((0, seat + 0.28, back - 0.03), (0.40, 0.42, 0.05), cloth),
        ((0, seat + 0.04, back - 0.05), (0.06, 0.12, 0.03), metal),
        ((0, seat / 2, middle), (0.06, seat - 0.06, 0.06), metal),
        ((0, 0.04, middle), (0.50, 0.04, 0.06), dark),
        ((0, 0.04, middle), (0.06, 0.04, 0.50), dark),
        ((0, below + TABLE_THICK / 2, front + deep / 2), (wide, TABLE_THICK, deep), wood),
        ((0, top + 0.009, front + 0.17), (0.40, 0.018, 0.13), keys),
        ((0, top + base / 2, stand), (0.24, base, 0.16), (0.50, 0.36, 0.24)),
        ((0, top + base + 0.008, stand), (0.33, 0.016, 0.22), dark),
        ((0, top + base + 0.115, stand + 0.11), (0.33, 0.20, 0.012), dark),
    ]
    legs = (-wide / 2 + 0.06, wide / 2 - 0.06)
    parts += [((x, below / 2, far), (0.05, below, 0.06), metal) for x in legs]
    return [box(centre, size, rgb, 0.6, 0) for centre, size, rgb in parts]


# --------------------------------------------------------------------------------- the truth
# From these on a thing is there: the bands of `rules`, in the truth's terms. A lean is one beyond
# the body's own upright walk, a face that looks ahead is at 0-3 degrees.
LEAN_DEG, DOWN_DEG, BOB_PCT = 12.0, 20.0, 2.2
SOLE_DEG, KNEE_OFF_DEG, ELBOW_OFF_DEG = 25.0, 25.0, 30.0


def find_faults(exercise: str, frames: list[dict], reps: list[dict], holds: list[dict]) -> list:
    """What is there to be seen in a clip, as a fault with the severity `observed`."""
    if exercise == "walk":
        return [fault for rep in reps for fault in _of_a_way(rep, frames)]
    found = []
    near = [frame["limbs"]["left"] for frame in frames]
    for name, values, least in (
        ("soles_off", [frame["sole_deg"] for frame in frames], SOLE_DEG),
        ("knees_off", [abs(limb["knee_deg"] - 90) for limb in near], KNEE_OFF_DEG),
        ("elbows_off", [abs(limb["elbow_deg"] - 90) for limb in near], ELBOW_OFF_DEG),
    ):
        there = [frame["t"] for frame, value in zip(frames, values, strict=True) if value >= least]
        if there and there[-1] - there[0] >= 1.0:
            found.append(_seen(name, there[0], there[-1], max(values)))
    return found


def _of_a_way(rep: dict, frames: list[dict]) -> list[dict]:
    inside = [f for f in frames if rep["start_s"] <= f["t"] < rep["end_s"]]
    mean = lambda key: float(np.mean([frame[key] for frame in inside]))
    found = [
        (name, value)
        for name, value, least in (
            ("leans_forward", _number(rep["kind"]) * rep["kind"].startswith("lean"), LEAN_DEG),
            ("looks_down", mean("face_down_deg"), DOWN_DEG),
            ("head_bobs", float(np.std([frame["head_pct"] for frame in inside])), BOB_PCT),
        )
        if value >= least
    ]
    span = rep["start_s"], rep["end_s"]
    return [_seen(name, *span, value) | {"rep": rep["index"]} for name, value in found]


def _seen(name: str, start: float, end: float, value: float) -> dict:
    span = {"start_s": round(start, 3), "end_s": round(end, 3)}
    return {"name": name, "severity": "observed"} | span | {"peak_deg": round(value, 2)}
