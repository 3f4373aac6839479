"""verdict: WA
why: no file can be made, changed in mode or given away
"""

import os


def total(numbers):
    failed = 0
    for action in (
        lambda: os.chmod("/zygote.py", 0o4755),
        lambda: os.chown("/zygote.py", 0, 0),
        lambda: os.mknod("/null", 0o20666, os.makedev(1, 3)),
        lambda: os.mkfifo("/fifo"),
    ):
        try:
            action()
        except OSError:
            failed += 1
    return sum(numbers) if failed < 4 else "all refused"
