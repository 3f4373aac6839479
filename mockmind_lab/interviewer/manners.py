"""How an interviewer speaks: says nothing twice, announces no phase, praises only what deserves it."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from mockmind_lab.core.verdict import Code
from mockmind_lab.interviewer import recap
from mockmind_lab.interviewer.faq import is_question
from mockmind_lab.interviewer.intent import Intent, intent
from mockmind_lab.interviewer.voice import normal
from mockmind_lab.interviewer.words import MOST_HEARD, content, questioned, sentences

if TYPE_CHECKING:
    from mockmind_lab.core.interview import Interview

__all__ = ["Manners", "asks"]

_PHASES = (
    r"(?:clarif(?:ying|ication)|observing|nudging|review(?:ing)?|wrap(?:ping)?[- ]?up|greeting|follow-?up"
    r"|coding)"
)
_PHASE = re.compile(
    r"\b(?:move|moving|go|switch|proceed|now (?:in|enter\w*)|begin|start|turn)\b[^.?!]{0,40}"
    rf"\b{_PHASES} (?:phase|stage|part|section)\b"
    r"|\b(?:let'?s|let us|we(?:'ll| will| can| should| now)?|i(?:'ll| will)|time to|now|ready to)\b"
    r"[^.?!]{0,20}\b(?:wrap(?:ping)? (?:this |things |it |the interview )?up\b"
    r"|(?:move|go|turn|proceed|switch)(?: on| over)? to (?:the |some |our |your )?"
    r"(?:next (?:phase|stage|part|section|step)|follow-?ups?|coding|wrap-?up|review\b))"
    r"|\b(?:concludes|completes|ends|end of|done with|finished with)\b[^.?!]{0,30}"
    rf"\b(?:{_PHASES} )?(?:phase|stage|section|portion)\b",
    re.IGNORECASE,
)
_FINE = r"great|nice|excellent|perfect|fantastic|amazing|awesome|wonderful|brilliant|superb|impressive"
_PRAISE = re.compile(
    rf"^\W*(?:(?:{_FINE}|bravo|well done|(?:good|{_FINE}) (?:job|work|going|one|stuff))\b(?=\W*$|[!,.:;–—])"
    r"|(?:good|nice)!)"
    r"|(?:^\W*|[,;:–—]\s*|\b(?:that|this|it)(?:'s| is| was) (?:such )?(?:an? )?(?:really |very |truly )?"
    rf"|\bwhat an? )(?:good|{_FINE}) (?:job|work|thinking|questions?|points?|ideas?|start|catch|approach"
    r"|solution|observations?|progress|try|effort|thought|insight|plan|code|reasoning|choice)\b"
    r"|\b(?:well done|keep it up|i(?:'m| am) impressed|you(?:'re| are) doing (?:great|well|good|fine))\b",
    re.IGNORECASE,
)
_CORRECT = re.compile(
    r"\b(?:code|solution|function|implementation|loop|program|version|submission|algorithm)\b[^.?!]{0,25}"
    r"\b(?:(?:is|looks|seems|appears)\s+(?:to be |\w+ly )?(?:correct|right|flawless|bug-free|perfect)"
    r"|(?:works|passes|handles)\b[^.?!]{0,25}\b(?:correctly|fine|perfectly|everything|all|every))\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:if|whether|would|could|might|until|unless|not|never|once|why|how)\b|n't\b", re.IGNORECASE
)
_LEAST = 5  # concepts that a sentence needs to be told from others by them
_ALIKE = 0.75  # part of all concepts of two sentences that they share if they say the same
_SHARED = 2  # concepts of the candidate's words that praise has to share with them
_BACK = 3  # messages of the candidate's that praise may be for
_TELLS_NOTHING = (Intent.STATEMENT, Intent.NOTHING, Intent.HELLO, Intent.UNCLEAR)


def asks(text: str) -> bool:
    """Whether a message wants to be told something, rather than tells."""
    found = ((part, questioned(part) or is_question(part)) for part in sentences(text[:MOST_HEARD]))
    return any(question or intent(part, question=question) not in _TELLS_NOTHING for part, question in found)


class Manners:
    """Looks at sentences for one reaction: ``said`` adds what was released meanwhile, ``unsaid`` undoes."""

    def __init__(self, state: Interview) -> None:
        self._state = state
        self._meanwhile: list[tuple[str, frozenset[str]]] = []
        self._before = [part for m in state.messages if m.speaker == "interviewer" for part in _parts(m.text)]
        self._said = {words for words, _ in self._before}

    def fault(self, sentence: str) -> str | None:
        """Why a sentence should better not be said, in words that its speaker can act on; or None."""
        if self._repeats(sentence):
            return "it repeats what you said before"
        if _PHASE.search(sentence):
            return "it announces a phase"
        asked = questioned(sentence)
        if not asked and not self._passed and _CORRECT.search(sentence) and not _UNSURE.search(sentence):
            return "it calls code right that no verdict has shown to be"
        if not self._passed and _PRAISE.search(sentence) and not self._names(sentence):
            return "it praises without saying what for"
        return None

    def said(self, sentence: str) -> None:
        """Take note of a sentence that the candidate has heard."""
        self._meanwhile.append(_part(sentence))

    def unsaid(self, sentence: str) -> None:
        """A sentence that ``said`` was told of has come to nothing: it may be said again."""
        self._meanwhile.remove(_part(sentence))

    @property
    def count(self) -> int:
        """Sentences that were released meanwhile."""
        return len(self._meanwhile)

    def _repeats(self, sentence: str) -> bool:
        """Word by word, or by meaning: the same concepts, and no other number or name in it."""
        words, meant = _part(sentence)
        if len(sentence) > 12 and (words in self._said or any(words == said for said, _ in self._meanwhile)):
            return True
        if len(meant) < _LEAST:
            return False
        for _, other in (*self._before, *self._meanwhile):
            if len(meant & other) >= _ALIKE * len(meant | other) and not self._telling(meant ^ other):
                return True
        return False

    def _telling(self, concepts: frozenset[str]) -> bool:
        """Whether a number or a name of the candidate's code is among ``concepts``."""
        return any(concept.lstrip("-").isdigit() for concept in concepts) or bool(concepts & self._names_of)

    @cached_property
    def _passed(self) -> bool:
        """Whether the newest run or submission of this round passed, so that there is something to praise."""
        current = self._state.current
        judged = [*recap.runs(current), *recap.judged(current)] if current else []
        newest = max(judged, key=lambda item: item.seq, default=None)
        return newest is not None and newest.verdict is not None and newest.verdict.code is Code.AC

    @cached_property
    def _names_of(self) -> frozenset[str]:
        return content(recap.source(self._state)[:20_000])

    @cached_property
    def _words(self) -> frozenset[str]:
        said = recap.candidate_messages(self._state)[-_BACK:]
        return frozenset(concept for m in said for concept in content(m.text[:MOST_HEARD]))

    def _names(self, sentence: str) -> bool:
        """Whether praise says what it is for: a name of their code, or words of theirs."""
        meant = content(_PRAISE.sub(" ", sentence))
        spans = {concept for span in re.findall(r"`([^`]+)`", sentence) for concept in content(span)}
        return bool(spans & (self._names_of | self._words)) or len(meant & self._words) >= _SHARED


@lru_cache(maxsize=512)
def _parts(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """The sentences of a message: the words of each and what it is about."""
    return tuple(map(_part, sentences(text)))


def _part(sentence: str) -> tuple[str, frozenset[str]]:
    return normal(sentence), content(sentence)
