"""What the loops of a candidate's code show: nesting, slow steps, and whether code alone tells their cost."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.facts import Fact, FactKind
from mockmind_lab.interviewer.syntax import Comprehension, Loop, short_source

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["depth", "goes_into_elements", "is_unsure", "loops", "slow_steps"]

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
    """Whether a loop over it goes round as often for any input: ``"LR"``, ``range(i - 1, i + 2)``."""
    match gone_over:
        case ast.Constant() | ast.Tuple() | ast.List() | ast.Set():
            return True
        case ast.Call(func=ast.Name(id="range"), args=args):
            return all(isinstance(arg, ast.Constant) for arg in args) or _is_window(args)
        case _:
            return False


def _is_window(args: list[ast.expr]) -> bool:
    """Whether a range is what is next to one place, at most: ``range(max(0, i - 1), min(n, i + 2))``."""
    if len(args) != 2:
        return False
    return bool(_places(args[0], "max") & _places(args[1], "min"))


def _places(bound: ast.expr, cut: str) -> frozenset[str]:
    """The names that ``bound`` is a constant away from, or that it is cut off from by ``cut``."""
    match bound:
        case ast.Name(id=name):
            return frozenset({name})
        case ast.BinOp(left=ast.Name(id=name), op=ast.Add() | ast.Sub(), right=ast.Constant()):
            return frozenset({name})
        case ast.Call(func=ast.Name(id=called), args=args) if called == cut:
            return frozenset[str]().union(*(_places(arg, "") for arg in args))
        case _:
            return frozenset()


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


def goes_into_elements(node: ast.AST, over: frozenset[str] = frozenset()) -> bool:
    """Whether a loop goes over what an outer one has in hand (``for letter in name``): both together may
    be one pass over the whole input. ``over`` are the variables of the loops around ``node``."""
    gone_over: list[tuple[ast.expr, ast.expr]] = []
    match node:
        case ast.For(target=target, iter=iterated):
            gone_over = [(target, iterated)]
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            gone_over = [(part.target, part.iter) for part in node.generators]
        case _:
            pass
    for target, iterated in gone_over:
        match iterated:
            case ast.Name(id=name) | ast.Call(func=ast.Name(id="enumerate"), args=[ast.Name(id=name), *_]):
                if name in over:
                    return True
            case _:
                pass
        over |= {name.id for name in ast.walk(target) if isinstance(name, ast.Name)}
    return any(goes_into_elements(child, over) for child in ast.iter_child_nodes(node))


def _loop_variable(node: ast.AST) -> str:
    match node:
        case ast.For(target=target) | ast.AsyncFor(target=target):
            text = short_source(target)
            return text[1:-1] if isinstance(target, ast.Tuple) and text.startswith("(") else text
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
        name = _loop_variable(node)
        if not name:
            continue
        if isinstance(node, ast.While):
            yield Fact(FactKind.WHILE, node.lineno, name)
            continue
        # Only loops over something make pairs that can be talked of; a `while` within is a fact of its own.
        below = (n for n in ast.walk(node) if n is not node and isinstance(n, ast.For | Comprehension))
        inner = next(below, None)
        if inner is not None:
            yield Fact(FactKind.NESTED_LOOP, node.lineno, name, _loop_variable(inner))
        else:
            yield Fact(FactKind.LOOP, node.lineno, name, short_source(node.iter))


def slow_steps(loop: ast.AST, kinds: dict[str, tuple[str, int]], lists: set[str]) -> Iterator[Fact]:
    """What costs a pass over a list each time the loop goes round."""
    elements = {
        name.id
        for node in ast.walk(loop)
        if isinstance(node, ast.For)
        for name in ast.walk(node.target)
        if isinstance(name, ast.Name)
    }

    def is_one(value: ast.expr) -> bool:
        """Whether it is one element of what is gone over: a piece of it is no pass over the input."""
        return isinstance(value, ast.Name) and value.id in elements

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
            case ast.Subscript(value=value, slice=ast.Slice(), ctx=ast.Load()) if not is_one(value):
                yield Fact(FactKind.SLICE_IN_LOOP, node.lineno, short_source(value))
            case _:
                pass
