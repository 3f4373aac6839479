"""The WebSocket of a panel beside a notebook: the protocol's messages, between the browser and the host."""

from __future__ import annotations

import asyncio
import json
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from jupyter_core.utils import ensure_async
from jupyter_server.auth.decorator import ws_authenticated
from jupyter_server.base.handlers import JupyterHandler
from jupyter_server.base.websocket import WebSocketMixin
from tornado import web
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from mockmind_lab.crossing import Crossing
from mockmind_lab.host import HostThread
from mockmind_lab.protocol import MAX_REQUEST_BYTES

if TYPE_CHECKING:
    from mockmind_lab.host.wire import ThreadWire

__all__ = ["AUTH_RESOURCE", "LiveHandler"]

AUTH_RESOURCE = "mockmind"
"""What a Jupyter authorizer is asked about: ``read`` to look, ``execute`` to take part."""


class LiveHandler(WebSocketMixin, WebSocketHandler, JupyterHandler):  # pyright: ignore[reportIncompatibleMethodOverride]
    """One panel. It speaks for the person whose kernels and files this server serves, and for nobody else."""

    auth_resource = AUTH_RESOURCE
    _wire: ThreadWire | None = None

    def set_default_headers(self) -> None:
        """None: those of ``JupyterHandler`` make no sense here."""

    @ws_authenticated
    async def get(self, *args: Any, **kwargs: Any) -> None:
        """Let in whom Jupyter knows and its authorizer allows."""
        allowed = self.authorizer.is_authorized(self, self.current_user, "execute", AUTH_RESOURCE)
        if not await ensure_async(allowed):
            raise web.HTTPError(403)
        await super().get(*args, **kwargs)

    def open(self, *args: Any, **kwargs: Any) -> None:
        """Connect to the host, which lives on a thread of its own."""
        super().open(*args, **kwargs)
        self.set_nodelay(True)  # else a small message waits up to 40 ms for the acknowledgement of the last
        here: Crossing = self.settings.setdefault("mockmind_crossing", Crossing(asyncio.get_running_loop()))
        self._wire = HostThread.shared().serve_panel(
            lambda line: here.call(self._deliver, line), lambda: here.call(self.close)
        )

    def on_message(self, message: str | bytes) -> None:
        """Hand a message on; a notebook's path is of this server, and its place is of this machine."""
        if self._wire is not None:
            text = message if isinstance(message, str) else message.decode("utf-8", "replace")
            self._wire.put(self._placed(text).encode("utf-8", "replace"))

    def on_close(self) -> None:
        """Tell the host."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.end()

    def _deliver(self, line: bytes) -> None:
        wire = self._wire
        if wire is None:
            return
        try:
            sent = self.write_message(line)
        except WebSocketClosedError:
            return
        sent.add_done_callback(partial(_sent, wire, len(line)))

    def _placed(self, message: str) -> str:
        if '"subscribe"' not in message or len(message) > MAX_REQUEST_BYTES:
            return message
        try:
            request = json.loads(message)
            path = request["args"]["notebook"]
            if request["op"] != "subscribe" or not isinstance(path, str):
                return message
        except (ValueError, LookupError, TypeError):
            return message  # the host says what is wrong with it
        request["args"]["notebook"] = place(self.kernel_manager, path)
        return json.dumps(request)


def place(kernel_manager: Any, path: str) -> str:
    """What a kernel of the notebook at ``path`` (below the server's root) is told as its session's name."""
    path = path.strip("/")
    return f"{kernel_manager.cwd_for_path(path)}/{PurePosixPath(path).name}"


def _sent(wire: ThreadWire, size: int, done: Any) -> None:
    wire.delivered(size)
    done.exception()  # a socket that closed meanwhile is told of by on_close
