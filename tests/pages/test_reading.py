"""The page to read on, and the line that leads to it from Today."""

from datetime import date
from pathlib import Path

import pytest
import streamlit
from streamlit.testing.v1 import AppTest

from coach.words import words
from pages import offering
from practice.reading import PIECES

PAGE = str(Path(__file__).parents[2] / "pages" / "reading.py")
JA = words("ja")


@pytest.fixture
def page(monkeypatch):
    monkeypatch.setattr(streamlit, "page_link", lambda *_, **__: None)
    monkeypatch.setattr(offering, "today_here", lambda: date(2026, 11, 25))
    return AppTest.from_file(PAGE, default_timeout=60).run()


def test_every_piece_is_there_with_what_is_not_known_and_this_week_s_is_open(page):
    assert not page.exception
    text = "\n".join(each.value for each in (*page.markdown, *page.caption))
    for name in PIECES:
        for part in ("text", "open", "source"):
            assert JA.say(f"reading-{name}.{part}") in text, (name, part)
    opened = [each.label for each in page.expander if each.proto.expanded]
    assert opened == [JA.say("reading-moving")]  # week 48


def test_a_piece_leads_to_its_exercise(page, monkeypatch):
    went = []
    monkeypatch.setattr(streamlit, "switch_page", went.append)
    page.button(key="read-lifting").click().run()
    assert (went, page.session_state.exercise_shown) == (["pages/exercises.py"], "lifting")
