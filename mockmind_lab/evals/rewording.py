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

__all__ = ["WRITTEN", "reworded"]

WRITTEN: Mapping[str, tuple[str, ...]] = {
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
    "Must the stretch have exactly that many kinds?": (
        "Is it a hard number of kinds, or just an upper limit?",
    ),
    "Must the trees of the stretch be next to each other?": (
        "Could the walk leave gaps and skip a tree here and there?",
    ),
    "Is the start counted from 0 or from 1?": ("Zero-based or one-based?",),
    "Does every runner run exactly one leg?": ("Could somebody sit out, or go two times?",),
    "Is a handover from a to b the same as from b to a?": ("Is the matrix symmetric?",),
    "Do you need the order itself?": ("Should I output who goes when, or will the time do?",),
    "Is a refused wish tried again later?": ("After a no, do I retry it once the groups have shrunk?",),
    "Does a fire ever split?": ("Will people who were joined be separated at some point?",),
    "May the bike arrive with an empty battery?": ("Can it roll in with nothing left in it?",),
    "Can a road be ridden in both directions?": ("Is the graph directed?",),
    "Must the battery be swapped at a station?": (
        "Do I have to take a fresh one whenever I pass where they offer it?",
    ),
    "May a place or a station be visited more than once?": ("Are cycles in the route allowed?",),
    "Can count be 0 or negative?": ("What's the lowest count that you'd call it with?",),
    "Does recent take the readings out?": ("Is recent a pure query, or does it consume them?",),
    "Can a call be empty?": ("Would a zero-letter shout be a valid one?",),
    "Are upper-case and lower-case letters different?": ("Is it case-sensitive?",),
    "Can the new candle be melted again?": ("Does what I've just made go back into the pile?",),
    "Is an end that weighs exactly enough heavy enough?": ("Is the comparison with enough strict?",),
    "Is the list sorted, and may I change it?": (
        "Do they arrive by weight, and would in-place work be fine?",
    ),
    "Does the walk have to start at the entrance?": ("Must the root be where I set off?",),
    "Is a difference of exactly step still allowed?": ("At equality with step, may I pass?",),
    "May a path use a tile twice?": ("Can I go over the same square again within a word?",),
    "In which directions may a path go?": ("Do diagonals count as neighbours?",),
    "May I buy only a part of what fits in?": ("Do I have to fill up whenever I pay?",),
    "Is water that is left over at the goal worth anything?": ("Do I get money back for the rest?",),
    "Is it possible to turn round and go back to a well?": ("May the caravan double back?",),
    "May a long stroke be the very last one of the bar?": ("Is a two-beat one okay right at the end?",),
    "Can a value or the postage be zero or negative?": ("Are all the inputs positive?",),
    "Must all places be filled?": ("Do I have to use every slot on the envelope?",),
    "Do matches with the same gap count once or several times?": ("Do ties get collapsed?",),
    "What should happen if there are fewer than k matches?": (
        "And when k goes past the end of the ranking?",
    ),
    "Is a small time good or bad?": ("Who's better, the one with more or with fewer seconds?",),
    "May I copy the values into an array?": ("Is O(n) extra space for the values acceptable?",),
    "Is the length of the garland given?": ("Do I know up front how many nodes there are?",),
    "May a booking begin exactly when the rest is over?": (
        "Is back-to-back okay, with just the pause in between?",
    ),
    "Can part of a booking be served?": ("Could the truck come for half of one?",),
    "Is a value that is exactly lifetime seconds old still fresh?": (
        "On the boundary second, has it expired yet?",
    ),
    "Does reading a value make it stay fresh for longer?": ("Is the expiry pushed back by a lookup?",),
    "Can the clock go backwards?": ("Are timestamps monotonic?",),
    "Could a guest with a short repair overtake another?": ("Is it strictly first come, first served?",),
    "Can the sprinkler go past the last bed and on to bed 0?": ("Is it circular?",),
    "Is it the total or the bed number that I return?": ("Do you want an index or a sum?",),
    "Can a melody be empty, or the whole list?": ("Should I guard against zero notes?",),
    "Is the empty query allowed?": ("What about a blank search string?",),
    "Could the list contain a circle?": ("Might following the links never end?",),
    "May a stone be used twice in one crossing?": ("Can I revisit a cell?",),
    "How many jobs can be done at the same time?": ("Is there a cap on parallel work?",),
    "What should happen if the plan has a circle?": ("And when the dependencies are cyclic?",),
    "Does the stretch have to be consecutive?": ("Is it a subarray or a subsequence?",),
    "Are there gaps between the houses?": ("Could there be empty lots along the street?",),
    "What if the whole belt is not enough?": ("And when the order can't be met at all?",),
    "Do several erases in a row become one change as well?": ("Are deletions grouped like typing is?",),
    "May the toad stand on the same place more than once?": ("Are revisits fine?",),
    "Do two children of the same weight count as different?": ("Are kids that weigh alike interchangeable?",),
    "Are low and high themselves allowed?": ("Are the bounds inclusive?",),
    "Can low be larger than high?": ("Might the interval be upside down?",),
    "May two rows look the same?": ("Do the rows have to be distinct?",),
    "Do the rules hold along diagonals as well?": ("Is it only horizontal and vertical that matters?",),
    "Are both lists sorted?": ("Do the timetables go up in time?",),
    "Does half a waffle count?": ("Is one that's still baking worth anything?",),
    "Does a request that was refused count?": ("When I turn one down, does it still eat into the quota?",),
    "Is the window fixed to the clock, such as full minutes?": ("Is it a sliding window?",),
    "Can there be no gates or no levers?": ("Should I handle zero of either kind?",),
    "Does the order of the pulls matter?": ("Is it commutative, so to say?",),
}
"""Other ways to put a question, by how a package of the bank has it."""

_OPENINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"What (?:happens|should happen) (?:if|when) (.+)\?", (r"Suppose \1. What then?", r"And when \1?")),
    (r"What if (.+)\?", (r"Suppose \1, what do I do?", r"And in case \1?", r"How do you want it when \1?")),
    (r"Can there be no (.+)\?", (r"Might I get this without any \1?", r"Is it possible to have zero \1?")),
    (r"(?:May|Can) I (.+)\?", (r"Would it be fine to \1?", r"Am I free to \1?")),
    (r"How (?:large|big) can (.+) be\?", (r"What size can I expect of \1?", r"Is there a bound on \1?")),
    (r"How large is (.+)\?", (r"What size can I expect of \1?", r"Up to what size does \1 go?")),
    (r"How large are (.+)\?", (r"What size can I expect of \1?", r"Up to what size do \1 go?")),
    (r"How many (.+?) (?:are|can) there(?: be)?(?: at most)?(.*)\?", (r"What's the most \1 I could get\2?",)),
    (r"How long can (.+?) (?:be|get)\?", (r"What length can \1 reach?", r"Is there a bound on \1?")),
    (r"(?:Is|Are) (.+) sorted\?", (r"Do I get \1 in ascending order?",)),
    (r"In which order (.+)\?", (r"Is the order up to me, or in which one \1?",)),
    (r"Must (.+)\?", (r"Is it required that \1?", r"Is it a rule that \1?")),
    (r"Do (.+)\?", (r"I wonder, would \1?", r"Is it so that \1?")),
    (r"Does (.+)\?", (r"I wonder, would \1?", r"Let me make sure of this: does \1?")),
    (
        r"(?:Can|May|Could) ([^,]+?) (be|become|have|hold) ([^,]*)\?",
        (r"Would it ever happen for \1 to \2 \3?", r"Is it possible for \1 to \2 \3?"),
    ),
    (r"Can (.+)\?", (r"Do I need to think of this: can \1?", r"Let me make sure of this: can \1?")),
    (r"(?:May|Could) (.+)\?", (r"Do I need to think of this: could \1?", r"I wonder, could \1?")),
    (r"(?:Is|Are) there (.+)\?", (r"Will I come across \1?", r"Do I have to reckon with \1?")),
    (r"Is (.+)\?", (r"Let me make sure of this: is \1?", r"One thing I need to know: is \1?")),
    (r"Are (.+)\?", (r"Let me make sure of this: are \1?", r"One thing I need to know: are \1?")),
)

_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (r"be empty(?! or \w+\?)", ("hold nothing", "be blank")),
    (r"negative(?! (?!or\b)\w)", ("below zero", "less than zero")),
    (r"zero", ("0",)),
    (r"several", ("a few", "two or more")),
    (r"(?<!exactly )the same", ("the very same",)),
    (r"twice", ("two times",)),
    (r"more than once", ("repeatedly", "again")),
    (r"exactly", ("precisely",)),
    (r"equally (\w+)", (r"just as \1",)),
    (r"returned", ("given back", "handed back")),
    (r"return(?! to\b)", ("give back", "hand back")),
    (r"(?<!one )(?<!a )change", ("modify", "alter")),
    (r"allowed", ("okay", "legal")),
    (r"begin", ("start",)),
    (r"next to each other", ("side by side", "in one piece")),
    (r"larger than", ("above", "bigger than")),
    (r"smaller than", ("below",)),
    (r"whole numbers", ("integers",)),
    (r"(?<!at )once(?=\?)", ("one time",)),
    (r"wanted", ("what you're after", "the one to pick")),
    (r"contained in", ("a part of",)),
    (r"appear|occur", ("turn up", "show up")),
    (r"different", ("distinct",)),
    (r"both directions", ("either way",)),
)  # fmt: skip


def reworded(question: str, rng: Random) -> str:
    """``question`` in other words that mean the same, chosen by ``rng``."""
    if question in WRITTEN:
        return rng.choice(WRITTEN[question])
    text = question
    for pattern, others in _WORDS:
        text = re.sub(rf"\b(?:{pattern})\b", rng.choice(others), text, count=1)
    for pattern, others in _OPENINGS:
        if found := re.fullmatch(pattern, text):
            return found.expand(rng.choice(others))
    return text if text != question else f"Could you tell me this: {text[:1].lower()}{text[1:]}"
