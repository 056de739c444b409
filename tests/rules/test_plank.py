import math
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from pose.pose import Landmark, Pose
from pose.profile import OBLIQUE, profile_of
from rules import FormChecker
from rules.hold import (
    BASELINE_S,
    LEFT_S,
    PAUSE_SEVERE_S,
    PAUSE_UNSEEN_S,
    SETTLE_S,
    UNSEEN_LIMIT_S,
)
from rules.plank import (
    PIKE,
    PIKE_CHANGE,
    SAG,
    SAG_CHANGE,
    Plank,
    hip_drop,
    plank_variant,
    support,
)
from tests.bodies.bird_dog import bird_dog
from tests.figures import (
    COPIES,
    MASK_TRUNK,
    SIDE_ON,
    View,
    all_fours,
    dog,
    drawn,
    film,
    hinge,
    hip_lift,
    lift_rest,
    plank,
    propped,
    run,
    unseen,
    without,
)

GOOD_S = 5.0  # long enough for a baseline
SAG_MILD, SAG_SEVERE = SAG_CHANGE.mild.enter, SAG_CHANGE.severe.enter
PIKE_MILD, PIKE_SEVERE = PIKE_CHANGE.mild.enter, PIKE_CHANGE.severe.enter


def held(*levels: tuple[float, float], view=SIDE_ON, knees=False, fps=20):
    """Poses of a plank through (sag in degrees, seconds) levels, 0.2 s from one to the next."""
    t, knots = 0.0, [(0.0, levels[0][0])]
    for sag, seconds in levels:
        knots += [(t + 0.2, sag), (t + seconds, sag)]
        t += seconds
    return film(lambda sag, t: plank(sag, t, view, knees), knots, fps)


def faults(report) -> list[tuple[str, str]]:
    return [(finding.fault, finding.severity) for finding in report.findings]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (0.0, []),
        (SAG_MILD - SAG_CHANGE.unsure - 0.5, []),
        (SAG_MILD + 1, [("sag", "mild")]),
        (SAG_SEVERE - 1, [("sag", "mild")]),
        (SAG_SEVERE + 4, [("sag", "severe")]),
        (-PIKE_MILD + PIKE_CHANGE.unsure + 0.5, []),
        (-PIKE_MILD - 2, [("pike", "mild")]),
        (-PIKE_SEVERE - 3, [("pike", "severe")]),
    ],
)
def test_a_change_from_the_own_baseline_sets_the_verdict(change, expected):
    report, _ = run("plank", held((0.0, GOOD_S), (change, 4.0)))
    assert faults(report) == expected
    assert report.verdict == (expected[0][1] if expected else "ok")


@pytest.mark.parametrize("baseline", [-20.0, -5.0, 3.0])
def test_the_baseline_is_personal(baseline):
    mild = min(max(baseline + SAG_MILD, SAG_CHANGE.baseline.mild[0]), SAG_CHANGE.baseline.mild[1])
    for change, expected in ((-1.5, []), (1.5, [("sag", "mild")])):
        report, _ = run("plank", held((baseline, GOOD_S), (mild + change, 3.0)))
        assert faults(report) == expected


def test_limits_stop_a_baseline_from_excusing_anything():
    sagging, piked = SAG_CHANGE.baseline.mild[1] + 2, -PIKE_CHANGE.baseline.mild[1] - 2
    assert faults(run("plank", held((8.5, GOOD_S), (sagging, 3.0)))[0]) == [("sag", "mild")]
    assert faults(run("plank", held((-26.0, GOOD_S), (piked, 3.0)))[0]) == [("pike", "mild")]


@pytest.mark.parametrize(("change", "fault"), [(SAG_MILD - 1, "sag"), (-PIKE_MILD + 2, "pike")])
def test_a_change_that_decides_nothing_is_neither_named_nor_praised(change, fault):
    report, _ = run("plank", held((0.0, GOOD_S), (change, 4.0)))
    assert (report.verdict, report.reasons, report.findings) == ("cannot_judge", ["undecided"], [])
    assert report.holds[0].cannot_judge == [fault]


@pytest.mark.parametrize(
    ("sag", "expected"),
    [
        (SAG.severe.enter + 3, [("sag", "severe")]),
        (-PIKE.mild.enter - 3, [("pike", "mild")]),
        (-PIKE.severe.enter - 3, [("pike", "severe")]),
    ],
)
def test_a_plank_faulty_from_the_start_is_judged_without_baseline(sag, expected):
    report, _ = run("plank", held((sag, 8.0)))
    assert faults(report) == expected
    assert report.findings[0].witness == SAG.witness


def sunk(poses, by):
    """The same poses with the knees lower by so many trunk lengths."""
    knees = [Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE]
    lower = np.zeros((len(Landmark), 2))
    lower[knees, 1] = by * SIDE_ON.unit
    return [replace(pose, landmarks=pose.landmarks + lower) for pose in poses]


@pytest.mark.parametrize(
    ("drop", "knees", "expected"),
    [
        (SAG.mild.enter + 2, 0.08, "mild"),
        (SAG.mild.enter + 2, 0.0, None),
        (7.0, 0.08, None),
        (7.0, 0.046, None),  # too far to praise it, not far enough to name it
    ],
)
def test_low_hips_from_the_start_are_a_sag_only_where_the_knees_sink_too(drop, knees, expected):
    """A big belly or a loose shirt pulls the hips' landmark down, not that of the knees."""
    report, _ = run("plank", sunk(held((drop, 6.0)), knees))
    assert faults(report) == ([("sag", expected)] if expected else [])
    assert report.holds[0].cannot_judge == ([] if expected else ["sag"])
    assert report.reasons == ([] if expected else ["undecided"])


def test_low_hips_over_level_knees_are_good():
    assert run("plank", sunk(held((7.0, 6.0)), 0.03))[0].verdict == "ok"


@pytest.mark.parametrize("knees", [0.0, 0.08])
def test_a_good_start_is_worth_more_than_the_knees(knees):
    report, _ = run("plank", sunk(held((0.0, GOOD_S), (10.0, 3.0)), knees))
    assert faults(report) == [("sag", "mild")]


def test_knees_far_up_from_the_start_are_no_good_plank():
    report, _ = run("plank", held((-24.0, 6.0)))
    assert (report.findings, report.holds[0].cannot_judge) == ([], ["pike"])


def fleshed(pose, belly):
    """The pose with an outline whose belly hangs so many trunk lengths under the hips."""
    at = {mark.name.removeprefix("LEFT_"): pose.landmarks[mark] for mark in Landmark}
    unit, down = SIDE_ON.unit, np.array([0.0, SIDE_ON.unit])
    shoulder, hip = at["SHOULDER"], at["HIP"]
    ends = (shoulder - 0.2 * down, hip - 0.2 * down, hip + belly * down, shoulder + 0.2 * down)
    after = 0.3 * (hip - shoulder)
    trunk = np.array([*ends[:2], ends[1] + after, ends[2] + after, *ends[2:]])
    bones = ("SHOULDER ELBOW", "ELBOW WRIST", "HIP KNEE", "KNEE ANKLE")
    lines = [(np.array([at[name] for name in bone.split()]), 0.08 * unit) for bone in bones]
    return replace(pose, mask=drawn([(trunk, 0.0), *lines], MASK_TRUNK / unit))


@pytest.mark.parametrize(("belly", "unknown"), [(0.2, []), (0.5, ["pike"])])
def test_under_a_hanging_belly_hips_from_the_start_are_not_praised(belly, unknown):
    poses = [fleshed(pose, belly) for pose in held((-16.0, 5.0), fps=15)]
    report, _ = run("plank", poses)
    assert (report.findings, report.holds[0].cannot_judge) == ([], unknown)


@pytest.mark.parametrize(("belly", "unknown"), [(0.2, []), (0.36, ["pike"])])
def test_under_hanging_clothes_a_clear_pike_from_the_start_is_not_praised(belly, unknown):
    poses = [fleshed(pose, belly) for pose in sunk(held((-23.0, 5.0), fps=15), 0.04)]
    report, _ = run("plank", poses)
    assert (report.findings, report.holds[0].cannot_judge) == ([], unknown)


@pytest.mark.parametrize(("belly", "drop", "named"), [(0.2, 16, 1), (0.34, 16, 0), (0.34, 19, 1)])
def test_hips_that_hanging_clothes_pull_down_are_no_sag(belly, drop, named):
    poses = [fleshed(pose, belly) for pose in sunk(held((drop, 5.0), fps=15), 0.09)]
    report, _ = run("plank", poses)
    assert len(report.findings) == named
    assert report.holds[0].cannot_judge == ([] if named else ["sag"])


@pytest.mark.parametrize(("sag", "verdict"), [(-19.0, "ok"), (-27.0, "cannot_judge")])
def test_who_begins_as_piked_as_a_faulty_body_is_not_praised(sag, verdict):
    report, _ = run("plank", sunk(held((sag, 4.0)), 0.05))
    assert (report.verdict, faults(report)) == (verdict, [])


@pytest.mark.parametrize(("seconds", "verdict"), [(1.9, "cannot_judge"), (3.0, "ok")])
def test_a_hold_too_short_to_be_judged_is_not_praised(seconds, verdict):
    report, _ = run("plank", held((0.0, seconds)))
    assert (report.verdict, len(report.holds)) == (verdict, 1)


def test_what_decides_nothing_most_of_a_short_hold_is_not_praised():
    report, _ = run("plank", held((0.0, 2.3), (SAG_MILD - 1, 0.95)))
    assert report.holds[0].cannot_judge == ["sag"]


def test_a_relative_finding_says_so():
    report, _ = run("plank", held((0.0, GOOD_S), (10.0, 3.0)))
    assert report.findings[0].witness == "change"


@cache
def _changed(change, view):
    """The report of a hold that changes by so many degrees."""
    return run("plank", held((0.0, 3.0), (change, 2.5), view=view, fps=15))[0]


@pytest.mark.parametrize("view", COPIES)
@pytest.mark.parametrize("change", [0.0, SAG_MILD + 3, SAG_SEVERE + 4, -PIKE_MILD - 4])
def test_mirrored_rolled_and_resized_copies_are_judged_alike(view, change):
    plain, copy = (_changed(change, v) for v in (SIDE_ON, view))
    assert copy.verdict == plain.verdict
    assert faults(copy) == faults(plain)
    assert [f.peak for f in copy.findings] == pytest.approx(
        [f.peak for f in plain.findings], abs=0.5
    )


@pytest.mark.parametrize("change", [12, 30])
@pytest.mark.parametrize("view", [SIDE_ON, *COPIES])
def test_sag_and_pike_are_never_confused(change, view):
    for sign, name in ((1, "sag"), (-1, "pike")):
        report, _ = run("plank", held((0.0, 3.0), (sign * change, 2.5), view=view, fps=15))
        assert {finding.fault for finding in report.findings} == {name}
        assert report.findings[0].peak == pytest.approx(sign * change, abs=0.5)


@pytest.mark.parametrize("fault", [SAG, PIKE])
@pytest.mark.parametrize(("factor", "count"), [(0.4, 0), (0.6, 0), (2.0, 1)])
def test_a_fault_must_last_to_be_reported(fault, factor, count):
    change = fault.sign * 20.0
    # Half of the 0.2 s on the way there and back is spent over the threshold too.
    poses = held((0.0, GOOD_S), (change, 0.1 + factor * fault.min_s), (0.0, 4.0))
    assert len(run("plank", poses)[0].findings) == count


def test_between_exit_and_enter_nothing_opens():
    between = (SAG_CHANGE.mild.enter + SAG_CHANGE.mild.exit) / 2
    assert faults(run("plank", held((0.0, GOOD_S), (between, 5.0)))[0]) == []


def test_between_exit_and_enter_an_open_sag_goes_on():
    between = (SAG_CHANGE.mild.enter + SAG_CHANGE.mild.exit) / 2
    report, _ = run("plank", held((0.0, GOOD_S), (10.0, 3.0), (between, 3.0)))
    (finding,) = report.findings
    assert finding.end_s == pytest.approx(GOOD_S + 6.0, abs=0.1)


def test_a_corrected_sag_ends():
    report, _ = run("plank", held((0.0, GOOD_S), (10.0, 3.0), (0.0, 3.0)))
    (finding,) = report.findings
    assert finding.end_s == pytest.approx(GOOD_S + 3.0, abs=0.3)


def test_a_worsening_sag_is_told_twice_and_found_once():
    report, events = run("plank", held((0.0, GOOD_S), (10.0, 3.0), (20.0, 3.0)))
    assert len([event for event in events if event.kind == "fault"]) == 2
    assert faults(report) == [("sag", "severe")]


def test_an_oblique_view_widens_the_bands():
    oblique, change = View(width=OBLIQUE[0] + 0.05), SAG_MILD + 2
    poses = held((0.0, GOOD_S), (change, 3.0), view=oblique)
    assert faults(run("plank", poses)[0]) == []


@pytest.mark.parametrize("knees", [False, True])
def test_a_correct_hold_is_in_form_from_start_to_end(knees):
    report, events = run("plank", held((0.0, 12.0), knees=knees))
    (hold,) = report.holds
    assert report.verdict == "ok"
    assert hold.variant == ("knees" if knees else "toes")
    assert hold.good_s == pytest.approx(12.0, abs=0.1)
    assert hold.unseen_s == 0
    assert [event.kind for event in events] == ["hold_start"]


def test_a_piked_plank_on_knees_is_found():
    report, _ = run("plank", held((0.0, GOOD_S), (-20.0, 3.0), knees=True))
    assert faults(report) == [("pike", "mild")]


@pytest.mark.parametrize(
    ("severe_s", "lost_s"),
    [
        (SAG.min_s + 0.5 * PAUSE_SEVERE_S, 0.0),
        (SAG.min_s + PAUSE_SEVERE_S + 1.0, 1.0),
        (SAG.min_s + PAUSE_SEVERE_S + 9.0, 9.0),
    ],
)
def test_the_timer_waits_from_a_severe_second_on_until_the_form_is_back(severe_s, lost_s):
    poses = held((0.0, GOOD_S), (25.0, severe_s), (0.0, 5.0))
    (hold,) = run("plank", poses)[0].holds
    assert hold.end_s - hold.start_s - hold.good_s == pytest.approx(lost_s, abs=0.35)


def test_a_mild_sag_does_not_pause_the_timer():
    (hold,) = run("plank", held((0.0, GOOD_S), (10.0, 8.0)))[0].holds
    assert hold.good_s == pytest.approx(GOOD_S + 8, abs=0.1)


def test_that_the_timer_waits_is_told():
    checker = FormChecker("plank")
    waits = []
    for pose in held((0.0, GOOD_S), (25.0, 6.0), (0.0, 5.0)):
        checker.update(pose)
        waits.append((pose.t, checker.state.waits))
    times = [t for t, told in waits if told]
    assert times[0] == pytest.approx(GOOD_S + SAG.min_s + PAUSE_SEVERE_S, abs=0.4)
    assert times[-1] == pytest.approx(GOOD_S + 6.0, abs=0.6)
    assert not any(told for t, told in waits if t > GOOD_S + 7.0)


@pytest.mark.parametrize("view", [SIDE_ON, *COPIES], ids=str)
@pytest.mark.parametrize(
    ("pose", "ready"),
    [
        (plank, True),
        (lambda sag, view: plank(sag, view=view, knees=True), True),
        (lambda _, view: propped(view=view), True),
        (lambda _, view: all_fours(view=view), True),
        (lambda _, view: hip_lift(lift_rest(), view=view), False),
        (lambda _, view: hip_lift(0.0, view=view, arms="chest"), False),
        (lambda _, view: hinge(0.0, view=view), False),
        (lambda _, view: hinge(80.0, 0.2, view=view, low_hands=True), False),
    ],
    ids=["toes", "knees", "propped", "all fours", "on the back", "lifted", "standing", "bent"],
)
def test_a_set_begins_face_down_on_the_arms(pose, ready, view):
    profile, reason = Plank.gates().look(pose(0.0, view=view))
    assert reason is None
    assert Plank().ready(profile) is ready


def test_a_hold_survives_ten_seconds_unseen():
    report, events = run("plank", unseen(held((0.0, 40.0)), 10, 20))
    (hold,) = report.holds
    assert report.verdict == "ok"
    assert hold.end_s == pytest.approx(40.0, abs=0.1)
    assert hold.unseen_s == pytest.approx(10 - PAUSE_UNSEEN_S, abs=0.2)
    assert hold.good_s == pytest.approx(30 + PAUSE_UNSEEN_S, abs=0.2)
    assert [event.kind for event in events].count("hold_start") == 1


def test_a_second_unseen_does_not_pause_the_timer():
    (hold,) = run("plank", unseen(held((0.0, 20.0)), 10, 11))[0].holds
    assert hold.good_s == pytest.approx(20.0, abs=0.1)
    assert hold.unseen_s == 0


def test_a_hold_unseen_for_too_long_ends_where_it_was_last_seen():
    poses = unseen(held((0.0, 45.0)), 10, 12 + UNSEEN_LIMIT_S)
    first, second = run("plank", poses)[0].holds
    assert first.end_s == pytest.approx(10.0, abs=0.1)
    assert second.start_s == pytest.approx(12 + UNSEEN_LIMIT_S, abs=0.2)


@pytest.mark.parametrize(("away_s", "holds"), [(0.5 * LEFT_S, 1), (3 * LEFT_S, 2)])
def test_leaving_the_position_for_a_while_ends_the_hold(away_s, holds):
    poses = held((0.0, 18.0))
    poses = [propped(p.t) if 8 <= p.t < 8 + away_s else p for p in poses]
    report, events = run("plank", poses, smooth=False)
    assert len(report.holds) == holds
    assert [event.kind for event in events].count("hold_end") == holds - 1


def test_a_new_hold_gets_a_new_baseline():
    poses = held((-10.0, 8.0), (7.0, 10.0))
    poses = [propped(p.t) if 6 <= p.t < 8.5 else p for p in poses]
    report, _ = run("plank", poses, smooth=False)
    assert len(report.holds) == 2
    assert report.findings == []


def test_a_new_hold_gets_a_new_timer():
    poses = held((0.0, GOOD_S), (25.0, SAG.min_s + PAUSE_SEVERE_S + 4.0), (0.0, 12.0))
    poses = [propped(p.t) if 12 <= p.t < 14 else p for p in poses]
    _, second = run("plank", poses, smooth=False)[0].holds
    assert second.good_s == pytest.approx(second.end_s - second.start_s, abs=0.1)
    assert second.good_s > 6


def test_a_moment_in_position_is_no_hold():
    report, _ = run("plank", held((0.0, 1.3 * SETTLE_S)))
    assert report.holds == []


@pytest.mark.parametrize("fps", [20, 3])
def test_a_body_that_still_moves_has_not_begun(fps):
    def lowering(share, t):
        return plank(0, t, View(shift=(0, 200 * share - 100)))

    _, events = run("plank", film(lowering, [(0, 0), (2, 1), (6, 1)], fps))
    (start,) = [event for event in events if event.kind == "hold_start"]
    assert 1.2 < start.hold.start_s < 2.2


def test_the_first_seconds_are_only_watched():
    _, events = run("plank", held((25.0, 8.0)))
    (told,) = [event for event in events if event.kind == "fault"]
    assert told.t == pytest.approx(BASELINE_S + SAG.min_s, abs=0.3)


def side(pose, view=SIDE_ON):
    return profile_of(pose, "RIGHT" if view.mirrored else "LEFT")


@pytest.mark.parametrize("view", [SIDE_ON, *COPIES])
@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (lambda view: plank(0, view=view), "toes"),
        (lambda view: plank(25, view=view), "toes"),
        (lambda view: plank(-40, view=view), "toes"),
        (lambda view: plank(0, view=view, knees=True), "knees"),
        (lambda view: plank(-20, view=view, knees=True), "knees"),
        (lambda view: propped(view=view), None),
        (lambda view: all_fours(view=view), None),
        (lambda view: plank(-95, view=view), "toes"),
        (lambda view: plank(-50, view=view, knees=True), "knees"),
        (lambda view: dog(38, view=view), None),
        (lambda view: dog(38, view=view, bent=True), None),
        (lambda view: hinge(0, view=view), None),
        (lambda view: hinge(0, view=view, arms=20), None),
        (lambda view: hinge(60, 0.25, view=view), None),
        (lambda view: hip_lift(0, view=view), None),
        (lambda view: hip_lift(-50, view=view), None),
    ],
)
def test_the_variant_of_a_position(make, expected, view):
    assert plank_variant(side(make(view), view)) == expected


@pytest.mark.parametrize(("ankles", "variant"), [(0.106, "toes"), (0.14, None)])
def test_low_hips_and_knees_over_standing_feet_are_a_sag_and_not_lying(ankles, variant):
    lower = np.zeros((len(Landmark), 2))
    for joint, by in (("HIP", 0.08), ("KNEE", 0.165), ("ANKLE", ankles)):
        both = [Landmark[f"{side_name}_{joint}"] for side_name in ("LEFT", "RIGHT")]
        lower[both, 1] = by * SIDE_ON.unit
    pose = plank(18)
    assert plank_variant(side(replace(pose, landmarks=pose.landmarks + lower)), "toes") == variant


def lunge(t: float) -> Pose:
    """The hands on the floor, the near leg back as in a plank, the far foot beside the hands."""
    pose = plank(0, t)
    landmarks = pose.landmarks.copy()
    knee, ankle = Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE
    trunk = np.linalg.norm(pose.mid("SHOULDER") - pose.mid("HIP"))
    landmarks[ankle] = landmarks[Landmark.RIGHT_ELBOW]
    landmarks[knee] = landmarks[ankle] - [0, 0.8 * trunk]
    return replace(pose, landmarks=landmarks)


@pytest.mark.parametrize("make", [lambda t: bird_dog(1.0, t), lunge])
def test_who_kneels_on_a_leg_or_stands_on_a_foot_holds_no_plank(make):
    assert plank_variant(profile_of(make(0.0), "LEFT")) == "toes"  # by the near leg alone
    report, _ = run("plank", film(lambda _, t: make(t), [(0, 0), (5, 1)]))
    assert (report.verdict, report.reasons, report.holds) == (
        "cannot_judge",
        ["other_exercise"],
        [],
    )


@pytest.mark.parametrize("sag", [-30, -8, 0, 8, 25])
@pytest.mark.parametrize("view", [SIDE_ON, *COPIES])
@pytest.mark.parametrize("variant", ["toes", "knees"])
def test_the_signal_is_the_bend_at_the_hip(sag, view, variant):
    pose = plank(sag, view=view, knees=variant == "knees")
    assert hip_drop(side(pose, view), variant) == pytest.approx(sag, abs=1e-3)


def test_a_bent_arm_stands_on_the_elbow_and_a_straight_one_on_the_hand():
    forearm, hand = side(plank(0)), side(all_fours())
    assert support(forearm) == pytest.approx(forearm.elbow)
    assert support(hand) == pytest.approx(hand.wrist)


@pytest.mark.parametrize("name", ["LEFT_ELBOW", "LEFT_HIP", "LEFT_SHOULDER"])
def test_without_a_needed_joint_there_is_no_variant(name):
    assert plank_variant(side(without(plank(0), name))) is None


def test_the_ankle_stands_in_for_a_missing_toe():
    assert plank_variant(side(without(plank(0), "LEFT_TOE"))) == "toes"


@pytest.mark.parametrize(("sag", "knees"), [(-60, False), (-90, False), (-110, False), (-50, True)])
def test_hips_pushed_far_up_are_a_pike_and_no_other_exercise(sag, knees):
    report, _ = run("plank", held((sag, GOOD_S), knees=knees))
    assert faults(report) == [("pike", "severe")]


@pytest.mark.parametrize("bent", [False, True], ids=["on the hands", "on the forearms"])
@pytest.mark.parametrize("lean", [38, 42])
def test_a_downward_dog_is_no_plank(lean, bent):
    report, _ = run("plank", film(lambda lean, t: dog(lean, t, bent=bent), [(0, lean), (5, lean)]))
    assert report.reasons == ["other_exercise"]


def test_the_value_is_nan_outside_the_position():
    exercise = Plank()
    exercise.update(0.0, side(plank(5)), 30.0)
    assert exercise.value == pytest.approx(5, abs=1e-3)
    exercise.update(0.1, side(propped()), 30.0)
    assert math.isnan(exercise.value)


def test_a_picture_that_changes_its_size_delays_no_hold():
    small = View(size=(720, 1280))
    poses = film(lambda _, t: plank(0, t, small if t > 0.3 else View()), [(0, 0), (4, 0)])
    (hold,) = run("plank", poses)[0].holds
    assert hold.start_s == pytest.approx(0, abs=0.05)
