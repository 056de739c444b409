"""Two reps side by side, in step at the top of the rep: the best and the worst, or two sets."""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from clips.models import KeptSet, Share
from clips.result import ANNOTATED
from coach.words import Words
from pages.frame import library
from pages.media import address_of
from rules import SetReport
from rules.report import Rep

_HERE = Path(__file__).parent
_ORDER = ("ok", "mild", "severe", "cannot_judge")

_duo = st.components.v2.component(
    "koshi_duo",
    html=(_HERE / "duo.html").read_text(encoding="utf-8"),
    css=(_HERE / "duo.css").read_text(encoding="utf-8"),
    js=(_HERE / "duo.js").read_text(encoding="utf-8"),
)


@dataclass(frozen=True)
class _Side:
    """A rep of a set, and how it is called in the list."""

    kept: KeptSet
    rep: Rep
    title: str


def side_by_side(kept: KeptSet, by: Share | None, says: Words) -> None:
    """Choose two reps of this set (its owner, who came by no link: of any set of that exercise)
    and play them."""
    others = [kept]
    if by is None:
        mine = library().sets(kept.person_id)
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
                "clip": f"{address_of(side.kept, ANNOTATED, says, by)}/{ANNOTATED}",
                "top": _top(side.rep),
                "start": _start(side.rep),
                "end": side.rep.end_s,
                "title": side.title,
            }
            for side in (sides[n] for n in chosen)
        ],
        "words": {
            "play": says.say("player-play"),
            "pause": says.say("player-pause"),
            "speed": says.say("player-speed"),
            "at": says.say("duo-at"),
        },
    }
    _duo(key=f"duo-{kept.id}", data=data)


def _best_and_worst(kept: KeptSet, sides: list[_Side]) -> tuple[int, int]:
    """Places of this set's best and worst rep; with one rep alone, of it and another set's."""
    own = [n for n, side in enumerate(sides) if side.kept.id == kept.id] or [0]
    best = min(own, key=lambda n: _ORDER.index(sides[n].rep.verdict))
    rest = [n for n in own if n != best]
    if not rest:
        return best, next(n for n in range(len(sides)) if n != best)
    return best, max(rest, key=lambda n: _ORDER.index(sides[n].rep.verdict) % 3)


def _sides(kept: KeptSet, own: bool, says: Words) -> list[_Side]:
    if kept.state != "done" or kept.report is None or kept.clip is None:
        return []
    report = SetReport.model_validate(kept.report.content)
    when = "" if own else f"{kept.created.astimezone():%m-%d %H:%M} "
    return [
        _Side(
            kept,
            rep,
            f"{when}{says.say('player-rep', n=rep.index)} ({says.say(f'verdict-{rep.verdict}')})",
        )
        for rep in report.reps
        if rep.counted
    ]


def _top(rep: Rep) -> float:
    return (rep.top_start_s + rep.top_end_s) / 2


def _start(rep: Rep) -> float:
    return rep.top_start_s if rep.start_s is None else rep.start_s
