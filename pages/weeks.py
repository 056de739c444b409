"""My weeks: how I am today, on which days something was done and how it went, and how the back
felt."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from itertools import pairwise
from math import pi
from typing import get_args

import altair as alt
import pandas as pd
import streamlit as st

from clips.diary import (
    LEGS,
    LONGEST,
    PLACES,
    as_told,
    base,
    diary,
    done_sets,
    forget_day,
    moved,
    open_faults,
    write,
)
from clips.models import DiaryDay
from clips.people import people
from coach.words import Words
from pages.body import drawing
from pages.circles import circles
from pages.door import me
from pages.frame import as_csv, choose_number, current_words, local, pressed, show_failure
from pages.kept import open_set
from pages.offering import today_here
from pages.server import library
from practice.weeks import (
    CIRCLES,
    Alike,
    DoneSet,
    Moved,
    alike,
    fault_shares,
    first_of_month,
    monday,
    own_range,
    pain_change,
    pains,
    practised,
    side_totals,
    smoothed,
    weeks,
)
from rules.terms import Side

_SPANS = {"month": 28, "quarter": 91, "year": 365}  # days back
_COLOURS = {  # of the dots, seen on light and dark
    "ok": "#2e9e5b",
    "mild": "#e08a00",
    "severe": "#d9453d",
    "cannot_judge": "#8d8883",
    "guided": "#3f8fd0",
    "observed": "#7e7ad6",
}
SIDES: tuple[Side, ...] = get_args(Side)
_TEAL, _VIOLET = "#26a69a", "#a585d6"
_SHAPES = ["circle", "square"]  # condition and pain, in every language and on the printed page
# Of the dots, px: what is under the rows, a row of one set, each further one, one of several sets,
# the highest row.
_ROUND_ROWS, _ROW, _DOT, _TOGETHER_DOT, _HIGHEST_ROW = 100, 36, 18, 22, 144
# The sets of which time are one dot, where one of each would lie upon others.
_TOGETHER = {"quarter": "week", "year": "month"}
_STARTS = {"week": monday, "month": first_of_month}
_FELT = {"month": 70, "quarter": 40, "year": 14}  # of a mark, px²: the line is to be seen
_PERCENT = alt.Tooltip("share:Q", title="%", format=".0%")
_ANSWERS = ("condition", "good", "pain", "worst", "places", "numb", "stopped", "note")


def today_s_entry(entries: list[DiaryDay], today: date, says: Words) -> None:
    """The questions of today: twenty seconds, none of them must be answered."""
    day = _begun(today)
    there = next((entry for entry in entries if entry.day == day), None)
    # Who is writing goes on, also where another window has kept something of today meanwhile.
    if there and not st.session_state.get("diary_again") and not _writing():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.success(_told(there, says), icon=":material/check_circle:")
            if st.button(says.say("diary-again"), icon=":material/edit:"):
                st.session_state.diary_again = True
                st.rerun()
        if there.numb:
            st.info(says.say("diary-numb-advice"), icon=":material/favorite:")
        return
    with st.container(border=True, key="diary"):
        if day != today:
            told = says.say("diary-of-day", month=day.month, day=day.day)
            st.caption(f":material/bedtime: {told}")
        _ask(there or DiaryDay(person_id=me(), day=day, good="", note="", places=[]), says)


def _begun(today: date) -> date:
    """The day that is asked about: answers that were begun before midnight are of their day."""
    state = st.session_state
    begun: date = state.get("diary_begun", today)
    state.diary_begun = begun if _writing() and today - begun <= timedelta(days=1) else today
    return state.diary_begun


def _writing() -> bool:
    """Whether something was answered here that is not kept yet."""
    state, keys = st.session_state, [f"diary-{name}" for name in _ANSWERS]
    return any(key in state and state[key] != state.get(f"{key}-drawn") for key in keys)


def _told(entry: DiaryDay, says: Words) -> str:
    parts = [
        says.say(f"diary-told-{name}", value=getattr(entry, name))
        for name in ("condition", "pain")
        if getattr(entry, name) is not None
    ]
    if entry.hurt:
        names = says.listed(says.name(f"exercise-{each}") for each in entry.hurt)
        parts.append(says.say("diary-told-hurt", exercises=names))
    return says.say("diary-kept", told=says.listed(parts) or "–")


def _ask(entry: DiaryDay, says: Words) -> None:
    said: dict[str, object] = dict.fromkeys(_ANSWERS)
    said["condition"] = _scale("condition", entry, says)
    said["good"] = _line("good", entry, says)
    said["pain"] = _scale("pain", entry, says)
    said["places"] = []
    if said["pain"]:
        said |= _ask_of_pain(entry, says)
    said["note"] = _line("note", entry, says)
    with st.container(horizontal=True):
        if st.button(says.say("diary-keep"), type="primary", icon=":material/save:"):
            if said["pain"]:  # what speaks against a start is asked again
                st.session_state.safe = False
            _kept(lambda: write(library(), DiaryDay(person_id=me(), day=entry.day, **_texts(said))))
        if entry.written and st.button(says.say("diary-forget"), icon=":material/delete:"):
            _kept(lambda: forget_day(library(), me(), entry.day))


def _scale(name: str, entry: DiaryDay, says: Words) -> int | None:
    """A question that is answered 0..10."""
    pressed(f"diary-{name}", getattr(entry, name))
    return choose_number(says.say(f"diary-{name}"), f"diary-{name}")


def _line(name: str, entry: DiaryDay, says: Words) -> str:
    """A question that is answered in words."""
    pressed(f"diary-{name}", getattr(entry, name) or "")
    return st.text_input(says.say(f"diary-{name}"), max_chars=LONGEST, key=f"diary-{name}") or ""


def _ask_of_pain(entry: DiaryDay, says: Words) -> dict[str, object]:
    """What is asked only of who has pain."""
    said: dict[str, object] = {"worst": _scale("worst", entry, says)}
    with st.container(horizontal=True, vertical_alignment="center", key="diary-body"):
        pressed("diary-places", [*entry.places])
        with st.container(width=400):
            places = st.pills(
                says.say("diary-places"),
                PLACES,
                selection_mode="multi",
                format_func=lambda place: says.say(f"place-{place}"),
                key="diary-places",
            )
        drawing(places, says)
    said["places"] = list(places)
    asked = ("numb", "stopped") if set(places) & set(LEGS) else ("stopped",)
    for name in asked:
        pressed(f"diary-{name}", getattr(entry, name))
        answer = st.segmented_control(
            says.say(f"diary-{name}"),
            (True, False),
            format_func=lambda yes: says.say("answer-yes" if yes else "answer-no"),
            key=f"diary-{name}",
        )
        said[name] = answer
    return said


def _texts(said: dict[str, object]) -> dict[str, object]:
    return said | {name: str(said[name] or "").strip() for name in ("good", "note")}


def _kept(change: Callable[[], None]) -> None:
    try:
        change()
    except Exception as error:  # the database may be away
        show_failure(error)
        return
    st.session_state.pop("diary_again", None)
    for name in _ANSWERS:
        st.session_state.pop(f"diary-{name}", None)
    st.rerun()


def dots(sets: list[DoneSet], span: str, says: Words) -> None:
    """A dot for each set, or, over a longer time, for those that are alike, with their number. One
    that is chosen opens its set, or lets one of its sets be chosen."""
    together = _TOGETHER.get(span)
    if together:
        found = alike(sets, _STARTS[together])
        found.sort(key=lambda each: [*_COLOURS].index(each.verdict))  # in each time the same
    else:
        found = [Alike(each.day, each.exercise, each.verdict, (each,)) for each in sets]
    st.caption(says.say(f"weeks-dots-{together}" if together else "weeks-dots"))
    drawn = _dots(found, together, says)
    event = st.altair_chart(drawn, width="stretch", on_select="rerun", key=f"weeks-dots-{span}")
    chosen = event.selection.get("set") if event else None
    if not chosen:
        return
    by_id = {each.sets[0].id: each for each in found}
    if each := by_id.get(chosen[0]["id"]):  # it may have been deleted in another window
        _open(each, says)


def _open(chosen: Alike, says: Words) -> None:
    """The set, where there is one; else the choice of one."""
    first, *others = chosen.sets
    if not others:
        _to_set(first.id)
    exercise = says.name(f"exercise-{chosen.exercise}")
    verdict = says.say(f"verdict-{chosen.verdict}")
    st.markdown(says.say("weeks-which", exercise=exercise, verdict=verdict, count=len(chosen.sets)))
    days = Counter[date]()
    with st.container(horizontal=True, key="weeks-which"):
        for each in chosen.sets:
            days[each.day] += 1
            nth = f" ({days[each.day]})" if days[each.day] > 1 else ""
            if st.button(f"{_week(each.day)}{nth}", key=f"weeks-set-{each.id}"):
                _to_set(each.id)


def _to_set(set_id: str) -> None:
    open_set(set_id, "library_open")
    st.switch_page("pages/library.py")


def _dots(found: list[Alike], together: str | None, says: Words) -> alt.Chart | alt.LayerChart:
    table = pd.DataFrame(
        {
            "id": [each.sets[0].id for each in found],
            "day": [pd.Timestamp(each.start) for each in found],
            "exercise": [says.name(f"exercise-{each.exercise}") for each in found],
            "verdict": [says.say(f"verdict-{each.verdict}") for each in found],
            "count": [len(each.sets) for each in found],
        }
    )
    # What is of one time and exercise stands one above the other, far enough apart to be pressed.
    table["nth"] = table.groupby(["day", "exercise"]).cumcount()
    most = int(table.nth.max()) + 1
    # Beside its exercise's name, however many stand in another row.
    table["nth"] += (most - 1 - table.groupby("exercise")["nth"].transform("max")) / 2
    nth = alt.YOffset("nth:Q", scale=alt.Scale(domain=[-0.5, most - 0.5]))  # half a dot of room
    seen = [verdict for verdict in _COLOURS if any(each.verdict == verdict for each in found)]
    names = [says.say(f"verdict-{verdict}") for verdict in seen]
    scale = alt.Scale(domain=names, range=[_COLOURS[verdict] for verdict in seen])
    legend = alt.Legend(orient="bottom", columns=2)
    wide = _TOGETHER_DOT if together else _DOT
    axis = _days_axis(each.start for each in found)
    if together:
        axis.values = [_at(start) for start in sorted({each.start for each in found})]
    base = alt.Chart(table).encode(
        x=alt.X("day:T", title=None, axis=axis, scale=alt.Scale(padding=wide)),
        y=alt.Y("exercise:N", title=None, axis=alt.Axis(labelLimit=150)),
        yOffset=nth,
    )
    fields = {together or "day": "day:T", "exercise": "exercise:N", "verdict": "verdict:N"}
    if together:
        fields["done"] = "count:Q"
    marks = base.mark_circle(size=_area(wide, found), opacity=0.85 if not together else 1).encode(
        color=alt.Color("verdict:N", title=None, scale=scale, legend=legend),
        tooltip=_tips(says, **fields),
    )
    marks = marks.add_params(alt.selection_point("set", fields=["id"]))
    row = min(_ROW + wide * (most - 1), _HIGHEST_ROW)
    high = _ROUND_ROWS + row * table.exercise.nunique()
    drawn: alt.Chart | alt.LayerChart = marks
    if together:
        several = base.transform_filter("datum.count > 1")
        drawn = marks + several.mark_text(fontSize=11, color="#111").encode(text="count:Q")
    told = says.say(f"weeks-dots-{together}" if together else "weeks-dots")
    return drawn.properties(height=high, description=told)


def _area(wide: int, found: list[Alike]) -> int:
    """Of a dot, px²: smaller where something was done on days that follow one another, which on a
    telephone are 10 px apart."""
    days = sorted({(each.exercise, each.start) for each in found})
    near = any(a[0] == b[0] and b[1] - a[1] == timedelta(days=1) for a, b in pairwise(days))
    return round(pi / 4 * (11 if near else wide - 3) ** 2)


def _tips(says: Words, **fields: str) -> list[alt.Tooltip]:
    """What is shown of a dot under the pointer, each with its name."""
    days = {"day": "%-m/%-d", "week": "%-m/%-d", "month": "%Y-%m"}
    return [
        alt.Tooltip(field, title=says.say(f"weeks-column-{name}"), format=days.get(name, ""))
        for name, field in fields.items()
    ]


def _days_axis(days: Iterable[date]) -> alt.Axis:
    """Of few days each is named: the chart would name one again for each of its hours."""
    axis = alt.Axis(format="%-m/%-d", grid=False, labelOverlap=True)
    first, last = min(days := [*days]), max(days)
    between = (last - first).days + 1
    if between <= _SPANS["month"]:
        axis.values = [_at(first + timedelta(days=n)) for n in range(between)]
    return axis


def _at(day: date) -> alt.DateTime:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def _weeks_axis(table: pd.DataFrame) -> alt.X:
    """Weeks in their order, the same in all exercises. It is told: a chart whose data alone change
    keeps the weeks that it had first, and puts earlier ones behind them."""
    order = sorted({*table.start})
    names = [_week(start) for start in order]
    axis = alt.Axis(labelAngle=0, labelOverlap=True)
    return alt.X("week:O", title=None, sort=names, axis=axis)


def _week(start: date) -> str:
    return f"{start.month}/{start.day}"


def felt(entries: list[DiaryDay], sets: list[DoneSet], today: date, span: str, says: Words) -> None:
    """Condition and pain as they were told, and the median of seven days."""
    pain = pains([(each.day, each.pain) for each in entries], sets)
    condition = [(each.day, each.condition) for each in entries if each.condition is not None]
    told = {says.say("weeks-condition"): condition, says.say("weeks-pain"): pain}
    rows = [
        (pd.Timestamp(day), name, value, middle)
        for name, known in told.items()
        for (day, value), (_, middle) in zip(known, smoothed(known), strict=True)
    ]
    if not rows:
        return
    st.header(says.say("weeks-felt"), anchor=False)
    table = pd.DataFrame(rows, columns=["day", "what", "value", "middle"])
    scale = alt.Scale(domain=list(told), range=[_TEAL, _VIOLET])
    colour = alt.Color("what:N", title=None, scale=scale, legend=alt.Legend(orient="bottom"))
    axis = _days_axis(day for known in told.values() for day, _ in known)
    base = alt.Chart(table).encode(x=alt.X("day:T", title=None, axis=axis), color=colour)
    points = base.mark_point(filled=True, size=_FELT[span], opacity=1).encode(
        y=alt.Y("value:Q", title=None, scale=alt.Scale(domain=[0, 10])),
        shape=alt.Shape("what:N", title=None, scale=alt.Scale(domain=list(told), range=_SHAPES)),
        tooltip=_tips(says, day="day:T", felt="value:Q"),
    )
    lines = base.mark_line(strokeWidth=2).encode(y="middle:Q")
    how = says.say("weeks-felt-how")
    st.altair_chart((lines + points).properties(height=220, description=how), width="stretch")
    st.caption(how)
    change = pain_change(pain, today)
    if change:
        st.markdown(says.say(f"weeks-pain-{change}"))


def numbers(sets: list[DoneSet], known: Mapping[str, Moved], says: Words) -> None:
    """The same as a table, to look at."""
    st.header(says.say("weeks-numbers"), anchor=False)
    columns = ("exercise", "done", "judged", "clean", "reps", "seconds", "sides", "found")
    rows = [
        (
            says.name(f"exercise-{each.exercise}"),
            *(each.done, each.judged, each.clean, each.reps, round(each.hold_s)),
            _sides([done for done in sets if done.exercise == each.exercise], known, says),
            says.listed(f"{says.name(f'fault-{f}')} {n}" for f, n in each.faults.items()),
        )
        for each in practised(sets)
    ]
    heads = [says.say(f"weeks-column-{name}") for name in columns]
    st.dataframe(pd.DataFrame(rows, columns=heads), hide_index=True, width="stretch")
    st.caption(says.say("weeks-numbers-how"))


def _sides(sets: list[DoneSet], known: Mapping[str, Moved], says: Words) -> str:
    totals = side_totals(sets, known)
    if not totals:
        return ""
    left, right = (round(totals.get(side, 0)) for side in SIDES)
    return says.say("weeks-sides", left=left, right=right)


def ranges(sets: list[DoneSet], known: Mapping[str, Moved], says: Words) -> None:
    """How far somebody moves, week by week, beside their own first week."""
    rows = [
        (start, _week(start), says.name(f"exercise-{name}"), share)
        for name in sorted({each.exercise for each in sets})
        if len(told := own_range(sets, name, known)) > 1
        for start, share in told
    ]
    if not rows:
        return
    st.header(says.say("weeks-range"), anchor=False)
    table = pd.DataFrame(rows, columns=["start", "week", "exercise", "share"])
    marks = alt.Chart(table.drop(columns="start")).mark_line(point=alt.OverlayMarkDef(size=70))
    drawn = marks.encode(
        x=_weeks_axis(table),
        y=alt.Y("share:Q", title=None, axis=alt.Axis(format="%"), scale=alt.Scale(zero=False)),
        color=alt.Color("exercise:N", title=None, legend=alt.Legend(orient="bottom")),
        tooltip=[*_tips(says, exercise="exercise:N"), _PERCENT],
    )
    told_how = says.say("weeks-range-how")
    st.altair_chart(drawn.properties(height=220, description=told_how), width="stretch")
    st.caption(told_how)


def to_take(
    sets: list[DoneSet],
    known: Mapping[str, Moved],
    entries: list[DiaryDay],
    first: date,
    today: date,
    says: Words,
) -> None:
    """All of it to take away: as tables, and on one page to print."""
    person = me()
    name = next((each.name for each in people(library()) if each.id == person), "")

    def paper() -> bytes:
        from clips.paper import Told, as_paper  # 0.3 s to load, which few visits need

        pain = dict(pains([(each.day, each.pain) for each in entries], sets))
        written = {each.day: each for each in entries}
        told = [
            Told(day, entry.condition, pain.get(day), entry.hurt)
            if (entry := written.get(day))
            else Told(day, None, pain[day])
            for day in sorted(pain.keys() | written)
        ]
        return as_paper(name, first, today, sets, told, says)

    with st.container(horizontal=True):
        st.download_button(
            says.say("paper-save"),
            paper,
            "koshi-weeks.pdf",
            "application/pdf",
            icon=":material/print:",
            on_click="ignore",
        )
        if sets:
            _save("koshi-sets", _sets_table(sets, known, says), says.say("weeks-save-sets"))
        if entries:
            _save("koshi-diary", _diary_table(entries, says), says.say("weeks-save-diary"))


def _save(name: str, table: pd.DataFrame, label: str) -> None:
    st.download_button(
        label,
        as_csv(table),
        file_name=f"{name}.csv",
        mime="text/csv",
        icon=":material/table:",
        on_click="ignore",
    )


def _sets_table(sets: list[DoneSet], known: Mapping[str, Moved], says: Words) -> pd.DataFrame:
    rows = [
        (
            each.day.isoformat(),
            says.name(f"exercise-{each.exercise}"),
            says.say(f"verdict-{each.verdict}"),
            each.reps,
            round(each.hold_s),
            *(known[each.id].sides.get(side) if each.id in known else None for side in SIDES),
            says.listed(says.name(f"fault-{fault}") for fault in sorted(each.faults)),
            *(each.pain_before, each.pain_after),
        )
        for each in sets
    ]
    names = ("day", "exercise", "verdict", "reps", "seconds", *SIDES, "seen", "before", "after")
    heads = [says.say(f"weeks-column-{name}") for name in names]
    return pd.DataFrame(rows, columns=heads).convert_dtypes()  # 2 beside an empty field is no 2.0


def _diary_table(entries: list[DiaryDay], says: Words) -> pd.DataFrame:
    def written(entry: DiaryDay, name: str) -> object:
        value = getattr(entry, name)
        if name == "hurt":
            return says.listed(says.name(f"exercise-{each}") for each in value)
        if name == "places":
            return says.listed(says.say(f"place-{place}") for place in value)
        if isinstance(value, bool):
            return says.say("answer-yes" if value else "answer-no")
        return value

    rows = [
        (entry.day.isoformat(), *(written(entry, name) for name in (*_ANSWERS, "hurt")))
        for entry in entries
    ]
    heads = [says.say(f"diary-{name}") for name in (*_ANSWERS, "hurt")]
    heads = [says.say("weeks-column-day"), *heads]
    return pd.DataFrame(rows, columns=heads)


def over_time(sets: list[DoneSet], says: Words) -> None:
    """How often each fault of an exercise was found, week by week."""
    with_faults = [each.exercise for each in practised(sets) if each.faults]
    if not with_faults:
        return
    st.header(says.say("weeks-faults"), anchor=False)
    exercise = st.selectbox(
        says.say("choose-exercise"),
        with_faults,
        format_func=lambda name: says.name(f"exercise-{name}"),
        key="weeks-exercise",
    )
    judged_ids = [each.id for each in sets if each.exercise == exercise and each.judged]
    left_open = open_faults(library(), me(), judged_ids)
    every = {fault for each in sets for fault in each.faults}
    silent = {each: {f for f in every if base(f) in left_open[each]} for each in left_open}
    rows = [
        (start, _week(start), says.name(f"fault-{fault}"), share, judged)
        for start, fault, share, judged in fault_shares(sets, exercise, silent)
    ]
    table = pd.DataFrame(rows, columns=["start", "week", "fault", "share", "judged"])
    marks = alt.Chart(table.drop(columns="start")).mark_line(point=alt.OverlayMarkDef(size=70))
    drawn = marks.encode(
        x=_weeks_axis(table),
        y=alt.Y("share:Q", title=None, axis=alt.Axis(format="%"), scale=alt.Scale(domain=[0, 1])),
        color=alt.Color("fault:N", title=None, legend=alt.Legend(orient="bottom", labelLimit=300)),
        tooltip=[*_tips(says, found="fault:N", judged="judged:Q"), _PERCENT],
    )
    told = says.say("weeks-faults-how")
    st.altair_chart(drawn.properties(height=220, description=told), width="stretch")
    st.caption(told)


def show(says: Words) -> None:
    """The page."""
    today = today_here()
    entries = diary(library(), me())
    sets = done_sets(library(), me(), lambda moment: local(moment).date())
    st.header(says.say("diary-title"), anchor=False)
    today_s_entry(entries, today, says)
    st.header(says.say("weeks-title", weeks=CIRCLES), anchor=False)
    circles(weeks(sets, today), says)
    if not sets and not entries:
        st.info(says.say("weeks-empty"), icon=":material/calendar_month:")
        return
    span = st.segmented_control(
        says.say("weeks-span"),
        _SPANS,
        format_func=lambda name: says.say(f"weeks-{name}"),
        default=next(iter(_SPANS)),
        key="weeks-span",
        required=True,
    )
    first = today - timedelta(days=_SPANS[span])
    sets = [each for each in sets if each.day > first]
    sets = as_told(library(), me(), sets)
    known = moved(library(), me(), [each.id for each in sets])
    shown = [entry for entry in entries if entry.day > first]
    if sets:
        st.header(says.say("weeks-sets"), anchor=False)
        dots(sets, span, says)
    felt(shown, sets, today, span, says)
    if sets:
        over_time(sets, says)
        ranges(sets, known, says)
        numbers(sets, known, says)
    if sets or shown:
        to_take(sets, known, shown, first, today, says)


words = current_words()
st.title(words.say("page-weeks"), anchor=False)
show(words)
