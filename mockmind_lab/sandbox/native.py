"""One process of a program in another language than the zygote's own, from its fork to its end."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import TYPE_CHECKING

from mockmind_lab.errors import SandboxError
from mockmind_lab.sandbox.attempt import Attempt
from mockmind_lab.sandbox.base import RunResult

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import End, Program
    from mockmind_lab.sandbox.languages.base import Launch, Support
    from mockmind_lab.sandbox.warm import Child, WarmInterpreter

__all__ = ["NativeAttempt"]

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
        support: Support,
    ) -> None:
        self.support = support
        self.launch: Launch = support.launch(program, limits)
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

    def _forget_printed(self) -> None:
        # A program that waits for nobody may have printed it all before we read that it was locked down.
        if self.launch.gated:
            super()._forget_printed()

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
        crash = self.support.crash(words.decode("utf-8", "replace")[-20_000:])
        if crash is not None and ended.status != 0:
            return dataclasses.replace(result, end="finished", result=json.dumps(crash).encode("ascii"))
        if self.program.mode == "stdio" and ended.status == 0:
            return dataclasses.replace(result, end="finished", result=b'{"value": null}', detail="")
        return result
