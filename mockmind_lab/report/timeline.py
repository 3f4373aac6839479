"""The time line: phases as a band, and below it what happened when. A PNG by matplotlib, or a table."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from mockmind_lab.core import payloads as p
from mockmind_lab.report.story import clock

if TYPE_CHECKING:
    from matplotlib.axes import Axes

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
        figure = Figure(figsize=(10, 2.9), dpi=110, facecolor="white")
        FigureCanvasAgg(figure)
        # A layout of matplotlib's own would draw everything twice to find these out.
        figure.subplots_adjust(left=0.088, right=0.992, top=0.985, bottom=0.185)
        _paint(figure.add_subplot(), story)
        buffer = BytesIO()
        figure.savefig(buffer, format="png", metadata={"Software": None})
    return Picture(buffer.getvalue(), f"matplotlib {mpl.__version__}, {platform.machine()}")


def _paint(axes: Axes, story: Story) -> None:
    total = max(story.seconds, 1.0)
    for span in story.spans:
        width = span.end - span.start
        colour = _COLOURS.get(span.name, "#d9d9d9")
        axes.barh(0, width, left=span.start, height=0.72, color=colour, edgecolor="white")
        label = span.name.replace("_", " ")
        # A letter takes about 1/160 of the picture's width; a label that does not fit is left to the table.
        if width / total * 160 > len(label) + 1:
            axes.text(span.start + width / 2, 0, label, ha="center", va="center", fontsize=8, color="#222222")
    for row, name in enumerate(_ROWS, start=1):
        marks = [mark for mark in _marks(story) if mark.row == name]
        axes.axhline(row, color="#e6e6e6", linewidth=0.8, zorder=0)
        for mark in marks:
            colour = _NEUTRAL if mark.good is None else _PASSED if mark.good else _FAILED
            shape = "o" if mark.good is None else "^" if mark.good else "X"
            axes.plot(mark.at, row, shape, color=colour, markersize=7, zorder=2)
        _label(axes, row, marks, total)
    axes.set_yticks(range(len(_ROWS) + 1), ["phase", *_ROWS], fontsize=9)
    axes.set_ylim(len(_ROWS) + 0.6, -0.6)
    axes.set_xlim(-total * 0.01, total * 1.03)
    ticks = _ticks(total)
    axes.set_xticks(ticks, [clock(tick) for tick in ticks], fontsize=8.5)
    axes.set_xlabel("interview clock, minutes:seconds", fontsize=8.5)
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)


def _label(axes: Axes, row: int, marks: list[Mark], total: float) -> None:
    """Words beside the marks that have room for them before the next mark."""
    for mark, following in zip_longest(marks, marks[1:]):
        room = (following.at if following else total * 1.06) - mark.at
        if mark.label and room / total * 130 > len(mark.label) + 3:
            axes.text(mark.at + total * 0.009, row, mark.label, va="center", fontsize=8, color="#333333")


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
