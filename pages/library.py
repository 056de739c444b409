"""My sets: everything that was kept, the newest first."""

import streamlit as st

from pages.frame import current_words, library, me
from pages.kept import follow
from pages.reviewing import review
from pages.sharing import sharing

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
    st.caption(says.say("library-intro"))
    follow([kept.id for kept in sets], "library_open")
else:
    st.info(says.say("library-empty"), icon=":material/inventory_2:")
