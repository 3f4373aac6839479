"""``mockmind demo``: a whole interview under papermill, with a candidate who follows a script."""

from __future__ import annotations

import re
import sys
import time
from datetime import datetime
from pathlib import Path
from shutil import get_terminal_size
from textwrap import wrap
from typing import TYPE_CHECKING, Any

import click

from mockmind_lab.cli.unsafe import unsafe_option
from mockmind_lab.core.plural import count
from mockmind_lab.errors import MockmindError, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nbformat import NotebookNode

__all__ = ["demo", "notebook_path"]

_INTERVIEW = "interview.ipynb"
_REPORT = "report.ipynb"
_MARGIN = " " * 8
_MOST_LINES = 12
"""Lines shown of what a cell printed; the rest is in the notebook."""
_NO_TERMINAL = (110, 24)
_BROKEN_FROM = 60
"""Characters from which a line may have been broken by its writer; a shorter one ends there."""
_CODE = 4
"""Spaces before a line of code."""
_OWN_LINE = re.compile(r"[-+*─•…⚠]|\d+[.)] |$")
"""What begins a line of its own: an item of a list, the line below a heading, nothing at all."""


@click.command
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to; otherwise a new one under ./runs.",
)
@unsafe_option
def demo(output: Path | None) -> None:
    """Run a whole interview without a browser, and show how it goes.

    A scripted candidate asks, writes a wrong solution, takes a hint, mends it and finishes. Kernel,
    interviewer, judge and report are the real ones. The last line is the report's path.
    """
    folder = output or Path("runs") / f"{datetime.now():%Y-%m-%d-%H%M%S}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(f"{folder} can't be made ({error.strerror}); name another with --output.") from error
    report = folder / _REPORT
    report.unlink(missing_ok=True)  # an old one must not pass for this run's
    began = time.monotonic()
    click.echo("A whole interview without a browser. Kernel, interviewer, judge and sandbox are starting ...")
    _execute(notebook_path(), folder.resolve())
    if not report.is_file():
        raise Refused(f"The interview ended without a report: {folder / _INTERVIEW} shows how it went.")
    click.echo(f"\nDone in {time.monotonic() - began:.1f} s. The candidate's notebook: {folder / _INTERVIEW}")
    click.echo("The report, which `mockmind verify` checks:")
    click.echo(report)


def notebook_path() -> Path:
    """Where the scripted candidate's notebook is: in a checkout, or where the wheel puts it."""
    name = Path("example_notebooks") / "demo.ipynb"
    checkout = Path(__file__).resolve().parents[2] / name
    return checkout if checkout.is_file() else Path(sys.prefix) / "share" / "mockmind" / name


def _execute(notebook: Path, folder: Path) -> None:
    """Run ``notebook`` with papermill in ``folder``; raises ``Refused`` where that fails."""
    from nbclient.exceptions import DeadKernelError
    from papermill import PapermillExecutionError, execute_notebook

    from mockmind_lab.host import HostThread

    try:
        execute_notebook(
            notebook,
            folder / _INTERVIEW,
            kernel_name="mockmind",
            cwd=folder,
            progress_bar=False,
            on_cell_start=_began(_code_cells(notebook)),
            on_cell_executed=_executed,
        )
    except (MockmindError, BrokenPipeError):
        raise
    except (PapermillExecutionError, DeadKernelError, RuntimeError, OSError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[-1]
        advice = "`mockmind doctor` tells what is missing."
        raise Refused(f"The interview broke off ({reason}): {advice}") from error
    finally:
        HostThread.shared().close()


def _code_cells(notebook: Path) -> int:
    import json

    return sum(cell["cell_type"] == "code" for cell in json.loads(notebook.read_bytes())["cells"])


def _began(cells: int) -> Callable[..., None]:
    """nbclient's hook before a cell: its number and its first line."""
    done = iter(range(1, cells + 1))

    def show(cell: NotebookNode, **_: Any) -> None:
        if cell.cell_type != "code":
            return
        first, *more = cell.source.strip().splitlines() or [""]
        rest = f"  … {_more(len(more))}" if more else ""
        click.secho(f"\n[{next(done, cells):>2}/{cells}] {first}{rest}", bold=True)

    return show


def _executed(cell: NotebookNode, **_: Any) -> None:
    """nbclient's hook after a cell: what it printed, as far as it is short."""
    width = get_terminal_size(_NO_TERMINAL).columns - len(_MARGIN)
    lines = [line for output in cell.outputs for line in _told(_text(output, width), width)]
    shown = lines[:_MOST_LINES]
    if len(lines) > len(shown):
        shown.append(f"… {_more(len(lines) - len(shown))}")
    for line in shown:
        click.echo(f"{_MARGIN}{line}".rstrip())


def _told(text: str, width: int) -> Iterator[str]:
    """``text`` in lines of ``width`` columns: paragraphs are joined before they are broken anew."""
    joined = list[str]()
    for line in text.strip().splitlines():
        if joined and _goes_on(joined[-1], line):
            joined[-1] = f"{joined[-1]} {line.strip()}"
        else:
            joined.append(line.rstrip())
    for line in joined:
        indent = line[: len(line) - len(line.lstrip())]
        if "  " in line.strip() or len(indent) >= _CODE:  # a table's row, or code
            yield line
        else:
            yield from wrap(line.strip(), width, initial_indent=indent, subsequent_indent=indent) or [""]


def _goes_on(before: str, line: str) -> bool:
    """Whether ``line`` is the same paragraph as ``before``, which whoever wrote it had broken there."""
    indents = [len(text) - len(text.lstrip()) for text in (before, line)]
    same = indents[0] == indents[1] < _CODE and not _OWN_LINE.match(line.lstrip())
    return same and len(before) >= _BROKEN_FROM and "  " not in before.strip() + line.strip()


def _more(lines: int) -> str:
    return count(lines, "more line")


def _text(output: dict[str, Any], width: int) -> str:
    from mockmind_lab.kernel.render import plain

    data = output.get("data", {})
    if markdown := data.get("text/markdown"):
        return plain("".join(markdown), width=width)
    return "".join(output.get("text") or data.get("text/plain") or output.get("evalue") or "")
