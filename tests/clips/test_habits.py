"""How somebody practises, as the library keeps it."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from clips.access import Access
from clips.diary import done_sets, write
from clips.habits import been_here, choices, choose, habits, past, tell
from clips.limits import set_limit
from clips.models import DiaryDay
from clips.record import keep_sets
from coach.plan import Plan
from practice.progress import Choice
from practice.routines import Part

DAY = date(2026, 3, 2)


@pytest.fixture
def lift(library, prepared):
    """A set at the camera that was kept, of two that were asked for."""
    shown = replace(prepared("hip_lift_arched"), view=None)
    plan = Plan("plank", 15, then=(Plan("hip_lift", 10, 2, stay_s=5),))
    me, how = library.person(), {"plan": plan, "session": "one", "answer": "easy"}
    keep_sets(library, me, {"a": shown}, "x", 2, None, **how)
    return Access("a", me)


def test_of_a_set_at_the_camera_it_is_known_what_was_asked_and_how_it_was(library, lift):
    library.update(lift, answer="pain", pain_after=4)
    (done,) = done_sets(library, library.person(), datetime.date)
    assert done.asked == Part("hip_lift", 10, 2, 5)
    assert (done.session, done.answer, done.pain_before, done.pain_after) == ("one", "pain", 2, 4)
    assert (done.reps, done.judged_parts) == (1, 1)
    assert done.severe_parts == (done.verdict == "severe")


def test_a_set_that_looks_like_another_exercise_is_none_of_what_was_done(library, prepared):
    shown = replace(prepared("hip_lift_arched"), view=None)
    like = shown.checked.report.model_copy(update={"looks_like": "single_leg_hip_lift"})
    shown = replace(shown, checked=replace(shown.checked, report=like))
    keep_sets(library, library.person(), {"a": shown}, "x", 2, None)
    assert library.get(Access("a", library.person())).state == "done"
    assert done_sets(library, library.person(), datetime.date) == []


def test_what_was_told_and_chosen_is_kept_for_each_person(library, lift):
    me, other = library.person(), library.person("somebody else")
    assert habits(library, me).used is None
    tell(library, me, used="some")
    tell(library, me, likes="evening")
    choose(library, me, Choice(DAY, "hip_lift", "sets", "taken"))
    choose(library, me, Choice(DAY, "plank", "hold", "declined"))
    assert (habits(library, me).used, habits(library, me).likes) == ("some", "evening")
    assert [each.chosen for each in choices(library, me)] == ["taken", "declined"]
    assert habits(library, other).used is None
    assert choices(library, other) == []


def test_an_offer_is_made_of_all_that_is_known(library, lift):
    me = library.person()
    write(library, DiaryDay(person_id=me, day=DAY, pain=3, numb=False, places=[]))
    set_limit(library, lift, 170, "先生")
    known = past(library, me, datetime.date)
    assert [each.exercise for each in known.done] == ["hip_lift"]
    assert [(each.day, each.pain, each.numb) for each in known.felt] == [(DAY, 3, False)]
    assert (known.used, known.most) == ("new", {"hip_lift": 170.0})


def test_who_has_a_set_or_a_diary_has_been_here(library, lift):
    other = library.person("somebody else")
    assert been_here(library, library.person())
    assert not been_here(library, other)
    write(library, DiaryDay(person_id=other, day=DAY, places=[]))
    assert been_here(library, other)
