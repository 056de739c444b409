"""The estimate of the lumbar spine: what it reads, when it knows nothing, what it changes."""

from dataclasses import replace

import numpy as np
import pytest

from rules import hip_lift, spine
from rules.hip_lift import HIGH_SPINE, HOLLOW_BACK, HOLLOW_SPINE
from rules.registry import EXERCISES
from rules.report import Rep
from tests.figures import View, film, lift_path
from tests.figures import hip_lift as lift


def looked(height=0.0, **options):
    gates = EXERCISES["hip_lift"].gates()
    profile, _ = gates.look(lift(height, arms="chest", **options))
    assert profile
    return spine.look(profile, *hip_lift.trunk(profile))


def rep(**other) -> Rep:
    given = {
        "index": 1,
        "start_s": 0.0,
        "top_start_s": 3.0,
        "top_end_s": 5.0,
        "end_s": 9.0,
        "counted": True,
    }
    return Rep(**given | other)


def found(severity, degrees):
    return [HOLLOW_BACK.found(severity, (3.0, 5.0), degrees, 1, None)]


def heard(estimate, findings=(), unread=(), judged=HIGH_SPINE):
    """Severities that are left, and whether the arch is unjudged then."""
    one = rep(cannot_judge=list(unread))
    left = spine.second_opinion(judged, estimate, one, list(findings), None)
    return [finding.severity for finding in left], "over_arch" in one.cannot_judge


def test_what_is_read_has_its_names():
    assert looked().values.shape == (len(spine.STILL) + len(spine.CHANGING),)
    assert len(spine.VALUES) == len(spine.STILL) + 2 * len(spine.CHANGING)


def test_what_is_read_does_not_change_with_size_place_and_side():
    usual = looked().values
    for view in (View(scale=0.16), View(mirrored=True)):
        other = looked(view=view).values
        names = (*spine.STILL, *spine.CHANGING)
        degrees = np.isin(names, ["height", "knee_angle", "tilt"])
        np.testing.assert_allclose(other[degrees], usual[degrees], atol=1.0)
        lengths = ~degrees & ~np.isin(names, ["back_soft", "belly_soft"])  # pixels blur a small one
        np.testing.assert_allclose(other[lengths], usual[lengths], atol=0.03)


def test_an_arch_moves_the_edge_of_the_back_inwards():
    place = spine.VALUES.index("back_curve_0")
    assert looked(arch=30).values[place] < looked().values[place] - 0.02


@pytest.mark.parametrize(
    "exercise", ["hip_lift", "hip_hinge", "lifting", "squat", "sit_to_stand", "bird_dog"]
)
def test_the_tables_are_for_the_values_that_are_read(exercise):
    forest = spine.forest(exercise)
    middle = forest(np.full(len(spine.VALUES), np.nan))
    assert middle is not None  # unseen is what is usual
    assert -35 < middle.degrees < 70
    assert 3 < middle.doubt < 30


def test_a_reading_unlike_all_known_ones_is_no_estimate():
    forest = spine.forest("hip_lift")
    assert forest(np.full(len(spine.VALUES), 1e3)) is None


def test_a_table_for_other_values_is_refused(tmp_path):
    with np.load(spine.TABLES / "hip_lift.npz") as file:
        table = dict(file)
    np.savez(tmp_path / "old.npz", **table | {"names": table["names"][:-1]})
    with pytest.raises(ValueError, match=r"old\.npz"):
        spine.Forest(tmp_path / "old.npz")


def test_nothing_is_estimated_before_the_body_was_seen_at_rest():
    reader = spine.SpineGauge("hip_lift")
    reader.moving(0.0, looked())
    assert reader.now() is None
    assert reader.rep() is None
    reader.reset_rep()
    reader.rest(0.0, looked(-60.0))
    assert reader.rep() is None  # nothing has moved since


def test_what_was_no_rep_is_forgotten():
    reader = spine.SpineGauge("hip_lift")
    reader.rest(0.0, looked(-60.0))
    reader.moving(20.0, looked(20.0))
    reader.reset_rep()
    reader.moving(0.0, looked(0.0))
    assert reader.now() is not None
    assert reader.rep() == reader.now()


def test_rest_is_looked_at_now_and_then():
    reader = spine.SpineGauge("hip_lift")
    assert reader.rest_wanted(5.0)
    reader.rest(5.0, looked(-60.0))
    assert not reader.rest_wanted(5.05)
    assert reader.rest_wanted(5.01 + spine.REST_EVERY_S)


@pytest.mark.parametrize(
    ("degrees", "doubt", "findings", "unread", "expected"),
    [
        # + flexion: an arch of 20 is -20
        (-20.0, 8.0, found("mild", 15.0), (), (["mild"], False)),  # both say so
        (-7.0, 8.0, found("mild", 15.0), (), (["mild"], False)),  # not contradicted
        (-4.0, 8.0, found("severe", 25.0), (), ([], True)),  # contradicted, and not good either
        (5.0, 8.0, found("severe", 25.0), (), ([], False)),  # surely good
        (-20.0, 8.0, (), (), (["severe"], False)),  # seen by nobody else
        (-17.0, 5.0, (), ["over_arch"], (["mild"], False)),
        (-15.0, 8.0, (), (), ([], True)),  # not praised
        (-11.0, 8.0, (), (), ([], False)),
        (-4.0, 8.0, (), ["over_arch"], ([], True)),
        (4.0, 8.0, (), ["over_arch"], ([], False)),  # good when nobody else could tell
    ],
)
def test_the_second_opinion(degrees, doubt, findings, unread, expected):
    left, unjudged = heard(spine.Spine(degrees, doubt), findings, unread)
    assert left == expected[0]
    # A named fault's place among the unjudged is the engine's matter.
    assert left or unjudged == expected[1]


def test_an_outline_alone_needs_an_estimate_that_is_nearly_a_fault_too():
    """Two correct lifts of somebody nobody had looked at: 18-20 degrees by the outline of a belly,
    7 and 8 by the estimate."""
    estimate, severe = spine.Spine(-7.8, 9.3), found("severe", 18.6)
    assert heard(estimate, severe, judged=HOLLOW_SPINE) == ([], True)
    assert heard(estimate, severe, judged=HIGH_SPINE)[0] == ["severe"]
    assert heard(spine.Spine(-15.7, 13.4), severe, judged=HOLLOW_SPINE)[0] == ["severe"]


def test_severe_is_only_what_is_estimated_as_nearly_so_too():
    """A correct lift with folded arms: 22 degrees by the outline, 12 by the estimate."""
    estimate = spine.Spine(-11.9, 15.1)
    assert heard(estimate, found("severe", 22.0), judged=HOLLOW_SPINE)[0] == ["mild"]
    assert heard(estimate, found("severe", 31.0), judged=HIGH_SPINE)[0] == ["severe"]


def test_what_the_outline_passes_stays_open_where_the_estimate_is_a_fault():
    """An arch of 20 degrees that the outline read as -6, and one of 12 as -3; a correct lift."""
    for estimate in (spine.Spine(-16.2, 15.9), spine.Spine(-12.3, 11.4)):
        assert heard(estimate, [], judged=HOLLOW_SPINE) == ([], True)
    assert heard(spine.Spine(-10.6, 11.4), [], judged=HOLLOW_SPINE) == ([], False)


def test_other_faults_are_left_alone():
    low = found("mild", 20.0)[0].model_copy(update={"fault": "not_high_enough"})
    one = rep()
    assert spine.second_opinion(HOLLOW_SPINE, spine.Spine(5.0, 8.0), one, [low], None) == [low]


def test_what_only_the_estimate_finds_has_the_fault_s_own_sign():
    one = rep()
    (finding,) = spine.second_opinion(HOLLOW_SPINE, spine.Spine(-25.0, 8.0), one, [], None)
    assert one.metrics["arch_deg"] == 25.0
    assert (finding.peak, finding.severity, finding.rep) == (25.0, "severe", 1)
    assert (finding.start_s, finding.end_s) == (3.0, 5.0)


def test_a_pose_without_a_mask_has_no_estimate():
    exercise = EXERCISES["hip_lift"]()
    gates = EXERCISES["hip_lift"].gates()
    for pose in film(lift_path(0.0, arms="chest"), [(0.0, -60.0), (1.0, -60.0), (3.0, 0.0)]):
        profile, _ = gates.look(replace(pose, mask=None))
        exercise.update(pose.t, profile, 15.0)
    assert exercise.second_opinion(rep(), []) == []
