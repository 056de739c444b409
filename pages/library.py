"""My sets: everything that was kept, the newest first."""

import pandas as pd
import streamlit as st

from clips.limits import lift_limit, limits
from clips.sharing import judged, labels
from pages.arrive import arrive
from pages.door import me, signs_in
from pages.frame import as_csv, current_words
from pages.kept import follow, opened, questions, tell_removed
from pages.own import own_data
from pages.people import sharing_a_machine
from pages.server import library
from pages.sharing import sharing
from pages.sign_ins import signed_in_where

PART = 25  # rows at once


def own_limits() -> None:
    """What trainers have set for this person, whatever became of the sets they saw."""
    for limit in limits(library(), me()):
        what = says.say(f"own-limit-{limit.exercise}", most=limit.most)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text(f"{says.name(f'exercise-{limit.exercise}')}: {what}")
            if st.button(says.say("own-limit-lift"), key=f"lift-{limit.exercise}"):
                lift_limit(library(), me(), limit.exercise)
                st.rerun()


def back() -> None:
    """The way to the list again."""
    if st.button(says.say("kept-back"), icon=":material/arrow_back:"):
        st.session_state.pop("library_open")
        st.rerun()


def part_of(ids: list[str]) -> list[str]:
    """The sets of the part of the list that is shown."""
    state = st.session_state
    last = max(0, (len(ids) - 1) // PART)
    n = state.library_part = min(state.get("library_part", 0), last)
    return ids[n * PART : (n + 1) * PART]


def turn(count: int) -> None:
    """Ways to newer and older parts of a list of so many sets."""
    if count <= PART:
        return
    n = st.session_state.library_part
    with st.container(horizontal=True, vertical_alignment="center"):
        for step, word, icon in ((-1, "newer", "arrow_back"), (1, "older", "arrow_forward")):
            if step > 0:
                first, last = n * PART + 1, min(count, (n + 1) * PART)
                st.text(says.say("library-part", first=first, last=last, count=count))
            st.button(
                says.say(f"library-{word}"),
                icon=f":material/{icon}:",
                disabled=not 0 <= (n + step) * PART < count,
                on_click=_turn,
                args=(n + step,),
            )


def _turn(n: int) -> None:
    st.session_state.library_part = n
    st.session_state.library_turns = st.session_state.get("library_turns", 0) + 1


says = current_words()
st.title(says.say("page-library"), anchor=False)
every = library().ids(me())
ids = part_of(every)
questions(ids, "library_open")
is_open = opened("library_open", back, sharing)
if not is_open:
    signed_in_where(says)
    own_data(says)
    sharing_a_machine(says)
if every and not is_open:
    st.caption(says.say("library-intro-server" if signs_in() else "library-intro"))
    with st.container(key="library-list"):
        if turns := st.session_state.get("library_turns"):
            arrive("library-list", turns, "p")
        follow(ids, "library_open")
    turn(len(every))
    own_limits()
    if judged(library(), me()):
        st.download_button(
            says.say("library-labels"),
            lambda: as_csv(pd.DataFrame(labels(library(), me()))),
            file_name="koshi-opinions.csv",
            mime="text/csv",
            icon=":material/fact_check:",
            on_click="ignore",
        )
elif not every:
    tell_removed()
    own_limits()
    st.info(says.say("library-empty"), icon=":material/inventory_2:")
