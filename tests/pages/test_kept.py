"""The rows of kept sets: what is asked before one is deleted or checked as another exercise."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from clips.models import KeptSet
from coach.words import words
from pages.frame import plain
from pose.video import ClipInfo
from rules import EXERCISES

ROOT = Path(__file__).parents[2]
CLIP = ROOT / "samples/hip_lift_ok.mp4"
INFO = ClipInfo(duration=11.4, frames=171, fps=15.0, size=(640, 480), last=11.3)
JA = words("ja")


@pytest.fixture
def kept(library):
    """A set that was checked as the wrong exercise."""
    row = {"exercise": "plank", "name": "*私の* [動画](x).mp4", "source": "upload"}
    row |= {"language": "ja", "state": "failed", "error": "check-crashed"}
    return library.keep(KeptSet(person_id=library.person(), **row), CLIP, ".mp4", INFO)


@pytest.fixture
def page(kept, served, monkeypatch):
    asked = []
    monkeypatch.setattr(served.queue, "ask", asked.append)
    shown = AppTest.from_file(str(ROOT / "pages" / "library.py"), default_timeout=60).run()
    assert not shown.exception
    shown.asked_for = asked
    return shown


def press(page, key):
    """Press a button, which must lead to no error."""
    page.button(key=key).click().run()
    assert not page.exception


def test_nothing_is_deleted_before_the_answer(page, library, kept):
    press(page, f"ask-delete-{kept.id}")
    assert any(JA.say("kept-delete-sure") in each.value for each in page.markdown)
    press(page, "delete-not")
    assert [each.id for each in library.sets(kept.person_id)] == [kept.id]
    assert not any(JA.say("kept-delete-sure") in each.value for each in page.markdown)


def test_a_set_is_deleted_after_the_answer(page, library, kept):
    press(page, f"ask-delete-{kept.id}")
    press(page, f"delete-{kept.id}")
    assert library.sets(kept.person_id) == []
    told = JA.say("kept-deleted", files=1, links=0, comments=0)
    assert [each.value for each in page.success] == [told]


def test_the_wrong_exercise_is_checked_again_as_the_right_one(page, library, kept):
    press(page, f"ask-other-row-{kept.id}")
    offered = [each.key for each in page.button if (each.key or "").startswith("other-")]
    assert offered == [f"other-{name}" for name in EXERCISES if name != "plank"]
    press(page, "other-hip_lift")
    sets = library.sets(kept.person_id)
    assert [each.exercise for each in sets] == ["hip_lift", "plank"]
    assert [each.id for each in page.asked_for] == [sets[0].id]
    assert page.session_state.library_open == sets[0].id


def test_the_name_of_a_file_is_text(page):
    said = [each.value for each in page.caption if "私の" in each.value]
    assert said
    assert all(plain("*私の* [動画](x).mp4") in each for each in said)
