"""A real Koshi server and a real Chromium. The server runs under strace, so that at the end every
connection that it (or MediaPipe's native code in it) tried to make can be looked at.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import cv2
import psutil
import pytest
from playwright.sync_api import Browser, Error, Page, sync_playwright

from clips.library import Library
from pose.video import read_frames

ROOT = Path(__file__).parent.parent.parent
SAMPLES = ROOT / "samples"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
_QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ANSWER_MS = 60_000  # a whole check on a busy two-core machine


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser; a missing one is a failure, not a skip."""
    given = os.environ.get("KOSHI_CHROMIUM")
    found = given or next(filter(None, map(shutil.which, _NAMES)), None)
    if not found:
        pytest.fail("no Chromium: install Debian's chromium or set KOSHI_CHROMIUM to its path")
    return found


@pytest.fixture(scope="session")
def trace(tmp_path_factory) -> Path:
    """Where strace writes what the server and the worker connect to."""
    return tmp_path_factory.mktemp("trace")


@pytest.fixture(scope="session")
def server_data(tmp_path_factory) -> Path:
    """Where this Koshi keeps sets."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def server_log(tmp_path_factory) -> Path:
    """What the server and the worker print."""
    return tmp_path_factory.mktemp("server") / "log.txt"


@pytest.fixture(scope="session")
def server(trace, server_log, server_data):
    """Address of a running Koshi."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    def guard(name: str) -> list[str]:
        if sys.platform != "linux":
            return []
        calls = "trace=connect,sendto,sendmsg,sendmmsg"
        log = str(trace / name)
        return ["strace", "-f", "--seccomp-bpf", "-qq", "-e", calls, "-o", log]

    command = [sys.executable, "-m", "pages", "--server.port", str(port)]
    log = server_log.open("w+")
    own = os.environ | {"KOSHI_DATA": str(server_data)}
    process = subprocess.Popen(
        [*guard("server"), *command], cwd=ROOT, stdout=log, stderr=log, env=own
    )
    address = f"http://localhost:{port}"
    for _ in range(240):
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=1)
            break
        except OSError:
            if process.poll() is not None:
                log.seek(0)
                pytest.fail(f"the server did not start: {log.read()[-2000:]}")
            time.sleep(0.25)
    work = [sys.executable, "-m", "clips", "work"]
    both = [*guard("worker"), *work]
    worker = subprocess.Popen(both, cwd=ROOT, stdout=log, stderr=log, env=own)
    yield address
    for each in (worker, process):
        for child in psutil.Process(each.pid).children(recursive=True) or [each]:
            child.terminate()
        each.wait(20)


@pytest.fixture
def library(server_data):
    """The kept sets of this Koshi."""
    opened = Library(f"sqlite:///{server_data / 'koshi.sqlite'}", str(server_data / "files"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def films(tmp_path_factory):
    """Makes a fake camera's film (motion JPEG, 30 frames/s) from a clip, which begins after so many
    seconds of its first frame and ends with 20 s of its last. Chromium plays it again and again."""
    folder = tmp_path_factory.mktemp("films")

    def make(clip: Path, before_s: float = 0.0) -> Path:
        out = folder / f"{clip.stem}-{before_s:.0f}.mjpeg"
        if out.exists():
            return out
        with out.open("wb") as file:
            n = 0
            picture = b""
            for frame in read_frames(clip):
                picture = cv2.imencode(".jpg", frame.image[..., ::-1], [1, 92])[1].tobytes()
                while n / 30 <= before_s + frame.t + 1e-6:
                    file.write(picture)
                    n += 1
            file.write(picture * 600)
        return out

    return make


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Lets `visit` know how its test went."""
    report = yield
    if call.when == "call":
        item.failed = report.failed
    return report


def tell(page: Page, console: list[str]) -> None:
    """What is on a page, for whoever reads of a test that failed."""
    print(f"--- {page.url}")
    print(page.locator("body").inner_text()[:3000])
    print("--- its console", *console[-30:], sep="\n")


@pytest.fixture
def visit(playwright, chromium, server, server_log, request):
    """Opens a page of Koshi as a visitor would; fails when the page asks anyone outside. When the
    test fails, what its pages show and the server has said is printed."""
    pages: list[tuple[Page, list[str]]] = []
    browsers: list[Browser] = []
    outside: list[str] = []

    def note(request) -> None:
        if not re.match(r"(http://localhost[:/]|data:|blob:)", request.url):
            outside.append(request.url)

    def open_page(
        path="", locale="ja-JP", camera: Path | None = None, flags=(), script=None, zone=None
    ) -> Page:
        extra = list(flags)
        if camera:
            extra += ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
            extra += [f"--use-file-for-fake-video-capture={camera}"]
        browser = playwright.chromium.launch(executable_path=chromium, args=_QUIET + extra)
        browsers.append(browser)
        context = browser.new_context(
            viewport={"width": 1280, "height": 800}, locale=locale, timezone_id=zone
        )
        page = context.new_page()
        # A film whose movement came before a slow machine was ready goes round once more.
        page.set_default_timeout(2 * ANSWER_MS if camera else ANSWER_MS)
        page.on("request", note)
        console: list[str] = []
        page.on("console", lambda message: console.append(message.text))
        pages.append((page, console))
        if script:
            page.add_init_script(script)
        page.goto(f"{server}/{path}")
        return page

    yield open_page
    if getattr(request.node, "failed", True):
        for page, console in pages:
            with suppress(Error):  # its browser is closed
                tell(page, console)
        print("--- the server", server_log.read_text(errors="replace")[-3000:], sep="\n")
    for browser in browsers:
        browser.close()
    assert outside == []
