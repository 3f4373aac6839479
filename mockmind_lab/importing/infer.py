"""Types of a signature: from annotations where they fit the recorded values, else from the values."""

from __future__ import annotations

import ast
from typing import Any, cast

from mockmind_lab.core.types import accepts, parse_type

__all__ = ["Shape", "annotated", "fits", "join", "shape", "written"]

Shape = tuple[Any, ...]
"""``("int",)``, ``("list", item)``, ``("dict", key, item)``, ``("optional", item)``, unknown ``("?",)``."""

ANY: Shape = ("?",)
_NONE: Shape = ("optional", ANY)
_NAMES = {"List": "list", "Dict": "dict", "list": "list", "dict": "dict"}
_SEQUENCES = frozenset({"Tuple", "tuple", "Sequence", "Iterable"})


def shape(value: Any) -> Shape | None:
    """The shape of a plain JSON value; None where a list or dict holds values of different types."""
    if value is None:
        return _NONE
    if type(value) in (bool, int, float, str):
        return (type(value).__name__,)
    if type(value) is list:
        inner = _joined(cast("list[Any]", value))
        return ("list", inner) if inner else None
    if type(value) is dict:
        content = cast("dict[str, Any]", value)
        inner = _joined(list(content.values()))
        digits = bool(content) and all(key.lstrip("-").isdigit() and len(key) < 18 for key in content)
        return ("dict", ("int",) if digits else ("str",) if content else ANY, inner) if inner else None
    return None


def _joined(values: list[Any]) -> Shape | None:
    found: Shape | None = ANY
    for value in values:
        one = shape(value)
        found = join(found, one) if found and one else None
    return found


def join(first: Shape, second: Shape) -> Shape | None:
    """The shape that both are of; None if there is none."""
    if first == second or second == ANY:
        return first
    if first == ANY:
        return second
    names = {first[0], second[0]}
    if "optional" in names:
        inner = join(*(one[1] if one[0] == "optional" else one for one in (first, second)))
        return ("optional", inner) if inner else None
    if names == {"int", "float"}:
        return ("float",)
    if len(names) == 1 and len(first) > 1:
        parts = [join(one, other) for one, other in zip(first[1:], second[1:], strict=True)]
        return (first[0], *parts) if all(parts) else None
    return None


def written(found: Shape) -> str:
    """``found`` as a type of a signature; what is not known becomes ``int``."""
    name = found[0]
    if name == "?":
        return "int"
    if name == "list":
        return f"list[{written(found[1])}]"
    if name == "dict":
        key = found[1][0]
        return f"dict[{'str' if key == '?' else key}, {written(found[2])}]"
    if name == "optional":
        return "None" if found[1] == ANY else f"{written(found[1])} | None"
    return str(name)


def fits(text: str, values: list[Any]) -> bool:
    """Whether all ``values`` are of the type ``text``."""
    try:
        return accepts(parse_type(text), values)
    except ValueError:
        return False


def annotated(node: ast.expr | None) -> str:
    """An annotation as a type of a signature, empty where it says none that we have."""
    try:
        text = _converted(node)
        parse_type(text)
    except (ValueError, RecursionError):
        return ""
    return text


def _converted(node: ast.expr | None) -> str:
    match node:
        case ast.Name(id=("int" | "float" | "bool" | "str") as name):
            return name
        case ast.Constant(value=None):
            return "None"
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Tuple(elts=elements)) if name in _SEQUENCES:
            kinds = {_converted(e) for e in elements if not isinstance(e, ast.Constant)}
            if len(kinds) == 1:
                return f"list[{kinds.pop()}]"
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Tuple(elts=[key, value])) if name in _NAMES:
            return f"dict[{_converted(key)}, {_converted(value)}]"
        case ast.Subscript(value=ast.Name(id="Optional"), slice=inner):
            return f"{_converted(inner)} | None"
        case ast.Subscript(value=ast.Name(id=name), slice=inner) if name in _NAMES or name in _SEQUENCES:
            return f"list[{_converted(inner)}]"
        case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Constant(value=None)):
            return f"{_converted(left)} | None"
        case _:
            pass
    raise ValueError("no type of ours")
