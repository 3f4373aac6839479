"""Build the report: the same events always give the same bytes.

A report carries its events in the notebook's metadata, ``mockmind``::

    {"schema_version": 1, "layout": "report" | "annotated",
     "interviews": [{"interview": id, "drawn_by": program or None, "events": [canonical JSON text, ...],
                     "stand_ins": {seq: canonical JSON text of a payload}}],  # only where there are some
     "signature": {"algorithm", "covers", "key", "value"}}                    # see report.sign

Each event is a string and not an object: an editor that loads and saves the notebook may write 2100.0 as
2100, and the hash of the event would no longer match.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import nbformat

from mockmind_lab.core.events import canonical
from mockmind_lab.core.payloads import Audience, Payload
from mockmind_lab.report.anonymous import anonymous
from mockmind_lab.report.appendix import appendix, redacted
from mockmind_lab.report.cells import STEPPING
from mockmind_lab.report.front import front
from mockmind_lab.report.measurements import measurements
from mockmind_lab.report.part import Part
from mockmind_lab.report.pictures import draw_all
from mockmind_lab.report.rounds import rounds
from mockmind_lab.report.scoring import plan, rubric
from mockmind_lab.report.story import tell

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from nbformat import NotebookNode

    from mockmind_lab.core.events import Event
    from mockmind_lab.report.pictures import Pictures
    from mockmind_lab.report.story import Story

__all__ = ["SCHEMA_VERSION", "assemble", "body", "build", "cells", "embedded", "render", "written"]

SCHEMA_VERSION = 1


def build(
    events: Sequence[Event], *, audience: Audience = Audience.CANDIDATE, nameless: bool = False
) -> NotebookNode:
    """The report of one interview as a notebook; payloads that ``audience`` may not see are withheld.

    ``nameless`` keeps the candidate's name out of it (see ``report.anonymous``).
    """
    shown, stand_ins = redacted(events, audience), dict[int, Payload]()
    if nameless:
        shown, stand_ins = anonymous(shown)
    story = tell(shown, stand_ins)
    return assemble(story, draw_all(story))


def render(events: Sequence[Event], *, audience: Audience = Audience.CANDIDATE) -> bytes:
    """The report as the bytes of an ``.ipynb`` file (UTF-8)."""
    return written(build(events, audience=audience))


def written(notebook: NotebookNode) -> bytes:
    """A report as the bytes of an ``.ipynb`` file (UTF-8)."""
    return (nbformat.writes(notebook) + "\n").encode()


def assemble(story: Story, pictures: Pictures) -> NotebookNode:
    """The notebook of a story with ``pictures``; where there are none, tables stand in."""
    parts = [*front(story, pictures.images), *body(story, pictures.images)]
    notebook = nbformat.v4.new_notebook(cells=cells(parts, story.interview.id))
    notebook.metadata.update(
        kernelspec={"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"},
        language_info={"name": "python"},
        title=f"Interview report {story.interview.id}",
        mockmind=nbformat.from_dict(
            {"schema_version": SCHEMA_VERSION, "layout": "report", "interviews": [embedded(story, pictures)]}
        ),
    )
    return notebook


def body(story: Story, images: Mapping[str, bytes]) -> list[Part]:
    """Everything below the first screen, in the order in which it is told."""
    parts = [*rubric(story), *rounds(story), *measurements(story, images), *plan(story)]
    return [*parts, Part("replay", STEPPING, kind="code"), appendix(story)]


def embedded(story: Story, pictures: Pictures) -> dict[str, Any]:
    """What the metadata holds of one interview."""
    return {
        "interview": story.interview.id,
        "drawn_by": pictures.drawn_by,
        "events": [_stored(story, event) for event in story.events],
        **({"stand_ins": _standing_in(story)} if story.stand_ins else {}),
    }


def _stored(story: Story, event: Event) -> str:
    return (event.redacted() if event.seq in story.stand_ins else event).to_json()


def _standing_in(story: Story) -> dict[str, str]:
    """The payloads that stand in, as texts, by the numbers of their events."""
    chosen = [event for event in story.events if event.seq in story.stand_ins and event.payload]
    return {str(e.seq): canonical(e.payload.model_dump(mode="json")) for e in chosen if e.payload}


def cells(parts: Iterable[Part], interview: str) -> list[NotebookNode]:
    """Cells for ``parts``. Their ids come from the interview and the part's name alone."""
    return [_cell(part, interview) for part in parts]


def _cell(part: Part, interview: str) -> NotebookNode:
    digest = sha256(f"{interview}/{part.name}".encode(errors="replace")).hexdigest()
    # Not nbformat's own functions: each of them validates its cell, which takes longer than all else.
    cell: Any = nbformat.from_dict(
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
