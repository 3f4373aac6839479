"""Makes a Jupyter server a host: a socket in the runtime directory, its path in ``MOCKMIND_HOST``.

Ordinary kernels inherit the variable; a sandboxed one gets a socket of its own from the provisioner,
served by the same host.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from jupyter_core.paths import jupyter_runtime_dir
from jupyter_server.extension.application import ExtensionApp
from traitlets.config import Config

from mockmind_lab.errors import MockmindError
from mockmind_lab.host import HostThread, override
from mockmind_lab.protocol import HOST_VARIABLE
from mockmind_lab.server.routes import ROUTES

if TYPE_CHECKING:
    from mockmind_lab.host import Listener

__all__ = ["MockmindServerApp"]

_MAX_PATH = 100
"""Bytes; a longer path of a Unix socket fails (the kernel's limit is 108 with its end)."""


class MockmindServerApp(ExtensionApp):
    """The extension ``mockmind_lab``."""

    name = "mockmind_lab"
    _listener: Listener | None = None
    _folder: Path | None = None

    def initialize_settings(self) -> None:
        """Listen before any kernel starts. A server that can't host still serves notebooks, and says why."""
        # So that the server's command line can say what `mockmind start` was told.
        override(Config({"Judge": self.config.Judge}) if "Judge" in self.config else Config())
        try:
            self._listener = HostThread.shared().listen(self._socket(), started_as="jupyter server")
        except (MockmindError, OSError) as error:
            self.log.error("mockmind_lab can't host interviews: %s", error)
            return
        os.environ[HOST_VARIABLE] = self._listener.path
        self.log.info("mockmind_lab hosts interviews at %s", self._listener.path)

    def initialize_handlers(self) -> None:
        """The panel's WebSocket, and what the New-interview dialog and the history ask for."""
        self.handlers.extend(ROUTES)

    async def stop_extension(self) -> None:
        """Pause open interviews and let go of everything."""
        listener, self._listener = self._listener, None
        if listener is not None:
            os.environ.pop(HOST_VARIABLE, None)
            await asyncio.to_thread(listener.close)
            await asyncio.to_thread(HostThread.shared().close)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _socket(self) -> Path:
        runtime = Path(jupyter_runtime_dir())
        path = runtime / f"mockmind-{os.getpid()}.sock"
        if len(os.fsencode(path)) <= _MAX_PATH:
            runtime.mkdir(parents=True, exist_ok=True, mode=0o700)
            return path
        self._folder = Path(tempfile.mkdtemp(prefix="mockmind-"))
        return self._folder / "host.sock"
