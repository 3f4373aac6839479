"""The rule-based evaluator: the order of five candidates, the evidence, and nothing invented."""

from __future__ import annotations

import pytest
from made import RIGHT, SLOW, WRONG, Made, realistic

from mockmind_lab.core.interview import fold
from mockmind_lab.core.payloads import FactNoted
from mockmind_lab.core.phases import Outcome, Phase
from mockmind_lab.feedback.evaluator import RuleEvaluator
from mockmind_lab.feedback.evidence import question
from mockmind_lab.feedback.rubric import NO_EVIDENCE

PAIRS = "I would try every pair with two loops"


def _score(made: Made):
    events = made.finish()
    return events[-1].payload, events


def _begun() -> Made:
    return Made().begin().problem().hears("Hello! What would you like to ask?").phase(Phase.CLARIFYING)


def _strong() -> Made:
    made = _begun().says("May the list be empty, or hold the same weight twice?").hears("Twice, yes.")
    made.says("I keep a dict from weight to index, so one pass in O(n) is enough.").phase(Phase.OBSERVING)
    made.run(RIGHT, "aa").run(RIGHT, "a", given="[1, 1], 2").run(RIGHT, "a", given="[], 2")
    made.submit(RIGHT, "aaaaaaaa")
    made.hears("What does it cost?").says("Linear time and memory.")
    return made.end_round(Outcome.SOLVED)


def _slow() -> Made:
    made = _begun().phase(Phase.OBSERVING).run(WRONG, "aw", after=600).submit(WRONG, "aawwaaaa")
    return made.submit(SLOW, "aaaaaatt", after=600).submit(RIGHT, "aaaaaaaa").end_round(Outcome.SOLVED)


def _copies() -> Made:
    made = _begun().phase(Phase.OBSERVING)
    made.hint(1, "one").hint(2, "two").hint(3, "three")
    return made.submit(RIGHT, "aaaaaaaa").end_round(Outcome.SOLVED)


def _stubborn(codes: str) -> Made:
    made = _begun().phase(Phase.OBSERVING).run(WRONG, "aa")
    for _ in range(3):
        made.submit(WRONG, codes).hears("Which case fails?").says("My code is right.")
    return made.end_round(Outcome.OUT_OF_ATTEMPTS)


def _silent() -> Made:
    return _begun().wait(2000).end_round(Outcome.OUT_OF_TIME)


@pytest.mark.parametrize("codes", ["aawwwwww", "aaaaaaaw", "wwwwwwww", "rrrrrrrr"])
def test_five_candidates_come_in_the_stated_order(codes):
    made = (_strong(), _slow(), _copies(), _stubborn(codes), _silent())
    scores = [_score(candidate)[0].score for candidate in made]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_strong_candidate_gets_all_points_and_a_silent_one_none():
    assert _score(_strong())[0].score == 100
    assert _score(_silent())[0].score == 0


@pytest.mark.parametrize("candidate", [_strong, _slow, _copies, _silent, lambda: _stubborn("aawwwwww")])
def test_lines_add_up_and_points_rest_on_events_that_exist(candidate):
    feedback, events = _score(candidate())
    assert feedback.score == pytest.approx(sum(line.points for line in feedback.lines))
    for line in feedback.lines:
        assert set(line.evidence) <= {event.seq for event in events[:-1]}
        if line.points:
            assert line.evidence
        if not line.evidence:
            assert line.reason.startswith(NO_EVIDENCE)


def test_correctness_cites_the_submission_and_its_verdict():
    feedback, events = _score(_strong())
    kinds = {event.seq: event.kind for event in events}
    correctness = next(line for line in feedback.lines if line.label == "Correctness")
    assert [kinds[seq] for seq in correctness.evidence] == ["submission_made", "verdict_given"]


def test_a_fault_of_ours_is_not_the_candidates_loss():
    made = Made().begin(problems=2).problem().submit(RIGHT, "iiii").end_round(Outcome.UNFINISHED)
    made.problem("Second").run(RIGHT, "aa").submit(RIGHT, "aaaa").end_round(Outcome.SOLVED)
    feedback, _ = _score(made)
    lines = {line.label: line for line in feedback.lines}
    assert "IE" in lines["Problem 1: Correctness"].reason
    assert lines["Problem 2: Correctness"].points == 50


def test_a_problem_never_reached_counts_as_not_solved():
    made = Made().begin(problems=2).problem().submit(RIGHT, "aaaa").end_round(Outcome.SOLVED)
    feedback, _ = _score(made)
    lines = {line.label: line.points for line in feedback.lines}
    assert lines["Problem 1: Correctness"] == 25
    assert lines["Problem 2: Correctness"] == 0


def test_advice_names_what_this_candidate_did():
    feedback = realistic()[-1].payload
    told = " ".join(feedback.strengths)
    assert "version 2 passed 6 of 8 tests" in told
    assert "Can the same parcel be used twice" in told
    assert "2 large tests (time limit exceeded)" in " ".join(feedback.improvements)
    assert 1 <= len(feedback.strengths) <= 3
    assert 1 <= len(feedback.improvements) <= 3


def test_resubmitting_the_same_code_is_named():
    feedback, _ = _score(_stubborn("aawwwwww"))
    assert any("same code as submission 1" in sentence for sentence in feedback.improvements)


def test_the_same_events_give_the_same_feedback():
    events = realistic()[:-1]
    first, second = (RuleEvaluator().assess(fold(events), events) for _ in range(2))
    assert first.model_dump_json() == second.model_dump_json()


def test_an_interview_that_was_broken_off_at_once_is_scored_without_a_crash():
    events = Made().begin().events
    feedback = RuleEvaluator().assess(fold(events), events)
    assert feedback.score == 0
    assert feedback.lines


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("“Does the order matter”? No. Any order is fine.", ""),
        ("“May it be empty?” Yes.", ""),
        ('"Is it sorted?" No, it is not.', ""),
        ("“May it be empty”? Yes. What would you return then?", "What would you return then?"),
        (
            "Good. Which part of “I sort it” are you\nleast sure of?",
            "Which part of “I sort it” are you least sure of?",
        ),
        ("What does it cost? Take your time.", "What does it cost?"),
    ],
)
def test_a_question_that_is_only_quoted_is_nobodys_to_answer(said: str, asked: str) -> None:
    assert question(said) == asked


@pytest.mark.parametrize(
    ("inputs", "many"),
    [
        (("weights=[1], capacity=2", "[1], 2", "[1],2", "capacity=2, weights=[1]"), 1),
        (("[1], 2", "[1], 3"), 2),
        (("[1], 2", "[1], 2, 3", "[1], 2, 3"), 2),
    ],
)
def test_one_call_in_several_spellings_is_one_input_of_their_own(inputs, many):
    made = _begun().phase(Phase.OBSERVING).run(RIGHT, "aa")
    for text in inputs:
        made.run(RIGHT, "a", given=text)
    feedback, _ = _score(made.submit(RIGHT, "aaaaaaaa").end_round(Outcome.SOLVED))
    testing = next(each for each in feedback.criteria if each.name == "testing")
    assert f"tried {many} input{'s' if many > 1 else ''} of their own" in testing.reason
    assert testing.band == (4 if many > 1 else 3)


@pytest.mark.parametrize(
    ("said", "fact", "quoted"),
    [
        (PAIRS, "approach", [PAIRS]),
        (PAIRS, None, []),
        (PAIRS, "edge_case", []),
        (
            "I'd sort the list and try each pair.",
            "approach",
            ["I'd sort the list and try each pair."],
        ),
        ("I'll go and fetch some coffee", "approach", []),
        ("Shall I try every pair?", "approach", []),
    ],
)
def test_an_approach_that_the_ledger_noted_was_named(said, fact, quoted):
    """The fourth is an answer to the interviewer's question, and names an approach all the same."""
    made = _begun().says(said)
    if fact:
        made.add(FactNoted(fact=fact, text=said, message=made.events[-1].seq))
    feedback, _ = _score(made.end_round(Outcome.OUT_OF_TIME))
    solving = next(each for each in feedback.criteria if each.name == "problem_solving")
    assert [citation.quote for citation in solving.citations] == quoted
    assert ("no approach was named" in solving.reason) == (not quoted)
