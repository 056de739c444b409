"""What a person at the camera hears, and when, in a real Chromium with true clips as its camera.

    python -m benchmarks.heard CLIPS... [--lang ja]

CLIPS are rendered clips with their truth beside them. Each is filmed with 16 s of its first frame
before it, so that set-up and countdown are over when it begins. Prints for each clip the reps
counted against the true ones, the script with the time of each sound's start in the clip (taken
from the page), and for each true fault after how many seconds its correction was heard (a severe
one: since it is severe).
"""

import argparse
import tempfile
import time
from pathlib import Path

import numpy as np
from playwright.sync_api import sync_playwright

from benchmarks.chromium import browser_with, film, served, sound_text, started
from benchmarks.truth import SEVERE, TrueFault, Truth, read_truth
from coach.session import Plan
from coach.words import Words, words
from rules import EXERCISES

_BEFORE_S, _AFTER_S = 16.0, 20.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clips", nargs="+", type=Path)
    parser.add_argument("--lang", default="ja")
    options = parser.parse_args()
    says = words(options.lang)
    late: list[float] = []
    for clip in options.clips:
        truth = read_truth(clip)
        if truth is None or truth.times is None or truth.refused:
            continue
        with tempfile.TemporaryDirectory() as folder, served() as address:
            late += _one(clip, truth, address, Path(folder), says)
    heard = sorted(late)
    within = sum(seconds <= 1.5 for seconds in heard)
    print(f"\nsevere faults heard: {len(heard)}, within 1.5 s: {within}, all: {heard}")
    return 0


def _one(clip: Path, truth: Truth, address: str, folder: Path, says: Words) -> list[float]:
    """Run one clip; returns after how many seconds its severe faults were heard."""
    held = EXERCISES[truth.exercise].engine == "hold"
    plan = Plan(truth.exercise, 20 if held else truth.reps or 1)
    camera = folder / "camera.mjpeg"
    film(clip, camera, _BEFORE_S, _AFTER_S)
    assert truth.times is not None
    with sync_playwright() as playwright:
        browser = browser_with(playwright, camera)
        began = time.monotonic()
        page = started(browser, address, plan, says)
        result = page.get_by_text(says.say("download-json"))
        count = ""
        while not result.count() and time.monotonic() - began < truth.times[-1] + 70:
            page.wait_for_timeout(500)
            shown = page.locator(".koshi-board .count")
            count = shown.inner_text() if shown.count() else count
        seen = page.evaluate("window.koshi")
        browser.close()
    # Film frame n, seen by the page's camera at that wall time, is second n / 30 - before.
    frame, wall = min((int(n), t) for n, t in seen["sent"].items() if int(n) > 30)
    start = wall - frame * 1000 / 30 + 1000 * _BEFORE_S
    print(f"\n{clip.stem}: counted {' '.join(count.split())}, truth {truth.reps or 'hold'}")
    sounds = [((when - start) / 1000, name) for name, when in seen["heard"]]
    late = []
    starts = sorted({fault.start_s for fault in truth.faults})
    for t, name in sounds:
        print(f"  {t:6.2f}  {sound_text(name, says)}")
    for fault in truth.faults:
        cues = [t for t, name in sounds if name.startswith(f"cue-{fault.name}-")]
        following = [start for start in starts if start > fault.start_s + 1]
        end = min([fault.end_s + 2, *following])  # a cue belongs to the fault that went before it
        after = [t - fault.start_s for t in cues if fault.start_s <= t <= end]
        print(f"  {fault.severity} {fault.name} at {fault.start_s:.2f}:", end=" ")
        print(f"heard after {after[0]:.2f} s" if after else "not spoken of")
        if after and fault.severity == "severe":
            grown = _severe_from(fault, truth) - fault.start_s
            if grown > 0:
                print(f"    it grows slowly and is severe only after {grown:.2f} s")
            late.append(round(after[0] - grown, 2))
    if not truth.faults:
        wrong = [name for t, name in sounds if name.startswith("cue-")]
        print(f"  corrections in a correct set: {len(wrong)}")
    return late


def _severe_from(fault: TrueFault, truth: Truth) -> float:
    """When a sagging plank, whose truth is its angle, has sunk so far that it is severe (s); of
    other faults their start."""
    if fault.name != "sag" or truth.times is None or truth.angle is None:
        return fault.start_s
    return float(truth.times[np.nonzero(truth.angle >= SEVERE["sag"])[0][0]])


if __name__ == "__main__":
    raise SystemExit(main())
