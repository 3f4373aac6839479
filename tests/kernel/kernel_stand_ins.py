"""A stand-in for a host that speaks the protocol over a real socket, and shells that talk to it."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from mockmind_lab.errors import MockmindError
from mockmind_lab.protocol import VERSION, decode, encode

PATIENCE = 20  # seconds until a test gives up; no test takes as long


class FakeHost:
    """Answers each operation by ``answers[op](args)``: a result, an error raised, or None for no answer."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.received: list[dict[str, Any]] = []
        self.welcome: dict[str, Any] = {"version": VERSION, "server": "fake", "started_as": "test"}
        self.answers: dict[str, Callable[[dict[str, Any]], Any]] = {
            "hello": lambda args: {"text": "", "data": self.welcome},
            "ping": lambda args: {"text": "pong"},
        }
        self._changed = threading.Condition()
        self._connections: list[socket.socket] = []
        self._listener: socket.socket | None = None

    def start(self) -> FakeHost:
        self.path.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(self.path))
        self._listener.listen()
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()
        return self

    def die(self) -> None:
        """Everything is closed at once, as when the process is killed."""
        if self._listener is not None:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        self.path.unlink(missing_ok=True)
        self.hang_up()

    def hang_up(self) -> None:
        # Taken out first: whoever is hung up on may have connected again before the loop is done.
        connections, self._connections = self._connections, []
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def send(self, data: bytes) -> None:
        for connection in list(self._connections):
            connection.sendall(data)

    def push(self, **message: Any) -> None:
        self.send(encode(message))

    def wait_for(self, op: str, count: int = 1) -> list[dict[str, Any]]:
        """The arguments of the first requests of that kind, once there are ``count``."""
        with self._changed:
            assert self._changed.wait_for(lambda: len(self.asked(op)) >= count, PATIENCE)
        return self.asked(op)

    def asked(self, op: str) -> list[dict[str, Any]]:
        return [message["args"] for message in list(self.received) if message["op"] == op]

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            self._connections.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            with connection, connection.makefile("rb") as stream:
                for line in stream:
                    self._take(connection, decode(line))
        except OSError:
            pass

    def _take(self, connection: socket.socket, message: dict[str, Any]) -> None:
        with self._changed:
            self.received.append(message)
            self._changed.notify_all()
        answer = self.answers.get(message["op"], lambda args: {"text": f"did {message['op']}"})
        try:
            result = answer(message["args"])
            reply = {"id": message["id"], "ok": True, "result": result}
        except MockmindError as error:
            result = error
            reply = {
                "id": message["id"],
                "ok": False,
                "error": {"code": error.code, "message": str(error)},
            }
        if result is not None:
            connection.sendall(encode(reply))


class Notebook:
    """Runs cells in a shell with the magics loaded; each run gives the plain text that was shown."""

    def __init__(self, shell: InteractiveShell) -> None:
        self.shell = shell
        self.outputs: list[Any] = []

    def run(self, source: str, cell_id: str | None = None) -> str:
        with capture_output() as captured:
            result = self.shell.run_cell(source, store_history=True, cell_id=cell_id)
        result.raise_error()
        self.outputs = captured.outputs
        shown = [output.data["text/plain"] for output in captured.outputs]
        return "\n".join([captured.stdout, *shown]).strip("\n")

    def markdown(self) -> str:
        return "\n".join(output.data.get("text/markdown", "") for output in self.outputs)


def view(seq: int = 1, **changes: Any) -> dict[str, Any]:
    """A view as a host gives it, cut to what the kernel's side reads."""
    return {"interview": "i1", "seq": seq, "status": "in_progress", "messages": [], "can": [], **changes}


def message(seq: int, text: str, **changes: Any) -> dict[str, Any]:
    return {"seq": seq, "speaker": "interviewer", "text": text, "html": text, "hint": None, **changes}
