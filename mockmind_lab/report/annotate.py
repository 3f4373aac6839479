"""Annotate an executed notebook: the report around the candidate's own cells, and notes beside them."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

import nbformat

from mockmind_lab.core.payloads import Audience, ProblemPresented
from mockmind_lab.report.appendix import redacted
from mockmind_lab.report.build import SCHEMA_VERSION, body, cells, embedded
from mockmind_lab.report.front import front
from mockmind_lab.report.part import Part
from mockmind_lab.report.pictures import draw_all
from mockmind_lab.report.rounds import happened
from mockmind_lab.report.story import tell
from mockmind_lab.report.text import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from nbformat import NotebookNode

    from mockmind_lab.core.events import Event
    from mockmind_lab.report.pictures import Pictures
    from mockmind_lab.report.story import Story

__all__ = ["annotate", "annotated", "without_annotations"]

_NEVER = datetime.max.replace(tzinfo=UTC)
_WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
# papermill looks into these on every cell of a notebook that went through one of its engines.
_EXECUTED = {
    "exception": False,
    "start_time": None,
    "end_time": None,
    "duration": None,
    "status": "completed",
}


def annotate(
    notebook: NotebookNode, *interviews: Sequence[Event], audience: Audience = Audience.CANDIDATE
) -> NotebookNode:
    """A copy of ``notebook`` with the reports of the ``interviews`` (their events) that it held.

    On top comes each first screen, then the notebook's own cells, each followed by what happened in the
    interview from its start to the next cell's (by papermill's times), then transcript, code and events.
    Annotations of an earlier time are replaced. Widget views and state, which need a live kernel, go.
    """
    stories = [tell(redacted(events, audience)) for events in interviews]
    return annotated(notebook, [(story, draw_all(story)) for story in stories])


def annotated(notebook: NotebookNode, told: Sequence[tuple[Story, Pictures]]) -> NotebookNode:
    """``annotate`` for stories already told, with their pictures."""
    bare = _static(without_annotations(notebook))
    before, after = list[Any](), list[Any]()
    for story, pictures in told:
        name = story.interview.id
        before += cells(front(story, pictures.images), name)
        after += cells([Part("rest", "---"), *body(story, pictures.images)], name)
    if told:
        before += cells([Part("notebook", "## The notebook, as it ran")], told[0][0].interview.id)
    beside = list[Any]()
    for place, (cell, start, end) in enumerate(_windows(bare.cells)):
        beside.append(cell)
        for story, _ in told:
            beside += cells(_note(story, place, start, end), story.interview.id)
    bare.cells = [*before, *beside, *after]
    for cell in bare.cells:
        if "mockmind" in cell.metadata:
            cell.metadata.papermill = nbformat.from_dict(_EXECUTED)
    _upgrade(bare)
    bare.metadata.mockmind = nbformat.from_dict(
        {
            "schema_version": SCHEMA_VERSION,
            "layout": "annotated",
            "interviews": [embedded(story, pictures) for story, pictures in told],
        }
    )
    return bare


def without_annotations(notebook: NotebookNode) -> NotebookNode:
    """A copy of ``notebook`` without any cell or metadata of ours."""
    bare = copy.deepcopy(notebook)
    bare.cells = [cell for cell in bare.cells if "mockmind" not in cell.metadata]
    bare.metadata.pop("mockmind", None)
    return bare


def _static(notebook: NotebookNode) -> NotebookNode:
    """Without what only a live kernel could draw; the plain text beside a widget stays."""
    notebook.metadata.pop("widgets", None)
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if len(output.get("data", {})) > 1:
                output.data.pop(_WIDGET_VIEW, None)
    return notebook


def _upgrade(notebook: NotebookNode) -> None:
    """Cell ids exist since format 4.5; a notebook older than that gets ids that stay the same."""
    if (notebook.nbformat, notebook.nbformat_minor) >= (4, 5):
        return
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    for place, cell in enumerate(notebook.cells):
        cell.setdefault("id", f"cell-{place}")


def _windows(own: Sequence[NotebookNode]) -> list[tuple[NotebookNode, datetime, datetime]]:
    """Each cell with the time from its start to the next one's: a reply may come after a cell has ended."""
    starts = [_time(cell.metadata.get("papermill", {}).get("start_time")) for cell in own]
    windows = list[tuple[Any, datetime, datetime]]()
    following = _NEVER
    for cell, start in zip(reversed(own), reversed(starts), strict=True):
        windows.append((cell, start or following, following))
        following = start or following
    return windows[::-1]


def _note(story: Story, place: int, start: datetime, end: datetime) -> list[Part]:
    """What happened between ``start`` and ``end``, if anything did that a reader wants to see there."""
    lines = list[str]()
    within = [event for event in story.events if start <= event.time < end]
    for presented, group in groupby(within, key=lambda event: isinstance(event.payload, ProblemPresented)):
        if presented:
            lines += [
                f"**{story.at(e.seq)}** · *Problem {e.round} was presented: {plain(e.payload.title)}*"
                for e in group
                if isinstance(e.payload, ProblemPresented)
            ]
        else:
            lines += filter(None, (happened(story, event) for event in group))
    return [Part(f"note-{place}", "\n\n".join(lines))] if lines else []


def _time(text: object) -> datetime | None:
    try:
        time = datetime.fromisoformat(str(text))
    except ValueError:
        return None
    return time if time.tzinfo else time.replace(tzinfo=UTC)
