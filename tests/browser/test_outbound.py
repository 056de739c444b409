"""Whom does Koshi try to reach? The servers of the other tests are looked at when they end
(`conftest.server`); here the guard itself, and the command line."""

import subprocess
import sys

import pytest

from tests.browser.conftest import ROOT, guarded, outside

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's")


def test_the_guard_sees_an_outbound_connection(tmp_path):
    log = tmp_path / "trace.txt"
    call = "import socket; s = socket.socket(); s.setblocking(0); s.connect_ex(('192.0.2.99', 9))"
    subprocess.run(guarded([sys.executable, "-c", call], log), check=True)
    assert outside(log.read_text()) == {"192.0.2.99"}


def test_a_whole_check_reaches_nobody(quick, tmp_path):
    log = tmp_path / "trace.txt"
    check = [sys.executable, "-m", "clips", "check", str(quick)]
    check += ["--exercise", "plank", "--annotated", str(tmp_path / "out.mp4")]
    done = subprocess.run(guarded(check, log), cwd=ROOT)
    assert done.returncode == 0
    assert outside(log.read_text()) == set()
