"""Walking (歩き方), from the side: across the picture, round, and back.

Source text 003 speaks of how to walk. It is observed and never rated: no source that was read has a
degree from which a walk is too much of anything (evidence-more.md §5.2). One rep is one pass
through the middle of the picture; turning round belongs to none. Steps and steps a minute are
told as numbers.

Grades: V, M, D, C, J of evidence-more.md; D here = seven passes of two people, three clips of whom
their source calls slouched.

Not looked at: heels and toes (in a walk their landmarks blur, evidence-more.md §5.2), the length of
steps (it is compared with nothing), leaning back (a normal walk read 5 degrees of it by the camera
alone), the low back, swaying (from the front).
"""

import math
from typing import NamedTuple

import numpy as np

from pose.geometry import joint_angle, length, tilt
from pose.profile import Profile
from rules.exercise import Dose, Metric, Signal
from rules.fault import Band, Fault, measured_line
from rules.passes import PassExercise
from rules.registry import register
from rules.repeated import TEMPO_FPS, decided
from rules.report import Finding, MeasuredLine, Rep
from rules.single_leg_stance import OF_HEIGHT

# Degrees of the trunk forward, on average over a pass: -5..+2 in seven passes, none of which leans
# (D); 0-7 is usual (M), the band is that of evidence-more.md §5.2 (J).
LEANS = Fault("leans_forward", "walk", "deg", Band(12.0, 10.0), None, unsure=4.0, observed=True)
# Degrees from the ear down to the nose, half of a pass: 9-22 in three of two people who look
# ahead, 32-43 in four that are slouched (D): the middle of the gap. Against the own standing
# look-ahead (evidence-more.md §5.2) it cannot be told, as clips begin with a walk.
LOOKS_DOWN = Fault("looks_down", "gaze", "deg", Band(28.0, 26.0), None, unsure=5.0, observed=True)
# How much the ear goes up and down about its way, % of the height (SD): 0.3-1.3 in seven passes,
# none of which bobs (D); the band is that of evidence-more.md §5.2 (J).
BOBS = Fault("head_bobs", "bob", "pct", Band(2.2, 2.0), None, unsure=0.4, observed=True)

# Leg lengths between the ankles, %: at the widest of a step 45-97, as the feet pass each other 0-20
# (D); what is read twice within so many seconds is one step, whose feet were taken for each other.
APART, TOGETHER, STEP_S = 30.0, 22.0, 0.3
STEPS = 2  # whole ones at least, or it is how somebody came into the picture (J)
# Degrees: who walks is upright, and the thighs together too (D: 0-10 and 0-24); sitting is not.
UPRIGHT, THIGHS = 40.0, 40.0
STANDING_KNEE = 150.0


class _Frame(NamedTuple):
    """One frame: the ankles apart (% of the leg), the trunk's tilt to the picture's right and the
    line from ear to nose downward (degrees), the ear's height and the body's (px)."""

    t: float
    apart: float
    tilt: float
    gaze: float
    ear: float
    height: float
    trunk: MeasuredLine
    face: MeasuredLine


@register
class Walking(PassExercise):
    """Signal: how far the feet are apart, % of the leg's length: once a step."""

    name = "walking"
    order = 25
    version = 2  # since then one misread frame is no bobbing
    observed = True
    upright = True
    needs = ("EAR", "SHOULDER", "HIP", "KNEE", "ANKLE")
    needs_far = ("ANKLE",)
    signal = Signal("feet_apart", "pct")
    faults = (LEANS, LOOKS_DOWN, BOBS)
    dose = Dose(reps=4)  # passes (evidence-more.md §5.2)
    metrics = (
        Metric("steps", "reps"),
        Metric("cadence", "per_min"),
        Metric("lean_deg", "deg"),
        Metric("gaze_deg", "deg"),
        Metric("bob_pct", "pct"),
    )

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._rows: list[_Frame] = []

    def in_position(self, profile: Profile) -> bool:
        """On the feet, with no seat."""
        return (
            tilt(profile.mid_hip, profile.mid_shoulder) < UPRIGHT
            and tilt(profile.mid_knee, profile.mid_hip) < THIGHS
        )

    def ready(self, profile: Profile) -> bool:
        """Standing."""
        knee = joint_angle(profile.hip, profile.knee, profile.ankle)
        return self.in_position(profile) and knee > STANDING_KNEE

    def measure(self, profile: Profile) -> float:
        leg = profile.leg
        self.line = measured_line(profile, "ANKLE", "MID_HIP", "FAR_ANKLE")
        across, down = profile.mid_shoulder - profile.mid_hip
        to_nose = profile.nose - profile.ear
        row = _Frame(
            profile.t,
            100 * abs(float(profile.ankle[0] - profile.far.ankle[0])) / leg,
            math.degrees(math.atan2(across, -down)),
            math.degrees(math.atan2(to_nose[1], abs(to_nose[0]))),
            float(profile.ear[1]),
            (length(profile.mid_shoulder, profile.mid_hip) + leg) / OF_HEIGHT,
            measured_line(profile, "MID_HIP", "MID_SHOULDER"),
            measured_line(profile, "EAR", "NOSE"),
        )
        self._rows.append(row)
        return row.apart

    def tried(self, start: float, end: float) -> bool:
        return len(self._steps(start, end)) >= STEPS

    def judge(self, rep: Rep, fps: float) -> list[Finding]:
        start, end = rep.top_start_s, rep.end_s
        rows, steps = self._between(start, end), self._steps(start, end)
        leans = self.heading * float(np.mean([row.tilt for row in rows]))
        gaze = float(np.median([row.gaze for row in rows]))
        bobs = _bobs(rows)
        timed = fps >= TEMPO_FPS
        rep.metrics = {
            "steps": float(len(steps)) if timed else None,
            "cadence": 60 / float(np.median(np.diff(steps))) if timed else None,
            "lean_deg": leans,
            "gaze_deg": gaze if math.isfinite(gaze) else None,
            "bob_pct": bobs,
        }
        found = []
        for fault, value, line in (
            (LEANS, leans, _nearest(rows, [self.heading * row.tilt for row in rows], leans).trunk),
            (LOOKS_DOWN, gaze, _nearest(rows, [row.gaze for row in rows], gaze).face),
            (BOBS, bobs, _nearest(rows, [row.ear for row in rows], -math.inf).trunk),
        ):
            if not math.isfinite(value):
                rep.cannot_judge.append(fault.name)
                continue
            found += decided(fault, value, (start, end), rep, line)
        return found

    def forget(self, before: float) -> None:
        self._rows = [row for row in self._rows if row.t >= before]

    def _between(self, start: float, end: float) -> list[_Frame]:
        return [row for row in self._rows if start <= row.t <= end]

    def _steps(self, start: float, end: float) -> list[float]:
        return widest([(row.t, row.apart) for row in self._between(start, end)])


def widest(apart: list[tuple[float, float]]) -> list[float]:
    """When (s) the feet were the furthest apart in each whole step, from times and distances (s, %
    of the leg): a step that was under way at the beginning or the end is none."""
    steps: list[tuple[float, float]] = []
    best: tuple[float, float] | None = None
    whole = False  # whether the feet were together before
    for t, value in apart:
        if value < TOGETHER:
            if best and whole:
                if not steps or best[0] - steps[-1][0] >= STEP_S:
                    steps.append(best)
                elif best[1] > steps[-1][1]:
                    steps[-1] = best
            best, whole = None, True
        elif value >= APART and (best is None or value > best[1]):
            best = (t, value)
    return [t for t, _ in steps]


def _bobs(rows: list[_Frame]) -> float:
    """How much the ear goes up and down about its own way through the picture, % of the height
    (SD): who comes a little nearer, or a camera that is a little tilted, moves it too. A single
    frame that is misread moves nothing (one made 0.4 into 4.3)."""
    times, ears = np.array([row.t for row in rows]), np.array([row.ear for row in rows])
    ears = np.median(np.stack([ears[:-2], ears[1:-1], ears[2:]]), axis=0)
    times = times[1:-1]
    way = np.polyval(np.polyfit(times - times[0], ears, 2), times - times[0])
    return 100 * float(np.std(ears - way)) / float(np.median([row.height for row in rows]))


def _nearest(rows: list[_Frame], values: list[float], value: float) -> _Frame:
    """The frame whose value is the nearest to one; the lowest for minus infinity."""
    if math.isnan(value):
        return rows[0]
    at = np.argmin(values) if math.isinf(value) else np.argmin(np.abs(np.array(values) - value))
    return rows[int(at)]
