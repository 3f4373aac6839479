"""The bubblewrap backend keeps its promises, and where it can't it says how to mend that."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from mockmind_lab.core.problem import Limits
from mockmind_lab.core.verdict import Isolation
from mockmind_lab.errors import SandboxUnavailable
from mockmind_lab.sandbox import bubblewrap, probe
from mockmind_lab.sandbox.base import Program
from mockmind_lab.sandbox.bubblewrap import BubblewrapSandbox
from mockmind_lab.sandbox.seccomp import build_filter

CANARY = "canary-6fd1c7"


def ask(sandbox: BubblewrapSandbox, body: str, given: Any = None) -> Any:
    program = Program(f"import os, sys, gc\ndef f(given):\n    {body}", "function", "f")
    inputs = [json.dumps([given]).encode()]
    (result,) = sandbox.run(program, inputs, limits=Limits(), isolation=Isolation.TEST)
    return json.loads(result.result)


def test_every_promise_is_probed_and_holds():
    with BubblewrapSandbox() as sandbox:
        assert [item.name for item in sandbox.properties()] == list(probe.PROMISES)
        assert [item.name for item in sandbox.properties() if not item.holds] == []


@pytest.mark.parametrize("lie", [{"network": "a route"}, {"writable": ["/tmp"]}, {"environment": ["KEY"]}])
def test_a_promise_that_does_not_hold_closes_the_sandbox(
    monkeypatch: pytest.MonkeyPatch, lie: dict[str, Any]
):
    honest = bubblewrap.WarmInterpreter.hello

    def hello(self: Any, **options: Any) -> None:
        honest(self, **options)
        self.probes |= lie

    monkeypatch.setattr(bubblewrap.WarmInterpreter, "hello", hello)
    sandbox = BubblewrapSandbox()
    with pytest.raises(SandboxUnavailable, match="does not keep its promise"):
        sandbox.open()
    assert sandbox._process is None
    assert any(not item.holds for item in sandbox.properties())


def test_without_a_filter_the_probe_fails(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bubblewrap, "build_filter", lambda **_: b"")
    with pytest.raises(SandboxUnavailable, match="seccomp filter"):
        BubblewrapSandbox().open()


def test_without_bubblewrap_the_message_has_the_line_to_run():
    sandbox = BubblewrapSandbox(bwrap="no-such-bwrap")
    with pytest.raises(SandboxUnavailable, match="apt install bubblewrap"):
        sandbox.open()
    assert {item.holds for item in sandbox.properties()} == {False}


def test_a_bwrap_that_fails_is_quoted_with_a_fix(tmp_path: Path):
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\necho 'bwrap: setting up uid map: Permission denied' >&2\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(SandboxUnavailable, match=r"setting up uid map: Permission denied\): \w+"):
        BubblewrapSandbox(bwrap=str(broken)).open()


def test_apparmors_restriction_is_named_with_its_switch(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    broken = tmp_path / "bwrap"
    broken.write_text("#!/bin/sh\nexit 1\n")
    broken.chmod(0o755)
    monkeypatch.setattr(bubblewrap, "_setting", lambda name: "1" if "apparmor" in name else "")
    monkeypatch.setattr(bubblewrap, "_is_root", lambda: False)
    with pytest.raises(SandboxUnavailable, match=r"kernel\.apparmor_restrict_unprivileged_userns=0"):
        BubblewrapSandbox(bwrap=str(broken)).open()


def test_the_hosts_environment_and_files_are_not_to_be_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("ANTHROPIC_API_KEY", CANARY)
    secret = tmp_path / "secret"
    secret.write_text(CANARY)
    with BubblewrapSandbox() as sandbox:
        seen = ask(sandbox, "return [dict(os.environ), os.path.exists(given), os.listdir('/')]", str(secret))
        environment, exists, root = seen["value"]
        assert environment == {}
        assert not exists
        assert not {"etc", "proc", "sys", "home", "tmp", "var", "dev"} & set(root)
        everything = (
            "return [str(x) for x in gc.get_objects() if isinstance(x, (list, dict)) and given in str(x)]"
        )
        found = ask(sandbox, everything, CANARY)["value"]
        assert not [text for text in found if "ANTHROPIC" in text]


def test_site_packages_are_hidden():
    with BubblewrapSandbox() as sandbox:
        body = "return [os.listdir(f + '/' + p) for f in sys.path for p in %s if os.path.isdir(f + '/' + p)]"
        folders = ask(sandbox, body % ["site-packages", "dist-packages"])["value"]
        assert [name for names in folders for name in names] == []


def test_tests_have_no_descriptor_or_memory_in_common():
    """The offset of the shared code descriptor, and the modules, are as new in each test."""
    source = (
        "import os, builtins\n"
        "def f(n):\n"
        "    before = getattr(builtins, 'mark', 0)\n"
        "    builtins.mark = n\n"
        "    offsets = []\n"
        "    for fd in range(3, 32):\n"
        "        try:\n"
        "            offsets.append(os.lseek(fd, n, os.SEEK_SET) and os.lseek(fd, 0, os.SEEK_CUR) and fd)\n"
        "        except OSError:\n"
        "            pass\n"
        "    return [before, len(offsets)]\n"
    )
    with BubblewrapSandbox() as sandbox:
        inputs = [json.dumps([n]).encode() for n in (7, 8, 9)]
        results = list(
            sandbox.run(Program(source, "function", "f"), inputs, limits=Limits(), isolation=Isolation.TEST)
        )
        befores = [json.loads(result.result)["value"][0] for result in results]
        assert befores == [0, 0, 0]


def test_a_sandbox_outlives_the_thread_that_opened_it():
    sandbox = BubblewrapSandbox()
    thread = threading.Thread(target=sandbox.open)
    thread.start()
    thread.join()
    try:
        assert ask(sandbox, "return 1")["value"] == 1
        assert sandbox._process.poll() is None
    finally:
        sandbox.close()


def test_the_sandbox_dies_with_its_host(tmp_path: Path):
    script = (
        "import os, sys\nfrom mockmind_lab.sandbox.bubblewrap import BubblewrapSandbox\n"
        "s = BubblewrapSandbox(); s.open(); print(s._process.pid, s._zygote.pid, flush=True)\n"
        "os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", script], stdout=subprocess.PIPE, check=False)
    for pid in map(int, done.stdout.split()):
        descriptor = None
        try:
            descriptor = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        import select

        assert select.select([descriptor], [], [], 10)[0], "it still runs"
        os.close(descriptor)


@pytest.mark.skipif(os.geteuid() != 0, reason="becoming an ordinary user takes root")
def test_an_ordinary_user_can_open_it_too(tmp_path: Path):
    """With the system's Python: this one may live in a folder only root may enter."""
    script = (
        "import json\nfrom mockmind_lab.sandbox.bubblewrap import BubblewrapSandbox\n"
        "s = BubblewrapSandbox(); s.open()\n"
        "print(json.dumps([p.name for p in s.properties() if not p.holds])); s.close()"
    )
    system = Path("/usr/bin/python3")
    if not system.exists() or f"{sys.version_info.major}.{sys.version_info.minor}" not in str(
        system.resolve()
    ):
        pytest.skip("no system Python of this version")
    paths = [entry for entry in sys.path if entry.endswith("site-packages")]
    paths.append(str(Path(bubblewrap.__file__).parents[2]))
    done = subprocess.run(
        [str(system), "-c", script],
        env={"PYTHONPATH": ":".join(paths), "PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1"},
        cwd="/", user=12345, group=12345, extra_groups=[], capture_output=True, text=True, check=False,
    )  # fmt: skip
    if "Permission denied" in done.stderr and "site-packages" in done.stderr:
        pytest.skip("this checkout is in a folder that an ordinary user can't enter")
    assert done.stdout.strip() == "[]", done.stderr


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_is_whole_and_refuses_by_default(machine: str):
    program = build_filter(machine)
    assert len(program) % 8 == 0
    assert len(program) // 8 < 4096  # BPF_MAXINSNS
    assert program[-8:] == b"\x06\x00\x00\x00\x01\x00\x05\x00"  # return ERRNO(EPERM)


def test_asyncio_and_threads_work_inside():
    with BubblewrapSandbox() as sandbox:
        body = "import asyncio\n    async def g(): return 5\n    return asyncio.run(g())"
        assert ask(sandbox, body) == {"value": 5}
        body = (
            "import threading\n    x = []\n    t = threading.Thread(target=x.append, args=(1,))\n"
            "    t.start()\n    t.join()\n    return x"
        )
        assert ask(sandbox, body) == {"value": [1]}
