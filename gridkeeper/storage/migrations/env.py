"""Run alembic on the connection, and in the transaction, that the store gives it."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=None,
    transactional_ddl=True,
)
context.run_migrations()
