"""The review player: a kept clip frame by frame, with what was seen drawn over it."""

from pathlib import Path
from typing import Any

import streamlit as st

from coach.words import Words
from pages.media import SEEN

_HERE = Path(__file__).parent
_LOOKING = ("play", "pause", "back", "on", "speed", "skeleton", "loop", "rep")
KEYS = (*_LOOKING, "line", "arrow", "angle", "clear", "write", "send")

_player = st.components.v2.component(
    "koshi_player",
    html=(_HERE / "player.html").read_text(encoding="utf-8"),
    css=(_HERE / "player.css").read_text(encoding="utf-8"),
    js=(_HERE / "player.js").read_text(encoding="utf-8"),
)


def player(
    key: str,
    address: str,
    clip: str,
    comments: list[dict[str, Any]],
    may_comment: bool,
    says: Words,
) -> dict[str, Any] | None:
    """Show it. `address` is a grant's, `clip` the file to play; `comments` have t (s), who, text,
    shapes. Returns a comment that was just written (t, text, shapes), or None."""
    data = {
        "clip": f"{address}/{clip}",
        "seen": f"{address}/{SEEN}",
        "comments": comments,
        "may": may_comment,
        "words": {each: says.say(f"player-{each}", n="{n}") for each in KEYS},
    }
    return _player(key=key, data=data, on_comment_change=lambda: None).comment
