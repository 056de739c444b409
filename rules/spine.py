"""How far the lumbar spine is bent, estimated from both edges of the trunk and the joints, and how
sure that is.

Learned from drawn people whose spine is known, seen by the same eye (`benchmarks.render`): mean and
spread are small forests of decision trees, kept as tables of numbers in ``rules/tables``; what they
were made from, and how far they hold, is said in its README.md.
"""

import math
from collections import deque
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np

from pose.geometry import joint_angle, length, tilt
from pose.profile import Profile
from pose.silhouette import Contour, continuity, crosses, softness, trunk_contour
from rules.fault import Fault
from rules.report import Finding, MeasuredLine, Rep
from rules.terms import Severity, Sign

TABLES = Path(__file__).parent / "tables"

# What is read in one frame, in the frame of the chord shoulder (0) - hip (1): x along it, y +
# towards the back, in chord lengths.
_JOINTS = ("ear", "knee", "wrist", "far_shoulder", "far_hip")
_EDGE = (0.0, 1.25)
_SIDES = ("back", "belly")
# Places along an edge (`pose.silhouette.ALONG` in threes), and the pieces between three of them
# whose sagittas are read.
_PLACES = 14
_PIECES = ((1, 6, 10), (1, 6, 11), (0, 3, 6), (4, 8, 12), (3, 7, 10), (6, 9, 12))
_FIRST, _MIDDLE, _LAST = (np.array(ends) for ends in zip(*_PIECES, strict=True))
_SHARE = (_MIDDLE - _FIRST) / (_LAST - _FIRST)

STILL = (
    *("height", "knee_angle", "view"),
    *(f"{side}_{what}" for side in _SIDES for what in ("unbroken", "soft", "arm")),
)
CHANGING = (
    *(f"{joint}_{axis}" for joint in _JOINTS for axis in "xy"),
    "thigh",
    "tilt",
    *(f"{side}_{place}" for side in _SIDES for place in range(_PLACES)),
    *(f"{side}_curve_{piece}" for side in _SIDES for piece in range(len(_PIECES))),
)
# What the forests are given: a frame, and its change from the own rest.
VALUES = (*STILL, *CHANGING, *(f"{name}_from_rest" for name in CHANGING))


# A clear value of the estimate that a finding of the outline or the joints needs beside it: so many
# doubts below the fault's band at most. Of drawn reps that takes back half of the wrong ones and
# hardly a right one (D; what of it holds for unseen people: benchmarks/RESULTS.md).
AGREES = 0.4
REST_EVERY_S, REST_LOOKS = 0.1, 12  # what hardly changes is looked at now and then
KEPT_LOOKS = 3000  # frames of one movement that are kept
LIVE_LOOKS = 5  # frames whose median is judged while the movement goes on
NEAR_END = 5.0  # degrees of height within which a rep is at its end


class Look(NamedTuple):
    """What a frame shows: values, NaN where something is not seen, and the trunk's two edges."""

    values: np.ndarray
    back: Contour
    belly: Contour


class Spine(NamedTuple):
    """The lumbar angle in degrees, flexion +, extension -; `doubt`: half of the interval that holds
    eight of ten (unseen people in unseen clothes)."""

    degrees: float
    doubt: float

    def backs(self, fault: "SpineFault") -> bool:
        """Whether it does not contradict a finding of that fault."""
        return fault.sign * self.degrees >= fault.mild - fault.agrees * self.doubt


class SpineFault(NamedTuple):
    """A fault of the lumbar spine: `sign` of its worse direction (+1 flexion), from how many true
    degrees on that way it is mild and severe, the metric of a rep that has its degrees, how many
    doubts below `mild` an estimate may lie and still back what was found, from how many degrees on
    it backs that this is severe, and how many doubts beyond `mild` it leaves open what was passed,
    beyond it names a fault alone, and below it calls a rep good alone.
    """

    fault: Fault
    sign: Sign
    mild: float
    severe: float
    metric: str
    agrees: float = AGREES
    backs_severe: float = -math.inf
    objects: float = AGREES
    sure: float = 1.0
    praises: float = 1.0


def look(
    profile: Profile, shoulder: np.ndarray, hip: np.ndarray, behind: np.ndarray, height: float
) -> Look:
    """What a frame shows of the trunk, values (len(STILL) + len(CHANGING),).

    Parameters
    ----------
    shoulder, hip : ndarray, shape (2,)
        Ends of the chord, frame px.
    behind : ndarray, shape (2,)
        A direction (px) that tells on which side of the chord the back is.
    height : float
        How far the movement is on its way, degrees.

    The frame must have a mask.
    """
    assert profile.mask is not None
    size = length(shoulder, hip)
    along = (hip - shoulder) / size
    normal = np.array([-along[1], along[0]])
    if normal @ behind < 0:
        normal = -normal
    points = np.array(
        [profile.ear, profile.knee, profile.wrist, profile.far.shoulder, profile.far.hip]
    )
    places = (points - shoulder) @ np.stack([along, normal], axis=1) / size
    quality: list[float] = []
    levels, curves, edges = [], [], []
    for outward in (normal, -normal):
        contour = trunk_contour(profile.mask, shoulder, hip, outward)
        arm = crosses(contour, profile.arms, shoulder, hip, _EDGE)
        quality += [continuity(contour, _EDGE), softness(contour, _EDGE), float(arm)]
        edges.append(contour)
        level = _levels(contour)
        levels.append(level)
        ends = (1 - _SHARE) * level[_FIRST] + _SHARE * level[_LAST]
        curves.append(level[_MIDDLE] - ends)
    knee = joint_angle(profile.hip, profile.knee, profile.ankle)
    still = [height, knee, profile.view, *quality]
    limbs = [length(profile.hip, profile.knee) / size, tilt(hip, shoulder)]
    return Look(np.concatenate([still, places.ravel(), limbs, *levels, *curves]), *edges)


def _levels(contour: Contour) -> np.ndarray:
    """How far the edge lies from the chord at each place, chord lengths; NaN without an edge."""
    return np.sort(contour.offset.reshape(_PLACES, -1), axis=1)[:, 1]


def values(rest: list[np.ndarray], end: list[np.ndarray]) -> np.ndarray:
    """What the forests are given, from frames of the own rest and of the place that is judged."""
    resting, now = (np.median(np.array(frames), axis=0) for frames in (rest, end))
    return np.concatenate([now, (now - resting)[len(STILL) :]])


class Forest:
    """Mean and spread of the lumbar angle as trees; made by ``benchmarks.render.train``."""

    def __init__(self, path: Path):
        with np.load(path) as file:
            names = tuple(file["names"].tolist())
            self._nodes = {name: file[name] for name in ("feature", "threshold", "left", "right")}
            self._missing, self._value = file["missing_left"], file["value"]
            self._roots, self._means = file["roots"], int(file["means"])
            self._base, self._wide = file["base"], float(file["wide"])
            self._depth = int(file["depth"])
            self._usual, self._scale, self._unlike = file["usual"], file["scale"], file["unlike"]
            self._furthest = float(file["furthest"])
        if names != VALUES:
            raise ValueError(f"{path.name} was made for other values: make it anew")

    def __call__(self, given: np.ndarray) -> Spine | None:
        """The estimate from `values`; None when they are unlike all that it was learned from."""
        far = self._unlike @ np.nan_to_num((given - self._usual) / self._scale)
        if far @ far > self._furthest**2:
            return None
        feature, threshold, left, right = self._nodes.values()
        at = self._roots
        for _ in range(self._depth):
            seen = given[feature[at]]
            goes_left = np.where(np.isnan(seen), self._missing[at], seen <= threshold[at])
            at = np.where(goes_left, left[at], right[at])
        leaves = self._value[at]
        mean = self._base[0] + leaves[: self._means].sum()
        spread = self._base[1] + leaves[self._means :].sum()
        return Spine(float(mean), self._wide * math.exp(spread))


@cache
def forest(exercise: str) -> Forest:
    """The forest of an exercise."""
    return Forest(TABLES / f"{exercise}.npz")


class SpineGauge:
    """Estimates the spine while a rep goes on, and of the whole rep."""

    def __init__(self, exercise: str):
        self._exercise = exercise
        self._rest: deque[np.ndarray] = deque(maxlen=REST_LOOKS)
        self._rest_t = -math.inf
        self._moving: deque[tuple[float, np.ndarray]] = deque(maxlen=KEPT_LOOKS)

    def rest_wanted(self, t: float) -> bool:
        """Whether the resting body is to be looked at again at time `t` (s)."""
        return t - self._rest_t >= REST_EVERY_S

    def rest(self, t: float, seen: Look) -> None:
        """Keep how the body looks at rest."""
        self._rest_t = t
        self._rest.append(seen.values)

    def moving(self, height: float, seen: Look) -> None:
        """Keep how the body looks in the movement under way; `height` degrees, more is further."""
        self._moving.append((height, seen.values))

    def now(self) -> Spine | None:
        """The estimate of the last frames of the movement under way. None when it is not known how
        the body rests, or looks like nobody known."""
        last = list(islice(reversed(self._moving), LIVE_LOOKS))
        return self._estimate([values for _, values in last])

    def backs(self, judged: SpineFault, value: float) -> bool:
        """Whether a value of that fault, in its own unit and sign, may be named now: the estimate
        is made only where there is something to name."""
        estimate = self.now() if judged.fault.undecided(value) else None
        return estimate is None or estimate.backs(judged)

    def rep(self) -> Spine | None:
        """The estimate at the end of the movement under way."""
        if not self._moving:
            return None
        furthest = float(np.percentile([height for height, _ in self._moving], 95))
        near = [values for height, values in self._moving if height > furthest - NEAR_END]
        return self._estimate(near)

    def reset_rep(self) -> None:
        """A rep, or what was none, is over."""
        self._moving.clear()

    def _estimate(self, frames: list[np.ndarray]) -> Spine | None:
        if not self._rest or not frames:
            return None
        return forest(self._exercise)(values(list(self._rest), frames))


def second_opinion(
    judged: SpineFault,
    spine: Spine,
    rep: Rep,
    found: list[Finding],
    line: MeasuredLine | None,
    reference: MeasuredLine | None = None,
) -> list[Finding]:
    """A rep's findings after the estimate has been heard on one fault, ``rep.cannot_judge`` too.

    What outline or joints found stays unless the estimate contradicts it; what they passed is not
    praised when the estimate clearly is a fault. Where they decide nothing, or see nothing, the
    estimate decides when even the other end of its interval does. `line`, and `reference` in a
    good frame, are what a finding that only the estimate makes is shown on.
    """
    name, worse = judged.fault.name, judged.sign * spine.degrees
    named = [finding for finding in found if finding.fault == name]
    if named and spine.backs(judged):
        if worse < judged.backs_severe:
            for finding in named:
                finding.severity = "mild"
                finding.beyond = finding.beyond and min(finding.beyond, 1.0)
        return found
    if not named and worse - judged.sure * spine.doubt >= judged.mild:
        severity: Severity = "severe" if worse >= judged.severe else "mild"
        span, peak = (rep.top_start_s, rep.top_end_s), judged.fault.sign * worse
        finding = judged.fault.found(severity, span, peak, rep.index, line)
        finding.reference = reference
        rep.metrics[judged.metric] = peak
        return [*found, finding]
    good = worse + judged.praises * spine.doubt < judged.mild
    unread = name in rep.cannot_judge
    if good and unread:
        rep.cannot_judge.remove(name)
    elif not good and not unread and (named or worse >= judged.mild + judged.objects * spine.doubt):
        rep.cannot_judge.append(name)
    return [finding for finding in found if finding not in named]
