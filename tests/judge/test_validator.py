"""Problems with a checker of their own, which runs in a sandbox of its own."""

from __future__ import annotations

import os
from typing import Any

import pytest

from mockmind_lab.core.problem import Checker, Limits, Problem, ProblemTest
from mockmind_lab.core.verdict import Code, Isolation, Verdict
from mockmind_lab.judge import Judge
from mockmind_lab.judge import validator as module

from .made import make_problem

CHECK = "def check(given, expected, got):\n    "
SUMS = CHECK + "return sum(map(int, got.split())) == int(given)\n"


def stdio(checker: str, **changes: Any) -> Problem:
    """Print any numbers that sum to the one that is read."""
    tests = tuple(
        ProblemTest(number=n, visible=n == 1, category="typical", args=[text], expected="")
        for n, text in enumerate(["5\n", "7\n"], start=1)
    )
    fields = {"kind": "stdio", "signature": None, "tests": tests, "checker": Checker(name="custom")}
    return make_problem(**(fields | {"checker_source": checker} | changes))


def submit(judge: Judge, problem: Problem, source: str) -> Verdict:
    return judge.judge(problem, source, tests=problem.tests, isolation=Isolation.TEST)


def test_a_checker_of_the_problems_own_takes_any_right_answer(judge: Judge):
    problem = stdio(SUMS)
    assert submit(judge, problem, "n = int(input()); print(1, n - 1)").code is Code.AC
    assert submit(judge, problem, "n = int(input()); print(n)").code is Code.AC
    assert submit(judge, problem, "print(5)").code is Code.WA


def test_a_checker_sees_a_functions_arguments_and_values(judge: Judge):
    checker = "def check(given, expected, got):\n    return sorted(given[0]) == sorted([got, *expected])\n"
    tests = (ProblemTest(number=1, visible=True, category="typical", args=[[3, 1]], expected=[3]),)
    problem = make_problem(tests=tests, checker=Checker(name="custom"), checker_source=checker)
    assert submit(judge, problem, "def total(numbers): return 1").code is Code.AC
    verdict = submit(judge, problem, "def total(numbers): return 3")
    assert (verdict.code, verdict.tests[0].message) == (Code.WA, "wrong answer")


@pytest.mark.parametrize(
    ("checker", "why"),
    [
        (CHECK + "return 1 / 0\n", "raised ZeroDivisionError: division by zero (line 2)"),
        (CHECK + "return 'yes'\n", "neither True nor False"),
        (CHECK + "return got ==\n", "does not compile: line 2"),
        ("def chek(got): return True\n", "defines no function check(given, expected, got)"),
        (CHECK + "while True: pass\n", "ran out of time"),
        (CHECK + "x = []\n    while True: x.append(bytearray(1 << 20))\n", "memory"),
        ("import os\n" + CHECK + "os._exit(0)\n", "ended without an answer"),
    ],
)
def test_a_broken_checker_is_our_fault_with_one_clear_line_and_the_next_one_works(
    judge: Judge, checker: str, why: str, monkeypatch: pytest.MonkeyPatch
):
    quick = Limits(cpu_seconds=0.3, wall_seconds=3, memory_bytes=64 * 2**20, output_bytes=4096)
    monkeypatch.setattr(module, "_LIMITS", quick)
    verdict = submit(judge, stdio(checker), "print(input())")
    assert verdict.code is Code.IE
    assert "checker.py" in verdict.message
    assert why in verdict.message
    assert "attempt does not count" in verdict.message
    assert "\n" not in verdict.message
    assert submit(judge, stdio(SUMS), "print(input())").code is Code.AC


def test_a_checker_shares_no_sandbox_with_the_programs_it_judges(judge: Judge):
    """Both run in process 1 of a namespace of their own; the zygotes that forked them are two."""
    problem = stdio(SUMS)
    assert submit(judge, problem, "print(input())").code is Code.AC
    checks: Any = judge._validator._sandbox
    others: list[Any] = [getattr(sandbox, "_chosen", sandbox) for sandbox in judge.pool._idle]
    checks = getattr(checks, "_chosen", checks)
    assert checks._process.pid not in {sandbox._process.pid for sandbox in others}


def test_a_checker_can_reach_nothing_and_leaves_nothing(judge: Judge):
    checker = (
        f"import os\n{CHECK}seen = os.path.exists({__file__!r}) or os.path.exists('/proc')\n"
        "    seen = seen or bool(os.environ)\n"
        "    try:\n        open('/left', 'w')\n        return False\n"
        "    except OSError:\n        return not seen\n"
    )
    assert submit(judge, stdio(checker), "print(input())").code is Code.AC


def test_a_checkers_sandbox_killed_from_outside_costs_nothing(judge: Judge):
    problem = stdio(SUMS)
    assert submit(judge, problem, "print(input())").code is Code.AC
    checks: Any = judge._validator._sandbox
    os.kill(getattr(checks, "_chosen", checks)._process.pid, 9)
    assert submit(judge, problem, "print(input())").code is Code.AC


def test_an_answer_nested_too_deeply_for_the_checker_is_wrong(judge: Judge):
    answer: list[Any] = []
    for _ in range(200):
        answer = [answer]
    assert not judge._validator.accepts(stdio(CHECK + "return True\n"), "", "", answer)
