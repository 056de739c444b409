"""Live: the camera picture with overlay, the count in large type, the cue, and then the result."""

import json
import os
import time
from dataclasses import dataclass

import av
import streamlit as st
from streamlit_webrtc import VideoProcessorBase, WebRtcMode, webrtc_streamer

from clips.record import LiveRecorder
from coach.live import LiveSet
from pages.camera import press_start, start_button
from pages.frame import choose_exercise, current_words, session_folder, show_failure
from pages.result import prepare, show
from pose.overlay import SEVERITY

# On the user's own machine nobody outside is asked for the way. A deployment behind a network
# gives its STUN/TURN servers as JSON, e.g. [{"urls": ["turn:..."], "username": ...}].
_ICE = {"iceServers": json.loads(os.environ.get("KOSHI_ICE_SERVERS", "[]"))}
_VIDEO = {"width": {"ideal": 640}, "height": {"ideal": 480}, "frameRate": {"ideal": 30}}
_LOST_S = 4.0  # no camera frame for so long after the first one: the camera is gone
_NO_START_S = 20.0

_STYLE = """
<style>
.koshi-count { font-size: clamp(4rem, 12vw, 9rem); font-weight: 700; line-height: 1.1; }
.koshi-cue { font-size: clamp(1.5rem, 3.2vw, 2.6rem); font-weight: 600; line-height: 1.35;
  min-height: 5.5em; border-left: 0.5rem solid VAR; padding-left: 1rem; }
</style>
"""


@dataclass
class Session:
    """One live set: what checks it, what keeps it, when it began (wall clock, for the page)."""

    live: LiveSet
    recorder: LiveRecorder
    exercise: str
    began: float
    played: bool = False

    @property
    def key(self) -> str:
        """A key of its own for each set, so that its player is a fresh one."""
        return f"camera-{self.began}"


class Camera(VideoProcessorBase):
    """Hands camera frames to the live set; runs on the server's event loop, so it never waits."""

    def __init__(self, live: LiveSet):
        self._live = live

    def recv(self, frame: av.VideoFrame) -> av.VideoFrame:
        return av.VideoFrame.from_ndarray(self._live.picture(frame), format="rgb24")


def begin(exercise: str) -> None:
    """Start a new set."""
    recorder = LiveRecorder(session_folder() / f"live-{time.monotonic_ns()}.mp4")
    st.session_state.live = Session(
        LiveSet(exercise, recorder), recorder, exercise, time.monotonic()
    )
    st.session_state.pop("live_result", None)


def end(message: str | None = None) -> None:
    """Stop the set and keep its result; `message` tells why when nobody pressed Stop."""
    session = st.session_state.pop("live")
    st.session_state.live_message = message
    session.live.stop()
    error = session.live.error
    try:
        checked = session.recorder.finish(session.live.checker)
        st.session_state.live_checked = checked
        if checked is None and message is None:
            st.session_state.live_message = "live-nothing"
    except Exception as failure:
        error = error or failure
    st.session_state.live_error = error


@st.fragment(run_every=0.15)
def board() -> None:
    """The count, the cue and the watch on the camera, a few times a second."""
    session: Session | None = st.session_state.get("live")
    if session is None:
        return
    live, now = session.live, time.monotonic()
    if live.error:
        end()
        st.rerun()
    if live.last_frame_at is None:
        st.info(says.say("live-waiting"), icon=":material/hourglass_top:")
        if now - session.began > _NO_START_S:
            end("error-camera-busy")
            st.rerun()
        return
    if now - live.last_frame_at > _LOST_S:
        end("error-camera-lost")
        st.rerun()
    state = live.state
    if state is None:
        return
    if state.held:
        count = says.say("live-hold", seconds=int(state.hold_s))
    else:
        count = says.say("live-count", count=state.rep_count)
    key = live.cues.key or ("live-running" if state.phase != "out" else "live-waiting")
    red, green, blue = SEVERITY[live.cues.severity or "ok"]
    st.html(
        _STYLE.replace("VAR", f"rgb({red},{green},{blue})")
        + f'<div class="koshi-count">{count}</div><div class="koshi-cue">{says.say(key)}</div>'
    )


says = current_words()
st.title(says.say("page-live"), anchor=False)
session = st.session_state.get("live")
if session is None:
    st.markdown(says.say("live-intro"))
    exercise = choose_exercise("live-exercise")
    st.caption(says.say(f"setup-{exercise}"))
    answer = start_button(says.say("live-start"))
    if answer == "ok":
        begin(exercise)
        st.rerun()
    elif answer:
        st.session_state.live_message = answer
    if st.session_state.get("live_message"):
        st.error(says.say(st.session_state.live_message), icon=":material/videocam_off:")
    if st.session_state.get("live_error"):
        show_failure(st.session_state.live_error)
elif st.button(says.say("live-stop"), type="primary", icon=":material/stop_circle:"):
    end()
    st.rerun()

if session is not None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        player = webrtc_streamer(  # type: ignore[call-overload]  # its overloads want a plain processor
            key=session.key,
            mode=WebRtcMode.SENDRECV,
            rtc_configuration=_ICE,
            media_stream_constraints={"video": _VIDEO, "audio": False},
            video_processor_factory=lambda: Camera(session.live),
            async_processing=False,
            media_toggle_controls=False,
            translations={
                "start": says.say("live-start"),
                "stop": says.say("live-stop"),
                "select_device": says.say("live-device"),
            },
            video_html_attrs={"autoPlay": True, "muted": True, "style": {"width": "100%"}},
        )
        press_start(f"press-{session.key}")
    with right:
        board()
    session.played = session.played or player.state.playing
    if session.played and not player.state.playing:  # the player's own Stop
        end()
        st.rerun()

if session is None:
    checked = st.session_state.pop("live_checked", None)
    if checked is not None:
        bar = st.progress(0.0, text=says.say("live-finishing"))
        try:
            name = says.say(f"exercise-{checked.report.exercise}")
            st.session_state.live_result = prepare(checked, name, bar)
        except Exception as error:
            show_failure(error)
        finally:
            bar.empty()
    shown = st.session_state.get("live_result")
    if shown:
        show(shown)
