"""How an answer is compared with the expected one: plain values both, compared in the host."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

__all__ = [
    "CHECKERS",
    "TEXT_CHECKERS",
    "Check",
    "any_of",
    "exact",
    "floats",
    "numbers",
    "same_lines",
    "tokens",
    "unordered",
    "unordered_lines",
]

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


def same_lines(expected: Any, got: Any, _tolerance: float = 0.0) -> bool:
    """Equal text but for space at the ends of lines and empty lines at the end, as judges have it."""
    return _lines(expected) == _lines(got)


def tokens(expected: Any, got: Any, _tolerance: float = 0.0) -> bool:
    """The same words in the same order, whatever space is between them."""
    return expected.split() == got.split()


def numbers(expected: Any, got: Any, tolerance: float = 1e-6) -> bool:
    """The same words in the same order; those that are numbers within ``tolerance``, as ``floats`` has it."""
    wanted, found = _words(expected), _words(got)
    return len(wanted) == len(found) and all(
        floats(e, g, tolerance) for e, g in zip(wanted, found, strict=True)
    )


def unordered_lines(expected: Any, got: Any, _tolerance: float = 0.0) -> bool:
    """The same lines in any order."""
    return sorted(_lines(expected)) == sorted(_lines(got))


def any_text(expected: Any, got: Any, _tolerance: float = 0.0) -> bool:
    """``expected`` is a list of acceptable texts."""
    return type(expected) is list and any(same_lines(text, got) for text in expected)


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.rstrip().split("\n")]


# No underscores, no ``nan``, no ``inf``: what Python reads as a float is more than what a number looks like.
_NUMBER = re.compile(r"[+-]?(\d{1,400}(\.\d{0,400})?|\.\d{1,400})([eE][+-]?\d{1,4})?", re.ASCII)


def _words(text: str) -> list[Any]:
    return [float(word) if _NUMBER.fullmatch(word) else word for word in text.split()]


CHECKERS: Mapping[str, Check] = {"any_of": any_of, "exact": exact, "floats": floats, "unordered": unordered}
"""For values; ``custom`` is not among them, for it is the problem's own program."""

TEXT_CHECKERS: Mapping[str, Check] = {
    "any_of": any_text,
    "exact": same_lines,
    "floats": numbers,
    "tokens": tokens,
    "unordered": unordered_lines,
}
"""For what a program of kind ``stdio`` prints."""
