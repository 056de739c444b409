from functools import partial

import pytest

from pose.pose import Landmark
from rules import FormChecker
from rules.find import Finder
from rules.report import SetReport
from rules.walking import LEANS, LOOKS_DOWN, STEPS, Walking, widest
from tests.bodies.sit_to_stand import good as rising
from tests.bodies.walking import FAR_OFF, walking
from tests.figures import View, film, joined, reps, run, unseen

ACROSS_S = 4.5  # as long as real people take for so many leg lengths


def way(back=False, fps=15, seconds=ACROSS_S, **form):
    """One way across the picture and a moment of standing there, at an even speed."""
    frames = round(seconds * fps)
    shares = [i / frames for i in range(frames + 1)] + [1.0] * fps
    make = partial(walking, back=back, **form)
    return [make(1 - s if back else s, t=i / fps) for i, s in enumerate(shares)]


def check(*parts) -> SetReport:
    return run("walking", joined(*parts))[0]


def seen(report) -> list[tuple[str, int | None]]:
    return [(found.fault, found.rep) for found in report.findings]


def test_a_walk_there_and_back_is_measured_as_it_is_and_gets_no_verdict():
    report = check(way(), way(back=True))
    assert (report.verdict, report.rep_count, report.findings) == ("observed", 2, [])
    for found in report.reps:
        assert (found.verdict, found.cannot_judge) == ("observed", [])
        assert found.metrics["steps"] == pytest.approx(4, abs=1)
        assert found.metrics["lean_deg"] == pytest.approx(3, abs=0.5)
        assert found.metrics["gaze_deg"] == pytest.approx(12, abs=1)
        assert found.metrics["bob_pct"] == pytest.approx(0.8, abs=0.2)
        steps_s = (1280 / FAR_OFF.unit) * (0.92 - 0.08) / ACROSS_S  # a step is one trunk length
        assert found.metrics["cadence"] == pytest.approx(60 * steps_s, rel=0.1)


SEEN = [
    ("leans_forward", {"lean": LEANS.mild.enter + 3}),
    ("looks_down", {"gaze": LOOKS_DOWN.mild.enter + 4}),
    ("head_bobs", {"bob": 0.09}),
]


@pytest.mark.parametrize(("fault", "form"), SEEN)
def test_each_is_seen_in_its_way_alone_and_has_no_severity(fault, form):
    report = check(way(), way(back=True, **form), way())
    assert seen(report) == [(fault, 2)]
    assert {found.severity for found in report.findings} == {"observed"}
    assert all(found.line for found in report.findings)


def test_one_frame_that_is_misread_is_no_bobbing():
    poses = way()
    poses[30].landmarks[[Landmark.LEFT_EAR, Landmark.RIGHT_EAR], 1] += 140.0
    (found,) = check(poses).reps
    assert found.metrics["bob_pct"] < 1.8
    assert "head_bobs" not in {*found.faults, *found.cannot_judge}


@pytest.mark.parametrize("view", [View((720, 1280), 0.18), View(mirrored=True)])
def test_what_is_seen_does_not_depend_on_the_picture(view):
    report = check(way(view=view, gaze=36), way(view=view, back=True))
    assert seen(report) == [("looks_down", 1)]


@pytest.mark.parametrize(
    ("fault", "form"),
    [
        ("leans_forward", {"lean": LEANS.mild.enter - 2}),
        ("looks_down", {"gaze": LOOKS_DOWN.mild.enter - 2}),
    ],
)
def test_a_little_is_neither_seen_nor_not(fault, form):
    report = check(way(**form))
    assert report.findings == []
    assert report.reps[0].cannot_judge == [fault]


def test_leaning_back_is_not_looked_at():
    assert check(way(lean=-9), way(lean=-9, back=True)).findings == []


def test_turning_and_being_out_of_the_picture_belong_to_no_way():
    turns = film(lambda share, t: walking(0.9, t, View(width=0.6), lean=30), [(0, 0), (1.5, 0)])
    poses = joined(way(), turns, way(back=True))
    gone = unseen(joined(poses, way()), 12.5, 14.0)
    report = run("walking", gone)[0]
    assert (report.verdict, report.rep_count) == ("observed", 3)
    assert report.judged_share == pytest.approx(1, abs=0.02)
    for rep in report.reps:
        assert rep.end_s - rep.top_start_s < ACROSS_S


def test_who_stands_or_shifts_from_foot_to_foot_does_not_walk():
    stands = film(lambda share, t: walking(0.5, t), [(0, 0), (6, 0)])
    report = check(stands)
    assert (report.verdict, report.reasons, report.reps) == ("cannot_judge", ["no_movement"], [])
    sways = film(lambda share, t: walking(0.5 + 0.03 * share, t), reps(0, 1, 1, 0, 1, 3))
    assert check(sways).reps == []


def test_who_rises_from_a_chair_does_not_walk():
    assert check(film(rising, reps(0, 1, 2, 1, 2, 2))).reps == []


def test_who_comes_to_the_camera_is_told_to_show_the_side():
    broad = View(scale=0.25, width=0.6)
    report = check(way(view=broad), way(view=broad, back=True))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["not_side_on"])


def test_slow_pictures_leave_the_steps_open():
    report = check(way(fps=10))
    (rep,) = report.reps
    assert (rep.metrics["steps"], rep.metrics["cadence"]) == (None, None)
    assert rep.metrics["gaze_deg"] == pytest.approx(12, abs=1)


@pytest.mark.long
def test_it_is_found_out_as_one():
    finder = Finder()
    for pose in joined(way(), way(back=True), way(), way(back=True)):
        finder.update(pose)
    (found,) = finder.finish()
    assert (found.exercise, found.sure) == ("walking", "likely")


def test_who_stands_side_on_is_ready_and_who_sits_is_not():
    exercise = Walking()
    profile, reason = exercise.gates().look(walking(0.0))
    assert reason is None
    assert exercise.ready(profile)
    profile, _ = exercise.gates().look(rising(0.0, 0.0))
    assert profile is None or not exercise.ready(profile)


def steps(*widths: float) -> list[tuple[float, float]]:
    """A row every 0.1 s."""
    return [(round(0.1 * i, 1), width) for i, width in enumerate(widths)]


def test_whole_steps_are_counted_and_feet_taken_for_each_other_are_not():
    assert widest(steps(0, 40, 60, 40, 10, 30, 62, 30, 0)) == [0.2, 0.6]
    assert widest(steps(60, 40, 10, 30, 62, 30, 0, 40, 60)) == [0.4]
    # Feet that pass each other within one step were taken for each other: the widest is the step.
    assert widest(steps(0, 40, 5, 60, 40, 10)) == [0.3]
    assert widest(steps(0, 40, 60, 5, 40, 10)) == [0.2]
    assert widest(steps(0, 25, 0, 25, 0)) == []


def test_who_takes_one_step_has_not_crossed_the_picture():
    assert STEPS == 2
    short = film(lambda share, t: walking(0.3 + 0.2 * share, t), [(0, 0), (1.2, 1), (3, 1)])
    assert check(short).reps == []


def test_a_way_under_way_at_the_end_counts():
    checker = FormChecker("walking")
    for pose in way()[: round(0.8 * ACROSS_S * 15)]:
        checker.update(pose)
    assert checker.finish().rep_count == 1
