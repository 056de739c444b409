"""My sets: everything that was kept, the newest first."""

import pandas as pd
import streamlit as st

from clips.limits import lift_limit, limits
from clips.sharing import labels
from pages.door import me, signs_in
from pages.frame import as_csv, current_words
from pages.kept import follow, opened, questions, tell_removed
from pages.own import own_data
from pages.people import sharing_a_machine
from pages.server import library
from pages.sharing import sharing


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


says = current_words()
st.title(says.say("page-library"), anchor=False)
sets = library().sets(me())
ids = [kept.id for kept in sets]
questions(ids, "library_open")
is_open = opened("library_open", back, sharing)
if not is_open:
    own_data(says)
    sharing_a_machine(says)
if sets and not is_open:
    st.caption(says.say("library-intro-server" if signs_in() else "library-intro"))
    follow(ids, "library_open")
    own_limits()
    told = labels(library(), me())
    if told:
        st.download_button(
            says.say("library-labels"),
            as_csv(pd.DataFrame(told)),
            file_name="koshi-opinions.csv",
            mime="text/csv",
            icon=":material/fact_check:",
            on_click="ignore",
        )
elif not sets:
    tell_removed()
    own_limits()
    st.info(says.say("library-empty"), icon=":material/inventory_2:")
