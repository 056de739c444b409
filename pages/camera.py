"""The Start button that asks for the camera first, so that a refusal is told in plain words."""

import functools
from collections.abc import Callable

import streamlit as st
from aiortc.contrib.media import MediaRelay
from aiortc.jitterbuffer import JitterBuffer, JitterFrame

_CSS = """
button {
  font: inherit; font-size: 1.35rem; font-weight: 600; padding: 0.7rem 2.4rem; border: 0;
  border-radius: 0.6rem; color: #fff; background: #00796b; cursor: pointer; min-width: 12rem;
}
button:focus-visible { outline: 3px solid var(--st-text-color); outline-offset: 2px; }
button[disabled] { opacity: 0.5; cursor: default; }
"""

# The stream is opened by streamlit-webrtc later; here it is only asked for and given back.
_JS = """
export default function ({ parentElement, setTriggerValue, data }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = async () => {
    button.disabled = true;
    // Only a press allows sound: wake it now, the voice (pages/board.js) uses the same one.
    window.koshiAudio ??= new AudioContext();
    window.koshiAudio.resume();
    try {
      if (!navigator.mediaDevices) throw { name: "NotFoundError" };
      const stream = await navigator.mediaDevices.getUserMedia({ video: true });
      stream.getTracks().forEach((track) => track.stop());
      setTriggerValue("answer", "ok");
    } catch (error) {
      setTriggerValue("answer", error.name || "Error");
    }
    button.disabled = false;
  };
}
"""

_start = st.components.v2.component("koshi_start", html="<button></button>", css=_CSS, js=_JS)

_ERRORS = {
    "NotAllowedError": "error-camera-denied",
    "SecurityError": "error-camera-denied",
    "NotFoundError": "error-camera-missing",
    "OverconstrainedError": "error-camera-missing",
    "NotReadableError": "error-camera-busy",
    "AbortError": "error-camera-busy",
}


def start_button(label: str) -> str | None:
    """The button. Returns "ok" once when pressed and the camera may be used, the key of an error
    message when not, None when it was not pressed."""
    answer = _start(key="start", data={"label": label}, on_answer_change=lambda: None).answer
    if answer is None or answer == "ok":
        return answer
    return _ERRORS.get(answer, "error-unknown")


# The board has a Stop of its own, which ends the set with a word; the player's would cut it off.
# Asked to play by `desired_playing_state`, streamlit-webrtc 0.79 opens a connection per redraw
# while its adapter still loads, and answers the wrong one. Its own button starts just one, but one
# more when it is pressed while the adapter loads: hence the 10 s.
_PRESS_JS = """
const TRIES = 1200, AGAIN = 200; // of 50 ms
export default function ({ data }) {
  let tries = 0, pressed = -AGAIN;
  const timer = setInterval(() => {
    const frame = document.querySelector('iframe[title*="webrtc"]');
    const button = frame?.contentDocument?.querySelector("button");
    if (button?.textContent.trim().toLowerCase() === data.stop.toLowerCase()) {
      button.style.visibility = "hidden";
      tries = TRIES;
    } else if (button && !button.disabled && tries - pressed >= AGAIN) {
      button.click(); // once more after 10 s: the adapter may have failed to load
      pressed = tries;
    }
    if (++tries > TRIES) clearInterval(timer); // a minute: a busy machine takes long to load it
  }, 50);
  return () => clearInterval(timer);
}
"""

_press = st.components.v2.component("koshi_press_start", js=_PRESS_JS)


def press_start(key: str, stop: str) -> None:
    """Press the video player's own Start as soon as it is there, once more when nothing came of it,
    and hide what it turns into, the button `stop`. When that fails the visitor still sees it."""
    _press(key=key, data={"stop": stop})


@functools.cache
def no_waiting() -> None:
    """Take two waits out of the way of the picture; for the pinned streamlit-webrtc and aiortc.

    streamlit-webrtc queues pictures without end; here the newest is handed on, so that on a busy
    machine the picture gets rarer and not later (measured: 0.1 s against 5 s). aiortc holds each
    picture back until the next one's first packet; here its last packet, which carries RTP's
    marker (RFC 7741, 4.1), is enough: one picture sooner.
    """
    subscribe = MediaRelay.subscribe
    MediaRelay.subscribe = functools.partialmethod(subscribe, buffered=False)  # type: ignore
    remove_frame = JitterBuffer._remove_frame
    JitterBuffer._remove_frame = functools.partialmethod(whole_frame, remove_frame)  # type: ignore


def whole_frame(buffer: JitterBuffer, remove_frame: Callable, number: int) -> JitterFrame | None:
    """The first picture in the buffer that is there to its marker; else what aiortc finds."""
    frame = remove_frame(buffer, number)
    if (frame and frame.data) or not buffer._is_video:
        return frame
    packets = []
    for place in range(buffer.capacity):
        packet = buffer._packets[((buffer._origin or 0) + place) % buffer.capacity]
        if packet is None:
            break
        packets.append(packet)
        if packet.marker:
            buffer.remove(len(packets))
            data = b"".join(each._data for each in packets)  # type: ignore
            return JitterFrame(data, packets[0].timestamp)
    return None
