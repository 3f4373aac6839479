"""Kernel–host round trips from a jailed kernel's running cell: ``python tests/bench/bench_protocol.py``."""

from __future__ import annotations

import json
import os
import tempfile

from jupyter_client.manager import start_new_kernel

BAR_MS = 0.3
SOURCE = """
import json, statistics, time
from mockmind_lab.kernel.client import HostClient
client = HostClient()
for _ in range(100):
    client.request("ping")
times = []
for _ in range(3000):
    began = time.perf_counter()
    client.request("ping")
    times.append((time.perf_counter() - began) * 1000)
client.close()
times.sort()
print(json.dumps({"median": statistics.median(times), "p99": times[int(len(times) * 0.99)]}))
"""


def measure() -> dict[str, float]:
    """Median and 99th percentile in milliseconds."""
    manager, client = start_new_kernel(kernel_name="mockmind", startup_timeout=60)
    said: list[str] = []
    try:
        client.execute_interactive(
            SOURCE, timeout=120, output_hook=lambda message: said.append(message["content"].get("text", ""))
        )
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    return json.loads("".join(said))


def main() -> int:
    """Print the median; 1 if the bar is missed."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JUPYTER_DATA_DIR"] = folder  # a store of its own
        found = measure()
    print(f"round trip: median {found['median']:.3f} ms, p99 {found['p99']:.2f} ms (bar {BAR_MS} ms)")
    return int(found["median"] > BAR_MS)


if __name__ == "__main__":
    raise SystemExit(main())
