"""What every exercise keeps to, whoever adds it: read from its declaration, tried on a good set.

A term takes an exercise's class and the maker of its good poses, ``good(share, t)``: the body at a
share (0 rest .. 1 end) of the movement. It lives in ``tests/bodies/<exercise>.py``.
"""

import math
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from pose.pose import Landmark, Pose
from pose.profile import JOINTS
from rules import Event, FormChecker
from rules.exercise import OWN_LIMIT, Exercise
from rules.fault import Fault
from rules.report import UNJUDGED_LIMIT, SetReport
from tests.figures import film, reps, run, unseen, without

Good = Callable[[float, float], Pose]
Kind = type[Exercise]
_SWAP = {"LEFT": "RIGHT", "RIGHT": "LEFT"}
_MIRROR = [
    Landmark["_".join(_SWAP.get(part, part) for part in mark.name.split("_"))] for mark in Landmark
]


@cache
def good_set(good: Good, count: int = 2) -> tuple[Pose, ...]:
    """A good set: 3 s, 2 s, 4 s, with a second of rest between."""
    return tuple(film(good, reps(0, 1, 3, 2, 4, count)))


@cache
def judged(name: str, good: Good) -> tuple[SetReport, list[Event]]:
    """The good set through the checker, once for all terms that only look at it."""
    return run(name, good_set(good))


def amount(report: SetReport) -> float:
    """What was done, in reps, seconds of a hold, or seconds paced."""
    return report.rep_count + sum(hold.good_s for hold in report.holds) + report.paced_s


# --- the declaration -------------------------------------------------------------------------


def is_declared_whole(kind: Kind, good: Good) -> None:
    assert kind.name.isidentifier()
    assert set(kind.needs) | set(kind.needs_far) <= set(JOINTS)
    assert len(kind.needs) >= 2
    assert kind.signal.name
    assert (kind.view == "front") <= (kind.facing == "camera")
    assert kind.judged is (kind.engine not in ("guided", "monitor"))
    assert bool(kind.faults) is kind.judged
    assert all(fault.observed is kind.observed for fault in kind.faults)
    assert kind.gates().look(good(0.0, 0.0))[1] is None


def has_faults_that_can_be_told_apart(kind: Kind, good: Good) -> None:
    pairs = [(fault.name, fault.witness) for fault in kind.faults]
    assert len(pairs) == len(set(pairs))
    for fault in kind.faults:
        assert fault.mild.enter >= fault.mild.exit, fault
        if fault.severe:
            assert fault.severe.enter >= fault.severe.exit, fault
            assert fault.severe.enter >= fault.mild.enter, fault
        assert fault.name != OWN_LIMIT
    assert set(kind.witnesses()) == {name for name, _ in pairs} | (
        {OWN_LIMIT} if kind.own_limit and kind.judged and not kind.own_limit.of_amount else set()
    )


def praises_what_it_can_find(kind: Kind, good: Good) -> None:
    names = {fault.name for fault in kind.faults}
    assert set(kind.strengths) <= names
    assert len(set(kind.strengths)) == len(kind.strengths)
    assert bool(kind.strengths) is (kind.judged and not kind.observed)
    assert kind.essential in (None, *kind.strengths[:1])
    for group in kind.opposites:
        assert group <= names | {OWN_LIMIT}


def asks_for_one_amount(kind: Kind, good: Good) -> None:
    """Reps with a tempo that is not too fast, seconds, or breaths."""
    dose = kind.dose
    amounts = {"hold": dose.seconds, "guided": dose.breaths or dose.reps, "monitor": None}
    asked = amounts.get(kind.engine, dose.reps)
    assert [each for each in (dose.reps, dose.seconds, dose.breaths) if each] == (
        [asked] if asked else []
    )
    assert (dose.tempo is not None) is (kind.engine in ("reps", "alternating", "cycles"))
    assert dose.per_side <= kind.sides
    for way, seconds in zip(("out", "stay", "back"), dose.tempo or (), strict=False):
        fault: Fault | None = getattr(kind, "tempo", {}).get(way)
        assert seconds >= 1
        assert fault is None or fault.severity(seconds) is None, way


def offers_a_limit_that_can_be_set(kind: Kind, good: Good) -> None:
    own = kind.own_limit
    if own is None:
        return
    assert own.lowest <= own.usual <= own.highest
    for most in (own.lowest, own.highest):
        kind(most)


def has_bands_with_an_inside(kind: Kind, good: Good) -> None:
    names = [metric.name for metric in kind.metrics]
    assert len(names) == len(set(names))
    limits = [None, *((kind.own_limit.lowest, kind.own_limit.highest) if kind.own_limit else ())]
    for most in limits:
        for name, band in kind.bands(most).items():
            assert name in names
            assert None in (band.low, band.high) or band.low < band.high, (name, most)


# --- a good set ------------------------------------------------------------------------------


def calls_a_good_set_good(kind: Kind, good: Good) -> None:
    report, _ = judged(kind.name, good)
    assert (report.exercise, report.reasons) == (kind.name, [])
    assert report.verdict == kind.rated([])
    assert (report.engine, report.rules_version) == (kind.engine, kind.version)
    assert report.findings == []
    if kind.engine in ("reps", "alternating", "cycles"):
        assert report.rep_count == len(report.reps) == 2
    if kind.engine == "passes":  # each way is one
        assert report.rep_count == len(report.reps) == 4
    if kind.engine == "hold":
        assert len(report.holds) == 1
    if kind.judged:
        assert report.judged_share == pytest.approx(1)


def measures_what_it_declares(kind: Kind, good: Good) -> None:
    report, _ = judged(kind.name, good)
    assert report.metrics == kind.bands(None)
    for rep in report.reps:
        assert set(rep.metrics) == set(report.metrics)
        for name, value in rep.metrics.items():
            band = report.metrics[name]
            low = -math.inf if band.low is None else band.low
            high = math.inf if band.high is None else band.high
            assert value is None or low <= value <= high, (name, value)


def tells_live_what_it_reports(kind: Kind, good: Good) -> None:
    report, events = judged(kind.name, good)
    assert [event.rep for event in events if event.kind == "rep"] == report.reps
    assert sum(event.kind == "hold_start" for event in events) == len(report.holds)
    assert all(before.t <= after.t for before, after in pairwise(events))


def gives_the_same_report_again(kind: Kind, good: Good) -> None:
    report, _ = judged(kind.name, good)
    assert SetReport.model_validate_json(report.model_dump_json()) == report
    checker = FormChecker(kind.name)
    checker.interrupt()  # at rest it changes nothing
    for pose in good_set(good):
        checker.update(pose)
        checker.update(pose)  # a frame whose time does not rise is ignored
    checker.update(good_set(good)[0])
    assert checker.finish() == report


def does_not_depend_on_the_filter(kind: Kind, good: Good) -> None:
    report, _ = judged(kind.name, good)
    plain, _ = run(kind.name, good_set(good), smooth=False)
    assert (plain.verdict, len(plain.reps)) == (report.verdict, len(report.reps))
    assert amount(plain) == pytest.approx(amount(report), rel=0.1)


def judges_the_mirrored_body_alike(kind: Kind, good: Good) -> None:
    """And what was done of the left is now of the right."""
    report, _ = judged(kind.name, good)
    other, _ = run(kind.name, [mirrored(pose) for pose in good_set(good)])
    assert (other.verdict, len(other.reps)) == (report.verdict, len(report.reps))
    assert amount(other) == pytest.approx(amount(report), rel=0.05)
    swap = {"left": "right", "right": "left"}
    assert other.per_side == pytest.approx({swap[s]: n for s, n in report.per_side.items()})
    assert bool(report.per_side) is kind.sides


# --- what cannot be judged -------------------------------------------------------------------


def says_when_there_is_nothing_to_judge(kind: Kind, good: Good) -> None:
    nothing = FormChecker(kind.name).finish()
    assert (nothing.verdict, nothing.reasons) == ("cannot_judge", ["no_frames"])
    assert (nothing.frames, nothing.duration_s, nothing.judged_share) == (0, 0, 0)
    for pose in (good(0.0, 0.0), good(1.0, 0.0)):
        report, events = run(kind.name, [pose])
        assert (report.verdict, report.reasons) == ("cannot_judge", ["too_short"])
        assert (report.frames, report.reps, report.holds) == (1, [], [])
        assert not any(event.kind in ("rep", "attempt", "hold_start") for event in events)
    assert run(kind.name, [Pose.empty(0.0, (640, 480))])[0].verdict == "cannot_judge"


def judges_no_set_that_was_mostly_unseen(kind: Kind, good: Good) -> None:
    """Time that was not seen is not paced either; who leaves the picture on purpose is judged by
    what is done in it."""
    if kind.leaves:
        return
    poses = good_set(good)
    end = poses[-1].t
    for share in (0.5, 0.9):
        dark = unseen(poses, end * (1 - share) / 2, end * (1 + share) / 2)
        report, _ = run(kind.name, dark)
        if not kind.judged:
            assert report.paced_s <= (1 - share) * end + 5
            continue
        assert (report.verdict, report.reasons) == ("cannot_judge", ["no_person"])
        assert report.judged_share < 1 - UNJUDGED_LIMIT


def judges_nothing_without_a_needed_joint(kind: Kind, good: Good) -> None:
    lost = [f"{side}_{kind.needs[-1]}" for side in ("LEFT", "RIGHT")]
    report, _ = run(kind.name, [without(pose, *lost) for pose in good_set(good)])
    assert (report.verdict, report.reasons) == ("cannot_judge", ["out_of_frame"])


def keeps(kind: Kind, good: Good, term: Callable[[Kind, Good], None]) -> None:
    """Raise an error that names the exercise where it does not keep to a term."""
    try:
        term(kind, good)
    except AssertionError as error:
        raise AssertionError(f"{kind.name}: {error}") from error


TERMS = (
    is_declared_whole,
    has_faults_that_can_be_told_apart,
    praises_what_it_can_find,
    asks_for_one_amount,
    offers_a_limit_that_can_be_set,
    has_bands_with_an_inside,
    calls_a_good_set_good,
    measures_what_it_declares,
    tells_live_what_it_reports,
    gives_the_same_report_again,
    does_not_depend_on_the_filter,
    judges_the_mirrored_body_alike,
    says_when_there_is_nothing_to_judge,
    judges_no_set_that_was_mostly_unseen,
    judges_nothing_without_a_needed_joint,
)


def mirrored(pose: Pose) -> Pose:
    """The same body in a mirror: its left is its right."""
    flip = np.array([-1.0, 1.0])
    landmarks = (pose.landmarks * flip + [pose.size[0], 0])[_MIRROR]
    mask = pose.mask
    if mask is not None:
        turn = np.array([[-1.0, 0.0, pose.size[0]], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
        mask = replace(mask, matrix=mask.matrix @ turn)
    return replace(pose, landmarks=landmarks, visibility=pose.visibility[_MIRROR], mask=mask)
