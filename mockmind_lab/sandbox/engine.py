"""The Docker engine as the sandbox needs it: one hardened container, its stream, and sweeping up."""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mockmind_lab.errors import SandboxError, SandboxUnavailable
from mockmind_lab.sandbox.wire import pack, unpack

__all__ = ["LABEL", "Box", "Container", "connect", "owner", "sweep"]

LABEL = "mockmind.sandbox"
"""The label of every container of ours; its value names the process that owns it."""

_USUAL = "unix:///var/run/docker.sock"
_SAID = 2000  # bytes of a supervisor's standard error kept for the message
_CHUNK = 1 << 18
_LARGEST = 2**28  # bytes of one message's part
_GONE = "The sandbox's container has gone or can't go on"


@dataclass(frozen=True, slots=True)
class Box:
    """What a container is made of and held to. Bytes, cores; ``runtime`` empty is the engine's default.

    ``scratch_bytes``, where not 0, is the size of a ``/tmp`` for ``uid`` in the box where programs are;
    ``devices`` are device nodes that it shows beside that.
    """

    image: str
    memory_bytes: int
    cpus: float
    processes: int
    runtime: str = ""
    uid: int = 0
    scratch_bytes: int = 0
    devices: tuple[str, ...] = ()


def connect(address: str = "") -> Any:
    """A client of the engine at ``address`` (empty: ``DOCKER_HOST``, or the usual socket).

    Raises ``SandboxUnavailable`` with the fix if it does not answer.
    """
    try:
        import docker
        from docker.errors import DockerException
        from docker.utils import kwargs_from_env
    except ImportError as error:
        raise SandboxUnavailable("The docker package is missing: run `pip install docker`.") from error
    settings: dict[str, Any] = {"base_url": address} if address else {**kwargs_from_env()}
    where = settings.get("base_url") or _USUAL
    try:
        if where.startswith("unix://"):
            with socket.socket(socket.AF_UNIX) as probe:  # the client's own error hides the reason
                probe.connect(where.removeprefix("unix://"))
        return docker.APIClient(**settings, version="auto", timeout=60)
    except PermissionError as error:
        fix = "run `sudo usermod -aG docker $USER` and log in again"
        raise SandboxUnavailable(f"You may not use the Docker engine at {where}: {fix}.") from error
    except (DockerException, OSError) as error:
        raise SandboxUnavailable(
            f"No Docker engine answers at {where}: start Docker (`sudo systemctl start docker`, or Docker "
            "Desktop), or set DOCKER_HOST to where it is."
        ) from error


def _start_time(pid: int) -> str:
    """What tells a process from a later one of the same number; empty where there is no /proc."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""


def _machine() -> str:
    """Where a pid means something: this boot of this machine, this pid namespace."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
        return f"{boot}.{Path('/proc/self/ns/pid').stat().st_ino}"
    except OSError:
        return socket.gethostname()


def owner() -> str:
    """This process, as the label of its containers names it."""
    pid = os.getpid()
    return f"{_machine()}/{pid}/{_start_time(pid)}"


def _lives(pid: int, start: str) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return _start_time(pid) == start


def sweep(client: Any) -> int:
    """Remove containers whose owner, a process of this machine, has gone. Returns how many there were.

    The engine ends a container when its owner's connection breaks; this is for what it missed.
    """
    machine, removed = _machine(), 0
    for found in client.containers(all=True, filters={"label": LABEL}):
        where, pid, start = [*found["Labels"].get(LABEL, "").split("/"), "", ""][:3]
        if where == machine and pid.isdigit() and not _lives(int(pid), start):
            with contextlib.suppress(OSError):  # another process sweeps too
                client.remove_container(found["Id"], force=True)
                removed += 1
    return removed


def _create(client: Any, box: Box) -> str:
    limits = client.create_host_config(
        auto_remove=True,
        network_mode="none",
        read_only=True,
        ipc_mode="none",
        cap_drop=["ALL"],
        # For the supervisor's first milliseconds: to shut the zygote in its box and change its user.
        cap_add=["SYS_CHROOT", "SETUID", "SETGID"],
        security_opt=["no-new-privileges:true"],
        mem_limit=box.memory_bytes,
        memswap_limit=box.memory_bytes,
        pids_limit=box.processes,
        nano_cpus=int(box.cpus * 10**9),
        log_config={"Type": "none", "Config": {}},
        ulimits=[{"Name": "core", "Soft": 0, "Hard": 0}, {"Name": "nofile", "Soft": 256, "Hard": 256}],
        runtime=box.runtime or None,
        # No mode 1777: that was not writable for anybody but root.
        tmpfs={"/box/tmp": f"size={box.scratch_bytes},uid={box.uid},gid={box.uid},mode=0700"}
        if box.scratch_bytes
        else None,
        devices=[f"{path}:/box{path}:r" for path in box.devices],
    )
    made = client.create_container(
        box.image, user="0:0", stdin_open=True, labels={LABEL: owner()}, host_config=limits
    )
    return made["Id"]


class Container:
    """A running container and the stream to the supervisor in it. Raises ``SandboxError`` when it breaks."""

    def __init__(self, client: Any, box: Box) -> None:
        self._client = client
        self._raw = bytearray()  # as the engine sends it
        self._data = bytearray()  # what of it the supervisor wrote to its standard output
        self._said = bytearray()
        self._deadline = 0.0
        self._socket: Any = None
        self._attached: Any = None
        self.id = ""
        try:
            self.id = _create(client, box)
            # Before it starts, so that nothing it says is missed.
            self._attached = client.attach_socket(
                self.id, params={"stdin": 1, "stdout": 1, "stderr": 1, "stream": 1}
            )
            self._socket = getattr(self._attached, "_sock", self._attached)
            client.start(self.id)
        except OSError as error:  # every error of the engine's client is one
            self.close()
            reason = " ".join(str(getattr(error, "explanation", None) or error).split())
            raise SandboxUnavailable(f"The Docker engine can't start the container: {reason}") from error
        except BaseException:
            self.close()
            raise

    def say(self, message: dict[str, Any], blobs: list[bytes] | tuple[()] = (), *, seconds: float) -> None:
        """Say ``message`` within ``seconds``."""
        self._socket.settimeout(seconds)
        try:
            self._socket.sendall(pack(message, blobs))
        except OSError as error:
            raise self._broken(str(error)) from error

    def hear(self, *, seconds: float) -> tuple[dict[str, Any], list[bytes]]:
        """The next message, which may take ``seconds``."""
        self._deadline = time.monotonic() + seconds
        try:
            answer, blobs = unpack(self._read)
        except (ValueError, TypeError, struct.error) as error:
            raise self._broken("what it says is no message") from error
        if "error" in answer:
            raise SandboxError(answer["error"])
        return answer, blobs

    def _read(self, size: int) -> bytes:
        if size > _LARGEST:
            raise self._broken("it says too much")
        while len(self._data) < size:
            self._read_part()
        data = bytes(self._data[:size])
        del self._data[:size]
        return data

    def _read_part(self) -> None:
        """One part of the attach stream: a byte that names the descriptor, three empty, four of length."""
        kind, length = struct.unpack(">BxxxL", self._receive(8))
        part = self._receive(length)
        if kind == 1:
            self._data += part
        else:
            self._said = (self._said + part)[-_SAID:]

    def _receive(self, size: int) -> bytes:
        while len(self._raw) < size:
            self._socket.settimeout(max(0.001, self._deadline - time.monotonic()))
            try:
                part = self._socket.recv(_CHUNK)
            except OSError as error:
                raise self._broken(str(error)) from error
            if not part:
                raise self._broken("")
            self._raw += part
        data = bytes(self._raw[:size])
        del self._raw[:size]
        return data

    def _broken(self, what: str) -> SandboxError:
        said = self._said.decode("utf-8", "replace").strip().splitlines()
        detail = (said or [what])[-1]
        return SandboxError(f"{_GONE} ({detail})." if detail else f"{_GONE}.")

    def close(self) -> None:
        """End and remove it. Idempotent; an engine that is not there any more is no error."""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)
            self._socket.close()
            self._attached.close()
            self._socket = None
        container, self.id = self.id, ""
        if container:
            with contextlib.suppress(OSError):
                self._remove(container)

    def _remove(self, container: str) -> None:
        from docker.errors import NotFound

        with contextlib.suppress(NotFound):
            try:
                self._client.remove_container(container, force=True)
            except OSError:  # it is being removed already, because it ended
                self._client.wait(container, timeout=10, condition="removed")
