"""How somebody practises, as the library keeps it: what they have told of themselves, the steps
that they took and declined, and all that an offer is made of."""

from collections.abc import Callable
from datetime import date, datetime

import sqlalchemy as sa

from clips.diary import diary, done_sets
from clips.library import Library
from clips.limits import limits
from clips.models import DiaryDay, Habits, KeptSet, StepChoice
from practice.progress import Choice, Felt, Past


def habits(library: Library, person: str) -> Habits:
    """What a person has told of themselves; of one who has told nothing, nothing."""
    with library.session() as session:
        return session.get(Habits, person) or Habits(person_id=person, remind={})


def tell(library: Library, person: str, **answers: object) -> None:
    """Keep answers about oneself; those that are not given stay as they are."""
    with library.session() as session:
        there = session.get(Habits, person) or Habits(person_id=person, remind={})
        for name, value in answers.items():
            setattr(there, name, value)
        session.add(there)


def choose(library: Library, person: str, choice: Choice) -> None:
    """Keep what a person does with a step."""
    row = StepChoice(
        person_id=person,
        day=choice.day,
        exercise=choice.exercise,
        kind=choice.kind,
        chosen=choice.chosen,
    )
    with library.session() as session:
        session.add(row)


def choices(library: Library, person: str) -> list[Choice]:
    """What a person has done with the steps that were offered, the oldest first."""
    asked = sa.select(StepChoice).where(StepChoice.person_id == person)
    with library.session() as session:
        rows = session.scalars(asked.order_by(StepChoice.day, StepChoice.created))
        return [Choice(row.day, row.exercise, row.kind, row.chosen) for row in rows]


def been_here(library: Library, person: str) -> bool:
    """Whether a person has a set or has written in the diary."""
    with library.session() as session:
        return any(
            session.scalar(sa.select(sa.literal(1)).where(table.person_id == person).limit(1))
            for table in (KeptSet, DiaryDay)
        )


def past(library: Library, person: str, day_of: Callable[[datetime], date]) -> Past:
    """All that an offer is made of (`practice.progress.offer`); `day_of` as in `done_sets`."""
    felt = [
        Felt(day.day, day.pain, day.stopped, day.numb, bool(day.hurt))
        for day in diary(library, person)
    ]
    most = {each.exercise: float(each.most) for each in limits(library, person)}
    used = habits(library, person).used or "new"
    done = done_sets(library, person, day_of)
    return Past(done, felt, choices(library, person), used, most)
