"""The sandbox beside no sandbox: ``python tests/bench/bench_judge.py`` prints ratios of medians."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from mockmind_lab.core.problem import Limits
from mockmind_lab.core.verdict import Isolation
from mockmind_lab.sandbox.base import Program
from mockmind_lab.sandbox.bubblewrap import BubblewrapSandbox
from mockmind_lab.sandbox.interpreter import find_interpreter

TESTS = 50
ROUNDS = 9
SOURCE = """
def two_sum(numbers, target):
    seen = {}
    for i, number in enumerate(numbers):
        if target - number in seen:
            return [seen[target - number], i]
        seen[number] = i
"""
INPUTS = [json.dumps([list(range(n, n + 50)), 2 * n + 97]).encode() for n in range(TESTS)]
PYTHON = find_interpreter().executable
BARE = (
    f"import json, sys\n{SOURCE}\nfor line in sys.stdin:\n    print(json.dumps(two_sum(*json.loads(line))))\n"
)


def bare(inputs: list[bytes]) -> None:
    done = subprocess.run(
        [PYTHON, "-I", "-c", BARE], input=b"\n".join(inputs), capture_output=True, check=True
    )
    assert len(done.stdout.splitlines()) == len(inputs)


def bare_each() -> None:
    for given in INPUTS:
        bare([given])


def nothing() -> None:
    subprocess.run([PYTHON, "-I", "-c", "pass"], check=True)


def cold() -> None:
    sandbox = BubblewrapSandbox()
    sandbox.open()
    sandbox.close()


def inside(sandbox: BubblewrapSandbox, isolation: Isolation) -> None:
    program = Program(SOURCE, "function", "two_sum")
    results = list(sandbox.run(program, INPUTS, limits=Limits(), isolation=isolation))
    assert {result.end for result in results} == {"finished"}


def medians(actions: dict[str, Callable[[], None]], rounds: int = ROUNDS) -> dict[str, float]:
    """Milliseconds; the actions take turns, so that a busy machine is busy for all of them."""
    taken: dict[str, list[float]] = {name: [] for name in actions}
    for _ in range(rounds):
        for name, action in actions.items():
            start = time.perf_counter()
            action()
            taken[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> int:
    with BubblewrapSandbox() as sandbox:
        inside(sandbox, Isolation.TEST)
        actions: dict[str, Callable[[], None]] = {
            "bare, one process": lambda: bare(INPUTS),
            "batch": lambda: inside(sandbox, Isolation.BATCH),
            "fresh child a test": lambda: inside(sandbox, Isolation.TEST),
            "bare, nothing": nothing,
            "cold sandbox": cold,
        }
        found = medians(actions)
        found |= medians({"bare, a process a test": bare_each}, rounds=3)
    for name, time_taken in found.items():
        print(f"{name:24} {time_taken:8.1f} ms")
    failed = 0
    for name, over, bar in (
        ("batch", "bare, one process", 0.5),
        ("fresh child a test", "bare, one process", 4.0),
        ("fresh child a test", "bare, a process a test", 0.1),
        ("cold sandbox", "bare, nothing", 4.0),
    ):
        ratio = found[name] / found[over]
        failed += ratio > bar
        print(f"{name} / {over}: {ratio:.2f} (bar {bar}){'' if ratio <= bar else '  MISSED'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
