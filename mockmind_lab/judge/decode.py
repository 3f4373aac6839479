"""Reads what came out of the sandbox, strictly. Hostile bytes make a ``Garbled``, never an exception."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

from mockmind_lab.judge.values import PAIRS, clean_text

__all__ = ["Garbled", "Missing", "Raised", "Record", "Returned", "Unserialisable", "decode_record"]

MAX_DEPTH = 102  # the harness stops at 100 and wraps the value once or twice
MAX_DIGITS = 4300  # Python's own limit for reading and printing an int


@dataclass(frozen=True, slots=True)
class Returned:
    """The program returned ``value`` (None, bool, int, float, str, list, dict; nothing else)."""

    value: Any


@dataclass(frozen=True, slots=True)
class Raised:
    """The program raised ``name``; ``bases`` are its classes up to ``object``. All as the program says."""

    name: str
    bases: tuple[str, ...]
    message: str
    traceback: str


@dataclass(frozen=True, slots=True)
class Unserialisable:
    """The result has no JSON form: ``what`` it is, in words (``a generator``)."""

    what: str


@dataclass(frozen=True, slots=True)
class Missing:
    """The entry point is not defined after the program has loaded."""


@dataclass(frozen=True, slots=True)
class Garbled:
    """Bytes that the harness does not write; ``why`` is one line."""

    why: str


Record = Returned | Raised | Unserialisable | Missing | Garbled


class _Refused(ValueError):
    pass


def decode_record(data: bytes, limit: int) -> Record:
    """The record in ``data``, at most ``limit`` bytes of it."""
    if len(data) > limit + 65536:
        return Garbled("its result is larger than the limit")
    try:
        record = json.loads(
            data.decode("utf-8"),
            parse_constant=_constant,
            parse_float=_float,
            parse_int=_int,
            object_pairs_hook=_object,
        )
        return _record(record)
    except (ValueError, RecursionError, MemoryError) as error:
        reason = str(error) if isinstance(error, _Refused) else "it is not valid JSON"
        return Garbled(f"its result could not be read: {reason}")


def _record(record: Any) -> Record:
    if type(record) is not dict:
        raise _Refused("it is not a record")
    keys = set(record)
    if keys == {"value"}:
        return Returned(_value(record["value"], 0))
    if keys == {"raised", "bases", "message", "traceback"} and type(record["bases"]) is list:
        name, message, trace = (_text(record[key]) for key in ("raised", "message", "traceback"))
        bases = tuple(_text(base) for base in record["bases"][:20])
        return Raised(clean_text(name, 80), bases, clean_text(message, 500), clean_text(trace, 8000))
    if keys == {"unserialisable"}:
        return Unserialisable(clean_text(_text(record["unserialisable"]), 120))
    if keys == {"missing"}:
        return Missing()
    raise _Refused("it is not a record")


def _text(value: Any) -> str:
    if type(value) is not str:
        raise _Refused("it is not a record")
    return value


def _value(value: Any, depth: int) -> Any:
    if depth > MAX_DEPTH:
        raise _Refused("it is nested too deeply")
    if type(value) is str:
        _whole(value)
    elif type(value) is list:
        return [_value(item, depth + 1) for item in value]
    elif type(value) is dict:
        if list(value) == [PAIRS]:
            return _pairs(value[PAIRS], depth + 1)
        for key in value:
            _whole(key)
        return {key: _value(item, depth + 1) for key, item in value.items()}
    return value


def _pairs(items: Any, depth: int) -> dict[Any, Any]:
    if type(items) is not list or any(type(item) is not list or len(item) != 2 for item in items):
        raise _Refused("it is not a record")
    found: dict[Any, Any] = {}
    for raw, item in items:
        key = _hashable(_value(raw, depth + 1))
        # True and 1 and 1.0 are one key to Python; which was meant could not be said, so none is read.
        if key in found:
            raise _Refused("a dict with one key twice")
        found[key] = _value(item, depth + 1)
    return found


def _hashable(key: Any) -> Any:
    if type(key) is dict:
        raise _Refused("a dict as a key")
    return tuple(_hashable(item) for item in key) if type(key) is list else key


def _whole(text: str) -> None:
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError:
            raise _Refused("text with lone surrogates") from None


def _constant(name: str) -> Any:
    raise _Refused(f"{name} is not allowed")


def _float(text: str) -> float:
    value = float(text) if len(text) <= 400 else math.inf
    if not math.isfinite(value):
        raise _Refused("a float out of range")
    return value


def _int(text: str) -> int:
    if len(text) > MAX_DIGITS:
        raise _Refused("an int of too many digits")
    return int(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise _Refused("a dict with one key twice")
    return found
