"""A judge, a small problem to judge on, and an engine for the judges that use Docker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mockmind_lab.core.problem import Problem
from mockmind_lab.judge import Judge
from tests.docker_engine import docker_engine as docker_engine
from tests.judge.made import make_problem


@pytest.fixture(scope="session")
def judge() -> Iterator[Judge]:
    judge = Judge(stop_after_timeouts=1)
    yield judge
    judge.close()


@pytest.fixture
def problem() -> Problem:
    return make_problem()
