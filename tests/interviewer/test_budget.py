"""What may be spent in a day, over all hosts of a store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from mockmind_lab.core.events import Draft, seal
from mockmind_lab.core.payloads import ModelCalled
from mockmind_lab.errors import StoreError
from mockmind_lab.interviewer.budget import Budget

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def call(dollars: float | None, at: datetime) -> str:
    made = ModelCalled(
        model="m",
        purpose="reply",
        input_tokens=1,
        cache_read_tokens=0,
        cache_write_tokens=0,
        output_tokens=1,
        dollars=dollars,
        prices="p",
    )
    return seal(Draft(made, 1), interview="i", seq=1, time=at, salt="00", prev=None).to_json()


def budget(calls: Callable[[datetime], list[str]] | None = None, **settings: float) -> Budget:
    return Budget(calls=calls, **{"interview_dollars": 0.0, "day_dollars": 10.0, **settings})


def test_what_other_hosts_spent_today_counts_and_what_was_spent_before_does_not() -> None:
    asked: list[datetime] = []

    def calls(since: datetime) -> list[str]:
        asked.append(since)
        return [call(7.5, NOON), call(None, NOON), call(50.0, NOON - timedelta(hours=13))]

    async def body() -> None:
        one = budget(calls)
        assert one.standing(0.0, NOON) == "ok"
        await one.refresh(NOON)
        assert asked == [datetime(2026, 3, 1, tzinfo=UTC)]
        assert one.standing(0.0, NOON) == "ok"
        one.spend(0.5, NOON)
        assert one.standing(0.0, NOON) == "low"
        one.spend(2.0, NOON)
        assert one.standing(0.0, NOON) == "spent"
        await one.refresh(NOON + timedelta(seconds=30))  # asked once a minute
        assert len(asked) == 1
        await one.refresh(NOON + timedelta(seconds=61))
        assert one.standing(0.0, NOON) == "ok"  # by the store's word, which has all calls
        assert one.standing(0.0, NOON + DAY) == "ok"

    asyncio.run(body())


def test_a_new_day_begins_with_nothing_spent() -> None:
    one = budget()
    one.spend(11.0, NOON)
    assert one.standing(0.0, NOON) == "spent"
    assert one.standing(0.0, NOON + DAY) == "ok"
    one.spend(1.0, NOON + DAY)
    assert one.standing(0.0, NOON + DAY) == "ok"


def test_a_store_that_can_not_say_stands_in_nobodys_way() -> None:
    def calls(since: datetime) -> list[str]:
        raise StoreError("The store is closed: open it again.")

    async def body() -> None:
        one = budget(calls)
        one.spend(9.0, NOON)
        await one.refresh(NOON)
        assert one.standing(0.0, NOON) == "low"

    asyncio.run(body())
