"""What ``%load_ext mockmind_lab`` adds to ipywidgets and ipyvuetify: ``python tests/bench/bench_load.py``."""

from __future__ import annotations

import statistics
import subprocess
import sys

BAR_MS = 50.0
REPETITIONS = 15
SOURCE = """
import time
from IPython.core.interactiveshell import InteractiveShell
import ipywidgets, ipyvuetify
shell = InteractiveShell.instance()
began = time.perf_counter()
shell.run_line_magic("load_ext", "mockmind_lab")
print((time.perf_counter() - began) * 1000)
"""


def once() -> float:
    """Milliseconds of one load in a fresh process."""
    done = subprocess.run([sys.executable, "-c", SOURCE], capture_output=True, text=True, check=True)
    return float(done.stdout.splitlines()[-1])


def main() -> int:
    """Print the median; 1 if the bar is missed."""
    once()  # compiles what was not compiled yet
    times = [once() for _ in range(REPETITIONS)]
    median = statistics.median(times)
    print(f"%load_ext: median {median:.1f} ms, {min(times):.1f} to {max(times):.1f} ms (bar {BAR_MS:g} ms)")
    return int(median > BAR_MS)


if __name__ == "__main__":
    raise SystemExit(main())
