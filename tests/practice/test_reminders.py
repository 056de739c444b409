"""Reminders, read back as a calendar reads them."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr

from practice.reminders import BREAKS, WORK_DAYS, Reminder, as_calendar, moments

FIRST = date(2026, 3, 4)  # a Wednesday
STAMP = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)
MORNING = Reminder(
    "practice", "腰の運動", "3分だけ、\nあおむけで; はじめましょう", (0, 2, 4), time(7, 30), 10
)


def read(text: str) -> list[dict[str, str]]:
    """The events of a calendar file: its lines unfolded (RFC 5545, 3.1), each once."""
    assert text.endswith("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    events: list[dict[str, str]] = []
    inside: list[str] = []
    for line in lines:
        name, _, value = line.partition(":")
        if name == "BEGIN":
            inside.append(value)
            events += [{}] if value == "VEVENT" else []
        elif name == "END":
            assert inside.pop() == value
        elif inside[-1] == "VEVENT":
            assert name not in events[-1]
            events[-1][name] = value
        elif inside[-1] == "VALARM":
            events[-1][f"alarm {name}"] = value
    assert inside == []
    return events


def test_it_comes_on_the_chosen_days_at_the_chosen_time_wherever_one_is():
    (event,) = read(as_calendar([MORNING], "me", FIRST, STAMP))
    rule = rrulestr(f"DTSTART:{event['DTSTART']}\nRRULE:{event['RRULE']}")
    days = [next(iter(rule)), *rule.xafter(datetime(2026, 3, 4, 8), 3)]
    assert [(day.day, day.hour, day.minute, day.tzinfo) for day in days] == [
        (4, 7, 30, None), (6, 7, 30, None), (9, 7, 30, None), (11, 7, 30, None),
    ]  # fmt: skip
    assert (event["DTSTAMP"], event["DURATION"]) == ("20260304T093000Z", "PT10M")
    assert (event["alarm ACTION"], event["alarm TRIGGER"]) == ("DISPLAY", "PT0M")


def test_the_first_one_is_on_one_of_its_days():
    tuesday = Reminder("x", "x", "x", (1,), time(9), 1)
    (event,) = read(as_calendar([tuesday], "me", FIRST, STAMP))
    assert event["DTSTART"] == "20260310T090000"


def test_signs_of_the_format_are_text_and_long_lines_are_folded_between_letters():
    long = Reminder("x", "腰" * 60, MORNING.text, (0,), time(9), 1)
    text = as_calendar([long], "me", FIRST, STAMP)
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    (event,) = read(text)
    assert event["SUMMARY"] == "腰" * 60
    assert event["DESCRIPTION"] == "3分だけ、\\nあおむけで\\; はじめましょう"


def test_written_again_it_takes_the_place_of_the_earlier_one():
    breaks = [Reminder(f"break-{at.hour}", "立つ", "", WORK_DAYS, at, 1) for at in BREAKS]
    first, again = (read(as_calendar([MORNING, *breaks], "me", FIRST, STAMP)) for _ in range(2))
    assert [event["UID"] for event in first] == [event["UID"] for event in again]
    assert len({event["UID"] for event in first}) == 9
    assert read(as_calendar([MORNING], "you", FIRST, STAMP))[0]["UID"] != first[0]["UID"]


def test_on_no_day_there_is_none():
    with pytest.raises(ValueError, match="days"):
        as_calendar([Reminder("x", "x", "x", (), time(9), 1)], "me", FIRST, STAMP)


def local(reminders, zone, since, days):
    """When they are due, by the clock of that zone and by UTC."""
    return [
        (f"{at.astimezone(zone):%d %H:%M}", f"{at:%H:%M}")
        for at, _ in moments(reminders, zone, since, days)
    ]


def test_it_is_due_once_a_day_by_the_person_s_own_clock_when_the_clocks_change():
    every = Reminder("x", "x", "x", range(7), time(2, 30), 1)
    york = ZoneInfo("America/New_York")
    # The clocks leap from 2 to 3 on 8 March, and go from 2 back to 1 on 1 November 2026.
    leap = datetime(2026, 3, 6, 12, tzinfo=york)
    assert local([every], york, leap, 3) == [
        ("07 02:30", "07:30"), ("08 03:30", "07:30"), ("09 02:30", "06:30"),
    ]  # fmt: skip
    twice = Reminder("x", "x", "x", range(7), time(1, 30), 1)
    back = datetime(2026, 10, 30, 12, tzinfo=york)
    assert local([twice], york, back, 3) == [
        ("31 01:30", "05:30"), ("01 01:30", "05:30"), ("02 01:30", "06:30"),
    ]  # fmt: skip


def test_what_is_due_is_on_its_days_and_the_soonest_first():
    stand = [Reminder(f"break-{at.hour}", "x", "x", WORK_DAYS, at, 1) for at in BREAKS]
    tokyo = ZoneInfo("Asia/Tokyo")
    friday = datetime(2026, 3, 6, 7, 59, tzinfo=UTC)  # 16:59 there
    due = moments([MORNING, *stand], tokyo, friday, 4)
    assert [each.name for _, each in due[:3]] == ["break-17", "practice", "break-10"]
    assert due[0][0] == datetime(2026, 3, 6, 8, tzinfo=UTC)
    assert due[1][0].astimezone(tokyo).weekday() == 0
    # What is due this very moment was due: with it a page would tell of it again.
    assert moments(stand, tokyo, due[0][0], 1) == []
