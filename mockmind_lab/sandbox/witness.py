"""What can be seen from inside a sandbox, and of a child inside from outside it.

Standard library only, because it also runs next to the zygote in a container. It gathers; ``probe``
judges. Three witnesses: the zygote before any filter (network, writable paths, environment), an
ordinary child through the ordinary way (what a candidate can do), and the kernel's own account of
that child in ``/proc/<pid>/status``.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

from mockmind_lab.sandbox.attempt import Attempt
from mockmind_lab.sandbox.base import Program
from mockmind_lab.sandbox.warm import code_descriptor

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.warm import WarmInterpreter

__all__ = ["gather"]

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
_LIMITS = SimpleNamespace(cpu_seconds=5.0, wall_seconds=10.0, memory_bytes=256 * 2**20, output_bytes=2**20)


def gather(zygote: WarmInterpreter, canaries: Sequence[str]) -> dict[str, Any]:
    """``{"zygote", "child", "status"}``: what each witness saw; ``canaries`` are paths to look for.

    Raises ``SandboxError`` if not even that can be run.
    """
    program = Program(source=_SOURCE, mode="function", entry_point="look")
    limits = cast("Limits", _LIMITS)  # the model itself is not to be had in a container
    code = code_descriptor(program, limits)
    status: dict[str, str] = {}
    try:
        attempt = Attempt(zygote, program, code, [json.dumps([list(canaries)]).encode()], limits)
        release = attempt.child.release

        def look_then_release(inputs: Any, *, raw: bool) -> None:
            # It waits at the gate, locked down: what the kernel says of it now holds for all it will do.
            text = Path(f"/proc/{attempt.child.pid}/status").read_text()
            for line in text.splitlines():
                name, _, status[name] = line.partition(":\t")
            release(inputs, raw=raw)

        attempt.child.release = look_then_release
        results = list(attempt.results())
    finally:
        os.close(code)
    child = json.loads(results[0].result or b"{}").get("value")
    return {"zygote": zygote.probes, "child": child or {}, "status": status}
