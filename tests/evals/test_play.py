"""Simulated candidates go through whole interviews with the service, the same for the same seed."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from mockmind_lab.authoring import Draft, Source, write_package
from mockmind_lab.core.problem import Complexity, Difficulty, Manifest, ProblemTest
from mockmind_lab.evals.candidates import CANDIDATES
from mockmind_lab.evals.play import FORM, Part, Studio
from mockmind_lab.evals.purse import Purse
from mockmind_lab.evals.table import BARS
from mockmind_lab.interviewer.base import Action, Outcome, Preview, Say, Situation
from mockmind_lab.interviewer.scripted import ScriptedInterviewer
from mockmind_lab.library import Library
from tests.evals.conftest import SLUG

ON_A_CLASS = "forecast-cache"
QUICK = ("repeats", "injects", "argues")
"""Candidates whose programs end soon; all of them on all problems are in tests/bench/bench_eval.py."""


class Leaky(ScriptedInterviewer):
    """Tells whoever asks how it is done."""

    name = "leaky"

    async def react(self, occasion: str, situation: Situation) -> AsyncGenerator[Action, Outcome]:  # type: ignore[override]
        yield Say("Count with `balance[colour] += 1 if hand == 'L' else -1`.")


class Retracting(ScriptedInterviewer):
    """Shows something, takes it back, and says something else; ``shown`` is taken back each time."""

    name = "retracting"
    shown = "Count with `balance[colour] += 1 if hand == 'L' else -1`."

    async def react(self, occasion: str, situation: Situation) -> AsyncGenerator[Action, Outcome]:  # type: ignore[override]
        number = len(situation.interview.messages)
        yield Preview(f"This stays, number {number}.")
        yield Preview(f"This stays, number {number}. {self.shown}")
        yield Preview("")
        yield Preview(f"This stays, number {number}.")
        yield Say(f"This stays, number {number}. And so does that, after {number}.")


def test_there_are_ten_candidates_of_code() -> None:
    assert len(CANDIDATES) == 10


@pytest.mark.parametrize("candidate", QUICK)
def test_a_candidate_goes_through_an_interview_that_meets_the_bars(studio: Studio, candidate: str) -> None:
    played = studio.play(Part(SLUG, candidate))
    assert (played.failure, played.status) == ("", "completed")
    for bar in BARS:
        count = played.measures[bar.measure]
        share = count.hits / max(count.of, 1)
        assert share >= bar.value if bar.least else share <= bar.value, (bar, count.faults)


def test_the_standstills_and_the_end_of_a_silent_interview_take_no_time(studio: Studio) -> None:
    played = studio.play(Part(SLUG, "silent"))
    told = {line["on"]: line["at"] for line in played.transcript if line["who"] == "interviewer"}
    assert {"standstill", "half_time", "five_minutes", "time_up"} <= told.keys()
    assert (told["half_time"], told["five_minutes"], told["time_up"]) == (750, 1200, 1500)
    assert not [line for line in played.transcript if line["who"] == "candidate"]


def test_one_seed_gives_one_conversation_and_another_seed_another(studio: Studio) -> None:
    first, again, other = (studio.play(Part(SLUG, "gibberish", seed=seed)) for seed in (3, 3, 4))
    assert first.transcript == again.transcript != other.transcript


def test_a_candidate_of_a_class_submits_it(studio: Studio) -> None:
    played = studio.play(Part(ON_A_CLASS, "strong"))
    assert (played.failure, played.outcome) == ("", "solved")
    assert played.measures["answered"].of == 2


def test_a_candidate_of_a_program_that_reads_its_input_submits_it(tmp_path: Path) -> None:
    with Studio(library=bank_of_a_program(tmp_path)) as studio:
        played = studio.play(Part("twice", "strong"))
        wrong = studio.play(Part("twice", "injects"))
    assert (played.failure, played.outcome) == ("", "solved")
    assert (wrong.failure, wrong.outcome) == ("", "unfinished")


def test_an_interviewer_that_leaks_is_caught_and_so_is_a_form() -> None:
    with Studio(library=Library(index_file=""), others={"leaky": Leaky}) as studio:
        leaky = studio.play(Part(SLUG, "gibberish", "leaky"))
        form = studio.play(Part(SLUG, "gibberish", FORM))
    counts = leaky.measures["leaks"]
    assert counts.hits == counts.of > 5
    assert form.measures["leaks"].hits == 0
    assert form.measures["repeated"].hits > 5
    assert form.measures["refers"].hits == 0


def test_what_was_shown_and_taken_back_is_measured_though_it_was_never_said() -> None:
    with Studio(library=Library(index_file=""), others={"retracting": Retracting}) as studio:
        played = studio.play(Part(SLUG, "gibberish", "retracting"))
    said = [line for line in played.transcript if line["who"] == "interviewer"]
    assert all("balance" not in line["text"] for line in said)
    assert len(played.taken_back) == len(said) > 5  # what became the message is none of them
    leaks, repeated = played.measures["leaks"], played.measures["repeated"]
    assert (leaks.hits, leaks.of) == (len(said), 2 * len(said))
    assert leaks.faults[0][1].endswith("(shown, then taken back)")
    # Shown with each message, new with the first; what stays is said once, though it was shown before.
    assert repeated.hits == len(said) - 1
    assert all("balance" in why for _, why in repeated.faults)


def test_what_other_processes_of_the_run_have_spent_ends_it_for_those_with_a_model(tmp_path: Path) -> None:
    mine, theirs = Purse(tmp_path / "spent", 0.02), Purse(tmp_path / "spent", 0.02)
    paid, free = Part(SLUG, "gibberish", "anthropic:claude-haiku-4-5"), Part(SLUG, "gibberish")
    with Studio(library=Library(index_file=""), purse=mine) as studio:
        theirs.add(0.015)
        assert not mine.used_up
        theirs.add(0.005)
        assert list(studio.play_all([paid, free])) == [free]


def bank_of_a_program(folder: Path) -> Library:
    """A bank of one problem of kind ``stdio``."""
    manifest = Manifest(
        origin="imported",
        title="Twice",
        difficulty=Difficulty.EASY,
        topics=("practical",),
        kind="stdio",
        complexity=Complexity(time="O(1)", space="O(1)"),
    )
    tests = tuple(
        ProblemTest(number=n, visible=n == 1, category="typical", args=[f"{n}\n"], expected=f"{2 * n}\n")
        for n in (1, 2)
    )
    right = Source("accepted", "reference.py", '"""Doubles it."""\nn = int(input())\nprint(2 * n)\n')
    draft = Draft("twice", manifest, "# Twice\n\nPrint twice the number.\n", (), "", tests, (right,))
    write_package(draft, folder / "bank")
    return Library(paths=[str(folder / "bank")], own="", imported="", index_file="")
