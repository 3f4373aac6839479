"""No change of what a report says gets past ``verify``; tests/bench/bench_mutations.py tries ten thousand."""

from __future__ import annotations

import nbformat
import pytest

from mockmind_lab.report.annotate import annotate
from mockmind_lab.report.build import build, written
from mockmind_lab.report.keys import KeyRing
from mockmind_lab.report.sign import signed
from tests.proof.mutations import KINDS, mutated, shown, verdict
from tests.report.made import realistic


@pytest.mark.parametrize("layout", ["report", "annotated"])
def test_no_change_of_what_a_report_says_passes(layout):
    ring = KeyRing()
    own = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 + 1", id="own")])
    notebook = build(realistic()) if layout == "report" else annotate(own, realistic())
    data = written(signed(notebook, ring.signing_key()))
    assert verdict(data, ring) == 0
    tried = {mutated(data, seed) for seed in range(150)}
    assert {name for name, _ in tried} == set(KINDS)
    changed = 0
    for name, forged in tried:
        held, same = verdict(forged, ring) == 0, shown(forged) == shown(data)
        assert same or not held, name
        changed += not same
    assert changed > 90
