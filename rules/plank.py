"""Plank (プランク): on forearms (or hands) and toes or knees, head to heel in one line.

Correct form (source texts 000, 002): hips neither drop nor rise; on the knees is a full variant.
Sag and pike are opposite faults: the sign of the deviation is part of the verdict. The judgement
is against the person's own first good seconds, inside limits that real labelled frames set.
"""

import math
from collections import deque
from dataclasses import replace
from typing import Literal

import numpy as np

from pose.geometry import deviation, joint_angle, length, side_of, tilt
from pose.pose import Pose
from pose.profile import Gates, Profile
from rules.exercise import Dose, Event, Exercise, OwnLimit
from rules.fault import Band, Fault, FaultWatch, measured_line
from rules.report import Finding, Hold

# Degrees of the hip off the shoulder-ankle (knees variant: shoulder-knee) line, + toward the floor.
# 2,918 labelled real frames of few people (evidence.md §2.2): correct -32..+3, sagging 95 % above
# +11, piked 99 % below -34. Rendered bodies with known angles: correct -2..+8, sag 10 reads 10..16,
# sag 20 18..25, pike 15 -14..-7, pike 30 -30..-24 (D). The bodies differ by 10 degrees, a body's
# own change is read within 3: so bands are relative to the own first good seconds, and limited.
SAG_CHANGE = (Band(7.0, 4.0), Band(13.4, 10.0))
SAG_LIMITS = ((4.0, 15.0), (12.0, 21.0))  # lowest and highest absolute threshold of mild, severe
PIKE_CHANGE = (Band(11.0, 8.0), Band(26.0, 22.0))
PIKE_LIMITS = ((9.0, 32.0), (24.0, 45.0))
# Without a baseline (faulty from the start): the middle between the worst correct body and 10
# degrees of sag, 10 and 20 degrees of sag (D); pike as evidence.md §6.2. evidence.md asks 1.0-1.5 s
# of a fault; shorter ones name no more faults on any clip and name them sooner (D).
SAG = Fault("sag", "line", "deg", Band(8.7, 7.0), Band(17.0, 14.0), min_s=0.3)
PIKE = Fault("pike", "line", "deg", Band(28.0, 24.0), Band(42.0, 36.0), min_s=0.5, sign=-1)
# A single still has no time and no baseline: limits of the real labelled frames alone
# (D, benchmarks.landmarks).
STILL_SAG, STILL_PIKE = 4.75, -28.0

# Seconds of a hold that a trainer may set as the most; getting down takes one or two (J).
OWN = OwnLimit("s", 5, 300, 20, Band(3.0, 2.0), Band(10.0, 9.0))

BASELINE_S = 2.0  # first seconds in position that make the own baseline (evidence.md: 5; J)
BASELINE_RANGE = (-27.0, 8.7)  # outside the first seconds are faulty themselves
SETTLE_S = 0.5  # in position and nearly still for so long before the hold begins (J)
STILL_SPEED = 0.25  # trunk lengths per second (evidence.md: 0.1; MediaPipe jitters more)
FLOOR_SLOPE = 40.0  # degrees between the line from hands to toes and the level (J; camera roll)
LEFT_S = 1.0  # out of position for so long ends the hold
UNSEEN_LIMIT_S = 20.0  # unseen for longer: the hold ends where it was last seen (J)
# The timer waits after so long a severe fault, and unseen (evidence.md §6.2, J). It goes on when
# the form is back: one that stops for good, as written there after 3 s, leaves who has corrected
# themselves holding on for nothing.
PAUSE_SEVERE_S, PAUSE_UNSEEN_S = 1.0, 2.0


class Plank(Exercise):
    """Signal: the hip off the line in degrees, + = toward the floor (sag), - = piked."""

    name = "plank"
    needs = ("SHOULDER", "ELBOW", "HIP", "KNEE", "ANKLE")
    signal = "hip_drop"
    held = True
    needs_mask = True  # for what is hidden alone
    dose = Dose(seconds=20)  # 000
    faults = (SAG, PIKE)
    strengths = ("sag", "pike")
    opposites = (frozenset({"sag", "pike"}),)
    own_limit = OWN

    def __init__(self, most: float | None = None):
        super().__init__(most)
        self._too_long = FaultWatch(OWN.fault("hold", math.inf if most is None else most))
        self._hold: Hold | None = None
        self._baseline: float | None = None
        self._first: list[float] = []
        self._watches = {"sag": FaultWatch(SAG), "pike": FaultWatch(PIKE)}
        self._recent: deque[tuple[float, np.ndarray]] = deque()
        self._size: tuple[int, int] | None = None
        self._in_since: float | None = None
        self._last_in = self._last_t = -math.inf
        self._severe_since: float | None = None

    @property
    def hold_s(self) -> float:
        return self._hold.good_s if self._hold else 0.0

    @property
    def open_findings(self) -> list[Finding]:
        return [*self._off_line, *([self._too_long.open] if self._too_long.open else [])]

    @property
    def _off_line(self) -> list[Finding]:
        """Those of the open findings that are about the line of the body."""
        return [watch.open for watch in self._watches.values() if watch.open]

    def update(self, t: float, profile: Profile | None, fps: float) -> list[Event]:
        dt = min(t - self._last_t, 0.5) if math.isfinite(self._last_t) else 0.0
        self._last_t = t
        self.value, self.line = math.nan, None
        if profile is None:
            return self._unseen(t, dt)
        variant = plank_variant(profile, self._hold.variant if self._hold else None)
        if variant is None:
            self._in_since = None
            for watch in self._watches.values():
                watch.update(t, math.nan)
            if self._hold and t - self._last_in >= LEFT_S:
                return self._end(self._last_in)
            return []
        self.positioned_s += dt
        self.value = hip_drop(profile, variant)
        end = "ANKLE" if variant == "toes" else "KNEE"
        self.line = measured_line(profile, "SHOULDER", "HIP", end)
        events = []
        if self._hold is None:
            events = self._begin(t, profile, variant)
        else:
            self._hold.unseen_s += max(0.0, t - self._last_in - PAUSE_UNSEEN_S)
        self._last_in = t
        if self._hold:
            self._hold.end_s = t
            events += self._judge(t, dt, profile)
        return events

    def finish(self, t: float) -> list[Event]:
        return self._end(self._last_in) if self._hold else []

    def ready(self, profile: Profile) -> bool:
        """Face down on elbows or hands, or in the plank already.

        In trunk lengths the elbow or wrist lies 0.5 and more under the shoulder of who is propped
        on it, at most 0.31 of who lies on the back, whose knees are 0.26 and more over the hips
        (D); shins of who stands are within 6 degrees of upright, on the floor 90 (D).
        """
        if plank_variant(profile, None):
            return True
        below = max(profile.elbow[1], profile.wrist[1]) - profile.shoulder[1]
        knees_up = profile.hip[1] - profile.knee[1]
        return bool(
            tilt(profile.hip, profile.shoulder) > 45
            and tilt(profile.ankle, profile.knee) > 45
            and below > 0.4 * profile.torso
            and knees_up < 0.2 * profile.torso
        )

    def _begin(self, t: float, profile: Profile, variant: str) -> list[Event]:
        """Start the hold once the body has been in position and nearly still for a moment."""
        if profile.size != self._size:  # a place in another picture cannot be compared
            self._size = profile.size
            self._recent.clear()
        self._recent.append((t, profile.hip / profile.torso))
        while self._recent[0][0] < t - 0.3:
            self._recent.popleft()
        (t0, before), (t1, now) = self._recent[0], self._recent[-1]
        moving = t1 > t0 and length(before, now) / (t1 - t0) > STILL_SPEED
        if moving:
            self._in_since = None
            return []
        self._in_since = t if self._in_since is None else self._in_since
        if t - self._in_since < SETTLE_S:
            return []
        self._hold = Hold(start_s=self._in_since, end_s=t, good_s=0.0, variant=variant)
        self._baseline, self._first = None, []
        self.phase = "hold"
        return [Event("hold_start", t, hold=self._hold)]

    def _judge(self, t: float, dt: float, profile: Profile) -> list[Event]:
        assert self._hold is not None
        if self._baseline is None:
            self._first.append(self.value)
            if t - self._hold.start_s < BASELINE_S:
                self._hold.good_s = t - self._hold.start_s
                return []
            self._baseline = float(np.median(self._first))
            if BASELINE_RANGE[0] <= self._baseline <= BASELINE_RANGE[1]:
                self._watches = {
                    "sag": FaultWatch(_relative(SAG, self._baseline, SAG_CHANGE, SAG_LIMITS)),
                    "pike": FaultWatch(_relative(PIKE, -self._baseline, PIKE_CHANGE, PIKE_LIMITS)),
                }
            else:
                self._watches = {"sag": FaultWatch(SAG), "pike": FaultWatch(PIKE)}
        events = []
        slack = 2.0 if profile.oblique else 0.0  # a baseline of its own cancels half of it
        long_s = t - self._hold.start_s
        told = [
            watch.update(t, self.value, self.line, slack=slack) for watch in self._watches.values()
        ]
        for news in (*told, self._too_long.update(t, long_s, self.line)):
            if news:
                if news not in self.findings:
                    self.findings.append(news)
                events.append(Event("fault", t, finding=news))
        self._run_timer(t, dt)
        return events

    def _run_timer(self, t: float, dt: float) -> None:
        assert self._hold is not None
        severe = any(finding.severity == "severe" for finding in self._off_line)
        if not severe:
            self._severe_since = None
        elif self._severe_since is None:
            self._severe_since = t
        bad_s = t - self._severe_since if self._severe_since is not None else 0.0
        self.waits = bad_s >= PAUSE_SEVERE_S
        if not self.waits:
            self._hold.good_s += dt

    def _unseen(self, t: float, dt: float) -> list[Event]:
        self._in_since = None
        if not self._hold:
            return []
        for watch in self._watches.values():
            watch.update(t, math.nan)
        gap = t - self._last_in
        if gap > UNSEEN_LIMIT_S:
            return self._end(self._last_in)
        if gap <= PAUSE_UNSEEN_S and not self.waits:
            self._hold.good_s += dt
        return []

    def _end(self, t: float) -> list[Event]:
        hold, self._hold = self._hold, None
        assert hold is not None
        hold.end_s = t
        hold.good_s = min(hold.good_s, t - hold.start_s)
        self.phase, self.waits = "out", False
        for watch in (*self._watches.values(), self._too_long):
            watch.close()
        self._in_since, self._severe_since = None, None
        self._recent.clear()
        if hold.end_s - hold.start_s < 1.0:
            return []
        self.holds.append(hold)
        return [Event("hold_end", t, hold=hold)]


def _relative(fault: Fault, baseline: float, change, limits) -> Fault:
    """The fault's bands round an own baseline, each enter threshold kept inside its limits."""
    bands = []
    for band, (lowest, highest) in zip(change, limits, strict=True):
        enter = min(max(baseline + band.enter, lowest), highest)
        bands.append(Band(enter, enter - (band.enter - band.exit)))
    return replace(fault, witness="change", mild=bands[0], severe=bands[1])


def hip_drop(profile: Profile, variant: str) -> float:
    """Bend at the hip in degrees, + when the hip lies toward the floor of the line.

    Toes: shoulder-hip-ankle; knees: shoulder-hip-knee.
    """
    end = profile.ankle if variant == "toes" else profile.knee
    return deviation(profile.shoulder, profile.hip, end, towards=support(profile))


def support(profile: Profile) -> np.ndarray:
    """What carries the upper body, px: the wrist of a straight arm, else the elbow."""
    straight = joint_angle(profile.shoulder, profile.elbow, profile.wrist) > 140
    return profile.wrist if straight else profile.elbow


def plank_variant(profile: Profile, held: str | None = None) -> Literal["toes", "knees"] | None:
    """Which plank this is; None when the body is in no plank position (any more).

    `held` is the variant of the hold going on: it does not change within a hold, and on the knees
    the hips may then sink further than a plank may begin with.

    Heights are taken over the line from the support to the toes, in trunk lengths. Measured:
    shoulders 0.31-0.95 in planks, 0.22 lying; knees 0.12-0.6 on the toes, 0.09-0.15 on the floor;
    ankles 0.20-0.5 over standing toes, 0.06-0.17 over lying feet (D).
    """
    floor = support(profile)
    if not math.isfinite(profile.torso) or not np.isfinite(floor).all():
        return None
    toe = profile.toe if np.isfinite(profile.toe).all() else profile.ankle
    if abs(tilt(floor, toe) - 90) > FLOOR_SLOPE:
        return None  # standing with the arms forward
    up = side_of(floor, toe, profile.shoulder)
    sign = math.copysign(1.0, up)
    shoulder, hip, knee, ankle = (
        sign * side_of(floor, toe, point) / profile.torso
        for point in (profile.shoulder, profile.hip, profile.knee, profile.ankle)
    )
    trunk_slope = math.degrees(math.asin(max(-1.0, min(1.0, shoulder - hip))))
    carried = shoulder > 0.27 and abs(trunk_slope) < 45
    # The upper arm stands under the shoulder: tells a plank from standing, lying and squatting.
    arm = length(profile.shoulder, floor) / profile.torso
    if not carried or not shoulder > 0.5 * arm:
        return None
    knee_angle = joint_angle(profile.hip, profile.knee, profile.ankle)
    thigh_lies = knee < 0.14 and (ankle < 0.20 or hip - knee > 0.10)
    if knee_angle >= 140 and not thigh_lies and held != "knees":
        return "toes"
    lowest = 0.15 if held == "knees" else 0.28
    if held != "toes" and knee < 0.25 and hip > lowest and abs(hip_drop(profile, "knees")) < 45:
        return "knees"
    return None


def judge_still(pose: Pose) -> Literal["ok", "sag", "pike"] | None:
    """Sag or pike in one still of a plank on toes; None when the gates forbid to judge it."""
    profile, _ = Gates(Plank.needs).look(pose)
    if profile is None:
        return None
    # One frame has no time to average over: mid-points halve the noise instead.
    floor = (pose.mid("ELBOW") + pose.mid("WRIST")) / 2
    drop = deviation(pose.mid("SHOULDER"), pose.mid("HIP"), pose.mid("ANKLE"), towards=floor)
    if drop > STILL_SAG:
        return "sag"
    return "pike" if drop < STILL_PIKE else "ok"
