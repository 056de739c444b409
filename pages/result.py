"""The result of a set on the page: verdict, reps, clip, worst moments, chart, downloads."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import altair as alt
import pandas as pd
import streamlit as st

from clips.annotate import Still
from clips.check import CheckedClip, check
from clips.export import (
    as_data,
    bands,
    cards,
    cell,
    charted,
    moments_title,
    rep_rows,
    table_title,
)
from clips.result import Shown, prepare, remarks
from clips.segments import so_far
from clips.sharing import Advice, Word, heard, left_out
from clips.telling import COLOURS, named, top_s
from coach.summary import cue_text, fault_name, notes, observations, rep_names, summary
from coach.words import Words
from pages.frame import current_words, show_failure
from pages.patches import visitor
from pages.server import server
from practice.reference import REFERENCES
from rules import Finding, SetReport

# Of the chart, on light and on dark: line and numbers (4.5:1, shaded too), axes (4.5:1).
_INKS = {"light": ("#00695c", "#5c5955"), "dark": ("#80cbc4", "#bab6b1")}
_SIGNS = {
    "ok": ":material/check_circle:",
    "mild": ":material/info:",
    "severe": ":material/priority_high:",
    "cannot_judge": ":material/visibility_off:",
    "guided": ":material/air:",
    "observed": ":material/visibility:",
}
_CHART_POINTS = 1500


def check_and_prepare(path: Path, exercise: str, name: str) -> Shown | None:
    """Check a clip in front of the visitor, with progress; None when it failed (said so)."""
    says = current_words()
    bar = st.progress(0.0, text=says.say("checking-unknown", seconds=0))
    try:
        checked = check(path, exercise, _Reporter(bar, says))
        return draw(checked, name, bar)
    except Exception as error:
        show_failure(error, name)
        return None
    finally:
        bar.empty()


def draw(checked: CheckedClip, name: str, bar) -> Shown:
    """Draw the annotated clip and the stills, with progress."""
    says = current_words()
    out = server().visits.folder(visitor()) / f"annotated-{time.monotonic_ns()}.mp4"

    told = -1

    def drawing(done: float, total: float) -> None:
        nonlocal told
        percent = round(100 * so_far(done, total))
        if percent != told:
            told = percent
            bar.progress(percent, text=says.say("drawing", percent=percent))

    return prepare(checked, name, says, out, drawing, lambda error: show_failure(error, name))


class _Reporter:
    """Shows how far the clip is looked at and seconds left, a few times a second."""

    def __init__(self, bar, says: Words):
        self._bar, self._says = bar, says
        self._start = self._shown = time.monotonic()

    def __call__(self, done: float, total: float) -> None:
        now = time.monotonic()
        if now - self._shown < 0.2:
            return
        self._shown = now
        if not total:
            self._bar.progress(0.0, text=self._says.say("checking-unknown", seconds=round(done)))
            return
        left = round((now - self._start) / done * max(0.0, total - done))
        share = so_far(done, total)
        text = self._says.say("checking", percent=round(100 * share), seconds=left)
        self._bar.progress(share, text=text)


def show(shown: Shown) -> None:
    """Put the whole result on the page."""
    says = current_words()
    show_verdict(shown, says)
    left, right = st.columns(2, gap="medium")
    with left:
        if shown.annotated:
            st.subheader(says.say("result-clip"), anchor=False)
            st.video(shown.annotated.read_bytes(), format="video/mp4")
    with right:
        show_stills(shown, says)
    show_numbers(shown, says, lambda: _save_clip(shown, says))


def show_verdict(shown: Shown, says: Words, advice: Advice | None = None) -> None:
    """What the check says of the set, and what it does not; without the findings that were struck
    out, by whom is said."""
    report, told = shown.checked.report, advice or {}
    judged = heard(report, told)
    st.header(says.say("result"), anchor=False)
    _show_verdict(judged, says)
    observed = observations(judged, says)
    if observed:
        columns = says.say("observed-what"), says.say("observed-told")
        st.table(pd.DataFrame(observed, columns=columns).set_index(columns[0]))
    for line in left_out(report, told, says):
        st.text(line)
    for remark in remarks(shown.checked, says):
        st.warning(remark, icon=":material/movie_info:")
    for note in notes(judged, says):
        st.caption(note)


def show_stills(shown: Shown, says: Words, advice: Advice | None = None) -> None:
    """The clearest moment of each of the worst findings, with what to do about it: `advice` where
    somebody gave some, else Koshi's."""
    found = cards(shown, says, advice or {})
    if found:
        st.subheader(says.say(moments_title(shown.checked.report)), anchor=False)
    for finding, still, word in found:
        _show_finding(finding, still, says, word)


def show_numbers(
    shown: Shown, says: Words, save_clip: Callable[[], None], advice: Advice | None = None
) -> None:
    """Reps, the movement over time, downloads; `save_clip` shows the one of the clip."""
    report, told = shown.checked.report, advice or {}
    _show_table(shown, says, told)
    if charted(report):
        st.subheader(says.say("result-chart"), anchor=False)
        # Beside the axis a long name would leave no room for the curve.
        st.caption(says.name(f"signal-{shown.checked.signal}"))
        judged = replace(shown.checked, report=heard(report, told))
        st.altair_chart(_chart(judged, says), width="stretch")
    show_reference(report.exercise, says)
    with st.container(horizontal=True):
        st.download_button(
            says.say("download-json"),
            report.model_dump_json(indent=1),
            file_name=f"koshi-{Path(shown.name).stem}.json",
            mime="application/json",
            icon=":material/data_object:",
            on_click="ignore",
        )
        save_clip()


def show_reference(exercise: str, says: Words) -> None:
    """What others have published of an exercise, folded away: looked up, never compared with."""
    reference = REFERENCES.get(exercise)
    if reference is None:
        return
    with st.expander(says.say("reference-title"), icon=":material/menu_book:"):
        st.caption(says.say(f"reference-of-{exercise}"))
        rows = [
            {
                says.say("reference-age"): says.say(
                    "reference-ages", low=row.ages[0], high=row.ages[1]
                )
            }
            | {
                says.say(f"reference-{group}"): _span(figure)
                for group, figure in zip(reference.groups, row.figures, strict=True)
            }
            for row in reference.rows
        ]
        st.table(pd.DataFrame(rows).set_index(says.say("reference-age")))
        st.caption(says.say("reference-note", source=reference.source))


def _span(figure: tuple[int, int]) -> str:
    low, high = figure
    return str(low) if low == high else f"{low}–{high}"


def _save_clip(shown: Shown, says: Words) -> None:
    if shown.annotated:
        st.download_button(
            says.say("download-clip"),
            shown.annotated.read_bytes,  # when it is asked for, and not at every run of the page
            file_name=f"koshi-{Path(shown.name).stem}.mp4",
            mime="video/mp4",
            icon=":material/movie:",
            on_click="ignore",
        )


def _show_verdict(report: SetReport, says: Words) -> None:
    box = {"ok": st.success, "mild": st.warning, "severe": st.error}.get(report.verdict, st.info)
    title = says.say(f"verdict-{report.verdict}")
    sign = _SIGNS[report.verdict]
    box(f"**{title}**: {summary(report, says)}", icon=sign)


def _show_finding(finding: Finding, still: Still, says: Words, word: Word) -> None:
    called = named(finding, says)
    told = says.say("alt-moment", fault=called.name, when=called.when)
    with st.container(border=True):
        if still.moment is not None and still.good is not None:
            left, right = st.columns(2)
            left.image(as_data(still.moment), width="stretch", alt=told)
            right.image(as_data(still.good), width="stretch", alt=says.say("alt-good"))
            st.caption(says.say("result-contour"))
        elif still.moment is not None:
            st.image(as_data(still.moment), width="stretch", alt=told)
        st.markdown(f"**{called.name}** {called.aside}")
        if word.text:  # what people wrote is text, whatever Markdown makes of it
            st.text(f"→ {word.text}")
            st.text(f"({word.who})")
        else:
            st.markdown(f":material/arrow_forward: {cue_text(finding, says)}")
        if word.against:
            st.text(says.say("opinion-against", who=", ".join(word.against)))


def _show_table(shown: Shown, says: Words, told: Advice) -> None:
    rows, columns = rep_rows(shown, says, told)
    if not rows:
        return
    good = bands(shown, says)
    if good:
        columns = [
            f"{name} · {good[2]} {band}" if band not in ("", good[2]) else name
            for name, band in zip(columns, good, strict=True)
        ]
    st.subheader(says.say(table_title(shown.checked.report)), anchor=False)
    read = [[cell(value) for value in row] for row in rows]
    # A table of text: its heads are broken into lines, where a grid would cut off what is long.
    st.table(pd.DataFrame(read, columns=columns).set_index(columns[0]))


def _chart(checked: CheckedClip, says: Words) -> alt.LayerChart | alt.FacetChart:
    """The main signal over time; faults shaded, reps marked."""
    ink, axes = _INKS[st.context.theme.type or "light"]
    track, report = checked.track, checked.report
    step = max(1, len(track.t) // _CHART_POINTS)
    signal = pd.DataFrame({"t": track.t[::step], "value": track.value[::step]})
    time_axis = alt.X("t:Q", title=says.say("chart-time"))
    line = (
        alt.Chart(signal)
        .mark_line(color=ink, invalid="break-paths-show-domains")
        .encode(x=time_axis, y=alt.Y("value:Q", title=None))
    )
    layers: list[alt.Chart] = []
    if report.findings:
        spans = pd.DataFrame(
            {
                "t": [f.start_s for f in report.findings],
                "end": [f.end_s for f in report.findings],
                "color": [COLOURS[f.severity] for f in report.findings],
                "fault": [fault_name(f, says) for f in report.findings],
            }
        )
        shades = alt.Chart(spans).mark_rect(opacity=0.25)
        layers.append(
            shades.encode(
                x=time_axis, x2="end:Q", color=alt.Color("color:N", scale=None), tooltip="fault:N"
            )
        )
    layers.append(line)
    if report.reps:
        tops = pd.DataFrame(
            {
                "t": [top_s(rep) for rep in report.reps],
                "rep": list(rep_names(report).values()),
            }
        )
        marks = alt.Chart(tops).mark_text(baseline="top", fontSize=15, fontWeight="bold", color=ink)
        layers.append(marks.encode(x=time_axis, y=alt.value(2), text="rep:N"))
    told = f"{says.say('result-chart')}: {says.say(f'signal-{checked.signal}')}"
    drawn = alt.layer(*layers).properties(height=260, description=told)
    return drawn.configure_axis(labelColor=axes, titleColor=axes)
