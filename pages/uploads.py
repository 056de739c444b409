"""Uploads that go straight to disk: a web address beside the page, and the button that feeds it.

The page hands out a ticket, the browser sends the file in pieces and may break off: chosen again,
the same file goes on where it stopped. Nothing of a file is held in memory but the piece on its
way. Streamlit's own uploader keeps whole files in memory (500 MB took the server to 1.08 GB).

What is chosen is kept here and not by a page: whatever is chosen next, looked at or closed while a
file is on its way, each choice becomes one set, of the exercise that it was chosen for.
"""

import errno
import hashlib
import logging
import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated

import anyio.to_thread
import streamlit as st
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from clips.intake import MAX_BYTES, examine
from clips.library import NoSuchSetError, data_folder
from clips.models import KeptSet
from clips.work import ask
from coach.words import LANGUAGES, Words, words
from pages.frame import failure, library
from pose.video import ClipError
from rules import EXERCISES

_HERE = Path(__file__).parent
_KEPT_S = 24 * 3600.0  # half an upload waits so long for its other half
_ROOM = 200 << 20  # bytes that stay free on the disk
_MOST_SAID = 4096  # bytes of what is said of a choice
_KEYS = ("choose", "drop", "sending", "looking", "again", "cancel", "too-large", "no-room")
KEYS = (*_KEYS, "failed")
_FILE = re.compile(r"[0-9a-f]{8,64}")
# What phones, cameras and screen recorders write; anything else is refused by the reader itself.
_TYPES = ("mp4", "mov", "m4v", "webm", "mkv", "avi", "3gp", "mts", "wmv", "mpg", "mpeg")

_uploader = st.components.v2.component(
    "koshi_upload",
    html=(_HERE / "uploads.html").read_text(encoding="utf-8"),
    css=(_HERE / "uploads.css").read_text(encoding="utf-8"),
    js=(_HERE / "uploads.js").read_text(encoding="utf-8"),
)
log = logging.getLogger("koshi")
_tickets: dict[str, str] = {}  # ticket -> whose
_busy: set[Path] = set()  # being written or looked at: whoever else wants it waits


class Choice(BaseModel):
    """A file that was chosen: what it is called, its size in bytes, the exercise it was chosen for,
    the language of the page. ``choice`` is a number of its own, so that asking twice keeps once,
    and the same file chosen twice is two sets."""

    model_config = ConfigDict(strict=True, extra="forbid")

    choice: str = Field(pattern=r"^[0-9a-f]{32}$")
    name: str = Field(max_length=1000)
    size: int = Field(ge=0, le=MAX_BYTES)
    exercise: Annotated[str, AfterValidator(lambda given: _one_of(given, EXERCISES))]
    language: Annotated[str, AfterValidator(lambda given: _one_of(given, LANGUAGES))]


def _one_of(given: str, known) -> str:
    if given not in known:
        raise ValueError("not one of them")
    return given


def uploader(key: str, person: str, exercise: str, says: Words) -> list[str]:
    """The button, for clips of that exercise. Returns the ids of all sets that were kept by it in
    this page so far, the first first."""
    ticket = st.session_state.get("upload_ticket")
    if ticket is None:
        ticket = st.session_state.upload_ticket = secrets.token_urlsafe(24)
        _tickets[ticket] = person
        _clear_old()
    data = {
        "address": f"koshi/upload/{ticket}",
        "types": [f".{suffix}" for suffix in _TYPES],
        "most": MAX_BYTES,
        "exercise": exercise,
        "language": says.language,
        "words": {each: says.say(f"upload-{each}", percent="{percent}") for each in KEYS},
    }
    kept = _uploader(key=key, data=data, on_kept_change=lambda: None).kept or []
    return [str(each) for each in kept]


async def receive(request: Request) -> Response:
    """HEAD tells how much of a file is there; PATCH with `Upload-Offset` adds to it; POST with a
    `Choice` keeps what has come in whole as a set and tells its id, or why there is none.

    202: it is being looked at, ask again; 400: no such choice; 401: unknown ticket; 409: not where
    the file stops, not whole, or another page sends it; 413: larger than we take; 422: it cannot be
    kept, and why; 507: no room.
    """
    person = _tickets.get(request.path_params["ticket"])
    file = request.path_params["file"]
    if person is None or not _FILE.fullmatch(file):
        return Response(status_code=401)
    path = _part(person, file)
    there = path.stat().st_size if path.exists() else 0
    if request.method == "HEAD":
        return _answer(204, there)
    if request.method == "POST":
        return await _kept(request, person, path)
    offset, coming = _number(request, "upload-offset"), _number(request, "content-length")
    # What comes in chunks has no length to hold it to.
    if offset != there or coming < 0 or path in _busy or "transfer-encoding" in request.headers:
        return _answer(409, there)
    if there + coming > MAX_BYTES:
        return _answer(413, there)
    status = 204
    with _held(path):
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if shutil.disk_usage(path.parent).free - coming < _ROOM:
                return _answer(507, there)
            with path.open("ab") as out:
                async for piece in request.stream():
                    out.write(piece)
        except ClientDisconnect:
            status = 400  # what came is kept, the browser goes on from there
        except OSError as error:
            status = 507 if error.errno == errno.ENOSPC else 500
    return _answer(status, path.stat().st_size if path.exists() else 0)


async def _kept(request: Request, person: str, path: Path) -> Response:
    try:
        if not 0 <= _number(request, "content-length") <= _MOST_SAID:
            raise ValueError("not said in so few words")
        choice = Choice.model_validate_json(await request.body())
    except (ValidationError, ValueError, ClientDisconnect):
        return Response(status_code=400)
    own = _part(person, f"choice {choice.choice}")
    if own in _busy:
        return Response(status_code=202)
    with _held(own):
        if not own.exists() and path not in _busy and _size(path) == choice.size:
            # From now on it is this choice's: who sends the same file from another window begins
            # a file of their own.
            path.replace(own)
        return await anyio.to_thread.run_sync(_keep, choice, person, own, path)


def _keep(choice: Choice, person: str, own: Path, path: Path) -> Response:
    """Keep the file `own` as a set, once; what is no clip is removed, what only failed goes back to
    where it came from, `path`, and need not be sent again."""
    name = Path(choice.name.replace("\\", "/")).name
    set_id = hashlib.sha256(f"{person}/{choice.choice}".encode()).hexdigest()[:32]
    try:
        try:
            kept = library().get(set_id, person)
        except NoSuchSetError:
            if not own.exists():
                return _answer(409, _size(path))
            kept = KeptSet(
                id=set_id,
                person_id=person,
                exercise=choice.exercise,
                name=name,
                source="upload",
                language=choice.language,
            )
            suffix = Path(name).suffix.lower()
            suffix = suffix if suffix[1:] in _TYPES else ""
            kept = library().keep(kept, own, suffix, examine(own))
        own.unlink(missing_ok=True)
    except Exception as error:
        with suppress(OSError):
            if isinstance(error, ClipError):
                own.unlink(missing_ok=True)
            elif own.exists():
                own.replace(path)
        return JSONResponse({"why": failure(error, words(choice.language), name)}, 422)
    try:
        ask(kept)
    except Exception as error:  # a worker sees for itself that it waits
        log.warning("upload: %s", type(error).__name__)
    return JSONResponse({"set": set_id})


@contextmanager
def _held(path: Path) -> Iterator[None]:
    _busy.add(path)
    try:
        yield
    finally:
        _busy.discard(path)


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


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
