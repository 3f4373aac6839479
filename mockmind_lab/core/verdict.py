"""Verdict codes and results of judging, as data."""

from __future__ import annotations

from enum import StrEnum

from pydantic import BaseModel, ConfigDict

__all__ = ["Code", "Isolation", "TestResult", "Verdict", "worst"]


class Code(StrEnum):
    """The judges' standard verdict codes (ICPC/Kattis; ``IE`` as DMOJ writes it)."""

    AC = "AC"  # accepted
    WA = "WA"  # wrong answer
    RTE = "RTE"  # run-time error
    TLE = "TLE"  # time limit exceeded
    MLE = "MLE"  # memory limit exceeded
    OLE = "OLE"  # output limit exceeded
    CE = "CE"  # compile error
    IE = "IE"  # internal error: our fault, never the candidate's

    @property
    def meaning(self) -> str:
        """The code in words, e.g. ``wrong answer``."""
        return _MEANINGS[self]


_MEANINGS = {
    Code.AC: "accepted",
    Code.WA: "wrong answer",
    Code.RTE: "run-time error",
    Code.TLE: "time limit exceeded",
    Code.MLE: "memory limit exceeded",
    Code.OLE: "output limit exceeded",
    Code.CE: "compile error",
    Code.IE: "internal error",
}

# A submission's verdict is that of its first test that was not accepted, as Kattis has it; IE
# outranks all, for then the judging itself cannot be trusted.


class Isolation(StrEnum):
    """How tests share a process: a fresh child a test, or one child for all of them."""

    TEST = "test"
    BATCH = "batch"


class TestResult(BaseModel):
    """One test's outcome. A hidden test has a number and a category and never its data.

    Times are seconds, memory is bytes. ``input``, ``expected`` and ``got`` are short displays of
    values (Python literals) and are ``None`` for hidden tests. ``stdout`` is what the code printed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    __test__ = False  # not a pytest class

    number: int
    visible: bool
    category: str
    code: Code
    wall_seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_memory_bytes: int = 0
    input: str | None = None
    expected: str | None = None
    got: str | None = None
    message: str = ""
    stdout: str = ""


class Verdict(BaseModel):
    """The judgement of one run or submission. ``message`` is one line for the candidate.

    ``tests`` holds a result for each test in order; tests after a compile error are absent.
    ``sandboxed`` is False only under the unsafe flag, and every report then says so.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    tests: tuple[TestResult, ...] = ()
    message: str = ""
    isolation: Isolation = Isolation.TEST
    backend: str = ""
    sandboxed: bool = True

    @property
    def passed(self) -> int:
        """How many tests were accepted."""
        return sum(test.code is Code.AC for test in self.tests)

    @property
    def total(self) -> int:
        """How many tests there were."""
        return len(self.tests)


def worst(codes: list[Code]) -> Code:
    """The verdict of a submission from its tests' codes: ``IE`` if any, else the first not accepted."""
    if Code.IE in codes:
        return Code.IE
    return next((code for code in codes if code is not Code.AC), Code.AC)
