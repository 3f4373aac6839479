"""``mockmind_lab.replay`` and ``mockmind_lab.rejudge``: what a report's own cells offer a reader."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.verdict import Isolation
from mockmind_lab.errors import MockmindError
from mockmind_lab.host import load_config
from mockmind_lab.report.canonical import load
from mockmind_lab.report.check import check, stories
from mockmind_lab.report.replay import frames

if TYPE_CHECKING:
    from mockmind_lab.report.replay import Frame

__all__ = ["rejudge", "replay"]

_PRE = "white-space:pre-wrap;overflow-wrap:anywhere;margin:.5em 0;padding:.5em;border-left:3px solid #888"


def replay(path: str = "report.ipynb", interview: int = 1) -> Any:
    """A slider through the interview of a report (the first one, or by number), to be shown by Jupyter.

    Prints one line and returns None where ``path`` is no sound report.
    """
    from ipywidgets import HTML, HBox, IntSlider, Play, VBox, jslink

    try:
        notebook = load(Path(path))
    except MockmindError as error:
        return print(f"{error} Give the name of the report: replay('NAME.ipynb').")
    if faults := check(notebook):
        return print(faults[0])
    shown = frames(stories(notebook)[interview - 1])
    slider = IntSlider(min=1, max=len(shown), description="moment", continuous_update=True)
    play = Play(min=1, max=len(shown), interval=1500)
    jslink((play, "value"), (slider, "value"))
    screen = HTML(_page(shown[0]))

    def move(change: dict[str, Any]) -> None:
        screen.value = _page(shown[change["new"] - 1])

    slider.observe(move, "value")
    return VBox([HBox([play, slider]), screen])


def _page(frame: Frame) -> str:
    """One moment as HTML; everything that somebody wrote is escaped."""
    head = " · ".join(filter(None, [frame.clock, frame.phase, frame.title]))
    parts = [f"<h4>{escape(head)}</h4>"]
    parts += [f'<div style="{_PRE}">{escape(frame.text)}</div>'] if frame.text else []
    parts += [f'<pre style="{_PRE}">{escape(frame.code)}</pre>'] if frame.code else []
    return "".join(parts)


def rejudge(problem: str, source: str, *, language: str = "python", digest: str = "") -> None:
    """Judge ``source`` on all tests of a problem of the bank, and print the verdict in one line.

    ``digest`` is the start of that of the package it was judged by; another one here is said.
    """
    from mockmind_lab.judge import Judge
    from mockmind_lab.library import Library

    config = load_config()
    try:
        package = Library(config=config).get(problem)
        judge = Judge(config=config)
        try:
            tests = package.tests
            verdict = judge.judge(package, source, tests=tests, isolation=Isolation.TEST, language=language)
        finally:
            judge.close()
    except MockmindError as error:
        return print(error)
    changed = "" if package.digest.startswith(digest) else " (the problem has changed since)"
    passed = f"{verdict.passed} of {verdict.total} tests passed"
    return print(f"{verdict.code.value}, {verdict.code.meaning}: {passed}{changed}")
