from dataclasses import replace
from functools import partial

import pytest

from coach.summary import observations, summary
from coach.words import words
from rules.find import Finder
from rules.report import SetReport
from rules.sitting import ELBOWS, KNEES, SOLES, Sitting
from tests.bodies.sit_to_stand import good as rising
from tests.bodies.sitting import at_desk
from tests.figures import COPIES, film, joined, maskless, reps, run, without

EN = words("en")


def sits(seconds=12.0, **form):
    return film(lambda _, t: at_desk(t, **form), [(0, 0), (seconds, 0)])


def check(*parts) -> SetReport:
    return run("sitting", joined(*parts))[0]


def seen(report) -> set[str]:
    return {found.fault for found in report.findings}


def test_who_sits_as_the_texts_ask_is_watched_and_gets_no_verdict():
    report = check(sits())
    assert (report.verdict, report.findings, len(report.holds)) == ("observed", [], 1)
    assert report.holds[0].cannot_judge == []
    assert report.holds[0].good_s == pytest.approx(12, abs=0.2)


SEEN = [
    ("soles_off", {"foot": SOLES.mild.enter + 6}),
    ("soles_off", {"foot": -SOLES.mild.enter - 6}),
    ("knees_off", {"knee": 90 + KNEES.mild.enter + 5}),
    ("knees_off", {"knee": 90 - KNEES.mild.enter - 5}),
    ("elbows_off", {"elbow": 90 + ELBOWS.mild.enter + 5}),
    ("elbows_off", {"elbow": 90 - ELBOWS.mild.enter - 5}),
]


@pytest.mark.parametrize(("fault", "form"), SEEN)
def test_each_is_seen_where_it_is_and_has_no_severity(fault, form):
    for view in (COPIES[0], COPIES[4]):
        report = check(sits(view=view, **form))
        assert seen(report) == {fault}
        assert report.verdict == "observed"
        assert {found.severity for found in report.findings} == {"observed"}


def test_each_is_shown_on_the_joints_that_it_is_measured_on():
    report = check(sits(knee=130, elbow=140, foot=35))
    lines = {found.fault: len(found.line.points) for found in report.findings}
    assert lines == {"soles_off": 2, "knees_off": 3, "elbows_off": 3}


@pytest.mark.parametrize(
    ("fault", "form"),
    [
        ("soles_off", {"foot": SOLES.mild.enter - 4}),
        ("knees_off", {"knee": 90 + KNEES.mild.enter - 4}),
        ("elbows_off", {"elbow": 90 + ELBOWS.mild.enter - 4}),
    ],
)
def test_a_little_is_neither_seen_nor_not(fault, form):
    report = check(sits(**form))
    assert report.findings == []
    assert report.holds[0].cannot_judge == [fault]


def test_what_the_desk_hides_is_not_visible_and_the_rest_is_looked_at():
    hidden = [
        without(pose, *(f"{side}_{joint}" for side in ("LEFT", "RIGHT") for joint in joints))
        for joints in (("ANKLE", "HEEL", "TOE"),)
        for pose in sits(elbow=150)
    ]
    report = check(hidden)
    assert (report.verdict, seen(report)) == ("observed", {"elbows_off"})
    assert set(report.holds[0].cannot_judge) == {"soles_off", "knees_off"}


def test_a_sole_is_read_by_its_edge_and_not_by_the_joints_of_the_foot():
    """Joints lie flat on a foot that stands on its toes, and steep on one behind a chair's foot."""
    for true, joints, found in ((38, 4, {"soles_off"}), (3, 45, set())):
        laid = [replace(at_desk(pose.t, foot=joints), mask=pose.mask) for pose in sits(foot=true)]
        report = check(laid)
        assert (seen(report), report.holds[0].cannot_judge) == (found, []), true


def test_without_an_edge_no_sole_is_called_flat():
    for foot in (3, 38):
        report = check(maskless(sits(foot=foot)))
        assert (seen(report), report.holds[0].cannot_judge) == (set(), ["soles_off"])


# How elbows of drawn people are read (benchmarks/RESULTS.md): the true angle, then from and to.
ELBOWS_READ = [(60, 68.4, 76.8), (75, 80.2, 88.3), (90, 90.2, 102.4), (105, 100.1, 107.8)]


@pytest.mark.parametrize(("true", "low", "high"), ELBOWS_READ)
def test_a_closed_elbow_is_not_called_right_for_being_read_too_wide(true, low, high):
    for elbow in (low, high):
        report = check(sits(elbow=elbow))
        told = {*seen(report), *report.holds[0].cannot_judge}
        assert told == ({"elbows_off"} if true == 60 else set()), elbow


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_list_tells_each_of_them_and_asks_for_the_screen(language):
    says = words(language)
    told = dict(observations(check(sits(knee=130, elbow=116)), says))
    assert told == {
        says.say("fault-soles_off"): says.say("observed-held-not-seen"),
        says.say("fault-knees_off"): says.say("observed-held-seen"),
        says.say("fault-elbows_off"): says.say("observed-not-visible"),
        says.say("asked-sitting"): says.say("asked-sitting.how"),
    }


def test_the_summary_tells_how_long():
    assert summary(check(sits()), EN).startswith("12 seconds of sitting watched.")


def test_who_stands_does_not_sit():
    exercise = Sitting()
    for pose, ready in ((at_desk(), True), (rising(1.0, 0.0), False)):
        profile, reason = exercise.gates().look(pose)
        assert (reason, exercise.ready(profile)) == (None, ready)
    stood = film(lambda _, t: rising(1.0, t), [(0, 0), (4, 0)])
    assert check(stood).reasons == ["other_exercise"]


def test_who_sits_for_a_moment_was_not_looked_at():
    report = check(sits(4.0, knee=130))
    assert (report.verdict, report.holds, report.findings) == ("cannot_judge", [], [])


@pytest.mark.long
def test_it_is_found_out_where_there_is_nothing_else_and_only_asked():
    def found_in(poses):
        finder = Finder()
        for pose in poses:
            finder.update(pose)
        return [(each.exercise, each.sure) for each in finder.finish()]

    assert found_in(sits()) == [("sitting", "open")]
    rises = film(partial(rising), reps(0, 1, 1.6, 0.8, 2.0, 3))
    assert found_in(joined(sits(), rises)) == [("sit_to_stand", "clear")]
