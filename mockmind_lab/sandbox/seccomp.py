"""The system calls a candidate's process may make, as a seccomp filter: an allow-list in classic BPF.

What is not on the list fails with EPERM, so that the candidate reads ``PermissionError`` and not a
bare signal. ``clone3`` fails with ENOSYS: its flags are behind a pointer that a filter can't read,
and the C library then falls back to ``clone``. A foreign architecture (x32, i386) is killed.
"""

from __future__ import annotations

import platform
import struct

__all__ = ["PROFILES", "build_filter"]

PROFILES = ("python", "native", "build")
"""Whom a filter is for: the harness in Python; a compiled program or another language's runtime, which is
executed after the filter is in place and needs threads; a compiler, which is trusted not to attack by itself
but reads hostile text, so that what it never needs is refused and the rest is left to the namespaces."""

# Name: numbers on x86-64 and on AArch64 (None: that machine has no such call).
_PLAIN: dict[str, tuple[int | None, int | None]] = {
    # memory, and reading or writing what is already open
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67),
    "close": (3, 57), "fstat": (5, 80), "newfstatat": (262, 79), "lstat": (6, None), "stat": (4, None),
    "statx": (332, 291), "lseek": (8, 62), "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215),
    "brk": (12, 214), "mremap": (25, 216), "madvise": (28, 233), "fcntl": (72, 25), "dup": (32, 23),
    "dup2": (33, None), "dup3": (292, 24), "access": (21, None), "faccessat": (269, 48),
    "faccessat2": (439, 439), "readlink": (89, None), "readlinkat": (267, 78), "getdents64": (217, 61),
    "getcwd": (79, 17), "statfs": (137, 43), "fstatfs": (138, 44),
    # one's own signals and timers (no kill, no tgkill: another process may have the same user)
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132), "rt_sigtimedwait": (128, 137), "rt_sigsuspend": (130, 133),
    "rt_sigpending": (127, 136), "pause": (34, None), "alarm": (37, None), "setitimer": (38, 103),
    "getitimer": (36, 102), "restart_syscall": (219, 128),
    # an event loop inside the process (asyncio): pipes, polls and pairs, but no socket()
    "pipe": (22, None), "pipe2": (293, 59), "poll": (7, None), "ppoll": (271, 73), "select": (23, None),
    "pselect6": (270, 72), "epoll_create1": (291, 20), "epoll_ctl": (233, 21), "epoll_wait": (232, None),
    "epoll_pwait": (281, 22), "eventfd2": (290, 19), "sendto": (44, 206), "recvfrom": (45, 207),
    # who am I, what time is it
    "getpid": (39, 172), "getppid": (110, 173), "gettid": (186, 178), "getuid": (102, 174),
    "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177), "getresuid": (118, 148),
    "getresgid": (120, 150), "getgroups": (115, 158), "getpgrp": (111, None), "getpgid": (121, 155),
    "getsid": (124, 156), "getrandom": (318, 278), "clock_gettime": (228, 113), "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115), "nanosleep": (35, 101), "gettimeofday": (96, 169), "time": (201, None),
    "times": (100, 153), "getrusage": (98, 165), "getrlimit": (97, 163), "uname": (63, 160),
    "sysinfo": (99, 179),
    # threads
    "sched_yield": (24, 124), "sched_getaffinity": (204, 123), "getcpu": (309, 168), "futex": (202, 98),
    "set_robust_list": (273, 99), "get_robust_list": (274, 100), "rseq": (334, 293),
    "set_tid_address": (218, 96), "arch_prctl": (158, None), "membarrier": (324, 283),
    "wait4": (61, 260), "waitid": (247, 95), "exit": (60, 93), "exit_group": (231, 94),
}  # fmt: skip

# What the runtimes of Node, Java and Go ask for beyond that. A refusal would end them.
_NATIVE: dict[str, tuple[int | None, int | None]] = {
    "execveat": (322, 281), "mincore": (27, 232), "capget": (125, 90), "get_mempolicy": (239, 236),
    "sched_getparam": (143, 121), "sched_getscheduler": (145, 120), "sched_get_priority_max": (146, 125),
    "sched_get_priority_min": (147, 126), "getpriority": (140, 141), "umask": (95, 166),
    "epoll_create": (213, None), "chdir": (80, 49), "readahead": (187, 213),
    "timer_create": (222, 107), "timer_settime": (223, 110), "timer_delete": (226, 111),
}  # fmt: skip

# What no compiler needs and exploits of kernels have used.
_NEVER: dict[str, tuple[int | None, int | None]] = {
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271), "mount": (165, 40),
    "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51), "setns": (308, 268),
    "unshare": (272, 97), "open_tree": (428, 428), "move_mount": (429, 429), "fsopen": (430, 430),
    "fsconfig": (431, 431), "fsmount": (432, 432), "mount_setattr": (442, 442), "bpf": (321, 280),
    "perf_event_open": (298, 241), "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    "userfaultfd": (323, 282), "init_module": (175, 105), "finit_module": (313, 273),
    "kexec_load": (246, 104), "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "socket": (41, 198), "personality": (135, 92), "swapon": (167, 224), "reboot": (169, 142),
}  # fmt: skip

_MACHINES = {"x86_64": (0, 0xC000003E), "aarch64": (1, 0xC00000B7)}  # column, AUDIT_ARCH_*

_OPENAT, _OPEN, _CLONE, _CLONE3 = (257, 56), (2, None), (56, 220), (435, 435)
_SOCKETPAIR, _IOCTL, _PRLIMIT64 = (53, 199), (16, 29), (302, 261)
_TGKILL, _PRCTL = (234, 131), (157, 167)
_OWN_PID = int.from_bytes(b"pid!", "little")  # the zygote's child puts its own number in its place
_PRCTLS = (15, 16, 0x53564D41)  # PR_SET_NAME, PR_GET_NAME, PR_SET_VMA

_WRITING = 0o3 | 0o100 | 0o1000 | 0o20000000  # O_ACCMODE, O_CREAT, O_TRUNC, O_TMPFILE's own bit
_CLONE_THREAD, _NEW_NAMESPACES = 0x10000, 0x7E020080
_IOCTLS = (0x5401, 0x5413, 0x541B, 0x5421, 0x5450, 0x5451)  # TCGETS, TIOCGWINSZ, FIO{NREAD,NBIO,NCLEX,CLEX}
_AF_UNIX = 1

_ALLOW, _KILL, _EPERM, _ENOSYS = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NR, _ARCH = 0, 4  # offsets in struct seccomp_data


def _op(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _argument(index: int) -> int:
    return 16 + 8 * index  # the low half; both machines are little-endian


def _when(number: int | None, body: list[bytes]) -> list[bytes]:
    """``body`` runs (and must return) when the call is ``number``."""
    return [] if number is None else [_op(_EQUAL, number, 0, len(body)), *body]


def _reading_only(flags_argument: int) -> list[bytes]:
    return [
        _op(_LOAD, _argument(flags_argument)),
        _op(_ANY_BIT, _WRITING, 1, 0),
        _op(_RETURN, _ALLOW),
        _op(_RETURN, _EPERM),
    ]


def _one_of(argument: int, values: tuple[int, ...]) -> list[bytes]:
    tests = [_op(_EQUAL, value, len(values) - 1 - i + 1, 0) for i, value in enumerate(values)]
    return [_op(_LOAD, _argument(argument)), *tests, _op(_RETURN, _EPERM), _op(_RETURN, _ALLOW)]


def build_filter(machine: str = "", profile: str = "python") -> bytes:
    """The program as an array of ``struct sock_filter`` for ``machine`` (default: this one).

    ``profile`` is one of ``PROFILES``. Raises ``KeyError`` for a machine without a table.
    """
    column, audit_arch = _MACHINES[machine or platform.machine()]
    program = [
        _op(_LOAD, _ARCH),
        _op(_EQUAL, audit_arch, 1, 0),
        _op(_RETURN, _KILL),
        _op(_LOAD, _NR),
        _op(_AT_LEAST, 0x40000000, 0, 1),  # x32 calls on x86-64
        _op(_RETURN, _KILL),
    ]
    if profile == "build":
        return b"".join(program + _all_but_never(column))
    tables = (_PLAIN, _NATIVE) if profile == "native" else (_PLAIN,)
    for table in tables:
        for numbers in table.values():
            program += _when(numbers[column], [_op(_RETURN, _ALLOW)])
    if profile == "native":
        program += _when(_TGKILL[column], _one_of(0, (_OWN_PID,)))  # its own threads only
        program += _when(_PRCTL[column], _one_of(0, _PRCTLS))
    program += _when(_OPENAT[column], _reading_only(2))
    program += _when(_OPEN[column], _reading_only(1))
    program += _when(_SOCKETPAIR[column], _one_of(0, (_AF_UNIX,)))
    program += _when(_IOCTL[column], _one_of(1, _IOCTLS))
    program += _when(_PRLIMIT64[column], _one_of(0, (0,)))
    program += _when(_CLONE3[column], [_op(_RETURN, _ENOSYS)])
    program += _when(
        _CLONE[column],
        [
            _op(_LOAD, _argument(0)),
            _op(_ANY_BIT, _NEW_NAMESPACES, 2, 0),
            _op(_ANY_BIT, _CLONE_THREAD, 0, 1),
            _op(_RETURN, _ALLOW),
            _op(_RETURN, _EPERM),
        ],
    )
    program.append(_op(_RETURN, _EPERM))
    return b"".join(program)


def _all_but_never(column: int) -> list[bytes]:
    program: list[bytes] = []
    for numbers in _NEVER.values():
        program += _when(numbers[column], [_op(_RETURN, _EPERM)])
    program += _when(_CLONE3[column], [_op(_RETURN, _ENOSYS)])
    namespaces = [_op(_ANY_BIT, _NEW_NAMESPACES, 1, 0), _op(_RETURN, _ALLOW), _op(_RETURN, _EPERM)]
    program += _when(_CLONE[column], [_op(_LOAD, _argument(0)), *namespaces])
    return [*program, _op(_RETURN, _ALLOW)]
