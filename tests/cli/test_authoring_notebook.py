"""The example notebook under papermill, in the jailed kernel: a package that the command verifies."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import nbformat

from tests.cli.conftest import Shell

EXAMPLE = Path(__file__).parents[2] / "example_notebooks" / "author_a_problem.ipynb"


def test_the_example_notebook_makes_a_package_that_is_verified(shell: Shell) -> None:
    work = shell.folder / "work"
    command = [sys.executable, "-m", "papermill", str(EXAMPLE), "out.ipynb", "-k", "mockmind"]
    done = subprocess.run(
        command, cwd=work, env=shell.environment(), capture_output=True, text=True, timeout=200
    )
    assert done.returncode == 0, done.stderr
    cells = [cell for cell in nbformat.read(work / "out.ipynb", 4).cells if cell.cell_type == "code"]
    shown = ["".join(o["data"]["text/plain"] for o in cell.outputs if "data" in o) for cell in cells]
    assert "AC on 10 tests" in shown[3]
    assert "fails tests 4, 5, 6 of 10" in shown[5]
    assert "Saved as" in shown[-1], shown
    verified = shell.mockmind("problems", "verify", "quiet-minutes")
    assert verified.returncode == 0, verified.stderr
    assert "15 checks hold" in verified.stdout
    assert "Quiet minutes" in shell.mockmind("problems", "show", "quiet-minutes").stdout
