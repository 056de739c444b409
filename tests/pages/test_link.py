"""The page by which a shared link opens, and what it hands over."""

import re
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from clips.access import Access
from clips.models import KeptSet
from clips.sharing import revoke, share, shares
from coach.words import words
from pages.link import ADDRESS, address_of, hand_over, token_of, tokens

OWN = {"Origin": "http://testserver"}


@pytest.fixture
def client(served):
    return TestClient(Starlette(routes=[Route(ADDRESS, hand_over, methods=["GET", "POST"])]))


@pytest.fixture
def access(library):
    me = library.person()
    kept = KeptSet(person_id=me, exercise="plank", name="x", source="upload", language="ja")
    return Access(library.add(kept), me)


def test_the_token_stands_where_browsers_keep_it_to_themselves():
    assert address_of("abc") == "/koshi/link#abc"


def test_the_page_is_in_the_language_of_the_browser(client):
    for language in ("ja", "en"):
        page = client.get(ADDRESS, headers={"Accept-Language": language})
        assert page.headers["Cache-Control"] == "no-store"
        assert f'lang="{language}"' in page.text
        for name in ("opening", "none", "away", "script"):
            assert words(language).say(f"shared-{name}") in page.text, (language, name)
        assert not re.search(r"\{[\w-]+\}", page.text)


def test_a_token_is_handed_over_once_and_is_a_cookie_from_then_on(client, library, access):
    token = share(library, access, "", days=14)
    told = client.post(ADDRESS, content=token, headers=OWN)
    (link,) = shares(library, access)
    assert told.json() == {"to": f"/shared?l={link.id}"}
    assert told.headers["Cache-Control"] == "no-store"
    cookie = told.headers["set-cookie"]
    assert cookie.startswith(f"koshi-shared-{link.id}={token}; ")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie  # one's own machine is asked by HTTP
    by_proxy = client.post(ADDRESS, content=token, headers=OWN | {"X-Forwarded-Proto": "https"})
    assert "Secure" in by_proxy.headers["set-cookie"]
    lasts = timedelta(seconds=int(re.search(r"Max-Age=(\d+)", cookie)[1]))
    assert timedelta(days=13, hours=23) < lasts <= timedelta(days=14)
    known = dict(client.cookies)
    assert token_of(link.id, known) == token
    assert list(tokens(known | {"other": "x"})) == [token]
    assert token_of("another", known) == ""


def test_what_opens_nothing_gives_no_cookie(client, library, access):
    token, taken = share(library, access, ""), share(library, access, "")
    revoke(library, access, shares(library, access)[0].id)
    for body, headers, status in (
        (taken, OWN, 404),
        ("guess", OWN, 404),
        ("", OWN, 400),
        ("膝", OWN, 400),
        ("x" * 201, OWN, 400),
        (token, {}, 403),
        (token, {"Origin": "null"}, 403),
        (token, {"Origin": "http://testserver:81"}, 403),
    ):
        told = client.post(ADDRESS, content=body.encode(), headers=headers)
        assert told.status_code == status, (body, headers)
        assert "set-cookie" not in told.headers
