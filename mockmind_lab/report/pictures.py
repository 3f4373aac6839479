"""All pictures of a report by their file names, drawn from its story or taken from a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mockmind_lab.report.measurements import charts
from mockmind_lab.report.timeline import draw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mockmind_lab.report.story import Story

__all__ = ["TIMELINE", "Pictures", "draw_all"]

TIMELINE = "timeline.png"


@dataclass(frozen=True, slots=True)
class Pictures:
    """PNG files by name, and the program that drew them; the same events give the same bytes with it."""

    drawn_by: str | None = None
    images: Mapping[str, bytes] = field(default_factory=dict[str, bytes])


def draw_all(story: Story) -> Pictures:
    """Every picture of a story; none without Pillow (the optional extra ``plot``): tables stand in."""
    line = draw(story)
    if line is None:
        return Pictures()
    images = {TIMELINE: line.png}
    for chart in charts(story):
        picture = chart.draw()
        if picture is not None:
            images[chart.name] = picture.png
    return Pictures(line.drawn_by, images)
