"""The leak guard on its labelled set, and on the same leaks in other clothes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mockmind_lab.authoring.ideas import ideas_fault
from mockmind_lab.core import commands
from mockmind_lab.interviewer.hintguard import HintGuard
from mockmind_lab.interviewer.policy import Censor
from tests.interviewer.conftest import Talk
from tests.interviewer.labelled import (
    KINDS,
    LIBRARY,
    Labelled,
    censor,
    counted,
    labelled,
    looked,
    looks,
    read_again,
    sets,
    solutions,
)

if TYPE_CHECKING:
    from collections.abc import Callable

MESSAGES = labelled()


def test_the_set_is_large_varied_and_split_by_problem() -> None:
    leaking = [message for message in MESSAGES if message.leak]
    assert len(MESSAGES) >= 200
    assert 0.45 <= len(leaking) / len(MESSAGES) <= 0.55
    assert len({message.style for message in MESSAGES}) == 5
    assert {message.leak for message in leaking} == set(KINDS)
    splits = {message.slug: message.split for message in MESSAGES}
    assert len(splits) >= 24
    assert list(splits.values()).count("tune") == list(splits.values()).count("measure")
    assert set(splits) <= set(LIBRARY.slugs())


# The bar is 95 % with 2 %. These floors keep what the guard has on each set: see docs/architecture.md for
# what each set is, and what was measured on it when.
@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("tune", 0.92, 0.01),
        ("talks", 0.71, 0.02),
        ("measure", 0.93, 0.02),
        ("blind", 0.95, 0.022),
        ("blind_again", 0.82, 0.03),
    ],
)
def test_leaks_are_caught_and_harmless_messages_pass(name: str, least: float, most: float) -> None:
    # Of the talks five times as many show no more here.
    counts = counted(looks(sets()[name][::5]) if name == "talks" else looked(name))
    if name not in ("tune", "talks"):
        counts.wrong.clear()  # the others are for measuring: nobody is to see what it gets wrong
    assert counts.caught >= least, counts.table()
    assert counts.false_alarms <= most, counts.table()


@pytest.mark.parametrize("name", ["measure", "blind", "blind_again"])
def test_with_a_second_opinion_on_what_it_is_not_sure_of_the_guard_holds_the_bar(name: str) -> None:
    counts = counted(read_again(name))
    counts.wrong.clear()
    assert counts.caught >= 0.95, counts.table()
    assert counts.false_alarms <= 0.02, counts.table()


def test_what_is_measured_is_of_problems_that_had_no_part_in_the_tuning() -> None:
    found = sets()
    tuned = {message.slug for name in ("tune", "talks") for message in found[name]}
    for name in ("measure", "blind", "blind_again"):
        assert tuned.isdisjoint(message.slug for message in found[name])


def test_a_leak_is_caught_whatever_small_talk_was_before_it() -> None:
    leaks = [m for m in MESSAGES if m.split == "tune" and m.leak == "idea" and not m.said and not m.code]
    caught = [m for m in leaks if censor(m.slug, m.hints).leak(m.text)]
    after = [m for m in caught if censor(m.slug, m.hints, ("ok, thanks",)).leak(m.text)]
    assert len(after) >= 0.9 * len(caught)


@pytest.mark.parametrize(
    "text",
    [
        "Use the sliding-window technique.",
        "A s-l-i-d-i-n-g window.",
        "Have you thought of a slíding window?",
        "Nimm ein gleitendes Fenster.",
    ],
)
def test_a_technique_is_known_by_its_name_however_it_is_spelled(text: str) -> None:
    assert censor("avenue-walk").leak(text)


def test_code_of_a_message_is_read_for_what_its_names_tell() -> None:
    assert censor("harbour-noise").leak("```python\nlower_heap, upper_heap = [], []\n```\nStart with these.")
    assert censor("harbour-noise").leak("```python\nprint(readings[0])\n```\nStart with this.") is None


def test_what_is_harmless_only_to_the_hints_is_withheld_where_an_author_says_so() -> None:
    problem = LIBRARY.get("avenue-walk")
    assert problem.ideas is not None
    text = "Ask the pigeons on the roof."
    levels = (problem.ideas.tells[0].model_copy(update={"texts": (text,)}), *problem.ideas.tells[1:])
    told = problem.model_copy(update={"ideas": problem.ideas.model_copy(update={"tells": levels})})
    harmless = problem.model_copy(update={"ideas": problem.ideas.model_copy(update={"harmless": (text,)})})
    known = {
        name: HintGuard(one, taken, (), one.statement, "").leak(text) is not None
        for name, one, taken in (
            ("untold", problem, frozenset[int]()),
            ("told", told, frozenset[int]()),
            ("taken", told, frozenset({1})),
            ("harmless", harmless, frozenset[int]()),
        )
    }
    assert known == {"untold": False, "told": True, "taken": False, "harmless": False}


def test_what_the_candidate_asks_of_the_task_may_be_answered() -> None:
    answers = [
        Labelled(slug, "tune", "formal", faq.answer)
        for slug in sorted({message.slug for message in MESSAGES})
        for faq in LIBRARY.get(slug).faq
    ]
    counts = counted(looks(answers))
    assert counts.false_alarms <= 0.02, counts.table()


def test_the_author_of_a_problem_decides_what_tells_it() -> None:
    faults = [
        fault
        for slug in LIBRARY.slugs()[::5]  # `problems verify` looks at all
        for fault in ideas_fault(LIBRARY.get(slug), LIBRARY.submissions(slug))
    ]
    assert faults == []


def test_nothing_leaks_once_all_is_taken_that_a_hint_tells() -> None:
    text = "Use a window with two ends over the text."
    assert censor("avenue-walk").leak(text)
    assert censor("avenue-walk", 2).leak(text) is None


@pytest.mark.parametrize(
    "clothe",
    [
        str.upper,
        lambda text: text.replace(" ", "  \n"),
        lambda text: f"**{text}**",
        lambda text: text.replace("window", "`window`"),
        lambda text: text.replace("window", "win\u200bdow"),
        lambda text: text.replace("window", "wind\u043ew"),
    ],
    ids=["upper case", "white space", "bold", "code span", "zero width", "lookalike"],
)
def test_a_leak_is_known_however_it_is_written(clothe: Callable[[str], str]) -> None:
    assert censor("avenue-walk").leak(clothe("Use a sliding window here."))


def test_a_solution_over_two_messages_is_known_with_the_second() -> None:
    first, second = "`first = node = border.next`", "`previous, node = node, following`"
    assert censor("ski-school", 3).leak(first) is None
    assert censor("ski-school", 3).leak(second) is None
    talk = Talk([LIBRARY.get("ski-school")]).begin()
    for _ in range(3):  # so that it is no idea that tells
        talk.take(commands.give_hint(talk.state, talk.problem()))
    talk.take(commands.speak(talk.state, first, occasion="question"))
    assert Censor(talk.situation(), solutions("ski-school")).leak(second)


CAUGHT = [
    message
    for message in MESSAGES
    if message.leak == "idea"
    and message.split == "tune"
    and message.text.isascii()
    and "`" not in message.text
][::6]
LOOKALIKES = {"a": "\u0430", "e": "\u0435", "o": "\u043e", "c": "\u0441"}
NOISE = st.sampled_from(["bold", "strike", "upper", "zero width", "lookalike", "spaces"])


@settings(max_examples=25, deadline=None)
@given(message=st.sampled_from(CAUGHT), noise=NOISE, at=st.integers(0, 400))
def test_formatting_never_lets_a_caught_leak_pass(message: Labelled, noise: str, at: int) -> None:
    guard = censor(message.slug, message.hints, message.said, message.code)
    assume(guard.leak(message.text) is not None)
    words = message.text.split(" ")
    at %= len(words)
    word = words[at]
    written = {
        "bold": f"**{word}**",
        "strike": f"~~{word}~~",
        "upper": word.upper(),
        "zero width": "\u200b".join(word),
        "lookalike": "".join(LOOKALIKES.get(letter, letter) for letter in word),
        "spaces": f"  {word}\t",
    }
    words[at] = written[noise]
    assert guard.leak(" ".join(words)) is not None


@pytest.mark.parametrize("slug", ["lonely-gloves", "free-cake", "pool-lockers", "avenue-walk"])
def test_of_a_solution_that_comes_a_line_a_reply_the_most_is_kept_back(slug: str) -> None:
    submissions = (s for s in LIBRARY.submissions(slug) if s.language == "python")
    body = next(s.source for s in submissions if s.kind == "accepted").partition("def ")[2]
    lines = [line.strip() for line in body.splitlines()[1:] if line.strip()]
    talk, shown = Talk([LIBRARY.get(slug)]).begin(), list[str]()
    for number, line in enumerate(lines):
        text = f"And line {number} could be `{line}`, what of it?"
        if Censor(talk.situation(), solutions(slug)).leak(text) is None:
            talk.take(commands.speak(talk.state, text, occasion="message"))
            shown.append(line)
    assert len("".join(shown)) <= 0.7 * len("".join(lines)), shown
