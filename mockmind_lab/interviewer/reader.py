"""A second opinion on what the guard is not sure of: a cheaper model reads it while the candidate waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import BaseModel, Field

from mockmind_lab.interviewer import recap
from mockmind_lab.interviewer.briefing import sections
from mockmind_lab.interviewer.failures import ours
from mockmind_lab.interviewer.hintguard import Look
from mockmind_lab.interviewer.marks import escaped
from mockmind_lab.interviewer.talk import data
from mockmind_lab.interviewer.waiting import Late, within
from mockmind_lab.providers.asking import ask
from mockmind_lab.providers.base import Prompt, Text, Turn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mockmind_lab.core.interview import Interview
    from mockmind_lab.core.problem import Problem
    from mockmind_lab.errors import MockmindError
    from mockmind_lab.interviewer.base import Situation
    from mockmind_lab.interviewer.clock import Clock
    from mockmind_lab.providers.base import Provider, Usage

__all__ = ["Opinion", "Reader", "reading"]

_MAX_TOKENS = 150
_MOST_SAID = 2500  # characters of the candidate's messages, the newest first
_MOST_CODE = 2500  # of their code as it stands
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
    """Reads for one reaction. ``used`` are the calls not recorded yet; after a ``failure`` it reads no more.

    What it has found stands: a text is read once, and one that has in it what leaks is not read again.
    """

    def __init__(self, provider: Provider, clock: Clock, *, seconds: float) -> None:
        self.name = provider.name
        self.used: list[Usage] = []
        self.failure: MockmindError | None = None
        self._provider = provider
        self._clock = clock
        self._seconds = seconds
        self._found: dict[str, Look] = {}

    def found(self, text: str) -> Look | None:
        """What it has found in ``text`` before, or in a leak within it."""
        text = text.strip()
        leaks = (look for read, look in self._found.items() if look.leak is not None and read in text)
        return self._found.get(text) or next(leaks, None)

    async def opinion(self, text: str, situation: Situation, *, most: float) -> Look | None:
        """What ``text`` would give away; None where it can't tell within its seconds, or ``most`` of them."""
        problem, seconds = situation.problem, min(self._seconds, most)
        if self.failure is not None or problem is None or seconds <= 0:
            return None
        prompt = reading(text, situation, problem, patience=seconds)
        asking = ask(self._provider, prompt, schema=Opinion, tries=1, counted=self.used.append)
        try:
            answer = await within(self._clock, seconds, asking)
        except TimeoutError:
            self.failure = Late(f"{self.name} did not read a sentence within {seconds:g} seconds.")
        except Exception as error:  # a fault of ours is not the interviewing model's either
            self.failure = ours(self.name, error)
        else:
            look = self._found[text.strip()] = Look(_LEAKS.get(answer.value.tells))
            return look
        return None


def reading(text: str, situation: Situation, problem: Problem, *, patience: float | None = None) -> Prompt:
    """What the reader is asked about a message ``text``. No hidden test and no solution is in it."""
    parts = [*_known(situation, problem), f"<interviewer_message>\n{escaped(text)}\n</interviewer_message>"]
    asked = Turn("user", (Text("\n\n".join(parts)),))
    return Prompt((asked,), sections("notes")["reading"], max_tokens=_MAX_TOKENS, patience=patience)


def _known(situation: Situation, problem: Problem) -> Iterator[str]:
    state, current = situation.interview, situation.interview.current
    taken = {hint.level for hint in current.hints} if current else set[int]()
    hints = {hint.level: f"Hint {hint.level}: {' '.join(hint.text.split())}" for hint in problem.hints}
    yield f"# The problem, as the candidate sees it: {problem.title}\n\n{problem.statement.strip()}"
    target = f"Target: time {problem.complexity.time}, space {problem.complexity.space}."
    yield "\n".join(["# Secret", target, *(hints[level] for level in hints if level not in taken)])
    given = [hints[level] for level in hints if level in taken]
    theirs = [*given, *_theirs(state)]
    yield "\n\n".join(
        ["# Not secret: what is theirs, and hints they were given", *(theirs or ["Nothing yet."])]
    )


def _theirs(state: Interview) -> Iterator[str]:
    """What the candidate has said, the newest of it, and their code."""
    said, left = list[str](), _MOST_SAID
    for message in reversed(recap.candidate_messages(state)):
        said.append(message.text[:left])
        left -= len(message.text)
        if left <= 0:
            break
    if said:
        yield data("words", "\n\n".join(reversed(said)))
    if source := recap.source(state):
        yield data("code", source, most=_MOST_CODE)
