"""A kept set under review, for its owner and for the holder of a link: clip, numbers, comments."""

from dataclasses import replace

import streamlit as st

from clips.export import as_csv, as_html
from clips.limits import lift_limit, limit_of, set_limit
from clips.models import KeptSet, Opinion, Share
from clips.result import ANNOTATED, BLURRED, VIEW, Shown
from clips.sharing import (
    Advice,
    NoSuchShareError,
    advice,
    comment,
    comments,
    is_good,
    judge,
    opinions,
    remove_comment,
)
from coach.summary import fault_name
from coach.words import Words
from pages.duo import side_by_side
from pages.frame import copies, current_words, library, local, show_failure
from pages.media import address_of
from pages.player import player
from pages.result import show_numbers, show_stills, show_verdict
from rules import EXERCISES


def review(kept: KeptSet, who: str, by: Share | None = None) -> None:
    """Show the set. `who` signs what is written; `by` is the link it was opened with, None for the
    owner."""
    says = current_words()
    shown = _opened(kept)
    if shown is None:
        return
    clip = BLURRED if by and by.shows == "blurred" else VIEW
    with_clip = shown.view is not None and (by is None or by.shows != "stills")
    may = by is None or by.role == "comment"
    said = comments(library(), kept.id)
    held = opinions(library(), kept.id)
    told = advice(held, shown.checked.report.findings)
    show_verdict(shown, says, told)
    if with_clip:
        where = address_of(kept, clip, says, by)
        written, away = player(f"player-{kept.id}", where, clip, said, told, may, by is None, says)
        if written and may:
            _write(kept, who or says.say("shared-somebody"), written, by)
        if away and by is None:
            remove_comment(library(), kept.id, away)
            st.rerun()
    else:
        _comments_without_clip(kept, who, said, may, by, says)
    if with_clip and clip != BLURRED:
        side_by_side(kept, by, says)
    left, right = st.columns(2, gap="medium")
    with left:
        if clip != BLURRED:  # a still shows the face
            show_stills(shown, says, told)
    with right:
        _opinions(kept, shown, held, who, may, by, says)
        _own_limit(kept, who, may, by, says)
    # What its owner called the file is not for others.
    named = replace(shown, name=kept.exercise) if by else shown

    def save_clip() -> None:
        if by is None and shown.annotated:
            address = f"{address_of(kept, ANNOTATED, says, by)}/{ANNOTATED}?save"
            st.link_button(says.say("download-clip"), address, icon=":material/movie:")

    show_numbers(named, says, save_clip, told)
    if clip != BLURRED:
        _take_away(kept, shown, said, told, by, says)


def _take_away(
    kept: KeptSet, shown: Shown, said: list[dict], told: Advice, by: Share | None, says: Words
) -> None:
    name = f"koshi-{kept.exercise}-{local(kept.created):%Y-%m-%d-%H%M}"
    when = local(kept.created).strftime("%Y-%m-%d %H:%M")

    def still_good() -> None:  # the page may be open still when its link has been taken back
        if by and not is_good(library(), by.id):
            raise NoSuchShareError

    def html() -> str:
        still_good()
        return as_html(shown, when, said, says, told)

    def pdf() -> bytes:
        still_good()
        from clips.export_pdf import as_pdf  # 0.3 s to load, which few visits need

        return as_pdf(shown, when, said, says, told)

    def table() -> str:
        still_good()
        return as_csv(shown, says, told)

    with st.container(horizontal=True):
        for label, make, suffix, mime, icon in (
            (says.say("export-html"), html, "html", "text/html", ":material/description:"),
            (says.say("export-pdf"), pdf, "pdf", "application/pdf", ":material/picture_as_pdf:"),
            (says.say("export-csv"), table, "csv", "text/csv", ":material/table:"),
        ):
            st.download_button(label, make, f"{name}.{suffix}", mime, icon=icon, on_click="ignore")


def _opened(kept: KeptSet) -> Shown | None:
    opened = st.session_state.get("opened")
    if opened is None or opened[0] != kept.id:
        try:
            with st.spinner(current_words().say("kept-opening")):
                opened = (kept.id, library().result(kept.id, kept.person_id, copies()))
        except (LookupError, OSError, ValueError) as error:
            show_failure(error)
            return None
        st.session_state.opened = opened
    return opened[1]


def _write(kept: KeptSet, who: str, written: dict, by: Share | None) -> None:
    try:
        comment(library(), kept.id, who, written, by)
    except (LookupError, ValueError, TypeError, OverflowError, AttributeError) as error:
        show_failure(error)
        return
    st.rerun()


def _comments_without_clip(kept, who, said, may, by, says: Words) -> None:
    for each in said:
        with st.container(border=True):
            when = says.say("kept-seconds", seconds=f"{each['t']:.1f}")
            st.text(f"{when} · {each['who']}")
            st.text(each["text"])
    if may:
        with st.form(f"write-{kept.id}", clear_on_submit=True, border=False):
            text = st.text_area(says.say("player-write"), max_chars=2000)
            if st.form_submit_button(says.say("player-send")) and text.strip():
                _write(kept, who or says.say("shared-somebody"), {"t": 0.0, "text": text}, by)


def _opinions(
    kept: KeptSet,
    shown: Shown,
    held: list[Opinion],
    who: str,
    may: bool,
    by: Share | None,
    says: Words,
) -> None:
    """What a trainer says of each finding."""
    findings = shown.checked.report.findings
    if not findings or not (may or held):
        return
    with st.expander(says.say("opinion-title", count=len(held)), icon=":material/fact_check:"):
        for number, finding in enumerate(findings):
            name = fault_name(finding, says)
            when = says.say("at-time", seconds=f"{finding.start_s:.1f}")
            st.markdown(f"**{name}** ({says.say(f'severity-{finding.severity}')}, {when})")
            for each in (o for o in held if o.number == number):
                word = says.say("opinion-agrees" if each.agrees else "opinion-disagrees")
                st.text(f"{each.who}: {word}")
                if each.advice:
                    st.text(each.advice)
            if may:
                _ask_opinion(kept, number, who or says.say("shared-somebody"), by, says)


def _ask_opinion(kept: KeptSet, number: int, who: str, by: Share | None, says: Words) -> None:
    with st.form(f"opinion-{kept.id}-{number}", border=False):
        labels = {"yes": says.say("opinion-agree"), "no": says.say("opinion-disagree")}
        answer = st.segmented_control(
            says.say("opinion-ask"), labels, format_func=labels.__getitem__, key=f"o-{number}"
        )
        advice = st.text_input(says.say("opinion-advice"), max_chars=500, key=f"a-{number}")
        pressed = st.form_submit_button(says.say("opinion-send"))
        if pressed and answer:
            judge(library(), kept.id, number, who, answer == "yes", advice.strip(), by)
            st.rerun()
        if pressed:
            st.warning(says.say("opinion-choose"))


def _own_limit(kept: KeptSet, who: str, may: bool, by: Share | None, says: Words) -> None:
    """The most that this person is to do in this exercise: what holds, and a new one."""
    own = EXERCISES[kept.exercise].own_limit
    if own is None:
        return
    limit = limit_of(library(), kept.person_id, kept.exercise)
    title = says.say("own-limit-title")
    if limit:
        what = says.say(f"own-limit-{kept.exercise}", most=limit.most)
        title = says.say("own-limit-set", what=what)
    if not may and limit is None:
        return
    with st.expander(title, icon=":material/straighten:"):
        if limit:
            st.text(says.say("own-limit-by", who=limit.who))
        st.caption(says.say("own-limit-intro"))
        if limit and by is None and st.button(says.say("own-limit-lift")):
            lift_limit(library(), kept.person_id, kept.exercise)
            st.rerun()
        if not may:
            return
        with st.form(f"limit-{kept.id}", border=False):
            most = st.number_input(
                says.say(f"own-limit-ask-{kept.exercise}"),
                own.lowest,
                own.highest,
                limit.most if limit else own.usual,
            )
            if st.form_submit_button(says.say("own-limit-keep")):
                set_limit(library(), kept, int(most), who or says.say("shared-somebody"), by)
                st.rerun()
