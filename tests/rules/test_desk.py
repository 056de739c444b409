"""Watched at a desk: when it is told to stand up, and what has changed since the own start."""

import math

import pytest

from pose.profile import better_side, profile_of
from rules.desk import DeskFront, DeskSide
from tests.desks import front, looks, nobody, side

CAMERAS = [
    (DeskFront, front(), [nobody, front(up=2.2)]),
    (DeskSide, side(), [nobody, side(rise=85)]),
]


def watch(desk, *stays):
    """(minute, kind, part) of everything that is told."""
    told = []
    for pose in looks(*stays):
        profile = profile_of(pose, better_side(pose)[0]) if pose.found else None
        told += [(pose.t / 60, each.kind, each.part) for each in desk.update(pose.t, profile, 0.5)]
    return told


def kinds(told, *wanted):
    return [(math.floor(minute), kind) for minute, kind, _ in told if not wanted or kind in wanted]


@pytest.mark.parametrize(("kind", "sits", "stands"), CAMERAS)
def test_a_day_at_the_desk_no_false_word_and_none_missed(kind, sits, stands):
    """Whoever stands in time hears nothing, a minute away is a stand, half a minute is none."""
    away, up = stands
    desk = kind()
    day = [(sits, 40), (away, 2), (sits, 44), (up, 1.3), (sits, 30), (away, 0.5), (sits, 14)]
    day += [(sits, 3), (up, 3), (sits, 5)]
    told = watch(desk, *day)
    due = [minute for minute, kind, _ in told if kind == "stand_due"]
    assert due == [pytest.approx(40 + 2 + 44 + 1.3 + 45.5, abs=0.4)]
    assert len(kinds(told, "stood")) == desk.stood == 3
    assert desk.longest_s / 60 == pytest.approx(47.5, abs=1)


@pytest.mark.parametrize(("kind", "sits", "stands"), CAMERAS)
def test_who_sits_on_is_told_at_the_hour_and_every_quarter(kind, sits, stands):
    told = watch(kind(), (sits, 92))
    due = [(round(minute), part) for minute, kind, part in told if kind == "stand_due"]
    assert due == [(45, None), (60, "hard"), (75, "hard"), (90, "hard")]


def test_what_is_put_off_comes_later_but_never_after_the_hour():
    desk, told = DeskFront(), []
    for pose in looks((front(), 62)):
        for event in desk.update(pose.t, profile_of(pose, "LEFT"), 0.5):
            if event.kind == "stand_due":
                told.append(round(pose.t / 60))
                desk.snooze()
    assert told == [45, 50, 55, 60]


def test_a_setting_of_half_an_hour():
    desk = DeskFront()
    desk.due_s = 30 * 60.0
    ((minute, what, _),) = [each for each in watch(desk, (front(), 35)) if each[1] != "still"]
    assert (round(minute), what) == (30, "stand_due")


def test_who_comes_forward_is_told_once_and_leaning_back_never():
    cases = [
        (DeskFront, front(closer=1.3), front(closer=0.75), "closer"),
        (DeskSide, side(lean=20), side(lean=-25), "forward"),
    ]
    for kind, forward, back, part in cases:
        usual = CAMERAS[0][1] if kind is DeskFront else CAMERAS[1][1]
        told = [each for each in watch(kind(), (usual, 3), (forward, 15)) if each[1] == "drift"]
        assert [(each[2], 8 <= each[0] <= 10) for each in told] == [(part, True)]
        assert kinds(watch(kind(), (usual, 3), (back, 15))) == []
        assert kinds(watch(kind(), (usual, 3), (forward, 3), (usual, 10))) == []


def test_who_sits_down_anew_has_a_start_of_their_own():
    """The chair stands elsewhere then: nearer is no drift."""
    told = watch(DeskFront(), (front(), 5), (nobody, 2), (front(closer=1.3), 15))
    assert kinds(told) == [(6, "stood")]


def test_a_camera_that_was_moved_says_nothing():
    desk = DeskFront()
    for n, pose in enumerate(looks((front(), 5), (front(closer=1.3, up=0.4), 15))):
        if n == 75:
            desk.look_anew()
        assert desk.update(pose.t, profile_of(pose, "LEFT"), 0.5) == []


def test_one_place_for_long_is_told_and_moving_is_not():
    still = watch(DeskFront(), (front(), 28))
    assert kinds(still) == [(21, "still")] or kinds(still) == [(20, "still")]
    shifts = [(front(aside=0.4 * (n % 2)), 7.0) for n in range(4)]
    assert kinds(watch(DeskFront(), *shifts)) == []


def test_a_computer_that_slept_begins_anew():
    desk = DeskFront()
    for start in (0.0, 6000.0):
        for pose in looks((front(), 30), t=start):
            assert "stand_due" not in {
                each.kind for each in desk.update(pose.t, profile_of(pose, "LEFT"), 0.5)
            }
    assert desk.stood == 0


def test_a_look_that_is_misread_neither_begins_nor_ends_a_stand():
    desk, kinds = DeskFront(), []
    for n, pose in enumerate(looks((front(), 5), (nobody, 1.2), (front(), 5))):
        wrong = n % 10 == 0
        seen = profile_of(front()(pose.t), "LEFT")
        profile = None if pose.found is wrong else seen
        kinds += [each.kind for each in desk.update(pose.t, profile, 0.5)]
    assert kinds == ["stood"]


def test_who_stood_when_it_began_sits_all_the_same():
    desk = DeskFront()
    watch(desk, (front(up=0.8), 0.5), (front(), 5), (front(up=2), 2), (front(), 1))
    assert desk.stood == 1
