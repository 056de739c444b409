"""A real Koshi server and a real Chromium. The server runs under strace, so that at the end every
connection that it (or MediaPipe's native code in it) tried to make is looked at.
"""

import ipaddress
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import cv2
import psutil
import pytest
from playwright.sync_api import Browser, Error, Locator, Page, expect, sync_playwright

from benchmarks.chromium import visitor
from clips.access import Access, NoSuchSetError
from clips.check import check
from clips.library import Library
from clips.models import KeptSet
from clips.result import Shown, prepare
from coach.words import words
from pose.video import probe, read_frames
from tests.films import film, shots

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
_ADDRESS = re.compile(r'(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)"')
ANSWER_MS = 180_000  # a whole check on a machine that is busy with much else
expect.set_options(timeout=ANSWER_MS)
# Streamlit has asked for what was pressed, and has drawn it.
_SETTLED = "document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"


def outside(text: str) -> set[str]:
    """Addresses in strace's lines that are not this machine's."""
    own = {a.address.split("%")[0] for nic in psutil.net_if_addrs().values() for a in nic}
    found = {ipaddress.ip_address(address) for address in _ADDRESS.findall(text)}
    return {str(a) for a in found if not a.is_loopback and str(a) not in own}


def guarded(command: list[str], log: Path) -> list[str]:
    """That command, with what it connects to written into `log` (strace is Linux's)."""
    if sys.platform != "linux":
        return command
    calls = "trace=connect,sendto,sendmsg,sendmmsg"
    return ["strace", "-f", "--seccomp-bpf", "-qq", "-e", calls, "-o", str(log), *command]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser; a missing one is a failure, not a skip."""
    given = os.environ.get("KOSHI_CHROMIUM")
    found = given or next(filter(None, map(shutil.which, _NAMES)), None)
    if not found:
        pytest.fail("no Chromium: install Debian's chromium or set KOSHI_CHROMIUM to its path")
    return found


@pytest.fixture(scope="session")
def server_data(tmp_path_factory) -> Path:
    """Where this Koshi keeps sets."""
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session")
def server_log(tmp_path_factory) -> Path:
    """What the server and the worker print."""
    return tmp_path_factory.mktemp("server") / "log.txt"


@pytest.fixture(scope="session")
def server(tmp_path_factory, server_log, server_data):
    """Address of a running Koshi. At the end: whom has it tried to reach?"""
    trace = tmp_path_factory.mktemp("trace")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    log = server_log.open("w+")
    how = {"cwd": ROOT, "stdout": log, "stderr": log}
    # The tests beside these would keep a worker that steps back waiting for minutes.
    how["env"] = os.environ | {"KOSHI_DATA": str(server_data), "KOSHI_WORKER_FIRST": "1"}
    serve = [sys.executable, "-m", "pages", "--server.port", str(port)]
    process = subprocess.Popen(guarded(serve, trace / "server"), **how)
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
    worker = subprocess.Popen(guarded(work, trace / "worker"), **how)
    yield address
    for each in (worker, process):
        for child in psutil.Process(each.pid).children(recursive=True) or [each]:
            child.terminate()
        each.wait(20)
    for name in ("server", "worker") if sys.platform == "linux" else ():
        calls = (trace / name).read_text()
        assert calls, f"the guard of the {name} saw nothing at all"
        assert outside(calls) == set()


@pytest.fixture
def library(server_data):
    """The kept sets of this Koshi."""
    opened = Library(f"sqlite:///{server_data / 'koshi.sqlite'}", str(server_data / "files"))
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def result(once):
    """The arched sample with frames that come at uneven times, as phones write them, checked as a
    worker does it."""

    def make(folder: Path) -> Shown:
        late = (0.0, 0.02, -0.015, 0.01)
        lift = enumerate(shots("hip_lift_arched"))
        clip = film(folder / "uneven.mp4", ((t + late[n % 4] * (n > 0), i) for n, (t, i) in lift))
        drawn, view = folder / "annotated.mp4", folder / "view.mp4"
        return prepare(check(clip, "hip_lift"), clip.name, words("ja"), drawn, view=view)

    return once("uneven", make)


@pytest.fixture
def kept(server, library, result):
    """A kept set that is done."""
    path = result.checked.path
    clip = library.add_clip(path, ".mp4", probe(path))
    row = KeptSet(
        person_id=library.person(),
        clip_sha256=clip.sha256,
        exercise="hip_lift",
        name="uneven.mp4",
        source="upload",
        language="ja",
        state="checking",
    )
    library.finish(library.add(row), result)
    yield library.get(Access(row.id, library.person()))
    with suppress(NoSuchSetError):
        library.delete(Access(row.id, library.person()))


@pytest.fixture(scope="session")
def quick(tmp_path_factory):
    """A clip that is soon checked: a good plank."""
    folder = tmp_path_factory.mktemp("quick")
    return film(folder / "quick.mp4", shots("plank_sagging", 2.5, 5))


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright, chromium) -> Browser:
    """One without a camera."""
    return playwright.chromium.launch(executable_path=chromium, args=_QUIET)


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


def settled(page: Page) -> None:
    """Waits until what was just pressed has been answered."""
    page.wait_for_timeout(200)  # until it has left
    page.wait_for_function(_SETTLED)


def until(page: Page, ready: Callable[[], bool]) -> None:
    """Waits until `ready` says so."""
    end = time.monotonic() + ANSWER_MS / 1000
    while not ready():
        assert time.monotonic() < end
        page.wait_for_timeout(100)


def press(page: Page, button: Locator, ready: Callable[[], bool]) -> None:
    """Presses a button until `ready` says that it has done what it does: a press that comes while a
    page is drawn anew may be lost."""

    def done() -> bool:
        settled(page)
        if not ready():
            button.click()
            settled(page)
        return ready()

    until(page, done)


def unfold(page: Page, title: str) -> None:
    """Opens what is folded away under a title. A page that is still being drawn may fold it again,
    so it is looked at once more when all is there."""
    fold = page.locator("summary", has_text=title).first

    def is_open() -> bool:
        if not fold.evaluate("summary => summary.parentElement.open"):
            fold.click()
            settled(page)
        return fold.evaluate("summary => summary.parentElement.open")

    settled(page)
    until(page, is_open)


def tell(page: Page, console: list[str]) -> None:
    """What is on a page, for whoever reads of a test that failed."""
    print(f"--- {page.url}")
    print(page.locator("body").inner_text()[:3000])
    print("--- its console", *console[-30:], sep="\n")


@pytest.fixture
def visit(playwright, browser, chromium, server, server_data, server_log, request):
    """Opens a page of Koshi as its machine's owner would; fails when the page asks anyone outside.
    When the test fails, what its pages show and the server has said is printed."""
    pages: list[tuple[Page, list[str]]] = []
    browsers: list[Browser] = []
    strangers: list[str] = []

    def note(request) -> None:
        if not re.match(r"(http://localhost[:/]|data:|blob:)", request.url):
            strangers.append(request.url)

    def open_page(
        path="", locale="ja-JP", camera: Path | None = None, flags=(), script=None, zone=None
    ) -> Page:
        extra = list(flags)
        if camera:
            extra += ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
            extra += [f"--use-file-for-fake-video-capture={camera}"]
        used = browser
        if extra:
            used = playwright.chromium.launch(executable_path=chromium, args=_QUIET + extra)
            browsers.append(used)
        how = {"viewport": {"width": 1280, "height": 800}, "locale": locale, "timezone_id": zone}
        context = visitor(used, server, server_data, **how)
        page = context.new_page()
        page.set_default_timeout(ANSWER_MS)
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
    for page, _ in pages:
        page.context.close()
    for each in browsers:
        each.close()
    assert strangers == []
