"""The interviewer that is a language model, with the scripted one beside it for when the model can't."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from datetime import timedelta
from typing import TYPE_CHECKING, Any, TypeGuard

from traitlets import Float, Unicode
from traitlets.config import Configurable

from mockmind_lab.core.payloads import InterviewerChanged
from mockmind_lab.errors import (
    ConfigError,
    MockmindError,
    ModelError,
    ModelRefused,
    ModelUnavailable,
    PromptTooLong,
    StreamCut,
    WrongKey,
)
from mockmind_lab.interviewer.acting import acting, perform
from mockmind_lab.interviewer.base import Listen, Note, Occasion, Say
from mockmind_lab.interviewer.briefing import briefing, system
from mockmind_lab.interviewer.budget import Budget
from mockmind_lab.interviewer.clock import SystemClock
from mockmind_lab.interviewer.failures import Interrupted, Unfit, ours
from mockmind_lab.interviewer.noting import Noter, cheaper
from mockmind_lab.interviewer.phrases import phrases
from mockmind_lab.interviewer.policy import Censor, prepare
from mockmind_lab.interviewer.reader import Reader
from mockmind_lab.interviewer.scripted import ScriptedInterviewer, offering
from mockmind_lab.interviewer.talk import Talk
from mockmind_lab.interviewer.turn import ModelTurn
from mockmind_lab.interviewer.waiting import Late, patience, within
from mockmind_lab.providers import choose

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Sequence
    from datetime import datetime

    from mockmind_lab.core.problem import Problem, Submission
    from mockmind_lab.interviewer.acting import Do
    from mockmind_lab.interviewer.base import Action, Interviewer, Outcome, Situation
    from mockmind_lab.interviewer.budget import Standing
    from mockmind_lab.interviewer.clock import Clock
    from mockmind_lab.interviewer.waiting import Patience
    from mockmind_lab.library import Library
    from mockmind_lab.providers import Provider

__all__ = ["ModelInterviewer"]

_MOST_TALKS = 256
_CHECK_SECONDS = 60.0
"""So long the doctor waits for a model: nobody is being interviewed, and to import an SDK takes seconds."""
_LATE_SECONDS = 3.0
"""So long a model rests that was only late when it was first asked after: to import its SDK takes seconds."""
_SCRIPTED = "scripted"
_NOTES, _READER = "notes by ", "read by "
"""Parts that a model may have beside the talk: one that fails in them is well enough to interview."""
_SPENT = "the budget is used up"
_GONE = (
    "From here on I go by my own notes, for the budget of the model that I spoke with is used up. "
    "Nothing else changes: your time, your code and the judge are as they were."
)

_NOT_OF_THE_TALK = (ModelUnavailable, ModelRefused, PromptTooLong, StreamCut, Unfit, WrongKey)
"""Errors that say nothing against the conversation as it stands."""

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
        4.5,
        help="Seconds without a sentence of the model's after which the scripted interviewer answers; "
        "between two sentences as well. Whoever writes while the interviewer is speaking waits for nine at "
        "most, and no reaction takes longer.",
    ).tag(config=True)
    unasked_seconds = Float(
        4.5,
        help="The same where the model speaks unasked: of a run, a standstill, the clock. Such a reaction is "
        "over within patience_seconds, so that a question that comes meanwhile is answered in time.",
    ).tag(config=True)
    notes_model = Unicode(
        "",
        help="The cheaper model that keeps the ledger of facts and reads submissions beside a model's "
        "interview, as provider:model. Empty: the Claude haiku of the same seller where a Claude interviews, "
        "else none. `none`: notes are taken by rule alone.",
    ).tag(config=True)
    reader_model = Unicode(
        "",
        help="The model that reads a sentence before the candidate does where the leak guard is not sure of "
        "it, as provider:model. Empty: the one that takes notes. `none`: the guard decides alone.",
    ).tag(config=True)
    reader_seconds = Float(
        2.0, help="Seconds that a sentence waits to be read; then the guard decides alone."
    ).tag(config=True)
    rest_seconds = Float(
        30.0, help="Seconds for which a model that failed is not asked again; meanwhile the script goes on."
    ).tag(config=True)

    def __init__(
        self,
        *,
        library: Library,
        clock: Clock | None = None,
        calls: Callable[[datetime], Sequence[str]] | None = None,
        **kwargs: Any,
    ) -> None:
        """``calls`` gives the events (JSON) of models' calls since a time, for the budget of a day."""
        super().__init__(**kwargs)
        self._library = library
        self._clock: Clock = clock or SystemClock()
        self._budget = Budget(calls=calls, config=self.config)
        self._script: Interviewer = ScriptedInterviewer()
        self._noter = Noter(self._budget, self._clock)
        self._providers: dict[str, Provider] = {}
        self._talks: OrderedDict[tuple[str, int], Talk] = OrderedDict()
        self._resting: dict[str, datetime] = {}

    @property
    def name(self) -> str:
        """Who interviews by default."""
        return self.model or _SCRIPTED

    @property
    def noting(self) -> bool:
        """Whether the cheaper model is being asked for some interview."""
        return self._noter.busy

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
            await self._checked(provider, self.patience_seconds)
        except ModelUnavailable as error:
            self._failed(provider.name, error)
        return provider.name

    @property
    def beside(self) -> dict[str, str]:
        """The models that have a part beside the one that interviews by default, each with its setting."""
        found = {self._reads(self.name): "reader_model", self._notes(self.name): "notes_model"}
        return {name: part for name, part in found.items() if name and name != self.name}

    async def away(self, name: str = "") -> str | None:
        """Why the model does not answer just now. Raises what `ready` does, and has more patience."""
        if (name := name or self.name) == _SCRIPTED:
            return None
        try:
            await self._checked(self._provider(name), _CHECK_SECONDS)
        except ModelUnavailable as error:
            return str(error)
        return None

    def react(self, occasion: Occasion, situation: Situation) -> AsyncGenerator[Action, Outcome]:
        """Actions of the model's, or of the script's where there is no model, no budget or no answer."""
        name = situation.interview.terms.interviewer if situation.interview.terms else _SCRIPTED
        if name == _SCRIPTED:
            return self._script.react(occasion, situation)

        async def work(do: Do) -> None:
            await self._react(name, occasion, situation, do)

        return acting(work)

    def aside(self, occasion: Occasion, situation: Situation) -> AsyncGenerator[Action, Outcome] | None:
        """Notes by the cheaper model, where there is one, something to note, and money left for it."""
        name = situation.interview.terms.interviewer if situation.interview.terms else _SCRIPTED
        notes = self._notes(name)
        if not self._spare(notes, _NOTES, situation) or not self._noter.wanted(occasion, situation):
            return None

        async def work(do: Do) -> None:
            try:
                await self._noter.note(self._provider(notes), occasion, situation, do)
            except MockmindError as error:
                self._failed(notes, error, "Notes are taken by rule", as_=_NOTES)

        return acting(work)

    def _notes(self, name: str) -> str | None:
        """The model that takes notes where ``name`` interviews."""
        if name == _SCRIPTED or self.notes_model == "none":
            return None
        return self.notes_model or cheaper(name)

    def _reads(self, name: str) -> str | None:
        """The model that reads what the guard is not sure of where ``name`` interviews."""
        if name == _SCRIPTED or self.reader_model == "none":
            return None
        return self.reader_model or self._notes(name)

    def _spare(self, name: str | None, as_: str, situation: Situation) -> TypeGuard[str]:
        """Whether the model ``name`` may be asked beside: what is left of a low budget is for the talk."""
        rests = self._resting.get(f"{as_}{name}")
        awake = rests is None or situation.now >= rests
        return name is not None and awake and self._standing(situation) == "ok"

    def _reader(self, name: str, situation: Situation) -> Reader | None:
        """Who reads what the guard is not sure of where ``name`` interviews."""
        model = self._reads(name)
        if not self._spare(model, _READER, situation):
            return None
        try:
            provider = self._provider(model)
        except MockmindError as error:
            self._failed(model, error, "The guard decides alone", as_=_READER)
            return None
        able = self._spare(provider.name, _READER, situation)
        return Reader(provider, self._clock, seconds=self.reader_seconds) if able else None

    async def close(self) -> None:
        """Close the connections to all models."""
        for provider in self._providers.values():
            await provider.close()
        self._providers.clear()

    async def _react(self, name: str, occasion: Occasion, situation: Situation, do: Do) -> None:
        await self._budget.refresh(situation.now)
        wait = patience(occasion, situation, asked=self.patience_seconds, unasked=self.unasked_seconds)
        reason, leaked = self._why_not(name, situation, wait), False
        if reason is None:
            situation = await self._took_over(situation, name, "takes the conversation", do)
            situation = await _listened(occasion, situation, do)
            try:
                submissions = self._submissions(situation.problem)
                await asyncio.to_thread(prepare, situation, _accepted(submissions))
                reader = self._reader(name, situation)
                turn = self._turn(name, occasion, situation, submissions, wait, reader)
            except Exception as error:  # such as a provider that is not installed on this host
                reason = self._failed(name, ours(name, error))
                await self._stand_in(occasion, situation, reason, False, do)
                return
            try:
                await turn.run(do)
                return
            except Interrupted:
                return
            except Exception as error:
                reason = self._failed(name, ours(name, error))
                sound = isinstance(error, _NOT_OF_THE_TALK)
            finally:
                if reader is not None and reader.failure is not None:
                    self._failed(reader.name, reader.failure, "The guard decides alone", as_=_READER)
            situation, leaked = turn.situation, turn.owing
            if not sound:  # what it was told and said may be the reason: next time it is told anew
                self._talks.pop(_round(situation), None)
            if turn.spoke and not leaked:
                return  # the candidate has their answer; the next turn finds out who gives it
        await self._stand_in(occasion, situation, reason, leaked, do)

    async def _stand_in(
        self, occasion: Occasion, situation: Situation, reason: str, leaked: bool, do: Do
    ) -> None:
        """The script takes the turn. Of a budget that is used up the candidate is told once."""
        if self._standing(situation) == "spent":
            reason = _SPENT  # whatever else it was: the model does not come back from this
        situation = await self._took_over(situation, _SCRIPTED, reason, do)
        if reason == _SPENT and not any(m.text == _GONE for m in situation.interview.messages):
            situation = (await do(Say(_GONE))).situation
        situation = await _listened(occasion, situation, do)
        await perform(self._script.react(occasion, situation), offering(situation, do) if leaked else do)

    def _standing(self, situation: Situation) -> Standing:
        return self._budget.standing(situation.interview.cost.dollars, situation.now)

    async def _checked(self, provider: Provider, seconds: float) -> None:
        """Raises ``ModelUnavailable`` where the model does not answer within ``seconds``.

        Raises ``ConfigError`` where it never will as it is set up.
        """
        try:
            await within(self._clock, seconds, provider.check())
        except TimeoutError:
            raise Late(f"{provider.name} did not answer in time.") from None
        except ModelUnavailable:
            raise
        except ModelError as error:
            raise ConfigError(f"{error} Or start with `--model scripted`.") from error

    def _why_not(self, name: str, situation: Situation, patience: Patience) -> str | None:
        """Why the model is not asked now, or None."""
        if patience.first <= 0:
            return "the candidate has waited long enough"
        if self._standing(situation) == "spent":
            return _SPENT
        rests = self._resting.get(name)
        if rests is not None and situation.now < rests:
            return "the model failed a moment ago"
        return None

    def _failed(
        self,
        name: str,
        error: MockmindError,
        instead: str = "The scripted interviewer takes the turn",
        *,
        as_: str = "",
    ) -> str:
        """Note that the model failed in a part that it has; the reason in a line."""
        log.warning("%s: %s", instead, error)
        # One who refuses or can't be let through is well enough to be asked at the next turn.
        if not isinstance(error, ModelRefused | Unfit):
            asked = getattr(error, "retry_after", None) or 0.0
            own = _LATE_SECONDS if isinstance(error, Late) else self.rest_seconds
            rest = max(asked, own * (10 if isinstance(error, WrongKey) else 1))
            self._resting[f"{as_}{name}"] = self._clock.now() + timedelta(seconds=rest)
        return str(error)

    async def _took_over(self, situation: Situation, who: str, reason: str, do: Do) -> Situation:
        """Record who speaks from here on, where that changes, or why, where it is for good."""
        before = situation.interview.interviewer
        spent = self._standing(situation)
        told = reason != _SPENT or (before is not None and before.reason == _SPENT)
        if before is not None and before.interviewer == who and told:
            return situation
        version = phrases().version if who == _SCRIPTED else briefing().version
        changed = InterviewerChanged(
            interviewer=who,
            prompts=version,
            reason=reason[:300],
            budget=spent if spent != situation.interview.cost.budget else "",
        )
        return (await do(Note(changed))).situation

    def _turn(
        self,
        name: str,
        occasion: Occasion,
        situation: Situation,
        submissions: tuple[Submission, ...],
        wait: Patience,
        reader: Reader | None,
    ) -> ModelTurn:
        return ModelTurn(
            self._provider(name),
            self._talk(situation, submissions),
            Censor(situation, _accepted(submissions)),
            situation,
            occasion,
            budget=self._budget,
            clock=self._clock,
            patience=wait,
            reader=reader,
        )

    def _talk(self, situation: Situation, submissions: tuple[Submission, ...]) -> Talk:
        key = _round(situation)
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


async def _listened(occasion: Occasion, situation: Situation, do: Do) -> Situation:
    """With what the candidate has said until now, where an answer is due: it is answered together."""
    return (await do(Listen())).situation if occasion is Occasion.MESSAGE else situation


def _accepted(submissions: tuple[Submission, ...]) -> tuple[str, ...]:
    return tuple(one.source for one in submissions if one.kind == "accepted")


def _round(situation: Situation) -> tuple[str, int]:
    return situation.interview.id, situation.interview.round
