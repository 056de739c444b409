"""The Start button that asks for the camera first, so that a refusal is told in plain words."""

import streamlit as st

from coach.words import Words

_CSS = """
.start, .choose, select { font: inherit; border-radius: 0.6rem; cursor: pointer; }
.start {
  font-size: 1.35rem; font-weight: 600; padding: 0.7rem 2.4rem; border: 0;
  color: #fff; background: #00796b; min-width: 12rem;
}
button:focus-visible, select:focus-visible {
  outline: 3px solid var(--st-text-color); outline-offset: 2px;
}
.cameras { margin-bottom: 0.8rem; color: var(--st-text-color); font-family: var(--st-font); }
.choose {
  background: none; border: 0; padding: 0.6rem 0; color: inherit; text-decoration: underline;
}
.which { display: flex; flex-wrap: wrap; gap: 0.3rem 0.8rem; align-items: center; }
.which[hidden], .choose[hidden] { display: none; }
select {
  font-size: 1rem; min-height: 2.75rem; padding: 0 0.6rem; max-width: 100%; color: inherit;
  background: var(--st-secondary-background-color); border: 1px solid #78909c;
}
button[disabled] { opacity: 0.5; cursor: default; }
"""

_HTML = """
<div class="cameras">
  <button class="choose" hidden></button>
  <label class="which" hidden><span></span> <select></select></label>
</div>
<button class="start"></button>
"""

# The stream is opened by streamlit-webrtc later; here it is only asked for and given back. Cameras
# have names only after the browser was allowed to use one; the choice is remembered by both.
_JS = """
const KEPT = "koshi-camera";
export default function ({ parentElement, setTriggerValue, data }) {
  const find = (name) => parentElement.querySelector(name);
  const [start, choose, which, select] = [".start", ".choose", ".which", "select"].map(find);
  start.textContent = data.label;
  choose.textContent = data.choose;
  find(".which span").textContent = data.camera;
  const kept = () => JSON.parse(localStorage.getItem(KEPT) ?? "{}");
  const ask = async (video) => {
    if (!navigator.mediaDevices) throw { name: "NotFoundError" };
    const stream = await navigator.mediaDevices.getUserMedia({ video });
    stream.getTracks().forEach((track) => track.stop());
  };
  const list = async () => {
    const all = await navigator.mediaDevices?.enumerateDevices() ?? [];
    const cameras = all.filter((each) => each.kind === "videoinput");
    const named = cameras.filter((each) => each.deviceId && each.label);
    choose.hidden = named.length > 0;
    which.hidden = named.length < 2;
    const options = named.map(({ label, deviceId }) => new Option(label, deviceId));
    const mine = named.find((each) => each.deviceId === kept().id)
      ?? named.find((each) => each.label === kept().label);
    select.replaceChildren(...options);
    if (mine) select.value = mine.deviceId;
  };
  const chosen = () => which.hidden ? "" : select.value;
  select.onchange = () => {
    const label = select.selectedOptions[0].textContent;
    localStorage.setItem(KEPT, JSON.stringify({ id: select.value, label }));
  };
  const pressed = (button, work) => {
    button.onclick = async () => {
      button.disabled = true;
      try {
        await work();
      } catch (error) {
        setTriggerValue("answer", { error: error.name || "Error" });
      }
      button.disabled = false;
    };
  };
  pressed(choose, async () => { await ask(true); await list(); choose.hidden = true; });
  pressed(start, async () => {
    // Only a press allows sound: wake it now, the voice (pages/voice.js) uses the same one.
    window.koshiAudio ??= new AudioContext();
    window.koshiAudio.resume();
    const camera = chosen();
    await ask(camera ? { deviceId: { ideal: camera } } : true);
    setTriggerValue("answer", { camera });
  });
  list();
  navigator.mediaDevices?.addEventListener("devicechange", list);
  return () => navigator.mediaDevices?.removeEventListener("devicechange", list);
}
"""

_start = st.components.v2.component("koshi_start", html=_HTML, css=_CSS, js=_JS)

_ERRORS = {
    "NotAllowedError": "error-camera-denied",
    "SecurityError": "error-camera-denied",
    "NotFoundError": "error-camera-missing",
    "OverconstrainedError": "error-camera-missing",
    "NotReadableError": "error-camera-busy",
    "AbortError": "error-camera-busy",
}


def start_button(label: str, says: Words) -> tuple[str | None, str | None]:
    """The button, and above it the choice of a camera where there are several.

    Returns
    -------
    error : str or None
        The key of a message when the camera may not be used.
    camera : str or None
        When it was pressed and the camera may be used, once: the browser's name for the camera that
        was chosen, empty when none was.
    """
    data = {"label": label, "choose": says.say("live-device"), "camera": says.say("live-camera")}
    answer = _start(key="start", data=data, on_answer_change=lambda: None).answer or {}
    error = answer.get("error")
    return error and _ERRORS.get(error, "error-unknown"), answer.get("camera")


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
