"""One connection to a host: requests go out from any thread, one reader thread takes what comes in."""

from __future__ import annotations

import contextlib
import itertools
import logging
import os
import queue
import socket
import struct
import threading
import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mockmind_lab.errors import MockmindError, ProtocolError, Refused
from mockmind_lab.protocol import MAX_REPLY_BYTES, MAX_REQUEST_BYTES, decode, encode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mockmind_lab.protocol import Push, Result

__all__ = ["Connection", "ConnectionLost"]

_SEND_SECONDS = 5
"""A host that takes nothing for this long is given up, so that a stuck host can't hold a cell."""

_ATOMIC_BYTES = 16_384
"""Linux takes a line of this size into a Unix socket whole or not at all."""

_log = logging.getLogger(__name__)


class ConnectionLost(Exception):
    """The host is gone. ``sent`` says that it may have read the request, and so may have acted on it."""

    def __init__(self, *, sent: bool) -> None:
        super().__init__("connection lost")
        self.sent = sent


class Connection:
    """A connected socket. ``on_push`` is called on the reader thread with each push, in order."""

    def __init__(self, sock: socket.socket, *, on_push: Callable[[Push], None]) -> None:
        self._socket = sock
        self._on_push = on_push
        self._ids = itertools.count(1)
        self._sending = threading.Lock()
        self._waiting: dict[int, queue.SimpleQueue[dict[str, Any] | None] | _Acknowledged] = {}
        self._closed = False
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, struct.pack("ll", _SEND_SECONDS, 0))
        self._reader = threading.Thread(target=self._read, name="mockmind-host-reader", daemon=True)
        self._reader.start()
        _after_fork.add(self)

    @classmethod
    def open(cls, path: str, *, on_push: Callable[[Push], None]) -> Connection:
        """Connect to the socket at ``path``; raises ``OSError``."""
        sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            sock.connect(path)
        except BaseException:
            sock.close()
            raise
        return cls(sock, on_push=on_push)

    @property
    def alive(self) -> bool:
        """False once the host has closed, or we have."""
        return not self._closed

    def call(self, op: str, args: Mapping[str, Any], *, timeout: float | None = None) -> Result:
        """Send a request and wait for its result, or ``timeout`` seconds.

        Raises the error the host replies with, and ``ConnectionLost``. An interrupt ends the wait; the reply
        to an abandoned request is dropped when it comes.
        """
        number = next(self._ids)
        answer: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        self._waiting[number] = answer
        try:
            self._send({"id": number, "op": op, "args": dict(args)})
            reply = answer.get(timeout=timeout)
        except queue.Empty:
            self.close()
            raise ConnectionLost(sent=True) from None
        finally:
            self._waiting.pop(number, None)
        if reply is None:
            raise ConnectionLost(sent=True)
        return _result(reply)

    def notify(self, op: str, args: Mapping[str, Any], *, on_done: Callable[[], None]) -> None:
        """Send a request and wait for nothing; raises ``ConnectionLost``.

        ``on_done`` is called on the reader thread when the host replies that it is done.
        """
        number = next(self._ids)
        self._waiting[number] = _Acknowledged(self, number, on_done)
        try:
            self._send({"id": number, "op": op, "args": dict(args)})
        except BaseException:
            self._waiting.pop(number, None)
            raise

    def forget(self, number: int) -> None:
        """Wait no longer for the reply to that request."""
        self._waiting.pop(number, None)

    def close(self) -> None:
        """Close; whoever waits is told that the connection is lost. Idempotent."""
        self._closed = True
        with contextlib.suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()

    def _send(self, message: dict[str, Any]) -> None:
        line = encode(message)
        if len(line) > MAX_REQUEST_BYTES:
            raise Refused(
                f"That is a message of {len(line):,} bytes; at most {MAX_REQUEST_BYTES:,} are taken."
            )
        if self._closed:
            raise ConnectionLost(sent=False)
        try:
            with self._sending:
                self._socket.sendall(line)
        except OSError:
            self.close()
            raise ConnectionLost(sent=False) from None
        except BaseException:
            # Interrupted within a line: what is sent next would be read as its rest. A short line went whole
            # or not at all.
            if len(line) > _ATOMIC_BYTES:
                self.close()
            raise

    def _read(self) -> None:
        try:
            with self._socket.makefile("rb") as stream:
                while line := stream.readline(MAX_REPLY_BYTES + 1):
                    if not line.endswith(b"\n"):
                        break  # too long, or cut off as the host died
                    self._take(decode(line))
        except (OSError, ValueError, ProtocolError):
            pass
        finally:
            self.close()
            for answer in list(self._waiting.values()):
                answer.put(None)

    def _take(self, message: dict[str, Any]) -> None:
        if "push" not in message:
            answer = self._waiting.get(message.get("id", 0))
            if answer is not None:
                answer.put(message)
            return
        try:
            self._on_push(message)  # pyright: ignore[reportArgumentType] - a host's word, checked where used
        except Exception:
            # A front end's trouble with one push must not end the connection.
            _log.exception("a push could not be shown")


@dataclass(frozen=True, slots=True)
class _Acknowledged:
    """Stands where a queue stands for a request that someone waits for."""

    connection: Connection
    number: int
    on_done: Callable[[], None]

    def put(self, reply: dict[str, Any] | None) -> None:
        self.connection.forget(self.number)
        if reply is not None and reply.get("ok"):
            self.on_done()


def _result(reply: dict[str, Any]) -> Result:
    if reply.get("ok"):
        result = reply.get("result")
        return result if isinstance(result, dict) else {"text": ""}  # pyright: ignore[reportReturnType]
    error = reply.get("error")
    said: dict[str, Any] = error if isinstance(error, dict) else {}
    message = " ".join(str(said.get("message") or "The host gave no reason.").split())
    raise _classes().get(str(said.get("code")), MockmindError)(message)


def _classes() -> dict[str, type[MockmindError]]:
    """The error tree by code."""
    found: dict[str, type[MockmindError]] = {}
    waiting: list[type[MockmindError]] = [MockmindError]
    while waiting:
        cls = waiting.pop()
        found[cls.code] = cls
        waiting += cls.__subclasses__()
    return found


_after_fork: weakref.WeakSet[Connection] = weakref.WeakSet()


def _close_in_child() -> None:
    # A forked child (multiprocessing) would keep the host's end open after the kernel has gone. It gives up
    # its own descriptor only: shutdown would end the kernel's connection too.
    for connection in _after_fork:
        connection._closed = True  # pyright: ignore[reportPrivateUsage]
        with contextlib.suppress(OSError):
            os.close(connection._socket.detach())  # pyright: ignore[reportPrivateUsage]


os.register_at_fork(after_in_child=_close_in_child)
