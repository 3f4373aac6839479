"""Warm Docker beside `docker run` and bubblewrap: ``PYTHONPATH=. python tests/bench/bench_docker.py``.

Needs root, dockerd and mmdebstrap, as the tests of the Docker sandbox do. Prints ratios of medians.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from mockmind_lab.core.problem import Limits
from mockmind_lab.core.verdict import Isolation
from mockmind_lab.sandbox.base import Program
from mockmind_lab.sandbox.bubblewrap import BubblewrapSandbox
from tests.bench.bench_judge import INPUTS, SOURCE, medians
from tests.docker_engine import Engine, shared_engine, why_not

TEN = INPUTS[:10]
SCRIPT = f"""
import json, sys
{SOURCE}
for line in sys.stdin:
    print(json.dumps(two_sum(*json.loads(line))))
"""


def docker_run(engine: Engine, inputs: list[bytes]) -> None:
    """What a judge without a warm container does for a submission: one of its own."""
    command = [
        "docker", "-H", engine.address, "run", "--rm", "-i", "--network=none", "--read-only",
        "--cap-drop=ALL", "--user=65534", "--entrypoint=/python3", engine.image, "-I", "-S", "-c", SCRIPT,
    ]  # fmt: skip
    done = subprocess.run(command, input=b"\n".join(inputs), capture_output=True, check=True)
    assert len(done.stdout.splitlines()) == len(inputs)


def warm(sandbox: Any, inputs: list[bytes], isolation: Isolation) -> None:
    program = Program(SOURCE, "function", "two_sum")
    results = list(sandbox.run(program, inputs, limits=Limits(), isolation=isolation))
    assert [json.loads(result.result)["value"] is not None for result in results] == [True] * len(inputs)


def main() -> int:
    reason = why_not()
    if reason:
        print(reason)
        return 0
    with shared_engine() as engine, contextlib.ExitStack() as stack:
        docker = stack.enter_context(engine.sandbox())
        bubblewrap = stack.enter_context(BubblewrapSandbox())
        actions: dict[str, Callable[[], None]] = {
            "docker run a submission": lambda: docker_run(engine, TEN),
            "warm docker, batch of 10": lambda: warm(docker, TEN, Isolation.BATCH),
            "warm docker, 10 fresh": lambda: warm(docker, TEN, Isolation.TEST),
            "warm docker, batch of 50": lambda: warm(docker, INPUTS, Isolation.BATCH),
            "bubblewrap, batch of 50": lambda: warm(bubblewrap, INPUTS, Isolation.BATCH),
            "warm docker, 50 fresh": lambda: warm(docker, INPUTS, Isolation.TEST),
            "bubblewrap, 50 fresh": lambda: warm(bubblewrap, INPUTS, Isolation.TEST),
        }
        for action in actions.values():
            action()
        found = medians(actions)
    for name, milliseconds in found.items():
        print(f"{name:26} {milliseconds:8.1f} ms")
    failed = 0
    for name, over, bar in (
        ("warm docker, batch of 10", "docker run a submission", 1 / 20),
        ("warm docker, batch of 50", "bubblewrap, batch of 50", 2.0),
        ("warm docker, 50 fresh", "bubblewrap, 50 fresh", 2.0),
    ):
        ratio = found[name] / found[over]
        failed += ratio > bar
        print(f"{name} / {over}: {ratio:.3f} (bar {bar:g}){'' if ratio <= bar else '  MISSED'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
