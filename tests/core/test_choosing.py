"""Choosing: no repeats until exhausted, failures before what was solved, and a plan that only swaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mockmind_lab.core import payloads as p
from mockmind_lab.core.choosing import Past, adapted, plan_fault, ranked, stepped
from mockmind_lab.core.interview import Attempt, Interview, Round, Taken
from mockmind_lab.core.payloads import PlanMade, ProblemPresented, Stage
from mockmind_lab.core.phases import Outcome, StageName
from mockmind_lab.core.problem import Difficulty

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SLUGS = st.lists(st.sampled_from("abcdefghij"), unique=True, max_size=10)
PAST = st.lists(
    st.builds(
        Past,
        slug=st.sampled_from("abcdefghijz"),
        time=st.integers(0, 400).map(lambda days: NOW - timedelta(days=days, hours=1)),
        solved=st.booleans(),
    ),
    max_size=30,
)


@given(SLUGS, PAST, st.integers(0, 2**31))
def test_all_are_ranked_and_none_again_before_every_other_was_given(
    slugs: list[str], past: list[Past], seed: int
) -> None:
    found = ranked(slugs, past, seed=seed, now=NOW)
    assert sorted(found) == sorted(slugs)
    known = {one.slug for one in past}
    assert [slug in known for slug in found] == sorted(slug in known for slug in found)
    assert found == ranked(reversed(slugs), reversed(past), seed=seed, now=NOW)
    assert ranked(slugs, past, seed=seed, now=None) == ranked(slugs, [], seed=seed, now=NOW)


@given(SLUGS, PAST, st.integers(0, 2**31), st.data())
def test_another_problem_leaves_the_order_of_the_others(
    slugs: list[str], past: list[Past], seed: int, data: st.DataObject
) -> None:
    fewer = [slug for slug in slugs if data.draw(st.booleans())]
    found = ranked(slugs, past, seed=seed, now=NOW)
    assert [slug for slug in found if slug in fewer] == ranked(fewer, past, seed=seed, now=NOW)


@given(SLUGS, PAST, st.integers(0, 2**31))
def test_what_was_always_solved_comes_last_and_the_longest_ago_first(
    slugs: list[str], past: list[Past], seed: int
) -> None:
    found = ranked(slugs, past, seed=seed, now=NOW)
    failed = {one.slug for one in past if not one.solved}
    solved = [slug for slug in found if slug in {one.slug for one in past} - failed]
    assert solved == found[len(found) - len(solved) :]
    last = [max(one.time for one in past if one.slug == slug) for slug in solved]
    assert last == sorted(last)


def days(slug: str, *times: tuple[int, bool]) -> list[Past]:
    return [Past(slug, NOW - timedelta(days=ago), solved) for ago, solved in times]


def test_failures_return_when_their_pause_is_over_and_it_grows_with_each_solution() -> None:
    past = [
        *days("failed-today", (0, False)),
        *days("failed-last-week", (7, False)),
        *days("solved-since", (9, False), (2, True)),  # rests four days
        *days("solved-longer-since", (30, False), (6, True)),  # so this one is two days overdue
        *days("solved-twice", (90, False), (60, True), (20, True)),  # and this one four: sixteen of twenty
        *days("never-failed", (300, True)),
    ]
    slugs = ["never-failed", "failed-today", "new", *{one.slug for one in past} - {"never-failed"}]
    assert ranked(slugs, past, seed=1, now=NOW) == [
        "new", "failed-last-week", "solved-twice", "solved-longer-since",
        "failed-today", "solved-since", "never-failed",
    ]  # fmt: skip


def test_seeds_differ() -> None:
    assert len({tuple(ranked("abcdef", [], seed=seed, now=NOW)) for seed in range(20)}) > 10


PRESENTED = ProblemPresented.model_construct(slug="first", difficulty="medium")
HINT = Taken(1, 1, "", 5.0)


def went(outcome: Outcome | None, hints: int = 0, used: int = 1) -> Round:
    attempt = p.Artefact.model_construct()
    attempts = tuple(Attempt(n, NOW, n, attempt, "candidate") for n in range(used))
    return Round(1, problem=PRESENTED, hints=(HINT,) * hints, attempts=attempts, outcome=outcome)


@pytest.mark.parametrize(
    ("last", "steps"),
    [
        (went(Outcome.SOLVED), ("medium", "hard", "hard")),
        (went(Outcome.SOLVED, hints=1, used=2), ("medium", "hard", "hard")),
        (went(Outcome.SOLVED, hints=2), ("easy", "medium", "hard")),
        (went(Outcome.SOLVED, used=3), ("easy", "medium", "hard")),
        (went(Outcome.SKIPPED), ("easy", "easy", "medium")),
        (went(Outcome.OUT_OF_TIME), ("easy", "easy", "medium")),
    ],
)
def test_the_next_is_harder_after_a_good_one_and_easier_after_a_failure(
    last: Round, steps: tuple[str, str, str]
) -> None:
    assert tuple(stepped(difficulty, last) for difficulty in Difficulty) == steps


def planned(last: Round | None) -> Interview:
    stages = [
        Stage(name=StageName.PROBLEM, round=1, seconds=60, slug="first"),
        Stage(name=StageName.PROBLEM, round=2, seconds=60, slug="second"),
        Stage(name=StageName.CLOSING, round=0, seconds=60),
    ]
    state = Interview(plan=tuple(stages), reserve=("easier", "harder"), round=1)
    began = p.StageStarted(index=0, name=StageName.PROBLEM, seconds=60)
    return replace(state, stage=began, rounds={1: last} if last else {})


BANK = {
    "first": Difficulty.MEDIUM,
    "second": Difficulty.MEDIUM,
    "easier": Difficulty.EASY,
    "harder": Difficulty.HARD,
}


@pytest.mark.parametrize(
    ("last", "next_slug", "reserve"),
    [
        (went(Outcome.SOLVED), "harder", ("easier", "second")),
        (went(Outcome.SKIPPED), "easier", ("second", "harder")),
    ],
)
def test_a_new_plan_swaps_the_next_problem_with_one_of_the_reserve(
    last: Round, next_slug: str, reserve: tuple[str, ...]
) -> None:
    state = planned(last)
    (draft,) = adapted(state, BANK)
    assert isinstance(draft.payload, PlanMade)
    assert [stage.slug for stage in draft.payload.stages] == ["first", next_slug, None]
    assert draft.payload.reserve == reserve
    assert plan_fault(state, draft.payload) == ""


@pytest.mark.parametrize(
    ("last", "bank"),
    [
        (went(Outcome.SOLVED, hints=3), BANK),
        (went(Outcome.SOLVED), {name: level for name, level in BANK.items() if name != "harder"}),
        (went(None), BANK),
        (None, BANK),
    ],
    ids=["right as it is", "nothing harder left", "not decided", "no round before"],
)
def test_a_plan_that_is_right_or_can_not_be_better_stays(
    last: Round | None, bank: dict[str, Difficulty]
) -> None:
    assert adapted(planned(last), bank) == ()


def test_a_plan_that_does_more_than_swap_is_refused() -> None:
    state = planned(went(Outcome.SOLVED))
    first, second, closing = state.plan
    bad = {
        "a stage that has begun": (first.model_copy(update={"slug": "harder"}), second, closing),
        "keeps the stages": (first, second.model_copy(update={"seconds": 999}), closing),
        "from the reserve alone": (first, second.model_copy(update={"slug": "stranger"}), closing),
    }
    for said, stages in bad.items():
        assert said in plan_fault(state, PlanMade(stages=stages, reserve=state.reserve))
    assert "keeps the stages" in plan_fault(state, PlanMade(stages=(first, second), reserve=state.reserve))


def test_a_plan_without_a_reserve_is_stored_as_it_ever_was() -> None:
    stages = planned(None).plan
    assert set(PlanMade(stages=stages).model_dump(mode="json")) == {"stages"}
    kept = PlanMade(stages=stages, reserve=("a",))
    assert PlanMade.model_validate(kept.model_dump(mode="json")) == kept
