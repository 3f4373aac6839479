"""Each hostile program gets the verdict its header states and leaves nothing, on every backend.

As root and as an ordinary user: the tests' own user first, and where that is root, another as well.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mockmind_lab.judge import Judge
from tests.judge.corpus import IN_MEMORY, examine, plant

PROGRAMS = sorted((Path(__file__).parents[1] / "hostile").glob("*.py"))
ORDINARY = 12345  # a user id that nobody has
CLEAN = {
    "sandboxed": True, "before": "AC", "after": "AC", "processes left": [], "descriptors left": 0,
    "files changed": False, "canary found": False, "memory is back": True,
}  # fmt: skip
NEEDED = (
    "pydantic",
    "pydantic_core",
    "annotated_types",
    "typing_extensions",
    "typing_inspection",
    "traitlets",
)


def wanted(program: Path) -> str:
    stated = re.match(r"\"\"\"verdict: (\w+)\nwhy: .+\n", program.read_text())
    assert stated, "its header states no verdict"
    return stated[1]


def assert_as_stated(program: Path, found: dict[str, Any]) -> None:
    assert found["verdict"] == wanted(program), found
    assert {name: found[name] for name in CLEAN} == CLEAN, found


@pytest.fixture(scope="module", autouse=True)
def planted() -> Iterator[None]:
    """Canaries, before any sandbox is opened."""
    file = plant()
    yield
    file.unlink()
    del os.environ["MOCKMIND_CANARY"]


@pytest.fixture(scope="module", params=["bubblewrap", "docker"])
def arena(request: pytest.FixtureRequest) -> Iterator[Judge]:
    options: dict[str, Any] = {"sandbox": "bubblewrap"}
    if request.param == "docker":
        options = {"factory": request.getfixturevalue("docker_engine").sandbox}
    judge = Judge(stop_after_timeouts=1, pool_size=1, **options)
    yield judge
    judge.close()


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_a_hostile_program_gets_its_verdict_and_leaves_nothing(program: Path, arena: Judge):
    found = examine(arena, program)
    assert_as_stated(program, found)
    assert IN_MEMORY  # it was there to be found


def test_no_program_of_the_corpus_costs_a_container(docker_engine: Any):
    judge = Judge(factory=docker_engine.sandbox, stop_after_timeouts=1, pool_size=1)
    ids = set()
    for program in PROGRAMS[::9]:
        examine(judge, program)
        ids.add(judge.pool._idle[0]._container.id)
    judge.close()
    assert len(ids) == 1


@pytest.fixture(scope="module")
def as_ordinary_user() -> dict[str, dict[str, Any]]:
    """What the corpus came to for an ordinary user, by program."""
    if os.geteuid() != 0:
        pytest.skip("the tests run as an ordinary user themselves")
    folder = Path(tempfile.mkdtemp(prefix="mockmind-ordinary-"))
    try:
        copy_what_is_needed(folder)
        done = subprocess.run(
            [interpreter_for_everyone(), "-m", "tests.judge.corpus", *(folder / "programs").iterdir()],
            env={"PYTHONPATH": str(folder), "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=folder, user=ORDINARY, group=ORDINARY, extra_groups=[],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    finally:
        shutil.rmtree(folder)
        Path(tempfile.gettempdir(), f"mockmind-canary-{ORDINARY}").unlink(missing_ok=True)
    assert done.returncode == 0, done.stderr
    return {found["program"]: found for found in map(json.loads, done.stdout.splitlines())}


def copy_what_is_needed(folder: Path) -> None:
    """Into a folder everyone may read, because a checkout need not be one."""
    root = Path(__file__).parents[2]
    for name in NEEDED:
        spec = importlib.util.find_spec(name)
        assert spec is not None
        assert spec.origin is not None
        origin = Path(spec.origin)
        if origin.name == "__init__.py":
            shutil.copytree(origin.parent, folder / name)
        else:
            shutil.copy(origin, folder)
    shutil.copytree(root / "mockmind_lab", folder / "mockmind_lab")
    shutil.copytree(
        root / "tests" / "hostile", folder / "programs", ignore=shutil.ignore_patterns("__pycache__")
    )
    (folder / "tests" / "judge").mkdir(parents=True)
    for name in ("__init__.py", "corpus.py", "made.py"):
        shutil.copy(root / "tests" / "judge" / name, folder / "tests" / "judge")
    subprocess.run(["chmod", "-R", "a+rX", str(folder)], check=True)


def interpreter_for_everyone() -> str:
    """A Python of this version that an ordinary user may run: compiled packages are for one version."""
    for candidate in ("/usr/bin/python3", getattr(sys, "_base_executable", sys.executable)):
        command = [candidate, "-c", "import sys; print(sys.version_info[:2])"]
        try:
            done = subprocess.run(
                command, user=ORDINARY, group=ORDINARY, capture_output=True, text=True, check=False, cwd="/"
            )
        except OSError:
            continue
        if done.stdout.strip() == str(sys.version_info[:2]):
            return candidate
    pytest.skip(f"no Python {sys.version_info[:2]} that an ordinary user may run")


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
def test_an_ordinary_user_is_as_safe(program: Path, as_ordinary_user: dict[str, dict[str, Any]]):
    found = as_ordinary_user[program.stem]
    assert found["uid"] == ORDINARY
    assert_as_stated(program, found)


def test_the_corpus_is_there():
    assert len(PROGRAMS) >= 60
    assert len({program.read_text().split("\n", 3)[3] for program in PROGRAMS}) == len(PROGRAMS)
