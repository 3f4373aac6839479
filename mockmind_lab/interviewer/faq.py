"""Clarifying questions: which entry of a problem's FAQ is meant, or what of its statement answers."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mockmind_lab.interviewer.words import content, in_brackets, sentences, spelled_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mockmind_lab.core.problem import Faq, Problem, ProblemTest

__all__ = [
    "Example",
    "asks_absent_numbers",
    "asks_outright",
    "asks_size",
    "asks_types",
    "best",
    "example_of",
    "is_question",
    "questions",
    "statement_says",
]

_THRESHOLD = 0.45  # of the question's weight must be met by an entry; tuned on the bank
_TOPIC = 0.45  # of what is asked about, common words left out, must be met by an entry or a sentence
_FEW = 2  # sentences of a statement that may hold the one word that a question shares with it
_ASKING = """
am are can could did do does has have how is may might must shall should was were what when where which who
whose why will would
"""
_OPENERS = frozenset(_ASKING.split())
_LEAD = re.compile(
    r"^(?:(?:ok(?:ay)?|so|and|also|but|hi|hello|hey|sorry|please|well|hmm+|right|thanks|then|just to clarify"
    r"|to clarify|one more|quick question|first|second)\b[\s,:.!-]*)+",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^(?:(?:just )?to be sure|one (?:more|last|other) thing|before (?:i|we) (?:start|begin))\b[\s,:.-]*",
    re.IGNORECASE,
)
"""What leads up to a question: its words would count as asked about."""
_INDIRECT = re.compile(
    r"\b(?:can|may|should|shall) i assume\b"
    r"|\b(?:i wonder|wondering|not sure|unclear|tell me|clarify) (?:if|whether|what|how|about|which)\b"
    r"|\bwhat (?:about|if)\b|\bassum(?:e|ing) (?:that )?(?:the|there|all)\b",
    re.IGNORECASE,
)


# Words that any question about any input may hold: to share them says nothing about what is asked.
_COMMON = content(
    "list number input value element item array string text word data dict dictionary argument parameter "
    "function return result output answer solution exist contain include occur appear happen come allow "
    "permit handle consider expect count entry example way kind special particular first other another two "
    "different each every total matter"
)


_USING = content("used using")


def is_question(sentence: str) -> bool:
    """Whether one sentence asks something, with or without its question mark."""
    return asks_outright(sentence) or bool(_INDIRECT.search(sentence))


def asks_outright(sentence: str) -> bool:
    """Whether a sentence has the form of a question, not only its meaning (``I'm not sure if …``)."""
    words = _LEAD.sub("", sentence.strip()).lower().split()
    if not words:
        return False
    opens = re.sub(r"\W.*", "", words[0]) in _OPENERS and len(words) > 2
    return sentence.rstrip(" ”'\")").endswith("?") or opens


def asks_size(part: str) -> bool:
    """Whether a question is about how many or how large."""
    return not content(part).isdisjoint(content("size"))


def asks_types(part: str) -> bool:
    """Whether a question is about the types of what is given."""
    return bool(content(part) & content("type types signature parameter argument"))


def asks_absent_numbers(part: str, problem: Problem) -> bool:
    """Whether a question is about kinds of numbers in a problem that is given none."""
    given = [param.type for param in problem.signature.params] if problem.signature else ["str"]
    about = content(part) & content("negative integer float number")
    return bool(about) and not any(kind in text for text in given for kind in ("int", "float", "Any"))


def questions(text: str) -> list[str]:
    """The questions within a message, in order; joined ones (``... and can it be empty?``) are parted."""
    asked = [_ASIDE.sub("", sentence) for sentence in sentences(spelled_out(text)) if is_question(sentence)]
    return [part for sentence in asked for part in _parted(sentence)]


def _parted(sentence: str) -> Iterator[str]:
    openers = "|".join(sorted(_OPENERS))
    parts = re.split(
        rf"(?:,\s*(?:and|or)?|;|\band|\bor)\s+(?=(?:{openers})\b)", sentence, flags=re.IGNORECASE
    )
    yield from (part.strip() for part in parts if content(part))


def best(question: str, problem: Problem) -> Faq | None:
    """The FAQ entry that ``question`` means, or None if none is near enough.

    Words count by how few entries hold them, and hardly at all where any question could hold them; an
    entry's keywords count as if they were its question. Nearly half of what was asked about must be met.
    """
    question = spelled_out(question)
    asked = content(question) - _USING
    if not asked:
        return None
    told = content(problem.statement)
    params = problem.signature.params if problem.signature else ()
    names = content(f"{problem.title} {' '.join(param.name for param in params)}")
    entries = [(entry, _concepts(entry)) for entry in problem.faq]
    weight = _weights([concepts for _, concepts in entries], names)
    scored = [
        (_score(asked, question, entry, concepts, weight), entry)
        for entry, concepts in entries
        if not _only_names(asked & concepts, content(entry.question), told)
    ]
    score, entry = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return entry if score >= _THRESHOLD else None


def _only_names(met: frozenset[str], own: frozenset[str], told: frozenset[str]) -> bool:
    """Whether all that is met is a thing of the task, which stands in the entry's keywords alone.

    ``Must I use all drawers?`` is not meant by ``one drawer``: it names what any question may be about.
    """
    return len(met) == 1 and met <= told and not met & own


def _concepts(entry: Faq) -> frozenset[str]:
    return content(entry.question) | content(" ".join(entry.keywords))


def _weights(entries: list[frozenset[str]], names: frozenset[str]) -> Callable[[str], float]:
    """What a concept counts: much where few entries hold it, little where it only names the input.

    A word of no entry is mostly the candidate's own way to put it: it counts, but not for much.
    """
    count = len(entries)

    def weight(concept: str) -> float:
        if concept in _COMMON:
            return 0.1
        if concept in names:
            return 0.3
        holding = sum(concept in entry for entry in entries)
        if not holding:
            return 0.8
        return math.log((1 + count) / (1 + holding)) + 0.3

    return weight


def _score(
    asked: frozenset[str], question: str, entry: Faq, concepts: frozenset[str], weight: Callable[[str], float]
) -> float:
    met, own = asked & concepts, content(entry.question)
    topic = asked - _COMMON
    if not met & topic or sum(map(weight, met & topic)) < _TOPIC * sum(map(weight, topic)):
        return 0.0
    there = sum(map(weight, met)) / sum(map(weight, asked))
    back = sum(map(weight, met & own)) / max(sum(map(weight, own)), 0.1)
    keywords = {content(word) or word for word in entry.keywords if _holds(asked, question, word)}
    return 0.65 * there + 0.35 * back + 0.15 * min(len(keywords), 3)


def _holds(asked: frozenset[str], question: str, keyword: str) -> bool:
    wanted = content(keyword)
    if wanted:
        return wanted <= asked
    return re.search(rf"(?<!\w){re.escape(keyword.lower())}(?!\w)", question.lower()) is not None


def statement_says(question: str, problem: Problem) -> str | None:
    """The sentence of the statement that is nearest to ``question``, plain; None where none is near.

    The candidate can read the statement, so this gives nothing away.
    """
    asked = content(question) - content(problem.title) - _COMMON - _USING
    told = [sentence for paragraph in _paragraphs(problem.statement) for sentence in sentences(paragraph)]
    best_text, best_share, near = None, 0.0, 0
    for sentence in told:
        share = len(asked & content(sentence)) / max(len(asked), 1)
        near += share > 0
        if share > best_share and 12 <= len(sentence) <= 260:
            best_text, best_share = sentence, share
    met = best_share * len(asked)
    # One word says what is asked only where few sentences have it: else it is what they are all about.
    enough = met >= 2 or (met >= 1 and best_share > 0.5 and near <= _FEW)
    return in_brackets(best_text) if best_text and enough else None


def _paragraphs(statement: str) -> Iterator[str]:
    """Paragraphs and list items, each on one line; headings, code and examples are left out."""
    for block in re.split(r"\n\s*\n|\n(?=[-*] )", re.sub(r"```.*?```", "\n\n", statement, flags=re.DOTALL)):
        if not block.lstrip().startswith("#"):
            yield " ".join(block.split()).lstrip("-*> ")


@dataclass(frozen=True, slots=True)
class Example:
    """A visible example that shows what was asked about. ``what`` is ``an empty value`` or the like."""

    number: int
    what: str


def example_of(question: str, problem: Problem) -> Example | None:
    """The visible example that has what ``question`` asks about: an empty value, a negative, a duplicate."""
    asked = content(question)
    for concept, what, shows in _SHOWN:
        if concept in asked:
            test = next((t for t in problem.visible_tests if any(map(shows, _values(t)))), None)
            if test is not None:
                return Example(test.number, what)
    return None


def _values(test: ProblemTest) -> Iterator[Any]:
    waiting: list[Any] = list(test.args)
    while waiting:
        value = waiting.pop()
        yield value
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            waiting.extend(value.values())


def _empty(value: Any) -> bool:
    return isinstance(value, list | str | dict) and not value


def _negative(value: Any) -> bool:
    return isinstance(value, int | float) and value < 0


def _duplicate(value: Any) -> bool:
    return isinstance(value, list) and len(set(map(repr, value))) < len(value)


(_EMPTY,), (_NEGATIVE,), (_DUPLICATE,) = content("empty"), content("negative"), content("duplicate")
_SHOWN: tuple[tuple[str, str, Callable[[Any], bool]], ...] = (
    (_EMPTY, "an empty value", _empty),
    (_NEGATIVE, "a negative number", _negative),
    (_DUPLICATE, "a repeated value", _duplicate),
)
