"""Lets an interviewer be written as a plain coroutine that acts by ``await do(action)``."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable

    from mockmind_lab.interviewer.base import Action, Outcome

    Do: TypeAlias = Callable[[Action], Awaitable[Outcome]]

__all__ = ["acting", "perform"]


async def acting(work: Callable[[Do], Awaitable[None]]) -> AsyncGenerator[Action, Outcome]:
    """The actions of ``work``, as the seam wants them. What ``work`` raises is raised here.

    It runs as a task of its own, which ends with this generator.
    """
    asked: asyncio.Queue[tuple[Action, asyncio.Future[Outcome]] | None] = asyncio.Queue()

    async def do(action: Action) -> Outcome:
        done: asyncio.Future[Outcome] = asyncio.get_running_loop().create_future()
        asked.put_nowait((action, done))
        return await done

    async def run() -> None:
        try:
            await work(do)
        finally:
            asked.put_nowait(None)

    task = asyncio.ensure_future(run())
    try:
        while (item := await asked.get()) is not None:
            action, done = item
            outcome = yield action
            if not done.done():
                done.set_result(outcome)
        await task
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def perform(reaction: AsyncGenerator[Action, Outcome], do: Do) -> None:
    """Carry out the actions of another interviewer's ``reaction``."""
    try:
        action = await anext(reaction)
        while True:
            action = await reaction.asend(await do(action))
    except StopAsyncIteration:
        pass
    finally:
        await reaction.aclose()
