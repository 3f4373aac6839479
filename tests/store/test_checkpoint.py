"""What the write-ahead log holds comes into the database beside the commits."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from tests.store.test_event_store import create, records

if TYPE_CHECKING:
    from pathlib import Path

    from mockmind_lab.store import EventStore


def test_the_log_is_moved_into_the_database_while_the_store_is_open(
    store: EventStore, tmp_path: Path
) -> None:
    lease = create(store)
    database = tmp_path / "store.sqlite3"
    before = database.stat().st_size
    store.append(records(*range(1, 900)), lease=lease)
    while database.stat().st_size <= before:  # ends by the suite's own time limit
        time.sleep(0.01)
    store.append(records(900), lease=lease)
    assert len(store.events("i")) == 900
