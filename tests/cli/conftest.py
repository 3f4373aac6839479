"""The command in a process of its own, with a store, settings and a cache of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest


@dataclass(frozen=True)
class Shell:
    """A folder to work in, and an environment in which nothing of this machine's user shows."""

    folder: Path

    def mockmind(self, *arguments: str, timeout: float = 120) -> subprocess.CompletedProcess[str]:
        """Run ``mockmind`` with these arguments."""
        command = [sys.executable, "-m", "mockmind_lab.cli", *arguments]
        work = self.folder / "work"
        return subprocess.run(
            command, cwd=work, env=self.environment(), capture_output=True, text=True, timeout=timeout
        )

    def python(self, script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a script with these arguments."""
        command = [sys.executable, "-c", script, *arguments]
        work = self.folder / "work"
        return subprocess.run(
            command, cwd=work, env=self.environment(), capture_output=True, text=True, timeout=120
        )

    def environment(self) -> dict[str, str]:
        """The variables of the process."""
        ours = {
            f"JUPYTER_{kind.upper()}_DIR": str(self.folder / kind) for kind in ("data", "config", "runtime")
        }
        plain = {name: value for name, value in os.environ.items() if not name.startswith("MOCKMIND_")}
        return {**plain, **ours, "XDG_CACHE_HOME": str(self.folder / "cache")}

    def configure(self, text: str) -> None:
        """Write ``jupyter_mockmind_config.py``."""
        (self.folder / "config").mkdir(exist_ok=True)
        (self.folder / "config" / "jupyter_mockmind_config.py").write_text(text)


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    (tmp_path / "work").mkdir()
    return Shell(tmp_path)


@pytest.fixture(scope="module")
def after_demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Shell, subprocess.CompletedProcess[str]]:
    """A shell in which ``mockmind demo`` has run, and what it printed."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "work").mkdir()
    shell = Shell(folder)
    return shell, shell.mockmind("demo")
