"""Check a report with nothing but itself: is its chain of events whole, and is it what its events say?

Compared are the type, source, pictures and outputs of every cell of ours, in order, and in a plain report
that there is no other cell. An editor may change cell ids, execution counts and other metadata.
"""

from __future__ import annotations

import json
from base64 import b64decode
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.events import Event, chain_fault
from mockmind_lab.errors import StoreError
from mockmind_lab.report.annotate import annotated
from mockmind_lab.report.build import SCHEMA_VERSION, assemble
from mockmind_lab.report.story import tell
from mockmind_lab.report.timeline import Picture, draw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from nbformat import NotebookNode

    from mockmind_lab.report.story import Story

__all__ = ["check", "unchecked"]

Told = list[tuple["Story", Picture | None]]


def check(notebook: NotebookNode) -> list[str]:
    """What is wrong with the report, a line each; empty if nothing is. Never raises on a hostile notebook."""
    try:
        return list(_problems(notebook))
    except Exception as error:
        return [f"This is no report that can be read ({type(error).__name__}: {str(error)[:200]})."]


def unchecked(notebook: NotebookNode) -> list[str]:
    """What a sound report holds that can't be checked here, a line each."""
    lines = list[str]()
    meta = notebook.metadata.get("mockmind", {})
    for story, picture in _told(notebook):
        drawn = draw(story) if picture else None
        if picture and (drawn is None or drawn.drawn_by != picture.drawn_by):
            lines.append(
                f"The time line was drawn by {picture.drawn_by}, which is not here to draw it again."
            )
    if meta.get("layout") == "annotated":
        own = sum("mockmind" not in cell.metadata for cell in notebook.cells)
        lines.append(f"{own} cells are the candidate's own notebook, which the events do not cover.")
    return lines


def _problems(notebook: NotebookNode) -> Iterator[str]:
    meta = notebook.metadata.get("mockmind")
    if not meta or not meta.get("interviews"):
        yield "This notebook is no report: it carries no events."
        return
    if meta.get("schema_version", 0) > SCHEMA_VERSION:
        yield "A newer mockmind_lab wrote this report; upgrade this one."
        return
    for embedded in meta.interviews:
        fault = chain_fault(json.loads(text) for text in embedded.events)
        if fault:
            yield f"The chain of events is broken: {fault}."
            return
    try:
        told = _told(notebook)
    except StoreError as error:
        yield str(error).replace("The store", "The report")
        return
    for story, picture in told:
        if story.rejected and all(event.payload is not None for event in story.events):
            yield f"Event {story.rejected[0]} can't have happened after those before it."
        drawn = draw(story) if picture else None
        if picture and drawn and drawn.drawn_by == picture.drawn_by and drawn.png != picture.png:
            yield "The picture of the time line is not what the events give."
    yield from _differences(notebook, told)


def _told(notebook: NotebookNode) -> Told:
    told: Told = []
    for embedded in notebook.metadata.mockmind.interviews:
        events = [Event.from_json(text) for text in embedded.events]
        told.append((tell(events), _picture(notebook, embedded)))
    return told


def _picture(notebook: NotebookNode, embedded: Any) -> Picture | None:
    """The picture that the document itself holds; the bytes are compared apart from the cells."""
    if not embedded.get("drawn_by"):
        return None
    for cell in notebook.cells:
        ours = cell.metadata.get("mockmind", {})
        if ours.get("part") == "timeline" and ours.get("interview") == embedded.interview:
            data = cell.get("attachments", {}).get("timeline.png", {}).get("image/png", "")
            return Picture(b64decode("".join(data)), str(embedded.drawn_by))
    return Picture(b"", str(embedded.drawn_by))


def _differences(notebook: NotebookNode, told: Told) -> Iterator[str]:
    if notebook.metadata.mockmind.get("layout") == "annotated":
        expected = annotated(notebook, told)
        found = [cell for cell in notebook.cells if "mockmind" in cell.metadata]
        wanted = [cell for cell in expected.cells if "mockmind" in cell.metadata]
    else:
        if len(told) != 1:
            yield "A report holds one interview."
            return
        found, wanted = notebook.cells, assemble(*told[0]).cells
    if len(found) != len(wanted):
        yield f"The report has {len(found)} cells where its events give {len(wanted)}."
    for place, (cell, should) in enumerate(zip(found, wanted, strict=False), start=1):
        if _canonical(cell) != _canonical(should):
            part = should.metadata.mockmind.part
            yield f"Cell {place} ({part}) is not what the events give."


def _canonical(cell: NotebookNode) -> tuple[object, ...]:
    pictures = {
        name: {kind: "".join(data).replace("\n", "") for kind, data in bundle.items()}
        for name, bundle in cell.get("attachments", {}).items()
    }
    source = cell.source if isinstance(cell.source, str) else "".join(cell.source)
    return cell.cell_type, source, json.dumps(pictures, sort_keys=True), bool(cell.get("outputs"))
