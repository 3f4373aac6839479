"""The bank that ships, as far as it is read; what has to be run is for `make verify`."""

from __future__ import annotations

import ast
import json
from collections import Counter
from pathlib import Path

import pytest

from mockmind_lab.core.problem import Difficulty
from mockmind_lab.library import Library
from mockmind_lab.verification.texts import TEXT_CHECKS, roster_fault

BANK = Path(__file__).parents[2] / "problems"
SLUGS = sorted(path.parent.name for path in BANK.glob("*/problem.yaml"))


@pytest.mark.parametrize("slug", SLUGS)
def test_the_texts_of_every_problem_keep_their_rules(slug: str, bank: Library) -> None:
    problem = bank.get(slug)
    assert [fault for check in TEXT_CHECKS.values() for fault in check(problem)] == []
    assert list(roster_fault(bank.submissions(slug))) == []


def test_the_bank_has_two_problems_of_each_difficulty_at_least(bank: Library) -> None:
    counts = Counter(summary.difficulty for summary in bank.index())
    assert min(counts[difficulty] for difficulty in Difficulty) >= 2
    assert bank.broken() == ()


def test_the_bank_shows_exceptions_and_each_lenient_checker(bank: Library) -> None:
    problems = [bank.get(slug) for slug in bank.slugs()]
    assert {"unordered", "any_of", "floats", "exact"} == {problem.checker.name for problem in problems}
    assert sum(any(test.raises for test in problem.tests) for problem in problems) >= 2


@pytest.mark.parametrize("slug", SLUGS)
def test_what_a_candidate_reads_holds_no_hidden_test_and_no_solution(slug: str, bank: Library) -> None:
    problem = bank.get(slug)
    read = "".join((problem.statement + problem.starter).split())
    shown = {json.dumps(test.args) for test in problem.visible_tests}
    for test in problem.tests:
        if not test.visible:
            text = json.dumps(test.args)
            assert text not in shown
            assert len(text) < 16 or "".join(text.split())[1:-1] not in read
    for submission in (s for s in bank.submissions(slug) if s.language == "python"):
        body = ast.unparse(ast.parse(submission.source).body[-1])
        assert "".join(body.split()) not in read
