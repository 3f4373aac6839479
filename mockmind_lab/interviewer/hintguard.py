# ruff: noqa: E501 - a pattern is read best as one line
"""Ideas of hints not taken, told in other words: by the name of a technique, or by a suggestion that is near a hint.

What somebody says of a problem is harmless as a fact of the task or as a question about the candidate's own
work; the same words give an idea away once they suggest what to do. So an everyday word (``window``, ``keys``)
counts only within a suggestion, the name of a technique always.
"""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.technique import everyday, gists, named, plainly
from mockmind_lab.interviewer.thesaurus import concepts, idiomless
from mockmind_lab.interviewer.words import sentences

if TYPE_CHECKING:
    from mockmind_lab.core.problem import Problem

__all__ = ["HintGuard"]

_NEAR = 0.4  # of a suggestion to a sentence of a hint, from which it is that hint in other words
_KEY_NEAR = 0.6  # of a sentence that holds an everyday key of that hint
_SAME = 1.25  # of any other sentence
_TALK = (
    r"(?:tell|give|say|explain|show|walk|trace|describe|repeat|name|read|run|check|test|try|ask|point|print|submit|expect|see"
    r"|take (?:me|your)|undo a|mean|please|start by (?:telling|saying))"
)
_ACT = re.compile(
    rf"\bwhat if (?:you|every|each|one|two)\b|\bhow about (?:one|a|an|two|\w+ing)\b|\bwhat about \w+ing\b|\bwhy not\b|\bif you (?!wish|want|like|run|call|give|print|submit)"
    rf"|\b(?:could|can|can't|couldn't|might|would)(?: you| one)(?: not| also| just| simply)* (?!{_TALK}|be (?:sure|certain))"
    rf"|\byou(?: could| can| might| should|'d| would| never have to| don't (?:have|need) to| needn't| only need| must| want)"
    rf"(?: not| also| just| simply| really| ever)* (?!{_TALK}|be )"
    r"|\bwould it be enough\b|\balone enough\b|\bis there an? (?:data|structure|container|way|order|kind)|\bwhat (?:kind of )?(?:container|structure|order)"
    r"|\b(?:imagine|suppose|think of|think like|consider (?:a|an|using|keeping)|picture|i suggest|i would (?:use|write|keep)|i'd (?:use|write|keep))\b"
    r"|\bdoes it matter\b|\bmust (?:\w+ ){1,4}at once\b|\bcan (?:an?|the|that) (?:\w+ ){1,4}ever\b|\bever (?:again|need|hurt|be)\b"
    r"|^\W*(?:first |then |just |or just |always |so |oh,? )*(?:let the|keep|use|sort|put|store|map|hold|remember|note|count|split|cut|merge|pass|take|give every|give each|carry"
    r"|look for|look up|go (?:from|row|column|over|through)|work|start (?:from|with)|don't add|walk|build|make|write down|write a)\b(?! (?:it|that|this|your|me|(?:(?:the|an?|any|one) )?(?:\w+ )?examples?|through)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:what|where|which|how|when|why)(?: [\w’']+){0,9} (?:could|can|would|might|do|did|'d) (?:you|one)\b|\byou'd (?:go|say|have|like)\b"
    r"|\bby hand\b|\byou want to (?:ask|add|say)\b|\byou (?:can|did not|did) think of\b|\bcan you find an? (?:input|example|case)\b"
    r"|\byou(?:'d| would) (?:still|also) like\b|\bwhat (?:if|about) (?:the|there|all|both|no|it|nobody)\b",
    re.IGNORECASE,
)
"""An open question, or one about a case: whoever asks it suggests nothing."""
_FACT = 0.7  # of what a sentence says that one of the task says too: then it is a fact of the task
_SPAN = re.compile(r"```.*?(?:```|$)|`[^`]*`", re.DOTALL)


class HintGuard:
    """Looks for the ideas of one problem's hints that were not taken.

    ``own`` is all that the candidate knows, ``heard`` what of it they said, wrote or were given as a hint.
    """

    def __init__(
        self, problem: Problem, taken: frozenset[int], solutions: tuple[str, ...], own: str, heard: str
    ) -> None:
        self._facts = _facts(
            problem.statement, tuple(f"{f.question} {f.answer}" for f in problem.faq), problem.edge_cases
        )
        self._task = frozenset[str]().union(*self._facts)
        hints = tuple(hint.text for hint in problem.hints if hint.level not in taken)
        self._ideas = _ideas(hints, solutions)
        self._own_words = concepts(own)
        known = plainly(own) | named(heard) | gists(heard)
        self._told = everyday(own)
        topics = ", ".join(problem.topics)
        self._wanted = (
            frozenset() if len(taken) == len(problem.hints) else _used(hints, solutions, topics) - known
        )
        self._keys = {
            key: hint.level
            for hint in problem.hints
            if hint.level not in taken
            for key in hint.keys
            if not self._knows(key, own)
        }

    def leak(self, text: str) -> str | None:
        """What ``text`` would give away, or None."""
        plain = idiomless(_SPAN.sub(_inside, text))
        if found := plainly(" ".join(plain.split())) & self._wanted:
            return f"the idea of {min(found)}"
        parts = [part for part in sentences(plain) if not self._is_fact(part)]
        # What is described may take two sentences; what is suggested is one.
        if found := gists(" ".join(parts)) & self._wanted:
            return f"the idea of {min(found)}"
        for part in parts:
            if reason := self._sentence(part):
                return reason
        return None

    def _knows(self, key: str, own: str) -> bool:
        """Whether the candidate has used a key, in any form of its words."""
        words = concepts(key)
        return _in(key, own) or bool(words and words <= self._own_words)

    def _is_fact(self, text: str) -> bool:
        said = concepts(text)
        return len(said) > 1 and any(len(said & fact) >= _FACT * len(said) for fact in self._facts)

    def _sentence(self, text: str) -> str | None:
        suggests = _ACT.search(_ASKS.sub(" ", text)) is not None
        if suggests and (found := everyday(text) & self._wanted - self._told):
            return f"the idea of {min(found)}"
        near = self._near(text)
        for key, level in self._keys.items():
            if _in(key, text) and (suggests or near >= _KEY_NEAR or _telling(key)):
                return f"{key!r} of hint {level}"
        if near >= (_NEAR if suggests else _SAME):
            return "the idea of a hint in other words"
        return None

    def _near(self, text: str) -> float:
        """How near a sentence is to the nearest one of the hints: what both say, less what the task says anyway."""
        said = concepts(text)
        weights = {
            word: 0.15 if word in self._own_words else 0.5 if word in self._task else 1.0 for word in said
        }
        most = max((sum(weights[word] for word in said & idea) for idea in self._ideas), default=0.0)
        return float(most / (sum(weights.values()) + 2) ** 0.5)


def _inside(span: re.Match[str]) -> str:
    """A code span as it counts among words: a single name does, a piece of code is looked at by the code guard."""
    inner = span[0].strip("`")
    return f" {inner} " if re.fullmatch(r"\w{3,}", inner) else " "


def _in(key: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text, re.IGNORECASE) is not None


def _telling(key: str) -> bool:
    """Whether a hint's key is more than words of every day."""
    return len(concepts(key)) > 1


@lru_cache(maxsize=64)
def _facts(statement: str, faq: tuple[str, ...], edge_cases: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """What the candidate has been told, or is told when they ask: a set of concepts for each sentence."""
    told = " ".join(statement.split("## Examples")[0].split())
    return tuple(map(concepts, (*sentences(told), *faq, *edge_cases)))


@lru_cache(maxsize=64)
def _ideas(hints: tuple[str, ...], solutions: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """Sentences of hints, and what solutions say of themselves, as their concepts."""
    parts = [sentence for text in hints for sentence in sentences(text)]
    if hints:
        for source in solutions:
            parts += re.split(r"[.;]", _docstring(source))
            parts += re.findall(r"#\s(.*)", source)
    return tuple(dict.fromkeys(concepts(part) for part in parts))


def _docstring(source: str) -> str:
    try:
        return ast.get_docstring(ast.parse(source)) or ""
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ""


@lru_cache(maxsize=64)
def _used(hints: tuple[str, ...], solutions: tuple[str, ...], topics: str) -> frozenset[str]:
    """Techniques that solve the problem."""
    return frozenset({"extremes"}).union(*map(named, (*hints, *solutions, topics)), *map(gists, hints))
