from __future__ import annotations

import pytest

from mockmind_lab.core import payloads as p
from mockmind_lab.errors import Refused, StoreError
from mockmind_lab.store import MARKS, EventStore, Record, fulltext
from tests.history.conftest import Cellar, solved
from tests.report.made import Made


def found(cellar: Cellar, words: str, owner: str = "ada") -> list[str]:
    return [hit.interview for hit in cellar.history(owner).search(words, limit=10)]


def test_what_was_said_is_found_in_ones_own_interviews_only(cellar: Cellar) -> None:
    cellar.keep(solved("one", says="A heap keeps the smallest of the parcels."))
    cellar.keep(solved("two", says="Two pointers, one from each end."), owner="eve")
    (hit,) = cellar.history().search("smallest heap", limit=10)
    assert (hit.interview, hit.speaker) == ("one", "candidate")
    assert f"{MARKS[0]}heap{MARKS[1]}" in hit.excerpt
    assert found(cellar, "pointers") == []
    assert found(cellar, "pointers", "eve") == ["two"]


@pytest.mark.parametrize(
    ("words", "finds"),
    [
        ('"each end"', True), ('"end each"', False), ("point*", True), ("pointers -heap", True),
        ("pointers -end", False), ("heap OR pointers", True), ("O(n)", True), ("don't", True),
        ("pointers ++", True), ("“each end”", True), ('pointers -"each end"', False), ("NEAR(", False),
        ("pointer AND end", False), ("text:pointers", False), ("fill_van", True), ("*", None),
    ],
)  # fmt: skip
def test_words_mean_what_they_say_and_nothing_else(cellar: Cellar, words: str, finds: bool | None) -> None:
    cellar.keep(solved("two", says="Two pointers, one from each end: O(n), don't you think?"))
    if finds is None:
        with pytest.raises(Refused):
            found(cellar, words)
    else:
        assert bool(found(cellar, words)) is finds


@pytest.mark.parametrize("words", ['"open', "OR heap", "heap OR", "heap OR OR end", "++", "-heap", "", '""'])
def test_what_is_no_query_is_refused_in_one_line(words: str) -> None:
    with pytest.raises(Refused) as raised:
        fulltext.query(words)
    assert len(str(raised.value).splitlines()) == 1


def test_events_for_the_staff_are_not_searched(cellar: Cellar) -> None:
    made = Made("one").begin().problem().says("Seen.")
    made.add(p.AssessmentMade(criterion="testing", note="xylophone"))
    made.add(p.MessageWithheld(text="xylophone", leak="code"))
    cellar.keep(made.finish())
    assert found(cellar, "seen") == ["one"]
    assert found(cellar, "xylophone") == []
    assert found(cellar, "slug OR sha256 OR grader OR salt") == []


def test_the_index_goes_on_from_the_last_event_it_knows(
    cellar: Cellar, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Made("one").begin().problem().says("Zebra.")
    lease = cellar.keep(made.events, held="h")
    assert found(cellar, "zebra") == ["one"]
    known = len(made.events)
    made.says("Giraffe.")
    added = [Record("one", event.seq, event.to_json()) for event in made.events[known:]]
    cellar.store.append(added, lease=lease)
    indexed: list[list[int]] = []
    index = cellar.store.index

    def watched(passages):
        indexed.extend([line.seq for line in passage.lines] for passage in passages)
        return index(passages)

    monkeypatch.setattr(cellar.store, "index", watched)
    assert found(cellar, "giraffe") == ["one"]
    assert found(cellar, "zebra") == ["one"]
    assert indexed == [[known + 1]]


def test_an_append_leaves_the_index_to_whoever_searches(cellar: Cellar) -> None:
    cellar.keep(solved("one"))
    with cellar.store._engine.connect() as connection:
        assert connection.exec_driver_sql(f"SELECT count(*) FROM {fulltext.TABLE}").scalar() == 0


def test_two_that_index_at_once_index_nothing_twice(cellar: Cellar) -> None:
    cellar.keep(solved("one", says="A heap."))
    first, second = cellar.history(), cellar.history()
    passages = [first._passage(first._store.catalogue("ada", version=1)[0])]
    second.search("heap", limit=5)
    cellar.store.index(passages)
    assert found(cellar, "heap") == ["one"]


@pytest.mark.parametrize(
    "harm",
    [
        f"DROP TABLE {fulltext.TABLE}",
        f"UPDATE {fulltext.TABLE}_data SET block = x'0102030405060708' WHERE id > 1",
        f"DELETE FROM {fulltext.TABLE}_data",
    ],
)
def test_an_index_that_is_lost_or_damaged_is_made_anew(cellar: Cellar, harm: str) -> None:
    cellar.keep(solved("one", says="A heap."))
    assert found(cellar, "heap") == ["one"]
    cellar.store._write(lambda c: c.exec_driver_sql(harm))
    url = cellar.store.url
    cellar.store.close()
    with EventStore(url=url) as store:
        assert found(Cellar(store), "heap") == ["one"]
        with store._engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").all() == [("ok",)]


def test_where_the_database_cannot_search_one_line_says_so(
    cellar: Cellar, monkeypatch: pytest.MonkeyPatch
) -> None:
    cellar.keep(solved("one"))
    cellar.store._write(lambda c: c.exec_driver_sql(f"DROP TABLE {fulltext.TABLE}"))
    monkeypatch.setattr(fulltext, "_has_fts5", lambda _: False)
    with pytest.raises(Refused, match="without FTS5"):
        found(cellar, "dict")
    with pytest.raises(Refused, match="SQLite only"):
        fulltext.reset(_Elsewhere())


class _Elsewhere:
    class dialect:  # noqa: N801 - SQLAlchemy's name
        name = "postgresql"


def test_a_store_that_is_no_store_says_what_to_do(tmp_path) -> None:
    (tmp_path / "s").write_bytes(b"no database, but long enough to be looked at" * 99)
    with pytest.raises(StoreError, match="it is no store"):
        EventStore(url=f"sqlite:///{tmp_path}/s").open()
