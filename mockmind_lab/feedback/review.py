"""The review of one submission by rules: what the judge saw, what changed, what was measured."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from mockmind_lab.core.measured import CodeChecked, ComplexityMeasured
from mockmind_lab.core.payloads import VerdictGiven
from mockmind_lab.core.plural import count
from mockmind_lab.core.scoring import Citation, Remark, ReviewMade
from mockmind_lab.core.verdict import Code
from mockmind_lab.feedback.remarks import failed, share

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.interview import Attempt, Interview

__all__ = ["attempt_of", "review"]

_MOST_FINDINGS = 3
_MOST_COMPARED = 500  # lines; the comparison takes the square of them


def attempt_of(interview: Interview, submission: int) -> tuple[Attempt, Attempt | None]:
    """The submission of that ``seq`` and the one before it in its round. Raises ``LookupError``."""
    for current in interview.rounds.values():
        for at, attempt in enumerate(current.attempts):
            if attempt.seq == submission:
                return attempt, current.attempts[at - 1] if at else None
    raise LookupError(f"no submission {submission}")


def review(interview: Interview, events: Sequence[Event], submission: int, *, by: str) -> ReviewMade:
    """The review. Pure: the same events always give the same one."""
    attempt, before = attempt_of(interview, submission)
    verdict = next(
        (e.seq for e in events if isinstance(e.payload, VerdictGiven) and e.payload.submission == submission),
        submission,
    )
    remarks = (
        *_of_the_verdict(attempt, verdict),
        *_of_the_change(attempt, before, verdict),
        *_of_the_examples(attempt, verdict),
        *_of_the_measures(events, submission),
    )
    text = " ".join(remark.text for remark in remarks[:2])
    return ReviewMade(submission=submission, evaluator=by, text=text, remarks=remarks)


def _of_the_verdict(attempt: Attempt, seq: int) -> Iterator[Remark]:
    verdict = attempt.verdict
    cited = (Citation(event=attempt.seq), Citation(event=seq))
    if verdict is None or verdict.code is Code.IE:
        yield Remark(
            kind="went_okay", text="The judge itself failed; this attempt does not count.", citations=cited
        )
    elif verdict.code is Code.AC:
        yield Remark(
            kind="went_well", text=f"Accepted: all {count(verdict.total, 'test')} passed.", citations=cited
        )
    elif not verdict.tests:
        reason = " ".join(verdict.message.split()) or verdict.code.meaning
        yield Remark(kind="needs_improvement", text=f"No test was run: {reason}", citations=cited)
    else:
        text = f"{share(attempt).capitalize()} passed; failed: {failed(attempt)}."
        yield Remark(kind="needs_improvement", text=text, citations=cited)


def _of_the_examples(attempt: Attempt, seq: int) -> Iterator[Remark]:
    """The first example that failed; the candidate has it before them."""
    tests = attempt.verdict.tests if attempt.verdict else ()
    shown = next((t for t in tests if t.visible and t.code is not Code.AC), None)
    if shown is not None and shown.input is not None:
        came = f"gave {shown.got}" if shown.got is not None else f"ended with {shown.code.meaning}"
        text = f"Example {shown.number}, {shown.input}, {came} and should give {shown.expected}."
        yield Remark(kind="needs_improvement", text=text, citations=(Citation(event=seq),))


def _of_the_change(attempt: Attempt, before: Attempt | None, seq: int) -> Iterator[Remark]:
    if before is None or before.verdict is None or attempt.verdict is None:
        return
    cited = (Citation(event=before.seq), Citation(event=attempt.seq), Citation(event=seq))
    if before.artefact.source == attempt.artefact.source:
        text = f"The code is that of submission {before.number}, unchanged."
        yield Remark(kind="needs_improvement", text=text, citations=cited)
        return
    gain = attempt.verdict.passed - before.verdict.passed
    came = (
        f"{count(abs(gain), 'test')} {'more' if gain > 0 else 'fewer'} passed"
        if gain
        else "as many tests passed"
    )
    text = f"Since submission {before.number}, {_changed(before, attempt)} and {came}."
    yield Remark(kind="went_well" if gain > 0 else "needs_improvement", text=text, citations=cited)


def _changed(before: Attempt, after: Attempt) -> str:
    old, new = before.artefact.source.splitlines(), after.artefact.source.splitlines()
    if max(len(old), len(new)) > _MOST_COMPARED:
        return "the code was changed"
    pieces = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    lines = sum(max(b - a, d - c) for tag, a, b, c, d in pieces if tag != "equal")
    return count(lines, "line was changed", "lines were changed")


def _of_the_measures(events: Sequence[Event], submission: int) -> Iterator[Remark]:
    for event in events:
        match event.payload:
            case ComplexityMeasured() as found if found.submission == submission and found.mine.growth:
                beside = (
                    f", the reference as {found.reference.growth}"
                    if found.reference and found.reference.growth
                    else ""
                )
                text = f"Its cost grows as {found.mine.growth} ({found.mine.confidence}){beside}."
                yield Remark(kind="went_okay", text=text, citations=(Citation(event=event.seq),))
            case CodeChecked() as found if found.submission == submission:
                for finding in found.findings[:_MOST_FINDINGS]:
                    place = f"Line {finding.line}: " if finding.line else ""
                    yield Remark(
                        kind="needs_improvement",
                        text=f"{place}{finding.text}",
                        citations=(Citation(event=event.seq),),
                    )
            case _:
                pass
