"""What goes into the store and comes out, as frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

__all__ = [
    "Catalogued",
    "Hit",
    "InterviewRow",
    "Lease",
    "Passage",
    "Record",
    "Said",
    "from_text",
    "to_text",
]


@dataclass(frozen=True, slots=True)
class Record:
    """One event as the store sees it: ``seq`` counts from 1, ``json`` is its canonical JSON text."""

    interview: str
    seq: int
    json: str


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to write one interview, until ``expires`` unless renewed.

    ``previous_alive_at`` is when the holder before this one was last known to live (it took or renewed
    its lease then): what the clock counted after it is to be credited. ``None`` for a new interview.
    """

    interview: str
    holder: str
    expires: datetime
    previous_alive_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """What is known of an interview without its events. ``notebook`` is where it began, if anywhere."""

    id: str
    owner: str
    notebook: str | None
    created: datetime


@dataclass(frozen=True, slots=True)
class Catalogued:
    """An interview, how many events it has (``seq``), and what is kept ready of it.

    ``summary`` is JSON text, None where there is none of all ``seq`` events in the version that was asked
    for; ``indexed`` is the last event that the full-text index knows.
    """

    row: InterviewRow
    seq: int
    summary: str | None
    indexed: int


@dataclass(frozen=True, slots=True)
class Said:
    """One line of a transcript for the full-text index: which event, when (UTC), by whom."""

    seq: int
    time: datetime
    speaker: str
    text: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The lines of one interview's events after ``since``, up to and with ``seq``."""

    interview: str
    since: int
    seq: int
    lines: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A line that was found. In ``excerpt``, ``fulltext.MARKS`` stand around the words looked for."""

    interview: str
    seq: int
    time: datetime
    speaker: str
    excerpt: str


def to_text(time: datetime) -> str:
    """UTC ISO text of fixed width, so that text sorts as time does. ``time`` must be aware (ValueError)."""
    if time.tzinfo is None:
        raise ValueError(f"a time without a zone: {time!r}; pass UTC")
    return time.astimezone(UTC).isoformat(timespec="microseconds")


def from_text(text: str) -> datetime:
    """The aware UTC time that ``to_text`` wrote."""
    return datetime.fromisoformat(text)
