"""Koshi's server: Streamlit's pages and, beside them, the addresses that they speak to directly."""

import streamlit as st
from starlette.routing import Route, WebSocketRoute

from pages.sets import follow
from pages.uploads import receive

app = st.App(
    "app.py",
    routes=[
        WebSocketRoute("/koshi/board/{token}", follow),
        Route("/koshi/upload/{ticket}/{file}", receive, methods=["HEAD", "PATCH"]),
    ],
)
