"""Code is called right by a verdict alone: what is refused of an interviewer's words, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from mockmind_lab.core.problem import Problem
from mockmind_lab.core.verdict import Code
from mockmind_lab.interviewer.manners import Manners
from mockmind_lab.interviewer.phrases import phrases
from mockmind_lab.interviewer.rightness import calls_right, on_own_work
from mockmind_lab.interviewer.words import sentences
from tests.interviewer.claims import (
    ANNOUNCED,
    CLAIMS,
    ELSEWHERE,
    HARMLESS,
    LAST_CLAIMS,
    LAST_HARMLESS,
    LATER_CLAIMS,
    LATER_HARMLESS,
    PLAIN_GERMAN,
    PRAISED,
    halves,
)
from tests.interviewer.conftest import FAST, Talk, judged

TALKS = Path(__file__).parent / "guardset" / "talks"
CALLS = "it calls code right that no verdict has shown to be"
AN_ASIDE = 0.02
"""Part of what a guard set's interviewers say that may be refused: they also say what a verdict has shown."""


def failed(begin: Callable[..., Talk], problem: Problem) -> Talk:
    """A talk in which a submission was wrong, and nobody has said anything since."""
    talk = begin()
    talk.write(FAST)
    talk.submit(judged(problem, passing=1))
    return talk


@pytest.mark.parametrize("half", [0, 1])
def test_claims_are_told_from_what_only_sounds_like_them(half: int) -> None:
    claims, harmless = halves(CLAIMS)[half], halves(HARMLESS)[half]
    assert sum(map(calls_right, claims)) >= 0.95 * len(claims)
    assert sum(map(calls_right, harmless)) <= 0.03 * len(harmless)
    elsewhere = halves(ELSEWHERE)[half]
    assert sum(map(calls_right, elsewhere)) >= 0.9 * len(elsewhere)


def test_claims_in_words_of_another_day_are_told_too() -> None:
    later, harmless = LATER_CLAIMS.strip().splitlines(), LATER_HARMLESS.strip().splitlines()
    assert sum(map(calls_right, later)) >= 0.95 * len(later)
    assert not any(map(calls_right, harmless))
    last, harmless = LAST_CLAIMS.strip().splitlines(), LAST_HARMLESS.strip().splitlines()
    assert sum(map(calls_right, last)) >= 0.6 * len(last)
    assert not any(map(calls_right, harmless))


@pytest.mark.parametrize("half", [0, 1])
def test_german_praise_and_plans_are_no_manners_either(begin: Callable[..., Talk], half: int) -> None:
    manners = Manners(begin().state)
    assert {manners.fault(text) for text in halves(PRAISED)[half]} == {"it praises without saying what for"}
    announced = [manners.fault(text) for text in halves(ANNOUNCED)[half]]
    assert announced.count("it announces a phase") >= len(announced) - 1
    assert {manners.fault(text) for text in halves(PLAIN_GERMAN)[half]} == {None}


def test_what_an_interviewer_says_anyway_is_not_refused() -> None:
    book = [p for ways in phrases().families.values() for way in ways for p in sentences(way)]
    assert sum(map(calls_right, book)) <= 0.01 * len(book)
    talks = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(TALKS.glob("*.yaml"))[::3]]
    spoken = [
        part
        for talk in talks
        if talk["split"] == "tune"
        for message in talk["messages"]
        if "leak" not in message
        for part in sentences(message["text"])
    ]
    assert len(spoken) > 500
    assert sum(map(calls_right, spoken)) <= AN_ASIDE * len(spoken)


@pytest.mark.parametrize(
    "text",
    [
        "Yes, that is correct, and it will pass every test.",
        "Ja, deine Lösung ist korrekt und besteht alle Tests.",
        "Your code isn't wrong; it solves the problem.",
        "That is right.",
        "`pairs` is correct.",
        "Since your code is correct, what does it cost?",
    ],
)
def test_after_a_wrong_answer_no_code_is_called_right(
    begin: Callable[..., Talk], made_up: Problem, text: str
) -> None:
    assert Manners(failed(begin, made_up).state).fault(text) == CALLS


@pytest.mark.parametrize(
    ("said", "text", "released"),
    [
        ("Is it right that the list may be empty?", "Yes, that is right.", True),
        ("So a price may be zero, correct?", "That's correct.", True),
        ("May I return a tuple?", "Yes, it is accepted.", True),
        ("Ist es richtig, dass die Liste leer sein darf?", "Ja, das ist richtig.", True),
        ("Is my solution right?", "Yes, that is right.", False),
        ("Is my solution right?", "Yes.", False),
        ("Is this correct now?", "Correct!", False),
        ("Does it pass now?", "Yes, it does.", False),
        ("Ist meine Lösung richtig?", "Ja, genau.", False),
        ("My loop is correct now, I am done.", "It is correct.", False),
        ("Is it right that the list may be empty?", "Yes, and your code is right.", False),
    ],
)
def test_a_yes_is_for_the_task_and_not_for_the_code(
    begin: Callable[..., Talk], made_up: Problem, said: str, text: str, released: bool
) -> None:
    talk = failed(begin, made_up)
    talk.say(said)
    assert Manners(talk.state).fault(text) == (None if released else CALLS)


def test_a_run_shows_the_examples_and_an_accepted_submission_all(
    begin: Callable[..., Talk], made_up: Problem
) -> None:
    talk = begin()
    talk.write(FAST)
    talk.run(judged(made_up, passing=2, examples=True))
    assert Manners(talk.state).fault("Your code passes all the examples.") is None
    assert Manners(talk.state).fault("Your code passes every hidden test.") == CALLS
    talk.submit(judged(made_up, passing=4, code=Code.AC))
    assert Manners(talk.state).fault("Your code passes every hidden test.") is None


@pytest.mark.parametrize(
    ("said", "own"),
    [
        ("Is my code right?", True),
        ("I'm done, the function works.", True),
        ("is it ok?", True),
        ("Ich bin fertig.", True),
        ("Is it right that the list may be empty?", False),
        ("What is right for an empty list?", False),
        ("Does the list hold negative prices?", False),
    ],
)
def test_talk_of_ones_code_is_told_from_talk_of_the_task(said: str, own: bool) -> None:
    assert on_own_work(said) is own
