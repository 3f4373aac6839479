"""verdict: WA
why: NaN and surrogates written by hand are refused by the strict decoder
"""

import os
import struct


def total(numbers):
    payload = b'{"value": [NaN, "\\ud800"]}'
    os.write(6, b"R" + struct.pack(">I", len(payload)) + payload)
    os._exit(0)
