"""A checked set ready to be shown, and that set as a folder of files."""

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from clips.annotate import Still, annotate, stills
from clips.check import CheckedClip, Progress, Track
from coach.summary import worst_findings
from coach.words import Words
from pose.picture import cv2
from pose.pose import Landmark
from pose.video import ClipError
from rules import Finding, SetReport

REPORT, TRACK, ABOUT = "report.json", "track.npz", "about.json"
ANNOTATED, VIEW, BLURRED = "annotated.mp4", "view.mp4", "blurred.mp4"
POSES = (
    "poses.zip"  # of a set that is to be checked: what was seen when its exercise was looked for
)


@dataclass
class Shown:
    """A checked set ready for the page. ``annotated`` is the clip with everything drawn in, words
    in ``language`` too, None when it could not be written; ``view`` the same frames as they are,
    for the player, None when there is nothing to play. ``pictures`` are those of ``worst``."""

    checked: CheckedClip
    name: str
    language: str
    annotated: Path | None
    worst: list[Finding]
    pictures: list[Still]
    view: Path | None = None

    def number(self, finding: Finding) -> int:
        """The place of a finding in the report, which comments and opinions name it by."""
        return next(n for n, each in enumerate(self.checked.report.findings) if each is finding)

    def still(self, finding: Finding) -> Still:
        """The pictures of a finding; without any where it is none of the worst."""
        both = zip(self.worst, self.pictures, strict=True)
        return next((still for each, still in both if each is finding), Still())


def prepare(
    checked: CheckedClip,
    name: str,
    words: Words,
    annotated: Path,
    progress: Progress | None = None,
    failed: Callable[[ClipError], None] = lambda error: None,
    view: Path | None = None,
) -> Shown:
    """Draw the annotated clip (at the path `annotated`) and the stills; write the frames as they
    are at the path `view`, where one is given. A clip that cannot be written is told to `failed`:
    the result is worth more than its picture."""
    drawn: Path | None = None
    if checked.path:
        try:
            annotate(checked, annotated, words, progress, view)
            drawn = annotated
        except ClipError as error:
            failed(error)
    worst = worst_findings(checked.report)
    pictures = stills(checked, worst)
    return Shown(checked, name, words.language, drawn, worst, pictures, view if drawn else None)


def remarks(checked: CheckedClip, words: Words) -> list[str]:
    """What must be said of the clip itself: where it ends too soon, what is missing, whether its
    times are those of life."""
    said = []
    if checked.truncated_s is not None:
        said.append(words.say("summary-truncated", seconds=round(checked.truncated_s)))
    if missing := round(checked.missing_s):
        said.append(words.say("summary-holes", seconds=missing))
    if math.isnan(checked.slowed):
        said.append(words.say("summary-no-times"))
    elif checked.slowed > 1:
        said.append(words.say("summary-slowed", times=round(checked.slowed)))
    elif checked.slowed < 1:
        said.append(words.say("summary-sped-up", times=round(1 / checked.slowed)))
    return said


def save(shown: Shown, folder: Path) -> list[Path]:
    """Write everything but the clips into `folder`; returns the files."""
    checked = shown.checked
    files = [folder / REPORT, folder / TRACK, folder / ABOUT]
    files[0].write_text(checked.report.model_dump_json(indent=1), encoding="utf-8")
    _save_track(checked.track, files[1])
    about = {
        "signal": checked.signal,
        "truncated_s": checked.truncated_s,
        "slowed": checked.slowed,
        "language": shown.language,
        "stills": [shown.number(finding) for finding in shown.worst],
    }
    files[2].write_text(json.dumps(about), encoding="utf-8")
    for name, image in _pictures(shown.pictures):
        files.append(folder / name)
        coded = cv2.imencode(".jpg", image[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 90])[1]
        files[-1].write_bytes(coded.tobytes())
    return files


def load(folder: Path, clip: Path | None, name: str) -> Shown:
    """What `save` wrote, read again; `clip` is where the clip itself is now.

    Raises
    ------
    OSError, ValueError
        Something is missing or damaged.
    """
    report = SetReport.model_validate_json((folder / REPORT).read_text(encoding="utf-8"))
    about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
    track = _load_track(folder / TRACK)
    checked = CheckedClip(
        clip, report, track, about["signal"], about["truncated_s"], about.get("slowed", 1.0)
    )
    annotated = folder / ANNOTATED
    worst = worst_findings(report)
    files = about["stills"] if "stills" in about else _first_stills(report)
    place = {number: n for n, number in enumerate(files)}
    numbers = [next(n for n, each in enumerate(report.findings) if each is f) for f in worst]
    pictures = [
        Still(*(_picture(folder, place[number], kind) for kind in ("moment", "good")))
        if number in place
        else Still()
        for number in numbers
    ]
    drawn, view = (path if path.exists() else None for path in (annotated, folder / VIEW))
    return Shown(checked, name, about["language"], drawn, worst, pictures, view)


def _pictures(stills: list[Still]):
    for n, still in enumerate(stills):
        for kind, image in (("moment", still.moment), ("good", still.good)):
            if image is not None:
                yield f"still-{n}-{kind}.jpg", image


def _first_stills(report: SetReport) -> list[int]:
    """The findings whose stills a result of the first version has, in the order of its files."""

    def clearness(number: int) -> tuple[bool, float]:
        finding = report.findings[number]
        size = -finding.peak if finding.unit in ("s", "leg") else abs(finding.peak)
        return finding.severity == "severe", size

    best: dict[str, int] = {}
    for number, finding in enumerate(report.findings):
        other = best.get(finding.fault)
        if other is None or clearness(number) > clearness(other):
            best[finding.fault] = number
    return sorted(best.values(), key=clearness, reverse=True)


def _picture(folder: Path, n: int, kind: str) -> np.ndarray | None:
    path = folder / f"still-{n}-{kind}.jpg"
    if not path.exists():
        return None
    image = cv2.imdecode(np.frombuffer(path.read_bytes(), np.uint8), cv2.IMREAD_COLOR)
    return None if image is None else image[..., ::-1]


def _save_track(track: Track, path: Path) -> None:
    """All frames as arrays; the outlines end to end, with the length of each."""
    pieces = [piece for piece in track.outline if piece is not None]
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            size=np.array(track.size, np.int32).reshape(-1, 2),
            t=np.array(track.t),
            value=np.array(track.value),
            reps=np.array(track.reps, np.int32),
            hold_s=np.array(track.hold_s),
            landmarks=np.array(track.landmarks, np.float32).reshape(-1, len(Landmark), 2),
            visibility=np.array(track.visibility, np.float16).reshape(-1, len(Landmark)),
            outline=np.concatenate([*pieces, np.zeros((0, 2), np.float32)]),
            outline_points=np.array([-1 if p is None else len(p) for p in track.outline], int),
        )


def _load_track(path: Path) -> Track:
    with np.load(path) as kept:
        counts = kept["outline_points"]
        ends = np.cumsum(np.maximum(counts, 0))
        points = kept["outline"]
        return Track(
            size=[(int(w), int(h)) for w, h in kept["size"]],
            t=kept["t"].tolist(),
            value=kept["value"].tolist(),
            reps=kept["reps"].tolist(),
            hold_s=kept["hold_s"].tolist(),
            landmarks=list(kept["landmarks"]),
            visibility=list(kept["visibility"]),
            outline=[
                None if count < 0 else points[end - count : end]
                for count, end in zip(counts, ends, strict=True)
            ],
        )
