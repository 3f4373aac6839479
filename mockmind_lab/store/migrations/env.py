"""Alembic's environment: runs the migrations on the connection, and in the transaction, that it is given."""

from __future__ import annotations

from alembic import context

from mockmind_lab.store.schema import VERSION_TABLE, metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    version_table=VERSION_TABLE,
    # SQLite's DDL is transactional once BEGIN is sent, as ours is: a failed migration leaves nothing behind.
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
