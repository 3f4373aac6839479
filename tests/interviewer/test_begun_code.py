"""Code that is begun: under another name, in another language, or not yet readable."""

from __future__ import annotations

import pytest

from mockmind_lab.core import commands
from mockmind_lab.core.verdict import Code, Verdict
from mockmind_lab.interviewer.base import Occasion
from tests.interviewer.conftest import SLOW, judged

OTHER_NAME = "def pair(prices, budget):\n    return 0\n"
JAVA = "%%solution java\nclass Solution {\n    int pairs(List<Integer> prices, int budget) { return 0; }\n}\n"


def standstills(talk, number=3):
    return [said for _ in range(number) for said in talk.on(Occasion.STANDSTILL)]


def test_code_without_the_entry_point_is_seen_and_the_name_the_tests_call_is_said(begin):
    talk = begin()
    talk.write(OTHER_NAME)
    for said in standstills(talk):
        assert "`pair`" in said
        assert "`pairs`" in said
    (clock,) = talk.on(Occasion.HALF_TIME)
    assert "no code yet" not in clock


@pytest.mark.parametrize("scratch", ["prices = [1, 2, 3]\n", "for n in range(3):\n    print(n)\n"])
def test_scratch_work_is_not_taken_for_an_empty_page(begin, scratch):
    talk = begin()
    talk.write(scratch)
    for said in standstills(talk):
        assert "`pairs`" in said
        assert "written or said" not in said


@pytest.mark.parametrize("bare", ["import math\n", "%interview time\n", "# later\n", "pairs\n"])
def test_imports_magics_and_comments_are_no_code(begin, bare):
    talk = begin()
    talk.write(bare)
    (said,) = talk.on(Occasion.STANDSTILL)
    assert "`pairs`" not in said


def test_code_of_the_problem_before_is_not_held_against_the_next(begin, made_up):
    signature = made_up.signature.model_copy(update={"entry_point": "dearest"})
    talk = begin(
        made_up, made_up.model_copy(update={"slug": "next", "title": "Next", "signature": signature})
    )
    talk.say("I wrote a parser for railway timetables.")
    talk.say("By comparing with the printed ones")
    talk.write(SLOW)
    talk.skip()
    assert talk.state.round == 2
    for said in standstills(talk):
        assert "`pairs`" not in said


def test_another_language_is_not_read_as_broken_python(begin):
    talk = begin()
    talk.write(JAVA)
    for said in standstills(talk):
        assert "Python" not in said
    assert "`pairs` " in talk.on(Occasion.HALF_TIME)[0]


def test_what_python_says_of_a_bracket_keeps_the_bracket(begin):
    talk = begin()
    talk.write("def pairs(prices, budget):\n    return [\n")
    (said,) = talk.on(Occasion.STANDSTILL)
    assert "`'[' was never closed`" in said


def test_a_case_named_before_is_set_apart_from_the_sentence_around_it(begin):
    talk = begin()
    talk.say("I would test no prices at all.")
    talk.write(SLOW)
    talk.submit(judged(talk.problem(), passing=4))
    talk.say("O(n^2) time")
    (said,) = talk.say("Any that I can think of")
    assert "*no prices*" in said


def test_a_page_with_code_is_never_called_empty_when_the_questions_on_it_are_used_up(begin):
    talk = begin()
    talk.write("def pairs(prices, budget):\n    return 0\n")
    for said in standstills(talk, 12):
        assert "on the page" not in said
        assert "is empty" not in said
        assert "written" not in said


def test_a_compiler_of_another_language_is_not_called_python(begin):
    talk = begin()
    talk.write(JAVA)
    artefact = talk.artefact().model_copy(update={"language": "java"})
    verdict = Verdict(code=Code.CE, message="line 2: error: ';' expected")
    talk.take(commands.submit(talk.state, artefact))
    talk.take(commands.judged(talk.state, talk.state.seq, verdict))
    (said,) = talk.on(Occasion.SUBMISSION)
    assert "Python" not in said
    assert "';' expected" in said
