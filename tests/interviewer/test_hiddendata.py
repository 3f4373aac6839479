"""Hidden tests are known again though they are read aloud, and talk with numbers in it passes."""

from __future__ import annotations

import pytest

from mockmind_lab.core.problem import Problem
from mockmind_lab.interviewer.hiddendata import HiddenData
from tests.interviewer.labelled import censor

SHOWN = ([[4, 5, 6, 9], 1],)
HIDDEN = ([[3, 1, 2], 2], [[21, 105, -4], 7], ["aaaaabbbbb", 3], [[2, 2, 2, 6], 10])


@pytest.fixture
def looking(made_up: Problem) -> HiddenData:
    some = made_up.tests[0]
    tests = [some.model_copy(update={"args": list(args), "visible": True}) for args in SHOWN]
    tests += [some.model_copy(update={"args": list(args), "visible": False}) for args in HIDDEN]
    return HiddenData(made_up.model_copy(update={"tests": tuple(tests)}), "Sort it by weight.")


@pytest.mark.parametrize(
    "text",
    [
        "Take a list of three, one and two with k being two.",
        "Let k be two and the list three, then one, then two.",
        "What does yours do with twenty-one, one hundred and five and minus four, when seven is wanted?",
        "Try it with five a's followed by five b's.",
        "Think of three twos, a six, and ten to reach: two, two, two and six, say, with ten.",
    ],
)
def test_a_test_read_aloud_is_known(looking: HiddenData, text: str) -> None:
    assert looking.leak(text) == "data of a hidden test"


@pytest.mark.parametrize(
    "text",
    [
        "Take four, five, six and nine with k being one.",
        "There are three of them. One of the two is heavier; which one, of two?",
        "Say it in two or three sentences, one for each of the two cases.",
        "You have twenty minutes and one hint left, and seven of ten tests pass.",
        "Would two a's and five b's change anything?",
    ],
)
def test_talk_with_numbers_in_it_passes(looking: HiddenData, text: str) -> None:
    assert looking.leak(text) is None


@pytest.mark.parametrize(
    "text",
    ['Try "aabbcc" by hand.', "It isn't clear to me what `aabbcc` gives.", 'Compare "ab" and "aabbcc".'],
)
def test_a_quoted_argument_is_known_whatever_signs_stand_before_it(text: str) -> None:
    assert next(censor("avenue-walk").by_form(text)) == "data of a hidden test"
