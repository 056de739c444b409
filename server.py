"""Koshi's server: Streamlit's pages and, beside them, the addresses that they speak to directly."""

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit import net_util

from pages.door import refuse_strangers
from pages.media import serve
from pages.sets import follow
from pages.uploads import receive


class NoMemoryUploads:
    """Refuses Streamlit's own uploads, which nothing here uses: anybody with an open page could
    fill the memory with them."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if "/_stcore/upload_file" in scope.get("path", ""):
            await Response(status_code=404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


# Asked for whenever a page of another site knocks: Koshi tells nobody outside that it is there.
net_util.get_external_ip = lambda: None
refuse_strangers()
app = st.App(
    "app.py",
    routes=[
        WebSocketRoute("/koshi/board/{token}", follow),
        Route("/koshi/upload/{ticket}/{file}", receive, methods=["HEAD", "PATCH", "POST"]),
        # So that a second start says that Koshi is running already (koshi.py).
        Route("/koshi/here", lambda request: Response("Koshi"), methods=["GET"]),
        Route("/koshi/media/{grant}/{name}", serve, methods=["GET", "HEAD"]),
    ],
    middleware=[Middleware(NoMemoryUploads)],
)
