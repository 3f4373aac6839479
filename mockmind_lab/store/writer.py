"""The writer: one permanent thread that makes all writes, and commits all waiting appends together.

A commit costs one fsync whether it holds one event or a hundred; while the disk works, the next ones gather.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import bindparam, func, insert, select

from mockmind_lab.errors import LeaseHeld, StoreError
from mockmind_lab.store.schema import events, interviews

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sqlalchemy import Connection, Engine

    from mockmind_lab.store.rows import Lease, Record

__all__ = ["Writer"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class _Append:
    records: tuple[Record, ...]
    lease: Lease
    done: Future[None] = field(default_factory=Future)


@dataclass(frozen=True, slots=True, eq=False)
class _Call:
    work: Callable[[Connection], Any]
    done: Future[Any] = field(default_factory=Future)


class Writer:
    """Owns the only thread that writes. Its methods block until the write is durable, from any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: SimpleQueue[_Append | _Call | None] = SimpleQueue()
        self._open = True
        self._gate = Lock()  # nothing may enter the queue after the None that ends the thread
        # A daemon: an interpreter that ends without close() must not hang; what was acknowledged is on disk.
        self._thread = Thread(target=self._run, name="mockmind-store-writer", daemon=True)
        self._thread.start()

    def append(self, records: Sequence[Record], lease: Lease) -> None:
        """Store ``records`` all or none, together with what other threads append now."""
        job = _Append(tuple(records), lease)
        self._put(job)
        job.done.result()

    def call(self, work: Callable[[Connection], T]) -> T:
        """Run ``work`` in a transaction of its own and return what it returned."""
        job = _Call(work)
        self._put(job)
        return job.done.result()

    def close(self) -> None:
        """Write what waits and end the thread. Idempotent."""
        with self._gate:
            if self._open:
                self._open = False
                self._queue.put(None)
        self._thread.join()

    def _put(self, job: _Append | _Call) -> None:
        with self._gate:
            if not self._open:
                raise StoreError("The store is closed: open it again.")
            self._queue.put(job)

    def _run(self) -> None:
        while True:
            jobs = [self._queue.get()]
            try:
                while True:
                    jobs.append(self._queue.get_nowait())
            except Empty:
                pass
            # Callers wait for their own write, so those that wait at the same time have no order among them.
            self._commit([job for job in jobs if isinstance(job, _Append)])
            for job in jobs:
                if isinstance(job, _Call):
                    self._perform(job)
            if None in jobs:
                return

    def _perform(self, job: _Call) -> None:
        try:
            with self._engine.begin() as connection:
                result = job.work(connection)
        except Exception as error:
            job.done.set_exception(error)
        else:
            job.done.set_result(result)

    def _commit(self, appends: list[_Append]) -> None:
        if not appends:
            return
        try:
            with self._engine.begin() as connection:
                faults = _store(connection, appends)
        except Exception as error:
            if len(appends) == 1:
                appends[0].done.set_exception(error)
                return
            for append in appends:  # one at a time, so that each gets its own error and no other's
                self._commit([append])
            return
        for append, fault in zip(appends, faults, strict=True):
            if fault is None:
                append.done.set_result(None)
            else:
                append.done.set_exception(fault)


_HEADS = (
    select(
        interviews.c.id,
        interviews.c.lease_holder,
        # A scalar subquery each: max() over a GROUP BY would walk all events of the interview.
        select(func.max(events.c.seq))
        .where(events.c.interview == interviews.c.id)
        .scalar_subquery()
        .label("last"),
    )
    .where(interviews.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(interviews.c.id)  # hosts that lock several rows must lock them in one order
    .with_for_update(
        of=interviews
    )  # where transactions run side by side; SQLite's don't, and it is left out there
)


def _store(connection: Connection, appends: Sequence[_Append]) -> list[StoreError | None]:
    """Insert the records of every append that may be made; the fault of each that may not."""
    ids = sorted({append.lease.interview for append in appends})
    heads = {row.id: row for row in connection.execute(_HEADS, {"ids": ids})}
    last = {row.id: row.last or 0 for row in heads.values()}
    rows: list[dict[str, Any]] = []
    faults: list[StoreError | None] = []
    for append in appends:
        interview = append.lease.interview
        head = heads.get(interview)
        fault = _fault(append, head.lease_holder if head else None, last.get(interview, 0))
        faults.append(fault)
        if fault is None:
            rows += [{"interview": r.interview, "seq": r.seq, "json": r.json} for r in append.records]
            last[interview] += len(append.records)
    if rows:
        connection.execute(insert(events), rows)
    return faults


def _fault(append: _Append, holder: str | None, last: int) -> StoreError | None:
    interview = append.lease.interview
    if holder != append.lease.holder:
        return LeaseHeld(f"Interview {interview} is another host's now: resume it here to take it back.")
    for expected, record in enumerate(append.records, last + 1):
        if (record.interview, record.seq) != (interview, expected):
            return StoreError(
                f"Event {record.seq} of {record.interview} can't follow event {expected - 1} of {interview}: "
                "read the interview again before writing to it."
            )
    return None
