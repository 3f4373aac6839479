"""What the documentation of prompt caching says, claim by claim."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from mockmind_lab.testing import PromptCache
from mockmind_lab.testing.prompt_cache import TooManyBreakpoints

NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
LONG = "word " * 1000


def block(text: str, ttl: str | None = None) -> dict[str, Any]:
    mark: dict[str, Any] = {"cache_control": {"type": "ephemeral", "ttl": ttl}} if ttl else {}
    return {"type": "text", "text": text, **mark}


def request(*turns: dict[str, Any], system: Any = None, **more: Any) -> dict[str, Any]:
    messages = [{"role": "user", "content": [turn]} for turn in turns]
    return {"model": "m", "system": system, "messages": messages, **more}


def test_what_is_not_marked_is_not_cached() -> None:
    cache = PromptCache()
    for _ in range(2):
        account = cache.account(request(block(LONG)), now=NOW)
        assert (account.read, account.written) == (0, 0)
        assert account.fresh > 1000


def test_a_prefix_below_the_least_size_is_not_cached() -> None:
    cache = PromptCache()
    for _ in range(2):
        assert cache.account(request(block("short", "5m")), now=NOW).written == 0


def test_a_longer_request_reads_the_prefix_and_writes_the_rest() -> None:
    cache = PromptCache()
    first = cache.account(request(block(LONG, "5m")), now=NOW)
    second = cache.account(request(block(LONG), block(LONG, "5m"), block("new")), now=NOW)
    assert second.read == first.written
    assert second.written > 1000
    assert 0 < second.fresh < 50


def test_one_changed_character_before_the_mark_throws_the_rest_away() -> None:
    cache = PromptCache()
    cache.account(request(block(LONG, "5m"), system=[block("It is 9:00. " + LONG)]), now=NOW)
    later = cache.account(request(block(LONG, "5m"), system=[block("It is 9:01. " + LONG)]), now=NOW)
    assert later.read == 0


def test_other_tools_invalidate_everything_and_another_tool_choice_the_messages() -> None:
    cache, tool = PromptCache(), {"name": "say", "description": LONG}
    system = [block(LONG, "5m")]
    whole = request(block(LONG, "5m"), system=system, tools=[tool])
    written = cache.account(whole, now=NOW).written
    assert cache.account(whole, now=NOW).read == written
    chosen = cache.account({**whole, "tool_choice": {"type": "any"}}, now=NOW)
    assert 0 < chosen.read < written
    assert cache.account({**whole, "tools": [tool, {"name": "skip"}]}, now=NOW).read == 0


@pytest.mark.parametrize(("ttl", "minutes"), [("5m", 5), ("1h", 60)])
def test_an_entry_lives_from_its_last_use(ttl: str, minutes: int) -> None:
    cache, asked = PromptCache(), request(block(LONG, ttl))
    time = NOW
    first = cache.account(asked, now=time)
    assert (first.written_1h > 0) is (ttl == "1h")
    for _ in range(3):
        time += timedelta(minutes=minutes, seconds=-1)
        assert cache.account(asked, now=time).read == first.written
    time += timedelta(minutes=minutes, seconds=1)
    assert cache.account(asked, now=time).read == 0


def test_a_mark_looks_back_over_twenty_blocks_and_no_further() -> None:
    for blocks, found in ((19, True), (20, False)):
        cache = PromptCache()
        cache.account(request(block(LONG, "5m")), now=NOW)
        more = [block(f"turn {number}") for number in range(blocks - 1)]
        account = cache.account(request(block(LONG), *more, block("last", "5m")), now=NOW)
        assert (account.read > 0) is found, blocks


def test_five_marks_are_refused() -> None:
    with pytest.raises(TooManyBreakpoints):
        PromptCache().account(request(*[block(LONG, "5m")] * 5), now=NOW)
