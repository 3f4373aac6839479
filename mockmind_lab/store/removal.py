"""Deleting interviews, so that nothing of them stays in the database's files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import delete as delete_from
from sqlalchemy import select

from mockmind_lab.store import fulltext, leases
from mockmind_lab.store.holder import new_holder
from mockmind_lab.store.schema import blobs, events, indexed, interviews, summaries

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Engine

__all__ = ["delete", "wipe"]

_DIGEST = re.compile(r'"([0-9a-f]{64})"')


def delete(connection: Connection, ids: Sequence[str], *, now: datetime, seconds: float) -> None:
    """Delete interviews with all that belongs to them, or none of them; ``wipe`` then frees the files of it.

    Raises ``LeaseHeld`` if a living host holds one, and ``UnknownName`` if there is none of that id.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("PRAGMA secure_delete=ON")  # what is freed is overwritten
    holder = new_holder()
    for interview in ids:
        leases.take(connection, interview, holder=holder, now=now, seconds=seconds)
    named = _digests(connection, ids)
    fulltext.forget(connection, ids)
    for table in (indexed, summaries, events):
        connection.execute(delete_from(table).where(table.c.interview.in_(ids)))
    for digest in named:
        used = select(events.c.seq).where(events.c.json.contains(digest, autoescape=True)).limit(1)
        if connection.execute(used).first() is None:
            connection.execute(delete_from(blobs).where(blobs.c.digest == digest))
    connection.execute(delete_from(interviews).where(interviews.c.id.in_(ids)))


def wipe(engine: Engine) -> bool:
    """Write SQLite's file anew without what was deleted, and empty its write-ahead log.

    False where that can't be done now: another process reads all the while, or the database is PostgreSQL,
    whose server does it in its own time. Raises the database's errors.
    """
    if engine.dialect.name != "sqlite":
        return False
    pooled = engine.raw_connection()
    try:
        connection: sqlite3.Connection = pooled.driver_connection  # type: ignore[assignment]
        # A page that was split long ago may hold a second copy of a row: only a new file has none.
        connection.execute("VACUUM")
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        return not busy
    finally:
        pooled.close()


def _digests(connection: Connection, ids: Sequence[str]) -> list[str]:
    """The blobs that events of these interviews name."""
    found: set[str] = set()
    for interview in ids:
        for row in connection.execute(select(events.c.json).where(events.c.interview == interview)):
            found |= set(_DIGEST.findall(row.json))
    there = [row.digest for row in connection.execute(select(blobs.c.digest))] if found else []
    return [digest for digest in there if digest in found]
