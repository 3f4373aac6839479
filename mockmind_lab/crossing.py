"""``Crossing``: calls on another thread's event loop, many of them with one wake-up."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable

__all__ = ["Crossing"]


class Crossing:
    """Has ``loop`` call what other threads give it, in order.

    ``call_soon_threadsafe`` writes to a pipe for each call, and each write lets another thread take the
    interpreter. What comes before the loop has run goes with the first one's wake-up here.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self.loop = loop
        self._waiting: deque[tuple[Callable[..., None], tuple[Any, ...]]] = deque()
        self._called = False

    def call(self, function: Callable[..., None], *args: Any) -> None:
        """Have ``function`` called, from any thread. Raises ``RuntimeError`` where the loop is closed."""
        self._waiting.append((function, args))
        # The loop clears the mark before it looks, so what it may have missed finds the mark cleared.
        if not self._called or self.loop.is_closed():
            self._called = True
            self.loop.call_soon_threadsafe(self._run)

    def _run(self) -> None:
        self._called = False
        # No more than there are now, or a busy thread would keep the loop for itself.
        for _ in range(len(self._waiting)):
            function, args = self._waiting.popleft()
            try:
                function(*args)
            except Exception as error:
                self.loop.call_exception_handler(
                    {"message": "A call of another thread's failed", "exception": error}
                )
        if self._waiting and not self._called:
            self._called = True
            self.loop.call_soon(self._run)
