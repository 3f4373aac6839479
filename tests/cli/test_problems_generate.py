"""`mockmind problems generate`: how it goes is told, its cost is shown, and the bank is offered instead."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from mockmind_lab.authoring import proof
from mockmind_lab.cli import main
from mockmind_lab.library import Package
from mockmind_lab.testing import ModelServer, Reply, Stall, Text
from tests.authoring.proposals import spoiled

if TYPE_CHECKING:
    from tests.cli.conftest import Shell

GENERATE = ("problems", "generate", "--topic", "graph")


@pytest.fixture
def server(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    with ModelServer() as server:
        shell.configure(
            f"c.AnthropicProvider.base_url = {server.url!r}\nc.AnthropicProvider.api_key = {server.key!r}\n"
        )
        for name, value in shell.environment().items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(shell.folder / "work")
        monkeypatch.setattr(proof, "INPUTS", 12)
        yield server


def says(text: str, fault: Stall | None = None) -> Reply:
    return Reply((Text(text, chunk=500),), fault=fault)


def test_it_is_told_step_by_step_what_is_proved_and_what_it_cost(
    server: ModelServer, shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    server.add(says("no JSON"), says(spoiled()))
    assert main([*GENERATE, "--into", "mine", "--model", "anthropic:claude-haiku-4-5"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    starts = [line[:12] for line in said.out.splitlines()]
    asking, cross, check = "Asking anthr", "✗ the form: ", "✓ the brute "
    assert [starts[0], starts[1], starts[2]] == [asking, cross, asking]
    assert check in starts
    assert "Cost: $0.0" in said.out
    assert "in 2 answers" in said.out
    assert "mine/island-ferries\n" in said.out
    package = Package(shell.folder / "work" / "mine" / "island-ferries")
    assert package.load().generation is not None
    assert {request.model for request in server.requests} == {"claude-haiku-4-5"}


def test_giving_up_says_why_what_it_cost_and_what_the_bank_has(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.add(*[says("no JSON")] * 4)
    assert main([*GENERATE, "--into", "mine", "--difficulty", "easy", "--topic", "stack"]) == 2
    said = capsys.readouterr()
    assert len(said.err.splitlines()) == 1
    assert "no problem that holds in 4 answers; at last: the form: the whole: Invalid JSON" in said.err
    assert "The bank has " in said.err
    assert "easy on stack: " in said.err
    assert "nested-boxes" in said.err
    assert "in 4 answers" in said.out.splitlines()[-1]


def test_a_wrong_key_costs_nothing_and_the_bank_is_offered(
    server: ModelServer, shell: Shell, capsys: pytest.CaptureFixture[str]
) -> None:
    shell.configure(
        f"c.AnthropicProvider.base_url = {server.url!r}\nc.AnthropicProvider.api_key = 'another'\n"
    )
    assert main([*GENERATE, "--into", "mine"]) == 2
    said = capsys.readouterr()
    assert "does not let this key in; set the right one (ANTHROPIC_API_KEY). The bank has" in said.err
    assert "Cost" not in said.out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--topic", "grafs"], "Unknown topic 'grafs'. Did you mean 'graphs'?"),
        (["--model", "gpt"], "names no model. Write provider:model"),
        (["--into", "/dev/null/bank"], "/dev/null/bank can't be written"),
    ],
)
def test_what_can_not_be_asked_for_is_said_before_anyone_is_asked(
    options: list[str], said: str, server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*GENERATE, "--into", "mine", *options]) == 2
    assert said in capsys.readouterr().err
    assert server.requests == []


def test_interrupted_it_says_what_it_cost(server: ModelServer, shell: Shell) -> None:
    server.add(says("no JSON"), says(spoiled(), fault=Stall(0)))
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "mockmind_lab.cli", *GENERATE, "--into", "mine"],
        cwd=shell.folder / "work",
        env=dict(os.environ),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    begun = [process.stdout.readline() for _ in range(3)]
    assert begun[2].startswith("Asking anthropic:claude-sonnet-5-5 for a problem, 2 of 4"), begun
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, err.strip()) == (2, "Interrupted.")
    assert out.startswith("Cost: $0.00")
    assert "in 1 answer" in out
    assert list((shell.folder / "work" / "mine").iterdir()) == []
