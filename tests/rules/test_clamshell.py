from dataclasses import replace
from functools import partial

import pytest

from pose.pose import Landmark, Pose
from rules.report import SetReport
from tests.bodies.clamshell import OPEN, clamshell
from tests.bodies.side_plank import COPIES, FRONT, side_plank
from tests.figures import View, film, hip_lift, joined, named, reps, run, without

TEMPO = {"up": 2, "hold": 1, "down": 2}


def rep(opening: float = OPEN, **form) -> list[Pose]:
    """One rep in good form, or in another that grows with the opening."""
    times = TEMPO | {way: form.pop(way) for way in TEMPO if way in form}
    grows = {name: form.pop(name) for name in ("heels", "shift", "head") if name in form}

    def make(share: float, t: float) -> Pose:
        more = {name: share * value for name, value in grows.items()}
        return clamshell(share * opening, t, **more, **form)

    return film(make, reps(0, 1, **times))


def check(*parts: list[Pose], **options) -> SetReport:
    return run("clamshell", joined(*parts), **options)[0]


def test_reps_belong_to_the_upper_leg():
    mirrored = partial(rep, view=View(width=0.0, far=0.95, mirrored=True))
    report = check(rep(), rep())
    assert (report.verdict, report.reasons, report.findings) == ("ok", [], [])
    assert report.per_side == {"left": 2}  # the right side is down
    for found in report.reps:
        assert found.metrics["opening_pct"] == pytest.approx(100 * OPEN, abs=1)
        assert found.metrics["heels_apart"] == pytest.approx(0, abs=0.01)
        assert found.cannot_judge == []
    assert check(mirrored()).per_side == {"right": 1}


@pytest.mark.parametrize("view", COPIES)
def test_the_verdict_does_not_depend_on_how_the_body_is_filmed(view):
    report = check(rep(view=view), rep(view=view, heels=0.62))
    assert report.rep_count == 2
    assert named(report) == [("heels_part", "severe", 2)]


FAULTS = [
    ("heels_part", "mild", {"heels": 0.4}),
    ("heels_part", "severe", {"heels": 0.62}),
    ("rocks", "mild", {"shift": 0.17}),
    ("rocks", "severe", {"shift": 0.27}),
    ("too_wide", "mild", {"opening": 1.0}),
    ("too_fast", "mild", {"up": 0.85}),
    ("too_fast", "severe", {"up": 0.5}),
]


@pytest.mark.parametrize(("fault", "severity", "form"), FAULTS)
def test_each_fault_is_named_in_its_rep_alone(fault, severity, form):
    report = check(rep(), rep(**form))
    assert named(report) == [(fault, severity, 2)]
    assert [r.verdict for r in report.reps] == ["ok", severity]


def test_a_small_opening_is_named_unless_it_may_be_a_roll():
    report = check(rep(0.12), rep(0.12))
    assert named(report) == [("opens_little", "mild", 1), ("opens_little", "mild", 2)]
    assert report.rep_count == 2
    assert check(rep(0.12), most=20).verdict == "ok"  # whose limit keeps it small
    for unknown in (check(rep(0.2)), check(rep(0.12, head=0.025))):
        assert (unknown.verdict, unknown.reasons) == ("cannot_judge", ["unseen_opens_little"])


def test_who_lies_on_a_narrow_shoulder_is_seen_from_the_front():
    def narrow(poses: list[Pose], width: float) -> list[Pose]:
        both = [Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]
        copies = []
        for pose in poses:
            marks = pose.landmarks.copy()
            middle = marks[both].mean(axis=0)
            marks[both] = middle + (marks[both] - middle) * width / 0.6
            copies.append(replace(pose, landmarks=marks))
        return copies

    report = check(narrow(rep(), 0.44))
    assert (report.verdict, report.rep_count) == ("ok", 1)
    assert check(narrow(rep(), 0.3)).reasons == ["not_front_on"]


def test_who_rolls_back_a_little_is_not_called_good():
    assert check(rep(shift=0.012), rep(shift=0.012)).verdict == "ok"
    still = {"shift": 0.019, "head": -0.015}
    assert check(rep(**still)).verdict == "ok"  # of a wide opening little
    assert check(rep(0.26, **still)).verdict == "cannot_judge"
    report = check(rep(shift=0.03), rep(shift=0.03))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["unseen_opens_little"])
    assert {"rocks", "opens_little"} <= set(report.reps[0].cannot_judge)


def test_whose_head_comes_up_with_the_trunk_may_roll():
    assert check(rep(head=0.006)).verdict == "ok"
    (rolled,) = check(rep(head=0.025)).reps
    assert (rolled.verdict, rolled.faults) == ("cannot_judge", [])
    assert {"rocks", "opens_little"} <= set(rolled.cannot_judge)


def test_a_persons_own_limit_is_named():
    report = check(rep(0.3), rep(0.5), most=30)
    assert named(report) == [("own_limit", "severe", 2)]


@pytest.mark.parametrize(
    "poses",
    [
        film(lambda lifted, t: side_plank(0, t, lifted=lifted), reps(0, 0.9, **TEMPO)),
        film(lambda x, t: clamshell(x, t, heels=2 * x, straight=True), reps(0, 0.5, **TEMPO)),
        film(lambda above, t: hip_lift(above, t), reps(-40, 0, **TEMPO)),
    ],
    ids=["star side plank", "straight leg raise", "hip lift"],
)
def test_another_exercise_is_refused(poses):
    report = check(poses)
    assert report.verdict == "cannot_judge"
    assert report.reasons in (["other_exercise"], ["not_front_on"])


def on_the_back(opening: float, t: float) -> Pose:
    """Somebody who lies on the back and is seen obliquely: one hip nearer to the feet."""
    pose = clamshell(opening, t)
    landmarks = pose.landmarks.copy()
    along = pose.mid("HIP") - pose.mid("SHOULDER")
    landmarks[Landmark.LEFT_HIP] += 0.25 * along
    landmarks[Landmark.RIGHT_HIP] -= 0.25 * along
    return replace(pose, landmarks=landmarks)


def test_who_lies_on_the_back_has_done_no_clamshell():
    report = check(film(on_the_back, reps(0, OPEN, **TEMPO)))
    assert (report.verdict, report.reasons, report.reps) == ("cannot_judge", ["other_exercise"], [])


def test_who_lifts_the_whole_leg_has_done_no_clamshell():
    report = check(rep(0.6, heels=0.9))
    assert (report.reps, report.reasons) == ([], ["no_movement"])


def test_who_rolls_over_has_done_no_clamshell():
    assert check(rep(shift=0.5)).reps == []


def test_without_a_leg_nothing_is_judged():
    report = check([without(pose, "LEFT_ANKLE") for pose in rep(view=FRONT)])
    assert report.reasons == ["out_of_frame"]
