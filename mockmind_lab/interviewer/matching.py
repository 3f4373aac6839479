"""Which entries of a problem's FAQ a clarifying question may mean, and whether it is the same question."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.words import content, spelled_out, stem

if TYPE_CHECKING:
    from collections.abc import Callable

    from mockmind_lab.core.problem import Faq, Problem

__all__ = ["COMMON", "USING", "Match", "concepts", "matches"]

_THRESHOLD = 0.45  # of the question's weight must be met by an entry; tuned on the bank
_TOPIC = 0.45  # of what is asked about, common words left out, must be met by an entry
_ANSWERED = 0.4  # what a word counts that only the answer of an entry holds
_RELATES = 0.5  # for an answer that holds all of several arguments asked about
_RIVAL = 0.88  # of the best score: an entry so near to it may be meant as well
_MOST = 400  # characters of a question: a message is hostile text, and the patterns look ahead
_SAME = 0.6  # of the different words of a question and an entry are in both: it is the same question

COMMON = content(
    "list number input value element item array string text word data dict dictionary argument parameter "
    "function return result output answer solution exist contain include occur appear happen come allow "
    "permit handle consider expect count entry example way kind special particular first other another two "
    "different each every total matter"
)
"""Words that any question about any input may hold: to share them says nothing about what is asked."""
USING = content("used using")

_PUT: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), words)
    for pattern, words in (
        (r"\b(head|root|tree|list|entrance)\b(.{0,40}?)\b(?:none|null|nil)\b", r" \1 \2 empty "),
        (
            r"\b(?:no|zero|without(?: any)?)\s+(?!one\b|matter|longer|particular|order|such|gap|units|minutes"
            r"|floats?\b|ints?\b|more\b|way\b|doubt|time\b|or\b|of\b)(?=[a-z])",
            " empty ",
        ),
        (
            r"\bcan(?:'t|not| not) (?:be (?:made|done|solved|reached|served|found)|get (?:there|to)|reach)\b"
            r"|\bno (?:way|solution)\b|\bnot possible\b|\bisn't possible\b",
            " impossible ",
        ),
        (r"\b(sorted|ordered|in (?:any )?order) (?:by|of) [^,;?]*", r" \1 "),
        (r"\b(?:below|less than|under|smaller than) (?:zero|0)\b", " negative "),
        (
            r"\b(?:the )?(?:same|different|equal|varying|unequal) (?:length|width|size)s?\b"
            r"|\bequally (?:long|wide)\b|\bhave sizes\b",
            " equilong ",
        ),
        (r"(?:'a'|\"a\"|`a`|\ba\b).{0,40}(?-i:'A'|\"A\"|`A`)", " uppercase "),
        (
            r"\b(which|what)\b(.{0,80}?)\b((?:if|when|of)\b.{0,80}?\b(?:two|several|multiple|same|equal(?:ly)?"
            r"|more than one)\b)",
            r" \1 \2 \3 tie ",
        ),
        (
            r"\b(?:zero|one|0|1)-?(?:based|indexed)\b"
            r"|\b(?:counted|numbered|starts?|begins?) (?:from|at) (?:0|1|zero|one)"
            r"(?: or(?: from| at)? (?:0|1|zero|one))?\b|\bcounted\b|\bnumbered\b",
            " index ",
        ),
        (r"\bno[ -]?(?:body|one)\b", " nobody "),
    )
)
"""Turns of speech, and the words that the bank has for them."""

_GROUPS = (
    "equal exact exactly inclusive exclusive boundary",
    "sorted chronological chronologically alphabetical alphabetically",
    "larger bigger greater exceed",
    "smaller fewer less",
    "integer float fractional fraction",
    "invalid typo typos damaged",
    "modify overwrite mutable",
    "diagonal diagonally corner corners",
    "wrap wraps circular around round",
    "again revisit retry retried",
    "start begin beginning starting",
    "end finish last",
    "direction directed undirected bidirectional symmetric",
    "unreachable impossible",
    "reverse turn turned flip flipped reversed",
    "include belong included",
    "name called",
)
_CONCEPTS = {
    found: min(content(group.split()[0]), default=group.split()[0])
    for group in _GROUPS
    for word in group.split()
    for found in content(word)
}


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that a question may mean. ``same`` says that they differ in small words alone."""

    entry: Faq
    score: float
    same: bool


@lru_cache(maxsize=4096)
def concepts(text: str) -> frozenset[str]:
    """What a clarifying question or an entry is about, in the words of the bank as far as they are known."""
    for pattern, words in _PUT:
        text = pattern.sub(words, text)
    return frozenset(_CONCEPTS.get(found, found) for found in content(text))


def matches(question: str, problem: Problem) -> tuple[Match, ...]:
    """The entry that ``question`` means, two where it can't be told which, or none where none is near.

    Words count by how few entries hold them, and hardly at all where any question could hold them; an
    entry's keywords count as if they were its question, words of its answer less. Nearly half of what was
    asked about must be met.
    """
    question = spelled_out(question[:_MOST])
    asked = concepts(question) - USING
    if not asked:
        return ()
    told = content(problem.statement)
    code = _in_code(problem.statement)
    params = problem.signature.params if problem.signature else ()
    names = concepts(f"{problem.title} {' '.join(param.name for param in params)}")
    entries = [(entry, _concepts(entry)) for entry in problem.faq]
    weight = _weights([held for _, held in entries], names)
    scored = [
        Match(
            entry, _score(asked & code, asked, question, entry, held, weight), _same(question, entry.question)
        )
        for entry, held in entries
        if not _only_names(asked & held, concepts(entry.question), told)
    ]
    near = sorted((m for m in scored if m.score >= _THRESHOLD), key=lambda m: (-m.same, -m.score))
    if not near or near[0].same:
        return tuple(near[:1])
    return tuple(match for match in near[:2] if match.score >= _RIVAL * near[0].score)


def _only_names(met: frozenset[str], own: frozenset[str], told: frozenset[str]) -> bool:
    """Whether all that is met is a thing of the task, which stands in the entry's keywords alone.

    ``Must I use all drawers?`` is not meant by ``one drawer``: it names what any question may be about.
    """
    return len(met) == 1 and met <= told and not met & (own | _POINTS)


def _concepts(entry: Faq) -> frozenset[str]:
    return concepts(entry.question) | concepts("; ".join(entry.keywords))


_SMALL = "a an the of in is are be it there do does i to any"
_LITTLE = frozenset(_SMALL.split())


def _same(question: str, entry: str) -> bool:
    """Whether two questions have nearly the same words: only then a yes to one is a yes to the other."""
    one, other = (
        frozenset(stem(word) for word in re.findall(r"[\w'-]+", text.lower()) if word not in _LITTLE)
        for text in (question, entry)
    )
    return bool(one) and len(one & other) >= _SAME * len(one | other) and not (one ^ other) & _TURNS


_TURNING = """
not no never only always all every at least most before after first last without zero one same different
unique distinct equal less more than smaller larger both
"""
_TURNS = frozenset(map(stem, _TURNING.split()))
"""Words that may turn a question round."""


def _weights(entries: list[frozenset[str]], names: frozenset[str]) -> Callable[[str], float]:
    """What a concept counts: much where few entries hold it, little where it only names the input.

    A word of no entry is mostly the candidate's own way to put it: it counts, but not for much.
    """
    count = len(entries)

    def weight(concept: str) -> float:
        if concept in COMMON:
            return 0.1
        if concept in names:
            return 0.3
        holding = sum(concept in entry for entry in entries)
        if not holding:
            return 0.8
        return math.log((1 + count) / (1 + holding)) + 0.3

    return weight


_ROLES = frozenset().union(*(concepts(word) for word in ("sorted", "integer")))
"""What may be asked of what is given and of what is wanted: the one answer is not the other."""
_OUT = re.compile(r"\b(?:return\w*|outputs?|results?|answers?|give back|listed)\b", re.IGNORECASE)
_OF_SIZE = re.compile(r"\bhow (?:many|large|long|deep|big)\b", re.IGNORECASE)


_POINTS = concepts(
    "empty, negative, sorted, integer, index, uppercase, duplicate, tie, wrap, exact, larger, smaller, zero,"
    " modify, overlap, diagonal, invalid, reverse"
)
"""What a question that names it is after: an entry that only shares its other words is not meant."""


def _in_code(statement: str) -> frozenset[str]:
    """The names that the statement puts in code spans: a question that names them means just these."""
    return frozenset(found for span in re.findall(r"`([A-Za-z_]\w*)`", statement) for found in concepts(span))


def _score(
    named: frozenset[str],
    asked: frozenset[str],
    question: str,
    entry: Faq,
    held: frozenset[str],
    weight: Callable[[str], float],
) -> float:
    met, own = asked & held, concepts(entry.question)
    if _ROLES & asked & own and bool(_OUT.search(question)) != bool(_OUT.search(entry.question)):
        return 0.0
    told = concepts(entry.answer)
    relates = len(named) > 1 and named <= told  # ``Can enter be equal to leave?``: ``enter < leave``
    point = asked & _POINTS
    if point and not relates and not point & (held | told):
        return 0.0
    if relates:
        met |= named
    hinted = (asked - met) & told
    topic = asked - COMMON

    def total(words: frozenset[str]) -> float:
        return sum(map(weight, words))

    on_topic = total(met & topic) + _ANSWERED * total(hinted & topic)
    if not met & topic or on_topic < _TOPIC * total(topic):
        return 0.0
    there = (total(met) + _ANSWERED * total(hinted)) / total(asked)
    back = total(met & own) / max(total(own), 0.1)
    keywords = {concepts(word) or word for word in entry.keywords if _holds(asked, question, word)}
    score = 0.65 * there + 0.35 * back + 0.15 * min(len(keywords), 3) + (_RELATES if relates else 0.0)
    by_the_way = _OF_SIZE.search(entry.question) and not concepts(question) & _SIZE
    return score * _BY_THE_WAY if by_the_way else score


_SIZE = concepts("size")
_BY_THE_WAY = 0.8


def _holds(asked: frozenset[str], question: str, keyword: str) -> bool:
    wanted = concepts(keyword)
    if wanted:
        return wanted <= asked
    return re.search(rf"(?<!\w){re.escape(keyword.lower())}(?!\w)", question.lower()) is not None
