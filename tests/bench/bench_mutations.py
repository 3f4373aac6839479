"""Ten thousand random changes of valid reports: verify passes none that says something else, nor crashes.

Run as ``PYTHONPATH=. python tests/bench/bench_mutations.py [COUNT]``. Takes some minutes.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter

import nbformat

from mockmind_lab.report.annotate import annotate
from mockmind_lab.report.build import build, written
from mockmind_lab.report.keys import KeyRing
from mockmind_lab.report.sign import signed
from tests.proof.mutations import mutated, shown, verdict
from tests.report.made import realistic


def main(count: int = 10_000) -> int:
    """Try ``count`` changes; returns how many got through."""
    began, through, codes = time.monotonic(), 0, Counter[object]()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JUPYTER_DATA_DIR"] = folder  # keys of its own
        ring = KeyRing()
        own = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1", id="own")])
        reports = [build(realistic()), annotate(own, realistic())]
        files = [written(signed(report, ring.signing_key())) for report in reports]
        said = [shown(data) for data in files]
        assert [verdict(data, ring) for data in files] == [0, 0]
        for seed in range(count):
            name, forged = mutated(files[seed % 2], seed)
            code, same = verdict(forged, ring), shown(forged) == said[seed % 2]
            codes[code, "same" if same else "changed"] += 1
            if code == 0 and not same:
                through += 1
                print(f"seed {seed}: {name} got through")
    for (code, same), times in sorted(codes.items(), key=str):
        print(f"{times:6} {same}: {'no notebook' if code is None else f'exit code {code}'}")
    print(f"{count} changes in {time.monotonic() - began:.0f} s, {through} got through (bar: 0)")
    return through


if __name__ == "__main__":
    raise SystemExit(1 if main(*map(int, sys.argv[1:])) else 0)
