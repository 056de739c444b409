"""The last weeks as circles."""

from datetime import timedelta

import streamlit as st

from coach.words import Words
from practice.weeks import TARGET_DAYS, Week


def circles(told: list[Week], says: Words) -> None:
    """A circle for each week, filled by the days on which something was done."""
    drawn = "".join(_circle(week, says) for week in told)
    st.html(f'<ol class="koshi-weeks">{drawn}</ol>')
    week = told[-1]
    if week.done:
        counts = {"done": week.done, "judged": week.judged, "clean": week.clean}
        st.markdown(says.say("weeks-this", **counts))
    st.caption(says.say("weeks-aim", target=TARGET_DAYS))


def _circle(week: Week, says: Words) -> str:
    last = week.monday + timedelta(days=6)
    span = f"{week.monday.month}/{week.monday.day} – {last.month}/{last.day}"
    told = says.say("weeks-days", days=week.days)
    done = " class=done" if week.share == 1 else ""
    return (
        f'<li{done}><span style="--share:{week.share:.2f}">{told}</span><small>{span}</small></li>'
    )
