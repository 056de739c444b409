"""The address that clips of kept sets are played from: what a grant opens, and what ends it."""

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from clips.access import Access
from clips.models import KeptSet
from clips.sharing import open_share, revoke, share, shares
from coach.words import words
from pages.media import SEEN, serve
from pages.server import Grant
from pages.tokens import mark

FILES = ("view.mp4", "annotated.mp4", "blurred.mp4")


@pytest.fixture
def kept(library, tmp_path):
    row = KeptSet(person_id=library.person(), exercise="hip_lift", name="x", source="live")
    row.language, row.state = "ja", "done"
    library.add(row)
    for name in FILES:
        (tmp_path / name).write_bytes(name.encode())
        library.files.put(tmp_path / name, f"{row.folder}/{name}")
    return row


@pytest.fixture
def ask(served):
    client = TestClient(Starlette(routes=[Route("/koshi/media/{grant}/{name}", serve)]))

    def ask(access: Access, clip: str, name: str | None = None) -> int:
        token = served.grants.give(Grant(access, clip, words("ja"), "called.mp4"))
        name = name or clip
        return client.get(f"/koshi/media/{token}/{name}").status_code

    return ask


@pytest.mark.parametrize(
    ("shows", "expected"),
    [("clip", {"view.mp4", "annotated.mp4"}), ("blurred", {"blurred.mp4"}), ("stills", set())],
)
def test_a_link_opens_the_clips_that_it_shows_until_it_is_taken_back(
    ask, library, kept, shows, expected
):
    own = Access.of_owner(kept)
    link = Access.by_link(open_share(library, share(library, own, "", shows=shows)))
    assert {name for name in FILES if ask(link, name) == 200} == expected
    for name in ("report.json", "../view.mp4", SEEN):  # that one has no result here
        assert ask(link, "view.mp4", name) == 404
    assert ask(link, "view.mp4", "annotated.mp4") == 404  # of which there was no word
    (made,) = shares(library, own)
    revoke(library, own, made.id)
    assert {ask(link, name) for name in FILES} == {404}


def test_the_owner_sees_their_clips_until_the_set_is_gone_and_nobody_else_does(ask, library, kept):
    own = Access.of_owner(kept)
    assert [ask(own, name) for name in FILES] == [200, 200, 404]
    assert ask(Access(kept.id, library.person("other")), "view.mp4") == 404
    library.delete(own)
    assert ask(own, "view.mp4") == 404


def test_a_guess_opens_nothing(served, kept):
    client = TestClient(Starlette(routes=[Route("/koshi/media/{grant}/{name}", serve)]))
    assert client.get("/koshi/media/guess/view.mp4").status_code == 404
    assert served.counted.events == {"no_grant": 1}


def test_a_grant_is_good_in_its_own_browser_alone(served, library, kept):
    client = TestClient(Starlette(routes=[Route("/koshi/media/{grant}/{name}", serve)]))
    given = Grant(Access.of_owner(kept), "view.mp4", words("ja"), "called.mp4")
    address = f"/koshi/media/{served.grants.give(given, mark('koshi-shared-1', 'token'))}/view.mp4"
    for cookies, status in (
        ({}, 404),
        ({"koshi-shared-1": "another"}, 404),
        ({"koshi-shared-2": "token"}, 404),
        ({"other": "x", "koshi-shared-1": "token"}, 200),
    ):
        client.cookies = cookies
        assert client.get(address).status_code == status, cookies
