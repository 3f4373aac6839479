"""Scores by rules and verdicts of the judge, made again from a report's events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from mockmind_lab.core import payloads as p
from mockmind_lab.core.interview import fold
from mockmind_lab.core.scoring import FeedbackGiven
from mockmind_lab.core.verdict import Code, Isolation, Verdict
from mockmind_lab.errors import MockmindError
from mockmind_lab.feedback.evaluator import RuleEvaluator
from mockmind_lab.feedback.rubric import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Attempt
    from mockmind_lab.core.problem import Problem
    from mockmind_lab.judge import Judge
    from mockmind_lab.library import Library
    from mockmind_lab.report.story import Story

__all__ = ["JudgedAgain", "Rejudge", "alike", "scored_again"]

Finding = tuple[Literal["held", "failed", "open", "note"], str]


class Rejudge(Protocol):
    """Judges an interview's submissions again."""

    def __call__(self, story: Story, /) -> Iterable[Finding]:
        """A finding a submission or problem."""
        ...


def scored_again(story: Story) -> Iterator[Finding]:
    """Whether the rules give the same score from the events before it. A model's score is only kept."""
    for place, event in enumerate(story.events):
        given = event.payload
        if not isinstance(given, FeedbackGiven):
            continue
        score = f"The score, {given.score:g} of 100 by {given.evaluator}, rubric {given.rubric_version},"
        if given.evaluator != RuleEvaluator().name:
            yield "note", f"{score} is a model's: it is kept as it was given, and can't be derived again."
        elif given.rubric_version != VERSION:
            yield "open", f"{score} is not derived again: the rubric here is {VERSION}."
        elif _by_rules(_before(story, place), given) == _settled(given):
            yield "held", f"{score} is what the rules give from the events."
        elif story.stand_ins:
            yield "open", f"{score} can't be derived again where names were replaced."
        else:
            yield "failed", f"{score} is not what the rules give from the events."


def _by_rules(events: Sequence[Event], given: FeedbackGiven) -> FeedbackGiven:
    """What the rules give from ``events`` with the weights that are on record."""
    return _settled(RuleEvaluator(weights=dict(given.weights)).assess(fold(events), events))


def _settled(given: FeedbackGiven) -> FeedbackGiven:
    """Without what does not follow from the events: the plan knows the bank and what was solved before."""
    return given.model_copy(update={"plan": (), "fallback": "", "prompts": ""})


def _before(story: Story, place: int) -> list[Event]:
    """The events that the evaluator saw: those before the end, which is written with the score."""
    events = list(story.events[:place])
    if events and isinstance(events[-1].payload, p.StatusChanged):
        events.pop()
    return events


@dataclass(frozen=True, slots=True)
class JudgedAgain:
    """Judges with the bank at hand, as the host did."""

    judge: Judge
    library: Library

    def __call__(self, story: Story) -> Iterator[Finding]:
        """A finding a problem that something was submitted for."""
        for current in story.interview.rounds.values():
            judged = [a for a in current.attempts if a.verdict and a.verdict.code is not Code.IE]
            if current.problem is None or not judged:
                continue
            try:
                problem = self.library.get(current.problem.slug)
            except MockmindError as error:
                yield "open", f"{current.problem.title}: not judged again, for it is not here. {error}"
                continue
            if problem.digest != current.problem.digest:
                yield "open", f"{problem.title}: not judged again, for its package has changed since."
                continue
            yield from self._submissions(problem, judged, story.stand_ins)

    def _submissions(
        self, problem: Problem, judged: list[Attempt], replaced: frozenset[int]
    ) -> Iterator[Finding]:
        for attempt in judged:
            was = attempt.verdict
            if was is None:
                continue
            what = f"{problem.title}: submission {attempt.number}"
            try:
                found = self._same(problem, attempt, was)
            except MockmindError as error:
                yield "open", f"{what} can't be judged here. {error}"
                continue
            if found.code is Code.IE:
                yield "open", f"{what} can't be judged here. {found.message}"
            elif alike(was, found):
                yield "held", f"{what}, judged again, gets {_said(found)} again."
            elif attempt.seq in replaced:
                yield "open", f"{what} can't be judged again: a name in it was replaced."
            else:
                yield "failed", f"{what}, judged again, gets {_said(found)} and not {_said(was)}."

    def _same(self, problem: Problem, attempt: Attempt, was: Verdict) -> Verdict:
        """The verdict now; once more where it differs by time, for this machine may be busy."""
        found = self.verdict(problem, attempt.artefact)
        slow = Code.TLE in {t.code for t in (*was.tests, *found.tests)}
        return self.verdict(problem, attempt.artefact) if slow and not alike(was, found) else found

    def verdict(self, problem: Problem, artefact: p.Artefact) -> Verdict:
        """What the judge says of ``artefact`` on all tests, each in a process of its own."""
        return self.judge.judge(
            problem,
            artefact.source,
            tests=problem.tests,
            isolation=Isolation.TEST,
            language=artefact.language,
        )


def alike(one: Verdict, other: Verdict) -> bool:
    """Whether two verdicts say the same, test by test; times and memory differ by the machine."""
    codes = [[(test.number, test.code) for test in verdict.tests] for verdict in (one, other)]
    return one.code is other.code and codes[0] == codes[1]


def _said(verdict: Verdict) -> str:
    return f"{verdict.code.value}, {verdict.passed} of {verdict.total} tests"
