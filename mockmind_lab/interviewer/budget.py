"""How much may be spent on models: per interview and per day, with a warning before the end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from traitlets import Float
from traitlets.config import Configurable

if TYPE_CHECKING:
    from datetime import date, datetime

__all__ = ["Budget"]

Standing = Literal["ok", "low", "spent"]


class Budget(Configurable):
    """Counts US dollars. The day is this host's, in UTC; an interview's spending is in its events.

    A model whose price nobody knows costs nothing here.
    """

    interview_dollars = Float(2.0, help="US dollars that an interview may cost. 0: no bound.").tag(
        config=True
    )
    day_dollars = Float(20.0, help="US dollars that all interviews of a day may cost. 0: no bound.").tag(
        config=True
    )
    low_at = Float(0.8, min=0, max=1, help="Part of a budget from which on its end is warned of.").tag(
        config=True
    )

    _day: date | None = None
    _spent = 0.0

    def spend(self, dollars: float, now: datetime) -> None:
        """Count a call."""
        if now.date() != self._day:
            self._day, self._spent = now.date(), 0.0
        self._spent += dollars

    def standing(self, interview: float, now: datetime) -> Standing:
        """Where the spending stands, ``interview`` being what this one has cost so far."""
        today = self._spent if now.date() == self._day else 0.0
        bounds = ((interview, self.interview_dollars), (today, self.day_dollars))
        part = max((spent / bound for spent, bound in bounds if bound > 0), default=0.0)
        return "spent" if part >= 1 else "low" if part >= self.low_at else "ok"
