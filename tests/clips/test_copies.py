"""Processes that begin as copies: each for itself, and none is left over."""

import signal
import sys
from pathlib import Path

import psutil
import pytest

from clips.wall import ORIGINAL, probe, read_frames
from tests.films import sample

if sys.platform == "linux":
    from clips.copies import Original

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is copied")
_WORK = """
import os, sys
from clips.copies import copy_for_all
def work(told):
    for line in sys.stdin.buffer:
        handles = sorted(os.listdir("/proc/self/fd"))
        os.write(1, f"{told} {line!r} {len(handles) - 1}\\n".encode())
    return 7
copy_for_all(int(sys.argv[1]), work)
"""


@pytest.fixture
def original():
    return Original([sys.executable, "-c", _WORK], Path.cwd(), {})


def test_copies_know_nothing_of_each_other(original):
    copies = [original.copy([name]) for name in ("a", "b", "c")]
    for copy in copies:
        copy.stdin.write(b"hear\n")
        copy.stdin.flush()
        # Its two pipes and the error output, nothing else: not those of the copies before it.
        assert copy.stdout.readline().endswith(b" 3\n")
    copies[0].stdin.close()
    assert copies[0].wait() == 7
    copies[1].kill()
    assert copies[1].wait() == copies[1].wait() == -signal.SIGKILL
    copies[2].stdin.write(b"and you\n")
    copies[2].stdin.flush()
    assert copies[2].stdout.readline().startswith(b"['c'] b'and you")
    copies[2].stdin.close()
    assert copies[2].wait() == 7


def test_when_somebody_ends_the_original_the_next_clip_is_read_all_the_same():
    frames = read_frames(sample("hip_lift_ok"))
    next(frames)
    old = ORIGINAL._process
    old.kill()
    old.wait()
    assert probe(sample("hip_lift_ok")).fps == 15
    assert ORIGINAL._process.pid != old.pid


def test_when_the_asker_ends_all_end():
    """However it does, and in the middle of a clip."""
    code = "import sys, time; from clips.wall import read_frames; "
    code += f"frames = read_frames({str(sample('hip_lift_ok'))!r}); next(frames); "
    code += "print('reading', flush=True); time.sleep(60)"
    asker = psutil.Popen([sys.executable, "-c", code], stdout=-1)
    assert asker.stdout.readline() == b"reading\n"
    family = asker.children(recursive=True)
    assert len(family) == 2
    asker.kill()
    asker.wait()
    _, alive = psutil.wait_procs(family, 20)
    assert not alive
