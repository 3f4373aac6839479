"""A problem's own checker, run in a sandbox of its own: what it reads, a candidate's program wrote."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.problem import Limits
from mockmind_lab.core.verdict import Isolation
from mockmind_lab.errors import ProblemError, Refused, SandboxError
from mockmind_lab.judge.decode import Missing, Raised, Returned, decode_record
from mockmind_lab.judge.exceptions import last_line
from mockmind_lab.judge.values import encode_arguments
from mockmind_lab.sandbox.base import Program

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockmind_lab.core.problem import Problem
    from mockmind_lab.sandbox.base import RunResult, Sandbox

__all__ = ["Validator"]

_LIMITS = Limits(cpu_seconds=5, wall_seconds=15, memory_bytes=256 * 2**20, output_bytes=4096)
_ENTRY_POINT = "check"
_ENDS = {
    "cpu": "it ran out of time",
    "wall": "it ran out of time",
    "memory": "it ran out of memory",
    "output": "it returned too much",
    "crashed": "it ended without an answer",
}


class Validator:
    """Asks ``check(given, expected, got)`` of a problem's ``checker.py``, a fresh process for each answer.

    Its sandbox is never one that candidates' programs run in. Safe to call from several threads.
    """

    def __init__(self, make: Callable[[], Sandbox]) -> None:
        self._make = make
        self._sandbox: Sandbox | None = None
        self._lock = threading.Lock()

    def accepts(self, problem: Problem, given: Any, expected: Any, got: Any) -> bool:
        """What the checker says of ``got``. Raises ``ProblemError`` if it is broken, ``SandboxError``."""
        try:
            asked = encode_arguments([given, expected, got])
        except Refused:  # nested deeper than any right answer
            return False
        program = Program(problem.checker_source, "function", _ENTRY_POINT)
        with self._lock:
            try:
                self._sandbox = self._sandbox or self._make()
                self._sandbox.open()
                (result,) = self._sandbox.run(program, [asked], limits=_LIMITS, isolation=Isolation.TEST)
            except SandboxError:
                self._drop()
                raise
        return _answer(problem, result)

    def _drop(self) -> None:
        sandbox, self._sandbox = self._sandbox, None
        if sandbox is not None:
            sandbox.close()

    def close(self) -> None:
        """Close the sandbox. Idempotent; a later call opens another."""
        with self._lock:
            self._drop()


def _answer(problem: Problem, result: RunResult) -> bool:
    if result.end == "compile":
        raise _broken(problem, f"it does not compile: {result.detail}")
    if result.end != "finished":
        raise _broken(problem, _ENDS[result.end])
    record = decode_record(result.result, _LIMITS.output_bytes)
    if isinstance(record, Returned) and type(record.value) is bool:
        return record.value
    if isinstance(record, Raised):
        raise _broken(
            problem, f"it raised {record.name}: {record.message[:200]}{last_line(record.traceback)}"
        )
    if isinstance(record, Missing):
        raise _broken(problem, f"it defines no function {_ENTRY_POINT}(given, expected, got)")
    raise _broken(problem, "it returned neither True nor False")


def _broken(problem: Problem, why: str) -> ProblemError:
    what = f"is broken: {' '.join(why.split())}. That is not your fault, and the attempt does not count."
    return ProblemError.at(f"{problem.slug}/checker.py", None, what)
