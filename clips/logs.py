"""What Koshi writes of itself, one line of JSON for each, when `KOSHI_LOG` is ``json``.

A line has no names, paths, addresses, words of people or values: of Koshi's own lines the words
that stand in its code, of those of libraries, and of every error, only its kind and where in the
code it was.
"""

import json
import logging
import os
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

_OWN = "koshi"  # the logger whose words are ours
_ROOT = Path(__file__).parent.parent
log = logging.getLogger(_OWN)


def in_json() -> bool:
    """Whether lines are asked for that way."""
    return os.environ.get("KOSHI_LOG") == "json"


def set_up() -> None:
    """Have every line of this process written that way, whoever's handler it is, if asked to."""
    if not in_json():
        return
    logging.Handler.format = lambda self, record: line(record)  # type: ignore[method-assign]
    logging.basicConfig(level=logging.INFO)
    sys.excepthook = lambda _kind, error, _trace: log.critical("ended", exc_info=error)
    threading.excepthook = lambda args: log.error("thread ended", exc_info=args.exc_value)


def line(record: logging.LogRecord) -> str:
    """A record as one line of JSON. What stands under ``told`` in a record of ours (``extra``) is
    added: whoever writes it sees to it that it tells of nobody."""
    own = record.name == _OWN
    told: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "from": record.name,
        "process": record.process,
        "at": f"{_short(record.pathname)}:{record.lineno}",
    }
    if own:
        told["says"] = record.getMessage()
        told |= getattr(record, "told", {})
    error = record.exc_info[1] if record.exc_info else None
    if error is not None:
        told["error"] = type(error).__name__
        told["error_at"] = _places(error.__traceback__)
    return json.dumps(told, ensure_ascii=False)


def _places(trace: TracebackType | None) -> list[str]:
    return [f"{_short(each.filename)}:{each.lineno}" for each in traceback.extract_tb(trace)]


def _short(path: str) -> str:
    """A file of the code by its place in Koshi or in the libraries, not in this machine."""
    where = Path(path)
    if "site-packages" in where.parts:
        at = where.parts.index("site-packages")
        return "/".join(where.parts[at + 1 :])
    return where.relative_to(_ROOT).as_posix() if where.is_relative_to(_ROOT) else where.name
