"""Interrupt, restart, limits and what is left behind."""

from __future__ import annotations

import asyncio
import gzip
import os
import select
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from jupyter_client.ioloop import AsyncIOLoopKernelManager
from jupyter_client.manager import AsyncKernelManager, KernelManager
from traitlets.config import Config

import mockmind_lab.provisioner as provisioner
from mockmind_lab.errors import SandboxUnavailable
from mockmind_lab.provisioner.groups import Groups
from mockmind_lab.provisioner.rundir import RunDir
from tests.provisioner.conftest import (
    EchoHost,
    Kernel,
    Place,
    all_processes,
    directories,
    processes_with,
    started,
)


def test_an_endless_cell_can_be_interrupted_and_the_kernel_goes_on(kernel: Kernel):
    kernel.run("kept = 1")
    request = kernel.start("print('running', flush=True)\nwhile True: pass")
    kernel.manager.interrupt_kernel()
    assert kernel.reply(request)["ename"] == "KeyboardInterrupt"
    assert kernel.run("print(kept)") == "1"


def test_a_restarted_kernel_is_a_fresh_one_with_the_same_host(kernel: Kernel, hosts: list[EchoHost]):
    kernel.run("gone = 1")
    kernel.restart()
    assert kernel.run("print('gone' in globals())") == "False"
    assert len(hosts) == 1
    assert not hosts[0].closed


def test_a_kernel_that_dies_is_restarted_by_jupyter(place: Place, hosts: list[EchoHost]):
    async def die_and_return() -> str:
        config = Config({"AsyncIOLoopKernelRestarter": {"time_to_dead": 0.1}})
        manager = AsyncIOLoopKernelManager(kernel_name="mockmind", config=config)
        await manager.start_kernel(cwd=str(place.folder))
        restarted = asyncio.Event()
        manager.add_restart_callback(restarted.set)
        try:
            client = manager.client()
            client.start_channels()
            await client.wait_for_ready(timeout=60)
            client.execute("import os; os._exit(3)")
            await asyncio.wait_for(restarted.wait(), 30)
            client.stop_channels()
            client = manager.client()
            client.start_channels()
            await client.wait_for_ready(timeout=60)
            reply = await client.execute("1 + 1", reply=True, timeout=30)
            client.stop_channels()
            return reply["content"]["status"]
        finally:
            await manager.shutdown_kernel(now=True)

    assert asyncio.run(die_and_return()) == "ok"


def test_shutdown_leaves_no_process_and_no_directory(place: Place, hosts: list[EchoHost]):
    before = set(directories())
    with started(place.folder) as kernel:
        kernel.run("import subprocess; subprocess.Popen(['sleep', '600'], start_new_session=True)")
        inside = processes_with(kernel.manager.provisioner.pid)
        assert len(inside) == 3
        assert len(set(directories()) - before) == 1
    assert not inside & all_processes()
    assert set(directories()) <= before
    assert hosts[0].closed


def test_a_jail_that_cannot_be_watched_is_ended_and_leaves_nothing(place: Place, hosts, monkeypatch):
    begun: list[int] = []

    def fail(kernel_pid: int, init: int, **_: object) -> None:
        begun.append(kernel_pid)
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(provisioner, "Watch", fail)
    before, held = set(directories()), pidfds()
    manager = KernelManager(kernel_name="mockmind")
    with pytest.raises(SandboxUnavailable, match="start it again"):
        manager.start_kernel(cwd=str(place.folder))
    assert len(begun) == 1
    assert not set(begun) & all_processes()
    assert pidfds() == held
    assert set(directories()) <= before


def pidfds() -> int:
    """How many processes this one holds handles of."""
    links = (os.path.realpath(entry) for entry in Path("/proc/self/fd").iterdir())
    return sum("pidfd" in link for link in links)


def test_the_event_loop_goes_on_while_a_kernels_host_is_closed(place: Place, hosts: list[EchoHost]):
    served: list[bool] = []

    async def start_and_stop() -> None:
        loop = asyncio.get_running_loop()
        manager = AsyncKernelManager(kernel_name="mockmind")
        await manager.start_kernel(cwd=str(place.folder))
        close = hosts[0].close

        def slowly() -> None:
            done = threading.Event()
            loop.call_soon_threadsafe(done.set)
            served.append(done.wait(5))
            close()

        hosts[0].close = slowly  # pyright: ignore[reportAttributeAccessIssue]
        await manager.shutdown_kernel(now=True)

    asyncio.run(start_and_stop())
    assert served == [True]
    assert hosts[0].closed


def test_a_kernel_is_ended_by_a_program_that_is_at_its_end(place: Place):
    code = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
import conftest, atexit
conftest.provisioner.open_host = conftest.EchoHost
manager = conftest.KernelManager(kernel_name="mockmind")
manager.start_kernel(cwd={str(place.folder)!r})
print(manager.provisioner.pid, flush=True)
conftest.Kernel(manager).client.stop_channels()
atexit.register(lambda: manager.shutdown_kernel(now=True))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) not in all_processes()


def test_the_directory_of_a_dead_process_is_swept_and_that_of_a_living_one_kept():
    code = "from mockmind_lab.provisioner.rundir import RunDir; print(RunDir.create().path)"
    stale = Path(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip())
    assert stale.is_dir()
    first = RunDir.create()
    second = RunDir.create()
    try:
        assert not stale.exists()
        assert first.path.is_dir()
    finally:
        first.remove()
        second.remove()


def test_a_kernel_dies_with_the_process_that_started_it(place: Place):
    code = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parent)!r})
import conftest, os, signal
conftest.provisioner.open_host = conftest.EchoHost
manager = conftest.KernelManager(kernel_name="mockmind")
manager.start_kernel(cwd={str(place.folder)!r})
print(manager.provisioner.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    try:
        kernel = os.pidfd_open(int(done.stdout))
    except ProcessLookupError:
        return  # gone already
    assert select.select([kernel], [], [], 10)[0]
    os.close(kernel)


def test_a_cell_that_takes_too_much_memory_gets_a_memory_error(place: Place, hosts: list[EchoHost]):
    with started(place.folder, memory_bytes=1 << 30) as kernel:
        assert kernel.run("try: bytearray(2 << 30)\nexcept MemoryError: print('refused')") == "refused"
        assert kernel.run("print(1)") == "1"


def test_processes_that_together_take_too_much_memory_are_ended(place: Place, hosts: list[EchoHost]):
    hog = """
import os, time
for _ in range(6):
    if not os.fork():
        held = bytearray(b"x") * (200 << 20)
        time.sleep(600)
time.sleep(600)
"""
    with started(place.folder, memory_bytes=1 << 30) as kernel:
        kernel.client.execute(hog)
        assert kernel.ended()
        kernel.restart()
        assert kernel.run("print(1)") == "1"


def test_a_kernel_that_fills_the_notebooks_folder_is_ended_and_the_next_one_starts(
    place: Place, hosts, caplog
):
    flood = """
import os
for number in range(100):
    with open(f"{number % 4}.bin", "ab") as file:
        file.write(os.urandom(8 << 20))
        file.flush()
        os.fsync(file.fileno())
import time; time.sleep(600)
"""
    with started(place.folder, disk_bytes=32 << 20) as kernel:
        kernel.client.execute(flood)
        assert kernel.ended()
        kernel.restart()  # what is there now is where the next one begins
        assert kernel.run("open('more.txt', 'w').write('x'); print(1)") == "1"
    assert (place.folder / "0.bin").stat().st_size >= 8 << 20


def test_what_a_kernel_writes_outside_the_folder_fits_into_its_scratch_places(place: Place, hosts):
    fill = """
import os
def fill(path):
    try:
        with open(path, "wb") as file:
            while True: file.write(bytes(1 << 20))
    except OSError as error:
        size = os.path.getsize(path)
        os.unlink(path)
        return size >> 20, os.strerror(error.errno)
print([fill(f"{folder}/fill") for folder in ("/tmp", "/dev/shm", os.path.expanduser("~"))])
"""
    with started(place.folder, scratch_bytes=24 << 20) as kernel:
        sizes = eval(kernel.run(fill))
    assert [why for _, why in sizes] == ["No space left on device"] * 3
    assert all(size <= 24 for size, _ in sizes)


def test_a_kernel_has_control_groups_where_they_can_be_made_and_leaves_none(place: Place, hosts):
    probe = Groups.create("probe", memory_bytes=1 << 30, processes=10)
    possible = probe.folders
    probe.close()
    if not possible:
        pytest.skip("this process may not make control groups")
    with started(place.folder, memory_bytes=1 << 30, processes=50) as kernel:
        inside = kernel.manager.provisioner.pid
        groups = joined(inside, len(possible))
        assert groups.count(f"/mockmind-{inside}") == len(possible)
        made = [folder.with_name(f"mockmind-{inside}") for folder in possible]
        files = [folder / name for folder in made for name in _LIMITS if (folder / name).exists()]
        limits = {file.name.partition(".")[0]: int(file.read_text()) for file in files}
        assert limits == {"memory": (1 << 30) + 3 * (256 << 20), "pids": 51}
        kernel.run("import subprocess; child = subprocess.Popen(['sleep', '60'])")
        held = {int(pid) for pid in (made[0] / "cgroup.procs").read_text().split()}
        assert len(held & processes_with(inside)) == 2  # the kernel, and what it started
    assert [folder for folder in made if folder.exists()] == []


def joined(pid: int, groups: int) -> str:
    """The groups of a process, once it is in all of its own: it is put there while it starts."""
    while (said := Path(f"/proc/{pid}/cgroup").read_text()).count(f"/mockmind-{pid}") < groups:
        time.sleep(0.005)
    return said


_LIMITS = ("memory.limit_in_bytes", "memory.max", "pids.max")


def test_a_fork_bomb_stays_inside_and_the_next_kernel_starts(place: Place, hosts: list[EchoHost]):
    bomb = """
import os
print("begun", flush=True)
while True:
    try: os.fork()
    except OSError: pass
"""
    with started(place.folder, processes=60) as kernel:
        kernel.start(bomb)
        seen = [processes_with(kernel.manager.provisioner.pid)]
        while len(seen) < 20 or max(map(len, seen)) <= 5:  # how soon it forks is the machine's business
            seen.append(processes_with(kernel.manager.provisioner.pid))
        assert max(map(len, seen)) <= 61
        kernel.restart()
        assert not set.union(*seen) & all_processes()
        assert kernel.run("print(1)") == "1"


def test_without_bubblewrap_there_is_no_kernel_but_the_fix(place: Place, hosts, monkeypatch):
    monkeypatch.setenv("PATH", str(place.folder))
    before = set(directories())
    manager = KernelManager(kernel_name="mockmind")
    with pytest.raises(SandboxUnavailable, match="sudo apt-get install bubblewrap"):
        manager.start_kernel(cwd=str(place.folder))
    assert not manager.has_kernel
    assert set(directories()) <= before


def test_where_namespaces_are_blocked_the_message_says_how_to_allow_them(place: Place, hosts, monkeypatch):
    said = "bwrap: No permissions to create new namespace, likely because the kernel does not allow it."
    blocked = place.folder / "bwrap"
    blocked.write_text(
        f'#!/bin/sh\ncase "$1" in --version) echo bubblewrap 0.8.0;; *) echo "{said}" >&2; exit 1;; esac\n'
    )
    blocked.chmod(0o755)
    manager = KernelManager(kernel_name="mockmind")
    manager.config.MockmindProvisioner.bubblewrap = str(blocked)
    with pytest.raises(SandboxUnavailable, match="sysctl") as caught:
        manager.start_kernel(cwd=str(place.folder))
    assert "\n" not in str(caught.value)
    assert said in str(caught.value)
    assert not manager.has_kernel


def test_what_a_cell_began_to_write_is_on_disk_when_the_kernel_has_ended(place: Place, hosts):
    with started(place.folder) as kernel:
        kernel.run(
            "import atexit, threading, time\n"
            "class Log: pass\n"
            "Log.file = open('open.txt', 'w'); Log.itself = Log; Log.file.write('kept')\n"
            "def late(): time.sleep(0.5); open('late.txt', 'w').write('kept')\n"
            "threading.Thread(target=late).start()\n"
            "atexit.register(lambda: open('exit.txt', 'w').write('kept'))\n"
            "log = open('log.txt', 'w')\n"
            "def later(): time.sleep(0.5); log.write('kept')\n"
            "threading.Thread(target=later).start()\n"
            "atexit.register(log.close)  # after the threads, as in any program\n"
            "import gzip\n"
            "Log.packed = gzip.open('packed.gz', 'wt'); Log.packed.write('kept')"
        )
        kernel.manager.shutdown_kernel()
    names = ("open.txt", "late.txt", "exit.txt", "log.txt")
    found = {name: (place.folder / name).read_text() for name in names}
    with gzip.open(place.folder / "packed.gz", "rt") as packed:
        found["packed.gz"] = packed.read()
    assert found == dict.fromkeys(found, "kept")


def test_a_notebooks_neighbour_does_not_pass_for_a_library(place: Place, hosts: list[EchoHost]):
    for name in ("typing", "threading", "pathlib", "contextlib"):
        (place.folder / f"{name}.py").write_text("raise SystemExit('not me')")
    (place.folder / "mine.py").write_text("here = 'mine'")
    with started(place.folder) as kernel:
        assert kernel.run("import mine; print(mine.here)") == "mine"
