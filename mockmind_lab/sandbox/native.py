"""Processes that execute another program than the zygote's own, from their fork to their end.

Standard library only, because it also runs next to the zygote in a container.
"""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import TYPE_CHECKING

from mockmind_lab.errors import SandboxError
from mockmind_lab.sandbox.attempt import Attempt
from mockmind_lab.sandbox.base import Program, RunResult
from mockmind_lab.sandbox.warm import sealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import End
    from mockmind_lab.sandbox.box import Launch
    from mockmind_lab.sandbox.warm import Child, WarmInterpreter

__all__ = ["BuildAttempt", "NativeAttempt", "build_one", "run_native"]

_LOOK_SECONDS = 0.01  # between two looks at the resident size
_NO_ROOM = b"OSError: [Errno 12]"  # the zygote's child could not even start it: too large for its limit


class NativeAttempt(Attempt):
    """An ``Attempt`` whose child executes what ``launch`` says, and whose memory the host watches."""

    def __init__(
        self,
        zygote: WarmInterpreter,
        program: Program,
        code: int,
        inputs: Sequence[bytes],
        limits: Limits,
        launch: Launch,
    ) -> None:
        self.launch = launch
        super().__init__(zygote, program, code, inputs, limits)
        # Without a harness there is no gate: the input has been there from the start.
        self.released = not self.launch.gated

    def spawn(self, code: int) -> Child:
        """Fork the child and let it become the program."""
        stdio = self.program.mode == "stdio"
        job = {
            "path": self.launch.path,
            "argv": list(self.launch.argv),
            "env": dict(self.launch.env),
            "stdin": stdio,
            "announce": not self.launch.announces,
        }
        return self.zygote.spawn(
            code,
            memory_bytes=self.limits.memory_bytes,
            cpu_seconds=self.limits.cpu_seconds * len(self.inputs) + 1,
            stdin=b"" if self.launch.gated else self.inputs[0],
            limits=dict(self.launch.limits),
            exec=job,
        )

    def _take(self, kind: bytes, payload: bytes) -> RunResult | None:
        if kind == b"S" and self.locked and not self.released:
            self._check()
        if kind == b"C" and self.launch.path == "":
            kind = b"?"  # what has been compiled already has nothing to say of compiling
        return super()._take(kind, payload)

    def _check(self) -> None:
        """The kernel's own account of this very child, before it gets an input. Fails closed."""
        try:
            text = Path(f"/proc/{self.child.pid}/status").read_text()
        except OSError:
            return  # it has ended; there is nobody to give an input to
        status = dict(line.split(":\t", 1) for line in text.splitlines() if ":\t" in line)
        capabilities = "".join(status.get(name, "?") for name in ("CapInh", "CapPrm", "CapEff", "CapAmb"))
        kept = {
            "no new privileges": status.get("NoNewPrivs") == "1",
            "seccomp filter": status.get("Seccomp") == "2",
            "no capabilities": set(capabilities) == {"0"},
            "unprivileged user": "0" not in status.get("Uid", "0").split(),
        }
        broken = [name for name, holds in kept.items() if not holds]
        if broken:
            raise SandboxError(f"A child of the sandbox was started without {', '.join(broken)}.")

    def _over(self) -> End | None:
        over = super()._over()
        resident = self.launch.resident_bytes
        if over is None and self.locked and resident and self.child.resident_bytes() > resident:
            return "memory"
        return over

    def _patience(self) -> float:
        patience = super()._patience()
        return min(patience, _LOOK_SECONDS) if self.launch.resident_bytes else patience

    def _death(self) -> RunResult:
        """An end without a result: by itself as a program on standard input does, or with last words."""
        result = super()._death()
        ended = self.end
        if result.end != "crashed" or ended is None:
            return result
        words = result.stderr
        if any(mark in words for mark in (*self.launch.exhausted, _NO_ROOM)) or ended.status == -9:
            return dataclasses.replace(result, end="memory", detail="")
        if self.program.mode == "stdio" and ended.status == 0:
            return dataclasses.replace(result, end="finished", result=b'{"value": null}', detail="")
        return result


class BuildAttempt(Attempt):
    """A build: several processes, so that limits are on each of them and the clock is on all."""

    def spawn(self, code: int) -> Child:
        """Fork the child that runs the builder; ``memory_bytes`` is each process's private memory."""
        limits = self.limits
        return self.zygote.spawn(
            code,
            memory_bytes=limits.memory_bytes,
            cpu_seconds=limits.cpu_seconds,
            limits={
                "AS": None,
                "DATA": limits.memory_bytes,
                "FSIZE": limits.output_bytes,
                "NOFILE": 256,
                "NPROC": 128,
                "STACK": 64 * 2**20,
            },
        )


def run_native(
    zygote: WarmInterpreter,
    program: Program,
    code: bytes,
    inputs: Sequence[bytes],
    limits: Limits,
    launch: Launch,
    *,
    together: bool,
) -> Iterator[RunResult]:
    """As ``box.Box.run`` has it. After a ``SandboxError`` the zygote is not to be used."""
    held, done = sealed("code", code), 0
    try:
        while done < len(inputs):
            given = inputs[done:] if together else inputs[done : done + 1]
            for result in NativeAttempt(zygote, program, held, given, limits, launch).results():
                done += 1
                yield result
                if result.end == "compile":
                    yield from [result] * (len(inputs) - done)
                    return
    finally:
        os.close(held)


def build_one(zygote: WarmInterpreter, job: bytes, limits: Limits) -> RunResult:
    """As ``box.Box.build`` has it."""
    held = sealed("build", job)
    try:
        return next(iter(BuildAttempt(zygote, Program("", "function"), held, [b"[]"], limits).results()))
    finally:
        os.close(held)
