"""Which small tests each wrong answer fails: recorded for ``mistakes.yaml``, and held against it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockmind_lab.core.mistakes import Mistake, Mistakes
from mockmind_lab.core.problem import SMALL_CATEGORIES
from mockmind_lab.core.verdict import Code, Isolation
from mockmind_lab.errors import SandboxError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mockmind_lab.core.problem import Problem, Submission
    from mockmind_lab.core.verdict import Verdict
    from mockmind_lab.judge import Judge

__all__ = ["mistake_fault", "recorded"]

_LABEL = re.compile(r"^misconception:\s*", re.IGNORECASE)


def recorded(problem: Problem, submissions: Iterable[Submission], judge: Judge) -> Mistakes | None:
    """What ``mistakes.yaml`` has to say of the problem's wrong answers in Python; None where there are none.

    A belief that stands there already is kept, another is the docstring's. Raises ``SandboxError`` for a
    fault of ours.
    """
    found: list[Mistake] = []
    for submission in submissions:
        if not _listed(submission):
            continue
        known = problem.mistakes.of(submission.name) if problem.mistakes else None
        verdict = judge.judge(problem, submission.source, tests=problem.small_tests, isolation=Isolation.TEST)
        if verdict.code is Code.IE:
            raise SandboxError(verdict.message)
        if fails := _failing(verdict):
            belief = known.belief if known else _belief(submission)
            found.append(Mistake(file=submission.name, belief=belief, fails=fails))
    return Mistakes(mistakes=tuple(found)) if found else None


def mistake_fault(problem: Problem, submission: Submission, verdict: Verdict) -> Iterator[str]:
    """Whether ``submission`` fails what is recorded of it; ``verdict`` covers the small tests."""
    if problem.mistakes is None or not _listed(submission):
        return
    known, fails = problem.mistakes.of(submission.name), _failing(verdict)
    if known is None and fails:
        yield f"mistakes.yaml has no entry for it; {_advice(problem)}"
    elif known is not None and known.fails != fails:
        differs = f"fails the small tests {_numbers(fails)}, mistakes.yaml says {_numbers(known.fails)}"
        yield f"{differs}; {_advice(problem)}"


def _listed(submission: Submission) -> bool:
    # The other languages hold ports of these.
    return submission.kind == "wrong_answer" and submission.language == "python"


def _failing(verdict: Verdict) -> tuple[int, ...]:
    small = (test for test in verdict.tests if test.category in SMALL_CATEGORIES)
    return tuple(test.number for test in small if test.code is not Code.AC)


def _belief(submission: Submission) -> str:
    text = _LABEL.sub("", " ".join(submission.summary.split())).rstrip(".")
    return (text[:1].lower() + text[1:])[:300] or submission.name


def _numbers(fails: tuple[int, ...]) -> str:
    return ", ".join(map(str, fails)) or "none"


def _advice(problem: Problem) -> str:
    return f"write it anew with `mockmind problems record {problem.slug}`"
