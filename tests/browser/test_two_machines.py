"""The server of `deploy/`, and two browsers by HTTPS from other machines (`benchmarks`)."""

import os
import shutil
import subprocess
import sys

import pytest

from benchmarks.chromium import ROOT


def no_machines() -> str:
    """Why there can be no machines here; empty where there can."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "network namespaces are Linux's, and root's to make"
    missing = [name for name in ("ip", "certutil", "curl") if not shutil.which(name)]
    if missing:
        return f"not installed: {', '.join(missing)}"
    made = subprocess.run(["unshare", "--net", "true"], capture_output=True)
    return "" if made.returncode == 0 else "no network namespaces here"


@pytest.mark.long
def test_a_client_shares_a_set_and_reads_what_the_trainer_says_at_another_machine(tmp_path):
    if why := no_machines():
        pytest.skip(why)
    command = [sys.executable, "-m", "benchmarks.two_machines", "--languages", "ja,en"]
    with (tmp_path / "seen").open("w") as seen:
        watch = subprocess.Popen(["ip", "monitor", "link", "address"], stdout=seen)
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
        watch.terminate()
        watch.wait()
    assert told.returncode == 0, told.stdout + told.stderr
    steps = [line.split()[2] for line in told.stdout.splitlines() if " s  " in line]
    assert steps.count("trainer") == 2
    # Chromium breaks off what it fetches when a network comes or goes: other tests run beside.
    assert "koshi" not in (tmp_path / "seen").read_text()
