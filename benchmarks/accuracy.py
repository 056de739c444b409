"""What Koshi finds against what is true, clip by clip.

    python -m benchmarks.accuracy ../shared/truth/clips ../shared/real

Walks folders for mp4 files. A clip with a truth file of the same name beside it (rendered clips,
see ../shared/truth/README.md) is scored against that; real clips against `REAL` below, which
repeats their README. Prints frames with a pose, reps or hold found / true, faults found / missed /
false, and the median error of the main angle. Faults that need the body's outline (arching with
the hips on the line, rounding of the back) are counted apart as "outline".
"""

import argparse
import json
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from rules import SetReport
from rules.report import worst

_EXERCISES = {"hip_lift": "hip_lift", "plank": "plank", "hinge": "hip_hinge"}
_OUTLINE = {"rounded_back"}
# (exercise, counted reps or None, (hold start, end) or None, refused). From the clips' README,
# but for one: in plank_40_s_view_changes the frames show her lying on her elbows with hips and
# thighs on the floor until 12.4 s, so the plank itself lasts 12.7-47.5 s, not 7-47.5 s.
# deadlift_*: the clip starts bent; the way up is one rep, the second bend never comes up again.
# rdl_up stops half-way up (45 degrees), so it is an attempt and no rep.
REAL = {
    "hip_lift/bridge_5_reps": ("hip_lift", 5, None, False),
    "hip_lift/bridge_3_reps_close": ("hip_lift", 3, None, False),
    "hip_lift/pelvic_tilt_not_a_lift": ("hip_lift", 0, None, True),
    "plank/plank_40_s_view_changes": ("plank", None, (12.7, 47.5), False),
    "plank/straight_arm_small_person": ("plank", None, None, True),
    "plank/face_only_cannot_judge": ("plank", None, None, True),
    "hip_hinge/deadlift_up_good": ("hip_hinge", 1, None, False),
    "hip_hinge/deadlift_up_rounded": ("hip_hinge", 1, None, False),
    "hip_hinge/rdl_up": ("hip_hinge", 0, None, True),
    "hip_hinge/deadlift_good": ("hip_hinge", 1, None, False),
    "hip_hinge/deadlift_rounded": ("hip_hinge", 1, None, False),
    "other/bird-dog": ("plank", None, None, True),
    "other/cat_cow": ("hip_hinge", 0, None, True),
    "other/dead-bug": ("hip_lift", 0, None, True),
}


@dataclass
class Truth:
    """What a clip shows. ``faults``: name, severity, start_s, end_s, rep."""

    exercise: str
    reps: int | None
    hold: tuple[float, float] | None
    refused: bool
    faults: list[dict] = field(default_factory=list)
    may_also: list[dict] = field(default_factory=list)
    times: np.ndarray | None = None
    angle: np.ndarray | None = None


@dataclass
class Row:
    """The score of one clip."""

    name: str
    text: str
    counts: Counter


def read_truth(path: Path) -> Truth | None:
    """The truth of a clip; None when nothing is known of it."""
    key = f"{path.parent.name}/{path.stem}"
    if key in REAL:
        return Truth(*REAL[key])
    beside = path.with_suffix(".json")
    if not beside.exists():
        return None
    data = json.loads(beside.read_text())
    spec, frames = data["spec"], data["frames"]
    exercise = _EXERCISES[spec["exercise"]]
    refused = abs(spec["camera"]["yaw_deg"]) >= 45
    angle = {
        "hip_lift": [f["shk_deg"] - 180 for f in frames],
        "plank": [180 - f["sha_deg"] if f["phase"] == "hold" else np.nan for f in frames],
        "hip_hinge": [f["trunk_deg"] for f in frames],
    }[exercise]
    hold = data["holds"][0] if data["holds"] else None
    kinds = {rep["index"]: rep["kind"] for rep in data["reps"]}
    faults = [
        fault | {"outline": fault["name"] in _OUTLINE or _on_line(kinds.get(fault.get("rep")))}
        for fault in data["faults"]
    ]
    return Truth(
        exercise,
        len(data["reps"]) if data["reps"] else None,
        (hold["start_s"], hold["end_s"]) if hold else None,
        refused,
        [] if refused else faults,
        # A half-way hinge stands at the edge of hips_not_back (expected.json calls it "may also").
        [
            {"name": "hips_not_back", "start_s": rep["start_s"], "end_s": rep["end_s"]}
            for rep in data["reps"]
            if rep["kind"] == "mild"
        ],
        np.array([f["t"] for f in frames]),
        np.array(angle),
    )


def _on_line(kind: str | None) -> bool:
    """Whether a rep arches with the hips on the line, which joints alone cannot show."""
    return (kind or "").startswith("line")


def score(name: str, truth: Truth, report: SetReport, track_t=(), track_value=(), posed=1.0) -> Row:
    """Compare a report with the truth."""
    counts: Counter = Counter(clips=1)
    refused = report.verdict == "cannot_judge"
    parts = [f"{name:34s}", f"pose {100 * posed:5.1f} %"]
    wrong = refused != truth.refused
    counts["wrongly_refused"] += refused and not truth.refused
    counts["wrongly_judged"] += truth.refused and not refused
    if truth.reps is not None:
        expected = 0 if truth.refused else truth.reps
        parts.append(f"reps {report.rep_count}/{expected}")
        counts["reps_exact"] += report.rep_count == expected
        counts["rep_clips"] += 1
        wrong |= report.rep_count != expected
    if truth.hold and not truth.refused:
        true_s = truth.hold[1] - truth.hold[0]
        held = sum(hold.end_s - hold.start_s for hold in report.holds)
        parts.append(f"hold {held:.1f}/{true_s:.1f} s")
        counts["holds_within_2s"] += abs(held - true_s) <= 2
        counts["hold_clips"] += 1
        wrong |= abs(held - true_s) > 2
    findings = [] if refused else report.findings
    for fault in truth.faults:
        hit = [f for f in findings if f.fault == fault["name"] and _meet(f, fault)]
        kind = "outline" if fault["outline"] else fault["severity"]
        counts[f"{kind}_true"] += 1
        counts[f"{kind}_found"] += bool(hit)
        if hit:
            counts[f"{kind}_as_{worst(f.severity for f in hit)}"] += 1
        elif kind != "outline":
            parts.append(f"MISSED {fault['name']} {fault['severity']} at {fault['start_s']:.1f}")
    for finding in findings:
        true = [t for t in truth.faults + truth.may_also if t["name"] == finding.fault]
        if truth.times is not None and not any(_meet(finding, t) for t in true):
            counts["false"] += 1
            parts.append(f"FALSE {finding.fault} ({finding.witness}, {finding.severity})")
    if truth.times is None and findings:
        said = Counter(f"{f.fault} {f.severity}" for f in findings)
        parts.append("said " + ", ".join(f"{key} x{n}" for key, n in said.items()))
    if truth.angle is not None and truth.times is not None and len(track_t) and not truth.refused:
        error = np.interp(track_t, truth.times, truth.angle) - np.array(track_value)
        parts.append(f"angle error {np.nanmedian(np.abs(error)):.1f} deg")
    if refused:
        parts.append(f"refused: {', '.join(report.reasons)}")
    return Row(name, "  ".join(parts) + ("   <-- not as expected" if wrong else ""), counts)


def _meet(finding, fault: dict) -> bool:
    return finding.start_s <= fault["end_s"] + 0.5 and finding.end_s >= fault["start_s"] - 0.5


def check_one(path: Path, zero_lag: bool) -> Row | None:
    """Check one clip with the real pose model and score it."""
    from clips.check import check
    from pose.smoothing import smooth_whole
    from rules import FormChecker

    truth = read_truth(path)
    if truth is None:
        return None
    checked = check(path, truth.exercise)
    report, track = checked.report, checked.track
    if zero_lag:
        poses = [track.pose(i, track.size[i]) for i in range(len(track.t))]
        checker = FormChecker(truth.exercise, smooth=False)
        for pose in smooth_whole(poses):
            checker.update(pose)
        report = checker.finish()
    posed = float(np.mean([np.isfinite(row).any() for row in track.landmarks]))
    name = f"{path.parent.name}/{path.stem}"
    return score(name, truth, report, track.t, track.value, posed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--zero-lag", action="store_true", help="smooth the whole clip both ways")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    paths = sorted(path for folder in options.folders for path in folder.rglob("*.mp4"))
    if not paths:
        print("no mp4 files there", file=sys.stderr)
        return 1
    total: Counter = Counter()
    with ProcessPoolExecutor(options.jobs) as pool:
        for row in pool.map(check_one, paths, [options.zero_lag] * len(paths)):
            if row:
                print(row.text, flush=True)
                total += row.counts
    print_total(total)
    return 0


def print_total(total: Counter) -> None:
    """The sums over all clips."""
    n = total.__getitem__
    print(f"\nclips {n('clips')}, wrongly refused {n('wrongly_refused')}", end=", ")
    print(f"wrongly judged {n('wrongly_judged')}")
    print(f"reps exact in {n('reps_exact')} of {n('rep_clips')} clips", end=", ")
    print(f"holds within 2 s in {n('holds_within_2s')} of {n('hold_clips')}")
    for kind in ("severe", "mild", "outline"):
        found = f"found {n(f'{kind}_found'):3d}"
        bands = f"as severe {n(f'{kind}_as_severe')}, as mild {n(f'{kind}_as_mild')}"
        print(f"{kind:8s} true {n(f'{kind}_true'):3d}  {found} ({bands})")
    print(f"false findings on rendered clips: {n('false')}")


if __name__ == "__main__":
    raise SystemExit(main())
