"""The examples of a statement, written from the visible tests in the form that verification reads."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mockmind_lab.core.problem import Manifest, ProblemTest

__all__ = ["with_examples"]

_CONSTRAINTS = "\n## Constraints"


def with_examples(statement: str, manifest: Manifest, tests: Iterable[ProblemTest]) -> str:
    """``statement`` with a section of examples, one for each of ``tests``, before its constraints."""
    blocks = [_block(number, manifest, test) for number, test in enumerate(tests, start=1)]
    if not blocks:
        return statement
    section = "\n".join(["## Examples\n", *blocks])
    before, constraints, after = statement.partition(_CONSTRAINTS)
    return f"{before.rstrip()}\n\n{section}\n{constraints.lstrip()}{after}".rstrip() + "\n"


def _block(number: int, manifest: Manifest, test: ProblemTest) -> str:
    if manifest.kind == "stdio":
        return _text_block(number, test)
    lines = [f"{name} = {_json(value)}" for name, value in zip(_names(manifest), test.args, strict=False)]
    lines[:1] = [f"Input:  {lines[0]}"] if lines else ["Input:"]
    lines[1:] = [f"        {line}" for line in lines[1:]]
    outcome = f"Raises: {test.raises}" if test.raises else f"Output: {_json(test.expected)}"
    explanation = f"\n{test.explanation}\n" if test.explanation else ""
    body = "\n".join([*lines, outcome])
    return f"### Example {number}\n\n```text\n{body}\n```\n{explanation}"


def _text_block(number: int, test: ProblemTest) -> str:
    explanation = f"\n{test.explanation}\n" if test.explanation else ""
    body = f"Input:  text = {_json(test.args[0])}\nOutput: {_json(test.expected)}"
    return f"### Example {number}\n\n```text\n{body}\n```\n{explanation}"


def _names(manifest: Manifest) -> list[str]:
    if manifest.kind == "class":
        return ["arguments", "calls"]
    return [param.name for param in manifest.signature.params] if manifest.signature else []


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
