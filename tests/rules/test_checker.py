from dataclasses import replace

import pytest

from pose.pose import Pose
from rules import Event, FormChecker
from rules.hip_lift import COUNTED_RISE, MIN_RISE, OVER_ARCH
from tests.figures import (
    SIDE_ON,
    View,
    all_fours,
    body,
    film,
    hinge,
    hinge_path,
    hip_lift,
    lift_rest,
    plank,
    propped,
    reps,
    run,
    unseen,
    without,
)

REST = lift_rest()
ARCHED = OVER_ARCH.mild.enter + 4


def moved(exercise: str, count: int = 1, fps: float = 20) -> list[Pose]:
    """A good set (3 s, 2 s, 4 s) of any exercise."""
    return film(body(exercise), reps(0, 1, 3, 2, 4, count), fps)


def told(events: list[Event], kind: str) -> list[Event]:
    return [event for event in events if event.kind == kind]


@pytest.mark.parametrize("name", ["", "handstand", "HIP_LIFT"])
def test_an_unknown_exercise_is_refused(name):
    with pytest.raises(ValueError, match="hip_hinge"):
        FormChecker(name)


@pytest.mark.parametrize(
    ("exercise", "make"),
    [
        ("hip_lift", body("plank")),
        ("plank", body("hip_lift")),
        ("plank", body("hip_hinge")),
        ("plank", lambda _, t: propped(t)),
        ("plank", lambda _, t: all_fours(t)),
        ("hip_hinge", body("hip_lift")),
        ("hip_hinge", body("plank")),
    ],
)
def test_another_exercise_is_recognised_as_such(exercise, make):
    report, _ = run(exercise, film(make, reps(0, 1, 2, 1, 2, count=2)))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["other_exercise"])
    assert report.findings == []


@pytest.mark.parametrize(
    ("exercise", "make"),
    [
        ("hip_lift", lambda _, t: hip_lift(REST, t)),
        ("hip_hinge", lambda _, t: hinge(0, t=t)),
    ],
)
def test_a_body_in_position_that_does_nothing_did_not_move(exercise, make):
    report, _ = run(exercise, film(make, [(0, 0), (8, 1)]))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["no_movement"])


def test_an_ignored_frame_says_nothing():
    checker = FormChecker("hip_lift")
    checker.update(hip_lift(0, 5.0))
    assert checker.update(hip_lift(0, 5.0)) == []
    assert checker.update(hip_lift(0, 1.0)) == []
    assert checker.state.t == 5.0


@pytest.mark.parametrize("offset", [0.0, 1000.0])
def test_the_duration_is_on_the_frames_own_clock(offset):
    poses = [hip_lift(REST, offset + i / 10) for i in range(51)]
    report, _ = run("hip_lift", poses)
    assert report.duration_s == pytest.approx(5.0)
    assert report.frames == 51


@pytest.mark.parametrize("fps", [8, 15, 30])
def test_fps_is_that_of_the_frames(fps):
    checker = FormChecker("plank")
    for i in range(40):
        checker.update(plank(0, i / fps))
    assert checker.fps == pytest.approx(fps)


def test_one_long_pause_does_not_change_the_fps():
    checker = FormChecker("plank")
    for i in range(20):
        checker.update(plank(0, i / 30 + (2.0 if i > 10 else 0.0)))
    assert checker.fps == pytest.approx(30)


def flicker(poses: list[Pose], dark_of_ten: int) -> list[Pose]:
    """The same poses, so many of every second's tenths unseen."""
    return [
        Pose.empty(p.t, p.size) if int(p.t * 10 + 1e-6) % 10 < dark_of_ten else p for p in poses
    ]


@pytest.mark.parametrize(("dark", "verdict"), [(3, "ok"), (5, "cannot_judge")])
def test_the_unjudged_share_decides(dark, verdict):
    report, _ = run("hip_lift", flicker(moved("hip_lift", count=2), dark))
    assert report.judged_share == pytest.approx(1 - dark / 10, abs=0.05)
    assert report.verdict == verdict


def test_time_before_the_first_and_after_the_last_rep_does_not_count():
    knots = [(0, REST), (20, REST), (23, 0), (25, 0), (29, REST), (50, REST)]
    poses = unseen(unseen(film(hip_lift, knots), 0, 18), 31, 51)
    report, _ = run("hip_lift", poses)
    assert report.verdict == "ok"
    assert report.judged_share > 0.9


def test_the_most_frequent_gate_is_the_first_reason():
    poses = [plank(0, i / 10, View(people=2)) for i in range(60)]
    poses += [Pose.empty(6 + i / 10, (1280, 720)) for i in range(20)]
    assert run("plank", poses)[0].reasons == ["two_people", "no_person"]


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        (View(width=0.7), "not_side_on"),
        (View(scale=0.08), "too_far"),
        (View(near=0.1, far=0.1), "hidden"),
        (View(shift=(500, 0)), "out_of_frame"),
        (View(people=2), "two_people"),
    ],
)
def test_a_shut_gate_is_the_reason_of_the_set_and_told_once(view, reason):
    poses = film(lambda _, t: plank(0, t, view), [(0, 0), (5, 0)])
    report, events = run("plank", poses)
    assert report.reasons == [reason]
    assert [event.reason for event in told(events, "gate")] == [reason]


def test_a_gate_is_told_when_it_shuts_and_when_it_opens():
    poses = unseen(film(lambda v, t: plank(v, t), [(0, 0), (12, 0)]), 4, 7)
    gates = told(run("plank", poses)[1], "gate")
    assert [event.reason for event in gates] == ["no_person", None]
    assert gates[0].t == pytest.approx(4.5, abs=0.1)


def test_joints_that_no_body_can_have_are_hidden_and_no_fault():
    """As shoulders out of the picture are read: hips 80 degrees and more over the line."""
    poses = film(lambda above, t: hip_lift(above, t), reps(REST, 80, 1, 3, 1, count=2, lead=0.5))
    report, _ = run("hip_lift", poses)
    assert (report.verdict, report.reasons, report.findings) == ("cannot_judge", ["hidden"], [])


def test_a_set_without_a_rep_of_which_much_was_not_seen_has_that_as_its_reason():
    poses = unseen(film(lambda v, t: hip_lift(v, t), [(0, REST), (10, REST)]), 4, 6)
    assert run("hip_lift", poses)[0].reasons == ["no_person"]


def test_attempts_alone_name_no_fault():
    poses = film(lambda v, t: hip_lift(v, t), [(0, REST), (1, REST), (3, ARCHED), (5, ARCHED)])
    report, events = run("hip_lift", poses)
    assert told(events, "fault")
    assert (report.verdict, report.findings) == ("cannot_judge", [])


def test_a_gate_shut_for_a_moment_is_not_told():
    poses = unseen(film(lambda v, t: plank(v, t), [(0, 0), (12, 0)]), 4, 4.3)
    assert told(run("plank", poses)[1], "gate") == []


def test_state_shows_what_is_true_now():
    checker = FormChecker("hip_lift")
    poses = film(hip_lift, [(0, REST), (1, REST), (4, ARCHED), (6, ARCHED)])
    for pose in poses:
        checker.update(pose)
    state = checker.state
    assert (state.t, state.phase, state.rep_count, state.reason) == (6.0, "hold", 0, None)
    assert state.value == pytest.approx(ARCHED, abs=0.5)
    assert [finding.fault for finding in state.findings] == ["over_arch"]
    assert state.line.points[1] == pytest.approx(tuple(poses[-1].mid("HIP")), abs=5)


def test_state_counts_reps_and_forgets_closed_findings():
    checker = FormChecker("hip_lift")
    for pose in film(hip_lift, reps(REST, ARCHED, 3, 2, 4)):
        checker.update(pose)
    assert checker.state.rep_count == 1
    assert checker.state.findings == ()


def test_state_does_not_count_attempts():
    checker = FormChecker("hip_lift")
    small = REST + (MIN_RISE + COUNTED_RISE) / 2
    for pose in film(hip_lift, reps(REST, small, 3, 2, 4)):
        checker.update(pose)
    assert checker.state.rep_count == 0
    assert len(checker.finish().reps) == 1


def test_state_of_an_unseen_body_is_out():
    checker = FormChecker("hip_lift")
    for i in range(30):
        checker.update(Pose.empty(i / 30, (640, 480)))
    state = checker.state
    assert (state.phase, state.reason, state.line) == ("out", "no_person", None)
    assert state.value != state.value  # NaN


def test_state_shows_the_running_hold():
    checker = FormChecker("plank")
    for pose in film(plank, [(0, 0), (6, 0)]):
        checker.update(pose)
    assert checker.state.phase == "hold"
    assert checker.state.hold_s == pytest.approx(6.0, abs=0.1)


def test_events_come_in_the_order_of_time():
    _, events = run("hip_lift", film(hip_lift, reps(REST, ARCHED, 3, 2, 4, 3)))
    times = [event.t for event in events]
    assert len(times) >= 6
    assert times == sorted(times)


def test_findings_are_sorted_by_their_start():
    report, _ = run("hip_lift", film(hip_lift, reps(REST, ARCHED, 0.6, 2, 4, 2)))
    starts = [finding.start_s for finding in report.findings]
    assert len(starts) == 4
    assert starts == sorted(starts)


def test_a_few_missing_joints_do_not_change_the_verdict():
    poses = film(hip_lift, reps(REST, ARCHED, 3, 2, 4))
    holes = [without(p, "LEFT_KNEE") if i % 7 == 3 else p for i, p in enumerate(poses)]
    plain, holed = run("hip_lift", poses)[0], run("hip_lift", holes)[0]
    assert holed.verdict == plain.verdict == "mild"
    assert holed.findings[0].peak == pytest.approx(plain.findings[0].peak, abs=0.5)


def test_the_frame_size_may_change_while_running():
    small = View(size=(640, 360))

    def make(above, t):
        return hip_lift(above, t, small if t > 5 else SIDE_ON)

    report, _ = run("hip_lift", film(make, reps(REST, ARCHED, 3, 2, 4)))
    assert report.rep_count == 1
    assert report.findings[0].peak == pytest.approx(ARCHED, abs=1)


def test_a_waist_bend_and_a_good_hinge_in_one_set():
    good = film(hinge_path(60, 0.25), reps(0, 60, 2, 1, 2))
    later = good[-1].t + 1 / 20
    bad = film(hinge_path(60, 0.02), [(t + later, v) for t, v in reps(0, 60, 2, 1, 2)])
    report, _ = run("hip_hinge", good + bad)
    assert [rep.verdict for rep in report.reps] == ["ok", "severe"]
    assert report.verdict == "severe"


@pytest.mark.parametrize(("fps", "slow"), [(5, True), (7, False), (13, False), (30, False)])
def test_a_machine_is_slow_when_the_tempo_cannot_be_judged(fps, slow):
    checker = FormChecker("hip_lift")
    told = []
    for i in range(60):
        checker.update(hip_lift(REST, i / fps))
        told.append(checker.slow)
    assert told[-1] is slow
    assert not any(told[:30])  # one slow moment at the start is not told


def test_a_pause_is_no_slow_machine():
    checker = FormChecker("hip_lift")
    for i in range(60):
        checker.update(hip_lift(REST, i / 30 + (10.0 if i > 40 else 0.0)))
    assert not checker.slow


def interrupted(exercise: str, poses: list[Pose], at: float, pause: float) -> FormChecker:
    """A set interrupted after `at` s for so long."""
    checker = FormChecker(exercise)
    begun = False
    for pose in poses:
        if pose.t > at and not begun:
            checker.interrupt()
            begun = True
        checker.update(replace(pose, t=pose.t + (pause if pose.t > at else 0.0)))
    return checker


def test_an_interrupted_rep_does_not_count_and_the_next_one_does():
    poses = moved("hip_lift", count=2)
    report = interrupted("hip_lift", poses[:100] + moved_on(poses), 4.9, 0.6).finish()
    assert [rep.counted for rep in report.reps] == [False, True]
    assert (report.rep_count, report.findings, report.judged_share) == (1, [], 1.0)


def moved_on(poses: list[Pose]) -> list[Pose]:
    """From 5 s on at rest, and then the second rep."""
    rest = [replace(poses[0], t=5.0 + i / 20) for i in range(100)]
    return rest + [pose for pose in poses if pose.t > 10.0]


def test_an_interrupted_hold_is_kept_and_another_one_may_follow():
    poses = film(plank, [(0, 0), (12, 0)], 20)
    checker = interrupted("plank", poses, 5.0, 0.6)
    assert checker.state.phase == "hold"
    report = checker.finish()
    assert len(report.holds) == 2
    assert sum(hold.good_s for hold in report.holds) == pytest.approx(12, abs=0.7)
    assert report.judged_share == 1.0


def test_an_interruption_ends_what_is_going_on():
    checker = FormChecker("plank")
    for pose in film(plank, [(0, 0), (4, 0), (4.5, 25), (8, 25)]):
        checker.update(pose)
    assert checker.state.findings
    checker.interrupt()
    assert (checker.state.findings, checker.state.phase, checker.state.hold_s) == ((), "out", 0)
    assert len(checker.finish().findings) == 1
