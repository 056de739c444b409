"""What the coach would say to a recorded set: a whole session with the poses of a clip."""

from collections.abc import Iterator
from dataclasses import replace

from coach.session import Plan, Session
from coach.words import words
from pose.pose import Pose

_STEP_S = 1 / 15
_BEFORE_S, _AFTER_S = 10.0, 30.0  # set-up and countdown take 9 s; the farewell is given time


def rehearse(seen: list[Pose], plan: Plan, language: str, before_s: float = _BEFORE_S) -> Session:
    """A whole session with the poses of a clip, which begins `before_s` after the camera.

    The person is taken to lie (stand) still as in the first frame until the set begins, and as in
    the last one after it. The same poses give the same session every time.
    """
    session = Session(plan, language)
    for pose in _stretched(seen, before_s):
        session.update(pose)
        if session.stage == "done":
            break
    return session


def _stretched(seen: list[Pose], before_s: float) -> Iterator[Pose]:
    for i in range(round(before_s / _STEP_S)):
        yield replace(seen[0], t=i * _STEP_S)
    for pose in seen:
        yield replace(pose, t=before_s + pose.t)
    end = before_s + seen[-1].t
    for i in range(1, round(_AFTER_S / _STEP_S)):
        yield replace(seen[-1], t=end + i * _STEP_S)


def lines(session: Session, language: str, before_s: float = _BEFORE_S) -> list[str]:
    """The script, one line for each sound: time in the clip (s), words, severity corrected."""
    told = []
    for said in session.mouth.said:
        what = said.line.text(words(language)) if said.line else f"({said.beep})"
        mark = f"  [{said.severity}]" if said.severity else ""
        told.append(f"{said.t - before_s:6.1f}  {what}{mark}")
    return told
