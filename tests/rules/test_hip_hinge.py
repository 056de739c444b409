from functools import cache

import pytest

from pose.profile import profile_of
from rules.hip_hinge import (
    COUNTED_TILT,
    HIPS_NOT_BACK,
    KNEES_BENT,
    KNEES_TO_TILT,
    LIFTING,
    MIN_RISE,
    ROUNDED,
    TEMPO,
    TILTED,
    TOO_SHALLOW,
    HipHinge,
)
from rules.hip_hinge import (
    SIDE_ON as SIDE_ON_OUTLINE,
)
from tests.figures import (
    COPIES,
    View,
    film,
    hinge,
    hinge_path,
    hip_lift,
    joined,
    maskless,
    plank,
    reps,
    run,
    unseen,
    without,
)

UP, HOLD, DOWN = -TEMPO["out"].mild.enter + 1, 1.0, 2.0
DEEP, GOOD = 60.0, 0.25  # degrees of trunk tilt, leg lengths of hip travel
MILD = -(HIPS_NOT_BACK.mild.enter + HIPS_NOT_BACK.severe.exit) / 2  # clear of both bands
SEVERE = -HIPS_NOT_BACK.severe.enter - 0.03


def hinges(
    tilt=DEEP, back=GOOD, knee=20.0, bend=UP, hold=HOLD, rise=DOWN, count=1, fps=None, **options
):
    """Poses of a set of hinges; `bend` and `rise` are the seconds down and up again."""
    knots = reps(0.0, tilt, bend, hold, rise, count)
    return film(hinge_path(tilt, back, knee, **options), knots, fps)


@cache
def side_on(back, count=1):
    """The report of hinges seen exactly from the side, made once for all their copies."""
    return run("hip_hinge", hinges(back=back, count=count))[0]


def faults(report) -> dict[str, str]:
    return {finding.fault: finding.severity for finding in report.findings}


@pytest.mark.parametrize("tilt", [50.0, 60.0, 75.0])
@pytest.mark.parametrize("back", [0.16, 0.25, 0.32])
def test_a_good_hinge_is_ok(tilt, back):
    report, _ = run("hip_hinge", hinges(tilt, back))
    assert (report.verdict, report.rep_count) == ("ok", 1)
    assert report.findings == []


@pytest.mark.parametrize(
    ("back", "expected"),
    [
        (-HIPS_NOT_BACK.mild.enter + 0.03, {}),
        (MILD, {"hips_not_back": "mild"}),
        (SEVERE, {"hips_not_back": "severe"}),
        (-0.02, {"hips_not_back": "severe"}),
    ],
)
def test_hips_that_stay_over_the_ankles_are_a_waist_bend(back, expected):
    report, _ = run("hip_hinge", hinges(back=back))
    assert faults(report) == expected
    assert report.reps[0].metrics["hips_back_legs"] == pytest.approx(back, abs=0.01)


@pytest.mark.parametrize("back", [MILD, SEVERE])
def test_a_waist_bend_is_found_once_a_rep(back):
    report, _ = run("hip_hinge", hinges(back=back, count=2))
    assert [(f.fault, f.rep) for f in report.findings] == [
        ("hips_not_back", 1),
        ("hips_not_back", 2),
    ]


def test_hips_need_not_go_back_in_a_shallow_bend():
    report, _ = run("hip_hinge", hinges(TILTED - 2, back=0.0))
    assert faults(report) == {"too_shallow": "mild"}


def test_a_waist_bend_is_told_while_bending():
    _, events = run("hip_hinge", hinges(back=SEVERE, hold=3.0))
    told = [event for event in events if event.kind == "fault"]
    assert told[0].finding.fault == "hips_not_back"
    assert told[0].t < 1 + UP + 3.0


@pytest.mark.parametrize(
    "view", [v for v in COPIES if not v.roll] + [View(roll=5), View(roll=-5, mirrored=True)]
)
@pytest.mark.parametrize("back", [GOOD, SEVERE])
def test_mirrored_and_resized_copies_are_judged_alike(view, back):
    plain, copy = side_on(back), run("hip_hinge", hinges(back=back, view=view))[0]
    assert faults(copy) == faults(plain)
    assert [f.peak for f in copy.findings] == pytest.approx(
        [f.peak for f in plain.findings], abs=0.01
    )
    # A level camera is assumed: the tilt alone turns with the picture.
    assert copy.reps[0].metrics["tilt_deg"] == pytest.approx(DEEP, abs=abs(view.roll) + 0.5)


@pytest.mark.parametrize("view", [View(roll=10), View(roll=-10), View(roll=10, mirrored=True)])
@pytest.mark.parametrize(("back", "verdict"), [(GOOD, "ok"), (SEVERE, "severe")])
def test_ten_degrees_of_roll_do_not_change_the_verdict(view, back, verdict):
    assert run("hip_hinge", hinges(back=back, view=view))[0].verdict == verdict


@pytest.mark.parametrize(
    ("tilt", "expected"),
    [
        (-TOO_SHALLOW.mild.enter - 3, {"too_shallow": "mild"}),
        (-TOO_SHALLOW.mild.enter + 3, {}),
    ],
)
def test_a_shallow_hinge_is_named_and_counted(tilt, expected):
    report, _ = run("hip_hinge", hinges(tilt, 0.2))
    assert report.rep_count == 1
    assert faults(report) == expected


def test_a_nod_is_an_attempt():
    report, events = run("hip_hinge", hinges((MIN_RISE + COUNTED_TILT) / 2, 0.1))
    assert [rep.counted for rep in report.reps] == [False]
    assert [event.kind for event in events] == ["attempt"]
    assert report.reasons == ["no_movement"]


def test_swaying_is_nothing():
    report, events = run("hip_hinge", hinges(MIN_RISE / 3, 0.02, knee=5.0, count=3))
    assert (report.reps, events) == ([], [])


@pytest.mark.parametrize(
    ("knee", "expected"),
    [
        (25.0, {}),
        (KNEES_BENT.mild.enter + 15, {"knees_bent": "mild"}),
        (KNEES_BENT.severe.enter + 20, {"knees_bent": "severe"}),
    ],
)
def test_bent_knees_make_it_a_squat(knee, expected):
    tilt = 48.0
    assert KNEES_TO_TILT * tilt < KNEES_BENT.mild.enter + 5
    report, _ = run("hip_hinge", hinges(tilt, knee=knee))
    assert faults(report) == expected


def test_knees_may_bend_with_a_deep_trunk():
    knee = KNEES_BENT.mild.enter + 10
    deep = knee / KNEES_TO_TILT + 5
    assert faults(run("hip_hinge", hinges(deep, knee=knee))[0]) == {}


def test_knees_are_not_judged_when_something_is_taken_from_the_floor():
    report, _ = run("hip_hinge", hinges(48.0, knee=100, low_hands=True))
    assert faults(report) == {}
    assert "knees_bent" in report.reps[0].cannot_judge


@pytest.mark.parametrize(("seconds", "severity"), [(0.4, "severe"), (0.85, "mild")])
def test_a_fast_bend_is_too_fast(seconds, severity):
    report, _ = run("hip_hinge", hinges(bend=seconds))
    assert faults(report) == {"too_fast": severity}


def test_a_fast_way_up_is_no_fault():
    assert faults(run("hip_hinge", hinges(rise=0.6))[0]) == {}


def test_at_four_frames_a_second_the_tempo_is_not_judged():
    report, _ = run("hip_hinge", hinges(bend=0.5, fps=4))
    assert "too_fast" in report.reps[0].cannot_judge
    assert faults(report) == {}


@pytest.mark.parametrize(("back", "expected"), [(GOOD, {}), (SEVERE, {"hips_not_back": "severe"})])
def test_a_clip_that_begins_bent_takes_standing_from_its_end(back, expected):
    knots = [(0, DEEP), (1.5, DEEP), (4, 0), (6, 0)]
    report, _ = run("hip_hinge", film(hinge_path(DEEP, back), knots))
    (rep,) = report.reps
    assert rep.counted
    assert rep.start_s is None
    assert "too_fast" in rep.cannot_judge
    assert faults(report) == expected


def test_standing_is_never_seen_so_the_hips_cannot_be_judged():
    knots = [(0, DEEP), (1.5, DEEP), (4, 16), (7, 16)]
    (rep,) = run("hip_hinge", film(hinge_path(DEEP, SEVERE), knots))[0].reps
    assert rep.counted
    assert {"hips_not_back", "knees_bent"} <= set(rep.cannot_judge)
    assert rep.metrics["hips_back_legs"] is None


@pytest.mark.parametrize("count", [1, 3])
def test_every_rep_is_counted(count):
    report, events = run("hip_hinge", hinges(count=count))
    assert report.rep_count == count
    assert [event.kind for event in events] == ["rep"] * count


def test_the_metrics_are_the_figures_drawn():
    metrics = run("hip_hinge", hinges(knee=25.0))[0].reps[0].metrics
    assert metrics["tilt_deg"] == pytest.approx(DEEP, abs=0.5)
    assert metrics["hips_back_legs"] == pytest.approx(GOOD, abs=0.01)
    assert metrics["knee_bend_deg"] == pytest.approx(20.0, abs=1)  # beyond 5 while standing
    assert metrics["down_s"] == pytest.approx(UP, rel=0.2)


def test_a_second_unseen_does_not_break_a_rep():
    report, _ = run("hip_hinge", unseen(hinges(hold=3.0, back=SEVERE), 4.0, 5.0))
    assert report.rep_count == 1
    assert faults(report) == {"hips_not_back": "severe"}


def test_ten_seconds_unseen_lose_the_rep_and_not_the_next():
    knots = [(0, 0), (1, 0), (3, DEEP), (15, DEEP), (17, 0)]
    knots += [(19, 0), (21, DEEP), (22, DEEP), (24, 0), (25, 0)]
    poses = unseen(film(hinge_path(DEEP, GOOD), knots), 4, 14)
    report, _ = run("hip_hinge", poses)
    assert [rep.counted for rep in report.reps] == [False, True]


def test_a_person_standing_a_little_ahead_of_the_ankles_is_measured_from_there():
    def make(tilt, t):
        return hinge(tilt, -0.05 + 0.25 * tilt / DEEP, t=t)

    report, _ = run("hip_hinge", film(make, reps(0, DEEP, UP, HOLD, DOWN)))
    assert report.reps[0].metrics["hips_back_legs"] == pytest.approx(0.25, abs=0.01)


def test_a_hinge_whose_outline_was_not_seen_is_never_called_good():
    report, _ = run("hip_hinge", maskless(hinges(count=2)))
    assert report.rep_count == 2
    for rep in report.reps:
        assert (rep.verdict, rep.faults) == ("cannot_judge", [])
        assert "rounded_back" in rep.cannot_judge
        assert rep.metrics["flexion_deg"] is None
    assert (report.verdict, report.reasons) == ("cannot_judge", ["unseen_rounded_back"])


def test_a_waist_bend_is_found_without_an_outline():
    report, _ = run("hip_hinge", maskless(hinges(back=SEVERE)))
    assert (report.verdict, report.reasons) == ("severe", [])
    assert report.reps[0].verdict == "severe"
    assert "rounded_back" in report.reps[0].cannot_judge


@pytest.mark.parametrize(
    ("unseen_reps", "verdict", "reasons"),
    [(1, "ok", []), (2, "cannot_judge", ["unseen_rounded_back"])],
)
def test_a_set_is_good_when_most_of_its_reps_were_seen_to_be(unseen_reps, verdict, reasons):
    one = hinges()  # one unseen rep of three is less than 40 %, two are more
    report, _ = run("hip_hinge", joined(*[one] * (3 - unseen_reps), *[maskless(one)] * unseen_reps))
    assert [rep.verdict for rep in report.reps].count("cannot_judge") == unseen_reps
    assert (report.verdict, report.reasons) == (verdict, reasons)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(("rounded", "severity"), [(20.0, "mild"), (40.0, "severe")])
def test_a_rounded_back_is_found_in_its_rep_only(mirrored, rounded, severity):
    straight, bad = (hinges(view=View(mirrored=mirrored), rounded=bend) for bend in (0.0, rounded))
    report, _ = run("hip_hinge", joined(straight, bad, straight))
    assert [rep.faults for rep in report.reps] == [[], ["rounded_back"], []]
    assert [rep.verdict for rep in report.reps] == ["ok", severity, "ok"]
    (finding,) = report.findings
    assert (finding.witness, finding.severity, finding.rep) == ("contour", severity, 2)
    assert finding.peak > ROUNDED.mild.enter
    # The bent back is shown, beside the same back standing.
    assert len(finding.line.contour) > 10
    assert len(finding.reference.contour) > 10
    rep = report.reps[1]
    assert rep.start_s < finding.line.t < rep.end_s
    assert not rep.start_s < finding.reference.t < rep.end_s


def test_a_rounded_back_is_told_while_bent():
    _, events = run("hip_hinge", hinges(rounded=40.0, hold=3.0))
    told = [event for event in events if event.kind == "fault"]
    assert told[0].finding.fault == "rounded_back"
    assert told[0].t < 1 + UP + 1.0


def test_a_back_that_reads_round_and_then_straight_at_the_same_depth_is_not_named():
    round_first, straight = (hinges(rounded=bend, hold=3.0) for bend in (25.0, 0.0))
    middle = 1 + UP + 1.8
    read = [a if a.t < middle else b for a, b in zip(round_first, straight, strict=True)]
    report, events = run("hip_hinge", read)
    assert any(event.kind == "fault" for event in events)  # while it could not be known
    assert (faults(report), report.verdict) == ({}, "cannot_judge")
    assert "rounded_back" in report.reps[0].cannot_judge


def test_an_arched_back_is_found():
    report, _ = run("hip_hinge", hinges(rounded=-30.0))
    assert faults(report) == {"arched_back": "mild"}
    assert report.findings[0].peak < 0


@pytest.mark.parametrize("rounded", [0.0, 60.0])
def test_arms_over_the_back_leave_nothing_to_judge(rounded):
    report, _ = run("hip_hinge", hinges(rounded=rounded, arms=-80.0))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["unseen_rounded_back"])
    assert "rounded_back" in report.reps[0].cannot_judge


@pytest.mark.parametrize(
    ("rounded", "width", "expected", "verdict"),
    [
        (0.0, SIDE_ON_OUTLINE + 0.05, {}, "ok"),
        (20.0, SIDE_ON_OUTLINE - 0.05, {"rounded_back": "mild"}, "mild"),
        (20.0, SIDE_ON_OUTLINE + 0.05, {}, "cannot_judge"),
        (60.0, SIDE_ON_OUTLINE + 0.05, {"rounded_back": "severe"}, "severe"),
    ],
)
def test_an_oblique_back_is_judged_only_when_it_is_clear(rounded, width, expected, verdict):
    report, _ = run("hip_hinge", hinges(rounded=rounded, view=View(width=width)))
    assert (faults(report), report.verdict) == (expected, verdict)
    assert report.reasons == (["unseen_rounded_back"] if verdict == "cannot_judge" else [])


@pytest.mark.parametrize(
    ("rounded", "expected", "verdict"),
    [
        (0.0, {}, "cannot_judge"),
        (30.0, {}, "cannot_judge"),
        (70.0, {"rounded_back": "severe"}, "severe"),
    ],
)
@pytest.mark.parametrize("knee", [LIFTING + 12, LIFTING + 40])
def test_a_back_over_bent_knees_is_judged_only_when_it_is_clear(knee, rounded, expected, verdict):
    report, _ = run("hip_hinge", hinges(knee=knee, low_hands=True, rounded=rounded))
    assert (faults(report), report.verdict) == (expected, verdict)
    assert report.reasons == (["unseen_rounded_back"] if verdict == "cannot_judge" else [])


def test_a_back_never_seen_standing_cannot_be_judged():
    knots = [(0, DEEP), (1.5, DEEP), (4, 16), (7, 16)]
    (rep,) = run("hip_hinge", film(hinge_path(DEEP, GOOD, rounded=60.0), knots, 15))[0].reps
    assert (rep.verdict, rep.faults) == ("cannot_judge", [])
    assert "rounded_back" in rep.cannot_judge


@pytest.mark.parametrize(
    ("pose", "inside"),
    [
        (hinge(0), True),
        (hinge(70, 0.3, 20), True),
        (hinge(45, 0.2, 90), True),
        (hip_lift(-50), False),
        (plank(0), False),
        (without(hinge(0), "LEFT_HIP"), False),
    ],
)
def test_the_position_is_standing(pose, inside):
    assert HipHinge().in_position(profile_of(pose, "LEFT")) is inside


@pytest.mark.parametrize("tilt", [0, 12, TILTED, 90, 110])
@pytest.mark.parametrize("mirrored", [False, True])
def test_the_signal_is_the_tilt_of_the_trunk(tilt, mirrored):
    pose = hinge(tilt, 0.2, view=View(mirrored=mirrored))
    profile = profile_of(pose, "RIGHT" if mirrored else "LEFT")
    assert HipHinge().measure(profile) == pytest.approx(tilt, abs=1e-6)


OTHER_SIZES = [View(size=(427, 240)), View(size=(720, 1280)), View(size=(960, 720), scale=0.3)]


@pytest.mark.parametrize("at", [4.0, 8.0])  # bent in the first rep, standing before the second
@pytest.mark.parametrize("other", OTHER_SIZES)
@pytest.mark.parametrize("back", [GOOD, MILD])
def test_a_picture_that_changes_its_size_midway_changes_nothing(back, other, at):
    """Smaller, turned, or cut to another shape, as calls and browsers do."""
    plain = hinges(back=back, count=2)
    resized = hinges(back=back, count=2, view=other)
    cut = [a if a.t < at else b for a, b in zip(plain, resized, strict=True)]
    report, whole = run("hip_hinge", cut)[0], side_on(back, count=2)
    assert (report.verdict, report.rep_count) == (whole.verdict, 2)
    assert faults(report) == faults(whole)
    assert report.judged_share == pytest.approx(1)
    for rep, other_rep in zip(report.reps, whole.reps, strict=True):
        assert rep.metrics["hips_back_legs"] == pytest.approx(
            other_rep.metrics["hips_back_legs"], abs=0.01
        )


def test_a_quick_bow_before_a_hinge_is_no_fault():
    bow = film(hinge_path(26, 0.02), [(0, 0), (1, 0), (1.4, 26), (1.8, 0), (3, 0)], 15)
    report, events = run("hip_hinge", joined(bow, hinges()))
    assert (report.verdict, report.rep_count, len(report.reps)) == ("ok", 1, 2)
    assert [event.kind for event in events] == ["attempt", "rep"]
