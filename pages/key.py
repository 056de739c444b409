"""Who is let in where nobody signs in: whoever brings this machine's key (`clips/key.py`) is its
owner, whoever brings a shared link sees that; nobody else gets a page, a file or a socket."""

import html
import sys
from contextlib import suppress
from pathlib import Path

import anyio.to_thread
import streamlit as st
from starlette.datastructures import Headers
from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from clips.access import NoSuchShareError
from clips.key import NAME, derived, here, own_key, same
from clips.places import data_folder
from clips.scratch import scratch
from clips.sharing import open_share
from coach.words import LANGUAGES, Words, choose_language, words
from pages.door import BY_LINK, from_here
from pages.events import note
from pages.frame import failure
from pages.link import ADDRESS, token_of, tokens
from pages.origin import own_page
from pages.server import library

# Whether Koshi is there, lives, is ready, and the page by which a link opens: tell of nobody.
_FREE = frozenset({"/koshi/here", ADDRESS, "/healthz", "/readyz", "/_stcore/health"})
_LONG_S = 400 * 24 * 3600  # browsers keep no cookie longer
_NO_STORE = {"Cache-Control": "no-store"}
_PAGE = (Path(__file__).parent / "key.html").read_text(encoding="utf-8")


class OwnKey:
    """Lets in who brings the key, in the address and from then on by a cookie, or the cookie of a
    shared link. Who comes by a link is marked as such for the pages (`pages.door.from_here`)."""

    def __init__(self, app: ASGIApp, key: str):
        self._app, self._key = app, key

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or open one socket."""
        free = scope["type"] == "lifespan" or scope["path"] in _FREE
        answer = self._app if free else await self._answer(scope)
        if scope["type"] == "websocket" and isinstance(answer, Response):
            await send({"type": "websocket.close", "code": 1008})
        else:
            await answer(scope, receive, send)

    async def _answer(self, scope: Scope) -> ASGIApp:
        """What answers: the pages to who may come in."""
        asked = HTTPConnection(scope)
        # Browsers bring cookies to all ports of a machine, so also from a page of another one.
        if "origin" in asked.headers and not own_page(asked.headers):
            note("foreign_page")
            return _page(asked.headers, "door-closed")
        at_home, (name, value) = from_here(asked.headers), key_cookie(self._key, port_of(scope))
        if at_home and same(asked.query_params.get("key", ""), self._key):
            known = RedirectResponse(_without_key(scope), 303, _NO_STORE)
            known.set_cookie(name, value, max_age=_LONG_S, httponly=True, samesite="lax")
            return known
        if at_home and same(asked.cookies.get(name, ""), value):
            return self._app
        return await self._by_link(asked, scope)

    async def _by_link(self, asked: HTTPConnection, scope: Scope) -> ASGIApp:
        at_link = scope["path"] == "/shared"
        wanted = asked.query_params.get("l", "") if at_link else ""
        known = [token_of(wanted, asked.cookies)] if wanted else [*tokens(asked.cookies)]
        try:
            await anyio.to_thread.run_sync(lambda: _one_opens(known))
        except NoSuchShareError:
            note("no_link" if at_link else "no_key")
            closed = "door-key" if from_here(asked.headers) else "door-closed"
            none = "shared-again" if wanted and not any(known) else "shared-none"
            return _page(asked.headers, none if at_link else closed)
        except Exception as error:  # the kept sets cannot be had
            said = failure(error, words(_languages(asked.headers)[0]))
            return PlainTextResponse(said, 503, _NO_STORE)
        marked = {**scope, "headers": [*scope["headers"], (BY_LINK.lower().encode(), b"1")]}

        async def by_link(_scope: Scope, receive: Receive, send: Send) -> None:
            await self._app(marked, receive, send)

        return by_link


def _one_opens(known: list[str]) -> None:
    """NoSuchShareError: none of these tokens is that of a link that is good."""
    for token in filter(None, known):
        with suppress(NoSuchShareError):
            open_share(library(), token)
            return
    raise NoSuchShareError


async def told_here(key: str | None, request: Request) -> Response:
    """That here is a Koshi. Who has this machine's key and is asked to hand it over may have it
    proved first that the Koshi here has it as well (``?prove=`` any text; `koshi.py`)."""
    asked = request.query_params.get("prove")
    if key is None or asked is None:
        return PlainTextResponse("Koshi")
    return PlainTextResponse(f"Koshi {here(key, port_of(request.scope), asked)}")


def port_of(scope: Scope) -> int:
    """The port at which this process was asked, whatever a proxy calls it."""
    return scope["server"][1]


def key_cookie(key: str, port: int) -> tuple[str, str]:
    """Name and value of the cookie by which who has brought the key is known. Cookies know no
    ports: several Koshis of a machine are told apart by the name."""
    return f"koshi-key-{port}", derived(key, "cookie")


def machine_key(quiet: bool) -> str:
    """The key of this machine. Tells how to come in with it, unless whoever starts us does that
    (`quiet`): on a terminal the address, elsewhere, where it may be a log, the file."""
    try:
        folder, known = data_folder(), True
        key = own_key(folder)
    except OSError:  # what needs no library goes on, with a key for this once
        folder, known = Path(scratch(NAME).name), False
        key = own_key(folder)
    if quiet and known:
        return key
    address = f"http://localhost:{st.get_option('server.port')}/?key="
    if sys.stdout.isatty():
        print(f"Koshi: {address}{key}", flush=True)
    else:
        print(f"Koshi: {address} and behind it what stands in {folder / NAME}", flush=True)
        print(f"Koshi: {address} のあとに {folder / NAME} の中身を付けて開きます", flush=True)
    return key


def _without_key(scope: Scope) -> str:
    """The address that was asked for, on this very server, without the key."""
    path = "/" + scope.get("raw_path", scope["path"].encode()).decode("latin-1").lstrip("/\\")
    parts = scope["query_string"].decode("latin-1").split("&")
    query = "&".join(part for part in parts if part and not part.startswith("key="))
    return f"{path}?{query}" if query else path


def _page(headers: Headers, key: str) -> Response:
    """Closed, and what to do, in both languages, that of the browser first."""
    both = "".join(_said(words(language), key) for language in _languages(headers))
    return HTMLResponse(_PAGE.replace("{said}", both), 403, _NO_STORE)


def _said(says: Words, key: str) -> str:
    title, texts = says.say("app-name"), [says.say(key)] if key != "door-key" else []
    if not texts:
        title = says.say("door-key")
        texts = [says.say("door-key-how"), says.say("door-key-again"), says.say("door-key-why")]
    paragraphs = "".join(f"<p>{html.escape(text)}</p>" for text in texts)
    return f'<section lang="{says.language}"><h1>{html.escape(title)}</h1>{paragraphs}</section>'


def _languages(headers: Headers) -> list[str]:
    first = choose_language(headers.get("accept-language") or "en")
    return sorted(LANGUAGES, key=lambda language: language != first)
