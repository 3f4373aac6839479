"""Walks of a candidate's syntax tree whose cost is bounded, whatever the code looks like."""

from __future__ import annotations

import ast
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = [
    "MAX_NODES",
    "Comprehension",
    "Function",
    "Loop",
    "functions_in",
    "outermost",
    "own_nodes",
    "short_source",
]

MAX_NODES = 60
"""Nodes of an expression that is to be named or asked about; a larger one is not worth a sentence."""
_MAX_DEEP = 6  # functions within functions; deeper ones are not looked at

Function = ast.FunctionDef | ast.AsyncFunctionDef
Loop = ast.For | ast.AsyncFor | ast.While
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


def functions_in(tree: ast.AST) -> Iterator[Function]:
    """Functions, the outer ones first; each costs a walk, so those nested without reason are left out."""
    waiting: deque[tuple[ast.AST, int]] = deque([(tree, 0)])
    while waiting:
        node, deep = waiting.popleft()
        if isinstance(node, Function):
            yield node
            deep += 1
        if deep < _MAX_DEEP:
            waiting.extend((child, deep) for child in ast.iter_child_nodes(node))


def outermost(nodes: Iterable[ast.AST]) -> Iterator[Loop]:
    """The loops in ``nodes`` and below that are in no other, so that a walk of each is a walk of all."""
    waiting = deque(nodes)
    while waiting:
        node = waiting.popleft()
        if isinstance(node, Loop):
            yield node
        else:
            waiting.extend(ast.iter_child_nodes(node))


def own_nodes(function: Function) -> Iterator[ast.AST]:
    """The nodes of a function without those of functions defined within it."""
    waiting: deque[ast.AST] = deque(function.body)
    while waiting:
        node = waiting.popleft()
        yield node
        if not isinstance(node, Function | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


def short_source(node: ast.AST | None, *, most: int = 40) -> str:
    """Source of an expression on one line; empty where it is too long to be named in a sentence."""
    if node is None or len(list(islice(ast.walk(node), MAX_NODES))) == MAX_NODES:
        return ""
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= most and "`" not in text else ""
