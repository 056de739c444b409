"""What is offered on a day: the rules by example, and six months of five kinds of people."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from benchmarks.months import PEOPLE, RULES, Kind, broken, live
from practice.progress import GENTLE, Choice, Felt, Offer, Past, StepUp, is_strength, ladder, offer
from practice.routines import Part
from practice.weeks import DoneSet
from rules import EXERCISES

TODAY = date(2026, 3, 4)  # a Wednesday
LIFT = Part("hip_lift", 10, 1, 2)


def ago(days):
    return TODAY - timedelta(days=days)


def done(days, part=LIFT, answer="easy", before=1, after=1, reps=10, judged=10, severe=0):
    """All sets of that part, `days` ago."""
    return tuple(
        DoneSet(
            "x", ago(days), part.exercise, "ok", reps, pain_before=before, pain_after=after,
            session=str(days), asked=part, answer=answer, judged_parts=judged, severe_parts=severe,
        )
        for _ in range(part.sets)
    )  # fmt: skip


def easy_weeks(*days, **how):
    """The lift on those days, which went well; the first time weeks ago."""
    return sum((done(each, **how) for each in (26, *days)), ())


def told(*sets, **more) -> Offer:
    return offer(TODAY, Past(sum(sets, ()), **more))


def test_who_comes_first_does_one_exercise_ten_times():
    first = told()
    assert (first.what, first.why, first.step) == ("strength", "start", None)
    assert first.parts == (Part("draw_in", 5), LIFT)
    assert first.instead == GENTLE


def test_pain_that_was_told_while_exercising_counts_without_its_sets():
    today, before = Felt(TODAY, hurt=True), Felt(ago(2), hurt=True)
    assert told(felt=[today]).why == "pain_today"
    assert told(done(2), felt=[before]).why == "after_pain"
    assert told(done(2, answer="pain"), felt=[before]).why == "after_pain"  # told once, not twice
    assert told(felt=[Felt(ago(1), hurt=True), before]).why == "two_pain"


def test_a_clip_that_is_checked_later_on_a_day_takes_back_no_pain_of_it():
    hurt = done(0, answer="pain")
    clip = tuple(replace(each, session="", asked=None, answer=None) for each in done(0))
    assert told(hurt, clip).why == "pain_today"
    assert offer(TODAY + timedelta(days=2), Past(hurt + clip)).why == "after_pain"


def test_a_day_between_and_then_again():
    assert [(each.what, each.why) for each in map(told, map(done, (0, 1, 2, 14)))] == [
        ("rest", "done"), ("gentle", "rest_day"), ("strength", "day"), ("strength", "back"),
    ]  # fmt: skip
    assert told(done(1)).instead == told(done(2)).parts  # who wants to may


def test_three_days_of_a_week_are_enough_and_four_the_most():
    sunday = TODAY + timedelta(days=4)
    week = sum((done(each) for each in (2, 0, -2)), ())  # Monday, Wednesday, Friday
    assert offer(sunday, Past(week)).why == "enough"
    more = Past((*week, *done(-1)))
    assert offer(sunday + timedelta(days=-1), more).what != "strength"
    assert offer(sunday, replace(more, done=(*done(2), *done(1), *done(0), *done(-2)))).why == (
        "week_full"
    )


def test_what_is_gentle_may_be_done_daily():
    assert {name for name in EXERCISES if not is_strength(name)} >= {
        "draw_in", "diaphragm", "ninety_ninety", "cat_cow", "hip_flexor", "hamstring_stretch",
        "overhead_squat", "overhead_squat_front", "walking", "sitting",
    }  # fmt: skip
    breath = replace(done(1)[0], exercise="diaphragm")
    assert told(done(2), (breath,)).what == "strength"


def test_another_set_when_three_sessions_were_easy():
    offered = told(easy_weeks(6, 4, 2))
    assert offered.step == StepUp("hip_lift", "sets", Part("hip_lift", 10, 2, 2))
    assert offered.steps_by_itself
    assert offered.parts == (Part("draw_in", 5), LIFT)
    assert offered.with_step == (Part("draw_in", 5), Part("hip_lift", 10, 2, 2))


@pytest.mark.parametrize(
    "last",
    [
        {"answer": "right"}, {"answer": None}, {"after": 3}, {"after": None}, {"reps": 8},
        {"severe": 3}, {"judged": 0}, {"part": Part("hip_lift", 8, 1, 2)},
    ],
    ids=str,
)  # fmt: skip
def test_one_of_the_three_that_was_not_so_is_enough_against_it(last):
    assert told(easy_weeks(6, 4), done(2, **last)).step is None


def test_no_second_set_in_the_first_two_weeks():
    begun = done(13) + done(6) + done(4) + done(2)
    assert told(begun).step is None
    assert told(begun, done(14)).step is not None


def test_one_step_a_week_and_none_that_was_declined():
    well = easy_weeks(6, 4, 2)
    for days, chosen, offered in ((6, "taken", False), (13, "declined", False)):
        choice = Choice(ago(days), "hip_lift", "sets", chosen)
        assert (told(well, choices=[choice]).step is not None) == offered
    again = told(well, choices=[Choice(ago(14), "hip_lift", "sets", "declined")])
    assert again.step is not None


def test_a_hold_grows_from_two_to_five_to_ten_seconds():
    assert [part.stay_s for part in ladder("hip_lift")] == [2, 2, 5, 5, 10]
    assert [part.amount for part in ladder("plank")] == [15, 20, 20, 30, 30]
    assert [part.sets for part in ladder("dead_bug")] == [1, 2, 3]
    at = [Choice(ago(20), "hip_lift", "sets", "taken")]
    step = told(easy_weeks(6, 4, 2, part=Part("hip_lift", 10, 2, 2)), choices=at).step
    assert step == StepUp("hip_lift", "hold", Part("hip_lift", 10, 2, 5))


def test_one_leg_is_offered_after_two_of_the_longer_hold_and_not_pressed():
    at = [Choice(ago(20 - n), "hip_lift", kind, "taken") for n, kind in enumerate(("sets", "hold"))]
    offered = told(done(30), done(4, Part("hip_lift", 10, 2, 5)),
                   done(2, Part("hip_lift", 10, 2, 5)), choices=at)  # fmt: skip
    assert offered.step == StepUp("hip_lift", "form", Part("single_leg_hip_lift", 5))
    assert not offered.steps_by_itself
    assert Part("single_leg_hip_lift", 5) in offered.with_step
    assert Part("hip_lift", 10, 2, 5) in offered.parts


def test_further_exercises_after_a_month():
    two = Part("hip_lift", 10, 2, 2)
    at = [
        Choice(ago(20), "hip_lift", "sets", "taken"),
        Choice(ago(13), "hip_lift", "hold", "declined"),
    ]
    offered = told(done(28), easy_weeks(6, 4, 2, part=two), choices=at)
    assert (offered.step.kind, offered.steps_by_itself) == ("wider", False)
    assert [part.exercise for part in offered.with_step] == [
        "draw_in", "plank", "hip_lift", "clamshell",
    ]  # fmt: skip
    begun = done(27, two) + done(6, two) + done(4, two) + done(2, two)
    assert told(begun, choices=at).step is None


def test_the_own_limit_wins():
    at = {"used": "some", "most": {"plank": 12}}
    plank = next(part for part in told(done(2), **at).parts if part.exercise == "plank")
    assert plank.amount == 12
    planks = easy_weeks(6, 4, 2, part=Part("plank", 12), reps=0)
    held = tuple(replace(each, hold_s=12.0, judged_parts=1) for each in planks)
    assert told(held, **at).step is None


def test_pain_leads_back_to_the_basic_form_and_the_steps_begin_anew():
    climbed = [Choice(ago(20), "hip_lift", "sets", "taken")]
    two = Part("hip_lift", 10, 2, 2)
    for last in ({"answer": "pain"}, {"before": 1, "after": 3}):
        offered = told(done(30), done(2, two, **last), choices=climbed, used="regular")
        assert (offered.what, offered.why) == ("basic", "after_pain")
        assert offered.parts == (Part("draw_in", 5), LIFT)
    later = told(done(30), done(4, two, answer="pain"), done(2), choices=climbed)
    assert (later.why, later.parts[1]) == ("day", LIFT)


def test_a_month_away_costs_nothing_but_begins_with_one_set():
    climbed = [Choice(ago(60), "hip_lift", "sets", "taken")]
    two = Part("hip_lift", 10, 2, 2)
    assert told(done(70), done(30, two), choices=climbed).parts[1] == LIFT
    assert told(done(70), done(30, two), done(2), choices=climbed).parts[1] == two


@pytest.mark.parametrize(
    ("felt", "what", "why"),
    [
        (Felt(TODAY, 3), "strength", "day"),
        (Felt(TODAY, 4), "basic", "painful"),
        (Felt(TODAY, 7), "rest", "pain_high"),
        (Felt(TODAY, 2, stopped=True), "rest", "stopped"),
        (Felt(TODAY, 1, numb=True), "rest", "numb"),
        (Felt(ago(3), 1, numb=True), "rest", "numb"),
        (Felt(ago(4), 1, numb=True), "strength", "day"),
        (Felt(ago(1), 7, stopped=True), "strength", "day"),
    ],
    ids=str,
)
def test_how_it_is_today_decides_what_is_offered(felt, what, why):
    offered = told(done(30), done(2), felt=[felt], used="regular")
    assert (offered.what, offered.why) == (what, why)
    assert (what == "rest") == (offered.parts == () and offered.instead == ())


def test_two_sessions_that_pain_ended_are_a_pause_and_then_little_by_little():
    twice = done(3, answer="pain") + done(1, answer="pain")
    assert told(twice).why == "two_pain"
    two_days_on = TODAY + timedelta(days=2)
    assert offer(two_days_on, Past(twice)).why == "ask_pain"
    assert offer(two_days_on, Past(twice, [Felt(two_days_on, 2)])).why == "after_pain"


def test_pain_that_has_risen_by_two_for_three_entries_is_a_reason_for_rest():
    before = [Felt(ago(days), 1) for days in (12, 10, 8)]
    risen = [Felt(ago(days), 3) for days in (4, 2, 0)]
    assert told(done(2), felt=[*before, *risen]).why == "pain_rising"
    assert told(done(2), felt=[*before, *risen[1:]]).why == "day"
    assert told(done(2), felt=[*before, *risen[:-1], Felt(TODAY, 2)]).why == "day"


def test_the_side_with_less_begins():
    less = replace(done(2)[0], exercise="clamshell", fewer="left")
    assert told((less,), used="some").begin == (("clamshell", "left"),)


@pytest.fixture(scope="module")
def lives():
    return {name: live(kind) for name, kind in PEOPLE.items()}


def test_no_day_of_half_a_year_breaks_a_rule(lives):
    assert {name: wrong for name, days in lives.items() if (wrong := broken(days))} == {}


def test_the_five_get_somewhere_or_are_kept_from_it(lives):
    """The half years are no empty ones: what the rules are about happens in them."""
    seen = {name: {day.offer.why for day in days} for name, days in lives.items()}
    assert seen["painful"] >= {"stopped", "pain_high", "two_pain", "pain_rising", "numb"}
    assert seen["irregular"] >= {"back", "start"}
    assert seen["eager"] >= {"rest_day", "week_full", "after_pain"}
    steps = {choice.kind for days in lives.values() for choice in days[-1].past.choices}
    assert steps == {"sets", "hold", "form", "wider"}


def _more(today, past):
    told = offer(today, past)
    part = Part("hip_lift", 10, 2, 2)
    more = tuple(part if each.exercise == "hip_lift" else each for each in told.parts)
    return replace(told, step=StepUp("hip_lift", "sets", part), with_step=more)


def _blind(today, past):
    return offer(today, replace(past, felt=()))


# Engines that break a rule, which is to be seen.
BROKEN = {
    "rest_days": lambda day, past: replace(offer(day, past), parts=(LIFT,)),
    "one_set_first": lambda day, past: replace(offer(day, past), parts=(replace(LIFT, sets=2),)),
    "more_only_when_easy": _more,
    "one_step_a_week": _more,
    "bounds_win": lambda day, past: offer(day, replace(past, most={})),
    "back_on_pain": lambda day, past: offer(
        day,
        replace(
            past, done=[replace(e, answer="easy", pain_after=e.pain_before) for e in past.done]
        ),
    ),
    "nothing_lost": lambda day, past: replace(
        told := offer(day, past), parts=tuple(replace(p, amount=40 - day.day) for p in told.parts)
    ),
    "painful_days": _blind,
    "stops": _blind,
    "no_dead_end": lambda day, past: Offer("rest", "done"),
    "may_be_overridden": lambda day, past: replace(offer(day, past), instead=()),
    "declined_stays_declined": lambda day, past: offer(
        day, replace(past, choices=[c for c in past.choices if c.chosen != "declined"])
    ),
    "smaller_side_first": lambda day, past: replace(offer(day, past), begin=()),
}


def test_every_rule_sees_the_engine_that_breaks_it():
    kind = Kind("regular", easy=1.0, declines=0.6, tells=1.0, hurts=0.1, flares=0.1, numb=0.05,
                most={"plank": 12}, overrides=0.2)  # fmt: skip
    calm = replace(kind, hurts=0.0, flares=0.0, numb=0.0)
    assert set(BROKEN) == {rule.__name__ for rule in RULES}
    for name, engine in BROKEN.items():
        found = {*broken(live(kind, 50, 1, engine)), *broken(live(calm, 50, 1, engine))}
        assert name in found, name
