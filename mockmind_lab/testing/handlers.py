"""The request handlers of the model server, one a dialect."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

from tornado.iostream import StreamClosedError
from tornado.web import Application, RequestHandler

from mockmind_lab.testing import wire
from mockmind_lab.testing.prompt_cache import TooManyBreakpoints, tokens
from mockmind_lab.testing.replies import Cut, Failure, Reply, Slow, Stall, StreamError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mockmind_lab.testing.model_server import ModelServer, Request

__all__ = ["application"]


def application(server: ModelServer) -> Application:
    """The routes."""
    given = {"server": server}
    return Application(
        [
            (r"/v1/messages", _Messages, given),
            (r"/v1/messages/count_tokens", _CountTokens, given),
            (r"/v1/models", _Models, given),
            (r"/model/([^/]+)/(invoke|invoke-with-response-stream)", _Bedrock, given),
            (r"/projects/[^/]+/locations/[^/]+/publishers/anthropic/models/([^/]+):(\w+)", _Vertex, given),
            (r"/v1/chat/completions", _Chat, given),
        ],
        log_function=lambda handler: None,  # noqa: ARG005 - Tornado's signature
    )


class _Handler(RequestHandler):
    def initialize(self, server: ModelServer) -> None:
        self.model_server = server
        self.gone = asyncio.Event()

    def on_connection_close(self) -> None:
        self.gone.set()

    def let_in(self) -> bool:
        """Whether the caller brought the key, in either of the ways there are."""
        headers, key = self.request.headers, self.model_server.key
        if headers.get("x-api-key") == key or headers.get("Authorization") == f"Bearer {key}":
            return True
        self.fail(Failure(401, "authentication_error", "invalid x-api-key"))
        return False

    def fail(self, failure: Failure) -> None:
        self.set_status(failure.status, failure.type)
        if failure.retry_after is not None:
            self.set_header("retry-after", f"{failure.retry_after:g}")
        self.finish({"type": "error", "error": {"type": failure.type, "message": failure.message}})

    def taken(self, **more: Any) -> tuple[Request, Reply] | None:
        """The request taken down and its reply, or None where it was answered with an error."""
        if not self.let_in():
            return None
        try:
            body = {**json.loads(self.request.body), **more}
            request, answer = self.model_server.answer(self.request.path, dict(self.request.headers), body)
        except (ValueError, KeyError, TypeError, TooManyBreakpoints) as error:
            self.fail(Failure(400, "invalid_request_error", str(error)))
            return None
        if isinstance(answer, Failure):
            self.fail(answer)
            return None
        return request, answer

    async def stream(
        self,
        pieces: Iterable[bytes],
        reply: Reply,
        kind: str = "text/event-stream",
        *,
        error: Callable[[str, str], bytes] = wire.sse_error,
    ) -> None:
        """Send the pieces one by one, failing where the reply says so, in the way of this dialect."""
        self.set_header("Content-Type", kind)
        fault = reply.fault
        try:
            for count, piece in enumerate(pieces):
                if await self._broken(fault, count, error):
                    return
                self.write(piece)
                await self.flush()
            await self.finish()
        except StreamClosedError:
            pass  # the client has gone: nobody to tell

    async def _broken(self, fault: Any, count: int, error: Callable[[str, str], bytes]) -> bool:
        match fault:
            case Cut(after) if count >= after:
                await self.flush()
                self.detach().close()
                return True
            case Stall(after) if count >= after:
                await self.flush()
                await self.gone.wait()
                return True
            case StreamError(after, kind, message) if count >= after:
                self.write(error(kind, message))
                await self.finish()
                return True
            case Slow(seconds):
                await asyncio.sleep(seconds)
            case _:
                pass
        return False


class _Messages(_Handler):
    async def post(self) -> None:
        if (taken := self.taken()) is not None:
            await self.respond(*taken, streamed=bool(taken[0].body.get("stream")))

    async def respond(self, request: Request, reply: Reply, *, streamed: bool) -> None:
        if not streamed:
            self.finish(wire.message(reply, request.account, request.model))
            return
        events = wire.message_events(reply, request.account, request.model)
        await self.stream((wire.sse(*event) for event in events), reply)


class _Vertex(_Messages):
    async def post(self, model: str, specifier: str) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        if (taken := self.taken(model=model)) is not None:
            await self.respond(*taken, streamed=specifier == "streamRawPredict")


class _Bedrock(_Messages):
    async def post(self, model: str, method: str) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        if (taken := self.taken(model=model)) is None:
            return
        request, reply = taken
        if method == "invoke":
            await self.respond(request, reply, streamed=False)
            return
        events = wire.message_events(reply, request.account, request.model)
        pieces = (wire.amazon(data) for _, data in events)
        await self.stream(pieces, reply, "application/vnd.amazon.eventstream", error=wire.amazon_error)


class _Chat(_Handler):
    async def post(self) -> None:
        if (taken := self.taken()) is None:
            return
        request, reply = taken
        if not request.body.get("stream"):
            self.finish(wire.chat_message(reply, request.account, request.model))
            return
        chunks = wire.chat_events(reply, request.account, request.model)
        pieces = [*(wire.sse_data(chunk) for chunk in chunks), wire.sse_data("[DONE]")]
        await self.stream(pieces, reply, error=wire.chat_error)


class _CountTokens(_Handler):
    def post(self) -> None:
        if self.let_in():
            body = json.loads(self.request.body)
            parts = [body.get("tools"), body.get("system"), body["messages"]]
            self.finish({"input_tokens": sum(tokens(part) for part in parts if part)})


class _Models(_Handler):
    def get(self) -> None:
        if self.let_in():
            data = [
                {"type": "model", "id": name, "display_name": name, "created_at": "2026-01-01T00:00:00Z"}
                for name in ("claude-sonnet-5-5", "claude-haiku-5-5")
            ]
            self.finish(
                {"data": data, "object": "list", "has_more": False, "first_id": None, "last_id": None}
            )
