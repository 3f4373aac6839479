"""Functions that call themselves: whether they stop, and whether their calls multiply."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.facts import Fact, FactKind
from mockmind_lab.interviewer.syntax import Comprehension, own_nodes, short_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mockmind_lab.interviewer.syntax import Function

__all__ = ["recursion"]

_MEMO = frozenset({"cache", "lru_cache"})
_KEEPERS = frozenset({"add", "append", "get", "setdefault", "update", "remove", "discard", "extend"})
_ENDS = ast.Return | ast.Raise | ast.Continue | ast.Break


def recursion(function: Function) -> Iterator[Fact]:
    """What is to be said of a function that calls itself; nothing of one that does not, but for its cache."""
    memo = any(short_source(d).split("(")[0].split(".")[-1] in _MEMO for d in function.decorator_list)
    if memo:
        yield Fact(FactKind.MEMO, function.lineno, function.name)
    inner = [node for statement in function.body for node in ast.walk(statement)]
    if not any(_calls_itself(node, function.name) for node in inner):
        return
    yield Fact(FactKind.RECURSION, function.lineno, function.name)
    branches = ast.If | ast.IfExp | ast.For | ast.While | ast.BoolOp | ast.Match
    if not any(isinstance(node, branches | Comprehension) for node in inner):
        yield Fact(FactKind.NO_BASE_CASE, function.lineno, function.name)
    if memo or any(_keeps(node) for node in inner):
        return  # what was seen may be remembered, so how often it goes down can't be told
    calls = [node for node in own_nodes(function) if _calls_itself(node, function.name)]
    given = [node.args for node in calls if isinstance(node, ast.Call)]
    if not all(any(map(_little_less, args)) for args in given):
        return
    if _most(function.body, function.name) > 1:
        yield Fact(FactKind.BRANCHING, function.lineno, function.name)
    elif any(any(map(_rest, args)) for args in given):
        yield Fact(FactKind.PEELING, function.lineno, function.name)


def _calls_itself(node: ast.AST, name: str) -> bool:
    match node:
        case ast.Call(func=ast.Name(id=called)):
            return called == name
        case ast.Call(func=ast.Attribute(value=ast.Name(id="self"), attr=called)):
            return called == name
        case _:
            return False


def _keeps(node: ast.AST) -> bool:
    """Whether something is written down, or looked up where it may have been."""
    match node:
        case ast.Subscript(ctx=ast.Store() | ast.Del()) | ast.Global() | ast.Nonlocal():
            return True
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in _KEEPERS
        case ast.Compare(ops=ops):
            return any(isinstance(op, ast.In | ast.NotIn) for op in ops)
        case _:
            return False


def _little_less(argument: ast.expr) -> bool:
    """Whether an argument is a fixed amount away from what was given: ``n - 1``, ``i + 1``, ``a[1:]``."""
    match argument:
        case ast.BinOp(left=ast.Name(), op=ast.Sub() | ast.Add(), right=ast.Constant(value=int())):
            return True
        case _:
            return _rest(argument)


def _rest(argument: ast.expr) -> bool:
    """Whether an argument is a copy of all but a few: ``a[1:]``, ``a[:-1]``, ``a[2:-1]``."""
    match argument:
        case ast.Subscript(value=ast.Name(), slice=ast.Slice(lower=lower, upper=upper, step=None)):
            ends = [bound for bound in (lower, upper) if bound is not None]
            few = lower is None or (isinstance(lower, ast.Constant) and lower.value != 0)
            back = upper is None or (isinstance(upper, ast.UnaryOp) and isinstance(upper.op, ast.USub))
            return bool(ends) and few and back
        case _:
            return False


def _most(body: Iterable[ast.stmt], name: str) -> int:
    """How often ``name`` is called at most on one way through ``body``; in a loop it counts twice."""
    so_far, most = 0, 0
    for statement in body:
        match statement:
            case ast.If(test=test, body=then, orelse=other):
                so_far += _within(test, name)
                ways = [(then, _most(then, name)), (other, _most(other, name))]
                most = max(most, *(so_far + count for _, count in ways))
                so_far += max((c for way, c in ways if not (way and isinstance(way[-1], _ENDS))), default=0)
            case ast.For(body=inner) | ast.While(body=inner):
                so_far += 2 * _most(inner, name)
            case ast.With(body=inner) | ast.Try(body=inner):
                so_far += _most(inner, name)
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                pass
            case _:
                so_far += _within(statement, name)
        most = max(most, so_far)
        if isinstance(statement, _ENDS):
            break
    return most


def _within(node: ast.AST, name: str) -> int:
    """Calls in an expression: one side of a choice, twice what a comprehension holds."""
    if isinstance(node, ast.IfExp):
        return _within(node.test, name) + max(_within(node.body, name), _within(node.orelse, name))
    if isinstance(node, ast.BoolOp):
        return max(_within(value, name) for value in node.values)  # the first that decides ends it
    inside = sum(_within(child, name) for child in ast.iter_child_nodes(node))
    return (2 if isinstance(node, Comprehension) else 1) * inside + _calls_itself(node, name)
