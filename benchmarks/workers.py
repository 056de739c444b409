"""Two workers check many sets while one after the other is killed: is anything lost or done twice?

    python -m benchmarks.workers [--clips 20] [--kill-every 10] [--postgres]

Everything is in a temporary folder; the sets are the samples in turn. Every `--kill-every` seconds
one of the two workers, in turn, gets SIGKILL and a new one starts in its place. Prints the seconds
in all, the kills, the states of the sets, the rows of their reports, their files, whether the
reports of one clip are the same, and what killed workers left behind. `--postgres` does it on a
PostgreSQL of its own (Debian's).
"""

import argparse
import getpass
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path

import psutil
import sqlalchemy as sa

from clips.access import Access
from clips.intake import examine
from clips.library import Library
from clips.models import FoundFault, KeptSet, Report

ROOT = Path(__file__).parent.parent
_EXERCISE = {
    "hip_lift_ok": "hip_lift",
    "hip_lift_arched": "hip_lift",
    "plank_sagging": "plank",
    "hinge_rounded": "hip_hinge",
    "hip_lift_folded_arms": "hip_lift",
}
PASSWORD = "hidden"  # as on a server: whoever asks without it gets nothing
_PATIENCE_S = 120.0  # a set that takes longer than that, with all the others, is lost


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clips", type=int, default=20)
    parser.add_argument("--kill-every", type=float, default=10)
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tmp").mkdir()
        os.environ["KOSHI_DATA"] = str(folder / "data")
        os.environ["TMPDIR"] = str(folder / "tmp")  # of the workers, to see what they leave there
        os.environ.pop("KOSHI_FILES_URL", None)  # never in somebody's own library
        os.environ.pop("KOSHI_DATABASE_URL", None)
        with postgres() if options.postgres else nullcontext() as address:
            if address:
                os.environ["KOSHI_DATABASE_URL"] = address
            run(folder, options.clips, options.kill_every)
    return 0


def run(folder: Path, count: int, every: float) -> None:
    """Have sets checked while a worker is killed every so often (s); print what came of it."""
    from clips.work import Queue  # heavy

    library, queue = Library(), Queue()
    print(f"{library.url.split(':', 1)[0]}, {count} sets, a kill every {every:g} s", flush=True)
    sets = add(library, count)
    workers: list[subprocess.Popen] = []
    kills, fell = 0, 0
    start = killed = time.monotonic()
    try:
        workers += [worker(), worker()]
        for set_id in sets:
            queue.ask(library.get(Access(set_id, library.person())), library)
        while unfinished(library) and time.monotonic() - start < _PATIENCE_S * count:
            time.sleep(0.2)
            for n, each in enumerate(workers):
                if each.poll() is not None:  # of itself
                    fell += 1
                    print(f"a worker ended with {each.returncode}", flush=True)
                    workers[n] = worker()
            if time.monotonic() - killed >= every:
                killed = time.monotonic()
                workers[kills % 2].kill()
                workers[kills % 2].wait()
                workers[kills % 2] = worker()
                kills += 1
        seconds = time.monotonic() - start
    finally:
        for each in workers:
            each.kill()
            each.wait()
    print(f"{seconds:.0f} s in all, {kills} kills, {fell} workers ended of themselves")
    tell(library, folder)
    library.close()


def add(library: Library, count: int) -> list[str]:
    """Sets as the upload page adds them: their ids."""
    samples = [ROOT / "samples" / f"{name}.mp4" for name in _EXERCISE]
    clips = [library.add_clip(path, ".mp4", examine(path)) for path in samples]
    rows = [
        KeptSet(
            person_id=library.person(),
            clip_sha256=clips[n % len(clips)].sha256,
            exercise=list(_EXERCISE.values())[n % len(clips)],
            name=samples[n % len(clips)].name,
            source="upload",
            language="ja",
        )
        for n in range(count)
    ]
    return [library.add(row) for row in rows]


def worker() -> subprocess.Popen:
    """A real one."""
    return subprocess.Popen([sys.executable, "-m", "clips", "work"], cwd=ROOT)


def unfinished(library: Library) -> bool:
    """Whether a set waits or is being checked."""
    return any(kept.state not in ("done", "failed") for kept in library.sets(library.person()))


def tell(library: Library, folder: Path) -> None:
    """Print what is in the library."""
    sets = library.sets(library.person())
    print("sets:", counted(kept.state for kept in sets))
    for kept in sets:
        if kept.state != "done":
            print(f"  {kept.name}: {kept.state} at {kept.progress:.2f}, error {kept.error}")
    with library.session() as session:
        reports = list(session.execute(sa.select(Report.set_id, Report.content)))
        found = list(session.execute(sa.select(FoundFault.set_id, FoundFault.number)))
    twice = [each for each, n in Counter(each for each, _ in reports).items() if n > 1]
    print(f"report rows: {len(reports)} for {len(sets)} sets, twice: {twice or 'none'}")
    listed = sum(len(content["findings"]) for _, content in reports)
    again = len(found) - len({*found})
    print(f"finding rows: {len(found)}, the reports have {listed}, twice: {again}")
    contents = {each: json.dumps(content, sort_keys=True) for each, content in reports}
    by_clip = defaultdict(list)
    for kept in sets:
        by_clip[kept.name].append(kept)
    for name, same in sorted(by_clip.items()):
        made = {contents[kept.id] for kept in same if kept.id in contents}
        files = counted(len(library.files.names(kept.folder)) for kept in same)
        alike = "the same report" if len(made) == 1 else f"{len(made)} DIFFERENT reports"
        print(f"{name}: {len(same)} sets, {alike}; files in a set's folder: {files}")
    left = [path for path in folder.rglob("*.part") if path.is_file()]
    print(f"left-over .part files: {len(left)}", *(path.name for path in left))
    work = [path for path in (folder / "tmp").iterdir() if path.name.startswith("koshi-")]
    size = sum(path.stat().st_size for each in work for path in each.rglob("*") if path.is_file())
    print(f"left-over folders of killed workers: {len(work)}, {size / 1e6:.1f} MB")


def counted(values) -> str:
    """Values, each with how often it is there."""
    return ", ".join(f"{value} x {n}" for value, n in sorted(Counter(values).items()))


class Postgres:
    """A PostgreSQL of its own (Debian's), which only this machine can reach, with what it keeps in
    `folder`; not started."""

    def __init__(self, folder: Path):
        self._programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"))[-1]  # not on the PATH
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        root = os.geteuid() == 0  # as which it refuses to run
        user = "postgres" if root else getpass.getuser()
        self._become = ["runuser", "-u", user, "--"] if root else []
        if root:
            shutil.chown(folder, user)
        self._folder = folder
        self._options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
        self.address = f"postgresql://koshi:{PASSWORD}@127.0.0.1:{port}/postgres"
        secret = folder / "password"
        secret.write_text(PASSWORD)
        if root:
            shutil.chown(secret, user)
        self._call("initdb", "-U", "koshi", "-A", "scram-sha-256", f"--pwfile={secret}")

    def start(self) -> None:
        """Begin, after a crash with what was written."""
        self._call("pg_ctl", "-w", "-l", str(self._folder / "log"), "-o", self._options, "start")

    def stop(self) -> None:
        """End at once."""
        self._call("pg_ctl", "-w", "-m", "immediate", "stop")

    def kill(self) -> None:
        """SIGKILL for all its processes."""
        head = (self._folder / "data/postmaster.pid").read_text().splitlines()[0]
        every = [psutil.Process(int(head))]
        every += every[0].children(recursive=True)
        for each in every:
            with suppress(psutil.NoSuchProcess):
                each.kill()
        psutil.wait_procs(every)

    def _call(self, program: str, *arguments: str) -> None:
        command = [*self._become, str(self._programs / program), "-D", str(self._folder / "data")]
        quiet = subprocess.DEVNULL
        subprocess.run([*command, *arguments], check=True, cwd=self._folder, stdout=quiet)


@contextmanager
def postgres() -> Iterator[str]:
    """Address of a PostgreSQL of its own, which only this machine can reach."""
    with tempfile.TemporaryDirectory() as name:
        made = Postgres(Path(name))
        made.start()
        try:
            yield made.address
        finally:
            made.stop()


if __name__ == "__main__":
    raise SystemExit(main())
