"""A store with made-up interviews in it, and one person's history of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mockmind_lab.core import payloads as p
from mockmind_lab.core.phases import Outcome
from mockmind_lab.history import History
from mockmind_lab.library import Library
from mockmind_lab.store import EventStore, Lease, Record
from tests.report.made import RIGHT, START, WRONG, Made

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.core.events import Event

NOW = START + timedelta(days=400)


@dataclass
class Cellar:
    """Puts interviews into a store; ``history`` is what their owner sees."""

    store: EventStore

    def keep(
        self, events: list[Event], *, owner: str = "ada", created: datetime = START, held: str = ""
    ) -> Lease:
        """Store an interview, that no host has unless ``held`` names one."""
        name = events[0].interview
        lease = self.store.create(name, owner=owner, notebook="a.ipynb", created=created, holder=held or "h")
        self.store.append([Record(name, event.seq, event.to_json()) for event in events], lease=lease)
        if not held:
            self.store.release(lease)
        return lease

    def history(self, owner: str = "ada") -> History:
        """The history of ``owner``, over a bank of its own."""
        return History(self.store, Bank(), owner)  # type: ignore[arg-type]

    @property
    def files(self) -> bytes:
        """All that the database's files hold."""
        place = Path(self.store.place)
        return b"".join(path.read_bytes() for path in sorted(place.parent.glob(place.name + "*")))


class Bank(Library):
    """A bank of one problem: that of the made-up interviews."""

    def index(self):
        from mockmind_lab.core.problem import Difficulty
        from mockmind_lab.library.package import Summary

        topics = ("hashing", "arrays")
        return [
            Summary(
                slug="fill-van", title="Fill", difficulty=Difficulty.MEDIUM, topics=topics, kind="function"
            )
        ]


def solved(name: str, *, says: str = "I would use a dict.") -> list[Event]:
    """An interview in which all went well, with a hint and a call of a model."""
    made = Made(name).begin().problem().says(says).cell(WRONG).hint(1, "Which weight would fit?")
    made.add(
        p.ModelCalled(
            model="m", purpose="reply", input_tokens=10, cache_read_tokens=0, cache_write_tokens=0,
            output_tokens=5, dollars=0.25, prices="test",
        ), round=0,
    )  # fmt: skip
    made.cell(RIGHT).run(RIGHT, "aa").submit(RIGHT, "aaaaaaaa").end_round(Outcome.SOLVED)
    return made.finish()


def failed(name: str) -> list[Event]:
    """An interview in which nothing went well."""
    made = Made(name).begin().problem().cell(WRONG).submit(WRONG, "awwwwwww")
    return made.end_round(Outcome.UNFINISHED).finish()


def still_open(name: str) -> list[Event]:
    """An interview that has not ended."""
    return Made(name).begin().problem().says("Hello?").events


@pytest.fixture
def cellar(tmp_path: Path) -> Iterator[Cellar]:
    with EventStore(url=f"sqlite:///{tmp_path}/store.sqlite3", busy_seconds=0.3) as store:
        yield Cellar(store)
