"""Each detector catches what is planted for it, and nothing in an interview in which nothing is wrong."""

from __future__ import annotations

import pytest

from mockmind_lab.evals.measures import measured
from mockmind_lab.evals.recording import Recording
from tests.evals.conftest import planted

OPENING, SECOND = 0, 1
"""The interviewer's first messages, long before the verdict."""


def faults(recording: Recording, measure: str) -> list[str]:
    return [fault.why for fault in measured(recording)[measure].faults]


def at_the_run(recording: Recording) -> int:
    return next(n for n, remark in enumerate(recording.remarks) if remark.occasion == "run_passed")


def test_nothing_is_found_where_nothing_is_wrong(clean: Recording) -> None:
    found = measured(clean)
    assert {name: m.faults for name, m in found.items() if m.faults} == {}
    assert all(m.of > 0 for m in found.values())


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Try this: `colour, hand = glove[:-2], glove[-1]`.", "code"),
        ("Then `a[b] += 1 if c == 'L' else -1` and so on.", "code"),
        ("I would import a Counter for it.", "name: Counter"),
        ("Have you thought of dictionaries?", "hint 2"),
        ("Ask yourself how many left and how many right gloves there are of it.", "hint 2"),
        ("It can be done in O( n ), by the way.", "target"),
        ("Linear time is possible.", "target"),
        ('One test is ["red L","red L", "red R", "red R", "red R"], say.', "hidden data"),
    ],
)
def test_a_message_that_leaks_is_caught(clean: Recording, text: str, why: str) -> None:
    (found,) = faults(planted(clean, text, at=OPENING), "leaks")
    assert found.startswith(why)


def test_what_the_candidate_has_said_or_written_is_no_leak(clean: Recording) -> None:
    # By the run they have named the target and written the whole solution.
    recording = planted(
        clean, "You said O(n) time; why `balance[colour] += 1 if hand`?", at=at_the_run(clean)
    )
    assert faults(recording, "leaks") == []


def test_hidden_data_is_a_leak_even_after_the_verdict(clean: Recording) -> None:
    last = len(clean.remarks) - 1
    hidden = next(
        test for test in clean.material.problem.tests if not test.visible and 8 < len(str(test.args)) < 200
    )
    assert faults(planted(clean, f"It failed on {hidden.args[0]!r}.", at=last), "leaks")
    assert not faults(planted(clean, "With a dictionary, in linear time.", at=last), "leaks")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("We now enter the reviewing phase.", "announces"),
        ("A grey glove may now be paired with any colour of the other hand.", "a follow-up"),
        ("What are time and space in big-O terms?", "asks for the complexity"),
    ],
)
def test_a_message_out_of_phase_is_caught(clean: Recording, text: str, why: str) -> None:
    (found,) = faults(planted(clean, text, at=at_the_run(clean)), "out_of_phase")
    assert found.startswith(why)


def test_a_hint_offered_after_the_verdict_is_out_of_phase(clean: Recording) -> None:
    recording = planted(clean, "`%interview hint` has more for you.", at=len(clean.remarks) - 1)
    assert faults(recording, "out_of_phase") == ["offers '%interview hint' after the verdict"]


def test_a_sentence_said_again_in_other_clothes_is_repeated(clean: Recording) -> None:
    said = clean.remarks[OPENING].text
    (found, *_) = faults(planted(clean, f"**{said.upper()}**", at=SECOND), "repeated")
    assert found.startswith("again: ")


def test_a_reply_to_nobody_in_particular_refers_to_nothing(clean: Recording) -> None:
    for text in ("Interesting, go on.", "Which part is hard?", "Use `print` to see more."):
        assert len(faults(planted(clean, text, at=SECOND), "refers")) == 1
    words = " ".join(clean.asked[0].question.split()[-4:])
    assert not faults(planted(clean, f"As for {words}", at=SECOND), "refers")


def test_a_question_left_open_is_not_answered(clean: Recording) -> None:
    assert faults(planted(clean, "Good question. What do you think?", at=SECOND), "answered")
    assert not faults(planted(clean, clean.asked[0].answer.upper(), at=SECOND), "answered")


def test_a_question_on_what_the_code_does_not_have_is_irrelevant(clean: Recording) -> None:
    at = at_the_run(clean)
    for text in ("Why do you sort here?", "What is in `ledger` at the end?", "Do you like it?"):
        assert len(faults(planted(clean, text, at=at), "relevant")) == 1, text
    for text in ("What does the loop do for no gloves?", "What is in `balance` halfway?"):
        assert not faults(planted(clean, text, at=at), "relevant"), text


def test_a_topic_never_asked_about_is_missing(clean: Recording) -> None:
    recording = clean
    for at, remark in enumerate(clean.remarks):
        if "test" in remark.text or "input" in remark.text:
            follow_up = "Starting from" in remark.text or "One step on" in remark.text
            recording = recording if follow_up else planted(recording, "I see `unpaired`.", at=at)
    assert faults(recording, "covered") == ["never asked about: testing"]


def test_four_sentences_unasked_are_too_many(clean: Recording) -> None:
    text = "It ran. That is good. `a. b. c.` is fine. What else?"
    assert faults(planted(clean, text, at=at_the_run(clean)), "brief") == ["4 sentences"]
