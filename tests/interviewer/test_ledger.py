"""The scripted interviewer comes back to what the candidate committed themselves to."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mockmind_lab.core.problem import Problem
from mockmind_lab.interviewer.phrases import phrases
from mockmind_lab.library import Library
from tests.interviewer.conftest import FAST, SLOW, Talk, judged


def solved(talk: Talk, problem: Problem, source: str) -> str:
    """What is said once ``source`` is accepted."""
    talk.write(source)
    (said,) = talk.submit(judged(problem, passing=4))
    return said


def test_a_claim_that_the_code_does_not_keep_is_come_back_to(
    begin: Callable[..., Talk], made_up: Problem
) -> None:
    talk = begin()
    talk.say("I would go over the prices once, so this will be O(n).")
    said = solved(talk, made_up, SLOW)
    assert "review.cost_differs" in phrases().asked(said)
    assert "O(n)" in said
    assert "`j` inside the loop over `i`" in said
    counted = talk.say("Right, it is quadratic in time.")[0]
    assert "quadratic" in counted
    assert "review.edges" in phrases().asked(counted)


def test_a_claim_that_fits_is_asked_about_and_may_be_upheld_without_repeating_it(
    begin: Callable[..., Talk], made_up: Problem
) -> None:
    talk = begin()
    talk.say("I would keep the prices that I have seen, so this will be O(n) in time.")
    said = solved(talk, made_up, FAST)
    assert "review.cost_recalled" in phrases().asked(said)
    answer = talk.say("Yes, that still holds for this version of mine.")[0]
    assert "O(n)" in answer
    assert "review.edges" in phrases().asked(answer)
    assert any("Claimed O(n) for time; that is the target." in note.note for note in talk.notes)


def test_without_a_claim_the_cost_is_asked_for(begin: Callable[..., Talk], made_up: Problem) -> None:
    assert phrases().asked(solved(begin(), made_up, FAST)) == {"review.complexity"}


def test_a_case_named_before_counts_and_that_it_was_not_tried_is_said(
    begin: Callable[..., Talk], made_up: Problem
) -> None:
    talk = begin()
    talk.say("I have to mind a budget of zero and prices that are none at all, so no prices.")
    solved(talk, made_up, FAST)
    talk.say("O(n) time and O(n) space.")
    said = talk.say("A pair of equal prices, I would say.")[0]
    assert "pair of equal prices" in said
    assert "no prices" in said or "budget of zero" in said
    assert any(text in said for text in ("no input of your own", "never gave", "no input of your own put"))
    assert any(note.note.startswith(("Named 2 of 3", "Named 3 of 3")) for note in talk.notes)


def test_a_plan_that_was_left_is_kept_in_mind_to_the_end(
    begin: Callable[..., Talk], made_up: Problem
) -> None:
    talk = begin()
    talk.say("I will use a heap of the prices and take the smallest first.")
    solved(talk, made_up, FAST)
    talk.say("It is O(n) time and O(n) space.")
    talk.say("Equal prices and an empty list.")
    ended = " ".join(talk.say("I would keep the counts between two of them."))
    assert "heap" in ended


def test_a_plan_in_the_problems_own_words_names_no_case(begin: Callable[..., Talk]) -> None:
    talk = begin()
    talk.say("I would go over each pair of prices and compare with the budget.")
    assert not any(fact.fact == "edge_case" for fact in talk.state.ledger)
    talk.say("What about two equal ones?")
    assert [f.text for f in talk.state.ledger if f.fact == "edge_case"] == ["a pair of equal prices"]


@pytest.mark.parametrize(
    ("slug", "plan"),
    [
        ("column-words", "I go over each row from left to right. The edge comes last."),
        ("column-words", "The beginning of the sheet goes first. Then another one."),
        ("free-cake", "I keep a list and go on until it is empty."),
    ],
)
def test_a_plan_that_shares_a_few_words_with_a_case_does_not_name_it(slug: str, plan: str) -> None:
    talk = Talk([Library(index_file="").get(slug)]).begin()
    talk.say(plan)
    assert not any(fact.fact == "edge_case" for fact in talk.state.ledger)


def test_a_sentence_read_out_from_the_statement_names_no_case(
    begin: Callable[..., Talk], made_up: Problem
) -> None:
    line = "Two equal prices make a pair."
    talk = begin(made_up.model_copy(update={"statement": f"{made_up.statement}\n\n{line}"}))
    talk.say(f"{line} That is what I read.")
    assert not any(fact.fact == "edge_case" for fact in talk.state.ledger)
    talk.say("Two equal prices are a pair that I would try.")
    assert any(fact.fact == "edge_case" for fact in talk.state.ledger)


def test_every_case_of_the_bank_is_known_again_in_its_own_words() -> None:
    library = Library(index_file="")
    for problem in map(library.get, library.slugs()):
        talk = Talk([problem]).begin()
        talk.say(" ".join(f"What about {case}?" for case in problem.edge_cases))
        noted = [fact.text for fact in talk.state.ledger if fact.fact == "edge_case"]
        assert noted == list(problem.edge_cases), problem.slug
