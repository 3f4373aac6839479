"""What the loops of a candidate's code show: nesting, slow steps, and whether code alone tells their cost."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.facts import Fact, FactKind
from mockmind_lab.interviewer.syntax import Comprehension, Loop, short_source

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["depth", "is_unsure", "loops", "slow_steps"]

_LINEAR_CALLS = frozenset({"index", "count", "remove", "insert"})


def depth(node: ast.AST) -> int:
    below = max((depth(child) for child in ast.iter_child_nodes(node)), default=0)
    match node:
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            return below + sum(not _is_fixed(part.iter) for part in node.generators)
        case ast.For() | ast.AsyncFor():
            return below + (not _is_fixed(node.iter))
        case ast.While():
            return below + 1
        case _:
            return below


def _is_fixed(gone_over: ast.expr) -> bool:
    """Whether a loop over it goes round as often for any input: ``"LR"``, ``(0, 1)``, ``range(26)``."""
    match gone_over:
        case ast.Constant() | ast.Tuple() | ast.List() | ast.Set():
            return True
        case ast.Call(func=ast.Name(id="range"), args=args):
            return all(isinstance(arg, ast.Constant) for arg in args)
        case _:
            return False


def is_unsure(node: ast.AST) -> bool:
    """Whether code alone does not tell how often a loop goes round, all its rounds taken together."""
    match node:
        case ast.While():
            return True
        case ast.For(iter=gone_over) | ast.comprehension(iter=gone_over):
            pass
        case _:
            return False
    match gone_over:
        case ast.Subscript(slice=ast.Slice()):
            return False
        case ast.Subscript() | ast.Call(func=ast.Attribute(attr="get" | "pop" | "neighbors")):
            return True
        case _:
            return False


def _loop_variable(node: ast.AST) -> str:
    match node:
        case ast.For(target=target) | ast.AsyncFor(target=target):
            return short_source(target)
        case ast.While(test=test):
            return short_source(test)
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            return short_source(node.generators[0].target)
        case _:
            return ""


def loops(tree: ast.AST) -> Iterator[Fact]:
    for node in ast.walk(tree):
        if not isinstance(node, Loop):
            continue
        below = (n for n in ast.walk(node) if n is not node and isinstance(n, Loop | Comprehension))
        inner = next(below, None)
        name = _loop_variable(node)
        if not name:
            continue
        if inner is not None:
            yield Fact(FactKind.NESTED_LOOP, node.lineno, name, _loop_variable(inner))
        elif isinstance(node, ast.While):
            yield Fact(FactKind.WHILE, node.lineno, name)
        else:
            yield Fact(FactKind.LOOP, node.lineno, name, short_source(node.iter))


def slow_steps(loop: ast.AST, kinds: dict[str, tuple[str, int]], lists: set[str]) -> Iterator[Fact]:
    """What costs a pass over a list each time the loop goes round."""
    for node in ast.walk(loop):
        match node:
            case ast.Compare(ops=[ast.In() | ast.NotIn()], comparators=[searched]):
                if (
                    short_source(searched) in lists
                    and kinds.get(short_source(searched), ("list", 0))[0] == "list"
                ):
                    yield Fact(FactKind.LINEAR_SEARCH, node.lineno, short_source(searched))
            case ast.Call(func=ast.Attribute(value=value, attr="pop"), args=[ast.Constant(value=0)]):
                yield Fact(FactKind.POP_FRONT, node.lineno, short_source(value))
            case ast.Call(func=ast.Attribute(value=value, attr=name)) if name in _LINEAR_CALLS:
                if short_source(value) in lists:
                    yield Fact(FactKind.LINEAR_SEARCH, node.lineno, short_source(value))
            case ast.Subscript(value=value, slice=ast.Slice(), ctx=ast.Load()):
                yield Fact(FactKind.SLICE_IN_LOOP, node.lineno, short_source(value))
            case _:
                pass
