"""What visits share: names nobody can guess, and one server at a time that leaves nothing."""

import threading
from types import SimpleNamespace

import pytest

import pages.tokens
from pages.server import Server, server, serving
from pages.tokens import Tokens, mark


@pytest.fixture
def clock(monkeypatch):
    now = SimpleNamespace(t=100.0)
    monkeypatch.setattr(pages.tokens.time, "monotonic", lambda: now.t)
    return now


def test_a_name_opens_what_it_was_given_for_until_its_time_is_over(clock):
    tokens = Tokens[str](60.0)
    one, two = tokens.give("one"), tokens.give("two")
    assert len(one) >= 32  # 24 random bytes
    assert (tokens.get(one), tokens.get(two), tokens.get("guess")) == ("one", "two", None)
    clock.t += 61
    assert tokens.get(one) is None
    three = tokens.give("three")
    assert list(tokens._given) == [three]  # what is over takes no room


def test_a_name_opens_nothing_without_the_cookie_that_it_was_given_with():
    tokens = Tokens[str]()
    name = tokens.give("what", mark("koshi-key-1", "x"))
    assert tokens.get(name, {"other": "y", "koshi-key-1": "x"}) == "what"
    for cookies in ({}, None, {"koshi-key-1": "y"}, {"koshi-key-2": "x"}, {"koshi-key-1": ""}):
        assert tokens.get(name, cookies) is None, cookies


def test_names_are_given_in_many_threads_at_once():
    tokens, given = Tokens[int](60.0), []

    def give(n: int) -> None:
        given.extend((tokens.give(n), n) for _ in range(200))

    threads = [threading.Thread(target=give, args=(n,)) for n in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(given) == 800
    assert all(tokens.get(name) == n for name, n in given)


def test_pages_have_the_server_as_long_as_it_serves():
    with serving(Server()) as made:
        assert server() is made
        folder = made.visits.folder("x")
    assert not folder.exists()
    with pytest.raises(AssertionError):
        server()
