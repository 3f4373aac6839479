"""verdict: TLE
why: time is taken outside: patched clocks don't stop it
"""

import time

time.time = time.monotonic = time.perf_counter = time.process_time = lambda: 0.0
time.clock_gettime = lambda *_: 0.0


def total(numbers):
    while time.monotonic() < 1:
        pass
    return sum(numbers)
