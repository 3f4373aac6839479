"""The same verdicts from containers: a part of what ``test_verdicts`` and ``test_compiling`` ask of bubblewrap."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mockmind_lab.core.problem import Limits
from mockmind_lab.core.verdict import Code, Isolation
from mockmind_lab.errors import SandboxUnavailable
from mockmind_lab.judge import Judge
from mockmind_lab.sandbox import compiled
from mockmind_lab.sandbox.base import Program
from mockmind_lab.sandbox.docker import DockerSandbox
from mockmind_lab.sandbox.languages import SUPPORT
from tests.docker_engine import Engine
from tests.docker_engine import docker_engine as docker_engine
from tests.docker_engine import docker_languages as docker_languages

from ..judge.conftest import make_problem
from .conftest import LIMITS, folder_of_builds, submit
from .programs import program
from .test_compiling import BOMBS, ECHOES, TYPES, stdio


@pytest.fixture(scope="module", params=sorted(SUPPORT))
def language(request: pytest.FixtureRequest) -> str:
    return request.param  # the toolchains are the image's


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> str:
    return folder_of_builds(tmp_path_factory)


@pytest.fixture(scope="module")
def judge(docker_languages: Engine, cache: str) -> Iterator[Judge]:
    engine = docker_languages
    judge = Judge(
        factory=lambda: engine.sandbox(image=engine.languages, compile_cache=cache), stop_after_timeouts=1
    )
    yield judge
    judge.close()


def test_a_right_solution_is_accepted_and_measured(judge: Judge, language: str):
    verdict = submit(judge, language, program("right", language))
    assert (verdict.code, verdict.passed, verdict.total) == (Code.AC, 3, 3), verdict.message
    assert (verdict.backend, verdict.sandboxed) == ("docker", True)
    assert all(0 < test.wall_seconds < LIMITS.wall_seconds for test in verdict.tests)
    assert all(test.peak_memory_bytes > 2**20 for test in verdict.tests)


@pytest.mark.parametrize("language", ["java", "cpp"])
def test_an_exception_is_told_with_its_message(judge: Judge, language: str):
    verdict = submit(judge, language, program("raises", language))
    assert (verdict.code, "no 1" in verdict.tests[0].message) == (Code.RTE, True), verdict.message


@pytest.mark.parametrize("language", ["javascript", "java", "go"])
def test_resident_memory_has_a_limit(judge: Judge, language: str):
    verdict = submit(judge, language, program("hoards", language))
    assert verdict.code is Code.MLE, verdict.message
    assert verdict.tests[0].peak_memory_bytes < 320 * 2**20


def test_what_does_not_compile_is_told_in_the_compilers_words(judge: Judge):
    verdict = submit(judge, "go", program("does not compile", "go"))
    assert (verdict.code, "undefined: undeclared_name" in verdict.message) == (Code.CE, True), verdict.message


@pytest.mark.parametrize("language", ["javascript", "java"])
def test_what_is_out_of_reach_stays_out_of_reach(judge: Judge, language: str):
    verdict = submit(judge, language, program("reads files", language).replace("%s", __file__))
    assert verdict.code is Code.AC, [test.message for test in verdict.tests]


def test_a_batch_shares_a_process(judge: Judge):
    verdict = submit(judge, "cpp", program("right", "cpp"), Isolation.BATCH)
    assert (verdict.code, verdict.passed) == (Code.AC, 3), verdict.message


def test_what_does_not_end_is_ended_and_the_next_one_runs(judge: Judge):
    assert submit(judge, "cpp", program("spins", "cpp")).code is Code.TLE
    assert submit(judge, "cpp", program("right", "cpp")).code is Code.AC


def test_a_whole_program_reads_standard_input(judge: Judge):
    verdict = submit(judge, "go", ECHOES["go"], **stdio())
    assert (verdict.code, verdict.passed) == (Code.AC, 2), verdict.message


@pytest.mark.parametrize("bomb", ["an array larger than the disk", "another person's file"])
def test_a_bomb_is_a_compile_error(judge: Judge, bomb: str, monkeypatch: pytest.MonkeyPatch):
    language, source = BOMBS[bomb]
    monkeypatch.setattr(compiled, "COMPILE_SECONDS", 4.0)
    verdict = submit(judge, language, source)
    assert verdict.code is Code.CE, verdict.message
    assert "root:" not in verdict.message


def test_a_build_has_a_container_of_its_own_that_ends_with_it(docker_languages: Engine, tmp_path: Path):
    engine, opened, seen = docker_languages, list[Any](), list[Any]()
    before = engine.containers()
    with engine.sandbox(image=engine.languages, compile_cache=str(tmp_path)) as sandbox:
        honest = sandbox.open_box

        def open_box(view: Any) -> Any:
            box = honest(view)
            opened.append((view, box))
            seen.append(sandbox._client.inspect_container(box.container.id))
            return box

        sandbox.open_box = open_box  # type: ignore[method-assign]

        def builds(source: str) -> int:
            opened.clear()
            given = Program(source, "function", "total", "go", json.dumps(TYPES))
            (result,) = sandbox.run(given, [b"[[1,2]]"], limits=LIMITS, isolation=Isolation.TEST)
            assert json.loads(result.result)["value"] == 3
            return sum(view.scratch_bytes > 0 for view, _ in opened)

        assert builds(program("right", "go")) == 1
        host = seen[0]["HostConfig"]
        assert (host["NetworkMode"], host["ReadonlyRootfs"], host["CapDrop"]) == ("none", True, ["ALL"])
        assert host["Memory"] == sandbox.compile_memory_bytes
        assert "size=" in host["Tmpfs"]["/box/tmp"]
        assert opened[0][1].container.id == ""  # closed and removed
        assert builds(program("right", "go")) == 0
        assert len(engine.containers()) == len(before) + 2  # Python's and Go's
    assert engine.containers() == before


def test_a_program_larger_than_its_container_names_the_setting(docker_languages: Engine, cache: str):
    engine = docker_languages
    given = Program(program("right", "javascript"), "function", "total", "javascript", json.dumps(TYPES))
    with engine.sandbox(image=engine.languages, compile_cache=cache, memory_bytes=2**28) as sandbox:
        runs = sandbox.run(given, [b"[[1]]"], limits=Limits(), isolation=Isolation.TEST)
        with pytest.raises(SandboxUnavailable, match=r"raise DockerSandbox\.memory_bytes"):
            next(runs)


def test_a_toolchain_that_the_image_lacks_is_named_with_how_to_get_it(docker_engine: Engine, language: str):
    judge = Judge(factory=docker_engine.sandbox)
    verdict = submit(judge, language, program("right", language))
    judge.close()
    assert (verdict.code, "`mockmind sandbox build" in verdict.message) == (Code.IE, True), verdict.message


def test_killed_in_the_middle_of_a_submission_it_costs_the_candidate_nothing(
    docker_languages: Engine, cache: str
):
    engine, made = docker_languages, list[DockerSandbox]()

    def make() -> DockerSandbox:
        made.append(engine.sandbox(image=engine.languages, compile_cache=cache))
        return made[-1]

    def kill_once(result: Any) -> None:
        if len(made) == 1:
            made[0]._client.kill(made[0]._polyglot._boxes["javascript"].container.id)

    judge = Judge(factory=make)
    problem_source = program("right", "javascript")
    problem = make_problem(limits=LIMITS)
    options: dict[str, Any] = {"tests": problem.tests, "isolation": Isolation.TEST, "language": "javascript"}
    verdict = judge.judge(problem, problem_source, on_result=kill_once, **options)
    assert (verdict.code, len(made)) == (Code.AC, 2), verdict.message
    assert judge.judge(problem, problem_source, **options).code is Code.AC
    judge.close()


def test_the_judge_names_the_toolchains_of_its_sandbox_and_not_of_the_machine(
    docker_engine: Engine, docker_languages: Engine, cache: str
):
    image = docker_languages.languages
    with contextlib.closing(
        Judge(factory=lambda: docker_languages.sandbox(image=image, compile_cache=cache))
    ) as judge:
        assert judge.toolchain("go").startswith("go1.")
    with (
        contextlib.closing(Judge(factory=docker_engine.sandbox)) as judge,
        pytest.raises(SandboxUnavailable, match="mockmind sandbox build"),
    ):
        judge.toolchain("go")
