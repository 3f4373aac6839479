"""What one hostile program comes to on one judge, and what it leaves behind, as plain data.

Run as a program (``python -m tests.judge.corpus FILE...``) it prints a line of JSON for each file:
that is how the corpus is judged as another user than the tests'.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import secrets
import sys
import tempfile
from pathlib import Path
from typing import Any

from mockmind_lab.core.verdict import Isolation
from mockmind_lab.judge import Judge
from mockmind_lab.sandbox import zygote
from tests.judge.made import HONEST, make_problem

PREFIX = "mockmind-canary"
"""What programs of the corpus look for; the secret behind it differs in every run."""
CANARY = f"{PREFIX}-{secrets.token_hex(8)}"
IN_MEMORY = [CANARY * 4]

_WATCHED = Path(zygote.__file__)


def plant() -> Path:
    """The canary into the environment and a file that all may read; it is in this process's memory too."""
    os.environ["MOCKMIND_CANARY"] = CANARY
    file = Path(tempfile.gettempdir(), f"{PREFIX}-{os.getuid()}")
    file.write_text(CANARY)
    file.chmod(0o644)
    return file


def children_of(pid: int) -> list[int]:
    """Pids of all descendants of ``pid``."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            pids = [int(word) for word in (task / "children").read_text().split()]
        except OSError:
            continue
        found += [descendant for child in pids for descendant in (child, *children_of(child))]
    return found


def descriptors() -> int:
    return sum(1 for _ in Path("/proc/self/fd").iterdir())


def resident_megabytes() -> float:
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _files() -> str:
    planted = Path(tempfile.gettempdir(), f"{PREFIX}-{os.getuid()}")
    digest = hashlib.sha256(_WATCHED.read_bytes() + planted.read_bytes())
    return f"{digest.hexdigest()} {planted.stat().st_mtime_ns} {_WATCHED.stat().st_mtime_ns}"


def examine(judge: Judge, program: Path) -> dict[str, Any]:
    """The verdict of ``program``, that of an honest one right after it, and all that has changed between."""
    problem = make_problem()

    def verdict_of(source: str) -> Any:
        return judge.judge(problem, source, tests=problem.tests, isolation=Isolation.TEST)

    before_it = verdict_of(HONEST)
    processes, opened, memory, files = children_of(os.getpid()), descriptors(), resident_megabytes(), _files()
    verdict = verdict_of(program.read_text())
    left = [pid for pid in children_of(os.getpid()) if pid not in processes]
    found = {
        "verdict": str(verdict.code),
        "message": verdict.message,
        "sandboxed": verdict.sandboxed,
        "backend": verdict.backend,
        "before": str(before_it.code),
        "processes left": left,
        "descriptors left": descriptors() - opened,
        "files changed": _files() != files,
        "canary found": CANARY in verdict.model_dump_json(),
    }
    found["after"] = str(verdict_of(HONEST).code)
    found["memory is back"] = resident_megabytes() - memory < 16
    return found


def main(names: list[str]) -> None:
    """Judge the files ``names`` with bubblewrap and print what was found."""
    plant()
    judge = Judge(sandbox="bubblewrap", stop_after_timeouts=1)
    for name in names:
        print(
            json.dumps({"program": Path(name).stem, "uid": os.getuid(), **examine(judge, Path(name))}),
            flush=True,
        )
    judge.close()


if __name__ == "__main__":
    main(sys.argv[1:])
