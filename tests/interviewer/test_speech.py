"""What of a model's words gets through, and when."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mockmind_lab.core.problem import Problem
from mockmind_lab.interviewer.policy import Censor, Speech
from tests.interviewer.conftest import Talk


def speech(talk: Talk, *, most: int = 3) -> Speech:
    return Speech(Censor(talk.situation(), ()), most=most)


def test_a_sentence_is_released_when_it_is_whole(begin: Callable[..., Talk]) -> None:
    spoken = speech(begin())
    assert not spoken.feed("What is the small")
    assert not spoken.feed("What is the smallest input?")
    assert spoken.feed("What is the smallest input? And")
    assert spoken.released == "What is the smallest input? "
    assert spoken.feed("What is the smallest input? And 3.5 of them.", whole=True)
    assert spoken.released == "What is the smallest input? And 3.5 of them."


def test_code_is_not_cut_into_sentences(begin: Callable[..., Talk]) -> None:
    spoken = speech(begin())
    assert not spoken.feed("```\na = 1. \nb = 2\n")
    assert not speech(begin()).feed("Is `a. b` what")


def test_no_more_sentences_than_are_allowed(begin: Callable[..., Talk]) -> None:
    spoken = speech(begin(), most=2)
    spoken.feed("One thing. Two things. Three things. Four things.", whole=True)
    assert spoken.released.strip() == "One thing. Two things."
    assert spoken.faults


def test_a_sentence_is_not_said_twice_in_an_interview(begin: Callable[..., Talk]) -> None:
    talk = begin()
    said = talk.spoken()[0].text
    spoken = speech(talk)
    spoken.feed(said + " What else?", whole=True)
    assert spoken.released.strip() == "What else?"
    assert "repeats" in spoken.faults[0]


@pytest.mark.parametrize(
    "text", ["Let's move to the reviewing phase now.", "We now begin the wrap-up stage."]
)
def test_no_phase_is_announced(begin: Callable[..., Talk], text: str) -> None:
    spoken = speech(begin())
    spoken.feed(text, whole=True)
    assert spoken.released == ""


def test_what_follows_a_leak_is_not_released(begin: Callable[..., Talk], made_up: Problem) -> None:
    key = next(key for hint in made_up.hints for key in hint.keys)
    spoken = speech(begin())
    spoken.feed(f"Think about it. Use a {key} for that. Then go on.", whole=True)
    assert spoken.leak is not None
    assert spoken.released.strip() == "Think about it."


def test_a_leak_is_found_though_it_comes_in_pieces(begin: Callable[..., Talk], made_up: Problem) -> None:
    words = made_up.hints[-1].text.split()
    spoken = speech(begin(), most=99)
    spoken.feed(". ".join(words) + ".", whole=True)
    assert spoken.leak is not None


def test_hidden_data_is_a_leak(begin: Callable[..., Talk], made_up: Problem) -> None:
    hidden = made_up.model_copy(
        update={
            "tests": tuple(
                test.model_copy(update={"visible": False, "args": [[61, 17, 33, 90, 4, 12, 7]]})
                for test in made_up.tests[-1:]
            )
        }
    )
    talk = begin(hidden)
    spoken = speech(talk)
    spoken.feed("Try it on [61, 17, 33, 90, 4, 12, 7], say.", whole=True)
    assert spoken.leak == "data of a hidden test"
