"""The event store: interviews, their events, leases and blobs, durable when a call returns."""

from __future__ import annotations

from mockmind_lab.store.event_store import EventStore
from mockmind_lab.store.fulltext import MARKS
from mockmind_lab.store.holder import new_holder
from mockmind_lab.store.rows import Catalogued, Hit, InterviewRow, Lease, Passage, Record, Said

__all__ = [
    "MARKS",
    "Catalogued",
    "EventStore",
    "Hit",
    "InterviewRow",
    "Lease",
    "Passage",
    "Record",
    "Said",
    "new_holder",
]
