"""The forms in which a model has to answer. Every citation is looked up; one that fails spoils it all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from mockmind_lab.core import measured as m
from mockmind_lab.core import payloads as p
from mockmind_lab.core.scoring import Citation, Criterion, Remark, Step
from mockmind_lab.feedback.citations import fault, text_of
from mockmind_lab.feedback.rubric import CRITERIA, CriterionName

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from mockmind_lab.core.events import Event

__all__ = ["EvaluationAnswer", "Known", "ReviewAnswer"]

_Words = Annotated[str, Field(min_length=1, max_length=800)]


@dataclass(frozen=True, slots=True)
class Known:
    """What an answer is checked by: the events by ``seq``, and the problems that a plan may name."""

    events: Mapping[int, Event]
    problems: Collection[str] = ()


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Cited(_Form):
    """A quote, word for word, of the event of that number."""

    event: int
    quote: Annotated[str, Field(max_length=300)]


class _Criterion(_Form):
    """One criterion; ``band`` 1 to 4, null where there is no evidence."""

    name: CriterionName
    band: Annotated[int, Field(ge=1, le=4)] | None
    reason: _Words
    confidence: Annotated[float, Field(ge=0, le=1)]
    citations: Annotated[tuple[_Cited, ...], Field(max_length=8)]


class _Remark(_Form):
    """A remark to the candidate."""

    kind: Literal["went_well", "went_okay", "needs_improvement"]
    text: _Words
    citations: Annotated[tuple[_Cited, ...], Field(min_length=1, max_length=4)]


class _Step(_Form):
    """A step of the plan, and the slug of a problem of the list, or null."""

    text: _Words
    problem: str | None


class EvaluationAnswer(_Form):
    """An assessment of the whole interview."""

    criteria: tuple[_Criterion, ...]
    remarks: Annotated[tuple[_Remark, ...], Field(min_length=1, max_length=9)]
    plan: Annotated[tuple[_Step, ...], Field(min_length=1, max_length=4)]

    @model_validator(mode="after")
    def _holds(self, info: ValidationInfo) -> Self:
        known = info.context
        found = list(_of_the_criteria(self.criteria))
        if isinstance(known, Known):
            for criterion in self.criteria:
                found += _unresolved(criterion.name, criterion.citations, known)
                found += _unfounded(criterion, known)
            for remark in self.remarks:
                found += _unresolved("a remark", remark.citations, known)
            found += [
                f"the plan names {step.problem[:60]!r}, which is not on the list"
                for step in self.plan
                if step.problem is not None and step.problem not in known.problems
            ]
        _refuse(found)
        return self

    def criteria_made(self) -> tuple[Criterion, ...]:
        """The criteria in the rubric's order."""
        by_name = {criterion.name: criterion for criterion in self.criteria}
        return tuple(
            Criterion(
                name=name,
                band=by_name[name].band,
                reason=_line(by_name[name].reason),
                confidence=by_name[name].confidence,
                citations=_citations(by_name[name].citations),
            )
            for name in CRITERIA
        )

    def steps(self) -> tuple[Step, ...]:
        """The plan."""
        return tuple(Step(text=_line(step.text), problem=step.problem) for step in self.plan)

    def remarks_made(self) -> tuple[Remark, ...]:
        """The remarks."""
        return _remarks(self.remarks)


class ReviewAnswer(_Form):
    """A review of one submission."""

    text: _Words
    remarks: Annotated[tuple[_Remark, ...], Field(max_length=3)]

    @model_validator(mode="after")
    def _holds(self, info: ValidationInfo) -> Self:
        known = info.context
        if isinstance(known, Known):
            _refuse(
                [line for each in self.remarks for line in _unresolved("a remark", each.citations, known)]
            )
        return self

    def remarks_made(self) -> tuple[Remark, ...]:
        """The remarks."""
        return _remarks(self.remarks)


def _refuse(found: Sequence[str]) -> None:
    if found:
        raise ValueError("; ".join(found[:6]))


def _of_the_criteria(criteria: Sequence[_Criterion]) -> Iterator[str]:
    names = [criterion.name for criterion in criteria]
    if sorted(names) != sorted(CRITERIA):
        yield f"the criteria are {', '.join(CRITERIA)}, each exactly once"


def _unresolved(where: str, citations: Sequence[_Cited], known: Known) -> Iterator[str]:
    for cited in citations:
        wrong = fault(Citation(event=cited.event, quote=cited.quote), known.events)
        if wrong is None and not cited.quote.strip() and text_of(known.events[cited.event]):
            wrong = f"event {cited.event} is cited without a quote"
        if wrong is not None:
            yield f"{where}: {wrong}"


def _unfounded(criterion: _Criterion, known: Known) -> Iterator[str]:
    """A band has to rest on something of the candidate's that can show it."""
    if criterion.band is None:
        return
    kinds = _SHOWS[criterion.name]
    cited = [known.events[c.event].payload for c in criterion.citations if c.event in known.events]
    own = [each for each in cited if isinstance(each, kinds) and not _interviewers(each)]
    if not own:
        yield f"{criterion.name} has a band, and nothing that is cited shows it of the candidate; else null"


def _interviewers(payload: p.Payload) -> bool:
    return isinstance(payload, p.MessageSaid) and payload.speaker != "candidate"


_WORK = (p.SubmissionMade, p.VerdictGiven, p.CodeRun, p.CellExecuted)
_SHOWS: dict[CriterionName, tuple[type[p.Payload], ...]] = {
    "problem_solving": (p.MessageSaid, *_WORK),
    "technical_competency": (m.ComplexityMeasured, m.CodeChecked, *_WORK),
    "testing": (p.CodeRun, p.CellExecuted, m.TestsMeasured, p.MessageSaid),
    "communication": (p.MessageSaid,),
}


def _remarks(made: Sequence[_Remark]) -> tuple[Remark, ...]:
    order = ("went_well", "went_okay", "needs_improvement")
    return tuple(
        Remark(kind=each.kind, text=_line(each.text), citations=_citations(each.citations))
        for each in sorted(made, key=lambda each: order.index(each.kind))
    )


def _citations(cited: Sequence[_Cited]) -> tuple[Citation, ...]:
    return tuple(Citation(event=each.event, quote=each.quote) for each in cited)


def _line(text: str) -> str:
    return " ".join(text.split())
