"""The terms of an interview: the time that was asked for is the time it takes, and nothing else is begun."""

from __future__ import annotations

import base64
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mockmind_lab.errors import Refused
from mockmind_lab.interviewer.phrases import phrases
from mockmind_lab.library import Library
from mockmind_lab.service import Principal
from mockmind_lab.service.opening import Opening

LIBRARY = Library(index_file="")
ADA = Principal("ada", "ada", "test", "tester", "practice", "notebook.ipynb")


def opening(**given: Any) -> Opening:
    names = ("difficulty", "problem", "topic", "minutes", "problems", "seed")
    return Opening.of(
        {**dict.fromkeys(names), "seed": 1, **given}, ADA, library=LIBRARY, interviewer="scripted",
        max_attempts=3, hint_costs=(5, 10, 20), place="notebook.ipynb",
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 5).flatmap(lambda count: st.tuples(st.just(count), st.integers(count, 480))))
def test_a_plan_takes_the_minutes_asked_for_and_a_third_at_most_goes_to_talk(asked: tuple[int, int]) -> None:
    count, minutes = asked
    opened = opening(problems=count, minutes=minutes)
    shares = [stage.seconds for stage in opened.stages if stage.slug]
    assert sum(stage.seconds for stage in opened.stages) == minutes * 60 == opened.terms.seconds
    assert len(shares) == count
    assert 3 * sum(shares) >= 2 * opened.terms.seconds
    assert max(shares) - min(shares) <= 1
    assert all(stage.seconds > 0 for stage in opened.stages)


@pytest.mark.parametrize("minutes", [30, 60, 480, None])
def test_the_talk_takes_its_usual_time_where_there_is_enough(minutes: int | None) -> None:
    stages = opening(problems=2, minutes=minutes, difficulty="easy").stages
    problem = (minutes * 60 - 600) / 2 if minutes else 25 * 60
    assert [stage.seconds for stage in stages] == [60, 180, 180, problem, problem, 180]


def test_fewer_minutes_than_problems_are_refused_in_one_line() -> None:
    line = "3 problems need 3 minutes at least, not 1: say more --minutes, or fewer --problems."
    with pytest.raises(Refused) as refused:
        opening(problems=3, minutes=1)
    assert str(refused.value) == line


@pytest.mark.parametrize("count", [1, 2])
def test_a_problem_of_another_difficulty_than_was_asked_for_is_not_begun_without_a_word(count: int) -> None:
    with pytest.raises(Refused) as refused:
        opening(difficulty="easy", problem="exact-postage", problems=count)
    assert str(refused.value) == (
        "exact-postage is a medium problem: `%interview start medium --problem exact-postage`, "
        "or leave out the difficulty."
    )
    for difficulty in ("medium", None):
        opened = opening(difficulty=difficulty, problem="exact-postage", problems=count)
        assert opened.terms.difficulty == "medium"


def test_the_greeting_says_the_time_that_was_asked_for(in_room: Any) -> None:
    async def body(room: Any) -> None:
        started = await room.do("start", difficulty="easy", minutes=12, problems=2, seed=3)
        greeting = room.state().messages[0].text
        assert "12 minutes" in greeting
        assert started["view"]["status"] == "in_progress"

    in_room(body)


def test_the_scripts_phrases_are_named_by_version_and_hash_in_terms_and_report(in_room: Any) -> None:
    assert re.fullmatch(r"\d+ \([0-9a-f]{12}\)", phrases().version)

    async def body(room: Any) -> None:
        await room.do("start", problem="lonely-gloves")
        report = base64.b64decode((await room.do("finish"))["file"]["data"]).decode()
        assert f"interviewer: scripted, prompts {phrases().version}" in report

    in_room(body)


def test_terms_without_prompts_keep_the_bytes_they_had() -> None:
    terms = opening().terms
    assert terms.model_dump()["prompts"] == phrases().version
    assert "prompts" not in terms.model_copy(update={"prompts": ""}).model_dump()
