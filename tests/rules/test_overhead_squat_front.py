from functools import partial

import pytest

from rules.find import Finder
from rules.overhead_squat_front import FEET, KNEES_IN, KNEES_OUT, SHIFTS, OverheadSquatFront
from rules.report import SetReport
from tests.bodies.overhead_squat_front import FRONT, squatting
from tests.figures import View, film, joined, reps, run

WAYS = (2.0, 0.6, 1.6)


def rep(count=1, fps=15, **form):
    """Reps in the usual form, or in another."""
    return film(partial(squatting, **form), reps(0, 1, *WAYS, count), fps)


def check(*parts) -> SetReport:
    return run("overhead_squat_front", joined(*parts))[0]


def seen(report) -> list[tuple[str, int | None]]:
    return [(found.fault, found.rep) for found in report.findings]


def test_a_set_is_measured_as_it_is_and_gets_no_verdict():
    report = check(rep(count=2))
    assert (report.verdict, report.rep_count, report.findings) == ("observed", 2, [])
    for found in report.reps:
        assert (found.verdict, found.cannot_judge) == ("observed", [])
        assert found.metrics["sink_pct"] == pytest.approx(41, abs=3)
        assert found.metrics["knees_share"] == pytest.approx(1.15, abs=0.06)
        assert found.metrics["toes_deg"] == pytest.approx(0, abs=1)
        assert found.metrics["shift_share"] == pytest.approx(0, abs=0.01)


SEEN = [
    ("knees_in", {"knees": -KNEES_IN.mild.enter - 0.1}),
    ("knees_out", {"knees": KNEES_OUT.mild.enter + 0.2}),
    ("feet_turn_out", {"toes": FEET.mild.enter + 4}),
    ("shifts", {"shift": SHIFTS.mild.enter + 0.05}),
    ("shifts", {"shift": -SHIFTS.mild.enter - 0.05}),
]


@pytest.mark.parametrize(("fault", "form"), SEEN)
def test_each_is_seen_in_its_rep_alone_and_has_no_severity(fault, form):
    report = check(rep(), rep(**form), rep())
    assert seen(report) == [(fault, 2)]
    assert {found.severity for found in report.findings} == {"observed"}
    assert [each.verdict for each in report.reps] == ["observed"] * 3


@pytest.mark.parametrize("view", [View((720, 1280), 0.28, width=0.0, far=0.95)])
def test_what_is_seen_does_not_depend_on_the_size_of_the_picture(view):
    assert seen(check(rep(view=view), rep(view=view, knees=0.7))) == [("knees_in", 2)]


@pytest.mark.parametrize("form", [{"knees": 0.92}, {"knees": 1.8}, {"toes": 13}, {"shift": 0.13}])
def test_a_little_is_neither_seen_nor_not(form):
    report = check(rep(**form))
    assert report.findings == []
    assert len(report.reps[0].cannot_judge) == 1


def test_who_squats_with_the_arms_elsewhere_or_turned_does_another_exercise():
    for form in ({"raised": 90}, {"raised": 170}):
        report = check(rep(count=2, **form))
        assert (report.verdict, report.reps, report.findings) == ("cannot_judge", [], [])
    report = check(rep(count=2, turned=0.3))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["not_front_on"])


def test_it_is_found_out_as_one():
    finder = Finder()
    for pose in rep(3, 12):
        finder.update(pose)
    (found,) = finder.finish()
    assert (found.exercise, found.sure) == ("overhead_squat_front", "likely")


def test_shallow_ones_are_attempts_and_said_to_be_shallow():
    report = check(rep(count=2, depth=28))
    assert [(each.counted, each.faults) for each in report.reps] == [
        (False, []),
        (False, ["not_deep"]),
    ]
    assert report.verdict == "observed"


def test_the_arms_are_up_before_a_set_begins():
    exercise = OverheadSquatFront()
    for raised, ready in ((0, True), (40, True), (90, False), (175, False)):
        profile, reason = exercise.gates().look(squatting(0, view=FRONT, raised=raised))
        assert (reason, exercise.ready(profile)) == (None, ready), raised


def test_the_first_squat_after_the_arms_went_up_counts():
    up = film(
        lambda share, t: squatting(0, t, raised=170 - 158 * share), [(0, 0), (1, 1), (1.4, 1)]
    )
    assert check(up, rep()).rep_count == 1


def test_arms_that_go_down_between_two_squats_are_no_squat():
    def rests(share, t):
        return squatting(0, t, raised=12 + 150 * share)

    pause = film(rests, [(0, 0), (1, 1), (3, 1), (4, 0), (5, 0)])
    report = check(rep(), pause, rep())
    assert (report.rep_count, len(report.reps)) == (2, 2)
