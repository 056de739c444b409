"""Names as text, and times where the looker is."""

import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import streamlit as st

from pages.frame import local, plain

MARKS = "!\"#$%&'()*+,-./:;<=>?@[]^_`{|}~"
NAMES = (
    "*a* _b_ **c** ~~d~~ `e`",
    "[a](http://b) ![c](d) <b>x</b> &amp;",
    "# a", "- a", "1. a", "> a", "| a | b |", "a\\b", "$x$ :smile: :red[y] -> z",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_markdown_shows_a_name_as_it_is(name):
    told = plain(name)
    assert not re.search(rf"(?<!\\)(\\\\)*[{re.escape(MARKS)}]", told.replace("\\\\", ""))
    assert not re.search(r":[a-z]|-\\?>", told)  # an emoji, an icon, a colour; an arrow
    assert re.sub(r"\\(.)", r"\1", told).replace("\u2060", "") == name


def test_a_name_is_one_line():
    assert plain("a\n\n# b") == "a \\# b"


@pytest.mark.parametrize(
    ("zone", "hour"), [("Asia/Tokyo", 5), ("America/New_York", 15), ("UTC", 20)]
)
def test_a_time_is_that_of_the_browser(monkeypatch, zone, hour):
    monkeypatch.setattr(st, "context", SimpleNamespace(timezone=zone))
    assert local(datetime(2026, 3, 1, 20, 30, tzinfo=UTC)).hour == hour


@pytest.mark.parametrize("zone", [None, "", "No/Where", "../etc"])
def test_an_unknown_zone_is_the_servers(monkeypatch, zone):
    monkeypatch.setattr(st, "context", SimpleNamespace(timezone=zone))
    moment = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)
    assert local(moment) == moment
