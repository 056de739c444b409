from dataclasses import replace
from functools import partial

import pytest

from pose.pose import Landmark, Pose
from rules.back import StandingBack
from rules.report import SetReport
from rules.spine import Spine
from rules.squat import (
    ANKLES_STIFF,
    ARMS_BACK,
    ARMS_FORWARD,
    COUNTED,
    HEELS_UP,
    LEANS,
    LEANS_FAR,
    NOT_DEEP,
    TOES_SHANK,
    Squat,
    needed_lean,
)
from tests.bodies.sit_to_stand import rising
from tests.bodies.squat import on_toes, squatting
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
    plank,
    reps,
    run,
    unseen,
)

WAYS = {"up": 2.0, "hold": 0.6, "down": 1.6}  # the way there is down
NEED = needed_lean(28.0, 80.0, ARMS_FORWARD)


def rep(view: View = SIDE_ON, fps: float = 15, count: int = 1, **form):
    """Reps in good form, or in another."""
    times = WAYS | {way: form.pop(way) for way in WAYS if way in form}
    return film(partial(squatting, view=view, **form), reps(0, 1, count=count, **times), fps)


def check(*parts: list[Pose], **options) -> SetReport:
    return run("squat", joined(*parts), **options)[0]


def test_a_good_set_is_measured_as_it_is():
    report = check(rep(count=2))
    assert (report.verdict, report.rep_count, report.findings) == ("ok", 2, [])
    for found in report.reps:
        assert found.cannot_judge == []
        assert found.metrics["depth_deg"] == pytest.approx(80, abs=2)
        assert found.metrics["lean_deg"] == pytest.approx(42, abs=2)
        assert found.metrics["shank_deg"] == pytest.approx(28, abs=2)
        assert found.metrics["excess_deg"] == pytest.approx(42 - NEED, abs=2)
        assert found.metrics["heel_share"] == pytest.approx(0, abs=0.02)
        assert found.metrics["down_s"] == pytest.approx(2.0, abs=0.3)


def test_the_less_the_knees_come_forward_the_more_the_trunk_must_lean():
    leans = [needed_lean(shank, 80, ARMS_FORWARD) for shank in (15, 20, 27, 35, 45)]
    assert leans == sorted(leans, reverse=True)
    assert needed_lean(25, 90, ARMS_FORWARD) == 51
    assert needed_lean(25, 90, ARMS_BACK) == 79
    assert needed_lean(25, 40, ARMS_FORWARD) == needed_lean(25, 60, ARMS_FORWARD)


@pytest.mark.parametrize("view", [View(mirrored=True), *[v for v in COPIES if not v.roll]])
def test_the_verdict_does_not_depend_on_how_the_body_is_filmed(view):
    report = check(rep(view=view), rep(view=view, heel=0.35))
    assert named(report) == [("heels_up", "severe", 2)]


FAULTS = [
    ("leans_forward", {"lean": NEED + LEANS.mild.enter + 4}, "mild"),
    ("leans_forward", {"lean": NEED + LEANS.severe.enter + 3, "depth": 82}, "severe"),
    ("ankles_stiff", {"shank": -ANKLES_STIFF.mild.enter - 4, "lean": 60}, "mild"),
    ("heels_up", {"heel": HEELS_UP.mild.enter + 0.03}, "mild"),
    ("heels_up", {"heel": HEELS_UP.severe.enter + 0.05}, "severe"),
    ("rounded_back", {"rounded": 75}, "mild"),
    ("too_fast", {"up": 0.9}, "mild"),
    ("too_fast", {"up": 0.4}, "severe"),
]


@pytest.mark.parametrize(("fault", "form", "severity"), FAULTS)
def test_each_fault_is_named_in_its_rep_alone(fault, form, severity):
    report = check(rep(), rep(**form), rep())
    assert named(report) == [(fault, severity, 2)]
    assert [r.verdict for r in report.reps] == ["ok", severity, "ok"]


ALMOST = [
    {"lean": NEED + LEANS.mild.exit - 5},
    {"shank": 22, "lean": 50},
    {"heel": 0.08},
    {"rounded": 25},
    {"depth": COUNTED + 8, "lean": 20, "shank": 14},
    {"up": 1.4, "down": 0.9},
]


@pytest.mark.parametrize("form", ALMOST)
def test_what_lies_within_the_bands_is_good(form):
    assert named(check(rep(**form, count=2))) == []


def test_a_little_too_much_says_nothing_either_way():
    report = check(rep(heel=HEELS_UP.mild.enter - 0.02, shank=18))
    assert report.findings == []
    assert set(report.reps[0].cannot_judge) == {"heels_up", "leans_forward"}


def test_heels_are_not_judged_obliquely_nor_a_back_that_is_not_seen():
    for poses, silent in (
        (rep(view=View(width=0.23), heel=0.3, shank=11), {"heels_up", "rounded_back"}),
        (maskless(rep(rounded=75)), {"rounded_back"}),
    ):
        report = check(poses)
        assert (report.verdict, report.findings) == ("ok", [])
        assert set(report.reps[0].cannot_judge) == silent


def test_a_rounded_back_is_shown_beside_the_same_person_standing():
    (found,) = check(rep(rounded=75)).findings
    assert found.line.contour
    assert found.reference.contour


@pytest.mark.parametrize(
    ("estimate", "said", "open_"),
    [
        (Spine(2.0, 12.0), [], False),
        (Spine(12.0, 12.0), [], True),  # what the outline passes is not praised
        (Spine(27.0, 12.0), [], True),
        (Spine(40.0, 12.0), [("rounded_back", "mild", 1)], False),
    ],
)
def test_what_is_estimated_of_the_back_decides(monkeypatch, estimate, said, open_):
    monkeypatch.setattr(StandingBack, "spine", lambda back: estimate)
    for poses in (rep(), maskless(rep())):  # also where the outline is not read
        report = check(poses)
        (only,) = report.reps
        assert (named(report), "rounded_back" in only.cannot_judge) == (said, open_)
        assert only.metrics["flexion_deg"] == estimate.degrees


@pytest.mark.parametrize(("estimate", "named_"), [(Spine(10.0, 12.0), 1), (Spine(-5.0, 12.0), 0)])
def test_a_rounded_outline_is_named_unless_the_estimate_is_sure(monkeypatch, estimate, named_):
    monkeypatch.setattr(StandingBack, "spine", lambda back: estimate)
    report = check(rep(rounded=75))
    assert len(report.findings) == named_
    shown = report.findings[0].peak if named_ else estimate.degrees
    assert report.reps[0].metrics["flexion_deg"] == shown


def test_a_shallow_squat_counts_and_a_nod_of_the_knees_is_an_attempt():
    low = {"lean": 15, "shank": 14}
    report = check(rep(depth=42, **low), rep(depth=25, **low), rep(depth=25, **low))
    assert [r.counted for r in report.reps] == [True, False, False]
    assert named(report) == [(NOT_DEEP.name, "mild", 3)]
    # Of the first attempt nothing is said, which is no praise.
    first = report.reps[1]
    assert (first.verdict, first.cannot_judge) == ("cannot_judge", [NOT_DEEP.name])


def test_who_leans_as_far_as_the_thighs_tilt_has_squatted_all_the_same():
    """Shanks that stay upright ask for the lean: they are named, it is not."""
    report = check(rep(), rep(depth=70, lean=74, shank=11))
    assert (report.rep_count, named(report)) == (2, [("ankles_stiff", "mild", 2)])
    assert "leans_forward" in report.reps[1].cannot_judge


def test_over_shanks_more_upright_than_the_table_knows_no_lean_is_praised():
    need = needed_lean(20.0, 80.0, ARMS_FORWARD)
    report = check(rep(shank=18, lean=need + 3), rep(shank=23, lean=need - 15))
    assert ["leans_forward" in r.cannot_judge for r in report.reps] == [True, False]
    assert report.findings == []


def test_who_leans_further_than_good_squats_do_is_praised_by_no_table():
    """Shanks that are misread make nearly any lean one that balances."""
    leaning = LEANS_FAR + 3
    assert leaning < needed_lean(23.0, 80.0, ARMS_FORWARD)
    report = check(rep(shank=23, lean=LEANS_FAR - 4), rep(shank=23, lean=leaning))
    assert (report.findings, report.reps[0].cannot_judge) == ([], [])
    assert {"leans_forward", "ankles_stiff"} <= set(report.reps[1].cannot_judge)
    assert [rep.verdict for rep in report.reps] == ["ok", "cannot_judge"]


def test_who_is_turned_a_little_sits_on_no_seat():
    """One foot is then further in front than the other, and the body over the middle of both."""

    def turned(share, t):
        pose = squatting(share, t)
        marks = pose.landmarks.copy()
        for mark in Landmark:
            if mark.name.endswith(("ANKLE", "HEEL", "TOE")):
                forward = 1 if mark.name.startswith("LEFT") else -1
                marks[mark, 0] += forward * 0.3 * SIDE_ON.unit
        return replace(pose, landmarks=marks)

    assert check(film(turned, reps(0, 1, 2.0, 0.6, 1.6))).rep_count == 1


def test_a_heel_over_a_shank_that_stays_is_left_open():
    form = {"heel": HEELS_UP.severe.enter + 0.05}
    (found,) = check(rep(shank=TOES_SHANK - 3 - on_toes(form["heel"]), **form)).reps
    assert (found.faults, found.verdict) == ([], "ok")
    assert "heels_up" in found.cannot_judge


def test_on_the_toes_no_lean_is_named():
    lean = NEED + LEANS.mild.enter + 6
    report = check(rep(), rep(heel=HEELS_UP.severe.enter + 0.05, lean=lean))
    assert named(report) == [("heels_up", "severe", 2)]
    assert "leans_forward" in report.reps[1].cannot_judge


def test_over_knees_far_in_front_a_lean_is_named_only_where_the_heels_are_seen():
    form = {"shank": 36, "lean": needed_lean(36, 75, ARMS_FORWARD) + 20}
    assert named(check(rep(**form))) == [("leans_forward", "mild", 1)]
    report = check(rep(view=View(width=0.23), **form))
    assert named(report) == []
    assert {"leans_forward", "heels_up"} <= set(report.reps[0].cannot_judge)


def test_where_the_heels_may_be_up_neither_they_nor_a_lean_are_named_or_praised():
    """Heels 20 degrees up were read as 0.14 foot lengths, and the trunk over them as leaning."""
    report = check(rep(), rep(heel=0.14, lean=NEED + LEANS.mild.enter + 6))
    assert named(report) == []
    assert {"heels_up", "leans_forward"} <= set(report.reps[1].cannot_judge)
    assert report.reps[1].verdict == "cannot_judge"


def test_what_is_read_of_legs_that_a_shirt_hides_is_not_called_good():
    """The far foot is seen at the shirt's hem, the far hand near it: a squat all the same."""

    def hidden(share, t):
        pose = squatting(share, t, shank=12, lean=60)
        marks = pose.landmarks.copy()
        knee, ankle, wrist = (Landmark[f"RIGHT_{j}"] for j in ("KNEE", "ANKLE", "WRIST"))
        if share > 0.3:
            marks[ankle] = marks[knee] + 0.4 * (marks[ankle] - marks[knee])
            marks[wrist] = marks[ankle] + 0.1 * (marks[wrist] - marks[ankle])
        return replace(pose, landmarks=marks)

    report = check(film(hidden, reps(0, 1, 1.6, 0.6, 1.4, count=2)))
    assert (report.rep_count, report.findings) == (2, [])
    assert (report.verdict, report.reasons) == ("cannot_judge", ["undecided"])
    for found in report.reps:
        assert {"leans_forward", "ankles_stiff"} <= set(found.cannot_judge)


def test_a_thigh_that_points_to_the_camera_is_no_other_persons():
    """Knees that open outward: the near thigh looks half as long, the far one longer."""

    def opened(share, t):
        pose = squatting(share, t)
        landmarks = pose.landmarks.copy()
        for side, way in (("LEFT", -1), ("RIGHT", 1)):
            hip, knee = (Landmark[f"{side}_{joint}"] for joint in ("HIP", "KNEE"))
            landmarks[knee] += way * share * 0.4 * (landmarks[knee] - landmarks[hip])
        return replace(pose, landmarks=landmarks)

    report = check(film(opened, reps(0, 1, 1.6, 0.4, 1.4, count=3)))
    assert (report.verdict, report.rep_count) == ("ok", 3)
    assert report.reps[0].metrics["depth_deg"] == pytest.approx(80, abs=3)


def to_the_floor(share: float, t: float) -> Pose:
    """Squatting down to take something off the floor."""
    pose = squatting(share, t)
    landmarks = pose.landmarks.copy()
    for side in ("LEFT", "RIGHT"):
        wrist, knee, ankle = (
            landmarks[Landmark[f"{side}_{j}"]] for j in ("WRIST", "KNEE", "ANKLE")
        )
        landmarks[Landmark[f"{side}_WRIST"]] += share * (0.7 * ankle + 0.3 * knee - wrist)
    return replace(pose, landmarks=landmarks)


def on_one_leg(share: float, t: float) -> Pose:
    """The near leg stands, the far knee is lifted in front."""
    pose, lifted = squatting(0, t), squatting(share, t)
    landmarks = pose.landmarks.copy()
    hip = Landmark.RIGHT_HIP
    for mark in (Landmark.RIGHT_KNEE, Landmark.RIGHT_ANKLE, Landmark.RIGHT_TOE):
        landmarks[mark] = landmarks[hip] + lifted.landmarks[mark] - lifted.landmarks[hip]
    return replace(pose, landmarks=landmarks)


@pytest.mark.parametrize(
    "poses",
    [
        film(lambda share, t: hip_lift(lift_rest() * (1 - share), t), reps(0, 1, 2, 1, 2)),
        film(lambda _, t: plank(0, t), [(0, 0), (5, 1)]),
        film(hinge_path(65, 0.25), reps(0, 65, 2, 1, 2, count=2)),
        film(rising, reps(0, 1, 1.6, 1, 2, count=2)),
        film(to_the_floor, reps(0, 1, 1.6, 0.6, 1.6, count=2)),
        film(on_one_leg, reps(0, 1, 1.6, 0.6, 1.6, count=2)),
        film(rising, [(0, 1), (1, 1), (3, 0), (6, 0), (8, 1), (9, 1)]),
    ],
    ids=["hip_lift", "plank", "hip_hinge", "sit_to_stand", "lift", "one leg", "sitting down"],
)
def test_another_movement_is_no_squat(poses):
    report = check(poses)
    assert (report.verdict, report.reps) == ("cannot_judge", [])
    assert report.reasons in (["other_exercise"], ["no_movement"])


def test_who_comes_back_into_the_picture_has_not_squatted():
    poses = film(squatting, reps(0, 1, 1.6, 1.0, 1.6))
    assert check(poses).rep_count == 1
    assert check(unseen(poses, 1.2, 4.6)).rep_count == 0


def test_a_set_begins_standing():
    exercise = Squat()
    look = [exercise.gates().look(squatting(share))[0] for share in (0.0, 1.0)]
    assert [exercise.ready(profile) for profile in look] == [True, False]


def test_a_persons_own_limit_is_of_the_depth_and_no_more_is_asked():
    low = {"depth": 32, "lean": 15, "shank": 12}
    report = check(rep(**low), rep(), most=32)
    assert [r.counted for r in report.reps] == [True, True]
    assert named(report) == [("own_limit", "severe", 2)]
