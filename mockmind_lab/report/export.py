"""Exports of a report: a page that needs nothing else, a PDF of it, and its data as JSON."""

from __future__ import annotations

import copy
import os
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mockmind_lab.errors import Refused
from mockmind_lab.report.links import in_transcript
from mockmind_lab.report.story import clock
from mockmind_lab.report.text import cleaned

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from mockmind_lab.core.interview import Attempt, Round, Trial
    from mockmind_lab.report.story import Story

__all__ = ["DATA_VERSION", "data", "html", "pdf"]

DATA_VERSION = 1
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_SECONDS = 120  # for a browser to print a page
# nbconvert's page without its scripts, and forbidden to fetch anything: a report is read, not run.
_TEMPLATE = """\
{%- extends 'lab/index.html.j2' -%}
{%- block html_head_js -%}
<meta http-equiv="Content-Security-Policy"
 content="default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'">
{%- endblock html_head_js -%}
{%- block jupyter_widgets -%}{%- endblock jupyter_widgets -%}
{%- block html_head_js_mathjax -%}{%- endblock html_head_js_mathjax -%}
{%- block html_head_js_mermaidjs -%}{%- endblock html_head_js_mermaidjs -%}
{%- block html_head_css -%}
<style>main { max-width: 72rem; margin: auto } td, th { vertical-align: top } img { max-width: 100% }</style>
{%- endblock html_head_css -%}
"""


def html(notebook: NotebookNode, *, theme: Literal["light", "dark"] = "light") -> str:
    """The report as one page of HTML without scripts; it fetches nothing."""
    from nbconvert import HTMLExporter

    exporter = HTMLExporter(raw_template=_TEMPLATE, theme=theme)
    page, _ = exporter.from_notebook_node(copy.deepcopy(notebook))
    return page


def pdf(notebook: NotebookNode) -> bytes:
    """The report as a PDF, everything unfolded, printed by a browser that is installed.

    Raises ``Refused`` with what to install where there is none, or where it fails.
    """
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        raise Refused("A PDF is printed by Chromium: install it (apt-get install chromium), or take html.")
    page = html(notebook).replace("<details>", "<details open>")
    with tempfile.TemporaryDirectory(prefix="mockmind-pdf-") as folder:
        source, target = Path(folder) / "report.html", Path(folder) / "report.pdf"
        source.write_text(page, "utf-8")
        command = [
            browser, "--headless", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--no-pdf-header-footer",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}",
        ]  # fmt: skip
        command += ["--no-sandbox"] if os.geteuid() == 0 else []  # its sandbox won't start as root
        try:
            subprocess.run([*command, source.as_uri()], capture_output=True, timeout=_SECONDS, check=True)
            return target.read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise Refused(
                f"{Path(browser).name} could not print it ({type(error).__name__}): take html instead."
            ) from error


def data(story: Story) -> dict[str, Any]:
    """What the report says, as JSON values; ``docs/report-format.md`` describes them."""
    state = story.interview
    return {
        "schema_version": DATA_VERSION,
        "interview": state.id,
        "began": story.events[0].time.isoformat() if story.events else None,
        "seconds": round(story.seconds, 3),
        "status": state.status.value,
        "trust": state.host.trust if state.host else "practice",
        "terms": state.terms.model_dump(mode="json", exclude={"owner", "notebook"}) if state.terms else None,
        "anonymous": bool(story.stand_ins),
        "feedback": state.feedback.model_dump(mode="json") if state.feedback else None,
        "rounds": [_round(current) for current in state.rounds.values()],
        "transcript": [_entry(story, event.seq) for event in story.events if in_transcript(event)],
        "phases": [
            {"name": span.name, "round": span.round, "start": round(span.start, 3), "end": round(span.end, 3)}
            for span in story.spans
        ],
        "measured": [
            {"kind": e.kind, "event": e.seq, "round": e.round, **e.payload.model_dump(mode="json")}
            for e in story.events
            if e.payload and e.kind.endswith(("_measured", "_checked", "review_made"))
        ],
    }


def _entry(story: Story, seq: int) -> dict[str, Any]:
    event = next(event for event in story.events if event.seq == seq)
    said = event.payload.model_dump(mode="json") if event.payload else {}
    text = said.get("text")
    return {
        "event": seq,
        "clock": clock(story.clocks[seq]),
        "round": event.round,
        "kind": event.kind,
        "speaker": said.get("speaker"),
        "text": None if text is None else cleaned(text),
    }


def _round(current: Round) -> dict[str, Any]:
    problem = current.problem
    return {
        "number": current.number,
        "problem": problem.model_dump(mode="json", include={"slug", "title", "difficulty", "digest", "tests"})
        if problem
        else None,
        "outcome": current.outcome.value if current.outcome else None,
        "hints": [{"event": hint.seq, "level": hint.level, "cost": hint.cost} for hint in current.hints],
        "runs": [{"input": run.input, **_use(run)} for run in current.runs],
        "submissions": [
            {"number": attempt.number, "reason": attempt.reason, **_use(attempt)}
            for attempt in current.attempts
        ],
    }


def _use(use: Trial | Attempt) -> dict[str, Any]:
    verdict = use.verdict
    return {
        "event": use.seq,
        "language": use.artefact.language,
        "source": cleaned(use.artefact.source),
        "verdict": verdict.code.value if verdict else None,
        "passed": verdict.passed if verdict else None,
        "total": verdict.total if verdict else None,
        "sandboxed": verdict.sandboxed if verdict else None,
    }
