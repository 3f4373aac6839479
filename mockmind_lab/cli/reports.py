"""``report``: write a report again, export it, and step through the interview in a terminal."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from base64 import b64decode
from pathlib import Path
from typing import TYPE_CHECKING

import click

from mockmind_lab.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbformat import NotebookNode

    from mockmind_lab.report.replay import Frame
    from mockmind_lab.report.story import Story

__all__ = ["report"]

_KEYS = {
    **dict.fromkeys(("n", " ", "l", "j", "\r", "\x1b[C", "\x1b[B"), 1),
    **dict.fromkeys(("p", "h", "k", "\x7f", "\x1b[D", "\x1b[A"), -1),
    **dict.fromkeys(("g", "\x1b[H"), -(10**9)),
    **dict.fromkeys(("G", "\x1b[F"), 10**9),
}
_HELP = "n next · p back · g first · G last · q quit"


class _WriteByDefault(click.Group):
    """``report ID`` writes; ``report replay`` and ``report export`` are commands of their own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = args[:1] and (args[0] in self.commands or args[0] in ("-h", "--help"))
        return super().parse_args(ctx, args if named else ["write", *args])


@click.group(cls=_WriteByDefault, context_settings={"help_option_names": ["-h", "--help"]})
def report() -> None:
    """Write the report of an interview that has ended, export it, or step through it.

    Without another command it is `write`: `mockmind report [ID] [--output FILE] [--anonymous]`.
    """


@report.command
@click.argument("interview", required=False, metavar="[ID]")
@click.option(
    "--output", type=click.Path(path_type=Path), help="Where to write it; otherwise report-ID.ipynb, here."
)
@click.option("--anonymous", is_flag=True, help="Without the candidate's name.")
def write(interview: str | None, output: Path | None, anonymous: bool) -> None:
    """Write the report of an interview: by its ID, the start of it, or the last one.

    The report is built anew from the stored events, so it is the same each time.
    """
    from mockmind_lab.report.build import written

    notebook, data = _of_interview(interview)
    if anonymous:
        notebook = _nameless(notebook)
        data = written(notebook)
    _put(output or Path(f"report-{_only(notebook).interview.id}.ipynb"), data)


@report.command
@click.argument("source", metavar="FILE|ID")
@click.option("--to", "form", type=click.Choice(["html", "pdf", "json"]), required=True, help="What to make.")
@click.option("--output", type=click.Path(path_type=Path), help="Where to write it; otherwise here.")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", help="Colours of the html.")
@click.option("--anonymous", is_flag=True, help="Without the candidate's name.")
def export(source: str, form: str, output: Path | None, theme: str, anonymous: bool) -> None:
    """Make a page, a PDF or data of a report (a FILE, or an interview's ID)."""
    from mockmind_lab.report import export as exporting

    notebook = _sound(source)
    if anonymous:
        notebook = _nameless(notebook)
    if form == "html":
        data = exporting.html(notebook, theme="dark" if theme == "dark" else "light").encode()
    elif form == "pdf":
        data = exporting.pdf(notebook)
    else:
        data = (json.dumps(exporting.data(_only(notebook)), indent=1) + "\n").encode()
    named = Path(source).stem if source.endswith(".ipynb") and not anonymous else None
    _put(output or Path(f"{named or f'report-{_only(notebook).interview.id}'}.{form}"), data)


@report.command
@click.argument("source", metavar="FILE|ID")
@click.option("--plain", is_flag=True, help="All moments one after another, for a pipe or a screen reader.")
def replay(source: str, plain: bool) -> None:
    """Step through an interview in the terminal: n and p, or the arrow keys; q quits."""
    from mockmind_lab.report.replay import frames

    shown = frames(_only(_sound(source)))
    if plain or not (sys.stdin.isatty() and sys.stdout.isatty()):
        for frame in shown:
            click.echo("\n".join(_lines(frame, width=100)) + "\n")
        return
    _step(shown)


def _step(shown: Sequence[Frame]) -> None:
    """Draw a moment, wait for a key, and so on, until ``q``."""
    at = 0
    while shown:
        columns, rows = shutil.get_terminal_size()
        lines = _lines(shown[at], width=min(columns, 120))
        click.clear()
        click.echo("\n".join(lines[: rows - 2]))
        click.secho(f"{at + 1} of {len(shown)} · {_HELP}", dim=True)
        try:
            key = click.getchar()
        except (EOFError, KeyboardInterrupt):
            return
        if key in ("q", "\x1b", "\x04"):
            return
        at = min(max(at + _KEYS.get(key, 0), 0), len(shown) - 1)


def _lines(frame: Frame, *, width: int) -> list[str]:
    head = " · ".join(filter(None, [frame.clock, frame.phase, frame.title, f"#{frame.event}"]))
    lines = [click.style(head, bold=True)]
    for line in frame.text.splitlines():
        lines += textwrap.wrap(line, width - 2, initial_indent="  ", subsequent_indent="  ") or [""]
    if frame.code and frame.changed:
        lines += ["", *(f"  │ {line}" for line in frame.code.splitlines())]
    return lines


def _of_interview(interview: str | None) -> tuple[NotebookNode, bytes]:
    from mockmind_lab.cli.interviews import asked
    from mockmind_lab.report.canonical import read

    file = asked("report", interview=interview).get("file")
    if file is None:
        raise Refused("There is no report of that interview.")
    data = b64decode(file["data"])
    return read(data.decode()), data


def _sound(source: str) -> NotebookNode:
    """The report in a file, or of an interview; raises ``Refused`` for one that was changed."""
    from mockmind_lab.report.canonical import load
    from mockmind_lab.report.check import check

    path = Path(source)
    if source.endswith(".ipynb") or path.is_file():
        notebook = load(path)
        if faults := check(notebook):
            raise Refused(f"{path}: {faults[0]} `mockmind verify` says more.")
        return notebook
    return _of_interview(source)[0]


def _only(notebook: NotebookNode) -> Story:
    from mockmind_lab.report.check import stories

    return stories(notebook)[0]


def _nameless(notebook: NotebookNode) -> NotebookNode:
    """The report once more without the candidate's name, signed here: what stands in rests on that."""
    from mockmind_lab.core.events import Event
    from mockmind_lab.host import load_config, vouched
    from mockmind_lab.report.build import build

    ours = notebook.metadata.mockmind
    if len(ours.interviews) != 1 or ours.layout != "report":
        raise Refused("Only the report of one interview can be made anonymous: name its ID instead.")
    (embedded,) = ours.interviews
    if "stand_ins" in embedded:
        return notebook
    events = [Event.from_json(text) for text in embedded.events]
    return vouched(build(events, nameless=True), load_config())


def _put(path: Path, data: bytes) -> None:
    from mockmind_lab.kernel import reportfile

    try:
        reportfile.replace(path, data)
    except OSError as error:
        raise Refused(f"{path} can't be written ({error.strerror}); name another with --output.") from error
    click.echo(path)
