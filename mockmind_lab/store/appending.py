"""Puts events into their table, a batch in one transaction: each row only where lease and place are right.

SQLite gets one statement a batch, which is a transaction of its own: whoever waits for this thread waits at
every point where the driver lets go of the interpreter, and SQLAlchemy's way has six and more of them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, Text, bindparam, exists, func, insert, select

from mockmind_lab.store.checkpoint import Checkpoints
from mockmind_lab.store.database import lock_interviews
from mockmind_lab.store.schema import events, interviews

if TYPE_CHECKING:
    from sqlalchemy import Engine, Insert

__all__ = ["Append", "Misfit", "Row", "appender"]

Row = tuple[str, int, str, str, int]
"""Interview, seq, JSON text, the lease's holder, and the last ``seq`` before the rows that came along."""

Append = Callable[[Sequence[Row]], None]
"""Stores rows, all or none. Raises ``Misfit``, or the database's error; then nothing was stored."""

_MOST_ROWS = 1000
"""In one statement of SQLite's, which takes 32,766 values."""


class Misfit(Exception):
    """Some row was not inserted: the lease is lost, or a ``seq`` is not the next."""


def appender(engine: Engine) -> tuple[Append, Callable[[], None]]:
    """How rows are put into the database of ``engine``, and what to call at the end; both on one thread."""
    if engine.dialect.name != "sqlite":
        return (lambda rows: _append(engine, rows)), (lambda: None)
    pooled = engine.raw_connection()
    connection = pooled.driver_connection
    assert isinstance(connection, sqlite3.Connection)
    checkpoints = Checkpoints(engine)

    def append(rows: Sequence[Row]) -> None:
        if len(rows) > _MOST_ROWS:
            _append(engine, rows)
        else:
            try:
                connection.execute(_statement(len(rows)), tuple(chain.from_iterable(rows)))
            except sqlite3.IntegrityError as error:
                raise Misfit from error
        checkpoints.appended(len(rows))

    def let_go() -> None:
        checkpoints.close()
        pooled.close()

    return append, let_go


@lru_cache(maxsize=64)
def _statement(count: int) -> str:
    # A row that does not fit has no text, which the column refuses, and with it the whole statement.
    return (
        "WITH new (interview, seq, json, holder, prior) AS (VALUES "
        + ", ".join(["(?, ?, ?, ?, ?)"] * count)
        + ") "
        "INSERT INTO events (interview, seq, json) SELECT interview, seq, CASE "
        "WHEN EXISTS (SELECT 1 FROM interviews WHERE id = new.interview AND lease_holder = new.holder) "
        "AND prior = (SELECT coalesce(max(seq), 0) FROM events WHERE interview = new.interview) "
        "THEN json END FROM new"
    )


def _append(engine: Engine, rows: Sequence[Row]) -> None:
    with engine.begin() as connection:
        lock_interviews(connection, {row[0] for row in rows})
        named: list[dict[str, Any]] = [dict(zip(_NAMES, row[:4], strict=True)) for row in rows]
        # Each row checks lease and place itself, so a batch is one statement.
        if connection.execute(_INSERT, named).rowcount != len(rows):
            raise Misfit


_NAMES = ("b_interview", "b_seq", "b_json", "b_holder")


def _insert() -> Insert:
    interview, seq, json, holder = (
        bindparam("b_interview", type_=Text),
        bindparam("b_seq", type_=Integer),
        bindparam("b_json", type_=Text),
        bindparam("b_holder", type_=Text),
    )
    last = select(func.coalesce(func.max(events.c.seq), 0)).where(events.c.interview == interview)
    leased = exists().where(interviews.c.id == interview, interviews.c.lease_holder == holder)
    row = select(interview, seq, json).where(leased, last.scalar_subquery() == seq - 1)
    statement = insert(events).from_select(["interview", "seq", "json"], row)
    # Of an INSERT, SQLAlchemy keeps the count only when asked to; psycopg's closed cursor has forgotten it.
    return statement.execution_options(preserve_rowcount=True)


_INSERT: Any = _insert()
