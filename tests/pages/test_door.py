"""When Koshi does not start, and says why."""

import os
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


def test_pages_do_not_start_with_a_quota_that_is_no_number():
    command = [sys.executable, "-m", "pages", "--server.port", "0"]
    own = os.environ | {"KOSHI_MOST_SETS": "many"}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, env=own)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "KOSHI_MOST_SETS" in line
    assert "many" in line
