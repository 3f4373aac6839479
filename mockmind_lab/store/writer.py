"""The writer: one permanent thread that makes all writes, and commits all waiting appends together.

A commit costs one fsync whether it holds one event or a hundred; while the disk works, the next ones gather.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from mockmind_lab.errors import LeaseHeld, StoreError
from mockmind_lab.store.appending import Misfit, appender
from mockmind_lab.store.schema import interviews

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection, Engine

    from mockmind_lab.store.appending import Row
    from mockmind_lab.store.rows import Lease, Record

__all__ = ["Writer"]

T = TypeVar("T")

_MOMENT = 0.0005  # seconds


class _Done(Generic[T]):
    """A result to wait for, once. A bare lock wakes its thread in a fraction of the time a Future takes."""

    __slots__ = ("_error", "_lock", "_value")

    def __init__(self) -> None:
        self._lock = Lock()
        self._lock.acquire()
        self._error: Exception | None = None
        self._value: T | None = None

    def finish(self, value: T) -> None:
        self._value = value
        self._lock.release()

    def fail(self, error: Exception) -> None:
        self._error = error
        self._lock.release()

    def wait(self) -> T:
        self._lock.acquire()
        if self._error is not None:
            raise self._error
        return cast("T", self._value)


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """A result for somebody who does not wait: the writer's thread calls ``tell`` with what failed."""

    tell: Callable[[Exception | None], None]

    def finish(self, value: None) -> None:
        self.tell(value)

    def fail(self, error: Exception) -> None:
        self.tell(error)


@dataclass(frozen=True, slots=True, eq=False)
class _Append:
    lease: Lease
    rows: list[Row]
    done: _Done[None] | _Told


@dataclass(frozen=True, slots=True, eq=False)
class _Call:
    work: Callable[[Connection], Any]
    done: _Done[Any] = field(default_factory=_Done)


class Writer:
    """Owns the only thread that writes. Its methods block until the write is durable, from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._store, self._let_go = appender(engine)
        self._queue: SimpleQueue[_Append | _Call | None] = SimpleQueue()
        self._open = True
        self._gate = Lock()  # nothing may enter the queue after the None that ends the thread
        # A daemon: an interpreter that ends without close() must not hang; what was acknowledged is on disk.
        self._thread = Thread(target=self._run, name="mockmind-store-writer", daemon=True)
        self._thread.start()

    def append(self, records: Sequence[Record], lease: Lease) -> None:
        """Store ``records`` all or none, together with what other threads append now."""
        done = _Done[None]()
        self._append(records, lease, done)
        done.wait()

    def append_soon(
        self, records: Sequence[Record], lease: Lease, tell: Callable[[Exception | None], None]
    ) -> None:
        """The same without waiting: ``tell`` is called once, on the writer's thread, and must not block."""
        self._append(records, lease, _Told(tell))

    def _append(self, records: Sequence[Record], lease: Lease, done: _Done[None] | _Told) -> None:
        if any(record.interview != lease.interview for record in records):
            raise StoreError(f"A lease on {lease.interview} writes that interview only: take another.")
        # The rows are made here, in the caller's thread, for the writer's time is everybody's.
        rows: list[Row] = [
            (r.interview, r.seq, r.json, lease.holder, r.seq - 1 - number) for number, r in enumerate(records)
        ]
        self._put(_Append(lease, rows, done))

    def call(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` in a transaction of its own and return what it returned."""
        job = _Call(work)
        self._put(job)
        return job.done.wait()

    def close(self) -> None:
        """Write what waits and end the thread. Idempotent."""
        with self._gate:
            if self._open:
                self._open = False
                self._queue.put(None)
        self._thread.join()
        self._let_go()

    def _put(self, job: _Append | _Call) -> None:
        with self._gate:
            if not self._open:
                raise StoreError("The store is closed: open it again.")
            self._queue.put(job)

    def _run(self) -> None:
        company = 1
        while True:
            jobs = self._gather(company)
            company = len(jobs)
            # Callers wait for their own write, so those that wait at the same time have no order among them.
            self._commit([job for job in jobs if isinstance(job, _Append)])
            for job in jobs:
                if isinstance(job, _Call):
                    self._perform(job)
            if None in jobs:
                return

    def _gather(self, company: int) -> list[_Append | _Call | None]:
        """Wait for a job and take all there are; if there were ``company`` last time, give them a moment.

        The threads that the last commit woke are about to append again. Without the moment the first of
        them gets a commit to itself and the others wait for two. (PostgreSQL's commit_delay is the same
        idea.) A lone writer never waits.
        """
        jobs = [self._queue.get()]
        try:
            while True:
                more = len(jobs) < company
                jobs.append(self._queue.get(timeout=_MOMENT) if more else self._queue.get_nowait())
        except Empty:
            return jobs

    def _perform(self, job: _Call) -> None:
        try:
            with self._engine.begin() as connection:
                result = job.work(connection)
        except Exception as error:
            job.done.fail(error)
        else:
            job.done.finish(result)

    def _commit(self, appends: list[_Append]) -> None:
        if not appends:
            return
        try:
            self._store([row for append in appends for row in append.rows])
        except Exception as error:
            self._sort_out(appends, error)
            return
        for append in appends:
            append.done.finish(None)

    def _sort_out(self, appends: list[_Append], error: Exception) -> None:
        """Give each of ``appends``, whose common transaction failed, what is due to it."""
        if len(appends) > 1 and not isinstance(error, OperationalError | sqlite3.OperationalError):
            for append in appends:  # one at a time, so that each gets its own error and no other's
                self._commit([append])
            return
        # A full disk or a lost connection (OperationalError) is everybody's; to try each only takes longer.
        for append in appends:
            append.done.fail(self._fault(append) if isinstance(error, Misfit) else error)

    def _fault(self, append: _Append) -> Exception:
        """Why ``append`` did not fit."""
        interview = append.lease.interview
        holder = select(interviews.c.lease_holder).where(interviews.c.id == interview)
        try:
            with self._engine.connect() as connection:
                held = connection.scalar(holder) == append.lease.holder
        except Exception as error:
            return error
        if not held:
            return LeaseHeld(f"Interview {interview} is another host's now: resume it here to take it back.")
        return StoreError(
            f"Event {append.rows[0][1]} does not follow the last one of interview {interview}: "
            "read the interview again before writing to it."
        )
