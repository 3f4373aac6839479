"""Each language in the sandbox beside a bare process; prints medians and ratios."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from mockmind_lab.core.problem import Limits, Parameter, Signature
from mockmind_lab.core.verdict import Isolation
from mockmind_lab.sandbox.base import Program
from mockmind_lab.sandbox.bubblewrap import BubblewrapSandbox
from mockmind_lab.sandbox.languages import missing

TESTS = 10
ROUNDS = 5
SIGNATURE = Signature(
    entry_point="total", params=(Parameter(name="numbers", type="list[int]"),), returns="int"
)
INPUTS = [json.dumps([list(range(n, n + 100))]).encode() for n in range(TESTS)]
SOURCES = {
    "javascript": "function total(numbers) { return numbers.reduce((a, b) => a + b, 0); }\n",
    "java": "class Solution {\n  long total(long[] n) { long s = 0; for (long x : n) s += x; return s; } }\n",
    "cpp": "long long total(std::vector<long long> n) { return std::reduce(n.begin(), n.end()); }\n",
    "go": "package main\nfunc total(n []int) int { s := 0; for _, x := range n { s += x }; return s }\n",
}
# The same work by a person's own means: compile as one would, start one process a test.
BARE = {
    "javascript": ("a.js", "console.log([1,2,3].reduce((a, b) => a + b, 0))", [], ["node", "a.js"]),
    "java": (
        "A.java",
        "class A {\n  public static void main(String[] a) {\n"
        "    long s = 0; for (long x : new long[] {1, 2, 3}) s += x; System.out.println(s);\n  }\n}",
        ["javac", "A.java"],
        ["java", "A"],
    ),
    "cpp": (
        "a.cpp",
        "#include <bits/stdc++.h>\nint main() { std::vector<long long> n{1, 2, 3}; long long s = 0;"
        " for (auto x : n) s += x; std::cout << s; }",
        ["g++", "-std=c++20", "-O2", "a.cpp", "-o", "a"],
        ["./a"],
    ),
    "go": (
        "a.go",
        'package main\nimport "fmt"\nfunc main() { s := 0; for _, x := range []int{1, 2, 3} { s += x };'
        " fmt.Println(s) }",
        ["go", "build", "-o", "a", "a.go"],
        ["./a"],
    ),
}


def median(action: Callable[[int], object]) -> float:
    taken: list[float] = []
    for round_ in range(ROUNDS):
        start = time.perf_counter()
        action(round_)
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def inside(sandbox: BubblewrapSandbox, language: str, source: str, inputs: list[bytes]) -> None:
    program = Program(source, "function", "total", language, SIGNATURE.described())
    results = list(sandbox.run(program, inputs, limits=Limits(), isolation=Isolation.TEST))
    assert {result.end for result in results} == {"finished"}, results[0]


def measure(sandbox: BubblewrapSandbox, language: str, folder: Path) -> None:
    name, source, build, run = BARE[language]

    def built(round_: int) -> None:
        (folder / name).write_text(f"{source}\n// {round_}\n")
        if build:
            subprocess.run(build, cwd=folder, check=True, capture_output=True)

    def started(_: int) -> None:
        subprocess.run(run, cwd=folder, check=True, capture_output=True)

    ours = SOURCES[language]
    inside(sandbox, language, ours, INPUTS[:1])  # the toolchain's own share is built once
    new = median(lambda n: inside(sandbox, language, f"{ours}// {n}\n", INPUTS[:1]))
    each = median(lambda _: inside(sandbox, language, ours, INPUTS)) / TESTS
    compiling = max(0.0, new - each)
    bare_build, bare_run = median(built), median(started)
    beside = f"{compiling / bare_build:5.2f}x" if build else "   (no compiler)"
    print(f"{language:>10}  compile {compiling * 1e3:7.0f} ms, bare {bare_build * 1e3:7.0f} ms  {beside}")
    print(f"{'':>10}  a test  {each * 1e3:7.1f} ms, bare {bare_run * 1e3:7.1f} ms  {each / bare_run:5.2f}x")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        with BubblewrapSandbox(compile_cache=str(Path(folder, "kept"))) as sandbox:
            for language in SOURCES:
                why = missing(language)
                if why:
                    print(f"{language:>10}  {why}")
                else:
                    measure(sandbox, language, Path(folder))


if __name__ == "__main__":
    sys.exit(main())
