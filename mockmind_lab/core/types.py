"""The small type language of signatures: parse it, and check JSON values against it."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal, cast

from mockmind_lab.core.parsing import parse_expression

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["NODES", "ValueType", "accepts", "describe", "node_types", "parse_type"]

_MAX_LENGTH = 120  # characters of one type
_INT_KEY = re.compile(r"-?[0-9]{1,18}")
_PRIMITIVES: dict[str, frozenset[type]] = {
    "int": frozenset({int}),
    "float": frozenset({float, int}),  # JSON writers drop the ``.0``
    "bool": frozenset({bool}),
    "str": frozenset({str}),
    "None": frozenset({type(None)}),
}
NODES = ("ListNode", "TreeNode")
"""Linked lists and binary trees. In JSON both are lists: a list's values in order; a tree's level by level,
``null`` where a child is missing and none after the last node. The empty list is no node at all."""


@dataclass(frozen=True, slots=True)
class ValueType:
    """A parsed type.

    ``items``: the element of a list or node, key and value of a dict, the inner type of an optional.
    """

    name: Literal["int", "float", "bool", "str", "None", "list", "dict", "optional", "ListNode", "TreeNode"]
    items: tuple[ValueType, ...] = ()


@lru_cache(maxsize=1024)  # a bank's tests ask for the same few types tens of thousands of times
def parse_type(text: str) -> ValueType:
    """Parse ``int float bool str None list[T] dict[K, T] T | None`` and nestings (``K``: ``str`` or ``int``),
    and ``ListNode[V]`` and ``TreeNode[V]`` (``V``: ``int``, ``float``, ``bool`` or ``str``).

    Raises ``ValueError`` with one line that says what is allowed.
    """
    if len(text) > _MAX_LENGTH:
        raise ValueError(f"a type is at most {_MAX_LENGTH} characters")
    try:
        return _convert(parse_expression(text.strip()).body)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        allowed = "int, float, bool, str, None, list[T], dict[str, T], dict[int, T], T | None, "
        allowed += "ListNode[int] or TreeNode[int]"
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
            value=ast.Name(id=("ListNode" | "TreeNode") as name),
            slice=ast.Name(id=("int" | "float" | "bool" | "str") as value),
        ):
            return ValueType(name, (ValueType(value),))
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
    if kind.name == "TreeNode" and not all(map(_is_tree, values)):
        return False
    if kind.name in ("list", *NODES):
        if not set(map(type, values)) <= {list}:
            return False
        items = list(chain.from_iterable(cast("Collection[list[Any]]", values)))
        if kind.name == "TreeNode":
            items = [item for item in items if item is not None]
        return accepts(kind.items[0], items)
    if kind.name == "dict":
        if not set(map(type, values)) <= {dict}:
            return False
        dicts = cast("Collection[dict[str, Any]]", values)
        keys = chain.from_iterable(dicts)
        if kind.items[0].name == "int" and not all(map(_INT_KEY.fullmatch, keys)):
            return False
        return accepts(kind.items[1], list(chain.from_iterable(value.values() for value in dicts)))
    return set(map(type, values)) <= _PRIMITIVES[kind.name]


def _is_tree(value: Any) -> bool:
    """Whether a list can be a tree, level by level: every entry but the root has a parent."""
    if type(value) is not list:
        return False
    entries = cast("list[Any]", value)
    room = 1
    for entry in entries:
        if room == 0:
            return False
        room += 1 if entry is not None else -1
    return not entries or (entries[0] is not None and entries[-1] is not None)


def node_types(kind: ValueType) -> set[ValueType]:
    """The linked lists and trees that occur in ``kind``."""
    found = {kind} if kind.name in NODES else set[ValueType]()
    return found.union(*map(node_types, kind.items))


def describe(kind: ValueType) -> list[Any]:
    """``kind`` as JSON for the harness of any language: its name, then its items in the same form."""
    return [kind.name, *map(describe, kind.items)]
