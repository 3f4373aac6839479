"""What verifying the bank and finding a problem in it take: ``python tests/bench/bench_bank.py [--quick]``.

Verifying is measured cold (nothing is known to hold; what is compiled is made anew) and warm. Loading is what
a start needs: the index of sixty problems in a fresh process, and one problem chosen and read. A bank
of fewer problems is filled up with copies for that.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

BANK = Path(__file__).parents[2] / "problems"
VERIFY_SECONDS = 240.0
LOAD_MS = 30.0
PROBLEMS = 60
LOADS = 15
LOAD = """
import sys, time
from mockmind_lab.core.problem import Difficulty
from mockmind_lab.library import Library
began = time.perf_counter()
library = Library(paths=[sys.argv[1]], index_file=sys.argv[2])
(slug,) = library.choose(difficulty=Difficulty.MEDIUM, count=1, seed=3)
print((time.perf_counter() - began) * 1000)
"""


def verified(cache: Path) -> tuple[float, str]:
    """Seconds of one ``problems verify`` of the bank, and its last line."""
    environment = os.environ | {"XDG_CACHE_HOME": str(cache)}
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "mockmind_lab.cli", "problems", "verify"],
        env=environment,
        capture_output=True,
        text=True,
    )
    print(done.stderr, end="")
    return time.monotonic() - began, done.stdout.splitlines()[-1] if done.stdout else "failed"


def filled(folder: Path) -> int:
    """Copy the bank to ``folder`` and fill it up with copies of its problems; how many are its own."""
    own = sorted(path.parent for path in BANK.glob("*/problem.yaml"))
    for number in range(max(PROBLEMS, len(own))):
        source = own[number % len(own)]
        name = source.name if number < len(own) else f"copy-{number}-{source.name}"[:60].rstrip("-")
        shutil.copytree(source, folder / name)
    return len(own)


def loaded(folder: Path, index: Path) -> float:
    """Milliseconds of a choice among the problems of ``folder`` in a fresh process."""
    command = [sys.executable, "-c", LOAD, str(folder), str(index)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(done.stdout)


def main() -> int:
    """Print every figure; 1 if a bar is missed."""
    missed = 0
    with tempfile.TemporaryDirectory() as temporary:
        root = Path(temporary)
        own = filled(root / "bank")
        first = loaded(root / "bank", root / "index.json")
        times = [loaded(root / "bank", root / "index.json") for _ in range(LOADS)]
        median = statistics.median(times)
        count = len(list((root / "bank").iterdir()))
        print(
            f"choosing among {count} problems ({own} own): median {median:.1f} ms, {min(times):.1f} to "
            f"{max(times):.1f} ms (bar {LOAD_MS:g} ms); without the index {first:.0f} ms"
        )
        missed += median > LOAD_MS
        if "--quick" in sys.argv:
            return missed
        for name in ("cold", "warm"):
            seconds, last = verified(root / "cache")
            print(f"verify, {name}: {seconds:.1f} s (bar {VERIFY_SECONDS:g} s). {last}")
            missed += seconds > VERIFY_SECONDS
    return int(missed > 0)


if __name__ == "__main__":
    raise SystemExit(main())
