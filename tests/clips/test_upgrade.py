"""A library of every earlier version is brought up to date, and nothing in it is lost."""

import datetime

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from clips.access import Access
from clips.acts import acts
from clips.library import _MIGRATIONS, Library, engine, migrate
from clips.models import Base
from clips.sharing import comments, opinions, shares

VERSIONS = [each.revision for each in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()]
BECAME = {"views": "acts"}  # tables of another name today
VALUES = {
    sa.String: "x",
    sa.Integer: 1,
    sa.Float: 1.0,
    sa.Boolean: True,
    sa.DateTime: datetime.datetime(2026, 3, 2, 7, 30),
    sa.Date: datetime.date(2026, 3, 2),
    sa.JSON: {},
}


def furnish(url: str) -> dict[str, int]:
    """One row in every table that there is, each with all that it refers to: rows by table."""
    opened, tables = engine(url), sa.MetaData()
    with opened.begin() as connection:
        tables.reflect(connection)
        there = [each for each in tables.sorted_tables if each.name != "alembic_version"]
        for table in there:
            connection.execute(sa.insert(table).values({c.name: value(c) for c in table.columns}))
    opened.dispose()
    return {table.name: 1 for table in there}


def value(column: sa.Column):
    if column.name in ("revoked", "passphrase"):
        return None  # a link that is good
    if column.name == "until":
        return datetime.datetime(2999, 1, 1)
    if column.name == "did":
        return "saw"
    if column.name == "proposals":
        return []
    return next(made for kind, made in VALUES.items() if isinstance(column.type, kind))


@pytest.mark.parametrize("version", VERSIONS)
def test_a_library_of_that_version_is_brought_up_to_date(version, tmp_path):
    url = f"sqlite:///{tmp_path / 'koshi.sqlite'}"
    migrate(url, version)
    before = furnish(url)
    library = Library(url, str(tmp_path / "files"))
    with engine(url).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        for name, count in before.items():
            now = sa.select(sa.func.count()).select_from(sa.table(BECAME.get(name, name)))
            assert connection.scalar(now) == count, name
    (kept,) = library.sets("x")
    own = Access.of_owner(kept)
    assert kept.report is not None
    assert [len(each.views) for each in shares(library, own)] == [len(acts(library, own))]
    assert len(comments(library, own)) == len(opinions(library, own)) == 1
    library.delete(own)
    with engine(url).connect() as connection:  # all of it went, as from a library of today
        assert connection.scalar(sa.text("SELECT count(*) FROM comments")) == 0
    library.close()


def test_rounds_of_a_stance_become_the_seconds_they_lasted(tmp_path):
    url = f"sqlite:///{tmp_path / 'koshi.sqlite'}"
    migrate(url, "0011")
    furnish(url)
    tables = sa.MetaData()
    with engine(url).begin() as connection:
        tables.reflect(connection)
        sets, limits, proposed, routines = (
            tables.tables[name] for name in ("sets", "limits", "proposed_limits", "routines")
        )
        stance = {"exercise": "single_leg_stance"}
        connection.execute(sets.update().values(asked_amount=2, **stance))
        connection.execute(limits.update().values(most=3, **stance))
        connection.execute(proposed.update().values(most=1))
        parts = [stance | {"amount": 2}, {"exercise": "plank", "amount": 30}]
        connection.execute(routines.update().values(parts=parts))
    migrate(url)
    with engine(url).connect() as connection:
        (asked,) = connection.scalars(sa.select(sets.c.asked_amount))
        (limit,) = connection.scalars(sa.select(limits.c.most))
        (offered,) = connection.scalars(sa.select(proposed.c.most))
        (parts,) = connection.scalars(sa.select(routines.c.parts))
    assert (asked, limit, offered) == (40, 20, 20)
    assert [part["amount"] for part in parts] == [40, 30]
