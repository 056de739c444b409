"""Latency and rate of the live picture, in a real Chromium with a clip as its camera.

    python -m benchmarks.live [CLIP] [--sessions 1] [--seconds 15] [--every 60]

Latency: from the moment the page's own camera view shows a film frame to the moment the picture
with the overlay comes back. Prints p50 and p95 in ms, pictures per second and the server's memory
for each session, once for every `--every` seconds: growth shows. Several sessions are several
visitors in one browser, on this machine too.
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np
import psutil
from playwright.sync_api import Page, sync_playwright

from benchmarks.chromium import ROOT, browser_with, film, served, started
from coach.session import Plan
from coach.words import words


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clip", nargs="?", type=Path, default=ROOT / "samples/hip_lift_arched.mp4")
    parser.add_argument("--sessions", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=15)
    parser.add_argument("--every", type=float, default=60)
    options = parser.parse_args()
    plan = Plan("hip_lift", 60)
    with tempfile.TemporaryDirectory() as folder, served() as address, sync_playwright() as driver:
        camera = Path(folder) / "camera.mjpeg"
        film(options.clip, camera, before_s=5)
        browser = browser_with(driver, camera)
        pages = [started(browser, address, plan, words("en")) for _ in range(options.sessions)]
        for page in pages:
            page.locator(".koshi-board[data-stage=set]").wait_for()
        pages[0].wait_for_timeout(3000)
        left = options.seconds
        while left > 0:
            for page in pages:
                page.evaluate("window.koshi.back.length = 0; window.koshi.sent = {}")
            pages[0].wait_for_timeout(1000 * min(left, options.every))
            left -= options.every
            for number, page in enumerate(pages, 1):
                print(f"session {number}: {figures(page)}, server {_memory():.0f} MB", flush=True)
        browser.close()
    return 0


def figures(page: Page) -> str:
    """What a page has seen since its notes were last cleared."""
    seen = page.evaluate("window.koshi")
    times = [t for _, t in seen["back"]]
    pairs = [(t, seen["sent"].get(str(n))) for n, t in seen["back"]]
    latency = [t - sent for t, sent in pairs if sent and 0 <= t - sent < 5000]
    rate = (len(times) - 1) / (times[-1] - times[0]) * 1000
    p50, p95 = np.percentile(latency, [50, 95])
    stage = page.locator(".koshi-board").get_attribute("data-stage")
    return f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, {rate:.1f}/s ({len(latency)} pictures, {stage})"


def _memory() -> float:
    """Resident memory of the server, MB."""
    children = psutil.Process().children(recursive=True)
    return sum(c.memory_info().rss for c in children if "pages" in c.cmdline()) / 1e6


if __name__ == "__main__":
    raise SystemExit(main())
