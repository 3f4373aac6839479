"""Databases: opening one, and its errors in words. All that is particular to SQLite or PostgreSQL is here."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, make_url, select
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from mockmind_lab.errors import ConfigError, StoreError, StoreFull
from mockmind_lab.store.checkpoint import MOST_PAGES
from mockmind_lab.store.schema import interviews

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable

    from sqlalchemy import URL, Connection, Engine

__all__ = ["connect", "explained", "lock_for_migration", "lock_interviews", "place_of"]

_WRITE = "mockmind_write"
_MIGRATION_LOCK = 0x6D6F636B  # "mock": any number, but the same for all openers
_SCARCE = 128 * 1024  # bytes; with less free than this an I/O error means a full disk


def connect(url: str, *, busy_seconds: float) -> tuple[Engine, Engine]:
    """Engines for ``url``: one for reading, and one on the same pool whose transactions mean to write.

    An SQLite file is made if it is missing, for this user only. ``busy_seconds`` is how long a transaction
    waits for another process's. Raises ``ConfigError`` for an unusable URL, ``StoreError`` for such a file.
    """
    try:
        parsed = make_url(url)
        sqlite = parsed.get_backend_name() == "sqlite"
        if sqlite and (not parsed.database or parsed.database == ":memory:"):
            raise ConfigError(f"EventStore.url {url!r} names no file: use sqlite:////absolute/path.sqlite3.")
        arguments = {"connect_args": {"timeout": busy_seconds}} if sqlite else {"pool_pre_ping": True}
        engine = create_engine(parsed, **arguments)
    except (ArgumentError, NoSuchModuleError, SQLAlchemyError) as error:
        raise ConfigError(
            f"EventStore.url {url!r} is no database URL: use sqlite:////absolute/path.sqlite3."
        ) from error
    except ModuleNotFoundError as error:
        raise ConfigError(f"EventStore.url needs the module {error.name!r}: pip install it.") from error
    if sqlite:
        _make_file(Path(str(parsed.database)))
        _prepare_sqlite(engine, busy_seconds)
    return engine, engine.execution_options(**{_WRITE: True})


@lru_cache(maxsize=16)
def place_of(url: str) -> str:
    """Where the store is, for messages: the file, or the URL without its password."""
    parsed: URL = make_url(url)
    return parsed.database or url if parsed.get_backend_name() == "sqlite" else parsed.render_as_string()


def lock_for_migration(connection: Connection) -> None:
    """Keep other openers out until the transaction ends. On SQLite, BEGIN IMMEDIATE has done so already."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")


def lock_interviews(connection: Connection, ids: Iterable[str]) -> None:
    """Keep these interviews' leases as they are until the transaction ends. SQLite's writers take turns."""
    if connection.dialect.name != "sqlite":
        # In one order, so that two hosts which lock several can't wait for each other.
        query = select(interviews.c.id).where(interviews.c.id.in_(sorted(ids))).order_by(interviews.c.id)
        connection.execute(query.with_for_update(read=True))


@contextmanager
def explained(place: str) -> Generator[None]:
    """Turn the database's errors into ``StoreError``; what is no error of the database passes."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error, OSError) as error:
        raise _explain(error, place) from error


def _explain(error: Exception, place: str) -> StoreError:
    """What ``error`` means for the person who has to mend it."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if isinstance(cause, sqlite3.Error):
        return _explain_sqlite(cause, place)
    if isinstance(cause, OSError):
        return StoreError(f"The store {place} can't be made ({cause.strerror}): {_WRITABLE}")
    if getattr(cause, "sqlstate", None) == "53100":  # PostgreSQL's disk_full
        return StoreFull(f"The disk under {place} is full: free some space there and repeat the last step.")
    first_line = next(iter(str(cause).splitlines()), type(cause).__name__)
    return StoreError(
        f"The store {place} failed ({first_line}): check that it runs and EventStore.url is right."
    )


# SQLite only, from here on.

_WRITABLE = "make its folder writable, or set EventStore.url to a file elsewhere."


def _make_file(path: Path) -> None:
    """Make the file and its folder, unless they exist, for this user only: it holds solutions."""
    with explained(str(path)):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite gives its -wal and -shm files the mode of the file itself.
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))


def _prepare_sqlite(engine: Engine, busy_seconds: float) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: Any) -> None:
        connection.isolation_level = None  # the driver sends no BEGIN of its own; ours comes below
        _switch_to_wal(connection, busy_seconds)
        connection.execute("PRAGMA synchronous=FULL")  # a commit is on disk when it returns
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute(f"PRAGMA wal_autocheckpoint={MOST_PAGES}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and writes later may be refused half-way; IMMEDIATE waits its turn.
        writes = connection.get_execution_options().get(_WRITE)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    del configure, begin  # registered; named only for tracebacks


def _switch_to_wal(connection: sqlite3.Connection, busy_seconds: float) -> None:
    """Turn on write-ahead logging. SQLite won't wait here if two processes open a new file at once: we do."""
    deadline = time.monotonic() + busy_seconds
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if _primary_code(error) != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(0.005)


def _primary_code(error: sqlite3.Error) -> int:
    """SQLite's primary result code (low byte of the extended one); 0 for an error of the driver itself."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _explain_sqlite(error: sqlite3.Error, place: str) -> StoreError:
    code = _primary_code(error)
    starved = code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and _free_bytes(place) < _SCARCE
    if code == sqlite3.SQLITE_FULL or starved:
        return StoreFull(f"The disk under {place} is full: free some space there and repeat the last step.")
    advice = _ADVICE.get(code, "run '%interview doctor', or move the file away to begin a new one.")
    return StoreError(f"The store {place} failed ({error}): {advice}")


_ADVICE = {
    sqlite3.SQLITE_BUSY: "another process keeps it locked; end that one and try again.",
    sqlite3.SQLITE_CANTOPEN: _WRITABLE,
    sqlite3.SQLITE_READONLY: _WRITABLE,
    sqlite3.SQLITE_PERM: _WRITABLE,
    sqlite3.SQLITE_NOTADB: "it is no store; move it away, or set EventStore.url to another file.",
    sqlite3.SQLITE_CORRUPT: "it is damaged; restore a backup, or move it away to begin a new one.",
}


def _free_bytes(place: str) -> int:
    try:
        disk = os.statvfs(Path(place).parent)
    except OSError:
        return _SCARCE
    return disk.f_bavail * disk.f_frsize
