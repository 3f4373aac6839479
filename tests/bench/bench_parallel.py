"""Two judges side by side against one: ``PYTHONPATH=. python tests/bench/bench_parallel.py``.

Each judge is a thread of one host, as submissions of two candidates are. What two bare processes
gain over one is measured in the same rounds: on two idle cores that is 2x, of which the judges have
to reach 1.7x; on a busy machine the bar is the same share of what there is to be had.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time

from mockmind_lab.core.problem import Limits
from mockmind_lab.core.verdict import Code, Isolation
from mockmind_lab.judge import Judge
from tests.judge.made import make_problem

BAR = 1.7
ROUNDS = 5
SUBMISSIONS = 20  # of each judge in a round
BARE = "for _ in range(20_000_000): pass"
SOURCE = "def total(numbers):\n    for _ in range(200_000): pass\n    return sum(numbers)\n"


def judge_all(judge: Judge) -> None:
    problem = make_problem(limits=Limits(cpu_seconds=5, wall_seconds=20))
    for _ in range(SUBMISSIONS):
        verdict = judge.judge(problem, SOURCE, tests=problem.tests, isolation=Isolation.TEST)
        assert verdict.code is Code.AC, verdict


def throughput(judges: list[Judge]) -> float:
    """Submissions a second of all ``judges`` at once."""
    threads = [threading.Thread(target=judge_all, args=(judge,)) for judge in judges]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(judges) * SUBMISSIONS / (time.perf_counter() - begun)


def bare_throughput(count: int) -> float:
    """Rounds of work a second of ``count`` bare processes at once: what the machine has to give."""
    begun = time.perf_counter()
    processes = [subprocess.Popen([sys.executable, "-I", "-S", "-c", BARE]) for _ in range(count)]
    assert [process.wait() for process in processes] == [0] * count
    return count / (time.perf_counter() - begun)


def main() -> int:
    judges = [Judge(sandbox="bubblewrap", pool_size=1) for _ in range(2)]
    for judge in judges:
        judge_all(judge)
    ratios: list[float] = []
    possible: list[float] = []
    for _ in range(ROUNDS):
        one, bare_one, two, bare_two = (
            throughput(judges[:1]), bare_throughput(1), throughput(judges), bare_throughput(2)
        )  # fmt: skip
        ratios.append(two / one)
        possible.append(bare_two / bare_one)
        print(f"one {one:.1f} submissions/s, two {two:.1f}: {ratios[-1]:.2f}x of {possible[-1]:.2f}x")
    for judge in judges:
        judge.close()
    ratio, most = statistics.median(ratios), min(2.0, statistics.median(possible))
    met = ratio >= BAR * most / 2
    print(
        f"two judges / one: {ratio:.2f} where two bare processes gain {most:.2f} (bar {BAR * most / 2:.2f})"
    )
    print("" if met else "MISSED", f"load {os.getloadavg()[0]:.1f}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
