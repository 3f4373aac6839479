"""A sample of the interviews as notebooks: the same candidates, a real kernel, a report beside each."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

from mockmind_lab.errors import MockmindError, Refused
from mockmind_lab.evals.play import FORM

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from mockmind_lab.evals.results import Played, Results

__all__ = ["notebook", "sample", "write_all"]

_INTERVIEW = "interview.ipynb"
_REPORT = "report.ipynb"


def sample(results: Results, count: int) -> list[Played]:
    """``count`` interviews, spread over candidates and problems: first one of each candidate."""
    whole = [played for played in results.interviews if not played.failure]
    problems = list(dict.fromkeys(played.problem for played in whole))
    candidates = results.candidates()

    def turn(played: Played) -> tuple[int, int]:
        row, column = candidates.index(played.candidate), problems.index(played.problem)
        return (column - row) % len(problems), row

    return sorted(whole, key=turn)[:count]


def notebook(played: Played, *, interviewer: str) -> dict[str, Any]:
    """The candidate's moves as cells of a notebook. What they waited for is left out: time is real there."""
    cells = [f"%interview start --problem {played.problem} --model {interviewer}"]
    cells += [_cell(op, text) for op, text in played.moves]
    if not played.moves or played.moves[-1][0] != "finish":
        cells.append("%interview finish")
    return {
        "cells": [_code(source, f"c{number}") for number, source in enumerate(cells)],
        "metadata": {
            "kernelspec": {"display_name": "Mock interview", "language": "python", "name": "mockmind"},
            "language_info": {"name": "python"},
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cell(op: str, text: str) -> str:
    match op:
        case "cell":
            return text
        case "say":
            return f"%%interview say\n{text}"
        case "run" if text:
            return f"%interview run {' '.join(text.split())}"
        case _:
            return f"%interview {op}"


def _code(source: str, name: str) -> dict[str, Any]:
    # A candidate's code may fail, and what is refused is a part of the interview too.
    tags = {"tags": ["raises-exception"]}
    return {
        "cell_type": "code",
        "id": name,
        "metadata": tags,
        "execution_count": None,
        "outputs": list[Any](),
        "source": source,
    }


def write_all(
    chosen: Sequence[Played], folder: Path, *, interviewer: str, told: Callable[[str], None]
) -> list[Path]:
    """Execute ``chosen`` as notebooks below ``folder``, each with its report; the reports' paths.

    Raises ``Refused`` where there is no kernel for it, or an interview that leaves no report.
    """
    if interviewer == FORM:
        raise Refused("The form interviews in no notebook: leave --notebooks out or name another.")
    reports: list[Path] = []
    for played in chosen:
        place = folder / f"{played.problem}-{played.candidate}"
        shutil.rmtree(place, ignore_errors=True)  # an old report must not pass for this run's
        place.mkdir(parents=True)
        source = place / "moves.ipynb"
        source.write_text(json.dumps(notebook(played, interviewer=interviewer), indent=1), encoding="utf-8")
        _execute(source, place)
        report = place / _REPORT
        if not report.is_file():
            raise Refused(f"No report came of it: {place / _INTERVIEW} shows how it went.")
        reports.append(report)
        told(str(report))
    return reports


def _execute(source: Path, place: Path) -> None:
    from nbclient.exceptions import DeadKernelError
    from papermill import PapermillExecutionError, execute_notebook

    try:
        execute_notebook(source, place / _INTERVIEW, kernel_name="mockmind", cwd=place, progress_bar=False)
    except PapermillExecutionError:
        pass  # a candidate's cell failed, which candidates' cells do; whether there is a report counts
    except MockmindError:
        raise
    except (DeadKernelError, RuntimeError, OSError) as error:
        reason = str(error).strip().splitlines()[-1]
        raise Refused(f"A notebook broke off ({reason}): `mockmind doctor` tells what is missing.") from error
