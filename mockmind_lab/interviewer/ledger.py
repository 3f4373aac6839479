"""The ledger: what this candidate has claimed, so that nobody asks twice and a claim can be come back to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from mockmind_lab.core.payloads import FactNoted
from mockmind_lab.interviewer.growth import claims
from mockmind_lab.interviewer.intent import Intent, intent
from mockmind_lab.interviewer.words import MOST_HEARD, content, plain, sentences

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from mockmind_lab.core.interview import Interview
    from mockmind_lab.core.problem import Problem

__all__ = ["claimed_cost", "facts", "marks", "noted", "told"]

_DECISIONS = ("i'll assume", "i will assume", "let's assume", "i decided", "i'll go with", "i will go with")
_PLAN = re.compile(
    r"\b(?:my (?:plan|approach|idea)|the idea is"
    r"|i(?:'ll| will| would|'d|'m going to) (?:use|try|keep|sort|start|go|do))\b",
    re.IGNORECASE,
)
_MOST_TEXT = 200
_SHARED = 2  # concepts of its own that an edge case shares with a message in which it is named


def facts(state: Interview, problem: Problem | None) -> list[FactNoted]:
    """What is new in the candidate's newest message: approach, complexity, edge cases, decisions."""
    said = next((m for m in reversed(state.messages) if m.speaker == "candidate"), None)
    if said is None or problem is None or any(fact.message == said.seq for fact in state.ledger):
        return []
    known = {(fact.fact, fact.text) for fact in state.ledger}
    found = [FactNoted(fact=kind, text=text, message=said.seq) for kind, text in _found(said.text, problem)]
    return [fact for fact in found if (fact.fact, fact.text) not in known]


def told(state: Interview, *, only: Container[int] | None = None) -> list[str]:
    """The ledger of this interview as lines; of messages with a ``seq`` in ``only``, where given."""
    facts = (fact for fact in state.ledger if only is None or fact.message in only)
    return [f"{fact.fact.replace('_', ' ')}: {fact.text}" for fact in facts]


def noted(state: Interview, *kinds: str) -> list[FactNoted]:
    """The facts of ``kinds`` that were noted in this round, in order."""
    here = {message.seq for message in state.messages if message.round == state.round}
    return [fact for fact in state.ledger if fact.fact in kinds and fact.message in here]


def claimed_cost(state: Interview) -> str | None:
    """The growth of time that the candidate claimed last, as the ledger has it."""
    of_time = [fact.text for fact in noted(state, "complexity") if fact.text.startswith("time ")]
    return of_time[-1].removeprefix("time ") if of_time else None


def _everyday(problem: Problem) -> frozenset[str]:
    """What every message on the problem speaks of: a plan that names it names no case."""
    signature = problem.signature
    told = [param.name for param in signature.params] + [signature.summary] if signature else []
    return content(" ".join([problem.title, *told]))


def marks(text: str) -> frozenset[str]:
    """The concepts of an edge case, or of a message that may name one; ``no bookings`` is an empty input
    like any other, and ``Hm, no.`` is none."""
    text = re.sub(r"\bnothing (?:to|else|more|special|wrong)\b", " ", text.lower())  # is no empty input
    text = re.sub(r"\b(?:until|till|while)\b[^,.;:?!]*\bempty\b", " ", text)  # is a state of the code
    empty = re.search(r"\b(?:no(?= \w)(?! (?:idea|clue|sense|more)\b)|without|nothing)\b", text)
    return content(f"{text} empty" if empty else text) - {"no"}


def _bare(text: str) -> str:
    """The words of ``text`` alone, to tell whether a sentence was read out from the statement."""
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.lower()))} "


_Kind = Literal["approach", "complexity", "edge_case", "decision"]


def _found(text: str, problem: Problem) -> Iterator[tuple[_Kind, str]]:
    heard = text[:MOST_HEARD]
    for claim in claims(heard):
        yield "complexity", f"{claim.of} {claim.growth}"
    told = _bare(problem.statement)
    own_words = [marks(part) for part in sentences(heard) if _bare(part) not in told]
    everyday = _everyday(problem)
    for case in problem.edge_cases:
        own = marks(case) - everyday or marks(case)
        # More than half of the case, in one sentence: ``left to right`` names nothing that crosses an edge.
        needed = max(min(_SHARED, len(own)), len(own) // 2 + 1)
        if any(len(said & own) >= needed for said in own_words):
            yield "edge_case", case
    for sentence in sentences(heard):
        if any(sentence.lower().startswith(opening) for opening in _DECISIONS):
            yield "decision", plain(sentence)[:_MOST_TEXT]
    if _PLAN.search(heard) and intent(heard, question=False) is Intent.STATEMENT:
        yield "approach", plain(heard)[:_MOST_TEXT]
