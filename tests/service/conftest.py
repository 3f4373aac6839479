"""A whole service over a real store, bank and judge, with a clock that the test moves."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from mockmind_lab.feedback.evaluator import RuleEvaluator
from mockmind_lab.interviewer.scripted import ScriptedInterviewer
from mockmind_lab.judge import Judge
from mockmind_lab.library import Library
from mockmind_lab.report.build import render
from mockmind_lab.service import Caller, InterviewService, Principal
from mockmind_lab.store import EventStore
from mockmind_lab.testing import ManualClock


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    judge = Judge()
    yield judge
    judge.close()


@cache
def unused_store() -> bytes:
    """A store in which nothing is: to copy one takes a small part of what it takes to make one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "store.sqlite3"
        EventStore(url=f"sqlite:///{path}").open().close()
        return path.read_bytes()


class Room:
    """A service and one candidate's connection to it; ``restart`` is another host on the same store."""

    def __init__(self, folder: Path, judge: Judge, clock: ManualClock | None = None) -> None:
        self.clock = clock or ManualClock()
        self.judge = judge
        path = folder / "store.sqlite3"
        path.write_bytes(unused_store())
        self.url = f"sqlite:///{path}"
        self.pushed: list[Any] = []
        self.service = self._service()
        self.caller = self.connect()

    def _service(self) -> InterviewService:
        store = EventStore(url=self.url)
        store.open()
        library = Library()
        return InterviewService(
            store=store,
            library=library,
            judge=Borrowed(self.judge),
            interviewer=ScriptedInterviewer(),
            evaluator=RuleEvaluator(index=library.index),
            render=render,
            clock=self.clock,
        )

    def connect(self, *, owner: str = "ada", place: str = "notebook.ipynb") -> Caller:
        principal = Principal(owner, owner, "test", "tester", "practice", place)
        return self.service.connect(principal, self.pushed.append)

    async def do(self, op: str, caller: Caller | None = None, **args: Any) -> Any:
        from mockmind_lab.protocol import validated

        operation, checked = validated(op, args)
        return await self.service.handle(operation.name, checked, caller or self.caller)

    async def cell(self, source: str, count: int = 1) -> None:
        await self.do("cell", cell=f"cell-{count}", count=count, source=source)

    def state(self) -> Any:
        live = self.service._shelf.held(self.caller.interview)
        assert live is not None
        return live.state

    async def die(self) -> None:
        """The host vanishes without a word: nothing is paused, no lease is given back."""
        for live in self.service._shelf.all():
            for task in tuple(live.tasks):
                task.cancel()
        if self.service._shelf._heart:
            self.service._shelf._heart.cancel()
        self.service.store.close()
        self.service = self._service()
        self.caller = self.connect()

    async def until(self, condition: Callable[[], bool]) -> None:
        for _ in range(2000):
            if condition():
                return
            await asyncio.sleep(0.005)
        raise AssertionError("it never came to be")

    async def close(self) -> None:
        await self.service.close()
        self.service.store.close()


class Borrowed:
    """The session's judge, which one service's end must not close."""

    def __init__(self, judge: Judge) -> None:
        self._judge = judge

    def __getattr__(self, name: str) -> Any:
        return getattr(self._judge, name)

    def close(self) -> None:
        pass


@pytest.fixture
def in_room(tmp_path: Path, judge: Judge) -> Callable[[Callable[[Room], Awaitable[None]]], None]:
    """Runs an asynchronous test body in a room of its own."""

    def run(body: Callable[[Room], Awaitable[None]]) -> None:
        async def whole() -> None:
            room = Room(tmp_path, judge)
            try:
                await asyncio.wait_for(body(room), 120)
            finally:
                await room.close()

        asyncio.run(whole())

    return run
