"""Which sandbox a configuration gives, and that none is never a silent choice."""

from __future__ import annotations

import platform
from pathlib import Path

import pytest
from traitlets import TraitError
from traitlets.config import Config

from mockmind_lab.core.verdict import Code, Isolation
from mockmind_lab.errors import SandboxUnavailable
from mockmind_lab.judge import Judge
from mockmind_lab.sandbox.choose import BACKENDS, choose_sandbox
from tests.docker_engine import Engine
from tests.judge.made import HONEST, make_problem


def settings(tmp_path: Path, *, bwrap: str = "bwrap", engine: str = "") -> Config:
    config = Config()
    config.BubblewrapSandbox.bwrap = bwrap
    config.DockerSandbox.engine = engine or f"unix://{tmp_path}/none.sock"
    return config


def test_auto_prefers_bubblewrap(tmp_path: Path):
    sandbox = choose_sandbox(config=settings(tmp_path))
    sandbox.open()
    assert (sandbox.name, sandbox.sandboxed) == ("bubblewrap", True)
    sandbox.close()


def test_auto_takes_docker_where_bubblewrap_is_missing(tmp_path: Path, docker_engine: Engine):
    config = settings(tmp_path, bwrap="no-such-bwrap", engine=docker_engine.address)
    config.DockerSandbox.image = docker_engine.image
    judge, problem = Judge(config=config), make_problem()
    verdict = judge.judge(problem, HONEST, tests=problem.tests, isolation=Isolation.TEST)
    assert (verdict.code, verdict.backend, verdict.sandboxed) == (Code.AC, "docker", True)
    found = judge.properties()
    assert (found[0].name, found[0].detail, found[0].holds) == ("backend", "docker", True)
    assert all(item.holds for item in found)
    judge.close()


def test_where_nothing_opens_both_fixes_are_told_and_no_code_runs(tmp_path: Path):
    judge, problem = Judge(config=settings(tmp_path, bwrap="no-such-bwrap")), make_problem()
    verdict = judge.judge(problem, HONEST, tests=problem.tests, isolation=Isolation.TEST)
    assert (verdict.code, verdict.total) == (Code.IE, 0)
    assert "apt install bubblewrap" in verdict.message
    assert "start Docker" in verdict.message
    assert not any(item.holds for item in judge.properties())


def test_elsewhere_than_on_linux_auto_is_docker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(platform, "system", lambda: "Darwin")
    sandbox = choose_sandbox(config=settings(tmp_path))
    with pytest.raises(SandboxUnavailable, match=r"^No Docker engine answers"):
        sandbox.open()


@pytest.mark.parametrize("name", sorted(BACKENDS))
def test_a_backend_that_is_named_is_not_replaced_by_another(name: str, tmp_path: Path):
    config = settings(tmp_path, bwrap="no-such-bwrap")
    with pytest.raises(SandboxUnavailable):
        choose_sandbox(name, config=config).open()
    assert choose_sandbox(name, config=config).name == name


def test_a_backend_that_does_not_exist_is_refused():
    with pytest.raises(TraitError, match="podman"):
        Judge(sandbox="podman")


def test_nothing_but_an_explicit_choice_gives_no_sandbox():
    assert choose_sandbox().sandboxed
    assert not choose_sandbox(unsafe=True).sandboxed
