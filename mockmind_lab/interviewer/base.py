"""The seam between the interview and whoever interviews: occasions come in, actions come out.

``react`` is an asynchronous generator: each action it yields is carried out before it goes on, and what
came of it is sent back in (``outcome = yield Say(...)``), a refusal included. So a model's tool loop and
a script are the same to the service.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from datetime import datetime

    from mockmind_lab.core.commands import Record
    from mockmind_lab.core.interview import Interview, Message
    from mockmind_lab.core.phases import Phase
    from mockmind_lab.core.problem import Problem
    from mockmind_lab.core.verdict import Verdict

__all__ = [
    "Action",
    "Advance",
    "Assess",
    "Finish",
    "GiveHint",
    "Interviewer",
    "Lasting",
    "Listen",
    "Note",
    "Occasion",
    "Outcome",
    "Preview",
    "RunCode",
    "Say",
    "Situation",
    "Skip",
]


class Occasion(StrEnum):
    """What an interviewer may react to. While the candidate codes there is none: it stays silent."""

    STAGE = "stage"  # a stage of the plan began: greet, present the problem, ask, close
    MESSAGE = "message"  # the candidate said something
    HINT_TAKEN = "hint_taken"  # a hint was given because the candidate asked; its text is already said
    RUN_PASSED = "run_passed"  # the first run of a round in which everything passed
    RUN_FAILED = "run_failed"  # the first run of a round in which something failed
    SUBMISSION = "submission"  # a submission was judged
    STANDSTILL = "standstill"  # no cell, run or message for a while
    HALF_TIME = "half_time"
    FIVE_MINUTES = "five_minutes"
    SKIPPED = "skipped"
    TIME_UP = "time_up"
    FINISHED = "finished"  # the interview is about to end


@dataclass(frozen=True, slots=True)
class Situation:
    """What the interviewer knows: the whole state, the problem with its answers, the time (aware UTC).

    Messages up to event ``heard`` were reacted to before (None: all but the newest); what is reacted to
    happened at ``since``.
    """

    interview: Interview
    problem: Problem | None
    now: datetime
    heard: int | None = None
    since: datetime | None = None

    @property
    def unanswered(self) -> tuple[Message, ...]:
        """The candidate's messages that wait for an answer, the oldest first."""
        said = tuple(m for m in self.interview.messages if m.speaker == "candidate")
        return said[-1:] if self.heard is None else tuple(m for m in said if m.seq > self.heard)


@dataclass(frozen=True, slots=True)
class Say:
    """A finished message, in Markdown."""

    text: str


@dataclass(frozen=True, slots=True)
class Preview:
    """The text of a message still being spoken, whole so far; shown, never stored."""

    text: str


@dataclass(frozen=True, slots=True)
class Listen:
    """Take in what the candidate has said up to now: this reaction answers it, none comes after it."""


@dataclass(frozen=True, slots=True)
class GiveHint:
    """Give the next hint of the bank's ladder unasked; it costs as one that was asked for."""

    level: Literal[1, 2, 3]


@dataclass(frozen=True, slots=True)
class RunCode:
    """Run the candidate's current code on the examples, or on ``input`` (arguments as in a call)."""

    input: str | None = None


@dataclass(frozen=True, slots=True)
class Advance:
    """Move on: to another phase of this round, or (None) to the plan's next stage."""

    phase: Phase | None


@dataclass(frozen=True, slots=True)
class Assess:
    """A note for the grader. ``evidence`` are ``seq`` of the events it rests on; ``by``: another model's."""

    criterion: Literal["problem_solving", "technical", "testing", "communication"]
    note: str
    evidence: tuple[int, ...] = ()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the interviewer itself, for the record."""

    record: Record


@dataclass(frozen=True, slots=True)
class Skip:
    """Give up the problem under way, because the candidate asked to; the next stage follows."""


@dataclass(frozen=True, slots=True)
class Finish:
    """End the interview, once the reaction is over. Refused while a problem is undecided."""


Lasting = Say | GiveHint | RunCode | Advance | Assess | Note | Skip | Finish
"""What changes something; a ``Preview`` or to ``Listen`` does not."""

Action = Lasting | Preview | Listen


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an action. ``refusal`` is one line where it was not done; ``situation`` is as after it."""

    situation: Situation
    refusal: str | None = None
    verdict: Verdict | None = None


class Interviewer(Protocol):
    """Whoever interviews. One instance serves many interviews: all it remembers is in the events."""

    @property
    def name(self) -> str:
        """Who interviews where nobody else is asked for."""
        ...

    async def ready(self, model: str | None) -> str:
        """Who would interview if ``model`` was asked for (None: as configured), as it will be recorded.

        Raises a ``MockmindError`` of one line where that one can't.
        """
        ...

    async def away(self) -> str | None:
        """Why the one who interviews by default would not answer just now, in one line; None: would.

        Raises as ``ready`` does.
        """
        ...

    def react(self, occasion: Occasion, situation: Situation) -> AsyncGenerator[Action, Outcome]:
        """Yield actions as they come; may yield none."""
        ...

    def aside(self, occasion: Occasion, situation: Situation) -> AsyncGenerator[Action, Outcome] | None:
        """Notes (``Note``, ``Assess``) to be taken after the reaction, which nobody waits for; None: none."""
        ...

    async def close(self) -> None:
        """Free what it holds."""
        ...
