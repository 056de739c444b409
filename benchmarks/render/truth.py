"""What is true in a frame, and which faults a clip contains. See README.md for the definitions."""

import numpy as np

from benchmarks.render import everyday, motion_more, paced, truth_more
from benchmarks.render.poses import Pose, signed_angle

# fault -> (counted as present from, severe from). Units: degrees unless the name says otherwise.
OVER_ARCH_DEG = (10, 18)  # lumbar extension
LOW_DEG = (20, 30)  # shoulder-hip-knee short of 180 at the best moment of the rep
FAST_UP_S, FAST_DOWN_S = (2.0, 1.0), (2.5, 1.2)  # hip lift: shorter than
SAG_DEG, PIKE_DEG = (6, 15), (15, 30)  # deviation of shoulder-hip-ankle from 180
ROUNDED_DEG = (15, 30)  # lumbar flexion
HIPS_BACK_RATIO = (0.09, 0.05)  # hip travel / leg length less than, where the trunk is tilted > 35
MIN_S = 0.3  # a fault lasts at least this long; shorter breaks are bridged


def frame_truth(pose: Pose, exercise: str, state, project) -> dict:
    """Truth of one frame. project: points [n,3] in metres -> pixels [n,2]."""
    j = pose.joints()
    mid = {n: (j["left_" + n] + j["right_" + n]) / 2 for n in ("shoulder", "hip", "knee", "ankle")}
    S, H, K, A = mid.values()
    pixels = project(np.array(list(j.values()))).round(1).tolist()
    trunk = S - H
    standing = exercise in (*motion_more.STANDING, *paced.STANDING, *everyday.KINDS)
    degrees = lambda x: round(float(x), 2) + 0.0  # no -0.0
    frame = {
        "t": round(state.t, 4),
        "joints": dict(zip(j, pixels, strict=False)),
        "spine": project(pose.spine()).round(1).tolist(),
        "lumbar_deg": degrees(pose.lumbar),
        "thoracic_deg": degrees(pose.thoracic),
        "shk_deg": degrees(_line_angle(S, H, K, standing)),
        "sha_deg": degrees(_line_angle(S, H, A, standing)),
        "knee_deg": degrees(signed_angle(H, K, A, 0)),
        "trunk_deg": degrees(np.degrees(np.arctan2(np.hypot(trunk[0], trunk[2]), trunk[1]))),
        "phase": state.phase,
        "rep": state.rep,
    }
    if exercise in motion_more.KINDS or exercise in everyday.KINDS:
        line = lambda a, b, c: _line_angle(a, b, c, standing)
        truth_more.extend(frame, pose, exercise, state, j, line)
    if standing:  # horizontal distance of the hips behind the ankles, in leg lengths
        leg = np.linalg.norm(H - K) + np.linalg.norm(K - A)
        frame["hips_back"] = round(float((A - H)[2] / leg), 3)
    return frame


def _line_angle(a, b, c, standing):
    """180 straight, over 180 when b is above the line a-c (standing: behind it)."""
    if standing:  # turn the Y,Z plane by 90 deg so that "behind" (-Z) becomes "up"
        a, b, c = ([0, -p[2], p[1]] for p in (a, b, c))
    return signed_angle(a, b, c, 1)


def find_faults(
    exercise: str, frames: list[dict], reps: list[dict], spec=None, holds=None
) -> list[dict]:
    """Faults of a clip: name, severity (mild | severe), rep, start_s, end_s, peak_deg (or other
    unit)."""
    if exercise in motion_more.KINDS:
        return truth_more.find_faults(spec, exercise, frames, reps, holds)
    if exercise in paced.KINDS:
        return paced.find_faults(reps)
    if exercise in everyday.KINDS:
        return everyday.find_faults(exercise, frames, reps, holds)
    column = lambda key: np.array([f[key] for f in frames])
    t, phase = column("t"), column("phase")
    if exercise == "plank":
        sag = np.where(phase == "hold", 180 - column("sha_deg"), 0)
        return sorted(
            _runs("sag", t, sag, SAG_DEG) + _runs("pike", t, -sag, PIKE_DEG),
            key=lambda f: f["start_s"],
        )
    moving = phase != "rest"
    faults = []
    lumbar = np.where(moving, column("lumbar_deg"), 0)
    for rep in reps:
        inside = np.array([f["rep"] == rep["index"] for f in frames])
        if inside.sum() < 2:  # a preview with very few frames per second
            continue
        if exercise == "hip_lift":
            found = _runs("over_arch", t, np.where(inside, -lumbar, 0), OVER_ARCH_DEG)
            found += _low(rep, 180 - column("shk_deg")[inside].max())
            found += _fast(rep, t[inside], column("shk_deg")[inside])
        else:
            found = _runs("rounded_back", t, np.where(inside, lumbar, 0), ROUNDED_DEG)
            found += _hips_not_back(rep, t, inside, column("trunk_deg"), column("hips_back"))
        for fault in found:
            fault["rep"] = rep["index"]
        faults += found
    return faults


def _runs(name, t, value, bands):
    """Stretches where value >= bands[0] for at least MIN_S."""
    on = np.where(value >= bands[0])[0]
    if not len(on):
        return []
    out = []
    for run in np.split(on, np.where(np.diff(t[on]) > MIN_S)[0] + 1):
        if t[run[-1]] - t[run[0]] >= MIN_S:
            peak = float(value[run].max())
            out.append(_fault(name, peak >= bands[1], t[run[0]], t[run[-1]], round(peak, 1)))
    return out


def _fault(name, severe, start, end, peak):
    return {
        "name": name, "severity": "severe" if severe else "mild",
        "start_s": round(float(start), 3), "end_s": round(float(end), 3), "peak_deg": peak,
    }  # fmt: skip


def _low(rep, deficit):
    if deficit < LOW_DEG[0]:
        return []
    return [
        _fault(
            "not_high_enough",
            deficit >= LOW_DEG[1],
            rep["top_start_s"],
            rep["top_end_s"],
            round(float(deficit), 1),
        )
    ]


def _fast(rep, t, shk):
    up, down = rep["top_start_s"] - rep["start_s"], rep["end_s"] - rep["top_end_s"]
    if up >= FAST_UP_S[0] and down >= FAST_DOWN_S[0]:
        return []
    severe = up < FAST_UP_S[1] or down < FAST_DOWN_S[1]
    fault = _fault("too_fast", severe, rep["start_s"], rep["end_s"], None)
    speed = float(np.abs(np.gradient(shk, t)).max())
    return [
        fault | {"up_s": round(up, 2), "down_s": round(down, 2), "peak_deg_per_s": round(speed, 1)}
    ]


def _hips_not_back(rep, t, inside, trunk, hips_back):
    standing = np.median(hips_back[t < max(0.5, t[inside][0])]) if t[inside][0] > 0 else 0.0
    tilted = inside & (trunk > 35)
    if not tilted.any():
        return []
    travel = float(hips_back[tilted].max() - standing)
    if travel >= HIPS_BACK_RATIO[0]:
        return []
    fault = _fault("hips_not_back", travel < HIPS_BACK_RATIO[1], t[tilted][0], t[tilted][-1], None)
    return [fault | {"peak_ratio": round(travel, 3)}]
