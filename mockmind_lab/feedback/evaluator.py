"""The rule-based evaluator: the score from what was measured, and from nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from traitlets import Dict, Float, TraitError, Unicode, validate
from traitlets.config import Configurable

from mockmind_lab.core.scoring import FeedbackGiven
from mockmind_lab.feedback.base import Evaluated
from mockmind_lab.feedback.criteria import criteria
from mockmind_lab.feedback.plan import Bank, plan
from mockmind_lab.feedback.remarks import MOST, remarks
from mockmind_lab.feedback.review import review
from mockmind_lab.feedback.rubric import RUBRIC, VERSION, Rubric
from mockmind_lab.feedback.tally import Tally, fair, rounds_of, tally

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Interview
    from mockmind_lab.core.scoring import Criterion, Remark, ReviewMade, Step
    from mockmind_lab.library import Summary

__all__ = ["RuleEvaluator", "given"]


class RuleEvaluator(Configurable):
    """Scores by rules. Pure: the same events, weights and bank always give the same feedback.

    ``index`` gives the problems that the plan may name.
    """

    weights = Dict(
        per_key_traits={name: Float(min=0) for name in RUBRIC.weights},
        key_trait=Unicode(),
        value_trait=Float(min=0),
        default_value=dict(RUBRIC.weights),
        help="How much each part of the rubric counts: " + ", ".join(RUBRIC.weights) + ". Those that are not "
        "named keep their weight; all are scaled to add up to 1.",
    ).tag(config=True)

    def __init__(self, *, index: Callable[[], Sequence[Summary]] = tuple, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._index = index

    @validate("weights")
    def _known(self, proposal: Any) -> dict[str, float]:
        unknown = set(proposal.value) - set(RUBRIC.weights)
        if unknown:
            known = ", ".join(RUBRIC.weights)
            raise TraitError(f"RuleEvaluator.weights names {sorted(unknown)}; the rubric has {known}.")
        weights = {**RUBRIC.weights, **proposal.value}
        total = sum(weights.values())
        if total <= 0:
            raise TraitError("RuleEvaluator.weights are all 0; give one of them a weight.")
        return {name: round(weight / total, 6) for name, weight in weights.items()}

    @property
    def name(self) -> str:
        """What its scores are recorded under."""
        return "rules"

    @property
    def rubric(self) -> Rubric:
        """The rubric with the configured weights."""
        return Rubric(weights=dict(self.weights))

    def bank(self, interview: Interview, solved: Collection[str]) -> Bank:
        """The problems that a plan may name."""
        return Bank(self._index(), solved, interview)

    def assess(
        self,
        interview: Interview,
        events: Sequence[Event],
        *,
        solved: Collection[str] = (),
        fallback: str = "",
    ) -> FeedbackGiven:
        """The feedback on ``interview``, at once. ``fallback`` says whom it stands in for, and why."""
        rounds = rounds_of(interview, events)
        found = criteria(fair(rounds), self.rubric)
        made = remarks(rounds)
        steps = plan(fair(rounds), found, self.bank(interview, solved))
        counted = tally(rounds, found, self.rubric)
        return given(self.name, self.rubric, counted, found, made, steps, fallback=fallback)

    def reviewed(
        self, interview: Interview, events: Sequence[Event], submission: int, *, fallback: str = ""
    ) -> ReviewMade:
        """The review of a submission, at once."""
        made = review(interview, events, submission, by=self.name)
        return made.model_copy(update={"fallback": fallback})

    async def evaluate(
        self, interview: Interview, events: Sequence[Event], *, solved: Collection[str] = ()
    ) -> Evaluated[FeedbackGiven]:
        """As the seam says."""
        return Evaluated(self.assess(interview, events, solved=solved))

    async def review(
        self, interview: Interview, events: Sequence[Event], submission: int
    ) -> Evaluated[ReviewMade]:
        """As the seam says."""
        return Evaluated(self.reviewed(interview, events, submission))

    async def close(self) -> None:
        """It holds nothing."""


def given(
    evaluator: str,
    rubric: Rubric,
    counted: Tally,
    found: Sequence[Criterion],
    made: Sequence[Remark],
    steps: Sequence[Step],
    *,
    fallback: str = "",
    prompts: str = "",
) -> FeedbackGiven:
    """The feedback as an event's payload; strengths and improvements are the remarks of version 1."""
    return FeedbackGiven(
        evaluator=evaluator,
        rubric_version=VERSION,
        score=counted.score,
        lines=counted.lines,
        strengths=tuple(r.text for r in made if r.kind == "went_well")[:MOST],
        improvements=tuple(r.text for r in made if r.kind == "needs_improvement")[:MOST],
        without_hints=counted.without_hints,
        hire=counted.hire,
        weights=tuple(rubric.weights.items()),
        criteria=tuple(found),
        remarks=tuple(made),
        plan=tuple(steps),
        fallback=fallback,
        prompts=prompts,
    )
