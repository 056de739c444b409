"""Routines on the page: choosing one, in which order, and putting together one's own."""

from dataclasses import dataclass, field
from uuid import uuid4

import streamlit as st

from clips import routines
from clips.limits import limits
from clips.routines import LONGEST, MOST_PARTS
from coach.plan import Plan
from coach.words import Words
from pages.door import me
from pages.frame import choose_of, plain
from pages.offering import how_it_goes, of_each_side, reasoned
from pages.server import library
from practice.routines import ROUTINES, Part, Routine
from rules import EXERCISES
from rules.terms import Counted

# The most that can be asked of a set, and how many sets (J).
MOST: dict[Counted, int] = {"reps": 60, "seconds": 300, "breaths": 20}
MOST_SETS = 10


def called(key: str, says: Words) -> str:
    """What a routine is called, as it is to be read."""
    own = routines.routines(library(), me())
    return plain(own[key].name) if key in own else says.name(f"routine-{key}")


def choose_routine(last: Plan | None, says: Words) -> Plan | None:
    """A routine, those of the source texts and one's own, as `last` time; none while one's own is
    being put together."""
    own = routines.routines(library(), me())
    every = ROUTINES | own
    if putting_together():
        _edit(says)
        return None
    key = st.segmented_control(
        says.say("plan-routine"),
        every,
        format_func=lambda each: called(each, says),
        default=last.routine if last and last.routine in every else next(iter(ROUTINES)),
        key="live-routine",
        required=True,
    )
    routine = every[key or next(iter(ROUTINES))]
    if routine.by_place() != routine:
        order = choose_of("plan-order", "order", ("given", "place"), "given", key="live-order")
        routine = routine.by_place() if order == "place" else routine
    with st.container(border=True):
        if key in ROUTINES:
            st.markdown(says.say(f"routine-{key}.why"))
        st.markdown(reasoned(routine.parts, says))
        st.caption(says.say("routine-texts"))
        _ways_to_edit(key, routine, says)
    st.caption(how_it_goes(routine.parts, says))
    last = last or Plan("", 0)
    talk = choose_of("plan-talk", "talk", ("few", "normal", "many"), last.talk)
    tempo = choose_of("plan-tempo", "tempo", ("off", "beep", "voice"), last.tempo)
    most = {each.exercise: float(each.most) for each in limits(library(), me())}
    return Routine(key, routine.parts).plan(most, talk, tempo)


# One's own


@dataclass
class _Row:
    """A part as it is being put together; ``key`` stays with it wherever it is moved."""

    part: Part
    key: str = field(default_factory=lambda: uuid4().hex)


@dataclass
class _Draft:
    """A routine as it is being put together: its ``key``, if it is kept already; ``put_by``, as it
    was when nothing of it was to be lost: begun, or in the library."""

    key: str | None
    name: str
    rows: list[_Row]
    put_by: Routine

    def now(self) -> Routine:
        """The routine as it is now."""
        return Routine(self.name, tuple(row.part for row in self.rows))


def _draft_of(routine: Routine, key: str | None) -> _Draft:
    return _Draft(key, routine.name, [_Row(part) for part in routine.parts], routine)


def putting_together() -> bool:
    """Whether a routine is being put together on this page."""
    return "routine_draft" in st.session_state


def half_done(says: Words) -> None:
    """Says that a routine was left half put together, in a visit before this, and goes on with it
    or drops it."""
    left = None if putting_together() else routines.draft(library(), me())
    if left is None:
        return
    key, routine = left
    with st.container(border=True, key="mine-left"):
        st.info(
            says.say("mine-left", name=plain(routine.name) or "–", count=len(routine.parts)),
            icon=":material/edit_note:",
        )
        with st.container(horizontal=True):
            if st.button(says.say("mine-go-on"), icon=":material/edit:", key="mine-go-on"):
                _begin(_draft_of(routine, key))
            if st.button(says.say("mine-drop"), icon=":material/delete:", key="mine-drop"):
                routines.drop(library(), me())
                st.rerun()


def _ways_to_edit(key: str, routine: Routine, says: Words) -> None:
    if routines.draft(library(), me()):  # there is one already: `half_done`
        return
    with st.container(horizontal=True):
        if key not in ROUTINES and st.button(says.say("mine-change"), icon=":material/edit:"):
            _begin(_draft_of(routine, key))
        if st.button(says.say("mine-new"), icon=":material/add:", type="tertiary"):
            _begin(_draft_of(Routine("", routine.parts), None))


def _begin(draft: _Draft | None, shown: str | None = None) -> None:
    """Put that together, or no more; what is `shown` then."""
    st.session_state.pop("routine_draft", None)
    for name in [name for name in st.session_state if str(name).startswith("mine-")]:
        del st.session_state[name]
    if draft:
        st.session_state.routine_draft = draft
    else:
        routines.drop(library(), me())
    if shown:
        st.session_state["live-routine"] = shown
    st.rerun()


def _edit(says: Words) -> None:
    draft: _Draft = st.session_state.routine_draft
    with st.container(border=True, key="mine"):
        name = st.text_input(
            says.say("mine-name"), draft.name, max_chars=LONGEST, key="mine-the-name"
        )
        draft.name = name  # is there again for who comes back from another page
        for n, row in enumerate(draft.rows):
            _row(draft, n, row, says)
        _add(draft, says)
        _put_by(draft)
        missing = st.container()  # above the buttons, not between them
        with st.container(horizontal=True):
            if st.button(says.say("mine-keep"), type="primary", icon=":material/save:"):
                try:
                    # In another window it may have been removed meanwhile: then it is a new one.
                    of = draft.key if draft.key in routines.routines(library(), me()) else None
                    key = routines.keep(library(), me(), draft.now(), of)
                except ValueError:
                    missing.error(says.say("mine-missing"), icon=":material/error:")
                else:
                    _begin(None, key)
            if st.button(says.say("mine-not")):
                _begin(None)
            if draft.key and st.button(says.say("mine-forget"), icon=":material/delete:"):
                routines.forget(library(), me(), draft.key)
                _begin(None, next(iter(ROUTINES)))


def _put_by(draft: _Draft) -> None:
    """So that it is there again for who reads the page anew; what was only looked at is not."""
    if draft.now() != draft.put_by:
        draft.put_by = draft.now()
        routines.put_by(library(), me(), draft.put_by, draft.key)


def _row(draft: _Draft, n: int, row: _Row, says: Words) -> None:
    """One part: how much, and where it stands."""
    part = row.part
    exercise = says.say(f"exercise-{part.exercise}")
    title = f"{n + 1}. {exercise}"  # the same exercise may be there twice
    counted = EXERCISES[part.exercise].dose.counted
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"mine-row-{row.key}"):
        amount = st.number_input(
            f"{title}: {of_each_side(says.say(f'plan-{counted}'), part.exercise, says)}",
            1,
            MOST[counted],
            min(part.amount, MOST[counted]),
            key=f"mine-amount-{row.key}",
        )
        sets = st.number_input(
            says.say("plan-sets"), 1, MOST_SETS, part.sets, key=f"mine-sets-{row.key}", width=130
        )
        stay = part.stay_s if amount == part.amount else None
        row.part = Part(part.exercise, int(amount), int(sets), stay)
        # Their names are for who hears them (style.css): without one, the icon's is read out.
        up = says.say("mine-up", exercise=title)
        if n and st.button(up, icon=":material/arrow_upward:", help=up, key=f"mine-up-{row.key}"):
            draft.rows[n - 1 : n + 1] = row, draft.rows[n - 1]
            st.rerun()
        out = says.say("mine-out", exercise=title)
        if st.button(out, icon=":material/close:", help=out, key=f"mine-out-{row.key}"):
            draft.rows.remove(row)
            st.rerun()


def _add(draft: _Draft, says: Words) -> None:
    if len(draft.rows) >= MOST_PARTS:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        more = st.selectbox(
            says.say("mine-more"),
            EXERCISES,
            format_func=lambda name: says.say(f"exercise-{name}"),
            key="mine-exercise",
        )
        if st.button(says.say("mine-add"), icon=":material/add:", key="mine-add"):
            draft.rows.append(_Row(Part(more, EXERCISES[more].dose.amount)))
            st.rerun()
