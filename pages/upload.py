"""Upload a set: drop a clip, get it back rep by rep; it stays among the kept sets."""

from pathlib import Path
from uuid import uuid4

import streamlit as st

from clips.intake import examine
from clips.models import KeptSet
from clips.work import ask
from pages.door import signs_in
from pages.frame import choose_exercise, current_words, library, me, show_failure
from pages.kept import follow
from pages.reviewing import review
from pages.uploads import Uploaded, uploader
from pose.video import ClipError

# What phones, cameras and screen recorders write; anything else is refused by the reader itself.
_TYPES = ["mp4", "mov", "m4v", "webm", "mkv", "avi", "3gp", "mts", "wmv", "mpg", "mpeg"]


def take(uploaded: Uploaded, exercise: str) -> None:
    """Keep an uploaded clip as a set and have it checked; what is no clip is said and removed."""
    suffix = Path(uploaded.name).suffix.lower()
    kept = KeptSet(
        id=uuid4().hex,
        person_id=me(),
        exercise=exercise,
        name=uploaded.name,
        source="upload",
        language=says.language,
    )
    # Streamlit may break a run off wherever it is spoken to, so it is told first: between keeping a
    # clip and removing the upload nothing may come, or the next run would keep it once more.
    st.session_state.setdefault("uploaded", []).insert(0, kept.id)
    st.session_state.upload_open = kept.id
    try:
        info = examine(uploaded.path)
        suffix = suffix if suffix[1:] in _TYPES else ""
        kept = library().keep(kept, uploaded.path, suffix, info)
        uploaded.path.unlink(missing_ok=True)
        ask(kept)
    except Exception as error:
        if isinstance(error, ClipError):  # anything else chosen again need not be sent again
            uploaded.path.unlink(missing_ok=True)
        show_failure(error, uploaded.name)


says = current_words()
st.title(says.say("page-upload"), anchor=False)
st.markdown(says.say("upload-intro-server" if signs_in() else "upload-intro"))
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
