"""A kept set under review, for its owner and for the holder of a link: clip, numbers, comments."""

from dataclasses import replace

import streamlit as st

from clips.access import Access
from clips.export import as_csv, as_html
from clips.limits import lift_limit, limit_for, proposed, set_limit
from clips.models import KeptSet, Opinion
from clips.result import ANNOTATED, Shown
from clips.sharing import Advice, advice, comment, comments, judge, opinions, remove_comment
from clips.telling import named
from coach.words import Words
from pages.duo import side_by_side
from pages.frame import current_words, local, show_failure
from pages.media import address_of
from pages.player import player
from pages.proposing import proposals
from pages.result import show_numbers, show_stills, show_verdict
from pages.server import copies, library
from rules import EXERCISES


def review(kept: KeptSet, access: Access, who: str) -> None:
    """Show the set to who comes by `access`; `who` signs what is written."""
    says = current_words()
    shown = _opened(access)
    if shown is None:
        return
    clip = access.clip if shown.view is not None else None
    said = comments(library(), access)
    held = opinions(library(), access)
    told = advice(held, shown.checked.report.findings)
    if access.owner:
        proposals(kept, access, shown.checked.report.findings, says)
    show_verdict(shown, says, told)
    if clip:
        where = address_of(kept, access, clip, says)
        written, away = player(
            f"player-{kept.id}", where, clip, said, told, access.may_comment, access.owner, says
        )
        if written and access.may_comment:
            _write(access, who or says.say("shared-somebody"), written)
        if away and access.owner:
            remove_comment(library(), access, away)
            st.rerun()
    else:
        _comments_without_clip(access, who, said, says)
    if clip and access.stills:
        side_by_side(kept, access, says)
    left, right = st.columns(2, gap="medium")
    with left:
        if access.stills:
            show_stills(shown, says, told)
    with right:
        _opinions(access, shown, held, who, says)
        _own_limit(kept, access, who, says)
    # What its owner called the file is not for others.
    named = shown if access.owner else replace(shown, name=kept.exercise)

    def save_clip() -> None:
        if access.owner and shown.annotated:
            address = f"{address_of(kept, access, ANNOTATED, says)}/{ANNOTATED}?save"
            st.link_button(says.say("download-clip"), address, icon=":material/movie:")

    show_numbers(named, says, save_clip, told)
    if access.stills:
        _take_away(kept, access, shown, said, told, says)


def _take_away(
    kept: KeptSet, access: Access, shown: Shown, said: list[dict], told: Advice, says: Words
) -> None:
    name = f"koshi-{kept.exercise}-{local(kept.created):%Y-%m-%d-%H%M}"
    when = local(kept.created).strftime("%Y-%m-%d %H:%M")

    def still_there() -> None:  # the page may be open still when its link has been taken back
        library().get(access)

    def html() -> str:
        still_there()
        return as_html(shown, when, said, says, told)

    def pdf() -> bytes:
        still_there()
        from clips.export_pdf import as_pdf  # 0.3 s to load, which few visits need

        return as_pdf(shown, when, said, says, told)

    def table() -> str:
        still_there()
        return as_csv(shown, says, told)

    with st.container(horizontal=True):
        for label, make, suffix, mime, icon in (
            (says.say("export-html"), html, "html", "text/html", ":material/description:"),
            (says.say("export-pdf"), pdf, "pdf", "application/pdf", ":material/picture_as_pdf:"),
            (says.say("export-csv"), table, "csv", "text/csv", ":material/table:"),
        ):
            st.download_button(label, make, f"{name}.{suffix}", mime, icon=icon, on_click="ignore")


def _opened(access: Access) -> Shown | None:
    opened = st.session_state.get("opened")
    if opened is None or opened[0] != access.set_id:
        try:
            with st.spinner(current_words().say("kept-opening")):
                opened = (access.set_id, library().result(access, copies()))
        except (LookupError, OSError, ValueError) as error:
            show_failure(error)
            return None
        st.session_state.opened = opened
    return opened[1]


def _write(access: Access, who: str, written: dict) -> None:
    try:
        comment(library(), access, who, written)
    except (LookupError, ValueError, TypeError, OverflowError, AttributeError) as error:
        show_failure(error)
        return
    st.rerun()


def _comments_without_clip(access: Access, who: str, said: list[dict], says: Words) -> None:
    for each in said:
        with st.container(border=True):
            when = says.say("kept-seconds", seconds=f"{each['t']:.1f}")
            st.text(f"{when} · {each['who']}")
            st.text(each["text"])
    if access.may_comment:
        with st.form(f"write-{access.set_id}", clear_on_submit=True, border=False):
            text = st.text_area(says.say("player-write"), max_chars=2000)
            if st.form_submit_button(says.say("player-send")) and text.strip():
                _write(access, who or says.say("shared-somebody"), {"t": 0.0, "text": text})


def _opinions(access: Access, shown: Shown, held: list[Opinion], who: str, says: Words) -> None:
    """What a trainer says of each finding."""
    findings = shown.checked.report.findings
    if not findings or not (access.may_comment or held):
        return
    with st.expander(says.say("opinion-title", count=len(held)), icon=":material/fact_check:"):
        for number, finding in enumerate(findings):
            called = named(finding, says)
            st.markdown(f"**{called.name}** {called.aside}")
            for each in (o for o in held if o.number == number):
                word = says.say("opinion-agrees" if each.agrees else "opinion-disagrees")
                st.text(f"{each.who}: {word}")
                if each.advice:
                    st.text(each.advice)
                if each.taken is None and not access.owner and each.share_id == access.link:
                    st.caption(says.say("proposal-waits"))
            if access.may_comment:
                _ask_opinion(access, number, who or says.say("shared-somebody"), says)


def _ask_opinion(access: Access, number: int, who: str, says: Words) -> None:
    with st.form(f"opinion-{access.set_id}-{number}", border=False):
        labels = {"yes": says.say("opinion-agree"), "no": says.say("opinion-disagree")}
        answer = st.segmented_control(
            says.say("opinion-ask"), labels, format_func=labels.__getitem__, key=f"o-{number}"
        )
        advice = st.text_input(says.say("opinion-advice"), max_chars=500, key=f"a-{number}")
        pressed = st.form_submit_button(says.say("opinion-send"))
        if pressed and answer:
            judge(library(), access, number, who, answer == "yes", advice.strip())
            st.rerun()
        if pressed:
            st.warning(says.say("opinion-choose"))


def _own_limit(kept: KeptSet, access: Access, who: str, says: Words) -> None:
    """The most that this person is to do in this exercise: what holds, and a new one."""
    kind = EXERCISES.get(kept.exercise)
    own = kind.own_limit if kind else None
    if own is None:
        return
    limit = limit_for(library(), access)
    title = says.say("own-limit-title")
    if limit:
        what = says.say(f"own-limit-{kept.exercise}", most=limit.most)
        title = says.say("own-limit-set", what=what)
    if not access.may_comment and limit is None:
        return
    with st.expander(title, icon=":material/straighten:"):
        if limit:
            st.text(says.say("own-limit-by", who=limit.who))
        st.caption(says.say("own-limit-intro"))
        if limit and access.person and st.button(says.say("own-limit-lift")):
            lift_limit(library(), access.person, kept.exercise)
            st.rerun()
        if not access.may_comment:
            return
        sent = proposed(library(), access)
        if sent:
            what = says.say(f"own-limit-{kept.exercise}", most=sent.most)
            st.text(says.say("proposal-limit-sent", what=what))
            st.caption(says.say("proposal-waits"))
        with st.form(f"limit-{kept.id}", border=False):
            most = st.number_input(
                says.say(f"own-limit-ask-{kept.exercise}"),
                own.lowest,
                own.highest,
                limit.most if limit else own.usual,
            )
            if st.form_submit_button(says.say("own-limit-keep")):
                set_limit(library(), access, int(most), who or says.say("shared-somebody"))
                st.rerun()
