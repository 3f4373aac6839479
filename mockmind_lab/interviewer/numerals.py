"""Numbers said in words: the rows of a message, as somebody would read a test aloud."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Row", "repeated", "rows"]

_NAMES = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen
"""
_TEN_NAMES = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * value for value, word in enumerate(_TEN_NAMES.split(), start=2)}
_VALUES = {word: value for value, word in enumerate(_NAMES.split())} | _TENS | {"nought": 0, "none": 0}
_UNIT = "|".join(sorted(_VALUES, key=len, reverse=True))
_SAID = re.compile(
    rf"(?:(?<![\w.])(?P<below>minus |negative )?(?:(?P<digits>-?\d+)(?![\w.]*[^\W\d])"
    rf"|(?<!\w)(?:(?P<high>{_UNIT}|a)[ -](?P<scale>hundred|thousand)(?: and (?={_UNIT})|[ -])?)?"
    rf"(?:(?P<tens>{'|'.join(_TENS)})(?:[ -](?={_UNIT}))?)?(?P<unit>{_UNIT})?(?!\w)))"
)
_SOMEBODY = re.compile(
    r"\b(?:that|this|the|no|each|every|any|another|which|other|only|as|last|first|next) one\b"
    r"|\bone (?:of|another|by one|more|thing)\b"
    r"|\bany ?one\b|\bone(?:'s)? (?:can|could|may|might|must|would|should|has|is|does)\b"
)
_MANY = re.compile(
    rf"(?<!\w)(\d{{1,2}}|{_UNIT}|a couple of) "
    rf"([a-z]'s|[b-hj-tv-z]s|(?:{_UNIT})(?:e?s)|\d{{1,2}}'?s)(?!\w)"
)
_LISTED = re.compile(r"[\s,;:\[\](){}\"'`]*(?:and|then|followed by|plus)?[\s,;:\[\](){}\"'`]*")
_END = re.compile(r"[.?!](?:\s|$)")
_LARGE = 3  # signs of a number that nobody says by chance
_APART = 10  # words between two numbers of a row


@dataclass(frozen=True, slots=True)
class Row:
    """Numbers that follow each other in a sentence; ``listed`` of each: whether it follows as in a list."""

    numbers: tuple[str, ...]
    listed: tuple[bool, ...]

    def holds(self, row: tuple[str, ...]) -> bool:
        """Whether ``row`` is said here: a third of it as in a list, or large numbers among it."""
        size = len(row)
        large = any(len(number) >= _LARGE for number in row)
        return any(
            self.numbers[at : at + size] == row
            and (large or 3 * sum(self.listed[at + 1 : at + size]) >= size - 1)
            for at in range(len(self.numbers) - size + 1)
        )


def rows(text: str) -> list[Row]:
    """The rows of numbers in ``text``, whether in digits or in words, with whatever is between them."""
    return [row for line in text.split("\n") for row in _rows(line)]


@lru_cache(maxsize=1024)
def _rows(line: str) -> tuple[Row, ...]:
    text = _SOMEBODY.sub(" ", repeated(line.lower()))
    found: list[Row] = []
    numbers: list[str] = []
    listed: list[bool] = []
    end = 0
    for match in _SAID.finditer(text):
        number = _number(match)
        if number is None:
            continue
        between = text[end : match.start()]
        if _END.search(between) or len(between.split()) > _APART:
            found.append(Row(tuple(numbers), tuple(listed)))
            numbers, listed = [], []
        numbers.append(number)
        listed.append(_LISTED.fullmatch(between) is not None)
        end = match.end()
    found.append(Row(tuple(numbers), tuple(listed)))
    return tuple(row for row in found if row.numbers)


def repeated(text: str) -> str:
    """``text`` with what is said to be there several times written out: ``three twos``, ``five a's``."""
    return _MANY.sub(_written_out, text).replace("followed by", "then")


def _written_out(match: re.Match[str]) -> str:
    count = 2 if match[1] == "a couple of" else _VALUES.get(match[1], 0)
    count = int(match[1]) if match[1].isdigit() else count
    what = match[2].rstrip("s").rstrip("'")
    one = what if what in _VALUES or what.isdigit() or len(what) == 1 else what.removesuffix("e")
    return ", ".join([one] * count) if count > 1 else match[0]


def _number(match: re.Match[str]) -> str | None:
    if match["digits"]:
        value = int(match["digits"][:18])
    elif match["tens"] or match["unit"] or match["high"]:
        high = 1 if match["high"] == "a" else _VALUES.get(match["high"] or "", 0)
        scale = {"hundred": 100, "thousand": 1000}.get(match["scale"] or "", 0)
        value = high * scale + _VALUES.get(match["tens"] or "", 0) + _VALUES.get(match["unit"] or "", 0)
    else:
        return None
    return str(-value if match["below"] else value)
