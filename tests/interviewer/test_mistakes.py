"""A misconception is known again by the tests that fail, and asked about without a hint's idea."""

from __future__ import annotations

import pytest

from mockmind_lab.authoring.mistakes import beliefs_fault
from mockmind_lab.core.mistakes import Mistake, Mistakes
from mockmind_lab.core.verdict import Code
from mockmind_lab.evals.leaks import Known, Secrets, public
from mockmind_lab.evals.material import Material
from mockmind_lab.interviewer.guard import Guard
from mockmind_lab.interviewer.mistaken import behaves_like
from mockmind_lab.interviewer.phrases import phrases
from mockmind_lab.library import Library
from tests.interviewer.conftest import SLOW, Talk, judged

LIBRARY = Library(index_file="")
SLUGS = LIBRARY.slugs()
BELIEF = "nobody buys nothing"


def failing(problem, numbers, code=Code.WA):
    """The verdict of a submission that fails the tests ``numbers``."""
    accepted = judged(problem, passing=len(problem.tests))
    results = tuple(
        result.model_copy(update={"code": code}) if result.number in numbers else result
        for result in accepted.tests
    )
    return accepted.model_copy(update={"code": code, "tests": results})


@pytest.fixture
def with_mistakes(made_up):
    entries = (
        Mistake(file="a.py", belief=BELIEF, fails=(3,)),
        Mistake(file="b.py", belief="a price counts once", fails=(1, 2)),
    )
    return made_up.model_copy(update={"mistakes": Mistakes(mistakes=entries)})


def test_every_problem_of_the_bank_says_what_each_of_its_wrong_answers_fails():
    for slug in SLUGS:
        problem = LIBRARY.get(slug)
        wrong = {
            s.name for s in LIBRARY.submissions(slug) if (s.kind, s.language) == ("wrong_answer", "python")
        }
        assert problem.mistakes is not None, slug
        assert {mistake.file for mistake in problem.mistakes.mistakes} == wrong, slug


def test_nearly_every_wrong_answer_of_the_bank_is_known_again_and_none_is_taken_for_another():
    known = taken = every = 0
    for slug in SLUGS:
        problem = LIBRARY.get(slug)
        for mistake in problem.mistakes.mistakes:
            every += 1
            found = behaves_like(problem, failing(problem, mistake.fails))
            known += found == mistake
            taken += found not in (None, mistake)
    assert taken == 0
    assert known >= 0.95 * every


def test_a_misconception_that_the_bank_has_not_is_seldom_taken_for_one_it_has():
    taken = every = 0
    for slug in SLUGS:
        problem = LIBRARY.get(slug)
        entries = problem.mistakes.mistakes
        for mistake in entries:
            others = tuple(other for other in entries if other != mistake)
            without = problem.model_copy(update={"mistakes": Mistakes(mistakes=others)})
            every += 1
            taken += behaves_like(without, failing(problem, mistake.fails)) is not None
    assert taken <= 0.1 * every


def test_two_wrong_answers_that_fail_alike_are_not_told_apart():
    problem = LIBRARY.get("nested-boxes")
    same = [m for m in problem.mistakes.mistakes if m.file in ("any_open_box.py", "counts_only.py")]
    assert same[0].fails == same[1].fails
    assert behaves_like(problem, failing(problem, same[0].fails)) is None


def test_what_only_fails_a_large_test_has_no_misconception(with_mistakes):
    assert behaves_like(with_mistakes, failing(with_mistakes, (4,), Code.TLE)) is None


def test_examples_alone_say_too_little(with_mistakes):
    assert behaves_like(with_mistakes, judged(with_mistakes, passing=0, examples=True)) is None


@pytest.mark.parametrize("slug", SLUGS[::6])  # `mockmind problems verify` asks it of all
def test_no_question_on_a_belief_tells_an_idea_in_other_words(slug):
    assert list(beliefs_fault(LIBRARY.get(slug), LIBRARY.submissions(slug))) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_a_question_on_a_belief_gives_away_nothing_by_the_guard_or_the_detector_of_the_evals(slug):
    problem, submissions = LIBRARY.get(slug), LIBRARY.submissions(slug)
    talk = Talk([problem]).begin()
    talk.write(problem.starter)
    guard, known = Guard(talk.state, problem), Known()
    known.add(*public(problem), problem.starter)
    secrets = Secrets(Material(problem, submissions))
    for mistake in problem.mistakes.mistakes:
        for way in phrases().families["think.mistake"]:
            text = way.format(
                entry=f"`{problem.signature.entry_point}`" if problem.signature else "your code",
                belief=mistake.belief,
            )
            assert guard.leak(text) is None, text
            assert secrets.found(text, known, hints=(), decided=False) == [], text


def test_a_rejected_submission_is_asked_about_its_misconception_in_other_words_each_time(with_mistakes):
    talk = Talk([with_mistakes]).begin()
    talk.write(SLOW)
    first, second = (talk.submit(failing(with_mistakes, (3,)))[0] for _ in range(2))
    assert BELIEF in first
    assert BELIEF in second
    asked = {text[: text.index(BELIEF)].split(". ")[-1] for text in (first, second)}
    assert len(asked) == 2
    assert any(BELIEF in note.note for note in talk.notes)


def test_asked_what_is_wrong_it_speaks_of_the_misconception(with_mistakes):
    talk = Talk([with_mistakes]).begin()
    talk.write(SLOW)
    talk.submit(failing(with_mistakes, (1, 2)))
    for question in ("What is wrong with my code?", "Why did it fail?"):
        (said,) = talk.say(question)
        assert "a price counts once" in said


def test_code_like_none_of_the_wrong_answers_is_asked_what_it_was_before(with_mistakes):
    talk = Talk([with_mistakes]).begin()
    talk.write(SLOW)
    (said,) = talk.submit(failing(with_mistakes, (2, 3)))
    assert BELIEF not in said
    assert "a price counts once" not in said
    assert said.endswith("?")


def test_a_right_but_slow_submission_is_noted_as_such(with_mistakes):
    talk = Talk([with_mistakes]).begin()
    talk.write(SLOW)
    talk.submit(failing(with_mistakes, (4,), Code.TLE))
    assert any("right on every small test" in note.note for note in talk.notes)


def test_a_package_that_names_a_wrong_answer_it_has_not_or_tells_a_hint_is_faulted():
    problem, submissions = LIBRARY.get("exact-postage"), LIBRARY.submissions("exact-postage")
    told = Mistake(file="one_of_each.py", belief="backtracking is not needed", fails=(1,))
    gone = Mistake(file="gone.py", belief="stamps are round", fails=(1,))
    faults = list(
        beliefs_fault(problem.model_copy(update={"mistakes": Mistakes(mistakes=(told, gone))}), submissions)
    )
    assert any("gone.py, which is not in submissions" in fault for fault in faults)
    assert any("one_of_each.py: asked about" in fault for fault in faults)


@pytest.mark.parametrize(
    ("slug", "file", "belief", "why"),
    [
        (
            "tulip-bed",
            "looks_back_only.py",
            "only the places to the left and above have to be checked, the later ones are not planted yet",
            "in other words",
        ),
        ("beach-fires", "one_moves.py", "a smaller camper always moves", "'smaller' of hint 3"),
    ],
)
def test_a_belief_that_no_form_of_the_question_may_hold_is_faulted(slug, file, belief, why):
    problem = LIBRARY.get(slug)
    told = Mistakes(mistakes=(Mistake(file=file, belief=belief, fails=(1,)),))
    (fault,) = beliefs_fault(problem.model_copy(update={"mistakes": told}), LIBRARY.submissions(slug))
    assert f"{file}: asked about, the belief gives away" in fault
    assert why in fault
