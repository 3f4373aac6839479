"""The small type language of signatures: parse it, and check JSON values against it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, cast

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["ValueType", "accepts", "parse_type"]

_MAX_LENGTH = 120  # characters of one type
_INT_KEY = re.compile(r"-?[0-9]{1,18}")
_PRIMITIVES: dict[str, frozenset[type]] = {
    "int": frozenset({int}),
    "float": frozenset({float, int}),  # JSON writers drop the ``.0``
    "bool": frozenset({bool}),
    "str": frozenset({str}),
    "None": frozenset({type(None)}),
}


@dataclass(frozen=True, slots=True)
class ValueType:
    """A parsed type.

    ``items``: the element of a list, key and value of a dict, the inner type of an optional.
    """

    name: Literal["int", "float", "bool", "str", "None", "list", "dict", "optional"]
    items: tuple[ValueType, ...] = ()


def parse_type(text: str) -> ValueType:
    """Parse ``int float bool str None list[T] dict[K, T] T | None`` and nestings (``K``: ``str`` or ``int``).

    Raises ``ValueError`` with one line that says what is allowed.
    """
    if len(text) > _MAX_LENGTH:
        raise ValueError(f"a type is at most {_MAX_LENGTH} characters")
    try:
        return _convert(ast.parse(text.strip(), mode="eval").body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        allowed = "int, float, bool, str, None, list[T], dict[str, T], dict[int, T] or T | None"
        raise ValueError(f"{text!r} is no type: use {allowed}") from None


def _convert(node: ast.expr) -> ValueType:
    match node:
        case ast.Name(id=("int" | "float" | "bool" | "str") as name):
            return ValueType(name)
        case ast.Constant(value=None):
            return ValueType("None")
        case ast.Subscript(value=ast.Name(id="list"), slice=item):
            return ValueType("list", (_convert(item),))
        case ast.Subscript(
            value=ast.Name(id="dict"), slice=ast.Tuple(elts=[ast.Name(id=("str" | "int")) as key, value])
        ):
            return ValueType("dict", (_convert(key), _convert(value)))
        case ast.BinOp(left=left, op=ast.BitOr(), right=ast.Constant(value=None)):
            return ValueType("optional", (_convert(left),))
        case _:
            raise ValueError("no type")


def accepts(kind: ValueType, values: Collection[Any]) -> bool:
    """Whether every one of ``values`` (decoded JSON) has the type ``kind``; JSON writes an int key as text.

    It goes level by level over all values at once, so that a list of 10,000 takes no 10,000 calls.
    """
    if kind.name == "optional":
        return accepts(kind.items[0], [value for value in values if value is not None])
    if kind.name == "list":
        if not set(map(type, values)) <= {list}:
            return False
        return accepts(kind.items[0], list(chain.from_iterable(cast("Collection[list[Any]]", values))))
    if kind.name == "dict":
        if not set(map(type, values)) <= {dict}:
            return False
        dicts = cast("Collection[dict[str, Any]]", values)
        keys = chain.from_iterable(dicts)
        if kind.items[0].name == "int" and not all(map(_INT_KEY.fullmatch, keys)):
            return False
        return accepts(kind.items[1], list(chain.from_iterable(value.values() for value in dicts)))
    return set(map(type, values)) <= _PRIMITIVES[kind.name]
