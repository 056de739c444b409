"""Sessions of other kinds than the first three exercises: sides, paced time, several exercises."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby, pairwise

import pytest

from coach.plan import Plan, Step
from coach.session import Session
from coach.stages import OTHER_SIDE_S
from coach.voice import Line
from coach.words import needed
from pose.pose import Pose
from rules import EXERCISES
from rules.registry import forget, load
from tests.bodies.hip_flexor import half_kneeling
from tests.bodies.overhead_squat import overhead
from tests.bodies.overhead_squat_front import squatting
from tests.bodies.sitting import at_desk
from tests.bodies.walking import walking
from tests.coach.test_session import FPS, LYING, PLANKED, STANDING, Visit
from tests.figures import View, all_fours, film, hinge, propped, reps
from tests.rules.test_toys import TOYS

PROPPED = propped()
ONE_SIDE, OTHER_SIDE = (hinge(0.0, view=View(width=0.65, roll=r, far=0.95)) for r in (15, -15))
CROUCHED = all_fours()


@pytest.fixture(scope="module", autouse=True)
def toys() -> Iterator[None]:
    names = load(TOYS)
    yield
    for name in names:
        forget(name)


def paced(target=3, **plan) -> Visit:
    """Somebody who is paced, up to the first frame of the set."""
    visit = Visit("breathe", target, **plan)
    visit.until("set", PROPPED)
    return visit


@cache
def whole(target=3, **plan) -> Visit:
    """The same, up to the end."""
    visit = paced(target, **plan)
    visit.until("done", PROPPED)
    return visit


class TestObserved:
    """Arms that come forward, knees that go inward: seen in each rep, and not a word of it."""

    @pytest.mark.parametrize(
        ("exercise", "make", "seen"),
        [
            ("overhead_squat", lambda share, t: overhead(share, t, fallen=60), "arms_fall"),
            ("overhead_squat_front", lambda share, t: squatting(share, t, knees=0.7), "knees_in"),
        ],
    )
    def test_from_the_camera_to_the_spoken_end(self, exercise, make, seen):
        visit = Visit(exercise, 3)
        visit.until("set", make(0.0, 0.0))
        for pose in film(make, reps(0, 1, 2, 0.6, 1.6, 3), FPS):
            visit.sees(pose)
        visit.until("done", make(0.0, 0.0))
        assert visit.stages == ["ready", "countdown", "set", "closing", "done"]
        assert visit.names() == [
            "say-safety", "say-still", "say-count.3", "say-count.2", "say-count.1", "say-go",
            "say-count.1", "say-count.2", "say-count.3",
            "say-set-done", "well-effort", "say-all-done",
        ]  # fmt: skip
        (report,) = visit.session.reports
        assert (report.verdict, report.rep_count) == ("observed", 3)
        assert [(found.fault, found.rep) for found in report.findings] == [
            (seen, n) for n in (1, 2, 3)
        ]

    def test_who_sits_is_watched_once(self):
        visit = Visit("sitting", 15)
        visit.until("set", at_desk(elbow=150))
        visit.until("done", at_desk(elbow=150))
        assert visit.stages == ["ready", "set", "closing", "done"]  # sits already
        assert visit.names() == [
            "say-safety", "say-keep", "say-seconds-left.5",
            "say-set-done", "well-effort", "say-all-done",
        ]  # fmt: skip
        (report,) = visit.session.reports
        assert (report.verdict, len(report.holds)) == ("observed", 1)
        assert [found.fault for found in report.findings] == ["elbows_off"]

    def test_who_walks_may_leave_the_picture_and_come_back(self):
        visit = Visit("walking", 3)
        visit.until("set", walking(0.0))
        gone = Pose.empty(0.0, (1280, 720))
        for back in (False, True, False):
            visit.sees(gone, 5.0)
            for share, _ in film(lambda share, t: (share, t), [(0, 0), (4.5, 1)], FPS):
                visit.sees(walking(1 - share if back else share, back=back, gaze=38))
        visit.until("done", walking(1.0))
        assert visit.stages == ["ready", "countdown", "set", "closing", "done"]
        assert visit.names() == [
            "say-safety", "say-still", "say-count.3", "say-count.2", "say-count.1",
            "say-go-walking", "say-count.1", "say-count.2", "say-count.3",
            "say-set-done", "well-effort", "say-all-done",
        ]  # fmt: skip
        (report,) = visit.session.reports
        assert (report.verdict, report.rep_count) == ("observed", 3)
        assert [found.fault for found in report.findings] == ["looks_down"] * 3

    def test_who_does_not_come_back_from_a_walk_is_waited_for(self):
        visit = Visit("walking", 3)
        visit.until("set", walking(0.0))
        visit.sees(Pose.empty(0.0, (1280, 720)), 11.0)
        assert visit.names()[-1] == "say-lost"
        assert visit.session.stage == "paused"

    def test_who_does_not_have_the_arms_up_is_told_where_they_belong(self):
        visit = Visit("overhead_squat", 3)
        visit.sees(overhead(0.0, 0.0, raised=150), 12)
        assert "say-place-overhead_squat" in visit.names()
        assert visit.session.stage == "ready"


class TestPaced:
    """In for 2 s, out for 3 s."""

    def test_from_the_camera_to_the_spoken_end(self):
        visit = whole()
        assert visit.stages == ["ready", "countdown", "set", "closing", "done"]
        assert visit.names() == [
            "say-safety", "say-still", "say-before-breathe",
            "say-count.3", "say-count.2", "say-count.1", "say-go-breathe",
            "say-pace_in-breathe", "say-pace_out-breathe",
            "say-pace_in-breathe.plain", "say-pace_out-breathe.plain",
            "say-pace_in", "say-pace_out",
            "say-set-done", "well-effort", "say-all-done",
        ]  # fmt: skip
        (report,) = visit.session.reports
        assert (report.verdict, report.rounds, visit.session.screen.count) == ("guided", 3, 3)

    def test_the_parts_are_told_as_they_begin(self):
        visit = whole()
        told = [t for t, name in spoken(visit) if name.startswith("say-pace_")]
        assert [b - a for a, b in pairwise(told)] == pytest.approx([2, 3, 2, 3, 2], abs=1.5 / FPS)

    @pytest.mark.parametrize(("tempo", "beeps"), [("off", 0), ("beep", 9), ("voice", 9)])
    def test_each_second_between_is_beeped(self, tempo, beeps):
        visit = whole() if tempo == "off" else whole(tempo=tempo)
        assert len(visit.times("tick")) == beeps  # one while it goes in, two while it goes out

    def test_with_few_words_how_it_is_done_is_told_once(self):
        visit = paced(talk="few")
        visit.until("done", PROPPED)
        assert visit.names("say-pace_in") == ["say-pace_in-breathe", "say-pace_in", "say-pace_in"]

    def test_how_many_are_left_is_told_once(self):
        visit = paced(6)
        visit.until("done", PROPPED)
        assert visit.names("say-left") == ["say-left.3"]
        left, last = visit.times("say-left.3")[0], visit.times("say-pace_in")[-1]
        assert 8.5 < last - left <= 10  # in the fourth of six breaths, once its word is over

    def test_who_leaves_is_waited_for_and_goes_on_with_the_breath_that_was_broken_off(self):
        visit = paced()
        visit.sees(PROPPED, 7.5)  # in the second breath
        away = visit.t
        visit.sees(STANDING, 10.0)
        assert visit.names(since=away + 1.0) == ["say-pace-waits"]
        assert visit.session.stage == "set"
        back = visit.t
        visit.until("done", PROPPED)
        assert visit.names("say-pace_", since=back) == [
            "say-pace_in-breathe.plain", "say-pace_out-breathe.plain",
            "say-pace_in", "say-pace_out",
        ]  # fmt: skip
        assert visit.session.reports[0].rounds == 3

    def test_a_part_is_handed_on_before_it_begins_and_once(self):
        """A frame that comes late makes no word late."""
        visit = paced()
        handed: dict[tuple[float, str], float] = {}
        while visit.session.stage == "set":
            visit.sees(PROPPED, 1 / FPS)
            for said in visit.session.mouth.said:
                if said.line and said.line.key.startswith("say-pace_"):
                    handed.setdefault((said.t, said.line.key), visit.t)
        told = sorted(handed)
        assert len(told) == 6
        assert [round(b[0] - a[0], 1) for a, b in pairwise(told)] == [2, 3, 2, 3, 2]
        assert all(0.5 < t - handed[t, key] <= 0.8 for t, key in told[1:])

    def test_a_pause_breaks_the_breath_off(self):
        visit = paced()
        visit.sees(PROPPED, 8.0)
        visit.session.ask("pause")
        visit.sees(PROPPED, 20.0)
        assert (visit.session.stage, visit.names()[-1]) == ("paused", "say-pause")
        visit.session.ask("resume")
        visit.until("done", PROPPED)
        assert visit.session.reports[0].rounds == 3
        assert visit.names("say-pace-waits") == []

    def test_the_own_limit_ends_it(self):
        visit = paced(6, most=2)
        visit.until("done", PROPPED)
        assert visit.session.reports[0].rounds == 2
        assert visit.names("say-set-done", "say-early-done", "cue-") == ["say-set-done"]

    def test_stopped_before_its_end(self):
        visit = paced()
        visit.sees(PROPPED, 8.0)
        visit.session.ask("stop")
        visit.until("done", PROPPED)
        assert visit.names()[-3:] == ["say-early-done", "well-some", "say-all-done"]

    def test_the_ring_goes_round_with_the_breath(self):
        visit = whole()
        rings = [screen.ring for screen in visit.of("set") if screen.ring]
        assert {(ring.part, ring.of) for ring in rings} == {("pace_in", 2.0), ("pace_out", 3.0)}
        parts = [part for part, _ in groupby(ring.part for ring in rings)]
        assert parts == ["pace_in", "pace_out"] * 3
        assert all(0 <= ring.seconds <= ring.of + 0.01 for ring in rings)


def spoken(visit: Visit) -> list[tuple[float, str]]:
    return [(said.t, said.line.name) for said in visit.session.mouth.said if said.line]


class TestHoldsOfTwoSides:
    def test_one_side_and_then_the_other(self):
        visit = Visit("lean", 5)
        visit.until("set", ONE_SIDE)
        visit.until("ready", ONE_SIDE)
        assert visit.names()[-1] == "say-other-side"
        assert visit.session.side_done
        visit.until("set", OTHER_SIDE)
        assert visit.names()[-1] == "say-keep"
        visit.until("done", OTHER_SIDE)
        assert visit.stages == ["ready", "set", "ready", "set", "closing", "done"]
        sides = [hold.side for report in visit.session.reports for hold in report.holds]
        assert sorted(sides) == ["left", "right"]
        assert visit.names("say-rest", "say-set.") == []
        assert {screen.set_number for screen in visit.of("set")} == {1}

    def test_the_last_frame_of_a_side_is_still_of_its_own_checker(self):
        """Whatever keeps the set takes the frame with the state of that set."""
        visit = Visit("lean", 3)
        visit.until("set", ONE_SIDE)
        checker = visit.session.checker
        while visit.session.stage == "set":
            visit.sees(ONE_SIDE)
        assert visit.session.set_pose is not None
        assert visit.session.checker is checker
        visit.sees(ONE_SIDE)
        assert visit.session.checker is not checker

    def test_who_stays_on_the_first_side_is_told_again_and_taken_at_last(self):
        visit = Visit("lean", 5)
        visit.until("set", ONE_SIDE)
        visit.until("ready", ONE_SIDE)
        asked = visit.t
        visit.sees(ONE_SIDE, OTHER_SIDE_S - 1.0)
        assert visit.session.stage == "ready"
        assert visit.session.direction == Line("say-other-side")
        assert visit.session.screen.light == "amber"
        assert set(visit.names(since=asked + 2.0)) == {"say-other-side"}
        visit.until("set", ONE_SIDE, limit=5.0)

    @pytest.mark.parametrize("again", [{"knee": "far"}, {"view": View(mirrored=True)}])
    def test_what_is_paced_on_each_side_changes_legs_or_turns_round(self, again):
        one, other = half_kneeling(0.5), half_kneeling(0.5, **again)
        visit = Visit("hip_flexor", 1)
        visit.until("set", one)
        visit.until("ready", one)
        assert (visit.names()[-1], visit.session.side_done) == ("say-other-side", "left")
        visit.sees(one, 3.0)
        assert visit.session.direction == Line("say-other-side")
        visit.until("set", other, limit=12.0)
        visit.until("done", other)
        assert [report.rounds for report in visit.session.reports] == [1, 1]
        assert [list(report.per_side) for report in visit.session.reports] == [["left"], ["right"]]

    def test_two_sets_are_two_of_each_side_with_a_rest_between_them(self):
        visit = Visit("lean", 3, sets=2, rest_s=15)
        for number, pose in enumerate((ONE_SIDE, OTHER_SIDE) * 2, 1):
            visit.until("set", pose)
            visit.until(("closing", "ready", "rest", "ready")[number % 4], pose)
        assert visit.names("say-rest", "say-set.", "say-other-side") == [
            "say-other-side", "say-rest.15", "say-set.2", "say-other-side",
        ]  # fmt: skip
        assert len(visit.session.reports) == 4
        numbers = [n for n, _ in groupby(screen.set_number for screen in visit.of("set"))]
        assert numbers == [1, 2]


def marched(visit: Visit, *legs: str) -> None:
    """One rep of each of these legs, "near" or "far"."""
    for leg in legs:
        swing = lambda share, t, leg=leg: all_fours(  # noqa: E731
            t, legs=(70 * share, 0.0) if leg == "near" else (0.0, 70 * share)
        )
        for pose in film(swing, reps(0.0, 1.0, 2.0, 1.0, 2.0), FPS):
            visit.sees(pose)


@pytest.fixture(scope="module")
def two_each() -> Visit:
    """Two reps of each side, in no strict turn."""
    visit = Visit("march", 2)
    visit.until("set", CROUCHED)
    marched(visit, "near", "far", "far", "near")
    visit.until("done", CROUCHED)
    return visit


class TestAlternating:
    def test_each_side_is_counted_aloud_for_itself(self, two_each):
        counted = two_each.names("say-side", "say-count")[3:]
        near, far = counted[0], counted[2]
        assert {near, far} == {"say-side-left", "say-side-right"}
        assert counted == [
            near, "say-count.1", far, "say-count.1", far, "say-count.2", near, "say-count.2",
        ]  # fmt: skip

    def test_it_is_done_when_both_are(self, two_each):
        (report,) = two_each.session.reports
        assert (report.rep_count, report.per_side) == (4, {"left": 2, "right": 2})
        ended = two_each.names("say-set-done", "say-fewer", "say-none", "say-other-side")
        assert ended == ["say-set-done"]
        assert two_each.session.screen.sides == {"left": 2, "right": 2}

    def test_more_of_one_side_does_not_end_it_and_is_told(self):
        visit = Visit("march", 4)
        visit.until("set", CROUCHED)
        marched(visit, *["near"] * 4)
        visit.sees(CROUCHED, 5.0)
        assert visit.session.stage == "set"
        assert visit.names("say-other-side") == ["say-other-side"]
        visit.session.ask("stop")
        visit.until("done", CROUCHED)
        (side,) = visit.session.reports[0].per_side
        other = "left" if side == "right" else "right"
        assert visit.names("say-fewer", "say-none") == [f"say-none-{other}"]


def test_a_session_runs_the_steps_it_is_given():
    """A lift, then a plank: the way of a routine, with no rest to wait for between them."""
    steps = [Step("hip_lift", 1, rest_s=15), Step("plank", 5)]
    visit = Visit("hip_lift", 1)
    visit.session = Session(visit.plan, "ja", steps)
    visit.until("set", LYING)
    visit.rep()
    visit.until("ready", LYING, limit=1)
    assert visit.session.step == steps[1]
    assert visit.names()[-1] == "say-next-plank"
    visit.sees(LYING, 12.0)
    assert visit.names()[-1] == "say-place-plank"
    visit.until("set", PLANKED)
    visit.until("done", PLANKED)
    assert [report.exercise for report in visit.session.reports] == ["hip_lift", "plank"]
    assert visit.names("say-set.", "say-rest") == []
    assert visit.session.screen.count == 5


def test_an_exercise_of_several_can_be_left_out():
    plan = Plan("hip_lift", 3, sets=2, then=(Plan("plank", 5), Plan("hip_hinge", 1)))
    visit = Visit()
    visit.session = session = Session(plan, "ja")
    visit.until("set", LYING)
    visit.rep()
    session.ask("skip")
    visit.sees(LYING, 0.2)
    assert (session.stage, session.step.exercise, session.more) == ("ready", "plank", True)
    session.ask("pause")
    visit.sees(LYING, 0.2)
    session.ask("skip")  # also while it is paused
    visit.sees(LYING, 0.2)
    assert (session.stage, session.step.exercise, session.more) == ("ready", "hip_hinge", False)
    session.ask("skip")  # nothing comes after it
    visit.sees(LYING, 0.2)
    assert session.stage == "ready"
    assert [(each.exercise, each.rep_count) for each in session.reports] == [("hip_lift", 1)]
    assert visit.names("say-next-") == ["say-next-plank", "say-next-hip_hinge"]


def test_words_are_demanded_of_every_engine():
    assert needed(EXERCISES["breathe"]) >= {
        "say-go-breathe", "say-pace_in", "say-pace_in-breathe", "say-pace_out-breathe.plain",
        "way-pace_in", "own-limit-breathe",
    }  # fmt: skip
    assert not any(key.startswith(("cue-", "praise-")) for key in needed(EXERCISES["breathe"]))
    assert needed(EXERCISES["lean"]) >= {"say-go-lean", "cue-own_limit-hold", "cue-turns-own.plain"}
    march = needed(EXERCISES["march"])
    assert march >= {"say-go", "say-lift-2", "say-lower-2", "cue-too_fast-out", "metric-top_pct"}
    assert not any("own-limit" in key or "own_limit" in key for key in march)
