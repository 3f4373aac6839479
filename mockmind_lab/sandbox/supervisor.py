"""Process 1 of a container: starts the zygote behind a chroot, and drives it for the host.

Standard library only. The host speaks over the container's standard input and output (the engine's
attach stream), so nothing is mounted and the engine may run on another machine. It never runs a
candidate's code itself. Messages are ``wire``'s::

    host:       {"op": "hello", "uid", "canaries", "profile", "harness"}            -> {"evidence"}
                {"op": "run", "program", "limits", "together"} + inputs
                {"op": "native", the same, "launch"} + [code, *inputs]
                {"op": "build", "limits"} + [job]
                    -> for each {"result"} + [result, stdout, stderr], and then {"done", "strays"}
                {"op": "next"}   go on, after a result that did not just finish
                {"op": "stop"}   leave the rest; {"done"} comes all the same
    supervisor: {"error": text} at any time, and that is its last word

It goes on by itself after a result that finished, because waiting for a word at each would double
the time of a batch; after any other it waits, because the host may have had enough. ``strays``
counts processes that should not be there. The end of standard input ends everything.
"""

from __future__ import annotations

import ctypes
import json
import os
import select
import socket
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn, cast

from mockmind_lab.errors import SandboxError
from mockmind_lab.sandbox.attempt import run_all
from mockmind_lab.sandbox.base import Program
from mockmind_lab.sandbox.box import Launch
from mockmind_lab.sandbox.native import build_one, run_native
from mockmind_lab.sandbox.seccomp import build_filter
from mockmind_lab.sandbox.warm import WarmInterpreter
from mockmind_lab.sandbox.wire import pack, unpack
from mockmind_lab.sandbox.witness import gather

if TYPE_CHECKING:
    from collections.abc import Generator

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import RunResult

__all__ = ["main"]

TOOLCHAINS = Path("/mockmind/toolchains.json")  # what the image's own build found out about them
BOX = "/box"  # holds the interpreter and nothing else: no /proc, no /dev, no /etc
_INTERPRETER = "/python3"  # inside the box
_PR_SET_DUMPABLE = 4
_CHUNK = 1 << 16

# Versions 2 and 1 of cgroups.
_MEMORY = ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes")
_PROCESSES = ("/sys/fs/cgroup/pids.max", "/sys/fs/cgroup/pids/pids.max")
_NO_LIMIT = 1 << 60  # version 1 says "none" with a number about this large


class HostGone(Exception):
    """Standard input has ended."""


def _read(size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        part = os.read(0, min(size - len(data), 1 << 20))
        if not part:
            raise HostGone
        data += part
    return bytes(data)


def _say(message: dict[str, Any], blobs: tuple[bytes, ...] = ()) -> None:
    view = memoryview(pack(message, blobs))
    while view:
        view = view[os.write(1, view[:_CHUNK]) :]


def _start_zygote() -> tuple[int, socket.socket]:
    """Its pid and our end of its control socket. It still has root's right to change user."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    nothing = os.open("/dev/null", os.O_RDWR)
    pid = os.fork()
    if pid == 0:
        _become_zygote(theirs.fileno(), nothing)
    os.close(nothing)
    theirs.close()
    return pid, ours


def _become_zygote(control: int, nothing: int) -> NoReturn:
    try:
        for fd in range(3):  # ours are the wire to the host
            os.dup2(nothing, fd)
        os.set_inheritable(control, True)
        os.chroot(BOX)
        os.chdir("/")
        os.execve(_INTERPRETER, [_INTERPRETER, "-I", "-S", "-B", "/zygote.py", str(control)], {})
    finally:
        os._exit(71)


def _step_down(uid: int) -> None:
    """Another ordinary user than the candidate's, without a capability, who may read its own /proc."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    # A change of user makes a process undumpable, and its /proc/self/fdinfo unreadable to itself.
    ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 1, 0, 0, 0)


def _limit_in(files: tuple[str, ...]) -> int:
    for name in files:
        try:
            text = Path(name).read_text().strip()
        except OSError:
            continue
        return int(text) if text.isdigit() and int(text) < _NO_LIMIT else 0
    return 0


def _strays() -> int:
    """Processes beside the two that belong here."""
    return sum(entry.name.isdigit() for entry in os.scandir("/proc")) - 2


def _spoken_to() -> bool:
    return bool(select.select([0], [], [], 0)[0])


def _answer(result: RunResult) -> None:
    fields = {name: getattr(result, name) for name in result.__slots__}
    blobs = tuple(fields.pop(name) for name in ("result", "stdout", "stderr"))
    _say({"result": fields}, blobs)


def _results(zygote: WarmInterpreter, message: dict[str, Any], blobs: list[bytes]) -> Generator[RunResult]:
    limits = cast("Limits", SimpleNamespace(**message["limits"]))
    if message["op"] == "build":
        yield build_one(zygote, blobs[0], limits)
        return
    program, together = Program(**message["program"]), message["together"]
    if message["op"] == "run":
        yield from run_all(zygote, program, blobs, limits, together=together)
        return
    launch = Launch.from_json(message["launch"])
    yield from run_native(zygote, program, blobs[0], blobs[1:], limits, launch, together=together)


def _run(zygote: WarmInterpreter, message: dict[str, Any], blobs: list[bytes]) -> None:
    results = _results(zygote, message, blobs)
    for result in results:
        _answer(result)
        if (result.end != "finished" or _spoken_to()) and unpack(_read)[0]["op"] == "stop":
            break
    results.close()  # ends the child of a run that was left early
    _say({"done": True, "strays": _strays()})


def main() -> None:
    """Hello, then runs, until the host goes away or something is wrong."""
    message, _ = unpack(_read)
    _, control = _start_zygote()
    _step_down(message["uid"] + 1)
    zygote = WarmInterpreter(control)
    harness = message["harness"]
    seccomp = build_filter(profile=message["profile"])
    zygote.hello(seccomp=seccomp, uid=message["uid"], pid_namespace=False, harness=harness)
    # A builder runs no program; what the zygote itself saw is all there is to be seen.
    builds = harness == "builder"
    evidence = {"zygote": zygote.probes} if builds else gather(zygote, message["canaries"])
    evidence |= {"memory_bytes": _limit_in(_MEMORY), "processes": _limit_in(_PROCESSES)}
    _say({"evidence": evidence, "toolchains": json.loads(TOOLCHAINS.read_text())})
    while True:
        message, blobs = unpack(_read)
        if message["op"] in ("run", "native", "build"):  # and no "stop" that crossed the end of its run
            _run(zygote, message, blobs)


if __name__ == "__main__":
    try:
        main()
    except HostGone:
        pass
    except KeyError as error:
        _say({"error": f"There is no system call filter for this machine ({error})."})
    except (SandboxError, OSError) as error:
        _say({"error": str(error)})
        sys.exit(1)
