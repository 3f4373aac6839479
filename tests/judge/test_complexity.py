"""The growth of a program's cost is found from counted steps, and "can't tell" is an answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mockmind_lab.core.growth import fit
from mockmind_lab.core.problem import (
    Complexity,
    Generated,
    Limits,
    Parameter,
    Problem,
    ProblemTest,
    Signature,
)
from mockmind_lab.judge import Judge
from mockmind_lab.judge.complexity import Inputs, measure, size_note, sized_inputs
from mockmind_lab.judge.counting import MEASURED, counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockmind_lab.sandbox.base import Program, RunResult

GENERATOR = """
def generate(seed, size):
    return [[(i * 7919 + seed) % (10 * size) for i in range(size)]]
"""

PROGRAMS = {
    "O(1)": "def f(v):\n    return v[0] + v[-1]",
    "O(log n)": """
def f(v):
    low, high = 0, len(v)
    while low < high:
        middle = (low + high) // 2
        if v[middle] < 0:
            low = middle + 1
        else:
            high = middle
    return low
""",
    "O(n)": "def f(v):\n    best = 0\n    for x in v:\n        best = max(best, x)\n    return best",
    "O(n log n)": "def f(v):\n    return sorted(v)[len(v) // 2]",
    "O(n^2)": "def f(v):\n    total = 0\n    while v:\n        total += v.pop(0)\n    return total",
    "O(n^3)": """
def f(v):
    return sum(1 for a in v for b in v for c in v if a + b == c)
""",
    "O(2^n)": """
def f(v):
    def ways(at, total):
        if at == len(v):
            return total == 0
        return ways(at + 1, total) + ways(at + 1, total - v[at])
    return ways(0, 100)
""",
}


@pytest.fixture(scope="module")
def problem() -> Problem:
    return Problem(
        slug="made-up",
        title="Made up",
        difficulty="easy",
        topics=("arrays",),
        kind="function",
        signature=Signature(entry_point="f", params=(Parameter(name="v", type="list[int]"),), returns="int"),
        limits=Limits(),
        complexity=Complexity(time="O(n)", space="O(1)"),
        statement="",
        hints=(),
        tests=(
            ProblemTest(
                number=1, visible=False, category="large", args=[[1]], generated=Generated(seed=1, size=1000)
            ),
        ),
    )


@pytest.fixture(scope="module")
def inputs(judge: Judge, problem: Problem) -> Inputs:
    return sized_inputs(judge, problem, GENERATOR)


@pytest.mark.parametrize("growth", PROGRAMS)
def test_a_program_of_known_growth_is_recognised(
    growth: str, judge: Judge, problem: Problem, inputs: Inputs
) -> None:
    # The budget is CPU seconds, of which a busy machine spends no more; steps decide, not times.
    curve = measure(judge, problem, inputs, PROGRAMS[growth], cpu_seconds=5)
    assert curve.growth == growth
    assert len(curve.operations) == len(curve.sizes) == len(curve.cpu_seconds)
    assert growth in ("O(n^3)", "O(2^n)") or curve.confidence == "confident"
    assert growth != "O(2^n)" or curve.confidence == "likely"


def test_work_of_built_ins_is_counted_and_not_only_lines(
    judge: Judge, problem: Problem, inputs: Inputs
) -> None:
    source = (
        "def f(v):\n    seen = []\n    for x in v:\n        if x not in seen:\n            seen.append(x)"
    )
    assert measure(judge, problem, inputs, source, cpu_seconds=5).growth == "O(n^2)"


def test_what_lies_between_the_classes_is_not_guessed() -> None:
    sizes = [round(8 * 1.5**k) for k in range(14)]
    assert fit(sizes, [n**1.5 for n in sizes]) == (None, "none")
    assert fit(sizes[:3], [1, 2, 3]) == (None, "none")


def test_times_are_never_sure() -> None:
    sizes = [round(8 * 1.5**k) for k in range(14)]
    assert fit(sizes, [n * n for n in sizes]) == ("O(n^2)", "confident")
    assert fit(sizes, [n * n for n in sizes], noisy=True) == ("O(n^2)", "likely")


@pytest.mark.parametrize("source", ["def f(", "(" * 5000, "x" * 100_000, "\0"])
def test_a_source_that_does_not_parse_is_not_counted_and_harms_nothing(source: str) -> None:
    assert counted(source, "f") is None


def test_a_program_that_dies_or_lies_gets_no_growth(judge: Judge, problem: Problem, inputs: Inputs) -> None:
    for source in ("import os\ndef f(v):\n    os._exit(1)", "def f(v):\n    return f(v)"):
        assert measure(judge, problem, inputs, source, cpu_seconds=1).growth is None
    lie = "import sys\ndef f(v):\n    globals()['mm_n'][0] = 'many'"
    assert measure(judge, problem, inputs, lie, cpu_seconds=1).confidence != "confident"


def test_counting_changes_no_answer() -> None:
    source = '''
from __future__ import annotations
"""Not a docstring."""
class C:
    def __init__(self, rows: list[int] | None = None):
        self.rows = rows or []
    def go(self, *more, key=lambda x: -x):
        rows = [*self.rows, *more]
        rows.sort(key=key)
        del rows[0]
        rows[1:2] = [9, 9]
        match rows:
            case [first, *_] if first in (3, 9):
                rows += ["a" + "bc"[::-1]]
        return {x: y for x, y in zip(rows, map(str, rows)) if x not in {7}}, sorted(set(more) | {1})
def f(v):
    return C(v).go(3, 4)
'''
    plain: dict[str, Any] = {}
    exec(compile(source, "plain", "exec"), plain)
    program = counted(source, "f")
    assert program is not None
    space: dict[str, Any] = {}
    exec(compile(program, "counted", "exec"), space)
    assert space["f"]([1, 7]) == plain["f"]([1, 7])
    assert space[MEASURED]([1, 7]) > 10


def test_inputs_go_into_the_sandbox_together_and_are_counted_as_alone(
    judge: Judge, problem: Problem, inputs: Inputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    real = judge.trials

    def noted(program: Program, given: Sequence[bytes], **more: Any) -> list[RunResult]:
        results = real(program, given, **more)
        asked.append(len(results))
        return results

    monkeypatch.setattr(judge, "trials", noted)
    source = PROGRAMS["O(n)"]
    curve = measure(judge, problem, inputs, source, cpu_seconds=5)
    assert asked == [len([size for size in curve.sizes if size > 14]) + 1, len(curve.sizes)]
    space: dict[str, Any] = {}
    exec(str(counted(source, "f")), space)
    alone = [
        max(space[MEASURED](*json.loads(inputs.encoded[seed, size])) for seed in (0, 1, 2, 3))
        for size in curve.sizes
    ]
    assert curve.operations == tuple(alone)


def test_an_input_that_never_ends_takes_no_smaller_one_with_it(
    judge: Judge, problem: Problem, inputs: Inputs
) -> None:
    source = (
        "def f(v):\n    for _ in range(2 ** len(v)):\n        pass\n    if len(v) > 11:\n        import os\n"
        "        os._exit(1)"
    )
    curve = measure(judge, problem, inputs, source, cpu_seconds=5)
    assert curve.sizes == (3, 4, 5, 6, 7, 8, 9, 10, 11)
    assert curve.growth == "O(2^n)"


@pytest.mark.parametrize("told", ["10 ** 4000", "-5", "True", "'many'", "[1] * 99"])
def test_what_is_no_count_is_not_believed(told: str, judge: Judge, problem: Problem, inputs: Inputs) -> None:
    source = f"def f(v):\n    globals()['mm_n'].__setitem__(0, {told})"
    assert measure(judge, problem, inputs, source, cpu_seconds=0.5).confidence != "confident"


def test_sizes_that_a_generator_rounds_to_one_are_one_and_square_inputs_say_so(
    judge: Judge, problem: Problem
) -> None:
    even = "def generate(seed, size):\n    size += size % 2\n    return [[seed] * size * size]"
    made = sized_inputs(judge, problem, even)
    assert made.sizes[:6] == (4, 6, 8, 10, 12, 14)
    assert "n^2 values" in size_note("O(2^places)", made)
    assert "several variables" in size_note("O(rows × columns)", made)
    plain = sized_inputs(judge, problem, GENERATOR)
    assert plain.sizes[:3] == (3, 4, 5)
    assert size_note("O(n)", plain) == ""
    # A number grows though no more values are there.
    assert sized_inputs(judge, problem, "def generate(seed, size):\n    return [[size]]").sizes == plain.sizes
