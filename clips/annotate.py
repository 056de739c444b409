"""A checked clip with everything drawn in: the annotated mp4, stills of the worst moments."""

import math
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from clips.ahead import ahead
from clips.check import CheckedClip
from clips.segments import Progress
from clips.wall import Frame, read_frames
from coach.summary import fault_key, fault_name, over_picture, urgency, worst_findings
from coach.words import Words
from pose.overlay import (
    SEVERITY,
    draw_contour,
    draw_label,
    draw_measured,
    draw_shape,
    draw_skeleton,
)
from pose.picture import cv2
from pose.video import ClipError, ClipWriter
from rules import Finding
from rules.report import MeasuredLine

KEY_EVERY = 12  # frames: stepping back decodes at most so many
_SKETCHES = 20  # each takes a look into the clip (J)
_ROUNDED_S = 1e-3  # the player is told of times rounded
_CLOSE_UP_WIDTH = 720  # px
_CLOSE_UP_ROOM = 0.65  # round the outline, in its own lengths
_CLOSE_UP_LEAST = 0.3  # of the picture: the edge of a sole alone shows nobody where it is


def annotate(
    checked: CheckedClip,
    out: Path | str,
    words: Words,
    progress: Progress | None = None,
    plain: Path | str | None = None,
) -> None:
    """Write the clip again with skeleton, measured lines, counts and cues (H.264 mp4); and, at the
    path `plain`, the same frames without anything drawn, for the player to step through.

    Raises
    ------
    pose.video.ClipError
        ``disk-full`` or ``write-failed``; a half-written file is removed.
    """
    end = checked.track.t[-1] if checked.track.t else 0.0
    with ExitStack() as files:
        drawn = files.enter_context(ClipWriter(Path(out)))
        bare = files.enter_context(ClipWriter(plain, key_every=KEY_EVERY)) if plain else None
        places = points(checked)
        for i, frame in enumerate(ahead(pictures(checked), 4)):
            image = np.ascontiguousarray(frame.image)
            if bare:
                bare.write(image, frame.t)
                image = image.copy()
            draw_frame(image, checked, i, words, places)
            drawn.write(image, frame.t)
            if progress:
                progress(frame.t, end)


def points(checked: CheckedClip) -> dict[str, int]:
    """The set's points by their names (`fault_key`), the main one as 0."""
    return {fault_key(finding): n for n, finding in enumerate(worst_findings(checked.report))}


def draw_frame(
    image: np.ndarray, checked: CheckedClip, i: int, words: Words, places: dict[str, int]
) -> None:
    """Draw what is known of frame `i` into its image; of several findings the one whose point comes
    first in `places`."""
    track, t = checked.track, checked.track.t[i]
    going_on = [f for f in checked.report.findings if f.start_s <= t <= f.end_s]
    judged = math.isfinite(track.value[i])
    pose = track.pose(i, (image.shape[1], image.shape[0]))
    if pose.found:
        draw_skeleton(image, pose, SEVERITY["ok" if judged else "cannot_judge"])
    main = min(
        going_on, key=lambda f: (places.get(fault_key(f), len(places)), urgency(f)), default=None
    )
    if main:
        if main.line and main.line.contour:
            outline = track.outline[i]
            if outline is not None:
                scale = np.array(pose.size) / track.size[i]
                draw_contour(image, outline * scale, main.severity)
        elif main.line and pose.found:
            draw_measured(image, main.line.among(pose.landmarks), main.severity)
        draw_label(image, over_picture(main, words), SEVERITY[main.severity])
    draw_label(image, _counter(checked, i, words), SEVERITY["ok"], corner="top")


def _counter(checked: CheckedClip, i: int, words: Words) -> str:
    track = checked.track
    counted = checked.report.counted
    count = round(track.hold_s[i]) if counted == "seconds" else track.reps[i]
    return words.say(f"live-{counted}", count=count)


@dataclass
class Still:
    """A finding in pictures, RGB: its clearest moment, and the same line in a good moment of the
    same person where one was seen. Words come on them when they are shown (`labelled`)."""

    moment: np.ndarray | None = None
    good: np.ndarray | None = None


def labelled(still: Still, finding: Finding, words: Words) -> Still:
    """The same pictures with what they show written on them."""

    def with_label(picture: np.ndarray | None, text: str, severity: str) -> np.ndarray | None:
        if picture is None:
            return None
        picture = np.ascontiguousarray(picture).copy()
        draw_label(picture, text, SEVERITY[severity])
        return picture

    return Still(
        with_label(still.moment, fault_name(finding, words), finding.severity),
        with_label(still.good, words.say("result-good-moment"), "ok"),
    )


def stills(checked: CheckedClip, findings: list[Finding]) -> list[Still]:
    """The pictures of each finding, from the frames of its measured lines."""
    found = [Still() for _ in findings]
    wanted = defaultdict(list)  # frame -> (finding, line, name of the picture)
    for n, finding in enumerate(findings):
        for name, line in (("moment", finding.line), ("good", finding.reference)):
            if line:
                wanted[_frame_at(checked, line)].append((n, line, name))
    last = max(wanted, default=-1)
    for i, frame in enumerate(frames(checked)):
        if i > last:
            break
        for n, line, name in wanted.get(i, ()):
            finding = findings[n]
            severity = "ok" if name == "good" else finding.severity
            image = frame.image.copy()  # another finding may show the same frame
            if line.contour:
                image = _close_up(image, checked, finding, line, severity)
            else:
                pose = checked.track.pose(i, (image.shape[1], image.shape[0]))
                draw_skeleton(image, pose)
                draw_measured(image, line.among(pose.landmarks), severity)
            setattr(found[n], name, image)
    return found


def sketches(checked: CheckedClip, comments: list[dict[str, Any]]) -> dict[int, np.ndarray]:
    """The frames that comments were drawn on (t in s, shapes), RGB with what was drawn, by the
    place of the comment among them; of the first `_SKETCHES`, and none where the clip is gone."""
    found: dict[int, np.ndarray] = {}
    for n, comment in enumerate(comments):
        if checked.path is None or not comment.get("shapes") or len(found) == _SKETCHES:
            continue
        with suppress(ClipError):
            for frame in read_frames(checked.path, start=max(0.0, comment["t"] - _ROUNDED_S)):
                found[n] = frame.image.copy()
                for shape in comment["shapes"]:
                    draw_shape(found[n], shape["kind"], shape["points"])
                break
    return found


def _frame_at(checked: CheckedClip, line: MeasuredLine) -> int:
    return int(np.searchsorted(checked.track.t, line.t - 1e-6))


def _close_up(image, checked: CheckedClip, finding: Finding, line: MeasuredLine, severity: str):
    """The outline drawn on the body cut out and enlarged, for an outline is small; the same piece
    of the picture for the moment and the good moment, so that they compare at a glance."""
    size = np.array([image.shape[1], image.shape[0]])
    lines = [each for each in (finding.line, finding.reference) if each]
    points = np.concatenate([np.array(each.contour) * (size / each.size) for each in lines])
    low, high = points.min(axis=0), points.max(axis=0)
    widest = (high - low).max()
    pad = max(_CLOSE_UP_ROOM * widest, (_CLOSE_UP_LEAST * size.max() - widest) / 2)
    low = np.maximum(0, low - pad).astype(int)
    high = np.minimum(size, high + pad).astype(int)
    part = np.ascontiguousarray(image[low[1] : high[1], low[0] : high[0]])
    zoom = max(1.0, _CLOSE_UP_WIDTH / part.shape[1])
    part = cv2.resize(part, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_CUBIC)
    outline = np.array(line.contour) * (size / line.size)
    draw_contour(part, (outline - low) * zoom, severity)
    return part


def pictures(checked: CheckedClip) -> Iterator[Frame]:
    """`frames`, each with its picture, so that one may be looked at when others have come."""
    for frame in frames(checked):
        frame.image  # noqa: B018
        yield frame


def frames(checked: CheckedClip) -> Iterator[Frame]:
    """The clip's frames again, exactly those that were checked; none of a set without a clip."""
    if checked.path is None:
        return
    for i, frame in enumerate(read_frames(checked.path)):
        if i >= len(checked.track.t):
            return
        yield frame
