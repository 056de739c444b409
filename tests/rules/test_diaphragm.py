"""Diaphragm breathing: paced while somebody lies there, counted, never judged."""

import pytest

from rules import EXERCISES
from rules.checker import FormChecker
from rules.diaphragm import Diaphragm
from rules.guided import LEFT_S, SETTLE_S
from tests.bodies.diaphragm import breath_at, good, lying
from tests.bodies.hip_lift import good as lifting
from tests.figures import (
    COPIES,
    FPS,
    Film,
    all_fours,
    film,
    hinge,
    maskless,
    plank,
    reps,
    run,
    unseen,
    without,
)


def still(seconds: float, make=good, start: float = 0.0):
    return Film(make(0.0, start + i / FPS) for i in range(round(seconds * FPS)))


def paced(events) -> list[tuple[float, str, int]]:
    return [(round(e.t, 2), e.part, e.number) for e in events if e.kind == "pace"]


def test_four_seconds_in_and_six_out():
    report, events = run("diaphragm", still(25))
    at = [(1.0, "pace_in", 1), (5.0, "pace_out", 1), (11.0, "pace_in", 2), (15.0, "pace_out", 2)]
    assert paced(events) == [*at, (21.0, "pace_in", 3)]
    assert (report.verdict, report.reasons, report.findings) == ("guided", [], [])
    assert (report.rounds, report.engine) == (2, "guided")
    assert report.paced_s == pytest.approx(25, abs=0.2)


def test_ends_with_its_last_breath():
    checker = FormChecker("diaphragm", target=2)
    events = [event for pose in still(40) for event in checker.update(pose)]
    assert paced(events)[-1] == (15.0, "pace_out", 2)
    assert (checker.state.part, checker.state.rounds) == (None, 2)
    assert checker.finish().paced_s == pytest.approx(SETTLE_S + 20, abs=0.2)


def test_nobody_is_asked_for_more_than_their_limit():
    report, _ = run("diaphragm", still(45), target=10, most=3)
    assert report.rounds == 3
    assert (report.verdict, report.findings, report.most) == ("guided", [], 3)


def test_who_leaves_is_waited_for():
    """The breath that was broken off begins anew, and time away does not count."""
    away = [hinge(0, t=14 + i / FPS) for i in range(10 * FPS)]
    report, events = run("diaphragm", [*still(14), *away, *still(20, start=24)])
    times = [t for t, part, number in paced(events) if (part, number) == ("pace_in", 2)]
    assert times == [11.0, pytest.approx(24 + SETTLE_S, abs=0.2)]
    assert report.paced_s == pytest.approx(34, abs=0.5)
    assert report.rounds == 2


def test_a_glance_away_does_not_stop_the_pacer():
    poses = unseen(still(30), 12, 12 + LEFT_S - 0.3)
    _, events = run("diaphragm", poses)
    assert [t for t, part, _ in paced(events) if part == "pace_in"] == [1.0, 11.0, 21.0]


def test_the_own_breath_is_seen_and_only_told():
    report, _ = run("diaphragm", still(45))
    rhythm = report.rhythm
    assert rhythm is not None
    assert rhythm.in_s == pytest.approx(4, abs=0.5)
    assert rhythm.out_s == pytest.approx(6, abs=0.5)
    assert rhythm.breaths >= 3
    assert 0.6 < rhythm.seen_share <= 1


def test_an_own_breath_beside_the_pacer():
    poses = [lying(i / FPS, breath_at(i / FPS, 1.6, 2.4)) for i in range(30 * FPS)]
    report, _ = run("diaphragm", poses)
    assert report.verdict == "guided"
    assert report.rhythm is not None
    assert report.rhythm.in_s + report.rhythm.out_s == pytest.approx(4, abs=0.2)


@pytest.mark.parametrize(
    "poses",
    [
        maskless(still(45)),
        Film(lying(i / FPS, 0.1 * breath_at(i / FPS)) for i in range(45 * FPS)),
        Film(lying(i / FPS) for i in range(45 * FPS)),
        still(20),
    ],
    ids=["no outline", "quiet", "no breath", "two breaths"],
)
def test_a_breath_that_is_not_surely_seen_is_not_told(poses):
    report, _ = run("diaphragm", poses)
    assert report.rhythm is None
    assert report.verdict == "guided"


@pytest.mark.parametrize("view", COPIES)
def test_filmed_otherwise(view):
    report, _ = run("diaphragm", [lying(i / FPS, view=view) for i in range(12 * FPS)])
    assert report.verdict == "guided"
    assert (report.rounds, round(report.paced_s)) == (1, 12)


def test_head_and_feet_may_be_cut_off():
    cut = ("LEFT_EAR", "RIGHT_EAR", "LEFT_TOE", "RIGHT_TOE", "LEFT_HEEL", "RIGHT_HEEL")
    report, _ = run("diaphragm", [without(pose, *cut) for pose in still(12)])
    assert report.verdict == "guided"


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda t: hinge(0, t=t), "other_exercise"),
        (lambda t: plank(0, t), "other_exercise"),
        (lambda t: all_fours(t), "other_exercise"),
    ],
    ids=["standing", "plank", "all fours"],
)
def test_another_position_is_refused(make, reason):
    report, events = run("diaphragm", [make(i / FPS) for i in range(12 * FPS)])
    assert (report.verdict, report.reasons) == ("cannot_judge", [reason])
    assert paced(events) == []


@pytest.mark.parametrize(("up", "down"), [(3, 4), (0.6, 0.6)], ids=["slow", "fast"])
def test_hip_lifts_are_no_breathing(up, down):
    report, _ = run("diaphragm", film(lifting, reps(0, 1, up, 0.3, down, 4)))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["no_movement"])


def test_a_moment_is_no_set():
    report, _ = run("diaphragm", still(5))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["no_movement"])


def test_it_is_declared_as_guided():
    assert EXERCISES["diaphragm"] is Diaphragm
    assert Diaphragm.witnesses() == {}
    assert sum(part.seconds for part in Diaphragm.pace) * Diaphragm.dose.breaths == 100
