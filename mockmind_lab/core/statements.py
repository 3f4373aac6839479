"""Top-level statements of a cell: what each binds, changes and needs."""

from __future__ import annotations

import ast
import symtable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mockmind_lab.core.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Statement", "definers", "statements"]

_BLOCKS = (ast.If, ast.Try, ast.TryStar, ast.With, ast.For, ast.While, ast.AsyncFor, ast.AsyncWith)


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement with its place: lines ``first`` to ``last`` count from 1; ``alone`` says that no other
    statement stands on them.

    ``binds`` are names it gives a value, ``changes`` names whose value it changes in place (``memo[1] = 1``),
    ``now`` the names it needs when it runs, ``later`` those its functions need when they are called.
    ``kind`` is the node's class name, ``star`` and ``future`` mark imports of those sorts.
    """

    text: str
    first: int
    last: int
    alone: bool
    kind: str
    binds: frozenset[str]
    changes: frozenset[str]
    now: frozenset[str]
    later: frozenset[str]
    star: bool = False
    future: bool = False


@lru_cache(maxsize=512)
def statements(text: str) -> tuple[Statement, ...]:
    """The top-level statements of Python ``text`` that parses. What can't be analysed needs nothing."""
    nodes = parse(text).body
    lines = text.split("\n")
    spans = [(_first(node), node.end_lineno or node.lineno) for node in nodes]
    return tuple(_statement(node, index, spans, lines) for index, node in enumerate(nodes))


def definers(node: ast.Module, name: str) -> bool:
    """Whether a ``def``, class or assignment, at the top level or in a block there, defines ``name``."""
    return any(_defines(inner, name) for inner in _shallow(node))


def _defines(node: ast.AST, name: str) -> bool:
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return node.name == name
        case ast.Assign(targets=targets):
            return any(_stores(target, name) for target in targets)
        case ast.AnnAssign(target=target, value=ast.AST()) | ast.AugAssign(target=target):
            return _stores(target, name)
        case ast.NamedExpr(target=target):
            return target.id == name
        case _:
            return False


def _stores(target: ast.AST, name: str) -> bool:
    return any(
        isinstance(inner, ast.Name) and inner.id == name and isinstance(inner.ctx, ast.Store)
        for inner in ast.walk(target)
    )


def _statement(node: ast.stmt, index: int, spans: list[tuple[int, int]], lines: list[str]) -> Statement:
    first, last = spans[index]
    before = spans[index - 1][1] if index else 0
    after = spans[index + 1][0] if index + 1 < len(spans) else len(lines) + 1
    alone = before < first and last < after
    text = "\n".join(lines[first - 1 : last]) if alone else _unparsed(node, "\n".join(lines))
    binds, now, later = _names(text)
    if isinstance(node, ast.Delete):
        binds, now = frozenset[str](), frozenset[str]()
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        now |= {node.target.id}
    return Statement(
        text=text,
        first=first,
        last=last,
        alone=alone,
        kind=type(node).__name__,
        binds=binds,
        changes=frozenset(_changed(node)) - binds,
        now=now,
        later=later,
        star=isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names),
        future=isinstance(node, ast.ImportFrom) and node.module == "__future__",
    )


def _unparsed(node: ast.stmt, text: str) -> str:
    try:
        return ast.unparse(node)
    except RecursionError:
        return ast.get_source_segment(text, node) or "pass"


def _first(node: ast.stmt) -> int:
    """The line a statement starts on; decorators stand before its own first line."""
    decorators: list[ast.expr] = getattr(node, "decorator_list", [])
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _shallow(node: ast.AST) -> Iterator[ast.AST]:
    """Every node that runs with the cell itself: not inside functions, classes or lambdas."""
    waiting = [*ast.iter_child_nodes(node)]
    while waiting:
        inner = waiting.pop()
        yield inner
        if not isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            waiting += ast.iter_child_nodes(inner)


def _changed(node: ast.stmt) -> Iterator[str]:
    """Names at the root of ``name[...] = ``, ``name.attribute = `` and of method calls ``name.append(...)``.

    A method call counts only where it is a statement: its value is dropped, so it is there for its effect.
    """
    for inner in [node, *(_shallow(node) if isinstance(node, _BLOCKS) else ())]:
        targets: list[ast.expr] = []
        match inner:
            case ast.Assign():
                targets = inner.targets
            case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
                targets = [target]
            case ast.Delete():
                targets = inner.targets
            case ast.Expr(value=ast.Call(func=ast.Attribute() as method)):
                targets = [method]
            case _:
                continue
        for target in targets:
            root: ast.expr = target
            while isinstance(root, ast.Subscript | ast.Attribute):
                root = root.value
            if isinstance(root, ast.Name) and root is not target:
                yield root.id


def _names(text: str) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """What a statement binds, needs now, and needs later. ``symtable`` knows Python's scopes best."""
    try:
        top = symtable.symtable(text, "<cell>", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return frozenset(), frozenset(), frozenset()
    binds = {
        symbol.get_name()
        for symbol in top.get_symbols()
        if symbol.is_assigned() or symbol.is_imported() or symbol.is_declared_global()
    }
    now = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced()}
    later: set[str] = set()
    waiting = [(table, False) for table in top.get_children()]
    while waiting:
        table, deferred = waiting.pop()
        # A class body and a comprehension run with the statement; a function or lambda when it is called.
        deferred = deferred or (table.get_type() == "function" and not _comprehension(table))
        needed = {
            symbol.get_name()
            for symbol in table.get_symbols()
            if symbol.is_global() and (symbol.is_referenced() or symbol.is_declared_global())
        }
        (later if deferred else now).update(needed)
        waiting += [(child, deferred) for child in table.get_children()]
    # ``global x`` inside a function leaves a mark at the top that is no binding there.
    own = {s.get_name() for s in top.get_symbols() if s.is_assigned() or s.is_imported()}
    return frozenset(own | (binds - later)), frozenset(now), frozenset(later)


def _comprehension(table: symtable.SymbolTable) -> bool:
    return table.get_name() in {"listcomp", "setcomp", "dictcomp", "genexpr"}
