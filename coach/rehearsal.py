"""What the coach would say to recorded movement: whole sessions with the poses of clips."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from coach.session import Plan, Session
from coach.words import words
from pose.pose import Pose

_STEP_S = 1 / 15
_BEFORE_S, _AFTER_S = 10.0, 30.0  # set-up and countdown take 9 s; the farewell is given time
_WAY_S = 6.0  # from one exercise to the next (J)
_LONGEST_S = 3600.0


def rehearse(
    seen: list[Pose],
    plan: Plan,
    language: str,
    before_s: float = _BEFORE_S,
    step_s: float = _STEP_S,
) -> Session:
    """A whole session with the poses of a clip, which begins `before_s` after the camera.

    The person is taken to lie (stand) still as in the first frame until the set begins, and as in
    the last one after it, a frame every `step_s`. The same poses give the same session every time.
    """
    session = Session(plan, language)
    for pose in _stretched(seen, before_s, step_s):
        session.update(pose)
        if session.stage == "done":
            break
    return session


def rehearse_all(films: Mapping[str, Sequence[Pose]], plan: Plan, language: str) -> Session:
    """A whole session of several exercises, done by somebody who does as they are told: of each
    exercise they repeat the film as long as its set goes on, and rest as in its first frame before
    it; to the next one they need a moment.

    Parameters
    ----------
    films : mapping of str to sequence of Pose
        Of each exercise of the plan, poses that begin and end at rest.
    plan : Plan
    language : str
    """
    session = Session(plan, language)
    playing, there, began = films[plan.exercise], 0.0, 0.0
    now, stage = 0.0, session.stage
    while session.stage != "done" and now < _LONGEST_S:
        wanted = films[session.step.exercise]
        if wanted is not playing and session.stage == "ready":
            there = there or now + _WAY_S
            if now >= there:
                playing, there = wanted, 0.0
        if session.stage != stage:
            stage, began = session.stage, now
        at = now - began if stage == "set" else 0.0
        session.update(replace(_at(playing, at), t=now))
        now += _STEP_S
    return session


def _at(film: Sequence[Pose], t: float) -> Pose:
    """The frame of a film that is repeated without end."""
    return film[round(t % (film[-1].t - film[0].t + _STEP_S) / _STEP_S) % len(film)]


def _stretched(seen: list[Pose], before_s: float, step_s: float) -> Iterator[Pose]:
    for i in range(round(before_s / step_s)):
        yield replace(seen[0], t=i * step_s)
    for pose in seen:
        yield replace(pose, t=before_s + pose.t)
    end = before_s + seen[-1].t
    for i in range(1, round(_AFTER_S / step_s)):
        yield replace(seen[-1], t=end + i * step_s)


def lines(session: Session, language: str, before_s: float = _BEFORE_S) -> list[str]:
    """The script, one line for each sound: time in the clip (s), words, severity corrected."""
    told = []
    for said in session.mouth.said:
        what = said.line.text(words(language)) if said.line else f"({said.beep})"
        mark = f"  [{said.severity}]" if said.severity else ""
        told.append(f"{said.t - before_s:6.1f}  {what}{mark}")
    return told
