"""Links between what a report says and the events it rests on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockmind_lab.core import payloads as p
from mockmind_lab.report.text import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.scoring import Citation
    from mockmind_lab.report.story import Story

__all__ = ["anchor", "cited", "in_transcript", "linked"]

_LONGEST = 160  # characters of a quotation


def anchor(story: Story, seq: int) -> str:
    """The place that links to event ``seq`` lead to: an empty element of HTML."""
    return f'<a id="{_name(story, seq)}"></a>'


def linked(story: Story, seqs: Iterable[int]) -> str:
    """``#12, #15`` as links; numbers of no event stay numbers."""
    return ", ".join(_link(story, seq) for seq in seqs)


def cited(story: Story, citations: Iterable[Citation]) -> str:
    """Citations with their quotations, as links; empty where there are none."""
    return "; ".join(
        f"{_link(story, citation.event)} “{plain(_short(citation.quote))}”"
        if citation.quote
        else _link(story, citation.event)
        for citation in citations
    )


def in_transcript(event: Event) -> bool:
    """Whether the transcript tells of the event, so that links to it lead there and not to the appendix."""
    match event.payload:
        case p.StatusChanged(status=status):
            return status.value in ("paused", "abandoned", "failed")
        case p.MessageSaid() | p.HintGiven() | p.CodeRun() | p.SubmissionMade() | p.VerdictGiven():
            return True
        case _:
            return False


def _link(story: Story, seq: int) -> str:
    if seq not in story.clocks:
        return f"#{seq}"
    return f'<a href="#{_name(story, seq)}">#{seq}</a>'


def _name(story: Story, seq: int) -> str:
    # Two interviews may stand in one notebook.
    return f"event-{re.sub(r'[^A-Za-z0-9-]', '', story.interview.id)}-{seq}"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
