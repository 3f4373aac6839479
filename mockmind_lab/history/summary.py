"""An interview in one line: a fold over those of its events that a list tells of."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from mockmind_lab.core import payloads as p
from mockmind_lab.core import scoring
from mockmind_lab.core.events import Event
from mockmind_lab.core.interview import Interview, Round, fold
from mockmind_lab.core.phases import Status
from mockmind_lab.history.scores import scored

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["VERSION", "Played", "Summary", "kind_of", "summarised"]

VERSION = 1
"""Of the form, and of what is folded into it: kept summaries of another one are made anew."""

_TOLD = frozenset(
    kind.kind
    for kind in (
        p.HostChanged, p.InterviewCreated, p.StageStarted, p.StatusChanged, p.ProblemPresented, p.HintGiven,
        p.SubmissionMade, p.VerdictGiven, p.RoundEnded, p.InterviewerChanged, p.ModelCalled,
        scoring.FeedbackGiven,
    )
)  # fmt: skip
"""Of many events a list needs few; the others are not even parsed."""

_KIND = '"kind":"'


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Played(_Frozen):
    """One problem of an interview. ``passed`` and ``total`` are the tests of its best submission."""

    slug: str
    title: str
    difficulty: str
    outcome: str | None = None
    passed: int = 0
    total: int = 0
    attempts: int = 0


class Summary(_Frozen):
    """An interview: ``minutes`` on its clock, ``hint_cost`` in points of 100, ``dollars`` for models.

    ``unhinted`` is the score without the cost of hints, ``hire`` its band; ``unpriced`` counts calls whose
    price nobody knows.
    """

    status: Status
    began: datetime
    trust: str
    interviewer: str
    difficulty: str
    minutes: float
    problems: tuple[Played, ...] = ()
    score: float | None = None
    unhinted: float | None = None
    hire: str = ""
    hints: int = 0
    hint_cost: float = 0.0
    calls: int = 0
    dollars: float = 0.0
    unpriced: int = 0

    @property
    def open(self) -> bool:
        """Whether it can be gone on with."""
        return self.status in (Status.SCHEDULED, Status.IN_PROGRESS, Status.PAUSED)


def kind_of(text: str) -> str:
    """The kind of a stored event, unparsed: keys are sorted, and nobody's words come before it."""
    at = text.find(_KIND)
    return text[at + len(_KIND) : text.find('"', at + len(_KIND))] if at >= 0 else ""


def summarised(texts: Sequence[str]) -> Summary | None:
    """The summary of an interview as stored; None where it never began.

    Raises ``StoreError`` or ``IllegalEvent`` where the events can't be read.
    """
    state = fold(Event.from_json(text) for text in texts if kind_of(text) in _TOLD)
    return None if state.terms is None or state.last_time is None else _summary(state, texts)


def _summary(state: Interview, texts: Sequence[str]) -> Summary:
    terms, last = state.terms, state.last_time
    assert terms is not None and last is not None  # noqa: PT018 - asked before
    score, unhinted = scored(state.feedback)
    taken = [hint for current in state.rounds.values() for hint in current.hints]
    return Summary(
        status=state.status,
        began=Event.from_json(texts[0]).time,
        trust=state.host.trust if state.host else "practice",
        interviewer=state.interviewer.interviewer if state.interviewer else terms.interviewer,
        difficulty=terms.difficulty,
        minutes=round(state.elapsed(last).total_seconds() / 60, 1),
        problems=tuple(filter(None, map(_played, state.rounds.values()))),
        score=score,
        unhinted=unhinted,
        hire=state.feedback.hire if state.feedback else "",
        hints=len(taken),
        hint_cost=sum(hint.cost for hint in taken),
        calls=state.cost.calls,
        dollars=state.cost.dollars,
        unpriced=state.cost.unpriced,
    )


def _played(current: Round) -> Played | None:
    if current.problem is None:
        return None
    verdict = current.best.verdict if current.best else None
    return Played(
        slug=current.problem.slug,
        title=current.problem.title,
        difficulty=current.problem.difficulty,
        outcome=current.outcome.value if current.outcome else None,
        passed=verdict.passed if verdict else 0,
        total=verdict.total if verdict else current.problem.tests,
        attempts=current.used,
    )
