"""``mistakes.yaml`` says what the wrong answers of a package fail, and is held to it by the judge."""

from __future__ import annotations

import pytest

from mockmind_lab.core.mistakes import Mistakes
from mockmind_lab.library import Library
from mockmind_lab.verification import recorded
from mockmind_lab.verification.claims import submission_fault

SLUG = "lonely-gloves"


@pytest.fixture(scope="module")
def package():
    library = Library(index_file="")
    return library.get(SLUG), library.submissions(SLUG)


def wrong(submissions):
    return next(s for s in submissions if (s.kind, s.language) == ("wrong_answer", "python"))


def with_first(problem, **update):
    first, *others = problem.mistakes.mistakes
    mistakes = Mistakes(mistakes=(first.model_copy(update=update), *others))
    return problem.model_copy(update={"mistakes": mistakes})


def test_what_is_recorded_is_what_the_judge_finds_and_a_belief_in_better_words_stays(package, judge):
    problem, submissions = package
    assert recorded(problem, submissions, judge) == problem.mistakes
    reworded = with_first(problem, belief="any two gloves will do", fails=(1,))
    anew = recorded(reworded, submissions, judge)
    assert anew.mistakes[0].belief == "any two gloves will do"
    assert anew.mistakes[0].fails == problem.mistakes.mistakes[0].fails


def test_without_a_file_the_beliefs_are_those_of_the_docstrings(package, judge):
    problem, submissions = package
    found = recorded(problem.model_copy(update={"mistakes": None}), submissions, judge)
    assert all(not entry.belief.lower().startswith("misconception") for entry in found.mistakes)
    assert all(not entry.belief.endswith(".") for entry in found.mistakes)


def test_a_wrong_answer_that_fails_other_tests_than_recorded_is_a_fault(package, judge):
    problem, submissions = package
    submission = wrong(submissions)
    assert list(submission_fault(problem, submission, judge)) == []
    (fault,) = submission_fault(with_first(problem, fails=(1,)), submission, judge)
    assert "mistakes.yaml says 1" in fault
    assert f"problems record {SLUG}" in fault


def test_a_wrong_answer_that_is_not_recorded_is_a_fault_where_others_are(package, judge):
    problem, submissions = package
    (fault,) = submission_fault(with_first(problem, file="renamed.py"), wrong(submissions), judge)
    assert "no entry" in fault
