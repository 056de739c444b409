"""The server of `deploy/`, and two browsers by HTTPS from other machines (`benchmarks`)."""

import logging
import os
import shutil
import subprocess
import sys

import pytest

from benchmarks.two_machines import Told, round_of, standing


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
def test_a_client_shares_a_set_and_reads_what_the_trainer_says_at_another_machine(
    playwright, tmp_path
):
    if why := no_machines():
        pytest.skip(why)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    told = Told()
    with standing(playwright, tmp_path, told) as place:
        round_of(playwright, place, ("ja", "en"))
    assert [who for who, _, _ in told.steps].count("trainer") == 2
