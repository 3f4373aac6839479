"""The test files of a package: JSON lines, one test a line, every value checked against the signature."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

from pydantic import ValidationError

from mockmind_lab.core.problem import CATEGORIES, Manifest, Parameter, ProblemTest
from mockmind_lab.core.types import accepts, parse_type
from mockmind_lab.errors import ProblemError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockmind_lab.library.folder import Folder

__all__ = ["read_tests", "test_fault"]

MAX_TESTS = 200
_FIELDS = {"number", "category", "args", "expected", "raises", "explanation", "generated"}


def read_tests(folder: Folder, manifest: Manifest, *, limit: int) -> tuple[ProblemTest, ...]:
    """The visible tests, then the hidden ones, each in the file's order; ``limit`` is bytes of each file.

    Raises ``ProblemError`` with file and line. Messages never quote a test's data: they may be shown.
    """
    tests: list[ProblemTest] = []
    numbers: set[int] = set()
    for name in ("visible", "hidden"):
        file = f"tests/{name}.jsonl"
        label, found = folder.label(file), 0
        for line, text in enumerate(folder.text(file, limit=limit).split("\n"), start=1):
            if not text.strip():
                continue
            test = _test(text, label=label, line=line, visible=name == "visible")
            if test.number in numbers:
                raise ProblemError.at(label, line, f"test number {test.number} is given twice")
            if fault := test_fault(test, manifest):
                raise ProblemError.at(label, line, fault)
            numbers.add(test.number)
            tests.append(test)
            found += 1
        if not found:
            raise ProblemError.at(label, 1, "holds no test; write at least one")
    if len(tests) > MAX_TESTS:
        raise ProblemError.at(folder.label("tests"), None, f"holds over {MAX_TESTS} tests; remove some")
    return tuple(tests)


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON value")


class _Twins(ValueError):
    """A name twice in one object, of which JSON would silently keep the last."""


def _without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Twins
    return found


def _test(text: str, *, label: str, line: int, visible: bool) -> ProblemTest:
    try:
        content = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_without_twins)
    except (ValueError, RecursionError) as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else "a value that can't be used"
        what = "a name is given twice in one object" if isinstance(error, _Twins) else what
        raise ProblemError.at(label, line, f"is no valid JSON: {what}") from None
    if not isinstance(content, dict):
        raise ProblemError.at(label, line, "a test is an object with number, category, args and expected")
    if stray := sorted(set(content) - _FIELDS):
        raise ProblemError.at(label, line, f"{stray[0][:60]!r} is no field of a test")
    if ("expected" in content) == ("raises" in content):
        raise ProblemError.at(label, line, "a test has either 'expected' or 'raises'")
    try:
        return ProblemTest(visible=visible, **content)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        name = ".".join(map(str, first["loc"]))
        raise ProblemError.at(label, line, f"{name}: {first['msg']}") from None


def test_fault(test: ProblemTest, manifest: Manifest) -> str:
    """What is wrong with a test that is well-formed, in one line; empty if nothing is."""
    if not 1 <= test.number <= 10**6:
        return "number: tests are numbered from 1"
    if test.category not in CATEGORIES:
        return f"category: use one of {', '.join(CATEGORIES)}"
    if test.raises is not None and not test.raises.isidentifier():
        return "raises: give the name of an exception class"
    if manifest.kind == "stdio":
        values = [*test.args, test.expected]
        return (
            ""
            if len(values) == 2 and {type(v) for v in values} == {str}
            else "args: give one text in, one out"
        )
    if manifest.kind == "class":
        return _class_fault(test, manifest)
    assert manifest.signature is not None  # Package.manifest has seen to it
    signature = manifest.signature
    return _args_fault(test.args, signature.params) or _answer_fault(test, manifest, signature.returns)


def _args_fault(args: Sequence[Any], params: Sequence[Parameter]) -> str:
    if len(args) != len(params):
        return f"args: the signature has {len(params)} parameters, this test gives {len(args)}"
    for value, param in zip(args, params, strict=True):
        if not accepts(parse_type(param.type), [value]):
            return f"args: {param.name} is no {param.type}"
    return ""


def _answer_fault(test: ProblemTest, manifest: Manifest, returns: str) -> str:
    if test.raises is not None:
        return ""
    if manifest.checker.name != "any_of":
        return "" if accepts(parse_type(returns), [test.expected]) else f"expected: is no {returns}"
    answers = test.expected
    if not isinstance(answers, list) or not answers or not accepts(parse_type(returns), answers):
        return f"expected: with the checker any_of this is a list of every right answer, each a {returns}"
    return ""


def _class_fault(test: ProblemTest, manifest: Manifest) -> str:
    assert manifest.signature is not None
    methods = {method.name: method for method in manifest.signature.methods}
    match test.args:
        case [list(first), list(calls)] if all(
            isinstance(call, list) and len(call) == 2 and call[0] in methods and isinstance(call[1], list)
            for call in calls
        ):
            faults = [_args_fault(first, manifest.signature.params)]
            faults += [_args_fault(given, methods[name].params) for name, given in calls]
        case _:
            return "args: give [constructor_args, [[method, args], ...]] with methods of the signature"
    fault = next(filter(None, faults), "")
    if fault or test.raises is not None:
        return fault
    answers = test.expected
    if not isinstance(answers, list) or len(answers) != len(calls):
        return "expected: give a list with one result a call"
    for (name, _), answer in zip(calls, answers, strict=True):
        if not accepts(parse_type(methods[name].returns), [answer]):
            return f"expected: a result of {name} is no {methods[name].returns}"
    return ""
