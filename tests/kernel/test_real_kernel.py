"""The magics in a real kernel: with a stand-in host, and for a whole interview with the real one."""

from __future__ import annotations

import json
import os
import select
import signal
import sys
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager

from mockmind_lab.protocol import HOST_VARIABLE
from tests.kernel.kernel_stand_ins import PATIENCE, FakeHost, view

SECONDS = 90  # a cold host on a busy machine
WIDGET = "application/vnd.jupyter.widget-view+json"
PANEL = "application/vnd.mockmind.panel+json"


class Kernel:
    """An ordinary Python kernel in a folder of its own, with a home and a data directory of its own."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        work = folder / "work"
        work.mkdir()
        home = {
            "HOME": str(folder),
            "JUPYTER_DATA_DIR": str(folder / "data"),
            "IPYTHONDIR": str(folder / "ipython"),
        }
        env = {**os.environ, **home, **environment}
        for name in {HOST_VARIABLE, "MOCKMIND_DISPLAY", "MOCKMIND_CANDIDATE"} - set(environment):
            env.pop(name, None)
        self.manager = KernelManager(kernel_name="python3")
        self.manager.start_kernel(env=env, cwd=str(work))
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(SECONDS)
        self.outputs: list[dict] = []
        self.error: dict | None = None

    def run(self, code: str) -> str:
        """Run a cell; the plain text it showed. ``outputs`` are its displays, ``error`` its error."""
        self.outputs, self.error, text = [], None, []

        def take(message: dict) -> None:
            content = message["content"]
            if message["msg_type"] == "stream":
                text.append(content["text"])
            elif "data" in content and message["msg_type"] in ("display_data", "execute_result"):
                self.outputs.append(content["data"])
                text.append(content["data"]["text/plain"])
            elif message["msg_type"] == "error":
                self.error = content

        self.client.execute_interactive(code, timeout=SECONDS, output_hook=take)
        return "\n".join(text)

    def close(self) -> None:
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


@pytest.fixture
def kernel(tmp_path: Path):
    """A kernel that nobody gave a host."""
    kernel = Kernel(tmp_path)
    yield kernel
    kernel.close()


@pytest.fixture
def hosted(host: FakeHost, tmp_path: Path):
    """A kernel whose host is the stand-in."""
    host.answers["start"] = lambda args: {"text": "**Two sum**", "view": view()}
    kernel = Kernel(tmp_path, **{HOST_VARIABLE: str(host.path)})
    kernel.run("%load_ext mockmind_lab")
    yield kernel
    kernel.close()


MODULES = """
import json, sys
print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})))
"""
HEAVY = {"pydantic", "anthropic", "docker", "sqlalchemy", "nbformat", "alembic", "jupyter_server"}


def test_loading_brings_nothing_heavy_and_widgets_only_with_a_panel(hosted):
    loaded = set(json.loads(hosted.run(MODULES)))
    assert not loaded & (HEAVY | {"ipywidgets", "ipyvuetify"})
    hosted.run("%interview start")
    shown = set(json.loads(hosted.run(MODULES)))
    assert "ipyvuetify" in shown
    assert not shown & HEAVY


def test_start_shows_the_panel_with_the_same_in_text_and_other_commands_show_text(hosted):
    hosted.run("%interview start")
    (data,) = hosted.outputs
    assert set(data) == {WIDGET, PANEL, "text/markdown", "text/plain"}
    assert data["text/plain"] == "Two sum"
    hosted.run("%interview submit")
    assert set(hosted.outputs[0]) == {"text/markdown", "text/plain"}


def test_no_panel_where_nobody_sees_one(host, tmp_path):
    host.answers["start"] = lambda args: {"text": "**Two sum**", "view": view()}
    kernel = Kernel(tmp_path, **{HOST_VARIABLE: str(host.path), "MOCKMIND_DISPLAY": "text"})
    kernel.run("%load_ext mockmind_lab")
    kernel.run("%interview start")
    assert set(kernel.outputs[0]) == {"text/markdown", "text/plain"}
    assert "ipyvuetify" not in json.loads(kernel.run(MODULES))
    kernel.close()


def test_cells_come_with_the_count_their_prompt_shows(hosted, host):
    hosted.run("%interview start")
    before = int(hosted.run("x = 1\nprint(len(In) - 1)"))
    assert host.wait_for("cell")[0]["count"] == before


def test_a_kernels_interrupt_ends_a_command_with_one_line(hosted, host):
    host.answers["submit"] = lambda args: hosted.manager.interrupt_kernel()
    hosted.run("%interview submit")
    assert hosted.error is not None
    assert hosted.error["traceback"] == [hosted.error["evalue"]]
    assert "%interview status" in hosted.error["evalue"]
    assert "did say" in hosted.run("%interview say still there?")


SOLUTION = """
from collections import Counter

def unpaired(gloves):
    left = Counter(glove[:-2] for glove in gloves if glove.endswith("L"))
    right = Counter(glove[:-2] for glove in gloves if glove.endswith("R"))
    return [f"{colour} {hand}" for a, b, hand in ((left, right, "L"), (right, left, "R"))
            for colour, count in (a - b).items() for _ in range(count)]
"""


def test_a_whole_interview_with_a_host_of_the_kernels_own_that_dies_in_between(kernel):
    kernel.run("%load_ext mockmind_lab")
    assert "Start one" in kernel.run("%interview")
    assert "unpaired" in kernel.run("%interview start --problem lonely-gloves --seed 1")
    kernel.run("def unpaired(gloves):\n    return gloves")
    assert "✗" in kernel.run("%interview run")
    pid = int(
        kernel.run(
            "magics = get_ipython().magics_manager.magics['line']['interview'].__self__\n"
            "print(magics.frontend.client.child.pid)"
        )
    )
    assert gone(pid, signal.SIGKILL)
    kernel.run(SOLUTION)
    shown = kernel.run("%interview submit")
    assert "started another" in shown
    assert "accepted" in shown
    assert "The report is in `report.ipynb`." in kernel.run("%interview finish")
    assert "The report is in `report.ipynb`." in kernel.run("%interview report")
    assert [path.name for path in (kernel.folder / "work").iterdir()] == ["report.ipynb"]
    again = "print(magics.frontend.client.child.pid)"
    child = int(kernel.run(again))
    kernel.manager.shutdown_kernel(now=True)
    assert gone(child)


def gone(pid: int, number: int = 0) -> bool:
    """Whether a process has ended, waited for; ``number`` is a signal to send it first."""
    try:
        handle = os.pidfd_open(pid)
        os.kill(pid, number)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([handle], [], [], PATIENCE)[0])
    finally:
        os.close(handle)


@pytest.mark.skipif(sys.platform != "linux", reason="pidfd is Linux's")
def test_the_host_of_a_killed_kernel_ends_by_itself(kernel):
    kernel.run("%load_ext mockmind_lab")
    kernel.run("%interview")
    pid = int(
        kernel.run(
            "print(get_ipython().magics_manager.magics['line']['interview'].__self__.frontend.client.child.pid)"
        )
    )
    kernel.manager.signal_kernel(signal.SIGKILL)
    assert gone(pid)
