"""Leaning back over a towel: paced, the head's own movements counted, never judged."""

from functools import partial

import pytest

from coach.summary import notes
from coach.words import words
from tests.bodies.hip_lift import good as lifting
from tests.bodies.towel import good, over_the_towel
from tests.figures import COPIES, FPS, film, reps, run


def leaned(count: int, make=good, **body):
    return film(partial(make, **body), reps(0, 1, 3, 1, 3, count, lead=0.5), FPS)


def test_four_seconds_there_and_three_back():
    _, events = run("towel", leaned(3), target=2)
    told = [(round(e.t, 1), e.part, e.number) for e in events if e.kind == "pace"]
    assert told == [
        (1, "pace_lean", 1), (5, "pace_back", 1), (8, "pace_lean", 2), (12, "pace_back", 2)
    ]  # fmt: skip


@pytest.mark.parametrize("view", COPIES)
def test_the_movements_are_counted_as_far_as_they_are_seen(view):
    report, _ = run("towel", leaned(3, over_the_towel, view=view))
    assert (report.verdict, report.moves, report.findings) == ("guided", 3, [])


def test_who_only_lies_there_has_not_moved_and_nobody_says_how_far():
    for turn, moves in ((0.0, 0), (6.0, 0), (45.0, 3)):
        report, _ = run("towel", leaned(3, over_the_towel, turn=turn), target=3)
        assert (report.verdict, report.moves) == ("guided", moves)
    assert notes(report, words("en")) == [
        "As far as could be read, you moved 3 times.", words("en").say("limits-towel"),
    ]  # fmt: skip


def test_a_clip_of_who_never_leans_back_is_of_something_else():
    report, _ = run("towel", leaned(3, over_the_towel, turn=0.0))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["no_movement"])


def test_the_hips_stay_down_and_the_hands_carry_the_head():
    for poses in (
        leaned(2, over_the_towel, at_head=False),
        film(lifting, reps(0, 1, 3, 2, 4, 2)),
    ):
        report, _ = run("towel", poses)
        assert (report.verdict, report.reasons) == ("cannot_judge", ["other_exercise"])
        assert report.paced_s == 0
