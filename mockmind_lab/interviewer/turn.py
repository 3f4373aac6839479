"""One reaction of a model: asked, listened to sentence by sentence, and asked again where it must be."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from mockmind_lab.core.payloads import MessageWithheld
from mockmind_lab.core.phases import Phase, StageName, Status
from mockmind_lab.errors import BadAnswer, ModelError, ModelUnavailable, PromptTooLong, Refused, StreamCut
from mockmind_lab.interviewer import recap
from mockmind_lab.interviewer.answer import Answer, Come
from mockmind_lab.interviewer.base import (
    Advance,
    Finish,
    GiveHint,
    Note,
    Occasion,
    Preview,
    RunCode,
    Say,
    Skip,
)
from mockmind_lab.interviewer.failures import Interrupted, Leaking, Silent, Spent, Unfit
from mockmind_lab.interviewer.manners import asks
from mockmind_lab.interviewer.talk import ran
from mockmind_lab.interviewer.tools import SPEAKING, action, checked, offered, words
from mockmind_lab.providers.base import Counted, Finished, InputPiece, Usage

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from datetime import datetime

    from mockmind_lab.interviewer.acting import Do
    from mockmind_lab.interviewer.base import Action, Outcome, Situation
    from mockmind_lab.interviewer.budget import Budget, Standing
    from mockmind_lab.interviewer.clock import Clock
    from mockmind_lab.interviewer.hintguard import Look
    from mockmind_lab.interviewer.policy import Censor
    from mockmind_lab.interviewer.reader import Reader
    from mockmind_lab.interviewer.talk import Talk
    from mockmind_lab.interviewer.waiting import Patience
    from mockmind_lab.providers.base import Piece, Provider, ToolUse

__all__ = ["ModelTurn"]

_MOST_CALLS = 4
_SENTENCES = 3
_SENTENCES_ASKED = 6
_MOST_SILENCES = 1
_MOST_HELD = timedelta(seconds=1)
"""So long a sentence that the guard is not sure of waits for those behind it, to be read with them."""
_QUIET = frozenset({Occasion.HINT_TAKEN})
"""Occasions on which the candidate has what they need before them; on all others silence is no answer."""
_ONWARD = frozenset({Occasion.MESSAGE, Occasion.STAGE})
"""Occasions that may be answered by going on, without a word."""


class ModelTurn:
    """A reaction. ``spoke`` says whether the candidate has heard something; ``owing`` whether a message was
    withheld and nothing came in its place; ``situation`` is the newest.
    """

    def __init__(
        self,
        provider: Provider,
        talk: Talk,
        censor: Censor,
        situation: Situation,
        occasion: Occasion,
        *,
        budget: Budget,
        clock: Clock,
        patience: Patience,
        reader: Reader | None = None,
    ) -> None:
        self.situation = situation
        self.spoke = False
        self.owing = False
        self._provider = provider
        self._talk = talk
        self._censor = censor
        self._occasion = occasion
        self._budget = budget
        self._clock = clock
        self._patience = patience
        self._most = _SENTENCES_ASKED if _was_asked(situation, occasion) else _SENTENCES
        self._began = clock.now()
        self._deadline: asyncio.Future[None] | None = None
        self._purpose: Literal["reply", "again"] = "reply"
        self._used = Usage()
        self._reader = reader
        self._holding: datetime | None = None
        self._answer = Answer(censor, most=self._most, reader=reader is not None)
        self._leaks = 0
        self._unsaid = 0
        self._silences = 0
        self._moved = False
        self._heard = False
        self._refused = False

    async def run(self, do: Do) -> None:
        """Act as the model decides. Raises a ``ModelError`` where it could not go on."""
        self._talk.news(self.situation, self._occasion)
        try:
            for number in range(_MOST_CALLS):
                if number and self._standing() == "spent":
                    if self.spoke:
                        return
                    raise Spent("the budget is used up")
                finished = await self._asked(do)
                try:
                    for use in finished.tool_uses:
                        await self._carry_out(use, do)
                except ModelError:
                    await self._record(finished.usage, do)
                    raise
                await self._record(finished.usage, do)  # after what the candidate waits for
                again = self._again(finished)
                if again is None:
                    await self._after(do)
                    return
                self._talk.tell(again)
                self._purpose = "again"
            raise BadAnswer(f"{self._provider.name} did not come to an end.")
        finally:
            if self._deadline is not None:
                self._deadline.cancel()

    def _standing(self) -> Standing:
        return self._budget.standing(self.situation.interview.cost.dollars, self._clock.now())

    async def _asked(self, do: Do) -> Finished:
        """The model's answer, its sentences shown as they come. A prompt that is too long is shortened."""
        try:
            finished = await self._listened(do)
        except PromptTooLong:
            self._talk.shorten(self.situation)
            self._talk.news(self.situation, self._occasion)
            finished = await self._listened(do)
        self._talk.answered(finished)
        return finished

    async def _record(self, usage: Usage | None, do: Do) -> None:
        """The call as an event, with what it cost, and the reader's since the last."""
        if usage is not None:
            call = self._budget.call(self._provider.name, self._purpose, usage, self.situation)
            await self._do(do, Note(call))
        while self._reader is not None and self._reader.used:
            used = self._reader.used.pop(0)
            await self._do(do, Note(self._budget.call(self._reader.name, "reading", used, self.situation)))

    async def _listened(self, do: Do) -> Finished:
        """Pieces of one answer; each sentence goes out as soon as it is whole and was looked at."""
        self._answer = Answer(self._censor, most=self._most, reader=self._reads())
        self._holding = None
        self._used = Usage()
        try:
            prompt = self._talk.prompt(patience=self._patience.first)
            async with aclosing(self._provider.stream(prompt)) as stream:
                while (piece := await self._next(stream)) is not None:
                    if isinstance(piece, Finished):
                        return piece
                    if isinstance(piece, Counted):
                        self._used = piece.usage
                    if isinstance(piece, InputPiece):
                        come = self._answer.feed(piece, offered(self.situation))
                        if come is not None:
                            await self._hear(come, do)
            raise StreamCut(f"{self._provider.name} ended its answer before its end.")
        except ModelError as error:
            # What came is paid for, though it broke off.
            await self._record(None if self._used == Usage() else self._used, do)
            if not isinstance(error, Interrupted):
                # What the candidate has read can't be unsaid: whole sentences stand as the message.
                self._answer.settle()
                leaks = self._answer.leaks
                await self._said(do, self._answer.heard, whole=False)
                for text, leak in leaks:
                    await self._withhold(do, text, leak)
            raise

    async def _hear(self, come: Come, do: Do) -> None:
        """Show the candidate what they may hear of a message. What is held is read once it is whole."""
        speech = come.speech
        released = speech.feed(come.text, whole=come.whole)
        if (doubt := speech.doubt) is None:
            self._holding = None
        else:
            now = self._clock.now()
            self._holding = self._holding or now
            if come.whole or now - self._holding >= _MOST_HELD or not self._reads():
                if released and not speech.empty:
                    await self._preview(do)
                released = speech.settle(await self._opinion(doubt))
                self._holding = None
        if released and speech.leak is None and not speech.empty:
            await self._preview(do)

    def _reads(self) -> bool:
        """Whether somebody reads what is doubted; what is left of a low budget is for the talk."""
        return self._reader is not None and self._reader.failure is None and self._standing() == "ok"

    async def _opinion(self, text: str) -> Look | None:
        """What the reader says; the time it takes is not the interviewing model's."""
        if self._reader is None:
            return None
        found = self._reader.found(text)
        if found is None and self._reads():
            found = await self._reader.opinion(text, self.situation, most=self._until_end())
            self._wait_anew()
        return found

    async def _preview(self, do: Do) -> None:
        await self._do(do, Preview(self._answer.heard))
        self._hurry_no_more()

    async def _next(self, stream: AsyncGenerator[Piece, None]) -> Piece | None:
        """The next piece; raises ``ModelUnavailable`` where the candidate has waited long enough."""
        if self._deadline is None:
            self._deadline = asyncio.ensure_future(self._clock.sleep(self._left()))
        coming = asyncio.ensure_future(_one(stream))
        try:
            await asyncio.wait((coming, self._deadline), return_when=asyncio.FIRST_COMPLETED)
            if coming.done():
                return coming.result()
        finally:
            if not coming.done():
                coming.cancel()
                await asyncio.gather(coming, return_exceptions=True)
        waited = (self._clock.now() - self._began).total_seconds()
        raise ModelUnavailable(f"{self._provider.name} kept the candidate waiting for {waited:.0f} seconds.")

    def _left(self) -> float:
        """Seconds to wait for the next sentence."""
        return min(self._patience.between if self._heard else self._patience.first, self._until_end())

    def _until_end(self) -> float:
        """Seconds left of the whole reaction: nobody speaks for ever, or others could not be answered."""
        whole = self._began + timedelta(seconds=self._patience.whole) - self._clock.now()
        return max(whole.total_seconds(), 0)

    def _hurry_no_more(self) -> None:
        """Something was heard: the wait begins anew."""
        self._heard = True
        self._wait_anew()

    def _wait_anew(self) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    async def _carry_out(self, use: ToolUse, do: Do) -> None:
        """One tool call, and what the model is told of it."""
        try:
            arguments = checked(use, self.situation)
            if use.name in SPEAKING:
                await self._speak(use, words(arguments), do)
                return
            act = action(arguments)
            if not self.spoke:
                self._silent(act)
        except Refused as refusal:
            self._answer.take_back(use.id)
            self._talk.result(use.id, str(refusal), error=True)
            self._refused = True
            return
        if act is None:
            return
        leads_on = self._leads_on(act)
        outcome = await self._do(do, act)
        self._moved = self._moved or (leads_on and outcome.refusal is None)
        if isinstance(act, RunCode) and outcome.verdict is not None:
            self._refused = True  # the model waits for what came of it
            self._talk.result(use.id, ran(outcome.verdict))
        elif outcome.refusal is not None:
            self._refused = True
            self._talk.result(use.id, outcome.refusal, error=True)
        else:
            if isinstance(act, GiveHint):
                self.spoke, self.owing = True, False
            self._talk.result(use.id, "done")

    def _silent(self, act: Action | None) -> None:
        """Raises ``Refused`` where ``act`` may not come before a word."""
        if isinstance(act, RunCode) and self._occasion is Occasion.MESSAGE:
            raise Refused("The candidate waits: say first what you want to see, then run it.")
        if act is not None and self._occasion not in _ONWARD and self._leads_on(act):
            raise Refused("The candidate has heard nothing of this yet: say a word on it first.")

    def _leads_on(self, act: Action) -> bool:
        """Whether the candidate sees ``act`` as an answer: something else begins. A note is none."""
        state = self.situation.interview
        more = state.stage is not None and state.stage.index + 1 < len(state.plan)
        # Once it is wrapped up the next stage begins by itself.
        ahead = isinstance(act, Advance) and act.phase is Phase.WRAPPING_UP and more
        return ahead or act == Advance(None) or isinstance(act, Skip | Finish)

    async def _speak(self, use: ToolUse, text: str, do: Do) -> None:
        speech = self._answer.speech(use.id)
        await self._hear(Come(speech, text, whole=True), do)
        if speech.leak is not None:
            self._answer.take_back(use.id)
            self._leaks += not self._answer.leaked  # of a second leak in one answer it could not know better
            self._answer.leaked = True
            await self._withhold(do, text, speech.leak)
            if self._leaks > 1:
                raise Leaking(f"{self._provider.name} gave {speech.leak} away twice.")
            again = f"Withheld: it would have given away {speech.leak}. Say something else, without it."
            self._talk.result(use.id, again, error=True)
            self._refused = True
            return
        faults = "; ".join(dict.fromkeys(speech.faults))
        if speech.empty:
            if self.spoke and self._censor.count >= self._most:  # enough was heard: nothing to ask again for
                self._talk.result(use.id, f"Not said: {faults}.", error=True)
                return
            self._unsaid += 1
            if self._unsaid > 1:
                raise Unfit(
                    f"{self._provider.name} twice said what can't be let through: {faults or 'nothing'}."
                )
            self._talk.result(use.id, f"Not said: {faults or 'it is empty'}. Say something else.", error=True)
            self._refused = True
            return
        self._answer.said(use.id)
        await self._said(do, speech.released)
        if use.name == "present_problem" and self.situation.interview.phase is Phase.GREETING:
            await self._do(do, Advance(Phase.CLARIFYING))
        self._talk.result(use.id, f"said, but for a part: {faults}" if faults else "said")

    async def _withhold(self, do: Do, text: str, leak: str) -> None:
        self.owing = True
        await self._do(do, Note(MessageWithheld(text=text[:2000], leak=leak)))

    async def _said(self, do: Do, text: str, *, whole: bool = True) -> None:
        """Say it; what is not ``whole`` the model is told of with the next news, for no turn has it."""
        if not text.strip():
            return
        outcome = await self._do(do, Say(text.strip()))
        if outcome.refusal is None:
            self.spoke, self.owing = True, False
            ours = (m for m in reversed(outcome.situation.interview.messages) if m.speaker == "interviewer")
            if whole and (said := next(ours, None)) is not None:
                self._talk.seen.add(said.seq)

    def _again(self, finished: Finished) -> str | None:
        """What the model is asked to do once more, or None where this reaction is complete."""
        if self._refused:
            self._refused = False
            return "<host>\nGo on from these results.\n</host>"
        if finished.stop == "max_tokens" and not self.spoke:
            return "<host>\nThat was too long. Say it in one or two sentences.\n</host>"
        if self._moved or self._occasion in _QUIET or (self.spoke and not self.owing):
            return None
        if self.owing:
            raise Leaking(f"{self._provider.name} had nothing to say in place of what was withheld.")
        self._silences += 1
        if self._silences > _MOST_SILENCES:
            raise Silent(f"{self._provider.name} said nothing where a word is due.")
        return "<host>\nA word is due, and the candidate has heard nothing: only tools reach them.\n</host>"

    async def _after(self, do: Do) -> None:
        """A greeting has no answer to wait for: the plan goes on by itself."""
        stage = self.situation.interview.stage
        if self._occasion is Occasion.STAGE and stage is not None and stage.name is StageName.GREETING:
            await self._do(do, Advance(None))

    async def _do(self, do: Do, act: Action) -> Outcome:
        outcome = await do(act)
        self.situation = outcome.situation
        if outcome.refusal is not None and self.situation.interview.status is Status.PAUSED:
            raise Interrupted(outcome.refusal)
        return outcome


def _was_asked(situation: Situation, occasion: Occasion) -> bool:
    """Whether the candidate wants to be told something, for which three sentences may be too few."""
    said = recap.candidate_messages(situation.interview)
    return occasion is Occasion.MESSAGE and bool(said) and asks(said[-1].text)


async def _one(stream: AsyncGenerator[Piece, None]) -> Piece | None:
    return await anext(stream, None)
