"""For who comes first: three questions, and the first three minutes."""

from typing import get_args

import streamlit as st

from clips.diary import write
from clips.habits import tell
from clips.models import DiaryDay, TimeOfDay
from coach.words import Words
from pages.door import me
from pages.frame import choose_number
from pages.offering import pain_told, today_here
from pages.server import library
from practice.progress import Used


def welcome(says: Words) -> None:
    """Three questions, none of which must be answered, and a button that begins."""
    with st.container(border=True, key="welcome"):
        st.header(says.say("welcome-title"), anchor=False)
        st.markdown(says.say("welcome-how"))
        with st.expander(says.say("welcome-questions")):
            used = _asked("used", get_args(Used), says)
            likes = _asked("likes", get_args(TimeOfDay), says)
            pain = choose_number(says.say("diary-pain"), "welcome-pain")
        begun = st.button(
            says.say("welcome-begin"),
            type="primary",
            icon=":material/play_arrow:",
            key="welcome-go",
        )
    if not begun:
        return
    told = {name: value for name, value in (("used", used), ("likes", likes)) if value}
    if told:
        tell(library(), me(), **told)
    if pain is not None:
        day = DiaryDay(person_id=me(), day=today_here(), pain=pain, places=[])
        write(library(), day)
        pain_told(pain)
    st.session_state.today = "parts"
    st.switch_page("pages/live.py")


def _asked(name: str, options: tuple[str, ...], says: Words) -> str | None:
    return st.segmented_control(
        says.say(f"welcome-{name}"),
        options,
        format_func=lambda each: says.say(f"{name}-{each}"),
        key=f"welcome-{name}",
    )
