"""Who may follow a live session at its address, and how many may."""

from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from coach.session import Plan, Session
from coach.words import words
from pages import board
from pages.origin import OwnPages

_FOR_ALL = {"Access-Control-Allow-Origin": "*"}  # as Streamlit's static files
HERE = {"Origin": "http://koshi.test", "Host": "koshi.test"}


@pytest.fixture
def open_board(monkeypatch, served):
    """`open_board(token, headers)`: a socket at the board's address; what was asked for is in
    `open_board.asked`."""
    asked: list[str] = []
    running = SimpleNamespace(
        live=SimpleNamespace(session=Session(Plan("plank", 5), "ja")),
        says=words("ja"),
        ask=lambda wish: None,
        sockets=0,
    )

    def get(token: str, cookies):
        asked.append(token)
        return running if token == "good" else None

    monkeypatch.setattr(board, "server", lambda: SimpleNamespace(live=SimpleNamespace(get=get)))
    routes = [
        WebSocketRoute("/board/{token}", board.follow),
        Route("/page", lambda request: Response("page", headers=_FOR_ALL)),
        Route("/component/camera", lambda request: Response("camera")),
    ]
    client = TestClient(Starlette(routes=routes, middleware=[Middleware(OwnPages)]))

    def opened(token: str, headers: dict[str, str]):
        return client.websocket_connect(f"/board/{token}", headers=headers)

    opened.asked, opened.client = asked, client
    return opened


def closed(socket) -> int:
    with pytest.raises(WebSocketDisconnect) as told, socket as opened:
        opened.receive_json()
    return told.value.code


def test_a_page_follows_its_session(open_board):
    with open_board("good", HERE) as socket:
        assert socket.receive_json()["view"]["stage"] == "ready"


@pytest.mark.parametrize(
    "origin", ["http://evil.test", "http://koshi.test:8000", "http://koshi.test.evil", "null", ""]
)
def test_another_origin_is_refused_before_its_token_is_looked_at(open_board, origin):
    for token in ("good", "guess"):
        assert closed(open_board(token, HERE | {"Origin": origin})) == 1008
    assert open_board.asked == []


@pytest.mark.parametrize(("path", "frames"), [("page", "'none'"), ("component/camera", "'self'")])
def test_no_page_of_others_holds_ours_in_a_frame(open_board, path, frames):
    told = open_board.client.get(f"/{path}").headers
    policy = dict(each.split(" ", 1) for each in told["content-security-policy"].split("; "))
    assert policy["frame-ancestors"] == frames
    assert policy["object-src"] == policy["base-uri"] == "'none'"
    assert told["x-content-type-options"] == "nosniff"
    assert told["referrer-policy"] == "same-origin"
    assert "access-control-allow-origin" not in told


def test_a_guessed_token_opens_nothing(open_board):
    assert closed(open_board("guess", HERE)) == 4404


def test_so_many_may_follow_and_no_more(open_board):
    with open_board("good", HERE), open_board("good", HERE), open_board("good", HERE):
        with open_board("good", HERE):
            assert closed(open_board("good", HERE)) == 4429
        with open_board("good", HERE) as socket:  # one has gone
            assert socket.receive_json()
