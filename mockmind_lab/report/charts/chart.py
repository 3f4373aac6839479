"""What the charts share: letters, colours, and horizontal bars with their labels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockmind_lab.report.painting import FINER, Picture, paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.ImageDraw import ImageDraw

__all__ = ["GRID", "MINE", "OTHER", "Bar", "bars", "cell"]

MINE = "#0b6fa4"
"""The candidate's blue (Okabe and Ito's palette, told apart by colour-blind readers)."""
OTHER = "#c44e00"
"""The vermilion of what it is compared with, and of what went wrong."""
GRID = "#e6e6e6"

_WIDTH, _LEFT, _RIGHT, _TOP, _ROW = 760, 190, 700, 44, 30  # pixels
_MOST = 24  # rows of one chart


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: its label, its value, the words at its end, and its colour."""

    label: str
    value: float
    said: str
    colour: str = MINE


def bars(title: str, rows: Sequence[Bar], *, most: float) -> Picture | None:
    """Horizontal bars on a scale from 0 to ``most``; the first 24. None without Pillow or without rows."""
    shown = rows[:_MOST]
    if not shown:
        return None
    scale = (_RIGHT - _LEFT) / max(most, 1e-9)
    height = _TOP + _ROW * len(shown) + 12

    def shapes(draw: ImageDraw) -> None:
        for place, row in enumerate(shown):
            top = (_TOP + _ROW * place) * FINER
            box = (_LEFT * FINER, top + 4 * FINER, _RIGHT * FINER, top + (_ROW - 8) * FINER)
            draw.rectangle(box, fill="#f3f3f3")
            end = (_LEFT + scale * min(row.value, most)) * FINER
            draw.rectangle((box[0], box[1], end, box[3]), fill=row.colour)

    def words(draw: ImageDraw) -> None:
        from PIL import ImageFont

        large, small = ImageFont.load_default(14), ImageFont.load_default(12.5)
        draw.text((_LEFT, 22), title, "black", large, anchor="lm")
        for place, row in enumerate(shown):
            middle = _TOP + _ROW * place + _ROW // 2 - 2
            draw.text((_LEFT - 8, middle), row.label, "black", small, anchor="rm")
            draw.text((_RIGHT + 8, middle), row.said, "black", small, anchor="lm")

    return paint((_WIDTH, height), shapes, words)


def cell(text: str, most: int = 100) -> str:
    """Hostile text as code in a cell of a Markdown table: one line, nothing that Markdown acts on."""
    flat = " ".join(text.split()).replace("`", "'").replace("|", "¦")
    shown = flat if len(flat) <= most else flat[: most - 1] + "…"
    return f"`{shown}`" if shown else ""
