"""The host's end of a zygote: forks children through it and measures them from outside."""

from __future__ import annotations

import contextlib
import fcntl
import json
import math
import os
import socket
import struct
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab.errors import SandboxError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import Program

__all__ = ["Child", "Ended", "WarmInterpreter", "code_descriptor", "job", "sealed"]

_PACKET = 65536
_SOURCES = Path(__file__).parent
_PARTS = {"harness": ("nodes", "harness")}


def _memory_file(name: str, data: bytes) -> int:
    fd = os.memfd_create(name, os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
    view = memoryview(data)
    while view:
        view = view[os.write(fd, view) :]
    return fd


def job(program: Program, limits: Limits) -> bytes:
    """What a harness reads of a program."""
    fields = {
        "source": program.source,
        "mode": program.mode,
        "entry_point": program.entry_point,
        "output_bytes": limits.output_bytes,
        "types": json.loads(program.types or "{}"),
    }
    return json.dumps(fields).encode("ascii")


def code_descriptor(program: Program, limits: Limits) -> int:
    """A sealed memory file with the job all children of a program share: none of them can change it."""
    return sealed("code", job(program, limits))


def sealed(name: str, data: bytes) -> int:
    """A memory file with ``data`` that nobody can change, open for reading only: so it can be executed."""
    writable = _memory_file(name, data)
    try:
        fd = os.open(f"/proc/self/fd/{writable}", os.O_RDONLY | os.O_CLOEXEC)
        fcntl.fcntl(writable, fcntl.F_ADD_SEALS, fcntl.F_SEAL_WRITE | fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW)
    finally:
        os.close(writable)
    return fd


def _write_all(fd: int, data: bytes) -> None:
    """``data`` at the start of a memory file; its offset, which the child shares, stays where it is."""
    view, offset = memoryview(data), 0
    while offset < len(view):
        offset += os.pwrite(fd, view[offset:], offset)


@dataclass(frozen=True, slots=True)
class Ended:
    """A child's end, as its parent saw it: exit code (negative: minus the signal), seconds, bytes."""

    status: int
    cpu_seconds: float
    peak_memory_bytes: int


class Child:
    """One forked child: its number, its pipes, its CPU clock."""

    def __init__(self, number: int, fds: dict[str, int]) -> None:
        self.number = number
        self.input, self.gate = fds["input"], fds["gate"]
        self.result, self.out, self.err = fds["result"], fds["out"], fds["err"]
        self.pid = 0
        self._clock = 0
        self._last = 0.0

    def identify(self, pidfd: int) -> None:
        """Learn the child's pid as this process counts, from its pidfd (which is closed)."""
        try:
            lines = Path(f"/proc/self/fdinfo/{pidfd}").read_text().splitlines()
        finally:
            os.close(pidfd)
        self.pid = next((int(line.split()[1]) for line in lines if line.startswith("Pid:")), -1)
        # The clock of another process, as clock_getcpuclockid(3) builds it: CPUCLOCK_SCHED of a pid.
        self._clock = (~self.pid << 3) | 2

    def cpu_seconds(self) -> float:
        """CPU time used so far by all its threads, from the kernel; the last known once it has gone."""
        if self.pid > 0:
            with contextlib.suppress(OSError):
                self._last = max(self._last, time.clock_gettime(self._clock))
        return self._last

    def resident_bytes(self) -> int:
        """Resident size now; 0 once it has gone."""
        with contextlib.suppress(OSError, IndexError, ValueError):
            return int(Path(f"/proc/{self.pid}/statm").read_bytes().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        return 0

    def peak_memory_bytes(self) -> int:
        """Peak resident size so far; 0 once it has gone."""
        with contextlib.suppress(OSError, IndexError, ValueError):
            status = Path(f"/proc/{self.pid}/status").read_bytes()
            return int(status.split(b"VmHWM:", 1)[1].split(None, 1)[0]) * 1024
        return 0

    def release(self, inputs: Sequence[bytes], *, raw: bool) -> None:
        """Hand over the inputs and open the gate. Until now they were nowhere in the child."""
        framed = inputs[0] if raw else b"".join(struct.pack(">I", len(item)) + item for item in inputs)
        _write_all(self.input, framed)
        self.open_gate()

    def open_gate(self) -> None:
        """Let the child go on with the next input."""
        os.eventfd_write(self.gate, 1)

    def close(self) -> None:
        """Close this side of everything."""
        self.pid = self.pid or -1  # a report that comes late finds nobody
        for fd in (self.input, self.gate, self.result, self.out, self.err):
            with contextlib.suppress(OSError):
                os.close(fd)


class WarmInterpreter:
    """A zygote reached over ``control``, whichever wall it sits behind. One thread at a time."""

    def __init__(self, control: socket.socket) -> None:
        self.control = control
        self.probes: dict[str, Any] = {}
        self.pid = 0
        self._numbers = 0
        self._starting: Child | None = None
        self._ended: dict[int, Ended] = {}

    def hello(
        self,
        *,
        seccomp: bytes,
        uid: int,
        pid_namespace: bool,
        harness: str = "harness",
        timeout: float = 10.0,
    ) -> None:
        """Send the harness and the filter, wait until it is ready. Raises ``SandboxError``."""
        parts = _PARTS.get(harness, (harness,))
        source = b"\0".join((_SOURCES / f"{part}.py").read_bytes() for part in parts)
        setup = _memory_file("setup", struct.pack(">I", len(seccomp)) + seccomp + source)
        try:
            self._send({"op": "hello", "uid": uid, "pid_namespace": pid_namespace}, [setup])
        finally:
            os.close(setup)
        self.control.settimeout(timeout)
        message, fds = self._receive()
        if not message.get("ready"):
            raise SandboxError(f"The interpreter in the sandbox did not start: {message.get('error')}")
        self.probes = message["probes"]
        me = Child(0, dict.fromkeys(("input", "gate", "result", "out", "err"), -1))
        me.identify(fds[0])
        self.pid = me.pid

    def spawn(
        self, code: int, *, memory_bytes: int, cpu_seconds: float, stdin: bytes = b"", **more: Any
    ) -> Child:
        """Fork a child for the program in ``code``; it loads it and waits at the gate for inputs.

        ``more`` goes into the message as it is (``limits``, ``exec``); ``stdin`` is there from the start.
        """
        self._numbers += 1
        theirs, mine = self._descriptors()
        _write_all(mine["input"], stdin)
        child = Child(self._numbers, mine)
        order = ("input", "gate", "result", "out", "err")
        message = {
            "op": "spawn",
            "id": child.number,
            "memory": self._address_space() + memory_bytes,
            "cpu_seconds": math.ceil(cpu_seconds) + 1,
            **more,
        }
        self._starting = child
        try:
            try:
                self._send(message, [code, *(theirs[name] for name in order)])
            finally:
                for name in ("result", "out", "err"):
                    os.close(theirs[name])
            while child.pid == 0:
                self.read_report()
        except BaseException:
            child.close()
            raise
        finally:
            self._starting = None
        return child

    def _descriptors(self) -> tuple[dict[str, int], dict[str, int]]:
        """The child's ends and ours. Pipes are fresh for each: nothing a dead child wrote is read later."""
        theirs: dict[str, int] = {}
        mine: dict[str, int] = {}
        for name in ("result", "out", "err"):
            mine[name], theirs[name] = os.pipe2(os.O_CLOEXEC)
            os.set_blocking(mine[name], False)
        mine["input"] = theirs["input"] = os.memfd_create("input", os.MFD_CLOEXEC)
        mine["gate"] = theirs["gate"] = os.eventfd(0, os.EFD_CLOEXEC)
        return theirs, mine

    def _address_space(self) -> int:
        """Bytes of address space the zygote has, which every child starts with."""
        try:
            return int(Path(f"/proc/{self.pid}/statm").read_bytes().split()[0]) * os.sysconf("SC_PAGE_SIZE")
        except (OSError, IndexError):
            raise SandboxError("The interpreter in the sandbox has died.") from None

    def kill(self, child: Child) -> None:
        """Ask for ``child``'s end by its number; without effect if it has ended."""
        self._send({"op": "kill", "id": child.number})

    def ended(self, child: Child) -> Ended | None:
        """Its end, if it has been reported; forgotten once asked for."""
        return self._ended.pop(child.number, None)

    def read_report(self) -> None:
        """Take one packet from the control socket. Raises ``SandboxError`` if the zygote has gone."""
        message, fds = self._receive()
        child = self._starting
        if child is not None and message.get("started") == child.number:
            child.identify(fds.pop(0))
        for fd in fds:
            os.close(fd)
        if "ended" in message:
            self._ended[message["ended"]] = Ended(
                message["status"], message["cpu_seconds"], message["peak_memory_bytes"]
            )

    def _send(self, message: dict[str, Any], fds: Sequence[int] = ()) -> None:
        try:
            socket.send_fds(self.control, [json.dumps(message).encode()], fds)
        except OSError as error:
            raise SandboxError(f"The interpreter in the sandbox has died ({error.strerror}).") from error

    def _receive(self) -> tuple[dict[str, Any], list[int]]:
        try:
            data, fds, _, _ = socket.recv_fds(self.control, _PACKET, 4, socket.MSG_CMSG_CLOEXEC)
        except OSError as error:
            raise SandboxError(f"The interpreter in the sandbox does not answer ({error}).") from error
        if not data:
            raise SandboxError("The interpreter in the sandbox has died.")
        return json.loads(data), fds
