"""Lean ends of a kernel's socket and of a panel's WebSocket, and a Jupyter server for them.

A bench's client shares the machine with the server that it measures, so it reads of a message no more than
it must: no JSON of pushes, no coroutine a message.
"""

from __future__ import annotations

import asyncio
import base64
import json
import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mockmind_lab.protocol import VERSION
from mockmind_lab.testing import ModelServer

__all__ = ["JupyterServer", "KernelLink", "PanelLink", "cpu_seconds", "free_port", "settings"]

_BOTH_LENGTHS = {126: 2, 127: 8}
"""Bytes of an extended length in a frame's head, by the first one."""


class Link(asyncio.Protocol):
    """Requests and their replies; what else comes is for the kinds of link below."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport
        self._number = 0
        self._replies: dict[int, asyncio.Future[Any]] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The other side is there."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    async def ask(self, op: str, **args: Any) -> dict[str, Any]:
        """The result of a request. Raises ``SystemExit`` with what the host refused."""
        self._number += 1
        self._replies[self._number] = reply = asyncio.get_running_loop().create_future()
        self.send(json.dumps({"id": self._number, "op": op, "args": args}).encode())
        return await reply

    def send(self, message: bytes) -> None:
        """Send one message."""
        raise NotImplementedError

    def replied(self, message: bytes) -> None:
        """A reply; one that nobody waits for is not even read."""
        if not self._replies:
            return
        given = json.loads(message)
        reply = self._replies.pop(given["id"], None)
        if reply is not None:
            if given["ok"]:
                reply.set_result(given["result"])
            else:
                reply.set_exception(SystemExit(str(given["error"])))


class KernelLink(Link):
    """A kernel's end: JSON lines over a Unix socket."""

    def __init__(self) -> None:
        super().__init__()
        self._rest = b""

    def send(self, message: bytes) -> None:
        """Send one line."""
        self.transport.write(message + b"\n")

    def data_received(self, data: bytes) -> None:
        """Take replies; pushes are read past."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            if not line.startswith(b'{"push"'):
                self.replied(line)


class PanelLink(Link):
    """A panel's end: a WebSocket. ``took`` is called with each message that is no reply, and the time."""

    def __init__(self, host: str, path: str, token: str) -> None:
        super().__init__()
        self.took: Callable[[bytes, float], None] = lambda _message, _at: None
        self.open = asyncio.get_running_loop().create_future()
        self._buffer = bytearray()
        key = base64.b64encode(secrets.token_bytes(16)).decode()
        self._hello = (
            f"GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            f"Authorization: token {token}\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
        )

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the WebSocket."""
        super().connection_made(transport)
        self.transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.transport.write(self._hello.encode())

    def send(self, message: bytes) -> None:
        """Send one text frame, masked with zeros."""
        size = len(message)
        head = bytes((0x81, 0x80 | size)) if size < 126 else b"\x81\xfe" + size.to_bytes(2, "big")
        self.transport.write(head + b"\0\0\0\0" + message)

    def data_received(self, data: bytes) -> None:
        """Take whole frames."""
        at = time.perf_counter()
        self._buffer += data
        if not self.open.done():
            head, found, rest = self._buffer.partition(b"\r\n\r\n")
            if not found:
                return
            if b" 101 " not in head:
                raise SystemExit(head.decode())
            self._buffer = bytearray(rest)
            self.open.set_result(None)
        while (message := self._frame()) is not None:
            if message.startswith(b'{"id"'):
                self.replied(message)
            else:
                self.took(message, at)

    def _frame(self) -> bytes | None:
        buffer = self._buffer
        if len(buffer) < 2:
            return None
        begin, size = 2, buffer[1]
        if size in _BOTH_LENGTHS:
            begin += _BOTH_LENGTHS[size]
            size = int.from_bytes(buffer[2:begin], "big")
        if len(buffer) < begin + size:
            return None
        message = bytes(buffer[begin : begin + size])
        ping = buffer[0] & 0x0F == 9
        del buffer[: begin + size]
        if ping:
            self.transport.write(bytes((0x8A, 0x80 | len(message))) + b"\0\0\0\0" + message)
            return self._frame()
        return message


class JupyterServer:
    """A Jupyter server of its own in ``home``; ``settings`` are the lines of its configuration of ours."""

    def __init__(self, home: Path, settings: str = "", module: str = "jupyter_server") -> None:
        (home / "config").mkdir()
        (home / "config" / "jupyter_mockmind_config.py").write_text(settings)
        self.port = free_port()
        self.home, self.token = home, secrets.token_hex(8)
        self.runtime = home / "r"
        command = [sys.executable, "-m", module, f"--port={self.port}", "--ip=127.0.0.1", "--no-browser"]
        command += [f"--ServerApp.root_dir={home}", f"--IdentityProvider.token={self.token}", "--allow-root"]
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("MOCKMIND_")},
            "JUPYTER_DATA_DIR": str(home / "data"),
            "JUPYTER_CONFIG_DIR": str(home / "config"),
            "JUPYTER_RUNTIME_DIR": str(self.runtime),
        }
        with open(home / "log", "wb") as sink:
            self.process = subprocess.Popen(command, env=environment, stdout=sink, stderr=sink)

    async def ready(self) -> None:
        """Wait until the host listens."""
        while not self._socket():
            if self.process.poll() is not None:
                raise SystemExit((self.home / "log").read_text()[-2000:])
            await asyncio.sleep(0.05)

    async def kernel(self, notebook: str) -> KernelLink:
        """A connection as a kernel makes it, past its hello."""
        loop = asyncio.get_running_loop()
        while True:
            try:
                _, kernel = await loop.create_unix_connection(KernelLink, str(self._socket()))
                break
            except ConnectionError:
                await asyncio.sleep(0.05)
        await kernel.ask("hello", version=VERSION, notebook=notebook)
        return kernel

    async def panel(self, notebook: str) -> PanelLink:
        """A panel of that notebook, watching."""
        host = f"127.0.0.1:{self.port}"
        _, panel = await asyncio.get_running_loop().create_connection(
            lambda: PanelLink(host, "/mockmind_lab/live", self.token), "127.0.0.1", self.port
        )
        await panel.open
        await panel.ask("hello", version=VERSION)
        await panel.ask("subscribe", notebook=notebook, patches=1)
        return panel

    def megabytes(self) -> float:
        """Resident memory of the server."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(60)

    def _socket(self) -> Path | None:
        return next(self.runtime.glob("mockmind-*.sock"), None)


def settings(models: ModelServer) -> str:
    """Ask ``models``, and give it time: under load the script would take its turn."""
    given = {
        "AnthropicProvider.base_url": models.url,
        "AnthropicProvider.api_key": models.key,
        "ModelInterviewer.patience_seconds": 60.0,
        "ModelInterviewer.unasked_seconds": 60.0,
    }
    return "".join(f"c.{name} = {value!r}\n" for name, value in given.items())


def cpu_seconds(pid: int) -> float:
    """What a process has used of the processors, user and system, in all its threads."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port of this machine that nobody listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
