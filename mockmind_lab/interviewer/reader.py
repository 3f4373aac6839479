"""A second opinion on what the guard is not sure of: a cheaper model reads it while the candidate waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, Field

from mockmind_lab.errors import ModelError, ModelUnavailable
from mockmind_lab.interviewer.briefing import sections
from mockmind_lab.interviewer.guard import theirs
from mockmind_lab.interviewer.hintguard import Look
from mockmind_lab.interviewer.marks import escaped
from mockmind_lab.interviewer.talk import data
from mockmind_lab.interviewer.waiting import within
from mockmind_lab.providers.asking import ask
from mockmind_lab.providers.base import Prompt, Text, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.core.payloads import ModelCalled
    from mockmind_lab.core.problem import Problem
    from mockmind_lab.interviewer.base import Situation
    from mockmind_lab.interviewer.budget import Budget
    from mockmind_lab.interviewer.waiting import Clock
    from mockmind_lab.providers.base import Provider, Usage

__all__ = ["Opinion", "Reader", "reading"]

_MAX_TOKENS = 150
_MOST_THEIRS = 5000  # characters of what the candidate said and wrote, the newest first
_LEAKS = {
    "idea": "the idea of a hint in other words",
    "cost": "the target complexity",
    "code": "the steps of a solution",
    "test": "data of a hidden test",
}


class Opinion(BaseModel):
    """What the reader answers: what the candidate would learn by the message, and what of it was secret."""

    learns: Annotated[str, Field(max_length=400)]
    tells: Literal["nothing", "idea", "cost", "code", "test"]


class Reader:
    """Reads for one reaction. ``calls`` are not recorded yet; after a ``failure`` it is asked no more."""

    def __init__(self, provider: Provider, budget: Budget, clock: Clock, *, seconds: float) -> None:
        self.name = provider.name
        self.calls: list[ModelCalled] = []
        self.failure: ModelError | None = None
        self._provider = provider
        self._budget = budget
        self._clock = clock
        self._seconds = seconds

    async def opinion(self, text: str, situation: Situation) -> Look | None:
        """What ``text`` would give away; None where the reader can't tell within its seconds."""
        if self.failure is not None or situation.problem is None:
            return None
        prompt = reading(text, situation, situation.problem, patience=self._seconds)

        def counted(usage: Usage) -> None:
            self.calls.append(self._budget.call(self.name, "reading", usage, situation))

        asking = ask(self._provider, prompt, schema=Opinion, tries=1, counted=counted)
        try:
            answer = await within(self._clock, self._seconds, asking)
        except TimeoutError:
            late = f"{self.name} did not read a sentence within {self._seconds:g} seconds."
            self.failure = ModelUnavailable(late)
            return None
        except ModelError as error:
            self.failure = error
            return None
        return Look(_LEAKS.get(answer.value.tells))


def reading(text: str, situation: Situation, problem: Problem, *, patience: float | None = None) -> Prompt:
    """What the reader is asked about a message ``text``. No hidden test and no solution is in it."""
    parts = [*_known(situation, problem), f"<interviewer_message>\n{escaped(text)}\n</interviewer_message>"]
    asked = Turn("user", (Text("\n\n".join(parts)),))
    return Prompt((asked,), sections("notes")["reading"], max_tokens=_MAX_TOKENS, patience=patience)


def _known(situation: Situation, problem: Problem) -> Iterator[str]:
    current = situation.interview.current
    taken = {hint.level for hint in current.hints} if current else set[int]()
    secret = [hint for hint in problem.hints if hint.level not in taken]
    yield f"# The problem, as the candidate sees it: {problem.title}\n\n{problem.statement.strip()}"
    yield "\n".join(
        [
            "# Secret",
            f"Target: time {problem.complexity.time}, space {problem.complexity.space}.",
            *(f"Hint {hint.level}: {' '.join(hint.text.split())}" for hint in secret),
        ]
    )
    texts, left = list[str](), _MOST_THEIRS
    for said in theirs(situation.interview):
        texts.append(said[:left])
        left -= len(said)
        if left <= 0:
            break
    known = "\n\n".join(reversed(texts))
    block = data("words", known, most=_MOST_THEIRS) if known else "Nothing yet."
    yield f"# Not secret: what is theirs, and hints they were given\n\n{block}"
