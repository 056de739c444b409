"""My sets: everything that was kept, the newest first."""

import pandas as pd
import streamlit as st

from clips.sharing import labels
from pages.door import signs_in
from pages.frame import current_words, library, me
from pages.kept import follow, tell_removed
from pages.reviewing import review
from pages.sharing import sharing


def _cell(value):
    """Text that no spreadsheet takes for a formula."""
    risky = isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r")
    return f"'{value}" if risky else value


says = current_words()
st.title(says.say("page-library"), anchor=False)
opened = st.session_state.get("library_open")
sets = library().sets(me())
if opened and any(kept.id == opened for kept in sets):
    if st.button(says.say("kept-back"), icon=":material/arrow_back:"):
        st.session_state.pop("library_open")
        st.rerun()
    kept = library().get(opened, me())
    sharing(kept)
    review(kept, says.say("review-owner"))
elif sets:
    st.caption(says.say("library-intro-server" if signs_in() else "library-intro"))
    follow([kept.id for kept in sets], "library_open")
    told = labels(library(), me())
    if told:
        st.download_button(
            says.say("library-labels"),
            "\ufeff" + pd.DataFrame(told).map(_cell).to_csv(index=False),
            file_name="koshi-opinions.csv",
            mime="text/csv",
            icon=":material/fact_check:",
            on_click="ignore",
        )
else:
    tell_removed()
    st.info(says.say("library-empty"), icon=":material/inventory_2:")
