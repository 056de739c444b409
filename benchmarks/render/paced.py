"""Kinds, tempo and poses of the exercises that Koshi paces, and of those that it came to judge
later.

Kinds of these, at the end position:
  thread_needle    ok | small (a third of the way) | backNN (hips go back, the thighs by NN deg)
  pelvic_tilt      ok (from 24 deg of hollow) | hollowNN (from NN deg) | lift (the hips leave the
                   floor, as in a low hip lift)
  worlds_greatest  ok | no_elbow (the elbow stays up) | no_open (the arm does not open)
                   | rear_bentNN (the rear knee is bent by NN deg)

On the back: head at -Z. Kneeling, standing and on all fours: facing +Z.
"""

import numpy as np

from benchmarks.render.body import N_BODY, Rx, Ry
from benchmarks.render.poses import LUMBAR, MAT, NECK, SIDES, THORACIC, Pose, ease
from benchmarks.render.poses_more import KNEE_H, MorePoser, mix

TEMPO = {
    "diaphragm": {"up_s": 4.0, "hold_s": 0.2, "down_s": 6.0, "rest_s": 0.4},
    "draw_in": {"up_s": 3.0, "hold_s": 2.5, "down_s": 3.0, "rest_s": 0.8},
    "ninety_ninety": {"up_s": 4.0, "hold_s": 0.2, "down_s": 6.0, "rest_s": 0.4},
    "pelvic_tilt": {"up_s": 2.5, "hold_s": 1.5, "down_s": 2.5, "rest_s": 0.8},
    "towel": {"up_s": 3.0, "hold_s": 1.2, "down_s": 3.0, "rest_s": 0.8},
    "hip_flexor": {"up_s": 2.5, "hold_s": 2.5, "down_s": 2.5, "rest_s": 0.8},
    "shoulder_blade": {"up_s": 2.5, "hold_s": 0.1, "down_s": 2.8, "rest_s": 0.5},
    "thread_needle": {"up_s": 2.4, "hold_s": 1.2, "down_s": 2.4, "rest_s": 0.6},
    "worlds_greatest": {
        "up_s": 2.0,
        "hold_s": 0.6,
        "across_s": 3.0,
        "low_s": 1.4,
        "down_s": 2.4,
        "rest_s": 0.6,
    },
}
KINDS = {name: ["ok"] for name in TEMPO} | {
    "thread_needle": ["ok", "small", "backNN", "fast"],
    "pelvic_tilt": ["ok", "hollowNN", "lift", "fast"],
    "worlds_greatest": ["ok", "no_elbow", "no_open", "rear_bentNN", "fast"],
}
STANDING = ("hip_flexor", "shoulder_blade")

BREATH, DRAWN_IN = 0.6, -0.75  # of the belly's greatest shape: a deep breath, and drawn in
HOLLOW_DEG = 24.0  # of the low back before it is pressed down
TOWEL_DEG = (9.0, 22.0, 36.0)  # up to the towel, back over it, and the head's own way
BACK_DEG = 15.0, 28.0  # the thighs lean back so far: a fault, a severe one
ELBOW_DEG = 22.0  # the trunk leans so much further for the elbow to come down
WALL_THICK = 0.1  # m
STOOL, STOOL_AT = (0.34, 0.52, 0.34), (-0.53, 0.10)  # to hold on to: its size, its X and Z, m


def find_faults(reps: list[dict]) -> list[dict]:
    """Faults of a clip, by the kinds of its reps."""
    found = []
    for rep in reps:
        span = {"start_s": round(rep["start_s"], 3), "end_s": round(rep["end_s"], 3)}
        if rep["kind"] == "no_elbow":
            fault = {"name": "skips_elbow", "severity": "mild", "rep": rep["index"]}
            found.append(fault | span | {"peak_deg": 0.0})
        degrees = _number(rep["kind"])
        if rep["kind"].startswith("back") and degrees >= BACK_DEG[0]:
            severity = "severe" if degrees >= BACK_DEG[1] else "mild"
            fault = {"name": "hips_move", "severity": severity, "rep": rep["index"]}
            found.append(fault | span | {"peak_deg": degrees})
    return found


def pose_of(poser: MorePoser, exercise: str, state, sway) -> Pose:
    """The pose of one frame; `state.u` goes from where the exercise begins (0) to its end (1)."""
    poser.body.core_only = True
    t, e = state.t, float(ease(state.u))
    pose = globals()["_" + exercise](poser, state, e, 0.3 * sway("head", t), 0.1 * sway("trunk", t))
    poser.body.core_only = False
    return pose


# --------------------------------------------------------------------- on the back
def _front(poser: MorePoser, pose: Pose, z: float) -> float:
    """Height of the body's front at `z`, lying on the back."""
    B = poser.body
    if "front" not in poser._cache:
        trunk = ("spine", "root", "breast", "pelvis", "clavicle")
        poser._cache["front"] = np.where(
            (np.arange(B.n) < N_BODY) & [d.startswith(trunk) for d in B.dominant]
        )[0]
    i = poser._cache["front"]
    R, P, _ = B.pose(pose.local, pose.root_R, pose.root_t, full=True)
    V = B.skin(R, P, B.V[i] + pose.belly * B.belly()[i], B.W[i])
    near = (np.abs(V[:, 2] - z) < 0.03) & (np.abs(V[:, 0]) < 0.10)
    return float(V[near, 1].max())


def _lay_hand(poser: MorePoser, pose: Pose, s: str, sg: int, bone: str, across: float = 0.055):
    """One hand on the front of the body at the height of a bone, the elbow on the floor."""
    L, z = pose.local, pose.at(bone)[2]
    top = _front(poser, pose, z)
    wrist = np.array([sg * (across + 0.085), top - 0.004, z - 0.015])
    where = (L, pose.root_R, pose.root_t, s)
    poser._hand(*where, wrist, (sg * 1.0, -0.75, 0.1), (0, -1, 0), 0.1)
    poser._flat_hand(*where, (-sg, -0.08, 0.12), (-0.08 * sg, -1, 0))


def _on_back(poser: MorePoser, arch=0.0, neck=0.0, hands=(), belly=0.0) -> Pose:
    """Knees up, feet flat. hands: for each side the bone over which its hand lies."""
    _, foot_z = poser.hip_lift_setup()
    thorax = poser.flat_on_back(arch) if arch else poser.hip_lift_rest()
    pose = poser.hip_lift(thorax, arch, foot_z, neck)
    pose.belly = belly
    return _with_hands(poser, pose, hands)


def _with_hands(poser: MorePoser, pose: Pose, hands) -> Pose:
    for (s, sg), bone in zip(SIDES, hands, strict=False):
        _lay_hand(poser, pose, s, sg, bone)
    done = poser._pose(pose.local, pose.root_R, pose.root_t, pose.lumbar, pose.thoracic)
    done.belly = pose.belly
    return done


def _number(kind: str, default: float = 0.0) -> float:
    """The NN of a kind."""
    digits = "".join(sign for sign in kind if sign.isdigit())
    return float(digits) if digits else default


def _diaphragm(poser, state, e, head, trunk) -> Pose:
    return _on_back(poser, neck=head, hands=("spine04", "spine01"), belly=BREATH * e)


def _draw_in(poser, state, e, head, trunk) -> Pose:
    breathed_in = 0.7 * BREATH
    return _on_back(poser, neck=head, belly=breathed_in + (DRAWN_IN - breathed_in) * e)


def _pelvic_tilt(poser, state, e, head, trunk) -> Pose:
    hollow = _number(state.clip_kinds[0], HOLLOW_DEG) if state.clip_kinds else HOLLOW_DEG
    if state.kind == "lift":
        top, foot_z = poser.hip_lift_setup()
        flat = poser.flat_on_back(hollow)
        return poser.hip_lift(flat + 0.5 * (top - flat) * e, hollow * (1 - e) + 0.01, foot_z, head)
    return _on_back(poser, hollow * (1 - e) + 0.01, head)


def _ninety_ninety(poser, state, e, head, trunk) -> Pose:
    pose = on_wall(poser, head)
    pose.belly = BREATH * e
    return _with_hands(poser, pose, ("spine04", "spine03"))


def on_wall(poser: MorePoser, neck=0.0) -> Pose:
    """On the back, hips and knees square, the soles on a wall."""
    pose = poser.hip_lift(poser.hip_lift_rest(), 0, None, neck)
    for s, sg in SIDES:
        thigh, shank = np.array([sg * 0.03, 1, 0]), np.array([0, 0, 1.0])
        poser._leg_dirs(
            pose.local, pose.root_R, pose.root_t, s, thigh, shank, foot_R=Ry(sg * 4) @ Rx(-90)
        )
    return poser._pose(pose.local, pose.root_R, pose.root_t, 0, 0)


def wall_at(poser: MorePoser) -> float:
    """Z of the wall under the soles, m."""
    return float(on_wall(poser).at("foot.L")[2] + poser.ankle_height)


def _towel(poser, state, e, head, trunk) -> Pose:
    return over_towel(poser, e, head)


def over_towel(poser: MorePoser, e: float, neck=0.0) -> Pose:
    """Upper back on a rolled towel, hands behind the head; e: how far back over it."""
    up, back, nod = TOWEL_DEG
    B, root_R = poser.body, Rx(-90)
    L = poser._spine(up, -back * e, 26 - nod * e + neck)
    root_t = np.array([0, _seat_on_floor(poser, root_R), 0.0])
    root_t[2] = -0.50 - B.pose(L, root_R, root_t)[1][B.index["neck01"]][2]
    _, foot_z = poser.hip_lift_setup()
    hip_z = poser.hip_lift(poser.hip_lift_rest()).at("upperleg01.L")[2]
    foot_z += B.pose(L, root_R, root_t)[1][B.index["upperleg01.L"]][2] - hip_z
    if "towel_root" not in poser._cache:
        poser._cache["towel_root"] = root_t, foot_z
    root_t, foot_z = poser._cache["towel_root"]
    for s, sg in SIDES:
        ankle = np.array([sg * 0.12, poser.ankle_height + MAT, foot_z])
        poser._place_foot(L, root_R, root_t, s, ankle, (0, 1, 0.25), np.eye(3))
    R, P, tail = B.pose(L, root_R, root_t)
    i = B.index["head"]
    along = tail[i] - P[i]
    skull = R[i] @ (np.array([0, 0.02, -0.10]))  # behind the head's middle
    for s, sg in SIDES:
        wrist = P[i] + 0.45 * along + skull + [sg * 0.10, 0, 0]
        elbow_to = R[i] @ np.array([sg * 1.0, -0.1, 0.45])
        poser._hand(L, root_R, root_t, s, wrist, elbow_to, R[i] @ [0, 0, 1.0], 0.3)
        poser._flat_hand(L, root_R, root_t, s, R[i] @ [-sg * 1.0, 0.35, 0.0], R[i] @ [0, 0, 1.0])
    return poser._pose(L, root_R, root_t, up, -back * e)


def _seat_on_floor(poser: MorePoser, root_R) -> float:
    """Height of the root with the seat on the floor."""
    B = poser.body
    seat = np.where(
        (np.arange(B.n) < N_BODY) & np.isin(B.dominant, ("root", "pelvis.L", "pelvis.R"))
    )[0]
    R, P, _ = B.pose({}, root_R)
    return MAT - 0.014 - B.skin(R, P, B.V[seat], B.W[seat])[:, 1].min()


def towel_at(poser: MorePoser) -> tuple[float, float]:
    """(Z, height) of the rolled towel under the upper back, m."""
    B, pose = poser.body, over_towel(poser, 0.0)
    z = pose.at("spine01")[2]
    back = poser.upper_back
    V = B.skin(pose.R, pose.P, B.V[back], B.W[back])
    near = (np.abs(V[:, 2] - z) < 0.04) & (np.abs(V[:, 0]) < 0.12)
    return float(z), float(V[near, 1].min())


# ------------------------------------------------------- kneeling, standing, on all fours
def _hip_flexor(poser, state, e, head, trunk) -> Pose:
    """On the near knee; the hips go forward, the trunk stays upright, the far hand holds on."""
    lean = np.radians(24.0 * e)
    knee = np.array([0, KNEE_H + MAT, -0.12])
    hip = knee + poser.thigh * 0.999 * np.array([0, np.cos(lean), np.sin(lean)])
    root_R, L = Rx(2 + trunk), poser._spine(0, 0, -2 + head)
    root_t = poser._hips_at(L, root_R, hip)
    i = poser.body.index
    there = poser.body.pose(L, root_R, root_t)[1][i["upperleg01.L"]]
    kneeling = knee + [0.10, 0, 0]
    where = (L, root_R, root_t)
    poser._leg_dirs(*where, "L", kneeling - there, (0, 0.03, -1), foot_R=Rx(163))
    ahead = knee[2] + poser.thigh * 0.98
    sole = (-0.12, poser.ankle_height + MAT, ahead)
    poser._leg(*where, "R", sole, (-0.05, 0.3, 1), np.eye(3))
    poser._arm_at(*where, "L", 3, (-1, 0), (0, 1), bend=10, out=0.10, girdle=0.1)
    x, z = STOOL_AT
    hand = (x + STOOL[0] / 2 - 0.09, STOOL[1] + 0.035, z - 0.02)
    poser._hand(*where, "R", hand, (-0.4, 0, -1), (0, -1, 0), 0.15)
    poser._flat_hand(*where, "R", (-0.25, -0.05, 1), (0, -1, 0))
    return poser._pose(L, root_R, root_t, 0, 0)


def _shoulder_blade(poser, state, e, head, trunk) -> Pose:
    """Fingers on the shoulders; the elbows go forward and up, then out, back and down."""
    pose = poser.stand(0.4 * trunk, 0, 0, 1, 1, head - 2 * e, width=0.12)
    L, root_R, root_t = pose.local, pose.root_R, pose.root_t
    raised, outwards = np.radians(14 + 112 * e), 0.0
    if state.phase == "down":
        outwards = np.radians(80 * np.sin(np.pi * e))
    flat = np.sin(raised)
    for s, sg in SIDES:
        ahead = np.array([sg * np.sin(outwards), 0, np.cos(outwards)])
        way = ahead * flat + [sg * 0.16, -np.cos(raised), 0]
        fold = ahead * np.cos(raised) + [0, np.sin(raised), 0]  # where the forearm folds to
        for _ in range(2):  # the girdle moves the shoulder a little
            shoulder = poser.body.pose(L, root_R, root_t)[1][poser.body.index["upperarm01." + s]]
            wrist = shoulder + 0.065 * way + 0.105 * fold + [sg * 0.02, 0, 0]
            poser._hand(L, root_R, root_t, s, wrist, way, (-sg * 0.2, -1, -0.3), 0.2)
        top = shoulder + [sg * 0.0, 0.075, 0.0]
        poser._flat_hand(L, root_R, root_t, s, top - wrist, (0, -1, -0.35))
    return poser._pose(L, root_R, root_t, 0, 0)


def _thread_needle(poser, state, e, head, trunk) -> Pose:
    """From all fours one arm slides under the body until its shoulder is near the floor."""
    e *= 0.35 if state.kind == "small" else state.amount
    back = np.radians(_number(state.kind) * e)
    arm = (state.step or {}).get("side", "left")[0].upper()
    sg = 1 if arm == "L" else -1
    base = poser.fours(0.3 * trunk, 0, 4 + head)
    hips = (base.at("upperleg01.L") + base.at("upperleg01.R")) / 2
    hands, knees = poser._fours_points()
    over = hips - [0, knees[1], knees[2]]
    hips = [0, knees[1], knees[2]] + (Rx(-np.degrees(back)) @ over)
    level = np.degrees(np.arctan2(base.root_R[2, 1], base.root_R[1, 1]))
    root_R = Rx(level + 30 * e)
    L = poser._spine(6 * e, 0, 4 + head + 6 * e)
    for part, twist in ((LUMBAR, 10.0), (THORACIC, 42.0), (NECK, 10.0)):
        for bone, share in part:
            L[bone] = Ry(-sg * twist * share * e) @ L[bone]
    root_t = poser._hips_at(L, root_R, hips)
    for s, side in SIDES:
        there = poser.body.pose(L, root_R, root_t)[1][poser.body.index["upperleg01." + s]]
        knee = np.array([side * 0.11, knees[1], knees[2]])
        poser._leg_dirs(L, root_R, root_t, s, knee - there, (0, 0.035, -1), foot_R=Rx(163))
        start = np.array([side * 0.17, hands[1], hands[2]])
        if s == arm:
            end = np.array([-sg * 0.42, 0.05 + MAT, hands[2] - 0.10])
            lifted = np.array([0, 0.07 * np.sin(np.pi * min(1.0, 1.6 * e)), 0])
            point, to = mix(start, end, e) + lifted, mix((side * 0.35, 0, -1), (0, -0.2, 1), e)
            fingers = mix((-side * 0.08, -0.15, 1), (-sg * 1.0, 0, 0.1), ease(2 * e))
            palm = mix((0, -1, -0.15), (0, 0.2, 1), ease(1.6 * e))
        else:
            point, to = start, mix((side * 0.35, 0, -1), (side * 1.0, 0.2, -0.4), e)
            fingers, palm = (-side * 0.08, -0.15, 1), (0, -1, -0.15)
        poser._hand(L, root_R, root_t, s, point, to, palm, 0.12)
        poser._flat_hand(L, root_R, root_t, s, fingers, palm)
    return poser._pose(L, root_R, root_t, 6 * e, 0)


def _worlds_greatest(poser, state, e, head, trunk) -> Pose:
    """In a long step, one leg in front: the elbow of its side goes down (u towards 1), then that
    arm to the ceiling (u towards -1)."""
    down, opened = max(state.u, 0.0), max(-state.u, 0.0)  # already smooth
    down *= state.kind != "no_elbow"
    opened *= state.kind != "no_open"
    bent = np.radians(_number(state.kind)) * max(down, opened)
    near, far, out = ("L", "R", 1) if poser.free == "L" else ("R", "L", -1)
    across = np.array([out, 1, 1])  # turns a place or way for the left leg into one for this leg
    B, i = poser.body, poser.body.index
    front = across * [0.20, poser.ankle_height + MAT, 0.40]
    hip = front + across * [-0.20, poser.shank * 0.92 - 0.04 * down, -poser.thigh * 0.98]
    root_R = Ry(-4 * out) @ Rx(68 + ELBOW_DEG * down + trunk)
    L = poser._spine(8, 8, -16 + head)
    for part, twist in ((LUMBAR, 8.0), (THORACIC, 52.0), (NECK, 40.0)):
        for bone, share in part:
            L[bone] = Ry(out * (twist * opened - 0.1 * twist * down) * share) @ L[bone]
    root_t = poser._hips_at(L, root_R, hip)
    where = (L, root_R, root_t)
    poser._leg(*where, near, front, across * [0.35, 0.4, 1], Ry(6 * out), root_R @ [1.0, 0, 0])
    back = B.pose(*where)[1][i["upperleg01." + far]]
    straight = poser.leg_len * 0.995
    folded = 2 * poser.thigh * poser.shank * (1 - np.cos(bent))
    reach, low = np.sqrt(straight**2 - folded), 0.135 + MAT
    behind = back[2] - np.sqrt(reach**2 - (back[1] - low) ** 2)
    poser._leg(*where, far, across * [-0.12, low, behind], (0, -1, 0.2), Rx(72))
    for k in range(1, 6):
        if f"toe{k}-1.{far}" in i:
            L[f"toe{k}-1.{far}"] = Rx(-55)
    if "lunge" not in poser._cache:
        poser._cache["lunge"] = B.pose(*where)[1][i["upperarm01." + far]][2]
    z = poser._cache["lunge"]
    for s, inner in ((far, -1), (near, 1)):
        floor = across * [-0.03 + 0.09 * inner, 0.062 + MAT, z]
        shoulder = B.pose(*where)[1][i["upperarm01." + s]]
        if s == far:
            poser._hand(*where, s, floor, across * [-1.0, 0.2, -0.4], (0, -1, 0), 0.12)
            poser._flat_hand(*where, s, across * [0.08, -0.15, 1], (0, -1, -0.15))
            continue
        up = shoulder + across * [0.05, poser.arm_len * 0.99, -0.02]
        past = floor + across * [0.30 * np.sin(np.pi * opened), 0, 0]  # the front of the chest
        wrist = mix(past, up, opened) + [0, -0.008 * down, 0.16 * down]
        elbow_to = mix(across * [0.3, -0.6, -1], across * [0.2, 0, -1], opened)
        poser._hand(*where, s, wrist, elbow_to, (0, -1, 0), 0.15)
        fingers = mix(across * [-0.08, -0.15, 1], wrist - shoulder, ease(2 * opened))
        palm = mix(across * [0, -1, -0.15], across * [1, 0, 0.3], ease(2 * opened))
        poser._flat_hand(*where, s, fingers, palm)
    return poser._pose(L, root_R, root_t, 8, 8)


def furniture(poser: MorePoser, exercise: str, box, roll) -> list[dict]:
    """What the exercise needs beside the mat, as room parts. box, roll: makers of such parts."""
    if exercise == "ninety_ninety":
        z = wall_at(poser) + WALL_THICK / 2
        white = (0.90, 0.88, 0.84)
        return [box((-0.72, 1.3, z), (2.7, 2.7, WALL_THICK), white, 0.9, 5)]
    if exercise == "towel":
        z, height = towel_at(poser)
        middle = height / 2 + 0.004
        return [roll((0, middle, z), (0.25, middle, 0.06), (0.62, 0.70, 0.80), power=0.8)]
    if exercise == "hip_flexor":
        x, z = STOOL_AT
        wood = (0.52, 0.38, 0.26)
        parts = [box((x, STOOL[1] - 0.02, z), (STOOL[0], 0.04, STOOL[2]), wood, 0.6, 8)]
        for dx in (-1, 1):
            for dz in (-1, 1):
                at = (x + dx * 0.14, STOOL[1] / 2 - 0.02, z + dz * 0.14)
                parts.append(box(at, (0.04, STOOL[1] - 0.04, 0.04), wood, 0.6, 8))
        return parts
    return []
