"""Kinds, tempo and poses over time of the other exercises (see motion.py for the first three)."""

from typing import Any

import numpy as np

from benchmarks.render.body import N_BODY
from benchmarks.render.poses import MAT, ease
from benchmarks.render.poses_more import mix, turn

TEMPO = {
    "single_leg_lift": {"up_s": 2.5, "hold_s": 1.5, "down_s": 2.8, "rest_s": 0.8},
    "bird_dog": {"up_s": 2.0, "hold_s": 1.5, "down_s": 2.0, "rest_s": 0.6},
    "dead_bug": {"up_s": 2.0, "hold_s": 0.8, "down_s": 2.0, "rest_s": 0.5},
    "cat_cow": {
        "up_s": 1.8,
        "hold_s": 0.8,
        "across_s": 2.6,
        "low_s": 0.8,
        "down_s": 1.8,
        "rest_s": 0.4,
    },
    "squat": {"up_s": 1.8, "hold_s": 0.7, "down_s": 2.0, "rest_s": 0.8},
    "sit_to_stand": {"up_s": 1.9, "hold_s": 0.9, "down_s": 2.4, "rest_s": 0.9},
    "lift_box": {"up_s": 2.0, "hold_s": 0.7, "down_s": 2.0, "rest_s": 0.8},
    "clamshell": {"up_s": 1.8, "hold_s": 0.8, "down_s": 1.8, "rest_s": 0.6},
}
FAST = {
    "up_s": 0.6,
    "hold_s": 0.15,
    "down_s": 0.6,
    "rest_s": 0.3,
}  # kind `fast`, where a step does not say
FAST_CAT = {"up_s": 0.6, "hold_s": 0.1, "across_s": 0.7, "low_s": 0.1, "down_s": 0.6, "rest_s": 0.2}
KINDS = {
    "side_plank": ["get_in", "ok", "sagNN", "pikeNN", "get_out"],
    "single_leg_lift": ["ok", "low", "archNN", "leg_bent", "dropNN", "fast"],
    "bird_dog": ["ok", "archNN", "low_leg", "low_arm", "fast"],
    "dead_bug": ["ok", "archNN", "same_side", "low", "fast"],
    "cat_cow": ["ok", "small", "hips_rock", "fast"],
    "squat": [
        "ok",
        "shallowNN",
        "leanNN",
        "fallsNN",
        "roundNN",
        "heels_up",
        "fast",
        "arms_up",
        "arms_fall",
        "knees_in",
    ],
    "sit_to_stand": ["ok", "roundNN", "feet_far", "drop", "fast"],
    "lift_box": ["ok", "stoopNN", "farNN", "roundNN"],
    "clamshell": ["ok", "small", "roll_back", "fast"],
    "sitting": ["upright", "slumped", "arched"],
    "hamstring_stretch": ["ok", "roundNN", "knee_bent"],
    "single_leg_stance": ["still", "wobble", "touch"],
}
HOLDS = ("plank", "side_plank", "sitting", "hamstring_stretch", "single_leg_stance")
SQUAT = {  # pelvis pitch, lumbar, thoracic, thigh back, shank forward, neck, heel
    "ok": (40, 0, 0, 88, 29, -14, 0),
    "fast": (40, 0, 0, 88, 29, -14, 0),
    "shallow": (24, 0, 0, 46, 19, -8, 0),
    "heels_up": (36, 0, 0, 90, 46, -12, 20),
    "arms_up": (30, 0, 0, 76, 29, -22, 0),
    "arms_fall": (30, 0, 0, 76, 29, -22, 0),
    "knees_in": (30, 0, 0, 76, 29, -22, 0),
}
# squats with the arms overhead: degrees of the arms in front of hanging, standing and at the bottom
OVERHEAD = {"arms_up": (172, 165), "arms_fall": (172, 108), "knees_in": (172, 165)}
KNEES_IN = -6  # degrees inward that the knees go at the bottom
STANDING = (
    "hinge",
    "squat",
    "sit_to_stand",
    "lift_box",
    "sitting",
    "single_leg_stance",
    "hamstring_stretch",
)


def number(kind, default=0.0):
    digits = "".join(c for c in kind if c.isdigit())
    return float(digits) if digits else default


def side_of(state):
    """The moving leg of an alternating exercise: left, right, left ... unless the step names a
    side."""
    side = (state.step or {}).get("side")
    if side:
        return side[0].upper()
    return "L" if (state.rep or 1) % 2 else "R"


def pose_of(poser, exercise, state, sway):
    t, u, kind = state.t, state.u, state.kind
    head, trunk, low_back = 1.5 * sway("head", t), sway("trunk", t), 0.3 * sway("lumbar", t)
    poser.body.core_only = True
    pose = globals()["_" + exercise](poser, state, kind, u, ease(u), head, trunk, low_back, sway)
    poser.body.core_only = False
    return pose


def _side_plank(poser, state, kind, u, e, head, trunk, low_back, sway):
    if kind == "get_in":  # hips from the floor to the line
        return poser.side_plank(_floor_sag(poser) * (1 - e) + 0.4 * trunk * e, 0, head)
    sag = state.amount if state.what == "sag" else 0.0
    pike = state.amount if state.what == "pike" else 0.0
    return poser.side_plank(sag + 0.5 * trunk, pike + 0.5 * sway("hip", state.t), head)


def _floor_sag(poser):
    """Sag with the lower hip on the floor."""
    if "floor_sag" not in poser._cache:
        V, names = poser.body.V, ("root", "pelvis.L", "upperleg01.L", "upperleg02.L", "spine05")
        near = np.abs(V[:, 1] - poser.body.joint("upperleg01.L")[1]) < 0.12
        hip = np.where(
            (np.arange(poser.body.n) < N_BODY)
            & near
            & (V[:, 0] > 0.05)
            & np.isin(poser.body.dominant, names)
        )[0]
        lo, hi = 0.0, 60.0
        for _ in range(12):
            mid = (lo + hi) / 2
            p = poser.side_plank(mid)
            low = poser.body.skin(p.R, p.P, poser.body.V[hip], poser.body.W[hip])[:, 1].min()
            lo, hi = (mid, hi) if low > MAT - 0.01 else (lo, mid)
        poser._cache["floor_sag"] = lo
    return poser._cache["floor_sag"]


def _single_leg_lift(poser, state, kind, u, e, head, trunk, low_back, sway):
    top, foot_z = poser.hip_lift_setup()
    flat = poser.hip_lift_rest()
    late = ease((u - 0.25) / 0.75)
    arch, drop, knee, thorax = 0.0, 0.0, 177.0, (top - flat) * e
    if kind == "low":
        thorax *= 0.5
    elif kind.startswith("arch"):
        arch = number(kind) * late
        thorax += 0.72 * arch
    elif kind.startswith("drop"):
        drop = number(kind) * late
    if (
        kind == "leg_bent" and state.rep
    ):  # bends in the first second of the rep, straight again at its end
        knee = 177 - 57 * ease((state.t - state.start) / 1.0) * (
            ease(u / 0.35) if state.phase == "down" else 1.0
        )
    raised = ease((state.t - state.ready + 1.6) / 1.5)
    thorax = flat + thorax * state.amount + 0.25 * trunk * e
    knee += 1.5 * sway("knee", state.t) - 1.5
    return poser.single_leg_lift(
        thorax, arch * state.amount + low_back * e, foot_z, raised, knee, drop, head
    )


def _bird_dog(poser, state, kind, u, e, head, trunk, low_back, sway):
    leg = side_of(state)
    arm = "R" if leg == "L" else "L"
    arch, thigh, bend, raise_arm = 0.0, 86.0, 6.0, 97.0
    if kind.startswith("arch"):
        arch = number(kind)
        thigh = 90.0 + 0.35 * arch
    elif kind == "low_leg":
        thigh, bend = 52.0, 14.0
    elif kind == "low_arm":
        raise_arm = 52.0
    a = state.amount
    lumbar = -arch * e * a + low_back
    moving = u > 0
    # the shank stays level while the thigh swings back, so that the foot does not cut the floor
    angle = thigh * e * a
    knee = (88 - (88 - bend) * e) if bend + thigh >= 88 else max(bend, 90 - angle) * 1.0
    if kind == "low_leg":
        knee = 88 - (88 - 30) * e
    return poser.fours(
        lumbar + 0.3 * trunk, 0, 4 + head,
        arm=(arm, raise_arm * e * a + 0.01) if moving else None,
        leg=(leg, angle, knee) if moving else None,
    )  # fmt: skip


def _dead_bug(poser, state, kind, u, e, head, trunk, low_back, sway):
    leg = side_of(state)
    arm = leg if kind == "same_side" else ("R" if leg == "L" else "L")
    size = (0.45 if kind == "low" else 1.0) * state.amount
    arch = number(kind) * ease((u - 0.15) / 0.85) * state.amount if kind.startswith("arch") else 0.0
    limbs = {}
    for s in "LR":
        drift = 1.2 * sway("limb" + s, state.t)
        limbs[s] = (
            84 * size * e * (s == arm) + drift,
            min(1.0, size * e * (s == leg)) + 0.01 * drift,
        )
    return poser.dead_bug(max(0.0, arch + low_back), limbs, head)


def _cat_cow(poser, state, kind, u, e, head, trunk, low_back, sway):
    x = u * state.amount  # already smooth: +1 cat, -1 cow
    up, down = max(x, 0), max(-x, 0)
    lumbar, thoracic, neck = 24 * up - 18 * down, 26 * up - 14 * down, 28 * up - 24 * down
    rock = 0.0
    if kind == "small":
        lumbar, thoracic, neck = 0.3 * lumbar, 0.3 * thoracic, 0.6 * neck
    elif kind == "hips_rock":
        rock = 0.17 * up - 0.10 * down
        lumbar, thoracic, neck = 0.2 * lumbar, 0.15 * thoracic, 0.3 * neck
    return poser.fours(lumbar + low_back, thoracic, neck + head, rock + 0.003 * trunk)


def _squat(poser, state, kind, u, e, head, trunk, low_back, sway):
    if kind.startswith("shallow"):
        n = (90 - number(kind, 44)) / 46  # NN: thigh above the horizontal at the bottom
        values = tuple(v * n for v in SQUAT["shallow"])
    elif kind.startswith("lean"):
        lean = number(kind)
        values = (lean, 0, 0, 84, 14, -0.3 * lean, 0)
    elif kind.startswith("falls"):  # with shanks that lean as in a good one: over the knees
        values = (number(kind), 0, 0, 86, 27, -0.3 * number(kind), 0)
    elif kind.startswith("round"):
        n = number(kind)
        values = (max(8, 39 - 0.75 * n), n, 0.4 * n, 88, 29, 0.1 * n - 10, 0)
    else:
        values = SQUAT[kind]
    pelvis, lumbar, thoracic, thigh, shank, neck, heel = (v * e for v in values)
    if heel:
        heel = values[6] * ease((u - 0.35) / 0.65)
    a = state.amount
    # arms that are up stay up between the reps, so the clip's first kind decides there
    arms = kind if state.rep or not state.clip_kinds else state.clip_kinds[0]
    stands, bottom = OVERHEAD.get(arms, (6, 84))
    return poser.stand(
        pelvis * a + 0.4 * trunk,
        lumbar * a + low_back,
        thoracic * a,
        thigh * a,
        shank + 0.4 * sway("body", state.t),
        neck + head,
        heel,
        width=0.15,
        toes=14,
        knees=14 + (KNEES_IN - 14) * e if kind == "knees_in" else None,
        arm=stands + (bottom - stands) * e,
        heel_deg=round(float(heel), 2),
    )


def _sit_to_stand(poser, state, kind, u, e, head, trunk, low_back, sway):
    shank_sit = -17.0 if kind == "feet_far" else 9.0
    # the feet stay where they are in the whole clip, so the clip's first kind decides
    shank_sit = -17.0 if state.clip_kinds and "feet_far" in state.clip_kinds else shank_sit
    falls = kind == "drop" and state.phase == "down"
    u = 1 - (1 - u) ** 2.6 if falls else u
    thigh_sit = poser.sitting_legs(shank_sit)
    lean = 58.0 if shank_sit < 0 else 42.0
    bump = ease(u / 0.38) if u < 0.38 else 1 - ease((u - 0.38) / 0.62)
    legs = max(0.0, (u - 0.22) / 0.78)
    legs = legs if falls else ease(legs)
    lumbar = thoracic = 0.0
    pelvis = lean * bump
    if kind.startswith("round"):
        n = number(kind)
        lumbar, thoracic, pelvis = n * bump, 0.5 * n * bump, (lean - 0.75 * n) * bump
    shank = (
        shank_sit * (1 - legs)
        + 1.0 * legs
        + (12 + (10 if shank_sit < 0 else 0))
        * np.sin(np.pi * min(1, legs * 1.0))
        * (1 - 0.3 * legs)
    )
    thigh = thigh_sit * (1 - legs) + 1.0 * legs
    if legs <= 0:
        thigh = poser.sitting_legs(shank_sit)
    return poser.stand(
        pelvis - 2 * (1 - legs) + 0.4 * trunk,
        lumbar + low_back,
        thoracic,
        thigh,
        shank + 0.3 * sway("body", state.t) * legs,
        -0.3 * pelvis + head,
        width=0.12,
        toes=6,
        crossed=True,
    )


BOX: dict[str, Any] = {"size": (0.36, 0.30, 0.26), "grip": 0.25, "near": 0.36, "far": 0.56}
LIFT = {  # pelvis, lumbar, thoracic, thigh back, shank forward, neck
    "ok": (50, 0, 0, 80, 27, -14),
    "stoop": (60, 42, 26, 6, -2, 4),
    "far": (56, 8, 6, 66, 14, -12),
    "round": (50, 35, 21, 80, 27, -14),
}


def _lift_values(poser, kind):
    """End posture whose hands just reach the box: deeper knees (ok, far) or a deeper bend
    (stoop)."""
    key = "lift" + kind
    if key not in poser._cache:
        name = kind.rstrip("0123456789")
        base = np.array(LIFT[name], float)
        z = -0.05 + _box_ahead([kind])
        if name in ("stoop", "round"):  # NN: lumbar flexion
            base[[1, 2]] *= number(kind, base[1]) / base[1]
        kind = name
        lo, hi = 0.4, 1.5
        for _ in range(12):
            mid = (lo + hi) / 2
            v = base.copy()
            if kind == "stoop":
                v[0] *= mid
            else:
                v[[3, 4]] *= mid
                v[0] *= 0.5 + 0.5 * mid
            p = poser.stand(*v, width=0.17, toes=12)
            S = (p.at("upperarm01.L") + p.at("upperarm01.R")) / 2
            reach = np.hypot(S[1] - BOX["grip"] - 0.06, S[2] - z)
            lo, hi = (mid, hi) if reach > 0.97 * poser.arm_len else (lo, mid)
        v = base.copy()
        if kind == "stoop":
            v[0] *= hi
        else:
            v[[3, 4]] *= hi
            v[0] *= 0.5 + 0.5 * hi
        poser._cache[key] = v
    return poser._cache[key]


def _box_ahead(kinds):
    """How far the box stands in front of the ankles: farNN = NN cm in the whole clip."""
    far = [k for k in kinds if k.startswith("far")]
    return number(far[0], 100 * BOX["far"]) / 100 if far else BOX["near"]


def _lift_box(poser, state, kind, u, e, head, trunk, low_back, sway):
    z = -0.05 + _box_ahead(state.clip_kinds)
    pelvis, lumbar, thoracic, thigh, shank, neck = _lift_values(poser, kind) * e
    if state.rep is None:
        held = state.done % 2 == 1
    else:
        picking = state.rep % 2 == 1
        after = state.phase == "up" or (state.phase == "hold" and state.q > 0.5)
        held = picking == after
    args = (pelvis + 0.4 * trunk * (1 - e), lumbar + low_back, thoracic, thigh, shank, neck + head)
    return lift_pose(poser, args, e, held, z)


def lift_pose(poser, values, e, held, z):
    """Who is on the way to a box whose middle stands at `z` (m), a share `e` of it; values: degrees
    of pelvis, lumbar and thoracic spine, thigh back, shank forward and neck, there and then."""
    plain = poser.stand(*values, width=0.17, toes=12)
    hip = (plain.at("upperleg01.L") + plain.at("upperleg01.R")) / 2
    grip = np.array([BOX["size"][0] / 2 + 0.025, BOX["grip"] + 0.05, z])
    carry = np.array([grip[0], hip[1] + 0.10, hip[2] + 0.30 + 0.10 * e])
    hang = plain.at("wrist.L") * [1, 1, 1]
    floor_box = np.array([0, BOX["size"][1] / 2 + 0.004, z])
    if held:
        near_floor = ease((e - 0.25) / 0.75)
        wrist = mix(carry, grip, near_floor)
        box = wrist * [0, 1, 1] + floor_box - grip * [0, 1, 1]
    else:
        wrist = mix(hang, grip, ease((e - 0.45) / 0.55))
        box = floor_box
    pose = plain
    if held or e >= 0.45:
        pose = poser.stand(*values, width=0.17, toes=12, hands=wrist)
    pose.props = {"box": (np.eye(3), box)}
    pose.extra["box"] = held
    pose.extra["hands_ahead_m"] = round(
        float(
            (
                (pose.at("wrist.L") + pose.at("wrist.R")) / 2
                - (pose.at("foot.L") + pose.at("foot.R")) / 2
            )[2]
        ),
        3,
    )
    return pose


def _sitting(poser, state, kind, u, e, head, trunk, low_back, sway):
    s = state.amount  # +1 slumped .. -1 arched
    slump, arch = max(s, 0), max(-s, 0)
    shank = 6.0
    pelvis = -2 - 16 * slump + 12 * arch
    lumbar, thoracic = 26 * slump - 18 * arch, 20 * slump - 6 * arch
    return poser.stand(
        pelvis + 0.5 * trunk, lumbar + low_back, thoracic, poser.sitting_legs(shank), shank,
        -0.4 * (pelvis + lumbar + thoracic) + head + 6 * slump, width=0.12, arm=None,
        hands=_on_thighs(poser, shank),
    )  # fmt: skip


STRETCH = {"rest": (0, 0, 0, 178), "ok": (34, 0, 0, 178), "knee_bent": (34, 0, 0, 138)}


def _hamstring_stretch(poser, state, kind, u, e, head, trunk, low_back, sway):
    def values(k):  # pelvis pitch, lumbar, thoracic, knee of the stretched leg
        if k.startswith("round"):
            n = number(k, 30)
            return np.array((14, n, 0.6 * n, 178), float)
        return np.array(STRETCH[k], float)

    pelvis, lumbar, thoracic, knee = mix(values(state.what or "rest"), values(kind), state.amount)
    return poser.stretch(
        pelvis + 0.5 * trunk, lumbar + low_back, thoracic, knee, -0.4 * (pelvis + lumbar) + head
    )


def _clamshell(poser, state, kind, u, e, head, trunk, low_back, sway):
    a = state.amount * e
    opening = {"small": 12.0, "roll_back": 34.0}.get(kind, 42.0) * a
    roll = 24.0 * a if kind == "roll_back" else 0.0
    return poser.clamshell(opening + 0.5 * trunk * e, roll, head)


def _on_thighs(poser, shank):
    a, b = np.radians(shank), np.radians(poser.sitting_legs(shank))
    knee = np.array(
        [0, poser.ankle_height + MAT + poser.shank * np.cos(a), -0.05 + poser.shank * np.sin(a)]
    )
    hip = knee + poser.thigh * np.array([0, np.cos(b), -np.sin(b)])
    return mix(hip, knee, 0.62) + np.array([0.13, 0.085, 0])


def _single_leg_stance(poser, state, kind, u, e, head, trunk, low_back, sway):
    amount = {"wobble": 1.0}.get(kind, 0.12) * state.amount
    t = state.t
    lift = state.lift
    pose = poser.stand(
        0.5 * trunk + 4 * amount * sway("pitch", 2.2 * t),
        low_back,
        0,
        1,
        1 + 0.8 * amount * sway("shank", 2.0 * t),
        head,
        width=0.11 - 0.075 * ease(lift * 2),
        arm=8 + 16 * amount * abs(sway("arm", 1.7 * t)),
    )
    L, free = pose.local, poser.free
    roll = 5.0 * amount * sway("roll", 2.4 * t)
    root_t = pose.root_t + np.array([0.0, 0, 0])
    from benchmarks.render.poses_more import Rz

    root_R = pose.root_R @ Rz(roll)
    stance = "R" if free == "L" else "L"
    sg = 1 if stance == "L" else -1
    foot = np.array([sg * (0.11 - 0.075 * ease(lift * 2)), poser.ankle_height + MAT, -0.05])
    poser._leg(L, root_R, root_t, stance, foot, (0, 0, 1), np.eye(3), root_R @ [1.0, 0, 0])
    thigh = 48 * ease(lift) + 4 * amount * sway("free", 2.0 * t) * lift
    bend = 85 * ease(lift) + 4
    poser._leg_dirs(
        L,
        root_R,
        root_t,
        free,
        turn(thigh, (-1, 0), (0, 1)),
        turn(thigh - bend, (-1, 0), (0, 1)),
        root_R @ [1.0, 0, 0],
        point=8 * lift,
    )
    return poser._pose(
        L,
        root_R,
        root_t,
        pose.lumbar,
        pose.thoracic,
        lift=round(float(lift), 2),
        trunk_roll_deg=round(float(roll), 2),
    )
