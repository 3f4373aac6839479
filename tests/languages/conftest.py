"""Each language beside Python, with a judge of its own and what it compiles kept for the session."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from traitlets.config import Config

from mockmind_lab.core.problem import Limits
from mockmind_lab.core.verdict import Isolation, Verdict
from mockmind_lab.judge import Judge
from mockmind_lab.sandbox.languages import SUPPORT, missing

from ..judge.conftest import make_problem

LIMITS = Limits(cpu_seconds=1, wall_seconds=3, memory_bytes=64 * 2**20, output_bytes=64 * 1024)


def needs(language: str) -> None:
    """Skip where the toolchain is missing, but not in continuous integration."""
    why = missing(language)
    if why and not os.environ.get("CI"):
        pytest.skip(why)


@pytest.fixture(scope="session", params=sorted(SUPPORT))
def language(request: pytest.FixtureRequest) -> str:
    needs(request.param)
    return request.param


def folder_of_builds(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Where the session keeps what it compiles."""
    # Workers of one run share it: the header of C++ takes seconds to compile.
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    return str(shared / "compiled")


@pytest.fixture(scope="session")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Judge]:
    config = Config()
    config.BubblewrapSandbox.compile_cache = folder_of_builds(tmp_path_factory)
    judge = Judge(config=config, stop_after_timeouts=1)
    yield judge
    judge.close()


def submit(
    judge: Judge, language: str, source: str, isolation: Isolation = Isolation.TEST, **changes: object
) -> Verdict:
    """The verdict on ``source`` for the problem ``total``, or one made of it by ``changes``."""
    problem = make_problem(**({"limits": LIMITS} | changes))
    return judge.judge(problem, source, tests=problem.tests, isolation=isolation, language=language)
