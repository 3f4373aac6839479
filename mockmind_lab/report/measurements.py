"""What was measured: growth of cost, the candidate's own tests, the quality of the code, the process."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from mockmind_lab.core.measured import CodeChecked, ComplexityMeasured, TestsMeasured
from mockmind_lab.core.plural import count
from mockmind_lab.core.process import process
from mockmind_lab.report.charts import complexity, owntests, quality
from mockmind_lab.report.charts import process as pace
from mockmind_lab.report.links import linked
from mockmind_lab.report.part import Part
from mockmind_lab.report.text import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from mockmind_lab.core.events import Event
    from mockmind_lab.report.story import Story
    from mockmind_lab.report.timeline import Picture

__all__ = ["Chart", "charts", "measurements"]

_SURE = {"confident": "confident", "likely": "likely, not sure", "none": "too uncertain to say"}


_Found = TypeVar("_Found")
_Read = TypeVar("_Read", contravariant=True)


class _Drawn(Protocol[_Read]):
    """A module of ``charts``: what it makes of one payload."""

    def draw(self, found: _Read, /) -> Picture | None: ...

    def alternative_text(self, found: _Read, /) -> str: ...

    def table(self, found: _Read, /) -> str: ...


@dataclass(frozen=True, slots=True)
class Chart:
    """One measurement: its picture (by file name), the words for who can't see it, and its data."""

    name: str
    title: str
    said: str
    draw: Callable[[], Picture | None]
    alternative: Callable[[], str]
    table: Callable[[], str]


def charts(story: Story) -> Iterator[Chart]:
    """The measurements of an interview in the order in which they are told."""
    for event in sorted(story.events, key=lambda event: event.round):
        yield from _measured(story, event)  # problem by problem; they end in any order
    yield _chart(pace, process(story.events), "process", "How the time was spent", "")


def measurements(story: Story, images: Mapping[str, bytes]) -> list[Part]:
    """A part for each measurement that has something to show; empty where nothing was measured."""
    parts = list[Part]()
    for chart in charts(story):
        image, table = images.get(chart.name), chart.table()
        shown = [f"![{chart.alternative()}](attachment:{chart.name})"] if image else []
        if table:
            shown.append(_folded(table) if image else table)
        if not shown and not chart.said:
            continue
        heading = [] if parts else ["## Measured"]
        body = [*heading, f"### {chart.title}", *([chart.said] if chart.said else []), *shown]
        pictures = ((chart.name, image),) if image else ()
        parts.append(Part(chart.name.removesuffix(".png"), "\n\n".join(body), pictures=pictures))
    return parts


def _folded(table: str) -> str:
    return f"<details><summary>The same as a table</summary>\n\n{table}\n\n</details>"


def _measured(story: Story, event: Event) -> Iterator[Chart]:
    several = f", problem {event.round}" if len(story.interview.rounds) > 1 else ""
    match event.payload:
        case ComplexityMeasured() as found:
            title = f"How the cost grows with the input{several}"
            yield _chart(complexity, found, f"complexity-{event.seq}", title, _growth(story, found))
        case TestsMeasured() as found:
            title = f"The candidate's own tests{several}"
            yield _chart(owntests, found, f"tests-{event.seq}", title, _caught(found))
        case CodeChecked() as found:
            title = f"The quality of the code{several}"
            yield _chart(quality, found, f"quality-{event.seq}", title, _findings(story, found))
        case _:
            return


def _chart(drawn: _Drawn[_Found], found: _Found, name: str, title: str, said: str) -> Chart:
    return Chart(
        name=f"{name}.png",
        title=title,
        said=said,
        draw=partial(drawn.draw, found),
        alternative=partial(drawn.alternative_text, found),
        table=partial(drawn.table, found),
    )


def _growth(story: Story, found: ComplexityMeasured) -> str:
    """One sentence: what was found, how sure that is, and what was aimed at."""
    which = f"The submission {linked(story, [found.submission])}"
    if found.mine.growth is None:
        told = f"{which}: can't tell how its cost grows."
    else:
        told = f"{which} grows as **{plain(found.mine.growth)}** ({_SURE[found.mine.confidence]})."
    if found.target:
        told += f" Aimed at: {plain(found.target)}."
    if found.reference is not None and found.reference.growth:
        told += f" The reference, measured alike: {plain(found.reference.growth)}."
    return f"{told} {plain(found.note)}".strip()


def _caught(found: TestsMeasured) -> str:
    if not found.tests:
        return ""  # the table says why
    alarms = [test for test in found.tests if test.false_alarm]
    share = f"**{found.caught} of {found.mutants}**"
    told = f"{count(len(found.tests), 'test')} of their own caught {share} wrong submissions."
    if alarms:
        told += f" Failing on the reference as well, and counting for nothing: {len(alarms)}."
    return f"{told} {plain(found.note)}".strip()


def _findings(story: Story, found: CodeChecked) -> str:
    where = f"the submission {linked(story, [found.submission])}"
    # Where there is none the table says so, or why none was looked for.
    return f"{count(len(found.findings), 'finding')} in {where}." if found.findings else f"In {where}:"
