"""What is taken away: whole in itself, and what people wrote stays text."""

import base64
import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE, FPDFPage_GetAnnotCount

from clips import export
from clips.check import Track
from clips.export import as_csv, as_html, bands, cards, cell, content, rep_rows
from clips.export_pdf import as_pdf
from clips.sharing import Word
from coach.summary import worst_findings
from coach.words import words
from pose.video import read_frames
from rules import SetReport
from rules.report import MetricBand

JA, EN = words("ja"), words("en")
SAID = [{"t": 5.3, "who": "<b>田中</b>", "text": "<script>alert(1)</script>\n腰を少し下げて"}]


@pytest.fixture
def shown(prepared):
    return replace(prepared("hip_lift_arched"), name="x.mp4")


@pytest.mark.parametrize("says", [JA, EN])
def test_the_report_has_everything_and_asks_nobody(shown, says):
    page = as_html(shown, "2026-11-22 10:00", SAID, says)
    for part in (
        says.say("verdict-severe"),
        says.say("fault-over_arch-above_line"),
        says.say("cue-over_arch-above_line"),
        says.say("disclaimer"),
        "2026-11-22 10:00",
        "<polyline",
        "data:image/jpeg;base64,",
    ):
        assert part in page, part
    assert not re.search(r"(src|href)=\"(?!data:)|https?://|@import|url\(", page)


@pytest.mark.parametrize("says", [JA, EN])
def test_a_set_of_an_exercise_that_is_gone_still_opens_with_what_was_true_then(shown, says):
    report, band = shown.checked.report, MetricBand(unit="deg", low=-10, high=4.5)
    found = [each.model_copy(update={"fault": "bent_wrist"}) for each in report.findings]
    gone = report.model_copy(
        update={"exercise": "wrist_curl", "findings": found, "metrics": {"top_deg": band}}
    )
    then = SetReport.model_validate_json(gone.model_dump_json())
    worst = worst_findings(then)
    old = replace(shown, checked=replace(shown.checked, report=then, signal="bend"), worst=worst)
    page = as_html(old, "", [], says)
    for part in ("wrist curl", "bent wrist", says.say("verdict-severe"), "4.5°"):
        assert part in page, part
    assert "bent wrist" in as_csv(old, says)
    assert bare("bent wrist") in text(as_pdf(old, "", [], says))
    assert then.rules_version == report.rules_version


def test_what_people_wrote_stays_text(shown):
    page = as_html(shown, "", SAID, JA)
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_advice_of_a_trainer_stands_in_the_place_of_ours(shown):
    told = {0: Word("おへそを見ながら", "<i>田中</i>", against=("鈴木",))}
    page = as_html(shown, "", [], JA, told)
    pdf = text(as_pdf(shown, "", [], JA, told))
    ours = JA.say("cue-over_arch-above_line")
    assert "→ おへそを見ながら (&lt;i&gt;田中&lt;/i&gt;)" in page
    assert bare("おへそを見ながら (<i>田中</i>)") in pdf
    against = JA.say("opinion-against", who="鈴木")
    assert against in page
    assert bare(against) in pdf
    assert ours not in page
    assert bare(ours) not in pdf


def test_a_comment_names_the_finding_it_is_about(shown):
    said = [{"t": 1.0, "who": "田中", "text": "ここ", "shapes": [], "finding": 0}]
    heading = f"1.0秒 · 田中 · {JA.say('fault-over_arch-above_line')}"
    assert heading in as_html(shown, "", said, JA)
    assert bare(heading) in text(as_pdf(shown, "", said, JA))


def test_what_was_drawn_is_shown_on_its_frame(shown):
    t = shown.checked.track.t[60]
    angle = {"kind": "angle", "points": [[100, 300], [200, 100], [300, 300]]}
    said = [{"t": round(t, 4), "who": "A", "text": "x", "shapes": [angle], "finding": None}]
    page = as_html(shown, "", said, JA)
    alt = JA.say("player-drawn")
    data = re.findall(rf'<img src="data:image/jpeg;base64,([^"]+)" alt="{re.escape(alt)}">', page)
    (drawn,) = [cv2.imdecode(np.frombuffer(base64.b64decode(d), np.uint8), 1) for d in data]
    frame = next(read_frames(shown.checked.path, start=t)).image
    yellow = (np.abs(drawn[..., ::-1].astype(int) - (255, 235, 59)).max(axis=2) < 60).nonzero()
    assert {*zip(*yellow, strict=True)} & {(200, x) for x in range(140, 161)}
    assert np.mean(np.abs(drawn[310:, :, ::-1].astype(int) - frame[310:]) < 12) > 0.95
    before = len(as_pdf(shown, "", [said[0] | {"shapes": []}], JA))
    assert len(as_pdf(shown, "", said, JA)) > before + 10_000
    gone = replace(shown, checked=replace(shown.checked, path=Path("gone.mp4")))
    assert 'alt="">' not in as_html(gone, "", said, JA)


def test_the_table_has_a_row_for_each_rep(shown):
    rows = list(csv.reader(io.StringIO(as_csv(shown, JA).removeprefix("\ufeff"))))
    assert len(rows) == 2 + len(shown.checked.report.reps)
    assert rows[1][2:5] == [JA.say("column-good"), "", "−15.5°〜14°"]
    assert "2.1秒以上" in rows[1]
    assert rows[2][0] == "1"
    assert JA.say("fault-over_arch-above_line") in rows[2]


def test_what_is_not_known_is_a_dash_to_people_and_empty_to_a_spreadsheet(shown):
    reps = [
        rep.model_copy(update={"metrics": {**rep.metrics, "up_s": None}})
        for rep in shown.checked.report.reps
    ]
    report = shown.checked.report.model_copy(update={"reps": reps})
    bare_one = replace(shown, checked=replace(shown.checked, report=report))
    page = as_html(bare_one, "", [], JA)
    assert "<td>–</td>" in page
    assert "None" not in page
    assert "None" not in as_csv(bare_one, JA)
    assert "–" in text(as_pdf(bare_one, "", [], JA))


def test_reps_are_numbered_as_they_were_counted(shown):
    (rep,) = shown.checked.report.reps
    attempt = rep.model_copy(update={"counted": False, "faults": []})
    counted, found = rep.model_copy(update={"index": 2}), shown.checked.report.findings
    found = [f.model_copy(update={"rep": 2}) for f in found]
    report = shown.checked.report.model_copy(update={"reps": [attempt, counted], "findings": found})
    rows, _ = rep_rows(replace(shown, checked=replace(shown.checked, report=report)), JA)
    assert [row[0] for row in rows] == ["–", "1"]
    assert JA.say("fault-over_arch-above_line") in rows[1]


@pytest.mark.long
def test_lengths_of_the_leg_are_percent_and_ways_are_called_as_on_the_board(prepared):
    bent = prepared("hinge_rounded")
    rows, columns = rep_rows(bent, JA)
    assert {"倒す(秒)", "起こす(秒)"} < {*columns}
    share = bent.checked.report.reps[0].metrics["hips_back_legs"]
    place = columns.index("お尻を引いた距離(脚の長さの%)")
    assert rows[0][place] == pytest.approx(100 * share, abs=0.06)
    assert "10.5%以上" in export.bands(bent, JA)


def test_what_a_trainer_struck_out_is_in_no_headline_and_marked_in_the_table(shown):
    told = {0: Word(against=("田中",), struck="田中")}
    said = content(shown, "", [], JA, told)
    assert said["verdict"] == "ok"
    assert JA.say("fault-over_arch-above_line") not in said["summary"]
    assert said["notes"][0].startswith("田中の意見により、「上げすぎ」")
    rows, _ = rep_rows(shown, JA, told)
    assert rows[0][2:4] == [JA.say("verdict-ok"), "上げすぎ(田中の意見で外しました)"]
    (card,) = cards(shown, JA, told)  # it is shown, as what it is
    assert card[2].struck == "田中"
    assert card[1].moment is not None
    assert "田中の意見で外しました" in as_csv(shown, JA, told)


def test_the_stills_of_a_report_are_in_its_language(shown):
    ja, en = (content(shown, "", [], says)["findings"][0]["pictures"] for says in (JA, EN))
    assert ja != en


@pytest.mark.long
def test_a_hold_has_a_table_of_its_own(prepared):
    held = replace(prepared("plank_sagging"), language="en")
    rows = list(csv.reader(io.StringIO(as_csv(held, EN).removeprefix("\ufeff"))))
    assert rows[0][0] == EN.say("column-hold-start")
    assert len(rows) == 2
    assert "<table>" in as_html(held, "", [], EN)


def test_a_table_tells_the_sides_where_there_are_any(shown):
    report = shown.checked.report.model_copy(deep=True)
    for rep in report.reps:
        rep.side = "left"
    sided = replace(shown, checked=replace(shown.checked, report=report))
    rows, columns = rep_rows(sided, JA)
    assert columns[-1] == JA.say("column-side")
    assert {row[-1] for row in rows} == {JA.say("say-side-left")}
    assert len(bands(sided, JA)) == len(columns) == len(rows[0])
    assert JA.say("column-side") not in rep_rows(shown, JA)[1]


MM = 25.4 / 72  # a point of a PDF


def pages(pdf: bytes) -> list[str]:
    """What stands on each page, read by the engine that Chrome shows PDFs with."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(pdf)]


def bare(part: object) -> str:
    """Without spaces and ends of lines."""
    return "".join(str(part).split())


def text(pdf: bytes) -> str:
    """All that stands in a PDF, bare, without the feet of its pages."""
    said = (re.sub(r"\d+ / \d+ Koshi 腰 · .*", "", page) for page in pages(pdf))
    return bare("".join(said))


@pytest.mark.parametrize("says", [JA, EN])
def test_the_pdf_says_what_the_page_says(shown, says):
    pdf = as_pdf(shown, "2026-11-22 10:00", SAID, says)
    said = text(pdf)
    rows, columns = rep_rows(shown, says)
    for part in (
        says.say("exercise-hip_lift"),
        "2026-11-22 10:00",
        says.say("verdict-severe"),
        says.say("fault-over_arch-above_line"),
        says.say("cue-over_arch-above_line"),
        says.say("limits-hip_lift"),
        says.say("disclaimer"),
        "腰を少し下げて",
        *columns,
        *(f"{rep} {time}" for rep, time, *_ in rows),
        *(cell(value) for row in rows for value in row),
    ):
        assert bare(part) in said, part


def test_the_pdf_is_a4_with_a_name_a_language_and_numbered_pages(shown):
    pdf = as_pdf(shown, "2026-11-22", SAID, JA)
    document = pypdfium2.PdfDocument(pdf)
    title = f"Koshi 腰 · {JA.say('exercise-hip_lift')} · 2026-11-22"
    assert document.get_metadata_dict()["Title"] == title
    assert b"/Lang (ja)" in pdf
    assert [round(side * MM) for side in document[0].get_size()] == [210, 297]
    for n, page in enumerate(pages(pdf), 1):
        assert f"{n} / {len(document)} {title}" in page


def test_the_pdf_is_the_stills_and_little_else(shown):
    pdf = as_pdf(shown, "", SAID, JA)
    found = [
        image
        for page in pypdfium2.PdfDocument(pdf)
        for image in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])
    ]
    stills = [each for still in shown.pictures for each in (still.moment, still.good)]
    stills = [each for each in stills if each is not None]
    assert [image.get_px_size() for image in found] == [each.shape[1::-1] for each in stills]
    assert len(pdf) < 200_000 * (1 + len(stills))


HOSTILE = (
    "<img src=http://example.com/a.png>",
    "[here](http://example.com) **bold** __under__ {nb}",
    "file:///etc/passwd <script>alert(1)</script> %PDF-1.4 (\\) Tj",
    "x" * 2000,
    "漢" * 2000,
    "𠮷野家の髙﨑さん",
)


def test_what_people_wrote_stays_text_in_the_pdf(shown):
    pdf = as_pdf(shown, "", [{"t": 0.0, "who": wrote, "text": wrote} for wrote in HOSTILE], JA)
    said = text(pdf)
    for wrote in HOSTILE:
        assert said.count(bare(wrote)) == 2, wrote
    assert not any(FPDFPage_GetAnnotCount(page) for page in pypdfium2.PdfDocument(pdf))


def test_letters_the_font_lacks_are_replaced(shown):
    letters = ["😀", "👨‍👩‍👧", "\udc80", "שלום", "\x00\x07", "\ue000", "\u202eabc"]
    wrote = "".join(f"前{n}{each}後" for n, each in enumerate(letters))
    said = text(as_pdf(shown, "", [{"t": 0.0, "who": "a", "text": wrote}], JA))
    for n, each in enumerate(letters):
        assert re.search(f"前{n}[〓abc]*後", said), ascii(each)


def test_marks_are_joined_to_their_letters(shown):
    assert "ががカフェ" in text(
        as_pdf(shown, "", [{"t": 0.0, "who": "a", "text": "か\u3099がカフェ"}], JA)
    )


def test_no_line_of_japanese_begins_with_a_mark(shown):
    wrote = "腰を、少し「下げて」。ゆっくりフォームをチェックしましょう！" * 40
    pdf = as_pdf(shown, "", [{"t": 0.0, "who": "a", "text": wrote}], JA)
    lines = [line for page in pages(pdf) for line in page.splitlines() if len(line) > 40]
    assert len(lines) > 20
    assert not any(re.match("[、。」！ーょっェ]", line) for line in lines)
    assert not any(line.endswith("「") for line in lines)


def test_comments_go_on_over_the_pages(shown):
    many = [{"t": float(n), "who": f"名前{n}", "text": "まっすぐ" * 500} for n in range(5)]
    pdf = as_pdf(shown, "", many, JA)
    said = text(pdf)
    assert len(pages(pdf)) > 3
    assert said.count("まっすぐ") == 5 * 500
    assert all(f"名前{n}" in said for n in range(5))
    assert_all_on_the_page(pdf)


def test_a_table_of_many_columns_stays_on_the_page(shown, monkeypatch):
    columns = [f"とても長い名前の列{n}(単位)" for n in range(18)]
    rows = [[f"{n}の{m}" for m in range(18)] for n in range(60)]
    monkeypatch.setattr(export, "rep_rows", lambda shown, words, told: (rows, columns))
    monkeypatch.setattr(export, "bands", lambda shown, words: [])
    pdf = as_pdf(shown, "", SAID, JA)
    said = text(pdf)
    assert all(cell in said for row in rows for cell in row)
    assert_all_on_the_page(pdf)


def assert_all_on_the_page(pdf: bytes) -> None:
    for page in pypdfium2.PdfDocument(pdf):
        letters = page.get_textpage()
        boxes = [letters.get_charbox(n) for n in range(letters.count_chars())]
        left, bottom, right, top = zip(*(box for box in boxes if any(box)), strict=True)
        width, height = page.get_size()
        assert min(left) * MM > 14
        assert max(right) * MM < width * MM - 14
        assert min(bottom) * MM > 7
        assert max(top) * MM < height * MM - 14


@pytest.mark.long
@pytest.mark.parametrize("says", [JA, EN])
def test_a_hold_as_a_pdf(prepared, says):
    held = replace(prepared("plank_sagging"), language=says.language)
    said = text(as_pdf(held, "", [], says))
    for part in ("fault-sag", "result-hold", "column-hold-good", "variant-toes", "disclaimer"):
        assert bare(says.say(part)) in said, part


@pytest.mark.parametrize("says", [JA, EN])
def test_a_set_of_which_nothing_is_known(shown, says):
    report = shown.checked.report.model_copy(
        update={"reps": [], "findings": [], "verdict": "cannot_judge", "reasons": ["no_person"]}
    )
    checked = replace(shown.checked, report=report, track=Track())
    empty = replace(shown, checked=checked, worst=[], pictures=[])
    said = text(as_pdf(empty, "", [], says))
    assert bare(says.say("verdict-cannot_judge")) in said
    assert bare(says.say("result-chart")) not in said
    assert bare(says.say("result-table")) not in said
    assert "<table>" not in as_html(empty, "", [], says)


def test_a_finding_without_a_still(shown):
    bare_ones = [replace(still, moment=None, good=None) for still in shown.pictures]
    assert JA.say("fault-over_arch-above_line") in text(
        as_pdf(replace(shown, pictures=bare_ones), "", [], JA)
    )
