"""What is wanted of the interview and not of the problem: to leave it, to end, a pause, another language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockmind_lab.core.phases import Phase, StageName
from mockmind_lab.interviewer.growth import claims
from mockmind_lab.interviewer.intent import Intent
from mockmind_lab.interviewer.tongue import asked_in_german, is_foreign
from mockmind_lab.interviewer.wishes import wants_hint, wants_skip
from mockmind_lab.interviewer.words import quoted

if TYPE_CHECKING:
    from mockmind_lab.core.interview import Interview, Message
    from mockmind_lab.interviewer.base import Situation
    from mockmind_lab.interviewer.voice import Voice

__all__ = ["errand", "said_before", "wish", "word_on"]

_TO = r"(?:'d like| would like| want| need| have|'ve got)?"
_WISH = rf"(?:i{_TO} to |let'?s |(?:can|could|may) (?:i|we) |please )?"
_HERE = r"(?:\W+(?:now|here|please|then|today))*\W*$"
_END = r"(?:end|finish|stop|quit|abort|terminate|cancel|leave)"
_PATTERNS: tuple[tuple[Intent, re.Pattern[str]], ...] = tuple(
    (found, re.compile(way, re.IGNORECASE))
    for found, way in (
        (
            Intent.FINISH,
            rf"\b{_END} (?:\w+ )?(?:interview|session)\b(?! time)|\bdone with (?:the|this) interview\b"
            rf"|^\W*{_WISH}(?:end|finish|stop|quit)(?: it)?{_HERE}",
        ),
        (
            Intent.PAUSE,
            r"\bpause the (?:interview|clock|timer)\b|\bstop the (?:clock|timer)\b|^\W*(?:please )?pause\W*$"
            r"|\b(?:can|could|may) (?:i|we) (?:please )?(?:pause(?! (?:be|in|a|the))|(?:take|have) a"
            r" (?:\w+ )?break)\b"
            r"|\b(?:need|want|like) (?:to take )?a (?:\w+ )?break\b(?! (?:statement|in|out|from|when|if))",
        ),
    )
)
_MOST = 400  # characters of a message that are looked at
_FAMILIES = {Intent.SKIP: "want.skip", Intent.FINISH: "want.finish", Intent.PAUSE: "want.pause"}
_TURNED_INTO_A_WISH = (Intent.ANSWER, Intent.STATEMENT, Intent.NOTHING, Intent.QUESTION, Intent.UNCLEAR)
"""What a sentence may be taken for that asks for a hint."""


def said_before(state: Interview, message: Message) -> str:
    """What the interviewer said last before ``message``: a yes may be the answer to its offer."""
    earlier = [m for m in state.messages if m.seq < message.seq]
    return earlier[-1].text if earlier and earlier[-1].speaker == "interviewer" else ""


def wish(part: str, kind: Intent, *, before: str) -> Intent:
    """``kind``, or ``HINT`` where the sentence asks for one, in English or in German."""
    if kind in _TURNED_INTO_A_WISH and wants_hint(part, before=before):
        return Intent.HINT
    return kind


def errand(situation: Situation, message: Message) -> Intent | None:
    """What a whole message wants of the interview itself; None where it is about the problem.

    In review ``skip`` is an answer, and one in another language may well hold the cost that was asked for.
    """
    state, text = situation.interview, message.text[:_MOST]
    found = next((kind for kind, way in _PATTERNS if way.search(text.replace("’", "'"))), None)
    if found is not None or state.stage is None or state.stage.name is not StageName.PROBLEM:
        return found
    before, reviewing = said_before(state, message), state.phase is Phase.REVIEWING
    if not reviewing and wants_skip(text, before=before):
        return Intent.SKIP
    if not is_foreign(text) or wants_hint(text, before=before):
        return None
    if (asked := asked_in_german(text)) is not None:
        return asked
    return None if claims(text) else Intent.FOREIGN


def word_on(kind: Intent, situation: Situation, voice: Voice, message: Message) -> str | None:
    """What to say to an errand: the command that does it, or once that English is what is understood."""
    words = quoted(message.text)
    if kind in _FAMILIES:
        return voice.find(_FAMILIES[kind], words=words)
    if not voice.used("tongue.once") and (said := voice.find("tongue.once")):
        return said
    if situation.interview.phase is Phase.REVIEWING:
        return None
    nth = sum(m.speaker == "candidate" and m.seq <= message.seq for m in situation.interview.messages)
    return voice.find("tongue.again", nth=nth)
