"""Sign-ins on a server (`clips/sign_ins.py`): where they begin and end and are looked at, and the
list of one's own on the page.

Streamlit knows who has signed in by a cookie that it signs and keeps nowhere: whoever has a copy
would be let in until it is thirty days old, whatever became of the sign-in. Here one without its
row is taken away from what is asked before anything else sees it.
"""

import time
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

import anyio.to_thread
import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from clips.library import trouble
from clips.models import SignIn
from clips.quotas import most
from clips.sign_ins import (
    IDLE,
    LATELY,
    begin,
    end,
    end_others,
    end_this,
    holds,
    lately,
    sign_ins,
    word_of,
)
from coach.words import Words
from pages.door import OVER, invited, me, signs_in, subjects
from pages.events import note
from pages.frame import local
from pages.origin import own_page
from pages.patches import CALLBACK, LOGIN, LOGOUT, STREAM, USER, anew, signed_in
from pages.server import library, server
from pages.tokens import mark

# Who practises at the camera when their sign-in ends may finish, and keep what they did (J).
_TO_FINISH_S = 3600.0
_BACK = "/my-sets"  # there stands what one signs in once more for
_CLOSED = 1008  # of a web socket: not allowed
T = TypeVar("T")


class SignIns:
    """Begins a sign-in when the provider has let somebody in, and ends it when they sign out. Who
    signs in once more is to show the provider who they are, not only that they were there. Who
    brings one that holds no longer is a stranger: at each request, and at each message of a page
    that is open, which closes. Without a database nothing kept opens, so then nobody is put out:
    the page says what is the matter."""

    def __init__(self, app: ASGIApp):
        self._app = app
        # Since when (`time.monotonic`) those hold no longer that were brought all the same.
        self._over: dict[str, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or open one socket."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        asked = HTTPConnection(scope)
        claims = signed_in(asked.cookies)
        word = word_of(claims) if claims else ""
        if scope["path"] in (CALLBACK, LOGIN) and claims and await self._holds(word, ""):
            send = _led(_BACK if scope["path"] == CALLBACK else "", send)
        if scope["path"] == CALLBACK:
            send = _beginning(asked.headers, word, send)
        elif scope["path"] == LOGOUT:
            if _from_elsewhere(asked.headers):  # nobody signs others out
                note("foreign_page")
                await Response(status_code=403)(scope, receive, send)
                return
            await _kept(lambda: end_this(library(), word))
        elif claims and invited(claims):  # who is not is told so
            by = mark(USER, asked.cookies[USER])
            if not await self._holds(word, by):
                scope = _stranger(scope)
            elif scope["type"] == "websocket":
                receive = self._looked_at(word, by, scope["path"], receive, send)
        await self._app(scope, receive, send)

    async def _holds(self, word: str, by: str) -> bool:
        if await _kept(lambda: holds(library(), word)) in (True, None):
            return True
        now = time.monotonic()
        since = self._over.setdefault(word, now)
        return now - since < _TO_FINISH_S and server().live.since(by, since)

    def _looked_at(self, word: str, by: str, path: str, receive: Receive, send: Send) -> Receive:
        async def looked_at() -> Message:
            message = await receive()
            if message["type"] == "websocket.receive" and not await self._holds(word, by):
                if path == STREAM:
                    await send({"type": "websocket.send", "bytes": anew()})
                await send({"type": "websocket.close", "code": _CLOSED})
                return {"type": "websocket.disconnect", "code": _CLOSED}
            return message

        return looked_at


def _from_elsewhere(headers: Headers) -> bool:
    """Whether another site's page has sent the browser here, or asks."""
    site = headers.get("sec-fetch-site", "none")
    return site not in ("none", "same-origin") or ("origin" in headers and not own_page(headers))


def _led(back: str, send: Send) -> Send:
    """What sends an answer on; where that leads to the provider, the sign-in is asked for anew, and
    when it is done it leads `back`."""

    async def led(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(raw=message["headers"])
            to = headers.get("location", "")
            if back and to == "/":
                headers["location"] = back
            elif to and not back:
                headers["location"] = anew_at(to)
        await send(message)

    return led


def anew_at(address: str) -> str:
    """A provider's address of sign-ins (OpenID Connect Core, 3.1.2.1), asked to look who it is even
    if it knows already; it tells then when that was (``auth_time``)."""
    parts = urlsplit(address)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    if "client_id" not in asked:
        return address
    return parts._replace(query=urlencode(asked | {"prompt": "login", "max_age": "0"})).geturl()


def _beginning(headers: Headers, before: str, send: Send) -> Send:
    """What sends an answer on, and begins the sign-in of which it gives the cookie; the one that
    the browser had `before` is over then."""
    agent = headers.get("user-agent", "")

    def begun(claims: Mapping[str, object]) -> None:
        end_this(library(), before)
        begin(library(), library().person(*subjects(claims)), word_of(claims), agent)

    async def beginning(message: Message) -> None:
        if message["type"] == "http.response.start":
            claims = signed_in(_given(Headers(raw=message["headers"]).getlist("set-cookie")))
            if claims and invited(claims):
                await _kept(lambda: begun(claims))
        await send(message)

    return beginning


async def _kept(work: Callable[[], T]) -> T | None:
    """What the library says; None: it cannot be had now."""
    try:
        return await anyio.to_thread.run_sync(work)
    except Exception as error:
        if trouble(error) is None:
            raise
        return None


def _given(set_cookies: Iterable[str]) -> dict[str, str]:
    """The cookies that an answer gives; of one name the last."""
    pairs = (each.split(";", 1)[0].partition("=") for each in set_cookies)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _stranger(scope: Scope) -> Scope:
    """The same asked by who has not signed in."""
    headers = []
    for name, value in scope["headers"]:
        if name == b"cookie":
            # As Starlette reads it, to which more signs than ASCII's are empty.
            each = value.decode("latin-1").split(";")
            kept = (part for part in each if not part.strip().startswith(USER))
            value = ";".join(kept).encode("latin-1")
        headers.append((name, value))
    return {**scope, "headers": [*headers, (OVER.lower().encode(), b"1")]}


def sure() -> bool:
    """Whether who is here has just signed in, as far as the provider tells; also where nobody
    does. What cannot be undone, or shuts others out, is asked of them alone."""
    if not signs_in():
        return True
    claims = st.user.to_dict()
    at = claims.get("auth_time")
    if isinstance(at, int | float) and time.time() - at > LATELY.total_seconds():
        return False  # it let them through without a look
    return lately(library(), word_of(claims))


def sign_in_again(what: str, why: str, says: Words) -> None:
    """The button for who is not `sure`, before `what`, and why it is there."""
    st.markdown(why)
    st.button(
        says.say("signed-again"),
        icon=":material/login:",
        type="primary",
        key=f"sign-in-again-{what}",
        on_click=st.login,
    )


def signed_in_where(says: Words) -> None:
    """Where one is signed in, and how to end it there; nothing where nobody signs in."""
    if not signs_in():
        return
    word = word_of(st.user.to_dict())
    every = sorted(sign_ins(library(), me()), key=lambda each: each.word_sha256 != word)
    with st.expander(says.say("signed-title"), icon=":material/devices:"):
        limits = {"days": most("KOSHI_SIGN_IN_DAYS"), "idle": IDLE.days}
        st.markdown(says.say("signed-how", **limits))
        may = sure()
        for each in every:
            _row(each, each.word_sha256 == word, may, says)
        if len(every) > 1 and not may:
            sign_in_again("others", says.say("signed-again-how"), says)
        elif len(every) > 1:
            st.button(
                says.say("signed-end-others"),
                icon=":material/logout:",
                key="sign-ins-others",
                on_click=_end_others,
                args=(word,),
            )
        ended = st.session_state.pop("sign_ins_ended", None)
        if ended is not None:
            st.success(says.say("signed-ended", count=ended), icon=":material/check:")


def go_on() -> None:
    """All that is kept of who is here was erased, that they have signed in too: this browser stays
    signed in, others do not."""
    if signs_in():
        word, agent = word_of(st.user.to_dict()), st.context.headers.get("User-Agent", "")
        begin(library(), me(), word, agent)


def _row(each: SignIn, here: bool, may: bool, says: Words) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.text(_called(each, says) + (f" · {says.say('signed-here')}" if here else ""))
            for name, at in (("began", each.began), ("seen", each.seen)):
                st.caption(says.say(f"signed-{name}", at=f"{local(at):%Y-%m-%d %H:%M}"))
        if may and not here:
            st.button(
                says.say("signed-end"), key=f"sign-in-{each.id}", on_click=_end, args=(each.id,)
            )


def _called(each: SignIn, says: Words) -> str:
    known = [name for name in (each.browser, each.system) if name]
    return " · ".join(known) or says.say("signed-unknown")


def _end(sign_in: str) -> None:
    if sure():  # the page may have stood there for long
        _told(end(library(), me(), sign_in))


def _end_others(word: str) -> None:
    if sure():
        _told(end_others(library(), me(), word))


def _told(count: int) -> None:
    if count:
        note("sign_in_ended")
    st.session_state.sign_ins_ended = count
