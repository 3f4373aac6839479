"""The story of an interview: its final state, and when on the interview's clock each thing happened."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mockmind_lab.core.interview import IllegalEvent, Interview, apply
from mockmind_lab.core.process import Span, spans

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.payloads import Payload

__all__ = ["Span", "Story", "clock", "tell"]


@dataclass(frozen=True, slots=True)
class Story:
    """``clocks`` gives the seconds on the clock, pauses left out, for the ``seq`` of each event.

    The events of ``stand_ins`` were redacted; their payloads here stand in for what they said.
    """

    interview: Interview
    events: tuple[Event, ...]
    clocks: Mapping[int, float]
    spans: tuple[Span, ...]
    rejected: tuple[int, ...] = ()
    stand_ins: frozenset[int] = frozenset()

    @property
    def seconds(self) -> float:
        """How long the interview has taken on its clock."""
        return max(self.clocks.values(), default=0.0)

    def at(self, seq: int) -> str:
        """``mm:ss`` on the clock of event ``seq``."""
        return clock(self.clocks.get(seq, 0.0))


def clock(seconds: float) -> str:
    """``mm:ss``; minutes go on counting after an hour."""
    return f"{int(seconds) // 60:02d}:{int(seconds) % 60:02d}"


def tell(events: Sequence[Event], stand_ins: Mapping[int, Payload] | None = None) -> Story:
    """Fold ``events``, of which some redacted ones have ``stand_ins``, and note the clock at each.

    An event that can't follow is left out of the state and listed in ``rejected``: where payloads were
    redacted, what built on them may no longer fit, and the rest is still worth reading.
    """
    instead = stand_ins or {}
    events = [replace(e, payload=instead[e.seq]) if e.seq in instead else e for e in events]
    state, clocks, rejected = Interview(), dict[int, float](), list[int]()
    for event in events:
        try:
            state = apply(state, event)
        except IllegalEvent:
            rejected.append(event.seq)
        clocks[event.seq] = state.elapsed(event.time).total_seconds()
    return Story(
        interview=state,
        events=tuple(events),
        clocks=clocks,
        spans=tuple(spans(events, clocks)),
        rejected=tuple(rejected),
        stand_ins=frozenset(instead),
    )
