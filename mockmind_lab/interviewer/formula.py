"""Formulas of growth, like ``O(n * k log m)``, brought to a form in which equal ones are equal."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import permutations
from typing import TypeAlias

__all__ = ["MOST_INNER", "closed", "normal", "renamed"]

MOST_INNER = 80  # characters within the brackets of O( )
_MOST = 200  # characters of a formula that are read
_MOST_TERMS = 48  # of a product of sums; one with more is compared as text
_MOST_POWER = 9

_SPELLINGS = (
    (r"²|\s+squared\b", "^2"),
    (r"³|\s+cubed\b", "^3"),
    (r"ⁿ", "^n"),
    (r"\*\*|\bto the (?:power of )?", "^"),
    (r"[·×⋅∙]|\btimes\b", "*"),
    (r"\bplus\b", "+"),
    (r"√", " sqrt "),
    (r"\blog(?:_?2|₂|_?10)(?![\w.])|\b(?:lg|ln)\b", " log "),
    (r"\b([a-z])log(?=[\s(]{0,3}[a-z])", r"\1 log "),
    (r"\blog([a-z])\b", r"log \1"),
    (r"\|\s{0,3}(\w+)\s{0,3}\|", r"len(\1)"),
)
_TOKEN = re.compile(r"\d+(?:\.\d+)?|[^\W\d]\w*|[-+*/^!(),]")
_JOINING = frozenset({"of", "in", "to", "by"})  # two letters that are a word, not a product
_NAME = re.compile(r"(?<!\w)[^\W\d]\w*(?![\w:])")

_Term: TypeAlias = "tuple[str, ...]"
_Sum: TypeAlias = "frozenset[_Term]"
_ONE: _Sum = frozenset({()})


class _Unreadable(ValueError):
    """A text is no formula that we know how to read."""


def closed(text: str, start: int, most: int = MOST_INNER) -> int:
    """The end of what a bracket before ``start`` opens; 0 where that is not near."""
    depth = 1
    for at in range(start, min(start + most + 1, len(text))):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at + 1
    return 0


@lru_cache(maxsize=1024)
def normal(growth: str) -> frozenset[str]:
    """A growth rate as its terms, each its sorted factors; a single variable is called ``n``.

    Brackets are multiplied out, constant factors and terms that another one outgrows are left out, and so is
    the inverse Ackermann function. Of ``O(n) per call`` only what is within ``O( )`` counts. A factor is
    ``n``, ``log:n``, ``sqrt:n``, ``2^n``, ``n!`` or ``/n``. What can't be read is one term, as it stands.
    """
    text = growth.strip()[:_MOST].lower()
    begin = re.match(r"[oθ]\s{0,3}\(", text)
    end = closed(text, begin.end(), _MOST) if begin else 0
    if begin and end:
        text = text[begin.end() : end - 1]
    for pattern, spelling in _SPELLINGS:
        text = re.sub(pattern, spelling, text)
    try:
        terms = _Reader(text).formula()
    except _Unreadable:
        return frozenset({re.sub(r"\s+", "", text) or "1"})
    found = frozenset(" ".join(sorted(term)) or "1" for term in _outgrowing(terms))
    names = _names(found)
    return _called(found, dict.fromkeys(names, "n")) if len(names) == 1 else found


def renamed(one: str, other: str) -> bool:
    """Whether ``one`` is ``other`` in other letters.

    A name that both use means the same in both, and so does a letter with which one name of the other begins.
    ``n``, ``m`` and ``k`` stand for anything.
    """
    mine, theirs = normal(one), normal(other)
    names, others = sorted(_names(mine)), sorted(_names(theirs))
    if len(names) != len(others) or len(names) > 4:
        return False
    fixed = {name: name for name in names if name in others and len(names) > 1}
    for name in names:
        begun = [other for other in others if other.startswith(name)]
        if len(name) == 1 and name not in "nmk" and name not in fixed and len(begun) == 1:
            fixed[name] = begun[0]
    return any(
        all(given[name] == meant for name, meant in fixed.items()) and _called(mine, given) == theirs
        for order in permutations(others)
        if (given := dict(zip(names, order, strict=True)))
    )


def _names(terms: frozenset[str]) -> set[str]:
    return {name for term in terms for name in _NAME.findall(term)}


def _called(terms: frozenset[str], names: dict[str, str]) -> frozenset[str]:
    new = (_NAME.sub(lambda found: names.get(found.group(), found.group()), term) for term in terms)
    return frozenset(" ".join(sorted(term.split())) for term in new)


def _outgrowing(terms: _Sum) -> _Sum:
    """The terms that no other one outgrows: ``c * q`` of ``q + c * q``."""
    return frozenset(t for t in terms if not any(t != other and _within(t, other) for other in terms))


def _within(term: _Term, other: _Term) -> bool:
    """Whether ``other`` grows at least like ``term``, factor by factor."""
    if any(factor.startswith("/") for factor in (*term, *other)):
        return False
    left, rest = list(other), list[str]()
    for factor in term:
        if factor in left:
            left.remove(factor)
        else:
            rest.append(factor)
    for factor in rest:
        name = factor.rpartition(":")[2]
        if any(re.fullmatch(rf"\d+\^{re.escape(name)}", larger) for larger in left):
            continue
        if ":" not in factor or name not in left:
            return False
        left.remove(name)
    return True


def _product(one: _Sum, other: _Sum) -> _Sum:
    if len(one) * len(other) > _MOST_TERMS:
        raise _Unreadable
    return frozenset(tuple(sorted(a + b)) for a in one for b in other)


def _log(terms: _Sum) -> _Sum:
    """The logarithm of a sum of products, which grows like the sum of the logarithms of its factors."""
    found: _Sum = frozenset()
    for factor in {factor for term in terms for factor in term}:
        power = re.fullmatch(r"\d+\^(\w+)", factor)
        if power:
            found |= {(power[1],)}
        elif factor.endswith("!"):
            found |= {(factor[:-1], f"log:{factor[:-1]}")}
        elif re.fullmatch(r"(?:sqrt:|/)?\w+", factor):
            found |= {(f"log:{factor.removeprefix('sqrt:').removeprefix('/')}",)}
        elif re.fullmatch(r"log:\w+", factor):
            found |= {(f"log{factor}",)}
        else:
            raise _Unreadable
    return found or _ONE


class _Reader:
    """Reads one formula from its left to its right."""

    def __init__(self, text: str) -> None:
        self._tokens: list[str] = _TOKEN.findall(text)
        if re.sub(r"\s", "", _TOKEN.sub("", text)):
            raise _Unreadable
        lengths = set(re.findall(r"\blen\s*\(\s*(\w+)\s*\)", text))
        self._only_length = len(lengths) == 1
        self._at = 0
        self._depth = 0

    def formula(self) -> _Sum:
        read = self._sum()
        if self._next():
            raise _Unreadable
        return read

    def _next(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else ""

    def _take(self, token: str) -> bool:
        taken = self._next() == token
        self._at += taken
        return taken

    def _sum(self) -> _Sum:
        found = self._term()
        while self._next() in ("+", "-"):
            less = self._take("-")
            if not less:
                self._take("+")
            term = self._term()
            found = found if less else found | term
        return found

    def _term(self) -> _Sum:
        found = self._power()
        while True:
            if self._take("/"):
                found = _product(found, self._divisor())
            elif self._take("*") or self._next() == "(" or re.match(r"\w", self._next()):
                found = _product(found, self._power())
            else:
                return found

    def _divisor(self) -> _Sum:
        below = self._power()
        if len(below) != 1:
            raise _Unreadable
        (term,) = below
        if any(not re.fullmatch(r"\w+", factor) for factor in term):
            raise _Unreadable
        return frozenset({tuple(f"/{factor}" for factor in term)})

    def _power(self) -> _Sum:
        number = self._next() if re.match(r"\d", self._next()) else ""
        base = self._atom()
        if self._take("!"):
            (term,) = base if len(base) == 1 else ((),)
            if len(term) != 1 or not re.fullmatch(r"\w+", term[0]):
                raise _Unreadable
            return frozenset({(f"{term[0]}!",)})
        return self._raised(base, number) if self._take("^") else base

    def _raised(self, base: _Sum, number: str) -> _Sum:
        power = self._next()
        if re.fullmatch(r"\d+", power):
            self._at += 1
            found = _ONE
            for _ in range(min(int(power[:3]), _MOST_POWER)):
                found = _product(found, base)
            return found
        if power == "0.5" and len(base) == 1:
            self._at += 1
            (term,) = base
            return frozenset({tuple(f"sqrt:{factor}" for factor in term)})
        start = self._at
        self._atom()
        shown = "".join(self._tokens[start : self._at]) if self._next(-1) == ")" else None
        if shown is None:
            shown = "_".join(self._tokens[start : self._at])
        if number:
            return frozenset({(f"{number}^{shown}",)})
        if len(base) == 1 and len(next(iter(base))) == 1:
            return frozenset({(f"{next(iter(base))[0]}^{shown}",)})
        raise _Unreadable

    def _atom(self) -> _Sum:
        token = self._next()
        self._at += 1
        if token == "(":
            return self._bracketed()
        if re.match(r"\d", token):
            return _ONE
        if not re.match(r"\w", token):
            raise _Unreadable
        if token in ("log", "sqrt"):
            return self._root(token)
        if token in ("α", "alpha"):
            if self._take("("):
                self._bracketed()
            return _ONE
        if token in ("max", "min", "len") and self._take("("):
            return self._called(token)
        return self._variable(token)

    def _bracketed(self) -> _Sum:
        self._depth += 1
        if self._depth > 20:
            raise _Unreadable
        found = self._sum()
        while self._take(","):  # of max(a, b)
            found |= self._sum()
        if not self._take(")"):
            raise _Unreadable
        self._depth -= 1
        return found

    def _root(self, kind: str) -> _Sum:
        times = 1
        if kind == "log" and self._take("^"):
            times = min(int(self._next()), _MOST_POWER) if re.fullmatch(r"\d{1,3}", self._next()) else 0
            self._at += 1
        inner = self._atom()
        if kind == "sqrt":
            if len(inner) != 1 or not all(re.fullmatch(r"\w+", f) for f in next(iter(inner))):
                raise _Unreadable
            return frozenset({tuple(f"sqrt:{factor}" for factor in next(iter(inner)))})
        found = _ONE
        for _ in range(times):
            found = _product(found, _log(inner))
        if not times:
            raise _Unreadable
        return found

    def _called(self, function: str) -> _Sum:
        start = self._at
        inner = self._bracketed()
        if function == "max":
            return inner
        shown = "_".join(re.findall(r"\w+", " ".join(sorted(self._tokens[start : self._at - 1]))))
        if function == "len" and self._only_length:
            return frozenset({("n",)})
        return frozenset({(shown if function == "len" else f"min_{shown}",)})

    def _variable(self, token: str) -> _Sum:
        """One name, of several words where they follow one another (``total letters``)."""
        words = [token]
        while len(words[-1]) > 1 and re.fullmatch(r"[^\W\d]\w+", self._next()):
            if self._next() in ("log", "sqrt", "max", "min", "len", "alpha"):
                break
            words.append(self._next())
            self._at += 1
        if len(words) == 1 and re.fullmatch(r"[a-z]{2}", token) and token not in _JOINING:
            return frozenset({tuple(sorted(token))})
        return frozenset({("_".join(words),)})
