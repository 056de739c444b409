"""Which two reps or holds are set side by side to begin with, and where they are in step."""

from datetime import UTC, datetime

import pytest

from clips.models import Clip, KeptSet, Report
from coach.words import words
from pages.duo import _best_and_worst, _sides
from rules import SetReport
from rules.report import Hold, Rep

JA = words("ja")


def kept(name, reps=(), holds=(), **changes) -> KeptSet:
    report = SetReport(
        exercise="plank" if holds else "hip_lift",
        duration_s=60,
        frames=900,
        judged_share=1,
        verdict="ok",
        reasons=[],
        reps=[
            Rep(index=n, start_s=n, top_start_s=n + 1, top_end_s=n + 2, end_s=n + 3, **rep)
            for n, rep in enumerate(reps, 1)
        ],
        holds=[Hold(start_s=a, end_s=b, good_s=good) for a, b, good in holds],
    )
    row = Report(verdict="ok", reps=0, hold_s=0, content=report.model_dump(mode="json"))
    return KeptSet(id=name, state="done", report=row, clip=Clip(), **changes)


def rep(verdict, counted=True):
    return {"verdict": verdict, "counted": counted}


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (["mild", "ok", "severe"], (1, 2)),
        (["severe", "ok", "severe"], (1, 0)),
        (["cannot_judge", "mild", "ok"], (2, 1)),
        (["ok", "cannot_judge"], (0, 1)),
        (["cannot_judge", "cannot_judge"], (0, 1)),
    ],
)
def test_the_best_rep_stands_beside_the_worst(verdicts, expected):
    one = kept("one", map(rep, verdicts))
    assert _best_and_worst(one, _sides(one, True, JA)) == expected


def test_an_attempt_is_no_rep_and_a_rep_is_in_step_at_its_top():
    (side,) = _sides(kept("one", [rep("ok", counted=False), rep("ok")]), True, JA)
    assert (side.start, side.step, side.end) == (2, 3.5, 5)


def test_holds_are_in_step_where_they_begin_and_the_steadier_is_the_better():
    one = kept("one", holds=[(0.5, 10.5, 6.0), (20.0, 40.0, 19.0)])
    sides = _sides(one, True, JA)
    assert [(side.start, side.step, side.end) for side in sides] == [(0, 0.5, 10.5), (19, 20, 40)]
    assert JA.say("duo-hold", good=6, whole=10) in sides[0].title
    assert _best_and_worst(one, sides) == (1, 0)


def test_a_set_of_one_stands_beside_another_set():
    one = kept("one", holds=[(1.0, 11.0, 10.0)])
    day = datetime(2026, 11, 5, 12, tzinfo=UTC)
    earlier = kept("earlier", holds=[(2.0, 12.0, 10.0)], created=day)
    sides = _sides(one, True, JA) + _sides(earlier, False, JA)
    assert _best_and_worst(one, sides) == (0, 1)
    assert sides[1].title.startswith("11-0")
