"""What of a model's words gets through, and when."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mockmind_lab.core.problem import Problem
from mockmind_lab.interviewer import grounds, hiddendata
from mockmind_lab.interviewer.manners import asks
from mockmind_lab.interviewer.policy import Censor, Speech, prepare
from tests.interviewer.conftest import FAST, Talk, judged


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


@pytest.mark.parametrize(
    "text",
    [
        "Great job!",
        "Great question!",
        "Good thinking.",
        "Excellent, you are doing great.",
        "That's a really good approach.",
        "Your solution is correct.",
        "The loop handles every case.",
        "Now let's move on to the follow-ups.",
        "Let us wrap up.",
        "That concludes the coding phase.",
    ],
)
def test_praise_of_nothing_verdicts_of_its_own_and_plans_are_not_said(
    begin: Callable[..., Talk], text: str
) -> None:
    spoken = speech(begin())
    spoken.feed(text, whole=True)
    assert spoken.released == ""
    assert spoken.faults


@pytest.mark.parametrize(
    "text",
    [
        "Good morning, and nice to meet you.",
        "Right, an empty list is allowed.",
        "What would be a good start?",
        "Would you say that your solution is correct?",
        "I can't tell you whether the code is right.",
        "Let's go over your second loop.",
        "Which line of the review would you change?",
        "Good idea to look at equal prices first.",
        "Does `found` start where it should?",
        "It works on the first example.",
    ],
)
def test_plain_words_are_no_offence(begin: Callable[..., Talk], text: str) -> None:
    talk = begin()
    talk.say("I would look at equal prices first.")
    spoken = speech(talk)
    spoken.feed(text, whole=True)
    assert spoken.released == text, spoken.faults


def test_what_passed_may_be_praised(begin: Callable[..., Talk], made_up: Problem) -> None:
    talk = begin()
    talk.write(FAST)
    talk.run(judged(made_up, passing=2, examples=True))
    spoken = speech(talk)
    spoken.feed("Well done! Your solution passes all examples.", whole=True)
    assert spoken.released == "Well done! Your solution passes all examples."


def test_the_same_question_in_other_words_is_a_repetition(begin: Callable[..., Talk]) -> None:
    spoken = speech(begin())
    spoken.feed("Which prices does your second loop compare with the budget? ")
    spoken.feed(
        "Which prices does your second loop compare with the budget? "
        "And the second loop, which of the prices does it compare with your budget? Why?",
        whole=True,
    )
    assert spoken.released == "Which prices does your second loop compare with the budget? Why?"
    assert "repeats" in spoken.faults[0]


def test_the_same_question_about_another_number_is_a_new_one(begin: Callable[..., Talk]) -> None:
    text = (
        "Which prices does your loop compare in round 2 of the budget? "
        "Which prices does your loop compare in round 3 of the budget?"
    )
    spoken = speech(begin())
    spoken.feed(text, whole=True)
    assert spoken.released == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("May the list be empty?", True),
        ("Please explain the second example to me, I don't understand it.", True),
        ("I would keep a count for each price.", False),
        ("Thanks!", False),
        ("列表可以为空吗？", True),
        ("这很清楚。", False),
        ("هل القائمة فارغة؟", True),
    ],
)
def test_who_asks_is_told_from_who_tells(text: str, wanted: bool) -> None:
    assert asks(text) is wanted


@pytest.mark.parametrize("chunk", [1, 3, 1000])
@pytest.mark.parametrize(
    ("text", "heard"),
    [
        (
            "这个列表可以为空。你的循环从哪里开始？它在哪里结束！还有一句话。",
            "这个列表可以为空。你的循环从哪里开始？",
        ),
        (
            "「空でもいいです。」最初の例を見てください。なぜですか？！次です。",
            "「空でもいいです。」最初の例を見てください。",
        ),
        ("सूची खाली हो सकती है। पहला उदाहरण देखिए। लूप कहाँ रुकता है?", "सूची खाली हो सकती है। पहला उदाहरण देखिए। "),
        ("هل القائمة فارغة؟ انظر إلى المثال. أين تنتهي الحلقة؟", "هل القائمة فارغة؟ انظر إلى المثال. "),
        ("**何？** `a。b` を見て。三番目です。", "**何？** `a。b` を見て。"),
    ],
)
def test_sentences_end_as_their_script_has_it(
    begin: Callable[..., Talk], text: str, heard: str, chunk: int
) -> None:
    spoken = speech(begin(), most=2)
    for end in range(chunk, len(text), chunk):
        spoken.feed(text[:end])
    spoken.feed(text, whole=True)
    assert spoken.released == heard
    assert "only 2 sentences" in spoken.faults[0]


@pytest.mark.parametrize("chunk", [1, 7, 1000])
@pytest.mark.parametrize(
    "text",
    [
        "Look at ` first. One thing. Two things. Three things. Four things.",
        "Look at `first. One thing is long enough to be the end of any piece of code one could name here, "
        "though nothing ends it. Two things. Three things. Four things. Five things.",
        "Look at ``` first. One thing. Two things. Three things. Four things.",
    ],
)
def test_a_backtick_that_nothing_closes_makes_no_code(
    begin: Callable[..., Talk], text: str, chunk: int
) -> None:
    spoken = speech(begin(), most=2)
    for end in range(chunk, len(text), chunk):
        spoken.feed(text[:end])
    spoken.feed(text, whole=True)
    assert spoken.faults
    assert "Three things." not in spoken.released


@pytest.mark.parametrize("chunk", [1, 7, 1000])
def test_code_is_whole_however_it_comes(begin: Callable[..., Talk], chunk: int) -> None:
    text = "Is `a. b` or ``c. d`` meant? Say it of this:\n```\na = 1. \nb = 2.\n\nc = 3\n```\nWhat now?"
    spoken = speech(begin(), most=99)
    released: list[str] = []
    for end in (*range(chunk, len(text), chunk), len(text)):
        if spoken.feed(text[:end], whole=end == len(text)):
            released.append(spoken.released)
    assert spoken.released == text
    ends = ("meant? ", "this:\n", "```\n", "now?")
    assert all(part.endswith(ends) for part in released)


def test_sentences_are_counted_over_a_whole_reaction(begin: Callable[..., Talk]) -> None:
    censor = Censor(begin().situation(), ())
    first, second = Speech(censor, most=3), Speech(censor, most=3)
    first.feed("One thing. Two things.", whole=True)
    second.feed("Three things. Four things.", whole=True)
    assert second.released.strip() == "Three things."
    first.take_back()
    third = Speech(censor, most=3)
    third.feed("Five things. Six things. Seven things.", whole=True)
    assert third.released.strip() == "Five things. Six things."


def test_what_is_prepared_is_not_read_again_while_the_candidate_waits(begin: Callable[..., Talk]) -> None:
    talk = begin()
    prepare(talk.situation(), ())
    read = grounds._grounds.cache_info().misses, hiddendata._hidden.cache_info().misses
    Censor(talk.situation(), ())
    assert (grounds._grounds.cache_info().misses, hiddendata._hidden.cache_info().misses) == read
