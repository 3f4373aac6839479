"""The four criteria by rules: a band for each round from what was measured, then one over all rounds."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from mockmind_lab.core.plural import count
from mockmind_lab.core.scoring import Citation, Criterion
from mockmind_lab.core.verdict import Code
from mockmind_lab.feedback.citations import excerpt
from mockmind_lab.feedback.rubric import CRITERIA, NO_EVIDENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from mockmind_lab.core.interview import Attempt, Round
    from mockmind_lab.core.measured import ComplexityMeasured
    from mockmind_lab.feedback.evidence import Conduct
    from mockmind_lab.feedback.rubric import CriterionName, Rubric

__all__ = ["Judged", "criteria", "quoted", "unseen"]

_ORDER = ("O(1)", "O(log n)", "O(n)", "O(n log n)", "O(n^2)", "O(n^3)", "O(2^n)")
_BANDS_WITH_HINTS = {0: 4, 1: 3, 2: 2, 3: 1}
_TIDY = 3  # findings in one submission from which on it is called untidy
_MOST_QUOTED = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """The band of one criterion in one round; None where nothing was seen."""

    band: int | None
    reason: str
    confidence: float = 1.0
    citations: tuple[Citation, ...] = ()


def criteria(rounds: Sequence[tuple[Round, Conduct]], rubric: Rubric) -> tuple[Criterion, ...]:
    """The four criteria over ``rounds``: those that were reached and not spoilt by a fault of ours."""
    return tuple(
        _over_all(name, [_RULES[name](*each) for each in rounds], rounds, rubric) for name in CRITERIA
    )


def unseen(name: CriterionName, rubric: Rubric) -> Criterion:
    """A criterion without evidence, and how its weight counts."""
    reason = f"{NO_EVIDENCE}: {_NOTHING[name]}, so its {rubric.points(name):g} points are not earned"
    return Criterion(name=name, band=None, reason=reason, confidence=1.0)


def quoted(seq: int, text: str) -> Citation:
    """A citation of the start of ``text``, which is the text of event ``seq``."""
    return Citation(event=seq, quote=excerpt(text))


_NOTHING: dict[CriterionName, str] = {
    "problem_solving": "nothing was submitted and no approach was named",
    "technical_competency": "no code of theirs was judged",
    "testing": "nothing was run or tried before it was submitted",
    "communication": "nothing was said",
}


def _over_all(
    name: CriterionName, found: list[Judged], rounds: Sequence[tuple[Round, Conduct]], rubric: Rubric
) -> Criterion:
    """The mean of the rounds' bands, halves down; a round without evidence beside others counts as none."""
    seen = [each for each in found if each.band]
    if not seen:
        return unseen(name, rubric)
    mean = sum(each.band or 0 for each in found) / len(found)
    numbers = [current.number for current, _ in rounds]
    several = len(found) > 1
    reasons = [
        f"problem {number}: {each.reason or NO_EVIDENCE}" if several else each.reason
        for number, each in zip(numbers, found, strict=True)
    ]
    return Criterion(
        name=name,
        band=max(1, ceil(mean - 0.5)),
        reason="; ".join(reasons),
        confidence=round(sum(each.confidence for each in seen) / len(found), 2),
        citations=tuple(dict.fromkeys(citation for each in seen for citation in each.citations)),
    )


def _events(*seqs: int) -> tuple[Citation, ...]:
    return tuple(Citation(event=seq) for seq in seqs)


def _problem_solving(current: Round, found: Conduct) -> Judged:
    level = max((hint.level for hint in current.hints), default=0)
    hints = _events(*(hint.seq for hint in current.hints))
    if not found.judged:
        if not found.approaches:
            return Judged(None, "")
        said = found.approaches[0]
        return Judged(
            1, "an approach was named and nothing submitted", 0.4, (quoted(said.seq, said.text), *hints)
        )
    band, reason, attempts = _way(found)
    if level and band > _BANDS_WITH_HINTS[level]:
        band = _BANDS_WITH_HINTS[level]
    if level:
        reason += f", after {('the nudge', 'the hint on the approach', 'the near-solution hint')[level - 1]}"
    elif found.solved:
        reason += ", without a hint"
    said = tuple(quoted(m.seq, m.text) for m in found.approaches[:1])
    return Judged(band, reason, 0.8 if said else 0.6, (*said, *_events(*found.cite(*attempts)), *hints))


def _way(found: Conduct) -> tuple[int, str, Sequence[Attempt]]:
    """How far the submissions got, before hints count."""
    if found.solved:
        place = found.judged.index(found.solved)
        if place == 0:
            return 4, "the first submission was accepted", (found.solved,)
        code = _code(found.judged[place - 1])
        reason = f"submission {found.solved.number} mended what failed before ({code})"
        return (3 if place == 1 else 2), reason, found.judged[: place + 1]
    if found.improved:
        first, best = found.improved
        reason = (
            f"submission {best.number} passed more tests than submission {first.number}, none all of them"
        )
        return 2, reason, (first, best)
    if found.repeated:
        earlier, later = found.repeated
        reason = f"submission {later.number} was submission {earlier.number} once more, unchanged"
        return 1, reason, (earlier, later)
    only, *more = found.judged
    if more:
        return 1, "no submission passed more tests than the first", found.judged
    verdict = only.verdict
    most = verdict is not None and 2 * verdict.passed > verdict.total
    return (2 if most else 1), f"one submission, not accepted ({_code(only)})", (only,)


def _technical(current: Round, found: Conduct) -> Judged:
    best = found.best
    if best is None or best.verdict is None:
        return _only_ran(current)
    slips = list(_slips(found, best))
    citations = _events(*found.cite(best), *(seq for _, seqs in slips for seq in seqs))
    growth = found.measured.growth
    if growth and growth[1].mine.growth:
        citations += (quoted(growth[0], f"growth {growth[1].mine.growth}"),)
    checks = found.measured.checks
    known = sum(bool(each) for each in (growth and growth[1].mine.growth, checks))
    confidence = (0.6, 0.75, 0.9)[known]
    if not found.solved:
        passed = best.verdict.passed / best.verdict.total if best.verdict.total else 0.0
        band = 2 if passed >= 0.5 else 1
        tests = f"{best.verdict.passed} of {best.verdict.total} tests"
        reason = f"submission {best.number} passed {tests} ({_code(best)})"
        return Judged(band, reason, confidence, tuple(dict.fromkeys(citations)))
    told = [reason for reason, _ in slips]
    band = max(4 - len(told), 2)
    told = told or [_fast(growth[1]) if growth and growth[1].mine.growth else "accepted within the limits"]
    if not known:
        told.append("growth and style were not measured")
    return Judged(band, "; ".join(told), confidence, tuple(dict.fromkeys(citations)))


def _slips(found: Conduct, best: Attempt) -> Iterator[tuple[str, tuple[int, ...]]]:
    """What takes a band from accepted code, each with its events."""
    first = found.judged[0]
    if first.verdict is not None and first.verdict.code is not Code.AC:
        yield f"submission {first.number} did not hold ({_code(first)})", found.cite(first)
    growth = found.measured.growth
    if growth and (wanted := _too_slow(growth[1])):
        mine = growth[1].mine.growth
        yield f"the accepted code grows as {mine}, where {wanted} is enough", (growth[0],)
    checks = found.measured.checks
    if checks and len(checks[1].findings) >= _TIDY:
        first = checks[1].findings[0]
        more = f"{len(checks[1].findings)} findings in submission {best.number}, such as line {first.line}"
        yield f"{more}: {first.text}", (checks[0],)


def _too_slow(growth: ComplexityMeasured) -> str:
    """The growth that would be enough, where the code's own was measured to be greater; else empty."""
    mine = growth.mine
    if mine.growth not in _ORDER or mine.confidence == "none":
        return ""
    # The reference was measured as the code was; a target may count other things than the size.
    reference = growth.reference.growth if growth.reference else None
    wanted = reference or growth.target
    if wanted not in _ORDER:
        return ""
    # A class that is only likely may be the one beside it: points are taken for what is sure.
    least = 1 if mine.confidence == "confident" else 2
    return wanted if _ORDER.index(mine.growth) - _ORDER.index(wanted) >= least else ""


def _fast(growth: ComplexityMeasured) -> str:
    return f"accepted, and it grows as {growth.mine.growth} ({growth.mine.confidence})"


def _only_ran(current: Round) -> Judged:
    """Code that was run and never judged by all tests."""
    runs = [trial for trial in current.runs if trial.input is None and trial.verdict.code is not Code.IE]
    if not runs:
        return Judged(None, "")
    passed = runs[-1].verdict.code is Code.AC
    reason = f"never submitted; the examples {'passed' if passed else 'failed'} when last run"
    return Judged(2 if passed else 1, reason, 0.3, _events(runs[-1].seq))


def _testing(current: Round, found: Conduct) -> Judged:
    inputs = found.inputs
    tried = tuple(quoted(trial.seq, trial.input or "") for trial in inputs[:_MOST_QUOTED])
    ran = _events(found.early_runs[0].seq) if found.early_runs else ()
    by_trying, words = _tried(current, found)
    tests = found.measured.tests
    own = [test for test in tests[1].tests if not test.false_alarm] if tests else []
    if tests is None or not tests[1].tests:
        return Judged(by_trying, words, 0.6, (*ran, *tried)) if by_trying else Judged(None, "")
    seq, measured = tests
    share = measured.caught / measured.mutants if measured.mutants else 0.0
    by_tests = 1 if not own or not measured.caught else 2 if share < 0.5 else 3 if share < 0.75 else 4
    alarms = len(measured.tests) - len(own)
    reason = f"own tests catch {measured.caught} of {measured.mutants} wrong solutions"
    reason += f"; {count(alarms, 'of them fails', 'of them fail')} on right code" if alarms else ""
    reason += f"; {words}" if words else ""
    first = (quoted(seq, own[0].text),) if own else _events(seq)
    return Judged(max(by_tests, by_trying or 0), reason, 0.9, (*first, *ran, *tried))


def _tried(current: Round, found: Conduct) -> tuple[int | None, str]:
    """The band for runs of examples and own inputs, and what they were."""
    first = current.attempts[0].seq if current.attempts else None
    inputs = found.inputs
    early = [trial for trial in inputs if first is None or trial.seq < first]
    words: list[str] = []
    ignored = found.ignored
    if ignored:
        words.append("ran the examples and submitted though they failed")
    elif found.early_runs:
        words.append("ran the examples" + (" before submitting" if found.judged else ""))
    elif any(trial.input is None for trial in current.runs):
        words.append("ran the examples only after the first submission")
    if inputs:
        late = "" if early else ", after submitting"
        words.append(f"tried {count(len(inputs), 'input')} of their own{late}")
    if not words:
        return None, ""
    ran = bool(found.early_runs) and not ignored
    band = 4 if len(early) > 1 and ran else 3 if early else 2 if ran or inputs else 1
    return band, "; ".join(words)


def _communication(_current: Round, found: Conduct) -> Judged:
    if not found.messages:
        return Judged(None, "")
    asked, told, answered = found.questions, found.explanations, found.answers
    words, citations = list[str](), list[Citation]()
    if asked:
        words.append(f"asked {count(len(asked), 'question')} before coding")
        citations += [quoted(m.seq, m.text) for m in asked[:1]]
    if told:
        words.append("put the approach into words")
        citations += [quoted(m.seq, m.text) for m in told[:_MOST_QUOTED]]
    if answered:
        words.append(f"answered {count(len(answered), 'question')}")
        citations += [quoted(said.seq, said.text) for _, said in answered[:2]]
    if not words:
        words = [f"{count(len(found.messages), 'message')}, none of them about the work"]
        citations = [quoted(m.seq, m.text) for m in found.messages[:1]]
    band = 1 + bool(asked) + bool(told) + bool(answered)
    return Judged(band, ", ".join(words), 0.5, tuple(citations))


_RULES: dict[CriterionName, Callable[[Round, Conduct], Judged]] = {
    "problem_solving": _problem_solving,
    "technical_competency": _technical,
    "testing": _testing,
    "communication": _communication,
}


def _code(attempt: Attempt) -> str:
    return attempt.verdict.code.meaning if attempt.verdict else "not judged"
