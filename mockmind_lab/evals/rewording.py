"""A problem's clarifying questions in other words, as a candidate would put them who has never read them.

Shares nothing with the interviewer's matcher: to ask a question as it stands in the package would measure
that equal strings are equal. Questions that many problems have are written out; others are put together from
another opening and other words.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from random import Random

__all__ = ["reworded"]

_WRITTEN: Mapping[str, tuple[str, ...]] = {
    "Can the list be empty?": ("Could I be handed a list with nothing in it?", "Is [] possible?"),
    "What if it can't be done?": ("And when there's no way at all to manage it?",),
    "What if there is no way to do it?": ("Suppose it's impossible. What do you want then?",),
    "What is returned if there is no way?": ("If it can't get there, what do I give back?",),
    "Can numbers repeat?": ("Will I ever see the same number two times?", "Are duplicates possible?"),
    "Can readings repeat?": ("Could there be duplicates among the measurements?",),
    "How large can the input be?": ("What sizes should I plan for?", "How big does this get, at worst?"),
    "How large can the numbers be?": ("What's the biggest number I should reckon with?",),
    "How long can the list be?": (
        "What's the longest list that I'd get?",
        "How much data are we talking of?",
    ),
    "Does the order of the answer matter?": ("Do you care how I arrange the results?",),
    "Are the readings sorted?": ("Do the measurements come in ascending order?",),
    "Are the bookings sorted?": ("Do I get the bookings in some chronological order?",),
    "Are the wells sorted?": ("Are the wells listed along the road, one after the other?",),
    "Are the ratings sorted?": ("Do both clubs come ranked already?",),
    "May I change the given list?": ("Is it fine to modify the input in place?",),
    "Can temperatures be negative?": ("Might it drop below zero degrees?",),
    "Can the cave be empty?": ("Is it possible that there's no chamber at all?",),
    "Can two dogs have the same name?": ("Could a name come up for more than one dog?",),
    "Do I count chambers or passages?": ("Is the length in rooms, or in the edges between them?",),
    "Can a lever be pulled more than once?": ("Am I allowed to use one lever repeatedly?",),
    "Can the toad hop diagonally?": ("Are moves to the corner neighbours okay?",),
    "Do clients share the limit?": ("Is it one quota for everybody, or one for each client?",),
    "Is k counted from 1?": ("Is k zero-based?",),
    "What about equal times?": ("How should ties be dealt with?",),
    "How many runners are there?": ("What's the most people a team can have?",),
    "Which stretch is wanted if several are equally long?": ("How do I break ties for the longest one?",),
    "What if there are fewer than three children?": ("And if only two kids are there?",),
    "What if all gates are shut already?": ("Suppose nothing is open to begin with?",),
    "May a stamp of one value be used several times?": ("Can I put the same stamp on twice?",),
    "Is the list of weights sorted?": ("Do the weights arrive in ascending order?",),
}

_OPENINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"What (?:happens|should happen) (?:if|when) (.+)\?", (r"Suppose \1. What then?", r"And when \1?")),
    (r"What if (.+)\?", (r"Suppose \1, what do I do?", r"And in case \1?", r"How do you want it when \1?")),
    (r"Can there be no (.+)\?", (r"Might I get this without any \1?", r"Is it possible to have zero \1?")),
    (r"(?:May|Can) I (.+)\?", (r"Would it be fine to \1?", r"Am I free to \1?")),
    (r"How (?:large|big) can (.+) be\?", (r"What size can I expect of \1?", r"Is there a bound on \1?")),
    (r"How large (?:is|are) (.+)\?", (r"What size can I expect of \1?", r"Up to what size do \1 go?")),
    (r"How many (.+?) (?:are|can) there(?: be)?(.*)\?", (r"What's the most \1 I could get\2?",)),
    (r"How long can (.+?) (?:be|get)\?", (r"What length can \1 reach?", r"Is there a bound on \1?")),
    (r"(?:Is|Are) (.+) sorted\?", (r"Do I get \1 in ascending order?",)),
    (r"In which order (.+)\?", (r"Do you mind how things are arranged: \1?",)),
    (r"Must (.+)\?", (r"Is it required that \1?", r"Is it a rule that \1?")),
    (r"Do(?:es)? (.+)\?", (r"I wonder, would \1?", r"Is it so that \1?")),
    (r"(?:Can|May|Could) (.+)\?", (r"Would it ever happen: \1?", r"Do I need to think of this: \1?")),
    (r"(?:Is|Are) there (.+)\?", (r"Will I come across \1?", r"Do I have to reckon with \1?")),
    (r"Is (.+)\?", (r"Should I take it that \1?",)),
)

_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"be empty", ("have nothing in it", "be blank")),
    (r"negative", ("below zero", "less than zero")),
    (r"zero", ("0", "nought")),
    (r"several", ("more than one", "a few")),
    (r"the same", ("an identical", "that very same")),
    (r"twice", ("two times",)),
    (r"more than once", ("repeatedly", "again")),
    (r"exactly", ("precisely",)),
    (r"equally (\w+)", (r"just as \1", r"tied for \1")),
    (r"return(?:ed)?", ("give back", "hand back")),
    (r"change", ("modify", "alter")),
    (r"allowed", ("okay", "legal")),
    (r"begin", ("start",)),
    (r"next to each other", ("side by side", "in one piece")),
    (r"larger than", ("above", "bigger than")),
    (r"smaller than", ("below",)),
    (r"whole numbers", ("integers",)),
    (r"once", ("one time",)),
    (r"wanted", ("what you're after", "the one to pick")),
    (r"contained in", ("a part of",)),
    (r"appear|occur", ("turn up", "show up")),
    (r"different", ("distinct",)),
    (r"both directions", ("either way",)),
)  # fmt: skip


def reworded(question: str, rng: Random) -> str:
    """``question`` in other words that mean the same, chosen by ``rng``."""
    if question in _WRITTEN:
        return rng.choice(_WRITTEN[question])
    text = question
    for pattern, others in _WORDS:
        text = re.sub(rf"\b(?:{pattern})\b", rng.choice(others), text, count=1)
    for pattern, others in _OPENINGS:
        if found := re.fullmatch(pattern, text):
            return found.expand(rng.choice(others))
    return text if text != question else f"Could you tell me this: {text[:1].lower()}{text[1:]}"
