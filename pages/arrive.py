"""What has just been opened comes into view, and the focus with it: for whoever looks at a small
screen, and for whoever hears it read out."""

from pathlib import Path

import streamlit as st

HEADING = "h1, h2, h3"
VERDICT = "[data-testid=stAlert]"

_arrive = st.components.v2.component(
    "koshi_arrive",
    js=(Path(__file__).parent / "arrive.js").read_text(encoding="utf-8"),
)


def arrive(place: str, mark: object, focus: str = HEADING) -> None:
    """Scroll to the container with the key `place` and focus the first `focus` in it, once for each
    `mark`."""
    data = {"place": place, "mark": str(mark), "focus": focus}
    _arrive(key=f"arrive-{place}-{focus}", data=data)
