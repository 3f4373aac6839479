"""``mockmind sandbox build`` on a real engine, with a base image from no registry."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from mockmind_lab.cli import main
from mockmind_lab.sandbox import image
from tests.docker_engine import Engine, base_tarball
from tests.docker_engine import docker_engine as docker_engine

NAME = "mockmind-test-cli"


@pytest.fixture
def configured(docker_engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """An engine that the configuration names, without the image that it names."""
    (tmp_path / "jupyter_mockmind_config.py").write_text(
        f"c.DockerSandbox.engine = {docker_engine.address!r}\nc.DockerSandbox.image = {NAME!r}\n"
    )
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    yield docker_engine
    with contextlib.closing(docker_engine.client()) as client, contextlib.suppress(OSError):
        client.remove_image(NAME)


def test_the_image_is_built_once_and_works(
    configured: Engine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    assert main(["sandbox", "build", "--check"]) == 2
    assert "is missing: run `mockmind sandbox build`" in capsys.readouterr().err

    assert main(["sandbox", "build", "--base-tarball", str(base_tarball())]) == 0
    assert f"{NAME} is built (" in capsys.readouterr().out

    assert main(["sandbox", "build", "--check"]) == 0
    assert main(["sandbox", "build"]) == 0
    said = capsys.readouterr().out
    assert said.count("is current") == 2
    assert "Step" not in said
    with configured.sandbox(image=NAME) as sandbox:
        assert all(item.holds for item in sandbox.properties())

    honest = image._context()
    monkeypatch.setattr(image, "_context", lambda: honest | {"mockmind_lab/errors.py": b"newer"})
    assert main(["sandbox", "build", "--check"]) == 2
    assert "is stale" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--base-tarball", "/no/such.tar"], "no base image /no/such.tar"),
        (["--base-tarball", __file__], "can't be used"),
        (["--base", "no-such.invalid/image"], "can't be built"),
        (["--base", "a", "--base-tarball", "b"], "not both"),
    ],
)
def test_a_base_that_can_not_be_used_is_named_in_one_line(
    configured: Engine, arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
):
    assert main(["sandbox", "build", *arguments]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1


def test_without_an_engine_the_command_says_how_to_start_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/none.sock")
    assert main(["sandbox", "build"]) == 2
    assert "start Docker" in capsys.readouterr().err
