"""Code and pseudo-code that come too near a reference solution, compared by what they do and not by text.

Python is compared by its syntax tree: names and layout don't count. Pseudo-code is compared by its row of
steps (loop, branch, return, keep), for it has no tree.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache
from textwrap import dedent
from typing import TYPE_CHECKING

from mockmind_lab.core.parsing import parse
from mockmind_lab.interviewer.spelled import FENCE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["COPIED", "LIKENESS", "CodeGuard"]

COPIED = "code of a reference solution"
_BUILT, _STEPS_OF = "code built like a reference solution", "the steps of a reference solution"
LIKENESS = frozenset({_BUILT, _STEPS_OF})
"""What is only like a solution: nothing of it was found as it is."""

_SPAN = re.compile(r"`([^`\n]{6,})`")
_SMALL = 7  # nodes of a statement that says nothing: ``i += 1``, ``return x``, ``seen = {}``
_ENOUGH = 14  # nodes of statements shared with a solution from which a message gives it away
_MOST = 20_000  # characters of a message that are looked at
_STEPS: tuple[tuple[re.Pattern[str], str], ...] = tuple((re.compile(pattern), name) for pattern, name in (
    (r"^(?:for (?:each|every|all|any)?\b|loop\b|iterate\b|go (?:over|through)\b|walk\b|scan\b)", "loop"),
    (r"^(?:while|until|repeat|as long as|on each|on (?:a|every))\b", "loop"),
    (r"^(?:if|when|unless|else if|elif|otherwise|else)\b", "branch"),
    (r"^(?:return|answer|give back|output|report)\b", "return"),
    (
        r"^(?:set|let|keep|store|add|append|push|pop|remove|put|count|increment|increase|decrease|lower|raise|update"
        r"|insert|sort|take|find|fetch|compute|calculate|mark|unmark|call|attach|join|merge|move|subtract|swap"
        r"|look up|compare|note|write|try|go (?:left|right|on|to)|make|build|parse|split|drop|delete|undo)\b",
        "keep",
    ),
    (r"^[\w\[\].]+\s*(?:=|<-|←|:=|\+=|-=)", "keep"),
))  # fmt: skip
_TOKEN = re.compile(r"[A-Za-z_]\w*|\d+|[^\s\w]")
_WORDS = frozenset(["for", "while", "if", "else", "return", "new", "auto", "const", "let", "var", "func"])
_ROW = 12  # tokens in a row
_ENOUGH_ROWS = 12
_LEAST_STEPS = 4
_PROGRAM = 5  # steps in a message, one of them a loop or a branch, that are a program whatever it does
_MOST_LINES = 400
_ALIKE = 0.7  # of the steps of a piece of code that a solution takes too, in their order
_NEAR = 0.75  # of a solution's steps, in their order, from which pseudo-code gives it away


@dataclass(frozen=True, slots=True)
class _Solution:
    fingerprints: frozenset[str]
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A statement without those within it, or an expression: its fingerprint, its nodes, its larger parts."""

    print: str
    size: int
    parts: tuple[_Piece, ...] = ()

    def all(self) -> frozenset[str]:
        """The fingerprints of it and its parts."""
        return frozenset({self.print}).union(*(part.all() for part in self.parts))

    def shared(self, prints: frozenset[str], own: frozenset[str]) -> dict[str, int]:
        """What of it is among ``prints`` and not ``own``, with its nodes; no node counts twice."""
        if self.print in own:
            return {}
        if self.print in prints:
            return {self.print: self.size}
        found: dict[str, int] = {}
        for part in self.parts:
            found |= part.shared(prints, own)
        return found


class CodeGuard:
    """Looks for the ``solutions`` of one problem. ``own`` is code that is the candidate's already."""

    def __init__(self, solutions: Iterable[str], own: Iterable[str] = ()) -> None:
        texts, theirs = tuple(solutions), tuple(own)
        self._solutions = [solution for text in texts if (solution := _read(text)) is not None]
        # What is no Python has no tree here: rows of tokens, whatever their names, stand in for it.
        self._rows = [_rows(text) for text in texts if _read(text) is None]
        self._own = frozenset[str]().union(*map(_prints, theirs))
        self._own_outline = frozenset(print_ for text in theirs for _, print_ in _outline(text))
        self._own_rows = (
            frozenset[tuple[str, ...]]().union(*map(_rows, theirs)) if self._rows else frozenset()
        )

    def leak(self, text: str) -> str | None:
        """What ``text`` would give away, or None; a mere likeness only where nothing is sure."""
        if not (self._solutions or self._rows) or not _maybe(text):
            return None
        likeness: str | None = None
        for found in self._leaks(text):
            if found not in LIKENESS:
                return found
            likeness = found
        return likeness

    def copies(self, lines: Iterable[str]) -> bool:
        """Whether pieces of code that were shown one by one are a solution's together."""
        return self._copies([piece for line in lines for piece in _statements(line)])

    def _copies(self, pieces: Sequence[_Piece]) -> bool:
        for solution in self._solutions:
            shared = dict[str, int]()
            for piece in pieces:
                shared |= piece.shared(solution.fingerprints, self._own)
            if sum(shared.values()) >= _ENOUGH:
                return True
        return False

    def _leaks(self, text: str) -> Iterator[str]:
        for code in _codes(text[:_MOST]):
            rows = _rows(code) - self._own_rows if self._rows else frozenset[tuple[str, ...]]()
            if any(len(rows & solution) >= _ENOUGH_ROWS for solution in self._rows):
                yield COPIED
            if self._copies(_statements(code)):
                yield COPIED
            row = [step for step, print_ in _outline(code) if print_ not in self._own_outline]
            if (
                len(row) >= _LEAST_STEPS
                and not {"loop", "branch"}.isdisjoint(row)
                and any(_common(row, solution.steps) >= _ALIKE * len(row) for solution in self._solutions)
            ):
                yield _BUILT
        steps = _steps(FENCE.sub(_unless_python, text[:_MOST]))
        if len(steps) >= _PROGRAM and not {"loop", "branch"}.isdisjoint(steps) and self._solutions:
            yield "the steps of a solution"
        if len(steps) >= _LEAST_STEPS and any(
            _follows(steps, solution.steps) for solution in self._solutions
        ):
            yield _STEPS_OF


def _follows(steps: list[str], solution: tuple[str, ...]) -> bool:
    """Whether pseudo-code goes most of a solution's way, or has a loop and is mostly on that way."""
    if len(solution) < _LEAST_STEPS:
        return False
    common = _common(steps, solution)
    return common >= _NEAR * len(solution) or ("loop" in steps and common >= _ALIKE * len(steps))


def _maybe(text: str) -> bool:
    """Whether there is anything like code in it; nearly every message has nothing."""
    return "`" in text or "\n" in text or "=" in text or "for " in text or "while " in text


@lru_cache(maxsize=512)
def _rows(source: str) -> frozenset[tuple[str, ...]]:
    tokens = ["_" if t[0].isalpha() and t not in _WORDS else t for t in _TOKEN.findall(source)]
    return frozenset(tuple(tokens[at : at + _ROW]) for at in range(len(tokens) - _ROW + 1))


@lru_cache(maxsize=64)
def _read(source: str) -> _Solution | None:
    try:
        tree = parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    steps = tuple(step for node in _ordered(tree) if (step := _step_of(node)))
    return _Solution(frozenset[str]().union(*(piece.all() for piece in _pieces(tree))), steps)


@lru_cache(maxsize=512)
def _prints(source: str) -> frozenset[str]:
    """The fingerprints of all that ``source`` says."""
    return frozenset[str]().union(*(piece.all() for piece in _statements(source)))


@lru_cache(maxsize=64)
def _statements(source: str) -> tuple[_Piece, ...]:
    """The statements in ``source`` that say something; none where it is no Python."""
    try:
        return _pieces(parse(dedent(source)))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        pass
    # A fragment, or code among words: what a statement says itself nearly always stands on one line.
    found: list[_Piece] = []
    for line in source.splitlines()[:_MOST_LINES]:
        text = re.sub(r"^el(?=if\b)", "", line.strip())
        try:
            found += _pieces(parse(f"{text} pass" if text.endswith(":") else text))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
    return tuple(found)


def _unless_python(block: re.Match[str]) -> str:
    """A block of code for the reading of steps: Python was compared by its tree."""
    return "\n" if _statements(block[1]) else block[1]


@lru_cache(maxsize=512)
def _outline(source: str) -> tuple[tuple[str, str], ...]:
    """The steps of Python code in their order, each with its statement's fingerprint, whatever the size."""
    try:
        tree = parse(dedent(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    return tuple(
        (step, "|".join([type(node).__name__, *map(_shape, _head(node))]))
        for node in _ordered(tree)
        if isinstance(node, ast.stmt) and (step := _step_of(node))
    )


_OF_OTHERS = (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
"""Statements that say nothing but what is in them."""
_TELLING = (ast.BoolOp, ast.UnaryOp, ast.BinOp, ast.Compare, ast.Call, ast.IfExp, ast.comprehension)


def _pieces(tree: ast.AST) -> tuple[_Piece, ...]:
    found: list[_Piece] = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.stmt) or isinstance(node, _OF_OTHERS):
            continue
        head = _head(node)
        size = sum(1 for part in head for _ in ast.walk(part)) + 1
        if size >= _SMALL:
            name = "|".join([type(node).__name__, *map(_shape, head)])
            found.append(_Piece(name, size, tuple(piece for part in head for piece in _parts(part))))
    return tuple(found)


def _parts(node: ast.AST) -> tuple[_Piece, ...]:
    """An expression that says something as a piece with its parts; else the pieces in it."""
    size = sum(1 for _ in ast.walk(node))
    if size < _SMALL:
        return ()
    inner = tuple(piece for child in ast.iter_child_nodes(node) for piece in _parts(child))
    return (_Piece(_shape(node), size, inner),) if isinstance(node, _TELLING) else inner


def _head(node: ast.stmt) -> list[ast.AST]:
    """What a statement says itself, without the statements within it."""
    return [
        child
        for child in ast.iter_child_nodes(node)
        if not isinstance(child, ast.stmt | ast.excepthandler | ast.match_case | ast.expr_context)
    ]


def _shape(node: ast.AST) -> str:
    """A syntax tree as text in which all names are one, except methods and what is built in."""
    match node:
        case ast.Name(id=name):
            return name if name in _KNOWN else "_"
        case ast.arg():
            return "_"
        case ast.Constant(value=value):
            return repr(value) if isinstance(value, int | float) else type(value).__name__
        case ast.Call(func=ast.Attribute(value=value, attr=attr), args=args):
            return f"{_shape(value)}.{attr}({','.join(map(_shape, args))})"
        case ast.Attribute(value=value):
            return f"{_shape(value)}.@"
        case _:
            parts = ",".join(
                _shape(c) for c in ast.iter_child_nodes(node) if not isinstance(c, ast.expr_context)
            )
            return f"{type(node).__name__}({parts})"


_KNOWN = frozenset(
    (
        "len",
        "range",
        "enumerate",
        "sorted",
        "min",
        "max",
        "sum",
        "zip",
        "set",
        "dict",
        "abs",
        "any",
        "all",
        "reversed",
    )
)


def _ordered(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        yield child
        yield from _ordered(child)


def _step_of(node: ast.AST) -> str | None:
    match node:
        case ast.For() | ast.While():
            return "loop"
        case ast.If():
            return "branch"
        case ast.Return():
            return "return"
        case ast.Assign() | ast.AugAssign() | ast.AnnAssign():
            return "keep"
        case ast.Expr(value=ast.Call()):
            return "keep"
        case _:
            return None


def _codes(text: str) -> Iterator[str]:
    """What may be code: fenced blocks, spans, and runs of lines that look like it."""
    yield from (match[1] for match in FENCE.finditer(text))
    yield "\n".join(match[1] for match in _SPAN.finditer(text))
    bare = FENCE.sub("\n", text)
    yield "\n".join(
        line for line in bare.splitlines() if re.search(r"[=:(\[]", line) and not line.endswith("?")
    )


def _steps(text: str) -> list[str]:
    """The row of steps of pseudo-code: lines, items of a list, or clauses of a sentence."""
    found: list[str] = []
    for part in re.split(r"[\n;]|[.,](?=\s)|\bthen\b|\band\b|(?<=\w):(?=\s)", text):
        line = re.sub(r"^[\s\d.)*\-`>]+", "", part).lower()
        if step := _step(line):
            found.append(step)
    return found


@lru_cache(maxsize=2048)
def _step(line: str) -> str | None:
    return next((name for pattern, name in _STEPS if pattern.match(line)), None)


def _common(one: list[str], other: tuple[str, ...]) -> int:
    """Length of the longest row of steps that both have, in order."""
    row = [0] * (len(other) + 1)
    for left in one[:200]:
        before = 0
        for at, right in enumerate(other, start=1):
            before, row[at] = row[at], before + 1 if left == right else max(row[at], row[at - 1])
    return row[-1]
