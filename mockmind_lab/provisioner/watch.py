"""Adds up a jail's memory and disk from outside, counts its processes, and ends one that exceeds its limits.

A process limit holds a fork bomb and an address space limit holds one process; their product may still be
more than the machine has. Control groups would bound the sum, but can seldom be written. Adding up always
works: the jail's own ``/proc``, seen through a descriptor, lists exactly its processes, and the end of its
pid 1 ends them all.
"""

from __future__ import annotations

import contextlib
import logging
import os
import select
import signal
import threading
from typing import TYPE_CHECKING

from mockmind_lab.provisioner.disk import Growth

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Watch"]

log = logging.getLogger(__name__)

_INTERVAL_SECONDS = 0.1
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Watch:
    """Watches one jail on daemon threads until it ends. ``on_breach`` gets one line for the log.

    ``first`` is done before it looks inside for the first time, and must not raise. ``folder``, where not
    empty, may grow by ``disk_bytes`` (0: without end); it has a thread of its own, for to look through a
    large one takes long.
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
        self._memory_bytes = memory_bytes
        self._processes = processes
        self._on_breach = on_breach
        self._proc = os.open(f"/proc/{kernel_pid}/root/proc", os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            _begin("mockmind-watch", self._watch_inside, init, first)
        except BaseException:
            os.close(self._proc)
            raise
        if folder and disk_bytes:
            _begin("mockmind-watch-folder", self._watch_folder, init, folder, disk_bytes)

    def _watch_inside(self, init: int, first: Callable[[], None]) -> None:
        troubled = False
        try:
            if not _ended(init, seconds=0):  # whose number may be another process's by then
                first()
            while not _ended(init):
                try:
                    inside = [name for name in os.listdir(self._proc) if name.isdecimal()]  # noqa: PTH208
                    breach = self._breach(inside)
                except OSError as error:
                    # The jail's /proc goes away with it. Anything else is ours, and may pass.
                    if not troubled and not _ended(init):
                        log.warning("A kernel can't be watched at the moment: %s", error)
                        troubled = True
                    continue
                if breach:
                    self._end(init, breach)
                    return
        finally:
            os.close(self._proc)
            os.close(init)

    def _watch_folder(self, init: int, folder: str, disk_bytes: int) -> None:
        try:
            growth = Growth(folder)
            while not _ended(init):
                if growth.bytes() > disk_bytes:
                    self._end(init, f"its folder grew by more than {disk_bytes >> 20} MiB")
                    return
        finally:
            os.close(init)

    def _end(self, init: int, breach: str) -> None:
        with contextlib.suppress(ProcessLookupError):
            signal.pidfd_send_signal(init, signal.SIGKILL)
        self._on_breach(breach)

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


def _begin(name: str, work: Callable[..., None], init: int, *arguments: object) -> None:
    """Do ``work`` on a daemon thread, which closes its own copy of ``init``."""
    own = os.dup(init)
    try:
        threading.Thread(target=work, args=(own, *arguments), name=name, daemon=True).start()
    except BaseException:
        os.close(own)
        raise


def _ended(init: int, *, seconds: float = _INTERVAL_SECONDS) -> bool:
    """Whether the jail has ended, which is waited for a moment."""
    return bool(select.select([init], [], [], seconds)[0])
