"""Panels on one Jupyter server: ``python tests/bench/bench_live.py``.

500 panels, each with an interview of its own that gets one event a second, durable before it is sent: the
time from the event's request to its arrival at the panel, and by how much the server grows (``PANELS=50``
takes fewer, ``SECONDS`` tells how long). The client is a process of its own and competes with the server for
the same processors; beside it stands a bare tornado echo under the same client and load. And a model's
sentences: from the last piece leaving the local stand-in to the panel's socket; up to the page it is
``bench_sentence.py``. Last, what JupyterLab loads of the extension.
"""

from __future__ import annotations

import asyncio
import gc
import gzip
import json
import os
import re
import statistics
import sys
import tempfile
import time
from asyncio.subprocess import PIPE
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mockmind_lab.testing import ModelServer, Reply, Request, ToolCall, handlers
from mockmind_lab.testing.replies import Slow
from tests.bench.links import JupyterServer, Link, PanelLink, cpu_seconds, free_port, settings

PANELS = int(os.environ.get("PANELS", "500"))
SECONDS = int(os.environ.get("SECONDS", "20"))
BAR_P99_MS = 50.0
BAR_MB = 0.5
BAR_SENTENCE_MS = 50.0
BAR_KB = 150
MARK = re.compile(r"number (\d+)\.(?= |\")")
DIST = Path(__file__).parents[2] / "labextension" / "dist" / "static"
ECHO = """
import asyncio, sys
from tornado.web import Application
from tornado.websocket import WebSocketHandler
class Echo(WebSocketHandler):
    def open(self): self.set_nodelay(True)
    def on_message(self, message): self.write_message(message)
async def main():
    Application([("/", Echo)]).listen(int(sys.argv[1]), "127.0.0.1")
    print(flush=True)
    await asyncio.Event().wait()
asyncio.run(main())
"""


SOURCE = "\\n".join(f"    left[{n}] = [glove for glove in gloves if glove.pair == {n}]" for n in range(5))
EVENT = '{"id": %d, "op": "cell", "args": {"cell": "a", "count": %d, "source": "' + SOURCE + '"}}'


@dataclass
class Pair:
    """Whom an event is told, and the panel where it shows: one event a second."""

    source: Link
    panel: PanelLink
    event: str
    asked: float = 0.0
    late: int = 0
    times: list[float] = field(default_factory=list)

    def begin(self, first: float) -> None:
        """Have the first event at ``first`` of the loop's time."""
        self.panel.took = self._took
        asyncio.get_running_loop().call_at(first, self._tell, first, 1)

    def _tell(self, at: float, number: int) -> None:
        if self.asked:
            self.late += 1  # the one before has not come yet: it shall count with all of its time
        else:
            self.asked = time.perf_counter()
            self.source.send((self.event % (number, number)).encode())
        if number < SECONDS:
            asyncio.get_running_loop().call_at(at + 1, self._tell, at + 1, number + 1)

    def _took(self, _message: bytes, at: float) -> None:
        if self.asked:
            self.times.append(1000 * (at - self.asked))
            self.asked = 0.0


@dataclass(frozen=True)
class Load:
    """Deliveries in milliseconds, and what an event cost the processors."""

    times: list[float]
    late: int
    server_ms: float
    client_ms: float

    def told(self, name: str) -> str:
        """In a line."""
        return (
            f"{name}, {len(self.times):,} events: median {statistics.median(self.times):.1f} ms, "
            f"p99 {self.p99:.1f} ms; CPU an event {self.server_ms:.2f} ms in the server, "
            f"{self.client_ms:.2f} ms in the client"
            + (f"; {self.late} WERE LATE BY A SECOND" if self.late else "")
        )

    @property
    def p99(self) -> float:
        """Of 100 events the slowest."""
        return sorted(self.times)[int(len(self.times) * 0.99)]


async def load(pairs: list[Pair], server: int) -> Load:
    """One event a second for each pair, spread evenly over the second; ``server`` is a process's id."""
    gc.collect()
    gc.freeze()
    mine, its = time.process_time(), cpu_seconds(server)
    begin = asyncio.get_running_loop().time() + 0.5
    for number, pair in enumerate(pairs):
        pair.begin(begin + number / len(pairs))
    await asyncio.sleep(SECONDS + 2.5)
    times = [one for pair in pairs for one in pair.times]
    late = sum(pair.late + bool(pair.asked) for pair in pairs)
    count = max(1, len(times))
    return Load(
        times,
        late,
        1000 * (cpu_seconds(server) - its) / count,
        1000 * (time.process_time() - mine) / count,
    )


async def echo() -> Load:
    """The same of a bare tornado server that sends back what comes."""
    port = free_port()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", ECHO, str(port), stdout=PIPE)
    assert process.stdout is not None
    await process.stdout.readline()
    loop, pairs = asyncio.get_running_loop(), list[Pair]()
    for _ in range(PANELS):
        _, panel = await loop.create_connection(lambda: PanelLink("127.0.0.1", "/", ""), "127.0.0.1", port)
        await panel.open
        pairs.append(Pair(panel, panel, f"echo {EVENT}"))
    found = await load(pairs, process.pid)
    process.terminate()
    await process.wait()
    return found


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


async def sentences(server: JupyterServer, speech: Speech) -> list[float]:
    """Milliseconds of each sentence."""
    heard: dict[str, float] = {}

    def took(message: bytes, at: float) -> None:
        if message.startswith(b'{"push":"preview"'):
            for mark in re.findall(r"number (\d+)\.", message.decode()):
                heard.setdefault(mark, at)

    kernel = await server.kernel("model.ipynb")
    panel = await server.panel("/model.ipynb")
    panel.took = took
    await kernel.ask(
        "start", problem="lonely-gloves", seed=1, model="anthropic:claude-sonnet-5-5", minutes=60
    )
    for turn in range(15):
        await kernel.ask("say", text=f"At step {turn} I keep what has no partner yet.")
    return [1000 * (heard[mark] - at) for mark, at in speech.left.items() if mark in heard]


async def measure(server: JupyterServer, speech: Speech) -> tuple[list[float], Load, float]:
    """Milliseconds of sentences, deliveries, and megabytes a panel."""
    await server.ready()
    first = await server.kernel("first.ipynb")
    await first.ask("start", difficulty="easy", seed=1)
    spoken = await sentences(server, speech)
    names = [f"n{number}.ipynb" for number in range(PANELS)]
    kernels = [await server.kernel(name) for name in names]
    for kernel in kernels:
        await kernel.ask("start", problem="lonely-gloves", seed=1)
    before = server.megabytes()
    panels = [await server.panel(f"/{name}") for name in names]
    pairs = [Pair(kernel, panel, EVENT) for kernel, panel in zip(kernels, panels, strict=True)]
    found = await load(pairs, server.process.pid)
    return spoken, found, (server.megabytes() - before) / PANELS


def loaded() -> tuple[float, float]:
    """Kilobytes, gzipped, of what JupyterLab loads at its start, and of all."""
    sizes = {path.name: len(gzip.compress(path.read_bytes())) / 1000 for path in DIST.glob("*.js")}
    whole = sum(sizes.values())
    return whole - max(sizes.values(), default=0.0), whole


def main() -> int:
    """Print the figures; 1 if a bar is missed."""
    speech = Speech()
    with ModelServer(speech.answer) as models, tempfile.TemporaryDirectory() as name:
        server = JupyterServer(Path(name), settings(models))
        try:
            spoken, found, megabytes = asyncio.run(measure(server, speech))
        finally:
            server.close()
    bare = asyncio.run(echo())
    print(found.told(f"{PANELS} panels"))
    print(bare.told(f"{PANELS} sockets of a bare tornado echo"))
    ratio = found.p99 / bare.p99
    print(f"p99 {found.p99:.1f} ms (bar {BAR_P99_MS:g}), {ratio:.1f} x the echo's")
    print(f"{megabytes:.3f} MB of server memory a panel (bar {BAR_MB})")
    sentence = statistics.median(spoken)
    print(f"{len(spoken)} sentences to the socket: median {sentence:.1f} ms (bar {BAR_SENTENCE_MS:g})")
    start, whole = loaded()
    print(f"the extension: {start:.0f} kB gzipped at start, {whole:.0f} kB with the panel (bar {BAR_KB})")
    missed = found.p99 > BAR_P99_MS or found.late > 0 or megabytes > BAR_MB
    return int(missed or sentence > BAR_SENTENCE_MS or whole > BAR_KB)


if __name__ == "__main__":
    raise SystemExit(main())
