"""Starts a jailed process, holds its handles, and says in one line why it would not start."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import queue
import re
import resource
import select
import shutil
import signal
import subprocess
import threading
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab.errors import SandboxUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mockmind_lab.provisioner.identity import Identity

__all__ = ["Jailed", "find_bubblewrap", "on_permanent_thread", "process_limits", "start"]

_TAIL_LINES = 12
_USERNS_FIX = (
    "User namespaces are blocked on this machine, so the sandbox can't be opened: allow them with "
    "'sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0 kernel.unprivileged_userns_clone=1' "
    "(in a container, run it with --security-opt seccomp=unconfined), then start the kernel again."
)
_USERNS_SIGNS = ("namespace", "uid map", "gid map", "setting up uid", "unshare", "Operation not permitted")


class _PermanentThread:
    """A daemon thread that lives as long as the process.

    bubblewrap's ``--die-with-parent`` fires when the thread that spawned it ends, and callers come and go.
    """

    def __init__(self) -> None:
        self.process_id = os.getpid()
        self._work: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = queue.SimpleQueue()
        threading.Thread(target=self._run, name="mockmind-spawn", daemon=True).start()

    def submit(self, work: Callable[[], Any]) -> Future[Any]:
        future: Future[Any] = Future()
        self._work.put((work, future))
        return future

    def _run(self) -> None:
        while True:
            work, future = self._work.get()
            try:
                future.set_result(work())
            except BaseException as error:
                future.set_exception(error)


_thread: _PermanentThread | None = None
_thread_lock = threading.Lock()


def on_permanent_thread(work: Callable[[], Any]) -> Future[Any]:
    """Run ``work`` on the process's permanent thread (a forked child gets a thread of its own)."""
    global _thread
    with _thread_lock:
        if _thread is None or _thread.process_id != os.getpid():
            _thread = _PermanentThread()
        return _thread.submit(work)


class _Output:
    """Copies what the jail writes to our own standard error, and keeps the last lines.

    A pipe, because an inherited descriptor could be opened again from inside through ``/proc/self/fd``: a
    server's log, with its token, would be readable there.
    """

    def __init__(self) -> None:
        read, self.write_end = os.pipe()
        self._lines: deque[bytes] = deque(maxlen=_TAIL_LINES)
        self._thread = threading.Thread(target=self._drain, args=(read,), name="mockmind-output", daemon=True)
        self._thread.start()

    def last_line(self) -> str:
        """The last line that says anything, once the jail is gone."""
        self._thread.join(timeout=2)
        said = [line.decode(errors="replace").strip() for line in self._lines]
        return next((line for line in reversed(said) if line), "")

    def _drain(self, descriptor: int) -> None:
        with open(descriptor, "rb", buffering=0) as pipe:
            while chunk := pipe.read(65536):
                self._lines.extend(chunk[-8192:].splitlines())
                with contextlib.suppress(OSError):
                    os.write(2, chunk)


@dataclass(slots=True)
class Jailed:
    """A running jail. ``init`` is a pidfd of its pid 1, whose end ends all; ``kernel`` one of the kernel."""

    process: subprocess.Popen[bytes]
    init: int
    kernel: int
    kernel_pid: int
    output: _Output | None

    def signal(self, signum: int) -> None:
        """Send to the kernel itself (bubblewrap would die of SIGINT); SIGKILL ends everything inside."""
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(self.init if signum == signal.SIGKILL else self.kernel, signum)

    def join(self, *, seconds: float = 10.0) -> bool:
        """Wait until no process is left inside; ``False`` if some are after ``seconds``."""
        return bool(select.select([self.init], [], [], seconds)[0])

    def ending(self, *, seconds: float) -> Callable[[], None]:
        """What waits until bubblewrap itself has ended, at most about ``seconds``: for another thread, and
        though all of this is closed meanwhile."""
        process, init = self.process, os.dup(self.init)

        def wait() -> None:
            try:
                if select.select([init], [], [], seconds)[0]:
                    with contextlib.suppress(subprocess.TimeoutExpired):
                        process.wait(seconds)  # it only has to notice
            finally:
                os.close(init)

        return wait

    def end(self) -> None:
        """End every process inside, wait for that, and give up the handles."""
        self.signal(signal.SIGKILL)
        self.process.wait()
        self.join()
        self.close()

    def close(self) -> None:
        """Give up the handles; the jail must have ended."""
        os.close(self.init)
        os.close(self.kernel)


def find_bubblewrap(program: str) -> tuple[str, tuple[int, ...]]:
    """Path, and ``(0, 8, 0)`` for version 0.8.0. Raises ``SandboxUnavailable`` if there is none of use."""
    found = shutil.which(program)
    if found is None:
        raise SandboxUnavailable(
            "bubblewrap is not installed, and without it a mockmind kernel can't run safely: "
            "install it with 'sudo apt-get install bubblewrap' and start the kernel again."
        )
    said = _version(found)
    version = tuple(int(number) for number in re.findall(r"\d+", said)[:3])
    if version < (0, 6):
        raise SandboxUnavailable(f"A mockmind kernel needs bubblewrap 0.6 or newer; {found} says {said!r}.")
    return found, version


@cache
def _version(path: str) -> str:
    answer = subprocess.run([path, "--version"], capture_output=True, text=True, env={}, check=False)
    return answer.stdout.strip()


def process_limits(*, memory_bytes: int, processes: int) -> dict[int, int]:
    """The rlimits of the kernel and its children.

    RLIMIT_NPROC counts threads too. Before Linux 5.14 it counts all processes of the user instead of those in
    the jail's user namespace, and would starve an ordinary user; the watch stands in there.
    """
    limits = {resource.RLIMIT_AS: memory_bytes, resource.RLIMIT_CORE: 0}
    kernel = tuple(int(part) for part in re.findall(r"\d+", platform.release())[:2])
    if os.getuid() == 0 or kernel >= (5, 14):
        limits[resource.RLIMIT_NPROC] = processes
    return limits


def start(
    program: str,
    arguments: Sequence[str],
    command: Sequence[str],
    *,
    identity: Identity,
    limits: Mapping[int, int],
    stdout: Any = None,
    stderr: Any = None,
) -> Jailed:
    """Start ``command`` in a jail; to be called on the permanent thread. Raises ``SandboxUnavailable``.

    Returns when the command's process exists and its limits bind: they are set on pid 1 of the jail while it
    still waits, so that everything inside inherits them.
    """
    output = _Output() if stdout is None or stderr is None else None
    gates = _Gates()
    arguments_fd = _memory_file([*identity.arguments, *arguments])
    own = [*gates.arguments(mapped=identity.maps is not None), "--args", str(arguments_fd)]
    try:
        process = _spawn(
            [program, *own, "--", *identity.wrapper, *command],
            stdout=output.write_end if stdout is None and output else stdout,
            stderr=output.write_end if stderr is None and output else stderr,
            pass_fds=(*gates.theirs, arguments_fd),
        )
    except BaseException:
        gates.close()
        raise
    finally:
        for descriptor in (*gates.theirs, arguments_fd, *([output.write_end] if output else [])):
            os.close(descriptor)
    try:
        return _attach(process, gates, identity, limits, output)
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise _refusal(process, output, str(error)) from error
    finally:
        gates.close()


def _memory_file(arguments: Sequence[str]) -> int:
    """A descriptor that holds bubblewrap's arguments, so that a list of processes shows no path of ours."""
    descriptor = os.memfd_create("arguments")
    os.write(descriptor, b"".join(os.fsencode(word) + b"\0" for word in arguments))
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor


def _spawn(
    words: Sequence[str], *, stdout: Any, stderr: Any, pass_fds: tuple[int, ...]
) -> subprocess.Popen[bytes]:
    """Start bubblewrap, with nothing of ours but ``pass_fds`` and where its output goes."""
    return subprocess.Popen(
        words,
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=stderr,
        # Not ours: what bubblewrap's own process was started with can be read inside, in /proc/1/environ.
        env={},
        cwd="/",
        pass_fds=pass_fds,
        start_new_session=True,
    )


class _Gates:
    """The pipes on which bubblewrap tells its pid, waits for its user map, and waits before the command."""

    def __init__(self) -> None:
        self._info, info = os.pipe()
        users, self._users = os.pipe()
        last, self._last = os.pipe()
        self.theirs = (info, users, last)
        self._ours = {self._info, self._users, self._last}

    def arguments(self, *, mapped: bool) -> list[str]:
        info, users, last = map(str, self.theirs)
        return ["--info-fd", info, "--block-fd", last, *(["--userns-block-fd", users] if mapped else [])]

    def init_pid(self) -> int:
        """Pid 1 of the jail, as seen from here. Raises ``ValueError`` if bubblewrap ended without telling."""
        said = b""
        while not said.rstrip().endswith(b"}") and (chunk := os.read(self._info, 4096)):
            said += chunk
        return int(json.loads(said)["child-pid"])

    def open_users(self) -> None:
        os.write(self._users, b"x")

    def open_last(self) -> None:
        os.write(self._last, b"x")

    def close(self) -> None:
        while self._ours:
            os.close(self._ours.pop())


def _attach(
    process: subprocess.Popen[bytes],
    gates: _Gates,
    identity: Identity,
    limits: Mapping[int, int],
    output: _Output | None,
) -> Jailed:
    init_pid = gates.init_pid()
    init = os.pidfd_open(init_pid)
    try:
        for limit, value in limits.items():
            resource.prlimit(init_pid, limit, (value, value))
        if identity.maps is not None:
            for name, text in zip(("uid_map", "gid_map"), identity.maps, strict=True):
                Path(f"/proc/{init_pid}/{name}").write_text(text)
            gates.open_users()
            _seal_userns(init_pid)
        gates.open_last()
        kernel_pid = _first_child(init_pid, init)
        return Jailed(process, init, os.pidfd_open(kernel_pid), kernel_pid, output)
    except BaseException:
        os.close(init)
        raise


def _seal_userns(init_pid: int) -> None:
    """Forbid user namespaces inside the jail's own: the setting is the namespace's, so enter it to write."""
    script = "echo 0 > /proc/sys/user/max_user_namespaces"
    command = ["nsenter", "--target", str(init_pid), "--user", "--", "/bin/sh", "-c", script]
    subprocess.run(command, check=True, capture_output=True, timeout=10)


def _first_child(init_pid: int, init: int) -> int:
    """The process that the jail's pid 1 starts; nothing announces it. ``ValueError`` if none comes."""
    children = Path(f"/proc/{init_pid}/task/{init_pid}/children")
    while not select.select([init], [], [], 0.001)[0]:
        with contextlib.suppress(OSError):
            if found := children.read_text().split():
                return int(found[0])
    raise ValueError("it ended before the kernel started")


def _refusal(process: subprocess.Popen[bytes], output: _Output | None, cause: str) -> SandboxUnavailable:
    """Why bubblewrap gave up, in one line, with the fix where we know it."""
    process.kill()
    process.wait()
    line = (output.last_line() if output else "") or cause
    if any(sign in line for sign in _USERNS_SIGNS):
        return SandboxUnavailable(f"{_USERNS_FIX} ({line})")
    return SandboxUnavailable(
        f"The kernel's sandbox could not be opened ({line}): 'mockmind doctor' says which part is missing."
    )
