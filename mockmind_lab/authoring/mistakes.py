"""Whether the script may ask about the beliefs of a problem's ``mistakes.yaml``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.interviewer.grounds import task
from mockmind_lab.interviewer.hintguard import HintGuard
from mockmind_lab.interviewer.phrases import phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.core.problem import Problem, Submission

__all__ = ["beliefs_fault"]


def beliefs_fault(problem: Problem, submissions: tuple[Submission, ...]) -> Iterator[str]:
    """Each entry names a wrong answer, and a question on its belief gives nothing of the hints away."""
    if problem.mistakes is None:
        return
    there = {one.name for one in submissions if one.kind == "wrong_answer"}
    solutions = tuple(one.source for one in submissions if one.kind == "accepted")
    guard = HintGuard(problem, frozenset(), solutions, task(problem), "")
    entry = f"`{problem.signature.entry_point}`" if problem.signature else "your code"
    for mistake in problem.mistakes.mistakes:
        if mistake.file not in there:
            yield f"mistakes.yaml names {mistake.file}, which is not in submissions/wrong_answer"
        for way in phrases().families["think.mistake"]:
            if reason := guard.by_rule(way.format(entry=entry, belief=mistake.belief)):
                yield f"mistakes.yaml, {mistake.file}: asked about, the belief gives away {reason}; reword it"
                break
