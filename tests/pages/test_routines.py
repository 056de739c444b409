"""Routines of one's own: put together on the page, kept, and done like any other."""

from pathlib import Path

import pytest
import streamlit
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

import pages.camera
import pages.patches
from clips.routines import forget, keep, routines
from coach.words import words
from practice.routines import ROUTINES, Part, Routine

ROOT = Path(__file__).parents[2]
JA = words("ja")


@pytest.fixture
def page(served, monkeypatch):
    monkeypatch.setattr(pages.patches, "no_waiting", lambda: None)
    monkeypatch.setattr(pages.camera, "start_button", lambda *_: (None, None))
    monkeypatch.setattr(streamlit, "page_link", lambda *_, **__: None)  # to what is not there
    # Each AppTest would look through all installed packages for components: half of the time.
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", list)
    shown = AppTest.from_file(str(ROOT / "pages" / "live.py"), default_timeout=60)
    shown.session_state.live_plan = ROUTINES["desk"].plan({})
    shown.run()
    assert not shown.exception
    return shown


def press(page, label: str, which: int = 0) -> None:
    [each for each in page.button if label in (each.label, each.help)][which].click().run()
    assert not page.exception


def text(page) -> str:
    return "\n".join(each.value for each in (*page.markdown, *page.error))


def test_each_step_has_its_reason(page):
    shown = "\n".join(each.value for each in page.markdown)
    for part in ROUTINES["desk"].parts:
        assert JA.say(f"exercise-{part.exercise}.why") in shown, part


def test_one_s_own_is_put_together_kept_changed_and_removed(page, library):
    me = library.person()
    front = JA.say("routine-how-front", exercises=JA.say("exercise-clamshell"))
    page.button_group(key="live-routine").set_value("four").run()
    assert any(front in each.value for each in page.caption)
    page.button_group(key="live-routine").set_value("desk").run()
    press(page, JA.say("mine-new"))
    press(page, JA.say("mine-keep"))
    assert JA.say("mine-missing") in text(page)
    page.text_input(key="mine-the-name").input("夕方の*三つ*")
    stretch = JA.say("exercise-hamstring_stretch")
    press(page, JA.say("mine-out", exercise=stretch))
    page.selectbox(key="mine-exercise").select("cat_cow")
    press(page, JA.say("mine-add"))
    press(page, JA.say("mine-up", exercise=JA.say("exercise-cat_cow")))
    amounts = [each for each in page.number_input if each.key.startswith("mine-amount-")]
    amounts[1].set_value(6)
    press(page, JA.say("mine-keep"))
    ((key, routine),) = routines(library, me).items()
    assert routine.name == "夕方の*三つ*"
    assert routine.parts == (Part("sit_to_stand", 5), Part("cat_cow", 6), Part("hip_hinge", 10))
    assert page.session_state["live-routine"] == key
    assert JA.say("exercise-cat_cow") in text(page)

    assert JA.say("routine-how") in [each.value for each in page.caption]  # nobody turns round

    order = next(each for each in page.button_group if each.key == "live-order")
    order.set_value("place").run()
    listed = next(each.value for each in page.markdown if each.value.startswith("1. "))
    names = [JA.say(f"exercise-{name}") for name in ("sit_to_stand", "hip_hinge", "cat_cow")]
    assert [name in line for name, line in zip(names, listed.splitlines()[::2], strict=True)] == [
        True, True, True,
    ]  # fmt: skip  # beside each its reason

    press(page, JA.say("mine-change"))
    press(page, JA.say("mine-forget"))
    assert routines(library, me) == {}
    assert page.session_state["live-routine"] == "morning"


def test_one_s_own_are_nobody_else_s(library):
    me, other = library.person(), library.person("somebody else")
    mine = Routine("x", (Part("hip_lift", 10, 2, 5),))
    key = keep(library, me, mine)
    assert routines(library, me) == {key: mine}
    assert routines(library, other) == {}
    with pytest.raises(LookupError):
        keep(library, other, mine, key)
    forget(library, other, key)
    assert routines(library, me) == {key: mine}
    with pytest.raises(ValueError, match="routine"):
        keep(library, me, Routine(" ", mine.parts))


def test_without_moving_the_camera_nothing_else_changes():
    for routine in ROUTINES.values():
        placed = routine.by_place()
        assert sorted(map(str, placed.parts)) == sorted(map(str, routine.parts))
        assert placed.parts[0] == routine.parts[0]
    names = [part.exercise for part in ROUTINES["eleven"].by_place().parts]
    assert names[-1] == "side_plank"  # the only one that faces the camera
    assert names.index("worlds_greatest") < names.index("hip_hinge")


def test_what_is_being_put_together_is_there_again_after_another_page(page):
    press(page, JA.say("mine-new"))
    page.text_input(key="mine-the-name").input("ねるまえ").run()
    draft = page.session_state.routine_draft
    back = AppTest.from_file(str(ROOT / "pages" / "live.py"), default_timeout=60)
    back.session_state.routine_draft = draft  # what a visit has; what was drawn is gone
    back.run()
    assert back.text_input(key="mine-the-name").value == "ねるまえ"
