"""Ten tests, a fresh process each, beside other judges: ``PYTHONPATH=. python tests/bench/bench_others.py``.

Other judges take part where they are installed: ``isolate`` (the IOI's) on PATH, and DMOJ's judge, whose
command ``dmoj-cli`` is on PATH or named by ``DMOJ_CLI``. Who is missing is named with how to get it. A bare
``python3 -I -S`` a test always takes part, because no other judge can be quicker than what it starts.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from mockmind_lab.core.problem import Limits
from mockmind_lab.core.verdict import Isolation
from mockmind_lab.sandbox.base import Program
from mockmind_lab.sandbox.bubblewrap import BubblewrapSandbox
from tests.bench.bench_judge import INPUTS, PYTHON, SOURCE, medians

TEN = INPUTS[:10]
ANSWERS = [[48, 49]] * 10
SCRIPT = f"import json, sys\n{SOURCE}\nprint(json.dumps(two_sum(*json.loads(sys.stdin.read()))))\n"
BARS = {"isolate": 0.3, "DMOJ": 0.1}
KNOWN = "known figures for these ten tests, on two cores: isolate 158-199 ms, DMOJ 747, bare 142"


def ours(sandbox: BubblewrapSandbox) -> None:
    program = Program(SOURCE, "function", "two_sum")
    results = list(sandbox.run(program, TEN, limits=Limits(), isolation=Isolation.TEST))
    assert [json.loads(result.result)["value"] for result in results] == ANSWERS


def bare() -> None:
    for given in TEN:
        done = subprocess.run(
            [PYTHON, "-I", "-S", "-c", SCRIPT], input=given, capture_output=True, check=True
        )
        assert json.loads(done.stdout) == ANSWERS[0]


def isolate(script: Path) -> None:
    """A box as a judge uses it: made anew for a submission, one run a test."""
    made = subprocess.run(["isolate", "--init"], capture_output=True, text=True, check=True).stdout.strip()
    box = Path(made, "box")
    shutil.copy(script, box / "solution.py")
    for given in TEN:
        (box / "input").write_bytes(given)
        command = ["isolate", "--time=2", "--mem=262144", "--stdin=input", "--run", "--", PYTHON, "-I", "-S"]
        done = subprocess.run([*command, "solution.py"], capture_output=True, check=True)
        assert json.loads(done.stdout) == ANSWERS[0]
    subprocess.run(["isolate", "--cleanup"], capture_output=True, check=True)


class Dmoj:
    """DMOJ's judge, told of a problem of ten tests. Its process stays, as ours does."""

    def __init__(self, command: str, folder: Path) -> None:
        problem = folder / "problems" / "pairs"
        problem.mkdir(parents=True)
        cases: list[str] = []
        for number, (given, answer) in enumerate(zip(TEN, ANSWERS, strict=True)):
            (problem / f"{number}.in").write_bytes(given)
            (problem / f"{number}.out").write_text(json.dumps(answer) + "\n")
            cases.append(f"- {{in: {number}.in, out: {number}.out, points: 1}}\n")
        (problem / "init.yml").write_text("test_cases:\n" + "".join(cases))
        (folder / "solution.py").write_text(SCRIPT)
        config = folder / "judge.yml"
        config.write_text(
            f"problem_storage_globs: ['{folder}/problems/*']\nruntime: {{python3: {sys.executable}}}\n"
        )
        self.process = subprocess.Popen(
            [command, "-c", str(config), "-e", "PY3", "--no-ansi", "--skip-self-test"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=0,
        )  # fmt: skip
        self.submit = f"submit pairs PY3 {folder / 'solution.py'} -tl 2 -ml 262144\n"

    def __call__(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(self.submit)
        accepted, until = 0, time.monotonic() + 60
        while accepted < len(TEN):
            line = self.process.stdout.readline()
            if not line or time.monotonic() > until:
                raise RuntimeError("DMOJ's judge did not accept the ten tests")
            accepted += len(re.findall(r"\bAC\b", line))

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


def main() -> int:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (folder / "script.py").write_text(SCRIPT)
        sandbox = stack.enter_context(BubblewrapSandbox())
        actions: dict[str, Callable[[], None]] = {"ours": lambda: ours(sandbox), "bare python3 -I -S": bare}
        if shutil.which("isolate"):
            actions["isolate"] = lambda: isolate(folder / "script.py")
        else:
            print("isolate is not on PATH (www.ucw.cz/isolate tells of packages); without it:", KNOWN)
        command = os.environ.get("DMOJ_CLI") or shutil.which("dmoj-cli")
        if command:
            judge = Dmoj(command, folder / "dmoj")
            stack.callback(judge.close)
            actions["DMOJ"] = judge
        else:
            print("DMOJ is not installed (apt install libseccomp-dev; pip install dmoj); without it:", KNOWN)
        for action in actions.values():
            action()
        found = medians(actions)
    for name, milliseconds in found.items():
        print(f"{name:20} {milliseconds:8.1f} ms")
    failed = 0
    for name in found.keys() - {"ours"}:
        ratio, bar = found["ours"] / found[name], BARS.get(name)
        failed += bar is not None and ratio > bar
        said = "" if bar is None else f" (bar {bar:g}){'' if ratio <= bar else '  MISSED'}"
        print(f"ours / {name}: {ratio:.3f}{said}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
