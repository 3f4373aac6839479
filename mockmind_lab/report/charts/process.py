"""The process: time by phase, and the share of talk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.report.charts.chart import MINE, OTHER, Bar, bars
from mockmind_lab.report.story import clock

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.core.process import Pace, Process
    from mockmind_lab.report.painting import Picture

__all__ = ["alternative_text", "draw", "table"]


def draw(measured: Process) -> Picture | None:
    """The chart as a picture; None without Pillow, or where nothing took any time."""
    times = _times(measured)
    if not times:
        return None
    most = max(measured.seconds, 1.0)
    rows = [Bar(name, seconds, clock(seconds)) for name, seconds in times.items()]
    stood = sum(still.seconds for pace in measured.rounds for still in pace.standstills)
    if stood:
        rows.append(Bar("of it standing still", stood, clock(stood), OTHER))
    share = measured.share_of_talk
    if share is not None:
        rows.append(Bar("candidate's words", share * most, f"{share:.0%}", MINE))
        rows.append(Bar("interviewer's words", (1 - share) * most, f"{1 - share:.0%}", "#7a8894"))
    return bars("time by phase on the interview's clock, and who said how much", rows, most=most)


def alternative_text(measured: Process) -> str:
    """What the picture shows, in words. Holds nothing that a person wrote."""
    phases = ", ".join(f"{name} {clock(seconds)}" for name, seconds in _times(measured).items())
    share = measured.share_of_talk
    talk = "Nobody said a word" if share is None else f"The candidate said {share:.0%} of all words"
    return f"Bars of the time in each phase, minutes and seconds: {phases or 'none'}. {talk}."


def table(measured: Process) -> str:
    """The same data as a Markdown table, and more of it: a row for each figure."""
    rows = [f"| {name} | {clock(seconds)} |" for name, seconds in _times(measured).items()]
    for pace in measured.rounds:
        prefix = f"problem {pace.number}: " if len(measured.rounds) > 1 else ""
        rows += [f"| {prefix}{name} | {said} |" for name, said in _figures(pace)]
    share = measured.share_of_talk
    said = "–" if share is None else f"{share:.0%}"
    words = f"{measured.candidate_words} of {measured.candidate_words + measured.interviewer_words} words"
    return "\n".join(
        ["| figure | value |", "|---|---|", *rows, f"| candidate's share of talk | {said} ({words}) |"]
    )


def _figures(pace: Pace) -> Iterator[tuple[str, str]]:
    yield "time to the first message", _time(pace.first_message)
    yield "time to the first cell", _time(pace.first_cell)
    yield "time to the first run", _time(pace.first_run)
    yield "time to the first submission", _time(pace.first_submission)
    yield "edits", str(pace.edits)
    yield "runs", str(pace.runs)
    yield "submissions", str(pace.submissions)
    mended = sum(loop.mended is not None for loop in pace.loops)
    yield "error–fix loops", f"{len(pace.loops)}, {mended} of them mended" if pace.loops else "none"
    again = sum(loop.unchanged for loop in pace.loops)
    yield "tried again unchanged", str(again)
    longest = max((still.seconds for still in pace.standstills), default=0.0)
    stood = f"{len(pace.standstills)}, the longest {clock(longest)}" if pace.standstills else "none"
    yield "standstills", stood


def _time(seconds: float | None) -> str:
    return "never" if seconds is None else clock(seconds)


def _times(measured: Process) -> dict[str, float]:
    """Seconds by phase, in the order in which the phases began."""
    times: dict[str, float] = {}
    for span in measured.spans:
        name = span.name.replace("_", " ")
        times[name] = times.get(name, 0.0) + span.seconds
    return times
