"""A sentence that the guard is not sure of is held, with what is behind it, until somebody has read it."""

from __future__ import annotations

import pytest

from mockmind_lab.interviewer.hintguard import Look
from mockmind_lab.interviewer.policy import Speech
from tests.interviewer.labelled import censor, solutions

CLEAR = "Which of the two sides is over at the end? "
DOUBTED = "Let a left one count up and a right one down. "
SUSPECT = "Could one number per colour say it all? "
LAST = "What comes after that?"


def spoken(*, again: bool = True) -> Speech:
    found = censor.__wrapped__("lonely-gloves")  # a guard of its own: it remembers what was said
    return Speech(found, most=6, again=again)


@pytest.mark.parametrize(
    ("text", "leak", "unsure"),
    [(CLEAR, None, False), (DOUBTED, None, True), (SUSPECT, "the idea of hashing", True)],
)
def test_the_sentences_are_what_they_stand_for(text: str, leak: str | None, unsure: bool) -> None:
    assert censor("lonely-gloves").look(text) == Look(leak, unsure)


def test_what_is_clear_is_heard_at_once_and_what_is_doubted_waits() -> None:
    speech = spoken()
    assert speech.feed(CLEAR + DOUBTED + LAST, whole=True)
    assert speech.released == CLEAR
    assert speech.doubt == CLEAR + DOUBTED + LAST
    assert speech.settle(Look())
    assert speech.released == CLEAR + DOUBTED + LAST
    assert speech.doubt is None


def test_what_somebody_finds_a_leak_is_never_heard() -> None:
    speech = spoken()
    speech.feed(CLEAR + DOUBTED + LAST, whole=True)
    assert not speech.settle(Look("the idea of a hint"))
    assert (speech.released, speech.leak, speech.doubt) == (CLEAR, "the idea of a hint", None)


@pytest.mark.parametrize(("text", "leak"), [(DOUBTED, None), (SUSPECT, "the idea of hashing")])
def test_where_nobody_can_tell_the_guard_decides(text: str, leak: str | None) -> None:
    speech = spoken()
    speech.feed(text + LAST, whole=True)
    assert speech.settle(None) is (leak is None)
    assert speech.leak == leak
    assert speech.released == ("" if leak else text + LAST)


@pytest.mark.parametrize(("text", "leak"), [(DOUBTED, None), (SUSPECT, "the idea of hashing")])
def test_without_a_reader_nothing_waits(text: str, leak: str | None) -> None:
    speech = spoken(again=False)
    speech.feed(text + LAST, whole=True)
    assert (speech.leak, speech.doubt) == (leak, None)


def test_what_is_sure_needs_no_second_opinion() -> None:
    speech = spoken()
    speech.feed(DOUBTED + "```python\n" + solutions("lonely-gloves")[0] + "\n```\n", whole=True)
    assert speech.leak == "code of a reference solution"
    assert speech.released == ""


def test_what_was_settled_is_not_doubted_again_for_what_follows() -> None:
    speech = spoken()
    speech.feed(SUSPECT + "And ")
    assert speech.settle(Look())
    assert speech.feed(SUSPECT + CLEAR + DOUBTED, whole=True)
    assert speech.released == SUSPECT + CLEAR
    assert speech.doubt == SUSPECT + CLEAR + DOUBTED


def test_what_is_held_may_be_said_again_once_its_call_has_come_to_nothing() -> None:
    found = censor.__wrapped__("lonely-gloves")
    speech = Speech(found, most=6, again=True)
    speech.feed(DOUBTED, whole=True)
    assert found.count == 1
    speech.take_back()
    assert (found.count, speech.doubt) == (0, None)
