"""The history as Markdown: the list of interviews, progress, weakest topics and cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockmind_lab.core.plural import count
from mockmind_lab.history import progress
from mockmind_lab.report.text import cleaned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mockmind_lab.history.entry import Entry
    from mockmind_lab.history.progress import Point, Topic

__all__ = ["as_data", "listing", "overview", "sparkline", "topic_table"]

_BARS = "▁▂▃▄▅▆▇█"
_MOST_BARS = 24
_MONTHS = 12


def listing(entries: Iterable[Entry]) -> str:
    """A row an interview."""
    head = (
        "| id | began (UTC) | problems | difficulty | topics | status | score | without hints | minutes "
        "| hints | cost |\n|---|---|---|---|---|---|---:|---:|---:|---:|---:|"
    )
    return "\n".join([head, *map(_row, entries)])


def _row(entry: Entry) -> str:
    known = entry.summary
    titles = ", ".join(played.title for played in known.problems) if known else ""
    score = known.score if known else None
    unhinted = known.unhinted if known else None
    cells = (
        entry.row.id,
        f"{entry.row.created:%Y-%m-%d %H:%M}",
        titles or "–",
        entry.difficulty,
        ", ".join(entry.all_topics),
        entry.status.replace("_", " "),
        "" if score is None else f"{score:.0f}",
        "" if unhinted is None else f"{unhinted:.0f}",
        f"{known.minutes:.0f}" if known else "",
        _hints(entry),
        _dollars(known.dollars, known.unpriced) if known and known.calls else "",
    )
    return "| " + " | ".join(map(_cell, cells)) + " |"


def _hints(entry: Entry) -> str:
    if entry.summary is None or not entry.summary.hints:
        return ""
    return f"{entry.summary.hints} (−{entry.summary.hint_cost:g})"


def overview(entries: Sequence[Entry]) -> str:
    """Progress, the weakest topics and the cost, in a few lines; empty where nothing was scored or paid."""
    lines: list[str] = []
    if scores := progress.points(entries):
        average = sum(point.score for point in scores[-progress.RECENT :]) / len(scores[-progress.RECENT :])
        recent = f"the last {min(len(scores), progress.RECENT)} average {average:.0f}"
        counted = f"{count(len(scores), 'interview')} scored"
        lines.append(f"**Scores** {sparkline(scores)} {counted}, {recent}")
    if weak := progress.weakest(progress.topics(entries)):
        named = ", ".join(f"{_cell(t.name)} ({t.average:.0f}, {t.solved} of {t.asked} solved)" for t in weak)
        lines.append(f"**To practise** {named}: `%interview start --topic {weak[0].name.replace(' ', '-')}`")
    if months := progress.costs(entries):
        whole = _dollars(sum(m.dollars for m in months), sum(m.unpriced for m in months))
        shown = ", ".join(f"{m.month} {_dollars(m.dollars, m.unpriced)}" for m in months[:_MONTHS])
        lines.append(f"**Cost of models** {whole} in all: {shown}")
    return "\n\n".join(lines)


def topic_table(found: Iterable[Topic]) -> str:
    """Progress by topic, with a line of bars for the scores."""
    rows = [
        f"| {_cell(t.name)} | {len(t.points)} | {t.solved} of {t.asked} | {t.average:.0f} "
        f"| {t.points[-1].score:.0f} | {sparkline(t.points)} |"
        for t in found
    ]
    head = "| topic | interviews | solved | average | last | scores |\n|---|---:|---:|---:|---:|---|"
    return "\n".join([head, *rows])


def sparkline(found: Sequence[Point]) -> str:
    """The newest scores as bars, from ▁ (0) to █ (100)."""
    top = len(_BARS) - 1
    return "".join(
        _BARS[round(min(max(point.score, 0.0), 100.0) / 100 * top)] for point in found[-_MOST_BARS:]
    )


def as_data(entries: Sequence[Entry], shown: Sequence[Entry]) -> dict[str, Any]:
    """The history as JSON values: the interviews ``shown``, and what all ``entries`` come to.

    The shape is in ``docs/architecture.md``.
    """
    found = progress.topics(entries)
    months = progress.costs(entries)
    return {
        "total": len(entries),
        "interviews": [entry.data for entry in shown],
        "topics": [topic.data for topic in found],
        "weakest": [topic.name for topic in progress.weakest(found)],
        "cost": {
            "dollars": round(sum(month.dollars for month in months), 6),
            "unpriced_calls": sum(month.unpriced for month in months),
            "months": [
                {
                    "month": month.month,
                    "dollars": round(month.dollars, 6),
                    "interviews": month.interviews,
                    "unpriced_calls": month.unpriced,
                }
                for month in months
            ],
        },
    }


def _dollars(amount: float, unpriced: int) -> str:
    shown = f"${amount:.2f}" if amount >= 0.01 or not amount else f"${amount:.4f}"
    return f"{shown} and {count(unpriced, 'call')} of no known price" if unpriced else shown


def _cell(text: str) -> str:
    """Somebody's words within a table."""
    return " ".join(cleaned(text).split()).replace("|", "\\|")
