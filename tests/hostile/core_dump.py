"""verdict: RTE
why: a crash leaves no core file
"""

import os
import resource


def total(numbers):
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except (ValueError, OSError):
        os.abort()
    return sum(numbers)
