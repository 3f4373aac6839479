"""What other processes do to a store in these tests. ``python store_children.py NAME FOLDER`` runs one."""

from __future__ import annotations

import json
import random
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

from mockmind_lab.errors import LeaseHeld, MockmindError, StoreError
from mockmind_lab.store import EventStore, Record, new_holder
from mockmind_lab.store.database import connect

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.synchronize import Barrier

    from mockmind_lab.store import Lease

T0 = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def append_until_killed(url: str, interview: str, seed: int, acknowledged: Connection) -> None:
    """Take the interview over, go on with it, and send each seq once the store has acknowledged it."""
    sizes = random.Random(seed)
    store = EventStore(url=url).open()
    lease = store.lease(interview, holder=new_holder(), now=T0)
    seq = len(store.events(interview))
    while True:
        size = sizes.choice((1, 1, 1, 2, 5, 20))
        store.append(
            [Record(interview, seq + n, f'{{"seq":{seq + n}}}') for n in range(1, size + 1)], lease=lease
        )
        seq += size
        acknowledged.send(seq)


def contend(url: str, interview: str, start: Barrier, orders: Connection) -> None:
    """Try for the lease at the same moment as the others; then once more for each order until told to end."""
    store = EventStore(url=url).open()
    holder = new_holder()
    start.wait()
    while True:
        try:
            lease = store.lease(interview, holder=holder, now=T0)
            orders.send(("got", lease.previous_alive_at))
        except LeaseHeld as error:
            orders.send(("held", str(error)))
        if orders.recv() == "end":
            return


def open_at_once(url: str, start: Barrier, done: Connection) -> None:
    """Open a store that may not exist yet at the same moment as the others."""
    start.wait()
    try:
        with EventStore(url=url) as store:
            done.send(store.put_blob(b"x"))
    except MockmindError as error:
        done.send(repr(error))


def switch_to_wal_at_once(folder: Path, start: Barrier, done: Connection) -> None:
    """Connect to one new file after another at the same moment as the others; send the errors met."""
    errors: list[str] = []
    for number in range(150):
        start.wait()
        engine, writing = connect(f"sqlite:///{folder}/{number}.sqlite3", busy_seconds=10)
        try:
            with writing.begin():
                pass
        except SQLAlchemyError as error:
            errors.append(repr(error))
        engine.dispose()
    done.send(errors)


def fill_the_disk(folder: Path) -> dict[str, object]:
    """Fill the small disk that ``folder`` is, meet ``StoreFull``, free some space, go on, open again."""
    url = f"sqlite:///{folder}/store.sqlite3"
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(200_000))
    store = EventStore(url=url).open()
    leases = [store.create(f"i{n}", owner="o", notebook=None, created=T0, holder="h") for n in range(8)]
    error, acknowledged = _append_until_error(store, leases[0], 0)
    seqs = [len(store.events(lease.interview)) for lease in leases]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(_append_until_error, [store] * 8, leases, seqs))
    kept = len(store.events("i0"))
    ballast.unlink()
    store.append([Record("i0", kept + 1, '"after"')], lease=leases[0])
    store.close()
    with EventStore(url=url) as again:
        events = again.events("i0")
    return {
        "error": [type(error).__name__, str(error)],
        "together": sorted({type(each).__name__ for each, _ in together}),
        "acknowledged": acknowledged,
        "kept": kept,
        "after": [len(events), events[-1]],
    }


def open_on_a_full_disk(folder: Path) -> dict[str, object]:
    """Open a store, new or old, where not a byte is left."""
    try:
        with (folder / "ballast").open("wb", buffering=0) as ballast:
            while True:
                ballast.write(bytes(4096))
    except OSError:
        pass
    return _open_fails(folder / "store.sqlite3")


def make_a_store(folder: Path) -> dict[str, object]:
    """Make a store and leave it."""
    EventStore(url=f"sqlite:///{folder}/store.sqlite3").open().close()
    return {}


def open_read_only(folder: Path) -> dict[str, object]:
    """Open the store that is there on a disk that has become read-only, and a new one beside it."""
    return {"old": _open_fails(folder / "store.sqlite3"), "new": _open_fails(folder / "sub" / "new.sqlite3")}


def open_warm(folder: Path) -> dict[str, object]:
    """Open a store and say which modules that took."""
    EventStore(url=f"sqlite:///{folder}/store.sqlite3").open().close()
    return {"alembic": "alembic" in sys.modules}


def _append_until_error(store: EventStore, lease: Lease, seq: int) -> tuple[Exception | None, int]:
    try:
        while seq < 1000:
            store.append([Record(lease.interview, seq + 1, "x" * 4000)], lease=lease)
            seq += 1
    except StoreError as error:
        return error, seq
    return None, seq


def _open_fails(path: Path) -> dict[str, object]:
    try:
        EventStore(url=f"sqlite:///{path}", busy_seconds=1).open().close()
    except Exception as error:
        return {"error": type(error).__name__, "message": str(error)}
    return {"error": None}


if __name__ == "__main__":
    print(json.dumps(globals()[sys.argv[1]](Path(sys.argv[2]))))
