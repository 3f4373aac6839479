"""Wishes about the interview itself are answered with the command, another language with one word on it."""

from __future__ import annotations

import pytest

from mockmind_lab.interviewer.intent import Intent
from mockmind_lab.interviewer.phrases import phrases, said_in
from mockmind_lab.interviewer.tongue import asked_in_german, is_foreign
from mockmind_lab.library import Library
from tests.interviewer.conftest import FAST, Talk, judged


def family(said: str, name: str) -> bool:
    return any(said_in(said.lower(), way) for way in phrases().families[name])


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("hint", "`%interview hint`"),
        ("can I have a hint?", "`%interview hint`"),
        ("Gib mir einen Tipp", "`%interview hint`"),
        ("I want to end the interview", "`%interview finish`"),
        ("I'd like to stop here", "`%interview finish`"),
        ("Ich möchte das Interview beenden", "`%interview finish`"),
        ("skip this problem please", "`%interview skip`"),
        ("Ich möchte diese Aufgabe überspringen", "`%interview skip`"),
        ("Can we pause?", "`%interview pause`"),
        ("I need a short break", "`%interview pause`"),
    ],
)
def test_a_wish_is_answered_with_the_command_that_does_it(begin, text, command):
    (said,) = begin().say(text)
    assert command in said
    assert not family(said, "plan.plain")
    assert not family(said, "heard")


@pytest.mark.parametrize(
    "text",
    [
        "I stop the loop when the end is reached.",
        "I skip equal prices and go on with the next one.",
        "Can the pause be zero?",
        "I need a break statement there.",
        "The loop can leave the price out.",
    ],
)
def test_a_step_of_a_plan_is_no_wish_to_stop_or_leave(begin, text):
    (said,) = begin().say(text)
    assert not any(family(said, name) for name in phrases().families if name.startswith("want."))


def test_a_question_beside_a_wish_for_a_hint_keeps_its_answer(begin):
    (said,) = begin().say("Are the prices sorted? And could you give me a hint?")
    assert "No, in no order." in said
    assert "`%interview hint`" in said


def test_of_a_hint_after_the_verdict_it_is_said_that_it_is_too_late(begin, made_up):
    talk = begin()
    talk.write(FAST)
    talk.submit(judged(made_up, passing=99))
    (said,) = talk.say("Could you give me a hint?")
    assert "decided" in said
    assert "`%interview hint`" not in said


@pytest.mark.parametrize(
    "text",
    ["Darf die Liste leer sein?", "was soll ich machen?", "¿Puede estar vacía la lista?", "列表可以为空吗？"],
)
def test_another_language_is_named_once_and_never_put_into_a_phrase(begin, text):
    talk = begin()
    (said,) = talk.say(text)
    assert family(said, "tongue.once")
    later = [message for _ in range(4) for message in talk.say(text)]
    assert len(later) == 4
    assert not any(family(message, "tongue.once") or "“" in message for message in later)


def test_a_few_things_are_understood_in_german(begin):
    assert "3 submissions" in begin().say("Wie viele Versuche habe ich?")[0]
    assert "minutes" in begin().say("Wie viel Zeit habe ich noch?")[0]
    assert asked_in_german("Was kostet ein Tipp?") is Intent.COST
    assert asked_in_german("Ist die Liste sortiert?") is None


def test_english_code_and_gibberish_are_in_no_other_language():
    library = Library(index_file="")
    for problem in map(library.get, library.slugs()):
        told = [problem.statement, *(text for e in problem.faq for text in (e.question, e.answer))]
        told += [*problem.edge_cases, *problem.follow_ups, *(hint.text for hint in problem.hints)]
        assert [text for text in told if is_foreign(text)] == [], problem.slug
    for text in ("asdkj zxcvq wrtpk", "for x in xs: del x", "O(n log n)", "null", "ok"):
        assert not is_foreign(text)


def test_an_answer_in_review_is_heard_in_any_language(made_up):
    talk = Talk([made_up]).begin()
    talk.write(FAST)
    talk.submit(judged(made_up, passing=99))
    (said,) = talk.say("Es ist O(n), denn ich gehe einmal durch die Liste und speichere alles.")
    assert "review.edges" in phrases().asked(said)
