# ruff: noqa: E501 - a pattern is read best as one line
"""Words as they are used of algorithms, brought to common concepts, so that a paraphrase is known again."""

from __future__ import annotations

import re
from functools import lru_cache

from mockmind_lab.interviewer.words import stem

__all__ = ["concepts", "idiomless", "terms"]

_GROUPS = """
keep remember note store hold record track write know carry memorise
small smallest minimum min least light lightest cheap cheapest lowest short shortest few fewest smaller lower
large largest maximum max great greatest greater heavy heaviest high highest big biggest long longest larger upper
front start begin beginning head first left
end back tail last rear right
remove drop delete pop discard leave gone away throw subtract minus less undo ignore skip
add join enter append push put insert plus come
move advance shift slide walk step forward ahead
early earlier before previous past already
late later next after following
each every all any whole
count number many tally total sum times
limit bound range interval border
narrow tight shrink narrower tighter
fit match possible reach within
list array table map dictionary dict container structure grid cell
place position index slot pointer
sort order sorted
once pass one single
two both pair second
divide split cut stretch part
again repeat same over
need want must
new fresh
follow lead point link root
compute work evaluate calculate
stay stand remain
choice choose take
best better
value amount
time moment turn
"""
_STOP = frozenset(
    [
        "a",
        "about",
        "actually",
        "also",
        "am",
        "an",
        "and",
        "are",
        "aren",
        "as",
        "assume",
        "at",
        "be",
        "been",
        "but",
        "by",
        "can",
        "case",
        "cases",
        "could",
        "did",
        "do",
        "does",
        "doesn",
        "don",
        "for",
        "from",
        "get",
        "give",
        "given",
        "gives",
        "got",
        "had",
        "has",
        "have",
        "hello",
        "help",
        "here",
        "hey",
        "hi",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "isn",
        "it",
        "its",
        "just",
        "let",
        "like",
        "ll",
        "may",
        "maybe",
        "me",
        "might",
        "mean",
        "my",
        "of",
        "ok",
        "okay",
        "on",
        "or",
        "our",
        "please",
        "question",
        "quick",
        "re",
        "really",
        "s",
        "shall",
        "should",
        "so",
        "some",
        "something",
        "such",
        "sure",
        "t",
        "tell",
        "than",
        "thank",
        "thanks",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "thing",
        "this",
        "those",
        "to",
        "too",
        "understand",
        "us",
        "use",
        "ve",
        "very",
        "was",
        "we",
        "well",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "while",
        "who",
        "why",
        "will",
        "with",
        "won",
        "would",
        "you",
        "your",
        "much",
        "much's",
    ]
)
_CONCEPTS = {
    stem(word): group.split()[0] for group in _GROUPS.strip().splitlines() for word in reversed(group.split())
}
_WORD = re.compile(r"[a-z]+|[+-]1\b")

_IDIOMS = re.compile(
    r"\b(?:stack (?:trace|overflow)s?|call stack|full stack|sort of|of sorts|sorts? (?:\w+ )?out|all sorts|in (?:the|that) event\w*"
    r"|in any event|main event|rings? (?:a|the|any) bells?|boxing ring|key (?:point|question|thing|idea)s?|the keys? (?:is|to)|in order to|in working order"
    r"|(?:on|off|to|under|set|lay|turn)\w* (?:\w+ )?the tables?|tables? (?:straight|of contents)|time table|queues? up|queue for|in (?:a|the) queue for"
    r"|(?:window|windows) (?:of (?:your|the) (?:editor|browser|notebook)|seat|open|shopping)|(?:open|close|browser|shop|editor) windows?"
    r"|(?:give|gave|want|need)\w* (?:me |you )?(?:a |some )?pointers?|for a while|while (?:we|you|i|they)\b|after a while|once in a while|worth (?:your )?while"
    r"|state of|(?:what|which) state|states that|in a (?:good|bad) state|take stock|stock up|again and again|(?:time|here) and again|outside (?:the|of the|of this) box|token of"
    r"|no tickets?|jump (?:to|over|in|at|the)(?! turns?)|so far(?:,| so good)?|drop (?:me|by|the second|this|that|it)|the loop ends?|how many (?:examples|tests|attempts|runs|hints|minutes|submissions)"
    r"|keep in mind|bear in mind|keep going|in (?:your|my) head|heads? up|first of all|at last|at least|at most|at first|back to)\b",
    re.IGNORECASE,
)


def idiomless(text: str) -> str:
    """``text`` without turns of everyday speech in which words of algorithms mean nothing of the kind."""
    return _IDIOMS.sub(" ", text)


def terms(text: str) -> list[str]:
    """The concepts of ``text`` in their order; grammar and politeness are left out."""
    words = (word for word in _WORD.findall(text.lower()) if word not in _STOP and len(word) > 1)
    return [_CONCEPTS.get(found, found) for found in map(stem, words)]


@lru_cache(maxsize=4096)
def concepts(text: str) -> frozenset[str]:
    """What ``text`` is about, as concepts; grammar and politeness are left out."""
    return frozenset(terms(text))
