"""A model's problem is taken only if the judge proves it; a local server speaks for the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from traitlets.config import Config

from mockmind_lab.authoring import proof
from mockmind_lab.authoring.generate import Listener, ProblemGenerator, Spending
from mockmind_lab.core.problem import Difficulty, Limits
from mockmind_lab.errors import ModelError, ModelUnavailable, Refused, SandboxUnavailable, WrongKey
from mockmind_lab.judge import Judge
from mockmind_lab.library import Library, Package
from mockmind_lab.providers import price
from mockmind_lab.testing import Cut, Failure, ModelServer, Reply, Slow, Stall, StreamError, Text
from mockmind_lab.verification import verify
from tests.authoring.proposals import good, spoiled


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    judge = Judge()
    yield judge
    judge.close()


@dataclass
class Desk:
    """A generator whose model is a server of ours, and what came of it."""

    server: ModelServer
    bank: Path
    judge: Judge
    config: Config = field(default_factory=Config)
    spending: Spending = field(default_factory=Spending)
    lines: list[str] = field(default_factory=list)
    slept: list[float] = field(default_factory=list)

    def generate(self, *answers: Reply | Failure | str, **settings: Any) -> Package:
        self.server.add(*(says(answer) if isinstance(answer, str) else answer for answer in answers))
        self.config.AnthropicProvider.base_url = self.server.url
        self.config.AnthropicProvider.setdefault("api_key", self.server.key)

        async def sleep(seconds: float) -> None:
            self.slept.append(seconds)

        return ProblemGenerator(config=self.config, **settings).generate(
            Difficulty.MEDIUM,
            "graphs",
            self.bank,
            judge=self.judge,
            taken={"a-taken-name"},
            spending=self.spending,
            listener=Listener(self.lines.append, lambda _: None),
            sleep=sleep,
        )

    @property
    def asked(self) -> list[list[dict[str, Any]]]:
        """The turns of each request."""
        return [request.body["messages"] for request in self.server.requests]

    def wrote_nothing(self) -> bool:
        return list(self.bank.iterdir()) == []


def says(text: str, *, fault: Any = None) -> Reply:
    return Reply((Text(text, chunk=1000),), fault=fault)


@pytest.fixture
def desk(tmp_path: Path, judge: Judge, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(proof, "INPUTS", 12)
    with ModelServer() as server:
        yield Desk(server, tmp_path / "bank", judge)


def test_a_good_problem_is_proved_on_200_inputs_and_written(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    package = desk.generate(spoiled())
    assert package.folder.path == desk.bank / "island-ferries"
    assert any("on 200 generated inputs" in line for line in desk.lines)
    assert verify(package.folder.path, desk.judge).passed
    assert Library(paths=[str(desk.bank)], index_file="").broken() == ()


def test_its_origin_model_prompt_and_cost_stay_with_it(desk: Desk) -> None:
    problem = desk.generate("no JSON", spoiled()).load()
    assert (problem.origin, problem.difficulty, problem.topics) == (
        "generated",
        "medium",
        ("graphs", "queue"),
    )
    made = problem.generation
    assert made is not None
    accounts = [request.account.total for request in desk.server.requests]
    assert (made.answers, made.input_tokens) == (2, sum(accounts))
    assert made.prompt.startswith("write_problem.1 sha256:")
    assert made.dollars == pytest.approx(price(desk.spending.usage, made.model).dollars, abs=1e-5)
    assert made.model == "anthropic:claude-sonnet-5-5"
    assert f"{made.output_tokens:,} out, in 2 answers" in str(desk.spending)


def test_the_model_is_told_the_wish_the_names_that_are_taken_and_the_form(desk: Desk) -> None:
    with pytest.raises(Refused):
        desk.generate("", repairs=0)
    body = desk.server.requests[0].body
    asked = str(body["messages"])
    for part in ("**medium** (35 minutes", "**graphs**", "a-taken-name"):
        assert part in asked
    assert "$" not in asked
    assert "brute_force" in body["output_config"]["format"]["schema"]["properties"]
    assert "generate(seed, size)" in str(body["system"])


def test_what_the_judge_found_goes_back_and_the_mended_package_is_taken(desk: Desk) -> None:
    broken = spoiled(brute_force=good()["brute_force"].replace("stops + 1", "2"))
    package = desk.generate(broken, spoiled())
    first, second = desk.asked
    assert [turn["role"] for turn in second] == ["user", "assistant", "user"]
    assert (first[0]["content"][0]["text"], broken) == (
        second[0]["content"][0]["text"],
        second[1]["content"][0]["text"],
    )
    assert "brute_force.py and accepted/reference.py disagree at seed" in second[2]["content"][0]["text"]
    assert package.load().generation is not None


def test_a_wrong_submission_that_is_accepted_is_not_taken(desk: Desk) -> None:
    right = {"name": "both_ways", "source": '"""Misconception: none at all."""\n' + good()["brute_force"]}
    answer = spoiled(wrong=[right, *good()["wrong"][1:]])
    with pytest.raises(
        Refused, match=r"no problem that holds in 4 answers; .*both_ways\.py: got AC where WA"
    ):
        desk.generate(*[answer] * 5)
    assert len(desk.asked) == 4
    assert [len(turns) for turns in desk.asked] == [1, 3, 3, 3]
    assert desk.wrote_nothing()


BAD_SOURCE = "def fewest_rides(stops, rides, start, goal):\n    return 0\n"
LOOPS = "def fewest_rides(stops, rides, start, goal):\n    while True:\n        pass\n"
SAME = "def generate(seed, size):\n    return [seed + 1, [], 0, 0]\n"
FEW = good()["generator"].replace('Random(f"{seed} {size}")', 'Random(f"{size}")')
# Right on every hidden test: only what is generated beside them shows it.
ODD = good()["brute_force"].replace("    return -1", "    return -2 if stops == 5 else -1")
ODD = ODD.replace("            return taken", "            return 99 if stops == 5 else taken")
FALSE = {**good()["examples"][1], "output": "2"}
KEYED = {**good()["hints"], "nudge": {"text": "Would a deque do?", "keys": []}}


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reference": BAD_SOURCE}, "disagree at seed"),
        ({"brute_force": ODD}, "disagree at seed 1003, size 4: "),
        ({"reference": "import nothing_of_that_name"}, "accepted/reference.py"),
        ({"reference": "def ("}, "does not parse"),
        ({"reference": LOOPS}, "accepted/reference.py on generate"),
        ({"brute_force": "# again" + good()["reference"]}, "the reference once more"),
        ({"examples": [good()["examples"][0], FALSE]}, "accepted/reference.py: got WA where AC"),
        ({"generator": FEW}, "different inputs in 36 seeds of the sizes 1 to 8"),
        ({"generator": SAME}, "have one and the same answer"),
        ({"generator": "def generate(seed, size):\n    return 7"}, "should return the list"),
        ({"generator": "def generate(seed, size):\n    return [[], [], 0, 0]"}, "stops is no int"),
        ({"hints": KEYED}, "hint 1 says 'deque'"),
        ({"wrong": good()["wrong"][:2]}, "2 submissions in wrong_answer"),
        ({"wrong": [good()["wrong"][0]] * 3}, "two submissions have one name"),
        ({"too_slow": [{"name": "quick", "source": good()["brute_force"]}]}, "where TLE is claimed"),
        ({"slug": "a-taken-name"}, "the bank has a problem named a-taken-name"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_not_taken(
    changes: dict[str, Any], said: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(proof, "_MAKING", Limits(cpu_seconds=0.3, wall_seconds=10))
    with pytest.raises(Refused):
        desk.generate(spoiled(**changes), repairs=0)
    faults = [line for line in desk.lines if line.startswith("✗")]
    assert any(said in line for line in faults), faults
    assert desk.wrote_nothing()


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("I would rather not.", "the form: the whole: Invalid JSON"),
        ("", "the answer is empty"),
        ("[1]", "the form"),
        ("[" * 100_000, "the form"),
        (spoiled()[:-40], "Invalid JSON"),
        (spoiled(slug="../../escape"), "slug: Value error, a slug is lower-case"),
        (spoiled(wrong=[{"name": "../x", "source": ""}]), "wrong.0.name"),
        (spoiled(small_size=0), "small_size"),
        (spoiled(extra=1), "extra"),
        (spoiled(other_topics=["cooking"]), "Unknown topic"),
        (spoiled(hidden_tests=["edge:0-2@0"]), "ask for 5 to 60"),
        (spoiled(hidden_tests=["evil:0-9@0"]), "is no wish"),
        (spoiled(kind="class"), "a class has methods"),
        (spoiled(task="# Heading\n" + "words " * 40), "no headings"),
        (spoiled(examples=[{"arguments": ["1"], "output": "1", "explanation": "so"}] * 2), "4 arguments"),
        (spoiled(examples=[{"arguments": ["1"], "output": "{", "explanation": "so"}] * 2), "no JSON value"),
    ],
)
def test_an_answer_of_another_form_goes_back_with_what_is_wrong(answer: str, said: str, desk: Desk) -> None:
    with pytest.raises(Refused, match="no problem that holds in 2 answers"):
        desk.generate(answer, answer, repairs=1)
    assert said in desk.asked[1][2]["content"][0]["text"]
    assert desk.wrote_nothing()


def test_a_class_is_proved_as_well(desk: Desk) -> None:
    call = '["add", [4]]'
    body = (
        "class Tally:\n    def __init__(self):\n        self.seen = []\n\n    def add(self, n):\n        %s\n"
    )
    wrong = [
        {"name": f"wrong_{at}", "source": f'"""Misconception: number {at}."""\n\n{body % line}'}
        for at, line in enumerate(["return n", "return n * 2 if n > 9 else n", "return abs(n)"])
    ]
    parts = {
        "kind": "class",
        "signature": {
            "entry_point": "Tally",
            "methods": [{"name": "add", "params": [{"name": "n", "type": "int"}], "returns": "int"}],
        },
        "examples": [
            {
                "arguments": ["[]", f"[{call}, {call}]"],
                "output": "[4, 8]",
                "explanation": "Four, then eight.",
            },
            {"arguments": ["[]", f"[{call}]"], "output": "[4]", "explanation": "Only four."},
        ],
        "reference": body % "self.seen.append(n)\n        return sum(self.seen)",
        "brute_force": body % "self.seen += [n]\n        return sum(self.seen[::-1])",
        "generator": "from random import Random\nCASES = [[], [1], [-1, 2], [12], [0, 0]]\n\n"
        "def generate(seed, size):\n    r = Random(f'{seed} {size}')\n"
        "    ns = CASES[seed] if size == 0 else [r.randint(-99, 99) for _ in range(size)]\n"
        "    return [[], [['add', [n]] for n in ns]]\n",
        "hidden_tests": ["edge:0-4@0", "typical:1-3@5"],
        "wrong": wrong,
    }
    assert "def add(self, n: int) -> int" in desk.generate(spoiled(**parts)).load().statement


@pytest.mark.parametrize(
    ("endless", "settings", "said"),
    [
        (Reply((Text("[" * 5000, 1000),), "max_tokens"), {}, "longer than 32,000 tokens"),
        (says("x" * 60_000), {"max_characters": 9000}, "no end after 9,000 characters"),
        (says("x" * 60_000, fault=Slow(0.05)), {"answer_seconds": 2.0}, "no end after 2 seconds"),
        (says("x" * 60_000, fault=Stall(9)), {"answer_seconds": 2.0}, "no end after 2 seconds"),
    ],
    ids=["tokens", "characters", "drips", "stalls"],
)
def test_an_endless_answer_is_cut_off_and_told_so(
    endless: Reply, settings: dict[str, Any], said: str, desk: Desk
) -> None:
    with pytest.raises(Refused):
        desk.generate(endless, "", repairs=1, **settings)
    _, back, told = desk.asked[1]
    assert len(back["content"][0]["text"]) < 5000
    assert said in told["content"][0]["text"]
    assert desk.spending.answers == 2
    assert desk.spending.uncounted == (endless.stop_reason is None)


@pytest.mark.parametrize("fault", [Cut(4), StreamError(4), Stall(4)], ids=["cut", "error", "silence"])
def test_an_answer_whose_wire_fails_is_asked_for_again(fault: Any, desk: Desk) -> None:
    desk.config.SdkProvider.timeout_seconds = 1.5
    package = desk.generate(says(spoiled(), fault=fault), spoiled())
    assert desk.asked[0] == desk.asked[1]
    assert package.load().generation is not None
    assert "without 1 that did not end" in str(desk.spending)


def test_a_wire_that_always_fails_is_given_up(desk: Desk) -> None:
    with pytest.raises(Refused, match="in 4 answers; at last: anthropic:claude-sonnet-5-5 ended its answer"):
        desk.generate(*[says(spoiled(), fault=Cut(4))] * 9)
    assert len(desk.asked) == 4
    assert desk.wrote_nothing()


def test_an_overloaded_model_is_waited_for_then_given_up(desk: Desk) -> None:
    with pytest.raises(ModelUnavailable):
        desk.generate(*[Failure.overloaded()] * 9)
    assert desk.slept == [0.5, 1]
    assert desk.spending.answers == 0


def test_a_wrong_key_is_said_at_once_and_costs_nothing(desk: Desk) -> None:
    desk.config.AnthropicProvider.api_key = "another"
    with pytest.raises(WrongKey, match="ANTHROPIC_API_KEY"):
        desk.generate(spoiled())
    assert (desk.asked, desk.spending.answers) == ([], 0)
    assert desk.wrote_nothing()


def test_a_model_that_declines_is_not_asked_again(desk: Desk) -> None:
    with pytest.raises(ModelError, match="declined"):
        desk.generate(Reply((Text("No."),), "refusal"), spoiled())
    assert len(desk.asked) == 1
    assert desk.spending.uncounted == 1


def test_nothing_is_paid_for_that_could_not_be_written_or_judged(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "bank").write_text("a file")
    with pytest.raises(Refused, match="--into"):
        desk.generate(spoiled())
    (tmp_path / "bank").unlink()

    def none() -> None:
        raise SandboxUnavailable("no sandbox here")

    desk.judge = Judge(factory=none)
    with pytest.raises(SandboxUnavailable):
        desk.generate(spoiled())
    assert desk.asked == []


def test_what_a_model_says_can_not_move_a_cursor(desk: Desk) -> None:
    with pytest.raises(Refused) as caught:
        desk.generate(spoiled(title="\x1b[2JEvil", reference="raise ValueError('\x1b[2J')"), repairs=0)
    assert "\x1b" not in "".join(desk.lines) + str(caught.value)
    assert any("Evil" in line for line in desk.lines)
