"""What the leak guard makes of its sets, by kind: ``python -m tests.bench.bench_guard [SET ...]``.

The sets are ``tune``, ``talks``, ``measure``, ``blind`` and ``blind_again``. Only what it gets wrong of the
first two is listed: the others are for measuring.
"""

from __future__ import annotations

import sys

from tests.interviewer.labelled import counted, sets

_SHOWN = ("tune", "talks")


def main(names: list[str]) -> None:
    """Print the confusion for each set."""
    found = sets()
    for name in names or found:
        counts = counted(found[name])
        if name not in _SHOWN or not names:
            counts.wrong.clear()
        print(f"{name}\n{counts.table()}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
