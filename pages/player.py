"""The review player: a kept clip frame by frame, with what was seen drawn over it."""

from pathlib import Path
from typing import Any

import streamlit as st

from clips.sharing import Advice
from coach.words import Words
from pages.media import SEEN

_HERE = Path(__file__).parent
_LOOKING = ("play", "pause", "back", "on", "speed", "skeleton", "loop")
_DRAWING = ("line", "arrow", "angle", "clear", "how-line", "how-arrow", "how-angle", "drawn")
KEYS = (*_LOOKING, *_DRAWING, "write", "send", "remove", "about")

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
    advice: Advice,
    may_comment: bool,
    owner: bool,
    says: Words,
) -> tuple[dict[str, Any] | None, str | None]:
    """Show it. `address` is a grant's, `clip` the file to play; `comments` have id, t (s), who,
    text, shapes, finding; `advice` stands in for the cue of a finding. Returns a
    comment that was just written (t, text, shapes, finding) and the id of one that the owner has
    just removed, each None when there is none."""
    data = {
        "clip": f"{address}/{clip}",
        "seen": f"{address}/{SEEN}",
        "comments": comments,
        "advice": {str(n): f"{word.text} ({word.who})" for n, word in advice.items() if word.text},
        "against": {
            str(n): says.say("opinion-against", who=", ".join(word.against))
            for n, word in advice.items()
            if word.against
        },
        "may": may_comment,
        "owner": owner,
        "words": {each: says.say(f"player-{each}") for each in KEYS},
    }
    changes: dict[str, Any] = {f"on_{name}_change": lambda: None for name in ("comment", "remove")}
    answer = _player(key=key, data=data, **changes)
    return answer.comment, answer.remove
