"""Koshi's server: Streamlit's pages and, beside them, the addresses that they speak to directly."""

import streamlit as st
from starlette.routing import WebSocketRoute

from pages.sets import follow

app = st.App("app.py", routes=[WebSocketRoute("/koshi/board/{token}", follow)])
