"""What carries a connection's messages: a kernel's Unix socket, or another thread's loop."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING, Any, Protocol

from mockmind_lab.crossing import Crossing
from mockmind_lab.protocol import MAX_REPLY_BYTES, MAX_REQUEST_BYTES, encode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mockmind_lab.protocol import Push

__all__ = ["StreamWire", "ThreadWire", "Wire"]

_MOST_WAITING = 64
"""Messages of one browser that wait to be read; one that sends more at once is cut off."""


class Wire(Protocol):
    """Carries messages, on the host's loop."""

    async def receive(self) -> bytes:
        """The next message; empty at the end. Raises ``ValueError`` for one that is too large."""
        ...

    async def send(self, message: Mapping[str, Any]) -> None:
        """Send, and wait while the other side is behind. Raises ``ConnectionError`` where it is gone."""
        ...

    def push(self, message: Push) -> None:
        """Send without waiting; who never reads is cut off."""
        ...

    def close(self) -> None:
        """End it. Idempotent."""
        ...


class StreamWire:
    """JSON lines over a stream socket."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def receive(self) -> bytes:
        """The next line."""
        return await self._reader.readline()

    async def send(self, message: Mapping[str, Any]) -> None:
        """Send a line."""
        if not self._writer.is_closing():
            self._writer.write(encode(message))
            await self._writer.drain()

    def push(self, message: Push) -> None:
        """Send a line without waiting."""
        # Someone who never reads must not fill the host's memory.
        if self._writer.transport.get_write_buffer_size() > MAX_REPLY_BYTES:
            self._writer.transport.abort()
        elif not self._writer.is_closing():
            self._writer.write(encode(message))

    def close(self) -> None:
        """Close the socket."""
        self._writer.close()


class ThreadWire:
    """Messages of a connection that another thread's loop holds, such as a Jupyter server's WebSocket.

    ``deliver`` is called on the host's loop with each message, encoded, and must not block; ``hang_up`` once,
    when this side ends it. ``put``, ``delivered`` and ``end`` are for the other thread.
    """

    def __init__(
        self,
        loop: asyncio.AbstractEventLoop,
        deliver: Callable[[bytes], None],
        hang_up: Callable[[], None],
    ) -> None:
        self._deliver = deliver
        self._hang_up = hang_up
        self._in = Crossing(loop)
        self._waiting: asyncio.Queue[bytes] = asyncio.Queue()
        self._lock = threading.Lock()
        self._undelivered = 0
        self._closed = False

    def put(self, message: bytes) -> None:
        """A message from the other side."""
        self._in.call(self._put, message)

    def end(self) -> None:
        """The other side has gone away."""
        self._in.call(self._waiting.put_nowait, b"")

    def delivered(self, size: int) -> None:
        """So many bytes have left this process."""
        with self._lock:
            self._undelivered -= size

    async def receive(self) -> bytes:
        """The next message."""
        message = await self._waiting.get()
        if len(message) > MAX_REQUEST_BYTES:
            raise ValueError("too large")
        return message

    async def send(self, message: Mapping[str, Any]) -> None:
        """Send a reply."""
        self._out(encode(message))

    def push(self, message: Push) -> None:
        """Send a push."""
        self._out(encode(message))

    def close(self) -> None:
        """Have the other thread close what it holds."""
        if not self._closed:
            self._closed = True
            self._hang_up()

    def _put(self, message: bytes) -> None:
        if self._waiting.qsize() >= _MOST_WAITING:
            self.close()
            message = b""
        self._waiting.put_nowait(message)

    def _out(self, line: bytes) -> None:
        if self._closed:
            return
        with self._lock:
            self._undelivered += len(line)
            behind = self._undelivered > MAX_REPLY_BYTES
        if behind:
            self.close()
        else:
            self._deliver(line)
