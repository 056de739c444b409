"""Figures that others have published for an exercise, by age: to be looked up by who wants to, and
never a verdict or a goal. Koshi does not ask how old anybody is and puts nobody beside them.

All are from evidence-more.md, grade V of secondary pages: they pass on what somebody has measured.
"""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Group = Literal["men", "women", "all"]
Span = tuple[int, int]  # from, to; twice the same where there is one figure


class Row(NamedTuple):
    """An age band (years, both ends in it) and the figures of each group."""

    ages: Span
    figures: tuple[Span, ...]


@dataclass(frozen=True)
class Reference:
    """A published table: in what it counts, of whom, by whom."""

    counted: Literal["reps", "seconds"]
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    source: str


def _one(*figures: int) -> tuple[Span, ...]:
    return tuple((figure, figure) for figure in figures)


_DECADES: tuple[Span, ...] = ((20, 29), (30, 39), (40, 49), (50, 59), (60, 69), (70, 79))

REFERENCES: dict[str, Reference] = {
    # Rises in 30 s, arms crossed, seat of 40 cm: the middle of five classes (§4.2, [b23]).
    "sit_to_stand": Reference(
        "reps",
        ("men", "women"),
        (
            Row((20, 29), ((28, 32), (23, 28))),
            Row((30, 39), ((26, 30), (24, 28))),
            Row((40, 49), ((25, 29), (23, 27))),
            Row((50, 59), ((22, 27), (20, 24))),
            Row((60, 64), ((20, 25), (19, 23))),
            Row((65, 69), ((18, 21), (17, 21))),
            Row((70, 74), ((16, 20), (15, 19))),
        ),
        "CS-30 (Nakatani), medical-diet.jp",
    ),
    # Eyes open, means (§4.6, [b26]: a weak page).
    "single_leg_stance": Reference(
        "seconds",
        ("all",),
        tuple(map(Row, _DECADES[:5], map(_one, (70, 55, 40, 30, 20)))),
        "dineromagico.com",
    ),
    # Means of the side plank held as long as one can (§3.2, [b13]).
    "side_plank": Reference(
        "seconds",
        ("men", "women"),
        tuple(map(Row, _DECADES, map(_one, (39, 34, 29, 25, 21, 14), (47, 40, 33, 29, 24, 18)))),
        "Kaur 2021, matassessment.com",
    ),
}
