"""The bank that ships: every package proves what it claims, before the real judge."""

from __future__ import annotations

import ast
import json
from collections import Counter
from pathlib import Path

import pytest

from mockmind_lab.core.problem import Difficulty
from mockmind_lab.core.verdict import Code, Isolation
from mockmind_lab.judge import Judge
from mockmind_lab.library import Library
from mockmind_lab.verification import Progress, verify

BANK = Path(__file__).parents[2] / "problems"
SLUGS = sorted(path.parent.name for path in BANK.glob("*/problem.yaml"))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_submission_gets_the_verdict_of_its_folder(slug: str, bank: Library, judge: Judge) -> None:
    heard: list[Progress] = []
    report = verify(slug, judge, library=bank, on_progress=heard.append)
    assert not report.failures
    assert [progress.check for progress in heard] == list(report.checks)
    assert [progress.done for progress in heard] == list(range(1, heard[0].total + 1))
    run = {check.name for check in report.checks}
    assert {f"{s.kind}/{s.name}" for s in bank.submissions(slug)} <= run


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


@pytest.mark.parametrize("slug", SLUGS)
def test_starter_code_runs_and_is_not_accepted(slug: str, bank: Library, judge: Judge) -> None:
    problem = bank.get(slug)
    verdict = judge.judge(problem, problem.starter, tests=problem.visible_tests, isolation=Isolation.BATCH)
    assert verdict.code is Code.WA
    assert problem.signature is not None
    assert problem.signature.entry_point in problem.statement
