"""The diary, and the sets of each day, as the library keeps them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from clips.access import Access
from clips.diary import (
    LONGEST,
    as_told,
    base,
    diary,
    done_sets,
    forget_day,
    moved,
    open_faults,
    write,
)
from clips.models import DiaryDay, FoundFault, KeptSet, Report
from clips.sharing import judge
from rules.report import Finding, Hold, Rep, SetReport

DAY = date(2026, 3, 2)


def entry(library, **answers) -> DiaryDay:
    return DiaryDay(person_id=library.person(), **({"day": DAY} | answers))


def test_a_day_is_kept_and_written_anew(library):
    write(library, entry(library, condition=7, good="散歩", pain=2, places=["back_left"]))
    write(library, entry(library, condition=8, places=[]))
    write(library, entry(library, day=DAY + timedelta(days=1), pain=0))
    first, second = diary(library, library.person())
    assert (first.day, first.condition, first.pain, first.places) == (DAY, 8, None, [])
    assert (second.pain, second.good) == (0, "")
    assert diary(library, library.person("somebody else")) == []


@pytest.mark.parametrize(
    "answers",
    [{"pain": 11}, {"condition": -1}, {"places": ["head"]}, {"note": "あ" * (LONGEST + 1)}],
    ids=str,
)
def test_what_is_no_answer_is_refused(library, answers):
    with pytest.raises(ValueError, match=next(iter(answers))):
        write(library, entry(library, **answers))
    assert diary(library, library.person()) == []


def test_a_day_is_forgotten_to_the_last_byte(library, tmp_path):
    write(library, entry(library, note="ひみつの一行"))
    forget_day(library, library.person("somebody else"), DAY)
    assert len(diary(library, library.person())) == 1
    forget_day(library, library.person(), DAY)
    assert diary(library, library.person()) == []
    left = b"".join(path.read_bytes() for path in tmp_path.glob("koshi.sqlite*"))
    assert "ひみつの一行".encode() not in left


def checked(library, created, verdict="ok", person=None, findings=(), **more) -> str:
    row = {"exercise": "hip_lift", "name": "x", "source": "live", "language": "ja"}
    kept = KeptSet(
        person_id=person or library.person(), state="done", created=created, **(row | more)
    )
    measured = {"duration_s": 9.0, "frames": 135, "judged_share": 1.0, "reasons": []}
    report = SetReport(exercise="hip_lift", verdict=verdict, findings=findings, **measured)
    rows = [
        FoundFault(number=n, start_s=1.0, end_s=2.0, rep=1, fault=f.fault, severity=f.severity)
        for n, f in enumerate(findings)
    ]
    content = report.model_dump(mode="json")
    kept.report = Report(verdict=verdict, reps=5, hold_s=0.0, content=content, findings=rows)
    return library.add(kept)


def test_a_set_is_of_the_day_on_which_it_was_done_there(library):
    night = datetime(2026, 3, 1, 15, 30, tzinfo=UTC)  # half past midnight in Tokyo
    checked(library, night)
    tokyo = timezone(timedelta(hours=9))
    (there,) = done_sets(library, library.person(), lambda t: t.astimezone(tokyo).date())
    (here,) = done_sets(library, library.person(), lambda t: t.astimezone(UTC).date())
    assert (there.day, here.day) == (DAY, DAY - timedelta(days=1))
    assert (there.exercise, there.verdict, there.reps) == ("hip_lift", "ok", 5)


def test_sets_that_are_not_checked_or_not_theirs_are_none_of_the_weeks(library):
    checked(library, datetime(2026, 3, 2, tzinfo=UTC), person=library.person("somebody else"))
    row = {"exercise": "hip_lift", "name": "x", "source": "live", "language": "ja"}
    library.add(KeptSet(person_id=library.person(), state="failed", **row))
    assert done_sets(library, library.person(), datetime.date) == []


def test_what_a_trainer_struck_out_counts_no_more(library):
    seen = {"witness": "above_line", "start_s": 1.0, "end_s": 2.0, "peak": 14.0, "unit": "deg"}
    found = [Finding(fault="over_arch", severity="mild", **seen)]
    set_id = checked(library, datetime(2026, 3, 2, tzinfo=UTC), "mild", findings=found)
    days = library, library.person(), datetime.date
    (before,) = done_sets(*days)
    judge(library, Access(set_id, library.person()), 0, "先生", agrees=False)
    (after,) = done_sets(*days)
    assert (before.verdict, before.faults) == ("mild", {"over_arch"})
    assert (after.verdict, after.faults) == ("ok", frozenset())


def test_sides_and_range_of_a_set_are_those_of_its_report_and_only_theirs(library):
    def kept(exercise, person=None, **measured):
        told = {"duration_s": 9.0, "frames": 135, "judged_share": 1.0, "reasons": []}
        report = SetReport(exercise=exercise, verdict="ok", **(told | measured))
        row = {"name": "x", "source": "live", "language": "ja", "state": "done"}
        made = KeptSet(person_id=person or library.person(), exercise=exercise, **row)
        content = report.model_dump(mode="json")
        made.report = Report(verdict="ok", reps=3, hold_s=0.0, content=content)
        return library.add(made), report

    def rep(n, side=None, counted=True, **metrics):
        times = {"start_s": n, "top_start_s": n, "top_end_s": n, "end_s": n + 1}
        return Rep(index=n, counted=counted, side=side, metrics=metrics, **times)

    threads = [
        rep(0, "left", drop_pct=20.0),
        rep(1, "right", drop_pct=30.0),
        rep(2, "left", drop_pct=None),
        rep(3, "left", counted=False, drop_pct=90.0),
    ]
    hold = Hold(start_s=0, end_s=22, good_s=20.5, side="right")
    written = dict(
        [
            kept("thread_needle", reps=threads),
            kept("side_plank", holds=[hold]),
            kept("hip_flexor", paced_sides={"left": 30.0, "right": 28.0}),
            kept("cat_cow", reps=[rep(0, range_pct=9.0), rep(1, range_pct=11.0)]),
            kept("hip_lift", reps=[rep(0)]),
        ]
    )
    theirs, _ = kept("cat_cow", library.person("other"), reps=[rep(0, range_pct=9.0)])
    told = moved(library, library.person(), [*written, theirs])
    assert {written[each].exercise for each in written.keys() - told.keys()} == {"hip_lift"}
    assert theirs not in told
    for each, known in told.items():
        assert known.sides == written[each].per_side, written[each].exercise
    ranges = {written[each].exercise: known.range for each, known in told.items()}
    none = {"side_plank": None, "hip_flexor": None}
    assert ranges == {"thread_needle": 25.0, "cat_cow": 10.0} | none


def test_what_looks_like_another_exercise_waits_until_that_is_settled(library):
    set_id = checked(library, datetime(2026, 3, 2, tzinfo=UTC))
    with library.session() as session:
        session.get(Report, set_id).looks_like = "squat"
    assert done_sets(library, library.person(), datetime.date) == []


ARCH = {"witness": "above_line", "start_s": 1.0, "end_s": 2.0, "peak": 14.0, "unit": "deg"}


def test_of_two_findings_the_one_that_was_struck_out_counts_no_more(library):
    found = [
        Finding(fault=fault, severity=how, rep=1, **ARCH)
        for fault, how in (("over_arch", "severe"), ("too_fast", "mild"))
    ]
    set_id = checked(library, datetime(2026, 3, 2, tzinfo=UTC), "severe", findings=found)
    judge(library, Access(set_id, library.person()), 0, "先生", agrees=False)
    (left,) = done_sets(library, library.person(), datetime.date)
    assert (left.verdict, left.faults) == ("mild", {"too_fast"})


def test_what_was_found_in_a_set_without_a_verdict_is_told_nowhere(library):
    found = [Finding(fault="over_arch", severity="mild", **ARCH)]
    checked(library, datetime(2026, 3, 2, tzinfo=UTC), "cannot_judge", findings=found)
    (told,) = done_sets(library, library.person(), datetime.date)
    assert told.faults == frozenset()


def test_a_set_tells_nothing_of_a_fault_that_most_of_it_left_open(library):
    me = library.person()
    kept = [checked(library, datetime(2026, 3, day, tzinfo=UTC)) for day in (2, 3)]
    for set_id, silent in zip(kept, (1, 3), strict=True):
        reps = [
            Rep(index=n, start_s=n, top_start_s=n, top_end_s=n, end_s=n + 1, counted=True,
                cannot_judge=["over_arch"] if n < silent else [])
            for n in range(5)
        ]  # fmt: skip
        with library.session() as session:
            report = session.get(Report, set_id)
            report.content = report.content | {"reps": [rep.model_dump() for rep in reps]}
    assert open_faults(library, me, kept) == {kept[0]: set(), kept[1]: {"over_arch"}}
    assert open_faults(library, library.person("somebody else"), kept) == {}


def test_a_fault_is_called_as_the_set_s_own_page_calls_it(library):
    for witness in ("above_line", "contour"):
        seen = ARCH | {"witness": witness}
        found = [Finding(fault="over_arch", severity="severe", rep=1, **seen)]
        checked(library, datetime(2026, 3, 2, tzinfo=UTC), "severe", findings=found)
    both = done_sets(library, library.person(), datetime.date)
    assert [each.faults for each in both] == [{"over_arch"}] * 2
    told = as_told(library, library.person(), both)
    assert [each.faults for each in told] == [{"over_arch-above_line"}, {"over_arch"}]
    assert {base(name) for each in told for name in each.faults} == {"over_arch"}
