"""Keeping sets on this machine: one folder a session, with clips, results and how it felt."""

import json
import os
import shutil
from datetime import datetime
from pathlib import Path

import platformdirs

from clips.check import CheckedClip


def kept_folder() -> Path:
    """Where kept sets lie: `KOSHI_DATA` or the user's data folder."""
    given = os.environ.get("KOSHI_DATA")
    base = Path(given) if given else platformdirs.user_data_path("koshi", appauthor=False)
    return base / "sets"


def keep(sets: list[CheckedClip], pain: tuple[int | None, int | None], now: datetime) -> Path:
    """Copy the sets of a session into a folder of their own, all or nothing; returns the folder.

    Parameters
    ----------
    pain : tuple of int or None
        Before and after, 0-10; None when not answered.

    Raises
    ------
    OSError
        Disk full, no permission; nothing is left then.
    """
    folder = kept_folder() / now.strftime("%Y-%m-%d_%H-%M-%S")
    half = folder.with_name(f".{folder.name}")
    try:
        half.mkdir(parents=True, mode=0o700)
        for number, checked in enumerate(sets, 1):
            if checked.path:
                shutil.copyfile(checked.path, half / f"set-{number}.mp4")
            text = checked.report.model_dump_json(indent=1)
            (half / f"set-{number}.json").write_text(text, encoding="utf-8")
        felt = {"pain_before": pain[0], "pain_after": pain[1]}
        (half / "session.json").write_text(json.dumps(felt), encoding="utf-8")
        half.rename(folder)
    except OSError:
        shutil.rmtree(half, ignore_errors=True)
        raise
    return folder
