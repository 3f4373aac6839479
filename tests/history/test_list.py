from __future__ import annotations

from datetime import timedelta

import pytest

from mockmind_lab.core.events import Event
from mockmind_lab.core.interview import fold
from mockmind_lab.core.kinds import PAYLOADS
from mockmind_lab.errors import Refused, UnknownName
from mockmind_lab.history import progress
from mockmind_lab.history.chart import alternative_text, draw
from mockmind_lab.history.summary import _TOLD, kind_of, summarised
from mockmind_lab.history.tables import as_data, listing, overview, sparkline
from mockmind_lab.store import Record
from tests.history.conftest import Cellar, failed, solved, still_open
from tests.report.made import START, realistic


@pytest.mark.parametrize("events", [realistic(), solved("a"), failed("b"), still_open("c")])
def test_a_summary_of_few_events_says_what_the_whole_fold_says(events: list[Event]) -> None:
    texts = [event.to_json() for event in events]
    summary, state = summarised(texts), fold(events)
    assert summary is not None
    assert summary.status is state.status
    assert summary.score == (state.feedback.score if state.feedback else None)
    assert summary.dollars == state.cost.dollars
    current = state.rounds[1]
    assert (summary.hints, summary.hint_cost) == (len(current.hints), sum(h.cost for h in current.hints))
    assert summary.problems[0].outcome == (current.outcome.value if current.outcome else None)
    if not summary.open:
        assert summary.minutes == round(state.elapsed(state.last_time).total_seconds() / 60, 1)


def test_the_kind_of_a_stored_event_is_read_without_parsing_it() -> None:
    made = still_open('x","kind":"y')
    assert {kind_of(event.to_json()) for event in made} <= set(PAYLOADS) | {"y"}
    for event in realistic():
        assert kind_of(event.to_json()) == event.kind
    assert set(PAYLOADS) > _TOLD


def test_the_list_tells_scores_with_and_without_hints_topics_cost_and_what_can_be_done(
    cellar: Cellar,
) -> None:
    cellar.keep(solved("won"))
    cellar.keep(still_open("open"), created=START + timedelta(days=1))
    cellar.keep(solved("eves"), owner="eve")
    entries = cellar.history().entries()
    assert [entry.row.id for entry in entries] == ["open", "won"]
    going, won = (entry.data for entry in entries)
    assert (won["topics"], won["can"], won["status"]) == (["hashing", "arrays"], ["report"], "completed")
    assert won["score_without_hints"] == pytest.approx(won["score"] + won["hint_cost"])
    assert (won["hints"], won["dollars"], won["minutes"]) == (1, 0.25, 5.2)
    assert won["problems"][0]["slug"] == "fill-van"
    assert (won["problems"][0]["passed"], won["problems"][0]["total"]) == (8, 8)
    # The topics of a problem that is still being solved are half of its answer.
    assert (going["topics"], going["problems"][0]["topics"], going["can"]) == ([], [], ["resume"])
    table = listing(entries)
    assert "hashing" in table.splitlines()[3]
    assert "hashing" not in table.splitlines()[2]


def test_a_summary_is_folded_once_and_again_when_something_happened(
    cellar: Cellar, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = solved("won")
    lease = cellar.keep(made[:-1], held="h")
    assert cellar.history().entries()[0].summary.score is None
    read = cellar.store.events
    asked: list[str] = []
    monkeypatch.setattr(cellar.store, "events", lambda name: asked.append(name) or read(name))
    assert cellar.history().entries()[0].summary.score is None
    assert asked == []
    cellar.store.append([Record("won", made[-1].seq, made[-1].to_json())], lease=lease)
    assert cellar.history().entries()[0].summary.score == made[-1].payload.score
    assert asked == ["won"]


def test_what_cannot_be_read_is_listed_as_such_and_what_never_began_not_at_all(cellar: Cellar) -> None:
    cellar.store.create("empty", owner="ada", notebook=None, created=START, holder="h")
    lease = cellar.store.create("bad", owner="ada", notebook=None, created=START, holder="h")
    text = '{"kind":"interview_created","schema_version":1}'
    cellar.store.append([Record("bad", 1, text)], lease=lease)
    (entry,) = cellar.history().entries()
    assert (entry.row.id, entry.status, entry.can) == ("bad", "unreadable", [])
    assert "unreadable" in listing([entry])
    assert as_data([entry], [entry])["interviews"][0]["score"] is None


def test_a_limit_takes_the_newest_that_began(cellar: Cellar) -> None:
    for number in range(4):
        created = START + timedelta(days=number)
        cellar.keep(still_open(f"i{number}"), created=created)
        cellar.store.create(f"never{number}", owner="ada", notebook=None, created=created, holder="h")
    assert [entry.row.id for entry in cellar.history().entries(limit=2)] == ["i3", "i2"]


def test_a_damaged_summary_is_made_anew(cellar: Cellar) -> None:
    cellar.keep(solved("won"))
    before = cellar.history().entries()
    cellar.store._write(lambda c: c.exec_driver_sql("UPDATE summaries SET json = '{\"score\": 1'"))
    assert cellar.history().entries() == before


def test_progress_is_by_topic_in_the_order_of_time_and_names_the_weakest(cellar: Cellar) -> None:
    for day, make in enumerate((failed, failed, solved)):
        events = make(f"i{day}")
        cellar.keep(events, created=START + timedelta(days=day))
    entries = cellar.history().entries()
    found = progress.topics(entries)
    assert [topic.name for topic in found] == ["arrays", "hashing"]
    assert (found[0].asked, found[0].solved) == (3, 1)
    data = as_data(entries, entries[:1])
    assert (data["total"], len(data["interviews"])) == (3, 1)
    assert data["weakest"] == ["arrays", "hashing"]
    assert data["cost"]["months"] == [
        {"month": "2026-11", "dollars": 0.25, "interviews": 1, "unpriced_calls": 0}
    ]
    shown = overview(entries)
    assert "1 of 3 solved" in shown
    assert "--topic arrays" in shown
    assert "$0.25 in all" in shown


def test_a_sparkline_rises_with_the_scores() -> None:
    points = [progress.Point(START, score) for score in (0, 50, 100, 120)]
    assert sparkline(points) == "▁▅██"


def test_the_chart_is_the_same_picture_for_the_same_scores_and_another_for_others(cellar: Cellar) -> None:
    cellar.keep(solved("won"))
    entries = cellar.history().entries()
    scores, topics = progress.points(entries), progress.topics(entries)
    png = draw(scores, topics)
    assert png.startswith(b"\x89PNG")
    assert draw(scores, topics) == png
    worse = [progress.Point(START, 10.0)]
    assert draw(worse, topics) != png
    assert "hashing" in alternative_text(scores, topics)
    with pytest.raises(Refused, match="nothing to draw"):
        draw([], [])


def test_an_id_is_found_by_its_start_and_a_wrong_one_gets_the_nearest(cellar: Cellar) -> None:
    for name in ("20261123-aaaa", "20261123-aabb", "20261124-cccc"):
        cellar.keep(solved(name))
    cellar.keep(solved("20261125-eves"), owner="eve")
    history = cellar.history()
    assert history.find("20261124").row.id == "20261124-cccc"
    with pytest.raises(Refused, match="2 interviews begin with '20261123-aa'"):
        history.find("20261123-aa")
    with pytest.raises(UnknownName, match="Did you mean '20261124-cccc'"):
        history.find("20261124-cccd")
    for wrong in ("20261125-eves", "zz", ""):
        with pytest.raises(UnknownName) as raised:
            history.find(wrong)
        assert "'20261125-eves'?" not in str(raised.value)
