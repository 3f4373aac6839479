"""Calls from one thread to another's event loop."""

from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from mockmind_lab.crossing import Crossing


def test_calls_of_many_threads_all_arrive_each_thread_s_in_order() -> None:
    async def body() -> None:
        got: list[tuple[int, int]] = []
        arrived = asyncio.Event()
        crossing = Crossing(asyncio.get_running_loop())

        def take(thread: int, number: int) -> None:
            got.append((thread, number))
            if len(got) == 8 * 500:
                arrived.set()

        def send(thread: int) -> None:
            for number in range(500):
                crossing.call(take, thread, number)

        threads = [threading.Thread(target=send, args=(thread,)) for thread in range(8)]
        for thread in threads:
            thread.start()
        await asyncio.wait_for(arrived.wait(), 30)
        for thread in range(8):
            assert [number for one, number in got if one == thread] == list(range(500))

    asyncio.run(body())


def test_a_call_that_fails_keeps_none_of_the_others_and_wakes_the_loop_once() -> None:
    async def body() -> None:
        loop = asyncio.get_running_loop()
        told: list[dict[str, Any]] = []
        loop.set_exception_handler(lambda _, context: told.append(context))
        woken: list[Any] = []
        plain = loop.call_soon_threadsafe
        loop.call_soon_threadsafe = lambda *given: woken.append(given) or plain(*given)  # type: ignore
        crossing, arrived = Crossing(loop), asyncio.Event()
        crossing.call(lambda number: print(1 // number), 0)
        crossing.call(arrived.set)
        await asyncio.wait_for(arrived.wait(), 30)
        assert [type(one["exception"]) for one in told] == [ZeroDivisionError]
        assert len(woken) == 1

    asyncio.run(body())


def test_a_loop_that_is_closed_is_told_of() -> None:
    loop = asyncio.new_event_loop()
    loop.close()
    crossing = Crossing(loop)
    for _ in range(2):
        with pytest.raises(RuntimeError):
            crossing.call(print)
