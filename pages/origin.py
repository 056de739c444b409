"""What browsers are held to: web sockets for our own pages alone, nothing of ours inside of others'
pages, and no guessing at what an answer is."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.events import note

_POLICY = "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors {}"
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # the key is in an address once, links of before too
    "Cross-Origin-Resource-Policy": "same-origin",
}


def own_page(headers: Headers) -> bool:
    """Whether the page that asks comes from exactly the host and port that it asks. Browsers say so
    (`Origin`) with each web socket; whoever says nothing is refused too. Proxies must hand on the
    `Host` that the browser asked for."""
    asked, page = headers.get("host", ""), urlsplit(headers.get("origin", ""))
    return page.scheme in ("http", "https") and bool(asked) and page.netloc.lower() == asked.lower()


class OwnPages:
    """Opens web sockets, Streamlit's and our own, for pages of this very address only: Streamlit
    itself lets in those of any port of this machine. Tells browsers that no page may hold ours in a
    frame, nor read what is here."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or open one socket."""
        if scope["type"] == "websocket" and not own_page(Headers(scope=scope)):
            note("foreign_page")
            await send({"type": "websocket.close", "code": 1008})
            return
        # What draws the camera's picture is a page in a frame of ours.
        inner = scope.get("path", "").lstrip("/").startswith("component/")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                policy = _POLICY.format("'self'" if inner else "'none'")
                headers.append("Content-Security-Policy", policy)
                if "access-control-allow-origin" in headers:  # of Streamlit's static files
                    del headers["access-control-allow-origin"]
            await send(message)

        await self._app(scope, receive, with_headers)
