"""Remarks in plain sentences, each about something that this candidate did, with the events that show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mockmind_lab.core.plural import count
from mockmind_lab.core.scoring import Citation, Remark
from mockmind_lab.core.verdict import Code
from mockmind_lab.core.versions import versions
from mockmind_lab.feedback.citations import excerpt, failures
from mockmind_lab.feedback.evidence import question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mockmind_lab.core.interview import Attempt, Round, Trial
    from mockmind_lab.feedback.evidence import Conduct
    from mockmind_lab.feedback.tally import Rounds

__all__ = ["MOST", "failed", "remarks", "said", "share", "title"]

MOST = 3
"""So many remarks of each kind are made at most."""
_HELP = ("the nudge", "the hint on the approach", "the near-solution hint")


def remarks(rounds: Rounds) -> tuple[Remark, ...]:
    """What went well, went okay and needs improvement, the weightiest first, over all rounds."""
    makers: tuple[Callable[[Round, Conduct], Iterator[Remark]], ...] = (_well, _okay, _wanting)
    return tuple(remark for maker in makers for remark in _pick([list(maker(*each)) for each in rounds]))


def _pick(by_round: list[list[Remark]]) -> list[Remark]:
    """The first of each round, then the second of each, so that no round takes all the room."""
    longest = max(map(len, by_round), default=0)
    ranked = [each[place] for place in range(longest) for each in by_round if place < len(each)]
    return list({remark.text: remark for remark in ranked}.values())[:MOST]


def _well(current: Round, found: Conduct) -> Iterator[Remark]:
    where = title(current)
    first = found.judged[0] if found.judged else None
    if first is not None and found.solved is first and not _deep(current):
        yield _good(f"Your first submission of {where} passed all {_all(first)}.", found.cite(first))
    elif found.solved and not _deep(current):
        place = found.judged.index(found.solved)
        before = found.judged[place - 1]
        yield _good(
            f"You found the fault in {where}: {_version(current, before)} passed {share(before)}, "
            f"{_version(current, found.solved)} passed them all.",
            found.cite(before, found.solved),
        )
    tests = found.measured.tests
    if tests and tests[1].mutants and 2 * tests[1].caught >= tests[1].mutants:
        best = max((t for t in tests[1].tests if not t.false_alarm), key=lambda t: t.caught, default=None)
        if best:
            yield _good(
                f"Your own tests of {where} catch {tests[1].caught} of {tests[1].mutants} wrong solutions; "
                f"the sharpest is `{excerpt(best.text)}`.",
                (tests[0],),
            )
    if found.questions:
        asked = found.questions[0]
        yield _good(f"You asked before you coded: {said(asked.text)}", (asked.seq,), asked.text)
    if found.explanations:
        told = found.explanations[0]
        yield _good(f"You said what you were going to do: {said(told.text)}", (told.seq,), told.text)
    if found.inputs:
        trial = found.inputs[0]
        many = f", {len(found.inputs)} in all" if len(found.inputs) > 1 else ""
        yield _good(
            f"You tried inputs of your own on {where}, such as {said(trial.input or '')}{many}.",
            (trial.seq,),
            trial.input or "",
        )


def _okay(current: Round, found: Conduct) -> Iterator[Remark]:
    where = title(current)
    if found.solved and _deep(current):
        level = max(hint.level for hint in current.hints)
        yield _fair(
            f"{where} was accepted, with the help of {_HELP[level - 1]}.",
            (*found.cite(found.solved), *(hint.seq for hint in current.hints)),
        )
    if found.solved and len(found.judged) > 2:
        yield _fair(
            f"{where} took {len(found.judged)} submissions: {_course(found)}.", found.cite(*found.judged)
        )
    elif found.improved and not found.solved:
        first, best = found.improved
        yield _fair(
            f"You got further in {where}: {_version(current, first)} passed {share(first)}, "
            f"{_version(current, best)} {share(best)}.",
            found.cite(first, best),
        )
    growth = found.measured.growth
    if found.solved and growth and growth[1].mine.growth:
        reference = growth[1].reference.growth if growth[1].reference else None
        beside = f"; the reference grows as {reference}" if reference else ""
        sure = "grows" if growth[1].mine.confidence == "confident" else "probably grows"
        yield _fair(
            f"The cost of your accepted code {sure} as {growth[1].mine.growth}{beside}.", (growth[0],)
        )
    if found.early_runs and found.judged and not found.own_inputs and not found.ignored:
        yield _fair(
            f"You ran the examples of {where} before you submitted, and nothing else.",
            (found.early_runs[0].seq,),
        )
    if found.answers:
        asked, answer = found.answers[0]
        only = "" if found.questions or found.explanations else "You spoke only when asked. "
        text = f"{only}To {said(_inner(question(asked.text)))} you answered: {said(answer.text)}"
        yield _fair(text, (answer.seq,), answer.text)


def _wanting(current: Round, found: Conduct) -> Iterator[Remark]:
    where = title(current)
    if current.problem is None:
        yield _poor(f"Problem {current.number} was never reached: the time went into the problems before it.")
        return
    if not current.attempts and not current.runs and not found.messages:
        yield _poor(
            f"On {where} you ran, said and submitted nothing, so nothing could be credited; even a brute "
            "force that passes some tests gives points."
        )
        return
    best = found.best
    if not current.attempts:
        ran = " The code that you ran was never judged." if current.runs else ""
        yield _poor(
            f"Nothing was submitted for {where}.{ran}", tuple(trial.seq for trial in current.runs[-1:])
        )
    elif best is not None and not found.solved:
        yield _poor(
            f"Your best submission of {where}, {_version(current, best)}, still failed {failed(best)}.",
            found.cite(best),
        )
    yield from _of_the_work(current, found)
    yield from _of_the_talk(current, found)


def _of_the_work(current: Round, found: Conduct) -> Iterator[Remark]:
    where = title(current)
    if found.repeated:
        earlier, later = found.repeated
        yield _poor(
            f"Submission {later.number} of {where} was the same code as submission {earlier.number}: an "
            "attempt spent to hear the same verdict.",
            found.cite(earlier, later),
        )
    if found.ignored:
        run, first = found.ignored
        yield _poor(
            f"You submitted {_version(current, first)} of {where} though its last run had failed "
            f"{_examples(run)}.",
            (run.seq, *found.cite(first)),
        )
    elif found.judged and not current.runs:
        yield _poor(
            f"You submitted {_version(current, found.judged[0])} of {where} without having run it once.",
            found.cite(found.judged[0]),
        )
    elif found.solved and found.solved is not found.judged[0]:
        tried = "" if found.own_inputs else "; no input of your own was tried before it"
        yield _poor(
            f"Your first submission of {where} failed {failed(found.judged[0])}{tried}.",
            found.cite(found.judged[0]),
        )
    tests = found.measured.tests
    for test in (t for t in (tests[1].tests if tests else ()) if t.false_alarm):
        yield _poor(
            f"Your test `{excerpt(test.text)}` fails on a right solution as well.",
            (tests[0],) if tests else (),
        )
        break
    if current.hints:
        cost = sum(hint.cost for hint in current.hints)
        taken = ("the first hint", "two hints", "all three hints")[len(current.hints) - 1]
        ran = any(trial.seq < current.hints[0].seq for trial in current.runs)
        before = "" if ran else " before you had run any code"
        yield _poor(
            f"You took {taken} of {where}{before}, at a stated cost of {cost:g} points.",
            tuple(hint.seq for hint in current.hints),
        )
    checks = found.measured.checks
    if checks and checks[1].findings:
        first = checks[1].findings[0]
        place = f"line {first.line}: " if first.line else ""
        yield _poor(f"In the code of {where}, {place}{first.text}", (checks[0],))


def _of_the_talk(current: Round, found: Conduct) -> Iterator[Remark]:
    where = title(current)
    if not found.messages:
        shown = (*current.attempts, *current.runs, *current.hints)[:1]
        yield _poor(
            f"You said nothing during {where}: of your reasoning only the code could be judged.",
            tuple(each.seq for each in shown),
        )
    elif not (found.questions or found.explanations):
        first = found.messages[0]
        before = [a for a in current.attempts if a.seq < first.seq]
        when = f"came after submission {before[-1].number}" if before else "were these"
        yield _poor(
            f"You neither asked nor explained how you would go about {where}; your first words {when}: "
            f"{said(first.text)}",
            (first.seq,),
            first.text,
        )
    elif not found.questions:
        began = sorted(each.seq for each in (*current.runs, *current.attempts))[:1]
        yield _poor(f"You asked nothing about {where} before you began to code.", tuple(began))
    if current.attempts and current.runs and not found.own_inputs:
        yield _poor(
            f"You ran no input of your own on {where}; `%interview run INPUT` takes one.",
            (current.runs[0].seq,),
        )


def title(current: Round) -> str:
    """The problem as sentences name it."""
    return f"“{current.problem.title}”" if current.problem else f"problem {current.number}"


def said(text: str) -> str:
    """The start of a text, on one line, in quotation marks."""
    start = excerpt(text)
    return f"“{start}{'' if start == text.strip() else ' …'}”"


def share(attempt: Attempt) -> str:
    """``6 of 8 tests``."""
    verdict = attempt.verdict
    return f"{verdict.passed} of {verdict.total} tests" if verdict and verdict.total else "no test"


def failed(attempt: Attempt) -> str:
    """Which tests failed."""
    return failures(attempt.verdict) if attempt.verdict else "unjudged"


def _course(found: Conduct) -> str:
    """``wrong answer, time limit exceeded, then accepted``."""
    codes = [a.verdict.code.meaning for a in found.judged if a.verdict]
    return f"{', '.join(codes[:-1])}, then {codes[-1]}"


def _examples(run: Trial) -> str:
    """``example 2``: those that failed in a run."""
    failed = [str(test.number) for test in run.verdict.tests if test.code is not Code.AC]
    if not failed:
        return f"with {run.verdict.code.meaning}"
    return f"example {failed[0]}" if len(failed) == 1 else f"examples {', '.join(failed)}"


def _inner(text: str) -> str:
    """A text with quotations in it, to be quoted itself."""
    return text.replace("“", "‘").replace("”", "’")


def _deep(current: Round) -> bool:
    return any(hint.level > 1 for hint in current.hints)


def _all(attempt: Attempt) -> str:
    return count(attempt.verdict.total if attempt.verdict else 0, "test")


def _version(current: Round, attempt: Attempt) -> str:
    number = next(v.number for v in versions(current) if v.source == attempt.artefact.source)
    return f"version {number}"


def _good(text: str, seqs: tuple[int, ...], quote: str = "") -> Remark:
    return Remark(kind="went_well", text=text, citations=_cited(seqs, quote))


def _fair(text: str, seqs: tuple[int, ...], quote: str = "") -> Remark:
    return Remark(kind="went_okay", text=text, citations=_cited(seqs, quote))


def _poor(text: str, seqs: tuple[int, ...] = (), quote: str = "") -> Remark:
    return Remark(kind="needs_improvement", text=text, citations=_cited(seqs, quote))


def _cited(seqs: tuple[int, ...], quote: str) -> tuple[Citation, ...]:
    return tuple(Citation(event=seq, quote=excerpt(quote)) for seq in seqs)
