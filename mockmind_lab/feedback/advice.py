"""Advice in plain sentences, each about something that this candidate did."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mockmind_lab.core.verdict import Code
from mockmind_lab.core.versions import versions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.interview import Attempt, Round
    from mockmind_lab.feedback.evidence import Conduct

__all__ = ["MOST", "advice"]

MOST = 3
"""So many strengths and so many improvements are given at most."""
_QUOTED = 90  # characters of a message that are quoted


def advice(rounds: Sequence[tuple[Round, Conduct]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Strengths and improvements, the weightiest first, at most three each, over all rounds."""
    strengths = _pick([list(_strengths(current, found)) for current, found in rounds])
    improvements = _pick([list(_improvements(current, found)) for current, found in rounds])
    return strengths, improvements


def _pick(by_round: list[list[str]]) -> tuple[str, ...]:
    """The first of each round, then the second of each, so that no round takes all the room."""
    longest = max(map(len, by_round), default=0)
    ranked = [each[place] for place in range(longest) for each in by_round if place < len(each)]
    return tuple(dict.fromkeys(ranked))[:MOST]


def _strengths(current: Round, found: Conduct) -> Iterator[str]:
    where = _where(current)
    if found.solved and found.solved is found.judged[0]:
        yield f"Your first submission of {where}, {_version(current, found.solved)}, passed every test."
    elif found.solved:
        before = found.judged[found.judged.index(found.solved) - 1]
        yield (
            f"You mended {where} after a failed verdict: {_version(current, before)} passed "
            f"{_share(before)}, {_version(current, found.solved)} passed them all."
        )
    elif found.improved:
        first, best = found.improved
        yield (
            f"You got further in {where}: {_version(current, first)} passed {_share(first)}, "
            f"{_version(current, best)} {_share(best)}."
        )
    if found.questions:
        yield f"You asked before you coded: {_quote(found.questions[0].text)}"
    if found.own_inputs and found.own_inputs[0].input is not None:
        yield f"You tried inputs of your own on {where}, such as {_quote(found.own_inputs[0].input)}"
    if found.solved and not current.hints:
        yield f"You solved {where} without a hint."
    if found.explanations:
        yield f"You said what you were thinking: {_quote(found.explanations[0].text)}"
    if found.early_runs and found.judged:
        yield f"You ran the examples of {where} before you submitted."


def _improvements(current: Round, found: Conduct) -> Iterator[str]:
    where = _where(current)
    if current.problem is None:
        yield f"{where[0].upper()}{where[1:]} was never reached; plan your time over all problems."
        return
    if not current.attempts:
        yield f"You submitted nothing for {where}; even a brute force that passes some tests gives points."
    best = found.best
    if best is not None and not found.solved:
        yield f"Your best submission of {where}, {_version(current, best)}, still failed {_failures(best)}."
    if found.repeated:
        earlier, later = found.repeated
        yield (
            f"Submission {later.number} of {where} was the same code as submission {earlier.number}; change "
            "something before you spend another attempt."
        )
    if found.judged and not found.early_runs:
        version = _version(current, found.judged[0])
        yield f"You submitted {version} of {where} without running the examples first."
    if found.solved and found.solved is not found.judged[0]:
        failures = _failures(found.judged[0])
        yield f"Your first submission of {where} failed {failures}; check such cases before you submit."
    if current.hints:
        cost = sum(hint.cost for hint in current.hints)
        level = max(hint.level for hint in current.hints)
        yield (
            f"You took hints up to level {level} for {where} (stated cost {cost:g} points); try to say "
            "aloud what you are stuck on first."
        )
    if not found.messages:
        yield f"You said nothing during {where}; an interviewer can only credit thinking that is heard."
    elif not found.questions:
        yield f"You asked nothing before you began to code {where}; ask about empty and extreme inputs."
    if current.attempts and not found.own_inputs:
        yield f"You ran no input of your own on {where}; try an edge case with %interview run INPUT."


def _where(current: Round) -> str:
    return f"“{current.problem.title}”" if current.problem else f"problem {current.number}"


def _version(current: Round, attempt: Attempt) -> str:
    number = next(v.number for v in versions(current) if v.source == attempt.artefact.source)
    return f"version {number}"


def _share(attempt: Attempt) -> str:
    verdict = attempt.verdict
    return f"{verdict.passed} of {verdict.total} tests" if verdict and verdict.total else "no test"


def _failures(attempt: Attempt) -> str:
    """``2 edge tests (wrong answer)``: which tests failed, without a word of what is in them."""
    verdict = attempt.verdict
    failed = [test for test in verdict.tests if test.code is not Code.AC] if verdict else []
    if not failed:
        return f"with {verdict.code.meaning}" if verdict else "unjudged"
    kinds = Counter((test.category, test.code.meaning) for test in failed)
    named = [
        f"{count} {category} test{'' if count == 1 else 's'} ({meaning})"
        for (category, meaning), count in kinds.most_common(2)
    ]
    more = len(failed) - sum(count for _, count in kinds.most_common(2))
    return ", ".join(named) + f" and {more} more" if more else " and ".join(named)


def _quote(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words if len(words) <= _QUOTED else words[: _QUOTED - 1].rstrip() + '…'}”"
