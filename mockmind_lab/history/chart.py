"""The chart of progress: all scores over time, and a small one for each topic. A PNG by Pillow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.core.plural import count
from mockmind_lab.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont, ImageFont

    from mockmind_lab.history.progress import Point, Topic

__all__ = ["alternative_text", "draw"]

_WIDTH, _FINER = 1100, 3  # pixels; shapes are drawn so many times larger
_MARGIN, _LEFT = 24, 64
_HEAD, _TALL, _SMALL, _GAP = 40, 220, 96, 44
_COLUMNS, _MOST = 3, 12
_LINE, _GRID, _GOOD, _POOR = "#3b5b78", "#e6e6e6", "#00714f", "#c44e00"
_HALF = 50.0  # points of 100; below it a mark is a cross, told from the others without colours

Box = tuple[float, float, float, float]


def draw(scores: Sequence[Point], found: Sequence[Topic]) -> bytes:
    """The picture; of more than twelve topics the most practised. The same scores give the same bytes with
    the same Pillow. Raises ``Refused`` without Pillow, or where there is nothing to draw.
    """
    if not scores:
        raise Refused("No interview has a score yet, so there is nothing to draw: finish one first.")
    try:
        from PIL import Image, ImageDraw, ImageFont

        large, small = ImageFont.load_default(15), ImageFont.load_default(12.5)
    except (ImportError, TypeError) as error:  # an old Pillow has no letters of a given size
        raise Refused(
            "A picture needs Pillow 11 or newer: pip install pillow, or leave --out away for text."
        ) from error
    from io import BytesIO

    topics = found[:_MOST]
    rows = -(-len(topics) // _COLUMNS)
    height = _HEAD + _TALL + _GAP + rows * (_SMALL + _GAP) + _MARGIN
    boxes = [(_LEFT, _HEAD, _WIDTH - _MARGIN, _HEAD + _TALL), *map(_box, range(len(topics)))]
    series = [scores, *(topic.points for topic in topics)]
    image = Image.new("RGB", (_WIDTH * _FINER, height * _FINER), "white")
    pen = ImageDraw.Draw(image)
    for box, own in zip(boxes, series, strict=True):
        _curve(pen, box, own)
    image = image.reduce(_FINER)  # shapes get smooth edges so; letters have them anyway
    pen = ImageDraw.Draw(image)
    _words(pen, scores, boxes[0], large, small)
    for box, topic in zip(boxes[1:], topics, strict=True):
        text = f"{topic.name}: last {topic.points[-1].score:.0f}, average {topic.average:.0f}"
        pen.text((box[0], box[1] - 10), text, "black", small, anchor="ls")
    buffer = BytesIO()
    image.save(buffer, format="png", compress_level=6)
    return buffer.getvalue()


def alternative_text(scores: Sequence[Point], found: Sequence[Topic]) -> str:
    """What the picture shows, in words, for who can't see it."""
    if not scores:
        return "No scores yet."
    span = f"from {scores[0].time:%Y-%m-%d} to {scores[-1].time:%Y-%m-%d}"
    topics = "; ".join(f"{t.name} {t.points[0].score:.0f} to {t.points[-1].score:.0f}" for t in found[:_MOST])
    return (
        f"{count(len(scores), 'score')} {span}, the first {scores[0].score:.0f}, "
        f"the last {scores[-1].score:.0f}. "
        f"By topic, first to last: {topics or 'none'}."
    )


def _box(place: int) -> Box:
    """Where the small chart of that place is: left, top, right, bottom."""
    row, column = divmod(place, _COLUMNS)
    width = (_WIDTH - _LEFT - _MARGIN - (_COLUMNS - 1) * _GAP) / _COLUMNS
    left = _LEFT + column * (width + _GAP)
    top = _HEAD + _TALL + 2 * _GAP + row * (_SMALL + _GAP) - _MARGIN
    return left, top, left + width, top + _SMALL


def _curve(pen: ImageDraw, box: Box, own: Sequence[Point]) -> None:
    left, top, right, bottom = (side * _FINER for side in box)
    for share in (0.0, 0.5, 1.0):
        height = bottom - (bottom - top) * share
        pen.line((left, height, right, height), fill=_GRID, width=_FINER)
    step = (right - left) / max(len(own), 1)
    # By order and not by date: ten interviews of one weekend would else be one blot.
    places = [
        (left + step * (place + 0.5), bottom - (bottom - top) * min(max(point.score, 0.0), 100.0) / 100)
        for place, point in enumerate(own)
    ]
    if len(places) > 1:
        pen.line(places, fill=_LINE, width=2 * _FINER, joint="curve")
    size = min(5.0 * _FINER, max(step / 2, _FINER))
    for (x, y), point in zip(places, own, strict=True):
        if point.score < _HALF:
            for slope in (1, -1):
                line = (x - size, y - size * slope, x + size, y + size * slope)
                pen.line(line, fill=_POOR, width=2 * _FINER)
        else:
            pen.ellipse((x - size, y - size, x + size, y + size), fill=_GOOD)


def _words(
    pen: ImageDraw,
    scores: Sequence[Point],
    box: Box,
    large: FreeTypeFont | ImageFont,
    small: FreeTypeFont | ImageFont,
) -> None:
    left, top, right, bottom = box
    title = f"Scores of {count(len(scores), 'interview')}, in their order"
    pen.text((left, top - 14), title, "black", large, anchor="ls")
    for value in (0, 50, 100):
        height = bottom - (bottom - top) * value / 100
        pen.text((left - 10, height), str(value), "black", small, anchor="rm")
    pen.text((left, bottom + 16), f"{scores[0].time:%Y-%m-%d}", "black", small, anchor="lm")
    if len(scores) > 1:
        pen.text((right, bottom + 16), f"{scores[-1].time:%Y-%m-%d}", "black", small, anchor="rm")
