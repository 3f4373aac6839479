"""What a program did with an input, before anything is compared: from this expected answers are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.verdict import Code
from mockmind_lab.judge.decode import Raised, Returned, decode_record
from mockmind_lab.judge.exceptions import deliberate
from mockmind_lab.judge.explain import stopped, unusable
from mockmind_lab.judge.values import clean_text, coerce

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mockmind_lab.core.problem import Limits, Manifest
    from mockmind_lab.sandbox.base import RunResult

__all__ = ["Outcome", "collected", "outcome"]

_PRINTED = 4000  # characters of standard output kept beside a value


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one input.

    With ``code`` ``AC`` it returned ``value`` (plain, as declared; for ``stdio`` what it printed, in
    full), or, where ``raised`` is not empty, raised the exception of that name; ``bases`` are its
    classes. Any other code says what went wrong (``TLE``, ``MLE``, ``OLE``, ``CE``, ``RTE``; ``WA`` for a
    value that is not plain), and ``message`` says it in a line. All of it is claims by the program.
    ``cpu_seconds`` is CPU time.
    """

    code: Code
    value: Any = None
    raised: str = ""
    bases: tuple[str, ...] = ()
    message: str = ""
    stdout: str = ""
    cpu_seconds: float = 0.0

    @property
    def answered(self) -> bool:
        """Whether it returned or raised, hence can be what a test expects."""
        return self.code is Code.AC


def outcome(problem: Manifest, result: RunResult, limits: Limits, *, language: str = "python") -> Outcome:
    """The outcome that ``result`` amounts to, decoded strictly."""
    printed, spent = clean_text(result.stdout, _PRINTED), result.cpu_seconds
    if result.end != "finished":
        finding = stopped(result, limits)
        return Outcome(finding.code, message=finding.message, stdout=printed, cpu_seconds=spent)
    record = decode_record(result.result, limits.output_bytes)
    if isinstance(record, Raised) and deliberate(record, language):
        return Outcome(
            Code.AC,
            raised=record.name,
            bases=record.bases,
            message=record.message,
            stdout=printed,
            cpu_seconds=spent,
        )
    if not isinstance(record, Returned):
        finding = unusable(problem, record)
        return Outcome(finding.code, message=finding.message, stdout=printed, cpu_seconds=spent)
    if problem.kind != "stdio":
        return Outcome(Code.AC, _declared(problem, record.value), stdout=printed, cpu_seconds=spent)
    try:
        return Outcome(Code.AC, result.stdout.decode("utf-8"), stdout=printed, cpu_seconds=spent)
    except UnicodeDecodeError:
        return Outcome(Code.WA, message="printed bytes that are not UTF-8", stdout=printed, cpu_seconds=spent)


def collected(outcomes: Iterable[Outcome], count: int, *, give_up: int) -> tuple[Outcome, ...]:
    """``count`` of ``outcomes``; it stops after a compile error or ``give_up`` time-outs in a row."""
    found: list[Outcome] = []
    timeouts = 0
    for one in outcomes:
        found.append(one)
        timeouts = timeouts + 1 if one.code is Code.TLE else 0
        if one.code is Code.CE or timeouts == give_up:
            break
    rest = Outcome(Code.TLE, message="not run: those before it ran out of time")
    if found and found[-1].code is Code.CE:
        rest = found[-1]
    return (*found, *[rest] * (count - len(found)))


def _declared(problem: Manifest, value: Any) -> Any:
    """Ints where floats are declared made floats, so that the same answer is always written the same."""
    signature = problem.signature
    return coerce(value, signature.returns) if signature and problem.kind == "function" else value
