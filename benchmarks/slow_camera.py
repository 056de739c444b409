"""What the coach says when the camera gives few frames a second, against what is true.

    python -m benchmarks.slow_camera ../shared/truth ../shared/real --poses FOLDER [--processes N]

The poses of every clip whose truth is known (kept in FOLDER as `benchmarks.accuracy` keeps them) of
an exercise that is judged are the camera of a whole session (`coach.rehearsal`), as they are (most
clips have 15 a second) and thinned. For each rate: the sets of reps that the coach counted exactly;
the severe faults that the exercise looks for (one for each set), those spoken of and how long after
they first began; corrections of something that is not there; and praise of a rep while it shows a
severe fault.
What comes before the coach has said "go" (a clip that begins in the middle of a movement) is
neither counted nor missed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from benchmarks.kept import keep, of_all
from benchmarks.tempo import thinned
from benchmarks.truth import TrueFault, Truth, read_truth
from clips.kept_poses import read_poses
from coach.rehearsal import rehearse
from coach.session import Plan, Session
from coach.talk import Said
from rules import EXERCISES

RATES = (None, 10, 7.5, 5)
_USUAL = 15.0
_BEFORE_S = 12.0  # set-up and countdown, also with few frames
_AFTER_S = 6.0  # one correction waits so long for the one before it
_LAST_S = 1.0  # what is said later is of the last frame that stands still
_PRAISED_S = 1.5
_PRAISE = ("praise-", "say-good-rep")


@dataclass
class Heard:
    """One clip at a rate. ``counted``: whether the reps are exact; ``late_s`` of each severe
    fault that is there, from its first moment, None when nobody spoke of it; ``false``: (what,
    severity) said and not true; ``praised``: words of praise while a severe fault was there."""

    name: str
    rate: float | None
    counted: bool | None
    late_s: dict[str, float | None] = field(default_factory=dict)
    false: list[tuple[str, str]] = field(default_factory=list)
    praised: list[str] = field(default_factory=list)


def listen(path: Path, folder: Path) -> list[Heard]:
    """One clip at all `RATES`; nothing of an exercise that is not judged."""
    truth = read_truth(path)
    kind = EXERCISES[truth.exercise] if truth else None
    if truth is None or kind is None or not kind.judged or kind.observed:
        return []
    kept = keep(path, folder / f"{path.parent.name}__{path.stem}.poses")
    seen = [pose for _, pose in read_poses(kept) if pose is not None]
    if not seen:
        return []
    # More than there is, so that the set is open to the clip's end.
    target = 60 if kind.engine == "hold" else (truth.reps or 0) + 5
    heard = []
    for rate in RATES:
        some = list(thinned(seen, rate)) if rate else seen
        session = rehearse(some, Plan(kind.name, target), "ja", _BEFORE_S, 1 / (rate or _USUAL))
        session.stop()
        heard.append(_held(f"{path.parent.name}/{path.stem}", rate, truth, session, seen[-1].t))
    return heard


def _held(name: str, rate: float | None, truth: Truth, session: Session, end_s: float) -> Heard:
    """What a session said and counted until the clip's end, `end_s`, against the truth."""
    reps = sum(report.rep_count for report in session.reports)
    began = [one.t for one in session.mouth.said if one.line and one.line.key == "say-go"]
    open_at = began[0] - _BEFORE_S if began else np.inf
    counted = None
    if truth.reps is not None and (truth.refused or open_at <= 0):
        counted = reps == (0 if truth.refused else truth.reps)
    heard = Heard(name, rate, counted)
    said = [(one.t - _BEFORE_S, one) for one in session.mouth.said if one.line]
    said = [(t, one) for t, one in said if t <= end_s + _LAST_S]
    severe = [f for f in truth.faults if f.severity == "severe" and f.start_s >= open_at]
    for name in dict.fromkeys(f.name for f in severe):
        if name in EXERCISES[truth.exercise].witnesses():
            first = next(f.start_s for f in severe if f.name == name)
            after = [t - first for t, one in said if _corrects(one) == name and t >= first]
            heard.late_s[name] = min(after, default=None)
    for t, one in said:
        about = _corrects(one)
        if about and one.severity and not _true(about, t, truth):
            heard.false.append((f"{about} at {t:.1f}", one.severity))
        if one.line and one.line.key.startswith(_PRAISE):
            there = [f.name for f in truth.faults if f.severity == "severe" and _in(f, t)]
            about = one.line.key.removeprefix("praise-")
            if about in there or (one.line.key == "say-good-rep" and there):
                heard.praised.append(f"{one.line.key} at {t:.1f}")
    return heard


def _corrects(one: Said) -> str:
    """The fault that a sentence is about, else nothing."""
    key = one.line.key if one.line else ""
    return key.split("-")[1] if key.startswith("cue-") else ""


def _true(fault: str, t: float, truth: Truth) -> bool:
    if truth.times is None:
        return fault in truth.named
    spans = [(f.start_s, f.end_s) for f in truth.faults if f.name == fault]
    spans += [(start, end) for name, start, end in truth.also if name == fault]
    return any(start <= t <= end + _AFTER_S for start, end in spans)


def _in(fault: TrueFault, t: float) -> bool:
    """Whether praise at `t` falls on a fault: it is said of the rep that has just ended."""
    return fault.start_s <= t <= fault.end_s + _PRAISED_S


def table(found: list[Heard]) -> Iterator[str]:
    """The figures as Markdown."""
    head = "frames/s | sets | counted | severe | spoken of | s: median | 90 %"
    yield f"| {head} | false severe | false mild | praised |\n|{' --- |' * 10}"
    for rate in RATES:
        some = [each for each in found if each.rate == rate]
        counts = [each.counted for each in some if each.counted is not None]
        late = [t for each in some for t in each.late_s.values()]
        spoken = [t for t in late if t is not None]
        spread = [f"{np.percentile(spoken, q):.1f}" if spoken else "" for q in (50, 90)]
        wrong = [severity for each in some for _, severity in each.false]
        row = [rate or "as it is", len(some), f"{sum(counts)}/{len(counts)}", len(late)]
        row += [len(spoken), *spread, wrong.count("severe"), wrong.count("mild")]
        row += [sum(len(each.praised) for each in some)]
        yield f"| {' | '.join(map(str, row))} |"


def main() -> int:
    found: list[Heard] = []
    for each in of_all(listen, __doc__):
        found += each
        for one in each:
            wrong = [f"{severity} {what}" for what, severity in one.false] + one.praised
            if wrong:
                print(f"{one.name} {one.rate or 'as it is'}: {', '.join(wrong)}", flush=True)
    print("\n" + "\n".join(table(found)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
