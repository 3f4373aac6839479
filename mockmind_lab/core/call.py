"""The arguments a candidate types after ``%interview run``, read as literals and never evaluated."""

from __future__ import annotations

import ast
import json
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.parsing import parse_expression
from mockmind_lab.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockmind_lab.core.problem import Problem

__all__ = ["arguments", "bound"]


def arguments(problem: Problem, text: str) -> list[Any]:
    """Positional arguments from ``[2, 7], 9`` or ``nums=[2, 7], target=9``; raises ``Refused``."""
    if problem.kind == "stdio":
        return [text]
    if problem.kind == "class" or problem.signature is None:
        raise Refused("This problem takes calls of several methods: run the examples with `%interview run`.")
    return bound([param.name for param in problem.signature.params], text)


def bound(names: Sequence[str], text: str) -> list[Any]:
    """The values in ``text`` for the parameters ``names``, in their order; raises ``Refused``."""
    example = f"`%interview run {', '.join(names)}` with a value for each"
    positional, named = _literals(text, example)
    known = dict(zip(names, positional, strict=False))
    unknown = [name for name in named if name not in names]
    missing = [name for name in names if name not in known and name not in named]
    twice = [name for name in named if name in known]
    if len(positional) > len(names) or unknown or missing or twice:
        given = len(positional) + len(named)
        raise Refused(f"The input has {given} argument(s); {example} is expected.")
    return [known.get(name, named.get(name)) for name in names]


def _literals(text: str, example: str) -> tuple[list[Any], dict[str, Any]]:
    try:
        call = parse_expression(f"f({text}\n)").body
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name):
            raise ValueError
        positional = [ast.literal_eval(node) for node in call.args]
        named = {keyword.arg or "": ast.literal_eval(keyword.value) for keyword in call.keywords}
        # What the sandbox is given is JSON: sets, bytes and complex numbers are no such values.
        json.dumps([positional, named], allow_nan=False)
    except (SyntaxError, ValueError, TypeError, RecursionError, MemoryError):
        raise Refused(f"The input can't be read as Python literals; {example} is expected.") from None
    return positional, named
