"""The rule-based evaluator: the score from what was measured, and from nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockmind_lab.core.interview import Round
from mockmind_lab.core.scoring import FeedbackGiven, ScoreLine
from mockmind_lab.feedback.advice import advice
from mockmind_lab.feedback.evidence import Conduct, conduct
from mockmind_lab.feedback.rubric import NO_EVIDENCE, RUBRIC, VERSION, Rubric

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Interview

__all__ = ["RuleEvaluator"]


@dataclass(frozen=True, slots=True)
class RuleEvaluator:
    """Scores by rules. Pure: the same events always give the same feedback."""

    name: str = "rules"
    rubric: Rubric = RUBRIC

    def evaluate(self, interview: Interview, events: Sequence[Event]) -> FeedbackGiven:
        """The feedback on ``interview``. A round that was never reached counts as nothing solved."""
        rounds = [(current, conduct(interview, current, events)) for current in _rounds(interview)]
        counted = [(current, found) for current, found in rounds if not _our_fault(found)]
        share = 1.0 / max(len(counted), 1)
        lines: list[ScoreLine] = []
        for current, found in rounds:
            prefix = f"Problem {current.number}: " if len(rounds) > 1 else ""
            mine = self._round(current, found, share)
            lines += [line.model_copy(update={"label": prefix + line.label}) for line in mine]
        score = round(min(max(sum(line.points for line in lines), 0.0), 100.0), 1)
        strengths, improvements = advice(rounds)
        return FeedbackGiven(
            evaluator=self.name,
            rubric_version=VERSION,
            score=score,
            lines=tuple(lines),
            strengths=strengths,
            improvements=improvements,
        )

    def _round(self, current: Round, found: Conduct, share: float) -> Iterator[ScoreLine]:
        if _our_fault(found):
            reason = "the judge itself failed (IE), so this problem does not count"
            yield _line("Correctness", 0.0, reason, found.cite(*found.faults))
            return
        correctness = self._correctness(found, share)
        yield correctness
        yield self._problem_solving(found, share)
        yield self._testing(found, share)
        yield self._communication(found, share)
        if current.hints:
            yield self._hints(current, correctness.points)

    def _correctness(self, found: Conduct, share: float) -> ScoreLine:
        best = found.best
        if best is None or best.verdict is None:
            return _line("Correctness", 0.0, f"{NO_EVIDENCE}: nothing was submitted and judged")
        verdict = best.verdict
        passed = verdict.passed / verdict.total if verdict.total else 0.0
        points = self.rubric.tests_passed * passed + (self.rubric.solved if found.solved else 0.0)
        reason = f"submission {best.number} passed {verdict.passed} of {verdict.total} tests"
        reason += " and was accepted" if found.solved else f" ({verdict.code.meaning})"
        return _line("Correctness", points * share, reason, found.cite(best))

    def _problem_solving(self, found: Conduct, share: float) -> ScoreLine:
        label = "Problem solving"
        if not found.judged:
            return _line(label, 0.0, NO_EVIDENCE)
        if found.solved:
            place = found.judged.index(found.solved)
            points = self.rubric.solved_at[min(place, len(self.rubric.solved_at) - 1)]
            reason = "the first submission was accepted"
            if place:
                failed = found.judged[place - 1].verdict
                code = failed.code.value if failed else ""
                reason = f"submission {found.solved.number} mended what failed before ({code})"
            return _line(label, points * share, reason, found.cite(*found.judged[: place + 1]))
        if found.improved:
            first, best = found.improved
            reason = f"submission {best.number} passed more tests than submission {first.number}"
            return _line(label, self.rubric.improved * share, reason, found.cite(first, best))
        several = len(found.judged) > 1
        reason = "no submission passed more tests than the first" if several else "one wrong submission"
        return _line(label, 0.0, reason, found.cite(*found.judged))

    def _testing(self, found: Conduct, share: float) -> ScoreLine:
        points, reasons, evidence = 0.0, list[str](), list[int]()
        if found.early_runs:
            points += self.rubric.ran_before_submitting
            reasons.append("ran the examples" + (" before submitting" if found.judged else ""))
            evidence.append(found.early_runs[0].seq)
        if found.own_inputs:
            points += self.rubric.own_input
            reasons.append(f"tried {_count(len(found.own_inputs), 'input')} of their own")
            evidence += [trial.seq for trial in found.own_inputs[:3]]
        return _line("Testing", points * share, "; ".join(reasons) or NO_EVIDENCE, tuple(evidence))

    def _communication(self, found: Conduct, share: float) -> ScoreLine:
        points, reasons, evidence = 0.0, list[str](), list[int]()
        if found.questions:
            points += self.rubric.asked_before_coding
            reasons.append(f"asked {_count(len(found.questions), 'question')} before the first run")
            evidence += [message.seq for message in found.questions[:3]]
        if found.explanations:
            points += self.rubric.explained
            reasons.append("explained the approach")
            evidence += [message.seq for message in found.explanations[:3]]
        if found.answers:
            points += self.rubric.answered
            reasons.append(f"answered {_count(len(found.answers), 'question')}")
            evidence += [seq for asked, said in found.answers[:3] for seq in (asked.seq, said.seq)]
        return _line("Communication", points * share, "; ".join(reasons) or NO_EVIDENCE, tuple(evidence))

    def _hints(self, current: Round, correctness: float) -> ScoreLine:
        cost = sum(hint.cost for hint in current.hints)
        most = correctness * self.rubric.hint_cap
        levels = ", ".join(str(hint.level) for hint in current.hints)
        reason = f"took {_count(len(current.hints), 'hint')} (level {levels}), stated cost {cost:g}"
        if cost > most:
            reason += f"; hints cost at most {self.rubric.hint_cap:.0%} of correctness"
        return _line("Hints", -min(cost, most), reason, tuple(hint.seq for hint in current.hints))


def _rounds(interview: Interview) -> list[Round]:
    """Every round that was planned; one that was never reached is empty."""
    planned = interview.terms.problems if interview.terms else 0
    numbers = sorted({*interview.rounds, *range(1, planned + 1)})
    return [interview.rounds.get(number) or Round(number) for number in numbers]


def _our_fault(found: Conduct) -> bool:
    return bool(found.faults) and not found.judged


def _line(label: str, points: float, reason: str, evidence: tuple[int, ...] = ()) -> ScoreLine:
    # ``+ 0.0`` turns a negative zero, which JSON would keep, into zero.
    return ScoreLine(
        label=label, points=round(points, 1) + 0.0, reason=reason, evidence=tuple(sorted(set(evidence)))
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
