"""What the leak guard makes of its set, by kind: ``python -m tests.bench.bench_guard [tune|measure|blind]``.

Only what it gets wrong of the tuning half is listed: the measuring half is for measuring.
"""

from __future__ import annotations

import sys

from tests.interviewer.labelled import BLIND, counted, labelled


def main(split: str) -> None:
    """Print the confusion for one half, or for both."""
    for half in (split,) if split else ("tune", "measure", "blind"):
        messages = labelled(BLIND) if half == "blind" else labelled()
        counts = counted(message for message in messages if half in (message.split, "blind"))
        if half != "tune":
            counts.wrong.clear()
        print(f"{half}\n{counts.table()}\n")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
