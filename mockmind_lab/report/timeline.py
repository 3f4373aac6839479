"""The time line: phases as a band, and below it what happened when. A PNG by matplotlib, or a table."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from mockmind_lab.core import payloads as p
from mockmind_lab.report.story import clock

if TYPE_CHECKING:
    from matplotlib.figure import Figure

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
_INCHES, _DPI = (10, 2.9), 110
_LEFT, _RIGHT, _TOP, _BOTTOM = 0.088, 0.992, 0.985, 0.185  # of the drawing within the figure, in fractions
_PASSED, _FAILED, _NEUTRAL = "#00714f", "#c44e00", "#3b5b78"


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG and the program that drew it; the same events give the same bytes with the same program.

    ``drawn_by`` also names the processor, for its arithmetic may round a pixel otherwise.
    """

    png: bytes
    drawn_by: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Something that happened: its row, the seconds on the clock, a word, and whether it went well."""

    row: str
    at: float
    label: str
    good: bool | None = None


def draw(story: Story) -> Picture | None:
    """The time line as a picture; None without matplotlib (the optional extra ``plot``)."""
    try:
        import matplotlib as mpl
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError:
        return None
    import platform
    from io import BytesIO

    with mpl.rc_context():
        mpl.rcdefaults()  # a person's matplotlibrc must not change the bytes
        figure = Figure(figsize=_INCHES, dpi=_DPI, facecolor="white")
        FigureCanvasAgg(figure)
        _paint(figure, story)
        buffer = BytesIO()
        # The smallest file takes four times as long to pack and is a fifth smaller.
        packing = {"compress_level": 2}
        figure.savefig(buffer, format="png", metadata={"Software": None}, pil_kwargs=packing)
    return Picture(buffer.getvalue(), f"matplotlib {mpl.__version__}, {platform.machine()}")


@dataclass(frozen=True, slots=True)
class _Canvas:
    """Where things are, in fractions of the figure. Axes would do this too, in three times the time."""

    figure: Figure
    total: float  # seconds on the clock

    def x(self, seconds: float) -> float:
        """Where a moment is."""
        return _LEFT + (_RIGHT - _LEFT) * (seconds / self.total + 0.01) / 1.04

    def y(self, row: int) -> float:
        """The middle of a row; 0 is the band of phases, at the top."""
        return _TOP - (_TOP - _BOTTOM) * (row + 0.6) / (len(_ROWS) + 1.2)

    def text(self, x: float, y: float, words: str, size: float, **more: Any) -> None:
        """Words, their middle at the height ``y``."""
        self.figure.text(x, y, words, fontsize=size, va="center", **more)


def _paint(figure: Figure, story: Story) -> None:
    canvas = _Canvas(figure, max(story.seconds, 1.0))
    for row, name in enumerate(("phase", *_ROWS)):
        canvas.text(_LEFT - 0.006, canvas.y(row), name, 9, ha="right", color="black")
    _bands(canvas, story)
    _happenings(canvas, _marks(story))
    for tick in _ticks(canvas.total):
        canvas.text(canvas.x(tick), 0.125, clock(tick), 8.5, ha="center", color="black")
    canvas.text(
        (_LEFT + _RIGHT) / 2, 0.045, "interview clock, minutes:seconds", 8.5, ha="center", color="black"
    )


def _bands(canvas: _Canvas, story: Story) -> None:
    from matplotlib.patches import Rectangle

    height = 0.72 * (canvas.y(0) - canvas.y(1))
    for span in story.spans:
        start, width = canvas.x(span.start), canvas.x(span.end) - canvas.x(span.start)
        colour = _COLOURS.get(span.name, "#d9d9d9")
        place = (start, canvas.y(0) - height / 2)
        canvas.figure.add_artist(Rectangle(place, width, height, facecolor=colour, edgecolor="white"))
        label = span.name.replace("_", " ")
        # A letter takes about 1/160 of the picture's width; a label that does not fit is left to the table.
        if (span.end - span.start) / canvas.total * 160 > len(label) + 1:
            canvas.text(start + width / 2, canvas.y(0), label, 8, ha="center", color="#222222")


def _happenings(canvas: _Canvas, marks: list[Mark]) -> None:
    """A line for each row, its marks on it, and their words."""
    from matplotlib.lines import Line2D

    alike: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for row, name in enumerate(_ROWS, start=1):
        height = canvas.y(row)
        line = Line2D([_LEFT, _RIGHT], [height, height], color="#e6e6e6", linewidth=0.8)
        canvas.figure.add_artist(line)
        mine = [mark for mark in marks if mark.row == name]
        for mark in mine:
            colour = _NEUTRAL if mark.good is None else _PASSED if mark.good else _FAILED
            shape = "o" if mark.good is None else "^" if mark.good else "X"
            alike.setdefault((shape, colour), []).append((canvas.x(mark.at), height))
        _label(canvas, row, mine)
    for (shape, colour), places in alike.items():
        xs, ys = zip(*places, strict=True)
        drawn = Line2D(xs, ys, linestyle="none", marker=shape, color=colour, markersize=7, zorder=3)
        canvas.figure.add_artist(drawn)


def _label(canvas: _Canvas, row: int, marks: list[Mark]) -> None:
    """Words beside the marks that have room for them before the next mark."""
    total = canvas.total
    for mark, following in zip_longest(marks, marks[1:]):
        room = (following.at if following else total * 1.06) - mark.at
        if mark.label and room / total * 130 > len(mark.label) + 3:
            canvas.text(canvas.x(mark.at + total * 0.009), canvas.y(row), mark.label, 8, color="#333333")


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
