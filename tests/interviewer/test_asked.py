"""Clarifying questions in the words people use: few wrong answers, and none that passes for a fact."""

from __future__ import annotations

import re
from collections import Counter
from enum import StrEnum
from functools import cache

import pytest

from mockmind_lab.interviewer.phrases import phrases, said_in
from mockmind_lab.interviewer.voice import normal
from mockmind_lab.library import Library
from tests.interviewer.asked import LATE, SEEN, UNSEEN
from tests.interviewer.conftest import Talk

LIBRARY = Library(index_file="")
ASKED = {"seen": SEEN, "unseen": UNSEEN, "late": LATE}


class Told(StrEnum):
    """What a candidate was told, by what they should have been."""

    RIGHT = "right"
    TWO = "the right one of two that were given with their questions"
    BLANK = "rightly nothing"
    MISSED = "sent to the statement or to themselves though the bank has it"
    BESIDE = "another entry, its own question with it"
    LINE = "another line of the statement, called the nearest"
    WRONG = "another entry as if it were the answer, or a yes for a no"
    SILENT = "that nothing is said of it though it is"


WRONG = (Told.BESIDE, Told.LINE, Told.WRONG, Told.SILENT)
"""All that is not what the question was about, however it was put."""
FALSE = (Told.WRONG, Told.SILENT)
"""What a candidate takes for a fact."""
_CLAIMS = re.compile(
    r"nothing in the problem|\bis open\b|is silent|yours to decide|what is sensible", re.IGNORECASE
)


def told(slug: str, question: str, meant: tuple[str, ...]) -> Told:
    """How the scripted interviewer's reply to ``question`` fits what the bank has on it."""
    problem = LIBRARY.get(slug)
    said = " ".join(Talk([problem]).begin().say(question))
    given = [entry for entry in problem.faq if f" {normal(entry.answer)} " in f" {normal(said)} "]
    right = [e for e in given for m in meant if e.question.startswith(m.removeprefix("!"))]
    turned = [e for e in given for m in meant if m.startswith("!") and e.question.startswith(m[1:])]
    named = [
        e for e in given if f"“{e.question.rstrip('?')}”" in said and normal(e.question) != normal(question)
    ]
    if given:
        if not right:
            return Told.BESIDE if set(map(id, named)) == set(map(id, given)) else Told.WRONG
        begins = re.match(r"(?:Yes|No)\b", right[0].answer)
        if begins and right == turned and right[0] not in named:
            return Told.WRONG
        return Told.TWO if len(given) > 1 else Told.RIGHT
    if any(said_in(said.lower(), way) for way in phrases().families["faq.statement"]):
        shown = bare(said.rpartition("“")[2])
        return Told.RIGHT if any(m[0] == "§" and bare(m[1:]) in shown for m in meant) else Told.LINE
    if meant == ("-",):
        return Told.BLANK
    return Told.SILENT if _CLAIMS.search(said) else Told.MISSED


def bare(text: str) -> str:
    return " ".join(re.sub(r"[`*]", "", text).split())


@cache
def tally(half: str) -> Counter[Told]:
    return Counter(told(*row) for row in ASKED[half])


def share(half: str, *kinds: Told) -> float:
    return sum(tally(half)[kind] for kind in kinds) / len(ASKED[half])


@pytest.mark.parametrize("half", ASKED)
def test_no_answer_is_given_as_a_fact_that_belongs_to_another_question(half):
    assert share(half, *FALSE) == 0


@pytest.mark.parametrize("half", ASKED)
def test_at_most_one_answer_in_eight_is_beside_the_question(half):
    assert share(half, *WRONG) <= 0.12


@pytest.mark.parametrize("half", ASKED)
def test_three_questions_in_four_are_answered_rightly(half):
    assert share(half, Told.RIGHT, Told.TWO, Told.BLANK) >= 0.75


@pytest.mark.parametrize("half", ASKED)
def test_two_answers_at_once_stay_rare(half):
    assert share(half, Told.TWO) <= 0.08


def test_that_the_problem_says_nothing_is_in_no_phrase():
    for way in phrases().families["faq.open"]:
        assert not _CLAIMS.search(way)


def test_every_question_of_the_set_is_meant_by_something_the_bank_has():
    for slug, question, meant in (*SEEN, *UNSEEN, *LATE):
        problem = LIBRARY.get(slug)
        for one in meant:
            if one.startswith("§"):
                assert bare(one[1:]) in bare(problem.statement), question
            elif one != "-":
                assert any(e.question.startswith(one.removeprefix("!")) for e in problem.faq), question


def test_the_halves_are_of_different_problems_and_large_enough():
    seen, unseen = ({slug for slug, _, _ in half} for half in (SEEN, UNSEEN))
    assert seen.isdisjoint(unseen)
    assert len(seen | unseen) >= 20
    assert min(len(SEEN), len(UNSEEN)) >= 60
    assert (seen | unseen).isdisjoint(slug for slug, _, _ in LATE)
