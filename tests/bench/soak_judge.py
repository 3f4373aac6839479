"""A thousand submissions in a row, hostile and honest: ``PYTHONPATH=. python tests/bench/soak_judge.py``.

Options: the number of submissions, and a backend (bubblewrap or docker; default: both that can be
had). Nothing may leak, every honest submission must be AC and every hostile one what it states.
"""

from __future__ import annotations

import argparse
import collections
import contextlib
import os
import random
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from mockmind_lab.core.problem import Limits
from mockmind_lab.core.verdict import Isolation
from mockmind_lab.judge import Judge
from tests.docker_engine import shared_engine, why_not
from tests.judge.corpus import children_of, descriptors, plant, resident_megabytes
from tests.judge.made import HONEST, make_problem

PROGRAMS = sorted((Path(__file__).parents[1] / "hostile").glob("*.py"))
LIMITS = Limits(cpu_seconds=0.3, wall_seconds=2, memory_bytes=64 * 2**20, output_bytes=64 * 1024)
WARM_UP = 50  # submissions before anything is counted: caches fill, modules load
GROWTH = 8  # megabytes that the host may grow over the rest, which is what an allocator keeps


def directories() -> set[str]:
    return {entry.name for entry in Path(tempfile.gettempdir()).iterdir()}


def state(count_containers: Callable[[], int]) -> dict[str, Any]:
    return {
        "processes": len(children_of(os.getpid())),
        "descriptors": descriptors(),
        "containers": count_containers(),
        "directories": len(directories()),
    }


def soak(judge: Judge, count: int, count_containers: Callable[[], int]) -> int:
    """Judge ``count`` submissions; returns how much was wrong."""
    problem, chance = make_problem(limits=LIMITS), random.Random(7)
    stated = {path: re.findall(r"verdict: (\w+)", path.read_text())[0] for path in PROGRAMS}
    wrong: collections.Counter[str] = collections.Counter()
    before, memory, begun = {}, 0.0, time.monotonic()
    for number in range(count + WARM_UP):
        if number == WARM_UP:
            before, memory, begun = state(count_containers), resident_megabytes(), time.monotonic()
        path = chance.choice(PROGRAMS) if number % 2 else None
        source, wanted = (path.read_text(), stated[path]) if path else (HONEST, "AC")
        verdict = judge.judge(problem, source, tests=problem.tests, isolation=Isolation.TEST)
        if verdict.code != wanted:
            wrong[f"{path.stem if path else 'honest'}: {verdict.code} and not {wanted}"] += 1
    seconds, grown, after = time.monotonic() - begun, resident_megabytes() - memory, state(count_containers)
    print(f"{count} submissions in {seconds:.0f} s; the host grew by {grown:.1f} MB")
    for what, found in wrong.items():
        print(f"  WRONG VERDICT {found} times: {what}")
    leaks = [f"{name}: {before[name]} -> {after[name]}" for name in before if after[name] > before[name]]
    if grown > GROWTH:
        leaks.append(f"memory: {grown:.1f} MB")
    for leak in leaks:
        print(f"  LEAK {leak}")
    return sum(wrong.values()) + len(leaks)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--backend", choices=["bubblewrap", "docker"])
    chosen = parser.parse_args()
    tempfile.tempdir = tempfile.mkdtemp(prefix="mockmind-soak-")  # other programs make folders in /tmp
    plant()
    failures = 0
    try:
        if chosen.backend != "docker":
            with contextlib.closing(Judge(sandbox="bubblewrap", stop_after_timeouts=1)) as judge:
                print("bubblewrap:", end=" ", flush=True)
                failures += soak(judge, chosen.count, lambda: 0)
        if chosen.backend != "bubblewrap" and why_not():
            print(why_not())
        elif chosen.backend != "bubblewrap":
            with shared_engine() as engine:
                judge = Judge(factory=engine.sandbox, stop_after_timeouts=1)
                print("docker:", end=" ", flush=True)
                failures += soak(judge, chosen.count, lambda: len(engine.containers()))
                judge.close()
                left = engine.containers()
                print(f"  LEAK of containers: {left}" if left else "  no container is left")
                failures += len(left)
    finally:
        shutil.rmtree(tempfile.tempdir)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
