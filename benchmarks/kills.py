"""People send clips and comment while what Koshi stands on is killed, one after the other: is
anything lost, or there twice?

    python -m benchmarks.kills [--uploads 30] [--reviewers 10] [--rounds 3] [--seed 1]
                               [--kill pages,worker,database,storage]

Pages, two workers, a PostgreSQL and an S3-compatible store of its own run as on a server. People
send clips by the protocol of the upload button and go on where they stopped; holders of links open
a set, write a comment, and write it again when it is not there. Meanwhile, in every round, each
part gets SIGKILL at a random moment and is started anew some seconds later; the store's server
keeps everything in memory, so there it is what all connections to it go through that is killed.
Prints what was killed, what came of every upload that was answered with a set and of every comment
that was shown, and then how long a backup of it takes and the way back on a new machine (another
PostgreSQL, an empty folder). Needs Debian's postgresql and, for the store, moto and s3fs.

Without database and storage among what is killed all lies in SQLite and a folder.
"""

import argparse
import asyncio
import os
import random
import re
import secrets
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import fsspec.config
import httpx
import sqlalchemy as sa
from websockets.exceptions import WebSocketException

from benchmarks.chromium import ROOT, free_port
from benchmarks.strangers import a_result
from benchmarks.visit import Visit
from benchmarks.workers import Postgres
from clips.access import Access
from clips.key import own_key
from clips.library import Library
from clips.models import Comment, FoundFault, KeptSet, Report
from clips.people import add
from clips.result import Shown
from clips.sharing import open_share, share
from pages.door import CHOSEN
from pages.key import key_cookie
from pages.link import cookie_of
from pose.video import probe

PARTS = ("pages", "worker", "database", "storage")
SAMPLES = {"hip_lift_folded_arms": "hip_lift", "hip_lift_ok": "hip_lift"}
_PIECE = 64 << 10
_CALM_S, _DOWN_S = (3.0, 8.0), (1.0, 5.0)  # between two kills; until it is started anew
_PATIENCE_S = 900.0
_TICKET = re.compile(rb"koshi/upload/[\w-]{32}")
_AWAY = (httpx.HTTPError, OSError, WebSocketException, AssertionError)


class Part(Protocol):
    """Something that can be killed and started anew."""

    def start(self) -> None:
        """Begin."""

    def kill(self) -> None:
        """SIGKILL."""


class Program:
    """One of our programs, with what it says in a log."""

    def __init__(self, log: Path, environment: dict[str, str], *command: str):
        self._log, self._environment = log, os.environ | environment
        self._command = [sys.executable, "-m", *command]
        self._running: subprocess.Popen | None = None

    def start(self) -> None:
        """Begin; nothing happens when it goes on."""
        if self._running is None or self._running.poll() is not None:
            with self._log.open("a") as log:
                how = {"cwd": ROOT, "env": self._environment, "stdout": log, "stderr": log}
                self._running = subprocess.Popen(self._command, **how)  # type: ignore[call-overload]

    def kill(self) -> None:
        """SIGKILL for it alone; what it has started sees that for itself."""
        if self._running is not None:
            self._running.kill()
            self._running.wait()


@dataclass(frozen=True)
class Standing:
    """A Koshi that runs on its parts. ``people`` are the cookies of those who send clips,
    ``links`` ids and tokens of links to the set of the first of them."""

    address: str
    library: Library
    parts: dict[str, list[Part]]
    people: list[dict[str, str]]
    links: list[tuple[str, str]]
    environment: dict[str, str]

    def ready(self) -> bool:
        """Whether all of it is there."""
        with suppress(httpx.HTTPError):
            return httpx.get(f"{self.address}/readyz", timeout=10).status_code == 200
        return False


@dataclass
class Came:
    """What came of it. ``sent``: the sets that uploads were answered with, ``shown``: the comments
    that their writers saw; both as the library has them, after the end, by how often they are
    there. ``states`` of all sets, ``reports`` of each, ``open``: whose result can be opened."""

    killed: Counter[str] = field(default_factory=Counter)
    sent: list[str] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)
    again: Counter[str] = field(default_factory=Counter)  # tries that came to nothing, by their end
    sets: dict[str, str] = field(default_factory=dict)  # state by id
    reports: Counter[str] = field(default_factory=Counter)
    open: int = 0
    comments: Counter[str] = field(default_factory=Counter)
    findings_twice: int = 0
    seconds: float = 0.0

    def lost(self) -> list[str]:
        """What is not there once: sets without one report, comments."""
        told = [(each, self.sets.get(each), self.reports[each]) for each in self.sent]
        sets = [f"set {each}: {state}, {n} reports" for each, state, n in told
                if (state, n) != ("done", 1)]  # fmt: skip
        said = [f"comment {each}: gone" for each in self.shown if not self.comments[each]]
        more = {*self.sets} - {*self.sent}
        twice = [f"{each}: {n} times" for each, n in self.comments.items() if n > 1]
        return sets + said + twice + [f"a set that nobody was told of: {each}" for each in more]


@contextmanager
def standing(folder: Path, what: Sequence[str], shown: Shown, links: int) -> Iterator[Standing]:
    """A Koshi in `folder` of which `what` can be killed, with one set that is `shown`."""
    told = {"KOSHI_DATA": str(folder / "data"), "KOSHI_WORKER_FIRST": "1"}
    parts: dict[str, list[Part]] = {}
    with ExitStack() as stack:
        if "database" in what:
            (folder / "postgres").mkdir()
            database = Postgres(folder / "postgres")
            parts["database"] = [database]
            told["KOSHI_DATABASE_URL"] = database.address
            stack.callback(database.kill)
            database.start()
        if "storage" in what:
            store, way = free_port(), free_port()
            behind = Program(folder / "store.log", {}, "moto.server", "-p", str(store))
            relay = Program(folder / "way.log", {}, "benchmarks.kills", "--relay", f"{way}:{store}")
            parts["storage"] = [relay]
            for program in (behind, relay):
                stack.callback(program.kill)
                program.start()
            told |= _of_store(f"http://127.0.0.1:{way}")
        before = dict(os.environ)
        stack.callback(_settle, before)
        _settle(before | told)
        library = Library()
        stack.callback(library.close)
        port = free_port()
        options = ("--server.port", str(port), "--logger.hideWelcomeMessage", "true")
        parts["pages"] = [Program(folder / "pages.log", told, "pages", *options)]
        parts["worker"] = [
            Program(folder / f"worker-{n}.log", told, "clips", "work") for n in range(2)
        ]
        person = library.person()
        others = [add(library, f"{n}", "orange") for n in range(2)]
        name, value = key_cookie(own_key(folder / "data"), port)
        people = [{name: value, CHOSEN: each} for each in (person, *others)]
        path = shown.checked.path
        assert path is not None
        row = KeptSet(person_id=person, exercise="hip_lift", name=path.name, source="upload",
                      language="ja", state="checking")  # fmt: skip
        row.clip_sha256 = library.add_clip(path, path.suffix, probe(path)).sha256
        library.finish(library.add(row), shown)
        access = Access(row.id, person)
        tokens = [share(library, access, f"reviewer {n}") for n in range(links)]
        known = [(open_share(library, token).id, token) for token in tokens]
        for each in (*parts["pages"], *parts["worker"]):
            stack.callback(each.kill)
            each.start()
        made = Standing(f"http://localhost:{port}", library, parts, people, known, told)
        _until(made.ready, 120)
        yield made


def _settle(environment: dict[str, str]) -> None:
    os.environ.clear()
    os.environ.update(environment)


def _of_store(address: str) -> dict[str, str]:
    """Settings of a store at which there is a bucket now."""
    own = {"endpoint_url": address, "key": "test", "secret": "test"}
    fsspec.config.conf["s3"] = own

    def made() -> bool:
        with suppress(Exception):
            fsspec.filesystem("s3").mkdir("koshi")
            return True
        return False

    _until(made, 60)
    return {
        "KOSHI_FILES_URL": "s3://koshi/kept",
        "FSSPEC_S3_ENDPOINT_URL": address,
        "FSSPEC_S3_KEY": "test",
        "FSSPEC_S3_SECRET": "test",
    }


def _until(ready: Callable[[], bool], patience_s: float) -> bool:
    end = time.monotonic() + patience_s
    while not ready() and time.monotonic() < end:
        time.sleep(0.3)
    return ready()


class People:
    """Who sends clips and who comments; each in a thread of its own, until it is `over`."""

    def __init__(self, place: Standing, came: Came, seed: int):
        self.place, self.came, self._seed = place, came, seed
        self.over, self._lock = threading.Event(), threading.Lock()

    def upload(self, n: int, spread_s: float) -> None:
        """Send a clip, of its own content, until it is answered with a set."""
        chance, cookies = random.Random(f"{self._seed} {n}"), self.place.people[n % 3]
        name, exercise = list(SAMPLES.items())[n % len(SAMPLES)]
        # A box that players skip makes each clip another one.
        clip = (ROOT / f"samples/{name}.mp4").read_bytes() + b"\0\0\0\x10free" + f"{n:08}".encode()
        choice = {"choice": secrets.token_hex(16), "name": f"{n}.mp4", "size": len(clip)}
        choice |= {"exercise": exercise, "language": "ja"}
        time.sleep(chance.uniform(0, spread_s))
        with httpx.Client(base_url=self.place.address, cookies=cookies, timeout=60) as client:
            address, kept = "", None
            while kept is None:
                try:
                    address = address or self._ticket(cookies, n)
                    answer = _sent(client, address, clip, choice, chance)
                    if answer.status_code == 200:
                        kept = answer.json()["set"]
                    else:
                        self._note(f"upload {answer.status_code}")
                        address = "" if answer.status_code == 401 else address
                except _AWAY as error:
                    self._note(f"upload {type(error).__name__}")
                    address = ""
                time.sleep(chance.uniform(0.3, 1.0))
        with self._lock:
            self.came.sent.append(kept)

    def review(self, n: int) -> None:
        """Write comment after comment, each until it is shown."""
        chance, (link, token) = random.Random(f"{self._seed} review {n}"), self.place.links[n]
        cookies = {cookie_of(link): token}
        count, page = 0, None
        while not self.over.is_set():
            text = f"said-{n:02}-{count:04}."
            try:
                if page is None:
                    page = Visit(self.place.address, cookies)
                    seen = page.open("shared", f"l={link}")  # the answer may have been lost
                else:
                    written = {"t": 1.0, "text": text, "shapes": [], "finding": None}
                    seen = page.send("koshi_player", "comment", written)
                if text.encode() in seen:
                    with self._lock:
                        self.came.shown.append(text)
                    count += 1
            except (*_AWAY, ValueError) as error:  # not there, or the set is not on the page
                self._note(f"comment {type(error).__name__}")
                if page is not None:
                    page.close()
                page = None
            time.sleep(chance.uniform(0.3, 1.5))

    def _ticket(self, cookies: dict[str, str], n: int) -> str:
        with Visit(self.place.address, cookies) as page:
            found = _TICKET.search(page.open("check-clip"))
        if found is None:  # the page says why
            raise ConnectionError("no ticket")
        return f"/{found[0].decode()}/{n:016x}"

    def _note(self, what: str) -> None:
        with self._lock:
            self.came.again[what] += 1


def _sent(
    client: httpx.Client, address: str, clip: bytes, choice: dict, chance: random.Random
) -> httpx.Response:
    """Send what is not there yet, piece by piece, and say what it is; the last answer."""
    answer = client.head(address)
    there = int(answer.headers.get("Upload-Offset", -1))
    while answer.status_code in (204, 409) and 0 <= there < len(clip):
        piece, headers = clip[there : there + _PIECE], {"Upload-Offset": str(there)}
        answer = client.patch(address, headers=headers, content=piece)
        there = int(answer.headers.get("Upload-Offset", -1))
        time.sleep(chance.uniform(0.1, 0.6))
    if answer.status_code != 204:
        return answer
    answer = client.post(address, json=choice)
    while answer.status_code == 202:
        time.sleep(0.5)
        answer = client.post(address, json=choice)
    return answer


def run(place: Standing, options: argparse.Namespace) -> Came:
    """Kill what is to be killed while people are at work; what came of it."""
    came, chance = Came(), random.Random(options.seed)
    people, begun = People(place, came, options.seed), time.monotonic()
    spread_s = options.rounds * len(options.kill) * (sum(_CALM_S) + sum(_DOWN_S)) / 2
    senders = [
        threading.Thread(target=people.upload, args=(n, spread_s), daemon=True)
        for n in range(options.uploads)
    ]
    reviewers = [
        threading.Thread(target=people.review, args=(n,), daemon=True)
        for n in range(options.reviewers)
    ]
    for each in (*senders, *reviewers):
        each.start()
    for _ in range(options.rounds):
        for name in options.kill:
            _wait(place, chance.uniform(*_CALM_S))
            for part in place.parts[name]:
                part.kill()
            came.killed[name] += 1
            _wait(place, chance.uniform(*_DOWN_S), but=name)
            for part in place.parts[name]:
                part.start()
    done = _until(lambda: not any(each.is_alive() for each in senders), _PATIENCE_S)
    end = time.monotonic() + _PATIENCE_S
    while done and _unfinished(place.library) and time.monotonic() < end:
        _wait(place, 0.5)
    people.over.set()
    for each in reviewers:
        each.join(120)
    came.seconds = time.monotonic() - begun
    look(place.library, came)
    return came


def _wait(place: Standing, seconds: float, but: str = "") -> None:
    """So long, while programs that end of themselves are started anew, as systemd does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.2)
        for name in ("pages", "worker"):
            for part in place.parts[name] if name != but else ():
                part.start()


def _unfinished(library: Library) -> bool:
    asked = sa.select(KeptSet.id).where(KeptSet.state.in_(("waiting", "checking"))).limit(1)
    with library.session() as session:
        return session.scalar(asked) is not None


def look(library: Library, came: Came) -> None:
    """What is in the library, but for the set that was there before."""
    with library.session() as session:
        sets = list(session.scalars(sa.select(KeptSet).where(KeptSet.name.regexp_match("^[0-9]"))))
        came.sets = {each.id: each.state if not each.error else each.error for each in sets}
        came.reports = Counter(session.scalars(sa.select(Report.set_id)))
        came.comments = Counter(session.scalars(sa.select(Comment.text)))
        found = list(session.execute(sa.select(FoundFault.set_id, FoundFault.number)))
        came.findings_twice = len(found) - len({*found})
    with tempfile.TemporaryDirectory() as name:
        for each in sets:
            with suppress(OSError, ValueError):
                library.result(Access.of_owner(each), Path(name))
                came.open += 1


def tell(came: Came) -> None:
    """Print it."""
    killed = ", ".join(f"{name} {n} times" for name, n in came.killed.items())
    print(f"killed: {killed}; {came.seconds:.0f} s in all")
    print(f"tries that came to nothing: {dict(came.again)}")
    states = dict(Counter(came.sets.values()))
    once = sum(came.reports[each] == 1 for each in came.sent)
    print(f"uploads answered with a set: {len(came.sent)}; sets: {len(came.sets)}, {states}; ")
    print(f"with one report: {once}; whose result opens: {came.open}; ", end="")
    print(f"findings twice: {came.findings_twice}")
    there = sum(came.comments[each] == 1 for each in came.shown)
    print(f"comments shown to who wrote them: {len(came.shown)}; there once: {there}; ", end="")
    print(f"twice: {sum(n > 1 for n in came.comments.values())}; ", end="")
    print(f"kept but not shown yet: {len(came.comments.keys() - {*came.shown})}")
    print(*(came.lost() or ["nothing lost, nothing twice"]), sep="\n")


def there_and_back(place: Standing, folder: Path) -> None:
    """A backup, and the way back on a new machine; print how long each takes."""
    for name in ("pages", "worker"):
        for part in place.parts[name]:
            part.kill()
    copy = folder / "backup"

    def call(*command: str, environment: dict[str, str]) -> None:
        begun = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "clips", *command, "--lang", "en"],
            cwd=ROOT,
            env=os.environ | environment,
            capture_output=True,
            text=True,
        )
        said = (done.stdout + done.stderr).strip().splitlines()[-1:]
        print(f"{command[0]}: {time.monotonic() - begun:.1f} s, code {done.returncode}: {said}")

    call("backup", str(copy), environment=place.environment)
    other = folder / "other"
    (other / "postgres").mkdir(parents=True)
    told = {"KOSHI_DATA": str(other / "data"), "KOSHI_FILES_URL": str(other / "files")}
    with ExitStack() as stack:
        if "database" in place.parts:
            database = Postgres(other / "postgres")
            stack.callback(database.kill)
            database.start()
            told["KOSHI_DATABASE_URL"] = database.address
        call("restore", str(copy), environment=told)


async def relay(ports: str) -> None:
    """Hand on everything between two ports, as long as it lives."""
    here, there = (int(each) for each in ports.split(":"))

    async def pour(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await source.read(1 << 16):
                target.write(data)
                await target.drain()
        target.close()

    async def join(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        try:
            back, on = await asyncio.open_connection("127.0.0.1", there)
        except OSError:
            target.close()
            return
        await asyncio.gather(pour(source, on), pour(back, target))

    async with await asyncio.start_server(join, "127.0.0.1", here) as serving:
        await serving.serve_forever()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--uploads", type=int, default=30)
    parser.add_argument("--reviewers", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kill", type=lambda given: given.split(","), default=list(PARTS))
    parser.add_argument("--relay", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.relay:
        asyncio.run(relay(options.relay))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o711)  # PostgreSQL's own user has to pass
        shown = a_result(folder)
        with standing(folder, options.kill, shown, options.reviewers) as place:
            came = run(place, options)
            tell(came)
            there_and_back(place, folder)
            wrong = came.lost()
            if wrong:
                for log in sorted(folder.glob("*.log")):
                    print(f"--- {log.name}", log.read_text()[-1500:], sep="\n")
    return bool(wrong)


if __name__ == "__main__":
    raise SystemExit(main())
