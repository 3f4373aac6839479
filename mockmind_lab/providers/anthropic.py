"""Claude by the Messages API, through the Anthropic SDK."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traitlets import Enum

from mockmind_lab.errors import ModelRefused, PromptTooLong, StreamCut, WrongKey
from mockmind_lab.providers.base import (
    Block,
    Counted,
    Finished,
    InputPiece,
    Kept,
    Piece,
    Prompt,
    Text,
    TextPiece,
    Tool,
    ToolResult,
    ToolUse,
    Turn,
    Usage,
)
from mockmind_lab.providers.calls import call_id, call_name, said, tool_use
from mockmind_lab.providers.sdk import SdkProvider

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Iterable

    from mockmind_lab.providers.base import StopReason

__all__ = ["AnthropicProvider"]

_STOPS: dict[str, StopReason] = {"tool_use": "tool_use", "max_tokens": "max_tokens"}
_MOST_MARKS = 3
"""Of the four breakpoints of a request one is the system's."""


class AnthropicProvider(SdkProvider):
    """A Claude model, ``anthropic:claude-…``. The key is ANTHROPIC_API_KEY."""

    provider = "anthropic"
    extra = "anthropic"

    cache_ttl = Enum(
        ["5m", "1h"],
        default_value="1h",
        help="How long what was sent stays cached. An hour costs more to write (2x instead of 1.25x) and "
        "outlives a candidate who thinks for six minutes.",
    ).tag(config=True)
    effort = Enum(
        ["", "low", "medium", "high", "xhigh", "max"],
        default_value="",
        help="How much effort the model puts into an answer. Empty: its own default.",
    ).tag(config=True)
    thinking = Enum(
        ["", "disabled", "adaptive"],
        default_value="",
        help="Whether the model thinks before it answers. Empty: its own default.",
    ).tag(config=True)

    def make(self) -> Any:
        """An asynchronous client; it retries nothing, because that is done here by the service's clock."""
        from anthropic import AsyncAnthropic

        given: dict[str, Any] = {name: value for name, value in self._access().items() if value}
        return AsyncAnthropic(**given, timeout=self.timeout_seconds, max_retries=0)

    def _access(self) -> dict[str, str]:
        return {"base_url": self.base_url, "api_key": self.api_key}

    async def probe(self, client: Any) -> None:
        """The list of models is there for every key."""
        if not (client.api_key or client.auth_token or client.credentials):
            raise WrongKey(f"{self.name} has no key; set ANTHROPIC_API_KEY.")
        await client.models.list(limit=1)

    async def opened(self, client: Any, prompt: Prompt) -> Any:
        """Raw events: the SDK's own accumulation takes half a tool's input for a whole one."""
        try:
            return await client.messages.create(**self.request(prompt), stream=True)
        except TypeError as error:
            if "authentication" not in str(error):  # the SDK's word for a key that is not set
                raise
            raise WrongKey(f"{self.name} has no key; set ANTHROPIC_API_KEY.") from error

    def request(self, prompt: Prompt) -> dict[str, Any]:
        """The body of a request, with its cache breakpoints: after the system and at the last marks."""
        mark = {"type": "ephemeral", "ttl": self.cache_ttl}
        marked = [at for at, turn in enumerate(prompt.turns) if turn.mark][-_MOST_MARKS:]
        body: dict[str, Any] = {
            "model": self.model,
            "max_tokens": prompt.max_tokens,
            "messages": [_message(t, mark if at in marked else None) for at, t in enumerate(prompt.turns)],
        }
        if prompt.system:
            body["system"] = [{"type": "text", "text": prompt.system, "cache_control": mark}]
        if prompt.tools:
            body["tools"] = [_tool(tool) for tool in prompt.tools]
        if self.thinking:
            body["thinking"] = {"type": self.thinking}
        output: dict[str, Any] = {"effort": self.effort} if self.effort else {}
        if prompt.schema is not None:
            from anthropic import transform_schema

            schema = transform_schema(dict(prompt.schema))
            output["format"] = {"type": "json_schema", "schema": schema}
        if output:
            body["output_config"] = output
        return body

    async def pieces(self, stream: Any) -> AsyncGenerator[Piece, None]:
        """Pieces from the events of the Messages API."""
        blocks: list[_Growing] = []
        growing: dict[int, _Growing] = {}
        usage, model, stop = Usage(), self.model, None
        async for event in stream:
            match event.type:
                case "message_start":
                    usage, model = _usage(event.message.usage, usage), event.message.model
                    yield Counted(usage)
                case "content_block_start":
                    growing[event.index] = _Growing(event.content_block, [block.id for block in blocks])
                    blocks.append(growing[event.index])
                case "content_block_delta":
                    piece = growing[event.index].grow(event.delta)
                    if piece is not None:
                        yield piece
                case "message_delta":
                    stop = event.delta.stop_reason
                    usage = _usage(event.usage, usage)
                    yield Counted(usage)
                case "message_stop":
                    content = tuple(block.block() for block in blocks)
                    yield self._finished(content, usage, stop, model)
                    return
                case _:
                    pass
        raise StreamCut(f"{self.name} ended its answer before its end; try again.")

    def _finished(self, content: tuple[Block, ...], usage: Usage, stop: str | None, model: str) -> Finished:
        if stop == "refusal":
            raise ModelRefused(f"{self.name} declined to answer.")
        if stop == "model_context_window_exceeded":
            raise PromptTooLong(f"{self.name} ran out of context within its answer.")
        return Finished(content, usage, _STOPS.get(stop or "", "end"), model)


class _Growing:
    """A block of an answer as it grows."""

    def __init__(self, start: Any, taken: Iterable[str]) -> None:
        self._start = start.model_dump(mode="json", exclude_none=True)
        self._parts: list[str] = []
        self.id, self.name = "", ""
        if self._start["type"] == "tool_use":
            self.id, self.name = call_id(self._start["id"], taken), call_name(self._start["name"])

    def grow(self, delta: Any) -> Piece | None:
        match delta.type:
            case "text_delta":
                self._parts.append(delta.text)
                return TextPiece(delta.text)
            case "input_json_delta":
                self._parts.append(delta.partial_json)
                return InputPiece(self.id, self.name, delta.partial_json)
            case "thinking_delta":
                self._start["thinking"] = self._start.get("thinking", "") + delta.thinking
            case "signature_delta":
                self._start["signature"] = self._start.get("signature", "") + delta.signature
            case _:
                pass
        return None

    def block(self) -> Block:
        text = "".join(self._parts)
        match self._start["type"]:
            case "text":
                return Text(said(self._start.get("text", "") + text))
            case "tool_use":
                return tool_use(self.id, self.name, text)
            case _:
                return Kept(self._start)


def _usage(found: Any, before: Usage) -> Usage:
    """Counts in an event are of the whole message so far; those it leaves out stay as they were."""
    if found is None:
        return before
    created = getattr(found, "cache_creation", None)
    written = found.cache_creation_input_tokens
    hour = created.ephemeral_1h_input_tokens if created else before.cache_write_1h
    return Usage(
        input=before.input if found.input_tokens is None else found.input_tokens,
        output=before.output if found.output_tokens is None else found.output_tokens,
        cache_read=before.cache_read
        if found.cache_read_input_tokens is None
        else found.cache_read_input_tokens,
        cache_write_5m=before.cache_write_5m if written is None else max(written - hour, 0),
        cache_write_1h=hour,
    )


def _tool(tool: Tool) -> dict[str, Any]:
    body = {"name": tool.name, "description": tool.description, "input_schema": dict(tool.schema)}
    return {**body, "eager_input_streaming": True} if tool.eager else body


def _message(turn: Turn, mark: dict[str, str] | None) -> dict[str, Any]:
    content = [_block(block) for block in turn.content]
    if mark is not None and content:
        content[-1] = {**content[-1], "cache_control": mark}
    return {"role": turn.role, "content": content}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Text(text):
            return {"type": "text", "text": text}
        case ToolUse(id_, name, given):
            return {"type": "tool_use", "id": id_, "name": name, "input": dict(given or {})}
        case ToolResult(id_, text, error):
            result = {"type": "tool_result", "tool_use_id": id_, "content": text}
            return {**result, "is_error": True} if error else result
        case Kept(data):
            return dict(data)
