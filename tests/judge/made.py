"""A small problem that honest and hostile programs are judged on."""

from __future__ import annotations

from typing import Any

from mockmind_lab.core.problem import (
    Checker,
    Complexity,
    Difficulty,
    Limits,
    Parameter,
    Problem,
    ProblemTest,
    Signature,
)

LIMITS = Limits(cpu_seconds=0.5, wall_seconds=3, memory_bytes=64 * 2**20, output_bytes=64 * 1024)
HONEST = "def total(numbers):\n    return sum(numbers)\n"


def make_problem(**changes: Any) -> Problem:
    """``total(numbers)``: three tests, the last two hidden."""
    tests = [([1, 2, 3], 6), ([41, 1], 42), ([], 0)]
    fields: dict[str, Any] = {
        "slug": "total",
        "title": "Total",
        "difficulty": Difficulty.EASY,
        "topics": ("lists",),
        "kind": "function",
        "signature": Signature(
            entry_point="total", params=(Parameter(name="numbers", type="list[int]"),), returns="int"
        ),
        "limits": LIMITS,
        "checker": Checker(),
        "statement": "Return the sum of the numbers.",
        "hints": (),
        "complexity": Complexity(time="O(n)", space="O(1)"),
        "tests": tuple(
            ProblemTest(number=n, visible=n == 1, category="typical", args=[given], expected=expected)
            for n, (given, expected) in enumerate(tests, start=1)
        ),
    }
    return Problem(**(fields | changes))
