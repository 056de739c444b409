"""A server that others can reach does not start without a sign-in."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_a_server_for_others_needs_a_sign_in():
    command = [sys.executable, "-m", "pages", "--server.address", "0.0.0.0", "--server.port", "0"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    assert "no sign-in is set up" in done.stderr
    assert "サインイン" in done.stderr
