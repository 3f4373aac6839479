"""The appendix: every event in a list for people, and in the notebook's metadata for programs."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from mockmind_lab.core import payloads as p
from mockmind_lab.core.scoring import FeedbackGiven
from mockmind_lab.report.links import anchor, in_transcript
from mockmind_lab.report.part import Part
from mockmind_lab.report.text import plain, worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.payloads import Audience
    from mockmind_lab.report.story import Story

__all__ = ["appendix", "redacted"]

_SHOWN = 110  # characters of an event in the list
_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,2})(?=[^\s*])([^*\n]+)(?<=\S)\1(?![\w*])")


def redacted(events: Iterable[Event], audience: Audience) -> list[Event]:
    """The events with the payloads that ``audience`` may not see taken out; the chain still verifies."""
    return [e if audience in e.audience else replace(e, payload=None, salt=None) for e in events]


def appendix(story: Story) -> Part:
    """The list for people, folded so that it does not drown the rest."""
    events = story.events
    rows = ["| # | clock | UTC | event | what |", "|---:|---:|:--|:--|:--|"]
    rows += [_row(story, event) for event in events]
    last = events[-1].hash if events else ""
    about = (
        f"All {len(events)} events of interview {plain(story.interview.id)}, each committing to the one "
        f"before; the last has the hash `{last[:16]}…`. They are in this notebook's metadata under "
        "`mockmind`, as they were stored, so `mockmind verify` can check them and this document with "
        "nothing else at hand."
    )
    listed = f"<details><summary>Show all {len(events)} events</summary>\n\n" + "\n".join(rows)
    return Part("appendix", f"## Appendix: the events\n\n{about}\n\n{listed}\n\n</details>")


def _row(story: Story, event: Event) -> str:
    here = "" if in_transcript(event) else anchor(story, event.seq)
    kind = event.kind.replace("_", " ")
    return f"| {here}{event.seq} | {story.at(event.seq)} | {event.time:%H:%M:%S} | {kind} | {_what(event)} |"


def _what(event: Event) -> str:
    payload = event.payload
    if payload is None:
        return "*content withheld*"
    said = isinstance(payload, p.MessageSaid | p.HintGiven)
    text = _EMPHASIS.sub(r"\2", _summary(payload)) if said else _summary(payload)
    shown = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return worded(shown) if said else plain(shown)


def _summary(payload: p.Payload) -> str:
    match payload:
        case p.HostChanged():
            return f"{payload.trust}, {payload.started_as}, user {payload.user}"
        case p.MessageSaid():
            return f"{payload.speaker}: {payload.text}"
        case p.HintGiven():
            return f"level {payload.level}: {payload.text}"
        case p.ProblemPresented():
            return f"{payload.title}, package {payload.digest[:12]}"
        case p.CellExecuted():
            return f"[{payload.count}] {payload.source}"
        case p.SubmissionMade():
            return f"submission {payload.attempt} ({payload.reason})"
        case p.CodeRun(verdict=verdict) | p.VerdictGiven(verdict=verdict):
            return f"{verdict.code.value}, {verdict.passed} of {verdict.total} tests passed"
        case FeedbackGiven():
            return f"{payload.score:g} of 100 by {payload.evaluator}"
        case p.InterviewerChanged():
            return f"{payload.interviewer}, prompts {payload.prompts}: {payload.reason}"
        case p.ModelCalled():
            tokens = payload.input_tokens + payload.cache_read_tokens + payload.cache_write_tokens
            price = "no known price" if payload.dollars is None else f"${payload.dollars:.4f}"
            who = f"{payload.model} ({payload.purpose})"
            return f"{who}, {tokens:,} tokens in, {payload.output_tokens:,} out, {price}"
        case p.PlanMade():
            return ", ".join(stage.slug or stage.name.value for stage in payload.stages)
        case _:
            fields = payload.model_dump(mode="json").items()
            told = [f"{name.replace('_', ' ')} {_short(value)}" for name, value in fields if _says(value)]
            return ", ".join(told)


def _says(value: Any) -> bool:
    return value is not None and value not in ("", [], {})


def _short(value: Any) -> str:
    """A value in words: 1500.0 as 1500, and a name of ours without its underscores."""
    match value:
        case bool():
            return "yes" if value else "no"
        case float():
            return f"{value:.6g}"
        case str() if re.fullmatch(r"[a-z]+(_[a-z]+)+", value):
            return value.replace("_", " ")
        case _:
            return str(value)
