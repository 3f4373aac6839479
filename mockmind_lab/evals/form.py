"""The baseline: an interviewer that is a form. It says fixed lines and takes in nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.core.phases import Phase
from mockmind_lab.errors import ConfigError
from mockmind_lab.interviewer.base import Advance, Occasion, Say

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from mockmind_lab.interviewer.base import Action, Outcome, Situation

__all__ = ["FormInterviewer"]

_LINES = {
    Occasion.STAGE: "Welcome to your interview. Please read the problem and begin.",
    Occasion.MESSAGE: "Thank you for your message. Please go on.",
    Occasion.HINT_TAKEN: "Please use the hint.",
    Occasion.RUN_PASSED: "Your run has finished.",
    Occasion.RUN_FAILED: "Your run has finished.",
    Occasion.SUBMISSION: "Your submission was received. What is the time complexity of your solution?",
    Occasion.STANDSTILL: "Are you still there?",
    Occasion.HALF_TIME: "Half of your time is over.",
    Occasion.FIVE_MINUTES: "Five minutes are left.",
    Occasion.SKIPPED: "The problem was skipped.",
    Occasion.TIME_UP: "Your time is over.",
    Occasion.FINISHED: "Thank you for taking part.",
}


class FormInterviewer:
    """What any interviewer has to be better than."""

    name = "form"

    async def ready(self, model: str | None) -> str:
        """Always, unless another one is asked for."""
        if model not in (None, self.name):
            raise ConfigError(f"The form is no {model}; leave the model out.")
        return self.name

    async def away(self) -> None:
        """Always there."""

    async def react(self, occasion: Occasion, situation: Situation) -> AsyncGenerator[Action, Outcome]:
        """The occasion's line."""
        yield Say(_LINES[occasion])
        if occasion is Occasion.STAGE and situation.interview.phase is Phase.GREETING:
            yield Advance(Phase.CLARIFYING)

    def aside(self, occasion: Occasion, situation: Situation) -> None:
        """A form takes no notes."""

    async def close(self) -> None:
        """Nothing to free."""
