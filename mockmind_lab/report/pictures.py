"""All pictures of a report by their file names, drawn from its story or taken from a document."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mockmind_lab.report.measurements import charts
from mockmind_lab.report.timeline import draw

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mockmind_lab.report.measurements import Chart
    from mockmind_lab.report.painting import Picture
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
    wanted = tuple(charts(story))
    # Side by side: half of the work is Pillow's own, beside which Python goes on.
    with ThreadPoolExecutor(len(wanted) + 1) as pool:
        line = pool.submit(draw, story)
        pictures = tuple(pool.map(_drawn, wanted))
    drawn = zip((chart.name for chart in wanted), pictures, strict=True)
    first = line.result()
    if first is None:
        return Pictures()
    images = {name: picture.png for name, picture in drawn if picture is not None}
    return Pictures(first.drawn_by, {TIMELINE: first.png, **images})


def _drawn(chart: Chart) -> Picture | None:
    return chart.draw()
