"""An interviewer under observation: how long each of its reactions took until the first sentence."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockmind_lab.interviewer.base import Preview, Say

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from mockmind_lab.interviewer.base import Action, Interviewer, Occasion, Outcome, Situation

__all__ = ["Observed", "Reaction"]


@dataclass(frozen=True, slots=True)
class Reaction:
    """One reaction that said something: on what, and the seconds of real time until its first sentence."""

    occasion: str
    seconds: float


class Observed:
    """Passes everything on to ``interviewer``; ``reactions`` are its own."""

    def __init__(self, interviewer: Interviewer) -> None:
        self._interviewer = interviewer
        self.reactions: list[Reaction] = []

    @property
    def name(self) -> str:
        """Who interviews by default."""
        return self._interviewer.name

    async def ready(self, model: str | None) -> str:
        """As the one under observation says."""
        return await self._interviewer.ready(model)

    async def away(self) -> str | None:
        """As the one under observation says."""
        return await self._interviewer.away()

    async def react(self, occasion: Occasion, situation: Situation) -> AsyncGenerator[Action, Outcome]:
        """The other's actions, as they come."""
        reaction = self._interviewer.react(occasion, situation)
        began, heard = time.perf_counter(), False
        try:
            action = await anext(reaction)
            while True:
                if not heard and isinstance(action, Say | Preview):
                    heard = True
                    self.reactions.append(Reaction(occasion.value, time.perf_counter() - began))
                action = await reaction.asend((yield action))
        except StopAsyncIteration:
            return
        finally:
            await reaction.aclose()

    def aside(self, occasion: Occasion, situation: Situation) -> AsyncGenerator[Action, Outcome] | None:
        """The interviewer's own notes."""
        return self._interviewer.aside(occasion, situation)

    async def close(self) -> None:
        """Close the one under observation."""
        await self._interviewer.close()
