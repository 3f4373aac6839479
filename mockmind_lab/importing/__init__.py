"""Imports problems of other collections: untrusted packages in, what the judge proves stays."""

from mockmind_lab.importing.found import Item
from mockmind_lab.importing.importer import FORMATS, Format, import_path

__all__ = ["FORMATS", "Format", "Item", "import_path"]
