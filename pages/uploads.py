"""Uploads that go straight to disk: a web address beside the page, and the button that feeds it.

The page hands out a ticket, which is good in its browser alone; that sends the file in pieces and
may break off: chosen again, the same file goes on where it stopped. Nothing of a file is held in
memory but the piece on its way. Streamlit's own uploader keeps whole files in memory (500 MB took
the server to 1.08 GB).

Spoken is tus 1.0 with creation, checksums and termination
(https://tus.io/protocols/resumable-upload); what has come in becomes a set by a request of our own
(`Choice`).
"""

import base64
import errno
import hashlib
import hmac
import logging
import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio.to_thread
import streamlit as st
from pydantic import ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from clips.incoming import TYPES, Choice, size_of
from clips.intake import MAX_BYTES
from clips.places import opener
from coach.words import Words, words
from pages.door import known_by
from pages.events import note
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
# Behind the name stands how long the file will be, where that was told first (`begin`).
_FILE = re.compile(r"[0-9a-f]{8,64}(?:-(\d{1,10}))?")
METHODS = ("HEAD", "PATCH", "POST", "DELETE")  # of `receive`
_TUS, _PIECE = "1.0.0", "application/offset+octet-stream"
_SUMS = {"sha1": hashlib.sha1, "sha256": hashlib.sha256}

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
    if server().tickets.get(ticket, st.context.cookies) != person:
        ticket = st.session_state.upload_ticket = server().tickets.give(person, known_by())
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


async def begin(request: Request) -> Response:
    """OPTIONS tells what is understood of tus; POST with `Upload-Length` (bytes) begins a new file
    and gives its address. 400: no length; 401: unknown ticket; 403, 429, 507: as in `receive`; 413:
    larger than we take."""
    if request.method == "OPTIONS":
        understood = {
            "Tus-Version": _TUS,
            "Tus-Extension": "creation,checksum,termination",
            "Tus-Max-Size": str(MAX_BYTES),
            "Tus-Checksum-Algorithm": ",".join(_SUMS),
        }
        return Response(status_code=204, headers=understood)
    return _as_tus(request) or _told(await _begun(request))


async def _begun(request: Request) -> Response:
    ticket, length = request.path_params["ticket"], _number(request, "upload-length")
    person = server().tickets.get(ticket, request.cookies)
    if person is None:
        note("no_grant")
        return Response(status_code=401)
    if not 0 <= length <= MAX_BYTES:
        return Response(status_code=413 if length > MAX_BYTES else 400)
    file = f"{secrets.token_hex(16)}-{length}"
    path = server().incoming.part(person, file)
    try:
        if refused := await _refused(person, path, 0, 0):
            return Response(status_code=refused)
        path.touch(0o600)
    except OSError as error:
        return Response(status_code=_of(error))
    where = f"/koshi/upload/{ticket}/{file}"
    return Response(status_code=201, headers={"Location": where, "Cache-Control": "no-store"})


async def receive(request: Request) -> Response:
    """HEAD tells how much of a file is there; PATCH with `Upload-Offset` adds to it; DELETE removes
    it; POST with a `Choice` keeps what has come in whole as a set and tells its id, or why there is
    none. The button of our pages names its files itself: one that it has not begun has 0 bytes.

    202: it is being looked at, ask again; 400: no such choice, or no checksum that we know; 401:
    unknown ticket; 403: they keep as much as one person may; 404: no such file (any more); 409: not
    where the file stops, not whole, or another page sends it; 412: another tus; 413: larger than we
    take, or than was told; 415: no piece of a file; 422: it cannot be kept, and why; 429: too much
    of theirs is under way; 460: not what its checksum says; 507: no room.
    """
    return _as_tus(request) or _told(await _received(request))


def _as_tus(request: Request) -> Response | None:
    """What is answered to who speaks another tus than we do. Who does not say that they speak it is
    taken as they are."""
    spoken = request.headers.get("tus-resumable")
    if spoken not in (None, _TUS):
        return _told(Response(status_code=412, headers={"Tus-Version": _TUS}))
    if spoken and request.method == "PATCH" and request.headers.get("content-type") != _PIECE:
        return _told(Response(status_code=415))
    return None


def _told(answer: Response) -> Response:
    answer.headers["Tus-Resumable"] = _TUS
    return answer


async def _received(request: Request) -> Response:
    person = server().tickets.get(request.path_params["ticket"], request.cookies)
    file = request.path_params["file"]
    named = _FILE.fullmatch(file)
    if person is None or not named:
        note("no_grant")
        return Response(status_code=401)
    incoming = server().incoming
    path, length = incoming.part(person, file), named[1]
    if request.method == "DELETE":
        return _removed(path)
    if length and request.method != "POST" and not path.exists():
        return _gone()
    if request.method == "HEAD":
        answer = _answer(204, size_of(path))
        if length:
            answer.headers["Upload-Length"] = length
        return answer
    if request.method == "POST":
        return await _kept(request, person, file)
    offset, coming = _number(request, "upload-offset"), _number(request, "content-length")
    try:
        checksum = _Checksum.of(request)
    except ValueError:
        return _answer(400, size_of(path))
    with incoming.hold(path) as free:
        there = size_of(path)  # now that nobody else can add to it, or take it to be looked at
        # What comes in chunks has no length to hold it to.
        if offset != there or coming < 0 or not free or "transfer-encoding" in request.headers:
            return _answer(409, there)
        if there + coming > min(MAX_BYTES, int(length or MAX_BYTES)):
            return _answer(413, there)
        try:
            if refused := await _refused(person, path, there, coming):
                return _answer(refused, there)
            status = await _added(request, path, checksum)
            if checksum and (status != 204 or not checksum.right):
                os.truncate(path, there)  # a piece is taken as a whole, or not at all
                status = 460 if status == 204 else status
        except OSError as error:
            status = _of(error)
    return _answer(status, size_of(path))


async def _refused(person: str, path: Path, there: int, coming: int) -> int:
    """Why so many bytes more of a file may not come now, a status; 0: they may."""
    incoming = server().incoming
    if not incoming.room(coming):
        return 507
    if not there and await anyio.to_thread.run_sync(library().full, person):
        note("library_full")
        return 403
    return 429 if incoming.crowded(person, path, coming) else 0


def _removed(path: Path) -> Response:
    with server().incoming.hold(path) as free:
        if not free:
            return _answer(409, size_of(path))
        try:
            path.unlink()
        except FileNotFoundError:
            return _gone()
    return Response(status_code=204)


def _gone() -> Response:
    """That there is no such file; tus wants no `Upload-Offset` then."""
    return Response(status_code=404, headers={"Cache-Control": "no-store"})


def _of(error: OSError) -> int:
    return 507 if error.errno == errno.ENOSPC else 500


@dataclass
class _Checksum:
    """What a piece has to come to (`Upload-Checksum`), and what has come so far."""

    expected: bytes
    so_far: Any

    @classmethod
    def of(cls, request: Request) -> "_Checksum | None":
        """That of a request, None where it has none. ValueError: no such thing."""
        text = request.headers.get("upload-checksum")
        if text is None:
            return None
        kind, _, told = text.partition(" ")
        if kind not in _SUMS:
            raise ValueError(kind)
        return cls(base64.b64decode(told, validate=True), _SUMS[kind]())

    @property
    def right(self) -> bool:
        """Whether all has come, as it was sent."""
        return hmac.compare_digest(self.so_far.digest(), self.expected)


async def _added(request: Request, path: Path, checksum: _Checksum | None) -> int:
    """Add what comes to the file; the status that says how far that went."""
    try:
        with open(path, "ab", opener=opener) as out:
            async for piece in request.stream():
                out.write(piece)
                if checksum:
                    checksum.so_far.update(piece)
    except ClientDisconnect:
        return 400  # what came is kept, the browser goes on from there
    except OSError as error:
        return _of(error)
    return 204


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
        server().queue.ask(kept, library())
    except Exception as error:  # a worker sees for itself that it waits
        log.warning("upload: %s", type(error).__name__)
    return JSONResponse({"set": kept.id})


def _answer(status: int, offset: int) -> Response:
    headers = {"Upload-Offset": str(offset), "Cache-Control": "no-store"}
    return Response(status_code=status, headers=headers)


def _number(request: Request, header: str) -> int:
    text = request.headers.get(header, "")
    return int(text) if text.isdecimal() and len(text) < 16 else -1
