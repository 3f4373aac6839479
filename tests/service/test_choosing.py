"""What is chosen for a candidate: by topic, nothing twice, and the second problem by how the first went."""

from __future__ import annotations

import json
from typing import Any

import pytest

from mockmind_lab.core.events import chain_fault
from mockmind_lab.errors import Refused, UnknownName


async def to_problem(room: Any) -> None:
    while room.state().stage.name != "problem":
        await room.do("skip")


def test_a_topic_narrows_the_choice_and_an_unknown_one_is_named(in_room: Any) -> None:
    async def body(room: Any) -> None:
        with pytest.raises(UnknownName, match="Did you mean 'graphs'"):
            await room.do("start", topic="grafs")
        with pytest.raises(Refused, match="0 hard problems on prefix sums"):
            await room.do("start", difficulty="hard", topic="prefix sums")
        await room.do("start", difficulty="medium", topic="graph")
        problem = room.service.library.get(room.state().current.problem.slug)
        assert "graphs" in problem.topics

    in_room(body)


def test_nothing_is_given_twice_before_all_were_given_and_a_seed_repeats_itself(in_room: Any) -> None:
    async def body(room: Any) -> None:
        async def given(**args: Any) -> str:
            await room.do("start", **args)
            slug = room.state().current.problem.slug
            await room.do("finish")
            return slug

        easy = {s.slug for s in room.service.library.index() if s.difficulty == "easy"}
        assert {await given(difficulty="easy") for _ in easy} == easy
        assert await given(difficulty="easy") in easy
        assert len({await given(difficulty="easy", seed=5) for _ in range(2)}) == 1

    in_room(body)


@pytest.mark.parametrize("solved", [True, False])
def test_the_second_problem_is_harder_or_easier_by_how_the_first_went(in_room: Any, solved: bool) -> None:
    async def body(room: Any) -> None:
        await room.do("start", difficulty="medium", problems=2, seed=4)
        await to_problem(room)
        slug = room.state().current.problem.slug
        if solved:
            sources = room.service.library.submissions(slug)
            await room.cell(
                next(s.source for s in sources if s.kind == "accepted" and s.language == "python")
            )
            await room.do("submit")
        planned = room.state().plan
        await room.do("skip")
        while room.state().round == 1:
            await room.do("skip")
        second = room.state().current.problem
        assert second.difficulty == ("hard" if solved else "easy")
        assert [(s.name, s.round, s.seconds) for s in room.state().plan] == [
            (s.name, s.round, s.seconds) for s in planned
        ]
        events = await room.service.events(room.caller.interview)
        assert [event.kind for event in events].count("plan_made") == 2
        assert chain_fault(json.loads(event.to_json()) for event in events) is None

    in_room(body)
