"""The bubblewrap backend: a zygote behind namespaces, without Docker and without being root."""

from __future__ import annotations

import contextlib
import os
import platform
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from traitlets import Int, Unicode
from traitlets.config import Configurable

from mockmind_lab.core.verdict import Isolation
from mockmind_lab.errors import SandboxError, SandboxUnavailable
from mockmind_lab.sandbox.attempt import run_all
from mockmind_lab.sandbox.box import View
from mockmind_lab.sandbox.compiled import Compiler
from mockmind_lab.sandbox.interpreter import Interpreter, find_interpreter
from mockmind_lab.sandbox.languages import support
from mockmind_lab.sandbox.languages.base import cache_folder
from mockmind_lab.sandbox.native import build_one, run_native
from mockmind_lab.sandbox.polyglot import Polyglot
from mockmind_lab.sandbox.probe import beyond_scratch, probe, require, unopened
from mockmind_lab.sandbox.seccomp import build_filter
from mockmind_lab.sandbox.spawner import spawn
from mockmind_lab.sandbox.warm import WarmInterpreter, sealed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mockmind_lab.core.problem import Limits
    from mockmind_lab.sandbox.base import Program, Property, RunResult
    from mockmind_lab.sandbox.box import Launch
    from mockmind_lab.sandbox.languages.base import Support

__all__ = ["BubblewrapSandbox"]

_ZYGOTE = Path(__file__).with_name("zygote.py")


class _Box:
    """A bubblewrap with a zygote inside; see ``box.Box``."""

    usable = True

    def __init__(self, process: subprocess.Popen[bytes], interpreter: WarmInterpreter) -> None:
        self.process, self.interpreter = process, interpreter

    def run(
        self,
        program: Program,
        code: bytes,
        inputs: Sequence[bytes],
        limits: Limits,
        launch: Launch,
        *,
        together: bool,
    ) -> Iterator[RunResult]:
        return run_native(self.interpreter, program, code, inputs, limits, launch, together=together)

    def build(self, job: bytes, limits: Limits) -> RunResult:
        return build_one(self.interpreter, job, limits)

    def close(self) -> None:
        self.interpreter.control.close()
        # bwrap's death kills its child, pid 1 of the namespace, and with it everything in it.
        self.process.kill()
        self.process.wait()


class BubblewrapSandbox(Configurable):
    """Runs untrusted programs in bubblewrap sandboxes; see ``base.Sandbox``. Linux only."""

    name = "bubblewrap"
    sandboxed = True

    bwrap = Unicode(
        "bwrap", help="The bubblewrap program: a name looked up on PATH, or an absolute path."
    ).tag(config=True)
    uid = Int(
        65534,
        min=1,
        help="User id that untrusted code runs as when the host is root (an id, not a name; never 0). "
        "No effect for an ordinary user, whose own id is used inside a user namespace.",
    ).tag(config=True)

    compile_cache = Unicode(
        "", help="Folder for what was compiled, of one's own; empty: mockmind/compiled in the user's cache."
    ).tag(config=True)
    compile_cache_bytes = Int(
        2**30, min=2**28, help="How much is kept there, in bytes; what was used longest ago goes first."
    ).tag(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._box: _Box | None = None
        self._zygote: WarmInterpreter | None = None
        self._properties: tuple[Property, ...] = ()
        folder = Path(self.compile_cache).expanduser() if self.compile_cache else cache_folder("compiled")
        self._polyglot = Polyglot(self, Compiler(self, folder, self.compile_cache_bytes))

    @property
    def _process(self) -> subprocess.Popen[bytes] | None:
        return self._box.process if self._box else None

    def __enter__(self) -> BubblewrapSandbox:
        self.open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def open(self) -> None:
        """Start the warm interpreter and probe every property; raises ``SandboxUnavailable`` with the fix."""
        if self._zygote is not None:
            return
        program = shutil.which(self.bwrap)
        if platform.system() != "Linux" or program is None:
            raise SandboxUnavailable(_missing())
        try:
            self._box = self._start(program, View(profile="python"))
            self._zygote = self._box.interpreter
            self._properties = tuple(probe(self._zygote))
            require(self._properties)
        except BaseException as error:
            self.close()
            if isinstance(error, SandboxError) and not isinstance(error, SandboxUnavailable):
                raise SandboxUnavailable(f"The sandbox can't be opened: {error}") from error
            raise

    def properties(self) -> Sequence[Property]:
        """Probe and report each property, for ``doctor``. Never raises for one that does not hold."""
        try:
            self.open()
        except SandboxError as error:
            if not any(not item.holds for item in self._properties):
                return unopened(self.name, error)
        return self._properties

    def run(
        self, program: Program, inputs: Sequence[bytes], *, limits: Limits, isolation: Isolation
    ) -> Iterator[RunResult]:
        """Yield one result per input, in order, as each is done. See ``base.Sandbox.run``."""
        if program.language != "python":
            yield from self._polyglot.run(program, inputs, limits, isolation)
            return
        self.open()
        assert self._zygote is not None
        together = isolation is Isolation.BATCH and program.mode != "stdio"
        try:
            yield from run_all(self._zygote, program, inputs, limits, together=together)
        except SandboxError:
            self.close()  # whatever state it is in, the next call gets a fresh one
            raise

    def close(self) -> None:
        """Kill everything inside and free what it held. Idempotent."""
        self._polyglot.close()
        self._zygote = None
        if self._box is not None:
            self._box.close()
            self._box = None

    def __del__(self) -> None:
        with contextlib.suppress(Exception):
            self.close()

    # As ``box.Boxes`` has it: the toolchains are the machine's own, and our harnesses are built as needed.
    edition, equipped = "", False

    def support(self, language: str) -> Support:
        """The language as this machine has it."""
        return support(language)

    def open_box(self, view: View) -> _Box:
        """A box for another language or a compiler, probed like the sandbox itself. See ``box.Boxes``."""
        program = shutil.which(self.bwrap)
        if platform.system() != "Linux" or program is None:
            raise SandboxUnavailable(_missing())
        box = self._start(program, view)
        try:
            if view.scratch_bytes:
                broken = beyond_scratch(box.interpreter.probes)
            else:
                # Its own children are looked at one by one as they start; this is the box around them.
                inside = probe(box.interpreter)
                broken = [item.name for item in inside if not item.holds]
            if broken:
                raise SandboxUnavailable(f"A box of the sandbox does not keep its promise of {broken[0]}.")
        except BaseException:
            box.close()
            raise
        return box

    def _start(self, program: str, view: View) -> _Box:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        root = _is_root()
        with theirs, tempfile.TemporaryFile() as words, contextlib.ExitStack() as opened:
            files = [("/zygote.py", _ZYGOTE.read_bytes()), *view.files]
            held = [(path, sealed("file", data)) for path, data in files]
            for _, fd in held:
                opened.callback(os.close, fd)
            process = spawn(
                [program, *_arguments(find_interpreter(), view, held, root=root), str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=words,
                pass_fds=(theirs.fileno(), *(fd for _, fd in held)),
                env={},
                cwd="/",
            )
            theirs.close()  # so that a dead zygote reads as the end of the socket
            box = _Box(process, WarmInterpreter(ours))
            try:
                seccomp, uid = build_filter(profile=view.profile), self.uid if root else 0
                box.interpreter.hello(seccomp=seccomp, uid=uid, pid_namespace=True, harness=view.harness)
            except (SandboxError, KeyError) as error:
                box.close()
                raise SandboxUnavailable(_diagnosis(words, error)) from error
        return box


def _arguments(
    interpreter: Interpreter, view: View, files: Sequence[tuple[str, int]], *, root: bool
) -> list[str]:
    """bwrap's command line up to the zygote's own argument.

    Root keeps the machine's user namespace and the right to change user: the zygote then becomes a
    real unprivileged user, which a namespace of root's would only pretend.
    """
    arguments = ["--unshare-pid", "--unshare-net", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try"]
    arguments += ["--die-with-parent", "--new-session", "--clearenv", "--cap-drop", "ALL"]
    if root:
        capabilities = ("CAP_SETUID", "CAP_SETGID")
    else:
        arguments += ["--unshare-user", "--uid", "65534", "--gid", "65534", "--disable-userns"]
        capabilities = ("CAP_SYS_ADMIN", "CAP_SETPCAP")
    for capability in capabilities:
        arguments += ["--cap-add", capability]
    shown = [*((path, path) for path in (*interpreter.binds, *view.binds)), *view.mounts]
    inner = [*view.devices, *(inside for _, inside in shown)] + [path for path, _ in files]
    parents = {str(parent) for path in inner for parent in Path(path).parents}
    for folder in sorted(parents - {"/"}):
        # Said outright: as root bwrap makes parents 0700, which the unprivileged user can't enter.
        arguments += ["--perms", "0755", "--dir", folder]
    for path, inside in shown:
        arguments += ["--ro-bind", path, inside]
    for path in view.devices:
        arguments += ["--dev-bind", path, path]
    for name, target in interpreter.links:
        arguments += ["--symlink", target, name]
    for folder in interpreter.hidden:
        arguments += ["--tmpfs", folder, "--remount-ro", folder]
    for path, fd in files:
        arguments += ["--perms", "0444", "--ro-bind-data", str(fd), path]
    if view.scratch_bytes:
        arguments += ["--perms", "1777", "--size", str(view.scratch_bytes), "--tmpfs", "/tmp"]
    arguments += ["--remount-ro", "/"]
    return [*arguments, "--", interpreter.executable, "-I", "-S", "-B", "/zygote.py"]


def _missing() -> str:
    if platform.system() != "Linux":
        return "The sandbox needs Linux; on this system use the Docker backend."
    return "bubblewrap is not installed: run `sudo apt install bubblewrap` (Debian, Ubuntu) and try again."


def _setting(name: str) -> str:
    try:
        return Path("/proc/sys", name).read_text().strip()
    except OSError:
        return ""


def _diagnosis(words: IO[bytes], error: Exception) -> str:
    """One line: what bwrap said, and how to mend it."""
    words.seek(0)
    said = words.read(2000).decode("utf-8", "replace").strip().splitlines()
    what = said[-1] if said else str(error)
    if isinstance(error, KeyError):
        return f"The sandbox has no system call filter for this machine ({platform.machine()})."
    if _setting("kernel/apparmor_restrict_unprivileged_userns") == "1" and not _is_root():
        fix = (
            "AppArmor blocks user namespaces here (Ubuntu 24.04): run `sudo sysctl -w "
            "kernel.apparmor_restrict_unprivileged_userns=0`, or install an AppArmor profile for bwrap"
        )
    elif _setting("kernel/unprivileged_userns_clone") == "0":
        fix = "user namespaces are switched off: run `sudo sysctl -w kernel.unprivileged_userns_clone=1`"
    elif _setting("user/max_user_namespaces") == "0":
        fix = "user namespaces are switched off: run `sudo sysctl -w user.max_user_namespaces=10000`"
    else:
        fix = "inside a container, start it with the right to make namespaces, or use the Docker backend"
    return f"The sandbox can't be opened ({what}): {fix}."


def _is_root() -> bool:
    return os.geteuid() == 0
