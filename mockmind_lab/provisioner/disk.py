"""How much a notebook's folder has grown since its kernel started: what the kernel filled the disk with."""

from __future__ import annotations

import os
import time

__all__ = ["Growth"]

_PAUSE_SECONDS = 0.5
_BLOCK = 512  # st_blocks counts these, whatever the file system's own are


class Growth:
    """Looks at ``folder`` from time to time; a folder that takes long to look at is looked at less often."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._before = self._size()
        self._next = 0.0

    def bytes(self) -> int:
        """Bytes on disk more than at the start, as of now or of a moment ago; 0 where it was just looked."""
        began = time.monotonic()
        if began < self._next:
            return 0
        grown = self._size() - self._before
        taken = time.monotonic() - began
        self._next = time.monotonic() + max(_PAUSE_SECONDS, 10 * taken)
        return grown

    def _size(self) -> int:
        """What the files below use, links not followed; a file that goes away meanwhile counts as none."""
        total, waiting = 0, [self._folder]
        while waiting:
            try:
                with os.scandir(waiting.pop()) as entries:
                    for entry in entries:
                        total += _used(entry)
                        if entry.is_dir(follow_symlinks=False):
                            waiting.append(entry.path)
            except OSError:
                continue
        return total


def _used(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat(follow_symlinks=False).st_blocks * _BLOCK
    except OSError:
        return 0
