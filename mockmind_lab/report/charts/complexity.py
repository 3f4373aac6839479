"""How cost grows with the input: the submission beside the reference, both axes logarithmic."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockmind_lab.core.growth import fitted
from mockmind_lab.report.charts.chart import GRID, MINE, OTHER
from mockmind_lab.report.painting import FINER, Picture, paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL.ImageDraw import ImageDraw

    from mockmind_lab.core.measured import ComplexityMeasured, Curve

__all__ = ["alternative_text", "draw", "table"]

_SIZE = (760, 420)  # pixels
_LEFT, _RIGHT, _TOP, _BOTTOM = 74, 560, 34, 366


@dataclass(frozen=True, slots=True)
class _Line:
    """One program: its points, and the curve of its class where it has one."""

    name: str
    colour: str
    curve: Curve
    costs: tuple[float, ...]
    fit: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Axes:
    """From values to pixels, by logarithms."""

    sizes: tuple[float, float]
    costs: tuple[float, float]

    def x(self, size: float) -> float:
        """Where a size is, from left to right."""
        return _LEFT + (_RIGHT - _LEFT) * _part(size, *self.sizes)

    def y(self, cost: float) -> float:
        """Where a cost is, from the bottom up."""
        return _BOTTOM - (_BOTTOM - _TOP) * _part(cost, *self.costs)


def draw(measured: ComplexityMeasured) -> Picture | None:
    """The chart as a picture; None without Pillow, or where there is nothing to draw."""
    lines = _lines(measured)
    if not lines or max(len(line.curve.sizes) for line in lines) < 2:
        return None
    sizes = [size for line in lines for size in line.curve.sizes]
    costs = [cost for line in lines for cost in line.costs]
    axes = _Axes((min(sizes), max(sizes)), (min(costs) / 1.3, max(costs) * 1.3))
    unit = "steps" if _counts(measured) else "CPU seconds"

    def shapes(draw: ImageDraw) -> None:
        _draw_grid(draw, axes)
        for line in reversed(lines):
            _draw_line(draw, axes, line)

    return paint(_SIZE, shapes, lambda draw: _draw_words(draw, axes, lines, measured.target, unit))


def _part(value: float, low: float, high: float) -> float:
    low = max(low, 1e-9)
    return math.log(max(value, low) / low) / math.log(high / low) if high > low else 0.5


def _counts(measured: ComplexityMeasured) -> bool:
    """Whether steps can be shown: times and steps do not go on one axis."""
    curves = [curve for curve in (measured.mine, measured.reference) if curve and curve.sizes]
    return all(curve.operations for curve in curves)


def _lines(measured: ComplexityMeasured) -> list[_Line]:
    counts = _counts(measured)
    found = list[_Line]()
    for name, colour, curve in (
        ("submission", MINE, measured.mine),
        ("reference", OTHER, measured.reference),
    ):
        if curve is None:
            continue
        costs = tuple(map(float, curve.operations)) if counts else curve.cpu_seconds
        costs = tuple(max(cost, 1e-6) for cost in costs)
        if curve.sizes and len(costs) == len(curve.sizes):
            fit = fitted(curve.sizes, costs, curve.growth) if curve.growth else []
            found.append(_Line(name, colour, curve, costs, tuple(fit)))
    return found


def _draw_grid(draw: ImageDraw, axes: _Axes) -> None:
    for size in _decades(*axes.sizes):
        x = axes.x(size) * FINER
        draw.line((x, _TOP * FINER, x, _BOTTOM * FINER), fill=GRID, width=FINER)
    for cost in _decades(*axes.costs):
        y = axes.y(cost) * FINER
        draw.line((_LEFT * FINER, y, _RIGHT * FINER, y), fill=GRID, width=FINER)
    box = (_LEFT * FINER, _TOP * FINER, _RIGHT * FINER, _BOTTOM * FINER)
    draw.rectangle(box, outline="#999999", width=FINER)


def _draw_line(draw: ImageDraw, axes: _Axes, line: _Line) -> None:
    """Points as dots (the submission) or squares (the reference): told apart without colours."""
    rows = zip(line.curve.sizes, line.costs, line.fit, strict=False)
    # The class is fitted to the upper sizes; far below them its curve says nothing.
    fits = [(n, fit) for n, cost, fit in rows if cost / 2 < fit < cost * 2]
    path = [(axes.x(n) * FINER, axes.y(fit) * FINER) for n, fit in fits]
    if len(path) > 1:
        draw.line(path, fill=line.colour, width=2 * FINER)
    for n, cost in zip(line.curve.sizes, line.costs, strict=True):
        x, y, half = axes.x(n) * FINER, axes.y(cost) * FINER, 4 * FINER
        shape = draw.ellipse if line.name == "submission" else draw.rectangle
        shape((x - half, y - half, x + half, y + half), fill=line.colour, outline="white", width=FINER)


def _draw_words(draw: ImageDraw, axes: _Axes, lines: Sequence[_Line], target: str, unit: str) -> None:
    from PIL import ImageFont

    large, small = ImageFont.load_default(14), ImageFont.load_default(12.5)
    for size in _decades(*axes.sizes):
        draw.text((axes.x(size), _BOTTOM + 13), _short(size), "black", small, anchor="mm")
    for cost in _decades(*axes.costs):
        draw.text((_LEFT - 8, axes.y(cost)), _short(cost), "black", small, anchor="rm")
    draw.text(((_LEFT + _RIGHT) / 2, _BOTTOM + 36), "size of the input, n", "black", small, anchor="mm")
    draw.text((_LEFT, _TOP - 15), unit, "black", small, anchor="lm")
    for place, line in enumerate(lines):
        top = _TOP + 18 + 52 * place
        draw.text((_RIGHT + 16, top), line.name, line.colour, large, anchor="lm")
        draw.text((_RIGHT + 16, top + 20), _said(line.curve), "black", small, anchor="lm")
    if target:
        top = _TOP + 18 + 52 * len(lines)
        draw.text((_RIGHT + 16, top), "target", "black", large, anchor="lm")
        for row, part in enumerate(_wrapped(target, 26)[:4]):
            draw.text((_RIGHT + 16, top + 20 + 16 * row), part, "black", small, anchor="lm")


def _wrapped(text: str, width: int) -> list[str]:
    import textwrap

    # The letters that come with Pillow have no α; what they lack would be a box.
    return textwrap.wrap(text.replace("×", "*").replace("α", "alpha"), width)


def _decades(low: float, high: float) -> list[float]:
    """Round numbers between, at most ten."""
    exponents = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    marks = [factor * 10.0**exponent for exponent in exponents for factor in (1, 2, 5)]
    within = [mark for mark in marks if low <= mark <= high]
    return within if len(within) <= 10 else [mark for mark in within if f"{mark:.0e}".startswith("1")]


def _short(value: float) -> str:
    if value >= 1_000_000:
        return f"{value / 1_000_000:g}M"
    return f"{value / 1000:g}k" if value >= 10_000 else f"{value:g}"


def _said(curve: Curve) -> str:
    if curve.growth is None:
        return "can't tell"
    return f"{curve.growth}, {curve.confidence}"


def alternative_text(measured: ComplexityMeasured) -> str:
    """What the picture shows, in words. Holds nothing that a person wrote."""
    lines = _lines(measured)
    unit = "Steps" if _counts(measured) else "CPU seconds"
    told = [
        f"the {line.name} grows like {_said(line.curve)}, up to n = {line.curve.sizes[-1]}"
        if line.curve.growth
        else f"how the {line.name} grows can't be told"
        for line in lines
    ]
    target = f" The target is {measured.target}." if measured.target else ""
    found = "; ".join(told) or "nothing measured"
    return f"{unit} over the size of the input, both logarithmic: {found}.{target}"


def table(measured: ComplexityMeasured) -> str:
    """The same data as a Markdown table."""
    mine, other = measured.mine, measured.reference
    rows = ["| n | steps | CPU ms | reference: steps | CPU ms |", "|---:|---:|---:|---:|---:|"]
    sizes = sorted({*mine.sizes, *(other.sizes if other else ())})
    for size in sizes:
        rows.append(f"| {size} | {' | '.join((*_cells(mine, size), *_cells(other, size)))} |")
    said = [f"Submission: {_said(mine)}."]
    said += [f"Reference: {_said(other)}."] if other and other.sizes else []
    said += [f"Target: {measured.target}."] if measured.target else []
    said += [measured.note] if measured.note else []
    return "\n".join([" ".join(said), "", *(rows if sizes else [])]).rstrip()


def _cells(curve: Curve | None, size: int) -> tuple[str, str]:
    if curve is None or size not in curve.sizes:
        return "", ""
    place = curve.sizes.index(size)
    steps = f"{curve.operations[place]:,}" if curve.operations else ""
    return steps, f"{curve.cpu_seconds[place] * 1000:.1f}" if curve.cpu_seconds else ""
