"""Whether a sandbox keeps its promises, judged by what ``witness`` saw while it opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mockmind_lab.errors import SandboxUnavailable
from mockmind_lab.sandbox.base import Property
from mockmind_lab.sandbox.witness import gather

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mockmind_lab.sandbox.warm import WarmInterpreter

__all__ = [
    "BACKEND",
    "CANARIES",
    "CAPPED",
    "PROMISES",
    "beyond_scratch",
    "judge_evidence",
    "probe",
    "require",
    "unopened",
]

PROMISES = (
    "no network",
    "nothing writable",
    "no /proc",
    "host files invisible",
    "environment empty",
    "unprivileged user",
    "no capabilities",
    "no new privileges",
    "seccomp filter",
    "own process namespace",
)
"""What every child of the bubblewrap backend is promised."""

BACKEND = "backend"
"""Not a promise: which sandbox it is, and whether it opens at all."""

CAPPED = "memory and processes capped"
"""What a container promises instead of a process namespace for each child: the whole of it has a limit."""

# Files that every machine of ours has and that are no part of an interpreter.
CANARIES = (__file__, "/etc/passwd", "/etc/hostname", "/bin/sh")

_FIX = "the machine's bubblewrap or kernel does not keep this promise; update bubblewrap (0.8 or newer)"


def probe(zygote: WarmInterpreter) -> list[Property]:
    """Look, and say which promise holds. Raises ``SandboxError`` if not even that can be run."""
    return judge_evidence(gather(zygote, CANARIES), PROMISES, fix=_FIX)


def judge_evidence(evidence: dict[str, Any], promises: Sequence[str], *, fix: str) -> list[Property]:
    """Each of ``promises`` and whether it holds; ``fix`` says how to mend one that does not.

    Evidence that is missing speaks against the promise.
    """
    zygote, child, status = (evidence.get(name, {}) for name in ("zygote", "child", "status"))
    calls = child.get("calls", {})
    allowed = [name for name, refused in calls.items() if not refused]
    files = child.get("files", ["?"])
    uids = set(status.get("Uid", "0").split())
    caps = {status.get(name, "?") for name in ("CapInh", "CapPrm", "CapEff", "CapAmb")}
    environment = [*zygote.get("environment", ["?"]), *child.get("environment", ["?"])]
    writable = zygote.get("writable", ["?"])
    spaces = status.get("NSpid", "").split()
    memory, processes = evidence.get("memory_bytes", 0), evidence.get("processes", 0)
    found = {
        "no network": (not zygote.get("network", "?"), zygote.get("network", "")),
        "nothing writable": (not writable, ", ".join(writable)),
        "no /proc": (not (zygote.get("proc", True) or child.get("proc", True)), ""),
        "host files invisible": (not files, ", ".join(files)),
        "environment empty": (not environment, ", ".join(environment)),
        "unprivileged user": ("0" not in uids, f"uid {status.get('Uid', '?').split()[0]}"),
        "no capabilities": (all(set(cap) == {"0"} for cap in caps), ""),
        "no new privileges": (status.get("NoNewPrivs") == "1", ""),
        "seccomp filter": (status.get("Seccomp") == "2" and bool(calls) and not allowed, ", ".join(allowed)),
        "own process namespace": (child.get("pid") == 1 and len(spaces) > 2, ""),
        CAPPED: (bool(memory and processes), f"{memory // 2**20} MiB, {processes} processes"),
    }
    return [Property(name, *found[name], fix="" if found[name][0] else fix) for name in promises]


def beyond_scratch(probes: dict[str, Any]) -> list[str]:
    """Which promises a compiler's box breaks: /tmp is its own, and nothing else is."""
    found = {
        "no network": not probes.get("network", "?"),
        "nothing writable but its scratch space": set(probes.get("writable", ["?"])) <= {"/tmp"},
        "no /proc": not probes.get("proc", True),
        "environment empty": not probes.get("environment", ["?"]),
    }
    return [name for name, holds in found.items() if not holds]


def require(properties: Sequence[Property]) -> None:
    """Raises ``SandboxUnavailable``, which names them and the fix, if some do not hold."""
    broken = [item for item in properties if not item.holds]
    if broken:
        names = ", ".join(f"{item.name} ({item.detail})" if item.detail else item.name for item in broken)
        raise SandboxUnavailable(f"The sandbox does not keep its promise of {names}: {broken[0].fix}.")


def unopened(which: str, error: Exception) -> tuple[Property, ...]:
    """What is to be said of a sandbox that does not open, without its promises; ``error`` holds the fix."""
    return (Property(BACKEND, False, f"{which} can't be opened", str(error)),)
