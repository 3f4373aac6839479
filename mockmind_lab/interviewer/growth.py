"""Claims about complexity: found in a candidate's words, and compared as growth rates, not as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from mockmind_lab.interviewer.facts import FactKind

if TYPE_CHECKING:
    from mockmind_lab.interviewer.facts import Observations

__all__ = ["Claim", "claims", "compare", "estimate", "growths", "same", "slower"]

_ORDER = ("1", "logn", "sqrtn", "n", "n logn", "n n", "logn n n", "n n n", "2^n", "n!")
"""Growth rates in one variable from slow to fast, each as its sorted factors."""

_WORDS = {
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
_BIG_O = re.compile(r"(?<![A-Za-z])[OΘθ]\s{0,3}\(", re.IGNORECASE)
_MOST_INNER = 40  # characters within the brackets of O( )
_MOST_APART = 160  # characters around a claim that are looked at for what it is of
_TIME = re.compile(r"\btime\b|\bfast\b|\bruns?\b|\bsteps\b|\boperations\b", re.IGNORECASE)
_SPACE = re.compile(r"\bspace\b|\bmemory\b|\bstorage\b|\bextra\b|\bauxiliary\b", re.IGNORECASE)


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
        given[of] = Claim(of, growth, text[start:end].strip())
    return tuple(given.values())


def growths(text: str) -> frozenset[str]:
    """Every growth rate that ``text`` names, as it is put there."""
    return frozenset(growth for _, _, growth in _found(text))


def _about(before: str, after: str, *, taken: bool) -> Literal["time", "space"]:
    """Time or space, by the nearest word for either; else the first claim is of time, the second of space."""
    near = re.split(r"[,;.]|\band\b|\bbut\b", after)[0]
    own = re.split(r"[,;.]|\band\b|\bbut\b", before)[-1]
    for part in (near, own):
        time, space = _TIME.search(part), _SPACE.search(part)
        if space and not time:
            return "space"
        if time and not space:
            return "time"
    return "space" if taken else "time"


def _found(text: str) -> list[tuple[int, int, str]]:
    """Growth rates as (start, end, growth), none of which overlap."""
    spans: list[tuple[int, int, str]] = []
    taken: set[int] = set()  # positions; each span is short
    for match in _BIG_O.finditer(text):
        end = _closed(text, match.end())
        if end and text[match.end() : end - 1].strip() and match.start() not in taken:
            spans.append((match.start(), end, text[match.end() : end - 1]))
            taken.update(range(match.start(), end))
    for pattern, growth in _WORDS.items():
        for match in re.finditer(pattern, text, re.IGNORECASE):
            within = range(*match.span())
            if growth and taken.isdisjoint(within):
                spans.append((match.start(), match.end(), growth))
                taken.update(within)
    return spans


def _closed(text: str, start: int) -> int:
    """The end of what a bracket before ``start`` opens; 0 where that is not near."""
    depth = 1
    for at in range(start, min(start + _MOST_INNER + 1, len(text))):
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        if depth == 0:
            return at + 1
    return 0


def _normal(growth: str) -> frozenset[str]:
    """A growth rate as a set of terms, each its sorted factors; names of one variable become ``n``."""
    text = re.sub(r"^[OΘθo]\s*\((.*)\)$", r"\1", growth.strip()).lower()
    text = re.sub(r"len\s*\(\s*\w+\s*\)|\|\w+\||\blength\b", "n", text)
    text = text.replace("²", "^2").replace("³", "^3").replace("**", "^").replace("·", "*").replace("×", "*")
    text = re.sub(r"\blog(?:_?2)?\s*\(?\s*(\w+)\s*\)?", r" log\1 ", text)
    text = re.sub(r"\bsqrt\s*\(?\s*(\w+)\s*\)?|√\s*\(?(\w+)\)?", lambda m: f" sqrt{m[1] or m[2]} ", text)
    terms = frozenset(" ".join(sorted(_factors(term))) for term in text.split("+"))
    variables = {
        re.sub(r"^(?:log|sqrt)(?=.)", "", v) for t in terms for v in re.findall(r"[a-z_]\w*", t) if v != "log"
    }
    if len(variables) == 1:
        (only,) = variables
        terms = frozenset(re.sub(rf"(?:(?<=log)|(?<=sqrt)|\b){re.escape(only)}(?!\w)", "n", t) for t in terms)
    return frozenset(term for term in terms if term != "1") or frozenset({"1"})


def _factors(term: str) -> list[str]:
    factors: list[str] = []
    for base, power in re.findall(r"([a-z_]\w*!?|\d+)(?:\s*\^\s*\(?(\w+)\)?)?", term.replace("*", " ")):
        if base.isdigit() and not power:
            continue  # a constant factor
        if power.isdigit() and not base.isdigit():
            factors += [base] * min(int(power), 9)
        else:
            factors.append(f"{base}^{power}" if power else base)
    return factors or ["1"]


def same(one: str, other: str) -> bool:
    """Whether two growth rates are the same: ``n*log(n)`` and ``O(m log m)`` are."""
    return compare(one, other) == 0 or _normal(one) == _normal(other)


def compare(one: str, other: str) -> int | None:
    """-1, 0, 1 as ``one`` grows slower than, like, faster than ``other``; None where that can't be told."""
    ranks = [_rank(_normal(growth)) for growth in (one, other)]
    if ranks[0] is None or ranks[1] is None:
        return 0 if _normal(one) == _normal(other) else None
    return (ranks[0] > ranks[1]) - (ranks[0] < ranks[1])


def slower(counted: str, claimed: str) -> bool:
    """Whether ``counted`` certainly grows faster than ``claimed``, whatever its variables are called.

    Each variable counts as the input's size, so ``O(jobs + pairs)`` is linear and ``O(n * k)`` quadratic.
    """
    terms = frozenset(" ".join(sorted(map(_in_n, term.split()))) for term in _normal(claimed))
    ranks = _rank(_normal(counted)), _rank(terms)
    return ranks[0] is not None and ranks[1] is not None and ranks[0] > ranks[1]


def _in_n(factor: str) -> str:
    """A factor with its variable called ``n``."""
    if factor[0].isdigit():
        return "2^n" if "^" in factor else factor
    if factor.endswith("!"):
        return "n!"
    root = re.match(r"(?:log|sqrt)(?=.)", factor)
    return f"{root.group() if root else ''}n"


def _rank(terms: frozenset[str]) -> int | None:
    """The rank of the fastest term, where all are known."""
    known = {growth: rank for rank, growth in enumerate(" ".join(sorted(g.split())) for g in _ORDER)}
    ranks = [known.get(term) for term in terms]
    return None if None in ranks else max(rank for rank in ranks if rank is not None)


def estimate(seen: Observations) -> str | None:
    """What loops and sorts of the code cost, roughly; None where recursion or a while loop hides it."""
    hidden = (FactKind.RECURSION, FactKind.WHILE, FactKind.HEAP, FactKind.BISECT)
    if not seen.written or seen.unsure or seen.first(*hidden):
        return None
    again = (FactKind.LINEAR_SEARCH, FactKind.POP_FRONT)
    if seen.loop_depth >= 2 or (seen.loop_depth and seen.first(*again)):
        return f"n^{max(seen.loop_depth, 2)}"
    if seen.has(FactKind.SORT):
        return "n log n"
    return "n" if seen.loop_depth else None
