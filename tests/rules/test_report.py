import json

import pytest
from pydantic import ValidationError

from rules.report import VERSION, Finding, Hold, MeasuredLine, Rep, SetReport, worst
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
