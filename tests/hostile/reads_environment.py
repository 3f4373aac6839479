"""verdict: WA
why: neither Python's environment nor the C library's holds the canary
"""

import ctypes
import os

MARK = "mockmind-" + "canary"


def total(numbers):
    libc = ctypes.CDLL(None)
    libc.getenv.restype = ctypes.c_char_p
    environ = ctypes.POINTER(ctypes.c_char_p).in_dll(libc, "environ")
    raw = []
    while environ and environ[len(raw)]:
        raw.append(environ[len(raw)])
    found = [*os.environ.values(), *map(str, raw), str(libc.getenv(b"MOCKMIND_CANARY"))]
    return sum(numbers) if any(MARK in text for text in found) or len(raw) > 2 else "nothing"
