"""From recorded calls to a signature, tests and a checker; what does not fit is noted."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.parsing import parse
from mockmind_lab.core.problem import Checker, Method, Parameter, ProblemTest, Signature
from mockmind_lab.errors import Refused
from mockmind_lab.importing.infer import ANY, annotated, fits, join, shape, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mockmind_lab.importing.found import Notes
    from mockmind_lab.importing.infer import Shape
    from mockmind_lab.importing.recording import Call

__all__ = ["Converted", "checker_of", "class_tests", "definitions", "function_tests"]

_MOST_BYTES = 200_000  # of one test
Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Converted:
    """A problem's signature and tests (numbered from 1, none visible yet), and how answers are compared."""

    signature: Signature
    tests: tuple[ProblemTest, ...]
    checker: Checker


def definitions(source: str) -> dict[str, Definition]:
    """The functions and classes at the top of a Python program. Raises ``Refused`` for one that is none."""
    try:
        tree = parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        raise Refused("its reference does not parse as Python") from None
    return {node.name: node for node in tree.body if isinstance(node, Definition)}


def checker_of(calls: Iterable[Call], notes: Notes) -> Checker:
    """The checker that compares as strictly as the recorded assertions did."""
    listed = list(calls)
    tolerances = [call.tolerance for call in listed if call.how == "almost" and 0 < call.tolerance < 1]
    unordered = any(call.how == "unordered" for call in listed)
    if tolerances:
        if len(set(tolerances)) > 1:
            notes.say(f"its tests use several tolerances; the strictest, {min(tolerances):g}, is kept")
        if unordered:
            notes.say("some of its tests take any order; with a tolerance the order counts")
        return Checker(name="floats", tolerance=min(tolerances))
    return Checker(name="unordered") if unordered else Checker()


class _Column:
    """The type of one parameter or result: joined from its values, or as annotated where that fits them."""

    def __init__(self, annotation: ast.expr | None) -> None:
        self.annotation = annotated(annotation)
        self.shape: Shape = ANY
        self.values: list[Any] = []

    def joined(self, value: Any) -> Shape | None:
        if self.annotation and fits(self.annotation, [value]):
            return join(self.shape, shape(value) or self.shape) or self.shape
        one = shape(value)
        return join(self.shape, one) if one else None

    def take(self, value: Any, joined: Shape) -> None:
        self.shape = joined
        self.values.append(value)

    def text(self) -> str:
        if self.annotation and fits(self.annotation, self.values):
            return self.annotation
        return written(self.shape)


class _Callable:
    """A function or method: a column for each parameter and one for the result."""

    def __init__(self, node: Definition | None) -> None:
        listed: list[ast.arg] = []
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            listed = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        self.names = [arg.arg for arg in listed]
        self.columns = [_Column(arg.annotation) for arg in listed]
        self.result = _Column(getattr(node, "returns", None))

    def without_self(self) -> _Callable:
        self.names, self.columns = self.names[1:], self.columns[1:]
        return self

    def pairs(self, args: Sequence[Any], results: Sequence[Any]) -> list[tuple[_Column, Any]] | None:
        if len(args) != len(self.columns):
            return None
        return [*zip(self.columns, args, strict=True), *((self.result, value) for value in results)]

    def params(self) -> tuple[Parameter, ...]:
        named = zip(self.names, self.columns, strict=True)
        return tuple(Parameter(name=name, type=column.text()) for name, column in named)


def _taken(pairs: list[tuple[_Column, Any]] | None) -> str:
    """Join all values into their columns, or none and why not."""
    if pairs is None:
        return "its arguments are not those of the reference"
    trial: list[tuple[_Column, Any, Shape]] = []
    before = [(column, column.shape) for column, _ in pairs]
    fault = ""
    for column, value in pairs:
        joined = column.joined(value)
        if joined is None:
            fault = "holds values of several types, which no type of a signature has"
            break
        column.shape = joined
        trial.append((column, value, joined))
    if fault:
        for column, old in reversed(before):
            column.shape = old
        return fault
    for column, value, joined in trial:
        column.take(value, joined)
    return ""


def _fault(call: Call) -> str:
    """Why a call is no test; empty if it is one."""
    if call.unplain:
        return call.unplain
    if call.mutated and call.value is None and not call.raised:
        return "changes its argument in place"
    if call.how == "of" and not call.raised:
        return f"line {call.line} asserts something of the result, so other answers may be right"
    if call.how == "truth" and type(call.value) is not bool and not call.raised:
        return f"line {call.line} asserts the truth of a value that is no bool"
    if len(str(call.args)) + len(str(call.value)) > _MOST_BYTES:
        return f"is over {_MOST_BYTES // 1000} kB"
    return ""


def function_tests(name: str, node: Definition, calls: Sequence[Call], notes: Notes) -> Converted:
    """The problem of writing the function ``name``. Raises ``Refused`` where nothing is left of it."""
    function, kept, tests = _Callable(node), list[tuple["Call", dict[str, Any]]](), list[ProblemTest]()
    seen: set[str] = set()
    for call in calls:
        if not (fault := _fault(call)):
            fault = _taken(function.pairs(call.args, () if call.raised else (call.value,)))
        if fault:
            notes.count(f"call of {name} left out: {fault}")
            continue
        if repr(call.args) in seen:
            continue
        seen.add(repr(call.args))
        answer = {"raises": call.raised} if call.raised else {"expected": call.value}
        kept.append((call, answer))
    unseen = sum(call.how == "called" for call, _ in kept)
    if unseen:
        notes.say(f"{unseen} calls whose result is not compared in place: the reference's answer is taken")
    for number, (call, answer) in enumerate(kept, start=1):
        tests.append(_test(number, call.args, answer))
    signature = Signature(
        entry_point=name, params=function.params(), returns=function.result.text(), summary=_summary(node)
    )
    return Converted(signature, tuple(tests), checker_of((call for call, _ in kept), notes))


def class_tests(name: str, node: ast.ClassDef, calls: Sequence[Call], notes: Notes) -> Converted:
    """The problem of writing the class ``name``: a test an instance, which is a list of calls."""
    members = {n.name: n for n in node.body if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)}
    constructor = _Callable(members.get("__init__")).without_self()
    used = dict.fromkeys(call.name.partition(".")[2] for call in calls)
    methods = {m: _Callable(members[m]).without_self() for m in used if m in members and m != "__init__"}
    tests: list[ProblemTest] = []
    kept: list[Call] = []
    for number in dict.fromkeys(call.object for call in calls):
        mine = [call for call in calls if call.object == number]
        for args, answer in _runs(name, mine, methods, notes):
            pairs = constructor.pairs(args[0], ())
            values = answer.get("expected", [None] * len(args[1]))
            for (method, given), value in zip(args[1], values, strict=True):
                results = () if "raises" in answer else (value,)
                more = methods[method].pairs(given, results)
                pairs = None if pairs is None or more is None else [*pairs, *more]
            if fault := _taken(pairs):
                notes.count(f"test of {name} left out: {fault}")
                continue
            if all(test.args != args for test in tests):
                tests.append(_test(len(tests) + 1, args, answer))
                kept += mine
    signature = Signature(
        entry_point=name,
        params=constructor.params(),
        methods=tuple(
            Method(name=m, params=c.params(), returns=c.result.text(), summary=_summary(members[m]))
            for m, c in methods.items()
        ),
        summary=_summary(node),
    )
    return Converted(signature, tuple(tests), checker_of(kept, notes))


def _runs(
    name: str, calls: Sequence[Call], methods: dict[str, _Callable], notes: Notes
) -> Iterable[tuple[list[Any], dict[str, Any]]]:
    """The tests that an instance's calls make, up to the first that can't be carried over or that raises."""
    first = calls[0]
    if not first.name.endswith(".__init__") or first.unplain:
        notes.count(f"test of {name} left out: its constructor {first.unplain or 'was not seen'}")
        return
    if first.raised:
        yield [first.args, []], {"raises": first.raised}
        return
    steps: list[list[Any]] = []
    results: list[Any] = []
    raising: Call | None = None
    for call in calls[1:]:
        method = call.name.partition(".")[2]
        if not method:  # reading an attribute changes nothing: the rest goes on
            notes.count(f"part of a test of {name} left out: {call.unplain}")
            continue
        fault = _fault(call) if not call.mutated else call.unplain
        fault = fault or ("" if method in methods else f"{method} is inherited")
        if fault:
            notes.count(f"rest of a test of {name} left out: {method}: {fault}")
            break
        if call.raised:
            raising = call
            break
        steps.append([method, call.args])
        results.append(call.value)
    if steps:
        yield [first.args, steps], {"expected": results}
    if raising is not None:
        yield (
            [first.args, [*steps, [raising.name.partition(".")[2], raising.args]]],
            {"raises": raising.raised},
        )
        if calls[-1] is not raising:
            notes.count(f"rest of a test of {name} left out: it goes on after an exception")


def _test(number: int, args: list[Any], answer: dict[str, Any]) -> ProblemTest:
    size = len(repr(args))
    category = "edge" if size <= 4 else "typical" if size < 1000 else "large"
    return ProblemTest(number=number, visible=False, category=category, args=args, **answer)


def _summary(node: Definition) -> str:
    text = " ".join((ast.get_docstring(node) or "").split(">>>")[0].split())
    return text.split(". ")[0][:200].rstrip(".") + "." if text else ""
