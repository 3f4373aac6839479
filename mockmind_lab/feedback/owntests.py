"""The candidate's own tests, found in the cells that they ran, and made into a program of their own.

Static analysis only: nothing runs here. A test is a top-level statement that asserts something, or a function
``test_…``, if it comes to the solution. Each becomes a function without arguments; what it needs of other
cells comes with it, but for the candidate's solution, whose place another one takes.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from mockmind_lab.core import cellsource
from mockmind_lab.core.assemble import Cell, assemble
from mockmind_lab.core.parsing import parse
from mockmind_lab.core.statements import statements
from mockmind_lab.errors import NothingToSubmit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from mockmind_lab.core.statements import Statement

__all__ = ["MOST", "Found", "Suite", "own_tests"]

MOST = 20
"""So many tests are looked at. They could read the solution that they are run against, and what becomes of
each is told: whether it holds on the right one and on how many wrong ones it fails. With five wrong solutions
these are four bits a test, ten bytes an interview, after its end."""
_SHOWN = 200  # characters of a test's text
_ALL = "mm_own_tests"
_LATEST = 2**62


@dataclass(frozen=True, slots=True)
class Found:
    """A test: the ``seq`` of its cell's event, its line there (from 1), and its text."""

    cell: int
    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Suite:
    """Tests, and the Python that defines ``runner``: a function that returns a function for each of them."""

    tests: tuple[Found, ...]
    source: str = ""
    runner: str = _ALL


def own_tests(cells: Iterable[Cell], entry_point: str) -> Suite:
    """The tests in the newest version of each of ``cells`` that come to ``entry_point``.

    Never raises, whatever the cells hold.
    """
    history = sorted(cells, key=lambda cell: cell.seq)
    readable = [cell for cell in history if cellsource.read(cell.source).tree is not None]
    reach = _reach(readable, entry_point)
    found = list(_found(readable, reach))[:MOST]
    if not found:
        return Suite(())
    bodies = [f"def mm_own_{number}():\n{_indented(body)}" for number, (_, body) in enumerate(found)]
    names = ", ".join(f"mm_own_{number}" for number in range(len(found)))
    made = "\n".join([*bodies, f"def {_ALL}():\n    return [{names}]"])
    cell = Cell("mm-own-tests", 0, made, _LATEST)
    try:
        artefact = assemble([*readable, cell], _ALL, max_characters=200_000)
        source = _without(artefact.source, entry_point)
    except (NothingToSubmit, SyntaxError, ValueError, RecursionError, MemoryError):
        return Suite(())
    return Suite(tuple(test for test, _ in found), source)


def _reach(cells: Sequence[Cell], entry_point: str) -> frozenset[str]:
    """Names of the notebook that lead to the entry point, itself included."""
    uses: dict[str, set[str]] = {}
    for cell in cells:
        for statement in statements(cellsource.read(cell.source).text):
            for name in statement.binds:
                uses.setdefault(name, set()).update(statement.now | statement.later)
    reached, waiting = {entry_point}, [entry_point]
    while waiting:
        name = waiting.pop()
        more = [other for other, used in uses.items() if name in used and other not in reached]
        reached.update(more)
        waiting += more
    return frozenset(reached)


def _found(cells: Sequence[Cell], reach: frozenset[str]) -> Iterator[tuple[Found, str]]:
    """Each test with the body of the function that it becomes; of functions of one name the newest."""
    newest = {
        name: (cell.seq, statement.first)
        for cell in cells
        for statement in statements(cellsource.read(cell.source).text)
        for name in statement.binds
    }
    for cell in cells:
        text = cellsource.read(cell.source).text
        parts = statements(text)
        for place, statement in enumerate(parts):
            node = parse(statement.text).body[0]
            test = Found(cell.seq, statement.first, " ".join(statement.text.split())[:_SHOWN])
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
                mine = newest.get(node.name) == (cell.seq, statement.first)
                if mine and node.name in reach and _callable(node):
                    yield replace(test, text=node.name), f"return {node.name}"
            elif _asserts(node) and (statement.now | statement.later) & reach:
                before = _slice(parts[:place], statement)
                yield test, "\n".join([*before, statement.text])


def _callable(node: ast.FunctionDef) -> bool:
    """Whether it can be called as it is, or its arguments come from a ``parametrize``."""
    given = len(node.args.posonlyargs) + len(node.args.args) - len(node.args.defaults)
    return given == 0 or any("parametrize" in ast.unparse(one) for one in node.decorator_list)


def _asserts(node: ast.stmt) -> bool:
    """Whether the statement asserts when it runs: not only once a function in it is called."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return False
    if isinstance(node, ast.Assert):
        return True
    inner = (child for child in ast.iter_child_nodes(node) if isinstance(child, ast.stmt | ast.ExceptHandler))
    return any(_asserts(child) if isinstance(child, ast.stmt) else False for child in inner)


def _slice(before: Sequence[Statement], test: Statement) -> list[str]:
    """What earlier statements of the same cell do to the values that ``test`` looks at."""
    wanted, kept = set(test.now | test.later), list[str]()
    for statement in reversed(before):
        if statement.kind in ("FunctionDef", "AsyncFunctionDef", "ClassDef", "Import", "ImportFrom"):
            continue
        touched = statement.binds | statement.changes
        if statement.kind == "Assert":
            # What it calls may change a value; that it held is a test of its own.
            node = parse(statement.text).body[0]
            if isinstance(node, ast.Assert) and statement.changes & wanted:
                kept.insert(0, ast.unparse(node.test))
        elif touched & wanted:
            kept.insert(0, statement.text)
            wanted |= statement.now | statement.later
    return kept


def _without(source: str, entry_point: str) -> str:
    """``source`` without the statements that give the entry point a value."""
    tree = parse(source)
    tree.body = [node for node in tree.body if not _defines(node, entry_point)]
    return ast.unparse(tree)


def _defines(node: ast.stmt, name: str) -> bool:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return node.name == name
    targets: Mapping[type[ast.stmt], str] = {ast.Assign: "targets", ast.AnnAssign: "target"}
    held = getattr(node, targets.get(type(node), ""), None) if type(node) in targets else None
    named: list[ast.expr] = held if isinstance(held, list) else [held] if held is not None else []
    return any(isinstance(target, ast.Name) and target.id == name for target in named)


def _indented(body: str) -> str:
    # Through the parser, so that the lines of a text in it are not moved.
    tree = parse(body) if not body.startswith("return ") else None
    if tree is None:
        return f"    {body}"
    return "\n".join(f"    {line}" for line in ast.unparse(tree).split("\n"))
