"""Feedback by rules and the report, charts included, of 45 minutes and 400 events, on one core.

Run as ``PYTHONPATH=. python tests/bench/bench_report.py``.
"""

from __future__ import annotations

import os
import statistics
import tempfile
import time

from traitlets.config import Config

from tests.report.full import before_the_end, finished

BAR_SECONDS, BAR_BYTES, TIMES = 3.0, 1_500_000, 5


def main() -> int:
    """Print CPU seconds (the median of five, after imports) and the size beside their bars."""
    from mockmind_lab.host.settings import Renderer

    with tempfile.TemporaryDirectory() as folder:
        os.environ["JUPYTER_DATA_DIR"] = folder  # a key of its own
        render, spent, size = Renderer(Config()), list[float](), 0
        render(finished(before_the_end(60)).events)  # imports
        for _ in range(TIMES):
            made = before_the_end()
            began = time.process_time()
            size = len(render(finished(made).events))
            spent.append(time.process_time() - began)
            assert len(made.events) == 400
    seconds = statistics.median(spent)
    print(f"feedback and report of 400 events: {seconds:.2f} s of CPU (bar {BAR_SECONDS:g} s)")
    print(f"the file: {size / 1e6:.2f} MB (bar {BAR_BYTES / 1e6:g} MB)")
    return 0 if seconds < BAR_SECONDS and size < BAR_BYTES else 1


if __name__ == "__main__":
    raise SystemExit(main())
