"""Draw-in: three paced parts while somebody lies there, counted as times, never judged."""

import pytest

from coach.summary import notes, summary
from coach.words import words
from tests.bodies.dead_bug import dead_bug
from tests.bodies.draw_in import good
from tests.bodies.hip_lift import good as lifting
from tests.figures import FPS, all_fours, film, hinge, plank, reps, run


def lain(seconds: float):
    return [good(0.0, i / FPS) for i in range(round(seconds * FPS))]


def test_out_keep_and_back_and_each_counts():
    report, events = run("draw_in", lain(27), target=2)
    told = [(round(e.t, 1), e.part, e.number) for e in events if e.kind == "pace"]
    one = [(1.0, "pace_out", 1), (5.0, "pace_keep", 1), (10.0, "pace_back", 1)]
    assert told == [*one, *((t + 12, part, 2) for t, part, _ in one)]
    assert (report.verdict, report.rounds, report.counted) == ("guided", 2, "reps")
    assert report.findings == []


def test_times_are_told_and_nothing_of_a_breath():
    """The belly goes in for twelve seconds and breathes on: its rhythm would be no breath's."""
    report, _ = run("draw_in", lain(27), target=2)
    says = words("en")
    assert summary(report, says) == "25 seconds in position: 2 times at the guide’s pace."
    assert notes(report, says) == [says.say("limits-draw_in")]


def test_the_hips_are_on_the_floor():
    report, _ = run("draw_in", film(lifting, reps(0, 1, 3, 4, 4, 2)))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["no_movement"])


@pytest.mark.parametrize(
    "make",
    [
        lambda t: hinge(0, t=t),
        lambda t: plank(0, t),
        lambda t: all_fours(t),
        lambda t: dead_bug(0.0, t),
    ],
    ids=["standing", "plank", "all fours", "legs in the air"],
)
def test_another_position_is_refused(make):
    report, events = run("draw_in", [make(i / FPS) for i in range(10 * FPS)])
    assert (report.verdict, report.reasons) == ("cannot_judge", ["other_exercise"])
    assert not any(event.kind == "pace" for event in events)
