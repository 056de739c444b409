"""At the desk: a reminder to stand up, beside other work, in a small window or a hidden tab."""

from typing import get_args

import streamlit as st

from clips.habits import habits, tell
from coach.desk import DeskCoach
from coach.terms import Camera
from pages.camera import start_button
from pages.door import known_by, me
from pages.frame import current_words
from pages.notices import asked
from pages.server import library, server
from pages.sitting import in_words, sitting

_CAMERAS = get_args(Camera)


def begin() -> None:
    """What is chosen before it begins."""
    st.markdown(says.say("desk-intro"))
    before, minutes = st.session_state.get("desk_chosen", ("front", 45))
    camera = st.segmented_control(
        says.say("desk-camera"),
        _CAMERAS,
        format_func=lambda each: says.say(f"desk-{each}"),
        default=before,
        key="desk-camera",
        required=True,
    )
    st.caption(says.say(f"desk-setup-{camera}"))
    minutes = st.slider(says.say("desk-minutes"), 30, 60, minutes, step=5, key="desk-minutes")
    st.caption(says.say("desk-hard"))
    st.caption(f":material/visibility: {says.say('desk-limits')}")
    st.caption(f":material/lock: {says.say('desk-private')}")
    error, device = start_button(says.say("live-start"), says)
    if error:
        st.error(says.say(error), icon=":material/videocam_off:")
    if error or device is None:
        return
    token = server().desks.give(DeskCoach(camera, int(minutes), says.language), known_by())
    st.session_state.desk_device = device
    st.session_state.desk_chosen = camera, int(minutes)  # the same once more, when it is over
    st.query_params["desk"] = token
    st.rerun()


def by_notice() -> bool:
    """Whether the browser tells of it too, which is pressed here."""
    try:
        kept = habits(library(), me()).remind
        on = bool(kept.get("desk"))
        wish = asked("desk", on, says)
        if wish is not None:
            tell(library(), me(), remind={**kept, "desk": wish})
            st.rerun()
        return on
    except Exception:  # the database may be away: the chime and the voice need none
        return False


says = current_words()
st.title(says.say("page-desk"), anchor=False)
token = st.query_params.get("desk", "")
coach = server().desks.get(token, st.context.cookies)
if coach is None:
    if token:
        del st.query_params["desk"]
        st.info(says.say("desk-gone"), icon=":material/info:")
    begin()
    by_notice()
elif coach.over:
    del st.query_params["desk"]
    st.success(in_words(coach, says), icon=":material/check:")
    begin()
    by_notice()
else:
    room = st.container()
    notice = by_notice()
    with room:
        sitting(token, st.session_state.get("desk_device", ""), notice, says)
    st.caption(says.say("desk-small"))
