"""Messages on a byte stream: a line of JSON and, beside it, bytes that need no decoding.

Standard library only: both the host and the supervisor in a container speak it. Neither end is the
candidate's.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["pack", "unpack"]

_HEADER = struct.Struct(">IQ")  # bytes of JSON, bytes of all blobs


def pack(message: dict[str, Any], blobs: Sequence[bytes] = ()) -> bytes:
    """``message`` with ``blobs`` behind it, ready to be written."""
    text = json.dumps([message, [len(blob) for blob in blobs]]).encode("ascii")
    return b"".join([_HEADER.pack(len(text), sum(map(len, blobs))), text, *blobs])


def unpack(read: Callable[[int], bytes]) -> tuple[dict[str, Any], list[bytes]]:
    """The next message. ``read(n)`` gives exactly ``n`` bytes, and raises what it likes at the end."""
    text_size, blob_size = _HEADER.unpack(read(_HEADER.size))
    message, sizes = json.loads(read(text_size))
    data, blobs, offset = read(blob_size), [], 0
    for size in sizes:
        blobs.append(data[offset : offset + size])
        offset += size
    return message, blobs
