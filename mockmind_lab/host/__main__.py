"""``python -m mockmind_lab.host``: the child process that hosts for one ordinary kernel."""

from __future__ import annotations

import argparse
import json
import logging
import os
import signal
import threading

from mockmind_lab.errors import MockmindError
from mockmind_lab.host.thread import HostThread

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Host for one kernel until it ends: says ``{"ready": PATH}`` on standard output once it listens."""
    parser = argparse.ArgumentParser(
        prog="python -m mockmind_lab.host", description="Host interviews for one kernel."
    )
    parser.add_argument("--socket", required=True, help="path of the Unix socket to listen on")
    parser.add_argument("--parent-pid", type=int, required=True, help="end when this process ends")
    options = parser.parse_args(arguments)
    logging.basicConfig(format="%(asctime)s %(name)s %(levelname)s %(message)s")
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the kernel's, not ours
    try:
        host = HostThread.shared()
        listener = host.listen(options.socket, started_as="child process")
    except MockmindError as error:
        print(json.dumps({"error": str(error)}), flush=True)
        return 1
    print(json.dumps({"ready": options.socket}), flush=True)
    while os.getppid() == options.parent_pid and not stop.wait(0.5):
        pass
    listener.close()
    host.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
