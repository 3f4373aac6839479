"""Holders of leases: a name that says which process on which running machine took the lease.

``boot id : pid namespace : pid : start time : token``. A host on the same machine can tell from it that the
holder was killed, and need not wait for the lease to expire. Of any other string only expiry decides.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

__all__ = ["is_dead", "new_holder"]

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def new_holder() -> str:
    """A holder for this process; the token tells apart two hosts within one process."""
    pid = os.getpid()
    token = secrets.token_hex(4)
    return ":".join((*_machine(), str(pid), _start_time(pid) or "", token))


def is_dead(holder: str) -> bool:
    """Whether ``holder`` is known to have ended. False where that can't be known from here."""
    parts = holder.split(":")
    if len(parts) != 5 or not parts[2].isdecimal() or not parts[3]:
        return False
    boot, namespace, pid, started, _ = parts
    # A pid means nothing on another machine, after a reboot, or in another container.
    if not boot or not namespace or (boot, namespace) != _machine():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass  # it lives, under another user
    now_started = _start_time(int(pid))
    # /proc may hide other users' processes (hidepid): unseen is not dead. A zombie has no start time here.
    return now_started is not None and now_started != started


def _machine() -> tuple[str, str]:
    """Boot id and pid namespace; empty strings where there is no Linux ``/proc``."""
    try:
        namespace = str(Path("/proc/self/ns/pid").readlink())
        return _BOOT_ID.read_text().strip(), namespace.strip("pid:[]")
    except OSError:
        return "", ""


def _start_time(pid: int) -> str | None:
    """Clock ticks from boot to the start of ``pid``, which tells a reused pid; ``""`` for a zombie."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return None
    # proc(5): the name in parentheses may hold anything, so count from the last: state is field 3, start 22.
    fields = stat[stat.rindex(")") + 2 :].split()
    return "" if fields[0] in "ZX" else fields[19]
