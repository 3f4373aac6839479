"""All pictures of a report by their file names, drawn from its story or taken from a document."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from mockmind_lab.report.measurements import charts
from mockmind_lab.report.timeline import draw

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mockmind_lab.report.painting import Picture
    from mockmind_lab.report.story import Story

__all__ = ["TIMELINE", "Pictures", "draw_all"]

TIMELINE = "timeline.png"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Pictures:
    """PNG files by name, and the program that drew them; the same events give the same bytes with it."""

    drawn_by: str | None = None
    images: Mapping[str, bytes] = field(default_factory=dict[str, bytes])


def draw_all(story: Story) -> Pictures:
    """Every picture of a story; none without Pillow (the optional extra ``plot``): tables stand in.

    So does the table of a picture that can't be drawn: what went wrong with it is logged.
    """
    wanted = tuple(charts(story))
    # Side by side: half of the work is Pillow's own, beside which Python goes on.
    with ThreadPoolExecutor(len(wanted) + 1) as pool:
        line = pool.submit(_drawn, TIMELINE, partial(draw, story))
        pictures = tuple(pool.map(_drawn, (chart.name for chart in wanted), (chart.draw for chart in wanted)))
    names = (TIMELINE, *(chart.name for chart in wanted))
    drawn = {
        name: picture for name, picture in zip(names, (line.result(), *pictures), strict=True) if picture
    }
    drawn_by = next((picture.drawn_by for picture in drawn.values()), None)
    return Pictures(drawn_by, {name: picture.png for name, picture in drawn.items()})


def _drawn(name: str, draws: Callable[[], Picture | None]) -> Picture | None:
    try:
        return draws()
    except Exception:
        # The report is worth more than one of its pictures.
        log.exception("%s could not be drawn: a table stands in for it", name)
        return None
