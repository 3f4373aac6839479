"""Leases: which host may write an interview, until when, and who may take it over."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select, tuple_, update

from mockmind_lab.errors import LeaseHeld, StoreError, UnknownName
from mockmind_lab.store.holder import is_dead
from mockmind_lab.store.rows import InterviewRow, Lease, from_text, to_text
from mockmind_lab.store.schema import interviews

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row

__all__ = ["create", "release", "renew", "take"]


def create(connection: Connection, interview: InterviewRow, *, holder: str, seconds: float) -> Lease:
    """Insert the interview together with its first lease. Raises ``StoreError`` if the id is taken."""
    taken = connection.scalar(select(interviews.c.id).where(interviews.c.id == interview.id))
    if taken is not None:
        raise StoreError(f"Interview {interview.id} exists already: give the new one another id.")
    lease = Lease(interview.id, holder, interview.created + timedelta(seconds=seconds))
    values = {
        "id": interview.id,
        "owner": interview.owner,
        "notebook": interview.notebook,
        "created": to_text(interview.created),
    }
    connection.execute(insert(interviews).values(**values, **_columns(lease, interview.created)))
    return lease


def take(connection: Connection, interview: str, *, holder: str, now: datetime, seconds: float) -> Lease:
    """Take the lease if it is free, expired, this holder's own, or that of a process known to be dead.

    Raises ``LeaseHeld`` if another holds it, ``UnknownName`` if there is no such interview.
    """
    query = select(interviews).where(interviews.c.id == interview).with_for_update()
    row = connection.execute(query).one_or_none()
    if row is None:
        raise UnknownName.nearest("interview", interview, (), listing="'%interview list' shows yours.")
    if not _free(row, holder, now):
        until = from_text(row.lease_expires)
        raise LeaseHeld(
            f"Interview {interview} is open in another host: finish or close it there, "
            f"or try again after {until:%H:%M:%S} UTC if that one is gone."
        )
    previous = from_text(row.lease_alive_at) if row.lease_alive_at else None
    lease = Lease(interview, holder, now + timedelta(seconds=seconds), previous)
    connection.execute(update(interviews).where(interviews.c.id == interview).values(_columns(lease, now)))
    return lease


def renew(connection: Connection, leases: Sequence[Lease], *, now: datetime, seconds: float) -> list[Lease]:
    """Prolong all ``leases`` in one statement; returns those still held, with their new expiry."""
    expires = now + timedelta(seconds=seconds)
    held = tuple_(interviews.c.id, interviews.c.lease_holder).in_([_key(lease) for lease in leases])
    values = {"lease_expires": to_text(expires), "lease_alive_at": to_text(now)}
    statement = update(interviews).where(held).values(values)
    rows = connection.execute(statement.returning(interviews.c.id, interviews.c.lease_holder))
    kept = {(row.id, row.lease_holder) for row in rows}
    return [replace(lease, expires=expires) for lease in leases if _key(lease) in kept]


def release(connection: Connection, lease: Lease) -> None:
    """Give the lease up, so that any host may take it at once. Does nothing if another has it already."""
    mine = (interviews.c.id == lease.interview) & (interviews.c.lease_holder == lease.holder)
    connection.execute(update(interviews).where(mine).values(lease_holder=None, lease_expires=None))


def _key(lease: Lease) -> tuple[str, str]:
    return lease.interview, lease.holder


def _free(row: Row[Any], holder: str, now: datetime) -> bool:
    if row.lease_holder is None or row.lease_holder == holder:
        return True
    return from_text(row.lease_expires) <= now or is_dead(row.lease_holder)


def _columns(lease: Lease, now: datetime) -> dict[str, str]:
    return {
        "lease_holder": lease.holder,
        "lease_expires": to_text(lease.expires),
        "lease_alive_at": to_text(now),
    }
