"""What is taken away: whole in itself, and what people wrote stays text."""

import csv
import io
import re

import pytest

from clips.export import as_csv, as_html
from clips.result import prepare
from coach.words import words

JA, EN = words("ja"), words("en")
SAID = [{"t": 5.3, "who": "<b>田中</b>", "text": "<script>alert(1)</script>\n腰を少し下げて"}]


@pytest.fixture
def shown(checked, tmp_path):
    return prepare(checked("hip_lift_arched"), "x.mp4", JA, tmp_path / "a.mp4")


@pytest.mark.parametrize("says", [JA, EN])
def test_the_report_has_everything_and_asks_nobody(shown, says):
    page = as_html(shown, "2026-11-22 10:00", SAID, says)
    for part in (
        says.say("verdict-severe"),
        says.say("fault-over_arch"),
        says.say("cue-over_arch-above_line"),
        says.say("disclaimer"),
        "2026-11-22 10:00",
        "<polyline",
        "data:image/jpeg;base64,",
    ):
        assert part in page, part
    assert not re.search(r"(src|href)=\"(?!data:)|https?://|@import|url\(", page)


def test_what_people_wrote_stays_text(shown):
    page = as_html(shown, "", SAID, JA)
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_table_has_a_row_for_each_rep(shown):
    rows = list(csv.reader(io.StringIO(as_csv(shown, JA).removeprefix("\ufeff"))))
    assert len(rows) == 1 + len(shown.checked.report.reps)
    assert rows[1][0] == "1"
    assert JA.say("fault-over_arch") in rows[1]


def test_a_hold_has_a_table_of_its_own(checked, tmp_path):
    held = prepare(checked("plank_sagging"), "x.mp4", EN, tmp_path / "a.mp4")
    rows = list(csv.reader(io.StringIO(as_csv(held, EN).removeprefix("\ufeff"))))
    assert rows[0][0] == EN.say("column-hold-start")
    assert len(rows) == 2
    assert "<table>" in as_html(held, "", [], EN)
