"""Text and code made to keep the host busy: what is looked at is bounded.

The sizes are such that a search that goes back and forth would not end within the time limit of a test.
"""

from __future__ import annotations

import pytest

from mockmind_lab.interviewer.base import Occasion
from mockmind_lab.interviewer.faq import questions
from mockmind_lab.interviewer.growth import claims, growths
from mockmind_lab.interviewer.guard import known
from mockmind_lab.interviewer.intent import intent, mention
from mockmind_lab.interviewer.observations import observe
from mockmind_lab.interviewer.phrases import phrases
from mockmind_lab.interviewer.words import content, plain, quoted
from tests.interviewer.conftest import SLOW

LONG = 60_000
UNITS = (
    "O(", "O ", "n ", "n log ", "O(n) ", "linear ", "give a ", "is ", "what ", "how long ", "use ", "show ",
    "judge ", "hints ", "a_", "? ", "so, ", " and can", ")\"' ", "I said so. ",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_reading_a_text_without_end_takes_steps_in_proportion(unit):
    text = unit * (LONG // len(unit))
    for read in (claims, growths, mention, questions, content, plain, quoted, phrases().asked):
        read(text)
    for question in (True, False):
        intent(text, question=question)


@pytest.mark.parametrize("text", ["n" + " " * LONG, "a" + "_" * LONG + "a", "a" * LONG, "." + '"' * LONG])
def test_a_long_run_of_one_sign_is_read_once(text):
    for read in (claims, mention, questions, plain, phrases().asked):
        read(text)
    intent(text, question=False)


def test_a_phrase_with_gaps_is_looked_for_in_one_pass():
    gaps = "how do the time and memory of x grow with the input, "
    assert phrases().asked(gaps * 3_000) == frozenset()
    assert phrases().asked(f"{gaps}as it stands?") == {"review.complexity"}


def test_only_the_beginning_of_a_message_is_heard(begin):
    question = "Can a price be negative?"
    (said,) = begin().say(question + " word" * 3_900)
    assert "No, a price is at least zero." in said
    (said,) = begin().say("word " * 3_900 + question)
    assert "No, a price is at least zero." not in said


@pytest.mark.parametrize("unit", UNITS)
def test_any_message_gets_its_reaction(begin, unit):
    talk = begin()
    text = (unit * 20_000)[:20_000]
    talk.say(text)
    talk.write(SLOW)
    for occasion in (Occasion.STANDSTILL, Occasion.HALF_TIME, Occasion.FINISHED):
        talk.on(occasion)
    assert talk.refusals == []


def test_what_the_candidate_is_known_to_know_has_a_bound(begin):
    talk = begin()
    for number in range(30):
        talk.write(f"# {number}\n" + "x = 1\n" * 5_000)
        talk.say("O(n) " * 400)
    problem = talk.problem()
    given = len(problem.statement) + len(problem.starter) + len(problem.title)
    assert given < len(known(talk.state, problem)) < given + 25_000


def nested(opening: str, levels: int, body: str) -> str:
    lines = [" " * level + opening.format(level=level) for level in range(levels)]
    return "\n".join(["def f(a: list[int]):", *(f" {line}" for line in lines), " " * (levels + 1) + body])


@pytest.mark.parametrize(
    "source",
    [
        nested("for x{level} in a:", 90, "a; " * 20_000 + "a"),
        nested("def g{level}(a):", 90, "a; " * 20_000 + "a"),
        "def f(a):\n" + " while a: a.pop(0)\n" * 3_000,
        "def f(a):\n return [" + "1," * 30_000 + "]",
        "def f(a):\n return " + "a+" * 2_500 + "a",
    ],
)
def test_code_beyond_any_answer_is_not_looked_into_but_counts_as_written(source):
    seen = observe(source, "f")
    assert seen.facts == ()
    assert seen.written


def test_code_nested_beyond_reason_is_looked_at_level_by_level_only_so_far():
    seen = observe(nested("def g{level}(a):", 90, "return a"), "f")
    assert 1 < len(seen.functions) < 10
