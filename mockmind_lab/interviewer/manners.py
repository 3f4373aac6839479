"""How an interviewer speaks: says nothing twice, announces no phase, praises only what deserves it."""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from mockmind_lab.core.verdict import Code
from mockmind_lab.interviewer import recap
from mockmind_lab.interviewer.faq import is_question
from mockmind_lab.interviewer.intent import Intent, intent
from mockmind_lab.interviewer.rightness import calls_right, on_own_work, plain_form
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
_LOB = (
    r"toll|super|klasse|prima|spitze|hervorragend|ausgezeichnet|wunderbar|grossartig|fantastisch|perfekt"
    r"|genial"
)
_LOB_FOR = (
    rf"(?:(?:sehr )?gute[nrs]?|(?:{_LOB})e[nrs]?) (?:arbeit|fragen?|ideen?|ansatz|gedanken?|punkt|loesung"
    r"|code|plan|beobachtung|ueberlegung|leistung|fortschritt|anfang|start|einfall)"
)
_PRAISE_GERMAN = re.compile(
    rf"^\W*(?:(?:wirklich |echt |sehr )?(?:{_LOB}|bravo|sehr gut|gut gemacht|gut geloest)"
    rf"(?: gemacht| geloest)?(?=\W*$|[!,.:;–—])|{_LOB_FOR}\b|weiter so\b)"
    rf"|\b(?:das|es|dies) (?:ist|war|waere) (?:wirklich |echt )?(?:eine? )?{_LOB_FOR}\b"
    rf"|(?:^|[,;:–—] ?)\W*eine? {_LOB_FOR}\b(?=\W*$|[,!.])"
    r"|\b(?:gut gemacht|weiter so|ich bin beeindruckt)\b"
    rf"|\b(?:du machst|sie machen|machst du|machen sie) das (?:wirklich |echt |sehr )*(?:gut|{_LOB})\b"
)
_TEIL = r"(?:[\w-]*phase|[\w-]*abschnitt|[\w-]*(?:abschluss|frage|review|coding|schluss)-?teil|interviewteil)"
_PHASE_GERMAN = re.compile(
    r"\b(?:komm\w*|geh\w*|wechs\w+|starten|beginnen)\b[^.?!]{0,30}\b(?:zum|zur|in|mit|ueber)\b[^.?!]{0,20}"
    rf"\b(?:{_TEIL}|abschluss|nachbesprechung|nachfragen|review|naechsten schritt(?! (?:der|des|in)))\b"
    rf"|\b(?:beginnt|endet|startet|folgt|beendet|schliesst)\b[^.?!]{{0,30}}\b{_TEIL}\b"
    rf"|\b{_TEIL}\b[^.?!]{{0,40}}\b(?:beendet|abgeschlossen|vorbei|zu ende|beginnt|endet|startet)\b"
)
_TEILE = ("phase", "abschnitt", "teil", "abschluss", "besprechung", "nachfragen", "review", "schritt")
_LOBT = (*_LOB.split("|"), "bravo", "gut", "weiter so", "beeindruckt")
_SHOWN = re.compile(r"\b(?:examples?|visible|public|beispiel\w*|sichtbar\w*)\b", re.IGNORECASE)
"""What a run that passed has shown, where no submission has passed yet."""
_LEAST = 5  # concepts that a sentence needs to be told from others by them
_ALIKE = 0.75  # part of all concepts of two sentences that they share if they say the same
_SHARED = 2  # concepts of the candidate's words that praise has to share with them
_BACK = 3  # messages of the candidate's that praise may be for
_TELLS_NOTHING = (Intent.STATEMENT, Intent.NOTHING, Intent.HELLO, Intent.UNCLEAR)


def asks(text: str) -> bool:
    """Whether a message wants to be told something, rather than tells."""
    found = ((part, questioned(part) or is_question(part)) for part in sentences(text[:MOST_HEARD]))
    return any(question or intent(part, question=question) not in _TELLS_NOTHING for part, question in found)


def _holds(text: str, parts: tuple[str, ...]) -> bool:
    """Whether one of ``parts`` is in ``text``: asked before a pattern, as most sentences are English."""
    return any(part in text for part in parts)


def _praises(sentence: str, plain: str) -> bool:
    return bool(_PRAISE.search(sentence) or (_holds(plain, _LOBT) and _PRAISE_GERMAN.search(plain)))


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
        plain = plain_form(sentence)
        if _PHASE.search(sentence) or (_holds(plain, _TEILE) and _PHASE_GERMAN.search(plain)):
            return "it announces a phase"
        if self._calls_right(sentence):
            return "it calls code right that no verdict has shown to be"
        if not self._passed and _praises(sentence, plain) and not self._names(sentence):
            return "it praises without saying what for"
        return None

    def _calls_right(self, sentence: str) -> bool:
        """Whether a sentence calls code right beyond what the newest verdict has shown."""
        if self._accepted or (self._passed and _SHOWN.search(sentence)):
            return False
        current = self._state.current
        if current is not None and current.problem is not None:
            sentence = sentence.replace(f"`{current.problem.entry_point}`", "your function")
        return calls_right(sentence, own=self._own, asked=self._own and self._asked)

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
    def _accepted(self) -> bool:
        """Whether what passed last was submitted: a run shows the examples alone."""
        current = self._state.current
        made = recap.judged(current) if current and self._passed else []
        newest = made[-1].verdict if made else None
        return newest is not None and newest.code is Code.AC

    @cached_property
    def _heard(self) -> str | None:
        """What the candidate said since their last run or submission, if they said anything."""
        current = self._state.current
        acted = max((item.seq for item in (*current.runs, *current.attempts)), default=0) if current else 0
        last = next(iter(recap.candidate_messages(self._state)[-1:]), None)
        return last.text[:MOST_HEARD] if last is not None and last.seq > acted else None

    @cached_property
    def _own(self) -> bool:
        """Whether a mere "that is right" would be about the candidate's work."""
        return self._heard is None or on_own_work(self._heard)

    @cached_property
    def _asked(self) -> bool:
        """Whether the candidate has just asked something."""
        return self._heard is not None and asks(self._heard)

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
