"""Today: what is on and why, one button that begins it, and the last weeks."""

from datetime import date

import streamlit as st

from clips.diary import diary, forget_day, write
from clips.models import DiaryDay
from coach.words import Words
from pages.circles import circles
from pages.door import me
from pages.frame import choose_number, current_words, pressed, show_failure, taken
from pages.offering import in_a_line, known_today, listed, pain_told, settle, today_here
from pages.reminding import reminding
from pages.server import library
from practice.progress import Offer, StepUp, offer
from practice.reading import of_the_week
from practice.weeks import CIRCLES, weeks

_TOLD = ("condition", "good", "worst", "places", "numb", "note", "hurt")


def how_it_is(today: date) -> None:
    """The one question before: how much it hurts now. It may be left unanswered."""
    entry = next((each for each in diary(library(), me()) if each.day == today), None)
    told, stopped = (entry.pain, entry.stopped) if entry else (None, None)
    answered = pressed("today-pain", told)
    pain = choose_number(says.say("diary-pain"), "today-pain", hint=says.say("today-ask"))
    if pain:
        answered |= pressed("today-stopped", stopped)
        stopped = st.segmented_control(
            says.say("diary-stopped"),
            (True, False),
            format_func=lambda yes: says.say("answer-yes" if yes else "answer-no"),
            key="today-stopped",
        )
    else:
        stopped = None
    # Only a press is an answer: what another window or yesterday left on this page is none.
    if not answered or (pain, stopped) == (told, entry.stopped if entry else None):
        taken("today-pain", "today-stopped")
        return
    kept = {name: getattr(entry, name) for name in _TOLD} if entry else {}
    if pain is None and not any(value not in (None, "", []) for value in kept.values()):
        forget_day(library(), me(), today)  # taken back, and nothing else was told
    else:
        write(library(), DiaryDay(person_id=me(), day=today, pain=pain, stopped=stopped, **kept))
    taken("today-pain", "today-stopped")
    if pain is not None and (told is None or pain > told):
        st.session_state.safe = False  # what speaks against a start is asked again


def begin(which: str) -> None:
    """To the camera, with these parts of the offer."""
    st.session_state.today = which
    pain_told(st.session_state.get("today-pain"))
    st.switch_page("pages/live.py")


def on_today(offered: Offer) -> None:
    """What is on today, and why; the button."""
    with st.container(border=True, key="today"):
        st.header(says.say(f"today-{offered.what}"), anchor=False)
        st.markdown(says.say(f"today-why-{offered.why}"))
        which, parts = "parts", offered.parts
        if offered.steps_by_itself:
            which, parts = "with_step", offered.with_step
        if parts:
            st.markdown(listed(parts, says))
        for exercise, side in offered.begin:
            name = says.say(f"exercise-{exercise}")
            st.caption(says.say(f"today-begin-{side}", exercise=name))
        if offered.step:
            one_step(offered.step, offered.steps_by_itself)
        if parts:
            button = st.button(
                says.say("today-begin"),
                type="primary",
                icon=":material/play_arrow:",
                width="stretch",
                key="today-start",
            )
            if button:
                begin(which)
        else:
            st.page_link("pages/weeks.py", label=says.say("today-write"), icon=":material/edit:")
    others(offered)


def one_step(step: StepUp, by_itself: bool) -> None:
    """The step and its reason; a tap leaves it out."""
    told = {}
    if step.part:
        name = says.say(f"exercise-{step.exercise}")
        told = {"exercise": name, "part": in_a_line(step.part, says)}
    st.info(says.say(f"step-{step.kind}", **told), icon=":material/trending_up:")
    with st.container(horizontal=True):
        if not by_itself and st.button(says.say("step-try"), key="step-try"):
            begin("with_step")
        if st.button(says.say("step-no"), key="step-no"):
            settle(step, "declined")
            st.rerun()


def others(offered: Offer) -> None:
    """What else may be done: nobody is kept from anything but by a reason for rest."""
    if not offered.instead and not offered.back:
        return
    with st.expander(says.say("today-else")):
        if offered.instead:
            kind = "more" if offered.what == "gentle" else "gently"
            st.markdown(says.say(f"today-instead-{kind}"))
            st.markdown(listed(offered.instead, says))
            if st.button(says.say("today-instead-begin"), key="today-instead"):
                begin("instead")
        for n, step in enumerate(offered.back):
            told = {"part": in_a_line(step.part, says)} if step.part else {}
            if st.button(says.say(f"step-back-{step.kind}", **told), key=f"step-back-{n}"):
                settle(step, "undone")
                st.rerun()


def show() -> None:
    """The page."""
    today = today_here()
    try:
        how_it_is(today)
        known = known_today()
    except Exception as error:  # the database may be away
        show_failure(error)
        return
    on_today(offer(today, known))
    st.header(says.say("weeks-title", weeks=CIRCLES), anchor=False)
    circles(weeks(known.done, today), says)
    st.page_link("pages/weeks.py", label=says.say("page-weeks"), icon=":material/calendar_month:")
    title = says.say(f"reading-{of_the_week(today)}")
    told = says.say("reading-week", title=title)
    st.page_link("pages/reading.py", label=told, icon=":material/local_library:")
    reminding(says)


says: Words = current_words()
st.title(says.say("page-today"), anchor=False)
show()
