"""How long it takes to list the history of 10,000 interviews: ``bench_history.py [FOLDER]``."""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from mockmind_lab.history import History
from mockmind_lab.history.tables import listing, overview
from mockmind_lab.library import Library
from mockmind_lab.store import EventStore
from mockmind_lab.store.rows import to_text
from mockmind_lab.store.schema import events, interviews
from tests.report.made import START, realistic

BAR = 1.0  # seconds
COUNT = 10_000
TURNS = 3


def fill(store: EventStore, count: int) -> None:
    """Interviews of the size of a real one, put in at once and not through the writer's queue."""
    made = [event.to_json() for event in realistic()]

    def work(connection: object) -> None:
        for number in range(count):
            name = f"20261123-{number:08x}"
            created = to_text(START + timedelta(minutes=number))
            connection.execute(insert(interviews).values(id=name, owner="ada", created=created))
            rows = [
                {"interview": name, "seq": seq, "json": text.replace("iv-0001", name)}
                for seq, text in enumerate(made, start=1)
            ]
            connection.execute(insert(events), rows)

    store._write(work)


def seconds(history: History, limit: int | None) -> float:
    """Seconds of CPU of one listing; wall time would measure who else is on the machine."""
    begun = time.process_time()
    entries = history.entries(limit=limit)
    listing(entries[:20])
    overview(entries)
    return time.process_time() - begun


def main() -> int:
    """Print the figures; 1 if a listing takes longer than the bar."""
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as name:
        with EventStore(url=f"sqlite:///{Path(name)}/store.sqlite3") as store:
            fill(store, COUNT)
            library = Library()
            library.index()  # kept between processes
            history = History(store, library, "ada")
            newest = seconds(history, 20)
            first = seconds(history, None)
            again = min(seconds(history, None) for _ in range(TURNS))
    print(f"the newest 20 of {COUNT:,}, never listed before  {newest:6.2f} s")
    print(f"all {COUNT:,}, never listed before               {first:6.2f} s (once)")
    print(f"all {COUNT:,}, listed before                     {again:6.2f} s")
    slowest = max(newest, again)
    print(f"bar: {BAR:.0f} s: {'met' if slowest <= BAR else 'MISSED'}")
    return 0 if slowest <= BAR else 1


if __name__ == "__main__":
    sys.exit(main())
