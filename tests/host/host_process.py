"""A real host in a process of its own, and a bare client that speaks the protocol to it."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

from mockmind_lab.protocol import VERSION


class Line:
    """A bare connection: sends what it is told to, and reads replies, keeping the pushes."""

    def __init__(self, path: Path) -> None:
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(60)
        self.socket.connect(str(path))
        self.file = self.socket.makefile("rb")
        self.pushes: list[Any] = []
        self.number = 0

    def send(self, data: bytes) -> None:
        self.socket.sendall(data)

    def read(self) -> Any:
        """The next reply; None at the end."""
        while line := self.file.readline():
            message = json.loads(line)
            if "push" not in message:
                return message
            self.pushes.append(message)
        return None

    def ask(self, op: str, **args: Any) -> Any:
        self.number += 1
        self.send(json.dumps({"id": self.number, "op": op, "args": args}).encode() + b"\n")
        reply = self.read()
        assert reply is None or reply["id"] == self.number
        return reply

    def hello(self, *, version: int = VERSION, notebook: str = "a.ipynb") -> Any:
        return self.ask("hello", version=version, client="test", notebook=notebook)

    def close(self) -> None:
        self.file.close()
        self.socket.close()


class HostProcess:
    """``python -m mockmind_lab.host`` with a data directory of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = folder / "h.sock"
        self.process: subprocess.Popen[str] | None = None
        self.lines: list[Line] = []
        self.notebook = "a.ipynb"

    def start(self) -> HostProcess:
        env = {**os.environ, "JUPYTER_DATA_DIR": str(self.folder / "data"), "HOME": str(self.folder)}
        env.pop("MOCKMIND_CANDIDATE", None)
        command = [sys.executable, "-m", "mockmind_lab.host"]
        command += ["--socket", str(self.socket), "--parent-pid", str(os.getpid())]
        self.process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert json.loads(self.process.stdout.readline()) == {"ready": str(self.socket)}
        return self

    def connect(self, **hello: Any) -> Line:
        line = self.bare()
        assert line.hello(**{"notebook": self.notebook, **hello})["ok"]
        return line

    def bare(self) -> Line:
        line = Line(self.socket)
        self.lines.append(line)
        return line

    def hang_up(self) -> None:
        for line in self.lines:
            line.close()
        self.lines.clear()

    def end(self, number: signal.Signals = signal.SIGTERM) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        self.process.send_signal(number)
        self.process.wait(30)
        self.process.stdout.close()

    def kill(self) -> None:
        self.end(signal.SIGKILL)
