"""A small pool of warm sandboxes: lent to one user at a time, and to measurements only in quiet moments."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from mockmind_lab.sandbox.base import Sandbox

__all__ = ["Pool"]

_PATIENCE_SECONDS = 5.0  # that a measurement stands back at most


class Pool:
    """At most ``size`` sandboxes at once, each made by ``make`` (not yet open). Safe to use from threads."""

    def __init__(self, make: Callable[[], Sandbox], size: int) -> None:
        self._make = make
        self._size = size
        self._idle: list[Sandbox] = []
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(size)
        self._spare = threading.Lock()
        self._quiet = threading.Condition()
        self._busy = 0

    @property
    def busy(self) -> bool:
        """Whether anybody uses a sandbox or waits for one, measurements aside."""
        return self._busy > 0

    @contextmanager
    def borrowed(self, *, fresh: bool = False) -> Generator[Sandbox, None, None]:
        """An open sandbox; it goes back to the pool unless something went wrong with it."""
        with self._quiet:
            self._busy += 1
        try:
            with self._lent(fresh=fresh) as sandbox:
                yield sandbox
        finally:
            with self._quiet:
                self._busy -= 1
                self._quiet.notify_all()

    @contextmanager
    def spare(self) -> Generator[Sandbox, None, None]:
        """An open sandbox for what nobody waits for: one at a time, and not before the others are at rest."""
        with self._spare:
            with self._quiet:
                self._quiet.wait_for(lambda: not self._busy, timeout=_PATIENCE_SECONDS)
            with self._lent(fresh=False) as sandbox:
                yield sandbox

    def close(self) -> None:
        """Close the sandboxes that wait. Idempotent; a later call opens new ones."""
        with self._lock:
            idle, self._idle = self._idle, []
        for sandbox in idle:
            sandbox.close()

    @contextmanager
    def _lent(self, *, fresh: bool) -> Generator[Sandbox, None, None]:
        with self._places:
            with self._lock:
                sandbox = self._idle.pop() if self._idle and not fresh else None
            sandbox = sandbox or self._make()
            try:
                sandbox.open()
                yield sandbox
            except BaseException:
                sandbox.close()
                raise
            with self._lock:
                kept = len(self._idle) < self._size
                if kept:
                    self._idle.append(sandbox)
            if not kept:
                sandbox.close()
