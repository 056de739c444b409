"""Upload a set: drop a clip, get it back rep by rep."""

import shutil
import time
from pathlib import Path

import streamlit as st

from pages.frame import choose_exercise, current_words, session_folder, show_failure
from pages.result import check_and_prepare, show

# What phones, cameras and screen recorders write; anything else is refused by the reader itself.
_TYPES = ["mp4", "mov", "m4v", "webm", "mkv", "avi", "3gp", "mts", "wmv", "mpg", "mpeg"]


def save(upload) -> Path:
    """Put the uploaded file into this visit's folder, under a name that says nothing."""
    path = session_folder() / f"clip-{time.monotonic_ns()}{Path(upload.name).suffix.lower()}"
    with path.open("wb") as file:
        shutil.copyfileobj(upload, file)
    return path


says = current_words()
st.title(says.say("page-upload"), anchor=False)
st.markdown(says.say("upload-intro"))
st.caption(says.say("setup-help"))
exercise = choose_exercise("upload-exercise")
st.caption(says.say(f"setup-{exercise}"))
upload = st.file_uploader(says.say("upload-drop"), type=_TYPES)
if st.button(says.say("upload-check"), type="primary", disabled=upload is None) and upload:
    st.session_state.pop("upload_result", None)
    try:
        path = save(upload)
    except OSError as error:
        show_failure(error, upload.name)
    else:
        st.session_state.upload_result = check_and_prepare(path, exercise, upload.name)
shown = st.session_state.get("upload_result")
if shown:
    show(shown)
