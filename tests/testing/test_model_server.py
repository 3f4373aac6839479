"""The model server, spoken to by the real SDK."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import anthropic
import httpx2
import pytest
from pydantic import BaseModel

from mockmind_lab.testing import (
    Cut,
    Failure,
    ManualClock,
    ModelServer,
    Reply,
    Slow,
    Stall,
    StreamError,
    Text,
    ToolCall,
)

T = TypeVar("T")
HELLO: Any = [{"role": "user", "content": "hello"}]
TOOL: Any = {"name": "say", "input_schema": {"type": "object", "properties": {"text": {"type": "string"}}}}


def ask(server: ModelServer, use: Callable[[anthropic.AsyncAnthropic], Awaitable[T]], *, key: str = "") -> T:
    """What ``use`` makes of a client of ``server``; nothing is tried twice."""

    async def run() -> T:
        client = anthropic.AsyncAnthropic(base_url=server.url, api_key=key or server.key, max_retries=0)
        async with client:
            return await use(client)

    return asyncio.run(run())


async def streamed(
    client: anthropic.AsyncAnthropic, **more: Any
) -> tuple[list[str], anthropic.types.Message]:
    given: dict[str, Any] = {"model": "claude-sonnet-5-5", "max_tokens": 100, "messages": HELLO, **more}
    async with client.messages.stream(**given) as stream:
        pieces = [piece async for piece in stream.text_stream]
        return pieces, await stream.get_final_message()


def test_text_and_tool_calls_arrive_in_pieces() -> None:
    text = "Which case would break that first?"
    with ModelServer([Reply((Text(text, chunk=5), ToolCall("say", {"text": "Why?"})))]) as server:
        pieces, message = ask(server, lambda client: streamed(client, tools=[TOOL]))
    assert "".join(pieces) == text
    assert len(pieces) == 7
    assert message.stop_reason == "tool_use"
    assert message.content[1].type == "tool_use"
    assert message.content[1].input == {"text": "Why?"}
    assert server.requests[0].body["tools"] == [TOOL]


def test_a_structured_answer_is_parsed_by_the_sdk() -> None:
    class Colour(BaseModel):
        name: str

    async def parse(client: anthropic.AsyncAnthropic) -> Colour | None:
        found = await client.messages.parse(
            model="claude-sonnet-5-5", max_tokens=50, messages=HELLO, output_format=Colour
        )
        return found.parsed_output

    with ModelServer([Reply.says('{"name": "red"}')]) as server:
        assert ask(server, parse) == Colour(name="red")


def test_tokens_are_counted() -> None:
    async def count(client: anthropic.AsyncAnthropic) -> int:
        found = await client.messages.count_tokens(
            model="m", messages=[{"role": "user", "content": "word " * 800}]
        )
        return found.input_tokens

    with ModelServer() as server:
        assert 900 < ask(server, count) < 1200


@pytest.mark.parametrize(
    ("failure", "error"),
    [
        (Failure.overloaded(), anthropic.APIStatusError),
        (Failure.rate_limited(7), anthropic.RateLimitError),
        (Failure.too_long(), anthropic.BadRequestError),
    ],
)
def test_errors_come_as_the_sdks_own(failure: Failure, error: type[anthropic.APIStatusError]) -> None:
    with ModelServer([failure]) as server, pytest.raises(error) as caught:
        ask(server, streamed)
    assert caught.value.status_code == failure.status
    assert caught.value.type == failure.type
    waits = caught.value.response.headers.get("retry-after")
    assert waits == (None if failure.retry_after is None else "7")


def test_a_wrong_key_is_not_let_in() -> None:
    with ModelServer([Reply.says("hello")]) as server, pytest.raises(anthropic.AuthenticationError):
        ask(server, streamed, key="wrong")
    assert server.requests == []


def test_a_cut_stream_ends_without_its_end() -> None:
    with ModelServer([Reply.says("A long sentence is cut here.", fault=Cut(4))]) as server:
        with pytest.raises(Exception, match=r"(?i)incomplete|closed|peer"):
            ask(server, streamed)


def test_an_error_within_the_stream_is_raised() -> None:
    with ModelServer([Reply.says("A long sentence.", fault=StreamError(4))]) as server:
        with pytest.raises(anthropic.APIStatusError, match="Overloaded"):
            ask(server, streamed)


def test_a_stalled_stream_waits_for_the_client_to_go() -> None:
    async def impatient(client: anthropic.AsyncAnthropic) -> None:
        await streamed(client.with_options(timeout=0.2))

    with ModelServer([Reply.says("A long sentence.", fault=Stall(4))]) as server:
        with pytest.raises((httpx2.TimeoutException, anthropic.APITimeoutError)):
            ask(server, impatient)


def test_a_slow_stream_is_whole_in_the_end() -> None:
    with ModelServer([Reply.says("Slow but whole.", fault=Slow(0.002))]) as server:
        assert "".join(ask(server, streamed)[0]) == "Slow but whole."


def test_malformed_tool_input_and_a_refusal_come_through() -> None:
    script = [Reply((ToolCall("say", raw='{"text": oh!}'),)), Reply((), stop_reason="refusal")]
    with ModelServer(script) as server:
        with pytest.raises(ValueError, match="expected"):
            ask(server, lambda client: streamed(client, tools=[TOOL]))
        assert ask(server, streamed)[1].stop_reason == "refusal"


@pytest.mark.parametrize("path", ["/v1/messages", "/v1/chat/completions"])
def test_a_call_may_bear_the_index_of_another(path: str) -> None:
    calls = (ToolCall("say", {"text": "One."}), ToolCall("say", {"text": "Two."}, index=0))
    body = {"model": "any", "max_tokens": 100, "messages": HELLO, "stream": True, "tools": []}
    with ModelServer([Reply(calls)]) as server:
        headers = {"x-api-key": server.key, "authorization": f"Bearer {server.key}"}
        answer = httpx2.post(f"{server.url}{path}", json=body, headers=headers)
    data = [json.loads(line[6:]) for line in answer.text.splitlines() if line.startswith("data: {")]
    starts = [event["index"] for event in data if event.get("type") == "content_block_start"]
    calls_made = [
        call
        for event in data
        for choice in event.get("choices", [])
        for call in choice["delta"].get("tool_calls", [])
    ]
    starts += [call["index"] for call in calls_made if "id" in call]
    assert starts == [0, 0]


def test_a_script_that_has_run_out_says_so() -> None:
    with ModelServer() as server, pytest.raises(anthropic.BadRequestError, match="no answer left"):
        ask(server, streamed)


def test_the_cache_follows_the_clock_that_is_injected() -> None:
    clock = ManualClock()
    system: Any = [{"type": "text", "text": "rules " * 2000, "cache_control": {"type": "ephemeral"}}]

    async def three(client: anthropic.AsyncAnthropic) -> list[tuple[int | None, int | None]]:
        found: list[tuple[int | None, int | None]] = []
        for wait in (0, 299, 301):
            await clock.advance(wait)
            usage = (await streamed(client, system=system))[1].usage
            found.append((usage.cache_read_input_tokens, usage.cache_creation_input_tokens))
        return found

    with ModelServer(lambda request: Reply.says("Yes."), clock=clock) as server:
        first, again, late = ask(server, three)
    assert first[0] == 0
    assert (first[1] or 0) > 2500
    assert again == (first[1], 0)
    assert late == first
