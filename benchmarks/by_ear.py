"""A whole routine by ear: what is said when, from the camera's first picture to the spoken end.

    python -m benchmarks.by_ear bedtime [--lang ja] [--film cat_cow=CLIP ...]

Somebody does as they are told. How they move is filmed: a clip, read by MediaPipe, of the exercises
for which one is given (of the hip lift the sample); of the others the stick figures of the tests.
Prints the script with its times (s), what was found in each set, and the longest silences.
"""

import argparse
from itertools import pairwise
from pathlib import Path

from clips.script import poses
from coach.plan import Plan
from coach.rehearsal import lines, rehearse_all
from coach.session import Session
from coach.voice import seconds
from coach.words import LANGUAGES
from pose.pose import Pose
from practice.routines import ROUTINES
from rules import EXERCISES
from rules.guided import GuidedExercise
from tests.figures import FPS, body, film, reps

_SAMPLE = Path(__file__).parents[1] / "samples" / "hip_lift_ok.mp4"
_SLOWER_S = 0.3  # than the tempo asked for, each way


def figure(exercise: str) -> list[Pose]:
    """A good rep, hold or round of an exercise, from rest to rest."""
    kind, good = EXERCISES[exercise], body(exercise)
    if issubclass(kind, GuidedExercise):
        round_s = sum(part.seconds for part in kind.pace)
        return film(good, [(0.0, 0.0), (round_s - 1 / FPS, 0.0)])
    if kind.dose.tempo is None:
        return film(good, [(0.0, 0.0), (1.0, 0.0)])
    up, stay, down = kind.dose.tempo
    return film(good, reps(0.0, 1.0, up + _SLOWER_S, stay, down + _SLOWER_S))


def silences(session: Session, language: str) -> list[tuple[float, float]]:
    """How long it was silent between two sounds, and from when on (s), the longest first."""
    ends = [
        (said.t, said.t + (seconds(said.line, language) if said.line else 0.0))
        for said in session.mouth.said
    ]
    gaps = [(after - end, end) for (_, end), (after, _) in pairwise(ends)]
    return sorted(gaps, reverse=True)


def _films(plan: Plan, clips: dict[str, Path]) -> dict[str, list[Pose]]:
    names = {step.exercise for step in plan.steps}
    return {name: poses(clips[name], name) if name in clips else figure(name) for name in names}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("routine", choices=ROUTINES)
    parser.add_argument("--lang", choices=LANGUAGES, default="ja")
    parser.add_argument("--film", action="append", default=[], metavar="EXERCISE=CLIP")
    options = parser.parse_args()
    given = dict(each.split("=", 1) for each in options.film)
    clips = {"hip_lift": _SAMPLE} | {name: Path(path) for name, path in given.items()}
    plan = ROUTINES[options.routine].plan({})
    session = rehearse_all(_films(plan, clips), plan, options.lang)
    print("\n".join(lines(session, options.lang, 0.0)))
    print(f"\n{session.stage} after {session.now:.0f} s")
    for report in session.reports:
        done = f"{report.rep_count} reps, {report.paced_s:.0f} s paced"
        how = "clip" if report.exercise in clips else "figure"
        faults = sorted({finding.fault for finding in report.findings})
        print(f"{report.exercise} ({how}): {report.verdict}, {done} {faults or ''}")
    gaps = ", ".join(f"{gap:.1f} from {t:.0f}" for gap, t in silences(session, options.lang)[:5])
    print(f"longest silences (s): {gaps}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
