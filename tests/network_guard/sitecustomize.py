"""Watches a Python process from its first line, if the tests have said where to write down what it tries.

Short, because every process that the tests start compiles it; ``refusing.py`` beside it has the rest, and is
read when a process first touches a socket.
"""

import os
import sys

_refusing = []
_beside = os.path.join(os.path.dirname(__file__), "refusing.py")  # noqa: PTH118, PTH120 - pathlib takes longer


def _watch(event, args):
    if event.startswith("socket.") and "TESTS_NETWORK_LOG" in os.environ:
        if not _refusing:
            from importlib.util import module_from_spec, spec_from_file_location

            spec = spec_from_file_location("_tests_network_refusing", _beside)
            module = module_from_spec(spec)
            spec.loader.exec_module(module)
            _refusing.append(module.refuse)
        _refusing[0](event, args)


if "TESTS_NETWORK_LOG" in os.environ:
    sys.addaudithook(_watch)
