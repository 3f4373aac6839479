"""Reads the problem bank: folders of problem packages in, ``Problem`` out, nothing in a package trusted."""

from mockmind_lab.library.bank import Broken, Library
from mockmind_lab.library.package import Package, Summary

__all__ = ["Broken", "Library", "Package", "Summary"]
