"""The tables, and the numbered migrations that lead to them.

An interview's status, transcript and score are not columns: they are views of its events. ``summaries``
and ``indexed`` (with the table of ``fulltext``) only make such views quick, and may be emptied at any time.
"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    inspect,
    select,
)

from mockmind_lab.errors import StoreError

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = [
    "HEAD",
    "MIGRATIONS",
    "VERSION_TABLE",
    "blobs",
    "events",
    "indexed",
    "interviews",
    "metadata",
    "summaries",
    "upgrade",
]

HEAD = "0003"
"""The newest migration; known here so that an up-to-date store opens without importing Alembic (0.3 s)."""

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "mockmind_schema"

metadata = MetaData()

interviews = Table(
    "interviews",
    metadata,
    Column("id", Text, primary_key=True),
    Column("owner", Text, nullable=False),
    Column("notebook", Text),
    # Times are UTC ISO text of fixed width: of datetimes SQLite returns naive ones, PostgreSQL aware ones.
    Column("created", Text, nullable=False),
    Column("lease_holder", Text),
    Column("lease_expires", Text),
    Column("lease_alive_at", Text),
    Index("interviews_by_owner", "owner", "notebook", "created"),
)

events = Table(
    "events",
    metadata,
    Column("interview", Text, ForeignKey("interviews.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("json", Text, nullable=False),
)

blobs = Table(
    "blobs",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

# A summary folded from the events up to ``seq``, in the form of ``version``; of another, it is made anew.
summaries = Table(
    "summaries",
    metadata,
    Column("interview", Text, ForeignKey("interviews.id"), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("version", Integer, nullable=False),
    Column("json", Text, nullable=False),
)

# The last event of each interview that the full-text index knows.
indexed = Table(
    "indexed",
    metadata,
    Column("interview", Text, ForeignKey("interviews.id"), primary_key=True),
    Column("seq", Integer, nullable=False),
)

_version = Table(VERSION_TABLE, MetaData(), Column("version_num", Text))


def upgrade(connection: Connection, *, place: str, target: str = HEAD) -> None:
    """Bring the store to ``target`` in the transaction of ``connection``, which must lock out other openers.

    Raises ``StoreError`` if a newer mockmind_lab wrote it, or if the database holds somebody else's tables.
    """
    inspector = inspect(connection)
    if inspector.has_table(VERSION_TABLE):
        version = connection.scalar(select(_version.c.version_num)) or ""
        if version == target:
            return
        if version > HEAD:
            raise StoreError(
                f"{place} was written by a newer mockmind_lab (schema {version}, this one knows {HEAD}): "
                "run 'pip install --upgrade mockmind_lab'."
            )
    elif taken := inspector.get_table_names():
        raise StoreError(
            f"{place} holds other tables ({taken[0]!r}) and is no event store: "
            "set EventStore.url to a database of its own."
        )
    _migrate(connection, target)


def _migrate(connection: Connection, target: str) -> None:
    from alembic import command  # slow to import, and needed only when there is something to do
    from alembic.config import Config

    # A migration is no news to a person who starts an interview; papermill shows the INFO of everyone.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)
