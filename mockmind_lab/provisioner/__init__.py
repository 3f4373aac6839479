"""The sandboxed kernel: a ``jupyter_client`` provisioner that runs ipykernel in a bubblewrap jail.

It has no network, a cleared environment, limits on memory and processes, and sees of this machine an
interpreter, its packages and the notebook's folder. Its host is in the process that starts it, or nowhere: a
socket of the kernel's own is the only way out.
"""

from __future__ import annotations

import asyncio
import compileall
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast

from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets import Integer, List, Unicode

from mockmind_lab.errors import SandboxUnavailable
from mockmind_lab.provisioner.groups import Groups
from mockmind_lab.provisioner.identity import choose_identity
from mockmind_lab.provisioner.jail import Jail
from mockmind_lab.provisioner.launch import (
    Jailed,
    find_bubblewrap,
    on_permanent_thread,
    process_limits,
    start,
)
from mockmind_lab.provisioner.places import (
    code_paths,
    configured_secrets,
    event_store,
    kernel_side,
    notebook_folder,
    secret_paths,
)
from mockmind_lab.provisioner.ready import use_ready_client
from mockmind_lab.provisioner.rundir import RunDir
from mockmind_lab.provisioner.watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from jupyter_client.connect import KernelConnectionInfo
    from jupyter_client.manager import KernelManager

__all__ = ["Listener", "MockmindProvisioner", "open_host"]

_MOMENT = 1.0  # seconds; who waits gives up by its own time limit


class Listener(Protocol):
    """A host's socket for one kernel."""

    def close(self) -> None:
        """Stop listening and end the connections made through it. Idempotent."""
        ...


def open_host(path: str, *, notebook: str | None) -> Listener:
    """Serve the protocol at ``path`` from this process; the host is imported only here."""
    from mockmind_lab.host import HostThread

    started_as = "jupyter server" if _display() == "widgets" else "kernel provisioner"
    return HostThread.shared().listen(path, started_as=started_as, notebook=notebook, jailed=True)


class MockmindProvisioner(LocalProvisioner):
    """Starts, signals and ends one sandboxed kernel. Without a sandbox there is no kernel."""

    memory_bytes = Integer(
        4 << 30,
        config=True,
        help="Address space of one process, and memory of all processes of the kernel together, in bytes.",
    )
    processes = Integer(256, config=True, help="Most processes that a kernel may have at once.")
    scratch_bytes = Integer(
        256 << 20,
        config=True,
        help="Most bytes that fit into each of the kernel's /tmp, /dev/shm and home, which end with it.",
    )
    disk_bytes = Integer(
        2 << 30,
        config=True,
        help="By how many bytes the notebook's folder may grow while the kernel runs; a kernel that goes "
        "beyond is ended. 0: without end.",
    )
    hidden = List(
        Unicode(),
        config=True,
        help="More files and folders that a kernel must not see, such as a problem bank of your own.",
    )
    visible = List(
        Unicode(),
        config=True,
        help="More files and folders that a kernel may read, such as a data set or an editable package.",
    )
    bubblewrap = Unicode("bwrap", config=True, help="The bubblewrap program: a name on PATH or a path.")

    _directory: RunDir | None = None
    _jailed: Jailed | None = None
    _groups: Groups | None = None
    _listener: Listener | None = None
    _ending = False

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Give the kernel its directory and sockets. Raises ``SandboxUnavailable``."""
        self._configure()
        find_bubblewrap(self.bubblewrap)
        try:
            if self._directory is None:
                self._directory = RunDir.create()
            else:
                self._directory.clear_sockets()
            self._connect(self._directory, kwargs.get("env") or {})
            return await super().pre_launch(**kwargs)
        except BaseException:
            await self._release()
            raise

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Start the kernel in its jail. Raises ``SandboxUnavailable`` where the jail can't be opened."""
        self.cwd = kwargs.get("cwd") or str(Path.cwd())
        self._ending = False
        try:
            work = partial(self._start, cmd, stdout=kwargs.get("stdout"), stderr=kwargs.get("stderr"))
            self._jailed = jailed = await asyncio.wrap_future(on_permanent_thread(work))
        except BaseException:
            await self._release()
            raise
        self.process = jailed.process
        self.pid = jailed.kernel_pid
        return self.connection_info

    async def shutdown_requested(self, restart: bool = False) -> None:
        """The kernel has been asked to end, and is about to be waited for."""
        await super().shutdown_requested(restart=restart)
        self._ending = True

    async def poll(self) -> int | None:
        """The exit code, None while it runs; one that is ending gets a moment to be done.

        Whoever waits for a kernel asks every 0.1 s, and would hear of its end that much late.
        """
        code = await super().poll()
        if code is None and self._ending and self._jailed is not None:
            await _off_loop(self._jailed.ending(seconds=_MOMENT))
            code = await super().poll()
        return code

    async def send_signal(self, signum: int) -> None:
        """Signal the kernel's own process; SIGKILL ends every process of the jail."""
        self._ending = self._ending or signum == signal.SIGKILL
        if self._jailed is not None:
            self._jailed.signal(signum)

    async def wait(self) -> int | None:
        """Wait until no process of the jail is left."""
        result = await super().wait()
        if self._jailed is not None:
            await _off_loop(self._jailed.join)
        self._close_jail()
        return result

    async def cleanup(self, restart: bool = False) -> None:
        """Free what the kernel held; its directory and its host's socket stay over a restart."""
        await super().cleanup(restart=restart)
        if not restart:
            await self._release()

    def _configure(self) -> None:
        """Take in ``jupyter_mockmind_config.py``; what the launching program was told comes first."""
        from mockmind_lab.host import load_config

        config = load_config()
        config.merge(self.config)
        self.update_config(config)

    def _connect(self, directory: RunDir, env: dict[str, str]) -> None:
        """Point the kernel manager at the kernel's directory, and have the host listen in it."""
        manager = cast("KernelManager", self.parent)
        manager.transport = "ipc"
        manager.ip = str(directory.sockets / "z")
        manager.connection_file = str(directory.connection_file)
        manager.cache_ports = False
        use_ready_client(manager)
        if self._listener is None:
            self._listener = open_host(str(directory.host_socket), notebook=env.get("JPY_SESSION_NAME"))

    def _start(self, cmd: list[str], *, stdout: Any, stderr: Any) -> Jailed:
        """Runs on the permanent thread."""
        directory = self._directory
        if directory is None:
            raise SandboxUnavailable("The kernel's directory is gone: start the kernel again.")
        for path in kernel_side():
            # Inside, nothing compiled can be written, and every start would compile again.
            compileall.compile_dir(path, quiet=2) if path.is_dir() else compileall.compile_file(path, quiet=2)
        jail = self._jail(directory)
        program, version = find_bubblewrap(self.bubblewrap)
        jailed = start(
            program,
            jail.arguments(),
            cmd,
            identity=choose_identity(jail.folder.path, disable_userns=version >= (0, 8)),
            limits=process_limits(memory_bytes=self.memory_bytes, processes=self.processes),
            stdout=stdout,
            stderr=stderr,
        )
        self._watch(jailed, str(jail.folder.path) if jail.folder.path and jail.folder.writable else "")
        return jailed

    def _watch(self, jailed: Jailed, folder: str) -> None:
        """Have the jail's limits kept, or end it."""
        # The memory files of its scratch places count in a group, and its pid 1 is not the candidate's.
        memory = self.memory_bytes + 3 * self.scratch_bytes
        self._groups = groups = Groups.create(
            str(jailed.kernel_pid), memory_bytes=memory, processes=self.processes + 1
        )
        try:
            Watch(
                jailed.kernel_pid,
                jailed.init,
                memory_bytes=self.memory_bytes,
                processes=self.processes,
                on_breach=self._on_breach,
                # To change a process's group takes up to 60 ms, in which the kernel begins to start.
                first=partial(groups.take, jailed.kernel_pid),
                folder=folder,
                disk_bytes=self.disk_bytes,
            )
        except BaseException as error:
            jailed.end()
            self._groups.close()
            if not isinstance(error, (OSError, RuntimeError)):
                raise
            raise SandboxUnavailable(
                f"The kernel ended as it began, or can't be watched ({error}): start it again, or see what "
                "'mockmind doctor' says of the sandbox."
            ) from error

    def _jail(self, directory: RunDir) -> Jail:
        secrets = (*secret_paths((*self.hidden, *configured_secrets(self.config))), directory.path.parent)
        # A directory that came into being later could not be hidden any more.
        event_store().mkdir(mode=0o700, parents=True, exist_ok=True)
        code = code_paths(self.visible)
        folder = notebook_folder(str(self.cwd), secrets=secrets, code=code)
        if folder.path is None:
            self.log.warning(
                "%s does not show in a mockmind kernel, which starts in an empty home.", self.cwd
            )
        elif not folder.writable:
            self.log.warning(
                "%s is read-only in a mockmind kernel (as are a home, and what holds an interpreter or "
                "interviews), so no report can be written there: move the notebook to a folder of its own.",
                self.cwd,
            )
        return Jail(
            directory=directory,
            folder=folder,
            code=code,
            secrets=secrets,
            scratch_bytes=self.scratch_bytes,
            display=_display(),
        )

    def _on_breach(self, what: str) -> None:
        self.log.warning("Kernel %s was ended: %s.", self.kernel_id, what)

    def _close_jail(self) -> None:
        if self._jailed is not None:
            self._jailed.close()
            self._jailed = None
        if self._groups is not None:
            self._groups.close()
            self._groups = None

    async def _release(self) -> None:
        listener, self._listener = self._listener, None
        directory, self._directory = self._directory, None
        if listener is not None:
            # It waits for its connections to end, and a Jupyter server has other kernels to serve.
            await _off_loop(listener.close)
        if directory is not None:
            directory.remove()


async def _off_loop(work: Callable[[], object]) -> None:
    """Do ``work`` on another thread; here where the program is at its end and gives out no more threads."""
    try:
        await asyncio.to_thread(work)
    except RuntimeError:
        work()


def _display() -> Literal["text", "widgets"]:
    """``widgets`` in a Jupyter server, whose front ends draw them; never imports a server to find out."""
    server = sys.modules.get("jupyter_server.serverapp")
    return "widgets" if server is not None and server.ServerApp.initialized() else "text"
