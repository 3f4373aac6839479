"""What goes into the build of the Docker image is whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from mockmind_lab.sandbox.image import _context  # pyright: ignore[reportPrivateUsage]

_USED = "mockmind_lab.errors, mockmind_lab.sandbox.languages, mockmind_lab.sandbox.supervisor"


def test_the_images_build_imports_nothing_that_it_was_not_given(tmp_path: Path):
    for name, content in _context().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    # Without site-packages, as in a base image.
    script = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); import {_USED}"
    done = subprocess.run([sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
