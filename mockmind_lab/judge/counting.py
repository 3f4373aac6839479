"""A program that counts its own steps, made from a Python submission by rewriting its syntax tree.

Counting lines would miss the work that built-ins do in one line (``x in row``, ``row.pop(0)``, a slice), and
that is just what makes a slow submission slow. So loops, functions and what goes through a whole container
are rewritten to say so; see ``tally`` for what costs what.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TypeVar, cast

from mockmind_lab.core.parsing import parse
from mockmind_lab.judge import tally

__all__ = ["MANY", "MEASURED", "counted"]

MEASURED = "mm_measured"
"""The function of a counted program: it takes what the entry point takes and returns the steps."""
MANY = "mm_measured_many"
"""The same for a list of such arguments: a list of steps, see ``mm_many``."""

_SIGNS: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Mult: "*", ast.BitAnd: "&", ast.BitOr: "|", ast.Sub: "-", ast.BitXor: "^",
}  # fmt: skip
_COMPARED: dict[type[ast.cmpop], str] = {
    ast.In: "mm_in", ast.NotIn: "mm_in", ast.Eq: "mm_equal", ast.NotEq: "mm_equal",
}  # fmt: skip
_NAMES = frozenset(
    {"sorted", "sort", "pop", "insert", "insort", "insort_left", "insort_right", "nlargest", "nsmallest"}
    | tally.MM_LOG
    | tally.MM_WHOLE
    | tally.MM_SELF
)
_MAX_CHARACTERS = 65536
_Loop = TypeVar("_Loop", ast.For, ast.AsyncFor, ast.While)
_Body = TypeVar("_Body", ast.FunctionDef, ast.AsyncFunctionDef)
_Made = TypeVar("_Made", ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)


def counted(source: str, entry_point: str, *, of_class: bool = False, enough: int = 2**53) -> str | None:
    """``source`` as a program whose functions ``MEASURED`` and ``MANY`` count; None where it can't be
    rewritten. ``MANY`` ends after a size that took ``enough`` steps.

    Never raises, whatever the source is.
    """
    if len(source) > _MAX_CHARACTERS:
        return None
    try:
        tree = parse(source)
        defined = {
            node.name
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        }
        tree = cast("ast.Module", _Counting(defined).visit(tree))
        after = next((at for at, node in enumerate(tree.body) if not _before_all(node)), len(tree.body))
        prelude = parse(f"exec({Path(tally.__file__).read_text(encoding='utf-8')!r}, globals())").body
        make = "mm_class" if of_class else "mm_function"
        tree.body = [
            *tree.body[:after],
            *prelude,
            *tree.body[after:],
            *parse(f"{MEASURED} = {make}({entry_point})\n{MANY} = mm_many({MEASURED}, {enough})").body,
        ]
        return ast.unparse(ast.fix_missing_locations(tree))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _before_all(node: ast.stmt) -> bool:
    """Whether it has to stand before everything else: the docstring, imports from ``__future__``."""
    if isinstance(node, ast.ImportFrom):
        return node.module == "__future__"
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


class _Counting(ast.NodeTransformer):
    """Puts the counting in. ``defined`` are names of the program's own, which are no built-ins."""

    def __init__(self, defined: set[str]) -> None:
        self._names = _NAMES - defined

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def _function(self, node: _Body) -> ast.AST:
        node.body = [_step(), *self._statements(node.body)]
        for place, default in enumerate(node.args.defaults):
            node.args.defaults[place] = self.visit(default)
        return node

    def _statements(self, nodes: list[ast.stmt]) -> list[ast.stmt]:
        found: list[ast.stmt] = []
        for node in nodes:
            made = self.visit(node)
            found += made if isinstance(made, list) else [made]
        return found

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self.generic_visit(node)
        node.body = _subscripted([_call("mm_tick"), node.body], 1)
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        return self._loop(node)

    def visit_AsyncFor(self, node: ast.AsyncFor) -> ast.AST:
        return self._loop(node)

    def visit_While(self, node: ast.While) -> ast.AST:
        return self._loop(node)

    def _loop(self, node: _Loop) -> ast.AST:
        self.generic_visit(node)
        node.body = [_step(), *node.body]
        return node

    def visit_ListComp(self, node: ast.ListComp) -> ast.AST:
        return self._comprehension(node)

    def visit_SetComp(self, node: ast.SetComp) -> ast.AST:
        return self._comprehension(node)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> ast.AST:
        return self._comprehension(node)

    def visit_DictComp(self, node: ast.DictComp) -> ast.AST:
        return self._comprehension(node)

    def _comprehension(self, node: _Made) -> ast.AST:
        self.generic_visit(node)
        for generator in node.generators:
            if not generator.is_async:
                generator.iter = _call("mm_each", generator.iter)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        name = node.func.attr if isinstance(node.func, ast.Attribute) else name
        if name in self._names:
            node.args.insert(0, node.func)
            node.func = ast.Name("mm_call", ast.Load())
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        sign = _SIGNS.get(type(node.op))
        if sign is None or _plain(node.left) or _plain(node.right):
            return node
        return _call("mm_binary", ast.Constant(sign), node.left, node.right)

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        self.generic_visit(node)
        if type(node.op) in _SIGNS and not _plain(node.value):
            node.value = _call("mm_size", node.value)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if len(node.ops) > 1 or _plain(node.left) or _plain(node.comparators[0]):
            inside = len(node.ops) == 1 and isinstance(node.ops[0], ast.In | ast.NotIn)
            if not inside:
                return node
        name = _COMPARED.get(type(node.ops[0]))
        if name is None:
            return node
        test = _call(name, node.left, node.comparators[0])
        negated = isinstance(node.ops[0], ast.NotIn | ast.NotEq)
        return ast.UnaryOp(ast.Not(), test) if negated else test

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.slice, ast.Slice) and isinstance(node.ctx, ast.Load):
            return _call("mm_size", node)
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load):
            node.value = _call("mm_size", node.value)
        return node

    def visit_Delete(self, node: ast.Delete) -> ast.AST | list[ast.stmt]:
        before: list[ast.stmt] = []
        for target in node.targets:
            if isinstance(target, ast.Subscript) and isinstance(target.value, ast.Name):
                held = ast.Name(target.value.id, ast.Load())
                # A dict forgets a key at once; only a list closes the gap.
                is_list = ast.Call(ast.Name("isinstance", ast.Load()), [held, _name("list")], [])
                size = ast.Expr(ast.IfExp(is_list, _call("mm_size", held), ast.Constant(None)))
                before.append(size)
        return [*before, node] if before else node

    def visit_match_case(self, node: ast.match_case) -> ast.AST:
        # A pattern is no expression, though it may look like one.
        if node.guard is not None:
            node.guard = self.visit(node.guard)
        node.body = self._statements(node.body)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value is not None:
            node.value = self.visit(node.value)
        return node


def _plain(node: ast.expr) -> bool:
    """A number or a single letter: what it is added to or compared with is no long thing either."""
    if not isinstance(node, ast.Constant):
        return False
    return not isinstance(node.value, str | bytes) or len(node.value) < 2


def _name(name: str) -> ast.Name:
    return ast.Name(name, ast.Load())


def _call(name: str, *given: ast.expr) -> ast.Call:
    return ast.Call(_name(name), list(given), [])


def _subscripted(items: list[ast.expr], at: int) -> ast.expr:
    return ast.Subscript(ast.Tuple(items, ast.Load()), ast.Constant(at), ast.Load())


def _step() -> ast.stmt:
    return parse("mm_n[0] += 1").body[0]
