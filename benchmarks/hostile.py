"""What strangers get from a running Koshi's own addresses: nothing, it is hoped.

    python -m benchmarks.hostile [--requests 200]

Starts a real server with one kept set that is shared by link, and asks for media, uploads and the
board as an attacker would: guessed and cut names, traversal in every spelling, wrong files, wrong
methods, absurd ranges and offsets. A request that gets content or writes a byte is let in. Prints
how many of each kind were made and let in, and that the true addresses still work.
"""

import argparse
import http.client
import os
import random
import secrets
import tempfile
from collections import Counter
from pathlib import Path

from playwright.sync_api import sync_playwright

from benchmarks.chromium import ROOT, browser_with, served, visitor
from clips.access import Access
from clips.check import check
from clips.intake import examine
from clips.key import own_key
from clips.library import Library
from clips.models import KeptSet
from clips.result import ANNOTATED, VIEW, prepare
from clips.sharing import share
from coach.words import words
from pages.key import key_cookie

_FILES = ("view.mp4", "seen.json", "annotated.mp4", "report.json", "track.npz", "about.json")
_UP = ("../", "..%2f", "%2e%2e/", "..%5c", "....//", "%252e%252e%252f", "..%c0%af", "/")
_TARGETS = ("koshi.sqlite", "etc/passwd", "files/clips", "server.py", ".streamlit/secrets.toml")
_RANGES = ("bytes=0-", "bytes=-1", "bytes=5-1", "bytes=a-b", "bytes=0-0,1-1,2-2", "lines=1-2")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--requests", type=int, default=200)
    options = parser.parse_args()
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["KOSHI_DATA"] = folder
        link = _shared_set(Path(folder))
        with served() as address, sync_playwright() as driver:
            browser = browser_with(driver, Path(os.devnull))
            page = visitor(browser, address).new_page()
            page.goto(f"{address}/shared?s={link}")
            video = page.locator(".koshi-player video")
            video.wait_for()
            good = video.evaluate("video => video.src").removeprefix(address)
            made: Counter[str] = Counter()
            let_in: Counter[str] = Counter()
            for n in range(options.requests):
                kind, method, path, headers, body = _attack(chance, good, link, n)
                made[kind] += 1
                status, length = _ask(address, method, path, headers, body)
                if (status < 300 and length) or status in (204, 101):
                    let_in[kind] += 1
                    print("LET IN:", method, path[:90], headers, status, length)
            for kind, count in sorted(made.items()):
                print(f"{kind}: {count} made, {let_in[kind]} let in")
            kept = list(Path(folder).rglob("uploads/*"))
            print(f"all: {made.total()} made, {let_in.total()} let in; {len(kept)} files written")
            print("the true address still answers:", _ask(address, "GET", good, {}, b"")[0])
            browser.close()
    return 0


def _shared_set(folder: Path) -> str:
    """A kept set; returns the token of a link to it that allows looking only."""
    library, path = Library(), ROOT / "samples/hip_lift_arched.mp4"
    clip = library.add_clip(path, ".mp4", examine(path))
    kept = KeptSet(
        person_id=library.person(),
        clip_sha256=clip.sha256,
        exercise="hip_lift",
        name="x.mp4",
        source="upload",
        language="ja",
        state="checking",
    )
    library.add(kept)
    checked = check(path, "hip_lift")
    says = words("ja")
    shown = prepare(checked, "x", says, folder / ANNOTATED, view=folder / VIEW)
    library.finish(kept.id, shown)
    token = share(library, Access(kept.id, kept.person_id), "", role="see")
    library.close()
    return token


_Attack = tuple[str, str, str, dict[str, str], bytes]


def _attack(chance: random.Random, good: str, link: str, n: int) -> _Attack:
    """Kind, method, path, headers, body of one attack."""
    grant = good.split("/")[-2]
    guess = secrets.token_urlsafe(24)
    up = chance.choice(_UP) * chance.randint(1, 8)
    file, target = chance.choice(_FILES), chance.choice(_TARGETS)
    length = {"Content-Length": "4", "Upload-Offset": chance.choice(("0", "-1", "9" * 30, "x"))}
    attacks: tuple[_Attack, ...] = (
        ("guessed grant", "GET", f"/koshi/media/{guess}/{file}", {}, b""),
        ("cut grant", "GET", f"/koshi/media/{grant[: chance.randint(1, 30)]}/{file}", {}, b""),
        ("link as grant", "GET", f"/koshi/media/{link}/{file}", {}, b""),
        ("other file", "GET", f"/koshi/media/{grant}/{chance.choice(_FILES[2:])}", {}, b""),
        ("traversal", "GET", f"/koshi/media/{grant}/{up}{target}", {}, b""),
        ("traversal", "GET", f"/koshi/media/{up}{target}", {}, b""),
        ("traversal", "GET", f"/app/static/{up}{target}", {}, b""),
        ("range abuse", "GET", f"/koshi/media/{guess}/{file}", {"Range": _range(chance)}, b""),
        ("wrong method", chance.choice(("PUT", "POST", "DELETE", "PATCH")), good, length, b"evil"),
        ("guessed upload", "PATCH", f"/koshi/upload/{guess}/{guess[:16]}", length, b"evil"),
        ("guessed upload", "HEAD", f"/koshi/upload/{guess}/00000000", {}, b""),
        ("upload traversal", "PATCH", f"/koshi/upload/{guess}/{up}{target}", length, b"evil"),
        ("guessed board", "GET", f"/koshi/board/{guess}", {}, b""),
    )
    return attacks[n % len(attacks)]


def _range(chance: random.Random) -> str:
    return chance.choice((*_RANGES, f"bytes={10**30}-", "bytes=" + ",".join(["0-9"] * 500)))


def _ask(address: str, method: str, path: str, headers: dict, body: bytes) -> tuple[int, int]:
    """Status and length of the answer to a request that is sent as it is, not tidied."""
    place = address.removeprefix("http://")
    line = http.client.HTTPConnection(place, timeout=20)
    known = "=".join(key_cookie(own_key(), int(place.rsplit(":", 1)[1])))  # past the door
    try:
        line.putrequest(method, path, skip_accept_encoding=True)
        if body and "Content-Length" not in headers:
            line.putheader("Content-Length", str(len(body)))
        for name, value in {"Cookie": known, **headers}.items():
            line.putheader(name, value)
        line.endheaders(body or None)
        answer = line.getresponse()
        body = answer.read()
        # Streamlit answers unknown addresses with its own empty page.
        page = answer.getheader("Content-Type", "").startswith("text/html")
        return answer.status, 0 if page else len(body)
    except (OSError, http.client.HTTPException):
        return 400, 0
    finally:
        line.close()


if __name__ == "__main__":
    raise SystemExit(main())
