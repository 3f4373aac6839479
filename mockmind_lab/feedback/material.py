"""What a model is given to read: prompts, which are files, and events in marked blocks."""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING

from mockmind_lab.core import measured as m
from mockmind_lab.core import payloads as p
from mockmind_lab.core.payloads import Audience
from mockmind_lab.feedback.citations import text_of
from mockmind_lab.feedback.rubric import BANDS, CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pydantic import BaseModel

    from mockmind_lab.core.events import Event
    from mockmind_lab.library import Summary

__all__ = ["bank_told", "events_told", "instructions", "shown", "version"]

_TAGS = re.compile(r"<(?=/?\s*(?:event|bank)\b)", re.IGNORECASE)
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_MOST: dict[type[p.Payload], int] = {
    p.MessageSaid: 3000,
    p.HintGiven: 1500,
    p.CellExecuted: 1500,
    p.CodeRun: 800,
    p.SubmissionMade: 8000,
    p.VerdictGiven: 1500,
    m.ComplexityMeasured: 500,
    m.TestsMeasured: 3000,
    m.CodeChecked: 3000,
}
"""The kinds of events that are told, and how many characters of each."""
_MOST_CHARACTERS = 200_000
_MOST_PROBLEMS = 60


def shown(events: Sequence[Event]) -> list[Event]:
    """The events that a model is told of: those that have words in them and that the candidate may see."""
    return [
        event
        for event in events
        if type(event.payload) in _MOST and Audience.CANDIDATE in event.audience and text_of(event)
    ]


def events_told(events: Sequence[Event]) -> str:
    """The problems and events as blocks, none of which can be closed from within. The oldest cells are left
    out where it is too much."""
    problems = [_problem(e, e.payload) for e in events if isinstance(e.payload, p.ProblemPresented)]
    blocks = [(event, _block(event)) for event in shown(events)]
    size = sum(len(block) for _, block in blocks)
    kept: list[str] = []
    for event, block in blocks:
        if size > _MOST_CHARACTERS and isinstance(event.payload, p.CellExecuted):
            size -= len(block)
            continue
        kept.append(block)
    return "\n".join([*problems, *kept])


def bank_told(problems: Sequence[Summary]) -> str:
    """The problems that a plan may name."""
    lines = (f"{s.slug}: {s.title} ({s.difficulty.value}; {', '.join(s.topics)})" for s in problems)
    return "\n".join(["<bank>", *list(lines)[:_MOST_PROBLEMS], "</bank>"])


def instructions(name: str) -> str:
    """The prompt ``name`` with the rubric put in."""
    return Template(_COMMENT.sub("", _text(name)).strip()).safe_substitute(rubric="\n".join(_rubric()))


@cache
def version(name: str, form: type[BaseModel]) -> str:
    """``evaluate 1 (4f2a…)``: the prompt's version, and the start of the SHA-256 of its words and form."""
    words = f"{instructions(name)}\0{json.dumps(form.model_json_schema(), sort_keys=True)}"
    number = re.search(r"version: (\d+)", _text(name))
    return f"{name} {number[1] if number else '?'} ({hashlib.sha256(words.encode()).hexdigest()[:12]})"


def _text(name: str) -> str:
    return (files("mockmind_lab.feedback") / "prompts" / f"{name}.md").read_text("utf-8")


def _rubric() -> Iterator[str]:
    for name, bands in CRITERIA.items():
        yield f"- {name}"
        yield from (f"  {at}, {BANDS[at - 1]}: {words}" for at, words in enumerate(bands, start=1))


def _problem(event: Event, shown: p.ProblemPresented) -> str:
    text = f"{shown.title} ({shown.difficulty})\n{shown.statement}"
    return _marked(event, "problem", text, 6000)


def _block(event: Event) -> str:
    assert event.payload is not None  # what is shown has a payload
    return _marked(event, event.kind, text_of(event), _MOST[type(event.payload)])


def _marked(event: Event, kind: str, text: str, most: int) -> str:
    """A block; a long text is cut in its middle."""
    if len(text) > most:
        text = (
            f"{text[: most * 2 // 3]}\n[… {len(text) - most:,} characters left out …]\n{text[-most // 3 :]}"
        )
    by = f' by="{event.payload.speaker}"' if isinstance(event.payload, p.MessageSaid) else ""
    place = f' round="{event.round}" at="{event.time:%H:%M:%S}"'
    return f'<event seq="{event.seq}" kind="{kind}"{by}{place}>\n{_TAGS.sub("&lt;", text)}\n</event>'
