"""A room whose interviewer is a model behind a local server."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from traitlets.config import Config

from mockmind_lab.core.events import Event
from mockmind_lab.core.payloads import ModelCalled
from mockmind_lab.feedback.evaluator import RuleEvaluator
from mockmind_lab.interviewer.agent import ModelInterviewer
from mockmind_lab.judge import Judge
from mockmind_lab.library import Library
from mockmind_lab.report.build import render
from mockmind_lab.service import InterviewService
from mockmind_lab.store import EventStore
from mockmind_lab.testing import Failure, ManualClock, ModelServer, Reply, Request
from tests.service.conftest import Borrowed, Room

MODEL = "anthropic:claude-sonnet-5-5"


def settings(server: ModelServer) -> Config:
    """A configuration whose models are all at ``server``."""
    config = Config()
    config.AnthropicProvider.base_url = server.url
    config.AnthropicProvider.api_key = server.key
    config.ModelInterviewer.model = MODEL
    config.ModelInterviewer.notes_model = "none"  # whose calls would come between those of a script
    return config


def room_runner(folder: Path, judge: Judge) -> Callable[..., None]:
    """Runs asynchronous test bodies, each in a room of its own whose interviewer is a model."""

    def run(body: Callable[[ModelRoom], Awaitable[None]], config: Config | None = None) -> None:
        async def whole() -> None:
            room = ModelRoom(folder, judge, config=config)
            try:
                await asyncio.wait_for(body(room), 100)
            finally:
                await room.close()

        asyncio.run(whole())

    return run


class Unmeasured:
    """Measures nothing."""

    def begin(self, live: object) -> None: ...

    async def finish(self, live: object) -> None: ...


class ModelRoom(Room):
    """A room over ``server``. ``answer`` may be set to a function of the request, or replies be added."""

    def __init__(
        self,
        folder: Path,
        judge: Judge,
        *,
        config: Config | None = None,
        server: Callable[[Request], Reply | Failure] | None = None,
    ) -> None:
        clock = ManualClock()  # what the cache ages by as well
        self.server = ModelServer(server or (), clock=clock).start()
        self.config = settings(self.server)
        if config is not None:
            self.config.merge(config)
        super().__init__(folder, judge, clock)

    def _service(self) -> InterviewService:
        store = EventStore(url=self.url)
        store.open()
        library = Library()
        # The room's clock paces the service, and so does it the interviewer's patience.
        service = InterviewService(
            store=store,
            library=library,
            judge=Borrowed(self.judge),  # pyright: ignore[reportArgumentType]
            interviewer=ModelInterviewer(
                library=library,
                clock=self.clock,
                calls=lambda since: store.events_of_kind(ModelCalled.kind, since=since),
                config=self.config,
            ),
            evaluator=RuleEvaluator(index=library.index),
            render=render,
            clock=self.clock,
        )
        # What a model says does not rest on it, and it costs more than all the rest of a test.
        service._judging.measuring = Unmeasured()  # pyright: ignore[reportAttributeAccessIssue]
        return service

    async def begin(self, problem: str = "lonely-gloves") -> None:
        """An interview whose problem the model presents, unless the script says otherwise."""
        if not self.server._function:
            self.server.add(Reply.calls("present_problem", text="Hello! Gloves are to be paired here."))
        await self.do("start", problem=problem)

    async def say(self, text: str) -> str:
        """What the interviewer answers."""
        return str((await self.do("say", text=text))["text"])

    async def waiting(self, op: str, *, quiet: float = 0.1, **args: Any) -> Any:
        """A command during which the clock goes on by a second each ``quiet`` seconds that it takes."""
        task = asyncio.ensure_future(self.do(op, **args))
        for _ in range(400):
            done, _ = await asyncio.wait({task}, timeout=quiet)
            if done:
                return task.result()
            await self.clock.advance(1)
        raise AssertionError("it never came to an end")

    async def events(self) -> list[Event]:
        """The events as stored."""
        assert self.caller.interview
        return await self.service.events(self.caller.interview)

    async def kinds(self) -> list[str]:
        """The kinds of the events so far."""
        return [event.kind for event in await self.events()]

    async def close(self) -> None:
        await super().close()
        self.server.close()


def runner(folder: Path, judge: Judge) -> Callable[[Callable[[ModelRoom], Awaitable[None]]], None]:
    """Runs an asynchronous test body in such a room, whose clock alone ends a silence on the wire."""

    def run(body: Callable[[ModelRoom], Awaitable[None]]) -> None:
        async def whole() -> None:
            room = ModelRoom(folder, judge)
            room.config.AnthropicProvider.timeout_seconds = 600.0
            try:
                await asyncio.wait_for(body(room), 60)
            finally:
                await room.close()

        asyncio.run(whole())

    return run
