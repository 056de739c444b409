"""Reminders, as a file for the person's own calendar."""

from datetime import time

import streamlit as st

from clips.habits import habits, tell
from clips.models import TimeOfDay, now
from coach.words import Words
from pages.door import me
from pages.offering import today_here
from pages.server import library
from practice.reminders import BREAKS, WORK_DAYS, Reminder, as_calendar

_MINUTES, _BREAK_MINUTES = 10, 1
_USUAL_DAYS = (0, 2, 4)  # three a week, a day between (texts 002, 004)
_USUAL_TIMES: dict[TimeOfDay, time] = {
    "morning": time(7),
    "day": time(12, 30),
    "evening": time(21, 30),
}


def reminding(says: Words) -> None:
    """On which days and when to be reminded; what was chosen is there again the next time."""
    told = habits(library(), me())
    usual = _USUAL_TIMES[told.likes or "evening"]
    with st.expander(says.say("remind-title"), icon=":material/notifications:"):
        st.markdown(says.say("remind-how"))
        days = st.pills(
            says.say("remind-days"),
            range(7),
            selection_mode="multi",
            default=told.remind.get("days", _USUAL_DAYS),
            format_func=lambda day: says.say(f"weekday-{day}"),
            key="remind-days",
        )
        at = st.time_input(
            says.say("remind-at"),
            time.fromisoformat(told.remind["at"]) if told.remind.get("at") else usual,
            step=900,
            key="remind-at",
        )
        breaks = st.checkbox(
            says.say("remind-breaks"), told.remind.get("breaks", False), key="remind-breaks"
        )
        if not (days or breaks):
            st.caption(says.say("remind-none"))
            return
        chosen = {"days": sorted(days), "at": at.isoformat("minutes"), "breaks": breaks}
        st.download_button(
            says.say("remind-save"),
            as_calendar(_reminders(sorted(days), at, breaks, says), me(), today_here(), now()),
            file_name="koshi.ics",
            mime="text/calendar",
            icon=":material/calendar_add_on:",
            on_click=lambda: tell(library(), me(), remind=chosen),
        )
        st.caption(says.say("remind-again"))


def _reminders(days: list[int], at: time, breaks: bool, says: Words) -> list[Reminder]:
    title, text = says.say("remind-event"), says.say("remind-event-text")
    found = [Reminder("practice", title, text, days, at, _MINUTES)] if days else []
    if breaks:
        stand, why = says.say("remind-break"), says.say("remind-break-text")
        found += [
            Reminder(f"break-{each.hour}", stand, why, WORK_DAYS, each, _BREAK_MINUTES)
            for each in BREAKS
        ]
    return found
