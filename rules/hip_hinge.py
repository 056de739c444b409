"""Hip hinge (ヒップヒンジ): standing, the hips go back while the trunk goes forward as one piece.

Correct form (source text 003): hips back, knees only soft, spine neither rounded nor arched,
slowly, until the thighs' backs stretch lightly. The fault people come with is the waist bend: the
trunk goes down while the hips stay over the ankles. Deadlifts and good mornings are read by the
same signal; knees that bend to take something off the floor are no fault there.
"""

import math
from typing import NamedTuple

import numpy as np

from pose.geometry import joint_angle, tilt
from pose.profile import Profile
from rules.exercise import RepExercise, tempo_findings
from rules.fault import Band, Fault, measured_line
from rules.report import Finding, MeasuredLine, Rep
from rules.reps import Cycle

# How far the hips go back, in leg lengths, where the trunk is tilted more than 35 degrees. Five
# rendered bodies and real deadlifts: correct 0.16-0.32, half-way 0.11-0.14 (no fault), waist bend
# -0.01-0.04 (D). The truth calls < 0.09 mild and < 0.05 severe; a value is read with +-0.02.
HIPS_NOT_BACK = Fault(
    "hips_not_back", "ankle_line", "leg", Band(-0.09, -0.10), Band(-0.065, -0.08), 0.7, sign=-1
)
# Largest trunk tilt, degrees: evidence.md §6.3 (V [16] for 50-70 as correct; J).
TOO_SHALLOW = Fault("too_shallow", "trunk_tilt", "deg", Band(-43.0, -45.0), None, sign=-1)
# Knee bend beyond standing at the bottom, degrees (evidence.md §6.3, C and J), and only when it is
# large against the trunk's tilt: correct rendered hinges 18-25 degrees, ratio 0.3-0.4 (D).
KNEES_BENT = Fault("knees_bent", "knee_angle", "deg", Band(34.0, 30.0), Band(50.0, 45.0))
KNEES_TO_TILT = 0.75
TEMPO = {
    "up": Fault("too_fast", "bend", "s", Band(-1.2, -1.5), Band(-0.7, -1.0), sign=-1),
}

TILTED = 35.0  # degrees of trunk tilt from which the hips must have gone back
MIN_RISE, COUNTED_TILT = 20.0, 30.0  # degrees (evidence.md §6.3, J)
STANDING = 12.0  # degrees (evidence.md §6.3, J)
REST_BELOW = 20.0  # degrees; standing reads 0-8 (D)


class _Bent(NamedTuple):
    """One bent frame: trunk tilt (deg), hips behind the ankles and leg (px), knee bend (deg)."""

    tilt: float
    back: float
    leg: float
    knee_bend: float
    low_hands: bool
    line: MeasuredLine


class HipHinge(RepExercise):
    """Signal: the trunk's tilt against the vertical in degrees, mid-hip to mid-shoulder."""

    name = "hip_hinge"
    needs = ("SHOULDER", "HIP", "KNEE", "ANKLE")
    signal = "trunk_tilt"
    rest_below, min_rise, counted_rise = REST_BELOW, MIN_RISE, MIN_RISE
    watched = (HIPS_NOT_BACK,)

    def __init__(self):
        super().__init__()
        self._standing: list[tuple[float, float, float]] = []  # hips back (px), leg (px), knee bend
        self._bent: list[_Bent] = []
        self._facing = 0.0

    def in_position(self, profile: Profile) -> bool:
        """Standing on the feet: shins upright, the hips well above the ankles."""
        stands = tilt(profile.ankle, profile.hip) < 50 and tilt(profile.ankle, profile.knee) < 65
        return stands and tilt(profile.hip, profile.shoulder) < 130

    def measure(self, profile: Profile) -> float:
        value = tilt(profile.mid_hip, profile.mid_shoulder)
        self._facing += 0.1 * (np.sign(profile.toe[0] - profile.heel[0]) - self._facing)
        bend = 180 - joint_angle(profile.hip, profile.knee, profile.ankle)
        back = self._back_px(profile)
        self.line = measured_line(profile, "SHOULDER", "HIP", "ANKLE")
        if not self._counter.moving and value < STANDING:
            self._standing.append((back, profile.leg, bend))
            del self._standing[:-60]
        else:
            low_hands = profile.wrist[1] > profile.knee[1] + 0.1 * profile.torso
            self._bent.append(_Bent(value, back, profile.leg, bend, bool(low_hands), self.line))
            del self._bent[:-3000]
        return value

    def _back_px(self, profile: Profile) -> float:
        """Hips behind the ankles in px; behind = away from the toes."""
        facing = math.copysign(1.0, self._facing)
        return (profile.ankle[0] - profile.hip[0]) * facing

    def _stand(self) -> tuple[float, float, float] | None:
        """Own standing values: hips back (px), leg (px), knee bend (deg); None when never seen.

        A clip that starts bent shows them at the end of its first rep.
        """
        rows = self._standing or [
            (row.back, row.leg, row.knee_bend) for row in self._bent if row.tilt < STANDING
        ]
        if not rows:
            return None
        back, leg, bend = np.median(np.array(rows), axis=0)
        return float(back), float(leg), float(bend)

    def watch(self, t, profile):
        stand = self._stand()
        if self.value <= TILTED or stand is None:
            self._watches[HIPS_NOT_BACK.name].close()
            return
        # The furthest so far: hips that have been back once in this bend are no waist bend.
        back = max(row.back for row in self._bent if row.tilt > TILTED)
        assert self.line is not None
        yield HIPS_NOT_BACK.name, (back - stand[0]) / stand[1], self.line, 0.0

    def counts(self, cycle: Cycle) -> bool:
        return cycle.top >= COUNTED_TILT

    def judge(self, cycle: Cycle, rep: Rep, fps: float) -> list[Finding]:
        stand = self._stand()
        bottom = [row for row in self._bent if row.tilt >= 0.85 * cycle.top]
        deepest = max(self._bent, key=lambda row: row.tilt).line if self._bent else None
        back = bend = None
        if stand and bottom:
            back = (float(np.median([row.back for row in bottom])) - stand[0]) / stand[1]
            bend = float(np.median([row.knee_bend for row in bottom])) - stand[2]
        rep.metrics = {
            "tilt_deg": cycle.top,
            "hips_back_legs": back,
            "knee_bend_deg": bend,
            "down_s": cycle.up_s,
            "hold_s": cycle.hold_s,
            "up_s": cycle.down_s,
        }
        found = tempo_findings(cycle, rep, TEMPO, fps, deepest)
        checks: list[tuple[Fault, float]] = [(TOO_SHALLOW, cycle.top)]
        if back is None:
            rep.cannot_judge.append(HIPS_NOT_BACK.name)
        elif cycle.top > TILTED:
            checks.append((HIPS_NOT_BACK, back))
        # Knees bend rightly when something is taken from the floor (source text 003, lifting).
        lifting = bool(bottom) and np.mean([row.low_hands for row in bottom]) > 0.5
        if bend is None or lifting:
            rep.cannot_judge.append(KNEES_BENT.name)
        elif bend > KNEES_TO_TILT * cycle.top:
            checks.append((KNEES_BENT, bend))
        for fault, value in checks:
            severity = fault.severity(value)
            if severity:
                found.append(
                    Finding(
                        fault=fault.name,
                        witness=fault.witness,
                        severity=severity,
                        start_s=cycle.top_start_s,
                        end_s=cycle.top_end_s,
                        peak=value,
                        unit=fault.unit,
                        rep=rep.index,
                        line=deepest,
                    )
                )
        return found

    def reset_rep(self) -> None:
        self._bent = []
