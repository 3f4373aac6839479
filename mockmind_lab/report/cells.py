"""Code cells of a report for readers who have mockmind_lab; without it each says so in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.report.text import cleaned

if TYPE_CHECKING:
    from mockmind_lab.core import payloads as p

__all__ = ["STEPPING", "judging_again"]

STEPPING = """\
# Where mockmind_lab is installed, this steps through the interview with a slider.
try:
    from mockmind_lab import replay
except ImportError:
    print("mockmind_lab is not installed here, so there is no slider: pip install mockmind_lab")
else:
    replay("report.ipynb")  # the name of this file"""

_AGAIN = """\
# Where mockmind_lab and its problems are installed, this judges the submission above again.
submission = (
{lines}
)
try:
    from mockmind_lab import rejudge
except ImportError:
    print("mockmind_lab is not installed here, so nothing is judged again: pip install mockmind_lab")
else:
    rejudge({slug}, submission, language={language}, digest={digest})"""


def judging_again(problem: p.ProblemPresented, artefact: p.Artefact) -> str:
    """A cell that has the judge look at ``artefact`` again. All text of others stands in ASCII literals."""
    lines = cleaned(artefact.source).splitlines() or [""]
    return _AGAIN.format(
        lines="\n".join(f"    {_literal(line + chr(10))}" for line in lines),
        slug=_literal(problem.slug),
        language=_literal(artefact.language),
        digest=_literal(problem.digest[:12]),
    )


def _literal(text: str) -> str:
    """A literal of Python that ends where it should, whatever ``text`` holds."""
    quoted = ascii(text)
    return quoted if quoted.startswith('"') else f'"{quoted[1:-1]}"' if '"' not in quoted else quoted
