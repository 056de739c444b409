"""How much memory the server needs while a large clip is uploaded, from a real Chromium.

    python -m benchmarks.uploads [--megabytes 500]

The clip is a sample with an MP4 box of random bytes behind it that players skip. Prints the MB
sent, the seconds until the set's row is on the page, the server's resident memory (MB) before, at
its peak and after, and whether the clip that is kept has the same SHA-256. No worker runs.
"""

import argparse
import hashlib
import os
import shutil
import tempfile
import time
from pathlib import Path

import psutil
from playwright.sync_api import sync_playwright

from benchmarks.chromium import ROOT, served, visitor

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_EVERY_MS = 100
_PATIENCE_S = 900.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=500, help="below 4294")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["KOSHI_DATA"] = str(folder / "data")
        os.environ.pop("KOSHI_FILES_URL", None)  # never in somebody's own library
        os.environ.pop("KOSHI_DATABASE_URL", None)
        clip = folder / "large.mp4"
        grow(clip, options.megabytes * 10**6)
        before, seen, after, seconds = upload(clip)
        print(f"{clip.stat().st_size / 1e6:.0f} MB sent, {seconds:.1f} s until its row is there")
        print(f"server: {before:.0f} MB before, {max(seen):.0f} MB peak, {after:.0f} MB after")
        print(f"growth: {max(seen) - before:.0f} MB ({len(seen)} looks)")
        kept = [path for path in (folder / "data/files/clips").rglob("*") if path.is_file()]
        same = [digest(path) for path in kept] == [digest(clip)]
        print(f"{len(kept)} clip kept, SHA-256 {'the same' if same else 'DIFFERENT'}")
        left = [path.name for path in (folder / "data/uploads").rglob("*")]
        print(f"left in the folder of uploads: {left or 'nothing'}")
    return 0


def grow(clip: Path, size: int) -> None:
    """Write a clip of so many bytes: a sample and a `free` box of random bytes."""
    shutil.copyfile(ROOT / "samples/hip_lift_ok.mp4", clip)
    box = size - clip.stat().st_size
    with clip.open("ab") as file:
        file.write(box.to_bytes(4, "big") + b"free")
        left = box - 8
        while left > 0:
            left -= file.write(os.urandom(min(left, 1 << 20)))


def upload(clip: Path) -> tuple[float, list[float], float, float]:
    """The server's memory (MB) before, meanwhile and after, and the seconds that it took."""
    chromium = os.environ.get("KOSHI_CHROMIUM") or shutil.which("chromium")
    with served() as address, sync_playwright() as driver:
        server = next(c for c in psutil.Process().children() if "pages" in c.cmdline())
        browser = driver.chromium.launch(executable_path=chromium, args=_FLAGS)
        page = visitor(browser, address).new_page()
        page.goto(f"{address}/check-clip")
        choose = page.locator("input[type=file]")
        choose.wait_for(state="attached", timeout=60_000)
        page.wait_for_timeout(3000)  # the page is drawn, imports are done
        before, seen = memory(server), []
        start = time.monotonic()
        choose.set_input_files(clip)
        row = page.locator("[class*=st-key-set-]")
        while not row.count() and time.monotonic() - start < _PATIENCE_S:
            seen.append(memory(server))
            page.wait_for_timeout(_EVERY_MS)
        seconds = time.monotonic() - start
        if not row.count():
            print("no row came:", page.locator("body").inner_text())
        seen.append(memory(server))
        page.wait_for_timeout(5000)
        after = memory(server)
        browser.close()
    return before, seen, after, seconds


def memory(process: psutil.Process) -> float:
    """Resident, MB."""
    return process.memory_info().rss / 1e6


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


if __name__ == "__main__":
    raise SystemExit(main())
