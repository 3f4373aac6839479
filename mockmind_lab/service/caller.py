"""Who calls: the principal a host vouches for, and the connection it calls over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockmind_lab.protocol import Push

__all__ = ["Caller", "Principal"]


@dataclass(frozen=True, slots=True)
class Principal:
    """Who is on the other end of a socket, as the *host* knows it; nothing of it comes from a message.

    ``owner`` owns the interviews, ``candidate`` is the name in the report. ``place`` is the notebook
    (or whatever stands for it) that an interview began in and is found again by; None until known.
    """

    owner: str
    candidate: str
    started_as: str
    user: str
    trust: Literal["practice", "graded"]
    place: str | None = None


@dataclass(eq=False, slots=True)
class Caller:
    """One connection. ``push`` may be called from the service's event loop at any time and never blocks.

    ``place`` is the principal's, or where that names none what the client says of itself: it finds
    interviews of the same owner and opens no others. ``panel`` says that it is a panel beside a notebook and
    no kernel; ``gone`` that the connection has ended. ``patched`` says that it takes patches, ``shown`` is
    the ``seq`` of the view that was pushed to it last, None where none was since it came to its interview.
    """

    principal: Principal
    push: Callable[[Push], None]
    place: str = ""
    interview: str | None = None
    gone: bool = False
    panel: bool = False
    patched: bool = False
    shown: int | None = None

    def __post_init__(self) -> None:
        self.place = self.principal.place or self.place
