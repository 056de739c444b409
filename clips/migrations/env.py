"""Alembic's way in: migrates on the connection that `clips.library.migrate` holds."""

from alembic import context

from clips.models import Base

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=Base.metadata,
    render_as_batch=True,  # SQLite changes a table by making it anew
    transactional_ddl=False,  # the transaction is the caller's
)
context.run_migrations()
