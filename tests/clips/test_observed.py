"""A set that was observed and not rated, in every form in which a set is shown."""

import csv
import io
from functools import cache, partial

import numpy as np
import pytest

from clips.annotate import draw_frame
from clips.check import CheckedClip, Track
from clips.export import as_csv, as_html, content
from clips.export_pdf import as_pdf
from clips.result import Shown, load, save
from clips.review import seen
from coach.words import words
from pose.overlay import SEVERITY, draw_label
from rules import FormChecker
from tests.bodies.overhead_squat import overhead
from tests.bodies.sitting import at_desk
from tests.bodies.walking import walking
from tests.figures import film, joined, maskless, reps


@cache
def squatted(heel: float = 0.0) -> Shown:
    """Two squats: in the second the arms come forward, the heels go up by `heel` foot lengths."""
    checker, track = FormChecker("overhead_squat"), Track()
    well, fallen = (
        film(partial(overhead, fallen=degrees, heel=up), reps(0, 1, 2, 0.6, 1.6, 1))
        for degrees, up in ((0, 0), (60, heel))
    )
    for pose in maskless(joined(well, fallen)):
        checker.update(pose)
        track.add(pose, checker)
    checked = CheckedClip(None, checker.finish(), track, checker.signal)
    return Shown(checked, "x", "ja", None, [], [])


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_report_lists_what_was_seen_what_was_not_and_what_was_not_visible(language):
    says = words(language)
    shown = squatted()
    page = as_html(shown, "", [], says)
    for part in (
        says.say("verdict-observed"),
        says.say("summary-observed", reps=2),
        f"<dt>{says.say('fault-arms_fall')}</dt><dd>{says.say('observed-seen', seen=1, of=2)}</dd>",
        f"<dt>{says.say('fault-heels_up')}</dt><dd>{says.say('observed-not-seen', of=2)}</dd>",
        f"<dt>{says.say('fault-rounded_back')}</dt><dd>{says.say('observed-not-visible')}</dd>",
        says.say("limits-overhead_squat"),
        'class="verdict observed"',
    ):
        assert part in page, part
    for verdict in ("ok", "mild", "severe"):
        assert says.say(f"verdict-{verdict}") not in page
    assert as_pdf(shown, "", [], says).startswith(b"%PDF")


def test_the_table_has_no_verdicts():
    says = words("en")
    rows = list(csv.DictReader(io.StringIO(as_csv(squatted(), says))))
    assert len(rows) == 2
    assert not {says.say(f"column-{each}") for each in ("verdict", "faults")} & {*rows[0]}
    assert [row[says.say("column-seen")] for row in rows] == ["", says.say("fault-arms_fall")]
    unseen = says.say("fault-rounded_back")
    assert [row[says.say("observed-not-visible")] for row in rows] == [unseen, unseen]
    assert content(squatted(), "", [], says)["verdict"] == "observed"


def observed(kind: str, poses) -> Shown:
    checker, track = FormChecker(kind), Track()
    for pose in poses:
        checker.update(pose)
        track.add(pose, checker)
    return Shown(
        CheckedClip(None, checker.finish(), track, checker.signal), "x", "ja", None, [], []
    )


def test_the_player_draws_what_a_face_is_measured_on():
    poses = [walking(i / 68, i / 15, gaze=40) for i in range(69)]
    told = seen(observed("walking", poses), words("en"))
    (found,) = told["findings"]
    ((ear, _), (nose, _)) = found["line"]
    joints = next(
        each for t, each in zip(told["t"], told["joints"], strict=True) if t >= found["at"]
    )
    assert min(joints[2 * place] for place in (ear, nose)) > 0


def test_the_steps_of_a_walk_are_whole_and_its_ways_are_told():
    says = words("en")
    poses = [walking(share, t) for t, share in [(0.1 * i / 1.5, i / 68) for i in range(69)]]
    (row,) = csv.DictReader(io.StringIO(as_csv(observed("walking", poses), says)))
    assert row[says.say("metric-steps")] == "4"
    assert row[says.say("metric-cadence")].isdigit()
    page = as_html(observed("walking", poses), "", [], says)
    assert says.say("summary-observed-walking", reps=1) in page


@pytest.mark.parametrize("language", ["ja", "en"])
def test_of_who_sits_is_told_how_long_and_what_to_measure(language):
    says = words(language)
    shown = observed("sitting", film(lambda _, t: at_desk(t, knee=130), [(0, 0), (10, 0)]))
    (row,) = csv.DictReader(io.StringIO(as_csv(shown, says)))
    assert says.say("column-hold-good") not in row
    assert float(row[says.say("column-hold-length")]) == pytest.approx(10, abs=0.3)
    page = as_html(shown, "", [], says)
    for part in (
        says.say("summary-observed-sitting", seconds=10),
        f"<dt>{says.say('fault-knees_off')}</dt><dd>{says.say('observed-held-seen')}</dd>",
        f"<dt>{says.say('asked-sitting')}</dt><dd>{says.say('asked-sitting.how')}</dd>",
    ):
        assert part in page, part
    assert as_pdf(shown, "", [], says).startswith(b"%PDF")


def test_what_is_a_share_is_shown_in_percent():
    says = words("en")
    rows = list(csv.DictReader(io.StringIO(as_csv(squatted(heel=0.1), says))))
    assert float(rows[1][says.say("metric-heel_share")]) == pytest.approx(10, abs=2)


def test_the_clip_names_what_is_seen_and_does_not_say_what_to_do():
    checked, says = squatted().checked, words("en")
    (found,) = checked.report.findings
    i = checked.track.t.index(found.line.t)
    black = np.zeros((720, 1280, 3), np.uint8)
    drawn, named = black.copy(), black.copy()
    draw_frame(drawn, checked, i, says, {})
    draw_label(named, says.say("fault-arms_fall"), SEVERITY["observed"])
    assert np.array_equal(drawn[-60:], named[-60:])


def test_it_is_kept_whole(tmp_path):
    shown = squatted()
    save(shown, tmp_path)
    again = load(tmp_path, None, "x")
    assert again.checked.report == shown.checked.report
