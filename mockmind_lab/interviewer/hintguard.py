# ruff: noqa: E501 - a pattern is read best as one line
"""Ideas of hints not taken, told in other words: by the name of a technique, or by a suggestion that is near a hint.

What somebody says of a problem is harmless as a fact of the task or as a question about the candidate's own
work; the same words give an idea away once they suggest what to do. So an everyday word (``window``, ``keys``)
counts only within a suggestion, the name of a technique always.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.grounds import MOST_GIVEN, bare, grounds
from mockmind_lab.interviewer.grounds import heard as read
from mockmind_lab.interviewer.spelled import spelled
from mockmind_lab.interviewer.technique import IMPLIED, described, everyday, gists, plainly
from mockmind_lab.interviewer.telling import ENOUGH, UNSURE, Sentence, score
from mockmind_lab.interviewer.thesaurus import concepts, idiomless
from mockmind_lab.interviewer.weighing import tells, unsure, weigh
from mockmind_lab.interviewer.words import folded, sentences

if TYPE_CHECKING:
    from mockmind_lab.core.problem import Problem

__all__ = ["HintGuard", "Look"]

_NEAR = 0.4  # of a suggestion to a sentence of a hint, from which it is that hint in other words
_KEY_NEAR = 0.6  # of a sentence that holds an everyday key of that hint
_SAME = 0.8  # of any other that tells something
_THEIRS = 1.0  # of one about what the candidate does
_ASKED = 1.25  # of an open question
_OF_THEIRS = re.compile(
    r"\byour\b|\byou (?!can|could|might|should|would|must|need|only|just)\w+", re.IGNORECASE
)
_TALK = (
    r"(?:tell|give|say|explain|show|walk|trace|describe|repeat|name|read|run|check|test|try|ask|point|print|submit|expect|see"
    r"|take (?:me|your)|undo a|mean|please|start by (?:telling|saying))"
)
_BID = (
    r"^\W*(?:first |then |just |or just |always |so |oh,? )*(?:let the|keep|use|sort|put|store|map|hold|remember|note|count|split|cut|merge|pass|take|give every|give each|carry"
    r"|look for|look up|go (?:from|row|column|over|through)|work|start (?:from|with)|don't add|walk|build|make|write down|write a"
    r"|fill|spread|pick|guess|visit|treat|regard|reverse|group|swap|skip|push|link|mark|add|remove|search|scan|turn|reuse|combine|represent|model|view)\b(?! (?:it|that|this|your|me|(?:(?:the|an?|any|one) )?(?:\w+ )?examples?|through)\b)"
)
_ACT = re.compile(
    rf"\bwhat if (?:you|every|each|one|two)\b|\bhow about (?:one|a|an|two|\w+ing)\b|\bwhat about \w+ing\b|\bwhy not\b|\bif you (?!wish|want|like|run|call|give|print|submit)"
    rf"|\b(?:could|can|can't|couldn't|might|would)(?: you| one)(?: not| also| just| simply)* (?!{_TALK}|be (?:sure|certain))"
    rf"|\byou(?: could| can| might| should|'d| would| never have to| don't (?:have|need) to| needn't| only need| must| want)"
    rf"(?: not| also| just| simply| really| ever)* (?!{_TALK}|be )"
    r"|\bwould it be enough\b|\balone enough\b|\bis there an? (?:data|structure|container|way|order|kind)|\bwhat (?:kind of )?(?:container|structure|order)"
    r"|\b(?:imagine|suppose|think of|think like|consider (?:a|an|using|keeping)|picture|i suggest|i would (?:use|write|keep)|i'd (?:use|write|keep))\b"
    r"|\bdoes it matter\b|\bmust (?:\w+ ){1,4}at once\b|\bcan (?:an?|the|that) (?:\w+ ){1,4}ever\b|\bever (?:again|need|hurt|be)\b"
    r"|\b(?:i|we)(?:'d| would)? (?:recommend|suggest|propose|advise|separate|split|start)\b|\b(?:need not|needn't|need never|doesn't (?:have|need) to|don't (?:have|need) to) \w+"
    r"|\b(?:is|'s|it's) (?:all|everything) (?:that )?(?:you|one) needs?\b|\ball (?:that )?(?:you|one) (?:really )?(?:need|have)\b|\b(?:is|be) enough to\b"
    r"|\bthe (?:trick|idea|key|secret|point) (?:here )?is\b|\bit (?:helps|pays) to\b|\bwould do (?:it|the (?:job|trick))\b|\bmay (?:stop|turn|skip|drop|forget)\b"
    r"|\b(?:each|every|a|an|the|one) \w+ should (?:keep|leave|hold|store|know|remember|carry|have|get|note|be)\b"
    r"|\b(?:should|would|could|can)n't (?:the|it|that|one|they|you|we|each|every)\b|\bwhy (?:wait|bother)\b|\ballows? (?:you|one|us) to\b|\b(?:so|just) (?:turn|add|go|toss|take|keep|pick|put|count|remember|start|let) (?!ahead|on\b)"
    r"|\bcan be (?:\w+ly )?(?:computed|maintained|kept|settled|forgotten|skipped|dropped|reused|read|done|counted|found|merged|ignored|answered)\b",
    re.IGNORECASE,
)
_BIDS = re.compile(_BID, re.IGNORECASE)
_ASKS = re.compile(
    r"\b(?:what|where|which|how|when|why)(?: [\w’']+){0,9} (?:could|can|would|might|do|did|'d) (?:you|one)\b|\byou'd (?:go|say|have|like)\b"
    r"|\bby hand\b|\byou want to (?:ask|add|say)\b|\byou (?:can|did not|did) think of\b|\bcan you find an? (?:input|example|case)\b"
    r"|\byou(?:'d| would) (?:still|also) like\b|\bwhat (?:if|about) (?:the|there|all|both|no|it|nobody)\b",
    re.IGNORECASE,
)
"""An open question, or one about a case: whoever asks it suggests nothing."""
_AS_SAID = re.compile(
    r"\b(?:as )?you (?:say|said|mention(?:ed)?|suggest(?:ed)?|propose[ds]?|plan)\b", re.IGNORECASE
)
_DENIES = re.compile(r"\b(?:not?|never|without|needn't|don't|isn't)\b", re.IGNORECASE)
_WORDS = 3  # concepts of a sentence that suggests nothing, from which it may tell something
_FACT = 0.7  # of what a sentence says that one of the task says too: then it is a fact of the task
_IN_OTHER_WORDS = "the idea of a hint in other words"
_BLANK = re.compile(r"[^\S\n]+")  # a line break ends a sentence, other white space means nothing
_FOREIGN = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]{2}")
"""Two letters of another script than Latin: one alone may be a name in mathematics."""
_SPAN = re.compile(r"```.*?(?:```|$)|`[^`]*`", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Look:
    """What a message would give away, or None; ``unsure`` where somebody who understands it should say so."""

    leak: str | None = None
    unsure: bool = False


class HintGuard:
    """Looks for the ideas of one problem's hints that were not taken.

    ``own`` is all that the candidate knows, ``heard`` what of it they said, wrote or were given as a hint.
    """

    def __init__(
        self, problem: Problem, taken: frozenset[int], solutions: tuple[str, ...], own: str, heard: str
    ) -> None:
        self._grounds = known = grounds(problem, taken, solutions)
        theirs = read(heard)
        techniques = known.known | theirs.known
        techniques = techniques.union(*(IMPLIED.get(kind, ()) for kind in techniques))
        self._own_words = known.words | theirs.words
        self._own = self._own_words - known.task
        self._told = known.told | theirs.told
        self._wrote = bool(heard.strip())
        self._taken = len(taken)
        # To say again what the candidate said, or was given as a hint, tells nothing.
        given = (words for part in known.given if (words := concepts(part)))
        self._facts = known.facts + (*theirs.given, *given)[:MOST_GIVEN]
        self._wanted = known.wanted - techniques
        self._keys = {key: level for key, level in known.keys.items() if not self._knows(key, own)}
        self._scored: dict[str, float] = {}
        self._weights: dict[tuple[str, bool, bool, bool], float] = {}
        self._read: dict[str, Sentence | None] = {}

    def leak(self, text: str) -> str | None:
        """What ``text`` would give away, or None, without a second opinion."""
        return self.look(text).leak

    def look(self, text: str) -> Look:
        """What ``text`` would give away. What the problem's author has decided and a high score are sure."""
        if self._grounds.nearness is None:
            leak = self.by_hints(text)
            most = max(map(self._score, sentences(_plain(text))), default=-inf)
            return Look(leak, leak is not None or most > UNSURE or self._is_foreign(text))
        told, doubt = self._grounds.decided.get(bare(text)), False
        if told is None:
            most = max(map(self._weight, self.weighed(text)), default=-inf)
            told = tells(most) or self._names(text)
            doubt = unsure(most) or (not tells(most) and (told or self._is_foreign(text)))
        return Look((self.by_hints(text) or _IN_OTHER_WORDS) if told else None, doubt)

    def _is_foreign(self, text: str) -> bool:
        """Whether something that is secret may be told in letters of which no word is known here."""
        return bool(self._grounds.ideas) and _FOREIGN.search(folded(text)) is not None

    def _names(self, text: str) -> bool:
        """Whether a technique is called by its name, and not to say that it isn't wanted."""
        plain = _plain(text)
        if not plainly(" ".join(plain.split())) & self._wanted:
            return False
        parts = [part for part in sentences(plain) if plainly(part) & self._wanted]
        return not parts or any(not _DENIES.search(part) for part in parts)

    def by_hints(self, text: str) -> str | None:
        """What ``text`` gives away as far as the hints alone can show it: all there is without ``ideas.yaml``."""
        if reason := self.by_rule(text):
            return reason
        told = any(self._score(part) > ENOUGH for part in sentences(_plain(text)))
        return _IN_OTHER_WORDS if told else None

    def by_rule(self, text: str) -> str | None:
        """What ``text`` gives away by a name, a description, or words of a hint."""
        plain = _plain(text)
        if found := plainly(" ".join(plain.split())) & self._wanted:
            return f"the idea of {min(found)}"
        parts = [part for part in sentences(plain) if _bids(part) or not self._is_fact(part)]
        # What is described may take two sentences; what is suggested is one.
        if found := self._described(parts):
            return f"the idea of {min(found)}"
        for part in parts:
            if reason := self._sentence(part, self._near(part)):
                return reason
        return None

    def weighed(self, text: str) -> list[Sentence]:
        """The sentences of ``text`` with all that is weighed of them; none once nothing is left to be told."""
        asked = text.rstrip().endswith("?")
        prose, code = spelled(text)
        parts = [(part, False) for part in sentences(_plain(prose))] + [(line, True) for line in code]
        found = ((self._known(part), is_code) for part, is_code in parts)
        return [
            replace(known, asked=asked, is_code=is_code, beside_code=bool(code))
            for known, is_code in found
            if known is not None
        ]

    def _weight(self, sentence: Sentence) -> float:
        """How much a sentence tells; of their own the author has decided."""
        key = sentence.text, sentence.asked, sentence.is_code, sentence.beside_code
        if key not in self._weights:
            self._weights[key] = self._weighed(sentence)
        return self._weights[key]

    def _weighed(self, sentence: Sentence) -> float:
        told = self._grounds.decided.get(bare(sentence.text))
        if told is not None:
            return inf if told else -inf
        return -inf if sentence.closest is None else weigh(sentence, sentence.closest)

    def _score(self, text: str) -> float:
        """How much a sentence tells by the hints alone; a message is looked at as often as it grows."""
        if text not in self._scored:
            known = self._known(text)
            self._scored[text] = -inf if known is None else score(known)
        return self._scored[text]

    def _known(self, text: str) -> Sentence | None:
        """What is known of a sentence; it is read once, though its message is looked at whenever it grows."""
        if text not in self._read:
            self._read[text] = self._reading(text)
        return self._read[text]

    def _reading(self, text: str) -> Sentence | None:
        said, suggests = concepts(text), _suggests(text)
        if not self._grounds.ideas or len(said) < (1 if suggests or self._grounds.nearness else _WORDS):
            return None
        near = self._near(text)
        return Sentence(
            text=text,
            said=said,
            ideas=self._grounds.ideas,
            facts=self._facts,
            own=self._own,
            near=near,
            suggests=suggests,
            bids=_bids(text),
            is_fact=self._is_fact(text),
            everyday=bool(everyday(text) & self._wanted - self._told),
            closest=self._grounds.nearness.of(text) if self._grounds.nearness else None,
            theirs=_OF_THEIRS.search(text) is not None,
            wrote=self._wrote,
            named=bool(plainly(text) & self._wanted),
            described=bool(self._described([text])),
            ruled=self._sentence(text, near) is not None,
            taken=self._taken,
        )

    def _described(self, parts: list[str]) -> set[str]:
        """Techniques described in so many words. Those of the task itself tell nothing but in a suggestion."""
        found = {
            kind
            for kind, words in described(_ASKS.sub(" ", " ".join(parts)))
            if not (kind in self._grounds.describes and concepts(words) <= self._grounds.task)
        }
        for part in parts:
            if _suggests(part):
                found |= gists(_ASKS.sub(" ", part))
        return found & self._wanted

    def _knows(self, key: str, own: str) -> bool:
        """Whether the candidate has used a key, in any form of its words."""
        words = concepts(key)
        return _in(key, own) or bool(words and words <= self._own_words)

    def _is_fact(self, text: str) -> bool:
        """Whether the task says the same, in one place or clause by clause."""
        return self._stated(text) or (
            all(map(self._stated, clauses := re.split(r"[;:]\s", text))) and len(clauses) > 1
        )

    def _stated(self, text: str) -> bool:
        said = concepts(text)
        return len(said) > 1 and any(len(said & fact) >= _FACT * len(said) for fact in self._facts)

    def _sentence(self, text: str, near: float) -> str | None:
        suggests = _suggests(text)
        if suggests and (found := everyday(text) & self._wanted - self._told):
            return f"the idea of {min(found)}"
        for key, level in self._keys.items():
            if _in(key, text) and (suggests or near >= _KEY_NEAR or _telling(key)):
                return f"{key!r} of hint {level}"
        if near >= (_NEAR if suggests else self._least(text)):
            return _IN_OTHER_WORDS
        return None

    def _least(self, text: str) -> float:
        """From how near a sentence that suggests nothing gives an idea away."""
        if text.rstrip().endswith("?"):
            return _ASKED
        return _THEIRS if self._wrote and _OF_THEIRS.search(text) else _SAME

    def _near(self, text: str) -> float:
        """How near a sentence is to the nearest one of the hints: what both say, less what the task says anyway."""
        said = concepts(text)
        weights = {
            word: 0.15 if word in self._own_words else 0.5 if word in self._grounds.task else 1.0
            for word in said
        }
        most = max((sum(weights[word] for word in said & idea) for idea in self._grounds.ideas), default=0.0)
        return float(most / (sum(weights.values()) + 2) ** 0.5)


@lru_cache(maxsize=1024)
def _bids(text: str) -> bool:
    """Whether a sentence begins by telling what to do."""
    return _BIDS.match(text) is not None and not text.rstrip().endswith("?")


@lru_cache(maxsize=1024)
def _suggests(text: str) -> bool:
    """Whether a sentence suggests what to do, and not only what the candidate suggested."""
    return (_bids(text) or _ACT.search(_ASKS.sub(" ", text)) is not None) and not _AS_SAID.search(text)


@lru_cache(maxsize=64)
def _plain(text: str) -> str:
    return idiomless(_BLANK.sub(" ", _SPAN.sub(_inside, folded(text))))


def _inside(span: re.Match[str]) -> str:
    """A code span as it counts among words: a single name does, a piece of code is looked at by the code guard."""
    inner = span[0].strip("`")
    return f" {inner} " if re.fullmatch(r"\w{3,}", inner) else " ` "


def _in(key: str, text: str) -> bool:
    small = text.lower()
    return key.lower() in small and _whole(key.lower()).search(small) is not None


@lru_cache(maxsize=1024)
def _whole(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(key)}(?!\w)")


def _telling(key: str) -> bool:
    """Whether a hint's key is more than words of every day."""
    return len(concepts(key)) > 1
