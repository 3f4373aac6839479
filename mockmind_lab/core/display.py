"""Values as a person reads them: short Python literals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mockmind_lab.core.problem import Problem

__all__ = ["literal", "shortened", "shown_call"]

_MAX_CHARACTERS = 300


def literal(value: Any, *, most: int = _MAX_CHARACTERS) -> str:
    """``repr`` of a JSON value, cut in the middle to at most ``most`` characters."""
    return shortened(repr(value), most=most)


def shown_call(problem: Problem, args: list[Any], *, most: int = _MAX_CHARACTERS) -> str:
    """A test's arguments as the candidate would write them: ``nums = [2, 7], target = 9``."""
    signature = problem.signature
    if problem.kind == "stdio" and args:
        return shortened(str(args[0]), most=most)
    if problem.kind == "class" and signature is not None and len(args) == 2:
        calls = [f"{name}({_positional(given)})" for name, given in args[1]]
        return shortened("; ".join([f"{signature.entry_point}({_positional(args[0])})", *calls]), most=most)
    params = signature.params if signature else ()
    if len(params) != len(args):
        return shortened(_positional(args), most=most)
    named = (f"{param.name} = {value!r}" for param, value in zip(params, args, strict=True))
    return shortened(", ".join(named), most=most)


def shortened(text: str, *, most: int) -> str:
    """``text`` in at most ``most`` characters, its middle replaced by a mark where it is longer."""
    if len(text) <= most:
        return text
    mark = f" … {len(text) - most:,} more … "
    head = max((most - len(mark)) * 2 // 3, 0)
    tail = max(most - len(mark) - head, 0)
    return text[:head] + mark + (text[-tail:] if tail else "")


def _positional(args: list[Any]) -> str:
    return ", ".join(map(repr, args))
