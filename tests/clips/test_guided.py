"""A set that was paced and not judged, in every form in which a set is shown."""

from functools import cache

import pytest

from clips.annotate import _counter
from clips.check import CheckedClip, Track
from clips.export import as_csv, as_html, content
from clips.export_pdf import as_pdf
from clips.result import Shown, load, save
from coach.words import words
from rules import FormChecker
from tests.bodies.diaphragm import good, lying

FPS = 15


@cache
def breathed(seen: bool, seconds: int = 45) -> Shown:
    """Somebody lay there and breathed with the guide."""
    checker, track = FormChecker("diaphragm"), Track()
    for i in range(seconds * FPS):
        pose = good(0.0, i / FPS) if seen else lying(i / FPS)
        checker.update(pose)
        track.add(pose, checker)
    checked = CheckedClip(None, checker.finish(), track, checker.signal)
    return Shown(checked, "x", "ja", None, [], [])


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_report_tells_time_breaths_and_the_own_rhythm(language):
    says = words(language)
    shown = breathed(True)
    page = as_html(shown, "", [], says)
    for part in (
        says.say("verdict-guided"),
        says.say("summary-guided-breaths", seconds=45, count=4),
        says.say("rhythm-seen", **{"whole": "10", "in": "4", "out": "6"}),
        says.say("limits-diaphragm"),
        says.say("result-paced"),
        'class="verdict guided"',
        "<polyline",
    ):
        assert part in page, part
    assert says.say("verdict-ok") not in page
    assert as_pdf(shown, "", [], says).startswith(b"%PDF")


def test_a_breath_that_was_not_seen_is_said_to_be_so_and_has_no_chart():
    says = words("en")
    said = content(breathed(False), "", [], says)
    assert said["chart"] == {}
    assert says.say("rhythm-unseen") in said["notes"]
    assert said["reps"] == [[44.9, 4, None, None]]
    assert said["findings"] == []


def test_the_table_has_one_row():
    names, row = as_csv(breathed(True), words("en")).strip().splitlines()
    assert "Breaths at the guide" in names
    assert row == "44.9,4,4,6"


def test_the_clip_counts_breaths():
    checked = breathed(True).checked
    told = [_counter(checked, i * FPS, words("en")) for i in (5, 11, 44)]
    assert told == ["0 breaths", "1 breath", "4 breaths"]


def test_it_is_kept_whole(tmp_path):
    shown = breathed(True)
    save(shown, tmp_path)
    again = load(tmp_path, None, "x")
    assert again.checked.report == shown.checked.report
    assert again.worst == []
