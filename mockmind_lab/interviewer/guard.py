"""What must not be said before a round is decided: ideas of hints not taken, the target complexity."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.growth import claims, same

if TYPE_CHECKING:
    from mockmind_lab.core.interview import Interview
    from mockmind_lab.core.problem import Problem

__all__ = ["known", "leak"]

_RUN = 5  # words in a row that a message may not share with a hint not taken


def known(state: Interview, problem: Problem) -> str:
    """All that the candidate has said, written or been shown: to name it gives nothing away."""
    current = state.current
    seen = [problem.title, problem.statement, problem.starter]
    seen += [message.text for message in state.messages if message.speaker == "candidate" or message.hint]
    seen += [cell.source for cell in state.cells.values()]
    if current is not None:
        seen += [run.artefact.source for run in current.runs]
        seen += [attempt.artefact.source for attempt in current.attempts]
    return "\n".join(seen)


def leak(text: str, state: Interview, problem: Problem | None) -> str | None:
    """What ``text`` would give away, or None. Nothing can leak once the round is decided."""
    current = state.current
    if problem is None or current is None or current.outcome is not None:
        return None
    own = known(state, problem)
    taken = {hint.level for hint in current.hints}
    for hint in problem.hints:
        if hint.level in taken:
            continue
        for key in hint.keys:
            if _holds(text, key) and not _holds(own, key):
                return f"{key!r} of hint {hint.level}"
        shared = _runs(text) & _runs(hint.text)
        if shared - _runs(own):
            return f"words of hint {hint.level}"
    said = {claim.growth for claim in claims(own)}
    for claim in claims(text):
        target = problem.complexity.time if claim.of == "time" else problem.complexity.space
        if same(claim.growth, target) and not any(same(claim.growth, growth) for growth in said):
            return "the target complexity"
    return None


def _holds(text: str, key: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(key)}(?!\w)", text, re.IGNORECASE) is not None


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
