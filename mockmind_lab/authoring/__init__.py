"""Makes problem packages: from data to files that load, and the tests from generator and solution."""

from mockmind_lab.authoring.draft import Draft, Source
from mockmind_lab.authoring.write import write_package

__all__ = ["Draft", "Source", "write_package"]
