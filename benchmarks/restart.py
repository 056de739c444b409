"""Power cuts and a full disk: is anything lost, done twice or left behind?

    python -m benchmarks.restart [--clips 12] [--cuts 4] [--seed 1] [--postgres]

Cuts: two workers check sets while a process beside them keeps further ones, as the pages do. At
random moments all of them and their children get SIGKILL at once, and a moment later all are
started anew; what a disk had not yet been given is not lost by that. The one beside begins from the
start each time, with the ids it had chosen: nothing may be there twice. Prints what
`benchmarks.workers` prints, the state of both databases, and which files no row names, now and
after the sweep that comes an hour later.

Full disk (Linux, root; skipped with a word elsewhere): the data folder is a small tmpfs of its own
in which a check runs out of room: where its result is kept, where the clips are made, and so
wholly that not even the databases can be written. Prints what the set says, whether all else works
on the full disk, and what comes of "try again" when there is room. Then the same of the pages: what
a clip is answered that is new, on its way or sent, and what a comment is, when room runs out.
"""

import argparse
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

import psutil

from benchmarks.workers import _EXERCISE, ROOT, counted, postgres, tell, unfinished, worker
from clips.access import Access
from clips.intake import examine
from clips.library import Library
from clips.models import KeptSet

_PATIENCE_S = 120.0
_DISK_MB, _PAGES_MB = 24, 300  # the pages leave 200 MB free
KEPT, MADE = "room runs out where results are kept", "room runs out where clips are made"
NOTHING = "not a byte is free any more in the midst of a check"
_NOTHING_S = 30.0
_CALM_S = (2.0, 12.0)  # so long after work has begun anew the next cut comes


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clips", type=int, default=12)
    parser.add_argument("--cuts", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--only-full", action="store_true", help="leave the cuts out")
    parser.add_argument("--beside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.beside:
        keep(Library(), options.clips)
        return 0
    if not options.only_full:
        with tempfile.TemporaryDirectory() as name, _postgres(options.postgres):
            _live_in(Path(name) / "data", Path(name) / "tmp")
            cuts(Path(name), options)
    if sys.platform == "linux" and os.geteuid() == 0:
        for what in (KEPT, MADE, NOTHING):
            with tempfile.TemporaryDirectory() as name, disk(Path(name), _DISK_MB) as folder:
                _live_in(folder, folder if what == MADE else Path(name) / "tmp")
                full(folder, what)
        with tempfile.TemporaryDirectory() as name, disk(Path(name), _PAGES_MB) as folder:
            _live_in(folder, Path(name) / "tmp")
            full_pages(folder, Path(name))
    else:
        print("full disk: skipped, mounting a small one needs Linux and root")
    return 0


def _live_in(data: Path, tmp: Path) -> None:
    """Have this process and those it starts keep everything there, never in one's own library."""
    tmp.mkdir(exist_ok=True)
    os.environ["KOSHI_DATA"], os.environ["TMPDIR"] = str(data), str(tmp)
    os.environ["KOSHI_WORKER_FIRST"] = "1"  # nobody is at a camera here
    os.environ.pop("KOSHI_FILES_URL", None)


@contextmanager
def _postgres(wanted: bool) -> Iterator[None]:
    os.environ.pop("KOSHI_DATABASE_URL", None)
    with postgres() if wanted else nullcontext() as address:
        if address:
            os.environ["KOSHI_DATABASE_URL"] = address
        yield
    os.environ.pop("KOSHI_DATABASE_URL", None)


def keep(library: Library, count: int) -> None:
    """What the pages do: keep sets one after the other, each under its id, and ask for them."""
    from clips.work import Queue  # heavy

    queue = Queue()
    for n in range(count):
        name, exercise = list(_EXERCISE.items())[n % len(_EXERCISE)]
        path = ROOT / "samples" / f"{name}.mp4"
        kept = KeptSet(
            id=f"chosen-{n}",
            person_id=library.person(),
            exercise=exercise,
            name=path.name,
            source="upload",
            language="ja",
        )
        queue.ask(library.keep(kept, path, ".mp4", examine(path)), library)
    queue.close()


def cuts(folder: Path, options: argparse.Namespace) -> None:
    """Cut the power now and then while sets are kept and checked; print what came of it."""
    chance, library = random.Random(options.seed), Library()
    kind = library.url.split(":", 1)[0]
    print(
        f"{kind}, {options.clips} sets, {options.cuts} power cuts, seed {options.seed}", flush=True
    )
    beside = [sys.executable, "-m", "benchmarks.restart", "--beside", "--clips"]
    running: list[subprocess.Popen] = []
    start = time.monotonic()
    try:
        for cut in range(options.cuts + 1):
            running = [worker(), worker()]
            running.append(subprocess.Popen([*beside, str(options.clips)], cwd=ROOT))
            if cut == options.cuts:
                break
            _until_it_goes_on(library)
            time.sleep(chance.uniform(*_CALM_S))
            now = _states(library)
            killed = kill(running)
            print(f"cut {cut + 1}: {killed} processes killed; sets: {now or 'none'}", flush=True)
        _until(lambda: running[2].poll() is not None and not unfinished(library), options.clips)
    finally:
        kill(running)
    print(f"{time.monotonic() - start:.0f} s in all; {running[2].returncode=}")
    tell(library, folder)
    print("databases:", ", ".join(_intact(folder / "data")) or "PostgreSQL's own")
    print(f"files that no row names: {len(_unnamed(library))}; ", end="")
    swept = library.sweep(older_s=0)
    print(f"swept an hour later: {len(swept)}; then: {len(_unnamed(library))}")
    library.close()


def _states(library: Library) -> str:
    return counted(kept.state for kept in library.sets(library.person()))


def _until_it_goes_on(library: Library) -> None:
    before = _states(library)
    _until(lambda: _states(library) != before)


def kill(processes: list[subprocess.Popen]) -> int:
    """SIGKILL for all of them and all that they have started; how many there were."""
    every = []
    for process in processes:
        if process.poll() is None:
            own = psutil.Process(process.pid)
            every += [own, *own.children(recursive=True)]
    for each in every:
        each.kill()
    psutil.wait_procs(every)
    for process in processes:
        process.wait()
    return len(every)


def _until(ready: Callable[[], bool], patience: float = 1.0) -> bool:
    end = time.monotonic() + _PATIENCE_S * patience
    while not ready() and time.monotonic() < end:
        time.sleep(0.2)
    return ready()


def _intact(data: Path) -> list[str]:
    """What SQLite says of its files."""
    said = []
    for path in sorted(data.glob("*.sqlite")):
        with sqlite3.connect(path) as connection:
            said.append(f"{path.name} {connection.execute('PRAGMA integrity_check').fetchone()[0]}")
        connection.close()
    return said


def _unnamed(library: Library) -> list[str]:
    """Keys of files that belong to no set and no clip, or are not whole."""
    sets = library.sets(library.person())
    clips = {kept.clip.key for kept in sets if kept.clip}
    folders = tuple(f"{kept.folder}/" for kept in sets)
    keys = library.files.names("sets") + library.files.names("clips")
    named = [key for key in keys if key in clips or key.startswith(folders)]
    return [key for key in keys if key not in named or key.endswith(".part")]


@contextmanager
def disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """A small disk of its own."""
    place = folder / "disk"
    place.mkdir()
    size = f"size={megabytes}m"
    subprocess.run(["mount", "-t", "tmpfs", "-o", size, "koshi-benchmark", place], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", place], check=True)


def full(folder: Path, what: str) -> None:
    """Let a check run out of room midway, make room, try again; print each step."""
    from clips import work  # heavy

    print(f"a full disk of {_DISK_MB} MB, {what}", flush=True)
    library = Library()
    me, running = library.person(), [worker()]
    try:
        keep(library, 1)
        assert _until(lambda: not unfinished(library)), "the first set was not checked"
        first = library.sets(me)[0]
        names = library.files.names(first.folder)
        need = sum(library.files.fetch(key, folder).stat().st_size for key in names)
        if what != NOTHING:  # it would be done before the disk is full
            kill(running)
        keep(library, 2)
        if what == NOTHING:
            _until(lambda: library.get(Access("chosen-1", me)).state == "checking")
        _fill(folder, 0 if what == NOTHING else need // 2)
        free = _free(folder)
        print(f"a result takes {need / 1e6:.2f} MB, {free / 1e6:.2f} MB are free", flush=True)
        if what == NOTHING:  # not even for what the set would say
            time.sleep(_NOTHING_S)
        else:
            running.append(worker())
            assert _until(lambda: not unfinished(library)), "neither done nor failed"
        second = library.get(Access("chosen-1", me))
        print(f"the set: {second.state}, error {second.error}, report {second.report}")
        print("databases:", ", ".join(_intact(folder)))
        print(f"the worker lives: {running[-1].poll() is None}; ", end="")
        print(f"left of it: {len(library.files.names(second.folder))} files, ", end="")
        print(f"{len(_unnamed(library))} that no row names; free: {_free(folder) / 1e6:.2f} MB")
        with tempfile.TemporaryDirectory(dir="/tmp") as copies:
            shown = library.result(Access(first.id, me), Path(copies))
        print(f"the first set opens: {shown.checked.report.verdict}", flush=True)
        if what != NOTHING:
            library.update(Access(first.id, me), name="changed")
            print("its name can be changed")
        (folder / "filler").unlink()
        if running[-1].poll() is not None:  # as `koshi.py run` does
            print(f"the worker had ended with {running[-1].returncode}: another is started")
            running.append(worker())
        queue = work.Queue()
        queue.ask_again(library, Access(second.id, me))
        queue.close()
        _until(lambda: not unfinished(library))
        second = library.get(Access("chosen-1", me))
        print(f"with room, tried again: {second.state}, error {second.error}, ", end="")
        print(
            f"verdict {second.report and second.report.verdict}, attempt {second.attempt}, ", end=""
        )
        print(f"{len(library.files.names(second.folder))} files")
        print("databases:", ", ".join(_intact(folder)), flush=True)
    finally:
        kill(running)
        library.close()


def full_pages(folder: Path, beside: Path) -> None:
    """Let room run out while a clip comes in and a comment is written, make room, go on; print each
    step."""
    import httpx

    from benchmarks.chromium import served
    from benchmarks.strangers import a_result
    from benchmarks.visit import Visit
    from clips.key import own_key
    from clips.sharing import comments, open_share, share
    from pages.key import key_cookie
    from pages.link import cookie_of

    print(f"a full disk of {_PAGES_MB} MB under the pages", flush=True)
    library, shown = Library(), a_result(beside)
    path, clip = shown.checked.path, (ROOT / "samples/plank_sagging.mp4").read_bytes()
    assert path is not None
    row = KeptSet(person_id=library.person(), exercise="hip_lift", name=path.name,
                  source="upload", language="ja", state="checking")  # fmt: skip
    row.clip_sha256 = library.add_clip(path, path.suffix, examine(path)).sha256
    library.finish(library.add(row), shown)
    access, half = Access.of_owner(row), len(clip) // 2
    token = share(library, access, "trainer")
    link = open_share(library, token).id
    with served() as address:
        name, value = key_cookie(own_key(), int(address.rsplit(":", 1)[1]))
        with (
            Visit(address, {name: value, cookie_of(link): token}, "en") as page,
            httpx.Client(base_url=address, cookies={name: value}, timeout=60) as client,
        ):
            found = re.search(rb"koshi/upload/[\w-]{32}", page.open("check-clip"))
            assert found
            sent, whole, begun, new = (f"/{found[0].decode()}/{n:016x}" for n in range(4))

            def patch(file: str, offset: int, data: bytes) -> str:
                told = {"Upload-Offset": str(offset)}
                answer = client.patch(file, headers=told, content=data)
                return f"{answer.status_code}, {answer.headers['Upload-Offset']} bytes there"

            def keep_it(file: str, number: int) -> str:
                choice = {"choice": f"{number:032x}", "name": "a.mp4", "size": len(clip)}
                choice |= {"exercise": "plank", "language": "en"}
                answer = client.post(file, json=choice)
                told = answer.json() if answer.content else {"why": "nothing"}
                return f"{answer.status_code} {told.get('why', 'kept')}"

            def write(text: str) -> str:
                page.open("shared", f"l={link}")
                written = {"t": 1.0, "text": text, "shapes": [], "finding": None}
                page.send("koshi_player", "comment", written)
                said = [e.body for e in page.elements("alert") if e.format == e.ERROR]
                there = [each["text"] for each in comments(library, access)]
                return f"{there}, the page says {said or 'nothing'}"

            for each in (sent, whole):
                patch(each, 0, clip)
            patch(begun, 0, clip[:half])
            print("a comment, with room:", write("before"))
            _fill(folder, 100 << 20)
            print(f"{_free(folder) >> 20} MB free; a new clip:", patch(new, 0, clip))
            print("one on its way:", patch(begun, half, clip[half:]))
            print("one that is there:", keep_it(sent, 1))
            print("a comment:", write("nearly full"))
            _fill(folder, 0)
            print(f"{_free(folder)} bytes free; the half:", patch(begun, half, clip[half:]))
            print("one that is there:", keep_it(whole, 2))
            print("a comment:", write("full"))
            print("databases:", ", ".join(_intact(folder)))
            (folder / "filler").unlink()
            print("with room, the other half:", patch(begun, half, clip[half:]))
            print("both:", keep_it(whole, 2), "and", keep_it(begun, 3))
            print("a comment:", write("after"))
    print(f"sets: {len(library.sets(library.person()))}, databases:", ", ".join(_intact(folder)))
    library.close()


def _fill(folder: Path, left: int) -> None:
    """Take all room but so many bytes."""
    with (folder / "filler").open("ab") as out:
        while (room := _free(folder) - left) > 0:
            out.write(bytes(min(room, 1 << 20)))
            out.flush()


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


if __name__ == "__main__":
    raise SystemExit(main())
