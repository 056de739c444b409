"""Reminders: as a file for the person's own calendar, and by the browser while Koshi is open."""

from collections.abc import Mapping
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import streamlit as st

from clips.habits import habits, tell
from clips.models import Habits, TimeOfDay, now
from coach.words import Words
from pages.door import at_home, me, who
from pages.frame import local, pressed, taken
from pages.notices import NOTICES, asked
from pages.offering import today_here
from pages.server import library
from practice.reminders import BREAKS, WORK_DAYS, Reminder, as_calendar, moments

_AHEAD_DAYS = 8  # what is told to a page at once; it asks for more
_JUST_NOW = timedelta(minutes=1)  # a hidden page looks so often
_MINUTES, _BREAK_MINUTES = 10, 1
_USUAL_DAYS = (0, 2, 4)  # three a week, a day between (texts 002, 004)
_USUAL_TIMES: dict[TimeOfDay, time] = {
    "morning": time(7),
    "day": time(12, 30),
    "evening": time(21, 30),
}

_notify = st.components.v2.component(
    "koshi_notify",
    js=f"{NOTICES}\n{(Path(__file__).parent / 'notify.js').read_text(encoding='utf-8')}",
)


def reminding(says: Words) -> None:
    """On which days and when to be reminded; what was chosen is there again the next time."""
    # What is inside comes when it is opened: its parts are a tenth of what a page needs at first.
    inside = st.expander(
        says.say("remind-title"),
        icon=":material/notifications:",
        key="reminders",
        on_change="rerun",
    )
    if not inside.open:
        return
    told = habits(library(), me())
    held = {
        "days": told.remind.get("days", [*_USUAL_DAYS]),
        "at": _at(told),
        "breaks": told.remind.get("breaks", False),
    }
    # Kept as soon as it is chosen, by a press alone: what another window has chosen stays.
    changed = [name for name, each in held.items() if pressed(f"remind-{name}", each)]
    with inside:
        days = st.pills(
            says.say("remind-days"),
            range(7),
            selection_mode="multi",
            format_func=lambda day: says.say(f"weekday-{day}"),
            key="remind-days",
        )
        at = st.time_input(says.say("remind-at"), step=900, key="remind-at")
        breaks = st.checkbox(says.say("remind-breaks"), key="remind-breaks")
        chosen = {"days": sorted(days), "at": at.isoformat("minutes"), "breaks": breaks}
        if changed:
            tell(library(), me(), remind=told.remind | chosen)
            taken(*(f"remind-{name}" for name in held))
        _in_the_browser(told.remind | chosen, says)
        if not (days or breaks):
            st.caption(says.say("remind-none"))
            return
        st.markdown(says.say("remind-how"))
        st.download_button(
            says.say("remind-save"),
            as_calendar(_reminders(chosen, says), me(), today_here(), now()),
            file_name="koshi.ics",
            mime="text/calendar",
            icon=":material/calendar_add_on:",
            on_click=lambda: tell(library(), me(), remind=told.remind | chosen),
        )
        st.caption(says.say("remind-again"))


def _at(told: Habits) -> time:
    kept = told.remind.get("at")
    return time.fromisoformat(kept) if kept else _USUAL_TIMES[told.likes or "evening"]


def _in_the_browser(chosen: Mapping[str, Any], says: Words) -> None:
    """By the browser too, if that is pressed."""
    wish = asked("remind", chosen.get("browser", False), says)
    if wish is not None:
        tell(library(), me(), remind={**chosen, "browser": wish})
        st.rerun()


def notify(says: Words) -> None:
    """Lets the page that is open tell of the reminders of who has asked for that; while a set goes
    on, of none."""
    try:
        person = who() if at_home() else None
        kept = habits(library(), person).remind if person else {}
    except Exception:  # the database may be away: the pages that need it say so
        return
    if not kept.get("browser"):
        return
    here = local(now())
    assert here.tzinfo
    coming = moments(_reminders(kept, says), here.tzinfo, here - _JUST_NOW, _AHEAD_DAYS)
    times = [
        (round(1000 * at.timestamp()), each.name, each.title, each.text) for at, each in coming
    ]
    data = {"whose": person, "times": times, "quiet": bool(st.session_state.get("live"))}
    _notify(key="notify", data=data, on_more_change=lambda: None)


def _reminders(chosen: Mapping[str, Any], says: Words) -> list[Reminder]:
    title, text = says.say("remind-event"), says.say("remind-event-text")
    at, days = time.fromisoformat(chosen["at"]), chosen["days"]
    found = [Reminder("practice", title, text, days, at, _MINUTES)] if days else []
    if chosen["breaks"]:
        stand, why = says.say("remind-break"), says.say("remind-break-text")
        found += [
            Reminder(f"break-{each.hour}", stand, why, WORK_DAYS, each, _BREAK_MINUTES)
            for each in BREAKS
        ]
    return found
