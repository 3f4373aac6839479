"""Whether a candidate has said or shown what they tried: a hint builds on that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.interviewer.words import MOST_HEARD, content

if TYPE_CHECKING:
    from datetime import datetime

    from mockmind_lab.core.interview import Interview

__all__ = ["UNTRIED", "tried"]

UNTRIED = (
    "Say first what you tried or where it goes wrong, with `%interview say TEXT`, or run a cell with your "
    "code; then the hint is yours."
)
"""What one is told who asks for a hint with empty hands."""

_PLEA = content(
    "please give tell show me a hint another next more one two three level the answer solution algorithm "
    "trick idea no clue approach best way code write solve start begin know stuck lost help need want "
    "really here it m"
)
"""Concepts of which nothing but a plea can be made."""
_TOLD = 2  # other concepts in a message that tells something


def tried(state: Interview, *, edited: datetime | None = None) -> bool:
    """Whether something was said or written in this round since its last hint, a bare plea left aside.

    ``edited`` is when text was last written that was not run.
    """
    hint = next((m for m in reversed(state.messages) if m.hint and m.round == state.round), None)
    if hint is not None and edited is not None and edited > hint.time:
        return True
    since = hint.seq if hint is not None else _began(state)
    said = (m for m in state.messages if m.speaker == "candidate" and m.seq > since)
    if any(len(content(m.text[:MOST_HEARD]) - _PLEA) >= _TOLD for m in said):
        return True
    current = state.current
    shown = [cell.seq for cell in state.cells.values()]
    shown += [item.seq for item in (*current.runs, *current.attempts)] if current else []
    return max(shown, default=0) > since


def _began(state: Interview) -> int:
    """The last ``seq`` that belongs to an earlier round."""
    return max((m.seq for m in state.messages if m.round < state.round), default=0)
