"""Two reps side by side, in step at the top of the rep: the best and the worst, or two sets. Of a
held exercise two holds, in step at their begins."""

from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from clips.access import Access
from clips.models import KeptSet
from clips.result import ANNOTATED
from clips.telling import begin_s, top_s
from coach.summary import rep_names
from coach.words import Words
from pages.frame import local
from pages.media import address_of
from pages.server import library
from rules import SetReport
from rules.report import Hold

_HERE = Path(__file__).parent
_BAD = ("ok", "mild", "severe")
_BEFORE_S = 1.0  # of what came before a hold is shown

_duo = st.components.v2.component(
    "koshi_duo",
    html=(_HERE / "duo.html").read_text(encoding="utf-8"),
    css=(_HERE / "duo.css").read_text(encoding="utf-8"),
    js=(_HERE / "duo.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class _Side:
    """A rep or a hold of a set: its times in s, the one in which two are in step, how it is called
    in the list, how bad it was beside others of its set (None: not judged), and whether it was a
    hold."""

    kept: KeptSet
    start: float
    step: float
    end: float
    title: str
    bad: float | None
    held: bool = False


def side_by_side(kept: KeptSet, access: Access, says: Words) -> None:
    """Choose two reps of this set (its owner: of any set of that exercise) and play them."""
    others = [kept]
    if access.person:
        mine = library().sets(access.person)
        others += [o for o in mine if o.exercise == kept.exercise and o.id != kept.id]
    sides = [side for each in others for side in _sides(each, each.id == kept.id, says)]
    if len(sides) < 2:
        return
    if not st.toggle(says.say("duo-title"), key=f"duo-on-{kept.id}"):
        return
    first, second = _best_and_worst(kept, sides)
    chosen = [
        column.selectbox(
            says.say(f"duo-{name}"),
            range(len(sides)),
            index=index,
            format_func=lambda n: sides[n].title,
            key=f"duo-{name}-{kept.id}",
        )
        for column, name, index in zip(
            st.columns(2), ("left", "right"), (first, second), strict=True
        )
    ]
    data = {
        "sides": [
            {
                "clip": f"{_address(side.kept, access, says)}/{ANNOTATED}",
                "step": side.step,
                "start": side.start,
                "end": side.end,
                "title": side.title,
            }
            for side in (sides[n] for n in chosen)
        ],
        "words": {
            "play": says.say("player-play"),
            "pause": says.say("player-pause"),
            "speed": says.say("player-speed"),
            "at": says.say("duo-at-hold" if sides[0].held else "duo-at"),
        },
    }
    _duo(key=f"duo-{kept.id}", data=data)


def _address(kept: KeptSet, access: Access, says: Words) -> str:
    """Of another set: who sees it here is its owner."""
    return address_of(kept, replace(access, set_id=kept.id), ANNOTATED, says)


def _best_and_worst(kept: KeptSet, sides: list[_Side]) -> tuple[int, int]:
    """Places of this set's best and worst; with one alone, of it and the next of another set."""
    own = [n for n, side in enumerate(sides) if side.kept.id == kept.id] or [0]
    judged = [(side.bad, n) for n in own if (side := sides[n]).bad is not None]
    best = min(judged)[1] if judged else own[0]
    others = [n for n in own if n != best] or [n for n in range(len(sides)) if n != best]
    worst = max(((bad, -n) for bad, n in judged if n != best), default=(0.0, -others[0]))
    return best, -worst[1]


def _sides(kept: KeptSet, own: bool, says: Words) -> list[_Side]:
    if kept.state != "done" or kept.report is None or kept.clip is None:
        return []
    report = SetReport.model_validate(kept.report.content)
    names = rep_names(report)
    when = "" if own else f"{local(kept.created):%m-%d %H:%M} "
    reps = [
        _Side(
            kept,
            begin_s(rep),
            top_s(rep),
            rep.end_s,
            f"{when}{says.say('player-rep', n=names[rep.index])}"
            f" ({says.say(f'verdict-{rep.verdict}')})",
            _BAD.index(rep.verdict) if rep.verdict in _BAD else None,
        )
        for rep in report.reps
        if rep.counted
    ]
    holds = [
        _Side(
            kept,
            max(0.0, hold.start_s - _BEFORE_S),
            hold.start_s,
            hold.end_s,
            f"{when}{says.say('player-rep', n=n)} ({_good_part(hold, says)})",
            1.0 - hold.good_s / max(hold.end_s - hold.start_s, 1e-6),
            held=True,
        )
        for n, hold in enumerate(report.holds, 1)
    ]
    return reps + holds


def _good_part(hold: Hold, says: Words) -> str:
    whole = round(hold.end_s - hold.start_s)
    return says.say("duo-hold", good=round(hold.good_s), whole=whole)
