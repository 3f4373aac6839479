"""Text that stands in cells and was not run, as panels tell of it: kept in memory until it counts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mockmind_lab.core.assemble import Cell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from mockmind_lab.core.interview import Interview

__all__ = ["Texts", "Written", "with_texts"]

_MOST_CELLS = 200
_MOST_CHARACTERS = 64_000
"""Of one cell, as of any that an event holds; no submission may be that long."""


@dataclass(frozen=True, slots=True)
class Written:
    """The text of one cell."""

    cell: str
    source: str


class Texts:
    """The newest text of each edited cell of one interview, in the order of their last edits.

    None of it is an event before it counts: a person types faster than a disk should have to write, and
    what was never run or submitted is nobody's business afterwards.
    """

    def __init__(self) -> None:
        self.edited: datetime | None = None
        self._texts: dict[str, str] = {}

    def put(self, cell: str, source: str, now: datetime) -> None:
        """``source`` stands in ``cell`` now; empty where the cell is gone."""
        self.edited = now
        self._texts.pop(cell, None)
        if source.strip() and len(source) <= _MOST_CHARACTERS:
            self._texts[cell] = source
        while len(self._texts) > _MOST_CELLS:
            del self._texts[next(iter(self._texts))]

    def pending(self, state: Interview) -> tuple[Written, ...]:
        """What differs from what was run, the newest last."""
        return tuple(
            Written(cell, source)
            for cell, source in self._texts.items()
            if cell not in state.cells or state.cells[cell].source.strip() != source.strip()
        )


def with_texts(state: Interview, texts: Sequence[Written]) -> Interview:
    """``state`` as if ``texts`` counted."""
    after = state.seq + 1
    cells = {d.cell: Cell(d.cell, 0, d.source, after + index) for index, d in enumerate(texts)}
    return replace(state, cells={**state.cells, **cells})
