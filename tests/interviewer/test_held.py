"""A sentence that the guard is not sure of is held, with what is behind it, until somebody has read it."""

from __future__ import annotations

import pytest

from mockmind_lab.interviewer.hintguard import Look
from mockmind_lab.interviewer.policy import Speech
from tests.interviewer.labelled import LIBRARY, censor, solutions

CLEAR = "Which of the two sides is over at the end? "
DOUBTED = "Let a left one count up and a right one down. "
SUSPECT = "Could one number per colour say it all? "
LIKE = """pile = {}
for thing in things:
    name, side = thing.rsplit(" ", 1)
    pile.setdefault(name, 0)
    if side == "left":
        pile[name] = pile[name] - 1
    else:
        pile[name] = pile[name] + 1
rest = []
for name, count in pile.items():
    rest.append(name)
return rest"""
LAST = "What comes after that?"


def spoken(*, reader: bool = True) -> Speech:
    found = censor.__wrapped__("lonely-gloves")  # a guard of its own: it remembers what was said
    return Speech(found, most=6, reader=reader)


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
    speech = spoken(reader=False)
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
    speech = Speech(found, most=6, reader=True)
    speech.feed(DOUBTED, whole=True)
    assert found.count == 1
    speech.take_back()
    assert (found.count, speech.doubt) == (0, None)


def test_code_that_is_only_like_a_solution_hides_no_copy_behind_it() -> None:
    like = "```python\n" + LIKE + "\n```\n"
    copied = "```python\n" + solutions("lonely-gloves")[0] + "\n```\n"
    guard = censor("lonely-gloves")
    assert guard.look(like) == Look("code built like a reference solution", unsure=True)
    assert guard.look(f"Compare this:\n{like}with that:\n{copied}") == Look("code of a reference solution")


def test_code_that_was_settled_is_not_doubted_again_for_what_follows() -> None:
    speech = spoken()
    speech.feed("```python\n" + LIKE + "\n```\nAnd ")
    assert speech.settle(Look())
    assert speech.feed("```python\n" + LIKE + "\n```\n" + CLEAR, whole=True)
    assert (speech.doubt, speech.leak) == (None, None)


@pytest.mark.parametrize("before", ["", "Hello Łukasz. ", "Use a hash map. ", "Grüß dich, 你好! "])
def test_what_the_author_decided_is_sure_whatever_stands_before_it(before: str) -> None:
    problem = LIBRARY.get("lonely-gloves")
    assert problem.ideas is not None
    text = problem.ideas.tells[0].texts[0]
    found = censor("lonely-gloves").look(before + text)
    assert found.leak is not None
    assert not found.unsure


@pytest.mark.parametrize(
    ("text", "unsure"),
    [
        ("你可以为每种颜色保留一个计数器。", True),
        ("Хорошо, а что дальше?", True),
        ("Say it, Zoë.", False),
        ("Is π in it?", False),
    ],
)
def test_what_nobody_here_understands_is_doubted(text: str, unsure: bool) -> None:
    assert censor("lonely-gloves").look(text) == Look(None, unsure)
