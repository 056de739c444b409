"""Koshi's server: Streamlit's pages and, beside them, the addresses that they speak to directly."""

import streamlit as st
from starlette.routing import Route, WebSocketRoute

from pages.door import refuse_strangers
from pages.media import serve
from pages.sets import follow
from pages.uploads import receive

refuse_strangers()
app = st.App(
    "app.py",
    routes=[
        WebSocketRoute("/koshi/board/{token}", follow),
        Route("/koshi/upload/{ticket}/{file}", receive, methods=["HEAD", "PATCH"]),
        Route("/koshi/media/{grant}/{name}", serve, methods=["GET", "HEAD"]),
    ],
)
