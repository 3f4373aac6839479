"""What the models of a run cost, counted by all of its processes together, and when that is enough."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockmind_lab.core.events import Draft, seal
from mockmind_lab.core.payloads import ModelCalled
from mockmind_lab.errors import Refused
from mockmind_lab.interviewer.budget import Budget

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from traitlets.config import Config

    from mockmind_lab.providers import Usage

__all__ = ["Purse", "Spending", "purse"]


@dataclass(frozen=True, slots=True)
class Purse:
    """The US dollars of one run, a line a call in ``path``, where each process adds its own.

    ``bound`` is ``Budget.day_dollars``, for a run is what a day is to a host: each interview of it has a
    store of its own, so none would know what the others cost. 0: no bound. Processes can pass it together by
    what they spend in a minute of the interviews' clocks.
    """

    path: Path
    bound: float

    def add(self, dollars: float) -> None:
        """Count a call."""
        with self.path.open("a") as account:
            account.write(f"{dollars!r}\n")  # so short that no other process's line gets into it

    @property
    def spent(self) -> float:
        """US dollars so far."""
        return sum(map(float, self.path.read_text().split())) if self.path.exists() else 0.0

    @property
    def used_up(self) -> bool:
        """Whether no model should be asked any more."""
        return 0 < self.bound <= self.spent

    def require(self) -> None:
        """Raises ``Refused`` where it is used up."""
        if self.used_up:
            raise Refused(f"The day's budget of ${self.bound:.2f} is used up; c.Budget.day_dollars sets it.")

    def calls(self, since: datetime) -> Sequence[str]:
        """All calls of the run as one event, the form in which an interviewer's budget asks for a day's."""
        total = ModelCalled(
            model="all models of the run",
            purpose="reply",
            input_tokens=0,
            cache_read_tokens=0,
            cache_write_tokens=0,
            output_tokens=0,
            dollars=self.spent,
            prices="",
        )
        return [seal(Draft(total), interview="run", seq=1, time=since, salt="", prev=None).to_json()]


@dataclass(slots=True)
class Spending:
    """What one interview has cost so far, whether or not it comes to its end. Dollars are US dollars."""

    dollars: float = 0.0
    candidate_input_tokens: int = 0
    candidate_output_tokens: int = 0
    candidate_dollars: float = 0.0

    def candidate(self, usage: Usage, dollars: float) -> None:
        """Count a call of the model that plays the candidate."""
        self.candidate_input_tokens += usage.all_input
        self.candidate_output_tokens += usage.output
        self.candidate_dollars += dollars


def purse(path: Path, config: Config | None) -> Purse:
    """An empty purse with the bound of ``config``."""
    return Purse(path, Budget(config=config).day_dollars)
