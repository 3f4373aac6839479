"""Compiles programs, each in a box of its own, and keeps what came out of it."""

from __future__ import annotations

import base64
import contextlib
import hashlib
import json
import os
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from mockmind_lab.core.problem import Limits
from mockmind_lab.errors import SandboxError, SandboxUnavailable
from mockmind_lab.sandbox.languages.base import MIB

if TYPE_CHECKING:
    from mockmind_lab.sandbox.base import RunResult
    from mockmind_lab.sandbox.box import Boxes
    from mockmind_lab.sandbox.languages.base import Build

__all__ = ["CompileError", "Compiler"]

COMPILE_SECONDS = 30.0  # wall time of one build; CPU time of each of its processes
_WORDS = 1500  # characters of a compiler's output that are shown
_ENVIRONMENT = {"PATH": "/usr/bin:/bin", "HOME": "/tmp", "TMPDIR": "/tmp", "LC_ALL": "C.UTF-8"}
_SETTLED = threading.Lock()


class CompileError(Exception):
    """The source does not compile; ``str(error)`` is what the compiler says."""


class Compiler:
    """Builds through ``boxes``; what is built is kept in ``folder``, at most ``keep_bytes`` of it.

    Entries are named by a digest of all that goes into a build: source, commands, harness, toolchain.
    """

    def __init__(self, boxes: Boxes, folder: Path, keep_bytes: int) -> None:
        self._boxes, self._folder, self._keep_bytes = boxes, folder, keep_bytes

    def built(self, build: Build, version: str) -> Path:
        """The file that holds what ``build`` makes. Raises ``CompileError`` or ``SandboxError``."""
        path = self._folder / _digest(build, version)
        with contextlib.suppress(OSError):
            os.utime(path)  # the oldest go first
            return path
        return self._kept(path, self._made(build))

    def _made(self, build: Build) -> bytes:
        result = self._result(build)
        if result.end == "finished":
            return result.result
        if result.end == "compile":
            raise CompileError(_tidied(result.detail))
        reasons = {
            "cpu": f"compiling took longer than {COMPILE_SECONDS:g} s",
            "wall": f"compiling took longer than {COMPILE_SECONDS:g} s",
            "output": f"what was compiled is larger than {build.output_bytes // MIB} MB",
            "memory": "the compiler ran out of memory",
        }
        if result.end in reasons:
            raise CompileError(reasons[result.end])
        said = result.stderr.decode("utf-8", "replace").strip().splitlines()
        # The builder itself fails where its scratch space is full.
        if "No space left" in (said[-1] if said else ""):
            raise CompileError("compiling needs more than the disk space it may use")
        raise SandboxError(f"A compiler's box failed ({result.detail}): {said[-1] if said else ''}")

    def _result(self, build: Build) -> RunResult:
        job = {
            "files": {
                name: base64.b64encode(text.encode("utf-8")).decode() for name, text in build.files.items()
            },
            "commands": [list(command) for command in build.commands],
            "output": build.output,
            "env": _ENVIRONMENT | dict(build.env),
        }
        limits = Limits.model_construct(
            cpu_seconds=COMPILE_SECONDS,
            wall_seconds=COMPILE_SECONDS,
            memory_bytes=build.data_bytes,
            output_bytes=build.output_bytes,
        )
        box = self._boxes.open_box(build.view)
        try:
            return box.build(json.dumps(job).encode("ascii"), limits)
        finally:
            box.close()

    def _kept(self, path: Path, data: bytes) -> Path:
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with _SETTLED:
                self._make_room(len(data))
                with tempfile.NamedTemporaryFile(dir=self._folder, prefix=".new-", delete=False) as file:
                    file.write(data)
                # Readable, because a box may show it to another user; the folder lets nobody else in.
                Path(file.name).chmod(0o644)
                Path(file.name).replace(path)
        except OSError as error:
            raise SandboxUnavailable(
                f"What was compiled can't be kept in {self._folder} ({error.strerror}): "
                "free some space, or set compile_cache to a folder that can be written."
            ) from error
        return path

    def _make_room(self, size: int) -> None:
        found: list[tuple[float, int, Path]] = []
        for entry in self._folder.iterdir():
            with contextlib.suppress(OSError):
                stat = entry.stat()
                found.append((stat.st_mtime, stat.st_size, entry))
        total = size + sum(item[1] for item in found)
        for _, freed, entry in sorted(found):
            if total <= self._keep_bytes:
                return
            entry.unlink(missing_ok=True)
            total -= freed


def _digest(build: Build, version: str) -> str:
    everything = [
        version,
        sorted(build.files.items()),
        [list(command) for command in build.commands],
        build.view.binds,
        build.view.mounts,
        [(name, hashlib.sha256(data).hexdigest()) for name, data in build.view.files],
    ]
    return hashlib.sha256(json.dumps(everything).encode("utf-8", "replace")).hexdigest()


def _tidied(words: str) -> str:
    """A compiler's words without the paths of its box, cut to what a person reads."""
    lines = [line.rstrip().replace("/tmp/", "") for line in words.splitlines() if line.strip()]
    # Notes and the stack of inclusions explain the compiler to itself.
    kept = [
        line for line in lines if not line.startswith(("In file included", "      ", "cc1plus:"))
    ] or lines
    text = "\n".join(kept[:16])
    return text if len(text) <= _WORDS else text[:_WORDS] + "…"
