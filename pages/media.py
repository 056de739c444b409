"""Pictures and clips of kept sets, for whom the page has let see them.

A page hands out a grant, a name nobody can guess, for one set and the files that may be seen; the
browser then asks for those files by it, in parts where it wants. A grant ends with Koshi, with its
time, with the link it came by, or when its set is deleted. Streamlit's own media addresses outlive
the page and need nothing.
"""

import secrets
import time
from dataclasses import dataclass

import anyio.to_thread
import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from clips.library import NoSuchSetError
from clips.models import KeptSet, Share
from clips.review import seen
from clips.sharing import is_good
from coach.words import Words
from pages.frame import copies, library, local

SEEN = "seen.json"
_LASTS_S = 12 * 3600.0
_PRIVATE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True)
class _Grant:
    set_id: str
    person: str
    share_id: str | None
    names: frozenset[str]
    says: Words
    called: str  # what a clip is called when it is put away
    until: float


_grants: dict[str, _Grant] = {}


def grant(kept: KeptSet, says: Words, names: tuple[str, ...], by: Share | None) -> str:
    """Let this page's browser see those files of a set, for as long as the link `by` is good, where
    it came by one; returns where they lie, as an address relative to the page that a name is put
    behind."""
    now = time.monotonic()
    for old in [key for key, each in _grants.items() if each.until < now]:
        del _grants[old]
    key = secrets.token_urlsafe(24)
    _grants[key] = _Grant(
        kept.id,
        kept.person_id,
        by.id if by else None,
        frozenset(names),
        says,
        f"koshi-{kept.exercise}-{local(kept.created):%Y-%m-%d-%H%M}.mp4",
        now + _LASTS_S,
    )
    return f"koshi/media/{key}"


def address_of(kept: KeptSet, clip: str, says: Words, by: Share | None) -> str:
    """Where this visit's browser gets that clip of a set, and what was seen in it; the same at
    every run of the page, so that a clip that plays goes on."""
    granted = st.session_state.setdefault("granted", {})
    key = (kept.id, clip, says.language, by.id if by else None)
    known = _grants.get(granted.get(key, "").rpartition("/")[2])
    if known is None or known.until < time.monotonic():
        granted[key] = grant(kept, says, (clip, SEEN), by)
    return granted[key]


async def serve(request: Request) -> Response:
    """A file of a set, with ``?save`` one to be put away; whatever is wrong with the address, the
    answer is the same 404."""
    given = _grants.get(request.path_params["grant"])
    name = request.path_params["name"]
    if given is None or given.until < time.monotonic() or name not in given.names:
        return Response(status_code=404)
    save = "save" in request.query_params
    try:
        return await anyio.to_thread.run_sync(_answer, given, name, save)
    except (NoSuchSetError, OSError, ValueError):
        return Response(status_code=404)


def _answer(given: _Grant, name: str, save: bool) -> Response:
    if given.share_id and not is_good(library(), given.share_id):
        raise NoSuchSetError
    kept = library().get(given.set_id, given.person)
    if name == SEEN:
        shown = library().result(kept.id, given.person, copies())
        return JSONResponse(seen(shown, given.says), headers=_PRIVATE)
    folder = copies() / kept.id
    folder.mkdir(exist_ok=True)
    path = library().files.fetch(f"{kept.folder}/{name}", folder)
    if not path.exists():
        raise FileNotFoundError(name)
    called = given.called if save else None
    return FileResponse(path, media_type="video/mp4", filename=called, headers=_PRIVATE)
