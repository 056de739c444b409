import math

import pytest

from rules.reps import RepCounter
from tests.figures import reps, track

REST, TOP, REST_BELOW, MIN_RISE = -50.0, 0.0, -25.0, 11.0
UP, HOLD, DOWN = 3.0, 2.0, 4.0
SET = reps(REST, TOP, UP, HOLD, DOWN)


def counted(rows):
    """(cycles that ended on their own, the cycle at the end of the clip or None)."""
    counter = RepCounter(REST_BELOW, MIN_RISE)
    found = [cycle for t, value in rows if (cycle := counter.update(t, value))]
    return found, counter.finish()


def dark(rows, start, end):
    return [(t, math.nan if start <= t < end else value) for t, value in rows]


@pytest.mark.parametrize("count", [1, 2, 5])
@pytest.mark.parametrize("fps", [10, 30, 60])
def test_every_rep_is_one_cycle(count, fps):
    found, rest = counted(track(reps(REST, TOP, UP, HOLD, DOWN, count), fps))
    assert len(found) == count
    assert all(cycle.complete for cycle in found)
    assert rest is None


def test_the_parts_of_a_cycle_are_timed():
    (cycle,), _ = counted(track(SET))
    assert cycle.start_s == pytest.approx(1.0, abs=0.4)
    assert cycle.out_s == pytest.approx(UP, rel=0.2)
    assert cycle.hold_s == pytest.approx(HOLD, abs=0.5)
    assert cycle.back_s == pytest.approx(DOWN, rel=0.2)
    assert cycle.end_s == pytest.approx(1 + UP + HOLD + DOWN, abs=0.5)


def test_the_marks_of_a_cycle_are_in_order():
    (cycle,), _ = counted(track(SET))
    marks = [cycle.start_s, cycle.top_start_s, cycle.top_end_s, cycle.end_s]
    assert marks == sorted(marks)


def test_the_levels_of_a_cycle_are_the_own_rest_and_top():
    (cycle,), _ = counted(track(SET))
    assert cycle.rest == pytest.approx(REST, abs=0.5)
    assert cycle.top == pytest.approx(TOP, abs=0.5)
    assert cycle.rise == pytest.approx(TOP - REST, abs=1)


@pytest.mark.parametrize("offset", [-100.0, 0.0, 1000.0])
def test_times_are_relative_to_the_frames_own_clock(offset):
    (cycle,), _ = counted([(t + 1000 + offset, value) for t, value in track(SET)])
    (plain,), _ = counted(track(SET))
    assert cycle.top_start_s - 1000 - offset == pytest.approx(plain.top_start_s)
    assert cycle.out_s == pytest.approx(plain.out_s)


@pytest.mark.parametrize("rise", [2.0, MIN_RISE / 2 - 1])
def test_small_waves_are_no_movement(rise):
    found, rest = counted(track(reps(REST, REST + rise, 1, 1, 1, 4)))
    assert (found, rest) == ([], None)


def test_a_pulse_high_up_belongs_to_the_same_rep():
    knots = [(0, REST), (1, REST), (3, TOP), (4, TOP - 20), (5, TOP), (7, REST), (9, REST)]
    found, _ = counted(track(knots))
    assert len(found) == 1


def test_two_reps_without_rest_between_are_two():
    knots = [(0, REST), (1, REST), (3, TOP), (5, REST), (7, TOP), (9, REST), (10, REST)]
    assert len(counted(track(knots))[0]) == 2


@pytest.mark.parametrize("share", [0.15, 0.35])
def test_who_turns_far_from_the_rest_has_not_come_back(share):
    low = REST + share * (TOP - REST)
    first = [(0.0, REST), (1.0, REST), (4.0, TOP), (6.0, TOP), (8.0, low)]
    found, _ = counted(track([*first, (10.0, TOP), (12.0, TOP), (16.0, REST), (17.0, REST)]))
    assert [cycle.returned for cycle in found] == [share < 0.25, True]


def test_a_clip_that_begins_raised_gives_a_cycle_without_start():
    (cycle,), _ = counted(track([(0, TOP), (1.5, TOP), (5.5, REST), (7, REST)]))
    assert cycle.start_s is None
    assert cycle.out_s is None
    assert cycle.complete
    assert cycle.back_s == pytest.approx(4, rel=0.2)


def test_after_a_raised_begin_the_next_rep_is_whole():
    knots = [(0, TOP), (1, TOP), (4, REST), (6, REST), (9, TOP), (10, TOP), (13, REST), (14, REST)]
    first, second = counted(track(knots))[0]
    assert first.start_s is None
    assert second.start_s == pytest.approx(6, abs=0.5)


def test_a_clip_that_ends_raised_gives_an_incomplete_cycle():
    found, last = counted(track([(0, REST), (1, REST), (4, TOP), (6, TOP)]))
    assert found == []
    assert not last.complete
    assert last.rise == pytest.approx(TOP - REST, abs=1)


def test_a_clip_that_ends_almost_at_rest_gives_a_complete_cycle():
    found, last = counted([row for row in track(SET) if row[0] < 9.0])
    assert found == []
    assert last.complete


def test_one_frame_and_no_frame_give_no_whole_cycle():
    assert RepCounter(REST_BELOW, MIN_RISE).finish() is None
    _, last = counted([(0.0, TOP)])
    assert last.rise == 0
    assert not last.complete
    assert counted([(0.0, REST)]) == ([], None)


def test_a_gap_of_one_second_is_bridged_and_remembered():
    found, _ = counted(dark(track(SET), 4.5, 5.5))
    assert len(found) == 1
    assert found[0].complete
    assert found[0].unseen_share == pytest.approx(1 / (UP + HOLD + DOWN), rel=0.5)


def test_a_gap_of_ten_seconds_ends_the_cycle_incomplete():
    knots = [(0, REST), (1, REST), (4, TOP), (16, TOP), (20, REST), (21, REST)]
    found, rest = counted(dark(track(knots), 4.5, 14.5))
    assert [cycle.complete for cycle in found] == [False]
    assert rest is None


def test_after_a_lost_cycle_the_next_one_is_whole():
    knots = [(0, REST), (1, REST), (4, TOP), (16, TOP), (20, REST)]
    knots += [(23, REST), (26, TOP), (28, TOP), (32, REST), (33, REST)]
    found, _ = counted(dark(track(knots), 4.5, 14.5))
    assert [cycle.complete for cycle in found] == [False, True]
    assert found[1].rest == pytest.approx(REST, abs=1)


def test_a_leap_over_the_top_after_the_way_down_belongs_to_the_next_cycle():
    """Joints leap where somebody else is taken for the person: no crash, and the top stays."""
    before = [row for row in track(SET) if row[0] < 1 + UP + HOLD + 0.65 * DOWN]
    t = before[-1][0]
    found, _ = counted([*before, (t + 0.1, TOP + 30), *((t + 0.1 * i, REST) for i in range(2, 40))])
    assert found[0].top == pytest.approx(TOP, abs=0.5)
    assert found[0].complete


def test_unjudged_frames_alone_are_nothing():
    assert counted([(i / 30, math.nan) for i in range(300)]) == ([], None)


def test_the_phases_follow_the_movement():
    counter, seen = RepCounter(REST_BELOW, MIN_RISE), []
    for t, value in track(SET):
        counter.update(t, value)
        if not seen or seen[-1] != counter.phase:
            seen.append(counter.phase)
    assert seen == ["rest", "up", "hold", "down", "rest"]


def test_a_wobble_at_the_top_is_still_the_hold():
    knots = [(0, REST), (1, REST), (4, TOP), (5, TOP), (5.3, TOP - 8), (5.6, TOP), (7, TOP)]
    counter, seen = RepCounter(REST_BELOW, MIN_RISE), set()
    for t, value in track(knots):
        counter.update(t, value)
        seen |= {counter.phase} if t > 5 else set()
    assert "down" not in seen


def test_moving_only_within_a_cycle():
    counter = RepCounter(REST_BELOW, MIN_RISE)
    moving = {}
    for t, value in track(SET, fps=10):
        counter.update(t, value)
        moving[round(t, 2)] = counter.moving
    assert (moving[0.5], moving[5.0], moving[11.0]) == (False, True, False)


@pytest.mark.parametrize("top", [TOP, 12.0, -15.0])
def test_the_baseline_is_personal(top):
    rest = top - 40
    (cycle,), _ = counted(track(reps(rest, top, 2, 1, 2)))
    assert cycle.rise == pytest.approx(40, abs=1)
