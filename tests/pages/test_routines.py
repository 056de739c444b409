"""Routines of one's own: put together on the page, kept, and done like any other."""

from pathlib import Path

import pytest
import streamlit
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

import pages.camera
import pages.patches
from clips.routines import draft, forget, keep, put_by, routines
from coach.words import words
from pages.frame import plain
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
    assert all(each.label for each in page.button)  # else their sign's name is read out
    press(page, JA.say("mine-keep"))
    assert JA.say("mine-missing") in text(page)
    page.text_input(key="mine-the-name").input("夕方の*三つ*")
    stretch = JA.say("exercise-hamstring_stretch")
    press(page, JA.say("mine-out", exercise=f"3. {stretch}"))
    page.selectbox(key="mine-exercise").select("cat_cow")
    press(page, JA.say("mine-add"))
    press(page, JA.say("mine-up", exercise=f"3. {JA.say('exercise-cat_cow')}"))
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


def opened_anew():
    """The page as a visit has it that knows nothing of the one before."""
    again = AppTest.from_file(str(ROOT / "pages" / "live.py"), default_timeout=60)
    again.session_state.live_plan = ROUTINES["desk"].plan({})
    return again.run()


def test_what_is_being_put_together_is_there_again_after_another_page(page):
    press(page, JA.say("mine-new"))
    page.text_input(key="mine-the-name").input("ねるまえ").run()
    draft = page.session_state.routine_draft
    back = AppTest.from_file(str(ROOT / "pages" / "live.py"), default_timeout=60)
    back.session_state.routine_draft = draft  # what a visit has; what was drawn is gone
    back.run()
    assert back.text_input(key="mine-the-name").value == "ねるまえ"


def test_what_is_half_put_together_is_offered_to_who_comes_back_until_kept_or_dropped(
    page, library
):
    me = library.person()
    press(page, JA.say("mine-new"))
    assert draft(library, me) is None  # nothing of it is one's own yet
    page.text_input(key="mine-the-name").input("ねる*まえ").run()
    press(page, JA.say("mine-out", exercise=f"1. {JA.say('exercise-sit_to_stand')}"))

    again = opened_anew()
    (told,) = [each.value for each in again.info if "ねる" in each.value]
    assert told == JA.say("mine-left", name=plain("ねる*まえ"), count=2)
    assert JA.say("mine-new") not in [each.label for each in again.button]  # one at a time
    press(again, JA.say("mine-go-on"))
    assert again.text_input(key="mine-the-name").value == "ねる*まえ"
    press(again, JA.say("mine-keep"))
    (kept,) = routines(library, me).values()
    assert (kept.name, len(kept.parts)) == ("ねる*まえ", 2)
    assert draft(library, me) is None

    key = next(iter(routines(library, me)))
    again.button_group(key="live-routine").set_value(key).run()
    press(again, JA.say("mine-change"))
    again.text_input(key="mine-the-name").input("あさ").run()
    third = opened_anew()
    press(third, JA.say("mine-drop"))
    assert draft(library, me) is None
    assert not [each for each in third.info if "あさ" in each.value]
    assert routines(library, me) == {key: kept}


def test_a_routine_is_still_chosen_after_it_was_kept_where_another_thing_was_done_last(
    page, library
):
    put_by(library, library.person(), Routine("x", (Part("hip_lift", 10),)), None)
    anew = AppTest.from_file(str(ROOT / "pages" / "live.py"), default_timeout=60).run()
    press(anew, JA.say("mine-go-on"))
    press(anew, JA.say("mine-keep"))
    assert anew.button_group(key="live-routine").value in routines(library, library.person())
    anew.run()
    assert anew.button_group(key="live-routine").value in routines(library, library.person())


def test_a_change_of_a_routine_that_is_gone_is_put_by_as_a_new_one(library):
    me, other = library.person(), library.person("somebody else")
    key = keep(library, me, Routine("x", (Part("hip_lift", 10),)))
    changed = Routine("", (Part("plank", 20),))
    put_by(library, me, changed, key)
    assert draft(library, me) == (key, changed)
    assert draft(library, other) is None
    forget(library, me, key)
    assert draft(library, me) == (None, changed)
    put_by(library, me, changed, key)
    assert draft(library, me) == (None, changed)
