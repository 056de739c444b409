"""Uploads that go straight to disk: a web address beside the page, and the button that feeds it.

The page hands out a ticket, the browser sends the file in pieces and may break off: chosen again,
the same file goes on where it stopped. Nothing of a file is held in memory but the piece on its
way. Streamlit's own uploader keeps whole files in memory (500 MB took the server to 1.08 GB).
"""

import errno
import hashlib
import os
import re
import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from clips.intake import MAX_BYTES
from clips.library import data_folder
from coach.words import Words

_HERE = Path(__file__).parent
_KEPT_S = 24 * 3600.0  # half an upload waits so long for its other half
_ROOM = 200 << 20  # bytes that stay free on the disk
KEYS = ("choose", "drop", "sending", "again", "cancel", "too-large", "no-room", "failed")
_FILE = re.compile(r"[0-9a-f]{8,64}")

_uploader = st.components.v2.component(
    "koshi_upload",
    html=(_HERE / "uploads.html").read_text(encoding="utf-8"),
    css=(_HERE / "uploads.css").read_text(encoding="utf-8"),
    js=(_HERE / "uploads.js").read_text(encoding="utf-8"),
)
_tickets: dict[str, str] = {}  # ticket -> whose
_busy: set[Path] = set()  # being written: of two pages that send the same file one waits


@dataclass(frozen=True)
class Uploaded:
    """A file that has come in whole: where it is, what it was called."""

    path: Path
    name: str


def uploader(key: str, person: str, types: list[str], says: Words) -> list[Uploaded]:
    """The button. Returns the files that have just come in; whoever takes one moves it away."""
    ticket = st.session_state.get("upload_ticket")
    if ticket is None:
        ticket = st.session_state.upload_ticket = secrets.token_urlsafe(24)
        _tickets[ticket] = person
        _clear_old()
    data = {
        "address": f"koshi/upload/{ticket}",
        "types": [f".{suffix}" for suffix in types],
        "most": MAX_BYTES,
        "words": {each: says.say(f"upload-{each}", percent="{percent}") for each in KEYS},
    }
    sent = _uploader(key=key, data=data, on_sent_change=lambda: None).sent or []
    once = {each["file"]: each for each in sent}.values()  # one file may be sent twice in a visit
    found = [Uploaded(_part(person, each["file"]), Path(each["name"]).name) for each in once]
    return [each for each in found if each.path.exists()]


async def receive(request: Request) -> Response:
    """HEAD tells how much of a file is there; PATCH with `Upload-Offset` adds to it.

    401: unknown ticket; 409: not where the file stops, or another page sends it; 413: larger than
    we take; 507: no room.
    """
    person = _tickets.get(request.path_params["ticket"])
    file = request.path_params["file"]
    if person is None or not _FILE.fullmatch(file):
        return Response(status_code=401)
    path = _part(person, file)
    there = path.stat().st_size if path.exists() else 0
    if request.method == "HEAD":
        return _answer(204, there)
    offset, coming = _number(request, "upload-offset"), _number(request, "content-length")
    # What comes in chunks has no length to hold it to.
    if offset != there or coming < 0 or path in _busy or "transfer-encoding" in request.headers:
        return _answer(409, there)
    if there + coming > MAX_BYTES:
        return _answer(413, there)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if shutil.disk_usage(path.parent).free - coming < _ROOM:
        return _answer(507, there)
    status = 204
    _busy.add(path)
    try:
        with path.open("ab") as out:
            async for piece in request.stream():
                out.write(piece)
    except ClientDisconnect:
        status = 400  # what came is kept, the browser goes on from there
    except OSError as error:
        status = 507 if error.errno == errno.ENOSPC else 500
    finally:
        _busy.discard(path)
    return _answer(status, path.stat().st_size)


def _answer(status: int, offset: int) -> Response:
    headers = {"Upload-Offset": str(offset), "Cache-Control": "no-store"}
    return Response(status_code=status, headers=headers)


def _number(request: Request, header: str) -> int:
    text = request.headers.get(header, "")
    return int(text) if text.isdecimal() and len(text) < 16 else -1


def _folder() -> Path:
    return data_folder() / "uploads"


def _part(person: str, file: str) -> Path:
    """Where a file comes in: by whose and which it is, so that a new page finds it again."""
    return _folder() / hashlib.sha256(f"{person}/{file}".encode()).hexdigest()[:32]


def _clear_old() -> None:
    """Remove uploads that nobody went on with."""
    if not _folder().exists():
        return
    for entry in os.scandir(_folder()):
        if time.time() - entry.stat().st_mtime > _KEPT_S:
            Path(entry.path).unlink(missing_ok=True)
