"""What the source texts teach beside the exercises: short pieces to read, and which of them belongs
to a week. Their words are in the language files, with their sources and what is not proven."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Piece:
    """A piece to read: the exercise that practises it, or whether the desk's page does."""

    exercise: str = ""
    at_desk: bool = False


PIECES: Mapping[str, Piece] = {
    "sitting": Piece(at_desk=True),
    "standing": Piece("sit_to_stand"),
    "walking": Piece("walking"),
    "lifting": Piece("lifting"),
    "screen": Piece(at_desk=True),
    "warmth": Piece(),
    "moving": Piece("cat_cow"),
}


def of_the_week(day: date) -> str:
    """The piece of the week (ISO 8601, from Monday) that a day is in; one after the other."""
    names = [*PIECES]
    return names[day.isocalendar().week % len(names)]
