"""Build the report: the same events always give the same bytes.

A report carries its events in the notebook's metadata, ``mockmind``::

    {"schema_version": 1, "layout": "report" | "annotated",
     "interviews": [{"interview": id, "drawn_by": program or None, "events": [canonical JSON text, ...]}]}

Each event is a string and not an object: an editor that loads and saves the notebook may write 2100.0 as
2100, and the hash of the event would no longer match.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import nbformat

from mockmind_lab.core.payloads import Audience
from mockmind_lab.report.appendix import appendix, redacted
from mockmind_lab.report.front import front
from mockmind_lab.report.rounds import rounds
from mockmind_lab.report.story import tell
from mockmind_lab.report.timeline import draw

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from nbformat import NotebookNode

    from mockmind_lab.core.events import Event
    from mockmind_lab.report.part import Part
    from mockmind_lab.report.story import Story
    from mockmind_lab.report.timeline import Picture

__all__ = ["SCHEMA_VERSION", "assemble", "build", "cells", "embedded", "render", "written"]

SCHEMA_VERSION = 1


def build(events: Sequence[Event], *, audience: Audience = Audience.CANDIDATE) -> NotebookNode:
    """The report of one interview as a notebook; payloads that ``audience`` may not see are withheld."""
    story = tell(redacted(events, audience))
    return assemble(story, draw(story))


def render(events: Sequence[Event], *, audience: Audience = Audience.CANDIDATE) -> bytes:
    """The report as the bytes of an ``.ipynb`` file (UTF-8)."""
    return written(build(events, audience=audience))


def written(notebook: NotebookNode) -> bytes:
    """A report as the bytes of an ``.ipynb`` file (UTF-8)."""
    return (nbformat.writes(notebook) + "\n").encode()


def assemble(story: Story, picture: Picture | None) -> NotebookNode:
    """The notebook of a story whose time line is ``picture`` (None: the time line is a table)."""
    parts = [*front(story, picture), *rounds(story), appendix(story)]
    notebook = nbformat.v4.new_notebook(cells=cells(parts, story.interview.id))
    notebook.metadata.update(
        kernelspec={"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"},
        language_info={"name": "python"},
        title=f"Interview report {story.interview.id}",
        mockmind=nbformat.from_dict(
            {"schema_version": SCHEMA_VERSION, "layout": "report", "interviews": [embedded(story, picture)]}
        ),
    )
    return notebook


def embedded(story: Story, picture: Picture | None) -> dict[str, Any]:
    """What the metadata holds of one interview."""
    return {
        "interview": story.interview.id,
        "drawn_by": picture.drawn_by if picture else None,
        "events": [event.to_json() for event in story.events],
    }


def cells(parts: Iterable[Part], interview: str) -> list[NotebookNode]:
    """Cells for ``parts``. Their ids come from the interview and the part's name alone."""
    return [_cell(part, interview) for part in parts]


def _cell(part: Part, interview: str) -> NotebookNode:
    digest = sha256(f"{interview}/{part.name}".encode(errors="replace")).hexdigest()
    # Not nbformat's own functions: each of them validates its cell, which takes longer than all else.
    cell = nbformat.from_dict(
        {
            "cell_type": part.kind,
            "id": f"mockmind-{digest[:12]}",
            "metadata": {"mockmind": {"interview": interview, "part": part.name}},
            "source": part.source,
            **({"execution_count": None, "outputs": []} if part.kind == "code" else {}),
        }
    )
    if part.pictures:
        # nbformat keeps a picture as one base64 string
        cell.attachments = nbformat.from_dict(
            {name: {"image/png": b64encode(png).decode()} for name, png in part.pictures}
        )
    return cell
