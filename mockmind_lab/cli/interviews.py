"""``report``, ``verify`` and ``doctor``: interviews that were, and what holds them."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mockmind_lab.cli.main import COMMANDS
from mockmind_lab.errors import MockmindError, Refused

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from mockmind_lab.protocol import Result

__all__ = ["doctor", "report", "verify"]

_NAMED_HERE = {"list": "history"}


@click.command
def doctor() -> int:
    """Check the installation, part by part; exits with 1 where something is to be mended."""
    findings = _say("doctor")
    return 0 if all(found["well"] for found in findings) else 1


@click.command
@click.argument("interview", required=False, metavar="[ID]")
@click.option(
    "--output", type=click.Path(path_type=Path), help="Where to write it; otherwise report-ID.ipynb, here."
)
def report(interview: str | None, output: Path | None) -> None:
    """Write the report of an interview that has ended: by its ID, the start of it, or the last one.

    The report is built anew from the stored events, so it is the same each time.
    """
    from mockmind_lab.kernel import reportfile

    file = _asked("report", interview=interview).get("file")
    if file is None:
        raise Refused("There is no report of that interview.")
    path = output or Path(f"report-{file['interview']}.ipynb")
    try:
        reportfile.replace(path, b64decode(file["data"]))
    except OSError as error:
        raise Refused(f"{path} can't be written ({error.strerror}); name another with --output.") from error
    click.echo(path)


@click.command
@click.argument("file", type=click.Path(path_type=Path))
def verify(file: Path) -> int:
    """Check that a report (FILE) says what its events say, and that none was changed since.

    It needs nothing but the file. Exits with 1 where something is wrong.
    """
    from mockmind_lab.report.check import check, unchecked

    notebook = _notebook(file)
    faults = check(notebook)
    for fault in faults:
        click.echo(f"✗ {fault}")
    if not faults:
        click.echo(f"✓ {file} is what its events say.")
        for line in unchecked(notebook):
            click.echo(f"  Not checked: {line}")
    return 1 if faults else 0


def _say(op: str) -> list[dict[str, object]]:
    """Ask for ``op`` and print its answer as text; returns its data."""
    from mockmind_lab.kernel.render import plain

    result = _asked(op)
    click.echo(_in_terminal(plain(result["text"])))
    return result.get("data") or []


def _asked(op: str, **args: Any) -> Result:
    from mockmind_lab.cli.asking import ask

    try:
        return ask(op, **args)
    except MockmindError as error:
        raise type(error)(_in_terminal(str(error))) from error


def _in_terminal(text: str) -> str:
    """``text`` with the commands of a notebook as they are typed here; those that only it has stay."""

    def command(typed: re.Match[str]) -> str:
        name = _NAMED_HERE.get(typed[1], typed[1])
        return f"mockmind {name}" if name in COMMANDS else typed[0]

    return re.sub(r"%interview (\w+)", command, text)


def _notebook(file: Path) -> NotebookNode:
    import nbformat

    try:
        return nbformat.read(file, as_version=4)
    except OSError as error:
        raise Refused(f"{file} can't be read ({error.strerror}).") from error
    except Exception as error:  # whatever else a hostile file provokes means the same
        raise Refused(f"{file} is no notebook ({type(error).__name__}).") from error
