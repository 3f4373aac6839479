"""Five scripted candidates through the service: their order on ten problems, and their reports word for word.

``MOCKMIND_GOLDEN=write`` writes the reports anew; read what changed before it is committed.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from pathlib import Path
from types import SimpleNamespace

import pytest

from mockmind_lab.core.events import Event
from mockmind_lab.core.measured import ComplexityMeasured, TestsMeasured
from mockmind_lab.core.scoring import Citation, FeedbackGiven, ReviewMade
from mockmind_lab.feedback.citations import faults
from mockmind_lab.judge import Judge
from mockmind_lab.judge.complexity import measure, sized_inputs
from mockmind_lab.library import Library
from mockmind_lab.service import shelf
from tests.feedback.candidates import CANDIDATES, PROBLEMS, Hall
from tests.feedback.recorded import WRITE

GOLDEN = Path(__file__).parent / "golden"
Interviews = dict[tuple[str, str], list[Event]]


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    judge = Judge()
    yield judge
    judge.close()


@pytest.fixture(scope="module")
def interviews(tmp_path_factory: pytest.TempPathFactory, judge: Judge) -> Iterator[Interviews]:
    """The events of every candidate on every problem."""

    async def held(judge: Judge) -> Interviews:
        hall = Hall(tmp_path_factory.mktemp("hall"), judge)
        try:
            return {(n, slug): await hall.interview(n, slug) for slug in PROBLEMS for n in CANDIDATES}
        finally:
            hall.measuring.write()
            await hall.close()

    with pytest.MonkeyPatch.context() as patched:
        # The interviewer chooses its words by the interview's id.
        ids = (f"{number:08x}" for number in count())
        patched.setattr(shelf, "secrets", SimpleNamespace(token_hex=lambda _: next(ids)))
        yield asyncio.run(held(judge))


def feedback(events: Sequence[Event]) -> FeedbackGiven:
    given = events[-1].payload
    assert isinstance(given, FeedbackGiven)
    return given


@pytest.mark.parametrize("slug", PROBLEMS)
def test_the_scores_come_in_the_stated_order(interviews: Interviews, slug: str) -> None:
    scores = [feedback(interviews[name, slug]).score for name in CANDIDATES]
    assert all(better > worse for better, worse in pairwise(scores)), scores
    assert scores[0] >= 88
    assert scores[-1] == 0


def test_what_was_judged_was_measured_before_it_was_scored(interviews: Interviews) -> None:
    for (name, slug), events in interviews.items():
        kinds = [event.kind for event in events]
        wanted = name != "silent"
        assert kinds.count("complexity_measured") == kinds.count("code_checked") == wanted, (name, slug)
        assert kinds.count("tests_measured") == 1
        own = next(e.payload for e in events if isinstance(e.payload, TestsMeasured))
        assert bool(own.tests) == (name in ("strong", "wrong_and_stubborn"))
        if name == "strong":
            assert not any(test.false_alarm for test in own.tests)
            assert own.caught
        if name == "wrong_and_stubborn":
            assert [test.false_alarm for test in own.tests] == [True]


def test_what_is_kept_is_what_the_sandbox_counts(interviews: Interviews, judge: Judge) -> None:
    library, slug = Library(), PROBLEMS[0]
    (kept,) = [e.payload for e in interviews["strong", slug] if isinstance(e.payload, ComplexityMeasured)]
    problem = library.get(slug)
    inputs = sized_inputs(judge, problem, library.package(slug).generator())
    right = next(s for s in library.submissions(slug) if s.kind == "accepted" and s.language == "python")
    counted = measure(judge, problem, inputs, right.source, cpu_seconds=60)
    assert (counted.operations, counted.growth) == (kept.mine.operations, kept.mine.growth)


def test_every_claim_resolves_and_what_gives_points_is_cited(interviews: Interviews) -> None:
    for (name, slug), events in interviews.items():
        given = feedback(events)
        assert faults(given, events) == [], (name, slug)
        assert given.score == pytest.approx(sum(line.points for line in given.lines))
        for line in given.lines:
            assert line.evidence or not line.points
        for criterion in given.criteria:
            assert bool(criterion.citations) == bool(criterion.band), (name, slug, criterion)
            assert criterion.band or criterion.reason.startswith("no evidence")
        for remark in given.remarks:
            assert remark.citations or name == "silent", (name, slug, remark)


def test_every_judged_submission_has_its_review_before_the_score(interviews: Interviews) -> None:
    for events in interviews.values():
        judged = [e.payload.submission for e in events if e.kind == "verdict_given"]
        reviews = [e.payload for e in events if isinstance(e.payload, ReviewMade)]
        assert sorted(review.submission for review in reviews) == judged
        assert not [line for review in reviews for line in faults(review, events)]


def test_hints_are_told_with_and_without(interviews: Interviews) -> None:
    for (name, _), events in interviews.items():
        given = feedback(events)
        assert given.without_hints is not None
        assert (given.score < given.without_hints) == (name == "copies_the_hint")


def test_the_plan_names_problems_that_are_left_to_do(interviews: Interviews) -> None:
    bank = Library().slugs()
    for (name, slug), events in interviews.items():
        named = [step.problem for step in feedback(events).plan if step.problem]
        assert named, (name, slug)
        assert len(named) == len(set(named))
        assert set(named) <= set(bank)
        # Only what they have not solved is to be done again.
        assert slug not in named or name in ("wrong_and_stubborn", "silent")


@pytest.mark.parametrize("name", CANDIDATES)
def test_the_report_of_a_candidate_is_as_it_was_read_and_found_good(
    interviews: Interviews, name: str
) -> None:
    events = interviews[name, PROBLEMS[0]]
    given = feedback(events)
    kept = GOLDEN / f"{name}.md"
    told = written(given, events)
    if WRITE:
        GOLDEN.mkdir(exist_ok=True)
        kept.write_text(told, "utf-8")
    assert told == kept.read_text("utf-8")


def written(given: FeedbackGiven, events: Sequence[Event]) -> str:
    """A feedback and the reviews as a text that can be read and compared."""
    kinds = {event.seq: event.kind for event in events}

    def cited(citations: Sequence[Citation]) -> str:
        shown = dict.fromkeys(f"{kinds[c.event]}{f' “{c.quote}”' if c.quote else ''}" for c in citations)
        return "; ".join(shown) or "–"

    parts = [f"# {given.score:g} of 100, {given.hire} (without hints {given.without_hints:g})", "## Lines"]
    parts += [f"- {line.points:+g} {line.label}: {line.reason}" for line in given.lines]
    parts.append("## Criteria")
    for criterion in given.criteria:
        parts.append(
            f"- {criterion.name} {criterion.band}, confidence {criterion.confidence:g}: {criterion.reason}"
        )
        parts.append(f"  - {cited(criterion.citations)}")
    parts.append("## Remarks")
    for remark in given.remarks:
        parts += [f"- {remark.kind}: {remark.text}", f"  - {cited(remark.citations)}"]
    parts.append("## Plan")
    parts += [f"- {step.text} [{step.problem}]" for step in given.plan]
    parts.append("## Reviews")
    for event in sorted(events, key=lambda event: event.seq):
        if isinstance(event.payload, ReviewMade):
            parts += [f"- {event.payload.text}", *(f"  - {r.kind}: {r.text}" for r in event.payload.remarks)]
    # Which words the interviewer chose is no matter of the feedback's.
    return re.sub("To “[^”]*” you", "To “…” you", "\n".join(parts) + "\n")
