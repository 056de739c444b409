"""What the benchmarks in a real Chromium share: a server, a fake camera's film, a started page.

Needs Chromium: `KOSHI_CHROMIUM` or on the PATH.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import cv2
import numpy as np
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from clips.key import own_key
from coach.session import Plan
from coach.words import Words
from pages.key import key_cookie
from pose.video import read_frames
from rules import EXERCISES

ROOT = Path(__file__).parent.parent
KOSHI = ("-m", "pages")
_BITS, _CELL = 12, 16  # a counter to 4096 in squares of 16 px, in the picture's corner

# The page notes when each film frame was seen by its camera (`sent`), when it came back from Koshi
# (`back`), and when each sound started (`heard`); wall clock, ms. It reads a strip of each picture
# as it is, which costs next to nothing: drawing it to read it took a fifth of a core.
SCRIPT = """
const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
const top_ = window.top;
top_.koshi ??= { sent: {}, back: [], heard: [] };
if (window === window.top) {
  const note = ({ detail }) => top_.koshi.heard.push([detail.name, detail.when]);
  window.addEventListener("koshi-sound", note);
}
const now = () => performance.timeOrigin + performance.now();
async function read(frame) {
  const s = frame.codedWidth / 640, even = (n) => 2 * Math.ceil(n / 2);
  const rect = { x: 0, y: 0, width: even(BITS * CELL * s), height: even(CELL * s) };
  const pixels = new Uint8Array(frame.allocationSize({ rect }));
  const [plane] = await frame.copyTo(pixels, { rect });
  frame.close();
  let n = 0;
  for (let i = 0; i < BITS; i++) {
    const [x, y] = [Math.floor((i + 0.5) * CELL * s), Math.floor((CELL * s) / 2)];
    const at = plane.offset + y * plane.stride + x;
    n = n * 2 + (pixels[at] > 127 ? 1 : 0);
  }
  return n;
}
navigator.mediaDevices.getUserMedia = async (wish) => {
  const stream = await real(wish);
  const { readable } = new MediaStreamTrackProcessor({ track: stream.getVideoTracks()[0].clone() });
  const reader = readable.getReader();
  (async () => {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const t = now();
      top_.koshi.sent[await read(value)] ??= t;
    }
  })();
  return stream;
};
setInterval(() => {
  const video = document.querySelector("video");
  if (!video || video.koshi) return;
  video.koshi = true;
  const step = () => {
    const t = now();
    video.requestVideoFrameCallback(step);
    read(new VideoFrame(video)).then((n) => top_.koshi.back.push([n, t]));
  };
  video.requestVideoFrameCallback(step);
}, 200);
""".replace("BITS", str(_BITS)).replace("CELL", str(_CELL))


Shot = tuple[float, np.ndarray]  # time (s), RGB picture


def film(clip: Path, out: Path, before_s: float = 0.0, after_s: float = 0.0) -> None:
    """The clip as a film, whose first and last frame stay for some time (s)."""
    filmed(((before_s + frame.t, frame.image) for frame in read_frames(clip)), out, after_s)


def filmed(shots: Iterable[Shot], out: Path, after_s: float = 0.0) -> None:
    """Motion JPEG at 30 frames/s with the counter in the corner; each picture is there until
    its time, the last one for some time (s) longer. The camera plays it again and again."""
    n = 0
    with out.open("wb") as file:

        def write(image: np.ndarray, until: float) -> None:
            nonlocal n
            while n / 30 <= until + 1e-6:
                numbered = image[..., ::-1].copy()
                for bit in range(_BITS):
                    value = 255 * (n >> (_BITS - 1 - bit) & 1)
                    numbered[:_CELL, bit * _CELL : (bit + 1) * _CELL] = value
                file.write(cv2.imencode(".jpg", numbered, [1, 92])[1].tobytes())
                n += 1

        for t, image in shots:  # the last one stays
            write(image, t)
        write(image, t + after_s)


def free_port() -> int:
    """One at which nobody answers."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(
    *options: str, port: int | None = None, program: Sequence[str] = KOSHI, **environment: str
) -> Iterator[str]:
    """Address of a running Koshi (or of another `program` of Streamlit's), with these options of
    Streamlit and this beside the environment of its own."""
    port = port or free_port()
    command = [sys.executable, *program, "--server.port", str(port), *options]
    quiet, own = subprocess.DEVNULL, os.environ | environment
    server = subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet, env=own)
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=1)
                break
            except OSError:
                time.sleep(0.25)
        yield f"http://localhost:{port}"
    finally:
        server.terminate()
        server.wait()


def browser_with(playwright: Playwright, camera: Path | None) -> Browser:
    """A Chromium whose camera shows a film, or that has none."""
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    if camera:
        flags += ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
        flags.append(f"--use-file-for-fake-video-capture={camera}")
    chromium = os.environ.get("KOSHI_CHROMIUM") or shutil.which("chromium")
    return playwright.chromium.launch(executable_path=chromium, args=flags)


def visitor(browser: Browser, address: str, data: Path | None = None, **how) -> BrowserContext:
    """A browser of its own whom the Koshi there knows as its machine's owner; `data` is its data
    folder where that is not the one of this process."""
    context = browser.new_context(**how)
    name, value = key_cookie(own_key(data), int(address.rsplit(":", 1)[1]))
    context.add_cookies([{"name": name, "value": value, "url": address}])
    return context


def started(browser: Browser, address: str, plan: Plan, says: Words) -> Page:
    """A visitor who has chosen, one exercise or the routine that the plan is called by, answered
    the safety questions and pressed Start."""
    locale = {"ja": "ja-JP", "en": "en-US"}[says.language]
    size = {"width": 1280, "height": 800}
    page = visitor(browser, address, locale=locale, viewport=size).new_page()
    page.set_default_timeout(90_000)
    page.add_init_script(SCRIPT)
    page.goto(f"{address}/check-live")

    def press(text: str) -> None:
        page.locator("button", has_text=re.compile(f"^{re.escape(text)}$")).first.click()
        page.wait_for_timeout(700)

    if plan.routine:
        press(says.say("what-routine"))
        press(says.say(f"routine-{plan.routine}"))
    else:
        press(says.say(f"exercise-{plan.exercise}"))
        counted = EXERCISES[plan.exercise].dose.counted
        target = page.get_by_label(says.say(f"plan-{counted}")).first
        target.fill(str(plan.target))
        target.press("Enter")
        page.wait_for_timeout(700)
    press(says.say("answer-no"))
    press("0")
    page.get_by_role("button", name=says.say("live-start")).click()
    page.locator(".koshi-board").wait_for()
    return page


def sound_text(name: str, says: Words) -> str:
    """The words of a sound that the page played, by its name; that of a beep in brackets."""
    head, _, number = name.rpartition(".")
    if number.isdigit():
        return says.say(head, n=int(number))
    return says.say(name) if "-" in name else f"({name})"
