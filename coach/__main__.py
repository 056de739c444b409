"""What the coach would say to a recorded set.

    python -m coach CLIP --exercise hip_lift [--target 3] [--lang ja] [--talk normal] [--tempo off]

The person is taken to lie (stand) still as in the first frame until the set begins, and as in the
last one after it. Prints the time in the clip (s) and the words; the same clip gives the same
words every time.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import click

from coach.session import Plan, Session
from coach.terms import Amount
from coach.words import LANGUAGES, words
from pose.estimator import PoseEstimator
from pose.model import ModelError, ensure_model
from pose.pose import Pose
from pose.video import ClipError, read_frames
from rules import EXERCISES

_STEP_S = 1 / 15
_BEFORE_S, _AFTER_S = 10.0, 30.0  # set-up and countdown take 9 s; the farewell is given time


def poses(path: Path | str, exercise: str) -> list[Pose]:
    """Every frame's pose of a clip."""
    with PoseEstimator(ensure_model(), EXERCISES[exercise].needs_mask) as estimator:
        return [estimator.estimate(f.image, f.t, f.crop) for f in read_frames(path)]


def rehearse(seen: list[Pose], plan: Plan, language: str, before_s: float = _BEFORE_S) -> Session:
    """A whole session with the poses of a clip, which begins `before_s` after the camera."""
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


@click.command(help=(__doc__ or "").splitlines()[0])
@click.argument("clip", type=click.Path(path_type=Path, exists=True))
@click.option("--exercise", type=click.Choice(list(EXERCISES)), required=True)
@click.option(
    "--target",
    type=click.IntRange(min=1),
    help="Reps or seconds; the source texts' dose by default.",
)
@click.option("--lang", type=click.Choice(LANGUAGES), default="ja")
@click.option("--talk", type=click.Choice(get_args(Amount)), default="normal")
@click.option("--tempo", type=click.Choice(["off", "beep", "voice"]), default="off")
def main(clip, exercise, target, lang, talk, tempo) -> None:
    dose = EXERCISES[exercise].dose
    plan = Plan(exercise, target or dose.reps or dose.seconds or 1, talk=talk, tempo=tempo)
    try:
        seen = poses(clip, exercise)
    except (ClipError, ModelError) as error:
        raise click.ClickException(words(lang).say(f"error-{error.key}", name=clip.name)) from error
    session = rehearse(seen, plan, lang)
    print("\n".join(lines(session, lang)))
    print(f"{session.stage}, {session.screen.count} of {plan.target}")


if __name__ == "__main__":
    main()
