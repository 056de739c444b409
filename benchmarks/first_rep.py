"""The first minute: from the page's opening to the first counted rep, in a real Chromium.

    python -m benchmarks.first_rep STANDING CLIPS... [--lang ja] [--standing 8] [--still 8]

What the camera sees: nobody for 2 s, then STANDING (somebody who stands there, in front view say),
then each of CLIPS (rendered clips with their truth beside them) in turn: its first frame for
`--still` s, then three times the clip. Prints for each clip the seconds from the page's opening
and from Start to the first counted rep (of a hold: to its first second), and everything said with
its time since Start.
"""

import argparse
import tempfile
import time
from collections.abc import Generator, Iterator
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from benchmarks.chromium import Shot, browser_with, filmed, served, sound_text, started
from benchmarks.truth import read_truth
from coach.session import Plan
from coach.words import Words, words
from pose.video import read_frames
from rules import EXERCISES

_NOBODY_S, _TIMES, _LONGEST_S = 2.0, 3, 150.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("standing", type=Path)
    parser.add_argument("clips", nargs="+", type=Path)
    parser.add_argument("--lang", default="ja")
    parser.add_argument("--standing", dest="standing_s", type=float, default=8.0)
    parser.add_argument("--still", dest="still_s", type=float, default=8.0)
    options = parser.parse_args()
    for clip in options.clips:
        truth = read_truth(clip)
        assert truth is not None, f"no truth beside {clip}"
        plan = Plan(truth.exercise, 20 if EXERCISES[truth.exercise].engine == "hold" else 10)
        with tempfile.TemporaryDirectory() as folder, served() as address:
            camera = Path(folder) / "camera.mjpeg"
            shots = _shots(options.standing, clip, options.standing_s, options.still_s)
            filmed(shots, camera)
            print(f"\n{clip.stem} ({truth.exercise})")
            _one(plan, address, camera, words(options.lang))
    return 0


def _shots(standing: Path, clip: Path, standing_s: float, still_s: float) -> Iterator[Shot]:
    """An empty room, somebody standing there, somebody in position, the exercise."""
    first = next(iter(read_frames(clip))).image
    yield 0.0, np.full_like(first, 150)
    yield _NOBODY_S, np.full_like(first, 150)
    t = _NOBODY_S
    while t < _NOBODY_S + standing_s:
        t = yield from _from(t, standing, until=_NOBODY_S + standing_s)
    t += still_s
    yield t, first
    for _ in range(_TIMES):
        t = yield from _from(t, clip)


def _from(begin: float, clip: Path, until: float = np.inf) -> Generator[Shot, None, float]:
    """A clip's pictures from a time (s) on; returns when it is over."""
    t = begin
    for frame in read_frames(clip):
        if begin + frame.t > until:
            break
        t = begin + frame.t
        yield t, frame.image
    return t + 1 / 15


def _one(plan: Plan, address: str, camera: Path, says: Words) -> None:
    with sync_playwright() as playwright:
        browser = browser_with(playwright, camera)
        opened = time.time()
        page = started(browser, address, plan, says)
        start = time.time()
        page.locator(".koshi-board[data-stage=set]").wait_for(timeout=1000 * _LONGEST_S)
        begun = time.time()
        big = page.locator(".koshi-board[data-stage=set] .big")
        big.get_by_text("1", exact=True).wait_for(timeout=1000 * _LONGEST_S)
        counted = time.time()
        for name, when in page.evaluate("window.koshi.heard"):
            print(f"  {when / 1000 - start:6.2f}  {sound_text(name, says)}")
        browser.close()
    print(f"  since the page's opening {counted - opened:.1f} s to the first counted,", end=" ")
    print(f"since Start {counted - start:.1f} s (the set began after {begun - start:.1f} s)")


if __name__ == "__main__":
    raise SystemExit(main())
