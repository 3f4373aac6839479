"""A model's words come back from its provider as any server takes them."""

from __future__ import annotations

import asyncio
import json
from types import SimpleNamespace
from typing import Any

import pytest

from mockmind_lab.errors import StreamCut
from mockmind_lab.providers.anthropic import AnthropicProvider
from mockmind_lab.providers.base import Finished, Prompt, Text, Turn
from mockmind_lab.providers.calls import call_name, given, said
from mockmind_lab.providers.chat import ChatProvider


def chunk(*calls: Any, stop: str | None = None) -> Any:
    delta = SimpleNamespace(content=None, tool_calls=list(calls))
    return SimpleNamespace(usage=None, model="m", choices=[SimpleNamespace(finish_reason=stop, delta=delta)])


def part(index: int | None, id_: str | None, arguments: str, name: str | None = "say") -> Any:
    return SimpleNamespace(index=index, id=id_, function=SimpleNamespace(name=name, arguments=arguments))


def finished(provider: Any, *events: Any) -> Finished:
    async def stream() -> Any:
        for event in events:
            yield event

    async def last() -> Any:
        return [piece async for piece in provider.pieces(stream())][-1]

    return asyncio.run(last())


@pytest.mark.parametrize(
    "parts",
    [
        [part(0, "a", '{"text": "one"}'), part(0, "b", '{"text": "two"}')],
        [part(None, "a", '{"text": "one"}'), part(None, "b", '{"text": "two"}')],
        [part(0, "", '{"text": "one"}'), part(1, "", '{"text": "two"}')],
        [part(0, None, '{"text": "one"}'), part(0, None, '{"text": "two"}')],
        [part(0, "a", '{"text":'), part(0, "a", ' "one"}'), part(0, "b", '{"text": "two"}')],
        [part(0, "a", '{"text":'), part(0, None, ' "one"}', None), part(0, "b", '{"text": "two"}')],
    ],
    ids=["one index", "no index", "no id", "neither", "id again", "in parts"],
)
def test_two_calls_stay_two_however_a_server_numbers_them(parts: list[Any]) -> None:
    uses = finished(ChatProvider("m"), *map(chunk, parts), chunk(stop="tool_calls")).tool_uses
    assert [use.input for use in uses] == [{"text": "one"}, {"text": "two"}]
    assert len({use.id for use in uses}) == 2
    assert all(use.id for use in uses)


def test_a_call_that_names_itself_at_its_end_stays_one() -> None:
    parts = [part(0, "a", '{"text": "one"}'), part(0, "a", "")]
    (use,) = finished(ChatProvider("m"), *map(chunk, parts), chunk(stop="tool_calls")).tool_uses
    assert use.input == {"text": "one"}


def test_half_a_character_is_replaced_and_two_halves_are_one() -> None:
    assert said("a\ud83d b") == "a\ufffd b"
    assert said("\ud83d\ude00") == "\U0001f600"
    assert given('{"text": "Look \\ud83d here"}') == {"text": "Look \ufffd here"}


@pytest.mark.parametrize("raw", ['{"n": NaN}', '{"n": 1e400}', '{"n": -Infinity}', "[1]", '{"text": "'])
def test_input_that_no_json_may_hold_is_malformed(raw: str) -> None:
    assert given(raw) is None


def test_a_name_is_one_that_servers_take_back() -> None:
    assert call_name("say to candidate") == "say_to_candidate"
    assert call_name("present_problem") == "present_problem"
    assert call_name("") == "unnamed"


def event(text: str) -> bytes:
    return (
        f"event: {json.loads(text)['type'] if text != 'null' else 'message_start'}\ndata: {text}\n\n".encode()
    )


@pytest.mark.parametrize("text", ["null", '{"type": "message_start"}'], ids=["null", "no message"])
def test_events_that_are_none_are_told_in_one_clear_line(text: str) -> None:
    import httpx2
    from anthropic import AsyncAnthropic

    async def ask() -> None:
        sse = httpx2.MockTransport(
            lambda _: httpx2.Response(200, content=event(text), headers={"content-type": "text/event-stream"})
        )
        provider: Any = AnthropicProvider("m")
        provider._made = AsyncAnthropic(
            api_key="k", base_url="http://nowhere.invalid", http_client=httpx2.AsyncClient(transport=sse)
        )
        async for _ in provider.stream(Prompt((Turn("user", (Text("hello"),)),))):
            pass

    with pytest.raises(StreamCut, match=r"^anthropic:m answered what can't be read; look whether"):
        asyncio.run(ask())
