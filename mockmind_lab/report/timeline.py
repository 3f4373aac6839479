"""The time line: phases as a band, and below it what happened when. A PNG by Pillow, or a table."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from mockmind_lab.core import payloads as p
from mockmind_lab.report.painting import FINER, Picture, paint
from mockmind_lab.report.story import clock

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

    from mockmind_lab.report.story import Span, Story

__all__ = ["Picture", "alternative_text", "draw", "table"]

_COLOURS = {  # Okabe and Ito's palette, told apart by colour-blind readers, lightened to carry dark text
    "greeting": "#d9d9d9",
    "clarifying": "#a6d8f5",
    "observing": "#9fdcc8",
    "nudging": "#f7d08a",
    "reviewing": "#e3bdd5",
    "wrapping_up": "#d9d9d9",
}
_ROWS = ("interviewer", "candidate", "runs", "hints", "submissions")
_SIZE = (1100, 319)  # pixels
_LEFT, _RIGHT, _TOP, _ROW_HEIGHT = 97, 1091, 29, 41
_PASSED, _FAILED, _NEUTRAL = "#00714f", "#c44e00", "#3b5b78"


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened: its row, the seconds on the clock, a word, and whether it went well."""

    row: str
    at: float
    label: str
    good: bool | None = None


def draw(story: Story) -> Picture | None:
    """The time line as a picture; None without Pillow (the optional extra ``plot``)."""
    canvas = _Canvas(max(story.seconds, 1.0))
    return paint(
        _SIZE,
        lambda draw: _draw_shapes(draw, canvas, story),
        lambda draw: _draw_words(draw, canvas, story),
    )


@dataclass(frozen=True, slots=True)
class _Canvas:
    """Where things are, in pixels."""

    total: float  # seconds on the clock

    def x(self, seconds: float) -> float:
        """Where a moment is."""
        return _LEFT + (_RIGHT - _LEFT) * (seconds / self.total + 0.01) / 1.04

    def y(self, row: int) -> int:
        """The middle of a row; 0 is the band of phases, at the top."""
        return _TOP + _ROW_HEIGHT * row

    def room(self, seconds: float) -> float:
        """Pixels that a span of time takes."""
        return (_RIGHT - _LEFT) * seconds / self.total / 1.04


def _draw_shapes(draw: ImageDraw, canvas: _Canvas, story: Story) -> None:
    half = 15 * FINER
    for span in story.spans:
        left, right = (canvas.x(moment) * FINER for moment in (span.start, span.end))
        middle = canvas.y(0) * FINER
        box = (left, middle - half, max(left, right - FINER), middle + half)  # a white line between two
        draw.rectangle(box, fill=_COLOURS.get(span.name, "#d9d9d9"))
    marks = _marks(story)
    for row, name in enumerate(_ROWS, start=1):
        height = canvas.y(row) * FINER
        draw.line((_LEFT * FINER, height, _RIGHT * FINER, height), fill="#e6e6e6", width=FINER)
        for mark in (mark for mark in marks if mark.row == name):
            _draw_mark(draw, canvas.x(mark.at) * FINER, height, good=mark.good)


def _draw_mark(draw: ImageDraw, x: float, y: float, *, good: bool | None) -> None:
    """A dot, a triangle for what went well, a cross for what did not: told apart without colours."""
    size = 6 * FINER
    if good is None:
        draw.ellipse((x - size, y - size, x + size, y + size), fill=_NEUTRAL)
    elif good:
        draw.polygon([(x, y - size), (x - size, y + size), (x + size, y + size)], fill=_PASSED)
    else:
        for slope in (1, -1):
            line = (x - size, y - size * slope, x + size, y + size * slope)
            draw.line(line, fill=_FAILED, width=4 * FINER)


def _draw_words(draw: ImageDraw, canvas: _Canvas, story: Story) -> None:
    from PIL import ImageFont

    large, small = ImageFont.load_default(14), ImageFont.load_default(12.5)
    for row, name in enumerate(("phase", *_ROWS)):
        draw.text((_LEFT - 8, canvas.y(row)), name, "black", large, anchor="rm")
    for span in story.spans:
        label, middle = span.name.replace("_", " "), canvas.x((span.start + span.end) / 2)
        # A label that does not fit is left to the table.
        if small.getlength(label) + 8 < canvas.room(span.end - span.start):
            draw.text((middle, canvas.y(0)), label, "#222222", small, anchor="mm")
    marks = _marks(story)
    for row, name in enumerate(_ROWS, start=1):
        mine = [mark for mark in marks if mark.row == name]
        for mark, following in zip_longest(mine, mine[1:]):
            room = canvas.room((following.at if following else canvas.total * 1.03) - mark.at)
            if mark.label and small.getlength(mark.label) + 22 < room:
                draw.text((canvas.x(mark.at) + 10, canvas.y(row)), mark.label, "#333333", small, anchor="lm")
    below = canvas.y(len(_ROWS)) + 34
    for tick in _ticks(canvas.total):
        draw.text((canvas.x(tick), below), clock(tick), "black", small, anchor="mm")
    middle = ((_LEFT + _RIGHT) / 2, below + 24)
    draw.text(middle, "interview clock, minutes:seconds", "black", small, anchor="mm")


def _ticks(total: float) -> list[float]:
    steps = (5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600)
    step = next((step for step in steps if total / step <= 10), 7200)
    return [float(tick) for tick in range(0, int(total) + 1, step)]


def _marks(story: Story) -> list[Mark]:
    marks = list[Mark]()
    for event in story.events:
        at = story.clocks[event.seq]
        match event.payload:
            case p.MessageSaid(speaker=speaker):
                marks.append(Mark(speaker, at, ""))
            case p.CodeRun(verdict=verdict):
                marks.append(Mark("runs", at, verdict.code.value, verdict.code == "AC"))
            case p.HintGiven(level=level):
                marks.append(Mark("hints", at, f"level {level}"))
            case p.VerdictGiven(verdict=verdict):
                label = f"{verdict.code.value} {verdict.passed}/{verdict.total}"
                marks.append(Mark("submissions", at, label, verdict.code == "AC"))
            case _:
                pass
    return marks


def alternative_text(story: Story) -> str:
    """What the picture shows, in words, for who can't see it. Holds nothing that a person wrote."""
    phases = ", ".join(f"{_name(span)} until {clock(span.end)}" for span in story.spans)
    marks = _marks(story)
    counts = ", ".join(f"{row}: {sum(mark.row == row for mark in marks)}" for row in ("runs", "hints"))
    verdicts = "; ".join(f"{mark.label} at {clock(mark.at)}" for mark in marks if mark.row == "submissions")
    happened = f"{counts.capitalize()}, submissions: {verdicts or 'none'}."
    return f"Time line of the interview. Phases: {phases or 'none'}. {happened}"


def table(story: Story) -> str:
    """The same data as a Markdown table: each phase with the runs, hints and submissions within it."""
    rows = ["| from | to | phase | what happened |", "|---|---|---|---|"]
    marks = _marks(story)
    for place, span in enumerate(story.spans):
        last = place == len(story.spans) - 1
        within = [m for m in marks if span.start <= m.at < span.end or (last and m.at >= span.end)]
        what = ", ".join(_told(mark) for mark in within if mark.row not in ("interviewer", "candidate"))
        said = sum(mark.row == "candidate" for mark in within)
        heard = sum(mark.row == "interviewer" for mark in within)
        talk = f"messages: candidate {said}, interviewer {heard}" if said or heard else ""
        cells = (clock(span.start), clock(span.end), _name(span), "; ".join(filter(None, (talk, what))))
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows) if story.spans else "No phase has begun."


def _told(mark: Mark) -> str:
    words = {"runs": "run", "hints": "hint", "submissions": "submission"}[mark.row]
    return f"{clock(mark.at)} {words} {mark.label}"


def _name(span: Span) -> str:
    name = span.name.replace("_", " ")
    return f"{name} (problem {span.round})" if span.round > 1 else name
