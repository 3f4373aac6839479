"""The headless interview against plain papermill: ``python tests/bench/bench_demo.py [REPETITIONS]``.

Both run in this process, turn about, after one run each that is not counted: what is compared is a teacher's
tenth notebook and not the first, which also pays for imports. The plain notebook has as many cells, each with
a line to compute. The other bar is the time of ``mockmind demo`` from a shell, imports and all.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
import papermill

from mockmind_lab.cli.demo import notebook_path
from mockmind_lab.host import HostThread

if TYPE_CHECKING:
    from collections.abc import Callable

BAR = 1.25
BAR_SECONDS = 20.0


def plain(path: Path) -> None:
    """Write a notebook with as many cells of each type as the demo's, for a plain kernel."""
    notebook = nbformat.read(notebook_path(), as_version=4)
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code":
            cell.source = f"print(sum(range({number})))"
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    nbformat.write(notebook, path)


def run(notebook: Path, kernel: str) -> float:
    """Seconds that papermill takes for ``notebook``, kernel start and shutdown included."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.perf_counter()
        papermill.execute_notebook(
            notebook, Path(folder) / "out.ipynb", kernel_name=kernel, cwd=folder, progress_bar=False
        )
        spent = time.perf_counter() - began
        if kernel == "mockmind" and not (Path(folder) / "report.ipynb").is_file():
            raise SystemExit("the interview left no report")
    return spent


def demo(folder: Path) -> float:
    """Seconds that the whole command takes, with a store of its own, as ``make demo`` runs it."""
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "mockmind_lab.cli", "demo"], cwd=folder, check=True, stdout=subprocess.DEVNULL
    )
    return time.perf_counter() - began


def measure(repetitions: int, folder: Path) -> dict[str, list[float]]:
    """Seconds of each repetition, by what ran."""
    baseline = folder / "plain.ipynb"
    plain(baseline)
    runs: dict[str, Callable[[], float]] = {
        "plain papermill": lambda: run(baseline, "python3"),
        "interview": lambda: run(notebook_path(), "mockmind"),
    }
    taken: dict[str, list[float]] = {name: [] for name in runs}
    for repetition in range(repetitions + 1):
        for name, once in runs.items():
            spent = once()
            if repetition:
                taken[name].append(spent)
    return taken


def main() -> int:
    """Print the medians and their ratio; 1 if a bar is missed."""
    repetitions = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JUPYTER_DATA_DIR"] = folder  # a store of its own
        taken = measure(repetitions, Path(folder))
        HostThread.shared().close()
        seconds = demo(Path(folder))
    medians = {name: statistics.median(times) for name, times in taken.items()}
    for name, times in taken.items():
        print(f"{name}: median {medians[name]:.2f} s, {min(times):.2f} to {max(times):.2f} s of {len(times)}")
    ratio = medians["interview"] / medians["plain papermill"]
    print(f"ratio: {ratio:.2f} (bar {BAR}); mockmind demo: {seconds:.1f} s (bar {BAR_SECONDS:g})")
    return int(ratio > BAR or seconds > BAR_SECONDS)


if __name__ == "__main__":
    raise SystemExit(main())
