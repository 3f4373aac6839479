"""Check a report with nothing but itself: is it what its events say, and is their chain whole?

Every cell is derived again from the events and compared in canonical form (``report.canonical``); in an
annotated notebook the candidate's own cells are taken as they are. Who vouches for it is for ``sign``.
"""

from __future__ import annotations

import copy
import json
from base64 import b64decode
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from mockmind_lab.core.events import Event, canonical, chain_fault
from mockmind_lab.core.kinds import PAYLOADS
from mockmind_lab.core.plural import count
from mockmind_lab.errors import StoreError
from mockmind_lab.report.annotate import annotated
from mockmind_lab.report.build import SCHEMA_VERSION, assemble
from mockmind_lab.report.canonical import canonical_cell, of_the_report
from mockmind_lab.report.pictures import Pictures, draw_all
from mockmind_lab.report.story import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from nbformat import NotebookNode

    from mockmind_lab.core.payloads import Payload
    from mockmind_lab.report.story import Story

__all__ = ["chain_faults", "check", "document_faults", "stories", "unchecked"]

Told = list[tuple["Derived", Pictures]]

_NAMES = {"schema_version", "layout", "interviews", "signature"}
_NAMES_EACH = {"interview", "drawn_by", "events"}
_NAMES_MORE = {"stand_ins"}


def check(notebook: NotebookNode) -> list[str]:
    """What is wrong with the report, a line each; empty if nothing is. Never raises on a hostile notebook."""
    return chain_faults(notebook) or document_faults(notebook)


def chain_faults(notebook: NotebookNode) -> list[str]:
    """What is wrong with the chains of events. Never raises."""
    return _told_or_raised(_broken, notebook)


def document_faults(notebook: NotebookNode) -> list[str]:
    """Where the document is not what its events give. Never raises."""
    return _told_or_raised(_differences, notebook)


def unchecked(notebook: NotebookNode) -> list[str]:
    """What a sound report holds that can't be checked here, a line each."""
    lines = list[str]()
    meta = notebook.metadata.get("mockmind", {})
    for derived, pictures in _told(notebook):
        if pictures.images and derived.drawn.drawn_by != pictures.drawn_by:
            lines.append(
                f"The pictures were drawn by {pictures.drawn_by}, which is not here to draw them again."
            )
    if meta.get("layout") == "annotated":
        own = sum("mockmind" not in cell.metadata for cell in of_the_report(notebook.cells))
        cells = count(own, "cell is", "cells are")
        lines.append(f"{cells} the candidate's own notebook, which the events do not cover.")
    return lines


def stories(notebook: NotebookNode) -> list[Story]:
    """The interviews of a report. Raises ``StoreError`` and worse for one that ``check`` finds fault with."""
    return [derived.story for derived, _ in _told(notebook)]


def _told_or_raised(find: Callable[[NotebookNode], Iterator[str]], notebook: NotebookNode) -> list[str]:
    try:
        return list(find(notebook))
    except Exception as error:
        return [f"This is no report that can be read ({type(error).__name__}: {str(error)[:200]})."]


def _broken(notebook: NotebookNode) -> Iterator[str]:
    meta = notebook.metadata.get("mockmind")
    if not meta or not meta.get("interviews"):
        yield "This notebook is no report: it carries no events."
        return
    for embedded in meta.interviews:
        fault = chain_fault(json.loads(text) for text in embedded.events)
        if fault:
            yield f"The chain of events is broken: {fault}."
            return
        names = {json.loads(text)["interview"] for text in embedded.events}
        if names != {embedded.interview}:
            yield "The chain of events is broken: an event belongs to another interview."


def _differences(notebook: NotebookNode) -> Iterator[str]:
    meta = notebook.metadata.get("mockmind")
    if not meta or not meta.get("interviews"):
        yield "This notebook is no report: it carries no events."
        return
    if meta.get("schema_version", 0) > SCHEMA_VERSION:
        yield "A newer mockmind_lab wrote this report; upgrade this one."
        return
    yield from _strange(notebook)
    try:
        told = _told(notebook)
    except StoreError as error:
        yield str(error).replace("The store", "The report")
        return
    for derived, pictures in told:
        story = derived.story
        if story.rejected and all(event.payload is not None for event in story.events):
            yield f"Event {story.rejected[0]} can't have happened after those before it."
        drawn = derived.drawn if pictures.drawn_by else pictures
        for name in sorted({*drawn.images, *pictures.images} if drawn.drawn_by == pictures.drawn_by else ()):
            if drawn.images.get(name) != pictures.images.get(name):
                yield f"The picture {name[:40]} is not what the events give."
    yield from _different_cells(notebook, told)


def _strange(notebook: NotebookNode) -> Iterator[str]:
    """What no report holds: other names, events not as they are stored."""
    meta = notebook.metadata.mockmind
    if set(meta) - _NAMES or meta.get("layout") not in ("report", "annotated"):
        yield "The report's metadata holds what no report holds."
    if set(notebook) != {"cells", "metadata", "nbformat", "nbformat_minor"}:
        yield "The notebook holds what no notebook holds."
    if type(meta.schema_version) is not int or meta.schema_version != SCHEMA_VERSION:
        yield "The report names no version of its format."
    for embedded in meta.interviews:
        if set(embedded) - _NAMES_MORE != _NAMES_EACH or not embedded.events:
            yield "The report's metadata holds what no report holds."
        if not _stand_in_as_stored(embedded):
            yield "What stands in for redacted events is not written as it is stored."
        for seq, text in enumerate(embedded.events, start=1):
            if not _as_stored(text):
                yield f"Event {seq} is not written as events are stored."


def _told(notebook: NotebookNode) -> Told:
    told: Told = []
    for embedded in notebook.metadata.mockmind.interviews:
        instead = tuple(sorted(embedded.get("stand_ins", {}).items()))
        told.append((_derived(tuple(embedded.events), instead), _pictures(notebook, embedded)))
    return told


class Derived:
    """What the events alone decide; made once, for every step looks at the same ones."""

    def __init__(self, events: tuple[str, ...], stand_ins: tuple[tuple[str, str], ...]) -> None:
        read = [Event.from_json(text) for text in events]
        kinds = {str(event.seq): event.kind for event in read}
        instead = {int(seq): _payload(kinds[seq], text) for seq, text in stand_ins}
        self.story = tell(read, instead)

    @cached_property
    def drawn(self) -> Pictures:
        """Its pictures as they are drawn here."""
        return draw_all(self.story)


_derived = lru_cache(maxsize=4)(Derived)


def _payload(kind: str, text: str) -> Payload:
    return PAYLOADS[kind].model_validate(json.loads(text))


def _stand_in_as_stored(embedded: Any) -> bool:
    """Each for a redacted event, and in no other spelling than the one that a report has."""
    instead = embedded.get("stand_ins")
    if instead is None:
        return True
    redacted = {str(e.seq): e.kind for e in map(Event.from_json, embedded.events) if e.payload is None}
    return bool(instead) and all(
        seq in redacted and canonical(_payload(redacted[seq], text).model_dump(mode="json")) == text
        for seq, text in instead.items()
    )


@lru_cache(maxsize=1024)
def _as_stored(text: str) -> bool:
    """Not another spelling of the same values, nor with names that no hash covers."""
    event = Event.from_json(text)
    return event.to_json() == text and (event.payload is None) == (event.salt is None)


def _pictures(notebook: NotebookNode, embedded: Any) -> Pictures:
    """The pictures that the document itself holds; their bytes are compared apart from the cells."""
    if embedded.get("drawn_by") is None:
        return Pictures()
    images = dict[str, bytes]()
    for cell in notebook.cells:
        if cell.metadata.get("mockmind", {}).get("interview") == embedded.interview:
            for name, bundle in cell.get("attachments", {}).items():
                images[name] = b64decode("".join(bundle.get("image/png", "")))
    return Pictures(str(embedded.drawn_by), images)


def _different_cells(notebook: NotebookNode, told: Told) -> Iterator[str]:
    found = of_the_report(notebook.cells)
    if notebook.metadata.mockmind.layout == "annotated":
        bare = copy.copy(notebook)
        bare.cells = found
        wanted = annotated(bare, [(derived.story, pictures) for derived, pictures in told]).cells
    elif len(told) != 1:
        yield "A report holds one interview."
        return
    else:
        should_be = assemble(told[0][0].story, told[0][1])
        wanted = should_be.cells
        if notebook.metadata.get("title") != should_be.metadata.title:
            yield "The notebook's title is not what the events give."
    if len(found) != len(wanted):
        yield f"The report has {count(len(found), 'cell')} where its events give {len(wanted)}."
    for place, (cell, should) in enumerate(zip(found, wanted, strict=False), start=1):
        if _same(cell, should):
            continue
        part = should.metadata.get("mockmind", {}).get("part", "the candidate's own")
        if cell.get("outputs") and _same({**cell, "outputs": []}, should):
            yield f"Cell {place} ({part}) has been run; no report has outputs: clear them, then verify."
        else:
            yield f"Cell {place} ({part}) is not what the events give."


def _same(cell: Any, should: Any) -> bool:
    return json.dumps(canonical_cell(cell), sort_keys=True) == json.dumps(
        canonical_cell(should), sort_keys=True
    )
