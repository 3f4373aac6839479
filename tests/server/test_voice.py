"""A message of one's own interview can be had as sound, and nothing else can."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any

import pytest

from mockmind_lab.protocol import VERSION, decode, encode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from tests.server.conftest import Server


@pytest.fixture
def started(server: Server) -> Iterator[dict[str, Any]]:
    """The view of an interview that a kernel of this server has begun."""
    with socket.socket(socket.AF_UNIX) as wire:
        wire.connect(str(server.socket))
        with wire.makefile("rwb") as stream:
            ask(stream, 1, "hello", version=VERSION, notebook="voice.ipynb")
            yield ask(stream, 2, "start", problem="steady-oven", seed=1)["view"]
            ask(stream, 3, "finish")


def ask(stream: BinaryIO, number: int, op: str, **args: Any) -> Any:
    stream.write(encode({"id": number, "op": op, "args": args}))
    stream.flush()
    while True:
        message = decode(stream.readline())
        if message.get("id") == number:
            assert message["ok"], message
            return message["result"]


def test_a_message_is_read_once_and_only_the_interviewers_own(
    server: Server, started: dict[str, Any]
) -> None:
    said = next(message for message in started["messages"] if message["speaker"] == "interviewer")
    route = f"/mockmind_lab/voice/{started['interview']}"
    for _ in range(2):
        status, sound = server.request(f"{route}/{said['seq']}", token=server.token)
        assert (status, sound[:9]) == (200, b"sound of ")
    assert [request["Text"].encode() for request in server.polly.requests] == [sound[9:]]
    assert "*" not in sound.decode()
    assert "`" not in sound.decode()
    for other in (f"{route}/1", f"{route}/999999", f"/mockmind_lab/voice/nobody/{said['seq']}"):
        status, body = server.request(other, token=server.token)
        assert status == 400
        assert "no such message" in json.loads(body)["reason"]
    assert len(server.polly.requests) == 1
