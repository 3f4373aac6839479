"""`make test-live` itself, against the local server: it passes only where the model went to the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mockmind_lab.testing import Failure, ModelServer, Reply, Request
from tests.cli.conftest import Shell
from tests.live.live_interview import main


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModelServer]:
    shell = Shell(tmp_path)
    for name, value in shell.environment().items():
        monkeypatch.setenv(name, value)
    with ModelServer() as server:
        shell.configure(
            f"c.AnthropicProvider.base_url = {server.url!r}\n"
            "c.ModelInterviewer.notes_model = 'none'\n"
            "c.ModelInterviewer.patience_seconds = 60.0\n"  # a busy machine
            "c.ModelInterviewer.unasked_seconds = 60.0\n"
        )
        monkeypatch.setenv("ANTHROPIC_API_KEY", server.key)
        yield server


def answering(server: ModelServer, *, until: int = 99) -> Callable[[Request], Reply | Failure]:
    """A model that says something new each time, and fails from the request ``until`` on."""

    def answer(request: Request) -> Reply | Failure:
        number = len(server.requests)
        if number > until:
            return Failure(400, "invalid_request_error", "made to fail")
        name = "present_problem" if len(request.body["messages"]) == 1 else "say"
        return Reply.calls(name, text=f"Word {number}: what do you think of it?")

    return answer


def test_an_interview_with_the_model_to_its_end_passes(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.follow(answering(server))
    assert main() == 0, capsys.readouterr().out
    assert "It went through with the model to its end." in capsys.readouterr().out


def test_a_hand_over_to_the_script_is_a_failure(
    server: ModelServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.follow(answering(server, until=2))
    assert main() == 1
    assert capsys.readouterr().out.splitlines()[-1].startswith("Failed: the script took over, for ")


def test_a_wrong_key_is_one_line(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "wrong")
    assert main() == 1
    error = capsys.readouterr().err
    assert error.startswith("Failed: ")
    assert error.count("\n") == 1


def test_without_a_key_nothing_is_tried(
    server: ModelServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    assert main() == 0
    assert "no real model was asked" in capsys.readouterr().out
    assert server.requests == []
