"""What a sign-in opens on a server, and what it opens no longer once it was ended: each request,
each message of an open page, and the names in addresses."""

import json
from types import SimpleNamespace

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from clips.sign_ins import begin, end, holds, sign_ins, word_of
from pages import sign_ins as own
from pages.door import OVER, subjects
from pages.own import hand_out
from pages.patches import CALLBACK, LOGOUT, USER, signed_in
from pages.sign_ins import SignIns
from pages.tokens import mark

AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0"


def claims(name: str, nonce: str = "n") -> dict:
    told = {"iss": "https://a.example", "sub": name, "iat": 1_800_000_000, "nonce": nonce}
    return told | {"is_logged_in": True, "origin": "http://testserver", "provider": "default"}


def cookie(told: dict) -> str:
    """As Streamlit makes it."""
    return create_signed_value(get_cookie_secret(), USER, json.dumps(told)).decode()


def known(asked: HTTPConnection) -> dict:
    told = signed_in(asked.cookies) or {}
    return {"sub": told.get("sub"), "over": OVER in asked.headers, "other": asked.cookies["other"]}


async def page(request) -> Response:
    return JSONResponse(known(request))


async def stream(socket) -> None:
    await socket.accept()
    async for _ in socket.iter_text():
        await socket.send_json(known(socket))


@pytest.fixture
def client(served):
    """A browser, and a server whose provider lets in whom the request names."""

    async def callback(request) -> Response:
        answer = Response()
        answer.delete_cookie(USER)
        if told := request.query_params.get("who"):
            answer.set_cookie(USER, cookie(json.loads(told)), httponly=True)
        return answer

    routes = [
        Route(CALLBACK, callback),
        Route(LOGOUT, lambda request: Response()),
        Route("/page", page),
        Route("/koshi/own/{token}", hand_out),
        WebSocketRoute("/stream", stream),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(SignIns)])
    browser = TestClient(app, headers={"User-Agent": AGENT})
    browser.cookies.set("other", "x")
    return browser


def come(client, told: dict) -> str:
    """Sign in; the cookie that came of it."""
    client.get(CALLBACK, params={"who": json.dumps(told)})
    return next(each.value for each in client.cookies.jar if each.name == USER)


def bring(client, value: str = "") -> None:
    """Have the browser know that cookie of a sign-in, or none."""
    for each in [each for each in client.cookies.jar if each.name == USER]:
        client.cookies.jar.clear(each.domain, each.path, each.name)
    if value:
        client.cookies.set(USER, value)


def asked(client, value: str | None = None) -> dict:
    if value is not None:
        bring(client, value)
    return client.get("/page").json()


IN = {"sub": "hanako", "over": False, "other": "x"}
OUT = {"sub": None, "over": True, "other": "x"}


def test_a_sign_in_begins_at_the_provider_s_word_and_ends_with_the_sign_out(client, library):
    assert asked(client)["sub"] is None
    told = claims("hanako")
    held = come(client, told)
    assert asked(client) == IN
    person = library.person(*subjects(told))
    (row,) = sign_ins(library, person)
    assert (row.browser, row.system) == ("Firefox", "Linux")
    client.get(LOGOUT)
    assert sign_ins(library, person) == []
    assert asked(client, held) == OUT  # a copy of the cookie opens nothing


def test_no_page_of_others_signs_anybody_out(client):
    come(client, claims("hanako"))
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
                    {"Origin": "http://testserver:81"}):  # fmt: skip
        assert client.get(LOGOUT, headers=headers).status_code == 403
        assert asked(client) == IN, headers
    client.get(LOGOUT, headers={"Sec-Fetch-Site": "same-origin"})
    assert asked(client) == OUT


def test_a_cookie_without_its_sign_in_is_taken_away_and_nothing_else_is(client, library):
    for value in (cookie(claims("hanako")), cookie(claims("hanako", "another"))):
        assert asked(client, value) == OUT
    # what Streamlit did not sign is none at all
    assert asked(client, cookie(claims("hanako"))[:-2] + "xx") == OUT | {"over": False}


def test_a_cookie_is_taken_away_however_it_is_written():
    name = USER.encode()
    for written in (b"%s=x", b" %s = x", b"\xa0%s=x", b"\x85%s=x", b"\x1c%s\x1f=x", b"%s_1=x"):
        for around in (b"other=x;%s", b"%s; other=x", b"a=b;%s;other=x"):
            header = (b"cookie", around % (written % name))
            scope = {"type": "http", "headers": [header, header, (b"host", b"h")]}
            assert any(USER in each for each in HTTPConnection(scope).cookies), written
            asked = HTTPConnection(own._stranger(scope))
            assert {*asked.cookies} - {"a", "other"} == set(), written
            assert asked.cookies["other"] == "x"
            assert (asked.headers["host"], OVER in asked.headers) == ("h", True)


def test_another_sign_in_of_a_browser_takes_the_place_of_the_first(client, library):
    first = come(client, claims("hanako", "1"))
    second = come(client, claims("hanako", "2"))
    (row,) = sign_ins(library, library.person(*subjects(claims("hanako"))))
    assert row.word_sha256 == word_of(claims("hanako", "2"))
    assert asked(client, first) == OUT
    bring(client, second)
    client.get(CALLBACK)  # said no at the provider, or somebody else has sent them there
    assert asked(client, second) == IN


def test_who_is_not_invited_has_no_sign_in_and_is_told_so(client, library, monkeypatch):
    monkeypatch.setenv("KOSHI_PEOPLE", "taro@example.org")
    come(client, claims("hanako"))
    assert asked(client) == IN  # the page knows what to say
    assert sign_ins(library, library.person(*subjects(claims("hanako")))) == []


def test_an_open_page_closes_at_its_next_message(client, library):
    told = claims("hanako")
    come(client, told)
    (row,) = sign_ins(library, library.person(*subjects(told)))
    with client.websocket_connect("/stream") as socket:
        socket.send_text("x")
        assert socket.receive_json() == IN
        end(library, row.person_id, row.id)
        socket.send_text("x")
        with pytest.raises(WebSocketDisconnect) as closed:
            socket.receive_json()
    assert closed.value.code == 1008
    with client.websocket_connect("/stream") as socket:
        socket.send_text("x")
        assert socket.receive_json() == OUT


def test_who_practises_may_finish_for_an_hour_and_begins_nothing_new(
    client, library, served, monkeypatch
):
    now = SimpleNamespace(t=100.0)
    monkeypatch.setattr(own, "time", SimpleNamespace(monotonic=lambda: now.t))
    told = claims("hanako")
    by = mark(USER, come(client, told))
    (row,) = sign_ins(library, library.person(*subjects(told)))
    end(library, row.person_id, row.id)
    for began, t, of, seen in (
        (90.0, 100.0, by, IN),
        (90.0, 3600.0, by, IN),
        (90.0, 3701.0, by, OUT),
        (101.0, 110.0, by, OUT),
        (90.0, 110.0, mark(USER, "another"), OUT),
        (90.0, 110.0, "", OUT),
    ):
        now.t = t
        served.live._running["token"] = SimpleNamespace(by=of, began=began)
        assert asked(client) == seen, (began, t, of)
    served.live._running.clear()


def test_names_in_addresses_open_nothing_without_the_sign_in(client, library, served):
    told = claims("hanako")
    held = come(client, told)
    me = library.person(*subjects(told))
    address = f"/koshi/own/{served.own.give(me, mark(USER, held))}"

    def opened(value: str) -> int:
        bring(client, value)
        return client.get(address).status_code

    assert opened(held) == 200
    assert opened("") == 404  # whoever has read it somewhere
    assert opened(come(client, claims("taro"))) == 404
    assert opened(come(client, claims("hanako", "another"))) == 404
    bring(client, held)
    assert client.get(LOGOUT).status_code == 200
    assert opened(held) == 404


def test_without_a_database_nobody_is_put_out(client, served, library, monkeypatch):
    come(client, claims("hanako"))
    served._library = None
    monkeypatch.setenv("KOSHI_DATABASE_URL", "postgresql://nobody@127.0.0.1:9/none")
    assert asked(client) == IN
    served._library = library


def test_processes_share_it(client, library):
    """One has begun what the other knows of: there is nothing of it but the row."""
    told = claims("hanako")
    begin(library, library.person(*subjects(told)), word_of(told), AGENT)
    assert asked(client, cookie(told)) == IN
    assert holds(library, word_of(told))
