"""Pelvic tilts: paced, counted as far as they are read, never judged."""

from functools import partial

import pytest

from coach.summary import notes
from coach.words import words
from tests.bodies.diaphragm import lying
from tests.bodies.hip_lift import good as lifting
from tests.bodies.pelvic_tilt import pressed
from tests.figures import COPIES, all_fours, film, reps, run


def tilts(count=3, **body):
    return film(partial(pressed, **body), reps(0, 1, 1.5, 1, 1.5, count))


def test_four_seconds_to_press_and_three_to_let_go():
    _, events = run("pelvic_tilt", tilts(4), target=2)
    told = [(round(e.t, 1), e.part, e.number) for e in events if e.kind == "pace"]
    assert told == [
        (1, "pace_press", 1), (5, "pace_release", 1), (8, "pace_press", 2), (12, "pace_release", 2)
    ]  # fmt: skip


@pytest.mark.parametrize("view", COPIES)
def test_tilts_are_counted_however_they_are_filmed(view):
    report, _ = run("pelvic_tilt", tilts(view=view))
    assert (report.verdict, report.moves, report.findings) == ("guided", 3, [])


def test_what_is_too_small_or_a_hip_lift_is_no_tilt():
    for tilt, moves in ((3.0, 0), (14.0, 0), (8.0, 3)):
        report, _ = run("pelvic_tilt", tilts(tilt=tilt), target=3)
        assert (report.verdict, report.moves) == ("guided", moves)
    assert notes(report, words("en")) == [
        "As far as could be read, you moved 3 times.", words("en").say("limits-pelvic_tilt"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("poses", "reason"),
    [
        (film(lifting, reps(0, 1, 3, 2, 4, 2), 15), "no_movement"),
        (film(lambda _, t: lying(t), [(0, 0), (9, 0)]), "no_movement"),
        (film(lambda _, t: all_fours(t), [(0, 0), (9, 0)]), "other_exercise"),
    ],
    ids=["hip lifts", "lying still", "all fours"],
)
def test_another_exercise_is_none(poses, reason):
    report, _ = run("pelvic_tilt", poses)
    assert (report.verdict, report.reasons, report.moves) == ("cannot_judge", [reason], 0)
