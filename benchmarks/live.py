"""Latency and rate of the live picture, in a real Chromium with a clip as its camera.

    python -m benchmarks.live [CLIP] [--seconds 15]

The clip gets a small binary counter drawn into its corner. The page reads the counter in its own
camera picture and in the picture that comes back from Koshi; the difference of the two times is
the latency. Prints p50 and p95 in ms and the pictures per second. Needs Chromium, `KOSHI_CHROMIUM`
or on the PATH.
"""

import argparse
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

import cv2
import numpy as np
from playwright.sync_api import sync_playwright

from coach.words import words
from pose.video import read_frames

ROOT = Path(__file__).parent.parent
_BITS, _CELL = 10, 16  # the counter runs to 1024 in squares of 16 px

_SCRIPT = """
const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
const top_ = window.top;
top_.koshi ??= { sent: {}, back: [] };
navigator.mediaDevices.getUserMedia = async (wish) => {
  const stream = await real(wish);
  const video = document.createElement("video");
  video.muted = true; video.srcObject = stream.clone(); video.play();
  watch(video, (n, t) => { top_.koshi.sent[n] ??= t; });
  return stream;
};
const canvas = document.createElement("canvas");
canvas.width = BITS; canvas.height = 1;
const pen = canvas.getContext("2d", { willReadFrequently: true });
function read(video) {
  const s = video.videoWidth / 640;
  pen.drawImage(video, 0, CELL * s / 4, BITS * CELL * s, CELL * s / 2, 0, 0, BITS, 1);
  const pixels = pen.getImageData(0, 0, BITS, 1).data;
  let n = 0;
  for (let i = 0; i < BITS; i++) n = n * 2 + (pixels[4 * i] > 127 ? 1 : 0);
  return n;
}
function watch(video, tell) {
  const step = () => {
    tell(read(video), performance.timeOrigin + performance.now());
    video.requestVideoFrameCallback(step);
  };
  video.requestVideoFrameCallback(step);
}
setInterval(() => {
  const video = document.querySelector("video");
  if (!video || video.koshi) return;
  video.koshi = true;
  watch(video, (n, t) => top_.koshi.back.push([n, t]));
}, 200);
"""


def film(clip: Path, out: Path) -> None:
    """The clip as motion JPEG at 30 frames/s with the counter in the corner."""
    n = 0
    with out.open("wb") as file:
        for frame in read_frames(clip):
            while n / 30 <= frame.t + 1e-6:
                image = frame.image[..., ::-1].copy()
                for bit in range(_BITS):
                    value = 255 * (n >> (_BITS - 1 - bit) & 1)
                    image[:_CELL, bit * _CELL : (bit + 1) * _CELL] = value
                file.write(cv2.imencode(".jpg", image, [1, 92])[1].tobytes())
                n += 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clip", nargs="?", type=Path, default=ROOT / "samples/hip_lift_arched.mp4")
    parser.add_argument("--seconds", type=float, default=15)
    options = parser.parse_args()
    chromium = os.environ.get("KOSHI_CHROMIUM") or shutil.which("chromium")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [sys.executable, "-m", "pages", "--server.port", port]
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet)
    try:
        _await(f"http://localhost:{port}/_stcore/health")
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            camera = Path(folder) / "camera.mjpeg"
            film(options.clip, camera)
            flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            flags += ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
            flags.append(f"--use-file-for-fake-video-capture={camera}")
            browser = playwright.chromium.launch(executable_path=chromium, args=flags)
            page = browser.new_context(locale="en-US").new_page()
            script = _SCRIPT.replace("BITS", str(_BITS)).replace("CELL", str(_CELL))
            page.add_init_script(script)
            page.goto(f"http://localhost:{port}/check-live")
            page.get_by_role("button", name=words("en").say("live-start")).click()
            page.locator(".koshi-count").wait_for(timeout=60_000)
            page.wait_for_timeout(3000)
            page.evaluate("window.koshi.back.length = 0; window.koshi.sent = {}")
            page.wait_for_timeout(1000 * options.seconds)
            seen = page.evaluate("window.koshi")
            print("page:", page.locator(".koshi-count").inner_text())
            browser.close()
    finally:
        server.terminate()
        server.wait()
    times = [t for _, t in seen["back"]]
    pairs = [(t, seen["sent"].get(str(n))) for n, t in seen["back"]]
    latency = np.array([t - sent for t, sent in pairs if sent and 0 <= t - sent < 5000])
    rate = (len(times) - 1) / (times[-1] - times[0]) * 1000
    p50, p95 = np.percentile(latency, [50, 95])
    print(f"{len(latency)} pictures: latency p50 {p50:.0f} ms, p95 {p95:.0f} ms, {rate:.1f}/s")
    return 0


def _await(address: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(address, timeout=1)
            return
        except OSError:
            time.sleep(0.25)
    raise SystemExit("the server did not start")


if __name__ == "__main__":
    raise SystemExit(main())
