"""Adds up a jail's memory and disk from outside, counts its processes, and ends one that exceeds its limits.

A process limit holds a fork bomb and an address space limit holds one process; their product may still be
more than the machine has. Control groups would bound the sum, but can seldom be written. Adding up always
works: the jail's own ``/proc``, seen through a descriptor, lists exactly its processes, and the end of its
pid 1 ends them all.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import threading
from typing import TYPE_CHECKING

from mockmind_lab.provisioner.disk import Growth

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Watch"]

_INTERVAL_SECONDS = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Watch:
    """Watches one jail on a daemon thread until it ends. ``on_breach`` gets one line for the log.

    ``first`` is done on that thread before it looks for the first time, and must not raise.
    ``folder``, where not empty, may grow by ``disk_bytes`` (0: without end).
    """

    def __init__(
        self,
        kernel_pid: int,
        init: int,
        *,
        memory_bytes: int,
        processes: int,
        on_breach: Callable[[str], None],
        first: Callable[[], None],
        folder: str = "",
        disk_bytes: int = 0,
    ) -> None:
        self._proc = os.open(f"/proc/{kernel_pid}/root/proc", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            self._init = os.dup(init)
        except BaseException:
            os.close(self._proc)
            raise
        self._memory_bytes = memory_bytes
        self._processes = processes
        self._folder, self._disk_bytes = folder, disk_bytes
        self._on_breach = on_breach
        self._first = first
        threading.Thread(target=self._run, name="mockmind-watch", daemon=True).start()

    def _run(self) -> None:
        self._first()
        growth = Growth(self._folder) if self._folder and self._disk_bytes else None
        try:
            while not select.select([self._init], [], [], _INTERVAL_SECONDS)[0]:
                inside = [name for name in os.listdir(self._proc) if name.isdecimal()]  # noqa: PTH208
                breach = self._breach(inside)
                if growth is not None and growth.bytes() > self._disk_bytes:
                    breach = f"its folder grew by more than {self._disk_bytes >> 20} MiB"
                if breach:
                    with contextlib.suppress(ProcessLookupError):
                        signal.pidfd_send_signal(self._init, signal.SIGKILL)
                    self._on_breach(breach)
                    return
        except OSError:
            return  # the jail's /proc went away with it
        finally:
            os.close(self._proc)
            os.close(self._init)

    def _breach(self, inside: list[str]) -> str:
        # The jail's own pid 1 is not the candidate's.
        if len(inside) - 1 > self._processes:
            return f"it had more than {self._processes} processes"
        # Resident pages that are shared count once a process, so a sum above the limit is looked at closely.
        if sum(map(self._resident, inside)) > self._memory_bytes:  # noqa: SIM102
            if sum(map(self._proportional, inside)) > self._memory_bytes:
                return f"its processes together used more than {self._memory_bytes >> 20} MiB"
        return ""

    def _resident(self, name: str) -> int:
        fields = self._read(f"{name}/statm").split()
        return int(fields[1]) * _PAGE if len(fields) > 1 else 0

    def _proportional(self, name: str) -> int:
        for line in self._read(f"{name}/smaps_rollup").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
        return 0

    def _read(self, name: str) -> str:
        try:
            descriptor = os.open(name, os.O_RDONLY | os.O_CLOEXEC, dir_fd=self._proc)
        except OSError:
            return ""
        with contextlib.suppress(OSError), open(descriptor) as file:
            return file.read()
        return ""
