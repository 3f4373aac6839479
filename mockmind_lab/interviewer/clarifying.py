"""Answers to clarifying questions: the bank's own, with the question they belong to, or what is near."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockmind_lab.interviewer import faq
from mockmind_lab.interviewer.intent import Intent, weighs_technique
from mockmind_lab.interviewer.matching import matches
from mockmind_lab.interviewer.voice import Voice, code, normal
from mockmind_lab.interviewer.words import content, quoted, sentences

if TYPE_CHECKING:
    from mockmind_lab.core.interview import Interview
    from mockmind_lab.core.problem import Faq, Problem
    from mockmind_lab.interviewer.base import Situation
    from mockmind_lab.interviewer.matching import Match

__all__ = ["beyond_faq", "from_faq", "meant", "signature"]

# What is matched by words may be another question than the one that was asked, and a yes to the one a no to
# the other. So an answer goes out by itself only where both have the same words; else the question that it
# belongs to stands beside it. That nothing is said of something is never claimed: it may only not be found.

_ON_THE_PROBLEM = (Intent.QUESTION, Intent.ANSWER, Intent.CHECK, Intent.LIBRARY)
"""Intents for which an entry of the FAQ that fits is the better reply (``what is the answer for …``)."""
_LONG = 160  # characters of a question of the bank's


def meant(part: str, kind: Intent, problem: Problem | None) -> tuple[Match, ...]:
    """The entries of the FAQ that may answer ``part``, where it is about the problem at all."""
    if problem is None or kind not in _ON_THE_PROBLEM:
        return ()
    if kind is Intent.ANSWER and not (faq.asks_outright(part) and content(part) - content("answer")):
        return ()  # ``What is the answer for an empty list?`` is about the problem, a plea is not
    if kind is Intent.CHECK and not content(part) - content("right correct good fine ok answer code"):
        return ()  # ``Is this right?`` is about their code, whatever else the problem calls right
    if kind is Intent.QUESTION and weighs_technique(part):
        return ()  # ``Should I sort it?`` is theirs to settle, whatever the problem says of order
    found = matches(part, problem)
    if found and faq.asks_types(part) and not faq.asks_types(found[0].entry.question):
        return ()  # the signature answers that better than an entry that shares other words
    return found


def from_faq(situation: Situation, voice: Voice, part: str, found: tuple[Match, ...]) -> str | None:
    """What the FAQ has on ``part``: the answer itself, or one or two that are near with their questions."""
    before = _asked_before(situation.interview, found[0].entry.answer)
    if normal(part) in map(normal, before):
        return voice.find("faq.same", words=quoted(part))
    told = [_told(situation, voice, part, match, also=at > 0) for at, match in enumerate(found)]
    return voice.together(*told, between="\n\n") or voice.find("faq.reserved", words=quoted(part))


def _told(situation: Situation, voice: Voice, part: str, match: Match, *, also: bool) -> str | None:
    entry, words = match.entry, quoted(part)
    fields = {"words": words, "entry": quoted(entry.question, most=_LONG)}
    before = _asked_before(situation.interview, entry.answer)
    if before:
        return voice.find("faq.again", before=quoted(before[0]), answer=_in_one(entry), **fields)
    family = "faq.answer" if match.same else "faq.near_too" if also else "faq.near"
    # The same end may belong to two answers: as one sentence it is another one.
    said = voice.find(family, answer=entry.answer, **fields)
    said = said or voice.find(family, answer=_in_one(entry), **fields)
    if said or also or re.match(r"(?:yes|no|both)\b", entry.answer, re.IGNORECASE):
        return said
    return voice.find("faq.answer", answer=entry.answer, **fields)  # its question has a word of a hint


def _in_one(entry: Faq) -> str:
    """An answer as one sentence: who hears it again hears it in other words around."""
    first, *rest = sentences(entry.answer)
    return "; ".join([first.rstrip("."), *(_lowered(part).rstrip(".") for part in rest)]) + "."


_SMALL = """
a all also an and any as both but by each every for from if in it its like most no nor of on one only or other
others several since so that the their then there these they this those what when which with without
"""
_OPENERS = frozenset(_SMALL.split())


def _lowered(sentence: str) -> str:
    first = re.match(r"[A-Za-z]+", sentence)
    return sentence[:1].lower() + sentence[1:] if first and first[0].lower() in _OPENERS else sentence


def _asked_before(state: Interview, answer: str) -> list[str]:
    """The candidate's words before each message in which ``answer`` was given already."""
    question, found = "", list[str]()
    wanted = {normal(answer), normal(f"this: {answer}")}
    for message in state.messages:
        if message.speaker == "candidate":
            question = message.text
        elif wanted & {normal(part.rpartition("”")[2]) for part in message.text.split("\n\n")}:
            found.append(question)
    return found


def beyond_faq(situation: Situation, voice: Voice, part: str) -> str | None:
    """What no entry answers: examples, statement and signature may; else they look it up or assume."""
    problem, words = situation.problem, quoted(part)
    current = situation.interview.current
    if problem is None:
        return voice.find("faq.open", words=words)
    if example := faq.example_of(part, problem):
        return voice.find("faq.example", number=example.number, what=example.what, words=words)
    if faq.asks_types(part) or faq.asks_absent_numbers(part, problem):
        return voice.find("faq.types", words=words, signature=signature(problem))
    if said := faq.statement_says(part, problem):
        return voice.find("faq.statement", words=words, said=said.rstrip("."))
    if current is None or current.outcome is not None:
        return voice.find("review.aside", words=words)
    return voice.find("faq.size" if faq.asks_size(part, problem) else "faq.open", words=words)


def signature(problem: Problem) -> str:
    """What the entry point takes and returns, as a code span."""
    shape = problem.signature
    if shape is None:
        return "text in, text out"
    given = ", ".join(f"{param.name}: {param.type}" for param in shape.params)
    return code(f"{shape.entry_point}({given}) -> {shape.returns}", most=110)
