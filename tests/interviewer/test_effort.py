"""Who wants a hint has first said or shown what they tried, without being made to plead."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mockmind_lab.interviewer.effort import _AT_WORK, tried
from tests.interviewer.conftest import Talk

TELLS = """
I compared every price with every other one.
I tried two nested loops.
My loop misses the last element.
I used a dict to count.
Sorted it first, then went from both ends
It fails on the second example.
I'm stuck: my sum is one too small
I looked at each price once and kept the difference; is that a list?
I sorted the prices but am I right to skip equal ones?
I get 3 instead of 2 for the budget of the first example
I have a brute force in mind but it's slow.
two pointers from both ends
I thought of recursion but I don't see the base case
I don't know what to do with equal prices.
Ich habe zwei Schleifen probiert.
Ich zähle die Preise, aber das Ergebnis ist falsch
Meine Funktion ist zu langsam.
"""
TELLS_NOT = """
Nice weather in Berlin today
Please give me a hint.
I'm stuck!
Give me the solution please
Can a price be negative?
What is returned for an empty list of prices?
How many prices are there, what about zero prices?
Is a dict a good idea here?
I wonder whether the prices are sorted
I slept late and my cat is ill
ok
Guten Morgen aus Berlin
Kann ein Preis negativ sein?
"""
SHOWS = (
    "def pairs(prices, budget):\n    return 0\n",
    "seen = {}\nfor price in [1, 2]:\n    seen[price] = 1\n",
    "pairs([1, 2], 3)",
    "assert pairs([], 0) == 0",
    "def helper(xs):\n    return sum(xs)\n",
    "left = sorted([3, 1])",
    "def pairs(prices, budget)\n    retrun",
    "%%solution javascript\nfunction pairs(prices, budget) { return 0; }",
)
SHOWS_NOT = (
    "1+1",
    "print('hi')",
    "import math",
    "x = 1",
    "# nothing yet",
    "%time 1",
    "?",
)


def answered(begin: Callable[..., Talk], text: str) -> bool:
    talk = begin()
    talk.say(text)
    return tried(talk.state)


def test_a_plain_sentence_on_what_was_tried_is_enough(begin: Callable[..., Talk]) -> None:
    told = [text for text in (TELLS + TELLS_NOT.lstrip()).strip().splitlines() if answered(begin, text)]
    assert told == TELLS.strip().splitlines()


@pytest.mark.parametrize("source", SHOWS)
def test_code_at_the_problem_is_effort(begin: Callable[..., Talk], source: str) -> None:
    talk = begin()
    assert not tried(talk.state)
    assert tried(talk.state, written=[source])
    talk.write(source)
    assert tried(talk.state)


@pytest.mark.parametrize("source", [*SHOWS_NOT, "STARTER", "STARTER LAID OUT ANEW"])
def test_code_of_nothing_is_none(begin: Callable[..., Talk], source: str) -> None:
    talk = begin()
    assert talk.state.current
    assert talk.state.current.problem
    starter = talk.state.current.problem.starter
    source = {"STARTER": starter, "STARTER LAID OUT ANEW": f"# mine\n{starter}\n"}.get(source, source)
    talk.write(source)
    assert not tried(talk.state, written=[source])


def test_the_third_wish_for_the_same_hint_is_granted(begin: Callable[..., Talk]) -> None:
    talk = begin()
    for granted in (False, False, True):
        talk.say("Please give me a hint.")
        assert tried(talk.state) is granted
    talk.hint()
    talk.say("Please give me a hint.")
    assert not tried(talk.state)


def test_empty_lines_are_read_once() -> None:
    assert _AT_WORK.search("!" + "\n" * 300_000) is None  # hours, where each looks at all that follow
