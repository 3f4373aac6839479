"""A cheaper model beside the interview: keeps the ledger, reads submissions, and nobody waits for it."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar

from pydantic import BaseModel, Field

from mockmind_lab.core.payloads import FactNoted
from mockmind_lab.core.verdict import Code
from mockmind_lab.errors import BadAnswer, ModelError, ModelUnavailable
from mockmind_lab.interviewer import recap
from mockmind_lab.interviewer.base import Assess, Note, Occasion
from mockmind_lab.interviewer.briefing import sections
from mockmind_lab.interviewer.growth import claims
from mockmind_lab.interviewer.intent import Intent, intent
from mockmind_lab.interviewer.ledger import told
from mockmind_lab.interviewer.talk import data, judged
from mockmind_lab.interviewer.waiting import within
from mockmind_lab.interviewer.words import MOST_HEARD, content, plain
from mockmind_lab.providers.asking import ask
from mockmind_lab.providers.base import Prompt, Text, Turn
from mockmind_lab.providers.registry import parsed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mockmind_lab.core.interview import Attempt, Interview, Message
    from mockmind_lab.core.problem import Problem
    from mockmind_lab.interviewer.acting import Do
    from mockmind_lab.interviewer.base import Action, Situation
    from mockmind_lab.interviewer.budget import Budget
    from mockmind_lab.interviewer.clock import Clock
    from mockmind_lab.providers.base import Provider, Usage
    from mockmind_lab.providers.prices import Purpose

__all__ = ["Noter", "cheaper"]

_MOST_INTERVIEWS = 256
_UNREAD = (
    4  # messages of substance after which the ledger is brought up to date; at a checkpoint one is enough
)
_CHECKPOINTS = frozenset(
    {Occasion.RUN_PASSED, Occasion.RUN_FAILED, Occasion.SUBMISSION, Occasion.STANDSTILL, Occasion.HALF_TIME}
)
_MOST_SECONDS = 60.0
_MAX_TOKENS = 600
_MOST_CODE = 16_000

M = TypeVar("M", bound=BaseModel)


class _Noted(BaseModel):
    fact: Literal["approach", "complexity", "edge_case", "decision"]
    message: int
    quote: Annotated[str, Field(min_length=1, max_length=300)]
    listed: int | None = None


class _Ledger(BaseModel):
    facts: Annotated[list[_Noted], Field(max_length=8)]


class _Remark(BaseModel):
    criterion: Literal["problem_solving", "technical", "testing", "communication"]
    note: Annotated[str, Field(min_length=1, max_length=400)]


class _Review(BaseModel):
    remarks: Annotated[list[_Remark], Field(max_length=3)]


def cheaper(name: str) -> str | None:
    """The cheaper model of the same maker and seller as the model ``name``, where it is known."""
    provider, model = parsed(name)
    if provider not in ("anthropic", "bedrock", "vertex"):
        return None
    small, count = re.subn(r"(?<=claude-)(?:opus|sonnet|haiku)", "haiku", model)
    return f"{provider}:{small}" if count else None


@dataclass
class _Read:
    """How far an interview was read."""

    message: int = 0
    attempts: set[int] = field(default_factory=set[int])
    busy: bool = False


class Noter:
    """Takes notes on many interviews, on each one thing at a time."""

    def __init__(self, budget: Budget, clock: Clock) -> None:
        self._budget = budget
        self._clock = clock
        self._reads: OrderedDict[str, _Read] = OrderedDict()

    @property
    def busy(self) -> bool:
        """Whether something is being noted."""
        return any(read.busy for read in self._reads.values())

    def wanted(self, occasion: Occasion, situation: Situation) -> bool:
        """Whether there is something to note now."""
        read = self._read(situation.interview)
        if situation.problem is None or read.busy:
            return False
        return bool(self._unread(occasion, situation) or self._unreviewed(situation))

    async def note(self, provider: Provider, occasion: Occasion, situation: Situation, do: Do) -> None:
        """Note what is new. Raises a ``ModelError``; what the rules have noted stands."""
        read, problem = self._read(situation.interview), situation.problem
        if problem is None or read.busy:
            return
        read.busy = True
        listener = _Listener(self._budget, self._clock, provider, situation, do)
        try:
            if messages := self._unread(occasion, situation):
                read.message = messages[-1].seq
                found = await listener.asked("ledger", _ledger_prompt(situation, messages), _Ledger)
                for fact in _grounded(found, messages, listener.situation, provider.name):
                    await listener.do(Note(fact))
            if (attempt := self._unreviewed(listener.situation)) is not None:
                read.attempts.add(attempt.seq)
                prompt = _review_prompt(listener.situation, attempt)
                for remark in (await listener.asked("review", prompt, _Review)).remarks:
                    note = plain(remark.note)
                    await listener.do(Assess(remark.criterion, note, (attempt.seq,), by=provider.name))
        finally:
            read.busy = False

    def _read(self, state: Interview) -> _Read:
        found = self._reads.pop(state.id, None)
        if found is None:
            # After a restart: what is in the ledger was read; a submission is reviewed once.
            by_model = [fact.message for fact in state.ledger if fact.by]
            reviewed = {seq for made in state.assessments if made.by for seq in made.evidence}
            found = _Read(max(by_model, default=0), reviewed)
        self._reads[state.id] = found
        while len(self._reads) > _MOST_INTERVIEWS:
            self._reads.popitem(last=False)
        return found

    def _unread(self, occasion: Occasion, situation: Situation) -> list[Message]:
        """Messages to be read now. A checkpoint does: every turn would cost as much and tell no more."""
        since = self._read(situation.interview).message
        said = [m for m in recap.candidate_messages(situation.interview, since=since) if _tells(m.text)]
        return said if len(said) >= (1 if occasion in _CHECKPOINTS else _UNREAD) else []

    def _unreviewed(self, situation: Situation) -> Attempt | None:
        """The newest submission of the candidate's own, if it was judged and not read."""
        current = situation.interview.current
        made = [a for a in current.attempts if a.verdict and a.reason == "candidate"] if current else []
        if not made or made[-1].seq in self._read(situation.interview).attempts:
            return None
        return made[-1] if made[-1].verdict and made[-1].verdict.code is not Code.IE else None


class _Listener:
    """Asks, records what it took, and keeps the newest situation."""

    def __init__(
        self, budget: Budget, clock: Clock, provider: Provider, situation: Situation, do: Do
    ) -> None:
        self.situation = situation
        self._budget = budget
        self._clock = clock
        self._provider = provider
        self._do = do

    async def do(self, action: Action) -> None:
        self.situation = (await self._do(action)).situation

    async def asked(self, purpose: Purpose, prompt: Prompt, schema: type[M]) -> M:
        """An answer, waited for with patience and not without end; each try is recorded with its cost."""
        used: list[Usage] = []
        answer: M | None = None
        error: ModelError | None = None
        try:
            answer = await self._answer(prompt, schema, used.append)
        except ModelError as failed:
            error = failed
        for usage in used:
            call = self._budget.call(self._provider.name, purpose, usage, self.situation)
            await self.do(Note(call))
        if answer is None:
            raise error or BadAnswer(f"{self._provider.name} gave no answer.")
        return answer

    async def _answer(self, prompt: Prompt, schema: type[M], counted: Callable[[Usage], None]) -> M:
        try:
            asking = ask(self._provider, prompt, schema=schema, counted=counted)
            return (await within(self._clock, _MOST_SECONDS, asking)).value
        except TimeoutError:
            late = f"{self._provider.name} took no note within {_MOST_SECONDS:g} seconds."
            raise ModelUnavailable(late) from None


def _tells(text: str) -> bool:
    heard = text[:MOST_HEARD]
    return intent(heard, question=False) is Intent.STATEMENT and len(content(heard)) >= 3


def _ledger_prompt(situation: Situation, messages: list[Message]) -> Prompt:
    problem, state = situation.problem, situation.interview
    edges = problem.edge_cases if problem else ()
    parts = [
        f"Problem: {problem.title if problem else ''}",
        "\n".join(["Edge cases:", *(f"{n}. {plain(edge)}" for n, edge in enumerate(edges, start=1))]),
        data("ledger", "\n".join(told(state)) or "nothing yet"),
        *(data("message", message.text[:MOST_HEARD], seq=message.seq) for message in messages),
    ]
    return _prompt("ledger", parts)


def _review_prompt(situation: Situation, attempt: Attempt) -> Prompt:
    problem, verdict = situation.problem, attempt.verdict
    parts: list[str] = []
    if problem is not None:
        parts += [f"Problem: {problem.title}\n\n{problem.statement.strip()}", _target(problem)]
    parts.append(data("ledger", "\n".join(told(situation.interview)) or "nothing"))
    parts.append(data("code", attempt.artefact.source, most=_MOST_CODE, language=attempt.artefact.language))
    if verdict is not None:
        parts.append(judged(f"submission {attempt.number}", attempt.seq, verdict))
    return _prompt("review", parts)


def _target(problem: Problem) -> str:
    return f"Target: time {problem.complexity.time}, space {problem.complexity.space}."


def _prompt(kind: str, parts: list[str]) -> Prompt:
    return Prompt(
        (Turn("user", (Text("\n\n".join(parts)),)),), sections("notes")[kind], max_tokens=_MAX_TOKENS
    )


def _grounded(found: _Ledger, messages: list[Message], situation: Situation, by: str) -> Iterator[FactNoted]:
    """Of what a model noted that which was said, in the candidate's words, and is new."""
    said = {message.seq: " ".join(message.text.split()).lower() for message in messages}
    edges = situation.problem.edge_cases if situation.problem else ()
    known = {(fact.fact, fact.text) for fact in situation.interview.ledger}
    # By rule a whole message is noted as a plan or decision, of which the quote is only a part.
    whole = {(f.fact, f.message) for f in situation.interview.ledger if f.fact in ("approach", "decision")}
    for item in found.facts:
        if " ".join(item.quote.split()).lower() not in said.get(item.message, ""):
            continue
        text = plain(item.quote)
        if item.fact == "complexity":
            text = next((f"{claim.of} {claim.growth}" for claim in claims(item.quote)), text)
        elif item.fact == "edge_case" and item.listed and 0 < item.listed <= len(edges):
            text = edges[item.listed - 1]
        if text and (item.fact, text) not in known and (item.fact, item.message) not in whole:
            known.add((item.fact, text))
            yield FactNoted(fact=item.fact, text=text[:200], message=item.message, by=by)
