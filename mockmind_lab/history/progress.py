"""Progress: the scores of each topic in the order of time, the weakest of them, and what models cost."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from mockmind_lab.history.entry import Entry

__all__ = ["RECENT", "Cost", "Point", "Topic", "costs", "points", "topics", "weakest"]

RECENT = 5
"""So many of the newest scores of a topic make its average: what was long ago says little of today."""

_MOST_WEAK = 3
_WELL = 80.0  # points of 100; a topic at which one is that good is nobody's weakness


@dataclass(frozen=True, slots=True)
class Point:
    """A score and when the interview began."""

    time: datetime
    score: float


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic's scores, the oldest first. The score of an interview counts for all topics of its problems.

    ``asked`` and ``solved`` count its problems.
    """

    name: str
    points: tuple[Point, ...]
    asked: int
    solved: int

    @property
    def average(self) -> float:
        """Of the newest ``RECENT`` scores."""
        recent = [point.score for point in self.points[-RECENT:]]
        return sum(recent) / len(recent)

    @property
    def data(self) -> dict[str, Any]:
        """As JSON values."""
        return {
            "topic": self.name,
            "interviews": len(self.points),
            "asked": self.asked,
            "solved": self.solved,
            "average": round(self.average, 1),
            "points": [{"time": point.time.isoformat(), "score": point.score} for point in self.points],
        }


@dataclass(frozen=True, slots=True)
class Cost:
    """US dollars that models took in one month (``2026-11``), in how many interviews.

    ``unpriced`` counts calls whose price nobody knows.
    """

    month: str
    dollars: float
    interviews: int
    unpriced: int


def points(entries: Iterable[Entry]) -> tuple[Point, ...]:
    """The scores of all interviews, the oldest first."""
    found = [
        Point(entry.summary.began, entry.summary.score)
        for entry in entries
        if entry.summary and entry.summary.score is not None
    ]
    return tuple(sorted(found, key=lambda point: point.time))


def topics(entries: Sequence[Entry]) -> tuple[Topic, ...]:
    """Every topic of an interview that was scored, the most practised first."""
    of_topic: defaultdict[str, list[Point]] = defaultdict(list)
    asked: defaultdict[str, int] = defaultdict(int)
    solved: defaultdict[str, int] = defaultdict(int)
    for entry in entries:
        if entry.summary is None or entry.summary.score is None:
            continue
        for name in entry.all_topics:
            of_topic[name].append(Point(entry.summary.began, entry.summary.score))
        for played in entry.summary.problems:
            for name in entry.topics.get(played.slug, ()):
                asked[name] += 1
                solved[name] += played.outcome == "solved"
    found = [
        Topic(name, tuple(sorted(own, key=lambda point: point.time)), asked[name], solved[name])
        for name, own in of_topic.items()
    ]
    return tuple(sorted(found, key=lambda topic: (-len(topic.points), topic.name)))


def weakest(found: Iterable[Topic]) -> tuple[Topic, ...]:
    """At most three topics that want practice, the weakest first: those below 80 of 100 of late."""
    weak = [topic for topic in found if topic.average < _WELL]
    return tuple(sorted(weak, key=lambda topic: (topic.average, topic.name))[:_MOST_WEAK])


def costs(entries: Iterable[Entry]) -> tuple[Cost, ...]:
    """What models cost by month (UTC), the newest first; months without a model are left out."""
    months: dict[str, Cost] = {}
    for entry in entries:
        if entry.summary is None or not entry.summary.calls:
            continue
        month = f"{entry.summary.began:%Y-%m}"
        known = months.get(month, Cost(month, 0.0, 0, 0))
        months[month] = Cost(
            month,
            known.dollars + entry.summary.dollars,
            known.interviews + 1,
            known.unpriced + entry.summary.unpriced,
        )
    return tuple(months[month] for month in sorted(months, reverse=True))
