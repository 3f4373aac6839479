"""What it adds up to: correctness and hints from the events, criteria by their bands, the hire band."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mockmind_lab.core.interview import Round
from mockmind_lab.core.scoring import ScoreLine
from mockmind_lab.feedback.evidence import Conduct, conduct
from mockmind_lab.feedback.rubric import BANDS, CORRECTNESS, NO_EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Interview
    from mockmind_lab.core.scoring import Criterion
    from mockmind_lab.feedback.rubric import Hire, Rubric

__all__ = ["Rounds", "Tally", "fair", "rounds_of", "tally"]

Rounds = list[tuple[Round, Conduct]]


@dataclass(frozen=True, slots=True)
class Tally:
    """The score, its lines (whose points add up to it), what it would be without hints, and the hire band."""

    lines: tuple[ScoreLine, ...]
    score: float
    without_hints: float
    hire: Hire


def rounds_of(interview: Interview, events: Sequence[Event]) -> Rounds:
    """Every round that was planned, with what was found in it; one that was never reached is empty."""
    planned = interview.terms.problems if interview.terms else 0
    numbers = sorted({*interview.rounds, *range(1, planned + 1)})
    rounds = [interview.rounds.get(number) or Round(number) for number in numbers]
    return [(current, conduct(interview, current, events)) for current in rounds]


def fair(rounds: Rounds) -> Rounds:
    """Those that were reached and not spoilt by a fault of ours: what the criteria are about."""
    return [each for each in rounds if each[0].problem is not None and not _our_fault(each[1])]


def tally(rounds: Rounds, criteria: Sequence[Criterion], rubric: Rubric) -> Tally:
    """The score. A round that was never reached is a problem not solved; one that the judge spoilt does
    not count."""
    counted = [each for each in rounds if not _our_fault(each[1])]
    several = len(rounds) > 1
    lines: list[ScoreLine] = []
    hints: list[ScoreLine] = []
    cap = 100.0
    for current, found in rounds:
        prefix = f"Problem {current.number}: " if several else ""
        correctness = _correctness(found, rubric, 1 / max(len(counted), 1))
        lines.append(correctness.model_copy(update={"label": prefix + correctness.label}))
        if current.hints and not _our_fault(found):
            hints.append(_hints(current, correctness.points, prefix, rubric))
            level = max(hint.level for hint in current.hints)
            cap -= (100.0 - rubric.hint_caps[level - 1]) / len(counted)
    lines += [_criterion(criterion, rubric) for criterion in criteria]
    without = _total(lines)
    lines += [*hints, *_capped(lines, hints, cap)]
    score = _total(lines)
    judged = bool(counted)
    return Tally(tuple(lines), score, without, rubric.hired(score) if judged else "")


def _capped(lines: list[ScoreLine], hints: list[ScoreLine], cap: float) -> Iterator[ScoreLine]:
    over = round(_total([*lines, *hints]) - round(cap, 1), 1)
    if hints and over > 0:
        evidence = tuple(seq for line in hints for seq in line.evidence)
        reason = f"with the hints taken the score is at most {cap:.0f}"
        yield _line("Cap by hints", -over, reason, evidence)


def _correctness(found: Conduct, rubric: Rubric, share: float) -> ScoreLine:
    if _our_fault(found):
        reason = "the judge itself failed (IE), so this problem does not count"
        return _line("Correctness", 0.0, reason, found.cite(*found.faults))
    best = found.best
    if best is None or best.verdict is None:
        return _line("Correctness", 0.0, f"{NO_EVIDENCE}: nothing was submitted and judged")
    verdict = best.verdict
    passed = verdict.passed / verdict.total if verdict.total else 0.0
    part = 1.0 if found.solved else rubric.passed * passed
    reason = f"submission {best.number} passed {verdict.passed} of {verdict.total} tests"
    reason += " and was accepted" if found.solved else f" ({verdict.code.meaning})"
    return _line("Correctness", rubric.points(CORRECTNESS) * part * share, reason, found.cite(best))


def _hints(current: Round, correctness: float, prefix: str, rubric: Rubric) -> ScoreLine:
    cost = sum(hint.cost for hint in current.hints)
    most = correctness * rubric.hint_share
    levels = ", ".join(str(hint.level) for hint in current.hints)
    several = len(current.hints) > 1
    many = f"{len(current.hints)} hints (levels {levels})" if several else f"a hint (level {levels})"
    reason = f"took {many}, stated cost {cost:g}"
    if cost > most:
        reason += f"; hints cost at most {rubric.hint_share:.0%} of the problem's correctness"
    return _line(f"{prefix}Hints", -min(cost, most), reason, tuple(hint.seq for hint in current.hints))


def _criterion(criterion: Criterion, rubric: Rubric) -> ScoreLine:
    reason = criterion.reason
    if criterion.band:
        reason = f"{BANDS[criterion.band - 1]} ({criterion.band} of {len(BANDS)}): {reason}"
    label = criterion.name.replace("_", " ").capitalize()
    evidence = tuple(citation.event for citation in criterion.citations)
    return _line(label, rubric.earned(criterion.name, criterion.band), reason, evidence)


def _our_fault(found: Conduct) -> bool:
    return bool(found.faults) and not found.judged


def _total(lines: Sequence[ScoreLine]) -> float:
    return round(sum(line.points for line in lines), 1) + 0.0


def _line(label: str, points: float, reason: str, evidence: tuple[int, ...] = ()) -> ScoreLine:
    # ``+ 0.0`` turns a negative zero, which JSON would keep, into zero.
    return ScoreLine(
        label=label, points=round(points, 1) + 0.0, reason=reason, evidence=tuple(sorted(set(evidence)))
    )
