"""Thread the needle: both arms paced, movements counted as far as seen, never judged."""

from functools import partial

import pytest

from coach.plan import Plan
from coach.summary import notes
from coach.words import words
from tests.bodies.bird_dog import bird_dog
from tests.bodies.cat_cow import CAT, COW, cat_cow
from tests.bodies.thread_needle import threaded
from tests.figures import COPIES, film, hinge, joined, plank, reps, run

FPS = 15


def both_arms(count=1, **body):
    """So many times under the body with the near arm, and then as many with the far one."""
    way = reps(0, 1, 2, 1, 2, count)
    return joined(*(film(partial(threaded, arm=a, **body), way, FPS) for a in ("near", "far")))


def test_four_seconds_there_three_back_and_then_the_other_arm():
    _, events = run("thread_needle", both_arms(2), target=1)
    told = [(round(e.t, 1), e.part, e.number) for e in events if e.kind == "pace"]
    assert told == [
        (1, "pace_thread", 1), (5, "pace_return", 1), (8, "pace_other", 1), (12, "pace_return", 1)
    ]  # fmt: skip
    assert len(Plan("thread_needle", 10).steps) == 1


@pytest.mark.parametrize("view", COPIES)
def test_each_arm_is_counted_however_it_is_filmed(view):
    report, _ = run("thread_needle", both_arms(view=view))
    assert (report.verdict, report.moves, report.findings) == ("guided", 2, [])
    assert report.paced_s == pytest.approx(14, abs=0.5)


def test_how_far_it_goes_is_told_by_nobody():
    for drop, moves in ((-10, 0), (15, 2), (55, 2)):
        report, _ = run("thread_needle", both_arms(drop=drop), target=3)
        assert (report.verdict, report.moves) == ("guided", moves)
    assert notes(report, words("en")) == [
        "As far as could be read, you moved 2 times.", words("en").say("limits-thread_needle"),
    ]  # fmt: skip


def test_whose_hips_go_back_is_waited_for():
    report, _ = run("thread_needle", both_arms(2, back=0.7))  # of 26 s
    assert 14 < report.paced_s < 18
    assert report.findings == []


@pytest.mark.parametrize(
    "poses",
    [
        film(bird_dog, reps(0, 1, 2, 1, 2, 2), FPS),
        film(partial(bird_dog, leg="far"), reps(0, 1, 2, 1, 2, 2), FPS),
        film(cat_cow, [(0, 0), (2, CAT), (4, COW), (6, CAT), (8, 0)], FPS),
        film(lambda _, t: plank(0, t), [(0, 0), (9, 0)], FPS),
        film(lambda _, t: hinge(0, t=t), [(0, 0), (9, 0)], FPS),
    ],
    ids=["bird dog", "bird dog, far leg", "cat-cow", "plank", "standing"],
)
def test_another_exercise_is_none(poses):
    report, _ = run("thread_needle", poses)
    assert (report.verdict, report.moves) == ("cannot_judge", 0)
    assert report.reasons[0] in ("no_movement", "other_exercise")
