"""One child from its fork to its end: frames in, limits kept, results out."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import os
import select
import signal
import struct
import time
from typing import TYPE_CHECKING

from mockmind_lab.errors import SandboxError
from mockmind_lab.sandbox.base import RunResult
from mockmind_lab.sandbox.warm import code_descriptor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import End, Program
    from mockmind_lab.sandbox.warm import Child, Ended, WarmInterpreter

__all__ = ["Attempt", "run_all"]

_CHUNK = 1 << 16
_HEADER = 5
_SETUP_SECONDS = 10.0  # from fork to locked down; ours, so passing it is a fault of ours
_LINGER_SECONDS = 0.05  # a child that has answered may take this long to end by itself
_DEATH_SECONDS = 5.0  # from a kill to the report of the end


class Attempt:
    """Drives one child over ``inputs`` (all in one child) and yields a result for each it got to.

    At least one result is yielded. If the child dies or passes a limit, the result of the input at
    hand says so and the iteration ends: the rest is for a fresh child.
    """

    def __init__(
        self,
        zygote: WarmInterpreter,
        program: Program,
        code: int,
        inputs: Sequence[bytes],
        limits: Limits,
    ) -> None:
        self.zygote, self.program, self.limits = zygote, program, limits
        self.inputs = [json.loads(inputs[0])[0].encode()] if program.mode == "stdio" else inputs
        self.child: Child = self.spawn(code)
        self.frames = bytearray()
        self.printed = {self.child.out: bytearray(), self.child.err: bytearray()}
        self.locked = self.released = False
        self.done = 0
        self.end: Ended | None = None
        self.killed_for: End | None = None
        self.deadline = self.wall_start = self.cpu_start = 0.0
        self.poll = select.poll()
        for fd in (self.child.result, self.child.out, self.child.err, zygote.control.fileno()):
            self.poll.register(fd, select.POLLIN)

    def spawn(self, code: int) -> Child:
        """Fork the child that this attempt drives."""
        limits = self.limits
        return self.zygote.spawn(
            code, memory_bytes=limits.memory_bytes, cpu_seconds=limits.cpu_seconds * len(self.inputs)
        )

    def results(self) -> Iterator[RunResult]:
        """Run to the end. Raises ``SandboxError`` on a fault of ours; the zygote is then not to be used."""
        self.deadline = time.monotonic() + _SETUP_SECONDS
        try:
            while True:
                frame = self._next_frame()
                if frame is None:
                    yield self._death()
                    return
                result = self._take(*frame)
                if result is None:
                    continue
                self.done += 1
                if self.done == len(self.inputs) or not self.released:
                    yield self._final(result)
                    return
                yield result
        finally:
            self._finish()

    def _take(self, kind: bytes, payload: bytes) -> RunResult | None:
        """Act on one frame; the result it completes, if it does."""
        if kind == b"L" and not self.locked:
            self.locked = True
            self._restart_clocks()
            return None
        if kind == b"S" and self.locked and not self.released:
            self.released = True
            self.child.release(self.inputs, raw=self.program.mode == "stdio")
            return None
        ends: dict[bytes, End] = {b"R": "finished", b"M": "memory", b"O": "output", b"C": "compile"}
        end = ends.get(kind)
        if end is None or (end == "compile" and self.released):
            end, payload = "crashed", b""  # a frame that the harness does not write here
        if end == "compile":
            return self._result(end, b"", payload.decode("utf-8", "replace"))
        result = self._result(end, payload)
        if self.released and self.done + 1 < len(self.inputs):
            self._restart_clocks()
            for text in self.printed.values():
                text.clear()  # what comes from now on belongs to the next input
            self.child.open_gate()
        return result

    def _restart_clocks(self) -> None:
        self.wall_start, self.cpu_start = time.monotonic(), self.child.cpu_seconds()

    def _result(self, end: End, payload: bytes = b"", detail: str = "") -> RunResult:
        for fd in self.printed:
            self._read_printed(fd)  # flushed before the frame was written, so it is in the pipe
        return RunResult(
            end=end,
            result=payload,
            stdout=bytes(self.printed[self.child.out][: self.limits.output_bytes]),
            stderr=bytes(self.printed[self.child.err][: self.limits.output_bytes]),
            wall_seconds=max(0.0, time.monotonic() - self.wall_start),
            cpu_seconds=max(0.0, self.child.cpu_seconds() - self.cpu_start),
            peak_memory_bytes=self.child.peak_memory_bytes() if len(self.inputs) > 1 else 0,
            detail=detail,
            before_input=not self.released,
        )

    def _final(self, result: RunResult) -> RunResult:
        """The last result, once the child's end has told what it took."""
        lingers = self._await_end(_LINGER_SECONDS) is None
        if lingers:
            self._kill()
        if self.end is None:
            return result
        peak = max(self.end.peak_memory_bytes, result.peak_memory_bytes)
        # A child that was gone before it was looked at has no clock any more; its end tells what it took.
        cpu = 0.0 if lingers else self.end.cpu_seconds - self.cpu_start
        return dataclasses.replace(result, cpu_seconds=max(cpu, result.cpu_seconds), peak_memory_bytes=peak)

    def _death(self) -> RunResult:
        """The child ended, by itself or killed for a limit, without a result for the input at hand."""
        ended = self.end
        assert ended is not None
        if not self.locked:
            said = bytes(self.printed[self.child.err][:300]).decode("utf-8", "replace").strip()
            raise SandboxError(
                f"A child of the sandbox ended with {ended.status} before it was locked: {said}"
            )
        used = max(0.0, ended.cpu_seconds - self.cpu_start)
        end: End = self.killed_for or "crashed"
        if self.killed_for is None and used >= self.limits.cpu_seconds and ended.status < 0:
            end = "cpu"  # RLIMIT_CPU was there before us
        result = self._result(end, detail=_how(ended.status) if end == "crashed" else "")
        return dataclasses.replace(result, cpu_seconds=used, peak_memory_bytes=ended.peak_memory_bytes)

    def _next_frame(self) -> tuple[bytes, bytes] | None:
        """The next whole frame; None when the child has ended and there is none."""
        while True:
            if len(self.frames) >= _HEADER:
                kind, size = bytes(self.frames[:1]), struct.unpack_from(">I", self.frames, 1)[0]
                if size > self.limits.output_bytes + _CHUNK:
                    self._kill("output")
                elif len(self.frames) >= _HEADER + size:
                    payload = bytes(self.frames[_HEADER : _HEADER + size])
                    del self.frames[: _HEADER + size]
                    return kind, payload
            if self.end is not None:
                before = len(self.frames)
                self._read_frames()
                if self.killed_for or len(self.frames) == before:
                    return None
                continue
            over = self._over()
            if over is not None:
                self._kill(over)
            else:
                self._wait(self._patience())

    def _over(self) -> End | None:
        """The limit that has been passed, if one has."""
        if not self.locked:
            if time.monotonic() > self.deadline:
                raise SandboxError("A child of the sandbox was not locked down in time.")
            return None
        if any(len(text) > self.limits.output_bytes for text in self.printed.values()):
            return "output"
        if len(self.frames) > self.limits.output_bytes + 2 * _CHUNK:
            return "output"
        if self.child.cpu_seconds() - self.cpu_start > self.limits.cpu_seconds:
            return "cpu"
        if time.monotonic() - self.wall_start > self.limits.wall_seconds:
            return "wall"
        return None

    def _patience(self) -> float:
        """Seconds until a limit could be passed: CPU time runs no faster than two cores' worth, say."""
        if not self.locked:
            return max(0.0, self.deadline - time.monotonic()) + 0.001
        cpu = self.limits.cpu_seconds - (self.child.cpu_seconds() - self.cpu_start)
        wall = self.limits.wall_seconds - (time.monotonic() - self.wall_start)
        return max(0.0, min(cpu, wall)) + 0.001

    def _wait(self, seconds: float) -> None:
        for fd, _ in self.poll.poll(max(1, int(seconds * 1000) + 1)):
            if fd == self.zygote.control.fileno():
                self.zygote.read_report()
                self.end = self.end or self.zygote.ended(self.child)
            elif fd == self.child.result:
                if not self._read_frames():
                    self.poll.unregister(fd)
            elif not self._read_printed(fd):
                self.poll.unregister(fd)

    def _read_frames(self) -> bool:
        return _read(self.child.result, self.frames)

    def _read_printed(self, fd: int) -> bool:
        text = self.printed[fd]
        alive = True
        while len(text) <= self.limits.output_bytes and alive:
            before = len(text)
            alive = _read(fd, text)
            if len(text) == before:
                break
        return alive

    def _await_end(self, seconds: float) -> Ended | None:
        until = time.monotonic() + seconds
        while self.end is None and time.monotonic() < until:
            self._wait(until - time.monotonic())
            for text in self.printed.values():
                del text[self.limits.output_bytes :]
            del self.frames[self.limits.output_bytes :]
        return self.end

    def _kill(self, reason: End | None = None) -> None:
        self.killed_for = self.killed_for or reason
        self.zygote.kill(self.child)
        if self._await_end(_DEATH_SECONDS) is None:
            raise SandboxError("A killed child of the sandbox did not end.")

    def _finish(self) -> None:
        try:
            if self.end is None:
                with contextlib.suppress(SandboxError):
                    self._kill()
        finally:
            self.child.close()


def run_all(
    zygote: WarmInterpreter,
    program: Program,
    inputs: Sequence[bytes],
    limits: Limits,
    *,
    together: bool,
) -> Iterator[RunResult]:
    """Yield one result per input, in order; ``together`` lets inputs share a child until it dies.

    Raises ``SandboxError`` on a fault of ours; the zygote is then not to be used.
    """
    try:
        program.source.encode("utf-8")
    except UnicodeEncodeError:
        reason = "the source is not valid text (it has lone surrogates)"
        yield from (RunResult("compile", detail=reason, before_input=True) for _ in inputs)
        return
    code, done = code_descriptor(program, limits), 0
    try:
        while done < len(inputs):
            chosen = inputs[done:] if together else inputs[done : done + 1]
            for result in Attempt(zygote, program, code, chosen, limits).results():
                done += 1
                yield result
                if result.end == "compile":
                    yield from [result] * (len(inputs) - done)
                    return
    finally:
        os.close(code)


def _read(fd: int, into: bytearray) -> bool:
    """Append what is there; False at the end of the pipe."""
    try:
        data = os.read(fd, _CHUNK)
    except BlockingIOError:
        return True
    into += data
    return bool(data)


def _how(status: int) -> str:
    if status >= 0:
        return f"exited with code {status}"
    try:
        return f"killed by {signal.Signals(-status).name}"
    except ValueError:
        return f"killed by signal {-status}"
