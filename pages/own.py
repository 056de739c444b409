"""One's own data on the page: taken away as one file, or erased as a whole."""

import shutil
import tempfile
from pathlib import Path

import anyio.to_thread
import streamlit as st
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from clips.acts import acts_of
from clips.own import erase, export
from clips.people import people
from coach.words import Words
from pages.door import known_by, leave, me, signs_in
from pages.events import note
from pages.frame import local, plain, show_failure
from pages.server import copies, library, server
from pages.sign_ins import go_on, sign_in_again, sure

_OF_ALL = ("deleted", "took_away")  # what was done stands at no set
_PRIVATE = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff"}


async def hand_out(request: Request) -> Response:
    """All of a person's data as a file, for whom their page has given the address; else 404."""
    person = server().own.get(request.path_params["token"], request.cookies)
    if person is None:
        note("no_grant")
        return Response(status_code=404)
    try:
        path = await anyio.to_thread.run_sync(_written, person)
    except OSError:  # no room
        return Response(status_code=507)
    done = BackgroundTask(shutil.rmtree, path.parent, ignore_errors=True)
    return FileResponse(
        path,
        media_type="application/zip",
        filename="koshi-my-data.zip",
        headers=_PRIVATE,
        background=done,
    )


def _written(person: str) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="own-", dir=copies()))
    try:
        export(library(), person, folder / "own.zip")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return folder / "own.zip"


def own_data(says: Words) -> None:
    """Taking away and erasing."""
    if tell_erased(says) and not signs_in():
        # Who is alone now on this machine need not be asked who it is: this is another's page.
        now = next((each.name for each in people(library()) if each.id == me()), "")
        if now:
            st.info(says.say("own-erased-now", name=plain(now)), icon=":material/group:")
    st.session_state.pop("erased", None)
    with st.expander(says.say("own-title"), icon=":material/folder_managed:"):
        st.markdown(says.say("own-how"))
        with st.container(horizontal=True):
            st.link_button(says.say("own-take"), _address(), icon=":material/download:")
            if st.button(says.say("own-erase"), icon=":material/delete_forever:", key="own-erase"):
                st.session_state.erase_asked = True
        gone = [each for each in acts_of(library(), me()) if each.did in _OF_ALL]
        for each in gone:
            st.caption(f"{local(each.at):%Y-%m-%d %H:%M} · {says.say(f'did-{each.did}')}")
    if st.session_state.get("erase_asked"):
        _ask(says)


def tell_erased(says: Words) -> bool:
    """Says that everything was erased, if it just was."""
    erased = st.session_state.get("erased")
    if erased is not None:
        st.success(says.say("own-erased", sets=erased), icon=":material/check:")
    return erased is not None


def _address() -> str:
    """Where this visit's browser gets the data; the same at every run of the page."""
    held, own = st.session_state.get("own_token", ""), server().own
    if own.get(held, st.context.cookies) != me():
        held = st.session_state.own_token = own.give(me(), known_by())
    return f"koshi/own/{held}"


def _ask(says: Words) -> None:
    def ask() -> None:
        st.markdown(says.say("own-erase-sure"))
        if not sure():
            sign_in_again("erase", says.say("own-erase-again"), says)
            return
        with st.container(horizontal=True):
            if st.button(says.say("own-erase-yes"), type="primary", key="own-erase-yes"):
                _erase()
            if st.button(says.say("kept-delete-not"), key="own-erase-no"):
                _answered()
                st.rerun()

    st.dialog(says.say("own-erase-title"), on_dismiss=_answered)(ask)()


def _answered() -> None:
    st.session_state.pop("erase_asked", None)


def _erase() -> None:
    if not sure():  # the question may have stood there for long
        st.rerun()
    _answered()
    sets = library().sets(me())
    try:
        count = erase(library(), me())
    except OSError as error:
        show_failure(error)
        return
    for kept in sets:
        server().visits.drop_copies(kept)
    leave()
    go_on()
    st.session_state.erased = count
    st.rerun()
