"""Frames: an interview moment by moment, what happened at each, and the code as it then stood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockmind_lab.core import payloads as p
from mockmind_lab.report.text import cleaned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.verdict import Verdict
    from mockmind_lab.report.story import Story

__all__ = ["Frame", "frames"]


@dataclass(frozen=True, slots=True)
class Frame:
    """One moment: the event, ``mm:ss``, the phase, one line and a text of what happened, and the code.

    All text is without control characters; ``changed`` says that the code is another than before.
    """

    event: int
    clock: str
    phase: str
    title: str
    text: str
    code: str
    changed: bool


def frames(story: Story) -> Sequence[Frame]:
    """Every moment that a person would want to see, in order."""
    found, phase, code = list[Frame](), "", ""
    for event in story.events:
        if isinstance(event.payload, p.PhaseChanged):
            phase = event.payload.phase.value.replace("_", " ")
        if isinstance(event.payload, p.ProblemPresented):
            code = ""
        new = _code(event)
        title, text = _told(event)
        if title:
            changed = new is not None and new != code
            code = code if new is None else new
            moment = story.at(event.seq)
            found.append(Frame(event.seq, moment, phase, title, cleaned(text), cleaned(code), changed))
    return found


def _code(event: Event) -> str | None:
    match event.payload:
        case p.CellExecuted(source=source):
            return source
        case p.CodeRun(artefact=artefact) | p.SubmissionMade(artefact=artefact):
            return artefact.source
        case _:
            return None


def _told(event: Event) -> tuple[str, str]:
    match event.payload:
        case p.ProblemPresented(title=title, statement=statement):
            return f"Problem {event.round}: {' '.join(cleaned(title).split())}", statement
        case p.MessageSaid(speaker=speaker, text=text):
            return speaker.capitalize(), text
        case p.HintGiven(level=level, text=text):
            return f"Hint of level {level}", text
        case p.CellExecuted(count=count):
            return f"Cell [{count}] was run", ""
        case p.CodeRun(input=given, verdict=verdict):
            what = "Ran the examples" if given is None else "Ran an input of their own"
            return what, "\n".join(filter(None, [given or "", _verdict(verdict)]))
        case p.SubmissionMade(attempt=attempt):
            return f"Submission {attempt}", ""
        case p.VerdictGiven(verdict=verdict):
            return "Verdict", _verdict(verdict)
        case p.StatusChanged(status=status):
            return f"Interview {status.value.replace('_', ' ')}", ""
        case _:
            return "", ""


def _verdict(verdict: Verdict) -> str:
    return f"{verdict.code.value} {verdict.code.meaning}, {verdict.passed} of {verdict.total} tests passed"
