import pytest

from coach.summary import cue_key, main_fault, notes, summary, worst_findings
from coach.words import LANGUAGES, words
from rules import Finding, Hold, Rep, SetReport

BOTH = pytest.mark.parametrize("language", LANGUAGES)


def finding(fault="over_arch", severity="mild", peak=20.0, **other) -> Finding:
    values = {"witness": "above_line", "start_s": 1.0, "end_s": 2.0, "unit": "deg"} | other
    return Finding(fault=fault, severity=severity, peak=peak, **values)


def rep(index=1, counted=True, faults=(), cannot_judge=()) -> Rep:
    return Rep(
        index=index, start_s=0, top_start_s=1, top_end_s=2, end_s=3, counted=counted,
        faults=list(faults), cannot_judge=list(cannot_judge),
    )  # fmt: skip


def report(**other) -> SetReport:
    values = {
        "exercise": "hip_lift", "duration_s": 10, "frames": 150, "judged_share": 1.0,
        "verdict": "ok", "reasons": [],
    }  # fmt: skip
    return SetReport(**(values | other))


class TestSummary:
    @pytest.mark.parametrize(
        ("language", "count", "text"),
        [
            ("en", 1, "One rep, nothing to correct in what could be seen."),
            ("en", 3, "3 reps, nothing to correct in what could be seen."),
            ("ja", 3, "3回、見えた範囲では気になる点はありませんでした。"),
        ],
    )
    def test_good_reps(self, language, count, text):
        reps = [rep(i + 1) for i in range(count)] + [rep(9, counted=False)]
        assert summary(report(reps=reps), words(language)) == text

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "“Arching or lifting too high” in 2 of 3 reps."),
            ("ja", "3回のうち2回で「腰の反り・上げすぎ」が見られました。"),
        ],
    )
    def test_faulty_reps(self, language, text):
        reps = [rep(1, faults=["over_arch"]), rep(2), rep(3, faults=["over_arch", "too_fast"])]
        found = [finding(rep=1), finding(rep=3), finding("too_fast", rep=3)]
        assert summary(report(reps=reps, findings=found), words(language)) == text

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "13 seconds held in form, as far as could be seen."),
            ("ja", "13秒、見えた範囲では形をくずさずキープできました。"),
        ],
    )
    def test_a_good_hold_counts_the_time_in_form(self, language, text):
        holds = [Hold(start_s=0, end_s=9, good_s=8), Hold(start_s=9, end_s=15, good_s=5)]
        assert summary(report(exercise="plank", holds=holds), words(language)) == text

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("en", "“Hips sagging” during your 9-second hold."),
            ("ja", "9秒のキープの中で「腰の落ち」が見られました。"),
        ],
    )
    def test_a_faulty_hold(self, language, text):
        holds = [Hold(start_s=1, end_s=10, good_s=4)]
        result = report(exercise="plank", holds=holds, findings=[finding("sag")])
        assert summary(result, words(language)) == text

    @BOTH
    def test_what_cannot_be_judged_says_the_first_reason_and_no_fault(self, language):
        result = report(
            verdict="cannot_judge", reasons=["two_people", "hidden"], findings=[finding()]
        )
        text, says = summary(result, words(language)), words(language)
        assert says.say("reason-two_people") in text
        assert says.say("reason-hidden") not in text
        assert says.say("fault-over_arch") not in text


class TestMainFault:
    def test_none(self):
        assert main_fault(report()) is None

    def test_severe_before_frequent(self):
        found = [finding("too_fast"), finding("too_fast"), finding("sag", "severe")]
        assert main_fault(report(findings=found)) == "sag"

    def test_then_the_most_frequent(self):
        found = [finding("sag"), finding("too_fast"), finding("too_fast")]
        assert main_fault(report(findings=found)) == "too_fast"


def test_a_set_whose_arch_was_hidden_is_neither_praised_nor_called_unreadable():
    hidden = report(
        verdict="cannot_judge",
        reasons=["unseen_over_arch"],
        reps=[rep(n, cannot_judge=["over_arch"]) for n in (1, 2, 3)],
    )
    assert summary(hidden, words("en")).startswith("3 reps counted. Height and tempo could be seen")


class TestNotes:
    @BOTH
    @pytest.mark.parametrize("exercise", ["hip_lift", "plank", "hip_hinge"])
    def test_what_is_not_judged_is_always_said(self, language, exercise):
        says = words(language)
        assert notes(report(exercise=exercise), says) == [says.say(f"limits-{exercise}")]

    @pytest.mark.parametrize(
        ("share", "percent"), [(0.95, None), (0.94, "6%"), (0.8, "20%"), (0.60, "40%")]
    )
    def test_a_part_that_was_not_seen(self, share, percent):
        said = notes(report(judged_share=share), words("en"))
        assert len(said) == (1 if percent is None else 2)
        assert percent is None or said[0].startswith(percent)

    @BOTH
    def test_cannot_judge_gives_the_other_reasons_and_how_to_set_up(self, language):
        says = words(language)
        result = report(verdict="cannot_judge", reasons=["no_person", "hidden"], judged_share=0.1)
        setup = [says.say("setup-help"), says.say(f"setup-{result.exercise}")]
        assert notes(result, says) == [says.say("reason-hidden"), *setup]

    def test_reps_whose_arch_was_hidden_are_counted_out(self):
        reps = [rep(1), rep(2, cannot_judge=["over_arch"]), rep(3, cannot_judge=["too_fast"])]
        said = notes(report(reps=reps), words("en"))
        assert said[0].startswith("“Arching or lifting too high” could not be seen in 1 of 3 reps")
        assert len(said) == 2


class TestFindings:
    def test_a_cue_is_fault_and_witness(self):
        assert cue_key(finding("too_fast", witness="down")) == "cue-too_fast-down"

    def test_one_per_fault_the_largest_and_severe_first(self):
        small, large = finding(peak=20), finding(peak=24)
        severe = finding("sag", "severe", peak=18)
        assert worst_findings(report(findings=[small, severe, large])) == [severe, large]

    def test_severe_beats_a_larger_mild_one(self):
        mild, severe = finding(peak=30), finding(severity="severe", peak=29)
        assert worst_findings(report(findings=[mild, severe])) == [severe]

    def test_negative_angles_are_as_large_as_they_are_far(self):
        near, far = finding("pike", peak=-25), finding("pike", peak=-45)
        assert worst_findings(report(findings=[near, far])) == [far]

    def test_the_shortest_time_and_the_least_way_back_are_the_worst(self):
        for unit in ("s", "leg"):
            more = finding("too_fast", peak=0.9, unit=unit)
            less = finding("too_fast", peak=0.2, unit=unit)
            assert worst_findings(report(findings=[more, less])) == [less]

    def test_nothing_found(self):
        assert worst_findings(report()) == []
