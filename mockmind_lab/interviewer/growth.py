"""Claims about complexity: found in a candidate's words, and compared as growth rates, not as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mockmind_lab.interviewer.facts import FactKind

if TYPE_CHECKING:
    from mockmind_lab.interviewer.facts import Observations

__all__ = ["Claim", "claims", "compare", "estimate", "same"]

_ORDER = ("1", "logn", "sqrtn", "n", "n logn", "n n", "logn n n", "n n n", "2^n", "n!")
"""Growth rates in one variable from slow to fast, each as its sorted factors."""

_WORDS = {
    r"\bconstant\b": "1",
    r"\bsub-?linear\b": "",
    r"\blinear(?:ithmic|\s*arithmic)\b": "n log n",
    r"\bn\s*\*?\s*log\s*\(?n\)?": "n log n",
    r"\blog(?:arithmic|\s*\(?n\b\)?)": "log n",
    r"\blinear\b": "n",
    r"\bquadratic\b|\bn[\s-]*squared\b|\bn\s*(?:\^|\*\*)\s*2\b|\bn²": "n^2",
    r"\bcubic\b|\bn[\s-]*cubed\b|\bn\s*(?:\^|\*\*)\s*3\b|\bn³": "n^3",
    r"\bexponential\b|\b2\s*(?:\^|\*\*)\s*n\b": "2^n",
    r"\bfactorial\b": "n!",
}
_TIME = re.compile(r"\btime\b|\bfast\b|\bruns?\b|\bsteps\b|\boperations\b", re.IGNORECASE)
_SPACE = re.compile(r"\bspace\b|\bmemory\b|\bstorage\b|\bextra\b|\bauxiliary\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Claim:
    """What the candidate said something costs. ``text`` is how they put it."""

    of: Literal["time", "space"]
    growth: str
    text: str


def claims(text: str) -> tuple[Claim, ...]:
    """The complexities claimed in ``text``: at most one of time and one of space, the last said of each."""
    found = sorted(_found(text))
    given: dict[str, Claim] = {}
    for start, end, growth in found:
        before = text[max((e for _, e, _ in found if e <= start), default=0) : start]
        after = text[end : min((s for s, _, _ in found if s >= end), default=len(text))]
        of = _about(before, after, taken="time" in given)
        given[of] = Claim(of, growth, text[start:end].strip())
    return tuple(given.values())


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
    spans: list[tuple[int, int, str]] = []
    for match in re.finditer(r"(?<![A-Za-z])[OΘθ]\s*\(", text, re.IGNORECASE):
        depth, end = 1, match.end()
        while end < len(text) and depth:
            depth += {"(": 1, ")": -1}.get(text[end], 0)
            end += 1
        inner = text[match.end() : end - 1] if depth == 0 else ""
        if inner.strip() and len(inner) <= 40:
            spans.append((match.start(), end, inner))
    for pattern, growth in _WORDS.items():
        for match in re.finditer(pattern, text, re.IGNORECASE):
            taken = any(s < match.end() and match.start() < e for s, e, _ in spans)
            if growth and not taken:
                spans.append((match.start(), match.end(), growth))
    return spans


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


def _rank(terms: frozenset[str]) -> int | None:
    """The rank of the fastest term, where all are known."""
    known = {growth: rank for rank, growth in enumerate(" ".join(sorted(g.split())) for g in _ORDER)}
    ranks = [known.get(term) for term in terms]
    return None if None in ranks else max(rank for rank in ranks if rank is not None)


def estimate(seen: Observations) -> str | None:
    """What loops and sorts of the code cost, roughly; None where recursion or a while loop hides it."""
    hidden = (FactKind.RECURSION, FactKind.WHILE, FactKind.HEAP, FactKind.BISECT)
    if not seen.written or seen.first(*hidden):
        return None
    if seen.loop_depth >= 2 or (seen.loop_depth and seen.has(FactKind.LINEAR_SEARCH)):
        return f"n^{max(seen.loop_depth, 2)}"
    if seen.has(FactKind.SORT):
        return "n log n"
    return "n" if seen.loop_depth else None
