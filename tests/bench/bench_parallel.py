"""Two judges side by side against one: ``PYTHONPATH=. python tests/bench/bench_parallel.py``.

Each judge is a thread of one host, as submissions of two candidates are. On fewer than two idle
cores the ratio says more of the machine than of the judge: the load is printed with it.
"""

from __future__ import annotations

import os
import statistics
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


def main() -> int:
    judges = [Judge(sandbox="bubblewrap", pool_size=1) for _ in range(2)]
    for judge in judges:
        judge_all(judge)
    ratios: list[float] = []
    for _ in range(ROUNDS):
        one, two = throughput(judges[:1]), throughput(judges)
        ratios.append(two / one)
        print(f"one {one:.1f} submissions/s, two {two:.1f}: {two / one:.2f}x")
    for judge in judges:
        judge.close()
    ratio = statistics.median(ratios)
    met = ratio >= BAR
    print(
        f"two judges / one: {ratio:.2f} (bar {BAR}){'' if met else '  MISSED'}; load {os.getloadavg()[0]:.1f}"
    )
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
