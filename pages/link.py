"""How a shared link opens: its token stands behind the ``#`` of the address, which browsers keep to
themselves, so that no server, proxy or log on the way reads it, and no other page is told of it. A
small page of ours hands it over once, and from then on this browser is known by a cookie."""

import html
from collections.abc import Iterable, Mapping
from pathlib import Path

import anyio.to_thread
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from clips.access import NoSuchShareError
from clips.models import now
from clips.sharing import open_share
from coach.words import choose_language, words
from pages.events import note
from pages.origin import own_page
from pages.server import library

ADDRESS = "/koshi/link"
_COOKIE = "koshi-shared-"
_MOST_SAID = 200  # bytes of a token
_MOST_KNOWN = 30  # links of a browser that are tried
_NO_STORE = {"Cache-Control": "no-store"}
_PAGE = (Path(__file__).parent / "link.html").read_text(encoding="utf-8")


def address_of(token: str) -> str:
    """What is sent to somebody, behind the address of this Koshi."""
    return f"{ADDRESS}#{token}"


def token_of(wanted: str, cookies: Mapping[str, str]) -> str:
    """The token of the link of that id, as this browser has it; empty: it has not opened it."""
    return cookies.get(cookie_of(wanted), "")


def cookie_of(link: str) -> str:
    """What the cookie is called by which a browser is known that has opened the link of that id."""
    return _COOKIE + link


def tokens(cookies: Mapping[str, str]) -> Iterable[str]:
    """Those of all links that this browser has opened."""
    known = [value for name, value in cookies.items() if name.startswith(_COOKIE)]
    return known[-_MOST_KNOWN:]


class FormerLinks:
    """Sends who comes by a link of before, which has its token in the address that is asked for, on
    to the same link as it is now."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or open one socket."""
        here = scope["type"] == "http" and scope["path"] == "/shared"
        token = Request(scope).query_params.get("s", "") if here else ""
        answer = RedirectResponse(address_of(token), 303, _NO_STORE) if token else self._app
        await answer(scope, receive, send)


async def hand_over(request: Request) -> Response:
    """GET gives the page that knows the token and POSTs it: 200 says where to go on, and a cookie
    that no script can read lets in there until the link ends. 400: no token; 403: a page of others
    asks; 404: it opens nothing."""
    if request.method != "POST":
        return HTMLResponse(_page(request.headers), headers=_NO_STORE)
    if not own_page(request.headers):
        note("foreign_page")
        return Response(status_code=403)
    token = await _said(request)
    if not token:
        return Response(status_code=400)
    try:
        found = await anyio.to_thread.run_sync(lambda: open_share(library(), token))
    except NoSuchShareError:
        note("no_link")
        return Response(status_code=404, headers=_NO_STORE)
    note("link_opened")
    answer = JSONResponse({"to": f"/shared?l={found.id}"}, headers=_NO_STORE)
    lasts_s = int((found.until - now()).total_seconds())
    name, closed = cookie_of(found.id), _by_https(request)
    answer.set_cookie(name, token, lasts_s, secure=closed, httponly=True, samesite="lax")
    return answer


def _by_https(request: Request) -> bool:
    """Whether the browser came by HTTPS, to Koshi or to the proxy before it."""
    return "https" in (request.url.scheme, request.headers.get("x-forwarded-proto"))


async def _said(request: Request) -> str:
    """The token; empty where it cannot be one."""
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or len(length) > 4 or int(length) > _MOST_SAID:
        return ""
    try:
        return (await request.body()).decode("ascii")
    except (UnicodeDecodeError, ClientDisconnect):
        return ""


def _page(headers: Headers) -> str:
    """In the browser's language, with what may have to be said in it."""
    says = words(choose_language(headers.get("accept-language") or "en"))
    page = _PAGE.replace("{language}", says.language)
    for name in ("shared-script", "shared-opening", "shared-none", "shared-away"):
        page = page.replace(f"{{{name}}}", html.escape(says.say(name)))
    return page
