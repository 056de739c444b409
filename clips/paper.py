"""A person's weeks on one printed page, for a doctor or a trainer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from clips.export_pdf import BODY, GAP, MARGIN, QUIET, SMALL, TITLE, Sheet, table
from coach.words import Words
from practice.weeks import CIRCLES, WEEK, DoneSet, Week, monday, practised, together, weeks

_ROWS, _EXERCISES, _HURT = 14, 6, 4  # at most, or there would be more than one page
_WIDE, _HIGH, _DOT = 180.0, 25.0, 0.9  # of the chart, mm
_PAIN, _CONDITION = "#7e57c2", "#00796b"


@dataclass(frozen=True)
class Told:
    """What a person has told of a day: condition and pain 0..10, and the exercises that hurt while
    they were done."""

    day: date
    condition: int | None = None
    pain: int | None = None
    hurt: Sequence[str] = ()


def as_paper(
    name: str, first: date, today: date, sets: Sequence[DoneSet], told: Sequence[Told], says: Words
) -> bytes:
    """The days after `first` up to `today` as a PDF of one A4 page: what was done and what was
    told, without the free texts of the diary."""
    sheet = Sheet(f"Koshi 腰 · {says.say('page-weeks')}", says.language)
    sheet.add_page()
    sheet.tell(says.say("paper-title"), TITLE, bold=True)
    sheet.tell(f"{says.say('paper-name')}: {name or '＿' * 12}", BODY)
    begins = first + timedelta(days=1)
    sheet.tell(says.say("paper-span", first=_day(begins), last=_day(today)), BODY, QUIET)
    sheet.tell(says.say("paper-how"), SMALL, QUIET)
    heads = ("week", "days", "done", "judged", "clean", "condition", "pain")
    count = (monday(today) - monday(begins)) // WEEK + 1
    told_weeks = weeks(sets, today, count)
    if count > _ROWS:
        told_weeks = together(told_weeks, CIRCLES)
    rows = [_row(week, begins, end, told) for week, end in _ends(told_weeks, today)]
    table(sheet, says.say("paper-weeks"), [says.say(f"paper-{head}") for head in heads], rows)
    _exercises(sheet, sets, says)
    _felt(sheet, first, today, told, says)
    sheet.ln(GAP)
    sheet.tell(says.say("disclaimer"), SMALL, QUIET)
    return bytes(sheet.output())


def _day(day: date) -> str:
    return day.isoformat()


def _ends(told: Sequence[Week], today: date) -> list[tuple[Week, date]]:
    """Each week with the last day of it."""
    starts = [week.monday for week in told[1:]]
    return list(zip(told, [*(start - timedelta(days=1) for start in starts), today], strict=True))


def _row(week: Week, begins: date, end: date, told: Sequence[Told]) -> list[object]:
    """The first week from where the page `begins`: of the days before it nothing is counted."""
    within = [each for each in told if week.monday <= each.day <= end]
    middles = [
        float(median(values)) if (values := [v for v in all_values if v is not None]) else None
        for all_values in ([e.condition for e in within], [e.pain for e in within])
    ]
    start = max(week.monday, begins)
    days = f"{start.month}/{start.day}–{end.month}/{end.day}"
    return [days, week.days, week.done, week.judged, week.clean, *middles]


def _exercises(sheet: Sheet, sets: Sequence[DoneSet], says: Words) -> None:
    done = practised(sets)
    if not done:
        return
    rows: list[list[object]] = [
        [
            says.name(f"exercise-{each.exercise}"),
            *(each.done, each.judged, each.clean, each.reps, round(each.hold_s)),
            says.listed(f"{says.name(f'fault-{fault}')} {n}" for fault, n in each.faults.items()),
        ]
        for each in done[:_EXERCISES]
    ]
    heads = ("exercise", "done", "judged", "clean", "reps", "seconds", "found")
    columns = [says.say(f"weeks-column-{head}") for head in heads]
    table(sheet, says.say("paper-exercises"), columns, rows)
    if len(done) > _EXERCISES:
        sheet.tell(says.say("paper-more", count=len(done) - _EXERCISES), SMALL, QUIET)


def _felt(sheet: Sheet, first: date, today: date, told: Sequence[Told], says: Words) -> None:
    """Dots of pain and condition, and on which days an exercise hurt."""
    known = {
        _PAIN: [(each.day, each.pain) for each in told if each.pain is not None],
        _CONDITION: [(each.day, each.condition) for each in told if each.condition is not None],
    }
    if any(known.values()):
        sheet.heading(says.say("weeks-felt"), _HIGH + 15)
        left, top = MARGIN, sheet.y + 1
        days = max(1, (today - first).days)
        with sheet.local_context(line_width=0.15, draw_color="#cfd8dc"):
            for value in (0, 5, 10):
                y = top + _HIGH * (1 - value / 10)
                sheet.line(left + 6, y, left + _WIDE, y)
                sheet.set_xy(left, y - 2)
                sheet.write_lines([str(value)], SMALL, QUIET, 5)
        for n, (colour, dots) in enumerate(known.items()):
            with sheet.local_context(fill_color=colour):
                for day, value in dots:
                    x = left + 8 + (_WIDE - 10) * (day - first).days / days
                    y = top + _HIGH * (1 - value / 10)
                    if n:
                        sheet.circle(x, y, _DOT, style="F")
                    else:  # told apart without colours too
                        sheet.rect(x - _DOT, y - _DOT, 2 * _DOT, 2 * _DOT, style="F")
        ends = (_day(first + timedelta(days=1)), "L"), (_day(today), "R")
        for name, align in ends:
            sheet.set_xy(left + 7, top + _HIGH + 1)
            sheet.write_lines([name], SMALL, QUIET, _WIDE - 7, align=align)
        sheet.set_xy(MARGIN, top + _HIGH + 6)
        sheet.tell(f"■ {says.say('weeks-pain')}   ● {says.say('weeks-condition')}", SMALL, QUIET)
    hurt = [(each.day, name) for each in told for name in each.hurt][-_HURT:]
    if hurt:
        names = says.listed(f"{_day(day)} {says.name(f'exercise-{name}')}" for day, name in hurt)
        sheet.tell(f"{says.say('diary-hurt')}: {names}", SMALL)
