"""What a program did with its inputs is told as it was, and compared with nothing."""

from __future__ import annotations

import time
from typing import Any

import pytest

from mockmind_lab.core.problem import Limits, Method, Parameter, Problem, Signature
from mockmind_lab.core.verdict import Code, Isolation
from mockmind_lab.errors import Refused
from mockmind_lab.judge import Judge
from mockmind_lab.judge.values import text_keys
from tests.judge.made import make_problem

ODD = """
def total(numbers):
    if numbers == [1]: return 7
    if numbers == [2]: raise LookupError("two")
    if numbers == [3]: return {1, 2}
    if numbers == [4]:
        while True: pass
    if numbers == [5]: raise SystemExit(0)
    if numbers == [6]: return {10: "ten", (1, 2): "pair"}
    print("seen", numbers)
"""


def made(returns: str) -> Problem:
    number = Parameter(name="numbers", type="list[int]")
    return make_problem(signature=Signature(entry_point="total", params=(number,), returns=returns))


def test_each_outcome_is_told_and_one_that_hangs_leaves_the_others(judge: Judge) -> None:
    found = judge.outcomes(made("int"), ODD, [[[1]], [[2]], [[3]], [[5]], [[6]], [[9]]])
    assert [outcome.code for outcome in found] == [Code.AC, Code.AC, Code.WA, Code.RTE, Code.AC, Code.AC]
    assert (found[0].value, found[0].raised) == (7, "")
    assert (found[1].raised, "Exception" in found[1].bases, found[1].message) == ("LookupError", True, "two")
    assert "set" in found[2].message
    assert found[4].value == {10: "ten", (1, 2): "pair"}
    assert (found[5].value, found[5].stdout) == (None, "seen [9]\n")


def test_time_outs_in_a_row_end_it_and_the_limits_are_the_callers(judge: Judge) -> None:
    limits = Limits(cpu_seconds=0.2, wall_seconds=5)
    began = time.monotonic()
    found = judge.outcomes(made("int"), ODD, [[[1]], *[[[4]]] * 40], limits=limits)
    assert [outcome.code for outcome in found] == [Code.AC, *[Code.TLE] * 40]
    assert "not run" in found[2].message
    assert found[1].cpu_seconds >= 0.2
    assert time.monotonic() - began < 40 * 0.2


def test_an_int_where_a_float_is_declared_is_always_written_as_one(judge: Judge) -> None:
    (found,) = judge.outcomes(made("float"), "def total(numbers): return 3", [[[1]]])
    assert type(found.value) is float


def test_a_class_and_text_are_recorded_like_a_function(judge: Judge) -> None:
    method = Method(name="add", params=(Parameter(name="n", type="int"),), returns="int")
    counter = make_problem(kind="class", signature=Signature(entry_point="Counter", methods=(method,)))
    source = "class Counter:\n    n = 0\n    def add(self, n):\n        self.n += n\n        return self.n\n"
    (found,) = judge.outcomes(counter, source, [[[], [["add", [2]], ["add", [3]]]]])
    assert found.value == [2, 5]
    text = make_problem(kind="stdio", signature=None)
    good, bad = judge.outcomes(
        text, "import sys\nsys.stdout.buffer.write(bytes.fromhex(input()))", [["c3bc"], ["ff"]]
    )
    assert (good.value, bad.code) == ("ü", Code.WA)


def test_calls_share_a_process_only_in_a_batch(judge: Judge) -> None:
    source = "seen = []\ndef total(numbers):\n    seen.append(1)\n    return len(seen)\n"
    values = {
        isolation: [o.value for o in judge.outcomes(made("int"), source, [[[]], [[]]], isolation=isolation)]
        for isolation in Isolation
    }
    assert values == {Isolation.TEST: [1, 1], Isolation.BATCH: [1, 2]}


def test_another_language_throws_on_purpose_or_fails(judge: Judge) -> None:
    source = "function total(numbers) { if (numbers[0]) throw new RangeError('no'); return numbers.x.y; }"
    thrown, fault = judge.outcomes(made("int"), source, [[[1]], [[]]], language="javascript")
    assert (thrown.answered, thrown.raised) == (True, "RangeError")
    assert (fault.answered, fault.code) == (False, Code.RTE)


def test_what_does_not_compile_says_so_for_every_input(judge: Judge) -> None:
    found = judge.outcomes(made("int"), "int total(", [[[1]], [[2]], [[3]]], language="cpp")
    assert [outcome.code for outcome in found] == [Code.CE] * 3


def test_what_can_not_be_run_is_refused(judge: Judge) -> None:
    with pytest.raises(Refused, match="no language"):
        judge.outcomes(made("int"), ODD, [[[1]]], language="cobol")
    with pytest.raises(Refused, match="NaN"):
        judge.outcomes(made("int"), ODD, [[[float("nan")]]])
    assert judge.outcomes(made("int"), ODD, []) == ()


@pytest.mark.parametrize(
    ("value", "written"),
    [({1: [{-2: "a"}]}, {"1": [{"-2": "a"}]}), ([1.5, None], [1.5, None]), ({"a": 1}, {"a": 1})],
)
def test_int_keys_are_digits_in_a_test_file(value: Any, written: Any) -> None:
    assert text_keys(value) == written


@pytest.mark.parametrize("value", [{(1, 2): 3}, {True: 1}, [{None: 1}], {1: 1, "1": 2}])
def test_other_keys_have_no_form_in_a_test_file(value: Any) -> None:
    with pytest.raises(Refused, match="no form in a test"):
        text_keys(value)
