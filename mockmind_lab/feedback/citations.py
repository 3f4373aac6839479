"""Citations: what the text of an event is, and whether a quote is in it, word for word."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from mockmind_lab.core import measured as m
from mockmind_lab.core import payloads as p
from mockmind_lab.core.payloads import Audience
from mockmind_lab.core.plural import count
from mockmind_lab.core.scoring import Citation
from mockmind_lab.core.verdict import Code

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mockmind_lab.core.events import Event
    from mockmind_lab.core.scoring import FeedbackGiven, ReviewMade
    from mockmind_lab.core.verdict import Verdict

__all__ = ["LONGEST", "cited", "excerpt", "failures", "fault", "faults", "text_of", "verdict_text"]

LONGEST = 120
"""Characters of a quote that we choose ourselves."""


def text_of(event: Event) -> str:
    """What may be quoted of an event: what was said, written or found. Empty where it has no words."""
    match event.payload:
        case p.MessageSaid(text=text) | p.HintGiven(text=text):
            return text
        case p.CellExecuted(source=source):
            return source
        case p.SubmissionMade(artefact=artefact):
            return artefact.source
        case p.CodeRun(input=given, verdict=verdict):
            return "\n".join(filter(None, [given, verdict_text(verdict)]))
        case p.VerdictGiven(verdict=verdict):
            return verdict_text(verdict)
        case m.ComplexityMeasured() as found:
            return f"growth {found.mine.growth or 'not told'}, target {found.target}"
        case m.TestsMeasured(tests=tests, mutants=mutants, caught=caught):
            return "\n".join([f"caught {caught} of {mutants}", *(test.text for test in tests)])
        case m.CodeChecked(findings=findings):
            return "\n".join(f"line {found.line}: {found.text}" for found in findings)
        case _:
            return ""


def verdict_text(verdict: Verdict) -> str:
    """A verdict in words: its code, how many tests passed, which failed, and its message."""
    told = f"{verdict.code.value} {verdict.passed} of {verdict.total} tests passed"
    failed = f"failed: {failures(verdict)}" if verdict.tests and verdict.code is not Code.AC else ""
    return "\n".join(filter(None, [told, failed, verdict.message]))


def failures(verdict: Verdict) -> str:
    """``2 edge tests (wrong answer)``: which tests failed, without a word of what is in them."""
    failed = [test for test in verdict.tests if test.code is not Code.AC]
    if not failed:
        return f"with {verdict.code.meaning}"
    kinds = Counter((test.category, test.code.meaning) for test in failed)
    named = [
        f"{count(number, f'{category} test')} ({meaning})"
        for (category, meaning), number in kinds.most_common(2)
    ]
    more = len(failed) - sum(number for _, number in kinds.most_common(2))
    return ", ".join(named) + f" and {more} more" if more else " and ".join(named)


def excerpt(text: str, *, most: int = LONGEST) -> str:
    """The start of ``text``, word for word: up to the end of a line, or of the last whole word that fits."""
    line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    if len(line) <= most:
        return line
    cut = line[:most].rsplit(" ", 1)[0].rstrip()
    return cut or line[:most]


def fault(
    citation: Citation, events: Mapping[int, Event], *, audience: Audience = Audience.CANDIDATE
) -> str | None:
    """Why ``citation`` does not resolve for ``audience``, in one line; None if it does.

    ``events`` are those of the interview by ``seq``.
    """
    event = events.get(citation.event)
    if event is None:
        return f"there is no event {citation.event}"
    if audience not in event.audience:
        return f"event {citation.event} is not for the {audience.value}"
    if citation.quote and (event.payload is None or citation.quote not in text_of(event)):
        return f"event {citation.event} does not say {citation.quote[:80]!r}"
    return None


def cited(given: FeedbackGiven | ReviewMade) -> Iterator[Citation]:
    """Every citation in a feedback or a review; the numbers of a line's evidence among them."""
    lines = getattr(given, "lines", ())
    criteria = getattr(given, "criteria", ())
    yield from (Citation(event=seq) for line in lines for seq in line.evidence)
    yield from (citation for part in (*criteria, *given.remarks) for citation in part.citations)


def faults(
    given: FeedbackGiven | ReviewMade, events: Sequence[Event], *, audience: Audience = Audience.CANDIDATE
) -> list[str]:
    """What does not resolve in a feedback or a review on ``events``, each in one line."""
    known = {event.seq: event for event in events}
    found = (fault(citation, known, audience=audience) for citation in cited(given))
    return [line for line in found if line is not None]
