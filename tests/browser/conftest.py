"""A real JupyterLab in a real Chromium: one server for all tests; a page, a notebook and a kernel for each.

The extension is the one that this checkout has built, whatever is linked into the interpreter's Jupyter.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.browser.lab_page import LabPage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parents[2]
ARTEFACTS = ROOT / "test-artifacts"
BUILT = ROOT / "labextension" / "dist"
START_SECONDS = 90
PATIENCE_MS = 60_000
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: where it answers, and the folder of its notebooks."""

    url: str
    folder: Path


@contextmanager
def running_lab(python: Path | str, home: Path, environment: Mapping[str, str]) -> Iterator[Lab]:
    """The JupyterLab of an interpreter, with folders of its own below ``home``, until the block ends."""
    folder = home / "notebooks"
    folder.mkdir(parents=True)
    port = _free_port()
    command = [str(python), "-m", "jupyterlab", "--no-browser", f"--port={port}", "--ip=127.0.0.1"]
    command += [f"--ServerApp.root_dir={folder}", "--IdentityProvider.token=", "--ServerApp.port_retries=0"]
    command += ["--LabApp.expose_app_in_browser=True"]  # commands are run by name
    command += ["--allow-root"] if os.geteuid() == 0 else []
    kinds = ("DATA", "CONFIG", "RUNTIME")
    own = {f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in kinds}
    log = home / "jupyterlab.log"
    with open(log, "wb") as sink:
        server = subprocess.Popen(command, cwd=home, env={**environment, **own}, stdout=sink, stderr=sink)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_it_answers(f"{url}/api/status", server, log)
        yield Lab(url, folder)
    finally:
        server.terminate()
        server.wait(30)
        ARTEFACTS.mkdir(exist_ok=True)
        shutil.copy(log, ARTEFACTS / "jupyterlab.log")


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    home = tmp_path_factory.mktemp("lab")
    _without_announcements(home / "config")
    shutil.copy(Path(__file__).with_name("hurried.py"), home / "config" / "jupyter_mockmind_config.py")
    if BUILT.is_dir():
        (home / "built" / "labextensions").mkdir(parents=True)
        (home / "built" / "labextensions" / "mockmind-lab").symlink_to(BUILT)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("MOCKMIND_")}
    with running_lab(sys.executable, home, {**inherited, "JUPYTER_PATH": str(home / "built")}) as running:
        yield running


@pytest.fixture(scope="session")
def labextension() -> None:
    """Skips where the labextension could not be built, for want of a registry of npm packages."""
    if not (BUILT / "package.json").is_file():
        pytest.skip("the labextension is not built: python labextension/build.py says why")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "The browser test needs chromium: apt-get install chromium"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_notebook(
    lab: Lab, browser: Browser, request: pytest.FixtureRequest
) -> Iterator[Callable[..., LabPage]]:
    """Opens a copy of an example notebook, each test in a folder and a browser's session of its own; takes a
    picture at the end.

    A page that a test has emptied is not as one that was just loaded, so no test is given another's.
    """
    pages: list[LabPage] = []

    def opened(
        name: str,
        *,
        first_cell: str | None = None,
        before: Callable[[Page], None] | None = None,
        app: str = "lab",
        within: str = request.node.name,
    ) -> LabPage:
        folder = lab.folder / within
        folder.mkdir(exist_ok=True)
        notebook = json.loads((ROOT / "example_notebooks" / name).read_text())
        if first_cell is not None:
            notebook["cells"][0]["source"] = first_cell
        (folder / name).write_text(json.dumps(notebook))
        path = f"{folder.name}/{name}"
        page = LabPage(_context(browser).new_page(), lab.url, folder=folder, artefacts=ARTEFACTS)
        pages.append(page)
        if before:
            before(page.page)
        page.open(path, app=app)
        return page

    yield opened
    for page in pages:
        page.picture(request.node.name)
        page.end_kernels()
        page.page.context.close()


def _context(browser: Browser) -> BrowserContext:
    context = browser.new_context(viewport={"width": 1440, "height": 1100})
    context.set_default_timeout(PATIENCE_MS)
    return context


def _without_announcements(config: Path) -> None:
    """JupyterLab asks at its first start whether it may fetch news, and covers a corner of the notebook."""
    (config / "labconfig").mkdir(parents=True)
    page = {"disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}}
    (config / "labconfig" / "page_config.json").write_text(json.dumps(page))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_it_answers(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")
