"""The improvement plan: a few concrete steps, with problems of the bank to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.core.choosing import ranked, stepped
from mockmind_lab.core.problem import Difficulty
from mockmind_lab.core.scoring import Step
from mockmind_lab.feedback.remarks import title

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from mockmind_lab.core.interview import Interview, Round
    from mockmind_lab.core.scoring import Criterion
    from mockmind_lab.feedback.evidence import Conduct
    from mockmind_lab.feedback.tally import Rounds
    from mockmind_lab.library import Summary

__all__ = ["Bank", "plan"]

_MOST = 4
_HABITS = 2
_OTHERS = 2  # so many places of a problem's topics are compared; the first is its main one
_TRAINING = {
    "testing": "Before you submit it, write down the smallest, the largest and one odd input, say what each "
    "must give, and run them with `%interview run INPUT`.",
    "communication": "Say three things aloud in it: one question about the input before you code, the "
    "approach with its cost in two sentences, and after the verdict what the code still costs.",
    "technical_competency": "When its examples pass, stop before you submit: work out by hand what it costs "
    "on the largest allowed input, and read it once from top to bottom.",
    "problem_solving": "Give yourself five minutes without code: solve an example by hand, name the brute "
    "force and its cost, then name what it does twice.",
}


class Bank:
    """The problems there are, less those that ``solved`` says or this interview gave."""

    def __init__(self, index: Sequence[Summary], solved: Collection[str], interview: Interview) -> None:
        given = {r.problem.slug for r in interview.rounds.values() if r.problem}
        self.known = {summary.slug: summary for summary in index}
        self._seed = interview.terms.seed if interview.terms else 0
        self._left = [
            s for s in index if s.slug not in given and s.slug not in solved and s.origin != "imported"
        ]

    def open(self) -> list[Summary]:
        """Those that may be recommended."""
        return list(self._left)

    def take(self, difficulty: Difficulty, topics: Sequence[str]) -> Summary | None:
        """The nearest to ``topics`` and ``difficulty``, the same for one interview; it is taken only once."""
        chance = {
            slug: at
            for at, slug in enumerate(ranked([s.slug for s in self._left], (), seed=self._seed, now=None))
        }
        ladder = list(Difficulty)

        def far(one: Summary) -> tuple[int, int, int]:
            apart = abs(ladder.index(one.difficulty) - ladder.index(difficulty))
            return _distance(topics, one.topics) + 2 * apart, apart, chance[one.slug]

        nearest = min(self._left, key=far, default=None)
        if nearest is not None:
            self._left.remove(nearest)
        return nearest


def _distance(wanted: Sequence[str], topics: Sequence[str]) -> int:
    """0 where the main topics are one, more the less they have in common."""
    if not wanted or not topics:
        return 4
    if wanted[0] == topics[0]:
        return 0
    if wanted[0] in topics[:_OTHERS] or topics[0] in wanted[:_OTHERS]:
        return 1
    return 2 if set(wanted) & set(topics) else 4


def plan(rounds: Rounds, criteria: Sequence[Criterion], bank: Bank) -> tuple[Step, ...]:
    """Steps in the order in which to take them, at most four; none names a problem twice."""
    steps: list[Step] = []
    for current, found in rounds:
        if current.problem is not None:
            steps += list(_of(current, found, bank))[: 1 if len(rounds) > 2 else 2]
    weak = sorted((c for c in criteria if (c.band or 0) < 3), key=lambda c: c.band or 0)
    habits = [_habit(criterion, rounds, bank) for criterion in weak[:_HABITS]]
    return (*steps[: _MOST - len(habits)], *habits)


def _of(current: Round, found: Conduct, bank: Bank) -> Iterator[Step]:
    """What to do next after one problem went as it did."""
    assert current.problem is not None  # the caller looked
    known = bank.known.get(current.problem.slug)
    topics = known.topics if known else ()
    now = _difficulty(current.problem.difficulty)
    if found.solved and not current.hints:
        if follow := bank.take(stepped(now, current), topics):
            harder = follow.difficulty is not now
            yield _step(
                f"{title(current)} is solved; take {'a harder' if harder else 'another'} one next", follow
            )
        return
    if found.solved:
        if follow := bank.take(now, topics):
            on = _shared(follow, topics)
            yield _step(f"{title(current)} took hints; solve another one{on} without any", follow)
        return
    if follow := bank.take(stepped(now, current), topics):
        easier = "an easier" if follow.difficulty is not now else "another"
        on = _shared(follow, topics)
        yield _step(f"{title(current)} is not solved yet; do {easier} one{on} first", follow)
    again = f"Then write {title(current)} again from an empty cell, without hints, in {now.minutes} minutes."
    yield Step(text=again, problem=known.slug if known else None)


def _shared(follow: Summary, topics: Sequence[str]) -> str:
    """`` on sorting``: what two problems have in common; empty where that is nothing."""
    common = next((topic for topic in topics if topic in follow.topics), "")
    return f" on {common}" if common else ""


def _habit(criterion: Criterion, rounds: Rounds, bank: Bank) -> Step:
    last = next((r for r, _ in reversed(rounds) if r.problem is not None), None)
    known = bank.known.get(last.problem.slug) if last and last.problem else None
    difficulty = _difficulty(last.problem.difficulty) if last and last.problem else Difficulty.EASY
    follow = bank.take(difficulty, known.topics if known else ())
    name = criterion.name.replace("_", " ")
    if follow is None:
        return Step(text=f"For {name}, with your next problem: {_TRAINING[criterion.name]}")
    return Step(text=f"For {name}, with {_named(follow)}: {_TRAINING[criterion.name]}", problem=follow.slug)


def _step(text: str, follow: Summary) -> Step:
    return Step(text=f"{text}: {_named(follow)}.", problem=follow.slug)


def _named(follow: Summary) -> str:
    return f"“{follow.title}” ({follow.difficulty.value})"


def _difficulty(word: str) -> Difficulty:
    return Difficulty(word) if word in list(Difficulty) else Difficulty.MEDIUM
