"""Reminders as a calendar file (RFC 5545), for whatever calendar a person has, and as moments at
which an open page tells of them: Koshi sends nothing.

Times are floating (section 3.3.5): half past seven is that wherever one is, also after a journey
and when the clocks change, so the file need not tell of time zones.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
WORK_DAYS = range(5)
# Standing up (text 000: every hour; text 003: every 45 minutes, which no calendar repeats).
BREAKS = tuple(time(hour) for hour in range(10, 18))
_FOLD = 75  # octets of a line, its end not counted (section 3.1)


@dataclass(frozen=True)
class Reminder:
    """What to be reminded of, on which days (0 is Monday) at which time, for how long."""

    name: str
    title: str
    text: str
    days: Collection[int]
    at: time
    minutes: int


def as_calendar(reminders: Collection[Reminder], owner: str, first: date, stamp: datetime) -> str:
    """The file. Reminders of the same `owner` and name take the place of earlier ones; none begins
    before the day `first`. `stamp` is when it was written.

    Raises
    ------
    ValueError
        A reminder is on no day.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Koshi//Koshi//JA", "CALSCALE:GREGORIAN"]
    for each in reminders:
        lines += _event(each, owner, first, stamp)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def moments(
    reminders: Collection[Reminder], zone: tzinfo, since: datetime, days: int
) -> list[tuple[datetime, Reminder]]:
    """When each is due in a time zone, after `since` and within so many days of it, the soonest
    first. A time that the clocks leap over comes as much later as they leap, one that comes twice
    is the first of the two (section 3.3.5): each reminder is due once on each of its days."""
    first, last = since.astimezone(zone).date(), since + timedelta(days=days)
    found = [
        (datetime.combine(day, each.at, zone).astimezone(UTC), each)
        for day in (first + timedelta(days=n) for n in range(days + 1))
        for each in reminders
        if day.weekday() in each.days
    ]
    coming = [(at, each) for at, each in found if since < at <= last]
    return sorted(coming, key=lambda due: due[0])


def _event(each: Reminder, owner: str, first: date, stamp: datetime) -> list[str]:
    days = sorted({*each.days})
    if not days:
        raise ValueError(f"days: {each.name} is on none")
    begins = next(
        first + timedelta(days=n) for n in range(7) if (first + timedelta(days=n)).weekday() in days
    )
    title = _escaped(each.title)
    return [
        "BEGIN:VEVENT",
        f"UID:{owner}-{each.name}@koshi",
        f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART:{datetime.combine(begins, each.at):%Y%m%dT%H%M%S}",
        f"DURATION:PT{each.minutes}M",
        f"RRULE:FREQ=WEEKLY;BYDAY={','.join(_DAYS[day] for day in days)}",
        f"SUMMARY:{title}",
        f"DESCRIPTION:{_escaped(each.text)}",
        "TRANSP:TRANSPARENT",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{title}",
        "TRIGGER:PT0M",
        "END:VALARM",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    """A text as a value of it (section 3.3.11)."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line in pieces of at most so many octets, each going on behind a blank; no letter is
    parted."""
    pieces, size = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if size + octets > _FOLD:
            pieces.append(" ")
            size = 1
        pieces[-1] += letter
        size += octets
    return "\r\n".join(pieces)
