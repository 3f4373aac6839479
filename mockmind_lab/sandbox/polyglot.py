"""Runs programs in the languages beside Python, on whatever backend opens the boxes."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from mockmind_lab.core.verdict import Isolation
from mockmind_lab.errors import SandboxError
from mockmind_lab.sandbox.base import Program, RunResult
from mockmind_lab.sandbox.compiled import CompileError
from mockmind_lab.sandbox.languages import support
from mockmind_lab.sandbox.native import NativeAttempt
from mockmind_lab.sandbox.warm import code_descriptor, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.problem import Limits
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
        chosen = support(program.language)
        try:
            code = self._code(chosen, program, limits)
        except (CompileError, UnicodeEncodeError) as error:
            reason = str(error) if isinstance(error, CompileError) else "the source is not valid text"
            yield from (RunResult("compile", detail=reason, before_input=True) for _ in inputs)
            return
        try:
            yield from self._attempts(chosen, program, code, list(inputs), limits, isolation)
        except SandboxError:
            self._drop(chosen.name)
            raise
        finally:
            os.close(code)

    def close(self) -> None:
        """Close every box. Idempotent."""
        for name in list(self._boxes):
            self._drop(name)

    def _drop(self, name: str) -> None:
        box = self._boxes.pop(name, None)
        if box is not None:
            box.close()

    def _code(self, chosen: Support, program: Program, limits: Limits) -> int:
        """The descriptor that every child of the program gets: what was built of it, or its source."""
        program.source.encode("utf-8")
        version = chosen.toolchain().version
        build = chosen.build(program, self._prelude(chosen))
        if build is None:
            return code_descriptor(program, limits)
        return sealed("code", self._compiler.built(build, version).read_bytes())

    def _prelude(self, chosen: Support) -> str:
        """Where what is built once of a toolchain lies; empty if nothing is."""
        toolchain = chosen.toolchain()
        if toolchain.prelude is None:
            return ""
        try:
            return str(self._compiler.built(toolchain.prelude, toolchain.version))
        except CompileError as error:
            raise SandboxError(f"{toolchain.version} does not compile our own harness: {error}") from error

    def _box(self, chosen: Support) -> Box:
        if chosen.name not in self._boxes:
            self._boxes[chosen.name] = self._backend.open_box(chosen.view(self._prelude(chosen)))
        return self._boxes[chosen.name]

    def _attempts(
        self,
        chosen: Support,
        program: Program,
        code: int,
        inputs: list[bytes],
        limits: Limits,
        isolation: Isolation,
    ) -> Iterator[RunResult]:
        zygote = self._box(chosen).interpreter
        together = isolation is Isolation.BATCH and program.mode != "stdio"
        done = 0
        while done < len(inputs):
            given = inputs[done:] if together else inputs[done : done + 1]
            for result in NativeAttempt(zygote, program, code, given, limits, chosen).results():
                done += 1
                yield result
                if result.end == "compile":
                    yield from [result] * (len(inputs) - done)
                    return
