"""Builds the image's files, inside the build: ``layout.py install``, then ``lay-out``, then ``equip``.

It needs nothing but the base image's own Python, so that a base without a shell will do.
"""

from __future__ import annotations

import compileall
import json
import os
import py_compile
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

IMAGE = Path("/image")
BOX = IMAGE / "box"
TOPS = ("usr", "bin", "lib", "lib32", "lib64")
"""What of the base's root a program may need. /etc, /home, /root, /var and the rest stay behind."""

LEFT_OUT = {
    "/usr": {"sbin", "games", "src"},
    "/usr/share": {"doc", "man", "info", "locale", "lintian", "bash-completion", "perl"},
    "/usr/lib": {"apt", "dpkg"},
    "/usr/lib/jvm": {"src.zip"},
    "java": {"jmods", "man", "demo", "include", "legal"},
    "go": {"api", "doc", "misc", "src", "test"},
    "gcc": {"cc1", "lto1", "lto-dump"},
    "python": {"site-packages", "dist-packages", "ensurepip", "idlelib", "pydoc_data", "test", "turtledemo"},
    "bin": {"sh", "dash", "bash", "rbash", "su", "mount", "umount", "perl", "apt", "dpkg"},
}
"""Names by the folder, or the kind of folder, that they are left out of: package managers, documents, shells,
tests of the library, parts of toolchains that no solution needs."""


def install() -> None:
    """Debian packages named in PACKAGES, for languages that the base image lacks."""
    packages = os.environ.get("PACKAGES", "").split()
    if packages:
        os.makedirs("/usr/share/man/man1", exist_ok=True)  # noqa: PTH103 - slim images lack it, and Java wants it
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        command = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]
        subprocess.run(command, check=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


def left_out(folder: str, names: list[str]) -> set[str]:
    """For ``copytree``: what is listed above, devices, and whatever changes its user."""
    name = Path(folder).name
    kind = next((kind for kind in ("python", "java-", "go-") if name.startswith(kind)), name).rstrip("-")
    kind = "gcc" if "/gcc/" in folder else kind
    chosen = (LEFT_OUT.get(folder, set()) | LEFT_OUT.get(kind, set())) & set(names)
    for name in names:
        mode = os.lstat(Path(folder, name)).st_mode
        changes_user = stat.S_ISREG(mode) and mode & (stat.S_ISUID | stat.S_ISGID)
        special = not (stat.S_ISREG(mode) or stat.S_ISDIR(mode) or stat.S_ISLNK(mode))
        if changes_user or special or name == "__pycache__":
            chosen.add(name)
    return chosen


def lay_out() -> None:
    """The box, links that make it usable from outside itself too, and the supervisor beside it."""
    BOX.mkdir(parents=True)
    for top in TOPS:
        base = Path("/", top)
        if base.is_symlink():
            (BOX / top).symlink_to(base.readlink())
        elif base.is_dir():
            shutil.copytree(base, BOX / top, symlinks=True, ignore=left_out)
        else:
            continue
        (IMAGE / top).symlink_to(f"box/{top}")
    for root in (IMAGE, BOX):
        (root / "etc").mkdir()
        if Path("/etc/ld.so.cache").exists():
            shutil.copy("/etc/ld.so.cache", root / "etc")
    shutil.copy("/context/mockmind_lab/sandbox/zygote.py", BOX / "zygote.py")
    (BOX / "zygote.py").chmod(0o444)
    interpreter = Path(sys.executable).resolve()
    (BOX / "python3").symlink_to(str(interpreter).lstrip("/"))
    (IMAGE / "python3").symlink_to(f"box{interpreter}")
    shutil.copytree("/context/mockmind_lab", IMAGE / "mockmind" / "mockmind_lab")
    library = BOX / Path(os.__file__).resolve().parent.relative_to("/")
    for folder in (IMAGE / "mockmind", library):
        # Nothing can be written when it runs. Hashes, because times of files change on the way.
        unchecked = py_compile.PycInvalidationMode.UNCHECKED_HASH
        compileall.compile_dir(folder, quiet=2, stripdir=str(IMAGE), invalidation_mode=unchecked)


def equip() -> None:
    """What each toolchain is and where, for the host, and what our harnesses are built to, in the box."""
    sys.path.insert(0, "/context")
    from mockmind_lab.errors import SandboxUnavailable
    from mockmind_lab.sandbox.languages import SUPPORT

    found: dict[str, Any] = {}
    for language, support in SUPPORT.items():
        try:
            found[language] = support.survey()
        except SandboxUnavailable as error:
            print(f"without {language}: {error}")
            continue
        if language == "java":
            archive_classes(Path(found[language]["home"]))
        prelude = support.toolchain().prelude
        built = build(prelude) if prelude else ""
        for view in (support.view(built), support.building(built)):
            if view:
                show(view)
    (IMAGE / "mockmind" / "toolchains.json").write_text(json.dumps(found))
    print("toolchains:", ", ".join(f"{name} ({facts['version']})" for name, facts in found.items()) or "none")


def archive_classes(home: Path) -> None:
    """A JVM starts in half the time with an archive of its classes, which a package makes once installed."""
    if not list(home.glob("lib/server/classes*.jsa")):
        environment = {**os.environ, "LD_LIBRARY_PATH": str(home / "lib")}
        subprocess.run(
            [home / "bin" / "java", "-Xshare:dump"], env=environment, check=False, capture_output=True
        )
        for made in home.glob("lib/server/classes*.jsa"):
            shutil.copy(made, BOX / made.parent.relative_to("/"))


def build(prelude: Any) -> str:
    """The path of what ``prelude`` makes; a folder as a zip file."""
    folder = Path(tempfile.mkdtemp())
    for name, text in prelude.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    for command in prelude.commands:
        subprocess.run(command, cwd=folder, env={**os.environ, **prelude.env}, check=True)
    output = folder / prelude.output
    return shutil.make_archive(str(folder / "packed"), "zip", output) if output.is_dir() else str(output)


def show(view: Any) -> None:
    """Whatever ``view`` names that is not in the box yet goes there."""
    for path, content in view.files:
        inside = BOX / path.lstrip("/")
        inside.parent.mkdir(parents=True, exist_ok=True)
        inside.write_bytes(content)
    for path, name in (*((path, path) for path in view.binds), *view.mounts):
        inside = BOX / name.lstrip("/")
        if not os.path.lexists(inside):
            inside.parent.mkdir(parents=True, exist_ok=True)
            if Path(path).is_dir():
                shutil.copytree(path, inside, symlinks=True)
            else:
                shutil.copy(path, inside)


if __name__ == "__main__":
    {"install": install, "lay-out": lay_out, "equip": equip}[sys.argv[1]]()
