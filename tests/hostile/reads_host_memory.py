"""verdict: WA
why: another process can't be read: not by a call, not by /proc
"""

import ctypes
import os


def total(numbers):
    libc = ctypes.CDLL(None, use_errno=True)
    buffer = ctypes.create_string_buffer(64)
    vector = (ctypes.c_size_t * 2)(ctypes.addressof(buffer), 64)
    for pid in (1, os.getppid(), os.getpid() - 1, os.getpid() + 1):
        if libc.process_vm_readv(pid, vector, 1, vector, 1, 0) > 0:
            return sum(numbers)
        for name in ("mem", "environ", "cmdline", "maps", "root/etc/passwd"):
            if os.path.exists(f"/proc/{pid}/{name}"):
                return sum(numbers)
    return "nothing"
