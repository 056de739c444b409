"""The exercises: each shows itself, done well and with its most usual fault, and tells where the
camera goes, what is looked at and how much of it is done."""

from html import escape
from pathlib import Path

import streamlit as st

from clips.loops import address_of, faulty_loops, loop_of, picture_of
from coach.summary import setup
from pages.arrive import arrive
from pages.frame import current_words
from pages.offering import much
from practice.routines import Part
from rules import EXERCISES


def card(name: str) -> None:
    """An exercise: its picture, its name, whether it is judged, and the button that opens it."""
    title, loop = says.say(f"exercise-{name}"), loop_of(name)
    with st.container(border=True, key=f"card-{name}", gap="small"):
        if loop:
            st.image(picture_of(loop), width="stretch", alt=title)
        st.markdown(f"**{title}**")
        kind = EXERCISES[name]
        form = "exercises-judged" if kind.judged else "exercises-guided"
        st.caption(says.say("exercises-observed" if kind.observed else form))
        # Each with its own name: who hears the page hears the buttons without what is round them.
        open_it = says.say("exercises-open", exercise=title)
        if st.button(open_it, key=f"open-{name}", width="stretch"):
            st.session_state.exercise_shown = name
            st.session_state.exercise_count = st.session_state.get("exercise_count", 0) + 1


def whole(name: str) -> None:
    """All there is to know of an exercise before it is done."""
    kind = EXERCISES[name]
    with st.container(key="exercise-whole"):
        st.header(says.say(f"exercise-{name}"), anchor=False)
        st.markdown(says.say(f"exercise-{name}.why"))
        st.caption(says.say("routine-texts"))
        loops(name)
        told = {
            "exercises-camera": "\n\n".join(setup(name, says)),
            "exercises-looks": says.say(f"limits-{name}"),
            "exercises-much": much(Part(name, kind.dose.amount), says),
            "exercises-easier": says.say(f"exercise-{name}.easier"),
            "exercises-harder": says.say(f"exercise-{name}.harder"),
        }
        for key, text in told.items():
            st.markdown(f"**{says.say(key)}**  \n{text}")
        with st.container(horizontal=True):
            if st.button(says.say("exercises-live"), icon=":material/videocam:", type="primary"):
                st.session_state.pop("today", None)
                st.session_state.wanted = st.session_state["live-exercise"] = name
                st.switch_page("pages/live.py")
            if st.button(says.say("exercises-clip"), icon=":material/upload_file:"):
                st.session_state["upload-exercise"] = name
                st.switch_page("pages/upload.py")
    arrive("exercise-whole", st.session_state.exercise_count)


def loops(name: str) -> None:
    """The exercise done well, and beside it with a fault."""
    good, faulty = loop_of(name), faulty_loops(name)
    if good is None:
        st.caption(says.say("exercises-no-loop"))
        return
    columns = st.columns(1 + len(faulty)) if faulty else [st.container()]
    with columns[0]:
        film(good, says.say("exercises-good"))
    for column, (fault, loop) in zip(columns[1:], faulty.items(), strict=True):
        with column:
            film(loop, says.say("exercises-fault", fault=says.say(f"fault-{fault}")))


def film(loop: Path, told: str) -> None:
    """A loop with what it shows."""
    st.html(
        f'<video class="koshi-loop" src="{address_of(loop)}" aria-label="{escape(told)}"'
        " autoplay loop muted playsinline controls></video>"
    )
    st.caption(told)


says = current_words()
st.title(says.say("page-exercises"), anchor=False)
st.markdown(says.say("exercises-intro"))
with st.container(key="cards-exercises"):
    for each in EXERCISES:
        card(each)
shown: str = st.session_state.get("exercise_shown", "")
if shown in EXERCISES:
    whole(shown)
