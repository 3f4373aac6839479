"""``mockmind eval``: simulated candidates interview with any interviewer, and what is measured of it."""

from __future__ import annotations

import os
import sys
from datetime import datetime
from pathlib import Path
from shutil import get_terminal_size
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from mockmind_lab.cli.unsafe import unsafe_option

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockmind_lab.evals.results import Played, Results

__all__ = ["evaluate"]

_MOST_FAULTS = 12
_MISSED = 1


@click.group(invoke_without_command=True)
@click.option("--candidates", metavar="NAME,…", default="", help="Who; default: the ten that are code.")
@click.option("--problems", metavar="SLUG,…|N|all", default="6", show_default=True, help="On what.")
@click.option(
    "--interviewer",
    metavar="scripted|form|PROVIDER:MODEL",
    default="scripted",
    show_default=True,
    help="Who interviews; a model costs money.",
)
@click.option("--candidate-model", metavar="PROVIDER:MODEL", help="A model plays a candidate (`model`).")
@click.option("--seed", type=click.IntRange(0, 2**31), default=0, show_default=True, help="The same again.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes; default: one a core.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="The file to write to.")
@click.option(
    "--baseline",
    metavar="FILE.json|form|none",
    default="form",
    show_default=True,
    help="What to compare with: an earlier run, a form that says fixed lines, or nothing.",
)
@click.option(
    "--notebooks", type=click.IntRange(0, 100), default=0, help="So many as notebooks, real kernel."
)
@unsafe_option
@click.pass_context
def evaluate(
    context: click.Context,
    candidates: str,
    problems: str,
    interviewer: str,
    candidate_model: str | None,
    seed: int,
    jobs: int | None,
    out: Path | None,
    baseline: str,
    notebooks: int,
) -> int:
    """Let simulated candidates interview through the service itself, and measure the interviewer.

    The clock stands until a candidate lets it go on, so a standstill of three minutes takes no time. Prints a
    table beside a baseline and writes all that was said as JSON. Ctrl-C keeps what was done, and so does
    the day's budget, which a run's models share. The exit code is 1 where a bar is missed or the budget ends.
    """
    if context.invoked_subcommand is not None:
        return 0
    from mockmind_lab.evals import run, table
    from mockmind_lab.evals.results import prepare, read, write
    from mockmind_lab.host import load_config
    from mockmind_lab.library import Library

    config = load_config()
    library = Library(config=config)
    names = [name.strip() for name in candidates.split(",") if name.strip()]
    matrix = run.Matrix(
        run.chosen_problems(problems, library, seed=seed),
        run.chosen_candidates(names, model=candidate_model),
        interviewer,
        seed,
        candidate_model,
    )
    run.check(matrix, config)
    before = read(Path(baseline)) if baseline not in ("form", "none") else None
    form = baseline == "form" and interviewer != "form"
    path = out or Path("runs") / f"eval-{datetime.now():%Y-%m-%d-%H%M%S}.json"
    prepare(path)
    progress = _Progress(len(matrix.parts()) * (1 + form))
    with progress:
        results = run.run(
            matrix,
            library=library,
            config=config,
            jobs=jobs or os.cpu_count() or 1,
            form=form,
            on_done=progress.done,
        )
    write(results, path)
    click.echo(table.table(results, before or results.baseline))
    _tell(results)
    if notebooks:
        _notebooks(results, notebooks, path.with_suffix(""))
    click.echo(path)
    return _MISSED if table.missed(results) or results.failures() or results.stopped else 0


def _notebooks(results: Results, count: int, folder: Path) -> None:
    """Some of the interviews again, as notebooks with a real kernel."""
    from traitlets.config import Config

    from mockmind_lab.evals.notebooks import sample, write_all
    from mockmind_lab.host import HostThread, override

    chosen = sample(results, count)
    with TemporaryDirectory(prefix="mockmind-eval-") as place:
        # A person's own history is not for simulated candidates, and a jail hides the folder of the store.
        override(Config({"EventStore": {"url": f"sqlite:///{place}/interviews.sqlite3"}}))
        try:
            write_all(chosen, folder.resolve(), interviewer=results.interviewer, told=click.echo)
        finally:
            HostThread.shared().close()


def _tell(results: Results) -> None:
    """What went wrong, and whether the run came to its end."""
    from mockmind_lab.evals import table

    for line in table.faults(results, most=_MOST_FAULTS):
        click.echo(f"  {line}")
    for line in table.missed(results):
        click.echo(f"Missed: {line}.")
    if results.stopped:
        click.echo(f"Stopped: {results.stopped}")
    elif not results.complete:
        click.echo("Interrupted: the table is of what was done.")


@evaluate.command
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
def compare(before: Path, after: Path) -> int:
    """Compare two runs, measure by measure; both are files that `mockmind eval` wrote."""
    from mockmind_lab.evals.results import read
    from mockmind_lab.evals.table import compared

    click.echo(compared(read(before), read(after)))
    return 0


class _Progress:
    """How far the run is: one line that moves in a terminal, a line now and then elsewhere."""

    def __init__(self, whole: int) -> None:
        self._whole, self._count, self._told = whole, 0, 0
        self._moving = sys.stderr.isatty()

    def __enter__(self) -> None:
        click.echo(f"{self._whole} interviews …", err=True)

    def __exit__(self, *exc: object) -> None:
        if self._moving:
            click.echo("\r\x1b[K", err=True, nl=False)

    def done(self, played: Sequence[Played]) -> None:
        """So many more are done."""
        self._count += len(played)
        if not played:
            return
        leaks = sum(one.measures["leaks"].hits for one in played if "leaks" in one.measures)
        last = f"{played[-1].candidate} on {played[-1].problem}"
        line = f"{self._count}/{self._whole}  {last}{f'  {leaks} leaks' if leaks else ''}"
        if self._moving:
            click.echo(f"\r\x1b[K{line[: get_terminal_size().columns - 1]}", err=True, nl=False)
        elif self._count - self._told >= max(self._whole // 10, 1):
            self._told = self._count
            click.echo(line, err=True)
