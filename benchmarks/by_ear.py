"""A routine, or one exercise, by ear: what is said when, from the first picture to the spoken end.

    python -m benchmarks.by_ear bedtime [--lang ja] [--film cat_cow=CLIP ...]
    python -m benchmarks.by_ear bedtime --chromium [--lang ja] [--film cat_cow=CLIP ...]
    python -m benchmarks.by_ear ninety_ninety --chromium [--count 4]

Somebody does as they are told. How they move is filmed: a clip, read by MediaPipe, of the exercises
for which one is given (of the hip lift the sample); of the others the stick figures of the tests.
Prints the script with its times (s), what was found in each set, and the longest silences.

With ``--chromium`` it is heard in a real one, in real time, from the page's Start to what it shows
at the end. Its camera plays clips one after the other, those of the page "The exercises" or the
given ones: each lies still in its first picture, then goes on for as many rounds as are asked for
and two more; between two of them nobody is in the picture. Prints what sounded when (s since
Start), and what was found in each set.
"""

import argparse
import math
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from benchmarks.chromium import Shot, browser_with, filmed, served, sound_text, started
from clips.loops import loop_of
from clips.script import poses
from coach.plan import Plan
from coach.rehearsal import lines, rehearse_all
from coach.session import Session
from coach.voice import seconds
from coach.words import LANGUAGES, Words, words
from pose.pose import Pose
from pose.video import read_frames
from practice.routines import ROUTINES
from rules import EXERCISES
from rules.guided import GuidedExercise
from tests.figures import FPS, body, film, reps

_SAMPLE = Path(__file__).parents[1] / "samples" / "hip_lift_ok.mp4"
_SLOWER_S = 0.3  # than the tempo asked for, each way
_STILL_S = 14.0  # in Chromium, before each exercise: the way to it, its words and the countdown
_NOBODY_S = 3.0  # between two clips
_MORE_ROUNDS, _LEFT_S = 2, 20.0  # than asked for; the last picture stays for the end
_LONGEST_S = 60.0  # beyond the film, until the result is given up


def figure(exercise: str) -> Sequence[Pose]:
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


def _films(plan: Plan, clips: dict[str, Path]) -> dict[str, Sequence[Pose]]:
    names = {step.exercise for step in plan.steps}
    return {name: poses(clips[name], name) if name in clips else figure(name) for name in names}


def _shots(plan: Plan, clips: dict[str, Path]) -> Iterator[Shot]:
    """What the camera sees: of each step its clip, still at first, then round after round."""
    begin = 0.0
    for step in plan.steps:
        frames, kind = list(read_frames(clips[step.exercise])), EXERCISES[step.exercise]
        round_s, rounds = frames[-1].t + 1 / FPS, step.target
        if issubclass(kind, GuidedExercise):  # at its own pace
            rounds = math.ceil(step.target * sum(part.seconds for part in kind.pace) / round_s)
        elif kind.engine == "hold":
            rounds = math.ceil(step.target / round_s)
        if begin:  # from one body to the next by a jump no tracker follows: nobody is there between
            begin += _NOBODY_S
            yield begin, np.full_like(frames[0].image, 150)
        begin += _STILL_S
        yield begin, frames[0].image
        for _ in range(rounds + _MORE_ROUNDS):
            for frame in frames:
                yield begin + frame.t, frame.image
            begin += round_s


def _hear(plan: Plan, given: dict[str, Path], says: Words) -> bool:
    """Run the routine in Chromium and print what is heard; whether it came to its spoken end."""
    loops = {
        step.exercise: given.get(step.exercise) or loop_of(step.exercise) for step in plan.steps
    }
    clips = {name: path for name, path in loops.items() if path}
    assert len(clips) == len(loops), f"no clip of {loops.keys() - clips.keys()}"
    with tempfile.TemporaryDirectory() as name, served() as address:
        camera = Path(name) / "camera.mjpeg"
        length_s = 0.0
        for t, _ in _shots(plan, clips):
            length_s = t
        filmed(_shots(plan, clips), camera, _LEFT_S)
        with sync_playwright() as playwright:
            browser = browser_with(playwright, camera)
            page = started(browser, address, plan, says)
            began = time.time()
            result, board = (
                page.get_by_text(says.say("download-json")),
                page.locator(".koshi-board"),
            )
            stages: list[tuple[float, str]] = []
            while not result.count() and time.time() - began < length_s + _LONGEST_S:
                page.wait_for_timeout(250)
                stage = board.get_attribute("data-stage") if board.count() else None
                if stage and (not stages or stages[-1][1] != stage):
                    stages.append((time.time() - began, stage))
            ended = time.time() - began
            heard = [
                (when / 1000 - began, name) for name, when in page.evaluate("window.koshi.heard")
            ]
            found = page.get_by_role("heading").all_inner_texts()
            browser.close()
    told = [(t, f"[{stage}]") for t, stage in stages]
    told += [(t, sound_text(name, says)) for t, name in heard]
    print("\n".join(f"{t:6.1f}  {what}" for t, what in sorted(told)))
    print(f"\n{len(heard)} sounds, result shown after {ended:.0f} s: {' | '.join(found)}")
    gaps = sorted(((b - a, a) for (a, _), (b, _) in pairwise(heard)), reverse=True)[:5]
    print("longest from one sound's start to the next's (s):", end=" ")
    print(", ".join(f"{gap:.1f} from {t:.0f}" for gap, t in gaps))
    return any(name == "say-all-done" for _, name in heard)


def _plan(what: str, count: int | None) -> Plan:
    if what in ROUTINES:
        return ROUTINES[what].plan({})
    return Plan(what, count or EXERCISES[what].dose.amount)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("what", choices=[*ROUTINES, *EXERCISES], metavar="ROUTINE_OR_EXERCISE")
    parser.add_argument("--count", type=int, help="reps, seconds or breaths of the exercise")
    parser.add_argument("--lang", choices=LANGUAGES, default="ja")
    parser.add_argument("--film", action="append", default=[], metavar="EXERCISE=CLIP")
    parser.add_argument("--chromium", action="store_true", help="in a real one, in real time")
    options = parser.parse_args()
    given = {name: Path(path) for name, path in (each.split("=", 1) for each in options.film)}
    plan = _plan(options.what, options.count)
    if options.chromium:
        return 0 if _hear(plan, given, words(options.lang)) else 1
    clips = {"hip_lift": _SAMPLE} | given
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
