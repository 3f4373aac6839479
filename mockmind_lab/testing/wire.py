"""Replies as bytes: server-sent events of the Messages and of the chat API, and Amazon's event stream."""

from __future__ import annotations

import base64
import binascii
import json
import struct
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from mockmind_lab.testing.replies import Reply, Text, ToolCall

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.testing.prompt_cache import Account

__all__ = [
    "amazon",
    "amazon_error",
    "chat_error",
    "chat_events",
    "chat_message",
    "message",
    "message_events",
    "sse",
    "sse_data",
    "sse_error",
]

Event = tuple[str, dict[str, Any]]


def message(reply: Reply, account: Account, model: str) -> dict[str, Any]:
    """A whole message, as the Messages API answers without streaming."""
    content: list[dict[str, Any]] = []
    for block in reply.content:
        if isinstance(block, Text):
            content.append({"type": "text", "text": block.text})
        else:
            given = json.loads(block.json)
            content.append({"type": "tool_use", "id": _id("toolu"), "name": block.name, "input": given})
    return {
        **_head(model, account),
        "content": content,
        "stop_reason": reply.stopped,
        "usage": _usage(account, reply.output_tokens),
    }


def message_events(reply: Reply, account: Account, model: str) -> Iterator[Event]:
    """The events of a streamed message, each with its name."""
    yield "message_start", {"type": "message_start", "message": _head(model, account)}
    yield "ping", {"type": "ping"}
    for place, block in enumerate(reply.content):
        index = place
        start: dict[str, Any] = {"type": "text", "text": ""}
        if isinstance(block, ToolCall):
            index = place if block.index is None else block.index
            start = {"type": "tool_use", "id": _id("toolu"), "name": block.name, "input": {}}
        yield "content_block_start", {"type": "content_block_start", "index": index, "content_block": start}
        for delta in _deltas(block):
            yield "content_block_delta", {"type": "content_block_delta", "index": index, "delta": delta}
        yield "content_block_stop", {"type": "content_block_stop", "index": index}
    stop = {"stop_reason": reply.stopped, "stop_sequence": None}
    yield (
        "message_delta",
        {
            "type": "message_delta",
            "delta": stop,
            "usage": {"output_tokens": reply.output_tokens},
        },
    )
    yield "message_stop", {"type": "message_stop"}


def chat_message(reply: Reply, account: Account, model: str) -> dict[str, Any]:
    """A whole answer of the chat API."""
    text = "".join(block.text for block in reply.content if isinstance(block, Text))
    calls = [
        {"id": _id("call"), "type": "function", "function": {"name": b.name, "arguments": b.json}}
        for b in reply.content
        if isinstance(b, ToolCall)
    ]
    body: dict[str, Any] = {"role": "assistant", "content": text or None, "refusal": None}
    if calls:
        body["tool_calls"] = calls
    choice = {"index": 0, "message": body, "finish_reason": _finish(reply)}
    return {
        "id": _id("chatcmpl"),
        "object": "chat.completion",
        "created": 0,
        "model": model,
        "choices": [choice],
        "usage": _chat_usage(account, reply),
    }


def chat_events(reply: Reply, account: Account, model: str) -> Iterator[dict[str, Any]]:
    """The chunks of a streamed answer of the chat API, usage last."""
    base = {"id": _id("chatcmpl"), "object": "chat.completion.chunk", "created": 0, "model": model}

    def chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
        return {**base, "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}

    yield chunk({"role": "assistant", "content": ""})
    calls = 0
    for block in reply.content:
        if isinstance(block, Text):
            for piece in _pieces(block.text, block.chunk):
                yield chunk({"content": piece})
            continue
        function: dict[str, Any] = {"name": block.name, "arguments": ""}
        index = calls if block.index is None else block.index
        head = {"index": index, "id": _id("call"), "type": "function", "function": function}
        yield chunk({"tool_calls": [head]})
        for piece in _pieces(block.json, block.chunk):
            yield chunk({"tool_calls": [{"index": index, "function": {"arguments": piece}}]})
        calls += 1
    yield chunk({}, _finish(reply))
    yield {**base, "choices": [], "usage": _chat_usage(account, reply)}


def sse(name: str, data: dict[str, Any]) -> bytes:
    """A server-sent event with a name."""
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


def sse_data(data: dict[str, Any] | str) -> bytes:
    """A server-sent event without a name."""
    return f"data: {data if isinstance(data, str) else json.dumps(data)}\n\n".encode()


def sse_error(kind: str, message: str) -> bytes:
    """An error within a stream of the Messages API."""
    return sse("error", {"type": "error", "error": {"type": kind, "message": message}})


def chat_error(kind: str, message: str) -> bytes:
    """An error within a stream of the chat API."""
    return sse_data({"error": {"type": kind, "message": message, "code": None}})


def amazon(data: dict[str, Any]) -> bytes:
    """One event within Amazon's event stream."""
    inner = base64.b64encode(json.dumps(data).encode()).decode()
    return _frame({"bytes": inner}, {":event-type": "chunk", ":message-type": "event"})


def amazon_error(kind: str, message: str) -> bytes:
    """An error within Amazon's event stream; it has names of its own for them."""
    names = {"overloaded_error": "throttlingException", "api_error": "internalServerException"}
    name = names.get(kind, "modelStreamErrorException")
    return _frame({"message": message}, {":exception-type": name, ":message-type": "exception"})


def _frame(body: dict[str, Any], names: dict[str, str]) -> bytes:
    """A frame of Amazon's event stream: lengths, their checksum, headers, payload, checksum of all."""
    payload = json.dumps(body).encode()
    headers = b"".join(
        struct.pack("!B", len(name)) + name.encode() + struct.pack("!BH", 7, len(value)) + value.encode()
        for name, value in {**names, ":content-type": "application/json"}.items()
    )
    prelude = struct.pack("!II", 16 + len(headers) + len(payload), len(headers))
    head = prelude + struct.pack("!I", binascii.crc32(prelude))
    frame = head + headers + payload
    return frame + struct.pack("!I", binascii.crc32(frame))


def _deltas(block: Text | ToolCall) -> Iterator[dict[str, Any]]:
    if isinstance(block, Text):
        for piece in _pieces(block.text, block.chunk):
            yield {"type": "text_delta", "text": piece}
    else:
        for piece in _pieces(block.json, block.chunk):
            yield {"type": "input_json_delta", "partial_json": piece}


def _pieces(text: str, size: int) -> Iterator[str]:
    for at in range(0, len(text), size):
        yield text[at : at + size]


def _head(model: str, account: Account) -> dict[str, Any]:
    return {
        "id": _id("msg"),
        "type": "message",
        "role": "assistant",
        "model": model,
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": _usage(account, 1),
    }


def _usage(account: Account, output: int) -> dict[str, Any]:
    return {
        "input_tokens": account.fresh,
        "cache_read_input_tokens": account.read,
        "cache_creation_input_tokens": account.written,
        "cache_creation": {
            "ephemeral_5m_input_tokens": account.written_5m,
            "ephemeral_1h_input_tokens": account.written_1h,
        },
        "output_tokens": output,
    }


def _chat_usage(account: Account, reply: Reply) -> dict[str, Any]:
    return {
        "prompt_tokens": account.total,
        "completion_tokens": reply.output_tokens,
        "total_tokens": account.total + reply.output_tokens,
        "prompt_tokens_details": {"cached_tokens": account.read},
    }


def _finish(reply: Reply) -> str:
    names = {"tool_use": "tool_calls", "max_tokens": "length", "refusal": "content_filter"}
    return names.get(reply.stopped, "stop")


def _id(prefix: str) -> str:
    return f"{prefix}_{uuid4().hex[:24]}"
