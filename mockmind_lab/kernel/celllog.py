"""Cells that ran and that no host has for good yet."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mockmind_lab.kernel.client import HostClient

__all__ = ["CellLog"]

_MOST_CELLS = 500
_MOST_CHARACTERS = 2_000_000


class CellLog:
    """The newest version of each such cell, in order of execution; the oldest go when there are too many.

    A kernel that restarted within an interview does not know of it before its first command, and a host may
    die with a cell still on its way. What ran is kept until a host says that it has it, and told again to the
    next one. Threads may share a log.
    """

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._cells: dict[str, dict[str, Any]] = {}
        self._sent: set[int] = set()  # by identity, over the connection of now

    def __bool__(self) -> bool:
        return bool(self._cells)

    def add(self, told: dict[str, Any]) -> None:
        """Keep a cell: the arguments of the operation ``cell``."""
        with self._lock:
            self._drop(told["cell"])
            self._cells[told["cell"]] = told
            characters = sum(len(kept["source"]) for kept in self._cells.values())
            while len(self._cells) > _MOST_CELLS or (characters > _MOST_CHARACTERS and len(self._cells) > 1):
                oldest = next(iter(self._cells))
                characters -= len(self._cells[oldest]["source"])
                self._drop(oldest)

    def tell(self, client: HostClient) -> None:
        """Send what was not sent over this connection. Waits for nothing and never raises."""
        with self._lock:
            for cell, told in list(self._cells.items()):
                if id(told) in self._sent:
                    continue
                if not client.notify("cell", told, on_done=lambda c=cell, t=told: self._acknowledged(c, t)):
                    return
                self._sent.add(id(told))

    def connection_changed(self) -> None:
        """What was sent and not acknowledged may be lost."""
        with self._lock:
            self._sent.clear()

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._cells.clear()
            self._sent.clear()

    def _acknowledged(self, cell: str, told: dict[str, Any]) -> None:
        with self._lock:
            if self._cells.get(cell) is told:  # else a newer version is on its way
                self._drop(cell)

    def _drop(self, cell: str) -> None:
        dropped = self._cells.pop(cell, None)
        self._sent.discard(id(dropped))
