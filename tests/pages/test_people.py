"""Several people on one machine: each sees their own, and nothing else."""

from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

import pages.people
from clips.diary import diary, write
from clips.habits import tell
from clips.models import DiaryDay, KeptSet, now
from clips.people import add, call, people
from coach.words import words

ROOT = Path(__file__).parents[2]
JA = words("ja")
SECRET = "ひみつの一行"


def app(page: str) -> None:
    """As the door does it: who it is above every page."""
    import runpy

    import streamlit as st

    import pages.people as who
    from coach.words import words

    st.html = lambda *_, **__: None
    says = words("ja")
    who.chooser(says)
    if who.known(says):
        runpy.run_path(page, run_name="page")


@pytest.fixture
def opened(served, monkeypatch):
    """`opened(page)`: a page, with who it is above it."""
    monkeypatch.setattr(pages.people, "at_home", lambda: True)  # no browser tells of its address
    monkeypatch.setattr(streamlit, "page_link", lambda *_, **__: None)  # to what is not there
    monkeypatch.setattr(streamlit, "html", streamlit.html)  # put back what the door's stand-in sets
    # Each AppTest would look through all installed packages for components: half of the time.
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", list)

    def page(name: str) -> AppTest:
        where = str(ROOT / "pages" / f"{name}.py")
        shown = AppTest.from_function(app, args=(where,), default_timeout=60).run()
        assert not shown.exception
        return shown

    return page


@pytest.fixture
def two(library):
    """The ids of two people with a set and a diary each."""
    first = library.person()
    call(library, first, "あきら", "blue")
    second = add(library, "ゆき", "green")
    for who, called in ((first, "あきら"), (second, "ゆき")):
        good, name = f"{called}の日記", f"{called}のセット"
        write(library, DiaryDay(person_id=who, day=now().date(), note=SECRET, good=good, places=[]))
        tell(library, who, used="some", likes="evening")
        library.add(
            KeptSet(
                person_id=who, exercise="hip_lift", name=name, source="upload", language="ja",
                state="failed", error="check-crashed",
            )
        )  # fmt: skip
    return first, second


def everything(page: AppTest) -> str:
    """All that is to be read on the page, and what is typed into it."""
    kinds = (page.caption, page.markdown, page.text, page.success, page.info, page.text_input)
    return "\n".join(str(each.value) for kind in kinds for each in kind)


def press(page: AppTest, key: str) -> None:
    (button,) = [each for each in page.button if each.key == key]
    button.click().run()
    assert not page.exception


def test_who_is_alone_sees_one_quiet_place_and_names_two_there(opened, library):
    page = opened("library")
    assert not [each.key for each in page.button if each.key.startswith("person-")]
    assert [each.label for each in page.expander][-1] == JA.say("people-alone")
    page.text_input(key="people-own-0").input("あきら")
    (keep,) = [each for each in page.button if each.label == JA.say("people-keep")]
    keep.click().run()
    assert [each.value for each in page.error] == [JA.say("people-missing")]
    assert len(people(library)) == 1
    page.text_input(key="people-other-1").input("ゆき")
    (keep,) = [each for each in page.button if each.label == JA.say("people-keep")]
    keep.click().run()
    assert not page.exception
    first, second = people(library)
    assert (first.name, second.name, first.id) == ("あきら", "ゆき", library.person())
    assert [each.key for each in page.button if each.key.startswith("person-")] == [
        f"person-{second.id}"
    ]


def test_nothing_of_one_is_seen_by_the_other(opened, two):
    first, second = two
    page = opened("library")
    assert "セット" not in everything(page)  # it is asked first
    press(page, f"person-{first}")
    assert "あきらのセット" in everything(page)
    assert "ゆきのセット" not in everything(page)
    page.session_state["pain-before"] = 3
    page.session_state["live_results"] = ["of the first"]
    press(page, f"person-{second}")
    assert "ゆきのセット" in everything(page)
    assert "あきらのセット" not in everything(page)
    assert "pain-before" not in page.session_state
    assert "live_results" not in page.session_state

    weeks = opened("weeks")
    press(weeks, f"person-{second}")
    (again,) = [each for each in weeks.button if each.label == JA.say("diary-again")]
    again.click().run()
    assert "ゆきの日記" in everything(weeks)
    assert "あきらの日記" not in everything(weeks)


def test_whoever_erases_theirs_leaves_nothing_and_the_other_alone(
    opened, two, library, served, tmp_path
):
    first, second = two
    page = opened("library")
    press(page, f"person-{first}")
    press(page, "own-erase")
    press(page, "own-erase-yes")
    assert [each.id for each in people(library)] == [second]
    assert "ゆきのセット" in everything(page)  # nobody else is here to be asked for
    library.forget()
    held = b"".join(each.read_bytes() for each in tmp_path.rglob("*") if each.is_file())
    assert "あきら".encode() not in held
    assert first.encode() not in held
    (kept,) = diary(library, second)
    assert kept.note == SECRET


def test_where_people_sign_in_there_is_no_choice(opened, two, monkeypatch):
    first, second = two
    monkeypatch.setattr(pages.people, "signs_in", lambda: True)
    monkeypatch.setattr(streamlit, "user", SimpleNamespace(is_logged_in=False))
    page = opened("sample")
    assert not {f"person-{first}", f"person-{second}"} & {each.key for each in page.button}


def test_a_name_is_one_line_and_nobody_elses(library):
    first = library.person()
    call(library, first, "  あきら \n ", "blue")
    with pytest.raises(ValueError, match="taken"):
        add(library, "あきら", "red")
    with pytest.raises(ValueError, match="missing"):
        add(library, " ", "red")
    call(library, first, "あきら", "violet")
    assert [(each.name, each.colour) for each in people(library)] == [("あきら", "violet")]


def test_who_has_erased_everything_is_told_so_and_whose_page_it_is_now(opened, two, library):
    def erased(person):
        page = opened("library")
        press(page, f"person-{person}")
        press(page, "own-erase")
        press(page, "own-erase-yes")
        return page

    first, second = two
    third = add(library, "みどり", "red")
    page = erased(first)
    assert JA.say("own-erased", sets=1) in [each.value for each in page.success]
    assert not page.info  # who it is now is asked
    page = erased(third)
    assert JA.say("own-erased", sets=0) in [each.value for each in page.success]
    assert JA.say("own-erased-now", name="ゆき") in [each.value for each in page.info]
    assert [each.id for each in people(library)] == [second]
