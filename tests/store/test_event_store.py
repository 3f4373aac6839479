from __future__ import annotations

import hashlib
import json
import stat
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from mockmind_lab.errors import ConfigError, LeaseHeld, StoreError
from mockmind_lab.store import EventStore, InterviewRow, Lease, Record
from tests.store.store_children import T0


def create(store: EventStore, name: str = "i", **changes: object) -> Lease:
    facts = {"owner": "ann", "notebook": "a.ipynb", "created": T0, "holder": "h"} | changes
    return store.create(name, **facts)


def records(*seqs: int, interview: str = "i") -> list[Record]:
    return [Record(interview, seq, f'{{"seq":{seq}}}') for seq in seqs]


def test_events_come_back_in_order_after_reopening(url):
    with EventStore(url=url) as store:
        lease = create(store)
        store.append(records(1, 2), lease=lease)
        store.append(records(3), lease=lease)
        store.append([], lease=lease)
    with EventStore(url=url) as store:
        assert store.events("i") == ['{"seq":1}', '{"seq":2}', '{"seq":3}']
        assert store.events("unknown") == []


@pytest.mark.parametrize("wrong", [(1,), (4,), (3, 3), (3, 5), (0,), (3, 4, 4), (4, 3)])
def test_an_append_out_of_order_is_refused_whole(store, wrong):
    lease = create(store)
    store.append(records(1, 2), lease=lease)
    with pytest.raises(StoreError, match="does not follow"):
        store.append(records(*wrong), lease=lease)
    assert store.events("i") == ['{"seq":1}', '{"seq":2}']
    store.append(records(3), lease=lease)


def test_a_long_append_is_stored_whole_or_not_at_all(store):
    lease = create(store)
    store.append(records(*range(1, 1201)), lease=lease)
    with pytest.raises(StoreError, match="does not follow"):
        store.append(records(*range(1201, 2402), 2403), lease=lease)
    assert len(store.events("i")) == 1200


def test_a_lease_writes_only_its_own_interview(store):
    lease, _ = create(store), create(store, "other")
    with pytest.raises(StoreError, match="that interview only"):
        store.append([*records(1), *records(1, interview="other")], lease=lease)
    assert store.events("i") == store.events("other") == []


def test_an_interview_id_is_used_once(store):
    create(store)
    with pytest.raises(StoreError, match="exists already"):
        create(store, owner="bob")
    assert [row.owner for row in store.interviews()] == ["ann"]


def test_interviews_are_listed_newest_first_by_owner_and_notebook(store):
    create(store, "1")
    create(store, "2", created=T0 + timedelta(seconds=2), notebook="b.ipynb")
    create(store, "3", created=T0 + timedelta(microseconds=1), owner="bob", notebook=None)
    assert [row.id for row in store.interviews()] == ["2", "3", "1"]
    assert [row.id for row in store.interviews(owner="ann")] == ["2", "1"]
    assert store.interviews(owner="ann", notebook="a.ipynb") == [InterviewRow("1", "ann", "a.ipynb", T0)]
    assert store.interviews(owner="bob") == [InterviewRow("3", "bob", None, T0 + timedelta(microseconds=1))]


def test_events_of_a_kind_are_found_in_all_interviews_that_were_written_lately(store):
    def event(kind: str, text: str) -> str:
        return json.dumps({"kind": kind, "payload": text}, separators=(",", ":"))

    later = T0 + timedelta(days=2)
    for name, created in (("old", T0), ("new", later), ("other", later)):
        lease = create(store, name, created=created)
        texts = [event("asked", name), event("said", '"kind":"asked"'), event("as_ed", "x")]
        rows = [Record(name, seq, text) for seq, text in enumerate(texts, start=1)]
        store.append(rows, lease=lease)
        store.release(lease)
    found = store.events_of_kind("asked", since=later)
    assert sorted(json.loads(text)["payload"] for text in found) == ["new", "other"]
    assert len(store.events_of_kind("asked", since=T0)) == 3
    assert len(store.events_of_kind("as_ed", since=later)) == 2


def test_events_of_an_owner_are_found_in_however_many_interviews(store):
    def event(kind: str, text: str) -> str:
        return json.dumps({"kind": kind, "payload": text}, separators=(",", ":"))

    for number in range(120):
        name = f"{number:03}"
        lease = create(
            store, name, created=T0 + timedelta(seconds=number), owner="bob" if number == 7 else "ann"
        )
        texts = [event("asked", name), event("told", name), event("said", "x" * 400 + '"kind":"asked"')]
        store.append([Record(name, seq, text) for seq, text in enumerate(texts, start=1)], lease=lease)
    found = [json.loads(text) for text in store.events_of_owner("ann", kinds=("asked", "told"))]
    wanted = [f"{number:03}" for number in reversed(range(120)) if number != 7]
    assert [each["payload"] for each in found[::2]] == wanted
    assert {each["kind"] for each in found} == {"asked", "told"}
    assert len(found) == 2 * 119


def test_a_blob_is_stored_once_under_its_sha256(store):
    data = bytes(range(256)) * 100
    assert store.put_blob(data) == store.put_blob(data) == hashlib.sha256(data).hexdigest()
    assert store.get_blob(hashlib.sha256(data).hexdigest()) == data
    with pytest.raises(StoreError, match="no blob"):
        store.get_blob("0" * 64)


def test_appends_of_eight_threads_are_all_stored_and_share_commits(store, monkeypatch):
    leases = [create(store, f"i{n}") for n in range(8)]
    commits: list[int] = []
    writer = store._writer
    commit = writer._commit

    def counted(appends):
        commits.append(len(appends))
        commit(appends)

    monkeypatch.setattr(writer, "_commit", counted)
    start = threading.Barrier(8)

    def work(lease: Lease) -> None:
        start.wait()
        for seq in range(1, 101):
            store.append(records(seq, interview=lease.interview), lease=lease)

    threads = [threading.Thread(target=work, args=(lease,)) for lease in leases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(store.events(lease.interview) == [f'{{"seq":{n}}}' for n in range(1, 101)] for lease in leases)
    assert sum(commits) == 800
    assert max(commits) > 1


def test_a_bad_append_does_not_harm_those_it_shares_a_commit_with(store):
    good, lost = create(store, "good"), create(store, "lost")
    store.release(lost)
    entered, gate, results = threading.Event(), threading.Event(), {}

    def hold(_connection):  # the writer waits here until all appends are in its queue
        entered.set()
        gate.wait()

    def work(name: str, lease: Lease, seq: int) -> None:
        try:
            store.append(records(seq, interview=lease.interview), lease=lease)
            results[name] = "stored"
        except StoreError as error:
            results[name] = type(error).__name__

    blocker = threading.Thread(target=store._write, args=(hold,))
    blocker.start()
    entered.wait()
    jobs = {"lost": (lost, 1), "good": (good, 1), "gap": (good, 7)}
    threads = [threading.Thread(target=work, args=(name, *job)) for name, job in jobs.items()]
    for thread in threads:
        thread.start()
    while store._writer._queue.qsize() < len(jobs):
        pass
    gate.set()
    for thread in [blocker, *threads]:
        thread.join()
    assert results == {"lost": "LeaseHeld", "good": "stored", "gap": "StoreError"}
    assert store.events("good") == ['{"seq":1}']
    assert store.events("lost") == []


def test_commits_are_synced_to_disk(store):
    with store._engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2  # FULL


def test_files_of_a_new_store_are_for_this_user_only(tmp_path):
    folder = tmp_path / "data" / "mockmind"
    with EventStore(url=f"sqlite:///{folder}/store.sqlite3") as store:
        create(store)
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
    assert modes == {"store.sqlite3": 0o600, "store.sqlite3-wal": 0o600, "store.sqlite3-shm": 0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_default_store_is_in_the_jupyter_data_dir(tmp_path, monkeypatch):
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path))
    assert EventStore().place == str(tmp_path / "mockmind" / "store.sqlite3")
    with EventStore() as store:
        assert Path(store.place).exists()


def test_open_and_close_are_idempotent_and_a_closed_store_says_so(url):
    store = EventStore(url=url)
    assert store.open() is store.open()
    lease = create(store)
    store.close()
    store.close()
    for use in (lambda: store.events("i"), lambda: store.append(records(1), lease=lease)):
        with pytest.raises(StoreError, match="closed"):
            use()
    store.open()
    store.append(records(1), lease=lease)
    store.close()


@pytest.mark.parametrize(
    "url", ["", "nonsense", "sqlite://", "sqlite:///:memory:", "nosuch://x/y", "postgresql+nosuch://x/y"]
)
def test_a_url_that_cannot_be_used_is_named(url):
    with pytest.raises(ConfigError, match=r"EventStore\.url") as raised:
        EventStore(url=url).open()
    assert "\n" not in str(raised.value)


def test_a_naive_time_is_refused(store):
    with pytest.raises(ValueError, match="UTC"):
        create(store, created=T0.replace(tzinfo=None))
    assert store.interviews() == []


def test_a_lost_lease_writes_nothing(store):
    lease = create(store)
    store.release(lease)
    with pytest.raises(LeaseHeld):
        store.append(records(1), lease=lease)
    assert store.events("i") == []
