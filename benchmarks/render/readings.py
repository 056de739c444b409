"""What Koshi's own reader sees of drawn reps, to learn from, and drawn reps as whole ones."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from benchmarks.render.spine import FPS, LOOKS, Seen
from pose.pose import Pose
from pose.smoothing import LandmarkFilter
from rules import bird_dog, hip_hinge, hip_lift, spine
from rules.balance import Facing
from rules.registry import EXERCISES

Fit = Literal["tight", "loose", "baggy"]
RULES = {"hip_lift": "hip_lift", "hinge": "hip_hinge", "lift_box": "lifting"}
RULES |= {name: name for name in ("squat", "sit_to_stand", "bird_dog")}
LYING = {"hip_lift": hip_lift.trunk, "bird_dog": bird_dog.trunk}
REST, HALF, END = range(len(LOOKS))


@dataclass(frozen=True)
class Row:
    """A rep half-way or at its end: what the reader is given (`rules.spine.VALUES`) and what is
    true, degrees."""

    exercise: str
    person: str
    fit: Fit
    yaw: float
    run: int
    lumbar: float
    values: np.ndarray


def fit(seen: Seen) -> Fit:
    """How the clothes of a rep sit."""
    return "baggy" if seen.fit.long else "loose" if seen.fit.loose else "tight"


def rows(seen: Seen, person: str) -> list[Row]:
    """A rep half-way and at its end, as far as rest and place were seen."""
    gates, smooth, facing = EXERCISES[RULES[seen.exercise]].gates(), LandmarkFilter(), Facing()
    runs: dict[int, list[np.ndarray]] = {run: [] for run in range(len(LOOKS))}
    for pose, run in zip(seen.poses, seen.runs.tolist(), strict=True):
        profile, _ = gates.look(smooth(pose), run == REST)
        if profile is None or profile.mask is None:
            continue
        faces, lying = facing(profile), LYING.get(seen.exercise)
        place = lying(profile) if lying else hip_hinge.trunk(profile, faces)
        runs[run].append(spine.look(profile, *place).values)
    rest, half, end = (frames[1:] or frames for frames in runs.values())  # the first still moves
    yaw = abs(seen.asked["spec"]["camera"]["yaw_deg"])
    return [
        Row(
            seen.exercise,
            person,
            fit(seen),
            yaw,
            run,
            float(seen.lumbar[seen.runs == run].mean()),
            spine.values(rest, frames),
        )
        for run, frames in ((HALF, half), (END, end))
        if rest and frames
    ]


def there_and_back(seen: Seen) -> Iterator[Pose]:
    """The runs as one rep at life's pace: rest, half-way, end, half-way, rest, with new times."""
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
