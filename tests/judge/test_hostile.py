"""Each hostile program gets the verdict its header states; and then an honest one is judged right."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from mockmind_lab.core.problem import Problem
from mockmind_lab.core.verdict import Code, Isolation
from mockmind_lab.judge import Judge
from tests.judge.conftest import HONEST

PROGRAMS = sorted((Path(__file__).parents[1] / "hostile").glob("*.py"))


def children_of(pid: int) -> list[int]:
    """Pids of all descendants of ``pid``."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            pids = [int(word) for word in (task / "children").read_text().split()]
        except OSError:
            continue
        found += [descendant for child in pids for descendant in (child, *children_of(child))]
    return found


def descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_a_hostile_program_gets_its_verdict_and_leaves_nothing(program: Path, judge: Judge, problem: Problem):
    source = program.read_text()
    wanted = re.search(r"^\"\"\"verdict: (\w+)\nwhy: .+\n", source)
    assert wanted, "its header states no verdict"
    assert judge.judge(problem, HONEST, tests=problem.tests, isolation=Isolation.TEST).code is Code.AC
    processes, open_before = children_of(os.getpid()), descriptors()

    verdict = judge.judge(problem, source, tests=problem.tests, isolation=Isolation.TEST)

    assert verdict.code == wanted[1], verdict
    assert verdict.sandboxed
    assert children_of(os.getpid()) == processes
    assert descriptors() == open_before
    after = judge.judge(problem, HONEST, tests=problem.tests, isolation=Isolation.TEST)
    assert after.code is Code.AC, after


def test_the_corpus_is_there():
    assert len(PROGRAMS) >= 25
