"""A checked clip with everything drawn in: the annotated mp4, stills of the worst moments."""

import math
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from clips.check import CheckedClip, Progress, ahead
from coach.summary import cue_key
from coach.words import Words
from pose.overlay import SEVERITY, draw_label, draw_measured, draw_skeleton
from pose.video import ClipWriter, Frame, read_frames
from rules import EXERCISES, Finding
from rules.report import worst


def annotate(
    checked: CheckedClip, out: Path | str, words: Words, progress: Progress | None = None
) -> None:
    """Write the clip again with skeleton, measured lines, counts and cues (H.264 mp4).

    Raises
    ------
    pose.video.ClipError
        ``disk-full`` or ``write-failed``; a half-written file is removed.
    """
    out = Path(out)
    total = len(checked.track.t)
    with ClipWriter(out) as writer:
        for i, frame in enumerate(ahead(_frames(checked), 4)):
            image = np.ascontiguousarray(frame.image)
            draw_frame(image, checked, i, words)
            writer.write(image, frame.t)
            if progress:
                progress(i + 1, total)


def draw_frame(image: np.ndarray, checked: CheckedClip, i: int, words: Words) -> None:
    """Draw what is known of frame `i` into its image."""
    track, t = checked.track, checked.track.t[i]
    going_on = [f for f in checked.report.findings if f.start_s <= t <= f.end_s]
    severity = worst(finding.severity for finding in going_on)
    judged = math.isfinite(track.value[i])
    pose = track.pose(i, (image.shape[1], image.shape[0]))
    if pose.found:
        draw_skeleton(image, pose, SEVERITY["ok" if judged else "cannot_judge"])
    main = next((f for f in going_on if f.severity == severity), None)
    if main:
        if main.line and pose.found:
            draw_measured(image, pose.landmarks[main.line.landmarks], main.severity)
        draw_label(image, words.say(cue_key(main)), SEVERITY[severity])
    draw_label(image, _counter(checked, i, words), SEVERITY["ok"], corner="top")


def _counter(checked: CheckedClip, i: int, words: Words) -> str:
    track = checked.track
    if EXERCISES[checked.report.exercise].held:
        return words.say("live-hold", seconds=f"{track.hold_s[i]:.0f}")
    return words.say("live-count", count=track.reps[i])


def stills(checked: CheckedClip, findings: list[Finding], words: Words) -> list[np.ndarray | None]:
    """For each finding the frame of its measured line, RGB and drawn on (None = no line)."""
    times = [f.line.t - 1e-6 if f.line else math.inf for f in findings]
    wanted = np.searchsorted(checked.track.t, times)
    found: list[np.ndarray | None] = [None] * len(findings)
    last = max((i for i in wanted if i < len(checked.track.t)), default=-1)
    for i, frame in enumerate(_frames(checked)):
        if i > last:
            break
        for n in np.flatnonzero(wanted == i):
            image = np.ascontiguousarray(frame.image)
            pose = checked.track.pose(i, (image.shape[1], image.shape[0]))
            draw_skeleton(image, pose)
            line = findings[n].line
            if line:
                draw_measured(image, pose.landmarks[line.landmarks], findings[n].severity)
            label = words.say(f"fault-{findings[n].fault}")
            draw_label(image, label, SEVERITY[findings[n].severity])
            found[n] = image
    return found


def _frames(checked: CheckedClip) -> Iterator[Frame]:
    """The clip's frames again, exactly those that were checked."""
    for i, frame in enumerate(read_frames(checked.path)):
        if i >= len(checked.track.t):
            return
        yield frame
