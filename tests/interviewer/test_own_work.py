"""Questions on the candidate's own work are answered from it, and those on the task from the FAQ."""

from __future__ import annotations

import pytest

from mockmind_lab.core.verdict import Code
from mockmind_lab.interviewer.intent import weighs_technique
from mockmind_lab.library import Library
from tests.interviewer.conftest import FAST, SLOW, Talk, judged
from tests.interviewer.obvious import TABLE
from tests.interviewer.own_work import OF_THE_TASK, OWN_WORK
from tests.interviewer.paraphrases import ASKED

SLUGS = ("buoy-memory", "exact-postage", "nested-boxes", "relay-masts", "shelter-query", "yard-levers")


@pytest.fixture(scope="module")
def bank():
    library = Library(index_file="")
    return {slug: library.get(slug) for slug in library.slugs()}


def answers_of(problem):
    return [entry.answer for entry in problem.faq]


@pytest.mark.parametrize("question", OWN_WORK)
def test_a_question_on_own_work_is_answered_from_it(bank, question):
    problem = bank[SLUGS[OWN_WORK.index(question) % len(SLUGS)]]
    talk = Talk([problem]).begin()
    talk.write(problem.starter)
    (fresh,) = talk.say(question)
    assert "%interview run" in fresh
    talk.run(judged(problem, passing=0, examples=True))
    (failed,) = talk.say(question)
    assert "example 1 gives `41`" in failed
    for said in (fresh, failed):
        assert "assum" not in said.lower()
        assert not any(answer in said for answer in answers_of(problem))


@pytest.mark.parametrize(("slug", "question", "meant"), OF_THE_TASK)
def test_a_question_on_the_task_finds_its_entry_though_it_speaks_of_faults_or_my_answer(
    bank, slug, question, meant
):
    problem = bank[slug]
    talk = Talk([problem]).begin()
    talk.write(problem.starter)
    (said,) = talk.say(question)
    entry = next(entry for entry in problem.faq if entry.question.startswith(meant))
    assert entry.answer in said


def test_before_any_code_there_is_nothing_to_be_wrong(begin):
    (said,) = begin().say("What is wrong with my code?")
    assert "code" in said
    assert "%interview run" not in said


def test_nobody_is_sent_to_a_run_that_would_be_refused(begin):
    for source, named in (("def pair(prices):\n    return 0\n", "`pair`"), ("def pairs(:\n", "line 1")):
        talk = begin()
        talk.write(source)
        (said,) = talk.say("What is wrong with my code?")
        assert "%interview run" not in said
        assert named in said


def test_why_it_failed_is_no_matter_of_assumptions_before_anything_was_run(begin):
    talk = begin()
    talk.write(SLOW)
    (said,) = talk.say("Why did it fail?")
    assert "%interview run" in said
    assert "assum" not in said


def test_code_changed_since_the_verdict_is_asked_about_as_it_stands(begin):
    talk = begin()
    talk.write(SLOW)
    talk.run(judged(talk.problem(), passing=1, examples=True))
    talk.write(FAST)
    (said,) = talk.say("Is my answer wrong?")
    assert "example 2 gives `41`" in said
    assert "`seen`" in said or "`price`" in said


def test_what_passed_is_said_to_have_passed_and_is_not_called_right(begin):
    talk = begin()
    talk.write(FAST)
    talk.run(judged(talk.problem(), passing=2, examples=True))
    (said,) = talk.say("Is my code correct?")
    assert "2 of 2 examples" in said
    assert "?" in said


def test_of_a_hidden_test_only_its_kind_is_said(begin):
    talk = begin()
    talk.write(FAST)
    talk.submit(judged(talk.problem(), passing=2))
    (said,) = talk.say("Where is the bug?")
    assert "2 of 4 tests" in said
    assert "31337" not in said


def test_the_same_question_ten_times_gets_no_sentence_twice(begin):
    talk = begin()
    talk.write(SLOW)
    talk.run(judged(talk.problem(), passing=1, code=Code.RTE, examples=True))
    said = [talk.say("What is wrong with my code?")[0] for _ in range(10)]
    assert len(set(said)) == len(said)


def test_whether_to_print_is_answered_by_the_signature(begin):
    for question in ("Should my function print or return?", "What does my function return?"):
        (said,) = begin().say(question)
        assert "-> int" in said


@pytest.mark.parametrize(
    "question", ["Should I sort it?", "Do I need a heap or a stack?", "Can I use recursion?"]
)
def test_whether_to_take_a_technique_is_never_answered_from_the_faq(bank, question):
    for problem in bank.values():
        talk = Talk([problem]).begin()
        (said,) = talk.say(question)
        assert not any(answer in said for answer in answers_of(problem)), problem.slug
        assert "assum" not in said.lower()


def test_no_clarifying_question_is_taken_for_one_on_a_technique(bank):
    asked = [entry.question for problem in bank.values() for entry in problem.faq]
    asked += [question for _, question, _ in (*ASKED, *TABLE, *OF_THE_TASK)]
    assert [one for one in asked if weighs_technique(one)] == []


@pytest.mark.parametrize("question", ["Is this right?", "Does what I wrote so far look right?"])
def test_whether_it_is_right_is_answered_by_the_run_just_made(begin, question):
    talk = begin()
    talk.write(SLOW)
    talk.run(judged(talk.problem(), passing=1, examples=True))
    (failed,) = talk.say(question)
    assert "example 2 gives `41`" in failed
    talk.run(judged(talk.problem(), passing=2, examples=True))
    (passed,) = talk.say(question)
    assert "2 of 2 examples" in passed


def test_a_check_of_the_task_is_not_answered_by_a_run(begin):
    talk = begin()
    talk.write(SLOW)
    talk.run(judged(talk.problem(), passing=1, examples=True))
    (said,) = talk.say("So it is about buying in a shop, is it?")
    assert "example 2 gives" not in said
