"""What comes over a model's wire that nobody would send on purpose: the candidate is answered all the same."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from mockmind_lab.judge import Judge
from mockmind_lab.testing import Failure
from tests.service.model_room import ModelRoom

RunModel = Callable[..., None]


@pytest.fixture
def with_model(tmp_path: Path, judge: Judge) -> RunModel:
    """Runs an asynchronous test body in a room whose interviewer is a model."""

    def run(body: Callable[[ModelRoom], Awaitable[None]]) -> None:
        async def whole() -> None:
            room = ModelRoom(tmp_path, judge)
            try:
                await asyncio.wait_for(body(room), 60)
            finally:
                await room.close()

        asyncio.run(whole())

    return run


def test_a_wait_that_no_clock_can_hold_leaves_nobody_without_an_answer(with_model: RunModel) -> None:
    async def body(room: ModelRoom) -> None:
        await room.begin()
        for seconds in (float("nan"), float("inf"), 1e18):
            room.service.interviewer._resting.clear()
            room.server.add(*[Failure(429, "rate_limit_error", "wait", seconds)] * 3)
            answer = await room.waiting("say", text=f"May there be {seconds} gloves in the list?")
            assert "Interviewer" in answer["text"], seconds
            assert room.state().interviewer.interviewer == "scripted"
            room.server._script.clear()

    with_model(body)
