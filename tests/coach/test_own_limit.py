"""The live coach keeps a person within their own limit."""

from functools import partial

import pytest

from coach.rehearsal import rehearse
from coach.session import Plan, Session
from tests.bodies.thread_needle import threaded
from tests.figures import film, hinge_path, joined, plank, reps
from tests.rules.test_own_limit import lifts


def said(top: float, most: float | None) -> set[str]:
    session = rehearse(lifts(top), Plan("hip_lift", 2, most=most), "ja")
    assert session.stage == "done"
    return {each.line.name for each in session.mouth.said if each.line}


@pytest.mark.parametrize(("most", "told"), [(160, True), (None, False), (180, False)])
def test_a_lift_above_the_own_limit_is_spoken_of(most, told):
    assert ("cue-own_limit-overshoot" in said(0.0, most)) == told


def test_who_stays_within_it_is_not_asked_to_go_higher():
    assert not any(name.startswith("cue-") for name in said(-25.0, 160))
    assert any(name.startswith("cue-not_high_enough") for name in said(-25.0, None))


def when(session: Session, beginning: str) -> list[float]:
    """At which times (s, camera clock) sentences of a kind are said in the set."""
    said = [each for each in session.mouth.said if each.line and each.severity]
    return [each.t for each in said if each.line and each.line.key.startswith(beginning)]


def bends(back: float, tilt: float, most: int) -> Session:
    """Four bends beyond a limit; with the hips so far back (leg lengths)."""
    knots = reps(0.0, tilt, 2.5, 1.0, 2.0, 4)
    return rehearse(film(hinge_path(tilt, back, 20), knots), Plan("hip_hinge", 4, most=most), "ja")


def test_a_limit_is_heard_beside_a_fault_that_comes_before_it_in_each_rep():
    session = bends(0.02, 64, 50)
    assert {f.fault for f in session.reports[0].findings} >= {"hips_not_back", "own_limit"}
    # Right after the sentence that was being said, without waiting for the usual gap.
    assert when(session, "cue-own_limit")[0] - when(session, "cue-hips_not_back")[0] < 4.0


def test_a_limit_passed_by_little_is_told_at_once_too():
    session = bends(0.25, 57, 50)
    assert {f.severity for f in session.reports[0].findings} == {"mild"}
    counts = [
        each.t for each in session.mouth.said if each.line and each.line.name == "say-count.1"
    ]
    assert when(session, "cue-own_limit")[0] < counts[-1] + 1.0


def test_the_limit_of_a_hold_is_told_when_it_is_passed():
    poses = film(lambda sag, t: plank(sag, t), [(0.0, 0.0), (30.0, 0.0)])
    session = rehearse(poses, Plan("plank", 25, most=10), "ja")
    hold, (finding, *_) = session.reports[0].holds[0], session.reports[0].findings
    zero = when(session, "cue-own_limit")[0] - finding.start_s
    began = next(e.t for e in session.mouth.said if e.line and e.line.key == "say-keep")
    assert zero == pytest.approx(began, abs=1.0)
    assert finding.start_s - hold.start_s < 14


def test_with_a_limit_nobody_is_told_to_stop_at_one_line():
    assert not any(name.startswith("cue-over_arch") for name in said(20.0, 160))
    assert "cue-own_limit-overshoot" in said(20.0, 160)


def test_where_the_amount_is_limited_the_set_ends_there_and_nobody_hears_of_form():
    arms = [film(partial(threaded, arm=a), reps(0, 1, 2, 1, 2)) for a in ("near", "far")]
    session = rehearse(joined(*arms * 4), Plan("thread_needle", 4, most=2), "ja")
    (report,) = session.reports
    assert (report.verdict, report.per_side) == ("ok", {"left": 2, "right": 2})
