"""Koshi's server: Streamlit's pages and, beside them, the addresses that they speak to directly."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import streamlit as st
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import ASGIApp, Receive, Scope, Send

from pages.board import follow
from pages.door import refuse_strangers, signs_in
from pages.frontend import Frontend
from pages.key import OwnKey, machine_key, told_here
from pages.link import ADDRESS, FormerLinks, hand_over
from pages.media import serve
from pages.origin import OwnPages
from pages.own import hand_out
from pages.patches import UNUSED, no_outside_address
from pages.server import swept
from pages.sign_ins import SignIns
from pages.sitting import watch
from pages.uploads import METHODS, begin, receive
from pages.watching import Watched, healthz, metrics, readyz


class Unused:
    """Refuses what Streamlit offers and nothing here uses: uploads, with which anybody with an open
    page could fill the memory, and what it tells of itself to who has not even signed in."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if any(each in scope.get("path", "") for each in UNUSED):
            await Response(status_code=404)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """What all visits share is made at the start and closed at the end."""
    with swept():
        yield


no_outside_address()
refuse_strangers()
key = None if signs_in() else machine_key(quiet=st.get_option("logger.hideWelcomeMessage"))
door = Middleware(OwnKey, key=key) if key else Middleware(SignIns)
app = st.App(
    "app.py",
    lifespan=lifespan,
    routes=[
        WebSocketRoute("/koshi/board/{token}", follow),
        WebSocketRoute("/koshi/desk/{token}", watch),
        Route("/koshi/upload/{ticket}", begin, methods=["OPTIONS", "POST"]),
        Route("/koshi/upload/{ticket}/{file}", receive, methods=METHODS),
        Route("/koshi/here", partial(told_here, key), methods=["GET"]),
        Route(ADDRESS, hand_over, methods=["GET", "POST"]),
        Route("/koshi/media/{grant}/{name}", serve, methods=["GET", "HEAD"]),
        Route("/koshi/own/{token}", hand_out, methods=["GET"]),
        Route("/healthz", healthz, methods=["GET"]),
        Route("/readyz", readyz, methods=["GET"]),
        Route("/koshi/metrics", metrics, methods=["GET"]),
    ],
    middleware=[
        *map(Middleware, (Watched, OwnPages, FormerLinks)),
        door,
        *map(Middleware, (Unused, Frontend)),
    ],
)
