"""Sandboxed kernels started in a made-up home, with a stand-in for the host that echoes lines."""

from __future__ import annotations

import os
import socketserver
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jupyter_client.manager import KernelManager

import mockmind_lab.provisioner as provisioner
from mockmind_lab.provisioner.rundir import base_directory

if TYPE_CHECKING:
    from collections.abc import Iterator

CANARY = "canary-5f1d0c"


class _Echo(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        for line in self.rfile:
            self.wfile.write(line)


class EchoHost:
    """What the host's listener looks like to the provisioner."""

    def __init__(self, path: str, *, notebook: str | None) -> None:
        self.notebook = notebook
        self.closed = False
        self._server = socketserver.ThreadingUnixStreamServer(path, _Echo)
        self._server.daemon_threads = True
        Path(path).chmod(0o600)
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            self._server.shutdown()
            self._server.server_close()


@dataclass
class Place:
    """A home, a store, a configuration and a bank with a canary each, and a notebook's folder."""

    root: Path
    folder: Path
    secrets: tuple[Path, ...]


@pytest.fixture
def runtime(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A place of its own for kernels' directories: tests beside this one start kernels too."""
    with tempfile.TemporaryDirectory(prefix="mm", dir="/tmp") as folder:  # a socket's path must be short
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield Path(folder)


@pytest.fixture
def place(
    runtime: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Place:
    home = tmp_path_factory.mktemp("home")
    names = ("data/mockmind/store.sqlite3", "config/jupyter_server_config.json", "bank/two/tests")
    secrets = (home / ".ssh" / "id", *(tmp_path / name for name in names))
    for path in secrets:
        path.parent.mkdir(parents=True)
        path.write_text(f'{{"{CANARY}": {{}}}}')
    settings = tmp_path / "config" / "jupyter_mockmind_config.py"
    settings.write_text(f"# {CANARY}\nc.Library.paths = [{str(tmp_path / 'bank')!r}]\n")
    folder = tmp_path / "work"
    folder.mkdir()
    (folder / "here.txt").write_text("seen")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "data" / "runtime"))
    monkeypatch.setenv("ANTHROPIC_API_KEY", CANARY)
    monkeypatch.setenv("MOCKMIND_HOST", "/nowhere")
    return Place(tmp_path, folder, (*secrets, settings))


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> list[EchoHost]:
    """The hosts opened so far."""
    opened: list[EchoHost] = []

    def open_host(path: str, *, notebook: str | None) -> EchoHost:
        opened.append(EchoHost(path, notebook=notebook))
        return opened[-1]

    monkeypatch.setattr(provisioner, "open_host", open_host)
    return opened


class Kernel:
    """A running kernel and its client."""

    def __init__(self, manager: KernelManager) -> None:
        self.manager = manager
        self.client = manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)

    def run(self, code: str) -> str:
        """What the cell printed; raises AssertionError with its traceback if it failed."""
        printed: list[str] = []

        def take(message: dict[str, Any]) -> None:
            printed.append(message["content"].get("text", ""))

        reply = self.client.execute_interactive(code, output_hook=take, timeout=60, store_history=True)
        content = reply["content"]
        assert content["status"] == "ok", "\n".join(content.get("traceback", [str(content)]))
        return "".join(printed).strip()

    def start(self, code: str) -> str:
        """Begin a cell and return when it runs."""
        request = self.client.execute(code)
        while True:
            message = self.client.get_iopub_msg(timeout=30)
            if message["parent_header"].get("msg_id") == request and message["msg_type"] == "stream":
                return request

    def reply(self, request: str) -> dict[str, Any]:
        """The content of the reply to ``request``."""
        while True:
            message = self.client.get_shell_msg(timeout=60)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def ended(self) -> bool:
        """Wait until the kernel's process is gone."""
        deadline = threading.Event()
        timer = threading.Timer(30, deadline.set)
        timer.start()
        try:
            while self.manager.is_alive() and not deadline.wait(0.02):
                pass
            return not self.manager.is_alive()
        finally:
            timer.cancel()

    def restart(self) -> None:
        self.client.stop_channels()
        self.manager.restart_kernel(now=True)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)


@contextmanager
def started(folder: Path, **traits: Any):
    """A ``mockmind`` kernel whose notebook is in ``folder``."""
    manager = KernelManager(kernel_name="mockmind")
    manager.config.MockmindProvisioner.update(traits)
    manager.start_kernel(cwd=str(folder), env={**os.environ, "JPY_SESSION_NAME": "a notebook.ipynb"})
    try:
        kernel = Kernel(manager)
        try:
            yield kernel
        finally:
            kernel.client.stop_channels()
    finally:
        manager.shutdown_kernel(now=True)


@pytest.fixture
def kernel(place: Place, hosts: list[EchoHost]):
    with started(place.folder) as running:
        yield running


def directories() -> list[Path]:
    """The kernels' directories that exist now."""
    return [entry for entry in base_directory().iterdir() if entry.is_dir()]


def processes_with(pid: int) -> set[int]:
    """The processes in the pid namespace of process ``pid``, itself included."""
    namespace = _namespace(pid)
    return {other for other in all_processes() if _namespace(other) == namespace}


def all_processes() -> set[int]:
    """The processes of this machine."""
    return {int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdecimal()}


def _namespace(pid: int) -> str:
    try:
        return str(Path(f"/proc/{pid}/ns/pid").readlink())
    except OSError:
        return ""


__all__ = [
    "CANARY",
    "EchoHost",
    "Kernel",
    "Place",
    "all_processes",
    "directories",
    "processes_with",
    "started",
]
