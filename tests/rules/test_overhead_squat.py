from functools import partial

import pytest

from rules.find import Finder
from rules.overhead_squat import ARMS, ARMS_UP_LEANS, UP, OverheadSquat
from rules.report import SetReport
from rules.squat import ARMS_FORWARD, HEELS_UP, LEANS, SHANKS, THIGHS, needed_lean
from tests.bodies.overhead_squat import SIDE, overhead
from tests.bodies.squat import squatting
from tests.figures import View, film, joined, maskless, reps, run

WAYS = (2.0, 0.6, 1.6)
NEED = needed_lean(30.0, 80.0, ARMS_UP_LEANS)


def rep(count=1, fps=15, **form):
    """Reps in the usual form, or in another."""
    return film(partial(overhead, **form), reps(0, 1, *WAYS, count), fps)


def check(*parts) -> SetReport:
    return run("overhead_squat", joined(*parts))[0]


def seen(report) -> list[tuple[str, int | None]]:
    return [(found.fault, found.rep) for found in report.findings]


def test_a_set_is_measured_as_it_is_and_gets_no_verdict():
    report = check(rep(count=2, raised=12.0, fallen=10.0))
    assert (report.verdict, report.rep_count, report.findings) == ("observed", 2, [])
    for found in report.reps:
        assert (found.verdict, found.cannot_judge) == ("observed", [])
        assert found.metrics["depth_deg"] == pytest.approx(80, abs=2)
        assert found.metrics["lean_deg"] == pytest.approx(34, abs=2)
        assert found.metrics["excess_deg"] == pytest.approx(34 - NEED, abs=2)
        assert found.metrics["arms_deg"] == pytest.approx(22, abs=2)


SEEN = [
    ("leans_forward", {"lean": NEED + LEANS.mild.enter + 4}),
    ("arms_fall", {"fallen": ARMS.mild.enter + 4 - 8}),
    ("arms_fall", {"fallen": 130}),  # down to the thighs
    ("heels_up", {"heel": HEELS_UP.mild.enter + 0.04}),
    ("rounded_back", {"rounded": 75}),
]


@pytest.mark.parametrize(("fault", "form"), SEEN)
def test_each_is_seen_in_its_rep_alone_and_has_no_severity(fault, form):
    report = check(rep(), rep(**form), rep())
    assert seen(report) == [(fault, 2)]
    assert {found.severity for found in report.findings} == {"observed"}
    assert [each.verdict for each in report.reps] == ["observed"] * 3


@pytest.mark.parametrize("view", [View(scale=0.17, mirrored=True), View((720, 1280), 0.3)])
def test_what_is_seen_does_not_depend_on_how_the_body_is_filmed(view):
    assert seen(check(rep(view=view), rep(view=view, fallen=60))) == [("arms_fall", 2)]


def test_arms_up_make_the_trunk_lean_more_than_arms_in_front_and_ankles_decide_how_much():
    for thigh in THIGHS:
        leans = [needed_lean(shank, thigh, ARMS_UP_LEANS) for shank in SHANKS]
        assert leans == sorted(leans, reverse=True)
        front = [needed_lean(shank, thigh, ARMS_FORWARD) for shank in SHANKS]
        assert all(one < other for one, other in zip(front, leans, strict=True))
    stiff = needed_lean(20.0, 80.0, ARMS_UP_LEANS)
    assert seen(check(rep(lean=stiff, shank=20))) == []


def test_a_little_too_far_forward_is_neither_seen_nor_not():
    report = check(rep(fallen=ARMS.mild.enter - 2 - 8))
    assert (report.findings, report.reps[0].cannot_judge) == ([], ["arms_fall"])


def test_a_back_that_is_not_seen_and_an_oblique_camera_leave_things_unseen():
    for poses, silent in (
        (maskless(rep(rounded=75)), {"rounded_back"}),
        (rep(view=View(scale=0.17, width=0.23), heel=0.3, shank=16), {"heels_up", "rounded_back"}),
    ):
        report = check(poses)
        assert (report.verdict, report.findings) == ("observed", [])
        assert set(report.reps[0].cannot_judge) == silent


@pytest.mark.parametrize("raised", [UP + 10, 90, 170])
def test_who_squats_with_the_arms_elsewhere_does_another_exercise(raised):
    report = check(rep(count=2, raised=raised))
    assert (report.verdict, report.reps, report.findings) == ("cannot_judge", [], [])


@pytest.mark.long
def test_a_squat_stays_a_squat_and_an_overhead_one_is_more_than_a_squat():
    plain = film(squatting, reps(0, 1, *WAYS, 3), 12)
    up = rep(3, 12)
    for poses, *told in ((plain, "squat", "clear"), (up, "overhead_squat", "likely")):
        finder = Finder()
        for pose in poses:
            finder.update(pose)
        (found,) = finder.finish()
        assert [found.exercise, found.sure] == told
    assert check(plain).reps == []
    assert run("squat", rep(2))[0].rep_count == 2


def test_shallow_ones_are_attempts_and_said_to_be_shallow():
    report = check(rep(count=2, depth=26, lean=10, shank=12))
    assert [(each.counted, each.faults) for each in report.reps] == [
        (False, []),
        (False, ["not_deep"]),
    ]
    assert report.verdict == "observed"


def test_the_arms_are_up_before_a_set_begins():

    exercise = OverheadSquat()
    for raised, ready in ((0, True), (40, True), (70, False), (175, False)):
        profile, reason = exercise.gates().look(overhead(0, view=SIDE, raised=raised))
        assert (reason, exercise.ready(profile)) == (None, ready), raised
