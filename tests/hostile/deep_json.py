"""verdict: WA
why: nesting by hand is refused by the strict decoder
"""

import os
import struct


def total(numbers):
    payload = b'{"value": ' + b"[" * 20000 + b"]" * 20000 + b"}"
    os.write(6, b"R" + struct.pack(">I", len(payload)) + payload)
    os._exit(0)
