"""The program inside the sandbox: a warm interpreter that forks one locked-down child per job.

Run as ``python3 -I -S zygote.py CONTROL_FD``; standard library only, and nothing of ours. It is
blind: a child's code and inputs arrive as descriptors that it passes on unread, and results leave by
a pipe that it closes its own copy of. It speaks JSON, one message a packet, on the control socket::

    host:   {"op": "hello", "uid", "pid_namespace"} + descriptors [setup]
            {"op": "spawn", "id", "memory", "cpu_seconds"} + [code, input, gate, result, stdout, stderr]
            the same with "limits": {name: value} over the ordinary ones and, to run another program than
            the harness, "exec": {"path", "argv", "env", "stdin", "announce"}
            {"op": "kill", "id"}
    zygote: {"ready": 1, "probes": {...}} + [pidfd of itself]
            {"started": id} + [pidfd]     {"ended": id, "status", "cpu_seconds", "peak_memory_bytes"}

``setup`` holds the seccomp filter and the harness, sources with a null byte between them.
A kill names the spawn it is meant for: one that lost its race with the child's own end finds no such
number and does nothing. The end of the control socket ends everything.
"""

from __future__ import annotations

import _socket
import builtins
import ctypes
import gc
import json
import os
import resource
import select
import signal
import struct
import sys
import types

TYPE_CHECKING = False  # as typing has it, which takes 5 ms to import
if TYPE_CHECKING:
    from typing import Any, NoReturn, TextIO

SOL_SOCKET, SCM_RIGHTS = 1, 1
CLONE_NEWUSER, CLONE_NEWPID = 0x10000000, 0x20000000
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS, PR_CAPBSET_DROP, PR_SET_SECCOMP = 1, 38, 24, 22
SYS_CLONE = {"x86_64": 56, "aarch64": 220}
MAX_MESSAGE = 65536
OWN_PID = b"pid!"  # as ``seccomp`` has it
# What solutions import, loaded while there is nothing else to do.
WARM = (
    "typing",
    "collections",
    "heapq",
    "bisect",
    "itertools",
    "functools",
    "operator",
    "string",
    "random",
    "copy",
)

# PyDLL keeps the interpreter lock over the call: a child must come back from clone() holding it.
libc = ctypes.PyDLL(None, use_errno=True)


def check(result: int, what: str) -> int:
    """``result``, or the ``OSError`` that errno says."""
    if result < 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")
    return result


class Control:
    """The control socket: a JSON message and descriptors in each packet."""

    def __init__(self, fd: int) -> None:
        self.socket = _socket.socket(_socket.AF_UNIX, _socket.SOCK_SEQPACKET, 0, fd)
        self.fd = fd

    def receive(self) -> tuple[dict[str, Any] | None, list[int]]:
        """(message, descriptors), or (None, []) when the host has gone."""
        data, ancillary, _, _ = self.socket.recvmsg(MAX_MESSAGE, 1024)
        fds: list[int] = []
        for level, kind, payload in ancillary:
            if (level, kind) == (SOL_SOCKET, SCM_RIGHTS):
                fds.extend(struct.unpack(f"{len(payload) // 4}i", payload))
        return (json.loads(data) if data else None), fds

    def send(self, message: dict[str, Any], fds: list[int] | tuple[()] = ()) -> None:
        """One packet with ``fds`` beside it."""
        rights = struct.pack(f"{len(fds)}i", *fds)
        ancillary = [(SOL_SOCKET, SCM_RIGHTS, rights)] if fds else []
        self.socket.sendmsg([json.dumps(message).encode()], ancillary)


def become(uid: int, *, own_namespace: bool) -> None:
    """Give up root for ``uid``, and perhaps own a user namespace in which pid namespaces may be made."""
    os.setgroups([])
    os.setresgid(uid, uid, uid)
    os.setresuid(uid, uid, uid)
    if own_namespace:
        check(libc.unshare(CLONE_NEWUSER), "unshare(CLONE_NEWUSER)")


def drop_capabilities() -> None:
    """None effective, permitted or inheritable."""
    header = struct.pack("=Ii", 0x20080522, 0)  # _LINUX_CAPABILITY_VERSION_3, this process
    check(libc.capset(header, struct.pack("=6I", 0, 0, 0, 0, 0, 0)), "capset")


def bound_capabilities() -> None:
    """Empty the bounding set."""
    # Belt and braces: nothing here can exec, but what can't be regained can't be used.
    for capability in range(64):
        if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) < 0:
            break


class Filter(ctypes.Structure):
    """``struct sock_fprog``."""

    _fields_ = (("length", ctypes.c_ushort), ("program", ctypes.c_char_p))


def probes() -> dict[str, Any]:
    """What is seen from in here before any filter; the host judges it."""
    seen: dict[str, Any] = {"environment": sorted(os.environ), "network": "", "writable": []}
    try:
        probe = _socket.socket(_socket.AF_INET, _socket.SOCK_DGRAM)
        probe.connect(("192.0.2.1", 9))  # TEST-NET-1: nothing is sent, only a route looked for
        seen["network"] = "a route to 192.0.2.1"
        probe.close()
    except OSError:
        pass
    for folder in ("/", "/tmp", "/dev/shm", "/var/tmp", *sys.path):
        try:
            os.close(os.open(folder + "/.probe", os.O_WRONLY | os.O_CREAT, 0o600))
            seen["writable"].append(folder)
        except OSError:
            pass
    seen["proc"] = os.path.exists("/proc/self")  # noqa: PTH110 (pathlib is not loaded in here)
    return seen


class Zygote:
    """The loop: packets from the host, ends of children."""

    def __init__(self, control: Control) -> None:
        self.control = control
        self.children: dict[int, tuple[int, int]] = {}  # spawn number -> (pid, pidfd)
        self.pidfds: dict[int, int] = {}  # pidfd -> spawn number
        self.poll = select.poll()
        self.poll.register(control.fd, select.POLLIN)
        self.pid_namespace = False
        self.filter = b""
        self.harness = types.ModuleType("harness")

    def hello(self) -> None:
        """Take the harness and the filter, become nobody, say what is seen from here."""
        message, (setup_fd,) = self.control.receive()
        assert message is not None
        setup = os.pread(setup_fd, os.fstat(setup_fd).st_size, 0)
        os.close(setup_fd)
        length = struct.unpack(">I", setup[:4])[0]
        self.filter, source = setup[4 : 4 + length], setup[4 + length :]
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        if message["uid"]:
            become(message["uid"], own_namespace=message["pid_namespace"])
        bound_capabilities()
        self.pid_namespace = message["pid_namespace"]
        for part in source.split(b"\0"):
            exec(compile(part, "harness.py", "exec", dont_inherit=True), self.harness.__dict__)
        me = os.pidfd_open(os.getpid())
        self.control.send({"ready": 1, "probes": probes()}, [me])
        os.close(me)

    def serve(self) -> None:
        """Until the host goes away."""
        gc.disable()
        # Made once: a child has its own pipes behind the numbers 1 and 2.
        sys.stdout, sys.stderr = stream(1, -1), stream(2, 1)
        sys.__dict__.update(__stdout__=sys.stdout, __stderr__=sys.stderr)
        warm = list(WARM)
        while True:
            events = self.poll.poll(0 if warm else None)
            if not events:
                __import__(warm.pop(0))
                gc.freeze()  # children that collect garbage need not copy these pages
                continue
            for fd, _ in events:
                if fd in self.pidfds:
                    self.bury(self.pidfds[fd])
                elif fd == self.control.fd:
                    message, fds = self.control.receive()
                    if message is None:
                        return
                    if message["op"] == "spawn":
                        self.spawn(message, fds)
                    else:
                        self.kill(message["id"])

    def spawn(self, message: dict[str, Any], fds: list[int]) -> None:
        """Fork one child and tell the host of it."""
        pid = self.fork()
        if pid == 0:
            child(self, message, fds)
        for fd in fds:
            os.close(fd)
        pidfd = os.pidfd_open(pid)
        self.children[message["id"]] = (pid, pidfd)
        self.pidfds[pidfd] = message["id"]
        self.poll.register(pidfd, select.POLLIN)
        self.control.send({"started": message["id"]}, [pidfd])

    def fork(self) -> int:
        """0 in the child, as pid 1 of a namespace of its own where that is possible."""
        if not self.pid_namespace:
            return os.fork()
        # os.fork() has no flags. The three calls around clone() are what it does for the interpreter.
        ctypes.pythonapi.PyOS_BeforeFork()
        flags = CLONE_NEWPID | signal.SIGCHLD
        pid = libc.syscall(ctypes.c_long(SYS_CLONE[os.uname().machine]), ctypes.c_long(flags), 0, 0, 0, 0)
        if pid == 0:
            ctypes.pythonapi.PyOS_AfterFork_Child()
            return 0
        number = ctypes.get_errno()
        ctypes.pythonapi.PyOS_AfterFork_Parent()
        if pid < 0:
            raise OSError(number, f"clone: {os.strerror(number)}")
        return pid

    def kill(self, number: int) -> None:
        """End the child of that number, if it has not ended."""
        if number in self.children:
            # Our own child, not waited for yet: its pid can't have been given to another.
            os.kill(self.children[number][0], signal.SIGKILL)

    def bury(self, number: int) -> None:
        """Wait for a child that has ended and report what it took."""
        pid, pidfd = self.children.pop(number)
        self.poll.unregister(pidfd)
        del self.pidfds[pidfd]
        os.close(pidfd)
        _, status, usage = os.wait4(pid, 0)
        report = {
            "ended": number,
            "status": os.waitstatus_to_exitcode(status),
            "cpu_seconds": usage.ru_utime + usage.ru_stime,
            "peak_memory_bytes": usage.ru_maxrss * 1024,
        }
        self.control.send(report)


def limit(message: dict[str, Any]) -> None:
    limits = {
        "AS": message["memory"],
        "CPU": message["cpu_seconds"],
        "FSIZE": 0,
        "CORE": 0,
        "NOFILE": 32,
        "NPROC": 64,
        "MEMLOCK": 0,
        "MSGQUEUE": 0,
    }
    for name, value in (limits | message.get("limits", {})).items():
        number = getattr(resource, "RLIMIT_" + name)
        hard = resource.getrlimit(number)[1]
        value = hard if value is None else value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(number, (value, value))


def lock_down(zygote: Zygote, message: dict[str, Any]) -> None:
    """From the zygote's rights to a candidate's: limits, no capabilities, no new ones, the filter."""
    limit(message)
    drop_capabilities()
    check(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), "no_new_privs")
    if zygote.filter:
        # A filter may speak of "this process", whose number is only known here.
        rules = zygote.filter.replace(OWN_PID, struct.pack("=I", os.getpid()))
        program = Filter(len(rules) // 8, rules)
        check(libc.prctl(PR_SET_SECCOMP, 2, ctypes.byref(program), 0, 0), "seccomp")


def stream(fd: int, buffering: int) -> TextIO:
    """A text stream over ``fd`` that can write any str."""
    return open(fd, "w", buffering, encoding="utf-8", errors="backslashreplace", closefd=False)


def become_program(zygote: Zygote, message: dict[str, Any]) -> NoReturn:
    """Lock down, then be another program. With no path it is the one that descriptor 3 holds."""
    job = message["exec"]
    # By descriptor, because an interpreter that looks for itself in /proc finds nothing there.
    program = os.open(job["path"], os.O_RDONLY | os.O_CLOEXEC) if job["path"] else 3
    if job["stdin"]:
        os.dup2(4, 0)
    lock_down(zygote, message)
    if job["announce"]:  # from here on what happens is the program's doing, even before its main()
        zygote.harness.write_frame(6, b"L")
    os.execve(program, job["argv"], job["env"])


def child(zygote: Zygote, message: dict[str, Any], fds: list[int]) -> NoReturn:
    """Never returns. Nothing of the zygote's is left open but the child's own six descriptors."""
    status = 70
    try:
        # Numbers no open descriptor has yet, so that no dup2 overwrites one that is still needed.
        high = [os.dup2(fd, 100 + i) for i, fd in enumerate(fds)]
        os.closerange(3, 100)
        os.closerange(100 + len(fds), 1024)
        code, given, gate, result, _, _ = (
            os.dup2(fd, number) for fd, number in zip(high, (3, 4, 5, 6, 1, 2), strict=True)
        )
        os.closerange(100, 100 + len(fds))
        sys.argv = ["solution.py"]
        signal.signal(signal.SIGINT, signal.default_int_handler)
        harness = zygote.harness
        zygote.control.socket.detach()  # its number is another descriptor's by now
        gc.enable()
        if "exec" in message:
            become_program(zygote, message)
        lock_down(zygote, message)
        zygote.__dict__.clear()
        harness.Run(code, given, gate, result).main()
        status = 0
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode()[:500])
    finally:
        os._exit(status)


def main() -> None:
    """Hello, then the loop."""
    control = Control(int(sys.argv[1]))
    os.environ.clear()  # bwrap sets PWD even after --clearenv
    builtins.exit = builtins.quit = sys.exit  # what ``site`` would have given
    zygote = Zygote(control)
    try:
        zygote.hello()
    except Exception as error:
        control.send({"ready": 0, "error": f"{type(error).__name__}: {error}"})
        return
    zygote.serve()


if __name__ == "__main__":
    main()
