"""The candidate's own tests: how many wrong submissions each of them catches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.core.plural import count
from mockmind_lab.report.charts.chart import MINE, OTHER, Bar, bars, cell

if TYPE_CHECKING:
    from mockmind_lab.core.measured import OwnTest, TestsMeasured
    from mockmind_lab.report.painting import Picture

__all__ = ["alternative_text", "draw", "table"]


def draw(measured: TestsMeasured) -> Picture | None:
    """The chart as a picture; None without Pillow, or where there is nothing to draw."""
    if not measured.tests or not measured.mutants:
        return None
    rows = [Bar("all together", measured.caught, f"{measured.caught}/{measured.mutants}")]
    for number, test in enumerate(measured.tests, start=1):
        said = "alarm" if test.false_alarm else f"{test.caught}/{measured.mutants}"
        colour = OTHER if test.false_alarm else MINE
        rows.append(Bar(f"test {number}", 0 if test.false_alarm else test.caught, said, colour))
    title = "wrong submissions caught by the candidate's own tests"
    return bars(title, rows, most=measured.mutants)


def alternative_text(measured: TestsMeasured) -> str:
    """What the picture shows, in words. Holds nothing that a person wrote."""
    alarms = sum(test.false_alarm for test in measured.tests)
    caught = f"Together they catch {measured.caught} of {measured.mutants} wrong submissions"
    return (
        f"Bars of the {count(len(measured.tests), 'test')} that the candidate wrote. {caught}; "
        f"{count(alarms, 'of them fails', 'of them fail')} on a correct solution too, which earns nothing."
    )


def table(measured: TestsMeasured) -> str:
    """The same data as a Markdown table."""
    if not measured.tests:
        return measured.note or "The candidate wrote no tests."
    rows = ["| test | line | caught | remark |", "|---|---:|---:|---|"]
    rows += [
        f"| {cell(test.text)} | {test.line} | {_caught(test, measured.mutants)} | {test.note} |"
        for test in measured.tests
    ]
    return "\n".join(
        [*rows, f"| **together** | | {measured.caught} of {measured.mutants} | {measured.note} |"]
    )


def _caught(test: OwnTest, mutants: int) -> str:
    return "false alarm" if test.false_alarm else f"{test.caught} of {mutants}"
