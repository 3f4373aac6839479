"""What can be seen in the candidate's code without running it: facts by syntax tree, for any interviewer."""

from __future__ import annotations

import ast
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from mockmind_lab.core.parsing import parse
from mockmind_lab.interviewer.facts import Fact, FactKind, Observations
from mockmind_lab.interviewer.loops import depth, goes_into_elements, is_unsure, loops, slow_steps
from mockmind_lab.interviewer.recursion import recursion
from mockmind_lab.interviewer.syntax import (
    MAX_NODES,
    Function,
    functions_in,
    outermost,
    own_nodes,
    short_source,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["observe"]

_MAX_SOURCE = 16_000  # characters; longer code is no answer to a problem, and the candidate would wait for it
_MAX_TREE = 4_000  # nodes

_MAKERS = {
    "dict": "dict", "defaultdict": "dict", "Counter": "dict", "OrderedDict": "dict", "set": "set",
    "frozenset": "set", "deque": "deque", "list": "list",
}  # fmt: skip
_HEAP_CALLS = frozenset({"heappush", "heappop", "heapify", "heappushpop", "heapreplace"})
_SEARCH_CALLS = frozenset({"bisect", "bisect_left", "bisect_right", "insort"})


@lru_cache(maxsize=64)
def observe(source: str, entry_point: str) -> Observations:
    """What ``source`` shows. Never raises: code that does not parse is a fact like others.

    Code of more than 16,000 characters or 4,000 nodes is not looked into.
    """
    unread = Observations(entry=entry_point if _seems_to_define(source, entry_point) else None)
    if len(source) > _MAX_SOURCE:
        return unread
    try:
        tree = parse(source)
    except SyntaxError as error:
        fact = Fact(FactKind.SYNTAX_ERROR, error.lineno or 1, (error.msg or "invalid syntax").split("\n")[0])
        return Observations(facts=(fact,))
    except (ValueError, RecursionError, MemoryError):
        return unread
    if len(list(islice(ast.walk(tree), _MAX_TREE))) == _MAX_TREE:
        return unread
    try:
        return _observe(tree, entry_point)
    except RecursionError:
        return unread


def _seems_to_define(source: str, name: str) -> bool:
    return f"def {name}(" in source or f"class {name}" in source


def _observe(tree: ast.Module, entry_point: str) -> Observations:
    functions = list(functions_in(tree))
    entry = next((node for node in tree.body if _defines(node, entry_point)), None)
    facts: list[Fact] = []
    if entry is None:
        defined = next((f.name for f in functions), "")
        facts.append(Fact(FactKind.NO_ENTRY, 1, entry_point, defined))
    elif _is_stub(entry):
        facts.append(Fact(FactKind.STUB, entry.lineno, entry_point))
    kinds = _containers(tree)
    lists = {name for name, (kind, _) in kinds.items() if kind == "list"} | _list_parameters(functions)
    facts += [Fact(FactKind(kind), line, name) for name, (kind, line) in kinds.items() if kind != "list"]
    facts += loops(tree)
    facts += _calls(tree, kinds, lists)
    for function in functions:
        facts += recursion(function)
        facts += _arguments(function)
    if isinstance(entry, Function) and not _is_stub(entry):
        facts += _returns(entry)
        facts += _empty_input(entry)
    return Observations(
        facts=tuple(dict.fromkeys(facts)),
        functions=tuple(f.name for f in functions),
        names=frozenset(_names(tree)),
        entry=entry_point if entry is not None else None,
        loop_depth=max((depth(node) for node in tree.body), default=0),
        unsure=goes_into_elements(tree) or any(is_unsure(node) for node in ast.walk(tree)),
    )


def _defines(node: ast.stmt, name: str) -> bool:
    return isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.name == name


def _is_stub(node: ast.AST) -> bool:
    """Whether a body does nothing: a docstring, ``...``, ``pass``, ``return None``, ``raise …``."""
    body: list[ast.stmt] = getattr(node, "body", [])
    if isinstance(node, ast.ClassDef):
        methods = [child for child in body if isinstance(child, Function)]
        return all(_is_stub(method) for method in methods)
    return all(
        isinstance(child, ast.Pass | ast.Raise)
        or (isinstance(child, ast.Return) and _is_nothing(child.value))
        or (isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant))
        for child in body
    )


def _is_nothing(value: ast.expr | None) -> bool:
    return value is None or (isinstance(value, ast.Constant) and value.value is None)


def _names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name) | ast.Attribute(attr=name):
                yield name
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case _:
                pass


def _containers(tree: ast.AST) -> dict[str, tuple[str, int]]:
    """Variables by the container first assigned to them: name -> (kind, line)."""
    found: dict[str, tuple[str, int]] = {}
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[target], value=value):
                pass
            case ast.AnnAssign(target=target, value=value) if value is not None:
                pass
            case _:
                continue
        kind = _container(value)
        name = short_source(target)
        if kind and name and isinstance(target, ast.Name | ast.Attribute):
            found.setdefault(name, (kind, node.lineno))
    return found


def _container(value: ast.expr) -> str:
    match value:
        case ast.Dict() | ast.DictComp():
            return "dict"
        case ast.Set() | ast.SetComp():
            return "set"
        case ast.List() | ast.ListComp():
            return "list"
        case ast.BinOp(left=ast.List(), op=ast.Mult()):
            return "list"
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return _MAKERS.get(name, "")
        case _:
            return ""


def _list_parameters(functions: Iterable[Function]) -> set[str]:
    found: set[str] = set()
    for function in functions:
        for arg in function.args.args:
            if arg.annotation is not None and short_source(arg.annotation).lower().startswith("list"):
                found.add(arg.arg)
    return found


def _calls(tree: ast.AST, kinds: dict[str, tuple[str, int]], lists: set[str]) -> Iterator[Fact]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=value, attr="sort")):
                yield Fact(FactKind.SORT, node.lineno, short_source(value))
            case ast.Call(func=ast.Name(id="sorted"), args=[first, *_]):
                yield Fact(FactKind.SORT, node.lineno, short_source(first))
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name), args=[first, *_]):
                if name in _HEAP_CALLS:
                    yield Fact(FactKind.HEAP, node.lineno, short_source(first))
                elif name in _SEARCH_CALLS:
                    yield Fact(FactKind.BISECT, node.lineno, short_source(first))
            case _:
                pass
    for loop in outermost([tree]):
        yield from slow_steps(loop, kinds, lists)


def _parameters(function: Function) -> list[ast.arg]:
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return [arg for arg in given if arg.arg not in ("self", "cls") and not arg.arg.startswith("_")]


def _arguments(function: Function) -> Iterator[Fact]:
    if _is_stub(function):
        return
    body = [node for statement in function.body for node in ast.walk(statement)]
    used = {node.id for node in body if isinstance(node, ast.Name)}
    changed = {name for node in body if (name := _changed(node))}
    rebound = {n.id for n in body if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
    for arg in _parameters(function):
        if arg.arg not in used:
            yield Fact(FactKind.UNUSED_ARGUMENT, arg.lineno, arg.arg)
        if arg.arg in changed - rebound:
            yield Fact(FactKind.MUTATES_ARGUMENT, function.lineno, arg.arg)


def _changed(node: ast.AST) -> str:
    """The plain name that ``node`` changes in place, if it does."""
    match node:
        case ast.Call(
            func=ast.Attribute(
                value=ast.Name(id=name),
                attr="sort" | "append" | "pop" | "insert" | "remove" | "reverse" | "extend" | "clear",
            )
        ):
            return name
        case ast.Subscript(value=ast.Name(id=name), ctx=ast.Store() | ast.Del()):
            return name
        case _:
            return ""


def _returns(entry: Function) -> Iterator[Fact]:
    own = list(own_nodes(entry))
    returns = [node for node in own if isinstance(node, ast.Return) and node.value is not None]
    yields = any(isinstance(node, ast.Yield | ast.YieldFrom) for node in own)
    if not returns and not yields:
        yield Fact(FactKind.NO_RETURN, entry.lineno, entry.name)
    for node in own:
        match node:
            case ast.Call(func=ast.Name(id="print")):
                yield Fact(FactKind.PRINTS, node.lineno, entry.name)
            case _:
                pass
    for loop in outermost(entry.body):
        inside = next((n for n in ast.walk(loop) if isinstance(n, ast.Return)), None)
        if inside is not None:
            yield Fact(FactKind.EARLY_RETURN, inside.lineno, entry.name)


def _empty_input(entry: Function) -> Iterator[Fact]:
    """Whether a list, string or dict argument is asked for emptiness (``if not nums``, ``len(nums) < 2``)."""
    asked: set[str] = set()
    tests = [n.test for n in ast.walk(entry) if isinstance(n, ast.If | ast.IfExp | ast.While | ast.Assert)]
    for test in tests:
        asked |= set(_asked_for_emptiness(test))
    for arg in _parameters(entry):
        kind = short_source(arg.annotation).lower()
        if arg.arg in asked:
            yield Fact(FactKind.EMPTY_CHECK, entry.lineno, arg.arg)
        elif kind.startswith(("list", "str", "dict")):
            yield Fact(FactKind.NO_EMPTY_CHECK, entry.lineno, arg.arg)


def _asked_for_emptiness(test: ast.expr) -> Iterator[str]:
    for node in islice(ast.walk(test), MAX_NODES):
        match node:
            case ast.UnaryOp(op=ast.Not(), operand=ast.Name(id=name)):
                yield name
            case ast.Call(func=ast.Name(id="len"), args=[ast.Name(id=name)]):
                yield name
            case ast.Compare(
                left=ast.Name(id=name), comparators=[ast.List() | ast.Constant(value="" | None)]
            ):
                yield name
            case _:
                pass
    if isinstance(test, ast.Name):
        yield test.id
