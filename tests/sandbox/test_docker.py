"""The Docker backend: what only a container can promise, and what it says where there is no engine."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mockmind_lab.core.problem import Limits
from mockmind_lab.core.verdict import Code, Isolation
from mockmind_lab.errors import SandboxError, SandboxUnavailable
from mockmind_lab.judge import Judge
from mockmind_lab.sandbox import docker as backend
from mockmind_lab.sandbox import image
from mockmind_lab.sandbox.base import Program
from mockmind_lab.sandbox.docker import DockerSandbox
from mockmind_lab.sandbox.engine import LABEL, sweep
from tests.docker_engine import Engine, crash_dockerd, remove_folder, start_dockerd, stop_dockerd
from tests.judge.made import HONEST, make_problem


@pytest.fixture
def sandbox(docker_engine: Engine) -> Iterator[DockerSandbox]:
    sandbox = docker_engine.sandbox()
    yield sandbox
    sandbox.close()


def ask(sandbox: DockerSandbox, body: str, *given: Any, limits: Limits | None = None) -> list[Any]:
    """The answers of a function with ``body``, one for each of ``given``."""
    program = Program(f"import os, sys\ndef f(given):\n    {body}", "function", "f")
    inputs = [json.dumps([item]).encode() for item in given or (None,)]
    runs = sandbox.run(program, inputs, limits=limits or Limits(), isolation=Isolation.TEST)
    return [json.loads(result.result or b"{}").get("value", result.end) for result in runs]


def submit(judge: Judge, source: str = HONEST, **options: Any) -> Any:
    problem = make_problem()
    return judge.judge(problem, source, tests=problem.tests, isolation=Isolation.TEST, **options)


def test_the_container_is_hardened_as_the_engine_sees_it(sandbox: DockerSandbox):
    sandbox.open()
    seen = sandbox._client.inspect_container(sandbox._container.id)
    host, config = seen["HostConfig"], seen["Config"]
    assert (host["NetworkMode"], host["IpcMode"], host["PidMode"]) == ("none", "none", "")
    assert host["ReadonlyRootfs"]
    assert not host["Privileged"]
    assert host["AutoRemove"]
    assert host["CapDrop"] == ["ALL"]
    assert {name.removeprefix("CAP_") for name in host["CapAdd"]} == {"SYS_CHROOT", "SETUID", "SETGID"}
    assert host["SecurityOpt"] == ["no-new-privileges:true"]
    assert host["Memory"] == host["MemorySwap"] == sandbox.memory_bytes
    assert host["PidsLimit"] == sandbox.processes
    assert host["LogConfig"]["Type"] == "none"
    assert seen["Mounts"] == []
    assert not [name for name in config["Env"] if "PATH" not in name]


def test_neither_the_supervisor_nor_the_zygote_keeps_a_right(sandbox: DockerSandbox):
    sandbox.open()
    top = sandbox._client.top(sandbox._container.id, ps_args="-eo pid,uid,args")
    rows = [dict(zip(top["Titles"], row, strict=True)) for row in top["Processes"]]
    assert len(rows) == 2
    assert len({row["UID"] for row in rows}) == 2
    for row in rows:
        status = Path(f"/proc/{row['PID']}/status").read_text()
        assert row["UID"] != "0"
        assert "CapEff:\t0000000000000000" in status
        assert "CapPrm:\t0000000000000000" in status
        assert "NoNewPrivs:\t1" in status


def test_a_candidate_sees_the_box_alone(sandbox: DockerSandbox):
    (root,) = ask(sandbox, "return sorted(os.listdir('/'))")
    assert not {"proc", "dev", "sys", "mockmind", "box", "root", "tmp", "home", "var"} & set(root)
    (etc,) = ask(sandbox, "return sorted(os.listdir('/etc'))")
    assert set(etc) <= {"ld.so.cache"}
    assert "zygote.py" in root


def test_two_containers_never_share_a_user(docker_engine: Engine):
    with docker_engine.sandbox() as one, docker_engine.sandbox() as other:
        assert ask(one, "return os.getuid()") != ask(other, "return os.getuid()")


def test_nothing_is_left_after_close(docker_engine: Engine):
    before = set(docker_engine.containers())
    sandbox = docker_engine.sandbox()
    sandbox.open()
    mine = sandbox._container.id
    assert mine in docker_engine.containers()
    opened = sum(1 for _ in Path("/proc/self/fd").iterdir())
    sandbox.close()
    assert mine not in docker_engine.containers()
    assert set(docker_engine.containers()) <= before
    assert sum(1 for _ in Path("/proc/self/fd").iterdir()) < opened


def test_one_container_serves_all_while_all_goes_well(sandbox: DockerSandbox):
    sandbox.open()
    first = sandbox._container.id
    ask(sandbox, "return given", 1, 2, 3)
    assert ask(sandbox, "os._exit(1)") == ["crashed"]
    limits = Limits(cpu_seconds=0.1, wall_seconds=1)
    assert ask(sandbox, "while True: pass", limits=limits) == ["cpu"]
    assert sandbox._container.id == first


@pytest.mark.parametrize(
    "anomaly", [{"done": True, "strays": 1}, {"result": {"nonsense": 1}}, {"error": "no"}]
)
def test_after_an_anomaly_there_is_another_container(
    sandbox: DockerSandbox, anomaly: dict[str, Any], monkeypatch: pytest.MonkeyPatch
):
    sandbox.open()
    first = sandbox._container.id
    honest = backend.Container.hear

    def hear(self: Any, *, seconds: float) -> Any:
        answer, blobs = honest(self, seconds=seconds)
        if "error" in anomaly:
            raise SandboxError(anomaly["error"])
        return (anomaly, blobs) if "done" in answer or "result" in anomaly else (answer, blobs)

    with monkeypatch.context() as patched:
        patched.setattr(backend.Container, "hear", hear)
        with contextlib.suppress(SandboxError):
            ask(sandbox, "return given", 5)
    assert sandbox._container is None
    assert ask(sandbox, "return given", 6) == [6]
    assert sandbox._container.id != first


def test_a_run_left_while_a_test_hangs_does_not_wait_for_it(sandbox: DockerSandbox):
    program = Program("def f(n):\n    while n: pass", "function", "f")
    limits = Limits(cpu_seconds=0.1, wall_seconds=1)
    runs = sandbox.run(program, [b"[1]"] * 1000, limits=limits, isolation=Isolation.TEST)
    assert [next(runs).end for _ in range(3)] == ["cpu"] * 3
    first = sandbox._container.id
    runs.close()  # 997 more would take over a minute and a half
    assert ask(sandbox, "return given", 7) == [7]
    assert sandbox._container.id == first


def test_containers_of_processes_that_have_died_are_swept(docker_engine: Engine):
    script = (
        "import os, sys\nfrom mockmind_lab.sandbox import engine\n"
        "client = engine.connect(sys.argv[1])\n"
        "box = engine.Box(sys.argv[2], 2**28, 1.0, 64)\n"
        "print(engine._create(client, box), flush=True)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    command = [sys.executable, "-c", script, docker_engine.address, docker_engine.image]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    stale = done.stdout.strip()
    assert stale in docker_engine.containers(of_all=True)
    with docker_engine.sandbox() as sandbox:
        left = docker_engine.containers(of_all=True)
        assert stale not in left
        assert sandbox._container.id in left


def test_a_sweep_leaves_what_lives_and_what_is_of_another_machine(docker_engine: Engine):
    with docker_engine.sandbox() as sandbox, contextlib.closing(docker_engine.client()) as client:
        other = client.create_container(docker_engine.image, labels={LABEL: "elsewhere/1/1"})["Id"]
        sweep(client)
        assert {sandbox._container.id, other} <= set(docker_engine.containers(of_all=True))
        client.remove_container(other)


def test_a_host_that_is_killed_leaves_no_container(docker_engine: Engine):
    script = (
        "import os, sys\nfrom mockmind_lab.sandbox.docker import DockerSandbox\n"
        "s = DockerSandbox(engine=sys.argv[1], image=sys.argv[2]); s.open()\n"
        "print(s._container.id, flush=True)\nos.kill(os.getpid(), 9)\n"
    )
    command = [sys.executable, "-c", script, docker_engine.address, docker_engine.image]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    with contextlib.closing(docker_engine.client()) as client, contextlib.suppress(OSError):
        client.wait(done.stdout.strip(), timeout=20, condition="removed")  # an error: it has gone already
    assert done.stdout.strip() not in docker_engine.containers(of_all=True)


def test_killed_in_the_middle_of_a_submission_it_costs_the_candidate_nothing(docker_engine: Engine):
    made: list[DockerSandbox] = []

    def make() -> DockerSandbox:
        made.append(docker_engine.sandbox())
        return made[-1]

    def kill_once(result: Any) -> None:
        if len(made) == 1:
            made[0]._client.kill(made[0]._container.id)

    judge = Judge(factory=make)
    slow = HONEST.replace("    return", "    import time; time.sleep(0.3)\n    return")
    verdict = submit(judge, slow, on_result=kill_once)
    assert (verdict.code, verdict.backend, len(made)) == (Code.AC, "docker", 2)
    assert submit(judge).code is Code.AC
    judge.close()


@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")  # docker's, on a failed connect
def test_an_engine_that_dies_in_a_submission_is_our_fault_and_the_next_one_works(docker_engine: Engine):
    folder = Path(tempfile.mkdtemp(prefix="mockmind-doomed-"))
    engine, running = Engine(f"unix://{folder}/docker.sock"), [start_dockerd(folder)]
    with contextlib.closing(docker_engine.client()) as source, contextlib.closing(engine.client()) as target:
        target.load_image(b"".join(source.get_image(docker_engine.image)))
    judge = Judge(factory=engine.sandbox)

    def kill_engine(result: Any) -> None:
        if running[-1].poll() is None:
            crash_dockerd(folder)
            running[-1].wait()

    slow = HONEST.replace("    return", "    import time; time.sleep(0.3)\n    return")
    try:
        assert submit(judge).code is Code.AC
        verdict = submit(judge, slow, on_result=kill_engine)
        assert verdict.code is Code.IE
        assert "start Docker" in verdict.message
        running.append(start_dockerd(folder))
        assert submit(judge).code is Code.AC
        assert len(engine.containers()) == 1  # the one that its engine left behind is gone
    finally:
        judge.close()
        stop_dockerd(running[-1])
        remove_folder(folder)


def test_without_an_engine_the_message_says_how_to_start_one(tmp_path: Path):
    sandbox = DockerSandbox(engine=f"unix://{tmp_path}/none.sock")
    with pytest.raises(SandboxUnavailable, match=r"No Docker engine answers at .*: start Docker"):
        sandbox.open()
    assert {item.holds for item in sandbox.properties()} == {False}
    assert "start Docker" in sandbox.properties()[0].fix


@pytest.mark.skipif(os.geteuid() != 0, reason="becoming an ordinary user takes root")
def test_without_the_right_to_use_the_engine_the_message_says_how_to_get_it(docker_engine: Engine):
    child = (
        "import os, sys\nfrom mockmind_lab.sandbox.docker import DockerSandbox\nimport docker\n"
        "os.setgroups([]); os.setgid(12345); os.setuid(12345)\n"
        "try: DockerSandbox(engine=sys.argv[1]).open()\nexcept Exception as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", child, docker_engine.address], capture_output=True, text=True, check=False
    )
    assert "usermod -aG docker" in done.stdout, done


def test_an_image_that_is_missing_or_stale_is_to_be_built(docker_engine: Engine):
    with pytest.raises(SandboxUnavailable, match=r"no-such-image is missing: run `mockmind sandbox build`"):
        docker_engine.sandbox(image="no-such-image").open()
    with pytest.raises(SandboxUnavailable, match=r"is stale: run `mockmind sandbox build`"):
        docker_engine.sandbox(image="mockmind-test-base").open()  # an image, but none of ours


def test_an_image_of_another_version_is_stale(docker_engine: Engine, monkeypatch: pytest.MonkeyPatch):
    honest = image._context()
    monkeypatch.setattr(image, "_context", lambda: honest | {"mockmind_lab/sandbox/zygote.py": b"other"})
    with pytest.raises(SandboxUnavailable, match="stale"):
        docker_engine.sandbox().open()


@pytest.mark.parametrize(
    ("traits", "words"),
    [({"runtime": "no-such-runtime"}, "no-such-runtime"), ({"cpus": 4096.0}, "CPUs")],
)
def test_what_the_engine_refuses_is_quoted(docker_engine: Engine, traits: dict[str, Any], words: str):
    before = docker_engine.containers()
    with pytest.raises(SandboxUnavailable, match=f"can't start the container: .*{words}"):
        docker_engine.sandbox(**traits).open()
    assert docker_engine.containers() == before


@pytest.mark.parametrize(
    "lie",
    [
        {"zygote": {"network": "a route", "writable": [], "environment": [], "proc": False}},
        {"memory_bytes": 0},
        {"processes": 0},
        {"status": {}},
        {"child": {}},
    ],
)
def test_a_promise_that_does_not_hold_closes_the_sandbox(
    docker_engine: Engine, monkeypatch: pytest.MonkeyPatch, lie: dict[str, Any]
):
    before = docker_engine.containers()
    honest = backend.judge_evidence
    monkeypatch.setattr(
        backend, "judge_evidence", lambda seen, *rest, **named: honest(seen | lie, *rest, **named)
    )
    sandbox = docker_engine.sandbox()
    with pytest.raises(SandboxUnavailable, match=r"does not keep its promise of .*update Docker"):
        sandbox.open()
    assert docker_engine.containers() == before
    assert any(not item.holds for item in sandbox.properties())


def test_a_problem_that_needs_more_than_the_container_names_the_setting(sandbox: DockerSandbox):
    with pytest.raises(SandboxUnavailable, match=r"raise DockerSandbox\.memory_bytes"):
        ask(sandbox, "return 1", limits=Limits(memory_bytes=2**30))
