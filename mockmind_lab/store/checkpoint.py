"""Moves what SQLite's write-ahead log holds into the database, on a thread that nobody waits for.

SQLite does it within the commit that makes the log long, with two more waits for the disk: with hundreds of
interviews at once one commit in a hundred took 60 ms instead of one.
"""

from __future__ import annotations

import contextlib
import sqlite3
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Engine

__all__ = ["MOST_PAGES", "Checkpoints"]

MOST_PAGES = 16_000
"""Pages of the log (64 MB) after which a commit moves them itself, as where there is no such thread."""

_ROWS = 500  # after so many the log is worth a look


class Checkpoints:
    """Counts rows as they are appended. Methods are called on the writer's thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._rows = 0
        self._due = Event()
        self._closed = False
        self._thread = Thread(target=self._run, name="mockmind-store-checkpoints", daemon=True)
        self._thread.start()

    def appended(self, rows: int) -> None:
        """So many rows more are in the log."""
        self._rows += rows
        if self._rows >= _ROWS:
            self._rows = 0
            self._due.set()

    def close(self) -> None:
        """End the thread; what is under way is done first. What the log holds is durable as it is."""
        self._closed = True
        self._due.set()
        self._thread.join()

    def _run(self) -> None:
        while self._due.wait() and not self._closed:
            self._due.clear()
            # A disk that is full or a file that is gone is told by the next commit, in its own words.
            with contextlib.suppress(Exception):
                self._checkpoint()

    def _checkpoint(self) -> None:
        pooled = self._engine.raw_connection()
        try:
            connection = pooled.driver_connection
            assert isinstance(connection, sqlite3.Connection)
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()  # waits for nobody
        finally:
            pooled.close()
