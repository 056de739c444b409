from functools import partial

import pytest

from pose.pose import Pose
from rules.back import StandingBack
from rules.report import SetReport
from rules.sit_to_stand import (
    FEET_FORWARD,
    LEANS_MUCH,
    NOT_FULL,
    ROUNDED,
    STOOPED,
    TEMPO,
    SitToStand,
)
from rules.spine import Spine
from tests.bodies.sit_to_stand import LEAN_FIRST, rising
from tests.figures import (
    COPIES,
    SIDE_ON,
    View,
    film,
    hinge_path,
    hip_lift,
    joined,
    lift_rest,
    maskless,
    named,
    on_feet,
    plank,
    reps,
    run,
)

WAYS = {"up": 1.6, "hold": 0.8, "down": 2.0}


def rep(view: View = SIDE_ON, fps: float = 15, count: int = 1, share: float = 1.0, **form):
    """Reps in good form, or in another."""
    times = WAYS | {way: form.pop(way) for way in WAYS if way in form}
    return film(partial(rising, view=view, **form), reps(0, share, count=count, **times), fps)


def check(*parts: list[Pose], **options) -> SetReport:
    return run("sit_to_stand", joined(*parts), **options)[0]


def test_a_good_set_is_measured_as_it_is():
    report = check(rep(count=2))
    assert (report.verdict, report.rep_count, report.findings) == ("ok", 2, [])
    for found in report.reps:
        assert found.cannot_judge == []
        assert found.metrics["lean_deg"] == pytest.approx(38, abs=3)  # kept for 0.2 s
        assert found.metrics["shank_deg"] == pytest.approx(10, abs=3)
        assert found.metrics["stand_knee_deg"] == pytest.approx(178, abs=3)
        assert found.metrics["rise_s"] == pytest.approx(1.4, abs=0.3)


@pytest.mark.parametrize("view", [View(mirrored=True), *[v for v in COPIES if not v.roll]])
def test_the_verdict_does_not_depend_on_how_the_body_is_filmed(view):
    report = check(rep(view=view), rep(view=view, shank=-16))
    assert named(report) == [("feet_forward", "mild", 2)]


@pytest.mark.parametrize(
    ("rounded", "estimate", "said"),
    [
        (0, Spine(2.0, 12.0), None),
        (0, Spine(40.0, 12.0), "mild"),
        (62, Spine(40.0, 12.0), "severe"),  # as the outline says
        (62, Spine(18.0, 12.0), "mild"),  # it does not speak against it, nor for severe
        (62, Spine(2.0, 12.0), None),
    ],
)
def test_the_estimate_of_the_back_is_heard(monkeypatch, rounded, estimate, said):
    monkeypatch.setattr(StandingBack, "spine", lambda back: estimate)
    report = check(rep(rounded=rounded))
    assert named(report) == ([("rounded_back", said, 1)] if said else [])


def test_a_lean_before_the_set_is_no_part_of_its_rep(monkeypatch):
    leans = []

    def spine(back: StandingBack) -> None:
        leans.append(max(lean for lean, _ in back._gauge._moving))

    monkeypatch.setattr(StandingBack, "spine", spine)
    sat_up = film(
        partial(rising, lean=110), [(0.0, 0.0), (2.0, LEAN_FIRST), (4.0, 0.0), (6.0, 0.0)]
    )
    check(sat_up, rep(lean=40))
    assert leans
    assert max(leans) < 50


FAULTS = [
    ("feet_forward", {"shank": -FEET_FORWARD.mild.enter - 4}, "mild"),
    ("leans_much", {"lean": LEANS_MUCH.mild.enter + 8}, "mild"),
    ("leans_much", {"lean": LEANS_MUCH.mild.enter + 20}, "mild"),  # never severe
    ("rounded_back", {"rounded": 62}, "severe"),
    ("not_full", {"top": 71}, "mild"),
    ("not_full", {"stoop": STOOPED.mild.enter + 4}, "mild"),
    ("too_fast", {"up": 0.9}, "mild"),
    ("too_fast", {"up": 0.6}, "severe"),
    ("drops_down", {"down": 0.6}, "severe"),
]


@pytest.mark.parametrize(("fault", "form", "severity"), FAULTS)
def test_each_fault_is_named_in_its_rep_alone(fault, form, severity):
    report = check(rep(), rep(**form), rep())
    assert named(report) == [(fault, severity, 2)]
    assert [r.verdict for r in report.reps] == ["ok", severity, "ok"]


ALMOST = [
    {"shank": 4},
    {"lean": LEANS_MUCH.mild.exit - 3},
    {"rounded": 20},
    {"top": 84},
    {"stoop": STOOPED.mild.exit - 3},
    {"up": -TEMPO["out"].mild.enter + 0.7, "down": 1.6},
]


@pytest.mark.parametrize("form", ALMOST)
def test_what_lies_within_the_bands_is_good(form):
    assert named(check(rep(**form, count=2))) == []


def test_between_good_and_named_a_rep_says_nothing():
    report = check(maskless(rep(stoop=14)))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["unseen_not_full"])
    assert report.reps[0].cannot_judge == ["rounded_back", "not_full"]


def test_who_falls_onto_the_seat_after_lowering_slowly_drops():
    falls = film(rising, [(0, 0), (1, 0), (2.6, 1), (3.4, 1), (4.6, 0.5), (4.8, 0), (6, 0)])
    report = check(rep(), falls)
    assert named(report) == [("drops_down", "severe", 2)]
    assert report.reps[1].metrics["seat_s"] < 0.12


def test_a_back_that_is_not_seen_is_not_judged_and_the_rest_is():
    report = check(maskless(rep(rounded=62)))
    assert (report.verdict, report.findings) == ("ok", [])
    assert report.reps[0].cannot_judge == [ROUNDED.name]


def test_a_rounded_back_is_shown_beside_the_same_person_standing():
    (found,) = check(rep(rounded=62)).findings
    assert found.line.contour
    assert found.reference.contour
    assert found.reference.t > found.line.t  # nobody stood before


def test_a_back_that_meets_the_seat_rounded_is_not_read():
    """The loins sink into it; the next rise follows at once."""
    up = film(rising, [(0, 0), (1.4, 1), (2.2, 1)])
    down = film(partial(rising, rounded=70), [(0, 1), (1.6, 0)])
    report = check(rep(), up, down, up, down, up, down)
    assert (report.rep_count, report.findings) == (4, [])
    read = [r.metrics["flexion_deg"] for r in report.reps]
    assert read == pytest.approx([read[0]] * 4, abs=3)


def test_half_a_rise_is_an_attempt():
    report = check(rep(), rep(share=0.55), rep(share=0.55))
    assert [r.counted for r in report.reps] == [True, False, False]
    assert named(report) == [(NOT_FULL.name, "mild", 3)]


def test_reps_without_a_pause_on_the_seat_are_all_counted():
    knots = [(0.0, 0.0), (1.0, 0.0)]
    for i in range(4):
        knots += [(2.2 + 2.6 * i, 1.0), (3.6 + 2.6 * i, 0.0)]
    report = check(film(rising, [*knots, (13.0, 0.0)]))
    assert (report.rep_count, len(report.reps)) == (4, 4)


def test_who_stands_when_the_set_begins_sits_down_first():
    sits = film(rising, [(0, 1), (1, 1), (3, 0), (4, 0)])
    report = check(sits, rep())
    assert (report.rep_count, len(report.reps)) == (1, 1)


def test_who_gets_up_and_stays_up_in_the_end_is_not_scolded():
    leaves = film(partial(rising, shank=-16), [(0, 0), (1, 0), (1.4, 1), (3, 1)])
    report = check(rep(), leaves)
    assert (report.verdict, report.rep_count, report.findings) == ("ok", 1, [])


def test_who_squats_does_not_stand_up_from_a_chair():
    def squat(share, t):
        return on_feet(88 - 80 * share, 42 * share, 2 + 26 * share, t=t)

    report = check(film(squat, reps(0, 1, 1.7, 0.5, 1.5, count=3)))
    assert (report.verdict, report.reasons, report.reps) == ("cannot_judge", ["no_movement"], [])


@pytest.mark.parametrize(
    "poses",
    [
        film(lambda share, t: hip_lift(lift_rest() * (1 - share), t), reps(0, 1, 2, 1, 2)),
        film(lambda _, t: plank(0, t), [(0, 0), (5, 1)]),
        film(hinge_path(60, 0.25), reps(0, 60, 2, 1, 2, count=2)),
        film(lambda _, t: rising(0, t), [(0, 0), (5, 1)]),
    ],
    ids=["hip_lift", "plank", "hip_hinge", "sitting"],
)
def test_another_exercise_is_refused(poses):
    report = check(poses)
    assert (report.verdict, report.reps) == ("cannot_judge", [])
    assert report.reasons in (["other_exercise"], ["no_movement"])


def test_a_set_begins_on_the_seat():
    exercise = SitToStand()
    look = [exercise.gates().look(rising(share))[0] for share in (0.0, 1.0)]
    assert [exercise.ready(profile) for profile in look] == [True, False]


def test_a_persons_own_limit_is_of_the_lean():
    report = check(rep(), rep(lean=65), most=45)
    assert {(f.fault, f.witness, f.rep) for f in report.findings} == {
        ("own_limit", "trunk_lean", 2)
    }
    assert [r.verdict for r in report.reps] == ["ok", "severe"]
