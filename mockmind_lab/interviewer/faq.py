"""Clarifying questions: which entry of a problem's FAQ is meant, or what of its statement answers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from mockmind_lab.interviewer.matching import COMMON, USING, concepts, matches
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


def asks_size(part: str, problem: Problem) -> bool:
    """Whether a question is about how many or how large; an argument called ``size`` is neither."""
    names = {param.name for param in problem.signature.params} if problem.signature else set[str]()
    return any(word not in names and content(word) & content("size") for word in re.findall(r"\w+", part))


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


_CONDITION = re.compile(
    rf"(?:if|in case|suppose|supposing|given|for|since|when(?! (?:{'|'.join(_OPENERS)})\b))\b", re.IGNORECASE
)


def _parted(sentence: str) -> Iterator[str]:
    opens = rf"(?=(?:{'|'.join(sorted(_OPENERS))})\b)"
    joint = rf"(?:,\s*(?:and)?|;|\band)\s+{opens}|(?:,\s*)?\bor\s+{opens}(?!when\b)"
    parts = re.split(joint, sentence, flags=re.IGNORECASE)
    if _CONDITION.match(sentence):  # ``If two are equal, which one is it?`` is one question
        parts = [", ".join(parts[:2]), *parts[2:]]
    yield from (part.strip() for part in parts if content(part))


def best(question: str, problem: Problem) -> Faq | None:
    """The FAQ entry that ``question`` means first of all, or None if none is near enough."""
    return next((match.entry for match in matches(question, problem)), None)


def statement_says(question: str, problem: Problem) -> str | None:
    """The sentence of the statement that is nearest to ``question``, plain; None where none is near.

    The candidate can read the statement, so this gives nothing away.
    """
    asked = concepts(question) - concepts(problem.title) - COMMON - USING
    told = [sentence for paragraph in _paragraphs(problem.statement) for sentence in sentences(paragraph)]
    best_text, best_share, near = None, 0.0, 0
    for sentence in told:
        share = len(asked & concepts(sentence)) / max(len(asked), 1)
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
    asked = concepts(question)
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
