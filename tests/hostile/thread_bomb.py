"""verdict: RTE
why: threads are few: their number is limited, and the next one can't start
"""

import threading
import time


def total(numbers):
    threading.stack_size(65536)
    while True:
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
