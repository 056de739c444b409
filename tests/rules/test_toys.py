"""An exercise of every engine, added from a folder outside of `rules`: nothing else is touched."""

import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from coach.summary import farewell, observations, without
from coach.voice import Line
from coach.words import words
from rules import EXERCISES, FormChecker
from rules.guided import SETTLE_S
from rules.registry import forget, load, register
from rules.repeated import RepExercise
from tests.figures import all_fours, film, hinge, joined, plank, propped, reps, run, unseen
from tests.rules.contract import TERMS, Good, is_declared_whole, keeps, praises_what_it_can_find

TOYS = Path(__file__).parent / "toys"


@pytest.fixture(scope="module", autouse=True)
def toys(tmp_path_factory) -> Iterator[dict[str, Good]]:
    """The makers of the toys' good poses by name, while they are loaded."""
    folder = shutil.copytree(TOYS, tmp_path_factory.mktemp("added") / "toys")
    names = load(folder)
    yield {name: sys.modules[f"exercises.{name}"].good for name in names}
    for name in names:
        forget(name)


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.__name__)
def test_every_exercise_added_from_a_folder(term, toys):
    for name, good in toys.items():
        keeps(EXERCISES[name], good, term)


def test_there_is_a_toy_of_every_engine(toys):
    engines = ["reps", "alternating", "cycles", "passes", "hold", "guided", "monitor"]
    assert sorted(EXERCISES[name].engine for name in toys) == sorted(engines)
    assert [*EXERCISES][:3] == ["hip_lift", "single_leg_hip_lift", "plank"]


def test_what_is_forgotten_is_unknown():
    kind = EXERCISES["march"]
    forget("march")
    assert "march" not in EXERCISES
    register(kind)
    assert EXERCISES["march"] is kind


@pytest.fixture
def glimpse() -> Iterator[str]:
    """The toy of repetitions, but of what it finds it only says that it was there."""
    peak: type[RepExercise] = EXERCISES["peak"]  # type: ignore[assignment]
    high = replace(peak.faults[0], severe=None, observed=True)

    class Glimpse(peak):  # type: ignore[valid-type, misc]
        name, observed, own_limit = "glimpse", True, None
        faults = watched = (high,)
        limited, tempo, strengths, metrics = (), {}, (), ()

        def watch(self, t, profile):
            yield high, self.value, self.line, 0.0

        def judge(self, cycle, rep, fps):
            return []

    yield register(Glimpse).name
    forget("glimpse")


def test_what_is_observed_is_seen_or_not_and_never_rated(glimpse, toys):
    keeps(EXERCISES[glimpse], toys["peak"], is_declared_whole)
    keeps(EXERCISES[glimpse], toys["peak"], praises_what_it_can_find)
    for top, verdict in ((30, "ok"), (75, "severe")):
        poses = film(lambda high, t: plank(-high, t), reps(0, top, 2, 1, 2, 2))
        judged, watched = (run(name, poses)[0] for name in ("peak", glimpse))
        assert (judged.verdict, watched.verdict) == (verdict, "observed")
        assert [rep.verdict for rep in watched.reps] == ["observed"] * judged.rep_count
        told = observations(watched, words("en"))
        seen = "Seen 2 of 2 times" if top > 60 else "Not seen (2 times looked at)"
        assert told == [("Lifting too high", seen)]
        assert {found.severity for found in watched.findings} == (
            {"observed"} if top > 60 else set()
        )
        assert farewell(watched, True) == [Line("well-effort")]
        assert without(watched, {0}).verdict == "observed"


def test_what_could_not_be_told_is_called_not_visible(glimpse):
    """A rep that says nothing of it is neither of those in which it was seen nor of the others."""
    poses = film(lambda high, t: plank(-high, t), reps(0, 75, 2, 1, 2, 3))
    report = run(glimpse, poses)[0]
    report = without(report, {1, 2})
    silent = [rep.model_copy(update={"cannot_judge": ["too_high"]}) for rep in report.reps]
    some = report.model_copy(update={"reps": [*report.reps[:2], silent[2]]})
    none = report.model_copy(update={"reps": silent, "findings": []})
    for each, english, japanese in (
        (some, "Seen 1 of 2 times; not clearly visible the other time",
         "2回中1回、見られました。ほかの1回は、はっきりとは見えませんでした"),
        (none, "Not clearly visible", "はっきりとは見えませんでした"),
    ):  # fmt: skip
        assert observations(each, words("en"))[0].told == english
        assert observations(each, words("ja"))[0].told == japanese


def test_a_name_is_given_once():
    with pytest.raises(ValueError, match="march"):
        register(EXERCISES["march"])


# --- alternating -----------------------------------------------------------------------------


def marched(*legs: str, near: float = 70.0, far: float = 70.0):
    """Poses of all fours with these legs ("near", "far") lifted one after the other."""

    def lifted(leg):
        return lambda swung, t: all_fours(t, legs=(swung, 0) if leg == "near" else (0, swung))

    return joined(
        *(
            film(lifted(leg), reps(0, near if leg == "near" else far, 2, 1, 2, lead=0.5), 15)
            for leg in legs
        )
    )


def test_each_rep_has_the_side_that_moved():
    report, _ = run("march", marched("near", "far", "far", "near"))
    assert [rep.side for rep in report.reps] == ["left", "right", "right", "left"]
    assert report.per_side == {"left": 2, "right": 2}
    assert report.fewer is None


def test_a_side_done_clearly_less_often_is_known():
    report, _ = run("march", marched("near", "near", "near", "far", "near"))
    assert report.per_side == {"left": 4, "right": 1}
    assert report.fewer == "right"


def test_sides_are_counted_as_they_are_done():
    checker, seen = FormChecker("march"), []
    for pose in marched("near", "far"):
        checker.update(pose)
        if checker.state.sides not in seen:
            seen.append(dict(checker.state.sides))
    assert seen == [{"left": 0, "right": 0}, {"left": 1, "right": 0}, {"left": 1, "right": 1}]


def test_a_far_leg_too_little_lifted_is_an_attempt_of_its_side():
    report, _ = run("march", marched("near", "far", far=40.0))
    assert [(rep.side, rep.counted) for rep in report.reps] == [("left", True), ("right", False)]
    assert report.per_side == {"left": 1}


# --- cycles about a neutral -------------------------------------------------------------------


def swayed(*shares: float):
    """Poses of a trunk that goes through these shares, each in 2 s, after a second and a half."""
    knots = [(0.0, 0.0), (1.5, 0.0)]
    knots += [(1.5 + 2.0 * (i + 1), share) for i, share in enumerate(shares)]
    return film(lambda share, t: all_fours(t, back=-0.2 * share), knots, 15)


def test_one_cycle_is_low_high_and_low_again():
    report, _ = run("sway", swayed(-1, 1, -1, 1, -1, 1, -1, 0))
    assert report.rep_count == len(report.reps) == 3
    for rep in report.reps:
        assert rep.metrics["low_pct"] == pytest.approx(-20, abs=3)
        assert rep.metrics["high_pct"] == pytest.approx(20, abs=3)


def test_the_neutral_is_the_own_one():
    moved = [all_fours(p.t, back=0.1) for p in swayed(0, 0)]
    checker = FormChecker("sway")
    for pose in moved:
        checker.update(pose)
    assert checker.state.value == pytest.approx(0, abs=0.5)


def test_without_a_still_second_reps_are_counted_and_their_ends_unknown():
    restless = film(
        lambda share, t: all_fours(t, back=-0.2 * share),
        [(0.5 * i, (-1) ** i) for i in range(12)],
        15,
    )
    report, _ = run("sway", restless)
    assert report.rep_count == 6
    assert {value for rep in report.reps for value in rep.metrics.values()} == {None}


@pytest.mark.parametrize("shares", [(1, -1, 1, -1, 0), (-1, 1, -1, 1, 0)])
def test_either_end_may_be_the_first(shares):
    report, _ = run("sway", swayed(*shares))
    assert report.rep_count == len(report.reps) == 2
    for rep in report.reps:
        assert rep.metrics["low_pct"] == pytest.approx(-20, abs=3)


def test_the_lower_end_alone_is_a_rep_too():
    report, _ = run("sway", swayed(-1, 0, -1, 0, -1, 0))
    assert [round(rep.metrics["high_pct"]) for rep in report.reps] == [0, 0]


# --- a hold, seen from the front, of a side ------------------------------------------------------


def leaned(toys, *widths: tuple[float, float]):
    """Poses of the lean through (width of the shoulders, seconds)."""
    knots, t = [(0.0, widths[0][0])], 0.0
    for width, seconds in widths:
        knots += [(t + 0.3, width), (t + seconds, width)]
        t += seconds
    good = toys["lean"]
    return film(lambda width, t: good(0, t, width), knots, 15)


def test_a_hold_has_the_side_that_is_lower(toys):
    report, events = run("lean", leaned(toys, (0.65, 5)))
    (hold,) = report.holds
    assert hold.side in ("left", "right")
    assert report.per_side == {hold.side: pytest.approx(5, abs=0.1)}
    assert events[0].hold.side == hold.side


def test_a_fault_may_have_no_band_but_that_of_the_own_start(toys):
    report, _ = run("lean", leaned(toys, (0.65, 4), (0.45, 3)))
    (finding,) = report.findings
    assert (finding.fault, finding.severity, finding.sign) == ("turns", "mild", -1)
    assert finding.band.mild == pytest.approx(0.65 - 0.15, abs=0.01)
    assert finding.band.severe == pytest.approx(0.65 - 0.3, abs=0.01)
    assert finding.beyond == pytest.approx(0.05 / 0.15, abs=0.1)
    assert run("lean", leaned(toys, (0.95, 4), (0.75, 3)))[0].findings == []  # no own start


def test_who_stands_side_on_is_not_seen_from_the_front(toys):
    report, events = run("lean", leaned(toys, (0.2, 3)))
    assert report.reasons == ["not_front_on"]
    assert [event.reason for event in events] == ["not_front_on"]


# --- guided ---------------------------------------------------------------------------------


def lying(seconds: float):
    return film(lambda _, t: propped(t), [(0, 0), (seconds, 0)], 10)


def test_the_parts_of_each_breath_are_told_as_they_begin():
    report, events = run("breathe", lying(20), target=3)
    told = [(event.part, event.number, event.t) for event in events if event.kind == "pace"]
    assert told == [
        (part, number, pytest.approx(SETTLE_S + 5.0 * (number - 1) + after))
        for number in (1, 2, 3)
        for part, after in (("pace_in", 0.0), ("pace_out", 2.0))
    ]
    assert (report.verdict, report.rounds, report.findings) == ("guided", 3, [])
    assert report.paced_s == pytest.approx(SETTLE_S + 15, abs=0.1)


def test_the_state_tells_the_part_that_goes_on():
    checker = FormChecker("breathe")
    for pose in lying(SETTLE_S + 8.5):
        checker.update(pose)
    state = checker.state
    assert (state.phase, state.part, state.rounds) == ("pace", "pace_out", 1)
    assert state.part_s == pytest.approx(1.5, abs=0.01)
    assert state.paced_s == pytest.approx(SETTLE_S + 8.5, abs=0.01)


@pytest.mark.parametrize("away", ["unseen", "elsewhere"])
def test_the_pacer_waits_for_who_has_left_and_begins_the_breath_anew(away):
    poses = lying(30)
    if away == "unseen":
        poses = unseen(poses, 6, 12)
    else:
        poses = [hinge(0, t=p.t) if 6 <= p.t < 12 else p for p in poses]
    report, events = run("breathe", poses, smooth=False, target=3)
    begun = [(event.part, event.number) for event in events if event.kind == "pace"]
    assert begun.count(("pace_in", 2)) == 2
    again = [e.t for e in events if (e.part, e.number) == ("pace_in", 2)][1]
    assert again == pytest.approx(12 + SETTLE_S, abs=0.3)
    assert report.rounds == 3
    assert report.paced_s == pytest.approx(6 + SETTLE_S + 10, abs=0.5)


def test_a_moment_unseen_does_not_stop_the_pacer():
    report, events = run("breathe", unseen(lying(17), 6, 7.5), target=3)
    assert report.paced_s == pytest.approx(SETTLE_S + 15, abs=0.1)
    assert [event.number for event in events if event.kind == "pace"] == [1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize(
    ("options", "breaths"), [({"target": 2}, 2), ({"target": 3}, 3), ({"target": 3, "most": 2}, 2)]
)
def test_after_so_many_breaths_it_is_over(options, breaths):
    report, _ = run("breathe", lying(22), **options)
    assert report.rounds == breaths
    assert report.paced_s == pytest.approx(SETTLE_S + 5 * breaths, abs=0.1)


def test_a_clip_to_which_nobody_listened_is_paced_to_its_end():
    report, _ = run("breathe", lying(22))
    assert (report.rounds, report.paced_s) == (4, pytest.approx(22, abs=0.1))


def test_somebody_who_is_not_there_is_not_paced():
    report, _ = run("breathe", film(lambda _, t: hinge(0, t=t), [(0, 0), (5, 0)], 10))
    assert (report.verdict, report.reasons) == ("cannot_judge", ["other_exercise"])
    assert report.paced_s == 0


# --- watched -----------------------------------------------------------------------------------


def watched(*stays: tuple[float | None, float]):
    """Poses of (tilt in degrees, None for away, seconds), twice a second."""
    t, poses = 0.0, []
    for tilt, seconds in stays:
        for _ in range(round(2 * seconds)):
            poses.append(plank(0, t) if tilt is None else hinge(tilt, t=t))
            t += 0.5
    return poses


def kinds(events) -> list[str]:
    return [event.kind for event in events if event.kind != "gate"]


def test_it_is_told_when_it_is_time_to_leave_and_that_it_was_left():
    report, events = run("sit", watched((0, 22), (None, 4), (0, 8)))
    assert kinds(events) == ["stand_due", "stand_due", "stood"]
    assert (report.verdict, report.findings, report.reps) == ("guided", [], [])


def test_who_leaves_in_time_hears_nothing_of_it():
    _, events = run("sit", watched((0, 8), (None, 3), (0, 8)))
    assert kinds(events) == ["stood"]


def test_to_leave_for_a_moment_is_not_to_leave():
    _, events = run("sit", watched((0, 6), (None, 1), (0, 6)))
    assert kinds(events) == ["stand_due"]


def test_a_posture_that_has_drifted_is_told_now_and_then():
    _, events = run("sit", watched((0, 4), (25, 5)))
    assert kinds(events) == ["drift"]
    _, events = run("sit", watched((0, 4), (8, 5)))
    assert kinds(events) == []
