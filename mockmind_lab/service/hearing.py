"""What of a candidate's messages the interviewer has taken in, and what it owes them since a pause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.core import commands
from mockmind_lab.core.payloads import MessageSaid, StageStarted
from mockmind_lab.core.phases import Status
from mockmind_lab.interviewer.base import Occasion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Interview

__all__ = ["Hearing", "come_back"]

_ANSWERS = frozenset({Occasion.MESSAGE, Occasion.STAGE, Occasion.SKIPPED, Occasion.FINISHED, ""})
_OVER = frozenset({Occasion.STANDSTILL, Occasion.HALF_TIME, Occasion.FIVE_MINUTES})
"""Occasions that a pause ends: nobody waits for a word of them."""


class Hearing:
    """Every message has a reaction of its own, which may find that an earlier one has answered it.

    ``heard`` is the newest message that was taken in. Of the reaction under way ``before`` is the same at
    its beginning, ``since`` when what it reacts to happened, ``said`` whether anything was said, and ``cut``
    whether a pause kept it from that. All are of this host alone: one that takes over goes by what was said.
    """

    def __init__(self, events: Sequence[Event]) -> None:
        self.heard = self.before = _answered(events)
        self.since: datetime | None = None
        self.said = self.cut = False
        self._reacts: Occasion | None = None
        self._owed: list[Occasion] = []

    def begins(self, occasion: Occasion, state: Interview, since: datetime) -> bool:
        """A reaction begins; False where it has nothing to react to, or must wait for the end of a pause."""
        self.before, self.since, self._reacts = self.heard, since, occasion
        self.said, self.cut = False, state.status is Status.PAUSED
        if self.cut:
            self.ends()
            return False
        if occasion is Occasion.MESSAGE:
            self.listen(state)
            return self.heard > self.before
        return True

    def listen(self, state: Interview) -> None:
        """All that was said so far is taken in."""
        self.heard = max((m.seq for m in state.messages if m.speaker == "candidate"), default=0)

    def ends(self) -> bool:
        """The reaction is over; whether a pause has kept it from saying what is owed now."""
        if not self.cut or self.said or self._reacts is None:
            return False
        if self._reacts is Occasion.MESSAGE:
            self.heard = self.before
        elif self._reacts not in (*_OVER, *self._owed):
            self._owed.append(self._reacts)
        return True

    def due(self, state: Interview) -> list[Occasion]:
        """What is to be reacted to now that the interview goes on."""
        owed, self._owed = self._owed, []
        waits = any(m.speaker == "candidate" and m.seq > self.heard for m in state.messages)
        return [*owed, Occasion.MESSAGE] if waits else owed


def come_back(state: Interview) -> commands.Drafts:
    """Go on where a kernel or host going away had paused, not the candidate."""
    # Asked under the lock: two windows may come back at once.
    away = state.status is Status.PAUSED and state.reason.endswith(" away")
    return commands.resume(state, "back") if away else ()


def _answered(events: Sequence[Event]) -> int:
    """The newest event up to which nothing waits for an answer, by what was said since.

    A remark on something else is no answer, though it may have come after the question.
    """
    for event in reversed(events):
        said = event.payload
        if isinstance(said, StageStarted):
            return event.seq
        if isinstance(said, MessageSaid) and said.speaker == "interviewer" and said.occasion in _ANSWERS:
            return event.seq
    return 0
