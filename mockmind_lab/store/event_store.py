"""``EventStore``: interviews as append-only lists of events, written by one host at a time."""

from __future__ import annotations

import asyncio
import hashlib
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from jupyter_core.paths import jupyter_data_dir
from sqlalchemy import URL, func, insert, or_, select
from sqlalchemy.exc import IntegrityError
from traitlets import Float, Unicode, default
from traitlets.config import Configurable

from mockmind_lab.crossing import Crossing
from mockmind_lab.errors import StoreError
from mockmind_lab.store import catalogue, fulltext, leases, removal
from mockmind_lab.store.database import connect, explained, lock_for_migration, place_of
from mockmind_lab.store.rows import InterviewRow, Lease, from_text, to_text
from mockmind_lab.store.schema import blobs, events, interviews, upgrade
from mockmind_lab.store.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from types import TracebackType
    from typing import Any, Self

    from sqlalchemy import Connection, Engine, Executable, Row

    from mockmind_lab.store.rows import Catalogued, Hit, Passage, Record

__all__ = ["EventStore"]

T = TypeVar("T")

_DELETED_AT_ONCE = 100  # interviews to a transaction, so that other writers get their turn
_HEAD = 400  # characters of an event as stored in which its kind stands


class EventStore(Configurable):
    """The store. Thread-safe once open; every write is on disk when its call returns.

    Any method raises ``StoreError`` if the database can't do it (``StoreFull`` on a full disk); then
    nothing of that call was stored, and the store goes on working when the cause is gone.
    """

    url = Unicode(
        help="SQLAlchemy URL of the database. "
        "Default: the SQLite file mockmind/store.sqlite3 in Jupyter's data directory."
    ).tag(config=True)
    lease_seconds = Float(
        30.0,
        help="Seconds after its last renewal for which an interview stays with its host. A host killed on "
        "the same machine is replaced at once; one on another machine only after this time.",
    ).tag(config=True)
    busy_seconds = Float(
        10.0, help="Seconds to wait while another process writes to the same SQLite file, before giving up."
    ).tag(config=True)

    @default("url")
    def _default_url(self) -> str:
        path = Path(jupyter_data_dir()) / "mockmind" / "store.sqlite3"
        return URL.create("sqlite", database=str(path)).render_as_string()

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._engine: Engine | None = None
        self._writer: Writer | None = None
        self._back: Crossing | None = None

    def open(self) -> Self:
        """Connect, make the database if it is missing, bring its schema up to date. Idempotent.

        Raises ``StoreError`` with what to do for a file that is read-only, damaged or no database,
        and ``ConfigError`` for a ``url`` that can't be used.
        """
        if self._engine is not None:
            return self
        engine, writing = connect(self.url, busy_seconds=self.busy_seconds)
        try:
            with explained(self.place), writing.begin() as connection:
                lock_for_migration(connection)
                upgrade(connection, place=self.place)
        except BaseException:
            engine.dispose()
            raise
        self._engine, self._writer = engine, Writer(writing)
        return self

    def close(self) -> None:
        """Finish the writes that wait and let go of the database. Leases stay as they are. Idempotent."""
        engine, writer = self._engine, self._writer
        self._engine = self._writer = None
        if writer is not None:
            writer.close()
        if engine is not None:
            engine.dispose()

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def place(self) -> str:
        """Where the store is, for messages: the file, or the URL without its password."""
        return place_of(self.url)

    def create(
        self, interview_id: str, *, owner: str, notebook: str | None, created: datetime, holder: str
    ) -> Lease:
        """Make an interview without events, and take its lease. Raises ``StoreError`` if the id exists."""
        row = InterviewRow(interview_id, owner, notebook, created)
        return self._write(lambda c: leases.create(c, row, holder=holder, seconds=self.lease_seconds))

    def append(self, records: Sequence[Record], *, lease: Lease) -> None:
        """Store ``records``, all or none; their ``seq`` must go on where the interview ends (the first is 1).

        Raises ``LeaseHeld`` if the lease is another's now (an expired lease that nobody took still serves).
        Appends of many threads share one commit.
        """
        if records:
            with explained(self.place):
                self._opened_writer().append(records, lease)

    async def append_async(self, records: Sequence[Record], *, lease: Lease) -> None:
        """``append`` for code on an event loop: no thread waits for the disk."""
        if not records:
            return
        loop = asyncio.get_running_loop()
        stored: asyncio.Future[None] = loop.create_future()
        if self._back is None or self._back.loop is not loop:
            self._back = Crossing(loop)
        back = self._back

        def tell(error: Exception | None) -> None:
            with suppress(RuntimeError):  # the loop has closed meanwhile
                back.call(_settle, stored, error)

        with explained(self.place):
            self._opened_writer().append_soon(records, lease, tell)
            await stored

    def events(self, interview_id: str) -> list[str]:
        """The JSON texts of all events, in order. Empty for an interview that has none or does not exist."""
        query = select(events.c.json).where(events.c.interview == interview_id).order_by(events.c.seq)
        return [row.json for row in self._read(query)]

    def events_of_kind(self, kind: str, *, since: datetime) -> list[str]:
        """The JSON texts of all interviews' events of ``kind``, of those that were written at ``since`` or
        later and some before; in no order.

        A host renews its lease on what it writes, so older interviews need not be read.
        """
        alive = to_text(since - timedelta(seconds=2 * self.lease_seconds))
        query = (
            select(events.c.json)
            .join(interviews, interviews.c.id == events.c.interview)
            .where(interviews.c.lease_alive_at >= alive)
            .where(events.c.json.contains(f'"kind":"{kind}"', autoescape=True))
        )
        return [row.json for row in self._read(query)]

    def events_of_owner(self, owner: str, *, kinds: Sequence[str]) -> list[str]:
        """The JSON texts of the events of ``kinds`` in all of the owner's interviews: the newest interview
        first, the events of each in order."""
        # The keys are sorted, and no person's words stand before the kind.
        head = func.substr(events.c.json, 1, _HEAD)
        query = (
            select(events.c.json)
            .join(interviews, interviews.c.id == events.c.interview)
            .where(interviews.c.owner == owner)
            .where(or_(*(head.contains(f'"kind":"{kind}"', autoescape=True) for kind in kinds)))
            .order_by(interviews.c.created.desc(), interviews.c.id.desc(), events.c.seq)
        )
        return [row.json for row in self._read(query)]

    def interviews(self, *, owner: str | None = None, notebook: str | None = None) -> list[InterviewRow]:
        """Interviews, newest first; those of one owner or one notebook where given."""
        query = select(interviews).order_by(interviews.c.created.desc(), interviews.c.id.desc())
        if owner is not None:
            query = query.where(interviews.c.owner == owner)
        if notebook is not None:
            query = query.where(interviews.c.notebook == notebook)
        rows = self._read(query)
        return [InterviewRow(row.id, row.owner, row.notebook, from_text(row.created)) for row in rows]

    def lease(self, interview_id: str, *, holder: str, now: datetime) -> Lease:
        """Take an interview's lease: free, expired, one's own, or of a process on this machine that is dead.

        Raises ``LeaseHeld`` if another host has it and ``UnknownName`` for an unknown interview.
        """
        return self._write(
            lambda c: leases.take(c, interview_id, holder=holder, now=now, seconds=self.lease_seconds)
        )

    def renew(self, held: Sequence[Lease], *, now: datetime) -> list[Lease]:
        """Prolong leases, in one statement; returns those still held: others were taken by another host."""
        if not held:
            return []
        return self._write(lambda c: leases.renew(c, held, now=now, seconds=self.lease_seconds))

    def release(self, lease: Lease) -> None:
        """Give a lease up. Does nothing if another host has it already."""
        self._write(lambda c: leases.release(c, lease))

    def put_blob(self, data: bytes) -> str:
        """Store ``data``, once however often it is put; returns its SHA-256 in hex."""
        digest = hashlib.sha256(data).hexdigest()
        known = select(blobs.c.digest).where(blobs.c.digest == digest)

        def put(connection: Connection) -> None:
            if connection.scalar(known) is None:
                # On PostgreSQL another host may put the same bytes at the same time; then all is well.
                with suppress(IntegrityError), connection.begin_nested():
                    connection.execute(insert(blobs).values(digest=digest, data=data))

        self._write(put)
        return digest

    def get_blob(self, digest: str) -> bytes:
        """The bytes that ``put_blob`` stored. Raises ``StoreError`` if they are missing or were changed."""
        rows = self._read(select(blobs.c.data).where(blobs.c.digest == digest))
        if not rows:
            raise StoreError(f"The store {self.place} has no blob {digest[:12]}: restore it from a backup.")
        data = bytes(rows[0].data)
        if hashlib.sha256(data).hexdigest() != digest:
            raise StoreError(f"Blob {digest[:12]} in {self.place} was changed: restore it from a backup.")
        return data

    # What is derived of the events, and kept so that the history is quick.

    def catalogue(self, owner: str, *, version: int, limit: int | None = None) -> list[Catalogued]:
        """The owner's newest interviews (``limit`` None: all), newest first, each with its summary where one
        of ``version`` is fresh."""
        with explained(self.place), self._connected().connect() as connection:
            return catalogue.read(connection, owner, version=version, limit=limit)

    def put_summaries(self, kept: Sequence[tuple[str, int, str]], *, version: int) -> None:
        """Keep summaries: of which interview, of how many of its events, and the JSON text."""
        self._write(lambda c: catalogue.put(c, kept, version=version))

    def index(self, passages: Sequence[Passage]) -> bool:
        """Bring the full-text index up to date by ``passages``, in one short transaction.

        False where it is missing or damaged: ``reset_index`` makes an empty one.
        """
        with explained(self.place):
            return fulltext.unless_damaged(
                lambda: self._opened_writer().call(lambda c: fulltext.add(c, passages)) or True, False
            )

    def reset_index(self) -> None:
        """Empty the full-text index. Raises ``Refused`` where this database has none."""
        self._write(fulltext.reset)

    def search(self, owner: str, words: str, *, limit: int) -> list[Hit] | None:
        """The lines of ``owner``'s interviews with ``words``, best first; None: the index is to be reset.

        Raises ``Refused`` for words that are no query (see ``fulltext.query``).
        """
        wanted = fulltext.query(words)
        with explained(self.place), self._connected().connect() as connection:
            return fulltext.unless_damaged(
                lambda: fulltext.search(connection, owner, wanted, limit=limit), None
            )

    def delete(self, ids: Sequence[str], *, now: datetime) -> bool:
        """Delete interviews with events, summaries, index and blobs that nobody else names.

        Returns whether their text has left the database's files as well: False while another process reads,
        and with PostgreSQL, whose server does it later. Raises ``LeaseHeld`` if a living host holds one; then
        it and those after it are still there.
        """
        for start in range(0, len(ids), _DELETED_AT_ONCE):
            some = ids[start : start + _DELETED_AT_ONCE]
            self._write(lambda c, some=some: removal.delete(c, some, now=now, seconds=self.lease_seconds))
        self._write(fulltext.squeeze)
        with explained(self.place):
            return removal.wipe(self._connected())

    def _read(self, query: Executable) -> Sequence[Row[Any]]:
        with explained(self.place), self._connected().connect() as connection:
            return connection.execute(query).all()

    def _connected(self) -> Engine:
        if self._engine is None:
            raise StoreError("The store is closed: open it again.")
        return self._engine

    def _write(self, work: Callable[[Connection], T]) -> T:
        with explained(self.place):
            return self._opened_writer().call(work)

    def _opened_writer(self) -> Writer:
        if self._writer is None:
            raise StoreError("The store is closed: open it again.")
        return self._writer


def _settle(stored: asyncio.Future[None], error: Exception | None) -> None:
    if stored.cancelled():
        return
    if error is None:
        stored.set_result(None)
    else:
        stored.set_exception(error)
