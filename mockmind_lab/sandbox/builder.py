"""What one child runs inside a box made for compiling: write files, run commands, send back one file.

Standard library only, and nothing of ours: the zygote executes this source in place of the harness. The
commands are a compiler's, which is trusted; what it reads is not, so it has a box of its own that ends with
it. Frames are those of ``harness``: ``C`` holds the compiler's words, ``R`` the bytes of the output.
"""

from __future__ import annotations

import base64
import io
import json
import os
import struct
import subprocess
import zipfile

WORDS = 32768  # bytes of a compiler's output that are kept
FOLDER = "/tmp"


def write_frame(fd: int, kind: bytes, payload: bytes = b"") -> None:
    """All of one frame."""
    data = memoryview(kind + struct.pack(">I", len(payload)) + payload)
    while data:
        data = data[os.write(fd, data) :]


def _content(path: str) -> bytes:
    """The bytes of a file; of a folder, those of a zip file of it."""
    if not path.endswith("/"):
        with open(path, "rb") as file:
            return file.read()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:  # stored: it is read at once, on the same machine
        for folder, _, names in sorted(os.walk(path)):
            for name in sorted(names):
                full = f"{folder.rstrip('/')}/{name}"
                with open(full, "rb") as file:
                    archive.writestr(full.removeprefix(path), file.read())
    return packed.getvalue()


class Run:
    """One build in one child."""

    def __init__(self, code_fd: int, input_fd: int, gate_fd: int, result_fd: int) -> None:
        del input_fd
        self.gate_fd, self.result_fd = gate_fd, result_fd
        with open(code_fd, "rb") as file:
            self.job = json.load(file)

    def main(self) -> None:
        """Build, then wait at the gate and send."""
        write_frame(self.result_fd, b"L")
        os.chdir(FOLDER)
        for name, content in self.job["files"].items():
            os.makedirs(os.path.dirname(name) or ".", exist_ok=True)  # noqa: PTH103, PTH120 (no pathlib in here)
            with open(name, "wb") as file:
                file.write(base64.b64decode(content))
        for command in self.job["commands"]:
            words = self._failure(command)
            if words is not None:
                write_frame(self.result_fd, b"C", words)
                return
        built = _content(self.job["output"])
        write_frame(self.result_fd, b"S")
        os.read(self.gate_fd, 8)
        write_frame(self.result_fd, b"R", built)

    def _failure(self, command: list[str]) -> bytes | None:
        """What the compiler said, if it failed."""
        with open("words", "w+b") as words:
            done = subprocess.run(
                command, stdin=0, stdout=words, stderr=subprocess.STDOUT, env=self.job["env"], check=False
            )
            if done.returncode == 0:
                return None
            words.seek(0)
            said = words.read(WORDS)
        if done.returncode < 0:
            said += f"\nthe compiler was ended by signal {-done.returncode}".encode()
        return said or f"the compiler ended with {done.returncode} and said nothing".encode()
