"""Claims about complexity: found in a candidate's words, and compared as growth rates, not as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from mockmind_lab.interviewer.facts import FactKind
from mockmind_lab.interviewer.formula import closed, normal, renamed

if TYPE_CHECKING:
    from mockmind_lab.interviewer.facts import Observations

__all__ = ["Claim", "alike", "claims", "compare", "estimate", "growths", "same", "slower"]

_ORDER = ("1", "log:n", "sqrt:n", "n", "n log:n", "n n", "n n log:n", "n n n", "2^n", "n!")
"""Growth rates in one variable from slow to fast, each as its sorted factors."""

_PATTERNS = {
    r"\bconstant\b": "1",
    r"\bsub-?linear\b": "",
    r"\blinear(?:ithmic|\s{0,3}arithmic)\b": "n log n",
    r"\bn\s{0,3}\*?\s{0,3}log\s{0,3}\(?n\)?": "n log n",
    r"\blog(?:arithmic|\s{0,3}\(?n\b\)?)": "log n",
    r"\blinear\b": "n",
    r"\bquadratic\b|\bn[\s-]{0,3}squared\b|\bn\s{0,3}(?:\^|\*\*)\s{0,3}2\b|\bn²": "n^2",
    r"\bcubic\b|\bn[\s-]{0,3}cubed\b|\bn\s{0,3}(?:\^|\*\*)\s{0,3}3\b|\bn³": "n^3",
    r"\bexponential\b|\b2\s{0,3}(?:\^|\*\*)\s{0,3}n\b": "2^n",
    r"\bfactorial\b": "n!",
}
_WORDS = {re.compile(pattern, re.IGNORECASE): growth for pattern, growth in _PATTERNS.items()}
_CALLED = r"(?<![A-Za-z])[OΘθ]\s{0,3}\("
_BIG_O = re.compile(_CALLED, re.IGNORECASE)
_ANY = re.compile("|".join((_CALLED, *_PATTERNS)), re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:[,;/&]\s*)?(?:and|with|then)?\s*(?:it is|it's)?\s*")
_TAKEN_BACK = re.compile(
    r"\b(?:no|sorry|actually|rather|mean|wait|hmm+|wrong|instead|then|so)\b", re.IGNORECASE
)
_MOST_APART = 160  # characters around a claim that are looked at for what it is of
_TIME = re.compile(r"\btime\b|\bfast\b|\bruns?\b|\bsteps\b|\boperations\b", re.IGNORECASE)
_SPACE = re.compile(r"\bspace\b|\bmemory\b|\bstorage\b|\bextra\b|\bauxiliary\b", re.IGNORECASE)
_TOTAL = re.compile(r"\btotal\b|\bsum of\b|\ball\b", re.IGNORECASE)
_REMARK = re.compile(
    r"(?:\s{0,3},?\s{0,3}\b(?:amorti[sz]ed|on average|(?:per|a|for each) (?:call|operation))\b){1,2}",
    re.IGNORECASE,
)


# No gap above is without a bound, and no loop below looks further than a bound from where it is: a message is
# hostile text, and what it costs to read must not grow faster than its length.


@dataclass(frozen=True, slots=True)
class Claim:
    """What the candidate said something costs. ``text`` is how they put it."""

    of: Literal["time", "space"]
    growth: str
    text: str


@lru_cache(maxsize=1024)
def claims(text: str) -> tuple[Claim, ...]:
    """The complexities claimed in ``text``: at most one of time and one of space, the last said of each."""
    found = sorted(_found(text))
    given: dict[str, Claim] = {}
    for at, (start, end, growth) in enumerate(found):
        since = found[at - 1][1] if at else 0
        until = found[at + 1][0] if at + 1 < len(found) else len(text)
        before = text[max(since, start - _MOST_APART) : start]
        after = text[end : min(until, end + _MOST_APART)]
        of = _about(before, after, taken="time" in given)
        if of is not None:
            given[of] = Claim(of, growth, _put(text, start, end))
    return tuple(given.values())


def _put(text: str, start: int, end: int) -> str:
    """A claim as it is put, with a ``per call`` after it, and no asterisk for Markdown to act on."""
    remark = _REMARK.match(text, end)
    said = text[start : remark.end() if remark else end]
    return " ".join(said.replace("**", "^").replace("*", "×").split())


@lru_cache(maxsize=1024)
def growths(text: str) -> frozenset[str]:
    """Every growth rate that ``text`` names, as it is put there."""
    return frozenset(growth for _, _, growth in _found(text))


def _about(before: str, after: str, *, taken: bool) -> Literal["time", "space"] | None:
    """Time or space, by the nearest word for either.

    Without one the first claim is of time and one right after it (``O(n), O(1)``) of space; a later one takes
    the first back where words for that lead to it, and else only explains it (``as each push is log n``).
    """
    near = re.split(r"[,;.]|\band\b|\bbut\b", after)[0]
    own = re.split(r"[,;.]|\band\b|\bbut\b", before)[-1]
    for part in (near, own):
        time, space = _TIME.search(part), _SPACE.search(part)
        if space and not time:
            return "space"
        if time and not space:
            return "time"
    if not taken:
        return "time"
    if _JOINED.fullmatch(before):
        return "space"
    return "time" if _TAKEN_BACK.search(before) else None


@lru_cache(maxsize=1024)
def _found(text: str) -> tuple[tuple[int, int, str], ...]:
    """Growth rates as (start, end, growth), none of which overlap."""
    if not _ANY.search(text):
        return ()
    spans: list[tuple[int, int, str]] = []
    taken: set[int] = set()  # positions; each span is short
    for match in _BIG_O.finditer(text):
        end = closed(text, match.end())
        if end and text[match.end() : end - 1].strip() and match.start() not in taken:
            spans.append((match.start(), end, text[match.end() : end - 1]))
            taken.update(range(match.start(), end))
    for pattern, growth in _WORDS.items():
        for match in pattern.finditer(text):
            within = range(*match.span())
            if growth and taken.isdisjoint(within):
                spans.append((match.start(), match.end(), growth))
                taken.update(within)
    return tuple(spans)


def same(one: str, other: str) -> bool:
    """Whether two growth rates are the same: ``n*log(n)`` and ``O(m log m)`` are."""
    return compare(one, other) == 0 or normal(one) == normal(other)


def alike(claimed: str, target: str) -> bool:
    """Whether a claim is the target in other letters: ``O(V + E)`` or ``linear`` for ``O(jobs + pairs)``."""
    if same(claimed, target):
        return True
    one, other = normal(claimed), normal(target)
    if renamed(claimed, target):
        return True
    sums = all(re.fullmatch(r"[^\W\d]\w*", term) for term in one | other)
    return sums and len(other) > 1 and (len(one) == len(other) or one == frozenset({"n"}))


def compare(one: str, other: str) -> int | None:
    """-1, 0, 1 as ``one`` grows slower than, like, faster than ``other``; None where that can't be told."""
    ranks = [_rank(normal(growth)) for growth in (one, other)]
    if ranks[0] is None or ranks[1] is None:
        return 0 if normal(one) == normal(other) else None
    return (ranks[0] > ranks[1]) - (ranks[0] < ranks[1])


def slower(counted: str, claimed: str) -> bool:
    """Whether ``counted`` certainly grows faster than ``claimed``, whatever its variables are called.

    Each variable counts as the input's size, so ``O(jobs + pairs)`` is linear and ``O(n * k)`` quadratic.
    Two loops, over parts and over what is in each, go over the ``total letters`` once.
    """
    if _TOTAL.search(claimed) and compare(counted, "n^2") in (-1, 0):
        return False
    terms = frozenset(_term_in_n(term) for term in normal(claimed))
    ranks = _rank(normal(counted)), _rank(terms)
    return ranks[0] is not None and ranks[1] is not None and ranks[0] > ranks[1]


def _term_in_n(term: str) -> str:
    factors = sorted(found for factor in term.split() if (found := _in_n(factor)) != "1")
    return " ".join(factors) or "1"


def _in_n(factor: str) -> str:
    """A factor with its variable called ``n``; a quotient counts as one."""
    if factor.startswith("/"):
        return "1"
    if "^" in factor:
        return "2^n"
    if factor.endswith("!"):
        return "n!"
    root, _, name = factor.rpartition(":")
    if not re.fullmatch(r"[^\W\d]\w*", name):
        return factor
    return f"{root}:n" if root else "n"


def _rank(terms: frozenset[str]) -> int | None:
    """The rank of the fastest term, where all are known."""
    known = {growth: rank for rank, growth in enumerate(" ".join(sorted(g.split())) for g in _ORDER)}
    ranks = [known.get(term) for term in terms]
    return None if None in ranks else max(rank for rank in ranks if rank is not None)


def estimate(seen: Observations) -> str | None:
    """What loops and sorts of the code cost, roughly; None where recursion or a while loop hides it.

    Recursion is counted where it can be: two calls with a little less each double with every step, and a call
    with a copy of the rest copies it all again.
    """
    if seen.written and seen.has(FactKind.BRANCHING):
        return "2^n"
    if seen.written and seen.has(FactKind.PEELING):
        return "n^2"
    hidden = (FactKind.RECURSION, FactKind.WHILE, FactKind.HEAP, FactKind.BISECT)
    if not seen.written or seen.unsure or seen.first(*hidden):
        return None
    again = (FactKind.LINEAR_SEARCH, FactKind.POP_FRONT)
    if seen.loop_depth >= 2 or (seen.loop_depth and seen.first(*again)):
        return f"n^{max(seen.loop_depth, 2)}"
    if seen.has(FactKind.SORT):
        return "n log n"
    return "n" if seen.loop_depth else None
