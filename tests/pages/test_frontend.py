"""Streamlit's own files as Koshi hands them out."""

import re

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from pages.frontend import NEEDED, Frontend, needed
from pages.origin import OwnPages
from pages.patches import frontend


@pytest.fixture(scope="module")
def client():
    others = Route("/{path:path}", lambda request: PlainTextResponse("Streamlit"))
    return TestClient(
        Starlette(routes=[others], middleware=[Middleware(OwnPages), Middleware(Frontend)])
    )


def test_a_file_is_handed_out_whole_and_kept_by_browsers(client):
    for name, kind in (
        ("js/react-dom.*.js", "text/javascript"),
        ("css/index.*.css", "text/css"),
        ("media/MaterialSymbols*.woff2", "font/woff2"),
    ):
        (path,) = frontend().glob(f"static/{name}")
        asked = f"/{path.relative_to(frontend()).as_posix()}"
        once, again = client.get(asked), client.get(asked)
        assert once.content == again.content == path.read_bytes(), name
        assert once.headers == again.headers, name  # each answer has its own
        assert "immutable" in once.headers["cache-control"], name
        assert once.headers["content-type"].startswith(kind), name
        assert client.head(asked).headers["content-length"] == str(path.stat().st_size), name


def test_a_page_asks_at_once_for_each_script_that_it_needs(client):
    for address, names in NEEDED.items():
        told = client.get(address)
        asked = re.findall(r'"\./(static/js/[^"]+)"', told.text)
        assert len(asked) == len(set(asked)) > 60, address
        assert set(needed(frontend(), names)) <= set(asked), address
        assert told.headers["cache-control"] == "no-cache"  # another one after an update
        for path in re.findall(r'href="\./([^"]+)"', told.text):
            assert path.startswith("_stcore") or (frontend() / path).is_file(), path


def test_nothing_else_is_answered(client):
    for path in ("/static/js/none.js", "/static/../index.html", "/my-sets", "/static"):
        assert client.get(path).text == "Streamlit", path
    assert client.post("/").status_code == 405  # Streamlit's own answer
