"""A wheel built from a clean clone, installed and used, all of it with no Node on the path.

It builds in an isolated environment (Python's and npm's packages must be within reach, or cached), installs
into a fresh one, has Jupyter list the extension, and holds the start of an interview in Chromium.
Usage: ``python tests/bench/bench_wheel.py [--wheel FILE]``
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from tests.browser.conftest import ARTEFACTS, CHROMIUM_FLAGS, PATIENCE_MS, ROOT, running_lab
from tests.browser.lab_page import LabPage

NODE = {"node", "nodejs", "npm", "npx", "yarn", "yarnpkg", "corepack"}
START = "%interview start medium --problem steady-oven --seed 1"


def without_node(folder: Path) -> dict[str, str]:
    """The environment with a path of everything but Node."""
    folder.mkdir()
    for place in os.environ["PATH"].split(os.pathsep):
        for program in Path(place).iterdir() if Path(place).is_dir() else ():
            if program.name not in NODE and not os.path.lexists(folder / program.name):
                (folder / program.name).symlink_to(program)
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("JUPYTER", "PYTHON", "MOCKMIND"))
    }
    environment = {**kept, "PATH": str(folder), "UV_SYSTEM_CERTS": "1"}
    assert shutil.which("node", path=environment["PATH"]) is None
    return environment


def build(folder: Path, environment: dict[str, str]) -> Path:
    """A wheel of the last commit."""
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    uv = Path(sys.executable).with_name("uv")
    command = [str(uv), "build", "--quiet", "--wheel", "--out-dir", str(folder / "dist"), str(clone)]
    subprocess.run(command, check=True, env=environment)
    return next((folder / "dist").glob("*.whl"))


def install(wheel: Path, folder: Path, environment: dict[str, str]) -> Path:
    """A fresh environment with the wheel; returns its folder of programs."""
    uv = str(Path(sys.executable).with_name("uv"))
    subprocess.run([uv, "venv", "--quiet", "--python", sys.executable, str(folder / "venv")], check=True)
    programs = folder / "venv" / "bin"
    constraint = ["--constraint", str(ROOT / "requirements.txt")]
    command = [uv, "pip", "install", "--quiet", "--python", str(programs / "python"), *constraint, str(wheel)]
    subprocess.run(command, check=True, env=environment)
    return programs


def serve(programs: Path, home: Path, environment: dict[str, str]) -> None:
    """Start its JupyterLab, fetch what a page loads first, and hold the start of an interview."""
    home.mkdir()
    with running_lab(programs / "python", home, environment) as lab:
        shutil.copy(ROOT / "example_notebooks" / "start_here.ipynb", lab.folder)
        fetch(lab.url, programs.parent)
        interview(lab.url, lab.folder)


def fetch(url: str, venv: Path) -> None:
    """What JupyterLab's page asks of the extension."""
    package = venv / "share" / "jupyter" / "labextensions" / "mockmind-lab" / "package.json"
    entry = json.loads(package.read_text())["jupyterlab"]["_build"]["load"]
    with urllib.request.urlopen(f"{url}/lab/extensions/mockmind-lab/{entry}", timeout=30) as answer:
        print(f"fetched {entry}: {answer.status}, {len(answer.read()):,} bytes")


def interview(url: str, notebooks: Path) -> None:
    """The panel comes up beside the notebook and the interviewer answers."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 1100})
        lab = LabPage(page, url, folder=notebooks, artefacts=ARTEFACTS)
        lab.open("start_here.ipynb")
        lab.run(0, START)
        expect(lab.beside.get_by_test_id("mockmind-title")).to_have_text("A steady oven")
        lab.say("Can temperatures be negative?")
        expect(lab.chat).to_contain_text("the same logger is used in freezers")
        lab.picture("wheel-without-node")
        browser.close()


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--wheel", type=Path, help="a wheel that is there, instead of building one")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="mockmind-wheel-") as name:
        folder = Path(name)
        environment = without_node(folder / "programs")
        began = time.monotonic()
        wheel = asked.wheel.resolve() if asked.wheel else build(folder, environment)
        print(f"{wheel.name}: {wheel.stat().st_size / 2**20:.1f} MiB, after {time.monotonic() - began:.0f} s")
        programs = install(wheel, folder, environment)
        listed = subprocess.run(
            [str(programs / "jupyter"), "labextension", "list"],
            capture_output=True,
            text=True,
            env=environment,
            check=True,
        )
        line = next(line for line in (listed.stdout + listed.stderr).splitlines() if "mockmind-lab" in line)
        print(line.strip())
        assert "enabled" in line
        assert "OK" in line
        serve(programs, folder / "home", environment)
    print("The panel came up beside the notebook, and the interviewer answered: ok")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
