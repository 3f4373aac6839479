"""The transcript: what was said, written, run and decided, as the candidate may see it, with clock times."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockmind_lab.core import payloads as p
from mockmind_lab.core import scoring
from mockmind_lab.core.payloads import Audience
from mockmind_lab.core.views import visible
from mockmind_lab.history.scores import scored
from mockmind_lab.report.story import clock, tell
from mockmind_lab.report.text import cleaned, fenced, plain

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from mockmind_lab.core.events import Event

__all__ = ["FORMS", "SEARCHED", "Line", "line_of", "written"]

FORMS = ("md", "text", "json")
SCHEMA_VERSION = 1


@dataclass(frozen=True, slots=True)
class Line:
    """Something that happened. ``speaker`` is ``candidate``, ``interviewer``, ``judge`` or ``host``.

    ``code`` is its language where the text is code; ``quoted`` says that the text is somebody's words.
    """

    seq: int
    time: datetime
    kind: str
    speaker: str
    text: str
    code: str = ""
    quoted: bool = False


def line_of(event: Event) -> Line | None:
    """The line of an event; None for one that is no part of a transcript, or that was redacted."""
    said = _said(event.payload)
    if said is None:
        return None
    speaker, text, code, quoted = said
    return Line(event.seq, event.time, event.kind, speaker, text, code, quoted)


def _said(payload: p.Payload | None) -> tuple[str, str, str, bool] | None:
    match payload:
        case p.MessageSaid():
            return payload.speaker, payload.text, "", True
        case p.HintGiven():
            return "interviewer", f"Hint {payload.level} ({payload.cost:g} points): {payload.text}", "", True
        case p.ProblemPresented():
            return "interviewer", f"{payload.title} ({payload.difficulty})\n\n{payload.statement}", "", True
        case p.CellExecuted():
            return "candidate", payload.source, "python", False
        case p.SubmissionMade():
            return "candidate", payload.artefact.source, payload.artefact.language, False
        case p.CodeRun(verdict=verdict, input=given):
            what = "the examples" if given is None else f"an own input, {given}"
            return (
                "judge",
                f"Ran {what}: {verdict.code.value}, {verdict.passed} of {verdict.total}",
                "",
                False,
            )
        case p.VerdictGiven(verdict=verdict):
            passed = f"{verdict.passed} of {verdict.total} tests passed"
            return "judge", f"Verdict: {verdict.code.value} ({verdict.code.meaning}), {passed}", "", False
        case p.RoundEnded():
            return "host", f"The problem ended: {payload.outcome.value.replace('_', ' ')}", "", False
        case p.StatusChanged():
            return "host", f"{payload.status.value.replace('_', ' ')} ({payload.reason})", "", False
        case scoring.FeedbackGiven():
            return "host", _feedback(payload), "", False
        case _:
            return None


SEARCHED = frozenset({p.MessageSaid.kind, p.HintGiven.kind, p.ProblemPresented.kind, p.CellExecuted.kind})
"""The kinds of events that are searched. What is submitted stood in a cell before; feedback only quotes."""


def _feedback(payload: scoring.FeedbackGiven) -> str:
    score, without = scored(payload)
    head = "Feedback" if score is None else f"Score: {score:g} of 100"
    head += f" ({without:g} without the cost of hints)" if without != score else ""
    return "\n".join([head, *(f"+ {text}" for text in payload.strengths), *payload.improvements])


def written(events: Sequence[Event], form: str) -> str:
    """The transcript of an interview as Markdown, plain text or JSON (one of ``FORMS``)."""
    seen = list(visible(events, Audience.CANDIDATE))
    story = tell(seen)
    lines = [line for line in map(line_of, seen) if line is not None]
    clocks = {line.seq: story.clocks[line.seq] for line in lines}
    terms = story.interview.terms
    head = {
        "interview": story.interview.id,
        "candidate": terms.candidate if terms else "",
        "began": seen[0].time.isoformat() if seen else None,
        "status": story.interview.status.value,
    }
    if form == "json":
        shown = [
            {
                "seq": line.seq,
                "time": line.time.isoformat(),
                "clock_seconds": round(clocks[line.seq], 3),
                "kind": line.kind,
                "speaker": line.speaker,
                "text": line.text,
                **({"language": line.code} if line.code else {}),
            }
            for line in lines
        ]
        content = {"schema_version": SCHEMA_VERSION, **head, "lines": shown}
        return json.dumps(content, indent=1, ensure_ascii=False) + "\n"
    title = f"Interview {head['interview']}, {seen[0].time:%Y-%m-%d %H:%M} UTC" if seen else "Interview"
    block = _markdown if form == "md" else _text
    parts = [block(line, clock(clocks[line.seq])) for line in lines]
    first = f"# {plain(title)}\n\nCandidate: {plain(str(head['candidate']))}" if form == "md" else title
    return "\n\n".join([first, *parts]) + "\n"


def _markdown(line: Line, at: str) -> str:
    lead = f"**{at} {line.speaker}**"
    if line.code:
        what = "submits" if line.kind == p.SubmissionMade.kind else "runs a cell"
        return f"{lead} {what}\n\n{fenced(line.text, line.code)}"
    if line.quoted:
        quoted = "\n".join(f"> {part}".rstrip() for part in cleaned(line.text).split("\n"))
        return f"{lead}\n\n{quoted}"
    return "\n".join([f"{lead} {plain(line.text.split(chr(10))[0])}", *_points(line.text)])


def _points(text: str) -> list[str]:
    rest = [plain(part.removeprefix("+ ")) for part in text.split("\n")[1:]]
    return ["", *(f"- {part}" for part in rest)] if rest else []


def _text(line: Line, at: str) -> str:
    what = {p.SubmissionMade.kind: " (submission)", p.CellExecuted.kind: " (cell)"}.get(line.kind, "")
    first, *rest = cleaned(line.text).split("\n")
    lead = f"{at} {line.speaker}{what}: "
    if line.code:
        return "\n".join([lead.rstrip(), *(f"    {part}".rstrip() for part in (first, *rest))])
    return "\n".join([lead + first, *(f"      {part}".rstrip() for part in rest)])
