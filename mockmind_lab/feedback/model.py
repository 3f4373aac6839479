"""The evaluator that is a language model, with the rules beside it for when the model can't.

Correctness and the cost of hints are never the model's: it gives bands, remarks and a plan, each of which
rests on events that are looked up. An answer that does not hold is never turned into a score.
"""

from __future__ import annotations

import asyncio
import logging
from contextlib import aclosing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

from pydantic import BaseModel
from traitlets import Float, Unicode
from traitlets.config import Config, Configurable

from mockmind_lab.core.payloads import ModelCalled, ProblemPresented
from mockmind_lab.core.scoring import FeedbackGiven, ReviewMade
from mockmind_lab.errors import MockmindError
from mockmind_lab.feedback.answer import EvaluationAnswer, Known, ReviewAnswer
from mockmind_lab.feedback.base import Evaluated
from mockmind_lab.feedback.evaluator import RuleEvaluator, given
from mockmind_lab.feedback.material import bank_told, events_told, instructions, shown, version
from mockmind_lab.feedback.review import attempt_of
from mockmind_lab.feedback.tally import fair, rounds_of, tally
from mockmind_lab.providers import Finished, Prompt, Text, Turn, Usage, choose
from mockmind_lab.providers.asking import ask
from mockmind_lab.providers.prices import called
from mockmind_lab.providers.registry import seller

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Collection, Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Interview
    from mockmind_lab.library import Summary
    from mockmind_lab.providers import Provider
    from mockmind_lab.providers.base import Piece

__all__ = ["ModelEvaluator", "Purse"]

A = TypeVar("A", bound=BaseModel)
_Purpose = Literal["review", "feedback"]
_TRIES = 3
"""An answer that does not hold is sent back twice."""
_MAX_TOKENS = 16_000
_NOTHING = "the candidate did nothing that could be read, so no model was asked"

log = logging.getLogger(__name__)


class Purse(Protocol):
    """What may be spent; the interviewer's budget is one."""

    def spend(self, dollars: float, now: datetime) -> None:
        """Count US dollars."""
        ...

    def standing(self, interview: float, now: datetime) -> Literal["ok", "low", "spent"]:
        """Where the spending stands, ``interview`` being what this one has cost so far."""
        ...


class ModelEvaluator(Configurable):
    """Scores by a model where one is configured, else by rules. It always comes to an answer."""

    model = Unicode(
        "",
        help="The model that scores an interview at its end, as provider:model, such as "
        "anthropic:claude-opus-5-5. Empty: rules do, from what was measured.",
    ).tag(config=True)
    review_model = Unicode(
        "",
        help="The model that reviews submissions where `model` is set. Empty: claude-haiku-5-5 where `model` "
        "is Anthropic's, else `model` itself.",
    ).tag(config=True)
    seconds = Float(
        60.0, min=0, help="Seconds that the end of an interview waits for the model; then the rules score it."
    ).tag(config=True)
    review_seconds = Float(
        30.0, min=0, help="Seconds after which a review that has not come is made by the rules."
    ).tag(config=True)

    def __init__(
        self,
        *,
        index: Callable[[], Sequence[Summary]] = tuple,
        purse: Purse | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.rules = RuleEvaluator(index=index, config=self.config)
        self._purse = purse
        self._now = now
        self._providers: dict[str, Provider] = {}

    @property
    def name(self) -> str:
        """Who scores by default."""
        return self.model or self.rules.name

    async def evaluate(
        self, interview: Interview, events: Sequence[Event], *, solved: Collection[str] = ()
    ) -> Evaluated[FeedbackGiven]:
        """The model's criteria, remarks and plan, with the score that rules make of them; see the seam."""
        if not self.model:
            return await self.rules.evaluate(interview, events, solved=solved)
        calls: list[ModelCalled] = []
        try:
            value = await self._evaluated(interview, events, solved, calls)
        except Exception as error:
            why = self._why(self.model, error, self.seconds)
            value = self.rules.assess(interview, events, solved=solved, fallback=why)
        return Evaluated(value, tuple(calls))

    async def review(
        self, interview: Interview, events: Sequence[Event], submission: int
    ) -> Evaluated[ReviewMade]:
        """The cheaper model's review of one submission; see the seam."""
        if not self.model:
            return await self.rules.review(interview, events, submission)
        calls: list[ModelCalled] = []
        name = self._reviewer
        try:
            value = await self._reviewed(name, interview, events, submission, calls)
        except Exception as error:
            why = self._why(name, error, self.review_seconds)
            value = self.rules.reviewed(interview, events, submission, fallback=why)
        return Evaluated(value, tuple(calls))

    async def close(self) -> None:
        """Close the connections to all models."""
        for provider in self._providers.values():
            await provider.close()
        self._providers.clear()

    @property
    def _reviewer(self) -> str:
        ours = self.model.startswith(("anthropic:", "claude-"))
        return self.review_model or ("anthropic:claude-haiku-5-5" if ours else self.model)

    async def _evaluated(
        self,
        interview: Interview,
        events: Sequence[Event],
        solved: Collection[str],
        calls: list[ModelCalled],
    ) -> FeedbackGiven:
        rounds = rounds_of(interview, events)
        did = any(found.messages or found.judged or r.runs for r, found in fair(rounds))
        if not did:
            raise _NotAsked(_NOTHING)
        offered = self.rules.bank(interview, solved).open()
        told = f"{events_told(events)}\n\n{bank_told(offered)}\n\nAssess this interview."
        known = Known({event.seq: event for event in shown(events)}, {one.slug for one in offered})
        async with asyncio.timeout(self.seconds):
            answer = await self._asked(
                self.model, "evaluate", told, EvaluationAnswer, known, interview, "feedback", calls
            )
        found = answer.criteria_made()
        return given(
            self._provider(self.model).name,
            self.rules.rubric,
            tally(rounds, found, self.rules.rubric),
            found,
            answer.remarks_made(),
            answer.steps(),
            prompts=version("evaluate", EvaluationAnswer),
        )

    async def _reviewed(
        self,
        name: str,
        interview: Interview,
        events: Sequence[Event],
        submission: int,
        calls: list[ModelCalled],
    ) -> ReviewMade:
        attempt, before = attempt_of(interview, submission)
        mine = _about(events, submission, before.seq if before else 0)
        known = Known({event.seq: event for event in shown(mine)})
        told = f"{events_told(mine)}\n\nReview the submission of event {attempt.seq}."
        async with asyncio.timeout(self.review_seconds):
            answer = await self._asked(name, "review", told, ReviewAnswer, known, interview, "review", calls)
        return ReviewMade(
            submission=submission,
            evaluator=self._provider(name).name,
            text=" ".join(answer.text.split()),
            remarks=answer.remarks_made(),
            prompts=version("review", ReviewAnswer),
        )

    async def _asked(
        self,
        name: str,
        prompt: str,
        told: str,
        form: type[A],
        known: Known,
        interview: Interview,
        purpose: _Purpose,
        calls: list[ModelCalled],
    ) -> A:
        if self._standing(interview, calls) == "spent":
            raise _NotAsked("the budget is used up")
        provider = self._provider(name)

        def counted(usage: Usage) -> None:
            calls.append(self._call(provider.name, purpose, usage, interview, calls))

        metered = _Metered(provider, counted)
        asked = Prompt((Turn("user", (Text(told),)),), instructions(prompt), max_tokens=_MAX_TOKENS)
        return (await ask(metered, asked, schema=form, tries=_TRIES, context=known)).value

    def _provider(self, name: str) -> Provider:
        if name not in self._providers:
            # A form of this size may take a while to be prepared; the whole is bounded by `seconds` anyway.
            patient = Config({"SdkProvider": {"timeout_seconds": max(self.seconds, self.review_seconds)}})
            patient.merge(self.config)
            self._providers[name] = choose(name, config=patient)
        return self._providers[name]

    def _call(
        self,
        name: str,
        purpose: _Purpose,
        usage: Usage,
        interview: Interview,
        calls: Sequence[ModelCalled],
    ) -> ModelCalled:
        def standing(cost: float) -> Literal["ok", "low", "spent"]:
            if self._purse is not None:
                self._purse.spend(cost, self._now())
            return self._standing(interview, calls, cost)

        where = seller(name, config=self.config)
        return called(name, purpose, usage, at=self._now(), standing=standing, seller=where)

    def _standing(
        self, interview: Interview, calls: Sequence[ModelCalled], more: float = 0.0
    ) -> Literal["ok", "low", "spent"]:
        spent = interview.cost.dollars + sum(call.dollars or 0.0 for call in calls) + more
        return self._purse.standing(spent, self._now()) if self._purse else "ok"

    def _why(self, name: str, error: Exception, seconds: float) -> str:
        """Why the rules take over, in one line."""
        if isinstance(error, TimeoutError):
            reason = f"{name} had no answer after {seconds:g} seconds"
        elif isinstance(error, MockmindError):
            reason = str(error)
        else:
            log.exception("%s failed", name)
            reason = f"{name} failed on our side ({type(error).__name__})"
        log.warning("Scored by rules: %s", reason)
        return " ".join(reason.split())[:300]


def _about(events: Sequence[Event], submission: int, since: int) -> list[Event]:
    """The problem, what happened from event ``since`` to the submission, and what was found out about it."""
    number = next(event.round for event in events if event.seq == submission)
    return [
        event
        for event in events
        if event.round == number
        and (
            since <= event.seq <= submission
            or isinstance(event.payload, ProblemPresented)
            or getattr(event.payload, "submission", None) == submission
        )
    ]


class _NotAsked(MockmindError):
    """There was no reason, or no money, to ask."""


class _Metered:
    """A provider whose answers are counted, those that break off with what the wire told of them."""

    def __init__(self, provider: Provider, counted: Callable[[Usage], None]) -> None:
        self.name = provider.name
        self._provider = provider
        self._counted = counted

    async def stream(self, prompt: Prompt) -> AsyncGenerator[Piece, None]:
        usage: Usage | None = None
        async with aclosing(self._provider.stream(prompt)) as pieces:
            try:
                async for piece in pieces:
                    usage = getattr(piece, "usage", usage)
                    if isinstance(piece, Finished):
                        self._counted(piece.usage)
                        usage = None
                    yield piece
            finally:
                if usage is not None:
                    self._counted(usage)

    async def check(self) -> None:
        await self._provider.check()

    async def close(self) -> None:
        await self._provider.close()
