"""``mockmind start``: a fresh notebook in this folder, and JupyterLab on it."""

from __future__ import annotations

import json
import os
import shlex
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click

from mockmind_lab.cli.unsafe import FLAG, unsafe_option
from mockmind_lab.errors import Refused

__all__ = ["start"]

_WELCOME = """\
Run the cell below (Shift+Enter). Write your code in ordinary cells and run them; talk, run the examples
and submit with the panel, or with `%interview`. `%interview help` lists the commands.
"""


@click.command
@click.argument("difficulty", type=click.Choice(["easy", "medium", "hard"]), required=False)
@click.option("--problem", metavar="SLUG", help="A certain problem; `mockmind problems list` shows them.")
@click.option("--topic", metavar="TOPIC", help="What it is about; commas between several.")
@click.option("--minutes", type=click.IntRange(1, 480), help="Time in all, in minutes.")
@click.option("--problems", type=click.IntRange(1, 5), help="How many problems.")
@click.option("--seed", type=click.IntRange(0, 2**31), help="The same choice of problems again.")
@click.option("--browser/--no-browser", default=True, help="Whether JupyterLab opens a browser.")
@unsafe_option
@click.pass_context
def start(context: click.Context, difficulty: str | None, browser: bool, **options: Any) -> None:
    """Make a notebook for an interview in this folder, and open JupyterLab on it."""
    given = [f"--{name} {shlex.quote(str(value))}" for name, value in options.items() if value is not None]
    # A certain problem has a difficulty of its own.
    which = [difficulty] if difficulty else [] if options["problem"] else ["medium"]
    path = _fresh(Path.cwd())
    try:
        path.write_text(json.dumps(_notebook(" ".join(["%interview start", *which, *given])), indent=1))
    except OSError as error:
        raise Refused(f"{path} can't be written ({error.strerror}); go to a folder of your own.") from error
    click.echo(path)
    command = [sys.executable, "-m", "jupyterlab", str(path)]
    command += [] if browser else ["--no-browser"]
    command += ["--allow-root"] if os.geteuid() == 0 else []
    command += ["--Judge.unsafe_run_my_own_code=True"] if context.meta.get(FLAG) else []
    sys.stdout.flush()
    os.execv(sys.executable, command)


def _fresh(folder: Path) -> Path:
    """A name that is not taken: ``interview-2026-11-21.ipynb``, then with ``-2`` …"""
    stem = f"interview-{date.today():%Y-%m-%d}"
    names = (f"{stem}-{number}" if number > 1 else stem for number in range(1, 1000))
    return next(path for name in names if not (path := folder / f"{name}.ipynb").exists())


def _notebook(first: str) -> dict[str, Any]:
    """A notebook as JSON. nbformat would write the same, but takes two seconds to import."""
    code = {"cell_type": "code", "metadata": {}, "execution_count": None, "outputs": list[Any]()}
    return {
        "cells": [
            {"cell_type": "markdown", "id": "welcome", "metadata": {}, "source": _WELCOME.strip()},
            {**code, "id": "start", "source": first},
            {**code, "id": "code", "source": ""},
        ],
        "metadata": {
            "kernelspec": {"display_name": "Mock interview", "language": "python", "name": "mockmind"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }
