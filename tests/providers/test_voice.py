"""The server's voice: the real boto3 asks a local stand-in of Amazon Polly."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from mockmind_lab.errors import ConfigError, ModelUnavailable
from mockmind_lab.providers.voice import Sound, Voice
from mockmind_lab.testing import PollyServer

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def polly(monkeypatch: pytest.MonkeyPatch) -> Iterator[PollyServer]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    with PollyServer() as server:
        yield server


def voice(polly: PollyServer, **settings: object) -> Voice:
    return Voice(service="polly", endpoint=polly.url, region="eu-central-1", **settings)


def test_what_was_read_once_is_kept_and_two_who_ask_at_once_cost_one_call(polly: PollyServer) -> None:
    async def body() -> list[Sound]:
        reader = voice(polly, name="Amy")
        both = await asyncio.gather(reader.read("Good."), reader.read("Good."))
        return [*both, await reader.read("Another.")]

    sounds = asyncio.run(body())
    assert sounds[0] == sounds[1] == Sound(b"sound of Good.", "audio/mpeg")
    assert [(one["Text"], one["VoiceId"], one["Engine"]) for one in polly.requests] == [
        ("Good.", "Amy", "neural"),
        ("Another.", "Amy", "neural"),
    ]


def test_what_is_kept_is_bounded(polly: PollyServer) -> None:
    async def body() -> None:
        reader = voice(polly, kept_bytes=20)
        for text in ("One more.", "Another one.", "One more."):
            await reader.read(text)

    asyncio.run(body())
    assert len(polly.requests) == 3


def test_a_long_message_is_cut_at_a_word(polly: PollyServer) -> None:
    asyncio.run(voice(polly).read("word " * 2000))
    assert len(polly.requests[0]["Text"]) <= 2900
    assert polly.requests[0]["Text"].endswith("word")


def test_a_service_that_fails_is_a_fault_with_one_line(polly: PollyServer) -> None:
    polly.failing = True
    with pytest.raises(ModelUnavailable, match="No such voice today") as failed:
        asyncio.run(voice(polly).read("Good."))
    assert "\n" not in str(failed.value)


def test_without_a_service_nothing_is_read() -> None:
    assert not Voice().there
    with pytest.raises(ConfigError, match=r"Voice\.service"):
        asyncio.run(Voice().read("Good."))
