"""What a cell in a ``mockmind`` kernel can reach, and what it can't."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import mockmind_lab
from tests.provisioner.conftest import CANARY, EchoHost, Kernel, Place, started

SEARCH = """
import json, os
canary, trees = {halves[0]!r} + {halves[1]!r}, {trees!r}
contents = []
for folder, folders, files in os.walk("/"):
    if folder == "/":
        folders.remove("proc")
    if folder in trees:
        folders.clear()  # code, read-only and the same for everyone
        continue
    for name in files:
        path = os.path.join(folder, name)
        try:
            if os.path.isfile(path) and canary.encode() in open(path, "rb").read(1 << 20):
                contents.append(path)
        except OSError:
            pass
for process in filter(str.isdecimal, os.listdir("/proc")):
    for name in ("environ", "cmdline", "maps"):
        try:
            if canary.encode() in open(f"/proc/{{process}}/{{name}}", "rb").read():
                contents.append(f"/proc/{{process}}/{{name}}")
        except OSError:
            pass
opened = []
for path in {paths!r}:
    for prefix in ("", "/proc/1/root", "/proc/self/root", "/proc/self/cwd/../../../../.."):
        try:
            if canary in open(prefix + path).read():
                opened.append(prefix + path)
        except OSError:
            pass
print(json.dumps([contents, opened]))
"""


def search(kernel: Kernel, place: Place) -> tuple[list[str], list[str]]:
    trees = ["/usr", *(f"{p}/{d}" for p in _prefixes() for d in ("lib", "bin"))]
    # In halves, or IPython's own history of this cell would be found.
    halves = CANARY[:6], CANARY[6:]
    code = SEARCH.format(halves=halves, trees=trees, paths=[str(path) for path in place.secrets])
    return tuple(json.loads(kernel.run(code)))


def _prefixes() -> set[str]:
    return {sys.prefix, sys.base_prefix, os.path.realpath(sys.prefix), os.path.realpath(sys.base_prefix)}


def test_no_secret_is_in_any_file_that_a_cell_can_open(kernel: Kernel, place: Place):
    shown = place.folder / "shown"
    shown.write_text(CANARY)  # so that we know that the search finds what there is
    assert search(kernel, place) == ([str(shown)], [])


def test_secrets_inside_the_notebooks_folder_are_masked_and_it_is_read_only(place: Place, hosts):
    (place.root / "plain.txt").write_text("seen")
    with started(place.root) as kernel:
        assert kernel.run("print(open('plain.txt').read())") == "seen"
        assert search(kernel, place) == ([], [])
        assert "Read-only" in kernel.run("try: open('new', 'w')\nexcept OSError as e: print(e.strerror)")


def test_a_notebook_inside_the_bank_sees_nothing_of_it(place: Place, hosts):
    with started(place.root / "bank" / "two") as kernel:
        assert kernel.run("import os; print(os.getcwd(), os.listdir())").startswith("/home/candidate")
        assert kernel.run("print(os.environ['MOCKMIND_FOLDER'])") == "hidden"
        assert search(kernel, place) == ([], [])


def test_the_checkouts_bank_tests_and_history_are_masked_in_it(hosts, place: Place):
    checkout = Path(mockmind_lab.__file__).parent.parent
    with started(checkout) as kernel:
        listed = kernel.run(
            "import os\n"
            "for name in ('problems', 'tests', '.git', 'mockmind_lab'): print(name, sorted(os.listdir(name)))"
        )
    shown = dict(line.split(" ", 1) for line in listed.splitlines())
    assert {name: shown[name] for name in ("problems", "tests", ".git")} == dict.fromkeys(
        ("problems", "tests", ".git"), "[]"
    )
    assert set(eval(shown["mockmind_lab"])) <= {
        "__init__.py",
        "__pycache__",
        "errors.py",
        "kernel",
        "protocol.py",
    }


def test_nothing_of_the_launching_environment_is_inside(kernel: Kernel):
    names = set(eval(kernel.run("import os; print(sorted(os.environ))")))
    ours = {"HOME", "PATH", "LANG", "MOCKMIND_HOST", "MOCKMIND_DISPLAY", "JPY_PARENT_PID"}
    # The rest is set by ipykernel itself, and by bubblewrap (PWD).
    theirs = {"PWD", "TERM", "CLICOLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "PAGER", "GIT_PAGER", "MPLBACKEND"}
    assert ours <= names <= ours | theirs | {"PYDEVD_USE_FRAME_EVAL"}
    assert kernel.run("print(os.environ['MOCKMIND_DISPLAY'])") == "text"


def test_there_is_no_network(kernel: Kernel):
    code = """
import socket
print(sorted(name for _, name in socket.if_nameindex()))
for family, address in ((socket.AF_INET, ("1.1.1.1", 53)), (socket.AF_INET6, ("2606:4700::1111", 53))):
    with socket.socket(family) as s:
        try: s.connect(address); print("connected")
        except OSError as e: print("unreachable")
"""
    assert kernel.run(code).splitlines() == ["['lo']", "unreachable", "unreachable"]


def test_the_hosts_socket_is_reachable_and_is_the_kernels_own(kernel: Kernel, hosts: list[EchoHost]):
    code = """
import os, socket
with socket.socket(socket.AF_UNIX) as s:
    s.connect(os.environ["MOCKMIND_HOST"]); s.sendall(b"hello\\n"); print(s.recv(100))
"""
    assert kernel.run(code) == "b'hello\\n'"
    assert [host.notebook for host in hosts] == ["a notebook.ipynb"]


def test_the_notebooks_folder_is_writable_for_cells_and_their_children(kernel: Kernel, place: Place):
    kernel.run("open('made.txt', 'w').write('by a cell')\n!echo by a child > child.txt")
    assert (place.folder / "made.txt").read_text() == "by a cell"
    assert (place.folder / "child.txt").read_text() == "by a child\n"


def test_a_cell_holds_no_privilege_and_can_gain_none(kernel: Kernel):
    code = """
import os, subprocess
status = dict(line.split(":", 1) for line in open("/proc/self/status").read().splitlines() if ":" in line)
print(os.getuid(), status["NoNewPrivs"].strip(), hex(int(status["CapBnd"], 16) & ~0xa))
for command in ("unshare -U true", "unshare -n true", "mount -t tmpfs none /tmp", "/usr/sbin/chroot / true"):
    print(subprocess.run(command.split(), capture_output=True).returncode != 0)
for path in ("/proc/sys/kernel/core_pattern", "/proc/sysrq-trigger", "/new", "/dev/new", "/usr/new"):
    try: open(path, "w").close(); print("opened", path)
    except OSError: print("refused")
"""
    assert kernel.run(code).splitlines() == ["1000 1 0x0", *["True"] * 4, *["refused"] * 5]


def test_only_the_kernels_own_processes_show(kernel: Kernel):
    assert (
        kernel.run("import os; print(sorted(p for p in os.listdir('/proc') if p.isdecimal()))")
        == "['1', '2']"
    )


def test_the_debugger_is_not_loaded_and_a_cell_may_still_import_it(kernel: Kernel):
    # A third of an ordinary kernel's start goes into it.
    assert kernel.run("import sys; print([name for name in sys.modules if 'debugpy' in name])") == "[]"
    assert kernel.run("import debugpy; print(debugpy.__name__)") == "debugpy"


def test_the_magic_is_loaded_before_the_first_cell(kernel: Kernel):
    assert kernel.run("print('interview' in get_ipython().magics_manager.magics['line'])") == "True"
