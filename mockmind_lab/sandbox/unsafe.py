"""No sandbox: a bare subprocess a test, for one's own code on a machine that can't do better."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from traitlets.config import Configurable

from mockmind_lab.errors import SandboxUnavailable
from mockmind_lab.sandbox.base import Program, Property, RunResult

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.core.verdict import Isolation
    from mockmind_lab.sandbox.base import End
    from mockmind_lab.sandbox.languages.base import Support

__all__ = ["UnsafeSandbox"]

_HARNESS = Path(__file__).parent

# The harness wants descriptors; here they are files. Limits on memory and CPU are still the kernel's.
_START = """
import os, resource, sys
harness, memory, cpu, *fds = sys.argv[1:]
limits = {resource.RLIMIT_AS: int(memory), resource.RLIMIT_CPU: int(cpu), resource.RLIMIT_CORE: 0}
for name, value in limits.items():
    try:
        resource.setrlimit(name, (value, value))
    except (ValueError, OSError):
        pass
space = {"__name__": "harness"}
for part in ("nodes.py", "harness.py"):
    exec(compile(open(os.path.join(harness, part)).read(), part, "exec", dont_inherit=True), space)
space["Run"](*map(int, fds)).main()
os._exit(0)
"""
_ENDS: dict[bytes, End] = {b"R": "finished", b"M": "memory", b"O": "output", b"C": "compile"}


class UnsafeSandbox(Configurable):
    """Runs code as the host's own user, with all its files and its network. Only by explicit choice."""

    name = "unsafe-none"
    sandboxed = False

    def __enter__(self) -> UnsafeSandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Nothing to start."""

    def close(self) -> None:
        """Nothing to stop."""

    def properties(self) -> Sequence[Property]:
        """The one property it has is that it has none."""
        fix = "install bubblewrap and leave out --unsafe-run-my-own-code"
        return (Property("sandboxed", False, "code runs as you, with all your files", fix),)

    def support(self, language: str) -> Support:
        """None: raises ``SandboxUnavailable``."""
        raise SandboxUnavailable(f"Without a sandbox only Python is run, not {language[:40]}.")

    def run(
        self, program: Program, inputs: Sequence[bytes], *, limits: Limits, isolation: Isolation
    ) -> Iterator[RunResult]:
        """Yield one result per input, each from a process of its own whatever ``isolation`` says.

        A bare process has no gate, so nothing counts as said before the input was known.
        """
        del isolation
        if program.language != "python":
            self.support(program.language)
        for given in inputs:
            yield _one(program, given, limits)


def _file(data: bytes = b"") -> IO[bytes]:
    file = tempfile.TemporaryFile()  # noqa: SIM115 (the caller closes it)
    file.write(data)
    file.flush()
    file.seek(0)
    return file


def _one(program: Program, given: bytes, limits: Limits) -> RunResult:
    job: dict[str, Any] = {
        "source": program.source,
        "mode": program.mode,
        "entry_point": program.entry_point,
        "output_bytes": limits.output_bytes,
        "types": json.loads(program.types or "{}"),
    }
    text = program.mode == "stdio"
    framed = json.loads(given)[0].encode() if text else struct.pack(">I", len(given)) + given
    with (
        _file(json.dumps(job).encode()) as code,
        _file(framed) as input_file,
        _file(b"\1" * 8) as gate,
        _file() as result,
        _file() as out,
        _file() as err,
    ):
        fds = [file.fileno() for file in (code, input_file, gate, result)]
        memory = limits.memory_bytes + 64 * 2**20  # the interpreter's own, roughly
        cpu = int(limits.cpu_seconds) + 1
        command = [sys.executable, "-I", "-S", "-c", _START, str(_HARNESS), str(memory), str(cpu)]
        command += map(str, fds)
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=err, pass_fds=fds, cwd="/"
        )
        end, measured = _watch(process, (out, err, result), limits)
        named = {"result": result, "out": out, "err": err}
        files = {name: _content(file, limits) for name, file in named.items()}
    if end is None:
        end, payload, detail = _last(files["result"], process.returncode)
    else:
        payload, detail = b"", ""
    return RunResult(end, payload, files["out"], files["err"], detail=detail, **measured)


def _watch(
    process: subprocess.Popen[bytes], files: tuple[IO[bytes], ...], limits: Limits
) -> tuple[End | None, dict[str, Any]]:
    """Wait for the end, or bring it about; times and memory come from the kernel's accounting."""
    start = time.monotonic()
    end: End | None = None
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        wall = time.monotonic() - start
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            break
        if end is None and wall > limits.wall_seconds:
            end = "wall"
        if end is None and any(os.fstat(f.fileno()).st_size > limits.output_bytes + 65536 for f in files):
            end = "output"
        if end is not None:
            process.kill()
        time.sleep(0.002)
    cpu = usage.ru_utime + usage.ru_stime
    if end in (None, "wall") and process.returncode < 0 and cpu >= limits.cpu_seconds:
        end = "cpu"
    scale = 1 if sys.platform == "darwin" else 1024
    return end, {"wall_seconds": wall, "cpu_seconds": cpu, "peak_memory_bytes": usage.ru_maxrss * scale}


def _content(file: IO[bytes], limits: Limits) -> bytes:
    file.seek(0)
    return file.read(limits.output_bytes + 65536)


def _last(frames: bytes, status: int) -> tuple[End, bytes, str]:
    """The frame that counts: the first that ends an input."""
    while len(frames) >= 5:
        size = struct.unpack_from(">I", frames, 1)[0]
        kind, payload, frames = frames[:1], frames[5 : 5 + size], frames[5 + size :]
        if kind in _ENDS and len(payload) == size:
            end = _ENDS[kind]
            return (end, b"", payload.decode("utf-8", "replace")) if end == "compile" else (end, payload, "")
    return "crashed", b"", f"exited with code {status}" if status >= 0 else f"killed by signal {-status}"
