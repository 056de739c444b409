"""The people who practise on one machine where nobody signs in: each has a name and a colour, and
none a password."""

import re
from uuid import uuid4

import sqlalchemy as sa

from clips.library import LOCAL, Library
from clips.models import Colour, Person

LONGEST = 30  # characters of a name


def people(library: Library) -> list[Person]:
    """Those of this machine, in the order in which they came; the first has no name as long as
    nobody else is there."""
    mine = sa.or_(Person.subject == LOCAL, Person.subject.startswith(f"{LOCAL}:"))
    with library.session() as session:
        return list(session.scalars(sa.select(Person).where(mine).order_by(Person.created)))


def call(library: Library, person: str, name: str, colour: Colour) -> None:
    """Give a person of this machine a name and a colour.

    Raises
    ------
    ValueError
        No name, or somebody else here has it.
    """
    called = _free(name, [each for each in people(library) if each.id != person])
    with library.session() as session:
        named = sa.update(Person).where(Person.id == person)
        session.execute(named.values(name=called, colour=colour))


def add(library: Library, name: str, colour: Colour) -> str:
    """One more person of this machine; returns their id. Raises as `call`."""
    called = _free(name, people(library))
    new = Person(id=uuid4().hex, subject=f"{LOCAL}:{uuid4().hex}", name=called, colour=colour)
    with library.session() as session:
        session.add(new)
    return new.id


def _free(name: str, others: list[Person]) -> str:
    """The name as one line."""
    called = re.sub(r"\s+", " ", name).strip()[:LONGEST]
    if not called or called.casefold() in {each.name.casefold() for each in others}:
        raise ValueError(f"name: {'taken' if called else 'missing'}")
    return called
