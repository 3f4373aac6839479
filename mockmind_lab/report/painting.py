"""Painting: shapes drawn finer than they are shown, words over them, and the whole as a PNG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.ImageDraw import ImageDraw

__all__ = ["FINER", "Picture", "paint"]

FINER = 3
"""Shapes are drawn so many times larger than they are shown, which gives them smooth edges."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and the program that drew it; the same events give the same bytes with the same program.

    ``drawn_by`` also names the processor, for its arithmetic may round a pixel otherwise.
    """

    png: bytes
    drawn_by: str


def paint(
    size: tuple[int, int], shapes: Callable[[ImageDraw], None], words: Callable[[ImageDraw], None]
) -> Picture | None:
    """A picture of ``size`` pixels; None without Pillow (the optional extra ``plot``).

    ``shapes`` draws on a canvas that is ``FINER`` times as large, ``words`` on the picture itself.
    """
    try:
        import PIL
        from PIL import Image, ImageDraw, ImageFont

        ImageFont.load_default(12.5)
    except (ImportError, TypeError):  # an old Pillow, or one without letters
        return None
    import platform
    from io import BytesIO

    width, height = size
    large = Image.new("RGB", (width * FINER, height * FINER), "white")
    shapes(ImageDraw.Draw(large))
    image = large.reduce(FINER)  # letters are smooth anyway
    words(ImageDraw.Draw(image))
    buffer = BytesIO()
    image.save(buffer, format="png", compress_level=2)
    return Picture(buffer.getvalue(), f"Pillow {PIL.__version__}, {platform.machine()}")
