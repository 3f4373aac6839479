"""Whether the leak guard makes of a problem's ``ideas.yaml`` what its author says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.interviewer.grounds import task
from mockmind_lab.interviewer.hintguard import HintGuard

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.core.problem import Problem, Submission

__all__ = ["ideas_fault"]


def ideas_fault(problem: Problem, submissions: tuple[Submission, ...]) -> Iterator[str]:
    """Before any hint is taken, each text that tells is withheld and no harmless one is."""
    if problem.ideas is None:
        return
    solutions = tuple(one.source for one in submissions if one.kind == "accepted")
    guard = HintGuard(problem, frozenset(), solutions, task(problem), "")
    for tells in problem.ideas.tells:
        for text in tells.texts:
            if guard.leak(text) is None:
                yield f"ideas.yaml, level {tells.level}: {text!r} is not withheld; the task says the same"
    for text in problem.ideas.harmless:
        if reason := guard.leak(text):
            yield f"ideas.yaml, harmless: {text!r} would be withheld ({reason}); put it in other words"
