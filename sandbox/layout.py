"""Builds the image's files, inside the build: ``layout.py install``, then ``layout.py lay-out``.

It needs nothing but the base image's own Python, so that a base without a shell will do.
"""

from __future__ import annotations

import compileall
import os
import py_compile
import shutil
import stat
import subprocess
import sys
from pathlib import Path

IMAGE = Path("/image")
BOX = IMAGE / "box"
TOPS = ("usr", "bin", "lib", "lib32", "lib64")
"""What of the base's root a program may need. /etc, /home, /root, /var and the rest stay behind."""

LEFT_OUT = {
    "/usr": {"sbin", "games", "src"},
    "/usr/share": {"doc", "man", "info", "locale", "lintian", "bash-completion", "perl"},
    "/usr/lib": {"apt", "dpkg"},
    "python": {"site-packages", "dist-packages", "ensurepip", "idlelib", "pydoc_data", "test", "turtledemo"},
    "bin": {"sh", "dash", "bash", "rbash", "su", "mount", "umount", "perl", "apt", "dpkg"},
}
"""Names by the folder they are left out of: package managers, documents, shells, tests of the library."""


def install() -> None:
    """Debian packages named in PACKAGES, for languages that the base image lacks."""
    packages = os.environ.get("PACKAGES", "").split()
    if packages:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        command = ["apt-get", "install", "-qq", "-y", "--no-install-recommends", *packages]
        subprocess.run(command, check=True, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


def left_out(folder: str, names: list[str]) -> set[str]:
    """For ``copytree``: what is listed above, devices, and whatever changes its user."""
    kind = "python" if Path(folder).name.startswith("python") else Path(folder).name
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


if __name__ == "__main__":
    {"install": install, "lay-out": lay_out}[sys.argv[1]]()
