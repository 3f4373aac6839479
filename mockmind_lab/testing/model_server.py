"""A local server that stands in for language models: real HTTP, scripted answers, no network.

It speaks the Messages API (streaming by server-sent events, tools, prompt caching, errors, token
counting), the same over Amazon Bedrock's and Google Vertex's paths, and the chat API of OpenAI, so the
real SDKs talk to it. It runs on a thread of its own, so synchronous code may use it as well::

    with ModelServer([Reply.says("Hello.")]) as server:
        client = anthropic.AsyncAnthropic(base_url=server.url, api_key=server.key)
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Protocol, cast

from mockmind_lab.testing.prompt_cache import Account, PromptCache
from mockmind_lab.testing.replies import Failure, Reply

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Self

__all__ = ["ModelServer", "Request"]


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it came. ``account`` says where its input tokens were taken from."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    account: Account

    @property
    def model(self) -> str:
        """The model asked for."""
        return str(self.body.get("model", ""))


class _Now(Protocol):
    def now(self) -> datetime: ...


class _SystemNow:
    def now(self) -> datetime:
        return datetime.now(UTC)


Answer = Reply | Failure


class ModelServer:
    """Answers from ``script``: replies taken in turn, or a function of the request.

    A script that has run out is answered with an error that says so. ``clock`` is what cache entries
    age by; ``key`` is the one API key that is let in; ``least_cached`` is in tokens.
    """

    def __init__(
        self,
        script: Iterable[Answer] | Callable[[Request], Answer] = (),
        *,
        key: str = "test-key",
        clock: _Now | None = None,
        least_cached: int = 1024,
    ) -> None:
        self.key = key
        self.requests: list[Request] = []
        self.cache = PromptCache(least_cached)
        self.url = ""
        self._clock: _Now = clock or _SystemNow()
        self._function = script if callable(script) else None
        self._script: deque[Answer] = deque(() if callable(script) else script)
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._stop: asyncio.Event | None = None

    def add(self, *answers: Answer) -> None:
        """Append to the script."""
        with self._lock:
            self._script.extend(answers)

    def start(self) -> Self:
        """Listen on a free port of the loopback; ``url`` says where."""
        ready = threading.Event()
        failed: list[BaseException] = []

        def run() -> None:
            try:
                asyncio.run(self._serve(ready))
            except BaseException as error:
                failed.append(error)
                ready.set()

        self._thread = threading.Thread(target=run, name="model-server", daemon=True)
        self._thread.start()
        ready.wait()
        if failed:
            raise failed[0]
        return self

    def close(self) -> None:
        """Stop listening. Streams that stall end with it. Idempotent."""
        loop, stop, thread = self._loop, self._stop, self._thread
        self._loop = self._thread = None
        if loop is None or stop is None or thread is None:
            return
        loop.call_soon_threadsafe(stop.set)
        thread.join()

    __enter__ = start

    def __exit__(self, *exc: object) -> None:
        self.close()

    async def _serve(self, ready: threading.Event) -> None:
        from tornado.httpserver import HTTPServer
        from tornado.netutil import bind_sockets

        from mockmind_lab.testing.handlers import application

        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        (socket,) = bind_sockets(0, "127.0.0.1")
        server = HTTPServer(application(self))
        server.add_sockets([socket])
        self.url = f"http://127.0.0.1:{socket.getsockname()[1]}"
        ready.set()
        await self._stop.wait()
        server.stop()
        for task in asyncio.all_tasks() - {cast("asyncio.Task[Any]", asyncio.current_task())}:
            task.cancel()

    def answer(self, path: str, headers: dict[str, str], body: dict[str, Any]) -> tuple[Request, Answer]:
        """Take down a request and find its answer; for the handlers. Raises ``TooManyBreakpoints``."""
        with self._lock:
            chat = path.endswith("/chat/completions")
            # Caching by prefix without marks is not accounted for.
            bare = {"model": body.get("model"), "tools": body.get("tools"), "messages": _texts(body)}
            account = self.cache.account(bare if chat else body, now=self._clock.now())
            request = Request(path, headers, body, account)
            self.requests.append(request)
            if self._function is not None:
                return request, self._function(request)
            if not self._script:
                return request, Failure(400, "invalid_request_error", "the script has no answer left")
            return request, self._script.popleft()


def _texts(body: dict[str, Any]) -> list[dict[str, Any]]:
    """A chat's messages, each as one block of text whatever it holds."""
    return [{"role": m["role"], "content": str(m)} for m in body.get("messages", ())]
