"""A host of the kernel's own: a child process, for kernels that nobody gave one."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from mockmind_lab.errors import HostUnavailable
from mockmind_lab.protocol import HOST_VARIABLE

__all__ = ["HostProcess"]

_START_SECONDS = 30
_STOP_SECONDS = 5
_NOT_THEIRS = frozenset({HOST_VARIABLE, "MOCKMIND_CANDIDATE"})
"""Variables that this kernel must not choose for its host: another's socket, and for whom it vouches."""
_LONGEST_DIRECTORY = 80  # bytes; a socket's path may have about 107


class HostProcess:
    """A running host and the private directory that holds its socket and its log."""

    def __init__(self, process: subprocess.Popen[bytes], directory: Path) -> None:
        self._process = process
        self._directory = directory
        self._owner = os.getpid()

    @staticmethod
    def possible() -> bool:
        """Whether a host can be started from here: not in a sandboxed kernel, which sees no host's code."""
        return importlib.util.find_spec("mockmind_lab.host") is not None

    @classmethod
    def start(cls) -> HostProcess:
        """Start a host and wait until it listens; raises ``HostUnavailable`` with its log's last line."""
        directory = _private_directory()
        command = [sys.executable, "-P", "-m", "mockmind_lab.host"]
        command += ["--socket", str(directory / "host.sock"), "--parent-pid", str(os.getpid())]
        environment = {name: value for name, value in os.environ.items() if name not in _NOT_THEIRS}
        with open(directory / "host.log", "wb") as log:
            # Its own session: an interrupt meant for a cell must not reach it.
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=log,
                env=environment,
                start_new_session=True,
            )
        host = cls(process, directory)
        try:
            host._wait_until_ready()
        except BaseException:
            host.stop()
            raise
        return host

    @property
    def path(self) -> str:
        """Where its socket is."""
        return str(self._directory / "host.sock")

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def last_words(self) -> str:
        """The last line of its log that says something, for an error message."""
        try:
            lines = (self._directory / "host.log").read_text("utf-8", "replace").splitlines()
        except OSError:
            return ""
        return next((line.strip()[:300] for line in reversed(lines) if line.strip()), "")

    def stop(self) -> None:
        """End it, wait for that, and remove its directory. Idempotent; a forked child does nothing."""
        if os.getpid() != self._owner:
            return
        if self.alive:
            self._process.terminate()
            try:
                self._process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        if self._process.stdout is not None:
            self._process.stdout.close()
        shutil.rmtree(self._directory, ignore_errors=True)

    def _wait_until_ready(self) -> None:
        stdout = self._process.stdout
        assert stdout is not None
        deadline = time.monotonic() + _START_SECONDS
        said = b""
        while not said.endswith(b"\n"):
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([stdout], [], [], left)[0]:
                raise HostUnavailable(
                    f"The interview host was not ready within {_START_SECONDS} seconds: try again, or see "
                    "`mockmind doctor`."
                )
            chunk = os.read(stdout.fileno(), 4096)
            if not chunk:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    self._process.wait(1)
                why = self.last_words() or f"it ended with status {self._process.poll()}"
                raise HostUnavailable(f"The interview host did not start: {why}. See `mockmind doctor`.")
            said += chunk
        try:
            ready = json.loads(said.splitlines()[0])
        except ValueError:
            ready = None
        if isinstance(ready, dict) and "error" in ready:
            raise HostUnavailable(f"The interview host did not start: {str(ready['error'])[:500]}")
        if not isinstance(ready, dict) or "ready" not in ready:
            raise HostUnavailable(
                f"The interview host said {said[:80]!r} instead of being ready. See `mockmind doctor`."
            )


def _private_directory() -> Path:
    """A new directory that only this user can enter (mode 0700), with a path short enough for a socket."""
    for parent in (os.environ.get("XDG_RUNTIME_DIR"), tempfile.gettempdir(), "/tmp"):
        if parent and os.access(parent, os.W_OK) and len(os.fsencode(parent)) <= _LONGEST_DIRECTORY:
            return Path(tempfile.mkdtemp(prefix="mockmind-", dir=parent))
    raise HostUnavailable(
        "No folder for the host's socket: set TMPDIR to a writable folder with a short path."
    )
