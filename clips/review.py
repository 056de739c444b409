"""What the review player is told of a checked set: frames, joints, reps, findings."""

import math
from typing import Any

import numpy as np

from clips.annotate import points
from clips.result import Shown
from clips.telling import COLOURS, begin_s, named, top_s
from coach.summary import cue_text, fault_key, rep_names
from coach.words import Words
from pose.overlay import SEEN
from pose.pose import BONES, Landmark

# Of the bones drawn, and the nose, to which what is measured may go.
_JOINTS = sorted({Landmark.NOSE, *(joint for bone in BONES for joint in bone)})


def seen(shown: Shown, words: Words) -> dict[str, Any]:
    """Everything about the frames of a set that can be drawn over its clip.

    Returns
    -------
    dict
        ``size`` (w, h) px of the checked frames, in which all points are; ``colours`` of the
        verdicts; ``t`` s of each frame;
        ``value`` the main signal, null where it was not judged; ``joints`` per frame x, y of each
        landmark of the ``bones`` (pairs of places in it), -1 where it was not seen; ``outlines``
        per frame the piece of outline that was read while a finding of it went on, else null;
        ``reps`` and ``findings`` with times in s, ``at`` being a finding's clearest moment,
        ``place`` that of its point among the set's, 0 for the main one.
    """
    checked = shown.checked
    track, report = checked.track, checked.report
    size = track.size[0] if track.size else (640, 480)
    poses = [track.pose(i, size) for i in range(len(track.t))]
    place = {joint: n for n, joint in enumerate(_JOINTS)}
    points_of, names = points(checked), rep_names(report)
    spans = [(f.start_s, f.end_s) for f in report.findings if f.line and f.line.contour]
    return {
        "size": size,
        "colours": COLOURS,
        "t": [round(t, 4) for t in track.t],
        "value": [round(v, 2) if math.isfinite(v) else None for v in track.value],
        "bones": [[place[a], place[b]] for a, b in BONES],
        "joints": [_joints(pose) if pose.found else None for pose in poses],
        "outlines": [
            _outline(piece, np.array(size) / own)
            if piece is not None and any(start <= t <= end for start, end in spans)
            else None
            for piece, own, t in zip(track.outline, track.size, track.t, strict=True)
        ],
        "reps": [
            {
                "n": rep.index,
                "name": names[rep.index],
                "title": words.say("player-rep", n=names[rep.index])
                if rep.counted
                else words.say("attempt"),
                "start": begin_s(rep),
                "top": top_s(rep),
                "end": rep.end_s,
                "verdict": rep.verdict,
            }
            for rep in report.reps
        ],
        "findings": [
            {
                "start": finding.start_s,
                "end": finding.end_s,
                "at": finding.line.t if finding.line else finding.start_s,
                "severity": finding.severity,
                "place": points_of.get(fault_key(finding), len(points_of)),
                "title": str(named(finding, words)),
                "cue": cue_text(finding, words),
                "rep": finding.rep,
                "contour": bool(finding.line and finding.line.contour),
                "line": [[place[Landmark(a)], place[Landmark(b)]] for a, b in finding.line.pairs]
                if finding.line
                else [],
            }
            for finding in report.findings
        ],
    }


def _joints(pose) -> list[int]:
    points = pose.landmarks[_JOINTS]
    hidden = ~np.isfinite(points).all(axis=1) | (pose.visibility[_JOINTS] < SEEN)
    return np.where(hidden[:, None], -1, np.nan_to_num(points)).round().astype(int).ravel().tolist()


def _outline(piece: np.ndarray, scale: np.ndarray) -> list[list[int]]:
    return (piece * scale).round().astype(int).tolist()
