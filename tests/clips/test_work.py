"""Background checks with real worker processes, on SQLite and on PostgreSQL."""

import getpass
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from clips.intake import examine
from clips.library import Library
from clips.models import KeptSet
from tests.films import sample

ROOT = Path(__file__).parents[2]
_ASK = "import sys; from clips.library import Library; from clips.work import ask;"
_ASK += "library = Library(); [ask(library.get(i, library.person())) for i in sys.argv[1:]]"


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A data folder of its own."""
    monkeypatch.setenv("KOSHI_DATA", str(tmp_path))
    monkeypatch.delenv("KOSHI_DATABASE_URL", raising=False)
    return tmp_path


@pytest.fixture
def start(place):
    """Starts workers, and ends those that still live."""
    workers = []

    def begin():
        workers.append(
            subprocess.Popen([sys.executable, "-m", "clips", "work"], cwd=ROOT, env=os.environ)
        )
        return workers[-1]

    yield begin
    for worker in workers:
        worker.kill()
        worker.wait()


def postgres_programs() -> Path:
    """Debian keeps them out of the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    there = shutil.which("initdb")
    if not found and not there:
        pytest.fail("no PostgreSQL: install Debian's postgresql")
    return found[-1].parent if found else Path(there).parent


@pytest.fixture
def postgres(tmp_path_factory):
    """Address of a PostgreSQL of its own, which its superuser alone may use."""
    if sys.platform != "linux":
        pytest.skip("PostgreSQL is started as Debian has it")
    programs, folder = postgres_programs(), tmp_path_factory.mktemp("postgres")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    user = "postgres" if os.geteuid() == 0 else getpass.getuser()
    become = ["runuser", "-u", user, "--"] if os.geteuid() == 0 else []
    if become:  # it refuses to run as root
        for each in (folder, *folder.parents[:2]):
            each.chmod(0o755)
        shutil.chown(folder, user)
    data = folder / "data"
    run = {"check": True, "cwd": folder, "stdout": subprocess.DEVNULL}
    subprocess.run([*become, programs / "initdb", "-D", data, "-U", "koshi", "-A", "trust"], **run)
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    control = [*become, programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
    subprocess.run([*control, "-o", options, "start"], **run)
    yield f"postgresql://koshi@127.0.0.1:{port}/postgres"
    subprocess.run([*control, "-m", "immediate", "stop"], **run)


def add(library, count, name="hip_lift_arched", exercise="hip_lift") -> list[str]:
    path = sample(name)
    clip = library.add_clip(path, ".mp4", examine(path))
    rows = [
        KeptSet(
            person_id=library.person(),
            clip_sha256=clip.sha256,
            exercise=exercise,
            name=f"{n}.mp4",
            source="upload",
            language="ja",
        )
        for n in range(count)
    ]
    return [library.add(row) for row in rows]


def ask(ids):
    """As a page does, in a process of its own."""
    subprocess.run([sys.executable, "-c", _ASK, *ids], cwd=ROOT, env=os.environ, check=True)


def states(library):
    return [kept.state for kept in library.sets(library.person())]


def wait(library, ready, seconds=120.0):
    end = time.monotonic() + seconds
    while not ready(states(library)):
        assert time.monotonic() < end, states(library)
        time.sleep(0.3)


def test_a_killed_workers_set_is_finished_by_the_next(place, start):
    library = Library()
    ids = add(library, 2)
    ask(ids)
    first = start()
    wait(library, lambda now: "checking" in now)
    first.send_signal(signal.SIGKILL)
    first.wait()
    start()
    wait(library, lambda now: now == ["done", "done"])
    assert [kept.report.verdict for kept in library.sets(library.person())] == ["severe"] * 2
    assert len(library.findings(library.person())) == 2


def test_a_set_that_nobody_asked_for_is_found(place, start):
    library = Library()
    add(library, 1)
    start()
    wait(library, lambda now: now == ["done"])


def test_a_damaged_clip_says_why_and_can_be_tried_again(place, start):
    from clips.work import ask_again

    library = Library()
    ids = add(library, 1)
    kept = library.get(ids[0], library.person())
    clip = place / "files" / kept.clip.key
    whole = clip.read_bytes()
    clip.write_bytes(whole[:2000])
    ask(ids)
    start()
    wait(library, lambda now: now == ["failed"])
    assert library.get(ids[0], library.person()).error == "clip-unreadable"
    clip.write_bytes(whole)
    ask_again(library, library.get(ids[0], library.person()))
    wait(library, lambda now: now == ["done"])


def test_two_workers_share_a_postgresql(place, postgres, start, monkeypatch):
    monkeypatch.setenv("KOSHI_DATABASE_URL", postgres)
    library = Library()
    assert library.url.startswith("postgresql+psycopg://")
    ids = add(library, 4, "hip_lift_folded_arms")
    first, second = start(), start()
    ask(ids)
    wait(library, lambda now: now.count("checking") == 2)
    second.send_signal(signal.SIGKILL)
    second.wait()
    wait(library, lambda now: now == ["done"] * 4, 180)
    assert first.poll() is None
    reports = [kept.report for kept in library.sets(library.person())]
    assert len({report.set_id for report in reports}) == 4
    library.close()
