"""The interviewer that is a language model, with the scripted one beside it for when the model can't."""

from __future__ import annotations

import logging
from collections import OrderedDict
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from traitlets import Float, Unicode
from traitlets.config import Configurable

from mockmind_lab.core.payloads import InterviewerChanged
from mockmind_lab.errors import (
    ConfigError,
    MockmindError,
    ModelError,
    ModelRefused,
    ModelUnavailable,
    WrongKey,
)
from mockmind_lab.interviewer.acting import acting, perform
from mockmind_lab.interviewer.base import Note, Say
from mockmind_lab.interviewer.briefing import briefing, system
from mockmind_lab.interviewer.budget import Budget
from mockmind_lab.interviewer.phrases import phrases
from mockmind_lab.interviewer.policy import Censor
from mockmind_lab.interviewer.scripted import ScriptedInterviewer
from mockmind_lab.interviewer.talk import Talk
from mockmind_lab.interviewer.turn import Clock, Leaked, ModelTurn
from mockmind_lab.providers import choose

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from mockmind_lab.core.interview import Interview
    from mockmind_lab.core.problem import Problem, Submission
    from mockmind_lab.interviewer.acting import Do
    from mockmind_lab.interviewer.base import Action, Interviewer, Occasion, Outcome, Situation
    from mockmind_lab.library import Library
    from mockmind_lab.providers import Provider

__all__ = ["ModelInterviewer"]

_MOST_TALKS = 256
_SCRIPTED = "scripted"
_GONE = (
    "From here on I go by my own notes, for the budget of the model that I spoke with is used up. "
    "Nothing else changes: your time, your code and the judge are as they were."
)

log = logging.getLogger(__name__)


class ModelInterviewer(Configurable):
    """Interviews by a model where one is chosen, else by the script. One instance serves many interviews.

    What it remembers of a conversation is only a copy: it can be made again from the interview's events.
    """

    model = Unicode(
        "",
        help="The model that interviews, as provider:model, such as anthropic:claude-sonnet-5-5. Empty: "
        "the scripted interviewer. `%interview start --model` chooses for one interview.",
    ).tag(config=True)
    patience_seconds = Float(
        8.0, help="Seconds without a sentence of the model's after which the scripted interviewer answers."
    ).tag(config=True)
    rest_seconds = Float(
        30.0, help="Seconds for which a model that failed is not asked again; meanwhile the script goes on."
    ).tag(config=True)

    def __init__(self, *, library: Library, clock: _Clock | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._library = library
        self._clock: _Clock = clock or _SystemClock()
        self._budget = Budget(config=self.config)
        self._script: Interviewer = ScriptedInterviewer()
        self._providers: dict[str, Provider] = {}
        self._talks: OrderedDict[tuple[str, int], Talk] = OrderedDict()
        self._resting: dict[str, datetime] = {}

    @property
    def name(self) -> str:
        """Who interviews by default."""
        return self.model or _SCRIPTED

    @property
    def budget(self) -> Budget:
        """What may be spent, for whoever else asks models in these interviews."""
        return self._budget

    async def ready(self, model: str | None) -> str:
        """The interviewer's name; raises where its model is not known, not installed or has a wrong key.

        A model that is only out of reach for now is taken: the script stands in for it.
        """
        name = model or self.name
        if name == _SCRIPTED:
            return name
        provider = self._provider(name)
        try:
            await provider.check()
        except ModelUnavailable as error:
            log.warning("%s", error)
        except ModelError as error:
            raise ConfigError(f"{error} Or start with `--model scripted`.") from error
        return provider.name

    def react(self, occasion: Occasion, situation: Situation) -> AsyncGenerator[Action, Outcome]:
        """Actions of the model's, or of the script's where there is no model, no budget or no answer."""
        name = situation.interview.terms.interviewer if situation.interview.terms else _SCRIPTED
        if name == _SCRIPTED:
            return self._script.react(occasion, situation)

        async def work(do: Do) -> None:
            await self._react(name, occasion, situation, do)

        return acting(work)

    async def close(self) -> None:
        """Close the connections to all models."""
        for provider in self._providers.values():
            await provider.close()
        self._providers.clear()

    async def _react(self, name: str, occasion: Occasion, situation: Situation, do: Do) -> None:
        reason = self._why_not(name, situation)
        if reason is None:
            situation = await self._took_over(situation, name, "takes the conversation", do)
            turn = self._turn(name, occasion, situation)
            try:
                await turn.run(do)
                return
            except MockmindError as error:
                reason = self._failed(name, error)
            except Exception as error:
                log.exception("%s failed", name)
                reason = self._failed(name, ModelUnavailable(f"{type(error).__name__} on our side"))
            situation = turn.situation
            if turn.spoke:
                return  # the candidate has their answer; the next turn finds out who gives it
        situation = await self._took_over(situation, _SCRIPTED, reason, do)
        await perform(self._script.react(occasion, situation), do)

    def _why_not(self, name: str, situation: Situation) -> str | None:
        """Why the model is not asked now, or None."""
        cost = situation.interview.cost
        if self._budget.standing(cost.dollars, situation.now) == "spent":
            return "the budget is used up"
        rests = self._resting.get(name)
        if rests is not None and situation.now < rests:
            return "the model failed a moment ago"
        return None

    def _failed(self, name: str, error: MockmindError) -> str:
        """Note that the model failed; the reason in a line."""
        log.warning("The scripted interviewer takes the turn: %s", error)
        # One who refuses or leaks is well enough to be asked at the next turn.
        if not isinstance(error, ModelRefused | Leaked):
            asked = getattr(error, "retry_after", None) or 0.0
            rest = max(asked, self.rest_seconds * (10 if isinstance(error, WrongKey) else 1))
            self._resting[name] = self._clock.now() + timedelta(seconds=rest)
        return str(error)

    async def _took_over(self, situation: Situation, who: str, reason: str, do: Do) -> Situation:
        """Record who speaks from here on, where that changes."""
        before = situation.interview.interviewer
        if before is not None and before.interviewer == who:
            return situation
        version = f"scripted ({phrases().digest[:12]})" if who == _SCRIPTED else briefing().version
        changed = InterviewerChanged(interviewer=who, prompts=version, reason=reason[:300])
        outcome = await do(Note(changed))
        if who == _SCRIPTED and _told_once(situation.interview, reason):
            outcome = await do(Say(_GONE))
        return outcome.situation

    def _turn(self, name: str, occasion: Occasion, situation: Situation) -> ModelTurn:
        submissions = self._submissions(situation.problem)
        solutions = [s.source for s in submissions if s.kind == "accepted"]
        return ModelTurn(
            self._provider(name),
            self._talk(situation, submissions),
            Censor(situation, solutions),
            situation,
            occasion,
            budget=self._budget,
            clock=self._clock,
            patience=self.patience_seconds,
        )

    def _talk(self, situation: Situation, submissions: tuple[Submission, ...]) -> Talk:
        key = (situation.interview.id, situation.interview.round)
        found = self._talks.pop(key, None) or Talk(system(situation.problem, submissions))
        self._talks[key] = found
        while len(self._talks) > _MOST_TALKS:
            self._talks.popitem(last=False)
        return found

    def _submissions(self, problem: Problem | None) -> tuple[Submission, ...]:
        return self._library.submissions(problem.slug) if problem else ()

    def _provider(self, name: str) -> Provider:
        if name not in self._providers:
            self._providers[name] = choose(name, config=self.config, sleep=self._clock.sleep)
        return self._providers[name]


def _told_once(state: Interview, reason: str) -> bool:
    """Whether the candidate should be told: of the budget, and once."""
    return "budget" in reason and not any(message.text == _GONE for message in state.messages)


class _Clock(Clock, Protocol):
    def now(self) -> datetime: ...


class _SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        import asyncio

        await asyncio.sleep(seconds)
