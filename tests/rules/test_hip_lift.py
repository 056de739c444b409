import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from pose.geometry import side_of
from pose.pose import Landmark, Pose
from pose.profile import OBLIQUE, profile_of
from rules.arch import SIDE_ON as SIDE_ON_OUTLINE
from rules.hip_lift import (
    COUNTED_RISE,
    FEET_FAR,
    FEET_NEAR,
    HOLLOW_BACK,
    LITTLE_RISE,
    MIN_RISE,
    NOT_HIGH_ENOUGH,
    OVER_ARCH,
    TEMPO,
    HipLift,
)
from tests.figures import (
    COPIES,
    FPS,
    SIDE_ON,
    View,
    all_fours,
    film,
    foot_for_knee,
    hinge,
    hip_lift,
    joined,
    lift_path,
    lift_rest,
    maskless,
    plank,
    reps,
    run,
    unseen,
    without,
)

REST = lift_rest()
UP, HOLD, DOWN = (-TEMPO[part].mild.enter + 1.2 for part in ("out", "stay", "back"))
ARCHED = OVER_ARCH.mild.enter + 4
SLOW = reps(lift_rest(foot_for_knee(60)), 0.0, UP, HOLD, DOWN)
BETWEEN = (OVER_ARCH.mild.enter + OVER_ARCH.mild.exit) / 2
MILD_ARCH, SEVERE_ARCH = 30.0, 45.0  # degrees by which the trunk is bent, hips on the line


def lifts(top=0.0, up=UP, hold=HOLD, down=DOWN, count=1, view=SIDE_ON, fps=None, knee=70.0, **body):
    """Poses of a set of hip lifts up to `top` degrees above the line; `body`: arch and arms."""
    foot = foot_for_knee(knee)
    knots = reps(lift_rest(foot), top, up, hold, down, count)
    return film(lift_path(top, view, foot, **body), knots, fps)


@cache
def side_on(top=0.0, **body):
    """The report of one lift seen exactly from the side, made once for all its copies."""
    return run("hip_lift", lifts(top, **body))[0]


def burst(*levels: tuple[float, float], view=SIDE_ON) -> list[Pose]:
    """One lift on the line whose top goes through (degrees, seconds) levels."""
    t = 1 + UP
    knots = [(0, REST), (1, REST), (t, 0.0)]
    for value, seconds in [(0.0, 1.0), *levels, (0.0, 1.0)]:
        knots += [(t + 0.05, value), (t + seconds, value)]
        t += seconds
    knots += [(t + DOWN, REST), (t + DOWN + 1, REST)]
    return film(lambda above, t: hip_lift(above, t, view), knots)


def faults(report) -> dict[str, str]:
    return {finding.fault: finding.severity for finding in report.findings}


def found(report, name: str):
    (finding,) = [finding for finding in report.findings if finding.fault == name]
    return finding


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        (0.0, {}),
        (10.0, {}),
        # A degree more, and the spine of a stick figure is estimated at the edge of an arch.
        (OVER_ARCH.mild.enter - OVER_ARCH.unsure - 3, {}),
        (OVER_ARCH.mild.enter + 1, {"over_arch": "mild"}),
        (ARCHED, {"over_arch": "mild"}),
        (OVER_ARCH.severe.enter - 1, {"over_arch": "mild"}),
        (OVER_ARCH.severe.enter + 4, {"over_arch": "severe"}),
        (1 - NOT_HIGH_ENOUGH.mild.enter + NOT_HIGH_ENOUGH.unsure, {}),
        (-NOT_HIGH_ENOUGH.mild.enter - 1, {"not_high_enough": "mild"}),
    ],
)
def test_the_height_of_the_hips_sets_the_verdict(top, expected):
    report, _ = run("hip_lift", lifts(top, knee=65.0))
    assert report.rep_count == 1
    assert faults(report) == expected
    assert report.verdict == max(expected.values(), default="ok")


@pytest.mark.parametrize(("knee", "praised"), [(65.0, True), (80.0, False)])
def test_who_hardly_rises_is_not_told_that_it_was_high_enough(knee, praised):
    """A low lift of a body whose hips are seen too high reads as far below the line, too."""
    report, _ = run("hip_lift", lifts(-13.0, knee=knee))
    (rep,) = report.reps
    assert report.findings == []
    assert ("not_high_enough" not in rep.cannot_judge) is praised
    assert (rep.metrics["rise_deg"] > LITTLE_RISE) is praised


def test_who_does_not_come_all_the_way_back_has_risen_as_far():
    foot = foot_for_knee(65.0)
    rest, most, half = lift_rest(foot), -12.0, -45.0
    knots = [(0, rest), (1.5, rest), (4.5, most), (6.5, most), (9.5, half), (10.3, half)]
    knots += [(13.3, most), (15.3, most), (19.3, rest), (20.5, rest)]
    report, _ = run("hip_lift", film(lift_path(most, SIDE_ON, foot), knots))
    assert report.rep_count == 2
    assert report.reps[1].metrics["rise_deg"] < LITTLE_RISE
    assert all("not_high_enough" not in rep.cannot_judge for rep in report.reps)


def test_hips_that_may_be_low_or_only_hidden_are_neither_named_nor_praised():
    report, _ = run("hip_lift", lifts(1 - NOT_HIGH_ENOUGH.mild.enter))
    assert (faults(report), report.verdict, report.reasons) == ({}, "cannot_judge", ["undecided"])


def test_a_very_low_lift_is_severe_when_it_still_counts():
    rest = lift_rest(foot_for_knee(50))
    top = -NOT_HIGH_ENOUGH.severe.enter - 2
    assert top - rest > COUNTED_RISE
    report, _ = run("hip_lift", lifts(top, knee=50))
    assert faults(report) == {"not_high_enough": "severe"}
    assert found(report, "not_high_enough").peak == pytest.approx(top, abs=0.5)


@pytest.mark.parametrize("view", COPIES)
@pytest.mark.parametrize("top", [0.0, ARCHED, -NOT_HIGH_ENOUGH.mild.enter - 4])
def test_mirrored_rolled_and_resized_copies_are_judged_alike(view, top):
    plain, copy = side_on(top), run("hip_lift", lifts(top, view=view))[0]
    assert copy.verdict == plain.verdict
    assert faults(copy) == faults(plain)
    assert [f.peak for f in copy.findings] == pytest.approx(
        [f.peak for f in plain.findings], abs=0.5
    )
    assert copy.reps[0].metrics["top_deg"] == pytest.approx(top, abs=0.5)


def test_the_finding_shows_peak_time_rep_and_line():
    report, _ = run("hip_lift", lifts(ARCHED, count=2))
    first, second = report.findings
    assert first.peak == pytest.approx(ARCHED, abs=0.5)
    assert (first.rep, second.rep) == (1, 2)
    assert 1 < first.start_s < first.end_s < 1 + UP + HOLD + DOWN
    assert first.start_s < first.line.t < first.end_s
    assert len(first.line.points) == 3


def test_every_rep_is_counted_and_measured():
    report, events = run("hip_lift", lifts(count=3))
    assert report.rep_count == 3
    assert [rep.index for rep in report.reps] == [1, 2, 3]
    assert [event.rep.index for event in events if event.kind == "rep"] == [1, 2, 3]
    metrics = report.reps[1].metrics
    assert metrics["rise_deg"] == pytest.approx(-REST, abs=1)
    assert metrics["rest_knee_deg"] == pytest.approx(70, abs=1)
    assert metrics["up_s"] == pytest.approx(UP, rel=0.2)
    assert metrics["down_s"] == pytest.approx(DOWN, rel=0.2)


def test_only_the_faulty_rep_is_named():
    report, _ = run("hip_lift", joined(lifts(0.0), lifts(ARCHED)))
    assert [rep.verdict for rep in report.reps] == ["ok", "mild"]
    assert [rep.faults for rep in report.reps] == [[], ["over_arch"]]
    assert report.verdict == "mild"


def test_every_rep_shows_its_own_line():
    low = -NOT_HIGH_ENOUGH.mild.enter - 4
    first, second = lifts(low + 3), lifts(low)
    report, _ = run("hip_lift", joined(first, second))
    one, two = report.findings
    assert one.line.t < first[-1].t < two.line.t


def test_a_pelvic_tilt_is_neither_rep_nor_attempt():
    report, events = run("hip_lift", lifts(REST + MIN_RISE - 3, 1, 1, 1, count=3))
    assert report.reps == []
    assert events == []
    assert report.reasons == ["no_movement"]


def test_a_small_lift_is_an_attempt_that_is_shown_and_not_counted():
    report, events = run("hip_lift", lifts(REST + (MIN_RISE + COUNTED_RISE) / 2))
    assert [rep.counted for rep in report.reps] == [False]
    assert report.rep_count == 0
    assert [event.kind for event in events] == ["attempt"]
    assert (report.verdict, report.reasons) == ("cannot_judge", ["no_movement"])


def test_knees_that_move_while_the_trunk_lies_are_no_rep():
    def slide(share, t):  # the foot slides out, the hips stay on the floor
        foot = foot_for_knee(60 + 70 * share)
        return hip_lift(lift_rest(foot), t, SIDE_ON, foot)

    report, _ = run("hip_lift", film(slide, reps(0, 1, 2, 1, 2, count=2)))
    assert report.reps == []


def test_knees_that_move_after_a_rep_are_no_rep_either():
    def slide(share, t):
        foot = foot_for_knee(60 + 70 * share)
        return hip_lift(lift_rest(foot), t, SIDE_ON, foot)

    rep = film(lambda above, t: hip_lift(above, t, SIDE_ON, foot_for_knee(60)), SLOW)
    later = [(t + SLOW[-1][0] + 1 / FPS, v) for t, v in reps(0, 1, 2, 1, 2)]
    report, _ = run("hip_lift", rep + film(slide, later))
    assert [rep.counted for rep in report.reps] == [True]


def slid(share: float, t: float) -> Pose:
    """Lying with the hips down, the feet put nearer or farther: knees of 70 to 110 degrees."""
    foot = foot_for_knee(70 + 40 * share)
    return hip_lift(lift_rest(foot), t, SIDE_ON, foot)


@pytest.mark.parametrize("seconds", [0.3, 0.5, 1.0])
def test_feet_that_are_put_right_before_a_good_lift_are_no_fault(seconds):
    back = 2 + seconds
    knots = [(0, 0), (1, 0), (1 + seconds, 1), (back, 1), (back + seconds, 0), (back + 2, 0)]
    poses = joined(film(slid, knots), lifts())
    for most in (None, 150):
        report, events = run("hip_lift", poses, most=most)
        assert [rep.counted for rep in report.reps] == [True]
        assert [event.kind for event in events if event.t < back + 1] == []
    assert run("hip_lift", poses)[0].verdict == "ok"


def test_a_lift_that_the_end_of_the_clip_cut_off_keeps_what_was_seen():
    whole = lifts(0.0)
    report, events = run("hip_lift", joined(whole, cut_off(ARCHED)))
    done, rep = report.reps
    assert (done.counted, done.verdict) == (True, "ok")
    assert (rep.counted, rep.faults, rep.verdict) == (False, ["over_arch"], "mild")
    assert report.findings == [event.finding for event in events if event.kind == "fault"]


def test_where_no_rep_was_found_there_is_no_fault_either():
    report, _ = run("hip_lift", cut_off(ARCHED))
    (rep,) = report.reps
    assert (report.verdict, report.findings) == ("cannot_judge", [])
    assert (rep.counted, rep.faults, rep.verdict) == (False, [], "cannot_judge")


def cut_off(top: float) -> list[Pose]:
    """A lift that ends with the clip, near its top."""
    return [pose for pose in lifts(top) if pose.t < 1 + UP + HOLD]


def told_while_moving(poses) -> tuple[list, list]:
    """The faults named before the rep had ended, and those with it."""
    _, events = run("hip_lift", poses)
    (done,) = [event.t for event in events if event.kind == "rep"]
    named = [event for event in events if event.kind == "fault"]
    return [e for e in named if e.t < done], [e for e in named if e.t >= done]


def test_a_way_up_that_was_far_too_fast_is_named_once_the_top_is_behind():
    poses = lifts(up=0.6)
    early, late = told_while_moving(poses)
    assert late == []
    (event,) = early
    finding = event.finding
    assert (finding.fault, finding.witness, finding.severity) == ("too_fast", "up", "severe")
    assert 1 + 0.6 + HOLD < event.t < 1 + 0.6 + HOLD + DOWN
    report, _ = run("hip_lift", poses)
    assert report.findings == [finding]
    assert finding.peak == pytest.approx(report.reps[0].metrics["up_s"], abs=0.1)
    assert (finding.rep, report.reps[0].faults) == (1, ["too_fast"])


def test_a_way_up_that_was_a_little_fast_is_named_with_the_rep():
    early, late = told_while_moving(lifts(up=1.4))
    assert early == []
    assert [(e.finding.witness, e.finding.severity) for e in late] == [("up", "mild")]


def test_a_good_way_up_is_not_named():
    assert told_while_moving(lifts()) == ([], [])


def test_the_way_back_is_still_judged_after_a_way_up_that_was_named():
    early, late = told_while_moving(lifts(up=0.6, down=0.6))
    assert [event.finding.witness for event in early] == ["up"]
    assert [event.finding.witness for event in late] == ["down"]


def test_every_rep_that_starts_too_fast_is_named_in_its_own_time():
    _, events = run("hip_lift", lifts(up=0.6, count=3))
    kinds = [event.kind for event in events if event.kind in ("fault", "rep")]
    assert kinds == ["fault", "rep"] * 3
    assert [e.finding.rep for e in events if e.kind == "fault"] == [1, 2, 3]


def test_a_small_quick_lift_is_no_rep_and_its_tempo_is_not_named():
    _, events = run("hip_lift", lifts(REST + (MIN_RISE + COUNTED_RISE) / 2, up=0.4))
    assert [event.kind for event in events] == ["attempt"]


def test_at_four_frames_a_second_a_way_up_is_not_named_early_either():
    assert told_while_moving(lifts(up=0.6, fps=4)) == ([], [])


@pytest.mark.parametrize(
    ("part", "seconds", "severity"),
    [
        ("up", 0.6, "severe"),
        ("up", 1.4, "mild"),
        ("down", 0.6, "severe"),
        ("down", 1.8, "mild"),
    ],
)
def test_one_hurried_part_is_too_fast(part, seconds, severity):
    report, _ = run("hip_lift", lifts(**{part: seconds}))
    assert faults(report) == {"too_fast": severity}
    finding = found(report, "too_fast")
    assert finding.witness == part
    assert finding.unit == "s"
    way = {"up": "out", "down": "back"}[part]
    assert finding.peak < -TEMPO[way].mild.enter


def test_a_hold_left_out_between_quick_movements_is_named():
    report, _ = run("hip_lift", lifts(up=0.9, hold=0.05, down=0.9))
    assert "hold" in {finding.witness for finding in report.findings}


def test_a_hold_that_sinks_a_little_is_a_hold():
    path = [
        (0, lift_rest()),
        (1, lift_rest()),
        (4, 5),
        (7, -5),
        (11, lift_rest()),
        (12, lift_rest()),
    ]
    report, _ = run("hip_lift", film(hip_lift, path))
    assert (report.verdict, report.rep_count) == ("ok", 1)


@pytest.mark.parametrize(("up", "fps"), [(0.6, 4), (1.9, 8)])
def test_with_few_frames_a_second_a_tempo_near_the_edge_is_not_judged(up, fps):
    report, _ = run("hip_lift", lifts(up=up, fps=fps))
    assert report.reps[0].counted
    assert "too_fast" in report.reps[0].cannot_judge
    assert faults(report) == {}


def test_at_eight_frames_a_second_the_height_is_still_judged():
    assert faults(run("hip_lift", lifts(ARCHED, fps=8))[0]) == {"over_arch": "mild"}


@pytest.mark.parametrize("fps", [8, 10, 15, 24, 30, 60])
def test_a_way_that_is_far_too_fast_is_named_with_few_frames_too(fps):
    assert faults(run("hip_lift", lifts(up=0.6, fps=fps))[0]) == {"too_fast": "severe"}


def test_a_slow_way_is_good_at_eight_frames_a_second():
    report, _ = run("hip_lift", lifts(fps=8))
    assert (report.reps[0].verdict, report.reps[0].cannot_judge) == ("ok", [])


@pytest.mark.parametrize(
    ("knee", "expected"),
    [
        (FEET_FAR.mild.enter + 2, {"feet_too_far": "mild"}),
        (FEET_FAR.mild.enter - 5, {}),
        (90, {}),
        (-FEET_NEAR.mild.enter + 5, {}),
        (-FEET_NEAR.mild.enter - 4, {"feet_too_near": "mild"}),
    ],
)
def test_the_resting_knee_tells_where_the_feet_are(knee, expected):
    report, _ = run("hip_lift", lifts(knee=knee))
    assert faults(report) == expected
    assert report.reps[0].metrics["rest_knee_deg"] == pytest.approx(knee, abs=1)


@pytest.mark.parametrize(("seconds", "expected"), [(0.2, {}), (1.0, {"over_arch": "mild"})])
def test_an_arch_must_last_to_be_reported(seconds, expected):
    report, _ = run("hip_lift", burst((ARCHED, seconds)))
    assert {k: v for k, v in faults(report).items() if k == "over_arch"} == expected


def test_a_value_between_exit_and_enter_opens_nothing():
    assert faults(run("hip_lift", lifts(BETWEEN))[0]) == {}


def test_a_value_between_exit_and_enter_keeps_an_arch_open():
    report, _ = run("hip_lift", burst((ARCHED, 1.0), (BETWEEN, 1.0), (ARCHED, 1.0)))
    assert found(report, "over_arch").end_s > found(report, "over_arch").start_s + 2.7


def test_a_value_below_exit_ends_an_arch():
    low = OVER_ARCH.mild.exit - 4
    report, _ = run("hip_lift", burst((ARCHED, 1.0), (low, 1.0), (ARCHED, 1.0)))
    arches = [finding for finding in report.findings if finding.fault == "over_arch"]
    assert len(arches) == 2
    assert report.reps[0].faults.count("over_arch") == 1


def test_an_arch_is_told_while_it_lasts():
    _, events = run("hip_lift", lifts(ARCHED, hold=4.0))
    told = [event for event in events if event.kind == "fault"]
    assert len(told) == 1
    assert told[0].t < 1 + UP + 1.0


def test_an_oblique_view_widens_the_band():
    slightly = OVER_ARCH.mild.enter + 2
    oblique = View(width=OBLIQUE[0] + 0.05)
    assert faults(run("hip_lift", lifts(slightly))[0]) == {"over_arch": "mild"}
    assert faults(run("hip_lift", lifts(slightly, view=oblique))[0]) == {}


def test_a_clip_that_begins_at_the_top_counts_the_rep_without_its_start():
    knots = [(0, 0.0), (1.5, 0.0), (1.5 + DOWN, REST), (3 + DOWN, REST)]
    (rep,) = run("hip_lift", film(hip_lift, knots))[0].reps
    assert rep.counted
    assert rep.start_s is None
    assert "too_fast" in rep.cannot_judge
    assert rep.metrics["up_s"] is None


def test_a_trunk_that_grows_while_a_clip_begins_was_misread():
    def settling(above: float, t: float) -> Pose:
        pose = hip_lift(above, t)
        landmarks = pose.landmarks.copy()
        for side in ("LEFT", "RIGHT"):
            hip, shoulder = (Landmark[f"{side}_{joint}"] for joint in ("HIP", "SHOULDER"))
            landmarks[hip] += max(0.0, 0.4 - t) * (landmarks[shoulder] - landmarks[hip])
        return replace(pose, landmarks=landmarks)

    knots = [(0, 0.0), (0.8, REST), (5, REST)]
    assert run("hip_lift", film(hip_lift, knots))[0].rep_count == 1
    report, events = run("hip_lift", film(settling, knots))
    assert (report.reps, [event for event in events if event.finding]) == ([], [])


def test_a_clip_that_ends_at_the_top_gives_no_whole_rep():
    report, _ = run("hip_lift", film(hip_lift, [(0, REST), (1, REST), (4, 0.0), (6, 0.0)]))
    assert [rep.counted for rep in report.reps] == [False]


def test_a_gap_of_one_second_does_not_break_a_rep():
    report, _ = run("hip_lift", unseen(lifts(ARCHED, hold=3.0), 4.5, 5.5))
    assert report.rep_count == 1
    assert report.reps[0].verdict == "mild"
    assert 0.8 < report.judged_share < 1


def test_a_gap_of_ten_seconds_is_no_rep_and_the_next_one_counts():
    knots = [(0, REST), (1, REST), (4, 0.0), (15, 0.0), (19, REST)]
    knots += [(22, REST), (25, 0.0), (27, 0.0), (31, REST), (32, REST)]
    report, _ = run("hip_lift", unseen(film(hip_lift, knots), 4.5, 14.5))
    assert [rep.counted for rep in report.reps] == [False, True]
    assert report.reps[1].start_s == pytest.approx(22, abs=0.5)


def test_a_rep_mostly_unseen_gets_no_verdict():
    dark = lifts(up=3.0, hold=1.0, down=3.0)
    for start in (2.3, 4.7):  # each short enough not to lose the rep
        dark = unseen(dark, start, start + 2.2)
    (rep,) = run("hip_lift", dark)[0].reps
    assert rep.verdict == "cannot_judge"


def test_a_missing_far_side_changes_nothing():
    poses = [without(p, "RIGHT_ANKLE", "RIGHT_KNEE") for p in lifts(ARCHED)]
    assert faults(run("hip_lift", poses)[0]) == {"over_arch": "mild"}


def test_a_lift_whose_outline_was_not_seen_is_never_called_good():
    report, _ = run("hip_lift", maskless(lifts(count=2)))
    assert report.rep_count == 2
    for rep in report.reps:
        assert (rep.verdict, rep.faults) == ("cannot_judge", [])
        assert "over_arch" in rep.cannot_judge
        assert rep.metrics["arch_deg"] is None
    assert (report.verdict, report.reasons) == ("cannot_judge", ["unseen_over_arch"])


def test_a_top_with_nothing_of_its_own_to_compare_with_is_not_judged():
    """The clip starts raised: its first rep never went half-way up before the eyes of the rules."""
    top_s = 1.0 + UP
    report, _ = run("hip_lift", [p for p in lifts(count=2, hold=3.0) if p.t > top_s + 0.2])
    first, second = report.reps
    assert (first.verdict, first.metrics["arch_deg"]) == ("cannot_judge", None)
    assert "over_arch" in first.cannot_judge
    assert (second.verdict, second.cannot_judge) == ("ok", [])


def test_hips_above_the_line_are_found_without_an_outline():
    report, _ = run("hip_lift", maskless(lifts(ARCHED)))
    assert found(report, "over_arch").witness == "above_line"
    assert (report.verdict, report.reasons) == ("mild", [])
    assert (report.reps[0].verdict, report.reps[0].cannot_judge) == ("mild", [])


@pytest.mark.parametrize(
    ("unseen_reps", "verdict", "reasons"),
    [(1, "ok", []), (2, "cannot_judge", ["unseen_over_arch"])],
)
def test_a_set_is_good_when_most_of_its_reps_were_seen_to_be(unseen_reps, verdict, reasons):
    one = lifts()  # one unseen rep of three is less than 40 %, two are more
    report, _ = run("hip_lift", joined(*[one] * (3 - unseen_reps), *[maskless(one)] * unseen_reps))
    assert [rep.verdict for rep in report.reps].count("cannot_judge") == unseen_reps
    assert (report.verdict, report.reasons) == (verdict, reasons)


def test_a_finding_speaks_for_a_set_that_was_mostly_unseen():
    report, _ = run("hip_lift", joined(*[maskless(lifts())] * 2, lifts(arch=MILD_ARCH)))
    assert [rep.verdict for rep in report.reps] == ["cannot_judge", "cannot_judge", "mild"]
    assert (report.verdict, report.reasons) == ("mild", [])


@pytest.mark.parametrize("arms", ["floor", "chest"])
@pytest.mark.parametrize("top", [-10.0, 0.0, 10.0])
def test_a_straight_trunk_is_ok(arms, top):
    report, _ = run("hip_lift", lifts(top, arms=arms))
    assert (report.verdict, report.findings) == ("ok", [])
    assert report.reps[0].metrics["arch_deg"] < 0


def test_a_back_flatter_than_any_was_cloth_and_is_not_read():
    report, _ = run("hip_lift", lifts(arch=-20, arms="chest"))
    assert report.reps[0].metrics["arch_deg"] is None


@pytest.mark.parametrize("arms", ["floor", "chest"])
@pytest.mark.parametrize(("arch", "severity"), [(MILD_ARCH, "mild"), (SEVERE_ARCH, "severe")])
def test_an_arch_with_the_hips_on_the_line_is_found_in_its_rep_only(arms, arch, severity):
    straight = lifts(arms=arms)
    report, _ = run("hip_lift", joined(straight, lifts(4.0, arch=arch, arms=arms), straight))
    assert [rep.faults for rep in report.reps] == [[], ["over_arch"], []]
    assert [rep.verdict for rep in report.reps] == ["ok", severity, "ok"]
    (finding,) = report.findings
    assert (finding.witness, finding.severity, finding.rep) == ("contour", severity, 2)
    assert finding.peak > HOLLOW_BACK.mild.enter
    # The outline is shown, beside that of the straight rep before.
    assert len(finding.line.contour) > 10
    assert len(finding.reference.contour) > 10
    first, second = report.reps[:2]
    assert first.start_s < finding.reference.t < first.end_s
    assert second.start_s < finding.line.t < second.end_s


def test_in_a_single_rep_the_outline_is_shown_beside_its_own_way_up():
    (finding,) = run("hip_lift", lifts(arch=MILD_ARCH))[0].findings
    assert finding.reference.t < finding.start_s
    assert len(finding.reference.contour) > 10


def above_chord(finding) -> float:
    """Mean distance of the finding's outline from its chord in px, + on the belly's side."""
    shoulder, hip = np.array(finding.line.points)
    belly = side_of(shoulder, hip, shoulder - (0, 100))
    sides = [side_of(shoulder, hip, np.array(point)) for point in finding.line.contour]
    return math.copysign(1.0, belly) * float(np.mean(sides))


def test_hips_that_are_up_from_one_frame_to_the_next_break_nothing():
    still = [hip_lift(REST, i / FPS) for i in range(20)]
    high = [hip_lift(30.0, (20 + i) / FPS) for i in range(30)]
    assert run("hip_lift", still + high)[0].verdict == "cannot_judge"


def test_a_knee_that_is_seen_in_a_wrong_place_shows_no_arch():
    """In wide trousers a correct lift was read 43 degrees over the line, by one leg alone: what the
    other one says counts."""

    def lower(pose, **trunks):
        marks = pose.landmarks.copy()
        for side, by in trunks.items():
            marks[Landmark[f"{side}_KNEE"], 1] += by * SIDE_ON.unit
        return replace(pose, landmarks=marks)

    report, events = run("hip_lift", [lower(pose, LEFT=0.3) for pose in lifts()])
    assert (report.rep_count, faults(report)) == (1, {})
    assert not [event for event in events if event.finding]
    assert "over_arch" in report.reps[0].cannot_judge
    report, _ = run("hip_lift", [lower(pose, LEFT=0.3, RIGHT=0.3) for pose in lifts()])
    both = found(report, "over_arch")
    report, _ = run("hip_lift", [lower(pose, LEFT=0.3, RIGHT=0.55) for pose in lifts()])
    lower_one = found(report, "over_arch")
    assert lower_one.severity == both.severity == "mild"
    assert lower_one.peak == pytest.approx(both.peak, abs=2.0)
    assert report.reps[0].cannot_judge == []
    slightly = [lower(pose, LEFT=0.26, RIGHT=0.5) for pose in lifts()]
    assert faults(run("hip_lift", slightly)[0]) == {"over_arch": "mild"}
    oblique = lifts(view=View(width=OBLIQUE[0] + 0.05))  # whose bands are wider
    slightly = [lower(pose, LEFT=0.26, RIGHT=0.5) for pose in oblique]
    assert faults(run("hip_lift", slightly)[0]) == {}


@pytest.mark.parametrize(
    ("arms", "side", "arch"),
    [("floor", 1, SEVERE_ARCH), ("chest", -1, SEVERE_ARCH), ("belly", -1, SEVERE_ARCH + 15)],
)
@pytest.mark.parametrize("mirrored", [False, True])
def test_an_edge_beside_an_arm_is_not_read(arms, side, arch, mirrored):
    view = View(mirrored=mirrored)
    (finding,) = run("hip_lift", lifts(arch=arch, arms=arms, view=view))[0].findings
    assert above_chord(finding) * side > 10


def test_arms_over_both_edges_leave_nothing_to_judge():
    report, _ = run("hip_lift", lifts(arch=SEVERE_ARCH, arms="round"))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["unseen_over_arch"])
    assert report.reps[0].cannot_judge == ["over_arch"]


def test_what_an_edge_alone_cannot_tell_is_not_called_good():
    report, _ = run("hip_lift", lifts(arch=40.0, arms="belly"))
    (rep,) = report.reps
    assert 0 < rep.metrics["arch_deg"] < HOLLOW_BACK.mild.enter + 5
    assert (rep.verdict, rep.cannot_judge, rep.faults) == ("cannot_judge", ["over_arch"], [])


@pytest.mark.parametrize("arch", [0.0, SEVERE_ARCH])
@pytest.mark.parametrize(("beyond", "judged"), [(-0.02, True), (0.02, False)])
def test_an_oblique_outline_is_not_judged(arch, beyond, judged):
    view = View(width=SIDE_ON_OUTLINE + beyond)
    report, _ = run("hip_lift", lifts(arch=arch, arms="chest", view=view))
    seen = {"over_arch": "severe"} if arch else {}
    assert faults(report) == (seen if judged else {})
    assert report.verdict == (max(seen.values(), default="ok") if judged else "cannot_judge")
    assert report.reasons == ([] if judged else ["unseen_over_arch"])


def test_hips_above_the_line_and_an_arched_outline_are_one_finding():
    report, events = run("hip_lift", lifts(ARCHED, arch=SEVERE_ARCH))
    live = {event.finding.witness for event in events if event.kind == "fault"}
    assert live == {"above_line", "contour"}
    assert [finding.witness for finding in report.findings] == ["above_line"]
    assert report.reps[0].faults == ["over_arch"]


@pytest.mark.parametrize("view", COPIES)
@pytest.mark.parametrize("arch", [0.0, SEVERE_ARCH])
def test_copies_of_an_outline_are_judged_alike(view, arch):
    plain = side_on(3.5, arch=arch, arms="chest")
    copy = run("hip_lift", lifts(3.5, arch=arch, arms="chest", view=view))[0]
    assert faults(copy) == faults(plain)
    assert copy.reps[0].metrics["arch_deg"] == pytest.approx(
        plain.reps[0].metrics["arch_deg"], abs=1.5
    )


@pytest.mark.parametrize(
    ("pose", "inside"),
    [
        (hip_lift(REST), True),
        (hip_lift(0), True),
        (hip_lift(30), True),
        (hip_lift(0, view=View(roll=10)), True),
        (hip_lift(0, view=View(roll=-10, mirrored=True)), True),
        (hinge(0), False),
        (hinge(30, 0.15), False),
        (plank(0), False),
        (all_fours(), False),
        (without(hip_lift(0), "LEFT_KNEE"), False),
    ],
)
def test_the_position_is_on_the_back_with_standing_shins(pose, inside):
    side = "LEFT" if pose.visibility[23] >= pose.visibility[24] else "RIGHT"
    assert HipLift().in_position(profile_of(pose, side)) is inside


@pytest.mark.parametrize("above", [REST, -10, 0, 10, 30])
@pytest.mark.parametrize("view", [SIDE_ON, *COPIES])
def test_the_signal_is_the_angle_over_the_line(above, view):
    profile = profile_of(hip_lift(above, view=view), "RIGHT" if view.mirrored else "LEFT")
    assert HipLift().measure(profile) == pytest.approx(above, abs=1e-3)


def test_before_the_first_frame_there_is_no_value():
    exercise = HipLift()
    assert math.isnan(exercise.value)
    assert exercise.spans() == []


@pytest.mark.parametrize(("share", "verdict"), [(0.15, "ok"), (0.35, "cannot_judge")])
def test_a_rep_that_turns_far_from_its_rest_is_not_called_good(share, verdict):
    turn = 1 + UP + HOLD + DOWN
    knots = [(0, REST), (1, REST), (1 + UP, 0.0), (1 + UP + HOLD, 0.0), (turn, (1 - share) * REST)]
    knots += [(turn + UP, 0.0), (turn + UP + HOLD, 0.0), (turn + UP + HOLD + DOWN, REST)]
    report, _ = run("hip_lift", film(lift_path(0.0), [*knots, (knots[-1][0] + 1, REST)]))
    assert [rep.verdict for rep in report.reps] == [verdict, "ok"]
    assert (report.verdict, report.reasons) == (verdict, [] if verdict == "ok" else ["undecided"])
