"""Data of hidden tests, known again however written: as a call, as a row of numbers, in words."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise, permutations
from typing import TYPE_CHECKING, Any

from mockmind_lab.interviewer.grounds import Itself
from mockmind_lab.interviewer.numerals import repeated, rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mockmind_lab.core.problem import Problem

__all__ = ["HiddenData"]

_NUMBERS = 4  # in a row, from which a test's numbers are its own
_PARTS = 4  # words and numbers in a row
_TELLING = 8  # characters from which a text is a test's own
_SIGNS = 6  # of a text that is not of letters only
_MOST_ORDERS = 4  # arguments that are said in any order
_MOST = 12  # numbers or words by which a long test is known: nobody would say more of it
_MOST_TEXT = 60
_MOST_TEXTS = 200  # of an argument; its first sixty characters are all that is compared
_LITERAL = 5  # characters of a text in quotation marks that is exactly an argument of a test
_QUOTED = re.compile(r"(?=[\"“`']([^\"“”`'\n]{5,60})[\"”`'])")  # looks ahead: an apostrophe eats no quote
_NUMBER = re.compile(r"(?<![\w.])-?\d+")
_WORD = re.compile(r"-?\d+|[^\W\d_]+")
_GLUE = re.compile(r"\b(?:and|then|with)\b|[\s\"'`“”‘’,;\[\](){}:=]", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:and|then|null|none)\b", re.IGNORECASE)


class HiddenData:
    """Looks for hidden tests of ``problem``, but for what is in ``known``, which the candidate knows."""

    def __init__(self, problem: Problem, known: str) -> None:
        hidden, shown = _hidden(Itself(problem)), _read(known)
        self._numbers = [row for row in hidden.numbers if row not in shown.numbers]
        self._rows = [row for row in hidden.rows if f" {' '.join(row)} " not in shown.numbers]
        self._words = [row for row in hidden.words if row not in shown.words]
        self._literals = frozenset(literal for literal in hidden.literals if literal not in known)
        self._texts = [parts for parts in hidden.texts if max(parts, key=len) not in shown.text]

    def leak(self, text: str) -> str | None:
        """What ``text`` would give away, or None."""
        read = _read(text)
        if (
            any(row in read.numbers for row in self._numbers)
            or any(row in read.words for row in self._words)
            or any(_in_order(parts, read.text) for parts in self._texts)
            or self._said(text)
            or not self._literals.isdisjoint(_QUOTED.findall(text))
        ):
            return "data of a hidden test"
        return None

    def _said(self, text: str) -> bool:
        """Whether a test is read aloud: numbers in words, arguments in another order, signs counted."""
        said = [row for row in rows(text) if len(row.numbers) >= _NUMBERS] if self._rows else []
        if any(row.holds(numbers) for row in said for numbers in self._rows):
            return True
        counted = repeated(text)
        return counted != text and any(_in_order(parts, _squashed(counted)) for parts in self._texts)


@dataclass(frozen=True, slots=True)
class _Read:
    """A text as its numbers, as its words, and without what is between them."""

    numbers: str
    words: str
    text: str


@dataclass(frozen=True, slots=True)
class _Hidden:
    """What the tests that are not shown have for themselves."""

    numbers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: tuple[str, ...]
    texts: tuple[tuple[str, ...], ...]
    literals: frozenset[str]


@lru_cache(maxsize=64)
def _hidden(itself: Itself) -> _Hidden:
    tests = itself.problem.tests
    hidden = tuple(json.dumps(test.args) for test in tests if not test.visible)
    shown = _read("\n".join(json.dumps(test.args) for test in tests if test.visible))
    numbers, words = _rows(hidden)
    return _Hidden(
        tuple(row for row in numbers if row not in shown.numbers),
        tuple(row for row in _spoken(hidden) if f" {' '.join(row)} " not in shown.numbers),
        tuple(row for row in words if row not in shown.words),
        tuple(parts for parts in _texts(hidden) if max(parts, key=len) not in shown.text),
        frozenset(_literals(hidden)),
    )


def _read(text: str) -> _Read:
    """A long text line by line, for most of its lines were there at the reaction before."""
    lines = [_line(line) for line in text.splitlines() if line]
    return _Read(
        f" {' '.join(line.numbers for line in lines if line.numbers)} ",
        f" {' '.join(line.words for line in lines if line.words)} ",
        "".join(line.text for line in lines),
    )


@lru_cache(maxsize=4096)
def _line(text: str) -> _Read:
    return _Read(_numbers(text)[1:-1], _words(text)[1:-1], _squashed(text))


def _numbers(text: str) -> str:
    return f" {' '.join(_NUMBER.findall(text))} "


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(_BETWEEN.sub(' ', text).lower()))} "


def _squashed(text: str) -> str:
    return _GLUE.sub("", text)


def _in_order(parts: tuple[str, ...], text: str) -> bool:
    at = 0
    for part in parts:
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return True


def _rows(hidden: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Rows of numbers and of words, each as text with spaces around, that only these tests have."""
    numbers: set[str] = set()
    words: set[str] = set()
    for text in hidden:
        for part in (text, *(json.dumps(argument) for argument in json.loads(text))):
            row = _NUMBER.findall(part)[:_MOST]
            if len(row) >= _NUMBERS and not _counts_up(row):
                numbers.add(f" {' '.join(row)} ")
            named = _WORD.findall(_BETWEEN.sub(" ", part).lower())[:_MOST]
            if len(named) >= _PARTS and sum(map(len, named)) >= _TELLING and not _is_numbers(named):
                words.add(f" {' '.join(named)} ")
    return tuple(sorted(numbers)), tuple(sorted(words))


def _spoken(hidden: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Numbers of short tests as somebody would say them, their arguments in any order."""
    found: set[tuple[str, ...]] = set()
    for text in hidden:
        arguments = [_NUMBER.findall(json.dumps(argument)) for argument in json.loads(text)[:_MOST]]
        if len(arguments) > _MOST_ORDERS or sum(map(len, arguments)) > _MOST:
            arguments = [row for row in arguments if len(row) <= _MOST]
            orders: Iterable[tuple[list[str], ...]] = [(row,) for row in arguments]
        else:
            orders = permutations(arguments)
        for order in orders:
            row = [number for argument in order for number in argument]
            if len(row) >= _NUMBERS and not any(map(_counts_up, (row, row[1:], row[:-1]))):
                found.add(tuple(row))
    return tuple(sorted(found))


def _counts_up(row: list[str]) -> bool:
    """Whether it is the numbering of any list: 1, 2, 3, 4; or one number four times."""
    steps = {int(after) - int(before) for before, after in pairwise(row)}
    return steps == {1} or (steps == {0} and len(row) <= _NUMBERS)


def _is_numbers(row: list[str]) -> bool:
    return all(re.fullmatch(r"-?\d+", part) for part in row)


def _texts(hidden: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Texts of arguments as they stand, one after the other, where together they are a test's own."""
    found: set[tuple[str, ...]] = set()
    for text in hidden:
        arguments = json.loads(text)
        for row in (*([argument] for argument in arguments), arguments):
            parts = tuple(
                part[:_MOST_TEXT]
                for value in row
                if (part := _squashed("".join(islice(_strings(value), _MOST_TEXTS))))
            )
            if parts and _tells(parts):
                found.add(parts)
    return tuple(sorted(found))


def _literals(hidden: tuple[str, ...]) -> Iterator[str]:
    """Whole arguments that are a short text, by which a test is known where it stands in quotation marks."""
    for text in hidden:
        for value in json.loads(text):
            if isinstance(value, str) and _LITERAL <= len(value) <= _MOST_TEXT:
                yield value


def _tells(parts: tuple[str, ...]) -> bool:
    longest = max(parts, key=len)
    least = _TELLING if longest.isalnum() else _SIGNS
    return sum(map(len, parts)) >= least and len(longest) >= 5


def _strings(value: Any) -> Iterator[str]:
    """The texts within a value, keys of a dictionary included, in their order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (str(key), *_strings(inner))
    elif isinstance(value, list) and value and not isinstance(value[0], int | float):
        yield from _all(value)  # a row of numbers, of which tests hold thousands, has no text


def _all(values: Iterable[Any]) -> Iterator[str]:
    for value in values:
        yield from _strings(value)
