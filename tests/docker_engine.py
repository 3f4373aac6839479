"""A Docker engine of the tests' own, with a base image made from Debian packages: no registry takes part.

One engine serves all workers of a test run. A keeper process starts it and holds it until the last
worker's lock is gone, however that worker ended; then it stops the engine and removes its files, but for the
images: they stay beside the installed packages, because the one with the toolchains takes minutes to make.
"""

from __future__ import annotations

import contextlib
import ctypes
import dataclasses
import fcntl
import hashlib
import os
import platform
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docker
import pytest

from mockmind_lab.errors import SandboxUnavailable
from mockmind_lab.sandbox.docker import DockerSandbox
from mockmind_lab.sandbox.engine import LABEL, connect, owner
from mockmind_lab.sandbox.image import build_image, check_image, import_base, recipe

_CHECKOUT = hashlib.sha256(str(Path(__file__).resolve()).encode()).hexdigest()[:8]
_FOLDER = Path(tempfile.gettempdir(), f"mockmind-engine-{_CHECKOUT}")  # short: a socket's path has 107 bytes
_BASE = "mockmind-test-base"
_PACKAGES = "python3-minimal,libpython3-stdlib"
_LANGUAGES_BASE = "mockmind-test-languages-base"
_TOOLCHAINS = f"{_PACKAGES},nodejs,g++,openjdk-17-jdk-headless,golang-go"
_IMAGES = Path(sys.prefix, "var", f"mockmind-engine-{_CHECKOUT}")
_START_SECONDS = 60
_PR_SET_PDEATHSIG = 1
_KEEPERS: list[subprocess.Popen[bytes]] = []  # they outlive this process, so nobody waits for them


@dataclasses.dataclass(frozen=True)
class Engine:
    """A running engine that has the sandbox's image."""

    address: str
    image: str = dataclasses.field(default_factory=lambda: f"mockmind-test-sandbox:{recipe()[:12]}")
    languages: str = dataclasses.field(default_factory=lambda: f"mockmind-test-languages:{recipe()[:12]}")

    def client(self) -> Any:
        return connect(self.address)

    def sandbox(self, **traits: Any) -> DockerSandbox:
        """A sandbox in it, not yet open."""
        return DockerSandbox(**({"engine": self.address, "image": self.image} | traits))

    def containers(self, *, of_all: bool = False) -> list[str]:
        """Ids of this process's containers, or of everybody's, those that have ended included."""
        label = LABEL if of_all else f"{LABEL}={owner()}"
        with contextlib.closing(self.client()) as client:
            return [found["Id"] for found in client.containers(all=True, filters={"label": label})]


@pytest.fixture(scope="session")
def docker_engine() -> Iterator[Engine]:
    """The engine all workers share. Skips where there can be none, except in CI, where that is a failure."""
    reason = why_not()
    if reason and os.environ.get("CI"):
        pytest.fail(f"CI must test the Docker sandbox, and {reason}")
    if reason:
        pytest.skip(reason)
    with shared_engine() as engine:
        yield engine


@pytest.fixture(scope="session")
def docker_languages(docker_engine: Engine) -> Engine:
    """The same engine, which has the image with the toolchains too; ``sandbox(image=engine.languages)``."""
    _have_languages(docker_engine)
    return docker_engine


def _have_languages(engine: Engine) -> None:
    with _lock("languages", fcntl.LOCK_EX):
        _have_image(engine, engine.languages, _LANGUAGES_BASE, _TOOLCHAINS)


@contextlib.contextmanager
def shared_engine() -> Iterator[Engine]:
    """The engine of this checkout, started if none runs, and stopped when nobody uses it any more."""
    with _lock("users", fcntl.LOCK_SH):  # waits while a keeper is on its way out
        with _lock("start", fcntl.LOCK_EX):
            _FOLDER.mkdir(mode=0o700, exist_ok=True)
            if not (_FOLDER / "ready").exists():
                _start_keeper()
            engine = Engine(f"unix://{_FOLDER}/docker.sock")
            _have_image(engine, engine.image, _BASE, _PACKAGES)
        yield engine


def why_not() -> str:
    """Why there can be no engine here; empty if there can."""
    if platform.system() != "Linux" or os.geteuid() != 0:
        return "only root on Linux can start an engine for the tests of the Docker sandbox"
    missing = [name for name in ("dockerd", "mmdebstrap") if shutil.which(name) is None]
    if missing:
        return (
            f"the tests of the Docker sandbox need {' and '.join(missing)}: apt install docker.io mmdebstrap"
        )
    return ""


@contextlib.contextmanager
def _lock(name: str, how: int) -> Iterator[None]:
    with (_FOLDER.parent / f"{_FOLDER.name}.{name}").open("w") as file:
        fcntl.flock(file, how)
        yield


def _start_keeper() -> None:
    log = _FOLDER / "keeper.log"
    with log.open("w") as words:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.docker_engine"],
            cwd=Path(__file__).parents[1], start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=words, stderr=words,
        )  # fmt: skip
    until = time.monotonic() + _START_SECONDS
    while not (_FOLDER / "ready").exists():
        if keeper.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"The tests' Docker engine did not start: {log.read_text()[-2000:]}")
        time.sleep(0.05)
    _KEEPERS.append(keeper)


def _have_image(engine: Engine, name: str, base: str, packages: str) -> None:
    with contextlib.closing(engine.client()) as client:
        try:
            check_image(client, name)
        except SandboxUnavailable:
            if not client.images(name=base):
                import_base(client, base_tarball(base, packages), name=base)
            arguments = {"BASE": f"{base}:latest", "PACKAGES": ""}
            build_image(client, name, arguments=arguments, network=False, say=lambda _: None)
            _forget_older(client, name)


def _forget_older(client: Any, name: str) -> None:
    """Images of other versions, and what their builds left."""
    for image in client.images(name=name.partition(":")[0]):
        for tag in set(image["RepoTags"] or ()) - {name}:
            with contextlib.suppress(docker.errors.APIError):  # a test may be using it
                client.remove_image(tag)
    client.prune_images(filters={"dangling": True})


def base_tarball(base: str = _BASE, packages: str = _PACKAGES) -> Path:
    """A root file system with Python, made once and kept beside the installed packages."""
    tarball = Path(sys.prefix, "var", f"{base}.tar")
    if not tarball.exists():
        tarball.parent.mkdir(exist_ok=True)
        part = tarball.with_suffix(".part.tar")
        release = platform.freedesktop_os_release()["VERSION_CODENAME"]
        subprocess.run(
            ["mmdebstrap", "--quiet", "--variant=extract", f"--include={packages}", release, str(part)],
            check=True,
        )
        part.rename(tarball)
    return tarball


def start_dockerd(folder: Path, images: Path | None = None) -> subprocess.Popen[bytes]:
    """An engine in ``folder``, answering at ``docker.sock`` there. It ends with the thread that began it.

    ``images`` is where its images stay, otherwise in ``folder`` too.
    """

    def die_with_parent() -> None:
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)

    with (folder / "dockerd.log").open("w") as words:
        engine = subprocess.Popen(
            [
                "dockerd", "--data-root", str(images or folder / "data"), "--exec-root", f"{folder}/exec",
                "--pidfile", f"{folder}/pid", "-H", f"unix://{folder}/docker.sock",
                "--bridge=none", "--iptables=false", "--ip6tables=false", "--ip-forward=false",
                "--ip-masq=false", "--userland-proxy=false", "--exec-opt", "native.cgroupdriver=cgroupfs",
            ],
            stdin=subprocess.DEVNULL, stdout=words, stderr=words, preexec_fn=die_with_parent,
        )  # fmt: skip
    until = time.monotonic() + _START_SECONDS
    while True:
        with contextlib.suppress(docker.errors.DockerException):
            docker.APIClient(f"unix://{folder}/docker.sock", version="auto").close()
            return engine
        if engine.poll() is not None or time.monotonic() > until:
            raise RuntimeError((folder / "dockerd.log").read_text()[-2000:])
        time.sleep(0.05)


def crash_dockerd(folder: Path) -> None:
    """Kill the engine in ``folder`` and wait until it has gone, so that another can be started there."""
    for name in ("pid", "exec/containerd/containerd.pid"):
        pid = int((folder / name).read_text())
        with contextlib.suppress(ProcessLookupError):
            descriptor = os.pidfd_open(pid)
            os.kill(pid, signal.SIGKILL)
            select.select([descriptor], [], [])
            os.close(descriptor)
    for name in ("pid", "exec/containerd/containerd.pid"):
        (folder / name).unlink(missing_ok=True)


def stop_dockerd(engine: subprocess.Popen[bytes]) -> None:
    """Its containers end with it."""
    engine.terminate()
    try:
        engine.wait(30)
    except subprocess.TimeoutExpired:
        engine.kill()
        engine.wait()


def remove_folder(folder: Path) -> None:
    """What an engine left in ``folder``; one that was killed leaves mounts as well."""
    unmount(folder)
    shutil.rmtree(folder)


def unmount(folder: Path) -> None:
    """Whatever is mounted below ``folder``."""
    points = [line.split()[1] for line in Path("/proc/self/mounts").read_text().splitlines()]
    for point in reversed([point for point in points if point.startswith(f"{folder}/")]):
        subprocess.run(["umount", "--lazy", point], check=False)


def _keep() -> None:
    unmount(_IMAGES)  # of an engine that was killed
    try:
        engine = start_dockerd(_FOLDER, _IMAGES)
    except RuntimeError:  # one that was killed may leave images that can't be read
        remove_folder(_IMAGES)
        engine = start_dockerd(_FOLDER, _IMAGES)
    (_FOLDER / "ready").touch()
    with _lock("users", fcntl.LOCK_EX):  # granted when no worker holds it any more
        stop_dockerd(engine)
        remove_folder(_FOLDER)


def prepare() -> None:
    """Make the images before any test runs, where there can be an engine: set-up of minutes, once."""
    if why_not():
        return
    print("Making the images of the Docker sandbox's tests, unless they are there ...", flush=True)
    with shared_engine() as engine:
        _have_languages(engine)


if __name__ == "__main__":
    prepare() if sys.argv[1:] == ["prepare"] else _keep()
