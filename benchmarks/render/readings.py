"""What can be read of a trunk in one frame and of a rep: the values to learn the lumbar spine from.

Beside them stands what the rules of today say of the same rep, to compare with.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from benchmarks.render.spine import FPS, LOOKS, Seen
from pose.geometry import joint_angle, length, tilt
from pose.pose import Pose
from pose.profile import Profile
from pose.silhouette import continuity, crosses, curve, level, softness, trunk_contour
from pose.smoothing import LandmarkFilter
from rules import FormChecker
from rules.hip_lift import overshoot
from rules.registry import EXERCISES

Values = dict[str, float]
Fit = Literal["tight", "loose", "baggy"]
RULES = {"hip_lift": "hip_lift", "hinge": "hip_hinge"}
# Pieces of an edge along the chord shoulder (0) - hip (1): ends and middle.
PIECES = {
    "whole": ((0.0, 0.25), (0.45, 0.80), (0.90, 1.15)),
    "upper": ((0.0, 0.12), (0.20, 0.45), (0.50, 0.80)),
    "lower": ((0.30, 0.60), (0.75, 0.95), (1.05, 1.30)),
}
EDGE = (0.0, 1.25)
WAIST, SHOULDER, BUTTOCK = (0.45, 0.80), (-0.03, 0.15), (1.0, 1.2)
BELLY, THIGH = (0.70, 0.90), (1.08, 1.26)


def reading(profile: Profile, exercise: str, facing: float) -> Values:
    """Values of one frame, by name. Lengths in chord lengths (shoulder to hip), angles in degrees;
    y of joints is + towards the back. `facing`: > 0 when a standing body faces the picture's
    right. NaN where an edge is not seen."""
    assert profile.mask is not None
    if exercise == "hip_lift":
        shoulder, hip, back = profile.shoulder, profile.hip, profile.ankle - profile.knee
    else:
        shoulder, hip = profile.mid_shoulder, profile.mid_hip
        x, y = hip - shoulder
        back = math.copysign(1.0, facing) * np.array([-y, x])
    size = length(shoulder, hip)
    along = (hip - shoulder) / size
    normal = np.array([-along[1], along[0]])
    normal *= math.copysign(1.0, normal @ back)
    hips = joint_angle(shoulder, hip, profile.knee)
    values = {
        "height": overshoot(profile) if exercise == "hip_lift" else 180 - hips,
        "tilt": tilt(hip, shoulder),
        "knee": joint_angle(profile.hip, profile.knee, profile.ankle),
        "view": profile.view,
        "thigh": length(profile.hip, profile.knee) / size,
        "size": size / max(profile.size),
    }
    marks = {name: getattr(profile, name) for name in ("ear", "knee", "wrist")}
    marks |= {"far_shoulder": profile.far.shoulder, "far_hip": profile.far.hip}
    for name, point in marks.items():
        values[f"{name}_x"] = float((point - shoulder) @ along) / size
        values[f"{name}_y"] = float((point - shoulder) @ normal) / size
    for side, outward in (("back", normal), ("belly", -normal)):
        contour = trunk_contour(profile.mask, shoulder, hip, outward)
        for piece, spans in PIECES.items():
            values[f"{side}_{piece}"] = curve(contour, *spans).sagitta
        values[f"{side}_waist"] = level(contour, WAIST)
        values[f"{side}_unbroken"] = continuity(contour, EDGE)
        values[f"{side}_soft"] = softness(contour, EDGE)
        values[f"{side}_arm"] = float(crosses(contour, profile.arms, shoulder, hip, EDGE))
        if side == "back":
            values["shoulder"], values["buttock"] = (
                level(contour, SHOULDER),
                level(contour, BUTTOCK),
            )
        else:
            values["step"] = level(contour, BELLY) - level(contour, THIGH)
    values["thick"] = values["back_waist"] + values["belly_waist"]
    return values


# What is also given as the change from the own rest, and from half-way.
CHANGES = (
    *(f"{side}_{what}" for side in ("back", "belly") for what in (*PIECES, "waist")),
    "thick", "step", "shoulder", "buttock", "thigh", "ear_x", "ear_y", "tilt",
)  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """What is said of a rep's back: severity by fault, whether it was judged at all, and the
    estimate in degrees (flexion +; NaN = none)."""

    named: dict[str, str]
    judged: bool
    degrees: float = math.nan


@dataclass(frozen=True)
class Row:
    """One rep: `values` are None when its rest or its end was not seen; `lumbar` is true."""

    exercise: str
    person: str
    fit: Fit
    yaw: float
    lumbar: float
    values: Values | None
    today: Verdict


def row(seen: Seen, person: str) -> Row:
    """A rep's values and truth, and what today's rules say of it."""
    kind = EXERCISES[RULES[seen.exercise]]
    gates, smooth, facing = kind.gates(), LandmarkFilter(), 0.0
    runs: dict[int, list[Values]] = {run: [] for run in range(len(LOOKS))}
    for pose, run in zip(seen.poses, seen.runs.tolist(), strict=True):
        profile, _ = gates.look(smooth(pose), run == 0)
        if profile is None or profile.mask is None:
            continue
        facing += 0.1 * (np.sign(profile.toe[0] - profile.heel[0]) - facing)
        runs[run].append(reading(profile, seen.exercise, facing))
    rest, half, end = (_middle(frames) for frames in runs.values())
    values = None
    if rest and end:
        values = dict(end)
        for name in CHANGES:
            values[f"{name}_from_rest"] = end[name] - rest[name]
            values[f"{name}_from_half"] = end[name] - half[name] if half else math.nan
        values["jitter"] = _spread(runs[len(LOOKS) - 1])
        values |= {f"resting_{name}": rest[name] for name in ("thick", "thigh", "belly_whole")}
    fit: Fit = "baggy" if seen.fit.long else "loose" if seen.fit.loose else "tight"
    yaw = abs(seen.asked["spec"]["camera"]["yaw_deg"])
    lumbar = float(seen.lumbar[seen.runs == len(LOOKS) - 1].mean())
    return Row(seen.exercise, person, fit, yaw, lumbar, values, today(seen))


def _middle(frames: list[Values]) -> Values | None:
    """Median of each value; the first frame of a run still moves."""
    frames = frames[1:] if len(frames) > 2 else frames
    if not frames:
        return None
    table = np.array([list(values.values()) for values in frames])
    return dict(zip(frames[0], np.median(table, axis=0).tolist(), strict=True))


def _spread(frames: list[Values]) -> float:
    """How much the back's and the belly's edge vary from frame to frame, chord lengths."""
    table = np.array([[f[f"{side}_whole"] for side in ("back", "belly")] for f in frames])
    return float(np.mean(np.std(table, axis=0)))


def today(seen: Seen) -> Verdict:
    """What the rules of today say of the rep, gone there and back again at life's pace."""
    rules = FormChecker(RULES[seen.exercise])
    for pose in there_and_back(seen):
        rules.update(pose)
    report = rules.finish()
    reps = [rep for rep in report.reps if rep.counted]
    if len(reps) != 1:
        return Verdict({}, False)
    lift = seen.exercise == "hip_lift"
    named: dict[str, str] = {}
    for found in report.findings:
        if named.get(found.fault) != "severe":
            named[found.fault] = found.severity
    estimate = reps[0].metrics.get("arch_deg" if lift else "flexion_deg")
    degrees = math.nan if estimate is None else -estimate if lift else estimate
    judged = ("over_arch" if lift else "rounded_back") not in reps[0].cannot_judge
    return Verdict(named, judged, degrees)


def there_and_back(seen: Seen) -> Iterator[Pose]:
    """The runs as one rep: rest, half-way, end, half-way, rest, with new times."""
    rest, half, end = (
        [pose for pose, run in zip(seen.poses, seen.runs, strict=True) if run == number]
        for number in range(len(LOOKS))
    )
    t = 0.0
    for poses, gap in (
        (3 * rest, 0.25),
        (half, 0.25),
        (2 * end, 0.25),
        (half[::-1], 0.3),
        (3 * rest, 0),
    ):
        for pose in poses:
            yield replace(pose, t=t)
            t += 1 / FPS
        t += gap
