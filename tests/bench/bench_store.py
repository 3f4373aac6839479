"""Durable events a second of eight writers and of one: ``python tests/bench/bench_store.py [FOLDER]``."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from mockmind_lab.store import EventStore, Lease, Record, new_holder

BAR = 5_000
SECONDS = 3.0
TEXT = '{"kind":"message_said","payload":{"speaker":"candidate","text":"' + "x" * 300 + '"}}'


def bare_fsync(folder: Path) -> float:
    """Appends a second of one thread that writes a line to a file and fsyncs it: the baseline."""
    line = TEXT.encode() + b"\n"
    file = os.open(folder / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    count, end = 0, time.perf_counter() + SECONDS
    begun = time.perf_counter()
    while time.perf_counter() < end:
        os.write(file, line)
        os.fsync(file)
        count += 1
    os.close(file)
    return count / (time.perf_counter() - begun)


def appends(store: EventStore, lease: Lease, end: float) -> int:
    """How many events one thread appends to its interview, one a call, until ``end``."""
    seq = 0
    while time.perf_counter() < end:
        seq += 1
        store.append([Record(lease.interview, seq, TEXT)], lease=lease)
    return seq


def events_per_second(folder: Path, writers: int) -> float:
    """Acknowledged events a second of ``writers`` threads, each in an interview of its own."""
    with EventStore(url=f"sqlite:///{folder}/store-{writers}.sqlite3") as store:
        leases = [
            store.create(f"i{n}", owner="o", notebook=None, created=datetime.now(UTC), holder=new_holder())
            for n in range(writers)
        ]
        begun = time.perf_counter()
        with ThreadPoolExecutor(writers) as pool:
            counts = list(pool.map(lambda lease: appends(store, lease, begun + SECONDS), leases))
        spent = time.perf_counter() - begun
        stored = sum(len(store.events(lease.interview)) for lease in leases)
    if stored != sum(counts):
        raise SystemExit(f"{sum(counts)} events were acknowledged, {stored} are stored")
    return stored / spent


def warm_open(folder: Path) -> float:
    """Milliseconds to open and close a store that is up to date; the median of 20."""
    times: list[float] = []
    for _ in range(20):
        begun = time.perf_counter()
        EventStore(url=f"sqlite:///{folder}/store-1.sqlite3").open().close()
        times.append(1000 * (time.perf_counter() - begun))
    return sorted(times)[10]


def main() -> int:
    """Print the figures; 1 if eight writers stay under the bar."""
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as name:
        folder = Path(name)
        bare = bare_fsync(folder)
        one, eight = events_per_second(folder, 1), events_per_second(folder, 8)
        print(f"bare fsync loop, one thread   {bare:8,.0f} a second")
        print(f"one writer                    {one:8,.0f} events a second   {one / bare:5.2f} x bare")
        print(f"eight writers                 {eight:8,.0f} events a second   {eight / bare:5.2f} x bare")
        print(f"open a warm store             {warm_open(folder):8.1f} ms")
        print(f"bar: {BAR:,} from eight writers: {'met' if eight >= BAR else 'MISSED'}")
    return 0 if eight >= BAR else 1


if __name__ == "__main__":
    raise SystemExit(main())
