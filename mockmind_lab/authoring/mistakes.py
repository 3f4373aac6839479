"""Whether the script may ask about the beliefs of a problem's ``mistakes.yaml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.core.interview import Interview, Round
from mockmind_lab.interviewer.grounds import task
from mockmind_lab.interviewer.guard import Guard
from mockmind_lab.interviewer.hintguard import HintGuard
from mockmind_lab.interviewer.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mockmind_lab.core.problem import Problem, Submission

__all__ = ["beliefs_fault"]

_BEFORE_HINTS = Interview(round=1, rounds={1: Round(1)})
"""A round of which the candidate knows the task alone, so that all is still to be kept back."""


def beliefs_fault(problem: Problem, submissions: tuple[Submission, ...]) -> Iterator[str]:
    """Each entry names a wrong answer, and a question on its belief gives nothing of the hints away."""
    if problem.mistakes is None:
        return
    there = {one.name for one in submissions if one.kind == "wrong_answer"}
    solutions = tuple(one.source for one in submissions if one.kind == "accepted")
    guard = HintGuard(problem, frozenset(), solutions, task(problem), "")
    # The script's own guard is the narrower one, but what it says is measured by both.
    withholds = Guard(_BEFORE_HINTS, problem).leak, guard.leak
    entry = f"`{problem.signature.entry_point}`" if problem.signature else "your code"
    for mistake in problem.mistakes.mistakes:
        if mistake.file not in there:
            yield f"mistakes.yaml names {mistake.file}, which is not in submissions/wrong_answer"
        ways = [way.format(entry=entry, belief=mistake.belief) for way in phrases().families["think.mistake"]]
        reason = next(filter(None, map(guard.by_rule, ways)), None)
        if reason := reason or next(filter(None, (_always(leak, ways) for leak in withholds)), None):
            yield f"mistakes.yaml, {mistake.file}: asked about, the belief gives away {reason}; reword it"


def _always(leak: Callable[[str], str | None], ways: Sequence[str]) -> str | None:
    """What every one of ``ways`` gives away: the weights may take offence at a form of words alone."""
    reasons = [leak(way) for way in ways]
    return reasons[0] if all(reasons) else None
