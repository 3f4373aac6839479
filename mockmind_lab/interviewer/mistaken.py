"""Which of a problem's wrong answers the candidate's code behaves like: by the tests that both fail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.core.problem import SMALL_CATEGORIES
from mockmind_lab.core.verdict import Code

if TYPE_CHECKING:
    from mockmind_lab.core.mistakes import Mistake
    from mockmind_lab.core.problem import Problem
    from mockmind_lab.core.verdict import Verdict

__all__ = ["behaves_like", "only_slow"]

_NEAR = 0.85  # share of all tests that either fails which both fail
_APART = 0.1  # by how much the next one has to be further away
_OUT_OF_MEANS = frozenset({Code.TLE, Code.MLE})


def behaves_like(problem: Problem, verdict: Verdict) -> Mistake | None:
    """The wrong answer that fails the same small tests, or nearly so; None where none or several do.

    ``verdict`` is a submission's, over all tests. Large tests are left out: what fails there may be a
    matter of time.
    """
    small = {test.number for test in verdict.tests if test.category in SMALL_CATEGORIES}
    fails = {test.number for test in verdict.tests if test.number in small and test.code is not Code.AC}
    if problem.mistakes is None or not fails or len(small) < len(problem.small_tests):
        return None
    near = sorted(
        ((_shared(fails, set(mistake.fails)), at) for at, mistake in enumerate(problem.mistakes.mistakes)),
        reverse=True,
    )
    first, second = near[0][0], near[1][0] if len(near) > 1 else 0.0
    sure = first == 1 > second or (first >= _NEAR and first - second >= _APART)
    return problem.mistakes.mistakes[near[0][1]] if sure else None


def only_slow(verdict: Verdict) -> bool:
    """Whether all that failed ran out of time or memory on what is not small, as a brute force does."""
    failed = [test for test in verdict.tests if test.code is not Code.AC]
    return bool(failed) and all(
        test.code in _OUT_OF_MEANS and test.category not in SMALL_CATEGORIES for test in failed
    )


def _shared(one: set[int], other: set[int]) -> float:
    return len(one & other) / len(one | other)
