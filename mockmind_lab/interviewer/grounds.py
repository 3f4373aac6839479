"""What the leak guard knows of a problem and of the lines of a candidate, kept between reactions.

A reaction begins with a guard of its own, but a task, its hints and its authors' texts are the same at each.
What the candidate said and wrote is read line by line, for most of it is as it was before.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mockmind_lab.core.parsing import parse
from mockmind_lab.interviewer.nearness import Nearness
from mockmind_lab.interviewer.technique import everyday, gists, named, plainly
from mockmind_lab.interviewer.thesaurus import concepts
from mockmind_lab.interviewer.words import sentences

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mockmind_lab.core.ideas import Ideas
    from mockmind_lab.core.problem import Problem

__all__ = ["MOST_GIVEN", "Grounds", "Heard", "Itself", "bare", "grounds", "heard", "task"]

MOST_GIVEN = 40  # sentences of the candidate that a sentence is compared with


class Itself:
    """A problem as the key of a cache: a changed copy of it is another, whatever its digest says."""

    __slots__ = ("problem",)

    def __init__(self, problem: Problem) -> None:
        self.problem = problem

    def __hash__(self) -> int:
        return id(self.problem)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and other.problem is self.problem


@dataclass(frozen=True, slots=True)
class Heard:
    """What the candidate said or wrote: concepts, techniques known by it, everyday names, sentences."""

    words: frozenset[str]
    known: frozenset[str]
    told: frozenset[str]
    given: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """One problem as its candidate knows it, and what of it is not to be told before the hints that are left.

    ``facts`` and ``ideas`` are concepts, a set for each sentence; ``wanted`` are the techniques that solve
    it, ``keys`` those of the hints with their levels, ``given`` what the hints taken have told.
    """

    facts: tuple[frozenset[str], ...]
    task: frozenset[str]
    ideas: tuple[frozenset[str], ...]
    nearness: Nearness | None
    decided: Mapping[str, bool]
    words: frozenset[str]
    known: frozenset[str]
    told: frozenset[str]
    describes: frozenset[str]
    wanted: frozenset[str]
    keys: Mapping[str, int]
    given: tuple[str, ...]


def grounds(problem: Problem, taken: frozenset[int], solutions: tuple[str, ...]) -> Grounds:
    """What is known of ``problem`` once the hints of the levels ``taken`` are."""
    return _grounds(Itself(problem), taken, solutions)


@lru_cache(maxsize=64)
def _grounds(itself: Itself, taken: frozenset[int], solutions: tuple[str, ...]) -> Grounds:
    problem = itself.problem
    facts = _facts(problem)
    left = tuple(hint for hint in problem.hints if hint.level not in taken)
    hints = tuple(hint.text for hint in left)
    text = task(problem)
    return Grounds(
        facts=facts,
        task=frozenset[str]().union(*facts),
        ideas=_ideas(hints, solutions),
        nearness=_nearness(problem, taken),
        decided=_decided(problem.ideas, taken) if problem.ideas else {},
        words=concepts(text),
        known=plainly(text),
        told=everyday(text),
        describes=gists(_told(problem)),
        wanted=_used(hints, solutions, ", ".join(problem.topics)) if left else frozenset(),
        keys={key: hint.level for hint in left for key in hint.keys},
        given=tuple(s for h in problem.hints if h.level in taken for s in sentences(h.text)),
    )


def task(problem: Problem) -> str:
    """What the candidate is told of ``problem`` to begin with."""
    return "\n".join([problem.title, problem.statement, problem.starter])


def heard(text: str) -> Heard:
    """What is known by ``text``, all of it the candidate's or given to them."""
    lines = [_line(line) for line in text.splitlines() if line.strip()]
    return Heard(
        words=frozenset[str]().union(*(line.words for line in lines)),
        known=frozenset[str]().union(*(line.known for line in lines)),
        told=frozenset[str]().union(*(line.told for line in lines)),
        given=tuple(words for line in lines for words in line.given)[:MOST_GIVEN],
    )


@lru_cache(maxsize=4096)
def _line(text: str) -> Heard:
    given = tuple(words for part in sentences(text)[:MOST_GIVEN] if (words := concepts(part)))
    return Heard(concepts(text), named(text) | gists(text), everyday(text), given)


def _told(problem: Problem) -> str:
    """The statement without its examples."""
    return problem.statement.split("## Examples")[0]


def _told_by(problem: Problem) -> list[str]:
    """The sentences of the statement, however its lines are broken."""
    return sentences(" ".join(_told(problem).split()))


def _facts(problem: Problem) -> tuple[frozenset[str], ...]:
    """What the candidate has been told, or is told when they ask: a set of concepts for each sentence."""
    faq = (f"{f.question} {f.answer}" for f in problem.faq)
    return tuple(map(concepts, (*_told_by(problem), *faq, *problem.edge_cases)))


@lru_cache(maxsize=64)
def _ideas(hints: tuple[str, ...], solutions: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Sentences of hints, and what solutions say of themselves, as their concepts."""
    parts = [sentence for text in hints for sentence in sentences(text)]
    if hints:
        for source in solutions:
            parts += re.split(r"[.;]", _docstring(source))
            parts += re.findall(r"#\s(.*)", source)
    return tuple(dict.fromkeys(concepts(part) for part in parts))


def _decided(ideas: Ideas, taken: frozenset[int]) -> dict[str, bool]:
    """Of their own texts the problem's author has decided whether they tell."""
    found = {bare(text): tells.level not in taken for tells in ideas.tells for text in tells.texts}
    return {bare(text): False for text in ideas.harmless} | found


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """``text`` without case and white space, by which an author's own text is known again."""
    return " ".join(re.findall(r"\w+|[^\w\s]", text.casefold()))


def _nearness(problem: Problem, taken: frozenset[int]) -> Nearness | None:
    """What tells the ideas that are left, and what is harmless; None where the author wrote neither."""
    if problem.ideas is None:
        return None
    telling: dict[int, list[str]] = {1: [], 2: [], 3: []}
    harmless = [*_told_by(problem), *problem.edge_cases, *problem.ideas.harmless]
    for faq in problem.faq:
        harmless += [faq.question, *sentences(faq.answer)]
    for hint in problem.hints:
        (harmless if hint.level in taken else telling[hint.level]).extend(sentences(hint.text))
    for told_by in problem.ideas.tells:
        (harmless if told_by.level in taken else telling[told_by.level]).extend(told_by.texts)
    groups = tuple(tuple(texts) for texts in telling.values() if texts)
    return _compared(groups, tuple(harmless)) if groups else None


@lru_cache(maxsize=64)
def _compared(telling: tuple[tuple[str, ...], ...], harmless: tuple[str, ...]) -> Nearness:
    return Nearness(telling, harmless)


def _docstring(source: str) -> str:
    try:
        return ast.get_docstring(parse(source)) or ""
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""


def _used(hints: tuple[str, ...], solutions: tuple[str, ...], topics: str) -> frozenset[str]:
    """Techniques that solve the problem."""
    return frozenset({"extremes"}).union(*map(named, (*hints, *solutions, topics)), *map(gists, hints))
