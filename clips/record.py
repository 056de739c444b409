"""Keeping live sets: as clips, so that their end can give the same result as an upload, and among
the kept sets."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np

from clips.access import Access, NoSuchSetError
from clips.check import CheckedClip, Track
from clips.library import Library
from clips.models import KeptSet
from clips.result import Shown
from coach.plan import Plan
from pose.pose import Pose
from pose.video import ClipError, ClipWriter, probe
from practice.weeks import Answer
from rules import FormChecker, SetReport


class LiveRecorder:
    """Writes each set of a live session to a clip of its own in `folder` and keeps its track.

    A disk that is full ends the clip, not the set: that set then has a result without a clip, and
    ``error`` tells why.
    """

    def __init__(self, folder: Path):
        self.sets: list[CheckedClip] = []
        self.error: ClipError | None = None
        self._folder = folder
        self._track = Track()
        self._path: Path | None = None
        self._writer: ClipWriter | None = None

    def add(self, image: np.ndarray, pose: Pose, checker: FormChecker) -> None:
        """One checked frame of the set going on."""
        self._track.add(pose, checker)
        try:
            if len(self._track.t) == 1:
                self._path = self._folder / f"set-{len(self.sets) + 1}.mp4"
                self._writer = ClipWriter(self._path, preset="ultrafast")
            if self._writer:
                self._writer.write(image, pose.t)
        except ClipError as error:
            self._give_up(error)

    def end(self, report: SetReport, signal: str) -> None:
        """The set is over; a set without a single frame leaves nothing."""
        try:
            if self._writer:
                self._writer.close()
        except ClipError as error:
            self._give_up(error)
        if self._track.t:
            self.sets.append(CheckedClip(self._path, report, self._track, signal))
        self._path, self._writer, self._track = None, None, Track()

    def _give_up(self, error: ClipError) -> None:
        self.error, self._path, self._writer = error, None, None


def keep_sets(
    library: Library,
    person: str,
    results: dict[str, Shown],
    called: str,
    pain_before: int | None,
    pain_after: int | None,
    plan: Plan | None = None,
    session: str | None = None,
    answer: Answer | None = None,
) -> None:
    """Keep live sets with their results, by the ids they are to have, under the name `called`;
    whatever of them an attempt that was broken off has kept stays as it is. `plan` is what was to
    be done in that `session`, `answer` how it was.

    Raises
    ------
    OSError
        Disk full; then none is new.
    """
    there = {kept.id for kept in library.sets(person) if kept.state == "done"}
    new = {set_id: shown for set_id, shown in results.items() if set_id not in there}
    asked = {each.exercise: each for each in (plan, *plan.then)} if plan else {}
    try:
        for set_id, shown in new.items():
            path = shown.checked.path
            own = asked.get(shown.checked.report.exercise)
            kept = KeptSet(
                id=set_id,
                person_id=person,
                exercise=shown.checked.report.exercise,
                name=called,
                source="live",
                language=shown.language,
                state="checking",
                pain_before=pain_before,
                pain_after=pain_after,
                session=session,
                asked_amount=own and own.target,
                asked_sets=own and own.sets,
                asked_stay_s=own and own.stay_s,
                answer=answer,
            )
            if path:
                library.keep(kept, path, ".mp4", probe(path))
            else:
                library.add(kept)
            library.finish(set_id, replace(shown, view=path))
    except OSError:
        for set_id in new:
            with suppress(NoSuchSetError, OSError):
                library.delete(Access(set_id, person))
        raise
