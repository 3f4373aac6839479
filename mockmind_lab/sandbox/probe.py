"""Whether a sandbox keeps its promises: looked at from inside, and from outside while it is looked at.

Three witnesses: the zygote before any filter (network, writable paths, environment), an ordinary
child through the ordinary way (what a candidate can do), and the kernel's own account of that child
in ``/proc/<pid>/status`` as the host reads it.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.problem import Limits
from mockmind_lab.sandbox.attempt import Attempt
from mockmind_lab.sandbox.base import Program, Property
from mockmind_lab.sandbox.warm import code_descriptor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mockmind_lab.sandbox.warm import WarmInterpreter

__all__ = ["PROMISES", "probe"]

PROMISES = (
    "no network",
    "nothing writable",
    "no /proc",
    "host files invisible",
    "environment empty",
    "unprivileged user",
    "no capabilities",
    "no new privileges",
    "seccomp filter",
    "own process namespace",
)

_SOURCE = '''
import errno, os, _socket

def refused(action, *args):
    try:
        action(*args)
    except PermissionError:
        return True
    except OSError as error:
        return error.errno in (errno.EPERM, errno.EACCES)
    return False

def look(files):
    """What a candidate's code can see and do in here."""
    return {
        "pid": os.getpid(), "environment": list(os.environ), "proc": os.path.exists("/proc/self"),
        "files": [name for name in files if os.path.exists(name)],
        "calls": {
            "socket": refused(_socket.socket), "fork": refused(os.fork), "kill": refused(os.kill, 1, 0),
            "exec": refused(os.execv, "/none", ["none"]), "mkdir": refused(os.mkdir, "/probe"),
            "create": refused(os.open, "/probe", os.O_WRONLY | os.O_CREAT),
        },
    }
'''


def probe(zygote: WarmInterpreter, *, pid_namespace: bool = True) -> list[Property]:
    """Look, and say which promise holds. Raises ``SandboxError`` if not even that can be run."""
    program = Program(source=_SOURCE, mode="function", entry_point="look")
    limits = Limits(cpu_seconds=5, wall_seconds=10)
    # Files that every machine of ours has and that are no part of an interpreter.
    canaries = [__file__, "/etc/passwd", "/etc/hostname", "/bin/sh"]
    code = code_descriptor(program, limits)
    try:
        attempt = Attempt(zygote, program, code, [json.dumps([canaries]).encode()], limits)
        status = _Watcher(attempt)
        results = list(status.results())
    finally:
        os.close(code)
    answer = json.loads(results[0].result or b"{}").get("value")
    return _judge(zygote.probes, answer or {}, status.seen, pid_namespace=pid_namespace)


class _Watcher:
    """An attempt whose child is read about in /proc while it waits at the gate, locked down."""

    def __init__(self, attempt: Attempt) -> None:
        self.seen: dict[str, str] = {}
        self._attempt = attempt
        release = attempt.child.release

        def look_then_release(inputs: Any, *, raw: bool) -> None:
            text = Path(f"/proc/{attempt.child.pid}/status").read_text()
            self.seen = dict(line.split(":\t", 1) for line in text.splitlines() if ":\t" in line)
            release(inputs, raw=raw)

        attempt.child.release = look_then_release

    def results(self) -> Iterable[Any]:
        return self._attempt.results()


def _judge(
    zygote: dict[str, Any], child: dict[str, Any], status: dict[str, str], *, pid_namespace: bool
) -> list[Property]:
    calls = child.get("calls", {})
    allowed = [name for name, refused in calls.items() if not refused]
    files = child.get("files", ["?"])
    uids = set(status.get("Uid", "0").split())
    caps = {status.get(name, "?") for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")}
    environment = [*zygote.get("environment", ["?"]), *child.get("environment", ["?"])]
    writable = zygote.get("writable", ["?"])
    spaces = status.get("NSpid", "").split()
    found = {
        "no network": (not zygote.get("network", "?"), zygote.get("network", "")),
        "nothing writable": (not writable, ", ".join(writable)),
        "no /proc": (not (zygote.get("proc", True) or child.get("proc", True)), ""),
        "host files invisible": (not files, ", ".join(files)),
        "environment empty": (not environment, ", ".join(environment)),
        "unprivileged user": ("0" not in uids, f"uid {status.get('Uid', '?').split()[0]}"),
        "no capabilities": (all(set(cap) == {"0"} for cap in caps), ""),
        "no new privileges": (status.get("NoNewPrivs") == "1", ""),
        "seccomp filter": (status.get("Seccomp") == "2" and bool(calls) and not allowed, ", ".join(allowed)),
        "own process namespace": ((child.get("pid") == 1 and len(spaces) > 2) or not pid_namespace, ""),
    }
    return [Property(name, *found[name], fix="" if found[name][0] else _FIX) for name in PROMISES]


_FIX = "the machine's bubblewrap or kernel does not keep this promise; update bubblewrap (0.8 or newer)"
