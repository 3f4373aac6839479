"""Questions are asked in other words than the package's, and a reply is measured by whether it fits."""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

import pytest

from mockmind_lab.evals.measures import measured
from mockmind_lab.evals.play import Part, Studio
from mockmind_lab.evals.recording import Recording
from mockmind_lab.evals.replies import fits
from mockmind_lab.evals.rewording import WRITTEN, reworded
from mockmind_lab.evals.wording import stems
from mockmind_lab.library import Library
from tests.evals.conftest import SLUG, planted

ANSWER = "No, it may have fewer. With more allowed kinds than the avenue has, the whole avenue is the answer."
OTHER = "Yes. It is one walk without a gap, from the start onwards, however many kinds the avenue has."


@pytest.fixture(scope="module")
def questions() -> set[str]:
    """The clarifying questions of all problems."""
    library = Library(index_file="")
    return {entry.question for slug in library.slugs() for entry in library.get(slug).faq}


def test_no_question_is_asked_as_the_package_has_it(questions: set[str]) -> None:
    for question in questions:
        asked = reworded(question, Random(question))
        assert stems(asked, common=True) != stems(question, common=True)
        assert asked.endswith("?")


@pytest.mark.parametrize(
    ("question", "phrase"),
    [
        ("Is the list of gloves in any order?", "is the list of gloves in any order"),
        ("Can the sheet be a single tile wide?", "for the sheet to be a single tile wide"),
        ("Can the lists be quiet?", "for the lists to be quiet"),
        ("Can a number stand twice in a list?", "can a number stand two times"),
        ("Does the trip begin at noon?", "the trip start at noon"),
        ("How large is the map?", "the map"),
        ("In which order should the calls be returned?", "should the calls be"),
    ],
)
def test_a_question_in_other_words_is_still_english(question: str, phrase: str) -> None:
    forms = {reworded(question, Random(seed)) for seed in range(12)}
    broken = re.compile(
        r"happen:|that the \w+ \w+ (?:sort|start)|be (?:give|hand) |do the map|nought|take it that"
    )
    assert [form for form in forms if phrase not in form or broken.search(form)] == []


def test_every_question_that_is_written_out_in_other_words_is_some_problems(questions: set[str]) -> None:
    assert WRITTEN.keys() - questions == set()


@pytest.mark.parametrize(
    ("reply", "good"),
    [
        (ANSWER, True),
        ("No: fewer will do. With more kinds than the avenue has, the answer is the whole avenue.", True),
        ("Good question. What would you assume?", False),
        (OTHER, False),
        (ANSWER.replace("No, it", "Yes. It"), False),
        (f"You asked “{ANSWER}”, and I leave that to you.", False),
    ],
)  # fmt: skip
def test_a_reply_fits_when_it_gives_this_answer_and_no_other(reply: str, good: bool) -> None:
    assert fits(reply, ANSWER, [ANSWER, OTHER]) is good


@pytest.fixture(scope="module")
def weak(studio: Studio) -> Recording:
    return studio.record(Part(SLUG, "weak"))


@pytest.mark.parametrize(
    ("reply", "good"),
    [
        ("“What is wrong with my code” is open, so state your assumption.", False),
        ("The gloves may come in any order.", False),
        ("What does `unpaired` return for the first example?", True),
        ("Look at line 3 again.", True),
    ],
)
def test_a_question_about_the_own_code_is_answered_by_speaking_of_it(
    weak: Recording, reply: str, good: bool
) -> None:
    asked = next(asked for asked in weak.asked if asked.question == "What is wrong with my code?")
    at = next(n for n, remark in enumerate(weak.remarks) if remark.after and remark.after.seq == asked.seq)
    alone = replace(planted(weak, reply, at=at), asked=(asked,), states=(), remarks=(), taken_back=())
    assert measured(alone)["answered"].hits == good
