"""A set to take away: one HTML file that opens anywhere without a network, and a table as CSV."""

import base64
import csv
import hashlib
import io
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from clips.annotate import Still, labelled, sketches
from clips.result import Shown, remarks
from clips.sharing import Advice, Word, heard, left_out
from clips.telling import COLOURS, begin_s, named, top_s
from coach.summary import (
    NO_VALUE,
    cue_text,
    fault_name,
    notes,
    observations,
    rep_names,
    summary,
    worst_findings,
)
from coach.words import Words
from pose.picture import cv2
from rules import Finding, Hold, Rep, SetReport
from rules.report import MetricBand

_WIDTH, _HEIGHT, _POINTS = 900, 200, 1200  # of the chart: px and at most so many points
_TICKS_T, _TICKS_VALUE = 8, 4  # of the chart: at most about so many
_REP_COLUMNS = ("column-rep", "column-time", "column-verdict", "column-faults")
_OBSERVED_COLUMNS = ("column-rep", "column-time", "column-seen")  # nothing there is to work on
_HOLD_COLUMNS = (
    "column-hold-start",
    "column-hold-length",
    "column-hold-good",
    "column-hold-unseen",
    "column-hold-variant",
)
# A hold that is observed has no form, and no variants.
_OBSERVED_HOLD = ("column-hold-start", "column-hold-length", "column-hold-unseen")
_WHOLE = ("steps", "cadence")  # metrics that are shown without decimals
_HERE = Path(__file__).parent
_TEMPLATES = Environment(loader=FileSystemLoader(_HERE), autoescape=True, trim_blocks=True)
_ANSWER = (_HERE / "answer.js").read_text(encoding="utf-8")


def content(
    shown: Shown,
    when: str,
    comments: list[dict[str, Any]],
    words: Words,
    advice: Advice | None = None,
) -> dict[str, Any]:
    """What a report says, for every form of it: words, rows, pictures as JPEG, chart in px."""
    report, told = shown.checked.report, advice or {}
    judged = heard(report, told)
    drawn = sketches(shown.checked, comments)
    reps, columns = rep_rows(shown, words, told)
    return {
        "language": words.language,
        "colours": COLOURS,
        "exercise": words.name(f"exercise-{report.exercise}"),
        "when": when,
        "verdict": judged.verdict,
        "title": words.say(f"verdict-{judged.verdict}"),
        "summary": summary(judged, words),
        "observed": observations(judged, words),
        "notes": [
            *remarks(shown.checked, words),
            *left_out(report, told, words),
            *notes(judged, words),
        ],
        "findings_title": words.say(moments_title(judged)),
        "findings": [
            {
                "number": shown.number(finding),
                "severity": finding.severity,
                **named(finding, words)._asdict(),
                "cue": _cue(finding, word, words),
                "against": _against(word, words),
                "compared": still.moment is not None and still.good is not None,
                "pictures": [_jpeg(p) for p in (still.moment, still.good) if p is not None],
            }
            for finding, still, word in cards(shown, words, told)
        ],
        "chart": _chart(shown, judged) if charted(report) else {},
        "signal": words.name(f"signal-{shown.checked.signal}"),
        "table_title": words.say(table_title(report)),
        "columns": columns,
        "reps": [band, *reps] if (band := bands(shown, words)) else reps,
        "comments": [
            _comment(each, report, words) | {"picture": _jpeg(drawn[n]) if n in drawn else None}
            for n, each in enumerate(comments)
        ],
        "comments_title": words.say("export-comments"),
    }


def cards(shown: Shown, words: Words, told: Advice) -> list[tuple[Finding, Still, Word]]:
    """The clearest finding of each point, the main point first and last those that were struck out;
    with its pictures, labelled, and what people say of it."""
    struck = [f for f in shown.worst if told.get(shown.number(f), Word()).struck]
    found = [*worst_findings(heard(shown.checked.report, told)), *struck]
    return [
        (f, labelled(shown.still(f), f, words), told.get(shown.number(f), Word())) for f in found
    ]


def _cue(finding: Finding, word: Word, words: Words) -> str:
    return f"{word.text} ({word.who})" if word.text else cue_text(finding, words)


def _against(word: Word, words: Words) -> str:
    return words.say("opinion-against", who=", ".join(word.against)) if word.against else ""


def _comment(comment: dict[str, Any], report: SetReport, words: Words) -> dict[str, Any]:
    """A comment with the name of the finding it is about, "" when it is about none."""
    number = comment.get("finding")
    about = [f for n, f in enumerate(report.findings) if n == number]
    when = words.say("kept-seconds", seconds=f"{comment['t']:.1f}")
    return comment | {"when": when, "which": "".join(fault_name(f, words) for f in about)}


def as_html(
    shown: Shown,
    when: str,
    comments: list[dict[str, Any]],
    words: Words,
    advice: Advice | None = None,
    answer_to: str | None = None,
) -> str:
    """The report as one page: verdict, stills, chart, reps, comments (who, t in s, text), `advice`
    in place of Koshi's. `when` is the day of the set as it is to be read. What people wrote is
    shown as text. With `answer_to`, the id of the set, it can be answered in (`clips.answers`)."""
    said = content(shown, when, comments, words, advice)
    for finding in said["findings"]:
        finding["pictures"] = [_data(picture) for picture in finding["pictures"]]
    for comment in said["comments"]:
        comment["picture"] = comment["picture"] and _data(comment["picture"])
    if said["chart"]:
        lines = said["chart"]["lines"]
        said["chart"]["lines"] = [" ".join(f"{x},{y}" for x, y in line) for line in lines]
    said["answer_to"] = answer_to
    if answer_to:
        shown_too = {finding["number"] for finding in said["findings"]}
        said["others"] = _others(shown.checked.report, shown_too, words)
        said["script"] = Markup(_ANSWER)  # not text of anybody's, but ours
        said["script_hash"] = base64.b64encode(hashlib.sha256(_ANSWER.encode()).digest()).decode()
    return _TEMPLATES.get_template("export.html.j2").render(said, say=words.say, show=cell)


def _others(report: SetReport, but: set[int], words: Words) -> list[dict[str, Any]]:
    """The findings of a report `but` those with these numbers, which have pictures of their own."""
    return [
        {"number": number, **named(finding, words)._asdict()}
        for number, finding in enumerate(report.findings)
        if number not in but
    ]


def as_csv(shown: Shown, words: Words, advice: Advice | None = None) -> str:
    """The table of a set, with a byte-order mark for spreadsheets."""
    rows, columns = rep_rows(shown, words, advice)
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(filter(None, [bands(shown, words), *rows]))
    return out.getvalue()


def rep_rows(
    shown: Shown, words: Words, advice: Advice | None = None
) -> tuple[list[list[Any]], list[str]]:
    """Rows (words and rounded numbers, None where there is none) and column names of the table of
    reps, of holds where there are any, or of paced time."""
    report, told, say = shown.checked.report, advice or {}, words.say
    if report.verdict == "guided":
        return _paced(report, words)
    observed = report.verdict == "observed"  # what has no verdict has no column of verdicts
    if report.holds and observed:
        held = [
            [round(s, 1) for s in (hold.start_s, hold.end_s - hold.start_s, hold.unseen_s)]
            for hold in report.holds
        ]
        return _sided(held, [say(key) for key in _OBSERVED_HOLD], report.holds, words)
    if report.holds:
        holds = [
            [
                round(hold.start_s, 1),
                round(hold.end_s - hold.start_s, 1),
                round(hold.good_s, 1),
                round(hold.unseen_s, 1),
                words.name(f"variant-{hold.variant or 'none'}"),
            ]
            for hold in report.holds
        ]
        return _sided(holds, [say(key) for key in _HOLD_COLUMNS], report.holds, words)
    metrics = _metrics(shown)
    columns = [say(key) for key in (_OBSERVED_COLUMNS if observed else _REP_COLUMNS)]
    columns += [_metric_name(key, report.exercise, words) for key in metrics]
    columns.append(say("observed-not-visible" if observed else "column-unjudged"))
    rows, names = [], rep_names(report)
    for rep in heard(report, told).reps:
        values = [_in_words(key, rep.metrics.get(key)) for key in metrics]
        rows.append(
            [
                names[rep.index],
                f"{begin_s(rep):.1f}–{rep.end_s:.1f}",
                *([] if observed else [_rated(rep, words)]),
                _faults(rep, report, told, words),
                *values,
                words.listed(words.name(f"fault-{name}") for name in rep.cannot_judge),
            ]
        )
    return _sided(rows, columns, report.reps, words)


def _paced(report: SetReport, words: Words) -> tuple[list[list[Any]], list[str]]:
    """The one row of a guided set and its column names: the own breath or movements only where
    they are looked for."""
    own, columns = report.rhythm, ["s", report.counted]
    row: list[Any] = [round(report.paced_s, 1), report.rounds]
    if report.counted == "breaths":
        columns += ["in", "out"]
        row += (round(own.in_s), round(own.out_s)) if own else (None, None)
    if report.moves is not None:
        columns.append("moves")
        row.append(report.moves)
    return [row], [words.say(f"column-paced-{column}") for column in columns]


def moments_title(report: SetReport) -> str:
    """The message over the clearest moments of a set."""
    return "result-observed" if report.verdict == "observed" else "result-worst"


def table_title(report: SetReport) -> str:
    """The message over the table of a set."""
    if report.verdict == "guided":
        return "result-paced"
    return "result-hold" if report.holds else "result-table"


def charted(report: SetReport) -> bool:
    """Whether the main signal tells anything: of what was not seen it is noise."""
    return report.verdict != "guided" or report.rhythm is not None or bool(report.moves)


def _sided(
    rows: list[list[Any]], columns: list[str], done: Sequence[Rep | Hold], words: Words
) -> tuple[list[list[Any]], list[str]]:
    """A table with one more column, of the body's sides, where there are any."""
    if not any(each.side for each in done):
        return rows, columns
    sides = [words.say(f"say-side-{each.side}") if each.side else None for each in done]
    return [[*row, side] for row, side in zip(rows, sides, strict=True)], [
        *columns,
        words.say("column-side"),
    ]


_SIGNS = {"deg": "°", "trunk": ""}  # behind a number; the others are shown in percent


def bands(shown: Shown, words: Words) -> list[str]:
    """For each column of the table of reps the band in which its numbers are good, "" where there
    is none; empty for a table of holds."""
    report = shown.checked.report
    if report.holds or not report.reps:
        return []
    found = [_band(key, report.metrics.get(key), words) for key in _metrics(shown)]
    last = ["", ""] if any(rep.side for rep in report.reps) else [""]
    return ["", "", words.say("column-good"), "", *found, *last] if any(found) else []


def cell(value: Any) -> str:
    """What stands in a cell of the table where people read it."""
    if value is None:
        return NO_VALUE
    return f"{value:.1f}".replace("-", "−") if isinstance(value, float) else str(value)


def _metric_name(key: str, exercise: str, words: Words) -> str:
    """The name of a metric; an exercise may have one of its own for it."""
    return words.name(words.own(f"metric-{key}", exercise))


def _in_words(key: str, value: float | None) -> float | None:
    """A metric as it is shown: shares in %, to one decimal; what is counted, whole."""
    if value is None:
        return None
    if key in _WHOLE:
        return round(value)
    return round(100 * value if key.endswith(("_legs", "_share")) else value, 1) + 0.0  # no -0


def _band(key: str, band: MetricBand | None, words: Words) -> str:
    """The band of a metric in words; "" where there is none."""
    if band is None:
        return ""

    def with_unit(end: float | None) -> str | None:
        if end is None:
            return None
        number = f"{_in_words(key, end):g}".replace("-", "−")
        if band.unit == "s":
            return words.say("kept-seconds", seconds=number)
        return f"{number}{_SIGNS.get(band.unit, '%')}"

    low, high = with_unit(band.low), with_unit(band.high)
    if low is not None and high is not None:
        return words.say("band-between", low=low, high=high)
    if low is not None:
        return words.say("band-from", low=low)
    return words.say("band-to", high=high) if high is not None else ""


def _metrics(shown: Shown) -> list[str]:
    reps = shown.checked.report.reps
    return list(dict.fromkeys(key for rep in reps for key in rep.metrics))


def _rated(rep: Rep, words: Words) -> str:
    return words.say(f"verdict-{rep.verdict}") if rep.counted else words.say("attempt")


def _faults(rep: Rep, report: SetReport, told: Advice, words: Words) -> str:
    """The names of a rep's findings, those that were struck out marked as such."""
    names = []
    for n, finding in enumerate(report.findings):
        if finding.rep != rep.index:
            continue
        name, who = fault_name(finding, words), told.get(n, Word()).struck
        names.append(words.say("opinion-struck", fault=name, who=who) if who else name)
    return words.listed(dict.fromkeys(names))


def _jpeg(picture: np.ndarray) -> bytes:
    """A picture (RGB) as a file."""
    return cv2.imencode(".jpg", picture[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 88])[1].tobytes()


def as_data(picture: np.ndarray) -> str:
    """A picture (RGB) inside of the page, so that it has no address of its own."""
    return _data(_jpeg(picture))


def _data(jpeg: bytes) -> str:
    return f"data:image/jpeg;base64,{base64.b64encode(jpeg).decode()}"


def _chart(shown: Shown, report: SetReport) -> dict[str, Any]:
    """The main signal as pieces of a line, faults as shades, both scales as places with their
    value; px of a picture `width` wide. Empty where nothing was seen."""
    track, names = shown.checked.track, rep_names(report)
    known = [v for v in track.value if math.isfinite(v)]
    if len(known) < 2:
        return {}
    low, high, first, last = min(known), max(known), track.t[0], track.t[-1]

    def x(t: float) -> float:
        return round((t - first) / max(last - first, 1e-6) * _WIDTH, 1)

    def y(value: float) -> float:
        return round(_HEIGHT - 8 - (value - low) / max(high - low, 1e-6) * (_HEIGHT - 16), 1)

    pieces: list[list[tuple[float, float]]] = [[]]
    step = max(1, len(track.t) // _POINTS)
    for t, value in zip(track.t[::step], track.value[::step], strict=True):
        if math.isfinite(value):
            pieces[-1].append((x(t), y(value)))
        elif pieces[-1]:
            pieces.append([])
    return {
        "width": _WIDTH,
        "height": _HEIGHT,
        "lines": [piece for piece in pieces if len(piece) > 1],
        "shades": [
            {"x": x(f.start_s), "width": max(2.0, x(f.end_s) - x(f.start_s)), "kind": f.severity}
            for f in report.findings
        ],
        "reps": [{"x": x(top_s(rep)), "n": names[rep.index]} for rep in report.reps],
        "times": [(x(t), f"{t:g}") for t in _ticks(first, last, _TICKS_T)],
        "values": [(y(v), f"{v:g}") for v in _ticks(low, high, _TICKS_VALUE)],
    }


def _ticks(low: float, high: float, count: int) -> list[float]:
    """Round numbers from `low` to `high`, about `count` of them at most."""
    rough = max(high - low, 1e-6) / count
    size = 10 ** math.floor(math.log10(rough))
    step = next(size * n for n in (1, 2, 5, 10) if size * n >= rough)
    return [round(n * step, 6) for n in range(math.ceil(low / step), math.floor(high / step) + 1)]
