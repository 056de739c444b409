"""What watching a desk costs, and whether a hidden tab goes on being watched.

    python -m benchmarks.desk [CLIP ...] [--minutes 10]

Without `--minutes`: the processor time of one look (pose, scenery and rules) at pictures of the
clips, as a share of one core at a look every two seconds; and what would be told of each clip.
With it: a real Chromium with the clip as its camera, its tab hidden behind another for so long;
prints how many looks came each minute, the longest time between two, and the shares of one core
of the server and of the browser, beside what the same browser needs for the film that stands in
for a camera alone.
"""

import argparse
import json
import os
import shutil
import struct
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import psutil
from websockets.sync.client import connect

from benchmarks.chromium import ROOT, film, served
from clips.key import own_key
from coach.desk import LOOK_S, DeskCoach
from coach.words import words
from pages.sitting import Eye
from pose.picture import cv2
from pose.video import read_frames

_LONG_SIDE = 320  # as the page sends it
# All elements of a selector, in shadow trees too.
_DEEP = """
window.deep ??= (what, root = document) => [
  ...root.querySelectorAll(what),
  ...[...root.querySelectorAll("*")].filter((each) => each.shadowRoot)
    .flatMap((each) => deep(what, each.shadowRoot)),
];
"""
_CAMERA = """
navigator.mediaDevices.getUserMedia({ video: { frameRate: 5 } }).then((got) => {
  const video = document.body.appendChild(document.createElement("video"));
  Object.assign(video, { muted: true, srcObject: got }).play();
  window.koshiCamera = got;
});
"""
_NOTE = """
if (!window.koshiLooks) {
const Real = window.WebSocket;
window.koshiLooks = [];
window.WebSocket = class extends Real {
  send(data) {
    if (typeof data !== "string" && this.url.includes("/koshi/desk/")) {
      window.koshiLooks.push([performance.timeOrigin + performance.now(), document.hidden]);
    }
    super.send(data);
  }
};
}
"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clips", nargs="*", type=Path, default=[ROOT / "samples/hip_lift_ok.mp4"])
    parser.add_argument("--camera", choices=("front", "side"), default="side")
    parser.add_argument("--minutes", type=float)
    options = parser.parse_args()
    if options.minutes:
        hidden(options.clips[0], options.minutes)
        return 0
    for clip in options.clips:
        cost(clip, options.camera)
    return 0


def cost(clip: Path, camera: str) -> None:
    """One look after the other at every tenth frame, as if two seconds lay between them."""
    coach = DeskCoach(camera, 45, "en")  # type: ignore[arg-type]
    eye = Eye(coach)
    pictures = [_sent(f.image) for n, f in enumerate(read_frames(clip)) if n % 10 == 0]
    eye.look(pictures[0], 0.0)
    began, states = time.process_time(), []
    for n, picture in enumerate(pictures, 1):
        eye.look(picture, n * LOOK_S)
        states.append(coach.state)
    each = (time.process_time() - began) / len(pictures)
    eye.close()
    seated = np.mean([state != "away" for state in states])
    print(
        f"{clip.stem}: {1000 * each:.0f} ms a look, {each / LOOK_S:.1%} of a core; "
        f"seated in {seated:.0%} of {len(pictures)} looks"
    )


def _sent(image: np.ndarray) -> bytes:
    zoom = _LONG_SIDE / max(image.shape[:2])
    small = cv2.resize(image, None, fx=zoom, fy=zoom, interpolation=cv2.INTER_AREA)
    return struct.pack("<HH", small.shape[1], small.shape[0]) + small.tobytes()


def hidden(clip: Path, minutes: float) -> None:
    """A page behind another, measured. Playwright has every page believe that it is seen, so the
    browser is spoken to as its own tools do."""
    start = words("en").say("live-start")
    with tempfile.TemporaryDirectory() as folder, served() as address:
        camera = Path(folder) / "camera.mjpeg"
        film(clip, camera)
        with ExitStack() as stack:
            tools = stack.enter_context(_chromium(Path(folder) / "profile", camera))
            idle = _camera_alone(stack, tools, f"{address}/healthz", min(60 * minutes, 120))
            tab = _Tab(stack, tools, f"{address}/at-the-desk?key={own_key()}")
            tab.until(f"deep('button').find((each) => each.textContent === {start!r})")
            tab.run(_NOTE)
            tab.run(f"deep('button').find((each) => each.textContent === {start!r}).click()")
            tab.until("window.koshiLooks.length > 3")
            _Tab(stack, tools, "about:blank")  # before it
            time.sleep(10)
            tab.run("window.koshiLooks.length = 0")
            before, began = _spent(), time.monotonic()
            time.sleep(60 * minutes)
            spent, lasted = _spent(), time.monotonic() - began
            looks = np.array(tab.run("window.koshiLooks"))
            shown = tab.run("['.big', '.text'].map((each) => deep(each)[0].textContent).join(': ')")
    gaps = np.diff(looks[:, 0]) / 1000
    print(f"hidden in {looks[:, 1].mean():.0%} of {len(looks)} looks in {lasted / 60:.1f} min")
    print(f"between two: median {np.median(gaps):.2f} s, longest {gaps.max():.2f} s")
    for name, seconds in spent.items():
        share = (seconds - before[name]) / lasted
        print(f"{name}: {share:.1%} of a core, {idle[name]:.1%} for the camera alone")
    print(f"page: {shown}")


def _camera_alone(stack: ExitStack, tools: str, address: str, seconds: float) -> dict[str, float]:
    """Shares of a core while a page does nothing but hold the camera, hidden behind another."""
    tab = _Tab(stack, tools, address)
    tab.until("document.body && navigator.mediaDevices")
    tab.run(_CAMERA)
    tab.until("window.koshiCamera")
    _Tab(stack, tools, "about:blank")
    time.sleep(5)
    before, began = _spent(), time.monotonic()
    time.sleep(seconds)
    spent, lasted = _spent(), time.monotonic() - began
    tab.run("koshiCamera.getTracks().forEach((track) => track.stop())")
    return {name: (spent[name] - before[name]) / lasted for name in spent}


@contextmanager
def _chromium(profile: Path, camera: Path) -> Iterator[str]:
    """The address of the tools of a Chromium whose camera shows a film."""
    command = [os.environ.get("KOSHI_CHROMIUM") or shutil.which("chromium") or "chromium"]
    command += ["--headless=new", "--no-sandbox", "--disable-gpu", f"--user-data-dir={profile}"]
    command += ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
    command += [f"--use-file-for-fake-video-capture={camera}", "--remote-debugging-port=0"]
    running = subprocess.Popen([*command, "--lang=en-US"], stderr=subprocess.DEVNULL)
    try:
        port = profile / "DevToolsActivePort"
        while not port.exists():
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port.read_text().split()[0]}"
    finally:
        running.terminate()
        running.wait()


class _Tab:
    """A tab in front of all others."""

    def __init__(self, stack: ExitStack, tools: str, address: str):
        asked = urllib.request.Request(f"{tools}/json/new?{address}", method="PUT")
        with urllib.request.urlopen(asked) as answer:
            line = json.load(answer)["webSocketDebuggerUrl"]
        self._line = stack.enter_context(connect(line, max_size=None))

    def run(self, script: str):
        """The value of a script in the page."""
        how = {"expression": _DEEP + script, "returnByValue": True, "userGesture": True}
        self._line.send(json.dumps({"id": 1, "method": "Runtime.evaluate", "params": how}))
        return json.loads(self._line.recv())["result"]["result"].get("value")

    def until(self, script: str) -> None:
        """Wait until something is so in the page."""
        end = time.monotonic() + 60
        while not self.run(f"Boolean({script})"):
            if time.monotonic() > end:
                raise TimeoutError(script)
            time.sleep(0.3)


def _spent() -> dict[str, float]:
    """Processor seconds of the server and of the browser so far."""
    spent = {"server": 0.0, "browser": 0.0}
    for child in psutil.Process().children(recursive=True):
        command = " ".join(child.cmdline())
        which = "server" if "pages" in child.cmdline() else "browser" if "chrom" in command else ""
        if which:
            times = child.cpu_times()
            spent[which] += times.user + times.system
    return spent


if __name__ == "__main__":
    raise SystemExit(main())
