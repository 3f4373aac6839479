"""Which problem comes next: none twice before all were given, then failed ones; one that fits how it went."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from mockmind_lab.core import payloads as p
from mockmind_lab.core.events import Draft
from mockmind_lab.core.phases import Outcome, StageName
from mockmind_lab.core.problem import Difficulty

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from mockmind_lab.core.interview import Interview, Round

__all__ = ["Past", "adapted", "plan_fault", "ranked", "stepped"]

_LADDER = list(Difficulty)
_FIRST_PAUSE = timedelta(days=1)
_GROWTH = 4  # a problem solved again and again comes back after 4, 16, 64 … days: common spacing, coarsely
_MOST_GROWTH = 5


@dataclass(frozen=True, slots=True)
class Past:
    """A problem that the candidate was given at ``time`` (aware UTC), and whether it was ``solved``."""

    slug: str
    time: datetime
    solved: bool


def ranked(slugs: Iterable[str], past: Iterable[Past], *, seed: int, now: datetime | None) -> list[str]:
    """``slugs``, the one to be given first at the front; the same for the same arguments.

    First those never given, in an order of the seed's. Then failed ones whose pause is over, the longest
    overdue first, then failed ones that are still resting; last what was solved, the longest ago first. A
    pause is a day after a failure and grows with each time it was solved since. Without ``now`` nobody's
    past counts. Another slug leaves the order of the others as it was.
    """
    given: dict[str, list[Past]] = {}
    for one in sorted(past, key=lambda one: (one.time, one.solved)) if now else ():
        given.setdefault(one.slug, []).append(one)

    def place(slug: str) -> tuple[int, float, bytes]:
        chance = hashlib.sha256(f"{seed}:{slug}".encode()).digest()
        times = given.get(slug)
        if not times or now is None:
            return 0, 0.0, chance
        streak = next((i for i, one in enumerate(reversed(times)) if not one.solved), len(times))
        due = times[-1].time + _FIRST_PAUSE * _GROWTH ** min(streak, _MOST_GROWTH)
        if streak == len(times):
            return 3, times[-1].time.timestamp(), chance
        return (1 if due <= now else 2), due.timestamp(), chance

    return sorted(set(slugs), key=place)


def stepped(difficulty: Difficulty, last: Round) -> Difficulty:
    """What to give after a problem of ``difficulty`` went as ``last`` did.

    Harder where it was solved with at most one hint and two attempts, easier where it was not solved.
    """
    index = _LADDER.index(difficulty)
    if last.outcome is not Outcome.SOLVED:
        index -= 1
    elif len(last.hints) <= 1 and last.used <= 2:
        index += 1
    return _LADDER[min(max(index, 0), len(_LADDER) - 1)]


def adapted(state: Interview, difficulties: Mapping[str, Difficulty]) -> tuple[Draft, ...]:
    """A new plan where the next stage's problem should be harder or easier and the reserve has such a one.

    ``difficulties`` are those of the bank, by slug. Nothing where the plan is right as it is.
    """
    index = state.stage.index + 1 if state.stage else 0
    stage = state.plan[index] if index < len(state.plan) else None
    last = state.rounds.get(stage.round - 1) if stage else None
    if stage is None or stage.name is not StageName.PROBLEM or stage.slug is None:
        return ()
    if last is None or last.outcome is None or last.problem is None:
        return ()
    wanted = stepped(Difficulty(last.problem.difficulty), last)
    other = next((slug for slug in state.reserve if difficulties.get(slug) is wanted), None)
    if other is None or difficulties.get(stage.slug) is wanted:
        return ()
    stages = list(state.plan)
    stages[index] = stage.model_copy(update={"slug": other})
    reserve = tuple(stage.slug if slug == other else slug for slug in state.reserve)
    return (Draft(p.PlanMade(stages=tuple(stages), reserve=reserve)),)


def plan_fault(state: Interview, plan: p.PlanMade) -> str:
    """Why ``plan`` can't follow the one before; empty if it can.

    What has begun stays, and so does all but the problems: these may only change places with the reserve.
    """
    if not state.plan:
        return ""
    begun = state.stage.index + 1 if state.stage else 0
    if plan.stages[:begun] != state.plan[:begun]:
        return "a stage that has begun is not planned anew"
    if list(map(_open, plan.stages)) != list(map(_open, state.plan)):
        return "a new plan keeps the stages and their times"
    before = sorted([*state.reserve, *(stage.slug or "" for stage in state.plan)])
    after = sorted([*plan.reserve, *(stage.slug or "" for stage in plan.stages)])
    return "" if before == after else "a new plan takes problems from the reserve alone"


def _open(stage: p.Stage) -> p.Stage:
    """The stage, whichever problem it is for."""
    return stage.model_copy(update={"slug": None})
