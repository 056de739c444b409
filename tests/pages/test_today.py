"""Today, for who has been here before, and what is asked of who comes first."""

import json
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

import pages.camera
import pages.patches
import pages.visitor
from benchmarks.year import furnish
from clips.diary import diary, write
from clips.habits import been_here, choices, habits
from clips.models import DiaryDay, KeptSet, now
from coach.words import words
from practice.routines import ROUTINES
from tests.figures import hip_lift, lift_rest

ROOT = Path(__file__).parents[2]
JA = words("ja")


@pytest.fixture
def page(served, monkeypatch):
    """`page(name)`: a page that was opened."""
    monkeypatch.setattr(pages.patches, "no_waiting", lambda: None)
    monkeypatch.setattr(pages.visitor, "at_home", lambda: True)  # no browser tells of its address
    monkeypatch.setattr(streamlit, "page_link", lambda *_, **__: None)  # to what is not there
    monkeypatch.setattr(pages.camera, "start_button", lambda *_: (None, None))
    # Each AppTest would look through all installed packages for components: half of the time.
    monkeypatch.setattr(manifest_scanner, "scan_component_manifests", list)

    def opened(name: str, **state) -> AppTest:
        shown = AppTest.from_file(str(ROOT / "pages" / f"{name}.py"), default_timeout=60)
        for key, value in state.items():
            shown.session_state[key] = value
        shown.run()
        assert not shown.exception
        return shown

    return opened


@pytest.fixture
def practised(library):
    """A library of somebody who has been here; their last day was the day before yesterday."""
    furnish(library, 40, datetime.now(UTC))
    return library


def text(page) -> str:
    return "\n".join(each.value for each in (*page.header, *page.markdown, *page.info))


def press(page, key):
    (button,) = [each for each in page.button if each.key == key]
    button.click().run()
    assert not page.exception


@pytest.mark.parametrize(("day", "reason"), [(4, "day"), (8, "enough")])  # Wednesday, Sunday
def test_what_is_on_today_is_there_with_its_reason(page, library, monkeypatch, day, reason):
    noon = datetime(2026, 3, day, 12, tzinfo=UTC)
    furnish(library, 40, noon)
    monkeypatch.setattr("pages.offering.now", lambda: noon)
    shown = page("today")
    assert JA.say("today-strength") in text(shown)
    assert JA.say(f"today-why-{reason}") in text(shown)
    assert JA.say("exercise-hip_lift") in text(shown)
    assert [each.key for each in shown.button if each.key == "today-start"] == ["today-start"]


def test_the_reminders_come_when_they_are_opened(page, practised):
    assert not page("today").time_input
    (at,) = page("today", reminders=True).time_input
    assert at.label == JA.say("remind-at")


def test_reminders_are_kept_as_they_are_chosen_and_those_of_another_window_stay(page, practised):
    me = practised.person()
    here, there = page("today", reminders=True), page("today", reminders=True)
    assert not habits(practised, me).remind  # looking at them asks for none
    days, breaks = here.button_group(key="remind-days"), here.checkbox(key="remind-breaks")
    days.set_value([0, 5]).run()
    breaks.check().run()
    here.session_state.reminders = False  # folded away, and opened again
    here.run()
    assert not here.time_input
    here.session_state.reminders = True
    here.run()
    assert here.button_group(key="remind-days").value == [0, 5]
    assert here.checkbox(key="remind-breaks").value
    there.time_input(key="remind-at").set_value(time(6, 45)).run()  # drawn before all that
    assert habits(practised, me).remind == {"days": [0, 5], "at": "06:45", "breaks": True}


def test_what_a_page_still_shows_of_pain_is_no_answer(page, practised, monkeypatch):
    me, day = practised.person(), now().astimezone().date()
    here, there = page("today"), page("today")
    there.button_group(key="today-pain").set_value(6).run()
    here.button[0].click().run()  # whatever is pressed in a window from before that
    assert here.button_group(key="today-pain").value == 6
    assert diary(practised, me)[-1].pain == 6
    moment = now()
    monkeypatch.setattr("pages.offering.now", lambda: moment + timedelta(days=1))
    here.run()  # left open over midnight
    assert here.button_group(key="today-pain").value is None
    assert [entry.day for entry in diary(practised, me)][-1] == day
    here.button_group(key="today-pain").set_value(2).run()
    assert [(entry.day, entry.pain) for entry in diary(practised, me)][-2:] == [
        (day, 6), (day + timedelta(days=1), 2),
    ]  # fmt: skip


def test_a_diary_that_is_begun_before_midnight_is_of_its_day(page, practised, monkeypatch):
    me, moment = practised.person(), now()
    day = moment.astimezone().date()
    shown = page("weeks")
    shown.button_group(key="diary-condition").set_value(7).run()
    monkeypatch.setattr("pages.offering.now", lambda: moment + timedelta(days=1))
    shown.run()
    told = JA.say("diary-of-day", month=day.month, day=day.day)
    assert any(told in each.value for each in shown.caption)
    (keep,) = [each for each in shown.button if each.label == JA.say("diary-keep")]
    keep.click().run()
    last = diary(practised, me)[-1]
    assert (last.day, last.condition) == (day, 7)
    assert not any(told in each.value for each in shown.caption)  # now it is the new day's turn


def test_what_is_being_written_stays_when_another_window_keeps_something(page, practised):
    me = practised.person()
    here, there = page("weeks"), page("today")
    here.text_input(key="diary-good").input("散歩した").run()
    there.button_group(key="today-pain").set_value(4).run()
    (keep,) = [each for each in here.button if each.label == JA.say("diary-keep")]
    keep.click().run()
    assert not here.exception
    last = diary(practised, me)[-1]
    assert (last.good, last.pain) == ("散歩した", 4)
    here.run()
    (again,) = [each for each in here.button if each.label == JA.say("diary-again")]
    again.click().run()
    assert here.text_input(key="diary-good").value == "散歩した"
    assert here.button_group(key="diary-condition").value is None


def test_the_weeks_tell_each_side(page, practised):
    shown = page("weeks")
    (table,) = [each.value for each in shown.dataframe]
    sides = dict(zip(table[JA.say("weeks-column-exercise")], table[JA.say("weeks-column-sides")],
                     strict=True))  # fmt: skip
    assert sides[JA.say("exercise-clamshell")] == JA.say("weeks-sides", left=100, right=100)
    assert sides[JA.say("exercise-hip_lift")] == ""


def test_two_sets_of_a_day_are_two_dots(page, practised):
    def dots():
        charts = page("weeks").get("vega_lite_chart")
        return json.loads(charts[0].proto.spec)

    alone = dots()
    with practised.session() as session:
        last, before = sorted({each.created.date() for each in session.query(KeptSet)})[:-3:-1]
        for each in session.query(KeptSet):
            if each.created.date() == before:
                each.created += last - before
    both = dots()
    assert both["encoding"]["yOffset"]["scale"]["domain"] == [-0.5, 1.5]
    rows = 4
    assert both["height"] - alone["height"] >= rows * 14  # a dot is as high


def test_over_a_year_the_dots_are_of_months_and_one_of_several_sets_lets_one_be_chosen(
    page, library, monkeypatch
):
    furnish(library, 400, datetime.now(UTC))
    shown = page("weeks")
    drawn, pressed = [], []

    def chart(of, **how):
        drawn.append((of, how))
        return SimpleNamespace(selection={"set": pressed})

    monkeypatch.setattr(streamlit, "altair_chart", chart)
    shown.button_group(key="weeks-span").set_value("year").run()
    table = drawn[0][0].to_dict(format="vega-lite", validate=False)["datasets"].popitem()[1]
    assert sum(each["count"] for each in table) == 400
    places = {(each["day"], each["exercise"], each["nth"]) for each in table}
    assert len(places) == len(table)
    assert all(each["day"][8:10] == "01" for each in table)
    most = max(table, key=lambda each: each["count"])
    pressed.append({"id": most["id"]})
    shown.run()
    chosen = [each for each in shown.button if (each.key or "").startswith("weeks-set-")]
    assert len(chosen) == most["count"] > 10
    assert len({each.label for each in chosen}) == len(chosen)
    opened = []
    monkeypatch.setattr(streamlit, "switch_page", opened.append)
    chosen[-1].click().run()
    assert opened == ["pages/library.py"]
    assert shown.session_state["library_open"] == chosen[-1].key.removeprefix("weeks-set-")


def test_weeks_are_in_their_order_whichever_span_was_looked_at_before(page, practised):
    shown = page("weeks")
    for span in ("month", "quarter"):
        shown.button_group(key="weeks-span").set_value(span).run()
        specs = [json.loads(each.proto.spec) for each in shown.get("vega_lite_chart")]
        axes = [spec["encoding"]["x"] for spec in specs if "encoding" in spec]
        (order,) = [axis["sort"] for axis in axes if axis["field"] == "week"]
        days = [datetime.strptime(f"2024/{each}", "%Y/%m/%d") for each in order]
        turns = sum(one > other for one, other in pairwise(days))
        assert len(order) > 1, span
        assert turns <= 1, (span, order)  # at a new year


def test_a_step_is_told_with_its_reason_and_declined_by_a_tap(page, practised):
    shown = page("today")
    assert "この3回、余裕をもって" in text(shown)
    press(shown, "step-no")
    (declined,) = choices(practised, practised.person())
    assert (declined.exercise, declined.chosen) == ("hip_lift", "declined")
    assert JA.say("exercise-hip_lift") in text(shown)


def test_pain_that_is_told_changes_what_is_offered_and_keeps_what_was_written(page, practised):
    me, today = practised.person(), now().astimezone().date()
    write(practised, DiaryDay(person_id=me, day=today, good="散歩", condition=6, places=[]))
    shown = page("today")
    (scale,) = [each for each in shown.button_group if each.key == "today-pain"]
    scale.set_value(8).run()
    assert JA.say("today-why-pain_high") in text(shown)
    assert not [each for each in shown.button if each.key == "today-start"]
    (entry,) = [each for each in diary(practised, me) if each.day == today]
    assert (entry.pain, entry.good, entry.condition) == (8, "散歩", 6)


def test_at_the_camera_is_what_was_offered_and_less_by_the_pain_told_there(page, practised):
    shown = page("live", today="parts")
    assert JA.say("exercise-hip_lift") in text(shown)
    (pain,) = [each for each in shown.button_group if each.key == "pain-before"]
    pain.set_value(5).run()
    assert JA.say("today-why-painful") in text(shown)
    pain = next(each for each in shown.button_group if each.key == "pain-before")
    pain.set_value(7).run()
    assert JA.say("today-why-pain_high") in text(shown)


def test_what_was_answered_before_a_start_holds_for_its_day(page, practised, monkeypatch):
    moment, at = now(), "pages.offering.now"
    shown = page("live", today="parts", safe=moment.astimezone().date(), pain=5)
    assert JA.say("safety-done") in [each.value.split(": ", 1)[-1] for each in shown.caption]
    assert JA.say("today-why-painful") in text(shown)
    monkeypatch.setattr(at, lambda: moment + timedelta(days=1))
    shown.run()  # left open over midnight
    assert JA.say("safety-title") in text(shown)
    assert JA.say("today-why-painful") not in text(shown)
    shown.button_group(key="safety-any").set_value("no").run()
    shown.button_group(key="pain-before").set_value(6).run()
    assert JA.say("today-why-painful") in text(shown)
    monkeypatch.setattr(at, lambda: moment + timedelta(days=2))
    shown.run()  # answered, not begun, and left open over another
    assert [shown.button_group(key=key).value for key in ("safety-any", "pain-before")] == [
        None
    ] * 2


def test_pain_that_is_asked_anew_is_what_there_is_before_the_next_set(page, served, monkeypatch):
    plan = ROUTINES["morning"].plan({})
    for safe, before in ((now().astimezone().date(), 2), (False, 5)):
        shown = page("live", live_plan=plan, safe=safe, **{"pain-after": 2, "pain": 1})
        if not safe:
            shown.button_group(key="safety-any").set_value("no").run()
            shown.button_group(key="pain-before").set_value(5).run()
            shown.button_group(key="safety-stops").set_value("no").run()
        monkeypatch.setattr(pages.camera, "start_button", lambda *_: (None, ""))
        shown.run()
        monkeypatch.setattr(pages.camera, "start_button", lambda *_: (None, None))
        assert "live" in shown.session_state
        assert shown.session_state.pain == shown.session_state.live.pain == before


def test_pain_that_was_told_before_a_set_outlives_a_reload(page, served, monkeypatch):
    plan = ROUTINES["morning"].plan({})
    running = served.live.begin(plan, JA, served.library.person(), "a page that is gone", 15)
    running.pain = 3
    monkeypatch.setattr(pages.patches, "is_active", lambda visit: False)
    shown = AppTest.from_file(str(ROOT / "pages" / "live.py"), default_timeout=60)
    shown.query_params["set"] = running.token
    shown.run()
    assert not shown.exception
    assert shown.session_state.pain == 3


def test_a_browser_that_still_names_an_ended_set_does_not_change_why_it_ended(
    page, served, monkeypatch
):
    """What it sent before it heard of the end: a lost camera became a page that was reloaded."""
    plan = ROUTINES["morning"].plan({})
    running = served.live.begin(plan, JA, served.library.person(), "a page that is gone", 15)
    monkeypatch.setattr(pages.patches, "is_active", lambda visit: False)
    shown = AppTest.from_file(str(ROOT / "pages" / "live.py"), default_timeout=60)
    shown.query_params["set"] = running.token
    shown.run()
    shown.session_state.live_message = "error-camera-lost"
    shown.query_params["set"] = running.token
    shown.run()
    assert not shown.exception
    assert shown.session_state.live_message == "error-camera-lost"


def test_a_number_in_the_table_of_sets_is_whole_beside_an_empty_field(page, practised, monkeypatch):
    with practised.session() as session:
        last = session.query(KeptSet).order_by(KeptSet.created.desc()).first()
        last.pain_after = None
    saved = {}
    keep = lambda label, data, *_, **__: saved.update({label: data})  # noqa: E731
    monkeypatch.setattr(streamlit, "download_button", keep)
    page("weeks")
    table = saved[JA.say("weeks-save-sets")]
    assert ".0" not in table
    assert table.splitlines()[-1].endswith(",")


def test_who_comes_first_is_asked_three_things_and_need_not_answer(page, library):
    assert not been_here(library, library.person())
    shown = page("sample")
    assert JA.say("welcome-title") in text(shown)
    assert {each.key for each in shown.button_group} >= {
        "welcome-used", "welcome-likes", "welcome-pain",
    }  # fmt: skip
    assert habits(library, library.person()).used is None
    write(library, DiaryDay(person_id=library.person(), day=now().date() - timedelta(9), places=[]))
    assert been_here(library, library.person())
    assert JA.say("welcome-title") not in text(page("sample"))


def test_a_pain_that_is_taken_back_leaves_nothing(page, practised):
    before = len(diary(practised, practised.person()))
    shown = page("today")
    for told, days in ((3, before + 1), (None, before)):
        shown.session_state["today-pain"] = told
        shown.run()
        assert not shown.exception
        assert len(diary(practised, practised.person())) == days


def test_pain_that_is_told_at_the_camera_is_in_the_diary(page, served, practised):
    me, plan = practised.person(), ROUTINES["morning"].plan({})
    running = served.live.begin(plan, JA, me, "visit", 15)
    running.ask("hurts")
    for t in (0.0, 60.0):  # to the last of the words
        running.live.session.update(replace(hip_lift(lift_rest()), t=t))
    shown = page("live", live=running, safe=True)
    assert JA.say("live-hurt") in text(shown)
    assert diary(practised, me)[-1].hurt == ["draw_in"]
    assert shown.session_state["after-answer"] == "pain"
    assert JA.say("today-why-pain_today") in text(page("today"))
    write(practised, DiaryDay(person_id=me, day=now().astimezone().date(), pain=2, places=[]))
    assert diary(practised, me)[-1].hurt == ["draw_in"]  # what is told later takes nothing away


def test_the_exercise_that_was_looked_at_is_what_the_camera_page_begins_with(page, practised):
    routine = ROUTINES["morning"].plan({})
    wanted = {"wanted": "squat", "live-exercise": "squat"}
    for state, begins in (({}, False), (wanted, True)):
        shown = page("live", live_plan=routine, **state)
        targets = [
            each.key for each in shown.number_input if (each.key or "").startswith("target-squat")
        ]
        assert bool(targets) == begins


def test_of_few_days_each_is_named_once(page, library):
    furnish(library, 8, datetime.now(UTC))
    charts = [json.loads(each.proto.spec) for each in page("weeks").get("vega_lite_chart")]
    named = [chart["encoding"]["x"]["axis"].get("values") for chart in charts[:1]]
    assert [len(values) for values in named] == [3]  # the two days and the one between
