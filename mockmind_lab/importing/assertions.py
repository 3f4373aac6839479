"""How the plain assertions of a test program look at a result, by their syntax.

It runs inside the sandbox, before ``recorder`` in the same program: standard library only.
"""

from __future__ import annotations

import ast

__all__ = ["asserted", "compared"]


def asserted(test: str, entry: str) -> dict[int, tuple[str, float]]:
    """Line of ``test`` to how the result is compared there, and the tolerance."""
    tree = ast.parse(test)
    names = {"candidate", entry}
    results = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and is_result(node.value, names, set())
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    table: dict[int, tuple[str, float]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assert):
            how = compared(node.test, names, results)
            for number in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                table[number] = how
    used = [n for n in ast.walk(tree) if isinstance(n, ast.Assert)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and is_result(node.value, names, set()):
            mine = {t.id for t in node.targets if isinstance(t, ast.Name)}
            hows = [
                compared(a.test, names, results)
                for a in used
                if any(isinstance(n, ast.Name) and n.id in mine for n in ast.walk(a))
            ]
            odd = next((how for how in hows if how[0] == "of"), None)
            table[node.lineno] = odd or next(iter(hows), ("called", 0.0))
    return table


def is_result(node: ast.AST, names: set[str], results: set[str]) -> bool:
    """Whether ``node`` is a call of the reference, or a name that holds its result."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id in names
    return isinstance(node, ast.Name) and node.id in results


def compared(node: ast.expr, names: set[str], results: set[str]) -> tuple[str, float]:
    """How an assertion looks at the result: ``equal``, ``unordered``, ``almost``, ``truth``, or ``of`` it."""
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.And):
        parts = [compared(value, names, results) for value in node.values]
        return next((part for part in parts if part[0] == "of"), parts[0])
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return ("truth", 0.0) if is_result(node.operand, names, results) else ("of", 0.0)
    if is_result(node, names, results):
        return "truth", 0.0
    if isinstance(node, ast.Call) and called(node) in ("isclose", "approx"):
        given = [number(word.value) for word in node.keywords if word.arg in ("rel_tol", "abs_tol")]
        return "almost", max([value for value in given if value], default=1e-9)
    if not isinstance(node, ast.Compare) or len(node.ops) != 1:
        return "of", 0.0
    left, right = node.left, node.comparators[0]
    if isinstance(node.ops[0], ast.Lt | ast.LtE) and (limit := number(right)) and difference(left):
        return "almost", limit
    if not isinstance(node.ops[0], ast.Eq | ast.Is):
        return "of", 0.0
    for side in (left, right):
        if is_result(side, names, results):
            return "equal", 0.0
        if isinstance(side, ast.Call) and side.args and is_result(side.args[0], names, results):
            if called(side) in ("list", "tuple"):
                return "equal", 0.0
            if called(side) in ("sorted", "set", "Counter"):
                return "unordered", 0.0
            if called(side) == "round" and len(side.args) == 2 and (digits := number(side.args[1])):
                return "almost", 0.5 * 10**-digits
    return "of", 0.0


def called(node: ast.Call) -> str:
    """The last part of the name that is called."""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def difference(node: ast.expr) -> bool:
    """Whether ``node`` is ``abs(a - b)``."""
    if not isinstance(node, ast.Call) or called(node) not in ("abs", "fabs") or len(node.args) != 1:
        return False
    inner = node.args[0]
    return isinstance(inner, ast.BinOp) and isinstance(inner.op, ast.Sub)


def number(node: ast.expr) -> float:
    """The value of a literal number, ``10**-6`` included; 0 for anything else."""
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        return float(node.value)  # pyright: ignore[reportArgumentType]
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -number(node.operand)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
        base, power = number(node.left), number(node.right)
        return base**power if 0 < base <= 10 and -30 <= power <= 0 else 0.0
    return 0.0
