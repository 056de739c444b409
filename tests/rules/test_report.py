import json

import pytest
from pydantic import ValidationError

from rules import EXERCISES
from rules.hip_lift import OVER_ARCH
from rules.report import (
    VERSION,
    Finding,
    Hold,
    MeasuredLine,
    MetricBand,
    Rep,
    SetReport,
    worst,
)
from tests.figures import film, hip_lift, lift_rest, plank, reps, run

MINIMAL = {
    "exercise": "plank",
    "duration_s": 1.0,
    "frames": 30,
    "judged_share": 1.0,
    "verdict": "ok",
    "reasons": [],
}
FINDING = {
    "fault": "sag",
    "witness": "line",
    "severity": "mild",
    "start_s": 1.0,
    "end_s": 2.0,
    "peak": 9.0,
    "unit": "deg",
}
REP = {"index": 1, "start_s": None, "top_start_s": 1.0, "top_end_s": 2.0, "end_s": 3.0}


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ([], "ok"),
        (["ok"], "ok"),
        (["mild", "ok"], "mild"),
        (["mild", "severe", "ok"], "severe"),
        (["mild", "mild"], "mild"),
        (iter(["severe"]), "severe"),
    ],
)
def test_worst(severities, expected):
    assert worst(severities) == expected


@pytest.mark.parametrize(
    ("exercise", "poses"),
    [
        ("hip_lift", film(hip_lift, reps(lift_rest(), 20.0, 0.6, 2, 4, 2))),
        ("hip_lift", film(hip_lift, [(0, 0.0), (1, 0.0), (5, lift_rest()), (6, lift_rest())])),
        ("plank", film(plank, [(0, 0), (5, 0), (5.5, 25), (9, 25)])),
        ("plank", []),
        ("hip_hinge", [plank(0)]),
    ],
    ids=["reps", "raised", "hold", "empty", "one-frame"],
)
def test_a_report_survives_json(exercise, poses):
    report, _ = run(exercise, poses)
    text = report.model_dump_json()
    assert SetReport.model_validate_json(text) == report
    assert json.loads(text)["exercise"] == exercise
    assert "NaN" not in text
    assert "Infinity" not in text


def test_a_report_tells_its_version():
    assert SetReport(**MINIMAL).version == VERSION
    assert json.loads(SetReport(**MINIMAL).model_dump_json())["version"] == VERSION


def test_only_counted_reps_are_counted():
    items = [Rep(**REP, counted=counted) for counted in (True, False, True)]
    assert SetReport(**MINIMAL, reps=items).rep_count == 2
    assert SetReport(**MINIMAL).rep_count == 0


def test_reports_do_not_share_their_lists():
    first, second = SetReport(**MINIMAL), SetReport(**MINIMAL)
    first.findings.append(Finding(**FINDING))
    assert second.findings == []


def test_reps_do_not_share_their_lists():
    first, second = Rep(**REP, counted=True), Rep(**REP, counted=True)
    first.cannot_judge.append("too_fast")
    first.metrics["up_s"] = 3.0
    assert (second.cannot_judge, second.metrics) == ([], {})


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (SetReport, MINIMAL | {"verdict": "perfect"}),
        (SetReport, {k: v for k, v in MINIMAL.items() if k != "exercise"}),
        (Finding, FINDING | {"severity": "ok"}),
        (Finding, FINDING | {"peak": "much"}),
        (Rep, REP),
        (Hold, {"start_s": 1.0, "end_s": 2.0}),
        (MeasuredLine, {"t": 0.0, "size": (1,), "landmarks": [], "points": []}),
    ],
)
def test_what_is_no_report_is_refused(model, values):
    with pytest.raises(ValidationError):
        model(**values)


# Reports explain themselves (version 2); version 1 left that to the exercise.


def of_version_1(**more) -> dict:
    return {**MINIMAL, "version": 1, **more}


def test_findings_say_what_they_were_measured_by():
    report, _ = run("plank", film(plank, [(0, 0), (5, 0), (5.5, -15), (9, -15)], 20))
    (pike,) = report.findings
    assert (pike.fault, pike.sign, pike.unit) == ("pike", -1, "deg")
    assert pike.band.mild == pytest.approx(-11, abs=0.1)
    assert pike.band.severe == pytest.approx(-26, abs=0.1)
    assert pike.beyond == pytest.approx((15 - 11) / (26 - 11), abs=0.01)
    assert report.rules_version == EXERCISES["plank"].version
    assert (report.engine, report.version) == ("hold", VERSION)


def test_a_report_has_the_bands_of_its_metrics():
    report, _ = run("hip_lift", film(hip_lift, reps(lift_rest(), 0.0, 3, 2, 4), 15), most=170)
    assert report.metrics.keys() == report.reps[0].metrics.keys()
    assert (report.metrics["down_s"].unit, report.metrics["down_s"].low) == ("s", 2.6)
    assert report.metrics["top_deg"].low == -25.5  # the own limit moves it


def test_what_decides_nothing_is_not_among_the_good_values():
    report, _ = run("hip_lift", film(hip_lift, reps(lift_rest(), 14.8, 3, 2, 4), 10))
    assert (report.verdict, report.reps[0].cannot_judge) == ("cannot_judge", ["over_arch"])
    assert OVER_ARCH.edge == report.metrics["top_deg"].high < report.reps[0].metrics["top_deg"]


def test_version_1_opens_and_is_explained_by_the_rules_of_its_time():
    report = SetReport.model_validate(of_version_1(findings=[FINDING], holds=[]))
    (sag,) = report.findings
    assert (report.version, report.engine, report.rules_version) == (1, "hold", 1)
    assert (sag.sign, sag.band.mild, sag.band.severe) == (1, 8.7, 17.0)
    assert sag.beyond == pytest.approx((9.0 - 8.7) / (17.0 - 8.7))
    assert SetReport.model_validate_json(report.model_dump_json()) == report


def test_of_version_1_nobody_knows_which_values_were_good():
    report = SetReport.model_validate(of_version_1(exercise="hip_hinge"))
    assert report.metrics["tilt_deg"] == MetricBand(unit="deg")


def test_version_1_has_the_bands_of_its_own_limit():
    long = FINDING | {"fault": "own_limit", "witness": "hold", "unit": "s", "peak": 19.9}
    shorter = long | {"peak": 13.2}
    given = of_version_1(findings=[long, shorter], most=10)
    by_peak = {f.peak: f.beyond for f in SetReport.model_validate(given).findings}
    assert by_peak[19.9] > by_peak[13.2] > 0


def test_what_nobody_knows_any_more_stays_unknown(monkeypatch):
    held = {"start_s": 0.0, "end_s": 3.0, "good_s": 3.0}
    gone = of_version_1(exercise="gone", findings=[FINDING], holds=[held])
    report = SetReport.model_validate(gone)
    assert (report.engine, report.metrics) == ("hold", {})
    assert report.findings[0].band is None
    assert SetReport.model_validate(gone | {"holds": []}).engine == "reps"
    # The exercise is there, but its bands are others by now.
    monkeypatch.setattr(EXERCISES["plank"], "bands_since", 2)
    changed = SetReport.model_validate(of_version_1(findings=[FINDING]))
    assert changed.findings[0].beyond is None


def test_what_is_counted_is_known_of_a_report_that_does_not_say_so():
    older = {**MINIMAL, "engine": "guided", "breaths": 7}
    report = SetReport.model_validate(older)
    assert (report.counted, report.rounds) == ("breaths", 7)
    assert SetReport.model_validate_json(report.model_dump_json()) == report
    assert SetReport.model_validate({**older, "engine": "hold"}).counted == "seconds"


def test_version_2_is_shown_as_it_was():
    """Also when the exercise's thresholds are others by now."""
    report, _ = run("plank", film(plank, [(0, 0), (5, 0), (5.5, 25), (9, 25)], 20))
    kept = json.loads(report.model_dump_json())
    kept["findings"][0] |= {"beyond": 0.5, "band": {"mild": 1.0, "severe": 2.0}}
    (sag,) = SetReport.model_validate(kept).findings
    assert (sag.beyond, sag.band.mild) == (0.5, 1.0)


def test_what_was_done_of_each_side():
    done = [("left", True), ("left", False), ("right", True), (None, True), ("left", True)]
    items = [Rep(**REP, counted=counted, side=side) for side, counted in done]
    assert SetReport(**MINIMAL, reps=items).per_side == {"left": 2, "right": 1}
    held = [Hold(start_s=0, end_s=9, good_s=good, side="left") for good in (5.0, 2.5)]
    assert SetReport(**MINIMAL, holds=held).per_side == {"left": 7.5}
    assert SetReport(**MINIMAL).per_side == {}


@pytest.mark.parametrize(
    ("left", "right", "fewer"), [(5, 3, None), (6, 3, "right"), (0, 3, "left"), (0, 0, None)]
)
def test_an_imbalance_of_more_than_two_is_known(left, right, fewer):
    sides = ["left"] * left + ["right"] * right
    items = [Rep(**REP, counted=True, side=side) for side in sides]
    assert SetReport(**MINIMAL, reps=items).fewer == fewer
