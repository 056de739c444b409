from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import groupby, pairwise

import pytest

from coach.ready import STILL_S
from coach.session import Plan, Ring, Screen, Session
from coach.sets import IDLE_S, LEFT_S
from coach.stages import (
    ASKED_AFTER_S,
    DIRECTION_AFTER_S,
    DIRECTION_AGAIN_S,
    GONE_S,
    LEFT_PLACE_S,
    PAUSED_MAX_S,
    READY_MAX_S,
    READY_S,
)
from coach.voice import Line, clips, seconds
from coach.words import LANGUAGES
from pose.pose import Pose
from practice.routines import easier
from rules import EXERCISES
from rules.hip_lift import OVER_ARCH
from rules.hold import PAUSE_SEVERE_S
from rules.plank import SAG
from tests.figures import (
    View,
    all_fours,
    arms_up,
    film,
    hinge,
    hinge_path,
    hip_lift,
    lift_path,
    lift_rest,
    plank,
    propped,
    reps,
)

FPS = 10
# Only a rep's own frames have an outline.
LYING, STANDING = (replace(pose, mask=None) for pose in (hip_lift(lift_rest()), hinge(0)))
PLANKED = plank(0)
NOBODY = Pose.empty(0.0, LYING.size)
REST = {"hip_lift": LYING, "hip_hinge": STANDING, "plank": PLANKED}
REP = {"hip_lift": (3.0, 2.0, 4.0), "hip_hinge": (2.0, 1.0, 2.0)}  # s up, stay, down
LEAD = 1.0  # s of rest round each rep of a figure
ARCHED = OVER_ARCH.mild.enter + 4


@cache
def rep(exercise: str, fps: float, up=None, top=0.0, still=None) -> list[Pose]:
    """One rep of a figure in its source text's tempo, with a moment of rest before and after."""
    first, stay, back = REP[exercise]
    stay = still or stay
    if exercise == "hip_lift":
        knots = reps(lift_rest(), top, up or first, stay, back, lead=LEAD)
        return film(lift_path(top), knots, fps)
    return film(hinge_path(60.0, 0.25), reps(0.0, 60.0, up or first, stay, back, lead=LEAD), fps)


class Visit:
    """Someone before the camera: frames go on as long as they are told to."""

    def __init__(self, exercise="hip_lift", target=3, fps=FPS, language="ja", **plan):
        self.plan = Plan(exercise, target, **plan)
        self.session = Session(self.plan, language)
        self.fps, self.language, self.frames = fps, language, 0
        self.screens: list[tuple[float, Screen]] = []

    @property
    def t(self) -> float:
        """Time of the next frame."""
        return self.frames / self.fps

    def sees(self, pose: Pose, seconds: float = 0.0) -> None:
        """The same pose for so long; one frame of it when no time is given."""
        for _ in range(max(1, round(seconds * self.fps))):
            self.session.update(replace(pose, t=self.t))
            self.screens.append((self.t, self.session.screen))
            self.frames += 1

    def until(self, stage: str, pose: Pose, limit: float = 60.0) -> None:
        """The same pose until the session has come to a stage."""
        end = self.t + limit
        while self.session.stage != stage:
            assert self.t < end, f"still {self.session.stage} after {limit} s: {self.names()}"
            self.sees(pose)

    def begins(self) -> "Visit":
        """Set-up, countdown and position, up to the first frame of the set."""
        self.until("set", REST[self.plan.exercise])
        return self

    def rep(self, count=1, part=(0.0, 1.0), **how) -> None:
        """Reps, or a part of one (shares of its time)."""
        poses = rep(self.plan.exercise, self.fps, **how)
        for _ in range(count):
            for pose in poses[round(part[0] * len(poses)) : round(part[1] * len(poses))]:
                self.sees(pose)

    def names(self, *beginnings: str, since: float = -1.0) -> list[str]:
        """Names of the sentences said, of some kinds only when given."""
        said = [each for each in self.session.mouth.said if each.line and each.t >= since]
        return [s.line.name for s in said if s.line.name.startswith(beginnings or "")]

    def times(self, name: str) -> list[float]:
        """When a sentence was said, or a beep."""
        return [
            each.t
            for each in self.session.mouth.said
            if (each.line.name if each.line else each.beep) == name
        ]

    @property
    def stages(self) -> list[str]:
        return [stage for stage, _ in groupby(screen.stage for _, screen in self.screens)]

    def of(self, stage: str) -> list[Screen]:
        """What was on screen in a stage."""
        return [screen for _, screen in self.screens if screen.stage == stage]


def whole(exercise="hip_lift", target=3, fps=FPS, language="ja", **plan) -> Visit:
    """A good session from the first frame to the end."""
    visit = Visit(exercise, target, fps, language, **plan)
    for number in range(1, visit.plan.sets + 1):
        visit.until("set", REST[exercise], limit=visit.plan.rest_s + 60)
        if EXERCISES[exercise].engine == "hold":
            last = number == visit.plan.sets
            visit.until("closing" if last else "rest", PLANKED, limit=target + 5)
        else:
            visit.rep(target)
    visit.until("done", REST[exercise])
    return visit


kept_whole = cache(whole)
COUNTED_IN = ["say-safety", "say-still", "say-count.3", "say-count.2", "say-count.1"]
RATE = {"ja": (30, "ja"), "en": (FPS, "en")}


class TestTheWholeWay:
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("exercise", ["hip_lift", "hip_hinge"])
    def test_reps_from_the_camera_to_the_spoken_end(self, exercise, language):
        visit = kept_whole(exercise, 3, *RATE[language])
        assert visit.stages == ["ready", "countdown", "set", "closing", "done"]
        names = visit.names()
        assert names[:5] == COUNTED_IN
        best = "over_arch" if exercise == "hip_lift" else "rounded_back"
        assert names[5:] == [
            "say-go", "say-count.1", "say-count.2", "say-count.3", "say-set-done",
            f"well-{best}", "say-same-again", "say-all-done",
        ]  # fmt: skip
        (report,) = visit.session.reports
        assert (report.rep_count, report.verdict) == (3, "ok")
        assert visit.session.screen.count == 3

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_a_hold_from_the_camera_to_the_spoken_end(self, language):
        visit = kept_whole("plank", 20, *RATE[language])
        assert visit.stages == ["ready", "set", "closing", "done"]  # up already: not kept waiting
        assert visit.names() == [
            "say-safety", "say-keep", "say-seconds.10", "say-seconds-left.5", "say-set-done",
            "well-sag", "say-same-again", "say-all-done",
        ]  # fmt: skip
        (report,) = visit.session.reports
        assert report.verdict == "ok"
        assert sum(hold.good_s for hold in report.holds) == pytest.approx(20, abs=0.2)
        assert visit.session.screen.count == 20

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("target", [("hip_lift", 3), ("hip_hinge", 3), ("plank", 20)])
    def test_every_sentence_has_a_clip_and_none_overlaps(self, target, language):
        said = kept_whole(*target, *RATE[language]).session.mouth.said
        spoken = [(each.t, each.line) for each in said if each.line]
        assert {line.name for _, line in spoken} <= clips(language).keys()
        for (t, line), (later, _) in pairwise(spoken):
            assert later >= t + seconds(line, language) - 1e-6

    @pytest.mark.parametrize("target", [("hip_lift", 3), ("plank", 20)])
    def test_the_same_frames_give_the_same_session(self, target):
        one, two = kept_whole(*target), whole(*target)
        assert one.session.mouth.said == two.session.mouth.said
        assert one.screens == two.screens
        assert one.session.reports == two.session.reports

    def test_the_camera_s_clock_may_begin_anywhere(self):
        """Poses at the same distances from another first time say the same."""
        visit, late = kept_whole("plank", 20), Visit("plank", 20)
        late.frames = 100_000
        late.until("done", PLANKED)
        assert late.names() == visit.names()

    def test_a_fault_is_corrected_praised_when_it_is_gone_and_left_for_the_end(self):
        visit = Visit(target=3).begins()
        visit.rep(up=0.6)
        visit.rep(2)
        visit.until("done", LYING)
        about = ["cue-too_fast-up", "praise-too_fast", "well-over_arch", "say-next"]
        assert visit.names("cue", "praise", "well", "say-next") == [*about, "cue-too_fast-up"]

    def test_what_is_not_the_exercise_is_no_set(self):
        visit = Visit()
        visit.sees(STANDING, 60.0)
        assert visit.session.stage == "ready"
        assert visit.session.reports == []


WORDS = {
    "no_person": NOBODY,
    "two_people": hip_lift(lift_rest(), view=View(people=2)),
    "not_side_on": hip_lift(lift_rest(), view=View(width=0.7)),
    "out_of_frame": hip_lift(lift_rest(), view=View(shift=(500, 0))),
    "too_far": hip_lift(lift_rest(), view=View(scale=0.06)),
    "hidden": hip_lift(lift_rest(), view=View(near=0.2, far=0.1)),
}
FRONT = View(width=0.7)  # somebody who faces the camera


class TestTheCamera:
    @pytest.mark.parametrize("reason", WORDS)
    def test_what_is_amiss_is_told_in_one_direction(self, reason):
        visit = Visit()
        visit.sees(WORDS[reason], 10.0)
        told = "frame" if reason == "no_person" else reason
        assert visit.names() == ["say-safety", f"say-{told}"]
        assert visit.session.stage == "ready"

    def test_the_direction_is_repeated_less_and_less_often(self):
        visit = Visit()
        visit.sees(NOBODY, 75.0)
        times = visit.times("say-frame")
        again = DIRECTION_AGAIN_S
        steps = [later - t for t, later in pairwise(times)]
        assert steps == pytest.approx([again, 2 * again, 4 * again], abs=0.4)

    def test_who_was_there_and_has_gone_is_not_told_to_come_for_the_first_time(self):
        visit = Visit()
        visit.sees(LYING)
        visit.sees(NOBODY, 5.0)
        assert visit.names() == ["say-safety", "say-no_person"]

    def test_another_direction_has_its_own_turn(self):
        visit = Visit()
        visit.sees(NOBODY, 8.0)
        visit.sees(WORDS["out_of_frame"], 3.0)
        assert visit.names()[1:] == ["say-frame", "say-out_of_frame"]

    @pytest.mark.parametrize(("beyond", "told"), [(-0.2, []), (0.2, ["say-too_far"])])
    def test_a_moment_needs_no_direction(self, beyond, told):
        visit = Visit()
        visit.sees(NOBODY, 9.5)
        visit.sees(WORDS["too_far"], DIRECTION_AFTER_S + beyond)
        visit.sees(LYING, 1.0)
        assert visit.names("say-too") == told

    def test_the_first_sentence_is_heard_to_its_end(self):
        visit = kept_whole()
        (still,) = visit.times("say-still")
        assert still >= seconds(visit.session.mouth.said[0].line, "ja")

    @pytest.mark.parametrize(
        ("pose", "light"),
        [
            (LYING, "green"),
            (NOBODY, "red"),
            (WORDS["two_people"], "red"),
            (WORDS["not_side_on"], "amber"),
            (WORDS["out_of_frame"], "amber"),
            (WORDS["too_far"], "amber"),
            (WORDS["hidden"], "amber"),
            (STANDING, "amber"),
        ],
        ids=["ok", *WORDS, "elsewhere"],
    )
    def test_the_light(self, pose, light):
        visit = Visit()
        visit.sees(pose, 1.5)
        assert visit.session.screen == Screen("ready", 1, 0, light)

    def test_no_light_once_the_camera_is_set_up(self):
        visit = kept_whole()
        lit = {screen.stage for _, screen in visit.screens if screen.light}
        assert lit == {"ready"}


class TestTheCountdown:
    def test_three_two_one_a_second_apart(self):
        visit = kept_whole()
        three, two, one = (visit.times(f"say-count.{n}")[0] for n in (3, 2, 1))
        assert two - three == pytest.approx(1.0, abs=1.5 / FPS)
        assert one - two == pytest.approx(1.0, abs=1.5 / FPS)

    def test_the_screen_counts_with_the_voice(self):
        visit = kept_whole()
        for number in (3, 2, 1):
            said = visit.times(f"say-count.{number}")[0]
            shown = {screen.left_s for t, screen in visit.screens if said <= t < said + 0.85}
            assert shown == {number}
        assert visit.of("countdown")[-1].left_s == 1

    def test_the_screen_never_shows_more_than_three(self):
        assert {screen.left_s for screen in kept_whole().of("countdown")} - {None} == {1, 2, 3}

    @pytest.mark.parametrize(("away", "stage"), [(-0.2, "countdown"), (0.2, "ready")])
    @pytest.mark.parametrize("elsewhere", [NOBODY, STANDING], ids=["gone", "up"])
    def test_leaving_the_place_breaks_it_off(self, elsewhere, away, stage):
        visit = Visit()
        visit.until("countdown", LYING)
        visit.sees(LYING, 0.5)
        visit.sees(elsewhere, LEFT_PLACE_S + away)
        assert visit.session.stage == stage
        visit.until("set", LYING)
        again = ["say-count.3"] * (stage == "ready")
        assert visit.names("say-count.3", "say-go") == ["say-count.3", *again, "say-go"]

    def test_who_begins_too_soon_is_not_stopped(self):
        visit = Visit()
        visit.until("countdown", LYING)
        visit.rep(part=(0.0, 0.4))
        assert visit.session.stage == "set"


PLACES = pytest.mark.parametrize(
    ("exercise", "elsewhere"),
    [
        ("hip_lift", STANDING),
        ("hip_lift", hinge(0, view=FRONT)),
        ("hip_lift", PLANKED),
        ("plank", STANDING),
        ("plank", hinge(0, view=FRONT)),
        ("plank", LYING),
        ("hip_hinge", LYING),
        ("hip_hinge", hip_lift(lift_rest(), view=FRONT)),
        ("hip_hinge", PLANKED),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)


class TestThePlace:
    @PLACES
    def test_who_is_elsewhere_is_told_where_to_go_and_awaited(self, exercise, elsewhere):
        """And hears of nothing else before: not of the camera, not of turning, no countdown."""
        visit = Visit(exercise)
        visit.sees(elsewhere, 75.0)
        place = f"say-place-{exercise}"
        assert visit.names() == ["say-safety", place, place, place]
        first, second, third = visit.times(place)
        assert first == pytest.approx(seconds(visit.session.mouth.said[0].line, "ja"), abs=0.3)
        assert second - first == pytest.approx(20, abs=0.4)
        assert third - second == pytest.approx(40, abs=0.2)
        visit.until("set", REST[exercise], limit=12)
        assert visit.names()[-1] == ("say-keep" if exercise == "plank" else "say-go")

    def test_who_faces_the_camera_is_told_to_turn(self):
        visit = Visit("hip_hinge")
        visit.sees(hinge(0, view=FRONT), 6.0)
        assert visit.names() == ["say-safety", "say-turn"]

    def test_who_lies_across_is_told_of_the_camera(self):
        visit = Visit("hip_lift")
        visit.sees(hip_lift(lift_rest(), view=FRONT), 6.0)
        assert visit.names() == ["say-safety", "say-not_side_on"]

    @pytest.mark.parametrize("where", [propped(), all_fours()], ids=["propped", "all fours"])
    def test_a_plank_begins_from_the_arms_and_is_counted_in(self, where):
        visit = Visit("plank", 20)
        visit.until("set", where)
        assert visit.names() == [*COUNTED_IN, "say-go-plank"]
        visit.sees(PLANKED, 4.5)
        assert visit.session.screen.count == 4

    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("exercise", REST)
    def test_from_an_empty_room_by_way_of_standing_there(self, exercise, language):
        """The whole first minute, for somebody who begins standing and facing the camera."""
        visit = Visit(exercise, language=language)
        visit.sees(NOBODY, 7.0)
        visit.sees(hinge(0, view=FRONT), 6.0)
        down = {"hip_lift": LYING, "plank": propped(), "hip_hinge": STANDING}[exercise]
        visit.until("set", down)
        way = "say-turn" if exercise == "hip_hinge" else f"say-place-{exercise}"
        go = "say-go-plank" if exercise == "plank" else "say-go"
        assert visit.names() == ["say-safety", "say-frame", way, *COUNTED_IN[1:], go]
        assert overlapping(visit) == []

    @pytest.mark.parametrize(("still", "stage"), [(-0.6, "ready"), (0.3, "countdown")])
    def test_the_body_must_keep_still_for_a_second(self, still, stage):
        visit = Visit()
        swaying(visit, 12.0)
        assert visit.session.stage == "ready"
        assert set(visit.names()) == {"say-safety", "say-still"}
        visit.sees(LYING, STILL_S + READY_S + still)
        assert visit.session.stage == stage

    def test_who_is_gone_hears_that_instead(self):
        visit = Visit()
        visit.sees(STANDING, 8.0)
        visit.sees(NOBODY, 4.0)
        assert visit.names()[-1] == "say-no_person"

    def test_who_lies_there_already_hears_nothing_of_it(self):
        assert kept_whole().names("say-place") == []

    def test_what_is_missing_can_be_read_all_the_time(self):
        visit = Visit()
        for pose, words in (
            (NOBODY, "say-frame"), (STANDING, "say-place-hip_lift"), (NOBODY, "say-no_person"),
            (WORDS["not_side_on"], "say-not_side_on"), (LYING, "say-still"),
        ):  # fmt: skip
            visit.sees(pose, 1.2)
            assert visit.session.direction.name == words
        visit.until("set", LYING)
        assert visit.session.direction is None

    @pytest.mark.parametrize(
        ("pose", "limit", "met"), [(NOBODY, PAUSED_MAX_S, False), (STANDING, READY_MAX_S, True)]
    )
    def test_nobody_is_waited_for_without_end(self, pose, limit, met):
        visit = Visit(fps=3)
        visit.sees(pose, limit - 1.0)
        assert visit.session.stage == "ready"
        visit.until("done", pose, limit=15.0)
        assert visit.session.reports == []
        assert visit.names()[-1] == ("say-early-done" if met else "say-nobody")

    def test_nor_before_the_second_set_whose_first_stays(self):
        visit = Visit(target=1, sets=2, rest_s=15).begins()
        visit.rep()
        visit.until("ready", NOBODY)
        visit.until("done", NOBODY, limit=PAUSED_MAX_S + 20)
        assert visit.names()[-2:] == ["say-nobody", "say-all-done"]
        assert len(visit.session.reports) == 1


def swaying(visit: Visit, seconds: float) -> None:
    """Somebody on their back who cannot keep still."""
    moved = [hip_lift(lift_rest(), view=View(shift=(dx, 0))) for dx in (0, 60)]
    for i in range(round(seconds * visit.fps)):
        visit.sees(replace(moved[i // 4 % 2], mask=None))


def silent_pause(visit: Visit) -> None:
    visit.session.ask("pause")
    visit.sees(LYING)


class TestThePause:
    @pytest.mark.parametrize("wish", ["pause", "resume"])
    def test_asked_for_and_ended(self, wish):
        visit = Visit(target=2).begins()
        visit.rep()
        begun = visit.t
        visit.session.ask("pause")
        visit.sees(LYING, 30.0)
        assert visit.session.stage == "paused"
        assert visit.names(since=begun) == ["say-pause"]
        visit.session.ask(wish)
        visit.sees(LYING, 1.0)
        assert (visit.session.stage, visit.names()[-1]) == ("set", "say-resume")
        visit.rep()
        visit.until("done", LYING)
        (report,) = visit.session.reports
        assert visit.names("say-count")[3:] == ["say-count.1", "say-count.2"]
        assert (report.rep_count, report.verdict, report.judged_share) == (2, "ok", 1.0)
        assert report.duration_s < 2 * len(rep("hip_lift", FPS)) / FPS + 2.0

    def test_the_set_s_own_time_stands_still(self):
        visit = Visit(target=2).begins()
        visit.rep()
        before = visit.session.set_pose.t
        visit.session.ask("pause")
        visit.sees(LYING)
        assert visit.session.set_pose is None
        visit.sees(LYING, 100.0)
        visit.session.ask("resume")
        visit.sees(LYING)
        assert visit.session.set_pose is None
        visit.sees(LYING)
        assert before < visit.session.set_pose.t < before + 1.0

    def test_one_raised_hand_pauses_and_goes_on(self):
        visit = Visit(target=2).begins()
        visit.rep()
        visit.sees(arms_up(LYING, "LEFT"), 2.0)
        assert (visit.session.stage, visit.names()[-1]) == ("paused", "say-pause")
        visit.sees(LYING, 5.0)
        assert visit.session.stage == "paused"
        visit.sees(arms_up(LYING, "LEFT"), 2.0)
        assert (visit.session.stage, visit.names()[-1]) == ("set", "say-resume")
        visit.sees(LYING, 1.0)
        visit.rep()
        visit.until("done", LYING)
        assert visit.session.reports[0].rep_count == 2
        assert visit.session.reports[0].judged_share == 1.0

    def test_a_hand_raised_for_long_pauses_once(self):
        visit = Visit(target=2).begins()
        visit.rep()
        visit.sees(arms_up(LYING, "LEFT"), 10.0)
        assert visit.session.stage == "paused"

    def test_arms_to_the_ceiling_before_the_first_rep_pause_nothing(self):
        visit = Visit(target=2).begins()
        visit.sees(LYING, 1.0)
        visit.sees(arms_up(LYING, "LEFT"), 3.0)
        assert visit.session.stage == "set"

    def asked(self, question: str, **plan) -> "Visit":
        """Somebody who raised a hand after the first rep, at the moment at which they are asked
        that."""
        visit = Visit(target=3, **plan).begins()
        visit.rep()
        visit.sees(arms_up(LYING, "LEFT"), 2.0)
        while question not in visit.names():
            assert visit.session.stage == "paused"
            visit.sees(LYING)
        visit.sees(LYING, 1.0)
        return visit

    def test_pain_is_told_by_a_raised_hand_and_ends_all_with_a_kind_word(self):
        visit = self.asked("say-ask-pain", then=(Plan("hip_hinge", 3),))
        since = visit.t
        visit.sees(arms_up(LYING, "RIGHT"), 1.5)
        visit.until("done", LYING)
        assert visit.session.hurt == "hip_lift"
        assert visit.names(since=since) == ["say-pain", "say-pain-rest"]
        (report,) = visit.session.reports
        assert report.rep_count == 1

    def test_what_is_easier_takes_the_place_of_what_is_left(self):
        plan = {"easier": easier("hip_lift", {"pelvic_tilt": 4.0}), "sets": 2}
        visit = self.asked("say-ask-easier", then=(Plan("hip_hinge", 3),), **plan)
        visit.sees(arms_up(LYING, "LEFT"), 1.5)
        assert visit.names()[-1] == "say-easier-hip_lift"
        steps = [(step.exercise, step.target) for step in visit.session.steps]
        assert steps == [("pelvic_tilt", 4), ("hip_hinge", 3)]
        assert visit.session.stage == "ready"
        assert [report.exercise for report in visit.session.reports] == ["hip_lift"]
        visit.session.ask("easier")  # there is nothing easier than that
        visit.sees(LYING)
        assert visit.session.step.exercise == "pelvic_tilt"

    def test_the_next_exercise_comes_by_a_raised_hand(self):
        visit = self.asked("say-ask-skip", then=(Plan("hip_hinge", 3),))
        visit.sees(arms_up(LYING, "LEFT"), 1.5)
        assert visit.names()[-1] == "say-next-hip_hinge"
        assert visit.session.step.exercise == "hip_hinge"
        visit.sees(LYING, 1.0)
        visit.sees(arms_up(LYING, "LEFT"), 1.5)  # between two exercises a hand pauses as well
        assert visit.session.stage == "paused"

    def test_only_what_can_be_done_is_asked_and_then_waited_for(self):
        visit = self.asked("say-ask-on")
        assert visit.names("say-ask") == ["say-ask-pain", "say-ask-on"]
        visit.sees(LYING, 30.0)
        assert visit.names("say-ask") == ["say-ask-pain", "say-ask-on"]
        visit.sees(arms_up(LYING, "LEFT"), 1.5)
        assert visit.session.stage == "set"

    def test_a_hand_answers_what_was_asked_when_it_went_up(self):
        visit = Visit(target=3).begins()
        visit.rep()
        visit.sees(arms_up(LYING, "LEFT"), 2.0)
        while visit.session.mouth.quiet(visit.session.now) < ASKED_AFTER_S - 0.4:
            visit.sees(LYING)
        visit.sees(arms_up(LYING, "LEFT"), 1.5)  # the next question falls into it
        assert visit.session.hurt is None
        assert visit.session.stage == "set"

    def test_who_pauses_by_key_is_asked_nothing(self):
        visit = Visit(target=3).begins()
        visit.session.ask("pause")
        visit.sees(LYING, 30.0)
        assert visit.names("say-ask") == []

    @pytest.mark.parametrize("stage", ["ready", "set", "rest", "paused"])
    def test_pain_is_told_by_key_at_any_time(self, stage):
        visit = Visit(target=1, sets=2)
        visit.sees(LYING)
        if stage != "ready":
            visit.begins()
        if stage == "rest":
            visit.rep()
            visit.until("rest", LYING)
        if stage == "paused":
            visit.session.ask("pause")
            visit.sees(LYING)
        assert visit.session.stage == stage
        visit.session.ask("hurts")
        visit.until("done", LYING)
        assert visit.session.hurt == "hip_lift"
        assert visit.names()[-2:] == ["say-pain", "say-pain-rest"]

    def test_nor_does_a_hand_within_a_rep(self):
        visit = Visit(target=2).begins()
        visit.rep()
        visit.rep(part=(0.0, 0.45))  # up to the top
        top = rep("hip_lift", FPS)[round(0.45 * len(rep("hip_lift", FPS)))]
        visit.sees(arms_up(top, "LEFT"), 2.0)
        assert visit.session.stage == "set"

    @pytest.mark.parametrize(
        ("gone", "words"), [(NOBODY, "say-lost"), (WORDS["out_of_frame"], "say-out_of_frame")]
    )
    @pytest.mark.parametrize(("beyond", "stage"), [(-0.2, "set"), (0.2, "paused")])
    def test_two_seconds_out_of_the_picture(self, gone, words, beyond, stage):
        visit = Visit(target=2).begins()
        visit.rep()
        visit.sees(gone, GONE_S + beyond)
        assert visit.session.stage == stage
        told = [words] if stage == "paused" else []
        assert visit.names("say-lost", "say-no_person", "say-out_of_frame") == told

    def test_who_walks_out_bit_by_bit_is_out_of_the_picture_for_two_seconds_too(self):
        visit = Visit(target=2).begins()
        visit.rep()
        visit.sees(WORDS["out_of_frame"], 1.2)
        visit.sees(NOBODY, 1.2)
        assert visit.session.stage == "paused"

    def test_losing_the_person_is_said_once_and_the_set_goes_on_by_itself(self):
        visit = Visit(target=2).begins()
        visit.rep()
        visit.sees(NOBODY, 60.0)
        assert visit.names("say-lost", "say-no_person", "say-pause") == ["say-lost"]
        visit.sees(LYING, READY_S - 0.2)
        assert visit.session.stage == "paused"
        visit.sees(LYING, 0.5)
        assert (visit.session.stage, visit.names()[-1]) == ("set", "say-resume")
        visit.rep()
        visit.until("done", LYING)
        (report,) = visit.session.reports
        assert (report.rep_count, report.verdict) == (2, "ok")
        assert report.judged_share > 1 - (GONE_S + 1.0) / report.duration_s

    def test_who_paused_and_went_away_is_not_called_back(self):
        visit = Visit(target=2).begins()
        visit.rep()
        visit.session.ask("pause")
        visit.sees(NOBODY, 20.0)
        visit.sees(LYING, 20.0)
        assert visit.session.stage == "paused"
        assert visit.names()[-1] == "say-pause"

    @pytest.mark.parametrize("share", [0.25, 0.45, 0.6])
    def test_a_rep_under_way_is_not_counted_and_the_next_one_is(self, share):
        visit = Visit(target=2).begins()
        visit.rep()
        visit.rep(part=(0.0, share))
        visit.session.ask("pause")
        visit.sees(LYING, 10.0)
        visit.session.ask("resume")
        visit.sees(LYING, 1.0)
        assert visit.session.screen.count == 1
        visit.rep()
        visit.until("done", LYING)
        (report,) = visit.session.reports
        assert visit.names("say-count")[3:] == ["say-count.1", "say-count.2"]
        assert (report.rep_count, report.findings) == (2, [])
        assert report.judged_share == 1.0

    def test_paused_at_the_top_and_gone_on_from_there(self):
        visit = Visit(target=2).begins()
        visit.rep(part=(0.0, 0.45))
        top = rep("hip_lift", FPS)[round(0.45 * len(rep("hip_lift", FPS)))]
        visit.session.ask("pause")
        visit.sees(top, 5.0)
        visit.session.ask("resume")
        visit.sees(top, 1.0)
        visit.rep(part=(0.5, 1.0))
        visit.sees(LYING, 1.0)
        assert visit.session.screen.count == 0
        visit.rep(2)
        visit.until("done", LYING)
        assert visit.session.reports[0].rep_count == 2

    @pytest.mark.parametrize("target", [2, 3])
    def test_a_rep_that_is_all_but_done_is_counted_aloud_too(self, target):
        visit = Visit(target=target).begins()
        visit.rep()
        visit.rep(part=(0.0, 0.83))
        visit.session.ask("pause")
        visit.sees(LYING, 5.0)
        assert visit.session.screen.count == 2  # as on screen, so in words
        visit.session.ask("resume")
        visit.sees(LYING, 1.0)
        visit.rep(target - 2)
        visit.until("done", LYING)
        numbers = [f"say-count.{n}" for n in range(1, target + 1)]
        assert visit.names("say-count")[3:] == numbers

    def test_what_happened_before_a_pause_is_not_corrected_after_it(self):
        visit = Visit(target=5, talk="few").begins()  # 12 s between corrections
        visit.rep(up=0.6)
        corrected = len(visit.names("cue-"))
        visit.rep(top=40.0, part=(0.3, 0.42))
        visit.session.ask("pause")
        visit.sees(LYING, 60.0)
        visit.session.ask("resume")
        visit.sees(LYING, 5.0)
        assert len(visit.names("cue-")) == corrected

    @pytest.mark.parametrize(("after", "stage"), [(-1.0, "paused"), (1.0, "closing")])
    @pytest.mark.parametrize("why", ["asked", "lost"])
    def test_after_three_minutes_the_set_ends_with_what_was_done(self, why, after, stage):
        visit = Visit(target=5).begins()
        visit.rep()
        if why == "asked":
            visit.session.ask("pause")
        visit.until("paused", NOBODY)
        visit.sees(NOBODY, PAUSED_MAX_S + after)
        assert visit.session.stage == stage
        if stage == "closing":
            visit.until("done", NOBODY)
            assert [report.rep_count for report in visit.session.reports] == [1]
            assert visit.names("say-early", "say-set-done", "well-") == [
                "say-early-done", "well-over_arch",
            ]  # fmt: skip

    def test_the_countdown_cannot_be_paused(self):
        visit = Visit()
        visit.until("countdown", LYING)
        visit.session.ask("pause")
        visit.sees(LYING)
        assert visit.session.stage == "countdown"

    def test_waiting_for_the_position_can_be_paused(self):
        visit = Visit()
        visit.sees(STANDING)
        visit.session.ask("pause")
        visit.sees(STANDING, 30.0)
        assert visit.session.stage == "paused"
        visit.session.ask("pause")
        visit.sees(STANDING, 1.0)
        assert visit.session.stage == "ready"
        visit.until("set", LYING)

    def test_a_rest_that_is_paused_stands_still(self):
        visit = Visit(target=1, sets=2, rest_s=30).begins()
        visit.rep()
        visit.sees(LYING, 20.0)
        left = visit.session.screen.left_s
        assert (visit.session.stage, left) == ("rest", pytest.approx(20, abs=3))
        visit.sees(arms_up(LYING, "LEFT"), 1.5)
        assert visit.session.stage == "paused"
        left -= 1
        visit.sees(LYING, 40.0)
        visit.session.ask("resume")
        visit.sees(LYING)
        visit.sees(LYING)
        assert visit.session.screen.left_s == pytest.approx(left, abs=1)


class TestStop:
    def told(self, visit: Visit) -> list[str]:
        """What is said from Stop to the end."""
        begun = visit.t
        visit.session.ask("stop")
        visit.sees(LYING)
        assert visit.session.stage == "closing"
        visit.until("done", LYING)
        return visit.names(since=begun)

    @pytest.mark.parametrize("stage", ["ready", "countdown"])
    def test_before_the_set_there_is_no_report(self, stage):
        visit = Visit()
        visit.sees(LYING)
        visit.until(stage, LYING)
        assert "say-early-done" in self.told(visit)
        assert visit.session.reports == []

    def test_before_the_set_no_result_is_promised(self):
        visit = Visit()
        visit.sees(STANDING)
        assert "say-all-done" not in self.told(visit)

    def test_in_a_set_it_ends_with_what_was_done(self):
        visit = Visit(target=5).begins()
        visit.rep(2)
        assert self.told(visit) == [
            "say-early-done", "well-over_arch", "say-same-again", "say-all-done",
        ]  # fmt: skip
        assert [report.rep_count for report in visit.session.reports] == [2]

    def test_in_a_set_without_a_rep_nothing_is_praised(self):
        assert self.told(Visit().begins()) == ["say-go", "say-early-done", "say-all-done"][1:]

    def test_in_a_pause_of_the_set(self):
        visit = Visit(target=5).begins()
        visit.rep()
        visit.session.ask("pause")
        visit.sees(LYING, 10.0)
        assert self.told(visit)[:2] == ["say-early-done", "well-over_arch"]
        assert [report.rep_count for report in visit.session.reports] == [1]

    def test_in_the_rest_the_sets_that_were_done_stay(self):
        visit = Visit(target=1, sets=3, rest_s=60).begins()
        visit.rep()
        visit.sees(LYING, 20.0)
        assert self.told(visit) == ["say-early-done", "say-all-done"]
        assert [report.rep_count for report in visit.session.reports] == [1]

    def test_in_a_pause_of_the_rest(self):
        visit = Visit(target=1, sets=3, rest_s=60).begins()
        visit.rep()
        visit.sees(LYING, 20.0)
        visit.session.ask("pause")
        visit.sees(LYING, 5.0)
        assert self.told(visit) == ["say-early-done", "say-all-done"]
        assert len(visit.session.reports) == 1

    def test_more_sets_do_not_follow(self):
        visit = Visit(target=2, sets=3).begins()
        visit.rep()
        self.told(visit)
        assert visit.stages[-2:] == ["closing", "done"]

    @pytest.mark.parametrize("wish", ["stop", "pause", "resume"])
    def test_at_the_end_nothing_can_be_asked_any_more(self, wish):
        visit = Visit(target=1).begins()
        visit.rep()
        visit.until("closing", LYING)
        visit.session.ask(wish)
        visit.sees(LYING)
        assert visit.session.stage == "closing"
        visit.until("done", LYING)
        said = len(visit.session.mouth.said)
        visit.session.ask(wish)
        visit.sees(LYING, 5.0)
        assert (visit.session.stage, len(visit.session.mouth.said)) == ("done", said)
        assert len(visit.session.reports) == 1

    @pytest.mark.parametrize(
        ("stage", "reports"),
        [("ready", 0), ("countdown", 0), ("set", 1), ("paused", 1), ("rest", 1)],
    )
    def test_a_camera_that_is_gone_ends_everything_at_once(self, stage, reports):
        visit = Visit(target=1 if stage == "rest" else 5, sets=2)
        visit.until(stage if stage in ("ready", "countdown") else "set", LYING)
        if stage in ("set", "paused", "rest"):
            visit.rep()
        if stage == "paused":
            silent_pause(visit)
        assert visit.session.stage == stage
        visit.session.stop()
        assert visit.session.stage == "done"
        assert [report.rep_count for report in visit.session.reports] == [1] * reports

    def test_a_camera_that_is_gone_at_the_end_adds_no_report(self):
        visit = whole(target=1)
        visit.session.stop()
        assert len(visit.session.reports) == 1

    def test_a_camera_that_never_was(self):
        session = Session(Plan("hip_lift", 3), "ja")
        session.stop()
        assert (session.stage, session.reports) == ("done", [])


class TestSets:
    def test_two_sets_with_a_rest_between(self):
        visit = kept_whole(target=2, sets=2, rest_s=30)
        assert visit.stages == [
            "ready", "countdown", "set", "rest", "ready", "countdown", "set", "closing", "done",
        ]  # fmt: skip
        names = visit.names()
        assert names[6:] == [
            "say-count.1", "say-count.2", "say-set-done", "well-over_arch", "say-same-again",
            "say-rest.30", "say-seconds-left.10", "say-set.2",
            "say-count.3", "say-count.2", "say-count.1", "say-go",
            "say-count.1", "say-count.2", "say-set-done", "well-over_arch", "say-same-again",
            "say-all-done",
        ]  # fmt: skip
        assert [report.rep_count for report in visit.session.reports] == [2, 2]

    def test_the_rest_lasts_as_long_as_it_should(self):
        visit = kept_whole(target=2, sets=2, rest_s=30)
        shown = [screen.left_s for screen in visit.of("rest")]
        assert (shown[0], shown[-1]) == (30, 1)
        assert shown == sorted(shown, reverse=True)
        (said,), (second,) = visit.times("say-rest.30"), visit.times("say-set.2")
        over = said + seconds(Line("say-rest", 30), "ja")
        assert second - over == pytest.approx(30, abs=0.3)  # from the end of the sentence on
        assert shown.count(29) == pytest.approx(FPS, abs=1)

    def test_ten_seconds_left_is_told_ten_seconds_before_the_next_set(self):
        visit = kept_whole(target=2, sets=2, rest_s=30)
        (left,), (second,) = visit.times("say-seconds-left.10"), visit.times("say-set.2")
        assert second - left == pytest.approx(10, abs=0.2)

    def test_a_short_rest_has_no_such_word(self):
        visit = kept_whole(target=1, sets=2, rest_s=15)
        assert visit.names("say-seconds") == []

    def test_the_screen_knows_which_set_it_is_and_begins_to_count_anew(self):
        visit = kept_whole(target=2, sets=2, rest_s=30)
        numbers = [n for n, _ in groupby(screen.set_number for screen in visit.of("set"))]
        assert numbers == [1, 2]
        counts = [n for n, _ in groupby(screen.count for screen in visit.of("set"))]
        assert counts == [0, 1, 2, 0, 1, 2]
        assert visit.session.screen == Screen("done", 2, 2)

    def test_holds_too(self):
        visit = kept_whole("plank", 10, sets=2, rest_s=15)
        assert [round(r.holds[0].good_s) for r in visit.session.reports] == [10, 10]
        assert visit.names("say-set.", "say-rest") == ["say-rest.15", "say-set.2"]

    def test_going_away_in_the_rest_pauses_nothing(self):
        visit = Visit(target=1, sets=2, rest_s=30).begins()
        visit.rep()
        visit.until("ready", NOBODY)
        assert visit.names("say-lost", "say-no_person") == []
        visit.until("set", LYING)

    def test_paused_before_the_second_hold_nothing_is_held_yet(self):
        visit = Visit("plank", 10, sets=2, rest_s=15).begins()
        visit.until("ready", PLANKED, limit=90)
        visit.session.ask("pause")
        visit.sees(STANDING)
        assert (visit.session.stage, visit.session.screen.count) == ("paused", 0)


def ticked(visit: Visit, since: float) -> list[tuple[float, str]]:
    """Beeps and counts of the tempo since a time: (s after it, name)."""
    said = [s for s in visit.session.mouth.said if s.t >= since]
    names = [(s.t - since, s.line.name if s.line else s.beep) for s in said]
    ways = ("say-lift", "say-stay", "say-lower", "say-bend", "say-return", "tick", "stay")
    return [(t, name) for t, name in names if name.startswith(ways)]


class TestTempo:
    WAYS = {
        "hip_lift": ["lift-1", "lift-2", "lift-3", "stay-1", "stay-2",
                     "lower-1", "lower-2", "lower-3", "lower-4"],
        "hip_hinge": ["bend-1", "bend-2", "stay-1", "return-1", "return-2"],
    }  # fmt: skip
    BEEPS = {
        "hip_lift": ["tick", "tick", "stay", "stay", "tick", "tick", "tick", "tick"],
        "hip_hinge": ["tick", "stay", "tick", "tick"],
    }

    def one(self, exercise: str, tempo: str) -> list[tuple[float, str]]:
        visit = Visit(exercise, 5, tempo=tempo).begins()
        visit.sees(REST[exercise], 3.0)
        begun = visit.t + LEAD
        visit.rep()
        return ticked(visit, begun)

    @pytest.mark.parametrize("exercise", REP)
    def test_off_is_silent(self, exercise):
        assert self.one(exercise, "off") == []

    @pytest.mark.parametrize("exercise", REP)
    def test_each_second_is_beeped(self, exercise):
        assert [name for _, name in self.one(exercise, "beep")] == self.BEEPS[exercise]

    @pytest.mark.parametrize("exercise", REP)
    def test_each_second_is_spoken(self, exercise):
        names = [name for _, name in self.one(exercise, "voice")]
        assert names == [f"say-{way}" for way in self.WAYS[exercise]]

    @pytest.mark.parametrize("exercise", REP)
    def test_a_second_apart_from_the_true_start_on(self, exercise):
        times = [t for t, _ in self.one(exercise, "beep")]
        up, stay, back = REP[exercise]
        there = list(range(1, int(up) + 1))
        on = [up + i for i in range(1, int(stay))] + [up + stay + i for i in range(int(back))]
        assert times == pytest.approx([*there, *on], abs=0.45)

    def test_a_longer_stay_is_beeped_to_its_end(self):
        visit = Visit("hip_lift", 5, tempo="voice", stay_s=5).begins()
        visit.sees(REST["hip_lift"], 3.0)
        begun = visit.t + LEAD
        visit.rep(still=5.0)
        words = [f"say-{way}" for way in self.WAYS["hip_lift"]]
        told = [name for _, name in ticked(visit, begun)]
        assert told == words[:5] + ["stay"] * 3 + words[5:]

    def test_they_end_with_the_rep(self):
        visit = Visit("hip_lift", 5, tempo="beep").begins()
        visit.rep(up=1.2)
        ended = visit.times("say-count.1")[-1]
        visit.sees(LYING, 10.0)
        assert ticked(visit, ended + 0.1) == []

    def test_a_pause_forgets_them(self):
        visit = Visit("hip_lift", 5, tempo="beep").begins()
        visit.rep(part=(0.0, 0.4))
        silent_pause(visit)
        visit.sees(LYING, 3.0)
        visit.session.ask("resume")
        begun = visit.t
        visit.sees(LYING, 10.0)
        assert ticked(visit, begun) == []

    def test_a_second_that_would_be_spoken_late_is_beeped(self):
        visit = Visit("hip_lift", 5, tempo="voice").begins()
        visit.rep(up=0.6)  # the cue for it is spoken into the way back
        names = [name for _, name in ticked(visit, 0.0)]
        assert "tick" in names
        assert overlapping(visit) == []

    @pytest.mark.parametrize("tempo", ["beep", "voice"])
    def test_in_a_hold_every_second_is_beeped_in_both_ways(self, tempo):
        visit = kept_whole("plank", 20, tempo=tempo)
        told = [name for _, name in ticked(visit, 0.0)][:17]
        assert told == ["stay"] * 14 + ["tick"] * 3  # not at 10 and at 15: those are spoken

    def test_the_end_of_a_hold_has_one_tone(self):
        visit = kept_whole("plank", 20, tempo="beep")
        assert visit.times("stay")[-1] < visit.times("end")[0] - 0.5


def overlapping(visit: Visit) -> list[str]:
    spoken = [(s.t, s.line) for s in visit.session.mouth.said if s.line]
    return [
        line.name
        for (t, line), (later, _) in pairwise(spoken)
        if later < t + seconds(line, visit.language) - 1e-6
    ]


class TestTheRing:
    def test_it_follows_the_parts_of_a_rep(self):
        visit = Visit("hip_lift", 5, 30).begins()
        begun = len(visit.screens)
        visit.rep()
        rings = [screen.ring for _, screen in visit.screens[begun:]]
        parts = [part for part, _ in groupby(ring and ring.part for ring in rings)]
        assert parts == [None, "lift", "stay", "lower", None]
        assert {(ring.part, ring.of) for ring in rings if ring} == {
            ("lift", 3), ("stay", 2), ("lower", 4),
        }  # fmt: skip

    @pytest.mark.parametrize(
        ("part", "all_of"),
        [("lift", 3), ("stay", 2), ("lower", 4)],
    )
    def test_each_part_of_a_rep_in_tempo_fills_it(self, part, all_of):
        visit = Visit("hip_lift", 5, 30).begins()
        visit.rep()
        rings = [screen.ring for screen in visit.of("set") if screen.ring]
        longest = max(ring.seconds for ring in rings if ring.part == part)
        assert longest == pytest.approx(all_of, abs=1.0)

    def test_in_a_hold_it_fills_up_to_the_target(self):
        rings = [screen.ring for screen in kept_whole("plank", 20).of("set")]
        assert {(ring.part, ring.of) for ring in rings} == {("stay", 20)}
        filled = [ring.seconds for ring in rings]
        assert filled == sorted(filled)
        assert (filled[0], filled[-1]) == (0, pytest.approx(20, abs=0.1))

    def test_there_is_none_outside_of_a_set(self):
        screens = [screen for _, screen in kept_whole().screens if screen.stage != "set"]
        assert {screen.ring for screen in screens} == {None}
        assert isinstance(kept_whole("plank", 20).of("set")[0].ring, Ring)


class TestHolds:
    @pytest.mark.parametrize(
        ("target", "told"),
        [
            (10, []),
            (15, ["say-seconds-left.5"]),
            (20, ["say-seconds.10", "say-seconds-left.5"]),
            (30, ["say-seconds.10", "say-seconds-left.10", "say-seconds-left.5"]),
            (35, ["say-seconds.10", "say-seconds.20", "say-seconds-left.10", "say-seconds-left.5"]),
        ],
    )
    def test_the_seconds_that_are_told(self, target, told):
        visit = kept_whole("plank", target)
        assert visit.names("say-seconds") == told

    def test_they_are_told_when_they_have_been_held(self):
        visit = kept_whole("plank", 30, 30)
        (ten,), (five,) = visit.times("say-seconds.10"), visit.times("say-seconds-left.5")
        assert five - ten == pytest.approx(15, abs=0.2)

    def test_the_last_three_are_beeped(self):
        visit = kept_whole("plank", 20, 30)
        ticks, (end,) = visit.times("tick"), visit.times("end")
        assert [end - t for t in ticks] == pytest.approx([3, 2, 1], abs=0.1)

    @pytest.mark.parametrize("target", [20, 30])
    def test_breathing_is_told_at_half_time_with_many_words(self, target):
        assert kept_whole("plank", target).names("say-breathe") == []
        assert kept_whole("plank", target, talk="many").names("say-breathe") == ["say-breathe"]

    def test_a_hold_given_up_and_taken_again_goes_on_counting(self):
        visit = Visit("plank", 20).begins()
        visit.sees(PLANKED, 8.0)
        visit.sees(propped(), 5.0)
        assert (visit.session.stage, visit.names()[-1]) == ("set", "say-hold-ended")
        held = visit.session.screen.count
        assert held in (7, 8)
        visit.sees(PLANKED, 3.0)
        assert visit.session.screen.count in (held + 2, held + 3)
        visit.until("done", PLANKED, limit=30)
        (report,) = visit.session.reports
        assert len(report.holds) == 2
        assert sum(hold.good_s for hold in report.holds) == pytest.approx(20, abs=0.5)
        assert visit.names("say-set-done", "say-early-done") == ["say-set-done"]
        assert visit.names("say-seconds") == ["say-seconds.10", "say-seconds-left.5"]

    @pytest.mark.parametrize(("beyond", "stage"), [(-1.5, "set"), (1.5, "closing")])
    def test_who_does_not_take_it_again_ends_the_set(self, beyond, stage):
        visit = Visit("plank", 20).begins()
        visit.sees(PLANKED, 8.0)
        visit.sees(propped(), 1.0 + LEFT_S + beyond)
        assert visit.session.stage == stage
        if stage == "closing":
            visit.until("done", propped())
            names = visit.names("say-early-done", "well-", "say-set-done")
            assert names == ["say-early-done", "well-sag"]

    def test_a_paused_hold_goes_on_counting_when_it_is_taken_again(self):
        visit = Visit("plank", 20).begins()
        visit.sees(PLANKED, 8.0)
        held = visit.session.screen.count
        silent_pause(visit)
        visit.sees(propped(), 60.0)
        assert (visit.session.stage, visit.session.screen.count) == ("paused", held)
        visit.session.ask("resume")
        visit.until("done", PLANKED, limit=30)
        (report,) = visit.session.reports
        assert sum(hold.good_s for hold in report.holds) == pytest.approx(20, abs=0.5)
        assert report.judged_share == 1.0
        assert visit.names("say-hold-ended") == []

    def test_the_screen_and_the_report_agree_after_the_person_was_lost(self):
        visit = Visit("plank", 20).begins()
        for _ in range(2):
            visit.sees(PLANKED, 5.0)
            visit.sees(NOBODY, 5.0)
        visit.until("done", PLANKED, limit=40)
        held = sum(hold.good_s for hold in visit.session.reports[0].holds)
        assert held == pytest.approx(visit.session.screen.count, abs=1)

    def test_who_came_down_from_a_hold_tells_pain_by_hand(self):
        visit = Visit("plank", 30).begins()
        visit.sees(PLANKED, 6.0)
        visit.sees(LYING, 4.0)
        assert visit.names()[-1] == "say-hold-ended"
        visit.sees(arms_up(LYING, "LEFT"), 1.5)
        assert visit.session.stage == "paused"
        visit.sees(LYING, 12.0)
        assert visit.names("say-ask")[0] == "say-ask-pain"
        visit.session.ask("hurts")
        visit.until("done", LYING)
        assert visit.session.hurt == "plank"
        assert visit.session.reports[0].holds

    def test_a_hand_pauses_no_hold(self):
        """In a plank a hand off the floor is no sign: both carry the body."""
        visit = Visit("plank", 20).begins()
        visit.sees(PLANKED, 5.0)
        visit.sees(arms_up(PLANKED, "RIGHT"), 2.0)
        assert visit.session.stage == "set"

    def test_a_sagging_hold_is_corrected_and_its_seconds_are_not_told_over_it(self):
        visit = Visit("plank", 30).begins()
        visit.sees(PLANKED, 5.0)
        visit.sees(plank(12.0), 8.0)
        assert visit.names("cue-") == ["cue-sag-change"]
        assert "say-seconds.10" not in visit.names()
        assert visit.names("say-waits") == []  # it is mild: its seconds count
        visit.sees(PLANKED, 3.0)
        assert visit.names("praise-") == ["praise-sag"]

    def test_why_the_clock_waits_is_said_once_and_shown_as_long_as_it_does(self):
        visit = Visit("plank", 20).begins()
        visit.sees(PLANKED, 5.0)
        sags = visit.t
        visit.sees(plank(25.0), 8.0)
        back = visit.t
        waits = [t for t, screen in visit.screens if screen.waits]
        assert waits[0] == pytest.approx(sags + SAG.min_s + PAUSE_SEVERE_S, abs=0.4)
        stood = {screen.count for t, screen in visit.screens if t in waits}
        assert len(stood) == 1
        assert visit.names("cue-", "say-waits", since=sags) == ["cue-sag-change", "say-waits"]
        visit.sees(PLANKED, 3.0)
        assert max(t for t, screen in visit.screens if screen.waits) < back + 0.6
        assert visit.session.screen.count > max(stood)
        visit.sees(plank(25.0), 4.0)
        visit.until("done", PLANKED, limit=40)
        assert visit.names("say-waits") == ["say-waits"]
        (report,) = visit.session.reports
        assert sum(hold.good_s for hold in report.holds) == pytest.approx(20, abs=0.2)
        assert "say-in-form" in visit.names()  # and the end says which time it counted

    def test_a_clock_that_never_waited_needs_no_word_at_the_end(self):
        assert kept_whole("plank", 20).names("say-waits", "say-in-form") == []


class TestSlow:
    def test_at_five_frames_a_second_speed_is_not_judged_and_that_is_said_once(self):
        visit = Visit("hip_lift", 3, 5).begins()
        visit.rep(3, up=0.6)
        visit.until("done", LYING)
        assert visit.names("say-slow") == ["say-slow"]
        (report,) = visit.session.reports
        assert report.rep_count == 3
        assert all("too_fast" in rep.cannot_judge for rep in report.reps)
        assert visit.names("cue-", "praise-") == []
        assert "well-too_fast" not in visit.names()

    def test_form_is_still_judged(self):
        visit = Visit("hip_lift", 3, 5).begins()
        visit.rep(3, top=ARCHED)
        visit.until("done", LYING)
        (report,) = visit.session.reports
        assert [rep.faults for rep in report.reps] == [["over_arch"]] * 3
        assert "cue-over_arch-above_line" in visit.names()

    def test_the_whole_way_works(self):
        for target in (("hip_lift", 3), ("hip_hinge", 3), ("plank", 20)):
            visit = kept_whole(*target, 5)
            assert visit.session.stage == "done"
            assert visit.session.screen.count == target[1]
            assert visit.session.reports[0].judged_share == pytest.approx(1.0)

    def test_a_hold_has_no_tempo_to_speak_of(self):
        assert kept_whole("plank", 20, 5).names("say-slow") == []

    @pytest.mark.parametrize("fps", [15, 30])
    def test_nothing_is_said_of_it_at_a_good_rate(self, fps):
        assert kept_whole("hip_lift", 3, fps).names("say-slow") == []


class TestInTheSet:
    def test_a_word_of_patience_once_when_no_rep_comes(self):
        visit = Visit().begins()
        visit.sees(LYING, IDLE_S - 0.5)
        assert visit.names("say-idle") == []
        visit.sees(LYING, 60.0)
        assert visit.names("say-idle") == ["say-idle"]

    @pytest.mark.parametrize("reason", ["two_people", "not_side_on", "too_far", "hidden"])
    def test_what_hides_the_body_is_told_and_nothing_else(self, reason):
        visit = Visit().begins()
        begun = visit.t
        visit.sees(LYING, 2.0)
        visit.sees(WORDS[reason], 18.0)
        assert visit.names(since=begun + 0.5) == [f"say-{reason}"]
        assert visit.session.stage == "set"

    @pytest.mark.parametrize("reason", ["hidden", "too_far", "not_side_on"])
    def test_a_body_that_cannot_be_seen_is_not_waited_for_without_end(self, reason):
        visit = Visit(fps=3).begins()
        visit.sees(WORDS[reason], PAUSED_MAX_S - 3.0)
        assert visit.session.stage == "set"
        assert "say-idle" not in visit.names()
        visit.until("done", WORDS[reason], limit=15.0)

    @pytest.mark.parametrize("fps", [15, 30])
    def test_frames_of_the_set_have_the_set_s_own_time(self, fps):
        visit = Visit(target=1, fps=fps)
        seen = []
        while visit.session.stage in ("ready", "countdown", "set"):
            visit.rep() if visit.session.stage == "set" else visit.sees(LYING)
            if visit.session.set_pose is not None:
                seen.append(visit.session.set_pose.t)
        visit.until("done", LYING)
        assert visit.session.set_pose is None

    def test_the_set_s_time_begins_at_its_beginning(self):
        visit = Visit(target=1).begins()
        assert visit.session.set_pose is None
        visit.sees(LYING)
        assert visit.session.set_pose.t == pytest.approx(1 / FPS)
        visit.sees(LYING)
        assert visit.session.set_pose.t == pytest.approx(2 / FPS)
        assert visit.session.now == pytest.approx(visit.t - 1 / FPS)

    def test_the_screen_counts_the_reps(self):
        screens = kept_whole("hip_lift", 3).of("set")
        assert [n for n, _ in groupby(screen.count for screen in screens)] == [0, 1, 2, 3]
        assert kept_whole("hip_lift", 3).of("closing")[0].count == 3

    def test_before_the_set_nothing_is_counted(self):
        for stage in ("ready", "countdown"):
            assert {screen.count for screen in kept_whole().of(stage)} == {0}

    def test_what_is_true_right_now_can_be_asked_for(self):
        visit = Visit().begins()
        visit.sees(LYING)
        assert visit.session.state is not None
        assert visit.session.state.phase == "rest"

    @pytest.mark.parametrize("talk", ["few", "normal", "many"])
    def test_how_much_is_said_is_the_plan_s(self, talk):
        visit = Visit(target=5, talk=talk).begins()
        visit.rep()
        visit.rep(up=1.4)
        visit.rep(3)
        visit.until("done", LYING)
        assert len(visit.names("say-good-rep")) == (talk == "many")


# The least and the most that is said; what lies between is among the long tests.
every_plan: Callable = pytest.mark.parametrize(
    "plan",
    [
        pytest.param(
            {"talk": talk, "tempo": tempo},
            id=f"{talk}-{tempo}",
            marks=[] if (talk, tempo) in (("few", "off"), ("many", "voice")) else pytest.mark.long,
        )
        for talk in ("few", "many")
        for tempo in ("off", "beep", "voice")
    ],
)


@every_plan
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_set_with_everything_in_it_never_talks_over_itself(plan, language):
    visit = Visit("hip_lift", 4, language=language, **plan).begins()
    visit.rep(up=0.6)
    visit.rep(top=ARCHED)
    visit.sees(NOBODY, 4.0)
    visit.sees(LYING, 3.0)
    visit.rep(part=(0.0, 0.3))
    silent_pause(visit)
    visit.sees(LYING, 4.0)
    visit.session.ask("resume")
    visit.rep(3, up=1.4)
    visit.until("done", LYING)
    assert overlapping(visit) == []
    assert set(visit.names()) <= clips(language).keys()
    assert visit.session.reports[0].rep_count == 4
