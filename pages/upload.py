"""Upload a set: drop a clip, get it back rep by rep; it stays among the kept sets."""

import streamlit as st

from clips.models import FIND_OUT
from coach.summary import setup
from pages.door import me, signs_in
from pages.frame import choose_exercise, current_words
from pages.kept import follow, opened, questions
from pages.server import library
from pages.uploads import uploader

says = current_words()
st.title(says.say("page-upload"), anchor=False)
st.markdown(says.say("upload-intro-server" if signs_in() else "upload-intro"))
exercise = choose_exercise("upload-exercise", first=(FIND_OUT,))
for line in [says.say("found-setup")] if exercise == FIND_OUT else setup(exercise, says):
    st.caption(line)
ids = st.session_state.get("uploaded")
if ids is None:  # a page that was closed or loaded anew meanwhile finds them again
    ids = st.session_state.uploaded = [
        kept.id
        for kept in library().sets(me())
        if kept.source == "upload" and kept.state in ("waiting", "checking", "found")
    ]
for each in uploader("upload", me(), exercise, says):
    if each not in ids:
        ids.insert(0, each)
        st.session_state.upload_open = each
if ids:
    follow(ids, "upload_open")
    questions(ids, "upload_open")
    opened("upload_open")
