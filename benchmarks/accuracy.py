"""What Koshi finds against what is true.

    python -m benchmarks.accuracy ../shared/truth/more ../shared/real [MORE] [--poses FOLDER]
                                  [--whole] [--degrade] [--write]

Walks folders for mp4 files whose truth is known (`benchmarks.truth`), checks each as `clips check`
does, and prints a line per clip and then tables: every fault and severity with precision, recall
and what was called unjudgeable, false alarms per minute of correct movement, reps, holds, angle
errors, how late a fault is named live, and all of that by body, view, arms and degradation. The
first table has one line for every exercise; ``--whole`` prints it and what is observed alone.
``--degrade`` adds copies of the rendered clips of the first folder: dark, far, blurred and so on
(`benchmarks.degrade`). ``--write`` puts the first table into benchmarks/RESULTS.md, in the place of
the last one. ``--poses`` is where the poses are kept: what lies there is not looked at again.

Named live: what the coach says of a severe fault, in a session with a clip's kept poses as its
camera (`coach.rehearsal`): from the fault's true start to the sentence's.

More people to measure on: ``python -m benchmarks.render benchmarks/people.json people``.
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from importlib.metadata import version
from pathlib import Path

import numpy as np

from benchmarks.degrade import DEGRADATIONS, write_copy
from benchmarks.kept import keep
from benchmarks.truth import Truth, read_truth
from clips.kept_poses import read_poses
from coach.rehearsal import rehearse
from coach.session import Plan
from rules import EXERCISES, Event, Finding, SetReport

RESULTS = Path(__file__).parent / "RESULTS.md"
WHOLE = "## Every exercise"
SEVERITIES = ("severe", "mild")
_WORST_LAST = ("observed", "mild", "severe")
_BEFORE_S, _AFTER_S = 10.0, 2.0  # a session's set-up; a sentence may begin so long after its fault


@dataclass
class Outcome:
    """One true fault: named as ``said`` (None = not), ``unjudged`` honestly, late by ``late_s``;
    ``praised``: its rep, or the set of a hold, was called good; ``spoken_s``: late by so much the
    coach spoke of it. Not ``looked_for``: the exercise has no such fault."""

    fault: str
    severity: str
    accept: tuple[str, ...]
    said: str | None
    unjudged: bool
    late_s: float | None
    praised: bool = False
    looked_for: bool = True
    spoken_s: float | None = None


@dataclass
class Score:
    """One clip against its truth. ``findings``: (fault, severity, right) of rendered clips."""

    name: str
    truth: Truth
    verdict: str
    reasons: list[str]
    degradation: str
    posed: float
    reps: tuple[int, int] | None = None
    hold_error_s: float | None = None
    outcomes: list[Outcome] = field(default_factory=list)
    findings: list[tuple[str, str, bool]] = field(default_factory=list)
    correct_s: float = 0.0
    angle_mae: float | None = None
    text: str = ""

    @property
    def refused(self) -> bool:
        """Nothing was judged (one thing that stayed unseen is not a refusal)."""
        return self.verdict == "cannot_judge" and not self.reasons[0].startswith("unseen_")

    @property
    def as_expected(self) -> bool:
        """Refused or not, and reps and hold, as the truth says; what was counted and could not be
        told well from badly done is as expected."""
        reps = self.reps is None or self.reps[0] == self.reps[1]
        hold = self.hold_error_s is None or abs(self.hold_error_s) <= 2
        refused = self.refused == self.truth.refused or self.reasons == ["undecided"]
        return refused and reps and hold


def check_one(job: tuple[Path, str], folder: Path | None = None) -> Score | None:
    """Check one clip, or a degraded copy of it, with the real pose model and score it.

    The poses of a clip as it is are kept in `folder`, if any, or read from there.
    """
    from clips.check import check

    path, degradation = job
    truth = read_truth(path)
    if truth is None:
        return None
    if degradation == "third":  # so far away that "come closer" is the right answer
        truth.refused, truth.faults = True, []
    events: list[Event] = []
    with tempfile.TemporaryDirectory() as scratch:
        clip, kept = path, None
        if degradation != "none":
            clip = Path(scratch) / path.name
            write_copy(path, degradation, clip)
        elif folder:
            kept = keep(path, folder / f"{path.parent.name}__{path.stem}.poses")
        checked = check(clip, truth.exercise, hear=events.extend, workers=1, kept=kept)
    track = checked.track
    posed = float(np.mean([np.isfinite(row).any() for row in track.landmarks]))
    name = f"{path.parent.name}/{path.stem}"
    result = score(name, truth, checked.report, events, posed, degradation)
    if truth.times is not None and truth.angle is not None and not truth.refused:
        error = np.interp(track.t, truth.times, truth.angle) - np.array(track.value)
        result.angle_mae = float(np.nanmean(np.abs(error))) if np.isfinite(error).any() else None
    if kept:
        _listen(result, kept)
    result.text = _line(result)
    return result


def _listen(result: Score, kept: Path) -> None:
    """How late the coach named the severe faults of a clip, from its kept poses."""
    severe = [o for o in result.outcomes if o.severity == "severe" and o.looked_for]
    if not severe:
        return
    kind = EXERCISES[result.truth.exercise]
    target = round(kind.dose.seconds or 20) if kind.engine == "hold" else result.truth.reps or 1
    seen = [pose for _, pose in read_poses(kept) if pose is not None]
    session = rehearse(seen, Plan(kind.name, target), "en", _BEFORE_S)
    said = [
        (one.t - _BEFORE_S, one.line.name)
        for one in session.mouth.said
        if one.line and one.severity
    ]
    for outcome, fault in zip(result.outcomes, result.truth.faults, strict=True):
        if outcome in severe:
            after = [
                t - fault.start_s
                for t, name in said
                if name.startswith(f"cue-{fault.name}-")
                and fault.start_s <= t <= fault.end_s + _AFTER_S
            ]
            outcome.spoken_s = min(after, default=None)


def score(
    name: str,
    truth: Truth,
    report: SetReport,
    events: Iterable[Event] = (),
    posed: float = 1.0,
    degradation: str = "none",
) -> Score:
    """Compare a report, and the events as they came, with the truth."""
    result = Score(name, truth, report.verdict, report.reasons, degradation, posed)
    if truth.reps is not None:
        result.reps = (report.rep_count, 0 if truth.refused else truth.reps)
    if truth.hold and not truth.refused:
        held = sum(hold.end_s - hold.start_s for hold in report.holds) + report.paced_s
        result.hold_error_s = held - (truth.hold[1] - truth.hold[0])
    findings = [] if result.refused else report.findings
    named = [e.finding for e in events if e.kind == "fault" and e.finding]
    times = [e.t for e in events if e.kind == "fault" and e.finding]
    for fault in truth.faults:
        hits = [f for f in findings if f.fault == fault.name and fault.meets(f.start_s, f.end_s)]
        said = max((f.severity for f in hits), key=_WORST_LAST.index, default=None)
        late = [
            t - fault.start_s
            for t, f in zip(times, named, strict=True)
            if f.fault == fault.name and fault.meets(f.start_s, t)
        ]
        silent = [
            *((rep.cannot_judge, rep.top_start_s, rep.top_end_s) for rep in report.reps),
            *((hold.cannot_judge, hold.start_s, hold.end_s) for hold in report.holds),
        ]
        unjudged = result.refused or any(
            fault.name in names and fault.meets(start, end) for names, start, end in silent
        )
        good = [
            rep.verdict == "ok"
            for rep in report.reps
            if fault.meets(rep.top_start_s, rep.top_end_s)
        ]
        praised = not said and not unjudged and all(good or [report.verdict == "ok"])
        first = min(late, default=None)
        known = fault.name in EXERCISES[truth.exercise].witnesses()
        result.outcomes.append(
            Outcome(fault.name, fault.severity, fault.accept, said, unjudged, first, praised, known)
        )
    if truth.times is not None:
        result.findings = [(f.fault, f.severity, _right(f, truth)) for f in findings]
        result.correct_s = 0.0 if result.refused else _correct_s(truth)
    else:
        result.findings = [(f.fault, f.severity, f.fault in truth.named) for f in findings]
    return result


def _right(finding: Finding, truth: Truth) -> bool:
    spans = [f for f in truth.faults if f.name == finding.fault]
    also = any(
        name == finding.fault and finding.start_s <= end + 0.5 and finding.end_s >= start - 0.5
        for name, start, end in truth.also
    )
    return also or any(f.meets(finding.start_s, finding.end_s) for f in spans)


def _correct_s(truth: Truth) -> float:
    """Seconds without any fault, half a second round each fault left out."""
    assert truth.times is not None
    faulty = np.zeros(len(truth.times), bool)
    for fault in truth.faults:
        faulty |= (truth.times > fault.start_s - 0.5) & (truth.times < fault.end_s + 0.5)
    return float((~faulty).mean() * (truth.times[-1] - truth.times[0]))


def _line(s: Score) -> str:
    parts = [f"{s.name:42s} {s.degradation:8s} pose {100 * s.posed:5.1f} %"]
    if s.reps:
        parts.append(f"reps {s.reps[0]}/{s.reps[1]}")
    if s.hold_error_s is not None:
        parts.append(f"hold {s.hold_error_s:+.1f} s")
    for outcome in s.outcomes:
        if outcome.said is None:
            how = "unjudged" if outcome.unjudged else "MISSED"
            how = how if outcome.looked_for else "not looked for:"
            parts.append(f"{how} {outcome.fault} {outcome.severity}")
    parts += [f"FALSE {fault} {severity}" for fault, severity, right in s.findings if not right]
    if s.angle_mae is not None:
        parts.append(f"angle {s.angle_mae:.1f} deg")
    if s.verdict == "cannot_judge":
        parts.append(f"not judged: {', '.join(s.reasons)}")
    return "  ".join(parts) + ("" if s.as_expected else "   <-- not as expected")


# --- tables ---------------------------------------------------------------------------------------


def whole_table(scores: list[Score]) -> str:
    """One line for every exercise, and one for each thing that is observed, of clips as they are.

    Counts: clips whose reps are exact, or whose hold is so within 2 s, of those that may be judged.
    Severe: true ones that the exercise looks for, of these named (in whatever severity), left
    unjudged, called good; recall is of those judged. Precision: severe findings
    that are right, of all. False: findings on sets without a fault, severe and mild. Refused: sets
    that may be judged and were not, and those that may not be and were. Live: true severe faults
    that the coach named, and after how many seconds.
    """
    rows = []
    plain = [s for s in scores if s.degradation == "none"]
    for name, some in _groups(plain, lambda s: list(EXERCISES).index(s.truth.exercise)):
        kind = EXERCISES[list(EXERCISES)[name]]
        drawn = sum(s.truth.times is not None for s in some)
        fair = [s for s in some if not s.truth.refused]
        counts = [s.reps[0] == s.reps[1] for s in fair if s.reps]
        counts += [abs(s.hold_error_s) <= 2 for s in fair if s.hold_error_s is not None]
        true = [o for s in some for o in s.outcomes if o.severity == "severe"]
        severe = [o for o in true if o.looked_for]
        named = sum(o.said is not None for o in severe)
        unjudged = sum(o.said is None and o.unjudged for o in severe)
        said = [right for s in some for _, severity, right in s.findings if severity == "severe"]
        correct = [s for s in fair if not s.truth.faults and not s.truth.named]
        false = [
            sum(f[1] == severity for s in correct for f in s.findings) for severity in SEVERITIES
        ]
        asked = [s for s in some if s.truth.refused]
        spoken = [o.spoken_s for o in severe if o.spoken_s is not None]
        row: list = [kind.name, f"{drawn} + {len(some) - drawn}", f"{sum(counts)}/{len(counts)}"]
        row += [f"{named}/{len(severe)}" if severe else "", unjudged or ""]
        row += [sum(o.praised for o in severe) if severe else ""]
        row += [_share(named, len(severe) - unjudged), len(true) - len(severe) or ""]
        row += [f"{_share(sum(said), len(said))} ({len(said)})" if said else ""]
        row += [
            f"{false[0]} + {false[1]} ({len(correct)})" if kind.judged and not kind.observed else ""
        ]
        row += [f"{sum(s.refused for s in fair)}/{len(fair)}"]
        row += [f"{sum(s.refused for s in asked)}/{len(asked)}" if asked else ""]
        row += [f"{len(spoken)}: {np.median(spoken):.1f} ({max(spoken):.1f})" if spoken else ""]
        rows.append(row)
    head = (
        "exercise clips_drawn+real counts severe_named unjudged praised recall not_looked_for"
        " precision_(said) false_severe+mild_(correct_sets) refused refused_rightly live_s_(worst)"
    )
    return f"{markdown(head, rows)}\n\n{_observed_table(plain)}"


def _observed_table(scores: list[Score]) -> str:
    """What is observed: times it is there, of these seen, not clearly visible and not seen; and
    seen where it is not, of how many times."""
    rows = []
    for exercise in EXERCISES.values():
        some = [s for s in scores if s.truth.exercise == exercise.name and not s.truth.refused]
        for fault in exercise.witnesses() if exercise.observed and some else ():
            true, seen, unclear, false, times = 0, 0, 0, 0, 0
            for s in some:
                outcomes = [o for o in s.outcomes if o.fault == fault]
                hits = [f for f in s.findings if f[0] == fault]
                real = s.truth.times is None
                units = s.truth.reps or 1
                there = units * (fault in s.truth.named) if real else len(outcomes)
                true, times = true + there, times + units - there
                right = sum(f[2] for f in hits)
                named = sum(o.said is not None for o in outcomes)
                seen += min(right, there) if real else named  # a hold may have it more than once
                unclear += sum(o.said is None and o.unjudged for o in outcomes)
                false += len(hits) - right
            rows.append([exercise.name, fault, true, seen, unclear, f"{false}/{times}"])
    return markdown("exercise observed there seen not_clear seen_where_it_is_not", rows)


def tables(scores: list[Score]) -> str:
    """All tables as Markdown."""
    plain = [s for s in scores if s.degradation == "none" and s.truth.times is not None]
    side = [s for s in plain if s.truth.group["yaw"] in ("0-0", "1-20")]
    real = [s for s in scores if s.truth.times is None]
    parts = [
        WHOLE,
        whole_table(scores),
        "## Faults, rendered clips seen from the side (yaw up to 20 degrees)",
        fault_table(side),
        "## Faults, all rendered clips that may be judged (yaw below 45)",
        fault_table(plain),
        _late(plain),
        "## Sets by exercise: what is called good",
        sets_table(plain),
        sets_table(plain, "clothes"),
        "## By body, view and arms",
        *(group_table(plain, key) for key in ("exercise", "body", "yaw", "arms")),
        "## Mean error of the main angle in degrees, by exercise and yaw",
        _angle_table(plain),
        "## Real clips",
        real_table(real),
    ]
    worse = [s for s in scores if s.degradation != "none"]
    if worse:
        base = [s for s in plain if s.name in {w.name for w in worse}]
        rows = [("none", base), *_groups(worse, lambda s: s.degradation)]
        parts += ["## Degraded copies of the development clips", _summary("degradation", rows)]
    return "\n\n".join(parts)


def fault_table(scores: list[Score]) -> str:
    """Per fault and severity: true, found, right band, unjudged, missed; said, right, precision.

    A fault is found when it is named at its time, in whatever severity; the band is right when the
    truth accepts it (either one within 3.5 degrees of the edge). Recall leaves out what was called
    unjudgeable. Said, right: findings of that severity, and those of them where the fault truly is.
    """
    outcomes = [o for s in scores for o in s.outcomes]
    said = [f for s in scores for f in s.findings]
    faults = sorted({o.fault for o in outcomes} | {f[0] for f in said})
    rows = []
    for fault in [*faults, None]:
        for severity in SEVERITIES:
            true = [o for o in outcomes if fault in (o.fault, None) and o.severity == severity]
            named = [f for f in said if fault in (f[0], None) and f[1] == severity]
            if not true and not named:
                continue
            found = [o for o in true if o.said]
            unjudged = sum(o.said is None and o.unjudged for o in true)
            band = sum(o.said in o.accept for o in found)
            right = sum(f[2] for f in named)
            missed = len(true) - len(found) - unjudged
            recall = _share(len(found), len(true) - unjudged)
            row = [fault or "**all**", severity, len(true), len(found), band, unjudged, missed]
            rows.append([*row, recall, len(named), right, _share(right, len(named))])
    minutes = sum(s.correct_s for s in scores) / 60
    false = sum(not right for s in scores for *_, right in s.findings)
    head = "fault severity true found band unjudged missed recall said right precision"
    return markdown(head, rows) + (
        f"\n\nFalse alarms: {false} in {minutes:.1f} minutes of correct movement"
        f" ({false / max(minutes, 1e-9):.2f} per minute)."
    )


def sets_table(scores: list[Score], key: str = "exercise") -> str:
    """One line per exercise, or per kind of clothes (`key`).

    Counted: sets whose reps, or whose hold within 2 s, are as many as they are. Severe faults:
    there, named in whatever severity, left unjudged, called good; the rest is in a rep in which
    something else is named, or that does not count. Mild ones: there, named. False: findings of
    something that is not there. Unjudged: of the sets without a fault those of which no verdict
    was given.
    """
    head = f"{key} sets counted severe named unjudged praised mild named_mild"
    head += " false_severe false_mild correct_sets correct_unjudged"
    rows = []
    for name, some in _groups(scores, partial(_group_of, key=key)):
        outcomes = [o for s in some for o in s.outcomes]
        severe, mild = ([o for o in outcomes if o.severity == each] for each in SEVERITIES)
        wrong = [severity for s in some for _, severity, right in s.findings if not right]
        correct = [s for s in some if not s.truth.faults]
        row = [name, len(some), sum(s.as_expected for s in some), len(severe)]
        row += [sum(o.said is not None for o in severe)]
        row += [sum(o.said is None and o.unjudged for o in severe), sum(o.praised for o in severe)]
        row += [len(mild), sum(o.said is not None for o in mild)]
        row += [wrong.count("severe"), wrong.count("mild"), len(correct)]
        rows.append([*row, sum(s.verdict == "cannot_judge" for s in correct)])
    return markdown(head, rows)


def _late(scores: list[Score]) -> str:
    rows = []
    by = _groups([o for s in scores for o in s.outcomes if o.late_s is not None], lambda o: o.fault)
    for fault, outcomes in by:
        late = [o.late_s for o in outcomes if o.severity == "severe"]
        if late:
            spread = [f"{np.percentile(late, q):.1f}" for q in (50, 90, 100)]
            rows.append([fault, len(late), *spread, _share(sum(x <= 1 for x in late), len(late))])
    head = "fault named median 90% worst within_1.0_s"
    title = "## How late a severe fault is first named live, after its true start"
    return f"{title}\n\n{markdown(head, rows)}"


def group_table(scores: list[Score], key: str) -> str:
    """One line per value of a group: exercise, body, yaw or arms."""
    groups = _groups(scores, partial(_group_of, key=key))
    return _summary(key, [(name, some) for name, some in groups if name])


def _group_of(score: Score, key: str) -> str:
    return score.truth.exercise if key == "exercise" else score.truth.group.get(key, "")


def _summary(key: str, groups: list[tuple[str, list[Score]]]) -> str:
    head = f"{key} clips pose reps reps±1 holds severe mild unjudged false refused angle"
    rows = []
    for name, scores in groups:
        reps = [s.reps for s in scores if s.reps]
        holds = [abs(s.hold_error_s) for s in scores if s.hold_error_s is not None]
        outcomes = [o for s in scores for o in s.outcomes]
        angles = [s.angle_mae for s in scores if s.angle_mae is not None]
        row: list = [name, len(scores), f"{100 * np.mean([s.posed for s in scores]):.1f} %"]
        row.append(f"{sum(a == b for a, b in reps)}/{len(reps)}")
        row.append(f"{sum(abs(a - b) <= 1 for a, b in reps)}/{len(reps)}")
        row.append(f"{np.mean(holds):.1f} s" if holds else "")
        for severity in SEVERITIES:
            true = [o for o in outcomes if o.severity == severity]
            row.append(f"{sum(o.said is not None for o in true)}/{len(true)}")
        row.append(sum(o.said is None and o.unjudged for o in outcomes))
        row.append(sum(not right for s in scores for *_, right in s.findings))
        row.append(f"{sum(s.refused for s in scores)} of {sum(s.truth.refused for s in scores)}")
        row.append(f"{np.mean(angles):.1f}°" if angles else "")
        rows.append(row)
    return markdown(head, rows)


def _angle_table(scores: list[Score]) -> str:
    yaws = sorted({s.truth.group["yaw"] for s in scores})
    rows = []
    for exercise, some in _groups(scores, lambda s: s.truth.exercise):
        by = {yaw: [s.angle_mae for s in some if s.truth.group["yaw"] == yaw] for yaw in yaws}
        seen = {yaw: [error for error in by[yaw] if error is not None] for yaw in yaws}
        means = [
            f"{np.mean(seen[yaw]):.1f} ({len(seen[yaw])})" if seen[yaw] else "" for yaw in yaws
        ]
        rows.append([exercise, *means])
    return markdown(" ".join(["exercise", *yaws]), rows)


def real_table(scores: list[Score]) -> str:
    """One line per real clip."""
    rows = []
    for s in scores:
        reps = f"{s.reps[0]}/{s.reps[1]}" if s.reps else ""
        hold = f"{s.hold_error_s:+.1f} s" if s.hold_error_s is not None else ""
        said = sorted({f"{fault} {severity}" for fault, severity, _ in s.findings})
        false = sum(not right for *_, right in s.findings)
        why = ", ".join(s.reasons)
        rows.append([s.name, f"{100 * s.posed:.0f} %", reps, hold, ", ".join(said), false, why])
    return markdown("clip pose reps hold said false unjudged", rows)


def _groups(items: Iterable, key: Callable) -> list:
    by = defaultdict(list)
    for item in items:
        by[key(item)].append(item)
    return sorted(by.items())


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else ""


def markdown(head: str, rows: list[list]) -> str:
    """A table with a head of words (`_` for a space in one)."""
    names = [name.replace("_", " ") for name in head.split()]
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--degrade", action="store_true", help="also degraded copies")
    parser.add_argument("--whole", action="store_true", help="print the first table alone")
    parser.add_argument("--write", action="store_true", help=f"put it into {RESULTS.name}")
    parser.add_argument("--poses", type=Path, help="where poses are kept")
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    jobs = [(path, "none") for folder in options.folders for path in sorted(folder.rglob("*.mp4"))]
    if options.degrade:
        first = sorted(options.folders[0].glob("*.mp4"))
        jobs += [(path, name) for name in DEGRADATIONS for path in first]
    if not jobs:
        print("no mp4 files there", file=sys.stderr)
        return 1
    if options.poses:
        options.poses.mkdir(parents=True, exist_ok=True)
    scores = []
    with ProcessPoolExecutor(options.jobs) as pool:
        for result in pool.map(partial(check_one, folder=options.poses), jobs):
            if result:
                print(result.text, flush=True)
                scores.append(result)
    print(f"\n{whole_table(scores) if options.whole else tables(scores)}")
    if options.write:
        text = f"{WHOLE}\n\n{_preface(options, scores)}{whole_table(scores)}\n\n"
        before, _, rest = RESULTS.read_text(encoding="utf-8").partition(f"{WHOLE}\n")
        _, mark, after = rest.partition("\n## ")
        RESULTS.write_text(before + text + mark[1:] + after, encoding="utf-8")
    return 0


def _preface(options, scores: list[Score]) -> str:
    packages = ("mediapipe", "numpy", "opencv-python-headless", "av")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    folders = " ".join(f.name if f.is_absolute() else str(f) for f in options.folders)
    python = ".".join(str(part) for part in sys.version_info[:3])
    return (
        f"`python -m benchmarks.accuracy {folders} --whole --write`, Python {python}, {versions}:"
        f" {len(scores)} clips. What the columns mean is said in `benchmarks.accuracy.whole_table`."
        "\n\n"
    )


if __name__ == "__main__":
    raise SystemExit(main())
