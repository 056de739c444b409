"""Uploads that go straight to disk: a web address beside the page, and the button that feeds it.

The page hands out a ticket, the browser sends the file in pieces and may break off: chosen again,
the same file goes on where it stopped. Nothing of a file is held in memory but the piece on its
way. Streamlit's own uploader keeps whole files in memory (500 MB took the server to 1.08 GB).
"""

import errno
import logging
import re
from pathlib import Path

import anyio.to_thread
import streamlit as st
from pydantic import ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from clips.incoming import TYPES, Choice, size_of
from clips.intake import MAX_BYTES
from clips.places import opener
from coach.words import Words, words
from pages.frame import failure
from pages.server import library, server

_HERE = Path(__file__).parent
_MOST_SAID = 4096  # bytes of what is said of a choice
_KEYS = (
    "choose",
    "drop",
    "sending",
    "looking",
    "again",
    "cancel",
    "too-large",
    "no-room",
    "too-many",
    "quota",
)
KEYS = (*_KEYS, "failed")
_FILE = re.compile(r"[0-9a-f]{8,64}")

_uploader = st.components.v2.component(
    "koshi_upload",
    html=(_HERE / "uploads.html").read_text(encoding="utf-8"),
    css=(_HERE / "uploads.css").read_text(encoding="utf-8"),
    js=(_HERE / "uploads.js").read_text(encoding="utf-8"),
)
log = logging.getLogger("koshi")


def uploader(key: str, person: str, exercise: str, says: Words) -> list[str]:
    """The button, for clips of that exercise. Returns the ids of all sets that were kept by it in
    this page so far, the first first."""
    ticket = st.session_state.get("upload_ticket", "")
    if server().tickets.get(ticket) != person:
        ticket = st.session_state.upload_ticket = server().tickets.give(person)
    data = {
        "address": f"koshi/upload/{ticket}",
        "types": [f".{suffix}" for suffix in TYPES],
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

    202: it is being looked at, ask again; 400: no such choice; 401: unknown ticket; 403: they keep
    as much as one person may; 409: not where
    the file stops, not whole, or another page sends it; 413: larger than we take; 422: it cannot be
    kept, and why; 429: too much of theirs is
    under way; 507: no room.
    """
    person = server().tickets.get(request.path_params["ticket"])
    file = request.path_params["file"]
    if person is None or not _FILE.fullmatch(file):
        return Response(status_code=401)
    incoming = server().incoming
    path = incoming.part(person, file)
    if request.method == "HEAD":
        return _answer(204, size_of(path))
    if request.method == "POST":
        return await _kept(request, person, file)
    offset, coming = _number(request, "upload-offset"), _number(request, "content-length")
    status = 204
    with incoming.hold(path) as free:
        there = size_of(path)  # now that nobody else can add to it, or take it to be looked at
        # What comes in chunks has no length to hold it to.
        if offset != there or coming < 0 or not free or "transfer-encoding" in request.headers:
            return _answer(409, there)
        if there + coming > MAX_BYTES:
            return _answer(413, there)
        try:
            if not incoming.room(coming):
                return _answer(507, there)
            if not there and await anyio.to_thread.run_sync(library().full, person):
                return _answer(403, there)
            if incoming.crowded(person, path, coming):
                return _answer(429, there)
            with open(path, "ab", opener=opener) as out:
                async for piece in request.stream():
                    out.write(piece)
        except ClientDisconnect:
            status = 400  # what came is kept, the browser goes on from there
        except OSError as error:
            status = 507 if error.errno == errno.ENOSPC else 500
    return _answer(status, size_of(path))


async def _kept(request: Request, person: str, file: str) -> Response:
    try:
        if not 0 <= _number(request, "content-length") <= _MOST_SAID:
            raise ValueError("not said in so few words")
        choice = Choice.model_validate_json(await request.body())
    except (ValidationError, ValueError, ClientDisconnect):
        return Response(status_code=400)
    incoming = server().incoming
    with incoming.hold(incoming.of_choice(person, choice)) as free:
        if not free:
            return Response(status_code=202)
        return await anyio.to_thread.run_sync(_keep, choice, person, file)


def _keep(choice: Choice, person: str, file: str) -> Response:
    incoming = server().incoming
    try:
        kept = incoming.keep(library(), choice, person, file)
    except Exception as error:
        name = Path(choice.name.replace("\\", "/")).name
        return JSONResponse({"why": failure(error, words(choice.language), name)}, 422)
    if kept is None:
        return _answer(409, size_of(incoming.part(person, file)))
    try:
        server().queue.ask(kept)
    except Exception as error:  # a worker sees for itself that it waits
        log.warning("upload: %s", type(error).__name__)
    return JSONResponse({"set": kept.id})


def _answer(status: int, offset: int) -> Response:
    headers = {"Upload-Offset": str(offset), "Cache-Control": "no-store"}
    return Response(status_code=status, headers=headers)


def _number(request: Request, header: str) -> int:
    text = request.headers.get(header, "")
    return int(text) if text.isdecimal() and len(text) < 16 else -1
