# ruff: noqa: E501 - a pattern is read best as one line
"""What must not be said before a round is decided: ideas of hints not taken, the target complexity."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.growth import alike, claims, growths, same
from mockmind_lab.interviewer.words import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.core.interview import Interview
    from mockmind_lab.core.problem import Hint, Problem

__all__ = ["Guard", "known", "leak", "theirs"]

_BIG_O = re.compile(r"[OΘθ]\s?\(", re.IGNORECASE)
_COST = re.compile(
    r"\b(?:time|space|memory|complexit\w+|costs?|runs?|running|amorti[sz]ed|solution"
    r"|solved?|algorithm|extra|per call|each call)\b",
    re.IGNORECASE,
)
_GOAL = re.compile(
    r"\b(?:aim(?:s|ing|ed)? (?:for|at)|goal|target\w*|intended|expect(?:s|ed)|reference|optimal\w*|ideal\w*|best (?:possible|known)"
    r"|(?:get|bring|push|cut)(?: \w+){0,3} (?:down )?to|(?:do|solve)(?: \w+){1,2} in|(?:possible|doable|done|solved|solvable|achievable|feasible) in"
    r"|(?:should|can|could|must) (?:run|be|take|work|cost|finish|need|make|have)|there is an?|needs only|(?:is|are|be) (?:enough|wanted|required)|suffices?"
    r"|(?:(?:can|could|do|would) you|is there (?:a|any) way|want to|would it need to|shouldn't|what would it)\b(?! tell| explain| say| show)|(?:we're|we are) (?:after|looking for)|passes here"
    r"|mark to hit|we'd (?:love|like) to|(?:in mind|should only cost|is linear|you can have it|bound))\b",
    re.IGNORECASE,
)  # fmt: skip
_GROWTH = re.compile(
    r"(?<!\w)[OΘθ]\s?\(|\b(?:linear|quadratic|cubic|logarithm)\w*|\blog\b|\bconstant (?:time|space|memory|extra)\b|\bn²"
    r"|\b\w+ (?:squared|cubed|to the power)\b|\b(?:\w\^\w|\w\*\*\w)|\b(?:in proportion|proportional(?:ly)?) (?:only )?to\b"
    r"|\b(?:times|multiplied by|×) (?:the )?(?:logarithm|columns|stamina|total length|three to)|\bO\(1\)"
    r"|\b(?:every|each)(?: single)?(?: one of the [\d,]+)? \w+(?: \w+){0,4} (?:exactly|only) once\b|\blinear\b",
    re.IGNORECASE,
)
_NOT_IT = re.compile(
    r"\b(?:below|under|than|beats?|avoid|beyond|not|no longer|instead of|worse|isn't)\W+(?:an? |the )?(?:\w+ )?$",
    re.IGNORECASE,
)
_RUN = 5  # words in a row that a message may not share with a hint not taken
_MOST_KNOWN = 20_000
"""Characters of what the candidate said and wrote that are looked at, the newest first. To know less of it
can only make the guard stricter; to read all of it could make the candidate wait."""


def known(state: Interview, problem: Problem) -> str:
    """All that the candidate has said, written or been shown: to name it gives nothing away."""
    return "\n".join(_known(state, problem))


def _known(state: Interview, problem: Problem) -> list[str]:
    parts = [problem.title, problem.statement, problem.starter]
    left = _MOST_KNOWN
    for text in theirs(state):
        parts.append(text[:left])
        left -= len(text)
        if left <= 0:
            break
    return parts


def theirs(state: Interview) -> Iterator[str]:
    """Messages of the candidate, hints given, cells and what was run, the newest first; no source twice."""
    yield from (m.text for m in reversed(state.messages) if m.speaker == "candidate" or m.hint)
    sources = [cell.source for cell in sorted(state.cells.values(), key=lambda cell: -cell.seq)]
    if state.current is not None:
        judged = [*state.current.runs, *state.current.attempts]
        sources += [item.artefact.source for item in sorted(judged, key=lambda item: -item.seq)]
    yield from dict.fromkeys(sources)


class Guard:
    """Looks at messages for one reaction; what the candidate knows is gathered once, when first needed."""

    def __init__(self, state: Interview, problem: Problem | None) -> None:
        self._state = state
        self._problem = problem

    @cached_property
    def _own(self) -> str:
        return known(self._state, self._problem) if self._problem else ""

    @cached_property
    def _named(self) -> frozenset[str]:
        parts = _known(self._state, self._problem) if self._problem else []
        return frozenset(growth for part in parts for growth in growths(part))

    @cached_property
    def _own_runs(self) -> set[tuple[str, ...]]:
        told = [f"{faq.question}\n{faq.answer}" for faq in self._problem.faq] if self._problem else []
        told += self._problem.edge_cases if self._problem else ()
        told += self._problem.ideas.harmless if self._problem and self._problem.ideas else ()
        return _runs(self._own).union(*map(_runs, told))

    @cached_property
    def _hint_runs(self) -> dict[int, set[tuple[str, ...]]]:
        return {hint.level: _runs(hint.text) for hint in self._problem.hints} if self._problem else {}

    def leak(self, text: str) -> str | None:
        """What ``text`` would give away, or None; every key of a hint counts, whatever it means there.

        It is how the bank's own phrases are chosen. Nothing can leak once the round is decided.
        """
        return self._key(text) or self.spoken(text)

    def spoken(self, text: str) -> str | None:
        """What a model's ``text`` would give away by a hint's very words or by the target complexity."""
        problem = self._undecided()
        if problem is None:
            return None
        runs = _runs(text)
        for hint in self._left():
            shared = runs & self._hint_runs[hint.level]
            if shared and shared - self._own_runs:
                return f"words of hint {hint.level}"
        return "the target complexity" if self._aim(text, problem) else None

    def _key(self, text: str) -> str | None:
        for hint in self._left():
            for key in hint.keys:
                if _holds(text, key) and not _holds(self._own, key):
                    return f"{key!r} of hint {hint.level}"
        return None

    def _undecided(self) -> Problem | None:
        current = self._state.current
        return self._problem if current is not None and current.outcome is None else None

    def _left(self) -> list[Hint]:
        """Hints not taken."""
        problem, current = self._undecided(), self._state.current
        if problem is None or current is None:
            return []
        taken = {hint.level for hint in current.hints}
        return [hint for hint in problem.hints if hint.level not in taken]

    def _aim(self, text: str, problem: Problem) -> bool:
        """Whether ``text`` names what is aimed at: a growth that is the time, a claim that is the space."""
        aims = [growth for growth in growths(text) if _costly(text, growth)]
        if self._as_goal(text):
            return True
        if any(alike(growth, problem.complexity.time) and not self._claimed(growth) for growth in aims):
            return True
        space = (claim.growth for claim in claims(text) if claim.of == "space" and claim.growth in aims)
        return any(same(growth, problem.complexity.space) and not self._claimed(growth) for growth in space)

    def _as_goal(self, text: str) -> bool:
        """Whether a sentence says of a cost that it is what is wanted, in whatever form it is put."""
        for part in sentences(text):
            cost = _GROWTH.search(part)
            if cost and _GOAL.search(part) and not _NOT_IT.search(part[: cost.start()]):
                rates = growths(part)
                if rates and all(map(self._claimed, rates)):
                    continue
                if not _holds(self._own, cost[0].strip(" (")):
                    return True
        return False

    def _claimed(self, growth: str) -> bool:
        """Whether the candidate has named ``growth``, in words or in a comment."""
        return any(same(growth, named) for named in self._named)


def leak(text: str, state: Interview, problem: Problem | None) -> str | None:
    """What one message would give away, or None; see ``Guard.leak``."""
    return Guard(state, problem).leak(text)


def _costly(text: str, growth: str) -> bool:
    """Whether a growth is said of a cost; ``constant`` by itself may be said of anything."""
    return growth not in ("1", "n") or _BIG_O.search(text) is not None or _COST.search(text) is not None


def _holds(text: str, key: str) -> bool:
    """Whether ``text`` has the words of ``key``, in the singular or the plural."""
    one = key[:-1] if key.endswith("s") and not key.endswith("ss") else key
    return re.search(rf"(?<!\w){re.escape(one)}(?:e?s)?(?!\w)", text, re.IGNORECASE) is not None


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
