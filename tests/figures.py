"""Stick figures with exactly known angles: `Pose` objects without a video and without MediaPipe.

Bodies are built in trunk lengths (shoulder-hip = 1) with y up, seen from their left side with the
head (floor exercises) on the left or the toes (standing) to the right; `View` turns them into px.
Hip lifts and hinges have flesh too: a person mask whose trunk is bent by a known angle.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, wraps
from importlib import import_module
from inspect import signature
from itertools import pairwise

import cv2
import numpy as np

from pose.pose import Landmark, Mask, Pose
from rules.checker import FormChecker
from rules.exercise import Event
from rules.report import SetReport

TRUNK, THIGH, SHANK, UPPER_ARM, FOREARM = 1.0, 0.85, 0.8, 0.62, 0.5
LEG = THIGH + SHANK
# As few frames a second as judge everything: more where something takes less than a second or so.
FPS, QUICK_FPS, QUICK_S = 10, 15, 1.2
SIZES = [(640, 480), (1280, 720), (720, 1280)]

# Flesh, in trunk lengths: half the trunk's depth behind (at shoulder, at hip) and before the chord
# shoulder-hip, half the limbs. The belly stands over the thigh as it does on five rendered bodies.
BEHIND, BEFORE = (0.17, 0.14), 0.18
LIMBS = {
    "SHOULDER EAR": 0.06,
    "EAR EAR": 0.16,
    "SHOULDER ELBOW": 0.06,
    "ELBOW WRIST": 0.05,
    "HIP KNEE": 0.15,
    "KNEE ANKLE": 0.09,
    "HEEL TOE": 0.05,
}
POSES = 4000  # kept, of 20 kB each
MASK_TRUNK, FINE = 56, 4  # px of a mask for a trunk length; drawn so much larger for soft edges
NATURAL = 0.3  # degrees by which a back rounds in a good hinge, for each degree of tilt

Joints = dict[str, tuple[float, float]]
Shape = tuple[np.ndarray, float]  # a polygon (n, 2), or a line of this half thickness when not 0
Knots = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class View:
    """The camera: frame (px), trunk length / short side, mirroring, roll (degrees), and how far
    the far side's joints lie beside the near ones (trunk lengths; grows with the yaw)."""

    size: tuple[int, int] = (1280, 720)
    scale: float = 0.25
    mirrored: bool = False
    roll: float = 0.0
    width: float = 0.03
    near: float = 0.95
    far: float = 0.6
    shift: tuple[float, float] = (0.0, 0.0)  # of the whole body in px
    people: int = 1

    @property
    def unit(self) -> float:
        """Length of the trunk in px."""
        return self.scale * min(self.size)

    def px(self, points, centre: tuple[float, float], aside: float = 0.0) -> np.ndarray:
        """Points (n, 2) in trunk lengths, moved `aside` towards the far side's joints, as frame px;
        `centre` is the middle of the frame."""
        turn, flip = math.radians(self.roll), -1 if self.mirrored else 1
        x, y = (flip * math.cos(turn), flip * math.sin(turn)), (math.sin(turn), -math.cos(turn))
        moved = np.asarray(points) - (centre[0] - aside, centre[1])
        return moved @ np.array([x, y]) * self.unit + np.array(self.size) / 2 + self.shift

    def pose(
        self,
        joints: Joints,
        centre: tuple[float, float],
        t: float,
        body: Sequence[Shape] = (),
    ) -> Pose:
        """The joints in px, `centre` (trunk lengths) in the middle of the frame; with a `body`
        there is a mask, midway between the near and the far joints."""
        near, far = ("RIGHT", "LEFT") if self.mirrored else ("LEFT", "RIGHT")
        landmarks, visibility = np.full((33, 2), np.nan), np.zeros(33)
        for side, dx, seen in ((near, 0.0, self.near), (far, self.width, self.far)):
            marks = [Landmark[f"{side}_{name}"] for name in joints]
            landmarks[marks] = self.px(list(joints.values()), centre, dx)
            visibility[marks] = seen
        mask = None
        if body:
            every = self.px(np.vstack([points for points, _ in body]), centre, self.width / 2)
            parts = np.split(every, np.cumsum([len(points) for points, _ in body])[:-1])
            shapes = [(part, half * self.unit) for part, (_, half) in zip(parts, body, strict=True)]
            mask = drawn(shapes, MASK_TRUNK / self.unit)
        return Pose(t, self.size, landmarks, visibility, self.people, mask)


SIDE_ON = View()
# Every way the same body can be filmed; the verdict must not depend on it.
COPIES = [
    View(mirrored=True),
    View(roll=10),
    View(roll=-10),
    View(mirrored=True, roll=10),
    View(scale=0.16),
    *(View(size=size) for size in SIZES if size != SIDE_ON.size),
]


def flesh(joints: Joints, bend: float, belly: float = 0.0, prone: bool = False) -> list[Shape]:
    """The body round its joints. `bend` degrees: the trunk is bent evenly like an arc of so many
    degrees, + rounded (its middle stands out behind), - arched; the joints stay where they are.
    The belly stands out by `belly` trunk lengths more than usual. `prone`: the back is up."""
    shoulder, hip = np.array(joints["SHOULDER"]), np.array(joints["HIP"])
    chord = hip - shoulder
    behind = np.array([chord[1], -chord[0]]) * (-1 if prone else 1)
    along = np.linspace(0, 1, 25)
    out = sagitta(bend) * 4 * along * (1 - along)
    line = shoulder + along[:, None] * chord
    back = line + (np.interp(along, (0, 1), BEHIND) + out)[:, None] * behind
    swell = belly * np.exp(-(((along - 0.67) / 0.25) ** 2))
    front = line + (out - BEFORE - swell)[:, None] * behind
    seat = hip + 0.04 * behind
    limbs = [(np.array([joints[name] for name in key.split()]), r) for key, r in LIMBS.items()]
    return [(np.vstack([back, front[::-1]]), 0.0), (np.array([seat, seat]), 0.15), *limbs]


def sagitta(bend: float) -> float:
    """How far the middle of an arc of `bend` degrees stands out of its chord, in chord lengths."""
    return math.tan(math.radians(bend) / 4) / 2


def drawn(shapes: Sequence[Shape], zoom: float) -> Mask:
    """A mask of shapes in frame px, `zoom` mask px for a frame px, cut close to them."""
    pad = max(half for _, half in shapes) + 4 / zoom
    every = np.vstack([points for points, _ in shapes])
    low = np.floor(every.min(axis=0) - pad)
    width, height = np.ceil((every.max(axis=0) + pad - low) * zoom).astype(int)
    canvas = np.zeros((height * FINE, width * FINE), np.uint8)
    for points, half in shapes:
        spots = np.rint(((points - low) * zoom * FINE - 0.5) * 16).astype(np.int32)
        if half:
            thickness = round(2 * half * zoom * FINE)
            cv2.line(canvas, spots[0].tolist(), spots[1].tolist(), 255, thickness, shift=4)
        else:
            cv2.fillPoly(canvas, [spots], 255, shift=4)
    values = cv2.resize(canvas, (int(width), int(height)), interpolation=cv2.INTER_AREA)
    matrix = np.array([[zoom, 0, -low[0] * zoom], [0, zoom, -low[1] * zoom]])
    return Mask(values, matrix)


def made_once(make: Callable[..., Pose]) -> Callable[..., Pose]:
    """A body in one place is drawn once; at another time it is the same one."""
    places, kept = signature(make), lru_cache(POSES)(make)

    @wraps(make)
    def at(*given, **named) -> Pose:
        asked = places.bind(*given, **named).arguments
        t = asked.pop("t", 0.0)
        pose = kept(**asked)
        return replace(pose, t=t, landmarks=pose.landmarks.copy())

    return at


def _meet(a, b, ra: float, rb: float, above: bool = True) -> np.ndarray:
    """The point `ra` from a and `rb` from b, on the upper (left of a->b) or lower side."""
    a, b = np.array(a, float), np.array(b, float)
    span = float(np.linalg.norm(b - a))
    along = (ra**2 - rb**2 + span**2) / (2 * span)
    height = math.sqrt(max(0.0, ra**2 - along**2))
    unit = (b - a) / span
    normal = np.array([-unit[1], unit[0]])
    return a + along * unit + (height if above else -height) * normal


def _bent(first: float, second: float, bend: float) -> float:
    """Distance of the ends of a chain of two bones bent by `bend` degrees (0 = straight)."""
    return math.sqrt(first**2 + second**2 + 2 * first * second * math.cos(math.radians(bend)))


def _foot(ankle, toe) -> Joints:
    ankle, toe = np.array(ankle), np.array(toe)
    heel = ankle - 0.4 * (toe - ankle)
    return {"ANKLE": tuple(ankle), "HEEL": (heel[0], min(heel[1], ankle[1])), "TOE": tuple(toe)}


# --- hip lift ------------------------------------------------------------------------------


def foot_for_knee(angle: float) -> float:
    """Distance of the ankle from the shoulder at which the resting knee has `angle` degrees."""
    return TRUNK + _bent(THIGH, SHANK, 180 - angle)


FOOT = foot_for_knee(70)


def lift_rest(foot: float = FOOT) -> float:
    """Signed deviation (degrees, - = low) with the hips on the floor."""
    knee = _meet((TRUNK, 0), (foot, 0), THIGH, SHANK)
    return -math.degrees(math.atan2(knee[1], knee[0] - TRUNK))


@made_once
def hip_lift(
    above: float,
    t: float = 0.0,
    view: View = SIDE_ON,
    foot: float = FOOT,
    arch: float = 0.0,
    arms: str = "floor",
    belly: float = 0.0,
) -> Pose:
    """On the back, hips `above` degrees over (+) or under (-) the shoulder-knee line, the trunk
    arched by `arch` degrees, the arms on the "floor" (there they hide the back's edge), on the
    "chest", on the "belly" (there they hide the groin), or "round" the trunk (they hide both); the
    belly out by `belly` trunk lengths."""
    shoulder, ankle = np.zeros(2), np.array([foot, 0.0])
    knee = _meet(shoulder, ankle, _bent(TRUNK, THIGH, above), SHANK)
    hip = _meet(shoulder, knee, TRUNK, THIGH, above=above > 0)
    up = np.array([-hip[1], hip[0]])
    elbow, wrist = {
        "floor": (np.array([0.55, -0.03]), np.array([0.95, -0.05])),
        "chest": (0.35 * hip + 0.1 * up, 0.25 * hip + 0.25 * up),
        "belly": (0.45 * hip + 0.1 * up, 0.85 * hip + 0.2 * up),
        "round": (0.45 * hip - 0.2 * up, 0.85 * hip + 0.2 * up),
    }[arms]
    joints = {
        "EAR": (-0.3, 0.05),
        "SHOULDER": (0.0, 0.0),
        "ELBOW": tuple(elbow),
        "WRIST": tuple(wrist),
        "HIP": tuple(hip),
        "KNEE": tuple(knee),
        **_foot(ankle, (foot + 0.25, -0.05)),
    }
    return view.pose(joints, (1.1, 0.4), t, flesh(joints, -arch, belly))


def lift_path(
    top: float,
    view: View = SIDE_ON,
    foot: float = FOOT,
    arch: float = 0.0,
    arms: str = "floor",
):
    """A maker of hip lift poses by height: the arch grows evenly from rest up to `top` degrees."""
    rest = lift_rest(foot)

    def make(above: float, t: float) -> Pose:
        share = min(1.0, max(0.0, (above - rest) / (top - rest)))
        return hip_lift(above, t, view, foot, share * arch, arms)

    return make


# --- plank ---------------------------------------------------------------------------------


def plank(sag: float, t: float = 0.0, view: View = SIDE_ON, knees: bool = False) -> Pose:
    """On the forearms, the hip bent by `sag` degrees toward the floor (-: piked)."""
    shoulder = np.array([0.0, UPPER_ARM])
    lower, height = (THIGH, 0.08) if knees else (LEG, 0.3)
    span = _bent(TRUNK, lower, sag)
    end = np.array([math.sqrt(span**2 - (shoulder[1] - height) ** 2), height])
    hip = _meet(shoulder, end, TRUNK, lower, above=sag < 0)
    if knees:
        knee, ankle = end, end + np.array([SHANK, 0.04])
        toe = ankle + np.array([0.2, -0.1])
    else:
        ankle, knee = end, hip + (end - hip) * THIGH / LEG
        toe = ankle + np.array([-0.05, -0.3])
    joints = {
        "EAR": (-0.3, UPPER_ARM + 0.05),
        "SHOULDER": tuple(shoulder),
        "ELBOW": (0.0, 0.0),
        "WRIST": (-FOREARM, 0.0),
        "HIP": tuple(hip),
        "KNEE": tuple(knee),
        **_foot(ankle, toe),
    }
    return view.pose(joints, (1.15, 0.3), t)


def propped(t: float = 0.0, view: View = SIDE_ON) -> Pose:
    """Lying on the belly with the chest propped on the elbows: no plank."""
    joints = {
        "EAR": (-0.15, 0.8),
        "SHOULDER": (0.0, 0.5),
        "ELBOW": (-0.1, 0.0),
        "WRIST": (-0.6, 0.0),
        "HIP": (0.86, 0.05),
        "KNEE": (0.86 + THIGH, 0.03),
        **_foot((0.86 + LEG, 0.05), (0.86 + LEG + 0.25, 0.0)),
    }
    return view.pose(joints, (1.15, 0.3), t)


def all_fours(
    t: float = 0.0,
    view: View = SIDE_ON,
    legs: tuple[float, float] = (0.0, 0.0),
    back: float = 0.0,
) -> Pose:
    """On hands and knees: no plank. The thighs of the near and the far leg swung back by some
    degrees, the shank level; the trunk moved `back` by trunk lengths."""
    near, far = (view.pose(_all_fours(leg, back), (0.9, 0.5), t) for leg in legs)
    return beside(near, far, view)


def _all_fours(leg: float, back: float) -> Joints:
    arm = UPPER_ARM + FOREARM
    hip = np.array([math.sqrt(1 - (arm - 0.9) ** 2) + back, 0.9])
    down = math.atan2(1.0 - hip[0], 0.9 - 0.06) + math.radians(leg)
    knee = hip + math.hypot(1.0 - hip[0], 0.9 - 0.06) * np.array([math.sin(down), -math.cos(down)])
    ankle = knee + np.array([SHANK, 0.0])
    return {
        "EAR": (back - 0.3, arm),
        "SHOULDER": (back, arm),
        "ELBOW": (back / 2, FOREARM),
        "WRIST": (0.0, 0.0),
        "HIP": tuple(hip),
        "KNEE": tuple(knee),
        **_foot(ankle, ankle + np.array([0.2, -0.06])),
    }


def beside(near: Pose, far: Pose, view: View = SIDE_ON) -> Pose:
    """One body: the near side of one pose and the far side of another."""
    side = "LEFT_" if view.mirrored else "RIGHT_"
    marks = [mark for mark in Landmark if mark.name.startswith(side)]
    landmarks = near.landmarks.copy()
    landmarks[marks] = far.landmarks[marks]
    return replace(near, landmarks=landmarks)


def dog(lean: float, t: float = 0.0, view: View = SIDE_ON, bent: bool = False) -> Pose:
    """The downward dog, on the hands or `bent` on the forearms: arms and trunk in one line that
    leans by `lean` degrees from upright, the legs down to the toes: no plank."""
    arm = UPPER_ARM if bent else UPPER_ARM + FOREARM
    along = np.array([math.sin(math.radians(lean)), math.cos(math.radians(lean))])
    shoulder, hip = arm * along, (arm + TRUNK) * along
    ankle = hip + np.array([math.sqrt(LEG**2 - (hip[1] - 0.1) ** 2), 0.1 - hip[1]])
    joints = {
        "EAR": tuple(shoulder - 0.2 * along),
        "SHOULDER": tuple(shoulder),
        "ELBOW": (0.0, 0.0) if bent else tuple(FOREARM * along),
        "WRIST": (-FOREARM, 0.0) if bent else (0.0, 0.0),
        "HIP": tuple(hip),
        "KNEE": tuple(hip + (ankle - hip) * THIGH / LEG),
        **_foot(ankle, ankle + np.array([0.1, -0.1])),
    }
    return view.pose(joints, (1.0, 0.7), t)


# --- hip hinge -----------------------------------------------------------------------------


@made_once
def hinge(
    tilt: float,
    back: float = 0.0,
    knee: float = 5.0,
    t: float = 0.0,
    view: View = SIDE_ON,
    low_hands: bool = False,
    arms: float | None = None,
    rounded: float = 0.0,
) -> Pose:
    """Standing, trunk tilted by `tilt` degrees, hips `back` leg lengths behind the ankles, knees
    bent by `knee` degrees, hands on the hips, down by the shins, or straight `arms` (degrees
    forward from hanging); the back `rounded` by degrees more than it is in a good hinge."""
    reach = _bent(THIGH, SHANK, knee)
    x = -back * LEG
    hip = np.array([x, math.sqrt(reach**2 - x**2)])
    knee_at = _meet((0, 0), hip, SHANK, THIGH, above=False)
    lean = np.array([math.sin(math.radians(tilt)), math.cos(math.radians(tilt))])
    shoulder = hip + lean
    front = np.array([lean[1], -lean[0]])
    wrist = np.array([0.3, 0.4]) if low_hands else hip + 0.1 * lean + 0.1 * front
    if arms is not None:
        down = np.array([math.sin(math.radians(arms)), -math.cos(math.radians(arms))])
        wrist = shoulder + (UPPER_ARM + FOREARM) * down
    elbow = (shoulder + wrist) / 2
    joints = {
        "EAR": tuple(shoulder + 0.3 * lean),
        "SHOULDER": tuple(shoulder),
        "ELBOW": tuple(elbow),
        "WRIST": tuple(wrist),
        "HIP": tuple(hip),
        "KNEE": tuple(knee_at),
        **_foot((0.0, 0.0), (0.28, -0.1)),
    }
    return view.pose(joints, (0.15, 1.4), t, flesh(joints, NATURAL * tilt + rounded))


def hinge_path(
    top: float,
    back: float,
    knee: float = 20.0,
    view: View = SIDE_ON,
    rounded: float = 0.0,
    **options,
):
    """A maker of hinge poses by tilt: hips, knees and the rounding follow in proportion up to `top`
    degrees."""

    def make(tilt: float, t: float) -> Pose:
        share = tilt / top
        bend = 5.0 + share * (knee - 5.0)
        return hinge(tilt, share * back, bend, t=t, view=view, rounded=share * rounded, **options)

    return make


# --- on the feet, with and without a chair ---------------------------------------------------


@made_once
def on_feet(
    rise: float,
    lean: float,
    shank: float,
    t: float = 0.0,
    view: View = SIDE_ON,
    rounded: float = 0.0,
    heel: float = 0.0,
    reach: float = 0.0,
    arms: float | None = None,
) -> Pose:
    """On the feet, and on a seat where they do not bear it: the thigh `rise` degrees over level (90
    upright), trunk and shank leaning `lean` and `shank` degrees forward, the back `rounded` by so
    many degrees, the heel `heel` foot lengths off the floor; the hands on the chest, or `reach`
    trunk lengths in front of it, or straight `arms` (degrees in front of the trunk's line) up."""

    def way(degrees: float) -> np.ndarray:  # forward from upright
        return np.array([math.sin(math.radians(degrees)), math.cos(math.radians(degrees))])

    toe, foot = np.array([0.28, -0.1]), 0.4
    heel_at = np.array([toe[0] - foot * math.sqrt(1 - heel**2), toe[1] + foot * heel])
    ankle = np.add(heel_at, (0.12, 0.1 - 0.2 * heel))
    knee = ankle + SHANK * way(shank)
    hip = knee + THIGH * way(rise - 90)
    shoulder = hip + TRUNK * way(lean)
    chest = hip + 0.7 * TRUNK * way(lean) + 0.3 * way(lean + 90)
    wrist = np.add(chest, (reach, 0.0))
    elbow = (shoulder + wrist) / 2 + 0.1 * way(lean + 90)
    if arms is not None:
        elbow = shoulder + UPPER_ARM * way(lean + arms)
        wrist = elbow + FOREARM * way(lean + arms)
    joints = {
        "EAR": tuple(shoulder + 0.3 * way(lean)),
        "SHOULDER": tuple(shoulder),
        "ELBOW": tuple(elbow),
        "WRIST": tuple(wrist),
        "HIP": tuple(hip),
        "KNEE": tuple(knee),
        "ANKLE": tuple(ankle),
        "HEEL": tuple(heel_at),
        "TOE": tuple(toe),
    }
    return view.pose(joints, (0.0, 1.3), t, flesh(joints, rounded))


# --- time ----------------------------------------------------------------------------------


def track(knots: Knots, fps: float = QUICK_FPS) -> list[tuple[float, float]]:
    """(t, value) at `fps` through knots (s, value), minimum jerk between them."""
    times, values = zip(*knots, strict=True)
    rows = []
    for i in range(round((times[-1] - times[0]) * fps) + 1):
        t = times[0] + i / fps
        k = min(max(int(np.searchsorted(times, t, side="right")) - 1, 0), len(knots) - 2)
        x = min(1.0, (t - times[k]) / (times[k + 1] - times[k]))
        share = x**3 * (10 - 15 * x + 6 * x**2)
        rows.append((t, values[k] + share * (values[k + 1] - values[k])))
    return rows


class Film(Sequence[Pose]):
    """Poses that are made when the first of them is asked for: every process that shares the tests
    reads all their tables, and runs few of the cases."""

    def __init__(self, poses: Iterable[Pose]):
        self._poses = poses

    @cached_property
    def _made(self) -> list[Pose]:
        return list(self._poses)

    def __getitem__(self, at):
        return self._made[at]

    def __len__(self) -> int:
        return len(self._made)

    def __add__(self, more: Iterable[Pose]) -> list[Pose]:
        return [*self, *more]


def enough(knots: Knots) -> int:
    """So many frames a second tell how quick each way between these knots is."""
    ways = (b[0] - a[0] for a, b in pairwise(knots) if a[1] != b[1])
    return QUICK_FPS if min(ways, default=math.inf) < QUICK_S else FPS


def film(make: Callable[..., Pose], knots: Knots, fps: float | None = None) -> Film:
    """Poses ``make(value, t=t)`` along the knots, with as many frames a second as are `enough`."""
    fps = fps or enough(knots)
    return Film(make(value, t=t) for t, value in track(knots, fps))


def reps(
    rest: float,
    top: float,
    up: float,
    hold: float,
    down: float,
    count: int = 1,
    lead: float = 1.0,
) -> list[tuple[float, float]]:
    """Knots of `count` reps with `lead` s of rest before, between and after them."""
    t, knots = lead, [(0.0, rest)]
    for _ in range(count):
        knots += [(t, rest), (t + up, top), (t + up + hold, top), (t + up + hold + down, rest)]
        t += up + hold + down + lead
    return [*knots, (t, rest)]


def body(exercise: str) -> Callable[[float, float], Pose]:
    """The maker of an exercise's good poses, ``good(share, t)`` of `tests/bodies/<exercise>.py`:
    the body at a share (0 rest .. 1 end) of its movement."""
    return import_module(f"tests.bodies.{exercise}").good


def unseen(poses: Sequence[Pose], start: float, end: float) -> Film:
    """The same poses with nobody found from `start` to `end` s."""
    return Film(Pose.empty(p.t, p.size) if start <= p.t < end else p for p in poses)


def without(pose: Pose, *names: str) -> Pose:
    """The same pose without some landmarks (NaN)."""
    landmarks = pose.landmarks.copy()
    landmarks[[Landmark[name] for name in names]] = np.nan
    return replace(pose, landmarks=landmarks)


def maskless(poses: Sequence[Pose]) -> Film:
    """The same poses without their masks."""
    return Film(replace(pose, mask=None) for pose in poses)


def joined(*sets: Sequence[Pose]) -> list[Pose]:
    """Sets one after the other, each beginning a frame after the one before."""
    poses = list(sets[0])
    for more in sets[1:]:
        begin = poses[-1].t + 1 / FPS
        poses += [replace(pose, t=pose.t + begin) for pose in more]
    return poses


def run(exercise: str, poses: Sequence[Pose], **options) -> tuple[SetReport, list[Event]]:
    """A whole set through `FormChecker`."""
    checker = FormChecker(exercise, **options)
    events = [event for pose in poses for event in checker.update(pose)]
    return checker.finish(), events


def named(report: SetReport) -> list[tuple[str, str, int | None]]:
    """What was found: fault, severity, and in which rep."""
    return [(found.fault, found.severity, found.rep) for found in report.findings]


def arms_up(pose: Pose, *sides: str) -> Pose:
    """The same pose with the straight arms of these sides ("LEFT", "RIGHT") to the ceiling."""
    landmarks = pose.landmarks.copy()
    for side in sides:
        shoulder, hip = pose[Landmark[f"{side}_SHOULDER"]], pose[Landmark[f"{side}_HIP"]]
        trunk = float(np.linalg.norm(hip - shoulder))
        landmarks[Landmark[f"{side}_ELBOW"]] = shoulder - (0, UPPER_ARM * trunk)
        landmarks[Landmark[f"{side}_WRIST"]] = shoulder - (0, (UPPER_ARM + FOREARM) * trunk)
    return replace(pose, landmarks=landmarks)
