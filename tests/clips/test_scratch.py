"""What killed processes leave behind."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from clips.scratch import scratch, sweep


def test_folders_of_the_dead_go_and_those_of_the_living_stay(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = tmp_path / f"koshi-work-{dead.pid}-abc"
    left.mkdir()
    (left / "clip.mp4").write_bytes(b"x")
    (tmp_path / "koshi-notes-mine-x").mkdir()
    with scratch("work") as mine:
        sweep()
        assert Path(mine).name.startswith(f"koshi-work-{os.getpid()}-")
        assert {path.name for path in tmp_path.iterdir()} == {
            Path(mine).name,
            "koshi-notes-mine-x",
        }
