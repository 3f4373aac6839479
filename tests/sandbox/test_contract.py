"""What every backend must do. A new backend joins by a line in ``make_sandbox``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from mockmind_lab.core.problem import Limits
from mockmind_lab.core.verdict import Isolation
from mockmind_lab.errors import SandboxError
from mockmind_lab.sandbox.base import Program, RunResult
from mockmind_lab.sandbox.bubblewrap import BubblewrapSandbox
from mockmind_lab.sandbox.probe import PROMISES
from mockmind_lab.sandbox.unsafe import UnsafeSandbox

BACKENDS = ("bubblewrap", "docker", "unsafe-none")
SANDBOXED = ("bubblewrap", "docker")
LIMITS = Limits(cpu_seconds=0.5, wall_seconds=4, memory_bytes=64 * 2**20, output_bytes=64 * 1024)


def make_sandbox(name: str, request: pytest.FixtureRequest) -> Any:
    if name == "docker":
        return request.getfixturevalue("docker_engine").sandbox()
    return {"bubblewrap": BubblewrapSandbox, "unsafe-none": UnsafeSandbox}[name]()


@pytest.fixture(scope="module", params=BACKENDS)
def sandbox(request: pytest.FixtureRequest) -> Iterator[Any]:
    backend = make_sandbox(request.param, request)
    backend.open()
    yield backend
    backend.close()


@pytest.fixture(params=SANDBOXED)
def fresh(request: pytest.FixtureRequest) -> Iterator[Any]:
    """A sandbox of the test's own, not yet open."""
    backend = make_sandbox(request.param, request)
    yield backend
    backend.close()


def kill_from_outside(sandbox: Any) -> None:
    if sandbox.name == "docker":
        sandbox._client.kill(sandbox._container.id)
    else:
        sandbox._process.kill()
        sandbox._process.wait()


def run(
    sandbox: Any, source: str, *inputs: Any, isolation: Isolation = Isolation.TEST, **program: Any
) -> list[RunResult]:
    given = Program(**({"source": source, "mode": "function", "entry_point": "f"} | program))
    encoded = [json.dumps(item).encode() for item in inputs]
    return list(sandbox.run(given, encoded, limits=LIMITS, isolation=isolation))


def value(result: RunResult) -> Any:
    assert result.end == "finished", result
    return json.loads(result.result)["value"]


@pytest.mark.parametrize("isolation", Isolation)
def test_results_come_in_the_order_of_the_inputs(sandbox: Any, isolation: Isolation):
    results = run(sandbox, "def f(a, b): return a - b", [3, 1], [1, 3], [5, 5], isolation=isolation)
    assert [value(result) for result in results] == [2, -2, 0]


@pytest.mark.parametrize("isolation", Isolation)
def test_a_death_costs_one_input_and_the_rest_goes_on(sandbox: Any, isolation: Isolation):
    source = "import os\ndef f(n):\n    if n == 2: os._exit(3)\n    return n"
    results = run(sandbox, source, [1], [2], [3], isolation=isolation)
    assert [result.end for result in results] == ["finished", "crashed", "finished"]
    assert results[1].detail == "exited with code 3"
    assert value(results[2]) == 3


@pytest.mark.parametrize(
    ("body", "end"),
    [
        ("while True: pass", "cpu"),
        ("import time; time.sleep(60)", "wall"),
        ("x = []\n    while True: x.append(bytearray(1 << 20))", "memory"),
        ("while True: print('x' * 1000)", "output"),
        ("return [0] * 1_000_000", "output"),
        ("import os; os._exit(0)", "crashed"),
    ],
)
def test_each_limit_has_its_end_and_the_next_program_runs(sandbox: Any, body: str, end: str):
    (result,) = run(sandbox, f"def f():\n    {body}", [])
    assert result.end == end
    assert value(run(sandbox, "def f(): return 1", [])[0]) == 1


def test_a_source_that_does_not_compile_says_where(sandbox: Any):
    first, second = run(sandbox, "x = 1\ndef f(:", [], [])
    assert first.end == second.end == "compile"
    assert first.detail.startswith("line 2: ")


def test_times_and_memory_are_measured(sandbox: Any):
    source = "def f():\n    x = bytearray(30 << 20)\n    return sum(range(2_000_000))"
    (result,) = run(sandbox, source, [])
    assert result.cpu_seconds > 0.005
    assert result.wall_seconds >= result.cpu_seconds * 0.5
    assert result.peak_memory_bytes > 30 * 2**20


def test_what_is_printed_comes_back_with_its_input(sandbox: Any):
    source = "import sys\ndef f(n):\n    print('out', n)\n    print('err', n, file=sys.stderr)"
    results = run(sandbox, source, [1], [2], isolation=Isolation.BATCH)
    assert [result.stdout for result in results] == [b"out 1\n", b"out 2\n"]
    assert [result.stderr for result in results] == [b"err 1\n", b"err 2\n"]


def test_what_a_program_prints_while_it_loads_comes_with_each_result(sandbox: Any):
    source = "import sys\nprint('loading', flush=True)\nprint('careful', file=sys.stderr)\ndef f(x): return x"
    results = run(sandbox, source, [1], [2], [3], [4])
    assert [(r.stdout, r.stderr) for r in results] == [(b"loading\n", b"careful\n")] * 4


def test_a_class_is_driven_by_a_sequence_of_calls(sandbox: Any):
    source = (
        "class Counter:\n    def __init__(self, n): self.n = n\n"
        "    def add(self, k):\n        self.n += k\n        return self.n\n"
    )
    given = [[10], [["add", [1]], ["add", [5]]]]
    (result,) = run(sandbox, source, given, mode="class", entry_point="Counter")
    assert value(result) == [11, 16]


@pytest.mark.parametrize("source", ["print(input()[::-1])", "print(open(0).read().strip()[::-1])"])
def test_a_program_reads_standard_input_and_prints(sandbox: Any, source: str):
    (result,) = run(sandbox, source, ["abc\n"], mode="stdio", entry_point="")
    assert (result.end, result.stdout) == ("finished", b"cba\n")


@pytest.mark.parametrize(
    ("expression", "what"),
    [
        ("(i for i in [1])", "a generator"),
        ("{1, 2}", "a set"),
        ("float('nan')", "NaN"),
        ("float('inf')", "an infinite float"),
        ("object()", "an object"),
        ("10 ** 5000", "an int of too many digits"),
        ("[10 ** 5000] * 100", "an int of too many digits"),
        ("'\\ud800'", "a str with lone surrogates"),
        ("type('Mine', (list,), {})()", "a Mine (a subclass of list)"),
    ],
)
def test_what_has_no_strict_json_form_is_named(sandbox: Any, expression: str, what: str):
    (result,) = run(sandbox, f"def f(): return {expression}", [])
    assert json.loads(result.result) == {"unserialisable": what}


def test_keys_that_are_no_text_survive_in_both_directions(sandbox: Any):
    given = {"$pairs": [[1, "a"], [2, "b"]]}
    (result,) = run(sandbox, "def f(d): return {k + 1: v for k, v in d.items()}", [given])
    assert value(result) == {"$pairs": [[2, "a"], [3, "b"]]}


def test_a_traceback_shows_the_candidates_own_lines_only(sandbox: Any):
    (result,) = run(sandbox, "def g(x):\n    return 1 // x\ndef f(): return g(0)", [])
    record = json.loads(result.result)
    assert record["raised"] == "ZeroDivisionError"
    assert "ArithmeticError" in record["bases"]
    assert 'File "solution.py", line 2, in g\n    return 1 // x' in record["traceback"]
    assert "harness" not in record["traceback"]


def test_a_run_that_is_left_early_leaves_nothing(sandbox: Any):
    program = Program("def f(): return 1", "function", "f")
    runs = sandbox.run(program, [b"[]"] * 5, limits=LIMITS, isolation=Isolation.TEST)
    assert next(runs).end == "finished"
    runs.close()
    assert value(run(sandbox, "def f(): return 2", [])[0]) == 2


def test_closing_twice_is_no_error(fresh: Any):
    fresh.open()
    fresh.close()
    fresh.close()


def test_every_promise_is_probed_and_holds(fresh: Any):
    promised = [item.name for item in fresh.properties()]
    assert promised[:9] == list(PROMISES[:9])
    assert [item for item in fresh.properties() if not item.holds] == []


def test_a_fault_of_ours_is_an_error_and_the_next_call_works(fresh: Any):
    fresh.open()
    kill_from_outside(fresh)
    with pytest.raises(SandboxError):
        run(fresh, "def f(): return 1", [])
    assert value(run(fresh, "def f(): return 1", [])[0]) == 1


def test_killed_in_the_middle_of_a_run_it_is_an_error_and_the_next_call_works(fresh: Any):
    program = Program("def f(n):\n    while n: pass\n    return n", "function", "f")
    runs = fresh.run(program, [b"[0]", b"[1]"], limits=LIMITS, isolation=Isolation.TEST)
    assert next(runs).end == "finished"
    kill_from_outside(fresh)
    with pytest.raises(SandboxError):
        next(runs)
    assert value(run(fresh, "def f(): return 1", [])[0]) == 1


def test_another_language_is_refused_before_anything_runs(fresh: Any):
    with pytest.raises(SandboxError, match="cobol"):
        run(fresh, "def f(): return 1", [], language="cobol")


def test_ten_megabytes_of_source_and_of_input_pass(fresh: Any):
    source = "def f(text): return len(text)\n#" + "x" * 10_000_000
    (result,) = run(fresh, source, ["y" * 10_000_000])
    assert value(result) == 10_000_000


def test_a_source_that_is_no_text_does_not_compile(fresh: Any):
    (result,) = run(fresh, "def f(): return '\ud800'", [])
    assert (result.end, result.before_input) == ("compile", True)
