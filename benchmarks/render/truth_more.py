"""Truth of the other exercises: extra values per frame, and their faults. See README.md."""

import numpy as np

from benchmarks.render import motion_more
from benchmarks.render.poses import signed_angle

OVER_ARCH_DEG, ROUNDED_DEG = (10, 18), (15, 30)
SAG_DEG, PIKE_DEG = (6, 15), (15, 30)
LOW_DEG = (20, 30)  # single-leg lift: shoulder-hip-knee of the standing leg short of 180
LEG_BENT_DEG = (25, 45)  # raised knee short of 180
DROP_DEG = (8, 15)  # pelvis tilt to the free side
LEG_LOW_DEG, ARM_LOW_DEG = (
    (15, 30),
    (15, 30),
)  # bird dog: limb below the horizontal at its best moment
RANGE_LEG_DEG = (35, 50)  # dead bug: thigh still this far above the horizontal at its lowest
CAT_RANGE_DEG = (50, 30)  # cat-cow: lumbar + thoracic range of a rep smaller than
ROCK_RATIO = (0.20, 0.35)  # cat-cow: hip travel along the body / thigh length
SHALLOW_DEG, LEAN_DEG, HEEL_DEG = (20, 35), (55, 65), (8, 15)  # squat
FEET_FAR_DEG = (8, 18)  # sit to stand: ankles in front of the knees (shank lean) before rising
DROP_M_S = (0.45, 0.8)  # sit to stand: hips' speed downwards as they meet the seat
KNEES_STRAIGHT_DEG, FAR_RATIO = (150, 165), (0.55, 0.70)  # lift: at the bottom
WOBBLE_M = (0.012, 0.025)  # single-leg stance: SD of the shoulders' position
SLUMP_DEG = (12, 24)
STRETCH_KNEE_DEG = (20, 35)  # hamstring stretch: knee short of 180
OPEN_DEG, ROLL_DEG = (25, 15), (10, 20)  # clamshell: opening less than; pelvis rolled back
FAST_S = {  # (present, severe) shorter than: first movement, second movement
    "single_leg_lift": ((2.0, 1.0), (2.0, 1.2)),
    "bird_dog": ((1.2, 0.8), (1.2, 0.8)),
    "dead_bug": ((1.2, 0.8), (1.2, 0.8)),
    "squat": ((1.2, 0.8), (0.8, 0.5)),
    "sit_to_stand": ((1.0, 0.7), (1.2, 0.8)),
    "clamshell": ((1.0, 0.7), (1.0, 0.7)),
}
ALTERNATING = ("bird_dog", "dead_bug")


def degrees(x):
    return round(float(x), 2) + 0.0


def _angle(a, b, c):
    u, v = a - b, c - b
    return np.degrees(np.arccos(np.clip(u @ v / np.linalg.norm(u) / np.linalg.norm(v), -1, 1)))


def _up(a, b):
    d = b - a
    return np.degrees(np.arcsin(np.clip(d[1] / np.linalg.norm(d), -1, 1)))


def extend(frame, pose, exercise, state, j, line_angle):
    """Add the values of the exercise to a frame's truth (before mirroring)."""
    mid = lambda n: (j["left_" + n] + j["right_" + n]) / 2
    S, H = mid("shoulder"), mid("hip")
    frame["limbs"] = {}
    for side in ("left", "right"):
        s, e, w, h, k, a = (
            j[f"{side}_{n}"] for n in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
        )
        trunk, arm = H - S, e - s
        frame["limbs"][side] = {
            "hip_deg": degrees(_angle(s, h, k)),
            "knee_deg": degrees(_angle(h, k, a)),
            "elbow_deg": degrees(_angle(s, e, w)),
            "arm_deg": degrees(
                np.degrees(
                    np.arccos(
                        np.clip(trunk @ arm / np.linalg.norm(trunk) / np.linalg.norm(arm), -1, 1)
                    )
                )
            ),
            "leg_up_deg": degrees(_up(h, a)),
            "thigh_up_deg": degrees(_up(h, k)),
            "arm_up_deg": degrees(_up(s, w)),
        }
    frame["hip_m"] = [round(float(x), 4) for x in H]
    frame["shoulder_m"] = [round(float(x), 4) for x in S]
    if exercise in ALTERNATING:
        leg = {"L": "left", "R": "right"}[motion_more.side_of(state)]
        frame["moving_leg"] = leg if state.rep else None
        _single(frame, j, leg, S, H, line_angle, "knee_deg")
    if exercise in ("single_leg_lift", "single_leg_stance", "hamstring_stretch"):
        free = {"L": "left", "R": "right"}[pose.free]
        frame["free_leg"] = free
        stance = "right" if free == "left" else "left"
        _single(
            frame,
            j,
            stance if exercise != "hamstring_stretch" else free,
            S,
            H,
            line_angle,
            "knee_deg",
        )
        frame["free_knee_deg"] = frame["limbs"][free]["knee_deg"]
    if exercise == "side_plank":
        A = mid("knee") if pose.on_knees else mid("ankle")
        lateral = pose.R[0] @ np.array([1.0, 0, 0])
        flat = [p - lateral * (p @ lateral) for p in (S, H, A)]
        bend = 180 - _angle(*flat)
        chord = flat[2] - flat[0]
        off = flat[1] - flat[0] - chord * ((flat[1] - flat[0]) @ chord) / (chord @ chord)
        front = pose.R[0] @ np.array([0, 0, 1.0])
        frame["pike_deg"] = degrees(bend * -np.sign(off @ front))
        frame["line_deg"] = frame["shk_deg"] if pose.on_knees else frame["sha_deg"]
    if exercise in ("squat", "sit_to_stand", "lift_box", "sitting"):
        K, A = mid("knee"), mid("ankle")
        frame["thigh_up_deg"] = degrees(_up(K, H))
        frame["shank_deg"] = degrees(np.degrees(np.arctan2((K - A)[2], (K - A)[1])))
    frame |= {k: (degrees(v) if isinstance(v, float) else v) for k, v in pose.extra.items()}


def _single(frame, j, side, S, H, line_angle, key):
    K, A = j[side + "_knee"], j[side + "_ankle"]
    frame["shk_deg"], frame["sha_deg"] = degrees(line_angle(S, H, K)), degrees(line_angle(S, H, A))
    frame[key] = degrees(signed_angle(H, K, A, 0))


def mirror(frame):
    """Swap the sides of the extra values, in place."""
    other = {"left": "right", "right": "left", None: None}
    if "limbs" in frame:
        frame["limbs"] = {other[k]: v for k, v in frame["limbs"].items()}
    for key in ("moving_leg", "free_leg"):
        if key in frame:
            frame[key] = other[frame[key]]


def find_faults(spec, exercise, frames, reps, holds):
    from benchmarks.render.truth import _fault, _runs

    column = lambda key: np.array([f[key] for f in frames])
    t, phase = column("t"), column("phase")
    faults = []
    if exercise == "side_plank":
        hold = phase == "hold"
        faults = _runs("sag", t, np.where(hold, 180 - column("line_deg"), 0), SAG_DEG)
        faults += _runs("pike", t, np.where(hold, column("pike_deg"), 0), PIKE_DEG)
        return sorted(faults, key=lambda f: f["start_s"])
    if exercise == "sitting":
        faults = _runs("slumped", t, np.where(phase != "rest", column("lumbar_deg"), 0), SLUMP_DEG)
        faults += _runs(
            "over_arch", t, np.where(phase != "rest", -column("lumbar_deg"), 0), OVER_ARCH_DEG
        )
        return sorted(faults, key=lambda f: f["start_s"])
    if exercise == "hamstring_stretch":
        faults = _runs(
            "rounded_back", t, np.where(phase != "rest", column("lumbar_deg"), 0), ROUNDED_DEG
        )
        faults += _runs(
            "knee_bent",
            t,
            np.where(phase != "rest", 180 - column("stretch_knee_deg"), 0),
            STRETCH_KNEE_DEG,
        )
        return sorted(faults, key=lambda f: f["start_s"])
    if exercise == "single_leg_stance":
        S = np.array([f["shoulder_m"] for f in frames])
        for seg in holds[0]["segments"]:
            inside = (t >= seg["full_s"]) & (t <= seg["end_s"] - 1.0)
            up = inside & (column("lift") > 0.9)
            if up.sum() > 5:
                sd = float(np.sqrt(((S[up] - S[up].mean(0)) ** 2).sum(1).mean()))
                if sd >= WOBBLE_M[0]:
                    faults.append(
                        _fault("wobble", sd >= WOBBLE_M[1], t[up][0], t[up][-1], None)
                        | {"sd_m": round(sd, 4)}
                    )
            down = inside & (column("lift") < 0.15)
            if down.any():
                faults.append(_fault("foot_down", True, t[down][0], t[down][-1], None))
        return faults
    thigh = spec["_lengths"]["thigh"]
    for rep in reps:
        inside = np.array([f["rep"] == rep["index"] for f in frames])
        if inside.sum() < 2:
            continue
        get = lambda key: column(key)[inside]  # noqa: B023
        top = (rep["top_start_s"], rep["top_end_s"])
        found = []

        def worst(name, value, bands, span=top, key="peak_deg", at_least=True):
            bad = value >= bands[0] if at_least else value < bands[0]
            if bad:
                severe = value >= bands[1] if at_least else value < bands[1]
                fault = _fault(name, severe, span[0], span[1], None)
                fault[key] = round(float(value), 3 if key != "peak_deg" else 1)
                found.append(fault)  # noqa: B023

        if exercise in ("single_leg_lift", "bird_dog", "dead_bug"):
            found += _runs(
                "over_arch", t, np.where(inside, -column("lumbar_deg"), 0), OVER_ARCH_DEG
            )
        if exercise in ("squat", "sit_to_stand", "lift_box"):
            found += _runs(
                "rounded_back", t, np.where(inside, column("lumbar_deg"), 0), ROUNDED_DEG
            )
        if exercise == "single_leg_lift":
            worst("not_high_enough", 180 - get("shk_deg").max(), LOW_DEG)
            found += _runs(
                "leg_bent", t, np.where(inside, 180 - column("free_knee_deg"), 0), LEG_BENT_DEG
            )
            found += _runs(
                "pelvis_drop", t, np.where(inside, column("pelvis_drop_deg"), 0), DROP_DEG
            )
        limb = lambda key, side: np.array(
            [f["limbs"][side][key] for f, i in zip(frames, inside, strict=True) if i]  # noqa: B023
        )
        if exercise in ALTERNATING:
            leg = next(f["moving_leg"] for f in frames if f["rep"] == rep["index"])
            arm = {"left": "right", "right": "left"}[leg]
        if exercise == "bird_dog":
            worst("leg_low", -limb("leg_up_deg", leg).max(), LEG_LOW_DEG)
            worst("arm_low", -limb("arm_up_deg", arm).max(), ARM_LOW_DEG)
        if exercise == "dead_bug":
            travel = {s: np.ptp(limb("arm_deg", s)) for s in ("left", "right")}
            if travel[leg] > 25 and travel[leg] > travel[arm]:
                found.append(_fault("same_side", True, *top, None))
            worst("small_range", limb("thigh_up_deg", leg).min(), RANGE_LEG_DEG)
        if exercise == "cat_cow":
            spine = get("lumbar_deg") + get("thoracic_deg")
            span = (rep["top_start_s"], rep["low_end_s"])
            worst("small_range", np.ptp(spine), CAT_RANGE_DEG, span, at_least=False)
            hips = np.array([f["hip_m"][2] for f, i in zip(frames, inside, strict=False) if i])
            worst("hips_rock", np.ptp(hips) / thigh, ROCK_RATIO, span, "peak_ratio")
            across = rep["low_start_s"] - rep["top_end_s"]
            if across < 1.2:
                found.append(
                    _fault("too_fast", across < 0.8, rep["start_s"], rep["end_s"], None)
                    | {"across_s": round(across, 2)}
                )
        if exercise == "clamshell":
            worst("small_range", get("opening_deg").max(), OPEN_DEG, at_least=False)
            found += _runs("roll_back", t, np.where(inside, column("roll_deg"), 0), ROLL_DEG)
        if exercise == "squat":
            worst("not_deep", get("thigh_up_deg").min(), SHALLOW_DEG)
            found += _runs("trunk_lean", t, np.where(inside, column("trunk_deg"), 0), LEAN_DEG)
            found += _runs("heels_up", t, np.where(inside, column("heel_deg"), 0), HEEL_DEG)
        if exercise == "sit_to_stand":
            worst(
                "feet_far", -get("shank_deg")[0], FEET_FAR_DEG, (rep["start_s"], rep["top_start_s"])
            )
            y = np.array([f["hip_m"][1] for f in frames])
            back = inside & (t >= rep["top_end_s"])
            seat = y[t < max(0.4, reps[0]["start_s"] - 0.2)].mean()
            near = np.where(back & (y < seat + 0.02))[0]
            if (
                len(near) and rep["end_s"] - rep["top_end_s"] >= 0.8
            ):  # quicker ones are too_fast; the speed at which the last 2 cm are met
                k = near[0]
                worst(
                    "drop",
                    float((y[k - 1] - y[k]) / (t[k] - t[k - 1])),
                    DROP_M_S,
                    (t[k] - 0.4, t[k]),
                    "m_per_s",
                )
        if exercise == "lift_box":
            bottom = inside & (phase == "hold")
            if bottom.any() and column("trunk_deg")[bottom].max() > 45:
                worst("knees_straight", column("knee_deg")[bottom].min(), KNEES_STRAIGHT_DEG)
            ahead = (
                column("hands_ahead_m")[bottom].max() / spec["_lengths"]["leg"]
                if bottom.any()
                else 0
            )
            worst("far_object", ahead, FAR_RATIO, key="peak_ratio")
        if exercise in FAST_S:
            first, second = rep["top_start_s"] - rep["start_s"], rep["end_s"] - rep["top_end_s"]
            (a, b), (c, d) = FAST_S[exercise]
            if first < a or second < c:
                fault = _fault(
                    "too_fast", first < b or second < d, rep["start_s"], rep["end_s"], None
                )
                found.append(fault | {"first_s": round(first, 2), "second_s": round(second, 2)})
        # One entry per rep and name: a back may be rounded on the way up and down.
        merged: dict = {}
        for fault in found:
            fault["rep"] = rep["index"]
            old = merged.setdefault(fault["name"], fault)
            if old is not fault:
                old["end_s"] = max(old["end_s"], fault["end_s"])
                old["peak_deg"] = max(old["peak_deg"] or 0, fault["peak_deg"] or 0)
                old["severity"] = (
                    "severe" if "severe" in (old["severity"], fault["severity"]) else "mild"
                )
        faults += merged.values()
    return faults
