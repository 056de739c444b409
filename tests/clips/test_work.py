"""Background checks with real worker processes, on SQLite and on PostgreSQL."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from benchmarks import workers
from clips.access import Access
from clips.library import Library
from clips.models import FIND_OUT, KeptSet, Worker
from clips.work import Beats, Queue, _Teller, check_one, enter
from pose.video import probe
from tests.films import film, sample, shots

ROOT = Path(__file__).parents[2]
_ASK = "import sys; from clips.library import Library; from clips.work import Queue;"
_ASK += "from clips.access import Access; ask = Queue().ask;"
_ASK += "library = Library(); get = lambda i: library.get(Access(i, library.person()));"
_ASK += "[ask(get(i), library) for i in sys.argv[1:]]"


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A data folder of its own."""
    monkeypatch.setenv("KOSHI_DATA", str(tmp_path))
    monkeypatch.delenv("KOSHI_DATABASE_URL", raising=False)
    return tmp_path


@pytest.fixture
def start(place, monkeypatch):
    """Starts workers, and ends those that still live."""
    # The tests beside these would keep a worker that steps back waiting for minutes.
    monkeypatch.setenv("KOSHI_WORKER_FIRST", "1")
    started = []

    def begin():
        started.append(workers.worker())
        return started[-1]

    yield begin
    for worker in started:
        worker.kill()
        worker.wait()


@pytest.fixture
def postgres():
    """Address of a PostgreSQL of its own."""
    if sys.platform != "linux":
        pytest.skip("PostgreSQL is started as Debian has it")
    if not list(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
        pytest.fail("no PostgreSQL: install Debian's postgresql")
    with workers.postgres() as address:
        yield address


@pytest.fixture
def short(tmp_path_factory):
    """A clip that is soon checked."""
    return film(tmp_path_factory.mktemp("short") / "short.mp4", shots("hip_lift_ok", 0, 1))


def add(library, count, path, exercise="hip_lift", who=None) -> list[str]:
    clip = library.add_clip(path, ".mp4", probe(path))
    rows = [
        KeptSet(
            person_id=library.person(who),
            clip_sha256=clip.sha256,
            exercise=exercise,
            name=f"{n}.mp4",
            source="upload",
            language="ja",
        )
        for n in range(count)
    ]
    return [library.add(row) for row in rows]


def test_what_is_to_be_found_out_waits_for_an_answer_and_is_checked_then(place, short):
    library = Library()
    (set_id,) = add(library, 1, short, FIND_OUT)
    access = Access(set_id, library.person())
    for _ in range(2):  # given to a second worker it stays as it is
        check_one(library, set_id)
        found = library.get(access)
        assert (found.state, found.proposals) == ("found", [])
    library.settle(access, "hip_lift")
    check_one(library, set_id)
    assert library.get(access).state == "done"


def test_progress_is_nothing_while_the_length_is_unknown(place, short):
    library = Library()
    (set_id,) = add(library, 1, short)
    library.update_unfinished(set_id, state="checking")
    for done, total, expected in ((3.0, 0.0, 0.0), (3.0, 12.0, 0.175), (12.0, 12.0, 0.7)):
        _Teller(library, set_id).part(0.0, 0.7)(done, total)
        assert library.get(Access(set_id, library.person())).progress == pytest.approx(expected)


def test_workers_of_one_host_name_in_two_containers_do_not_take_each_other_for_dead(place):
    """Each is process 7 there, and sees no process of the other."""
    beats = Beats()
    elsewhere = Worker(name=f"{socket.gethostname()}/4194999-{'0' * 16}", beat=1)
    assert not beats.dead(elsewhere, now=0.0)
    assert beats.dead(elsewhere, now=60.0)


def test_a_worker_of_this_machine_that_has_ended_is_known_at_once(place):
    beats, (name, lock) = Beats(), enter()
    other = Worker(name=name, beat=1)
    assert not beats.dead(other, now=0.0)
    lock.release()  # as the system does when a process ends
    assert beats.dead(other, now=0.1)  # who only looks leaves it for who takes over
    assert beats.dead(other, now=0.1, bury=True)
    assert not beats.dead(other, now=0.1)


@pytest.mark.skipif(sys.platform == "win32", reason="there are classes, not numbers")
@pytest.mark.parametrize(("first", "steps"), [("", 10), ("1", 0)])
def test_a_worker_steps_back_unless_workers_are_all_that_runs_there(first, steps):
    code = "import os; from clips.work import _step_back; "
    code += "before = os.nice(0); _step_back(); print(os.nice(0) - before)"
    own = os.environ | {"KOSHI_WORKER_FIRST": first}
    done = subprocess.run([sys.executable, "-c", code], env=own, capture_output=True, text=True)
    assert done.stdout.strip() == str(steps)


def test_what_was_deleted_leaves_no_id_in_the_queue(place, short):
    library, queue = Library(), Queue()
    first, second = (library.get(Access(i, library.person())) for i in add(library, 2, short))
    queue.ask(first, library)
    queue.ask(second, library)
    library.delete(Access.of_owner(first))
    queue.forget(first)
    queue.close()
    kept = b"".join(path.read_bytes() for path in place.glob("queue.sqlite*"))
    assert first.id.encode() not in kept
    assert second.id.encode() in kept


@pytest.mark.long
def test_people_take_turns(place, short, start):
    """Somebody sends three, then somebody else one: that is not the last."""
    library, queue = Library(), Queue()
    first = add(library, 3, short)
    (other,) = add(library, 1, short, who="another")
    for each in (*first, other):
        with library.session() as session:
            kept = session.get(KeptSet, each)
        queue.ask(kept, library)
    queue.close()
    done: list[str] = []
    start()
    end = time.monotonic() + 120
    while len(done) < 4 and time.monotonic() < end:
        with library.session() as session:
            asked = sa.select(KeptSet.id).where(KeptSet.state == "done", KeptSet.id.not_in(done))
            done += session.scalars(asked)
        time.sleep(0.05)
    assert done.index(other) < 3


def ask(ids):
    """As a page does, in a process of its own."""
    subprocess.run([sys.executable, "-c", _ASK, *ids], cwd=ROOT, env=os.environ, check=True)


def states(library):
    return [kept.state for kept in library.sets(library.person())]


def wait(library, ready, seconds=600.0):
    end = time.monotonic() + seconds
    while not ready(states(library)):
        assert time.monotonic() < end, states(library)
        time.sleep(0.3)


@pytest.mark.long
def test_a_killed_workers_set_is_finished_by_the_next(place, start):
    library = Library()
    ids = add(library, 2, sample("hip_lift_arched"))
    ask(ids)
    first = start()
    wait(library, lambda now: "checking" in now)
    first.send_signal(signal.SIGKILL)
    first.wait()
    start()
    wait(library, lambda now: now == ["done", "done"])
    assert [kept.report.verdict for kept in library.sets(library.person())] == ["severe"] * 2
    assert len(library.findings(library.person())) == 2


def test_files_that_are_away_for_a_moment_are_waited_for(place, short, monkeypatch):
    monkeypatch.setattr("clips.work._PAUSES_S", (0.0, 0.0))
    monkeypatch.setattr("clips.work._BEAT_S", 0.0)
    library, away = Library(), [True, True, False]
    (set_id,) = add(library, 1, short)
    fetch, looked = library.files.fetch, []

    def cut_off(key, folder):
        if away.pop(0):
            raise ConnectionResetError
        return fetch(key, folder)

    monkeypatch.setattr(library.files, "fetch", cut_off)
    there = iter((False, True, True))
    monkeypatch.setattr(library.files, "reachable", lambda: looked.append(1) or next(there))
    check_one(library, set_id)
    assert states(library) == ["done"]
    assert (len(away), len(looked)) == (0, 3)

    (set_id,) = add(library, 1, short)
    away[:], there = [True] * 3, iter((True, True))
    monkeypatch.setattr(library.files, "reachable", lambda: next(there))
    check_one(library, set_id)  # not for ever
    assert library.get(Access(set_id, library.person())).error == "unknown"


@pytest.mark.long
def test_a_damaged_clip_says_why_and_can_be_tried_again(place, start, short):
    from clips.work import Queue

    library = Library()
    ids = add(library, 1, short)
    kept = library.get(Access(ids[0], library.person()))
    clip = place / "files" / kept.clip.key
    whole = clip.read_bytes()
    clip.write_bytes(whole[:2000])
    ask(ids)
    start()
    wait(library, lambda now: now == ["failed"])
    assert library.get(Access(ids[0], library.person())).error == "clip-unreadable"
    clip.write_bytes(whole)
    Queue().ask_again(library, Access(ids[0], library.person()))
    wait(library, lambda now: now == ["done"])


@pytest.mark.long
def test_a_worker_finds_a_set_that_nobody_asked_for_and_sweeps_what_no_row_names(
    place, start, short
):
    library = Library()
    add(library, 1, short)
    files = place / "files"
    old, young = files / "sets" / "old" / "track.npz", files / "sets" / "young" / "track.npz"
    for path in (old, young):
        path.parent.mkdir(parents=True)
        path.write_bytes(b"left")
    then = time.time() - 2 * 3600
    os.utime(old, (then, then))
    start()
    wait(library, lambda now: now == ["done"])
    assert not old.exists()
    assert young.exists()
    assert library.files.exists(library.sets(library.person())[0].clip.key)


@pytest.mark.long
def test_two_workers_share_a_postgresql(place, postgres, start, monkeypatch):
    monkeypatch.setenv("KOSHI_DATABASE_URL", postgres)
    library = Library()
    assert library.url.startswith("postgresql+psycopg://")
    ids = add(library, 4, sample("hip_lift_folded_arms"))
    first, second = start(), start()
    ask(ids)
    wait(library, lambda now: now.count("checking") == 2)
    second.send_signal(signal.SIGKILL)
    second.wait()
    wait(library, lambda now: now == ["done"] * 4)
    assert first.poll() is None
    reports = [kept.report for kept in library.sets(library.person())]
    assert len({report.set_id for report in reports}) == 4
    library.close()
