"""The candidate's own tests, run in the sandbox against other solutions: the reference and wrong ones.

The tests are hostile code and share a process with what they test, so each tells one bit and nothing else
gets out: neither what it printed nor what it raised. What is found is evidence and never a verdict.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockmind_lab.core.problem import Limits
from mockmind_lab.judge.decode import Returned, decode_record
from mockmind_lab.judge.values import encode_arguments
from mockmind_lab.sandbox.base import Program

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockmind_lab.core.problem import Problem
    from mockmind_lab.judge.judge import Judge

__all__ = ["Tried", "try_tests"]

_LIMITS = Limits(cpu_seconds=0.5, wall_seconds=3, memory_bytes=2**28, output_bytes=1024)

_RUNNER = """
import sys as _sys, types as _types

class _Mark:
    def parametrize(self, names, values, **rest):
        names = [n.strip() for n in names.split(",")] if isinstance(names, str) else list(names)
        def mark(function):
            rows = [(v if len(names) > 1 else (v,)) for v in values]
            rows = [dict(zip(names, row)) for row in rows]
            before = getattr(function, "mm_rows", [{}])
            function.mm_rows = [dict(a, **b) for a in before for b in rows]
            return function
        return mark
    def __getattr__(self, name):
        return lambda *given, **named: given[0] if given and callable(given[0]) else (lambda f: f)

class _Raises:
    def __init__(self, *kinds, match=None):
        self.kinds = kinds
    def __enter__(self):
        return self
    def __exit__(self, kind, value, traceback):
        self.value = value
        if kind is None:
            raise AssertionError("nothing was raised")
        return issubclass(kind, self.kinds)

class _Approx:
    def __init__(self, value, rel=1e-6, abs=1e-12):
        self.value, self.rel, self.abs = value, rel, abs
    def __eq__(self, other):
        if isinstance(self.value, (list, tuple)):
            pairs = list(zip(self.value, other))
            near = all(_Approx(a, self.rel, self.abs) == b for a, b in pairs)
            return near and len(other) == len(self.value)
        return abs(self.value - other) <= max(self.rel * abs(self.value), self.abs)

_pytest = _types.ModuleType("pytest")
_pytest.mark, _pytest.raises, _pytest.approx = _Mark(), _Raises, _Approx
_pytest.param = lambda *given, **named: given if len(given) > 1 else given[0]
_pytest.fixture = lambda *given, **named: given[0] if given and callable(given[0]) else (lambda f: f)
_sys.modules["pytest"] = _pytest

def _load():
    other = {"__name__": "solution"}
    other.update((k, globals()[k]) for k in ("ListNode", "TreeNode") if k in globals())
    exec(compile(_SOLUTION, "other.py", "exec"), other)
    space = {"__name__": "tests", _ENTRY: other[_ENTRY]}
    space.update((k, other[k]) for k in ("ListNode", "TreeNode") if k in other)
    exec(compile(_TESTS, "tests.py", "exec"), space)
    return space[_RUN]()

try:
    _FOUND = _load()
except BaseException:
    _FOUND = None

def mm_try(number):
    if _FOUND is None:
        return "error"
    try:
        test = _FOUND[number]()
        if callable(test):
            for row in getattr(test, "mm_rows", [{}]):
                test(**row)
        return "held"
    except AssertionError:
        return "failed"
    except BaseException:
        return "error"
"""


@dataclass(frozen=True, slots=True)
class Tried:
    """What each test said of one solution: it held, it failed, or it ended in another exception or limit."""

    said: tuple[str, ...]


def try_tests(
    judge: Judge,
    problem: Problem,
    tests: str,
    solution: str,
    *,
    runner: str,
    count: int,
    enough: Callable[[], bool] = lambda: False,
) -> Tried:
    """Run the ``count`` tests that ``runner`` of ``tests`` returns against ``solution``.

    Said of each is ``held``, ``failed``, ``error`` (another exception, or a limit) or ``unknown`` (not run).
    Raises ``SandboxError`` for a fault of ours.
    """
    entry = problem.signature.entry_point if problem.signature else ""
    given = f"_SOLUTION = {solution!r}\n_TESTS = {tests!r}\n_ENTRY = {entry!r}\n_RUN = {runner!r}\n"
    nodes = problem.signature is not None and bool(problem.signature.nodes)
    # Node classes are the harness's to give where a signature names them.
    types = '{"params": [["int"]], "returns": ["str"], "Node": []}' if nodes else ""
    program = Program(given + _RUNNER, "function", "mm_try", "python", types)
    said = list[str]()
    while len(said) < count and not enough():
        inputs = [encode_arguments([number]) for number in range(len(said), count)]
        results = judge.trials(program, inputs, limits=_LIMITS, until=lambda result: result.end != "finished")
        said += [_said(result.result) if result.end == "finished" else "error" for result in results]
        if not results:
            break
    return Tried((*said, *["unknown"] * (count - len(said))))


def _said(record: bytes) -> str:
    found = decode_record(record, _LIMITS.output_bytes)
    words = ("held", "failed")
    return found.value if isinstance(found, Returned) and found.value in words else "error"
