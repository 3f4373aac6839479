"""The proof of the wall: a whole interview in a ``mockmind`` kernel, and all that its cells can get hold of.

The cells know nothing of what is looked for. They carry out whatever they reach, and it is searched here:
for the data of hidden tests, for solutions, and for the key in the environment of the launching process.
"""

from __future__ import annotations

import base64
import json
import os
import string
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest

import mockmind_lab
from mockmind_lab.library import Library
from mockmind_lab.protocol import OPERATIONS

PROBLEM = "lonely-gloves"
KEY = "sk-ant-canary-3f6b1d8e5a7c4920"
PLANTED = "Is a planted canary 7d1e9c5b found wherever it can be?"
DROPPED = bytes(set(range(256)) - set((string.ascii_letters + string.digits).encode()))
SHORTEST = 24  # letters and digits; anything shorter may be elsewhere by chance

RUN_NOTEBOOK = """
import sys, nbformat
from nbclient import NotebookClient
book = nbformat.read(sys.argv[1], 4)
place = {"metadata": {"path": sys.argv[2]}}
NotebookClient(book, timeout=120, kernel_name="mockmind", store_widget_state=True, resources=place).execute()
nbformat.write(book, sys.argv[1])
"""

# Raises what it was given, prints it, and takes it home: none of it may come back from a hidden test.
INDISCREET = """
import sys

def unpaired(gloves):
    print(gloves)
    print(gloves, file=sys.stderr)
    if len(gloves) > 4:
        raise ValueError(repr(gloves))
    return gloves
"""

ASK = """
import json, os, socket
from mockmind_lab.protocol import OPERATIONS, VERSION

def ask(every):
    odd = (None, True, -1, 10**400, "", "*", "%", "../..", "' OR 1=1 --", "x" * 30_000, [], {"a": 1})
    host = socket.socket(socket.AF_UNIX)
    host.connect(os.environ["MOCKMIND_HOST"])
    answers = host.makefile("rb")
    lines = [{"op": "hello", "args": {"version": VERSION, "notebook": "../../hidden.jsonl"}}]
    for name, operation in OPERATIONS.items():
        taken = [argument.name for argument in operation.args]
        if every or name not in ("hint", "skip", "finish"):
            lines += [{"op": name, "args": {}}, {"op": name, "audience": "grader"}]
        lines += [{"op": name, "args": {argument: value}} for argument in taken for value in odd]
        more = {"audience": "grader", "track": "hidden", "round": 1, "owner": "root", "trust": "graded"}
        lines += [{"op": name, "args": more}, {"op": name, "args": []}]
    lines += [{"op": "status", "args": {}}, {"op": ["events"]}, {"op": "events", "args": {}}, {"op": "tests"}]
    with open("reached/protocol", "ab") as out:
        for number, line in enumerate(lines):
            host.sendall(json.dumps({"id": number, **line}).encode() + b"\\n")
            while True:
                answer = answers.readline()
                out.write(answer)
                if not answer or json.loads(answer).get("id") == number:
                    break
"""

TAKE = """
import gc, os, sys, threading

KEPT = bytes(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
DROPPED = bytes(set(range(256)) - set(KEPT))

def read(path, most=1 << 24):
    got = []
    try:
        # What is at the other end of a pipe may never say anything.
        with open(path, "rb", 0, opener=lambda path, flags: os.open(path, flags | os.O_NONBLOCK)) as file:
            while most > 0 and (some := file.read(min(most, 1 << 20))):
                got.append(some)
                most -= len(some)
    except (OSError, ValueError):
        pass
    return b"".join(got)

def objects(out):
    waiting = [gc.get_objects(), sys.modules, list(sys._current_frames().values())]
    seen = {id(waiting), id(out)}
    while waiting:
        one = waiting.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, str):
            out.write(one.encode("utf-8", "replace") + b"\\n")
        elif isinstance(one, (bytes, bytearray)):
            out.write(bytes(one) + b"\\n")
        else:
            waiting.extend(gc.get_referents(one))

def memory(out):
    for process in filter(str.isdecimal, os.listdir("/proc")):
        for region in read(f"/proc/{process}/maps").decode().splitlines():
            span, mode, *rest = region.split()
            if not mode.startswith("rw") or (len(rest) > 3 and rest[3].startswith("/")):
                continue
            start, end = (int(edge, 16) for edge in span.split("-"))
            try:
                with open(f"/proc/{process}/mem", "rb", buffering=0) as theirs:
                    theirs.seek(start)
                    out.write(theirs.read(end - start).translate(None, DROPPED) + b"\\n")
            except (OSError, ValueError):
                pass

def files(out, code, guessed):
    for folder, folders, names in os.walk("/"):
        if folder == "/":
            folders.remove("proc")
        if folder in code or folder.endswith("/reached"):
            folders.clear()
            continue
        for path in (os.path.join(folder, name) for name in names):
            if os.path.isfile(path):
                out.write(read(path) + b"\\n")
    for path in guessed:
        for prefix in ("", "/proc/1/root", "/proc/self/root", "/proc/self/cwd/../../../../../.."):
            for folder, _, names in os.walk(prefix + path):
                for name in names:
                    out.write(read(os.path.join(folder, name)))
            out.write(read(prefix + path))

def processes(out):
    for process in [*filter(str.isdecimal, os.listdir("/proc")), "self", "thread-self"]:
        for folder, _, names in os.walk(f"/proc/{process}", onerror=None):
            for name in names:
                if name not in ("mem", "pagemap", "smaps", "numa_maps"):
                    out.write(read(os.path.join(folder, name), 1 << 20) + b"\\n")
                    if os.path.islink(os.path.join(folder, name)):
                        try: out.write(os.readlink(os.path.join(folder, name)).encode() + b"\\n")
                        except OSError: pass
    for name in ("cmdline", "mounts", "net/unix", "keys", "sched_debug", "1/task/1/children"):
        out.write(read("/proc/" + name, 1 << 20))

def environment(out):
    out.write(repr(dict(os.environ)).encode())

def take(code, guessed):
    for work, arguments in ((environment, ()), (objects, ()), (memory, ()), (processes, ()),
                            (files, (code, guessed))):
        with open(f"reached/{work.__name__}", "wb") as out:
            work(out, *arguments)
"""


def squeezed(text: bytes | str) -> bytes:
    """Letters and digits alone: neither escapes nor quotes nor a wide encoding can hide what is there."""
    data = text.encode() if isinstance(text, str) else text
    return data.translate(None, DROPPED)


@dataclass(frozen=True)
class World:
    """Folders of a user's own: the notebook's, the home, Jupyter's; and the environment of that user."""

    root: Path
    work: Path
    home: Path
    environment: dict[str, str]

    def run(self, folder: Path, cells: list[str]) -> nbformat.NotebookNode:
        """Execute a notebook of these cells in ``folder``; the notebook with its outputs."""
        book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
        path = self.root / "executed.ipynb"
        nbformat.write(book, path)
        command = [sys.executable, "-c", RUN_NOTEBOOK, str(path), str(folder)]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return nbformat.read(path, 4)


@pytest.fixture
def world(tmp_path: Path) -> World:
    home, work = tmp_path / "home", tmp_path / "work"
    home.mkdir()
    work.mkdir()
    kinds = ("data", "config", "runtime")
    ours = {f"JUPYTER_{kind.upper()}_DIR": str(tmp_path / "jupyter" / kind) for kind in kinds}
    settings = tmp_path / "jupyter" / "config" / "jupyter_mockmind_config.py"
    settings.parent.mkdir(parents=True)
    settings.write_text(f"# {KEY}\n")
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MOCKMIND_")}
    more = {"HOME": str(home), "IPYTHONDIR": str(home / ".ipython"), "ANTHROPIC_API_KEY": KEY}
    return World(tmp_path, work, home, {**plain, **ours, **more})


def secrets() -> dict[str, bytes]:
    """What must be nowhere, by name: pieces of what only the host may know, and the key."""
    library = Library()
    problem = library.get(PROBLEM)
    shown = [problem.statement, problem.starter, INDISCREET]
    shown += [repr((test.args, test.expected, test.explanation)) for test in problem.tests if test.visible]
    visible = squeezed("\n".join(shown))
    found = {"the key": squeezed(KEY)}
    for test in problem.tests:
        if not test.visible:
            for what, value in (("arguments", test.args), ("expected", test.expected)):
                data = squeezed(json.dumps(value))
                for piece in (data[:SHORTEST], data[len(data) // 2 :][:SHORTEST], data[-SHORTEST:]):
                    found[f"{what} of test {test.number}: {piece.decode()}"] = piece
    for submission in library.submissions(PROBLEM):
        if submission.kind == "accepted":
            for line in submission.source.splitlines():
                found[f"{submission.name}: {line.strip()}"] = squeezed(line)
    return {
        name: piece for name, piece in found.items() if len(piece) >= SHORTEST - 4 and piece not in visible
    }


def strings(value: Any) -> list[str]:
    """Every string in a JSON value; a file that came with it decoded."""
    if isinstance(value, dict):
        if isinstance(value.get("data"), str) and "name" in value:
            return [base64.b64decode(value["data"]).decode()]
        return [text for one in value.items() for text in strings(list(one))]
    if isinstance(value, list):
        return [text for one in value for text in strings(one)]
    return [value] if isinstance(value, str) else []


def test_nothing_secret_is_within_reach_of_a_cell_or_in_what_a_notebook_leaves(world: World):
    (world.work / "planted.txt").write_text(PLANTED)
    prefixes = {sys.prefix, sys.base_prefix, os.path.realpath(sys.prefix), os.path.realpath(sys.base_prefix)}
    code = ["/usr", *(f"{prefix}/{part}" for prefix in prefixes for part in ("lib", "bin"))]
    package = Path(mockmind_lab.__file__).parent
    bank = [str(Path(path) / PROBLEM) for path in Library().paths]
    guessed = [str(package), str(package.parent / "tests"), str(world.root / "jupyter"), *bank]
    book = world.run(
        world.work,
        [
            "import os\nos.makedirs('reached')\nos.environ['MOCKMIND_DISPLAY'] = 'widgets'",
            f"%interview start --problem {PROBLEM} --seed 1",
            f"%interview say {PLANTED}",
            INDISCREET,
            "%interview run",
            "%interview submit",
            "%interview hint",
            ASK,
            "ask(every=False)",
            "%interview status",
            "%interview finish",
            "ask(every=True)",
            f"planted = os.environ['PLANTED'] = {PLANTED!r}\n"
            "import subprocess\nchild = subprocess.Popen(['sleep', '600'])",
            TAKE,
            f"take({code!r}, {guessed!r})",
        ],
    )
    told = "\n".join(
        output.data["text/plain"] for cell in book.cells for output in cell.outputs if "data" in output
    )
    assert "Submission 1: wrong answer" in told or "Submission 1: runtime error" in told
    widgets = book.metadata.widgets["application/vnd.jupyter.widget-state+json"]
    answers = [json.loads(line) for line in (world.work / "reached/protocol").read_text().splitlines()]
    assert len(answers) > 10 * len(OPERATIONS)
    reached = {path.name: path.read_bytes() for path in (world.work / "reached").iterdir()}
    places = {
        **reached,
        "protocol": "\n".join(strings(answers)).encode(),
        "the notebook": json.dumps(book).encode(),
        "the widgets": json.dumps(widgets).encode(),
        "the report": (world.work / "report.ipynb").read_bytes(),
    }
    sought = {"planted": squeezed(PLANTED), **secrets()}
    assert len(sought) > 20
    bank_text = squeezed(b"".join(path.read_bytes() for path in Path(bank[0]).rglob("*.*")))
    assert [name for name, piece in sought.items() if piece not in bank_text] == ["planted", "the key"]
    found = {
        place: [name for name, piece in sought.items() if piece in data]
        for place, data in ((place, squeezed(data)) for place, data in places.items())
    }
    assert found == {place: ["planted"] for place in found}
    assert len(found) == 9


def test_a_notebook_in_the_home_is_told_that_its_report_cannot_be_written_there(world: World):
    book = world.run(world.home, [f"%interview start --problem {PROBLEM}", "%interview finish"])
    began, ended = (cell.outputs[-1].data["text/plain"] for cell in book.cells)
    assert "can't write in" in began
    assert "move the notebook to a folder of its own" in began
    assert "report.ipynb can't be written" in ended
    assert "in a terminal" in ended
    assert not (world.home / "report.ipynb").exists()
