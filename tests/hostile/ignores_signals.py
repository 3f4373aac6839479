"""verdict: TLE
why: the kill at the end of the time can't be ignored
"""

import contextlib
import signal


def total(numbers):
    for number in range(1, 65):
        with contextlib.suppress(OSError, ValueError):
            signal.signal(number, signal.SIG_IGN)
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
