"""Weeks of practice: what is counted, and when a change is called one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from practice.weeks import (
    DoneSet,
    Moved,
    alike,
    fault_shares,
    first_of_month,
    monday,
    own_range,
    pain_change,
    pains,
    practised,
    side_totals,
    smoothed,
    weeks,
)

TODAY = date(2026, 3, 4)  # a Wednesday


def done(days_ago, verdict="ok", exercise="hip_lift", **more):
    return DoneSet("x", TODAY - timedelta(days=days_ago), exercise, verdict, **more)


def diary(*told, ends=0):
    """An entry a day, the last one `ends` days ago."""
    first = ends + len(told) - 1
    return [(TODAY - timedelta(days=first - n), pain) for n, pain in enumerate(told)]


def test_a_week_begins_on_monday_and_four_are_shown_whatever_was_done():
    told = weeks([done(2), done(3)], TODAY)
    assert [week.monday for week in told] == [date(2026, 2, day) for day in (9, 16, 23)] + [
        date(2026, 3, 2)
    ]
    assert [week.days for week in told] == [0, 0, 1, 1]
    assert [week.done for week in weeks([], TODAY)] == [0, 0, 0, 0]


def test_two_sets_of_a_day_are_one_day_and_the_circle_is_never_more_than_full():
    (week,) = weeks([done(0), done(0), done(1)], TODAY, count=1)
    assert (week.days, week.done, week.share) == (2, 3, pytest.approx(2 / 3))
    (week,) = weeks([done(n) for n in (0, 1, 2)] + [done(2)], TODAY + timedelta(days=4), count=1)
    assert (week.days, week.share) == (3, 1.0)


def test_what_was_not_judged_is_neither_good_nor_bad():
    sets = [done(0), done(0, "mild"), done(0, "cannot_judge"), done(0, "guided")]
    (week,) = weeks(sets, TODAY, count=1)
    assert (week.done, week.judged, week.clean) == (4, 2, 1)


def test_sides_are_added_and_a_range_is_beside_the_own_first_week():
    days = {"a": 15, "b": 14, "c": 7, "d": 0, "e": 0}
    sets = [replace(done(ago, exercise="cat_cow"), id=name) for name, ago in days.items()]
    sets.append(replace(done(0, exercise="plank"), id="f"))
    moved = {
        "a": Moved({"left": 10, "right": 9}, 8.0),
        "b": Moved({"left": 10}, 12.0),
        "d": Moved({}, 12.0),
        "e": Moved({"right": 1}),  # not seen
        "f": Moved({}, 99.0),
    }
    assert side_totals(sets, moved) == {"left": 20, "right": 10}
    told = own_range(sets, "cat_cow", moved)
    assert told == [(date(2026, 2, 16), 1.0), (date(2026, 3, 2), pytest.approx(1.2))]
    assert own_range(sets, "cat_cow", {}) == [] == own_range(sets, "squat", moved)


def test_of_each_exercise_how_often_and_what_was_found():
    sets = [
        done(0, "severe", reps=10, faults=frozenset({"over_arch", "too_fast"})),
        done(1, "mild", reps=8, faults=frozenset({"over_arch"})),
        done(2, "cannot_judge", reps=5),
        done(3, exercise="plank", hold_s=20.0),
    ]
    lift, plank = practised(sets)
    assert (lift.exercise, lift.done, lift.judged, lift.clean, lift.reps) == (
        "hip_lift",
        3,
        2,
        0,
        23,
    )
    assert lift.faults == {"over_arch": 2, "too_fast": 1}
    assert (plank.exercise, plank.clean, plank.hold_s) == ("plank", 1, 20.0)


def test_a_fault_is_a_share_of_what_was_judged_in_its_week():
    arched = frozenset({"over_arch"})
    sets = [done(0, "mild", faults=arched), done(1), done(2, "cannot_judge"), done(7), done(8)]
    other = done(0, "mild", "plank", faults=frozenset({"sag"}))
    before, now = date(2026, 2, 23), date(2026, 3, 2)
    told = [(before, "over_arch", 0.0, 2), (now, "over_arch", 0.5, 2)]
    assert fault_shares([*sets, other], "hip_lift", {}) == told


def test_a_set_that_leaves_a_fault_open_is_no_set_without_it():
    arched = frozenset({"over_arch"})
    sets = [done(0, "mild", faults=arched), done(1), done(7)]
    sets = [replace(each, id=str(n)) for n, each in enumerate(sets)]
    silent = {each.id: {"over_arch"} for each in sets}
    told = [(date(2026, 3, 2), "over_arch", 1.0, 1)]
    assert fault_shares(sets, "hip_lift", silent) == told


def test_the_line_is_the_median_of_seven_days():
    days = [(TODAY - timedelta(days=n), value) for n, value in ((8, 10), (6, 0), (3, 4), (0, 8))]
    assert [value for _, value in smoothed(days)] == [10, 5, 4, 4]


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        ([5] * 14, [3] * 14, "lower"),
        ([3] * 14, [5] * 14, "higher"),
        ([5] * 14, [4] * 14, None),  # a point is no change
        ([8] * 14, [6] * 14, None),  # nor are two of eight
        ([8] * 14, [5] * 14, "lower"),
        ([0] * 14, [2] * 14, "higher"),
        ([5] * 14, [3] * 5, None),  # too few entries to tell
        ([], [3] * 14, None),
    ],
)
def test_a_change_of_pain_is_called_one_only_by_the_rule(then, now, told):
    entries = diary(*then, ends=14) + diary(*now)
    assert pain_change(entries, TODAY) == told


def test_the_pain_of_a_day_is_the_diary_s_and_else_what_was_told_before_its_first_set():
    written = [(TODAY, None), (TODAY - timedelta(days=1), 0)]
    sets = [
        done(1, pain_before=7),
        done(0, pain_before=4, pain_after=1),
        done(0, pain_before=2),
        done(2),
    ]
    assert pains(written, sets) == [(TODAY - timedelta(days=1), 0), (TODAY, 4)]


def test_sets_that_are_alike_are_one_where_the_time_is_too_long_to_show_each():
    sets = [
        done(3),  # a Sunday
        done(2),
        done(0),
        done(0, "mild"),
        done(0, exercise="plank"),
    ]
    weeks_of = [(each.start.day, len(each.sets)) for each in alike(sets, monday)]
    assert weeks_of == [(23, 1), (2, 2), (2, 1), (2, 1)]
    months_of = [(each.exercise, each.verdict, each.sets) for each in alike(sets, first_of_month)]
    assert months_of[0] == ("hip_lift", "ok", tuple(sets[:3]))
    assert len(months_of) == 3
