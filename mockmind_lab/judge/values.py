"""Values on their way in and out: declared types, the strict JSON of the sandbox, short displays."""

from __future__ import annotations

import json
import math
import re
from functools import lru_cache
from typing import Any

from mockmind_lab.core.types import NODES
from mockmind_lab.errors import Refused

__all__ = ["PAIRS", "clean_text", "coerce", "encode_arguments", "show"]

PAIRS = "$pairs"  # as the harness has it: {"$pairs": [[key, value], ...]} is a dict JSON can't say

_AS_THEY_ARE = frozenset({"int", "str", "bool"})
_ARE_LISTS = frozenset({"list", *NODES})
_SHOWN = 300  # characters of one value
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def coerce(value: Any, declared: str) -> Any:
    """``value`` as its declared type would have it: an int where a float is declared becomes a float.

    Keys of a ``dict[int, ...]`` read from JSON become ints. What does not fit is left as it is, for
    the checker to find wrong. Types are those of ``core.problem.Parameter``.
    """
    options = _split(declared, "|")
    if len(options) > 1:
        kept = [option for option in options if option != "None"]
        return value if value is None or len(kept) != 1 else coerce(value, kept[0])
    name, inner = _head(declared)
    if name == "float" and type(value) is int:
        return float(value) if abs(value) <= 2**53 else value
    if name == "int" and inner == () and type(value) is float:
        return value
    if name in _ARE_LISTS and type(value) is list and len(inner) == 1:
        if inner[0] in _AS_THEY_ARE:
            return value
        return [coerce(item, inner[0]) for item in value]
    if name == "dict" and type(value) is dict and len(inner) == 2:
        return {_key(key, inner[0]): coerce(item, inner[1]) for key, item in value.items()}
    return value


def _key(key: Any, declared: str) -> Any:
    if declared == "int" and type(key) is str and re.fullmatch(r"-?\d{1,18}", key):
        return int(key)
    return key


# A declared type is read again for each element of a list, and a list may have ten thousand.
@lru_cache(maxsize=512)
def _head(declared: str) -> tuple[str, tuple[str, ...]]:
    match = re.fullmatch(r"\s*(\w+)\s*\[(.*)\]\s*", declared, re.DOTALL)
    return (match[1], _split(match[2], ",")) if match else (declared.strip(), ())


@lru_cache(maxsize=512)
def _split(text: str, separator: str) -> tuple[str, ...]:
    """Split at ``separator`` outside brackets."""
    parts, depth = [""], 0
    for character in text:
        depth += (character == "[") - (character == "]")
        if character == separator and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return tuple(part.strip() for part in parts)


_SCALARS = frozenset({int, str, bool, type(None)})


def encode_arguments(arguments: Any) -> bytes:
    """The JSON that the harness decodes. Raises ``Refused`` for a value it could not pass on."""
    try:
        return json.dumps(_plain(arguments, 0), allow_nan=False).encode("ascii")
    except (ValueError, RecursionError) as error:
        raise Refused(f"This input can't be passed to the program: {error}.") from error


def _plain(value: Any, depth: int) -> Any:
    if depth > 100:
        raise ValueError("it is nested deeper than 100 levels")
    if value is None or type(value) in (bool, int, str):
        return value
    if type(value) is float:
        if not math.isfinite(value):
            raise ValueError("NaN and infinity are not JSON")
        return value
    if type(value) in (list, tuple):
        if set(map(type, value)) <= _SCALARS:
            return value  # as it is: to look at each of ten thousand numbers takes longer than to encode them
        return [_plain(item, depth + 1) for item in value]
    if type(value) is dict:
        if all(type(key) is str for key in value) and PAIRS not in value:
            return {key: _plain(item, depth + 1) for key, item in value.items()}
        return {PAIRS: [[_plain(key, depth + 1), _plain(item, depth + 1)] for key, item in value.items()]}
    raise ValueError(f"a value of type {type(value).__name__} is not JSON")


def show(value: Any, limit: int = _SHOWN) -> str:
    """A Python literal of ``value``, cut at ``limit`` characters; nothing in it can move a cursor."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # an int of more digits than Python prints
        return "(a value too large to show)"
    return text if len(text) <= limit else f"{text[: limit - 1]}… ({len(text)} characters)"


def clean_text(text: str | bytes, limit: int) -> str:
    """Text that untrusted code wrote, fit to be shown: control and bidirectional characters escaped."""
    if isinstance(text, bytes):
        text = text[: 4 * limit].decode("utf-8", "replace")
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = text.replace("\r\n", "\n")
    text = _CONTROL.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)
    return text if len(text) <= limit else text[: limit - 1] + "…"
