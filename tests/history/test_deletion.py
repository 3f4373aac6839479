from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import select

from mockmind_lab.core import payloads as p
from mockmind_lab.errors import LeaseHeld, Refused, StoreError
from mockmind_lab.store import EventStore, new_holder
from mockmind_lab.store.schema import blobs, events, indexed, interviews, summaries
from tests.history.conftest import NOW, Cellar, solved, still_open
from tests.report.made import START, Made

CANARY = "quizzaciously"


def counts(cellar: Cellar) -> dict[str, int]:
    with cellar.store._engine.connect() as connection:
        tables = (interviews, events, summaries, indexed, blobs)
        return {table.name: len(connection.execute(select(table)).all()) for table in tables}


def with_blob(cellar: Cellar, name: str, data: bytes) -> None:
    made = Made(name).begin().problem()
    digest = cellar.store.put_blob(data)
    made.add(p.CellExecuted(cell="c", count=1, source=CANARY, blob=digest))
    cellar.keep(made.finish())


def test_a_deleted_interview_is_gone_from_every_byte_of_the_database(cellar: Cellar) -> None:
    for number in range(30):  # pages enough that rows have moved between them
        cellar.keep(solved(f"other-{number}", says="bystander " * number))
    cellar.keep(solved("doomed", says=f"My secret is {CANARY}. " * 50))
    with_blob(cellar, "blob", b"blob " + CANARY.encode() * 9000)
    assert len(cellar.history().search(CANARY, limit=9)) == 2
    before = cellar.history().entries()
    assert CANARY.encode() in cellar.files
    history = cellar.history()
    assert history.delete([history.find("doomed"), history.find("blob")], now=NOW) is True
    # FTS5 keeps the stem; the file keeps neither.
    assert b"quizzac" not in cellar.files
    assert b"doomed" not in cellar.files
    after = cellar.history().entries()
    assert after == [entry for entry in before if entry.row.id.startswith("other")]
    assert len(cellar.history().search("bystander", limit=99)) == 29
    assert counts(cellar)["interviews"] == counts(cellar)["summaries"] == 30


def test_a_blob_that_another_interview_names_stays(cellar: Cellar) -> None:
    with_blob(cellar, "one", b"shared")
    with_blob(cellar, "two", b"shared")
    with_blob(cellar, "three", b"own")
    history = cellar.history()
    history.delete([history.find("one"), history.find("three")], now=NOW)
    assert counts(cellar)["blobs"] == 1
    history.delete([history.find("two")], now=NOW)
    assert set(counts(cellar).values()) == {0}


def test_an_open_interview_is_deleted_only_if_it_is_to_be_abandoned(cellar: Cellar) -> None:
    cellar.keep(still_open("open"))
    history = cellar.history()
    with pytest.raises(Refused, match="is open"):
        history.delete([history.find("open")], now=NOW)
    assert counts(cellar)["events"]
    history.delete([history.find("open")], now=NOW, abandon=True)
    assert not counts(cellar)["events"]


def test_an_interview_that_a_living_host_holds_is_not_deleted(cellar: Cellar) -> None:
    cellar.keep(still_open("held"), created=NOW, held=new_holder())
    history = cellar.history()
    before = counts(cellar)
    with pytest.raises(LeaseHeld, match="open in another host"):
        history.delete([history.find("held")], now=NOW, abandon=True)
    assert counts(cellar) == before


def test_purge_takes_what_is_old_and_ended_of_ones_own(cellar: Cellar) -> None:
    cellar.keep(solved("old"))
    cellar.keep(still_open("old-open"))
    cellar.keep(solved("new"), created=NOW - timedelta(days=89))
    cellar.keep(solved("eves"), owner="eve")
    history = cellar.history()
    old, still = history.older(timedelta(days=90), now=NOW)
    assert ([entry.row.id for entry in old], still) == (["old"], 1)
    history.delete(old, now=NOW)
    assert [entry.row.id for entry in history.entries()] == ["new", "old-open"]
    assert [entry.row.id for entry in cellar.history("eve").entries()] == ["eves"]


def test_a_reader_in_the_way_is_told_of_and_nothing_is_half_deleted(cellar: Cellar) -> None:
    cellar.keep(solved("doomed", says=CANARY))
    cellar.keep(solved("other"))
    reader = sqlite3.connect(cellar.store.place, isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM interviews").fetchone() == (2,)
    history = cellar.history()
    assert history.delete([history.find("doomed")], now=NOW) is False
    assert [entry.row.id for entry in history.entries()] == ["other"]
    reader.execute("ROLLBACK")
    reader.close()
    assert history.delete([], now=NOW) is True, "deleting once more clears the file"
    assert CANARY.encode() not in cellar.files


def test_a_locked_store_refuses_to_delete_and_loses_nothing(cellar: Cellar) -> None:
    cellar.keep(solved("doomed"))
    history = cellar.history()
    entry = history.find("doomed")
    writer = sqlite3.connect(cellar.store.place, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="another process keeps it locked"):
        history.delete([entry], now=NOW)
    assert [each.row.id for each in history.entries()] == ["doomed"], "what can't be kept can still be read"
    writer.execute("ROLLBACK")
    writer.close()
    assert history.delete([entry], now=NOW) is True


def test_an_append_to_a_deleted_interview_is_refused(cellar: Cellar) -> None:
    from mockmind_lab.store import Record

    lease = cellar.keep(solved("doomed"), created=START)
    history = cellar.history()
    history.delete([history.find("doomed")], now=NOW)
    with pytest.raises(LeaseHeld):
        cellar.store.append([Record("doomed", 1, "{}")], lease=lease)
    assert cellar.store.interviews() == []


def test_a_host_that_was_killed_keeps_nothing_from_being_deleted(cellar: Cellar, tmp_path) -> None:
    cellar.keep(solved("left"), created=NOW - timedelta(days=1), held="a host long gone")
    history = cellar.history()
    history.delete([history.find("left")], now=NOW)
    with EventStore(url=cellar.store.url) as again:
        assert again.interviews() == []
