import random
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import get_args

import pytest

from coach.talk import (
    FIXED_S,
    GAP_S,
    MILD_HOLD_S,
    REST_NOW_S,
    SEVERE_AFTER_S,
    Amount,
    Coach,
    Mouth,
    Said,
)
from coach.voice import Line, clips, seconds
from coach.words import LANGUAGES, words
from rules import EXERCISES, Event, Finding, LiveState, Rep
from rules.fault import Fault
from rules.hip_lift import FEET_FAR, HOLLOW_BACK, NOT_HIGH_ENOUGH, OVER_ARCH, TEMPO
from rules.plank import PIKE, SAG
from rules.report import worst

AMOUNTS = get_args(Amount)
STEP = 0.1  # s between two frames
CAMERA = 1000.0  # the camera's clock when the set's begins
DOWN_FAST, UP_FAST = TEMPO["back"], TEMPO["out"]
ARCH, ARCH_PLAIN = "cue-over_arch-above_line", "cue-over_arch-above_line.plain"
SAGS, SAGS_PLAIN = "cue-sag-line", "cue-sag-line.plain"
Seen = tuple[Fault, str]  # a fault and how severe it is seen


class Scene:
    """One set as the checker would tell it, frame by frame, and what the coach says to it."""

    def __init__(self, exercise="hip_lift", amount="normal", target=None, language="ja"):
        self.mouth = Mouth(language)
        self.coach = Coach(exercise, self.mouth, amount, target)
        self.held = EXERCISES[exercise].engine == "hold"
        self.phase = "hold" if self.held else "rest"
        self.reason: str | None = None
        self.open: list[Finding] = []
        self.news: list[Event] = []
        self.done = self.frames = 0

    @property
    def t(self) -> float:
        """Time of the next frame on the set's clock."""
        return round(self.frames * STEP, 3)

    def goes_on(self, seconds: float) -> None:
        for _ in range(round(seconds / STEP)):
            state = LiveState(
                self.t, self.phase, 0.0, self.done, 0.0, self.reason, tuple(self.open), None
            )
            self.coach.hear(CAMERA + self.t, self.news, state)
            self.news, self.frames = [], self.frames + 1

    def begins(self, fault: Fault, severity="severe", ago=0.0) -> Finding:
        """A fault opens, which has been going on for a moment already."""
        finding = fault.found(severity, (self.t - ago, self.t), 30.0, self.done + 1, None)
        self.open.append(finding)
        self.news.append(Event("fault", self.t, finding=finding))
        return finding

    def worsens(self, finding: Finding) -> None:
        finding.severity = "severe"
        self.news.append(Event("fault", self.t, finding=finding))

    def ends(self) -> None:
        """Every fault that was going on is over."""
        self.open = []

    def rep(self, *live: Seen, late: tuple[Seen, ...] = (), unseen=(), counted=True, rest=2.0):
        """Six seconds of a rep: `live` faults for its second second, `late` ones at its end."""
        self.phase = "up"
        self.goes_on(1.0)
        for fault, severity in live:
            self.begins(fault, severity)
        self.goes_on(1.0)
        self.ends()
        self.goes_on(4.0)
        self.done += counted
        seen = (*live, *late)
        silent = not seen and EXERCISES["hip_lift"].essential in unseen
        verdict = "cannot_judge" if silent else worst(severity for _, severity in seen)
        rep = Rep(
            index=self.done, start_s=self.t - 6, top_start_s=self.t - 4, top_end_s=self.t - 3,
            end_s=self.t, counted=counted, verdict=verdict,
            faults=[fault.name for fault, _ in seen], cannot_judge=list(unseen),
        )  # fmt: skip
        self.news.append(Event("rep" if counted else "attempt", self.t, rep=rep))
        for fault, severity in late:
            self.begins(fault, severity, ago=3.0)
        self.ends()
        self.phase = "rest"
        self.goes_on(rest)

    @property
    def said(self) -> list[tuple[float, str]]:
        """(time on the set's clock, name of the sentence) so far."""
        return [(round(s.t - CAMERA, 2), s.line.name) for s in self.mouth.said if s.line]

    def heard(self, *beginnings: str) -> list[str]:
        """Names of the sentences so far, of some kinds only when given."""
        return [name for _, name in self.said if name.startswith(beginnings or "")]

    def when(self, name: str) -> float:
        (t,) = [t for t, other in self.said if other == name]
        return t


def lasting(line: Line, language="ja") -> float:
    return seconds(line, language)


def overlaps(said: list[Said], language: str) -> list[tuple[str, str]]:
    spoken = [(each.t, each.line) for each in said if each.line]
    return [
        (one.name, two.name)
        for (t, one), (later, two) in pairwise(spoken)
        if later < t + lasting(one, language) - 1e-6
    ]


class TestMouth:
    A, B = Line("say-go"), Line("say-pause")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_one_sentence_after_the_other(self, language):
        mouth = Mouth(language)
        mouth.say(5.0, self.A, self.B)
        mouth.say(5.1, self.A)
        assert [said.line for said in mouth.said] == [self.A, self.B, self.A]
        assert mouth.said[0].t == 5.0
        assert overlaps(mouth.said, language) == []

    def test_who_has_finished_speaks_at_once(self):
        mouth = Mouth("ja")
        mouth.say(5.0, self.A)
        mouth.say(50.0, self.B)
        assert [said.t for said in mouth.said] == [5.0, 50.0]

    def test_busy_until_the_sentence_is_over(self):
        mouth, long = Mouth("ja"), lasting(self.A)
        assert mouth.busy(0.0) == 0
        mouth.say(0.0, self.A)
        assert long <= mouth.busy(0.0) <= long + 0.2
        assert mouth.busy(0.5) == pytest.approx(mouth.busy(0.0) - 0.5)
        assert mouth.busy(long + 0.3) == 0

    @pytest.mark.parametrize(("beyond", "said"), [(-0.01, False), (0.01, True)])
    def test_what_cannot_wait_longer_is_not_said(self, beyond, said):
        mouth = Mouth("ja")
        mouth.say(0.0, self.A)
        assert mouth.say(0.0, self.B, wait=mouth.busy(0.0) + beyond) is said
        assert len(mouth.said) == 1 + said

    def test_a_beep_sounds_over_a_sentence_and_keeps_nobody_waiting(self):
        mouth = Mouth("ja")
        mouth.say(0.0, self.A)
        free = mouth.busy(0.0)
        mouth.beep(0.3, "tick")
        assert (mouth.said[1].t, mouth.said[1].beep, mouth.said[1].line) == (0.3, "tick", None)
        assert mouth.busy(0.0) == free


class TestSevere:
    @pytest.mark.parametrize("ago", [0.0, 0.1, 0.3, 0.5])
    def test_is_spoken_of_half_a_second_after_it_began(self, ago):
        scene = Scene()
        scene.phase = "up"
        scene.goes_on(2.0)
        finding = scene.begins(OVER_ARCH, ago=ago)
        scene.goes_on(2.0)
        (said,) = scene.mouth.said
        assert SEVERE_AFTER_S <= said.t - CAMERA - finding.start_s + 1e-6 <= 1.0
        assert (said.line.key, said.severity) == (ARCH, "severe")

    def test_is_not_spoken_of_earlier(self):
        scene = Scene()
        scene.begins(OVER_ARCH)
        scene.goes_on(SEVERE_AFTER_S)  # the frame at half a second is not among them
        assert scene.said == []
        scene.goes_on(STEP)
        assert scene.heard() == [ARCH]

    def test_a_mild_one_that_becomes_severe_is_spoken_of_at_once(self):
        scene = Scene()
        finding = scene.begins(OVER_ARCH, "mild")
        scene.goes_on(2.0)
        assert scene.said == []
        scene.worsens(finding)
        scene.goes_on(STEP)
        assert scene.said == [(2.0, ARCH)]

    def test_what_only_a_whole_rep_shows_follows_its_number(self):
        scene = Scene()
        scene.rep(late=((DOWN_FAST, "severe"),))
        assert scene.heard() == ["say-count.1", "cue-too_fast-down"]
        assert scene.when("cue-too_fast-down") - scene.when("say-count.1") < 1.0

    def test_a_way_up_that_was_too_fast_is_named_before_the_rep_ends(self):
        scene = Scene()
        scene.phase = "down"
        scene.begins(UP_FAST, ago=0.6)
        scene.ends()  # such a finding is never open
        scene.goes_on(STEP)
        assert scene.said == [(0.0, "cue-too_fast-up")]

    def test_a_long_sentence_is_not_cut_off_and_the_cue_follows_it(self):
        scene = Scene()
        long = Line("say-hold-ended")
        scene.mouth.say(CAMERA, long)
        scene.begins(OVER_ARCH)
        scene.goes_on(6.0)
        assert scene.heard() == [long.name, ARCH]
        assert scene.when(ARCH) == pytest.approx(lasting(long) + 0.12, abs=0.11)

    @pytest.mark.parametrize(("late", "said"), [(0.7, True), (2.6, False)])
    def test_a_rep_s_fault_that_is_over_is_worth_a_word_for_a_moment_only(self, late, said):
        scene = Scene()
        scene.begins(OVER_ARCH)
        scene.goes_on(0.3)
        scene.ends()
        long = Line("say-hold-ended")
        scene.mouth.say(CAMERA + 0.3 - lasting(long) + late, long)
        scene.goes_on(6.0)
        assert scene.heard("cue-") == ([ARCH] if said else [])

    def test_a_hold_s_fault_that_is_over_is_not_spoken_of(self):
        scene = Scene("plank")
        scene.begins(SAG)
        scene.goes_on(SEVERE_AFTER_S)
        scene.ends()
        scene.goes_on(5.0)
        assert scene.said == []


class TestMildInReps:
    X, O = ((NOT_HIGH_ENOUGH, "mild"),), ()
    CUE = "cue-not_high_enough-below_line"

    @pytest.mark.parametrize(
        ("reps", "after"),
        [
            ("x", None),
            ("xo", None),
            ("xx", 2),
            ("oxox", 4),
            ("xoox", None),
            ("xooxoox", None),
            ("xooxx", 5),
        ],
    )
    @pytest.mark.parametrize("amount", ["normal", "many"])
    def test_told_when_seen_in_two_of_the_last_three(self, amount, reps, after):
        scene = Scene(amount=amount)
        for kind in reps:
            before = scene.heard(self.CUE)
            scene.rep(late=self.X if kind == "x" else self.O)
            assert (scene.heard(self.CUE) != before) is (scene.done == after)

    def test_never_within_a_rep(self):
        scene = Scene()
        for _ in range(2):
            scene.rep((OVER_ARCH, "mild"))
        (said,) = [said for said in scene.mouth.said if said.severity]
        assert (said.line.key, said.severity) == (ARCH, "mild")
        assert scene.when(ARCH) > scene.when("say-count.2")

    def test_two_different_ones_do_not_add_up(self):
        scene = Scene()
        scene.rep((OVER_ARCH, "mild"))
        scene.rep(late=((NOT_HIGH_ENOUGH, "mild"),))
        assert scene.heard("cue-") == []

    def test_an_attempt_is_not_among_the_last_three(self):
        scene = Scene()
        scene.rep((OVER_ARCH, "mild"))
        scene.rep(counted=False)
        scene.rep(counted=False)
        scene.rep((OVER_ARCH, "mild"))
        assert scene.heard("cue-") == [ARCH]

    def test_few_leaves_it_for_the_summary(self):
        scene = Scene(amount="few")
        for _ in range(4):
            scene.rep(late=self.X)
        assert scene.heard("cue-") == []

    def test_what_could_not_be_said_soon_is_left(self):
        scene = Scene()
        scene.rep((OVER_ARCH, "mild"))
        scene.goes_on(1.0)
        scene.mouth.say(CAMERA + scene.t + 6.0, Line("say-pause"))  # spoken when the rep ends
        scene.rep((OVER_ARCH, "mild"), rest=5.0)
        assert scene.heard("cue-") == []


class TestMildInAHold:
    @pytest.mark.parametrize(("lasts", "said"), [(MILD_HOLD_S, []), (MILD_HOLD_S + STEP, [SAGS])])
    @pytest.mark.parametrize("amount", ["normal", "many"])
    def test_told_after_two_seconds(self, amount, lasts, said):
        scene = Scene("plank", amount)
        scene.begins(SAG, "mild")
        scene.goes_on(lasts)
        scene.ends()
        scene.goes_on(3.0)
        assert scene.heard("cue-") == said

    def test_few_leaves_it_for_the_summary(self):
        scene = Scene("plank", "few")
        scene.begins(SAG, "mild")
        scene.goes_on(20.0)
        assert scene.said == []

    def test_one_that_becomes_severe_does_not_wait_for_two_seconds(self):
        scene = Scene("plank")
        finding = scene.begins(SAG, "mild")
        scene.goes_on(0.8)
        scene.worsens(finding)
        scene.goes_on(1.0)
        assert scene.said == [(0.8, SAGS)]


class TestGap:
    @pytest.mark.parametrize("amount", AMOUNTS)
    def test_so_long_from_one_correction_to_the_next(self, amount):
        scene = Scene("plank", amount)
        scene.begins(SAG)
        scene.goes_on(1.0)
        scene.ends()
        scene.begins(PIKE)
        scene.goes_on(20.0)
        times = [t for t, name in scene.said if name.startswith("cue-")]
        assert times[0] == pytest.approx(SEVERE_AFTER_S)
        assert times[1] - times[0] == pytest.approx(GAP_S[amount], abs=STEP)
        assert times[1] - times[0] >= GAP_S[amount] >= 6.0

    @pytest.mark.parametrize(("over_at", "cues"), [(5.8, 1), (6.2, 2)])
    def test_a_rep_s_fault_is_not_kept_until_the_gap_is_over(self, over_at, cues):
        scene = Scene()
        scene.goes_on(1.0)
        scene.begins(OVER_ARCH)
        scene.goes_on(1.0)  # spoken of at 1.5 s: the gap lasts until 7.5 s
        scene.ends()
        scene.goes_on(3.0)
        scene.begins(DOWN_FAST)
        scene.goes_on(over_at - scene.t)
        scene.ends()
        scene.goes_on(8.0)
        assert len(scene.heard("cue-")) == cues

    def test_a_cue_that_waited_for_a_number_still_keeps_the_gap(self):
        scene = Scene()
        scene.rep(late=((DOWN_FAST, "severe"),), rest=2.0)
        scene.begins(OVER_ARCH)
        scene.goes_on(8.0)
        first, second = [t for t, name in scene.said if name.startswith("cue-")]
        assert second - first >= GAP_S["normal"]

    def test_a_word_about_an_attempt_counts_as_a_correction(self):
        scene = Scene()
        scene.rep(counted=False, rest=1.0)
        scene.begins(OVER_ARCH)
        scene.goes_on(8.0)
        assert scene.heard() == ["say-attempt", ARCH]
        assert scene.when(ARCH) - scene.when("say-attempt") >= GAP_S["normal"]


class TestSameCue:
    @pytest.mark.parametrize(
        ("amount", "cues"),
        [
            ("few", [ARCH, ARCH_PLAIN]),
            ("normal", [ARCH, ARCH, ARCH_PLAIN, ARCH_PLAIN]),
            ("many", [ARCH, ARCH, ARCH_PLAIN, ARCH_PLAIN]),
        ],
    )
    def test_the_picture_first_then_plain_words_then_silence(self, amount, cues):
        scene = Scene(amount=amount)
        for _ in range(7):
            scene.rep((OVER_ARCH, "severe"), rest=7.0)
        assert scene.heard("cue-") == cues

    def test_each_fault_has_its_own_words_left(self):
        scene = Scene()
        for _ in range(5):
            scene.rep((OVER_ARCH, "severe"))
        scene.rep(late=((DOWN_FAST, "severe"),))
        assert scene.heard("cue-")[4:] == ["cue-too_fast-down"]

    def test_a_fault_left_for_the_summary_does_not_silence_the_others(self):
        scene = Scene()
        for _ in range(5):
            scene.rep((OVER_ARCH, "severe"))
        scene.rep((OVER_ARCH, "severe"), late=((DOWN_FAST, "mild"),))
        scene.rep((OVER_ARCH, "severe"), late=((DOWN_FAST, "mild"),))
        assert scene.heard("cue-")[4:] == ["cue-too_fast-down"]

    def test_two_witnesses_with_the_same_words_are_one_cue(self):
        scene = Scene("plank")
        for fault in (SAG, SAG, replace(SAG, witness="change"), replace(SAG, witness="change")):
            scene.begins(fault)
            scene.goes_on(2.0)
            scene.ends()
            scene.goes_on(6.0)
        texts = [said.line.text(words("ja")) for said in scene.mouth.said if said.severity]
        assert max(texts.count(text) for text in texts) == 2

    @pytest.mark.parametrize(("lasts", "last"), [(6.0, None), (8.0, "say-rest-now")])
    def test_a_hold_s_severe_fault_that_goes_on_ends_in_advice_to_rest(self, lasts, last):
        scene = Scene("plank")
        scene.begins(SAG)
        scene.goes_on(lasts)
        assert scene.heard() == [SAGS, *([last] if last else [])]
        assert lasts > REST_NOW_S or "say-rest-now" not in scene.heard()

    def test_rest_is_advised_once(self):
        scene = Scene("plank")
        scene.begins(SAG)
        scene.goes_on(40.0)
        assert scene.heard() == [SAGS, "say-rest-now"]

    def test_a_mild_fault_that_goes_on_hears_all_the_words_and_no_advice_to_rest(self):
        scene = Scene("plank")
        scene.begins(SAG, "mild")
        scene.goes_on(60.0)
        assert scene.heard() == [SAGS, SAGS, SAGS_PLAIN, SAGS_PLAIN]


def about(concern: str, severity: str) -> Seen:
    """A fault about something, named after it."""
    return replace(SAG, name={"range": "sag"}.get(concern, concern), concern=concern), severity


class TestPriority:
    ORDER = [
        (concern, severity)
        for severity in ("severe", "mild")
        for concern in ("setup", "range", "tempo", "polish")
    ]

    @pytest.mark.parametrize(("first", "second"), list(pairwise(ORDER)), ids=str)
    @pytest.mark.parametrize("swapped", [False, True])
    def test_severe_first_then_set_up_range_tempo_polish(self, first, second, swapped):
        scene = Scene("plank")
        seen = [about(*first), about(*second)]
        for fault, severity in reversed(seen) if swapped else seen:
            scene.begins(fault, severity, ago=3.0)
        scene.goes_on(1.0)
        (name,) = scene.heard("cue-")
        assert name == f"cue-{seen[0][0].name}-line"

    def test_the_other_one_follows_when_it_still_goes_on(self):
        scene = Scene("plank")
        scene.begins(SAG, "mild", ago=3.0)
        scene.begins(PIKE, "severe", ago=3.0)
        scene.goes_on(1.0)
        scene.open = scene.open[:1]
        scene.goes_on(8.0)
        assert [(name, round(t)) for t, name in scene.said if "cue" in name] == [
            ("cue-pike-line", 0),
            ("cue-sag-line", 6),
        ]

    def test_the_feet_before_the_tempo_after_one_rep(self):
        scene = Scene()
        for _ in range(2):
            scene.rep(late=((DOWN_FAST, "mild"), (FEET_FAR, "mild")))
        assert scene.heard("cue-") == ["cue-feet_too_far-knee_angle"]

    def test_one_thing_at_a_time(self):
        scene = Scene()
        for _ in range(2):
            scene.rep(late=((DOWN_FAST, "severe"), (FEET_FAR, "mild"), (NOT_HIGH_ENOUGH, "mild")))
        assert scene.heard("cue-") == ["cue-too_fast-down"] * 2

    def test_a_severe_finding_is_not_pushed_aside_by_a_mild_one_of_the_same_fault(self):
        scene = self.waiting((UP_FAST, "severe"), (DOWN_FAST, "mild"), still=("over_arch",))
        assert [s.severity for s in scene.mouth.said if s.severity] == ["severe", "severe"]

    def test_praise_does_not_take_the_word_from_a_correction_that_waits(self):
        scene = self.waiting((UP_FAST, "severe"))
        assert scene.heard("cue-")[1:] == ["cue-too_fast-up"]

    @staticmethod
    def waiting(*late: Seen, still: tuple[str, ...] = ()) -> Scene:
        """A quick second rep ends 0.6 s before the next correction may be spoken."""
        scene = Scene()
        scene.rep((OVER_ARCH, "severe"), late=((DOWN_FAST, "mild"),), rest=0.9)
        scene.done += 1
        rep = Rep(
            index=2, start_s=4, top_start_s=5, top_end_s=6, end_s=scene.t, counted=True,
            verdict="severe", faults=[*still, "too_fast"],
        )  # fmt: skip
        scene.news.append(Event("rep", scene.t, rep=rep))
        for seen in late:
            scene.begins(*seen, ago=0.5)
        scene.ends()
        scene.goes_on(3.0)
        return scene


class TestPraise:
    FAULTY = (OVER_ARCH, "severe")

    def test_a_fault_that_was_corrected_and_is_gone(self):
        scene = Scene()
        scene.rep(self.FAULTY)
        scene.rep()
        assert scene.heard() == [ARCH, "say-count.1", "say-count.2", "praise-over_arch"]

    def test_once(self):
        scene = Scene()
        scene.rep(self.FAULTY)
        for _ in range(4):
            scene.rep()
        assert scene.heard("praise-") == ["praise-over_arch"]

    def test_again_when_it_was_corrected_again(self):
        scene = Scene()
        for _ in range(2):
            scene.rep(self.FAULTY)
            scene.rep()
        assert scene.heard("praise-") == ["praise-over_arch"] * 2

    @pytest.mark.parametrize(
        "between",
        [
            {"unseen": ("over_arch",)},
            {"counted": False},
            {"late": ((replace(OVER_ARCH, witness="contour"), "mild"),)},
        ],
    )
    def test_not_while_it_is_unseen_uncounted_or_still_there(self, between):
        scene = Scene()
        scene.rep(self.FAULTY)
        scene.rep(**between)
        assert scene.heard("praise-") == []
        scene.rep()
        assert scene.heard("praise-") == ["praise-over_arch"]

    def test_not_for_a_fault_that_nobody_was_told_of(self):
        scene = Scene()
        scene.rep((OVER_ARCH, "mild"))
        scene.rep()
        assert scene.heard("praise-") == []

    def test_not_in_the_rep_in_which_it_was_corrected(self):
        scene = Scene()
        scene.rep(self.FAULTY, rest=6)
        assert scene.heard("praise-") == []

    def test_not_with_few_words(self):
        scene = Scene(amount="few")
        scene.rep(self.FAULTY, rest=8)
        scene.rep()
        assert scene.heard() == [ARCH, "say-count.1", "say-count.2"]

    def test_a_correction_goes_before_praise(self):
        scene = Scene()
        scene.rep(self.FAULTY)
        scene.rep(late=((DOWN_FAST, "severe"),))
        assert scene.heard("praise-", "cue-") == [ARCH, "cue-too_fast-down"]

    @pytest.mark.parametrize(("lasts", "praised"), [(FIXED_S, False), (FIXED_S + STEP, True)])
    def test_a_hold_is_praised_a_second_after_the_fault(self, lasts, praised):
        scene = self.sagging()
        scene.goes_on(lasts)
        scene.begins(SAG, "mild")
        scene.goes_on(0.5)
        assert scene.heard("praise-") == (["praise-sag"] if praised else [])

    def test_a_hold_s_praise_is_said_once_and_not_with_few_words(self):
        for amount, praised in (("few", []), ("normal", ["praise-sag"]), ("many", ["praise-sag"])):
            scene = self.sagging(amount)
            scene.goes_on(10.0)
            assert scene.heard("praise-") == praised

    @pytest.mark.parametrize(("other", "praised"), [(PIKE, []), (None, ["praise-sag"])])
    def test_the_other_end_of_a_fault_is_no_praise(self, other, praised):
        scene = self.sagging()
        if other:
            scene.begins(other, "mild")
        scene.goes_on(5.0)
        assert scene.heard("praise-") == praised

    def test_nor_is_a_rep_that_went_to_the_other_end(self):
        scene = Scene()
        scene.rep(self.FAULTY)
        scene.rep(late=((NOT_HIGH_ENOUGH, "mild"),))
        assert scene.heard("praise-") == []

    def test_nor_a_rep_that_was_hardly_seen(self):
        scene = Scene()
        scene.rep(late=((DOWN_FAST, "severe"),))
        scene.rep()
        assert scene.heard("praise-") == ["praise-too_fast"]
        scene = Scene()
        scene.rep(late=((DOWN_FAST, "severe"),))
        hidden = Rep(
            index=2, start_s=0, top_start_s=1, top_end_s=2, end_s=3, counted=True,
            verdict="cannot_judge",
        )  # fmt: skip
        scene.news.append(Event("rep", scene.t, rep=hidden))
        scene.goes_on(2.0)
        assert scene.heard("praise-") == []

    def test_coming_down_is_no_praise(self):
        scene = self.sagging()
        scene.phase = "out"
        scene.goes_on(10.0)
        assert scene.heard("praise-") == []

    def test_a_hold_that_cannot_be_seen_is_not_praised(self):
        scene = self.sagging()
        scene.goes_on(0.3)
        scene.reason = "no_person"
        scene.goes_on(10.0)
        assert scene.heard("praise-") == []

    def test_the_second_without_the_fault_must_be_seen(self):
        scene = self.sagging()
        scene.goes_on(0.3)
        scene.reason = "hidden"
        scene.goes_on(3.0)
        scene.reason = None
        scene.goes_on(0.3)
        assert scene.heard("praise-") == []

    @staticmethod
    def sagging(amount="normal") -> Scene:
        """A plank whose sag was spoken of and has just ended."""
        scene = Scene("plank", amount)
        scene.begins(SAG)
        scene.goes_on(3.0)
        scene.ends()
        return scene


class TestGoodReps:
    @pytest.mark.parametrize(
        ("amount", "praised"), [("few", 0), ("normal", 0), ("many", 2)], ids=AMOUNTS
    )
    def test_every_second_one_with_many_words(self, amount, praised):
        scene = Scene(amount=amount)
        for _ in range(5):
            scene.rep()
        assert len(scene.heard("say-good-rep")) == praised

    @pytest.mark.parametrize(
        "of",
        [
            {"late": ((DOWN_FAST, "mild"),)},
            {"unseen": ("over_arch",)},
            {"unseen": ("too_fast",)},
        ],
    )
    def test_only_a_rep_that_was_judged_good(self, of):
        scene = Scene(amount="many")
        scene.rep()
        scene.rep(**of)
        assert scene.heard("say-good-rep") == []


class TestGate:
    def test_no_fault_while_nothing_can_be_judged(self):
        for exercise, fault in (("hip_lift", OVER_ARCH), ("plank", SAG)):
            scene = Scene(exercise)
            scene.begins(fault)
            scene.reason = "hidden"
            scene.goes_on(5.0)
            assert scene.said == []

    def test_what_waited_when_the_gate_shut_is_forgotten(self):
        scene = Scene()
        scene.begins(OVER_ARCH)
        scene.goes_on(0.4)
        scene.reason = "no_person"
        scene.goes_on(0.5)
        scene.reason, scene.open = None, []
        scene.goes_on(3.0)
        assert scene.said == []

    def test_a_hold_s_fault_that_still_goes_on_is_told_after_it(self):
        scene = Scene("plank")
        scene.reason = "two_people"
        scene.begins(SAG)
        scene.goes_on(3.0)
        scene.reason = None
        scene.goes_on(1.0)
        assert scene.said == [(3.0, SAGS)]

    def test_a_rep_that_ends_behind_it_is_counted_and_nothing_more(self):
        scene = Scene()
        scene.rep((OVER_ARCH, "mild"))
        scene.reason = "unsteady"
        scene.rep((OVER_ARCH, "mild"), late=((DOWN_FAST, "severe"),))
        assert scene.heard() == ["say-count.1", "say-count.2"]


class TestUnseen:
    UNSEEN = {"unseen": ("over_arch",)}

    @pytest.mark.parametrize("amount", AMOUNTS)
    def test_told_once_after_the_second_rep(self, amount):
        scene = Scene(amount=amount)
        scene.rep(**self.UNSEEN)
        assert scene.heard("say-unseen") == []
        for _ in range(5):
            scene.rep(**self.UNSEEN)
        assert scene.heard("say-unseen") == ["say-unseen-over_arch"]
        assert scene.when("say-unseen-over_arch") < scene.when("say-count.3")

    def test_something_else_that_is_unseen_is_not_told(self):
        scene = Scene()
        for _ in range(5):
            scene.rep(unseen=("too_fast",))
        assert scene.heard() == [f"say-count.{n}" for n in range(1, 6)]

    def test_not_right_after_a_correction_but_after_the_next_rep(self):
        scene = Scene()
        scene.rep(**self.UNSEEN)
        scene.rep(late=((DOWN_FAST, "severe"),), **self.UNSEEN)
        assert scene.heard("say-unseen") == []
        for _ in range(2):  # praise goes before it too
            scene.rep(**self.UNSEEN)
        assert scene.heard("praise-", "say-unseen") == ["praise-too_fast", "say-unseen-over_arch"]


class TestAttempts:
    @pytest.mark.parametrize(("amount", "told"), [("few", 1), ("normal", 2), ("many", 2)])
    def test_told_so_often_at_most(self, amount, told):
        scene = Scene(amount=amount)
        for _ in range(5):
            scene.rep(counted=False, rest=8.0)
        assert scene.heard() == ["say-attempt"] * told

    def test_not_again_within_the_gap(self):
        scene = Scene()
        scene.phase = "rest"
        for _ in range(3):
            scene.news = [Event("attempt", scene.t)]
            scene.goes_on(2.5)
        assert [t for t, _ in scene.said] == [0.0]

    def test_what_it_lacked_is_told_with_it(self):
        scene = Scene()
        scene.phase = "rest"
        low = NOT_HIGH_ENOUGH.found("mild", (-1.0, 0.0), -40.0, 1, None)
        scene.news = [Event("attempt", scene.t), Event("fault", scene.t, finding=low)]
        scene.goes_on(4.0)
        assert scene.heard() == ["say-attempt", "cue-not_high_enough-below_line"]

    def test_not_while_nothing_can_be_judged(self):
        scene = Scene()
        scene.reason = "no_person"
        scene.rep(counted=False)
        assert scene.said == []


class TestCounting:
    def test_every_rep_has_its_number(self):
        scene = Scene()
        for n in range(1, 4):
            scene.rep()
            assert scene.said[-1] == (8 * n - 2.0, f"say-count.{n}")

    @pytest.mark.parametrize(("busy", "said"), [(0.7, True), (0.9, False)])
    def test_a_number_that_would_come_late_is_left_out(self, busy, said):
        scene = Scene()
        self.busy(scene, busy)
        scene.rep()
        assert ("say-count.1" in scene.heard()) is said

    def test_the_last_one_is_always_said(self):
        scene = Scene(target=2)
        scene.rep()
        self.busy(scene, 3.0)
        scene.rep()
        assert scene.heard("say-count") == ["say-count.1", "say-count.2"]
        assert overlaps(scene.mouth.said, "ja") == []

    @staticmethod
    def busy(scene: Scene, seconds_left: float) -> None:
        """Something is being said when the next rep ends, and for so long after that."""
        line = Line("say-hold-ended")
        scene.mouth.say(CAMERA + scene.t + 6.0 - lasting(line) - 0.12 + seconds_left, line)

    @pytest.mark.parametrize(("target", "after"), [(None, None), (3, None), (4, None), (5, 2)])
    def test_the_last_three_are_announced(self, target, after):
        scene = Scene(target=target)
        for _ in range(target or 5):
            scene.rep()
        assert scene.heard("say-left") == (["say-left.3"] if after else [])
        if after:
            names = scene.heard()
            assert names[names.index("say-left.3") - 1] == f"say-count.{after}"

    @pytest.mark.parametrize("amount", AMOUNTS)
    def test_after_the_last_rep_the_farewell_speaks(self, amount):
        scene = Scene(amount=amount, target=2)
        scene.rep((OVER_ARCH, "severe"), late=((DOWN_FAST, "mild"),))
        scene.rep(late=((DOWN_FAST, "severe"), (NOT_HIGH_ENOUGH, "mild")), rest=10.0)
        assert scene.heard()[-1] == "say-count.2"


def any_set(seed: int, exercise: str, amount: str, language: str) -> Scene:
    """A set in which anything may happen, the same for the same seed."""
    chance = random.Random(seed)
    scene = Scene(exercise, amount, target=9, language=language)
    faults = (SAG, PIKE) if scene.held else (OVER_ARCH, HOLLOW_BACK)
    late = (DOWN_FAST, UP_FAST, NOT_HIGH_ENOUGH, FEET_FAR)

    def some(of: tuple[Fault, ...]) -> list[Seen]:
        return [(f, chance.choice(["mild", "severe"])) for f in of if chance.random() < 0.5]

    for _ in range(9):
        scene.reason = "hidden" if chance.random() < 0.15 else None
        if scene.held:
            for seen in some(faults)[:1]:
                scene.begins(*seen)
            scene.goes_on(chance.uniform(0.3, 12))
            scene.ends()
            scene.goes_on(chance.uniform(0, 4))
        else:
            unseen = [fault.name for fault in faults[:1] if chance.random() < 0.5]
            counted = chance.random() < 0.8
            scene.rep(
                *some(faults)[:1], late=tuple(some(late)) if counted else (), unseen=unseen,
                counted=counted, rest=chance.uniform(0.2, 4),
            )  # fmt: skip
    return scene


every_set: Callable = pytest.mark.parametrize(
    ("seed", "exercise", "amount", "language"),
    [
        (seed, exercise, amount, language)
        for seed in range(6)
        for exercise in ("hip_lift", "plank")
        for amount in AMOUNTS
        for language in LANGUAGES
    ],
)


@every_set
def test_whatever_happens_one_sentence_at_a_time_each_with_a_clip(seed, exercise, amount, language):
    scene = any_set(seed, exercise, amount, language)
    assert overlaps(scene.mouth.said, language) == []
    assert set(scene.heard()) <= clips(language).keys()


@every_set
def test_whatever_happens_no_cue_is_heard_more_than_twice(seed, exercise, amount, language):
    names = any_set(seed, exercise, amount, language).heard("cue-", "say-rest-now", "say-attempt")
    most = 1 if amount == "few" else 2
    assert all(names.count(name) <= most for name in names)


@every_set
def test_the_same_set_gives_the_same_words(seed, exercise, amount, language):
    one, two = (any_set(seed, exercise, amount, language).mouth.said for _ in range(2))
    assert one == two
    assert one


def test_the_sets_of_these_tests_hear_everything_the_coach_can_say():
    """The test of the test: chance has tried every kind of sentence."""
    heard = set()
    for seed in range(24):
        for exercise in ("hip_lift", "plank"):
            heard |= set(any_set(seed, exercise, "many", "ja").heard())
    kinds = ("cue-", "praise-", "say-count", "say-left", "say-attempt", "say-unseen", "say-rest")
    for kind in kinds:
        assert any(name.startswith(kind) for name in heard), kind
    assert any(name.endswith(".plain") for name in heard)
