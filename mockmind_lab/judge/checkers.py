"""How an answer is compared with the expected one: plain values both, compared in the host."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

__all__ = ["CHECKERS", "Check", "any_of", "exact", "floats", "unordered"]

Check = Callable[[Any, Any, float], bool]
"""(expected, got, tolerance) -> accepted."""


def exact(expected: Any, got: Any, _tolerance: float = 0.0) -> bool:
    """Equal with exact types at every level: ``True`` is not ``1`` and ``1`` is not ``1.0``."""
    return _frozen(expected) == _frozen(got)


def unordered(expected: Any, got: Any, _tolerance: float = 0.0) -> bool:
    """Lists equal as multisets of their items; an item that is a list is compared in order."""
    if type(expected) is not list or type(got) is not list:
        return exact(expected, got)
    return Counter(map(_frozen, expected)) == Counter(map(_frozen, got))


def floats(expected: Any, got: Any, tolerance: float = 1e-6) -> bool:
    """Numbers within ``tolerance``, absolute or relative, whichever is kinder; all else exactly."""
    if type(expected) in (int, float) and type(got) in (int, float):
        try:
            return math.isclose(expected, got, rel_tol=tolerance, abs_tol=tolerance)
        except OverflowError:  # an int too large for a float
            return expected == got
    if type(expected) is list and type(got) is list:
        return len(expected) == len(got) and all(
            floats(e, g, tolerance) for e, g in zip(expected, got, strict=True)
        )
    if type(expected) is dict and type(got) is dict:
        keys = {_frozen(key): key for key in got}
        return len(expected) == len(got) and all(
            _frozen(key) in keys and floats(value, got[keys[_frozen(key)]], tolerance)
            for key, value in expected.items()
        )
    return exact(expected, got)


def any_of(expected: Any, got: Any, _tolerance: float = 0.0) -> bool:
    """``expected`` is a list of acceptable answers; exactly one of them will do."""
    return type(expected) is list and any(exact(answer, got) for answer in expected)


def _frozen(value: Any) -> Any:
    """A hashable that is equal for exactly equal values."""
    if type(value) in (list, tuple):
        return (list, tuple(_frozen(item) for item in value))
    if type(value) is dict:
        return (dict, frozenset((_frozen(key), _frozen(item)) for key, item in value.items()))
    return (type(value), value)


CHECKERS: Mapping[str, Check] = {"any_of": any_of, "exact": exact, "floats": floats, "unordered": unordered}
