"""What a measure comes to in one interview: so many of so many, and the places that count against it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Fault", "Measured"]


@dataclass(frozen=True, slots=True)
class Fault:
    """A message that counts against the interviewer, and why."""

    seq: int
    why: str


@dataclass(frozen=True, slots=True)
class Measured:
    """``hits`` of ``of``, with the faults found."""

    hits: int
    of: int
    faults: tuple[Fault, ...] = ()
