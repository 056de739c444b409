"""A body seen from behind, on which the places that were named are marked."""

from collections.abc import Collection

import streamlit as st

from clips.diary import PLACES
from coach.words import Words

_OUTLINE = (
    # Head and neck, trunk with both arms left out, legs.
    "M60 6a11 13 0 0 1 6 24l1 6 20 6q7 3 7 12l-3 38-2 32 3 34-3 38-4 40h-12l-4-38 -5-44h-8l-5 44"
    " -4 38h-12l-4-40-3-38 3-34-2-32-3-38q0-9 7-12l20-6 1-6a11 13 0 0 1 6-24z"
)
# Where each place is: left is on the left, as one's own is seen from behind.
_SHAPES = {
    "back_left": '<rect x="31" y="84" width="17" height="26" rx="5"/>',
    "back_middle": '<rect x="50" y="84" width="20" height="26" rx="5"/>',
    "back_right": '<rect x="72" y="84" width="17" height="26" rx="5"/>',
    "buttock_left": '<rect x="31" y="113" width="27" height="27" rx="11"/>',
    "buttock_right": '<rect x="62" y="113" width="27" height="27" rx="11"/>',
    "thigh_left": '<rect x="33" y="143" width="22" height="36" rx="9"/>',
    "thigh_right": '<rect x="65" y="143" width="22" height="36" rx="9"/>',
    "shin_left": '<rect x="36" y="184" width="16" height="46" rx="7"/>',
    "shin_right": '<rect x="68" y="184" width="16" height="46" rx="7"/>',
}


_LINE, _NAMED = "#8d8883", "#26a69a"  # seen on light and dark
_WIDTH = 120  # px


def drawing(places: Collection[str], says: Words) -> None:
    """The body with the `places` (`clips.diary.PLACES`), which screen readers are told."""
    named = [says.say(f"place-{place}") for place in PLACES if place in places]
    told = says.say("body-behind", places=says.listed(named) or "–")
    st.image(as_svg(places), width=_WIDTH, alt=told)


def as_svg(places: Collection[str]) -> str:
    """The body, in which the places are filled."""
    drawn = "".join(
        f'<g fill="{_NAMED if place in places else "none"}" stroke="{_LINE}" '
        f'stroke-dasharray="2 2">{_SHAPES[place]}</g>'
        for place in PLACES
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="240" viewBox="0 0 120 240">'
        f'<path d="{_OUTLINE}" fill="none" stroke="{_LINE}" stroke-width="1.5"/>{drawn}</svg>'
    )
