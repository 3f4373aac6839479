"""The image of the Docker backend: what goes into it, building it, and whether one is of this version."""

from __future__ import annotations

import hashlib
import io
import re
import sys
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mockmind_lab.errors import SandboxUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["PACKAGES", "RECIPE", "build_image", "check_image", "import_base", "recipe"]

RECIPE = "mockmind.recipe"
"""The label with the digest of everything of ours that went into the image."""

PACKAGES = "nodejs g++ default-jdk-headless golang-go"
"""The Debian packages with the toolchains of all languages beside Python."""

_PACKAGE = Path(__file__).parents[1]
_SOURCES = (
    "__init__.py",
    "errors.py",
    *(f"core/{name}.py" for name in ("__init__", "parsing", "starter", "starters", "types")),
    *(
        f"sandbox/{name}.py"
        for name in (
            "__init__", "attempt", "base", "box", "builder", "harness", "native", "nodes", "seccomp",
            "supervisor", "warm", "wire", "witness", "zygote",
        )
    ),
    *(f"sandbox/languages/{name}.py" for name in ("__init__", "base", "cpp", "go", "java", "javascript")),
    *(f"sandbox/languages/harness/{name}" for name in ("Harness.java", "harness.go", "harness.hpp")),
    "sandbox/languages/harness/harness.js",
)  # fmt: skip
_UNPRINTABLE = re.compile(r"\x1b\[[0-9;]*m|[\x00-\x1f\x7f]")
_REBUILD = "run `mockmind sandbox build` and try again"


def _recipe_folder() -> Path:
    """Where the Dockerfile is: in the checkout, or where the wheel puts it."""
    checkout = _PACKAGE.parent / "sandbox"
    if (checkout / "Dockerfile").is_file():
        return checkout
    return Path(sys.prefix) / "share" / "mockmind" / "sandbox"


def _context() -> dict[str, bytes]:
    """The build's context: file names and contents."""
    folder = _recipe_folder()
    files = {"Dockerfile": folder / "Dockerfile", "sandbox/layout.py": folder / "layout.py"}
    files |= {f"mockmind_lab/{name}": _PACKAGE / name for name in _SOURCES}
    try:
        return {name: path.read_bytes() for name, path in files.items()}
    except OSError as error:
        raise SandboxUnavailable(f"{error.filename} can't be read; install mockmind_lab again.") from error


def recipe() -> str:
    """The digest an image of this version carries in its label."""
    digest = hashlib.sha256()
    for name, content in sorted(_context().items()):
        digest.update(f"{name} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def check_image(client: Any, name: str) -> str:
    """The id of the image ``name``; raises ``SandboxUnavailable`` if it is missing or of another version."""
    from docker.errors import ImageNotFound

    try:
        found = client.inspect_image(name)
    except ImageNotFound:
        raise SandboxUnavailable(f"The sandbox's image {name} is missing: {_REBUILD}.") from None
    labels = found["Config"].get("Labels") or {}
    if labels.get(RECIPE) != recipe():
        raise SandboxUnavailable(f"The sandbox's image {name} is stale: {_REBUILD}.")
    return found["Id"]


def import_base(client: Any, tarball: Path, *, name: str) -> None:
    """Make the image ``name`` from a root file system in a tar archive. No registry takes part."""
    from docker.errors import APIError

    if not tarball.is_file():
        raise SandboxUnavailable(
            f"There is no base image {tarball}; name a root file system in a tar archive."
        )
    try:
        client.import_image_from_file(str(tarball), repository=name, tag="latest")
    except APIError as error:
        raise SandboxUnavailable(f"The base image {tarball} can't be used: {error.explanation}.") from error


def build_image(
    client: Any, name: str, *, arguments: Mapping[str, str], network: bool, say: Callable[[str], None]
) -> str:
    """Build the image ``name``; returns its id. ``say`` hears the engine's words, line by line.

    ``arguments`` are the Dockerfile's ARGs; ``network`` is off where nothing has to be fetched by the
    build itself. Raises ``SandboxUnavailable`` with the engine's reason.
    """
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        for path, content in _context().items():
            entry = tarfile.TarInfo(path)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    archive.seek(0)
    steps = client.build(
        fileobj=archive,
        custom_context=True,
        tag=name,
        rm=True,
        forcerm=True,
        decode=True,
        buildargs=dict(arguments),
        labels={RECIPE: recipe()},
        network_mode=None if network else "none",
    )
    for step in steps:
        if "error" in step:
            reason = " ".join(str(step["error"]).split())
            raise SandboxUnavailable(f"The sandbox's image can't be built: {reason}.")
        line = _UNPRINTABLE.sub("", step.get("stream", step.get("status", ""))).strip()
        if line:
            say(line)
    return check_image(client, name)
