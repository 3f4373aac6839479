"""Makes problem packages: from data to files that load, and the tests from generator and solution."""

from mockmind_lab.authoring.draft import Draft, Source
from mockmind_lab.authoring.scaffold import KINDS, write_scaffold
from mockmind_lab.authoring.tests import Made, Wish, make_tests, read_wishes, wishes_of
from mockmind_lab.authoring.write import write_hidden_tests, write_package

__all__ = [
    "KINDS",
    "Draft",
    "Made",
    "Source",
    "Wish",
    "make_tests",
    "read_wishes",
    "wishes_of",
    "write_hidden_tests",
    "write_package",
    "write_scaffold",
]
