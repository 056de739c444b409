"""Upload a set: drop a clip, get it back rep by rep; it stays among the kept sets."""

from pathlib import Path

import streamlit as st

from clips.intake import examine
from clips.models import KeptSet
from clips.work import ask
from pages.frame import choose_exercise, current_words, library, me, show_failure
from pages.kept import follow
from pages.reviewing import review
from pages.uploads import Uploaded, uploader
from pose.video import ClipError

# What phones, cameras and screen recorders write; anything else is refused by the reader itself.
_TYPES = ["mp4", "mov", "m4v", "webm", "mkv", "avi", "3gp", "mts", "wmv", "mpg", "mpeg"]


def take(uploaded: Uploaded, exercise: str) -> None:
    """Keep an uploaded clip as a set and have it checked; what is no clip is said and removed."""
    try:
        info = examine(uploaded.path)
        suffix = Path(uploaded.name).suffix.lower()
        clip = library().add_clip(uploaded.path, suffix if suffix[1:] in _TYPES else "", info)
        kept = KeptSet(
            person_id=me(),
            clip_sha256=clip.sha256,
            exercise=exercise,
            name=uploaded.name,
            source="upload",
            language=says.language,
        )
        ask(library().get(library().add(kept), me()))
        st.session_state.setdefault("uploaded", []).insert(0, kept.id)
        st.session_state.upload_open = kept.id
    except Exception as error:
        show_failure(error, uploaded.name)
        if not isinstance(error, ClipError):  # chosen again, it need not be sent again
            return
    uploaded.path.unlink(missing_ok=True)


says = current_words()
st.title(says.say("page-upload"), anchor=False)
st.markdown(says.say("upload-intro"))
st.caption(says.say("setup-help"))
exercise = choose_exercise("upload-exercise")
st.caption(says.say(f"setup-{exercise}"))
for uploaded in uploader("upload", me(), _TYPES, says):
    with st.spinner(says.say("upload-looking")):
        take(uploaded, exercise)
ids = st.session_state.get("uploaded", [])
if ids:
    follow(ids, "upload_open")
opened = st.session_state.get("upload_open")
for kept in library().sets(me()):
    if kept.id == opened and kept.state == "done":
        review(kept, says.say("review-owner"))
