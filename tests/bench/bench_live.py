"""Panels on one Jupyter server: ``python tests/bench/bench_live.py``.

500 panels, each with an interview of its own that gets one event a second, durable before it is sent: the
time from the event's request to its arrival at the panel, and by how much the server grows (``PANELS=50``
takes fewer). And a model's sentences: from the last piece leaving the local stand-in to the panel's socket;
what of it is our own is measured by ``bench_model_cost.py``. Last, what JupyterLab loads of the extension.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from mockmind_lab.protocol import VERSION
from mockmind_lab.testing import ModelServer, Reply, Request, ToolCall, handlers
from mockmind_lab.testing.replies import Slow

PANELS = int(os.environ.get("PANELS", "500"))
SECONDS = 20
BAR_P99_MS = 50.0
BAR_MB = 0.5
BAR_SENTENCE_MS = 50.0
BAR_KB = 150
MARK = re.compile(r"number (\d+)\.(?= |\")")
DIST = Path(__file__).parents[2] / "labextension" / "dist" / "static"


@dataclass
class Kernel:
    """A kernel's end of the protocol: starts the interview and makes its events."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    number: int = 0
    replies: dict[int, asyncio.Future[Any]] = field(default_factory=dict)

    async def ask(self, op: str, **args: Any) -> Any:
        """The reply to a request; pushes are read past."""
        self.number += 1
        self.replies[self.number] = reply = asyncio.get_running_loop().create_future()
        self.writer.write(json.dumps({"id": self.number, "op": op, "args": args}).encode() + b"\n")
        return await reply

    async def read(self) -> None:
        """Take replies until the end."""
        while line := await self.reader.readline():
            if line.startswith(b'{"push"'):
                continue
            message = json.loads(line)
            future = self.replies.pop(message["id"], None)
            if future is not None and not future.done():
                future.set_result(message)


@dataclass
class Panel:
    """A panel, and when each view came."""

    socket: WebSocketClientConnection
    came: asyncio.Event = field(default_factory=asyncio.Event)
    at: float = 0.0
    heard: dict[str, float] = field(default_factory=dict)

    async def ask(self, number: int, op: str, **args: Any) -> None:
        """Send a request and read up to its reply."""
        await self.socket.write_message(json.dumps({"id": number, "op": op, "args": args}))
        while True:
            message = json.loads(str(await self.socket.read_message()))
            if message.get("id") == number:
                assert message["ok"], message
                return

    async def read(self) -> None:
        """Note the arrival of each view and of each sentence."""
        while (text := await self.socket.read_message()) is not None:
            if str(text).startswith('{"push":"preview"'):
                for mark in re.findall(r"number (\d+)\.", str(text)):
                    self.heard.setdefault(mark, time.perf_counter())
            elif str(text).startswith('{"push":"view"'):
                self.at = time.perf_counter()
                self.came.set()


class Server:
    """A Jupyter server of its own in ``home``."""

    def __init__(self, home: Path, models: str) -> None:
        (home / "config").mkdir()
        (home / "config" / "jupyter_mockmind_config.py").write_text(models)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.home, self.token = home, secrets.token_hex(8)
        self.runtime = home / "r"
        self.readers: list[asyncio.Future[None]] = []
        command = [sys.executable, "-m", "jupyter_server", f"--port={self.port}", "--no-browser"]
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

    def _socket(self) -> Path | None:
        return next(self.runtime.glob("mockmind-*.sock"), None)

    async def kernel(self, notebook: str) -> Kernel:
        """A connection as a kernel makes it, past its hello."""
        while True:
            try:
                reader, writer = await asyncio.open_unix_connection(str(self._socket()), limit=2**26)
                break
            except ConnectionError:
                await asyncio.sleep(0.05)
        kernel = Kernel(reader, writer)
        self.readers.append(asyncio.ensure_future(kernel.read()))
        await kernel.ask("hello", version=VERSION, notebook=notebook)
        return kernel

    async def panel(self, notebook: str) -> Panel:
        """A panel of that notebook, watching."""
        url = f"ws://127.0.0.1:{self.port}/mockmind_lab/live"
        headers = {"Authorization": f"token {self.token}"}
        panel = Panel(await websocket_connect(HTTPRequest(url, headers=headers)))
        await panel.ask(1, "hello", version=VERSION)
        await panel.ask(2, "subscribe", notebook=notebook)
        return panel

    def megabytes(self) -> float:
        """Resident memory of the server."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1024


async def event(kernel: Kernel, panel: Panel, number: int) -> float:
    """Milliseconds from an event's request to its arrival at the panel."""
    panel.came.clear()
    begun = time.perf_counter()
    reply = asyncio.ensure_future(kernel.ask("cell", cell="a", count=number + 1, source=f"x = {number}"))
    await panel.came.wait()
    delivered = 1000 * (panel.at - begun)
    await reply
    return delivered


async def each_second(kernel: Kernel, panel: Panel, offset: float) -> list[float]:
    """One event a second for a while, begun at ``offset`` of the second."""
    await asyncio.sleep(offset)
    times: list[float] = []
    for number in range(SECONDS):
        begun = time.perf_counter()
        times.append(await event(kernel, panel, number))
        await asyncio.sleep(max(0.0, 1.0 - (time.perf_counter() - begun)))
    return times


class Speech:
    """When the last piece of each sentence left the stand-in for a model."""

    def __init__(self) -> None:
        self.left: dict[str, float] = {}
        self.said = 0
        write, seen = handlers._Handler.write, self._seen

        def noted(handler: Any, piece: Any) -> None:
            write(handler, piece)
            seen(handler, piece)

        handlers._Handler.write = noted  # type: ignore[method-assign]

    def answer(self, request: Request) -> Reply:
        """Three sentences."""
        lines = [f"And what would your code do then, number {self.said + n}?" for n in (1, 2, 3)]
        text = " ".join(line.replace("?", ".") for line in lines)
        self.said += 3
        name = "present_problem" if self.said == 3 else "say"
        return Reply((ToolCall(name, {"text": text}, chunk=12),), fault=Slow(0.02))

    def _seen(self, handler: Any, piece: Any) -> None:
        if isinstance(piece, bytes) and b"partial_json" in piece:
            handler.spoken = getattr(handler, "spoken", "")
            data = json.loads(piece.partition(b"data: ")[2])
            handler.spoken += data["delta"]["partial_json"]
            for mark in MARK.findall(handler.spoken):
                self.left.setdefault(mark, time.perf_counter())


async def sentences(server: Server, speech: Speech) -> list[float]:
    """Milliseconds of each sentence."""
    kernel = await server.kernel("model.ipynb")
    panel = await server.panel("/model.ipynb")
    reader = asyncio.ensure_future(panel.read())
    model = "anthropic:claude-sonnet-5-5"
    started = await kernel.ask("start", problem="lonely-gloves", seed=1, model=model, minutes=60)
    assert started["ok"], started
    for turn in range(15):
        await kernel.ask("say", text=f"At step {turn} I keep what has no partner yet.")
    reader.cancel()
    return [1000 * (panel.heard[mark] - at) for mark, at in speech.left.items() if mark in panel.heard]


async def measure(server: Server, speech: Speech) -> tuple[list[float], list[float], float]:
    """Milliseconds of sentences and of deliveries, and megabytes a panel."""
    await server.ready()
    first = await server.kernel("first.ipynb")
    await first.ask("start", difficulty="easy", seed=1)
    spoken = await sentences(server, speech)
    names = [f"n{number}.ipynb" for number in range(PANELS)]
    kernels = [await server.kernel(name) for name in names]
    for kernel in kernels:
        reply = await kernel.ask("start", problem="lonely-gloves", seed=1)
        assert reply["ok"], reply
    before = server.megabytes()
    panels = [await server.panel(f"/{name}") for name in names]
    readers = [asyncio.ensure_future(panel.read()) for panel in panels]
    pairs = zip(kernels, panels, strict=True)
    runs = [each_second(kernel, panel, n / PANELS) for n, (kernel, panel) in enumerate(pairs)]
    times = [value for one in await asyncio.gather(*runs) for value in one]
    grown = server.megabytes() - before
    for reader in (*readers, *server.readers):
        reader.cancel()
    return spoken, times, grown / PANELS


def loaded() -> tuple[float, float]:
    """Kilobytes, gzipped, of what JupyterLab loads at its start, and of all."""
    sizes = {path.name: len(gzip.compress(path.read_bytes())) / 1000 for path in DIST.glob("*.js")}
    whole = sum(sizes.values())
    return whole - max(sizes.values(), default=0.0), whole


def main() -> int:
    """Print the figures; 1 if a bar is missed."""
    speech = Speech()
    with ModelServer(speech.answer) as models, tempfile.TemporaryDirectory() as name:
        config = (
            f"c.AnthropicProvider.base_url = {models.url!r}\nc.AnthropicProvider.api_key = {models.key!r}\n"
        )
        server = Server(Path(name), config)
        try:
            spoken, times, megabytes = asyncio.run(measure(server, speech))
        finally:
            server.process.terminate()
            server.process.wait(60)
    times.sort()
    p99 = times[int(len(times) * 0.99)]
    print(
        f"{PANELS} panels, {len(times):,} events: median {statistics.median(times):.1f} ms, p99 {p99:.1f} ms "
        f"(bar {BAR_P99_MS:g}), {megabytes:.3f} MB a panel (bar {BAR_MB})"
    )
    sentence = statistics.median(spoken)
    print(f"{len(spoken)} sentences: median {sentence:.1f} ms (bar {BAR_SENTENCE_MS:g})")
    start, whole = loaded()
    print(f"the extension: {start:.0f} kB gzipped at start, {whole:.0f} kB with the panel (bar {BAR_KB})")
    missed = p99 > BAR_P99_MS or megabytes > BAR_MB or sentence > BAR_SENTENCE_MS or whole > BAR_KB
    return int(missed)


if __name__ == "__main__":
    raise SystemExit(main())
