"""The browser's own notices: the button that asks for leave to show them, and the script that does.
Nobody is asked but by a press, and nothing goes anywhere."""

from pathlib import Path
from typing import Literal

import streamlit as st

from coach.words import Words

NOTICES = (Path(__file__).parent / "notices.js").read_text(encoding="utf-8")

_HTML = '<button class="ask"></button><p role="status"></p>'
_CSS = """
:host { color: var(--st-text-color); font-family: var(--st-font); }
.ask {
  font: inherit; font-size: 0.875rem; border-radius: var(--st-button-radius, 0.5rem);
  border: 1px solid var(--st-border-color); background: transparent; color: inherit;
  cursor: pointer; padding: 0.25rem 0.75rem; min-height: 2.5rem;
}
.ask:focus-visible { outline: 3px solid var(--st-text-color); outline-offset: 2px; }
.ask[hidden] { display: none; }
p { margin: 0.4rem 0 0; font-size: 0.875rem; text-wrap: pretty; }
"""
_JS = """
export default function ({ parentElement, data, setTriggerValue }) {
  const button = parentElement.querySelector(".ask"), told = parentElement.querySelector("p");
  const draw = (state) => {
    const on = data.on && state === "granted";
    button.textContent = on ? data.words.stop : data.words.ask;
    button.hidden = state === "none";
    const line = on ? "on" : ["denied", "none"].includes(state) ? state : "how";
    if (told.textContent !== data.words[line]) told.textContent = data.words[line];
  };
  button.onclick = async () => {
    if (data.on && notices.state() === "granted") return setTriggerValue("wish", "off");
    const state = await notices.ask();
    if (state === "granted") setTriggerValue("wish", "on"); else draw(state);
  };
  draw(notices.state());
}
"""

_ask = st.components.v2.component("koshi_notices", html=_HTML, css=_CSS, js=f"{NOTICES}\n{_JS}")


def asked(what: Literal["remind", "desk"], on: bool, says: Words) -> bool | None:
    """The button that turns such notices on, with the browser's leave, and off again.

    Returns
    -------
    bool or None
        What was pressed just now, once.
    """
    told = {key: says.say(f"notices-{key}") for key in ("ask", "stop", "denied", "none")}
    told |= {key: says.say(f"notices-{key}-{what}") for key in ("how", "on")}
    data = {"on": on, "words": told}
    wish = _ask(key=f"notices-{what}", data=data, on_wish_change=lambda: None).wish
    return None if wish is None else wish == "on"
