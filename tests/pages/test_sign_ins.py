"""What a sign-in opens on a server, and what it opens no longer once it was ended: each request,
each message of an open page, and the names in addresses."""

import json
import time
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest
import sqlalchemy as sa
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from clips.models import SignIn, now
from clips.sign_ins import begin, end, holds, sign_ins, word_of
from pages import sign_ins as own
from pages.door import OVER, subjects
from pages.own import hand_out
from pages.patches import CALLBACK, LOGIN, LOGOUT, USER, signed_in
from pages.sign_ins import SignIns
from pages.tokens import mark

PAGE = Path(__file__).parents[2] / "pages/library.py"
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
        answer = RedirectResponse("/", 302)
        answer.delete_cookie(USER)
        if told := request.query_params.get("who"):
            answer.set_cookie(USER, cookie(json.loads(told)), httponly=True)
        return answer

    async def login(request) -> Response:
        told = "client_id=koshi&state=a%26b&prompt=select_account&nonce=n"
        return RedirectResponse(f"https://a.example/authorize?{told}", 302)

    routes = [
        Route(CALLBACK, callback),
        Route(LOGIN, login),
        Route(LOGOUT, lambda request: Response()),
        Route("/page", page),
        Route("/koshi/own/{token}", hand_out),
        WebSocketRoute("/stream", stream),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(SignIns)])
    browser = TestClient(app, headers={"User-Agent": AGENT}, follow_redirects=False)
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


def test_who_signs_in_once_more_is_looked_at_by_the_provider_and_comes_back(client, library):
    def led() -> dict:
        return dict(parse_qsl(urlsplit(client.get(LOGIN).headers["location"]).query))

    usual = {"client_id": "koshi", "state": "a&b", "prompt": "select_account", "nonce": "n"}
    assert led() == usual
    first = come(client, claims("hanako", "1"))
    assert led() == usual | {"prompt": "login", "max_age": "0"}
    told = {"who": json.dumps(claims("hanako", "2"))}
    assert client.get(CALLBACK, params=told).headers["location"] == "/my-sets"
    bring(client, first)  # is over: a copy of it leads nobody anywhere
    assert led() == usual
    told = {"who": json.dumps(claims("hanako", "3"))}
    assert client.get(CALLBACK, params=told).headers["location"] == "/"


def test_an_answer_that_leads_elsewhere_is_left_alone():
    for address in ("/", "https://a.example/x?y=1", "https://a.example/"):
        assert own.anew_at(address) == address


@pytest.fixture
def my_sets(served, library, monkeypatch):
    """The page of somebody with two sign-ins, which began so long ago; what the provider claims."""
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", list)
    monkeypatch.setattr(streamlit, "secrets", {"auth": {}})  # whichever page asks
    told = claims("hanako")
    me = library.person(*subjects(told))
    for word in ("other", word_of(told)):
        begin(library, me, word, AGENT)

    def opened(began: timedelta, **more: object):
        user = SimpleNamespace(is_logged_in=True, to_dict=lambda: told | more)
        monkeypatch.setattr(streamlit, "user", user)
        with library.session() as session:
            session.execute(sa.update(SignIn).values(began=now() - began))
        return AppTest.from_file(str(PAGE), default_timeout=60).run()

    return opened


def pressed(page, key: str):
    (button,) = [each for each in page.button if each.key == key]
    assert not button.click().run().exception
    return page


def keys(page) -> set[str]:
    return {each.key for each in page.button if each.key}


def test_others_are_ended_by_who_has_just_signed_in(my_sets, library):
    me = library.person(*subjects(claims("hanako")))
    long_ago, just_now = timedelta(minutes=11), timedelta(minutes=1)
    for page in (my_sets(long_ago), my_sets(just_now, auth_time=time.time() - 3600)):
        assert not page.exception
        assert "sign-in-again-others" in keys(page)
        assert not any(key.startswith(("sign-ins-others", "sign-in-"))
                       for key in keys(page) - {"sign-in-again-others"})  # fmt: skip
    page = my_sets(just_now, auth_time=time.time() - 60)
    assert "sign-in-again-others" not in keys(page)
    my_sets(long_ago)  # the page stood there; the press comes too late
    pressed(page, "sign-ins-others")
    assert len(sign_ins(library, me)) == 2
    pressed(my_sets(just_now), "sign-ins-others")
    assert [each.word_sha256 for each in sign_ins(library, me)] == [word_of(claims("hanako"))]


def test_all_is_erased_for_who_has_just_signed_in(my_sets, library):
    me = library.person(*subjects(claims("hanako")))
    page = pressed(my_sets(timedelta(minutes=11)), "own-erase")
    assert "own-erase-yes" not in keys(page)
    assert "sign-in-again-erase" in keys(page)
    page = pressed(my_sets(timedelta(minutes=1)), "own-erase")
    my_sets(timedelta(minutes=11))
    pressed(page, "own-erase-yes")
    assert library.person(*subjects(claims("hanako"))) == me
    page = pressed(my_sets(timedelta(minutes=1)), "own-erase")
    pressed(page, "own-erase-yes")
    assert not page.exception
    assert library.person(*subjects(claims("hanako"))) != me


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
