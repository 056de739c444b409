"""The board beside the camera picture: huge count, cue, ring, lights, buttons; and the voice.

One component does both, because both follow the same stream: what was said, and what is to be
seen. Sounds are played with WebAudio one after the other; beeps may sound over a sentence.
"""

from pathlib import Path

import streamlit as st

from coach.session import Session
from coach.talk import Said
from coach.voice import clips
from coach.words import Words
from rules import EXERCISES

_HERE = Path(__file__).parent
_SHOWN = 12  # sounds sent again with every update: a few lost updates lose nothing
_KEEP_TEXT_S = 7.0  # in a set, what was said stays readable so long (s, J)

_board = st.components.v2.component(
    "koshi_board",
    html=(_HERE / "board.html").read_text(encoding="utf-8"),
    css=(_HERE / "board.css").read_text(encoding="utf-8"),
    js=(_HERE / "board.js").read_text(encoding="utf-8"),
)


def board(key: str, session: Session, says: Words) -> tuple[bool, bool]:
    """Show and speak. Returns whether pause (or go on), and stop, were pressed just now."""
    data = {"said": _said(session, says), "view": _view(session, says), "words": _words(says)}
    data["voices"] = _voices(says.language) if len(session.mouth.said) < 3 else []
    answer = _board(key=key, data=data, on_pause_change=lambda: None, on_stop_change=lambda: None)
    return bool(answer.pause), bool(answer.stop)


def _voices(language: str) -> list[str]:
    """Addresses of all sound clips, to be fetched before they are needed."""
    return [_address(name, language) for name in clips(language)]


def _address(name: str, language: str) -> str:
    # The digest makes a clip that was made anew a new address for the browser.
    return f"app/static/voices/{language}/{name}.mp3?{clips(language)[name].sha256[:8]}"


def _said(session: Session, says: Words) -> list[dict]:
    """The last sounds, each with a number that tells which were played already."""
    said = session.mouth.said
    first = max(0, len(said) - _SHOWN)
    return [
        {"n": first + i, "late": session.now - each.t, **_sound(each, says)}
        for i, each in enumerate(said[first:])
    ]


def _sound(said: Said, says: Words) -> dict:
    if said.line is None:
        return {"beep": said.beep}
    known = said.line.name in clips(says.language)
    return {
        "name": said.line.name,
        "text": said.line.text(says),
        "url": _address(said.line.name, says.language) if known else None,
    }


def _view(session: Session, says: Words) -> dict:
    screen, plan = session.screen, session.plan
    held = EXERCISES[plan.exercise].held
    big: int | None = screen.left_s
    unit = says.say("unit-left") if screen.left_s is not None else ""
    if screen.stage in ("set", "paused", "closing", "done"):
        big = screen.count
        unit = says.say("unit-seconds" if held else "unit-reps", target=plan.target)
    title = says.say(f"stage-{screen.stage}", set=screen.set_number, sets=plan.sets)
    text, severity = _text(session, says)
    ring = screen.ring
    return {
        "stage": screen.stage,
        "title": title,
        "big": big,
        "unit": unit,
        "text": text,
        "severity": severity,
        "light": screen.light,
        "ring": ring
        and {
            "part": says.say(f"way-{ring.part}"),
            "share": min(1.0, ring.seconds / ring.of),
            "seconds": int(min(ring.seconds, ring.of)) + (0 if held else 1),
        },
    }


def _text(session: Session, says: Words) -> tuple[str, str]:
    """The sentence to read, and its severity ("ok" when it corrects nothing)."""
    if session.stage == "paused":
        return says.say("board-paused"), "ok"
    reason = session.state.reason
    if session.stage == "set" and reason:
        return says.say(f"say-{reason}"), "cannot_judge"
    last = next((said for said in reversed(session.mouth.said) if said.line), None)
    if last is None or last.line is None:
        return "", "ok"
    old = session.now - last.t > _KEEP_TEXT_S
    if last.line.key == "say-count" or (session.stage == "set" and old):
        return "", "ok"
    return last.line.text(says), last.severity or "ok"


def _words(says: Words) -> dict[str, str]:
    keys = ("pause", "resume", "keys", "volume", "mute", "unmute", "sound-off")
    return {key: says.say(f"board-{key}") for key in keys} | {"stop": says.say("live-stop")}
