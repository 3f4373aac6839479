"""The kernel's end of the protocol: finds a host or starts one, and gets on with it when it has died."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab import __version__
from mockmind_lab.errors import HostUnavailable, MockmindError
from mockmind_lab.kernel.child import HostProcess
from mockmind_lab.kernel.connection import Connection, ConnectionLost
from mockmind_lab.protocol import HOST_VARIABLE, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mockmind_lab.protocol import Push, Result

__all__ = ["HostClient", "Welcome", "notebook_name"]

_HELLO_SECONDS = 60
"""A host answers once its service is built, which on a cold disk takes a while."""

_PATIENCE_SECONDS = 5
"""How long a host that has gone away is looked for at its old place: a server's restart takes a moment."""

# Asking twice is as good as asking once; everything else might be done twice.
_REPEATABLE = frozenset({"status", "list", "report", "doctor", "ping", "cell", "draft"})


@dataclass(frozen=True, slots=True)
class Welcome:
    """How the host introduced itself: its software, and what started it (``child process`` …)."""

    server: str = ""
    started_as: str = ""
    display: str | None = None


class HostClient:
    """Speaks to the host at ``MOCKMIND_HOST``, or to a child process of its own where nobody answers there.

    It connects at the first request. ``on_push`` is called on a reader thread with each push, and with the
    view that ``hello`` brings. On the thread of a request, ``on_notice`` gets one line for the person when
    the host had to be found again, and ``on_connected`` is called once there is one. Threads may share it.
    """

    def __init__(
        self,
        *,
        on_push: Callable[[Push], None] = lambda _: None,
        on_notice: Callable[[str], None] = lambda _: None,
        on_connected: Callable[[], None] = lambda: None,
        notebook: str | None = None,
    ) -> None:
        self.welcome = Welcome()
        self._on_push = on_push
        self._on_notice = on_notice
        self._on_connected = on_connected
        self._notebook = notebook
        self._connection: Connection | None = None
        self._child: HostProcess | None = None
        self._connecting = threading.RLock()

    @property
    def connected(self) -> bool:
        """Whether there is a connection now."""
        return self._connection is not None and self._connection.alive

    @property
    def child(self) -> HostProcess | None:
        """The host that this client started and owns, if any."""
        return self._child

    def request(self, op: str, args: Mapping[str, Any] | None = None) -> Result:
        """Ask the host and wait for the result; an interrupt ends the wait.

        If the host died before it had the request, or the request can be repeated, it is sent to the next
        host. If it may have been carried out, the result is that of ``status`` instead, and a notice says so.
        Raises the host's error, or ``HostUnavailable``.
        """
        given = args or {}
        for _ in range(2):
            connection = self._connected()
            try:
                return connection.call(op, given)
            except ConnectionLost as lost:
                if lost.sent and op not in _REPEATABLE:
                    return self._after_loss(op)
        raise HostUnavailable(f"The interview host went away twice during `{op}`: see `%interview doctor`.")

    def notify(self, op: str, args: Mapping[str, Any], *, on_done: Callable[[], None]) -> bool:
        """Send without waiting, only if connected. Returns whether it was sent; never raises.

        ``on_done`` is called on the reader thread once the host has it for good.
        """
        connection = self._connection
        if connection is None or not connection.alive:
            return False
        try:
            connection.notify(op, args, on_done=on_done)
        except (ConnectionLost, MockmindError):
            return False
        return True

    def close(self) -> None:
        """Disconnect, and end the host if this client started it."""
        with self._connecting:
            if self._connection is not None:
                self._connection.close()
            if self._child is not None:
                self._child.stop()
            self._connection = self._child = None

    def _after_loss(self, op: str) -> Result:
        self._connected()
        self._on_notice(f"`{op}` may or may not have been done; this is where the interview stands.")
        try:
            return self._connected().call("status", {})
        except ConnectionLost:
            raise HostUnavailable(
                f"The interview host went away twice during `{op}`: see `%interview doctor`."
            ) from None

    def _connected(self) -> Connection:
        with self._connecting:
            if self._connection is not None and self._connection.alive:
                return self._connection
            again = self._connection is not None
            connection, how = self._found(again=again)
            self._connection = connection
            if how:
                self._on_notice(how)
        self._on_connected()
        return connection

    def _found(self, *, again: bool) -> tuple[Connection, str]:
        """A connection past its ``hello``, and what to tell the person about how it was found."""
        path = os.environ.get(HOST_VARIABLE)
        possible = HostProcess.possible()
        if path and self._child is None:
            # In a sandboxed kernel there is no other host to go to, so a first try may wait as well.
            connection = self._dial(path, patience=_PATIENCE_SECONDS if again or not possible else 0)
            if connection is not None:
                return connection, "The interview host had gone away; connected to it again." if again else ""
        if self._child is not None:
            connection = self._dial(self._child.path, patience=0) if self._child.alive else None
            if connection is not None:
                return connection, "The connection to the interview host had broken; connected again."
            self._child.stop()
            self._child = None
        if not possible:
            raise HostUnavailable(
                "The interview host does not answer: save the notebook and restart the kernel."
            )
        self._child = HostProcess.start()
        connection = self._dial(self._child.path, patience=0)
        if connection is None:
            raise HostUnavailable(f"The interview host ended at once: {self._child.last_words()}")
        if again:
            return connection, "The interview host had gone away; started another, and the interview goes on."
        return connection, f"No host answers at {HOST_VARIABLE}; started one here." if path else ""

    def _dial(self, path: str, *, patience: float) -> Connection | None:
        """A connection past its ``hello``, tried for ``patience`` seconds; ``None`` if nothing answers.

        Raises ``HostUnavailable`` where a host answers and refuses.
        """
        deadline = time.monotonic() + patience
        while True:
            try:
                connection = Connection.open(path, on_push=self._on_push)
                return self._greeted(connection)
            except (OSError, ConnectionLost):
                if time.monotonic() >= deadline:
                    return None
                time.sleep(0.05)  # a Unix socket gives no sign when someone begins to listen on it

    def _greeted(self, connection: Connection) -> Connection:
        args = {"version": VERSION, "client": f"mockmind_lab {__version__}"}
        if self._notebook:
            args["notebook"] = self._notebook
        try:
            result = connection.call("hello", args, timeout=_HELLO_SECONDS)
            data = result.get("data")
            said: dict[str, Any] = data if isinstance(data, dict) else {}
            _check_version(said.get("version", VERSION))
        except BaseException:
            connection.close()
            raise
        if "view" in result:
            self._on_push({"push": "view", "view": result["view"]})
        display = said.get("display")
        self.welcome = Welcome(
            str(said.get("server", "")), str(said.get("started_as", "")), str(display) if display else None
        )
        return connection


def _check_version(version: object) -> None:
    if version == VERSION:
        return
    newer = isinstance(version, int) and version > VERSION
    side = "in this kernel's environment" if newer else "where the host runs, and restart it"
    raise HostUnavailable(
        f"The host speaks protocol {version}, this kernel {VERSION}: upgrade mockmind_lab {side}."
    )


def notebook_name() -> str | None:
    """The notebook's file name (no folder), where the front end tells it to the kernel."""
    name = os.environ.get("JPY_SESSION_NAME")
    return Path(name).name[:200] if name and name.endswith(".ipynb") else None
