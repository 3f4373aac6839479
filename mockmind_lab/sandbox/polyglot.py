"""Runs programs in the languages beside Python, on whatever backend opens the boxes."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

from mockmind_lab.core.verdict import Isolation
from mockmind_lab.errors import SandboxError
from mockmind_lab.sandbox.base import RunResult
from mockmind_lab.sandbox.compiled import CompileError
from mockmind_lab.sandbox.warm import job

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import Program
    from mockmind_lab.sandbox.box import Box, Boxes
    from mockmind_lab.sandbox.compiled import Compiler
    from mockmind_lab.sandbox.languages.base import Support

__all__ = ["Polyglot"]


class Polyglot:
    """One warm box a language. Used by one thread at a time."""

    def __init__(self, boxes: Boxes, compiler: Compiler) -> None:
        self._backend, self._compiler = boxes, compiler
        self._boxes: dict[str, Box] = {}

    def run(
        self, program: Program, inputs: Sequence[bytes], limits: Limits, isolation: Isolation
    ) -> Iterator[RunResult]:
        """As ``base.Sandbox.run`` has it."""
        chosen = self._backend.support(program.language)
        try:
            code = self._code(chosen, program, limits)
        except (CompileError, UnicodeEncodeError) as error:
            reason = str(error) if isinstance(error, CompileError) else "the source is not valid text"
            yield from (RunResult("compile", detail=reason, before_input=True) for _ in inputs)
            return
        box = self._box(chosen)
        together = isolation is Isolation.BATCH and program.mode != "stdio"
        launch = chosen.launch(program, limits)
        try:
            for result in box.run(program, code, list(inputs), limits, launch, together=together):
                yield _told(chosen, result)
        except SandboxError:
            self._drop(chosen.name)
            raise
        finally:
            if not box.usable:
                self._drop(chosen.name)

    def close(self) -> None:
        """Close every box. Idempotent."""
        for name in list(self._boxes):
            self._drop(name)

    def _drop(self, name: str) -> None:
        box = self._boxes.pop(name, None)
        if box is not None:
            box.close()

    def _code(self, chosen: Support, program: Program, limits: Limits) -> bytes:
        """What every child of the program gets: what was built of it, or its source."""
        program.source.encode("utf-8")
        build = chosen.build(program, self._prelude(chosen))
        if build is None:
            return job(program, limits)
        return self._compiler.built(build, self._version(chosen)).read_bytes()

    def _version(self, chosen: Support) -> str:
        return " ".join(filter(None, (self._backend.edition, chosen.toolchain().version)))

    def _prelude(self, chosen: Support) -> str:
        """Where what is built once of a toolchain lies; empty if nothing is."""
        toolchain = chosen.toolchain()
        if toolchain.prelude is None or self._backend.equipped:
            return ""
        try:
            return str(self._compiler.built(toolchain.prelude, self._version(chosen)))
        except CompileError as error:
            raise SandboxError(f"{toolchain.version} does not compile our own harness: {error}") from error

    def _box(self, chosen: Support) -> Box:
        if chosen.name not in self._boxes:
            self._boxes[chosen.name] = self._backend.open_box(chosen.view(self._prelude(chosen)))
        return self._boxes[chosen.name]


def _told(chosen: Support, result: RunResult) -> RunResult:
    """A death whose last words are an error of the language's is that error."""
    if result.end != "crashed" or result.detail == "exited with code 0":
        return result
    crash = chosen.crash(result.stderr.decode("utf-8", "replace")[-20_000:])
    if crash is None:
        return result
    return dataclasses.replace(result, end="finished", result=json.dumps(crash).encode("ascii"))
