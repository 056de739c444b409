"""The rows of kept sets: what is asked before one is deleted or checked as another exercise."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session
from streamlit.testing.v1 import AppTest

from clips.access import Access
from clips.models import FIND_OUT, KeptSet
from coach.words import words
from pages import kept as kept_rows
from pages.frame import plain
from pose.video import ClipInfo
from rules import EXERCISES
from rules.find import Guess, Proposal

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
    monkeypatch.setattr(served.queue, "ask", lambda kept, _: asked.append(kept))
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


@pytest.fixture
def many(library, kept):
    """30 more sets, the newest of which are not checked yet."""
    row = {"exercise": "plank", "name": "x", "source": "upload", "language": "ja"}
    for n in range(30):
        state = "done" if n < 28 else "checking"
        library.add(KeptSet(person_id=kept.person_id, state=state, progress=0.4, **row))
    return library.ids(kept.person_id)


def asked_of(library, monkeypatch, run) -> int:
    """How many questions are asked of the database while that runs."""
    count = 0
    true = Session.execute

    def counting(session, *given, **how):
        nonlocal count
        count += 1
        return true(session, *given, **how)

    monkeypatch.setattr(Session, "execute", counting)
    run()
    monkeypatch.setattr(Session, "execute", true)
    return count


def test_a_long_list_comes_in_parts_and_asks_no_more_than_a_short_one(
    page, library, many, monkeypatch
):
    few = asked_of(library, monkeypatch, page.run)
    rows = [each.key for each in page.button if (each.key or "").startswith("ask-delete-")]
    assert rows == [f"ask-delete-{each}" for each in many[:25]]
    assert any(JA.say("library-part", first=1, last=25, count=31) in t.value for t in page.text)
    older = next(b for b in page.button if b.label == JA.say("library-older"))
    older.click().run()
    assert not page.exception
    rows = [each.key for each in page.button if (each.key or "").startswith("ask-delete-")]
    assert rows == [f"ask-delete-{each}" for each in many[25:]]
    newer = next(b for b in page.button if b.label == JA.say("library-newer"))
    newer.click().run()
    for each in many[1:]:  # a list of one
        library.delete(Access(each, library.person()))
    assert asked_of(library, monkeypatch, page.run) == few


def test_a_set_that_is_being_checked_redraws_its_progress_and_no_row(page, many, monkeypatch):
    drawn, looked = [], []
    true = kept_rows._what
    monkeypatch.setattr(kept_rows, "_what", lambda each: drawn.append(each.id) or true(each))

    def twice(look, run_every):
        return lambda: [looked.append(look()), looked.append(look())]

    monkeypatch.setattr(kept_rows.st, "fragment", twice)
    page.run()
    assert not page.exception
    assert len(looked) == 2
    assert sorted(drawn) == sorted(many[:25])


def test_the_name_of_a_file_is_text(page):
    said = [each.value for each in page.caption if "私の" in each.value]
    assert said
    assert all(plain("*私の* [動画](x).mp4") in each for each in said)


@pytest.fixture
def found(library, tmp_path):
    """A set of which two exercises were found in its clip; the first may be another, too."""
    poses = tmp_path / "poses.zip"
    poses.write_bytes(b"")
    row = {"exercise": FIND_OUT, "name": "二つ.mp4", "source": "upload", "language": "ja"}
    kept = KeptSet(person_id=library.person(), state="checking", **row)
    kept = library.keep(kept, CLIP, ".mp4", INFO)
    guesses = [Guess(exercise="squat", share=0.7), Guess(exercise="hip_hinge", share=0.3)]
    first = Proposal(start_s=1, end_s=59, sure="likely", guesses=guesses)
    second = Proposal(start_s=75, end_s=90, sure="clear", guesses=[guesses[0]])
    library.propose(kept.id, [first, second], poses)
    return kept


def said(page):
    return [each.value for each in (*page.markdown, *page.caption)]


def test_what_was_found_is_told_and_confirmed_by_one_press(found, page, library):
    squat = JA.say("exercise-squat")
    assert f"0:01–0:59 {JA.say('found-likely', exercise=squat)}" in said(page)
    assert f"1:15–1:30 {JA.say('found-clear', exercise=squat)}" in said(page)
    assert JA.say("found-else", names=JA.say("exercise-hip_hinge")) in said(page)
    press(page, f"found-{found.id}")
    assert [each.exercise for each in page.asked_for] == ["squat", "squat"]
    assert page.session_state.library_open == found.id
    assert sorted(each.state for each in library.sets(found.person_id)) == [
        "failed", "waiting", "waiting",
    ]  # fmt: skip


def test_another_exercise_than_was_found_can_be_chosen(found, page, library):
    press(page, f"ask-other-row-{found.id}")
    offered = [each.key for each in page.button if (each.key or "").startswith("other-")]
    assert set(offered[:2]) == {"other-squat", "other-hip_hinge"}  # what it may be stands first
    assert len(offered) == len(EXERCISES)
    press(page, "other-plank")
    (asked,) = page.asked_for
    assert (asked.id, asked.exercise) == (found.id, "plank")
