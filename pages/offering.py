"""What is offered today, for the pages that show it and begin it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import streamlit as st

from clips.habits import choose, past
from clips.models import Limit, now
from coach.plan import Plan
from coach.terms import Tempo
from coach.words import Words
from pages.door import me
from pages.frame import local
from pages.server import library
from practice.progress import Choice, Chosen, Felt, Offer, Past, StepUp
from practice.routines import Part, Routine
from rules import EXERCISES

TODAY = "today"  # what its plan is called


def known_today(pain: int | None = None) -> Past:
    """All that today's offer is made of; `pain` is what is told just now, 0..10."""
    known = past(library(), me(), lambda moment: local(moment).date())
    if pain is None:
        return known
    today = today_here()
    told = next((each for each in known.felt if each.day == today), Felt(today))
    others = [each for each in known.felt if each.day != today]
    return replace(known, felt=[*others, replace(told, pain=pain)])


def today_here() -> date:
    """The day that it is for who looks at the page."""
    return local(now()).date()


# What is answered before a start, and what stands there as long as nothing is.
_ASKED = {"safety-any": None, "safety-agreed": False, "safety-stops": None, "pain-before": None}


def asked_today() -> None:
    """What was answered before a start holds for its day: a page may stay open over midnight."""
    state, today = st.session_state, today_here()
    if state.get("asked_on", today) != today:
        state.update(_ASKED)
    state.asked_on = today


def pain_told(pain: int | None) -> None:
    """Pain that was told just now need not be told twice at the camera."""
    asked_today()
    if pain is not None:
        st.session_state["pain-before"] = st.session_state.pain = pain


def chosen_parts(offered: Offer, which: str) -> tuple[Part, ...]:
    """The parts of an offer that were chosen ("parts", "with_step", "instead"), or, where there
    are none such any more, its usual ones."""
    parts: tuple[Part, ...] = getattr(offered, which)
    return parts or offered.parts


def todays_plan(parts: tuple[Part, ...], held: Iterable[Limit]) -> Plan:
    """The plan of it, within the person's own limits. A longer stay than usual has its seconds
    beeped, for nobody would know them."""
    tempo: Tempo = "beep" if any(map(_stays_longer, parts)) else "off"
    most = {each.exercise: float(each.most) for each in held}
    return Routine(TODAY, parts).plan(most, tempo=tempo)


def _stays_longer(part: Part) -> bool:
    tempo = EXERCISES[part.exercise].dose.tempo
    return bool(tempo and part.stay_s and part.stay_s > tempo[1])


def settle(step: StepUp, chosen: Chosen) -> None:
    """Keep what becomes of a step."""
    choose(library(), me(), Choice(today_here(), step.exercise, step.kind, chosen))


def listed(parts: Iterable[Part], says: Words) -> str:
    """Parts one below the other, numbered."""
    return "\n".join(f"{n}. {in_a_line(part, says)}" for n, part in enumerate(parts, 1))


def reasoned(parts: Iterable[Part], says: Words) -> str:
    """The same, each with what its source text has it for."""
    lines = [
        f"{n}. {in_a_line(part, says)}  \n   :small[{says.say(f'exercise-{part.exercise}.why')}]"
        for n, part in enumerate(parts, 1)
    ]
    return "\n".join(lines)


def how_it_goes(parts: Iterable[Part], says: Words) -> str:
    """How several parts are done one after the other, and before which of them to turn round."""
    told = says.say("routine-how")
    front = [part.exercise for part in parts if EXERCISES[part.exercise].view == "front"]
    if not front:
        return told
    names = says.listed(says.name(f"exercise-{name}") for name in dict.fromkeys(front))
    return f"{told} {says.say('routine-how-front', exercises=names)}"


def in_a_line(part: Part, says: Words) -> str:
    """So much of an exercise, in one line."""
    name = says.say(f"exercise-{part.exercise}")
    told = says.say("live-plan", exercise=name, much=much(part, says), sets=part.sets)
    longer = _stays_longer(part)
    return says.say("live-plan-stay", plan=told, seconds=part.stay_s) if longer else told


def much(part: Part, says: Words) -> str:
    """How much of an exercise is in a set, of each side where it has sides."""
    counted = EXERCISES[part.exercise].dose.counted
    return of_each_side(says.say(f"live-{counted}", count=part.amount), part.exercise, says)


def of_each_side(told: str, exercise: str, says: Words) -> str:
    """What is to be done, and that it is meant for each side of the body where it is."""
    each = EXERCISES[exercise].dose.per_side
    return says.say("each-side", what=told) if each else told
