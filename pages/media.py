"""Pictures and clips of kept sets, for whom the page has let see them.

A page hands out a grant, a name nobody can guess, for one clip of a set; the browser then asks for
it, and for what was seen in it, in parts where it wants. A grant is good in that browser alone, and
ends with Koshi, with its time, with the sign-in or the link it came by, or when its set is deleted.
Streamlit's own media addresses outlive the page and need nothing.
"""

import anyio.to_thread
import streamlit as st
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response

from clips.access import Access
from clips.models import KeptSet
from clips.review import seen
from coach.words import Words
from pages.door import known_by, marked
from pages.events import note
from pages.frame import local
from pages.link import cookie_of
from pages.server import Grant, copies, library, server

SEEN = "seen.json"
_PRIVATE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


def address_of(kept: KeptSet, access: Access, clip: str, says: Words) -> str:
    """Where this visit's browser gets that clip of a set, and what was seen in it, as an address
    relative to the page that a name is put behind; the same at every run of the page, so that a
    clip that plays goes on."""
    granted = st.session_state.setdefault("granted", {})
    key, grants = (access, clip, says.language), server().grants
    by = marked(cookie_of(access.link)) if access.link else known_by()
    if grants.get(granted.get(key, ""), st.context.cookies) is None:
        called = f"koshi-{kept.exercise}-{local(kept.created):%Y-%m-%d-%H%M}.mp4"
        granted[key] = grants.give(Grant(access, clip, says, called), by)
    return f"koshi/media/{granted[key]}"


async def serve(request: Request) -> Response:
    """A file of a set, with ``?save`` one to be put away; whatever is wrong with the address, the
    answer is the same 404."""
    given = server().grants.get(request.path_params["grant"], request.cookies)
    name = request.path_params["name"]
    if given is None or not _allowed(given, name):
        note("no_grant")
        return Response(status_code=404)
    save = "save" in request.query_params
    try:
        return await anyio.to_thread.run_sync(_answer, given, name, save)
    except (LookupError, OSError, ValueError):
        return Response(status_code=404)


def _allowed(given: Grant, name: str) -> bool:
    return given.clip in given.access.files and name in (given.clip, SEEN)


def _answer(given: Grant, name: str, save: bool) -> Response:
    kept = library().get(given.access)
    if name == SEEN:
        shown = library().result(given.access, copies())
        return JSONResponse(seen(shown, given.says), headers=_PRIVATE)
    folder = copies() / kept.id
    folder.mkdir(exist_ok=True)
    path = library().files.fetch(f"{kept.folder}/{name}", folder)
    if not path.exists():
        raise FileNotFoundError(name)
    called = given.called if save else None
    return FileResponse(path, media_type="video/mp4", filename=called, headers=_PRIVATE)
