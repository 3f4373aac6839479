"""`mockmind eval`: a small run through the command, its file, what is compared, and what is refused."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mockmind_lab.cli import main
from mockmind_lab.evals.notebooks import notebook, sample
from mockmind_lab.evals.results import SCHEMA_VERSION, Count, Played, Results, read, write
from mockmind_lab.testing import ModelServer, Reply
from tests.cli.conftest import Shell
from tests.evals.conftest import SLUG

MODEL = "anthropic:claude-haiku-4-5"
Said = pytest.CaptureFixture[str]


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """A folder to work in, with settings of its own, in this process."""
    shell = Shell(tmp_path)
    (tmp_path / "work").mkdir()
    for name, value in shell.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path / "work")
    return shell


@pytest.fixture
def server(shell: Shell) -> Iterator[ModelServer]:
    with ModelServer() as server:
        shell.configure(
            f"c.AnthropicProvider.base_url = {server.url!r}\nc.AnthropicProvider.api_key = {server.key!r}\n"
        )
        yield server


def results(leaks: int, *, seed: int = 0, complete: bool = True) -> Results:
    played = Played(problem="lonely-gloves", candidate="strong", measures={"leaks": Count(hits=leaks, of=10)})
    return Results(
        program="p", began="b", seconds=1, interviewer="scripted", seed=seed, prompts={}, complete=complete,
        problems={"lonely-gloves": "0"}, interviews=(played,),
    )  # fmt: skip


def test_a_run_prints_a_table_beside_the_form_and_keeps_all_that_was_said(shell: Shell, capsys: Said) -> None:
    what = ["--problems", "lonely-gloves", "--candidates", "silent", "--jobs", "1"]
    assert main(["eval", *what, "--out", "run.json"]) == 0
    said = capsys.readouterr()
    head, *rows = said.out.splitlines()
    assert head.split() == ["scripted", "form"]
    assert "0.0% (0/" in next(row for row in rows if row.startswith("leak rate"))
    assert rows[-1] == "run.json"
    assert "2 interviews" in said.err
    kept = read(Path("run.json"))
    assert (kept.complete, kept.seed, len(kept.interviews)) == (True, 0, 1)
    assert kept.prompts.keys() == {"model", "scripted"}
    assert kept.baseline is not None
    assert kept.baseline.interviewer == "form"
    assert any("Half of your time" in line["text"] for line in kept.baseline.interviews[0].transcript)


def test_two_runs_are_compared_measure_by_measure(shell: Shell, capsys: Said) -> None:
    write(results(2), Path("a.json"))
    write(results(1, seed=5), Path("b.json"))
    assert main(["eval", "compare", "a.json", "b.json"]) == 0
    out = capsys.readouterr().out
    (leaks,) = [line for line in out.splitlines() if line.startswith("leak rate")]
    assert leaks.split()[-2:] == ["-10.0%", "better"]
    assert "Other seed: 0 and 5." in out


def test_a_baseline_that_was_measured_otherwise_is_said_to_be(shell: Shell, capsys: Said) -> None:
    write(results(2).model_copy(update={"schema_version": 1}), Path("old.json"))
    main(
        ["eval", "--problems", SLUG, "--candidates", "silent", "--baseline", "old.json", "--out", "run.json"]
    )
    assert f"Other version of the measures: 1 and {SCHEMA_VERSION}." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--candidates", "stong"], "Unknown candidate 'stong'. Did you mean 'strong'?"),
        (["--candidates", "model"], "The candidate `model` needs --candidate-model"),
        (["--problems", "lonely-glove"], "Did you mean 'lonely-gloves'?"),
        (["--problems", "1000"], "ask for 1 to as many, or `all`"),
        (["--problems", ","], "Name problems with commas between them"),
        (["--problems", "1", "--interviewer", "nobody"], "'nobody' names no model"),
        (["--problems", "1", "--baseline", "none.json"], "none.json can't be read"),
        (["--problems", "1", "--out", "empty.json/run.json"], "run.json can't be written"),
        (["compare", "empty.json", "empty.json"], "empty.json is no JSON"),
        (["compare", "later.json", "later.json"], "results of version 99"),
        (["compare", "other.json", "other.json"], "holds no results of `mockmind eval`"),
    ],
)
def test_what_can_t_be_done_is_one_line_that_says_why(
    shell: Shell, capsys: Said, arguments: list[str], error: str
) -> None:
    Path("empty.json").write_text("")
    Path("later.json").write_text(json.dumps({"schema_version": 99}))
    Path("other.json").write_text(json.dumps({"schema_version": 1}))
    assert main(["eval", *arguments]) == 2
    said = capsys.readouterr()
    assert error in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(("jobs", "early"), [("1", False), ("2", False), ("2", True)])
def test_an_interrupt_keeps_what_was_done(shell: Shell, jobs: str, early: bool) -> None:
    command = [sys.executable, "-m", "mockmind_lab.cli", "eval", "--problems", "lonely-gloves"]
    command += ["--candidates", "gibberish,silent,repeats,argues,begs,weak", "--baseline", "none"]
    command += ["--jobs", jobs, "--out", "run.json"]
    process = subprocess.Popen(
        command,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stderr is not None
    assert b"6 interviews" in process.stderr.readline()
    if early:  # while its processes are being started
        time.sleep(0.3)
    else:
        assert b"1/6" in process.stderr.readline()
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does it: all of its processes hear of it
    out, error = process.communicate(timeout=120)
    assert b"Interrupted: the table is of what was done." in out, error
    kept = read(Path("run.json"))
    assert not kept.complete
    assert (0 if early else 1) <= len(kept.interviews) < 6


def test_a_model_plays_the_candidate(server: ModelServer, shell: Shell, capsys: Said) -> None:
    moves = [
        {"move": "say", "text": "I will count each colour."},
        {"move": "write", "text": "def unpaired(gloves):\n    return list(gloves)\n"},
        {"move": "run"},
        {"move": "wait", "seconds": 200},
        {"move": "submit"},
        {"move": "finish"},
    ]
    server.add(*(Reply.says(json.dumps(move)) for move in moves))
    arguments = ["--problems", "lonely-gloves", "--candidate-model", MODEL, "--baseline", "none"]
    assert main(["eval", *arguments, "--out", "run.json"]) == 0
    (played,) = read(Path("run.json")).interviews
    assert (played.candidate, played.status, played.failure) == ("model", "completed", "")
    assert [op for op, _ in played.moves] == ["say", "cell", "run", "submit", "finish"]
    assert any(line.get("on") == "standstill" for line in played.transcript)
    shown = json.dumps([request.body["messages"] for request in server.requests])
    assert "I will count each colour." in shown
    assert "dictionary" not in shown  # hints and solutions are no candidate's to see


def test_a_model_that_interviews_is_measured_with_what_it_cost(
    server: ModelServer, shell: Shell, capsys: Said
) -> None:
    server.follow(lambda _: Reply.calls("say", text="Count with a dictionary per colour, said nobody."))
    arguments = ["--problems", "lonely-gloves", "--candidates", "silent", "--interviewer", MODEL]
    main(["eval", *arguments, "--baseline", "none", "--out", "run.json"])
    (played,) = read(Path("run.json")).interviews
    assert played.failure == ""
    assert played.input_tokens > 1000
    assert played.dollars > 0
    assert played.withheld > 0  # what it says gives the second hint away
    assert played.measures["leaks"].hits == 0


def test_all_interviews_of_a_run_share_one_days_budget(
    server: ModelServer, shell: Shell, capsys: Said
) -> None:
    settings = shell.folder / "config" / "jupyter_mockmind_config.py"
    settings.write_text(settings.read_text() + "c.Budget.day_dollars = 0.003\n")
    server.follow(lambda _: Reply.calls("present_problem", text="Hello! What will you do first?"))
    arguments = [
        "--problems",
        "lonely-gloves,candle-ends,ski-school",
        "--candidates",
        "silent",
        "--interviewer",
        MODEL,
        "--jobs",
        "1",
    ]
    assert main(["eval", *arguments, "--baseline", "none", "--out", "run.json"]) == 1
    kept = read(Path("run.json"))
    spent = sum(played.dollars for played in kept.interviews)
    assert 0.003 <= spent < 0.02  # the call that uses it up comes on top
    assert len(kept.interviews) == 1
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("Stopped:")]
    assert line.startswith(f"Stopped: The day's budget of $0.00 is used up (${spent:.2f} spent), so 2 ")
    assert not kept.complete


def test_a_candidates_model_is_paid_from_the_same_budget_and_counted(
    server: ModelServer, shell: Shell, capsys: Said
) -> None:
    settings = shell.folder / "config" / "jupyter_mockmind_config.py"
    settings.write_text(settings.read_text() + "c.Budget.day_dollars = 0.01\n")
    say = {"move": "say", "text": "I think about it."}
    server.follow(lambda _: Reply.says(json.dumps(say)))
    arguments = ["--problems", "3", "--candidate-model", MODEL, "--baseline", "none", "--jobs", "1"]
    assert main(["eval", *arguments, "--out", "run.json"]) == 1
    said = capsys.readouterr().out
    (played,) = read(Path("run.json")).interviews
    assert played.failure.startswith("The day's budget of $0.01 is used up")
    assert 0.01 <= played.candidate_dollars < 0.02
    assert played.candidate_input_tokens > 1000
    (row,) = [row for row in said.splitlines() if row.startswith("candidate's US dollars")]
    assert row.split()[-1] == f"{played.candidate_dollars:.4f}"
    assert "so 2 interviews were not played" in said


def test_a_candidates_model_at_an_address_of_ones_own_is_counted_without_a_price(
    server: ModelServer, shell: Shell
) -> None:
    settings = shell.folder / "config" / "jupyter_mockmind_config.py"
    address = f"c.ChatProvider.base_url = {server.url + '/v1'!r}\nc.ChatProvider.api_key = {server.key!r}\n"
    settings.write_text(settings.read_text() + address)
    server.add(Reply.says(json.dumps({"move": "finish"})))
    arguments = ["--problems", "lonely-gloves", "--candidate-model", "openai:gpt-4o", "--baseline", "none"]
    main(["eval", *arguments, "--out", "run.json"])
    (played,) = read(Path("run.json")).interviews
    assert played.failure == ""
    assert played.candidate_input_tokens > 0
    assert played.candidate_dollars == 0  # gpt-4o's list price is that of another seller


def test_a_sample_takes_every_candidate_before_any_twice() -> None:
    played = [
        Played(problem=problem, candidate=name, moves=(("cell", "x = 1"), ("say", "a\nb")))
        for problem in ("one", "two", "three")
        for name in ("strong", "weak")
    ]
    run = results(0).model_copy(update={"interviews": tuple(played)})
    chosen = sample(run, 4)
    assert [one.candidate for one in chosen] == ["strong", "weak", "strong", "weak"]
    assert len({(one.problem, one.candidate) for one in chosen}) == 4
    cells = [cell["source"] for cell in notebook(chosen[0], interviewer="scripted")["cells"]]
    assert cells == [
        "%interview start --problem one --model scripted",
        "x = 1",
        "%%interview say\na\nb",
        "%interview finish",
    ]
