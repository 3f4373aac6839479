"""What a run came to, as a verdict code and one line for the candidate.

Two versions of each line. The full one may quote what the program said. The guarded one, for hidden
tests, is made of our own words and of names from fixed tables only: an exception's message, its
class's name, an exit code, a type's name or printed text could all carry a hidden input out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.verdict import Code
from mockmind_lab.judge.checkers import CHECKERS, TEXT_CHECKERS
from mockmind_lab.judge.decode import Garbled, Missing, Raised, Returned, Unserialisable, decode_record
from mockmind_lab.judge.exceptions import KNOWN, answers, last_line
from mockmind_lab.judge.values import clean_text, coerce, show

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockmind_lab.core.problem import Limits, Manifest, Problem, ProblemTest
    from mockmind_lab.sandbox.base import RunResult

    Validate = Callable[[ProblemTest, Any, Any], bool]

__all__ = ["Finding", "explain", "shown_arguments", "stopped", "typed_expected", "unusable"]

_TO_LIST = "generator set frozenset map filter zip range dict_keys dict_values dict_items deque"
_TO_FLOAT, _TO_STR, _TO_DICT = (
    "Decimal Fraction complex",
    "bytes bytearray",
    "Counter defaultdict OrderedDict",
)
_INSTEAD = {
    "coroutine": "return a value",
    "function": "call it and return its value",
    **dict.fromkeys(_TO_LIST.split(), "return a list"),
    **dict.fromkeys(_TO_FLOAT.split(), "return a float"),
    **dict.fromkeys(_TO_STR.split(), "return a str"),
    **dict.fromkeys(_TO_DICT.split(), "return a dict"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """``message`` may quote the program, ``guarded`` never does; ``got`` is a display of its answer."""

    code: Code
    message: str = ""
    guarded: str = ""
    got: str | None = None

    @classmethod
    def plain(cls, code: Code, words: str) -> Finding:
        """A finding whose one line is all our own."""
        return cls(code, words, words)


def explain(
    problem: Problem,
    test: ProblemTest,
    result: RunResult,
    limits: Limits,
    *,
    compared: bool,
    language: str = "python",
    validate: Validate | None = None,
) -> Finding:
    """The finding for ``test``; with ``compared`` false any answer at all is accepted (a custom input).

    ``validate`` answers for a problem with a checker of its own; what it raises is passed on.
    """
    if result.end != "finished":
        return stopped(result, limits)
    record = decode_record(result.result, limits.output_bytes)
    if problem.kind == "stdio" and isinstance(record, Returned):
        record = Returned(result.stdout.decode("utf-8", "replace"))
    if isinstance(record, Raised) and compared and test.raises is not None:
        if answers(record, test.raises, language):
            return Finding(Code.AC, got=f"raised {show(record.name)[1:-1]}")
        asked = f"; the test expects {test.raises}"
        finding = _raised(record)
        return Finding(Code.WA, finding.message + asked, finding.guarded)
    if not isinstance(record, Returned):
        return unusable(problem, record)
    if compared and test.raises is not None:
        words = f"your {_what(problem)} returned; it should have raised {test.raises}"
        return Finding(Code.WA, words, "it should have raised an exception", show(record.value))
    return _answered(problem, test, record.value, validate, compared=compared)


def _answered(
    problem: Problem, test: ProblemTest, value: Any, validate: Validate | None, *, compared: bool
) -> Finding:
    text = problem.kind == "stdio"
    got, expected = (
        (value, test.expected) if text else (_typed(problem, test, value), typed_expected(problem, test))
    )
    if not compared or _accepted(problem, test, expected, got, validate):
        return Finding(Code.AC, got=show(value))
    if text:
        return Finding(Code.WA, "wrong output", "wrong output", show(value))
    if value is None and test.expected is not None and problem.kind == "function":
        return Finding(Code.WA, "your function returned None; is a return missing?", "wrong answer", "None")
    return Finding(Code.WA, _difference(problem, expected, got), "wrong answer", show(value))


def _difference(problem: Problem, expected: Any, got: Any) -> str:
    """Wrong answer, and where only the type is wrong, that."""
    if problem.checker.name not in ("any_of", "custom") and type(expected) is not type(got):
        return f"wrong answer: expected {_a(type(expected).__name__)}, got {_a(type(got).__name__)}"
    return "wrong answer"


def _typed(problem: Problem, test: ProblemTest, value: Any) -> Any:
    """The candidate's value with ints where floats are declared made floats."""
    declared = _declared(problem, test)
    if isinstance(declared, list):
        same = type(value) is list and len(value) == len(declared)
        return [coerce(item, t) for item, t in zip(value, declared, strict=True)] if same else value
    return coerce(value, declared)


def typed_expected(problem: Problem, test: ProblemTest) -> Any:
    """The expected value in the declared type; for ``any_of`` each of the acceptable ones."""
    if problem.checker.name == "any_of" and type(test.expected) is list:
        return [_typed(problem, test, answer) for answer in test.expected]
    return _typed(problem, test, test.expected)


def _declared(problem: Problem, test: ProblemTest) -> str | list[str]:
    signature = problem.signature
    if signature is None:
        return ""
    if problem.kind != "class":
        return signature.returns
    returns = {method.name: method.returns for method in signature.methods}
    return [returns.get(call[0], "") for call in test.args[1]]


def _accepted(
    problem: Problem, test: ProblemTest, expected: Any, got: Any, validate: Validate | None
) -> bool:
    name = problem.checker.name
    if name == "custom":
        assert validate is not None
        return validate(test, expected, got)
    check = (TEXT_CHECKERS if problem.kind == "stdio" else CHECKERS)[name]
    return check(expected, got, problem.checker.tolerance)


def stopped(result: RunResult, limits: Limits) -> Finding:
    """The finding for a run that ended without a result."""
    if result.end == "cpu":
        return Finding.plain(Code.TLE, f"no answer within {limits.cpu_seconds:g} s of CPU time")
    if result.end == "wall":
        waited = f"no answer within {limits.wall_seconds:g} s; it waited for something that did not come"
        return Finding.plain(Code.TLE, waited)
    if result.end == "memory":
        return Finding.plain(Code.MLE, f"used more than {_size(limits.memory_bytes)} of memory")
    if result.end == "output":
        return Finding.plain(Code.OLE, f"printed or returned more than {_size(limits.output_bytes)}")
    if result.end == "compile":
        return Finding.plain(Code.CE, f"does not compile: {clean_text(result.detail, 2000)}")
    ended = "the program ended before it returned"
    return Finding(Code.RTE, f"{ended} ({result.detail})" if result.detail else ended, ended)


def unusable(problem: Manifest, record: Raised | Missing | Garbled | Unserialisable) -> Finding:
    """The finding for a record that is no returned value."""
    if isinstance(record, Raised):
        return _raised(record)
    if isinstance(record, Missing):
        name = problem.signature.entry_point if problem.signature else "the program"
        return Finding.plain(Code.RTE, f"{name} is not defined; define {_a(_what(problem))} of that name")
    if isinstance(record, Garbled):
        return Finding(Code.WA, record.why, "its result could not be read")
    what = record.what
    article, _, kind = what.partition(" ")
    known = article in ("a", "an") and kind in _INSTEAD
    advice = _INSTEAD.get(kind, "return plain values: int, float, str, bool, None, list, dict")
    guarded = f"your {_what(problem)} returned {what if known else 'a value that is not plain JSON'}"
    return Finding(Code.WA, f"your {_what(problem)} returned {what}; {advice}", f"{guarded}; {advice}")


def _raised(record: Raised) -> Finding:
    if record.name in ("MemoryError", "OutOfMemoryError"):
        return Finding.plain(Code.MLE, "ran out of memory")
    if record.name == "SystemExit":
        return Finding.plain(Code.RTE, "the program called exit; return the answer instead")
    first = record.message.splitlines()[0] if record.message else ""
    where = last_line(record.traceback)
    known = record.name in KNOWN
    return Finding(
        Code.RTE,
        f"raised {record.name}: {first}{where}" if first else f"raised {record.name}{where}",
        f"raised {record.name}" if known else "raised an exception",
    )


def _what(problem: Manifest) -> str:
    return {"function": "function", "class": "class", "stdio": "program"}[problem.kind]


def _a(noun: str) -> str:
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def _size(size: int) -> str:
    return f"{size / 2**20:g} MB" if size >= 2**20 else f"{size / 1024:g} kB"


def shown_arguments(problem: Problem, args: list[Any]) -> str:
    """A test's input as the candidate reads it: ``nums = [3, 2], target = 5``."""
    signature = problem.signature
    if problem.kind == "function" and signature and len(signature.params) == len(args):
        return ", ".join(f"{p.name} = {show(value)}" for p, value in zip(signature.params, args, strict=True))
    if problem.kind == "stdio":
        return show(args[0]) if args else ""
    if problem.kind == "class" and signature and len(args) == 2:
        calls = "; ".join(f"{name}({_listed(given)})" for name, given in args[1][:20])
        return f"{signature.entry_point}({_listed(args[0])}); {calls}"[:2000]
    return show(args)


def _listed(values: list[Any]) -> str:
    """Arguments inside a call's brackets."""
    return ", ".join(show(value, 100) for value in values)
